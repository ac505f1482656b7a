//! Letters as addresses and sorting see them: lower case, without combining marks, but with й, ё, ї and ў whole.
//!
//! Text copied from PDF files and macOS file names often arrives decomposed («и» and a breve instead of «й»);
//! both spellings must give one address and one place in a list.

/// The breve that makes й out of и and ў out of у.
const BREVE: char = '\u{306}';
/// The diaeresis that makes ё out of е and ї out of і.
const DIAERESIS: char = '\u{308}';

/// Yields the characters of `text` in lower case; a decomposed Cyrillic letter becomes one character,
/// every other combining mark (an accent, a stress mark) is dropped.
pub(super) fn plain_letters(text: &str) -> impl Iterator<Item = char> {
    let mut characters = text.chars().flat_map(char::to_lowercase).peekable();
    std::iter::from_fn(move || {
        let mut letter = characters.next()?;
        while is_combining_mark(letter) {
            letter = characters.next()?;
        }
        while let Some(mark) = characters.next_if(|&next| is_combining_mark(next)) {
            letter = with_mark(letter, mark);
        }
        Some(letter)
    })
}

/// Spells a Latin letter with diacritics in plain `a`–`z`; `None` for any other character.
/// Only the letters of the common European languages are known.
pub(super) fn fold_latin(letter: char) -> Option<&'static str> {
    let folded = match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ľ' | 'ł' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        _ => return None,
    };
    Some(folded)
}

/// Whether the character belongs to the letter before it.
pub(super) fn is_combining_mark(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

fn with_mark(letter: char, mark: char) -> char {
    match (letter, mark) {
        ('и', BREVE) => 'й',
        ('у', BREVE) => 'ў',
        ('е', DIAERESIS) => 'ё',
        ('і', DIAERESIS) => 'ї',
        _ => letter,
    }
}

/// The letter in lower case. Russian and Latin letters, nearly all that occur, need no table; of the few letters that
/// become two, only the first counts.
pub(super) fn lower(letter: char) -> char {
    match letter {
        'А'..='Я' => char::from_u32(letter as u32 + 32).unwrap_or(letter),
        'а'..='я' | 'ё' => letter,
        letter if letter.is_ascii() => letter.to_ascii_lowercase(),
        letter => letter.to_lowercase().next().unwrap_or(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::plain_letters;

    fn plain(text: &str) -> String {
        plain_letters(text).collect()
    }

    #[test]
    fn decomposed_letters_become_whole() {
        assert_eq!(plain("И\u{306}ОД, Е\u{308}ЛКА"), "йод, ёлка");
        assert_eq!(plain("У\u{306} і\u{308}"), "ў ї");
        assert_eq!(plain("е\u{301}\u{308}"), "ё");
    }

    #[test]
    fn other_marks_are_dropped() {
        assert_eq!(plain("за\u{301}мок"), "замок");
        assert_eq!(plain("\u{301}\u{306}кафе\u{301}"), "кафе");
        assert_eq!(plain("\u{301}"), "");
        assert_eq!(plain("İ"), "i");
    }
}
