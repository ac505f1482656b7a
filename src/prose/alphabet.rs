//! Russian words with a Latin letter in them: the eye does not see it, and no search finds the word.

use super::Doubt;
use super::words::{Word, words};
use crate::diagnostic::Lint;
use crate::russian::look_alike::{latin_letters, named_letters, russian_look_alike};

/// The words of `text` that mix the alphabets.
pub(super) fn doubts(text: &str) -> Vec<Doubt> {
    words(text).filter(|word| !is_escape(text, word)).filter_map(|word| mixed(&word)).collect()
}

/// Whether the word begins with the last figures of a sign that YAML lets be written by its number: `\u202e`.
fn is_escape(text: &str, word: &Word) -> bool {
    let before = text[..word.span.start].trim_end_matches(|letter: char| letter.is_ascii_hexdigit());
    ["\\u", "\\U", "\\x"].iter().any(|escape| before.ends_with(escape))
}

/// A word whose letters are mostly Russian, and whose Latin ones are all such as are taken for Russian. «IT» in «IT-урок»
/// is a word of its own, and no slip.
fn mixed(word: &Word) -> Option<Doubt> {
    let strange = latin_letters(word.text);
    let latin = word.text.chars().filter(char::is_ascii_alphabetic).count();
    if strange.is_empty() || latin * 2 > word.text.chars().count() {
        return None;
    }
    let russian =
        |letter: char| if letter.is_ascii_alphabetic() { russian_look_alike(letter) } else { Some(letter) };
    let meant: String = word.text.chars().map(russian).collect::<Option<_>>()?;
    let message = format!("В слове «{}» {}", word.text, named_letters(&strange));
    let mut doubt =
        Doubt::new(Lint::LatinLetter, word.span.clone(), message, "Наберите слово русскими буквами:");
    doubt.edits.push((word.span.clone(), meant));
    Some(doubt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_letter_in_a_russian_word_is_seen() {
        for (text, meant) in [
            ("библиoтека", "библиотека"),
            ("Kниги", "Книги"),
            ("Летo с книгой", "Лето"),
            ("Лoпухова Т.С.", "Лопухова"),
        ] {
            let found = doubts(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].edits[0].1, meant);
        }
    }

    #[test]
    fn words_of_two_languages_are_left_alone() {
        for text in [
            "IT-урок",
            "PR-акция",
            "VK",
            "QR-код",
            "3D-модель",
            "Wi-Fi",
            "web-страница",
            "онлайн",
            "MSФО",
            "СОШ № 5a",
        ] {
            assert_eq!(doubts(text), [], "{text}");
        }
    }
}
