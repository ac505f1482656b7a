//! What a word is: a run of letters and digits, in lower case, with ё as е and without accents.

use crate::russian::look_alike::{is_russian, russian_look_alike};

/// The breve that makes й out of и, where a text arrives decomposed.
const BREVE: char = '\u{306}';

/// Calls `found` with each word of `text`, as it is looked for.
///
/// A Latin letter inside a Russian word is taken for the Russian one that it looks like. A hyphen parts words:
/// «педагог-библиотекарь» is found by either half.
pub fn words(text: &str, mut found: impl FnMut(&str)) {
    let mut word = String::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if letter.is_alphanumeric() || is_mark(letter) {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            fold(&text[start..at], &mut word);
            if !word.is_empty() {
                found(&word);
            }
        }
    }
}

/// Signs inside a word that say nothing: accents, soft hyphens.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{300}'..='\u{36f}')
}

fn fold(written: &str, word: &mut String) {
    word.clear();
    let mixed = written.contains(|letter: char| letter.is_ascii_alphabetic()) && is_russian(written);
    for letter in written.chars() {
        let letter = if mixed { russian_look_alike(letter).unwrap_or(letter) } else { letter };
        match letter {
            'а'..='я' => word.push(letter),
            'А'..='Я' => word.push(char::from_u32(letter as u32 + 32).unwrap_or(letter)),
            'ё' | 'Ё' => word.push('е'),
            BREVE if word.ends_with('и') => {
                word.pop();
                word.push('й');
            }
            letter if letter.is_ascii() => word.push(letter.to_ascii_lowercase()),
            letter => word.extend(letter.to_lowercase().filter(|letter| !is_mark(*letter))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    fn check(text: &str, expect: &[&str]) {
        let mut found = Vec::new();
        words(text, |word| found.push(word.to_owned()));
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn words_are_folded() {
        check("Отчёт, ОТЧЕТ; отче\u{308}т", &["отчет", "отчет", "отчет"]);
        check("мои\u{306} за\u{301}мок, биб\u{ad}лиотека", &["мой", "замок", "библиотека"]);
        check("", &[]);
        check(" — \u{301} ", &[]);
    }

    #[test]
    fn numbers_and_latin_words_stay() {
        check("2024/2025, №53н, ZOOM, 80-летию", &["2024", "2025", "53н", "zoom", "80", "летию"]);
    }

    #[test]
    fn latin_letters_in_russian_words() {
        check("кaталог ФГOC PMO", &["каталог", "фгос", "pmo"]);
    }
}
