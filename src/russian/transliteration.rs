//! Latin spelling of Russian text for page addresses and file names.
//!
//! The table is the project's own: it is readable and needs no knowledge of a standard,
//! and it is not meant to be turned back into Cyrillic.
//! Belarusian, Ukrainian and Kazakh letters are known because names of people and towns contain them.

use super::letters::{fold_latin, plain_letters};

/// The longest address part, and the longest file name without its extension, in bytes.
const LONGEST: usize = 80;
/// The longest beginning of a title in the name of a new file, in bytes.
const LONGEST_BEGINNING: usize = 48;
/// No word at the end of such a beginning is shorter: «в», «и», «на».
const SHORTEST_LAST: usize = 3;
/// The longest text after the last dot that is still taken for a file name extension.
const LONGEST_EXTENSION: usize = 10;
/// What a file is called when nothing of its name can be kept.
const NAMELESS: &str = "file";

/// Makes an address part of a title: «План работы на 2024/2025» becomes `plan-raboty-na-2024-2025`.
///
/// The result has only `a`–`z`, `0`–`9` and single hyphens between them, at most 80 bytes;
/// a longer one is cut at a hyphen if it has any. A text without letters and digits gives an empty string.
pub fn slug(text: &str) -> String {
    spell(text, Dots::Separate)
}

/// The beginning of a title as a part of a new file's name: whole words, the last of them none that leads to the next.
pub fn beginning(title: &str) -> String {
    let mut name = slug(title);
    if name.len() > LONGEST_BEGINNING {
        let end = name[..=LONGEST_BEGINNING].rfind('-').unwrap_or(LONGEST_BEGINNING);
        name.truncate(end);
        while let Some((before, last)) = name.rsplit_once('-')
            && last.len() < SHORTEST_LAST
            && last.bytes().all(|letter| letter.is_ascii_alphabetic())
        {
            name.truncate(before.len());
        }
    }
    name
}

/// Makes a file name that is safe on every system: «Протокол №2.docx» becomes `protokol-2.docx`.
///
/// Dots stay between letters and digits («архив.tar.gz» is `arhiv.tar.gz`), never at the beginning.
/// The result is never empty and never a name that Windows reserves (`nul.txt` becomes `nul-file.txt`).
/// It stays within 100 bytes.
pub fn file_name(name: &str) -> String {
    let (stem, extension) = split_extension(name);
    let mut safe = spell(stem, Dots::Keep);
    if safe.is_empty() {
        safe.push_str(NAMELESS);
    }
    if let Some(extension) = extension {
        safe.push('.');
        safe.push_str(&extension);
    }
    unreserve(safe)
}

/// What becomes of a dot between two letters or digits.
#[derive(Clone, Copy, PartialEq)]
enum Dots {
    Keep,
    Separate,
}

/// What stands between the last letter written and the next one.
#[derive(Clone, Copy, PartialEq)]
enum Between {
    Nothing,
    Apostrophe,
    Dot,
    Separator,
}

fn spell(text: &str, dots: Dots) -> String {
    if is_spelled(text) {
        return text.to_owned();
    }
    let mut spelled = String::new();
    let mut between = Between::Nothing;
    for letter in plain_letters(text) {
        let Some(latin) = latin(letter) else {
            between = widen(between, letter, dots);
            continue;
        };
        if latin.is_empty() {
            continue;
        }
        match between {
            _ if spelled.is_empty() => {}
            Between::Nothing | Between::Apostrophe => {}
            Between::Dot => spelled.push('.'),
            Between::Separator => spelled.push('-'),
        }
        between = Between::Nothing;
        spelled.push_str(latin);
        if spelled.len() > LONGEST {
            break;
        }
    }
    cut(spelled)
}

/// Whether the text is what would become of it, as names of files mostly are.
fn is_spelled(text: &str) -> bool {
    let kept = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
    let hyphens = text.starts_with('-') || text.ends_with('-') || text.contains("--");
    text.len() <= LONGEST && text.bytes().all(kept) && !hyphens
}

/// Adds one more character without a spelling to what stands between two letters.
fn widen(between: Between, character: char, dots: Dots) -> Between {
    match (between, character) {
        (Between::Nothing, '\'' | '’' | 'ʼ') => Between::Apostrophe,
        (Between::Nothing, '.') if dots == Dots::Keep => Between::Dot,
        _ => Between::Separator,
    }
}

fn cut(mut spelled: String) -> String {
    if spelled.len() > LONGEST {
        let fits = &spelled[..=LONGEST];
        let end = fits.rfind('-').or_else(|| fits.rfind('.'));
        spelled.truncate(end.unwrap_or(LONGEST));
    }
    spelled
}

/// The spelling of one letter in lower case; `None` for a character that has none.
fn latin(letter: char) -> Option<&'static str> {
    const KEPT: &str = "0123456789abcdefghijklmnopqrstuvwxyz";
    match KEPT.find(letter) {
        Some(place) => Some(&KEPT[place..=place]),
        None => cyrillic(letter).or_else(|| fold_latin(letter)),
    }
}

fn cyrillic(letter: char) -> Option<&'static str> {
    let spelled = match letter {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' | 'ғ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ё' => "yo",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'қ' => "q",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ұ' | 'ү' => "u",
        'ў' => "w",
        'ф' => "f",
        'х' | 'һ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'є' => "ye",
        'ї' => "yi",
        _ => return None,
    };
    Some(spelled)
}

/// Splits a name at its last dot if what follows looks like an extension, which is returned spelled in Latin.
fn split_extension(name: &str) -> (&str, Option<String>) {
    let Some((stem, ending)) = name.trim().rsplit_once('.') else {
        return (name, None);
    };
    let extension = slug(ending);
    let is_one_word = !ending.is_empty() && ending.chars().all(char::is_alphanumeric);
    let is_short = (1..=LONGEST_EXTENSION).contains(&extension.len());
    if is_one_word && is_short && !extension.contains('-') { (stem, Some(extension)) } else { (name, None) }
}

/// Windows gives devices such names, whatever follows the first dot.
fn unreserve(name: String) -> String {
    let (first, rest) = match name.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (name.as_str(), None),
    };
    if !is_reserved(first) {
        return name;
    }
    match rest {
        Some(rest) => format!("{first}-{NAMELESS}.{rest}"),
        None => format!("{first}-{NAMELESS}"),
    }
}

fn is_reserved(name: &str) -> bool {
    if matches!(name, "con" | "prn" | "aux" | "nul" | "conin" | "conout") {
        return true;
    }
    let number = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    matches!(number, Some(digit) if digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit())
}

#[cfg(test)]
mod tests;
