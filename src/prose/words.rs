//! A text cut into words.

use std::ops::Range;

/// A run of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// As written.
    pub text: &'t str,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

impl Word<'_> {
    /// Its first letter in lower case.
    pub(super) fn first(&self) -> char {
        self.text.chars().next().map(lower).unwrap_or_default()
    }

    /// Whether it is `other`, in whatever case it is written; `other` is in lower case.
    pub(super) fn is(&self, other: &str) -> bool {
        self.rest_after(other) == Some("")
    }

    /// What follows `beginning`, which is in lower case; nothing where the word begins otherwise.
    pub(super) fn rest_after(&self, beginning: &str) -> Option<&str> {
        let mut letters = self.text.char_indices();
        for wanted in beginning.chars() {
            let (_, letter) = letters.next()?;
            if letter != wanted && lower(letter) != wanted {
                return None;
            }
        }
        Some(letters.as_str())
    }

    /// `new` in the case that the word is written in.
    pub(super) fn in_its_case(&self, new: &str) -> String {
        let mut letters = self.text.chars();
        let first = letters.next().is_some_and(char::is_uppercase);
        let all = first && letters.clone().next().is_some() && letters.all(char::is_uppercase);
        if all {
            return new.to_uppercase();
        }
        let mut new = new.chars();
        match new.next() {
            Some(letter) if first => letter.to_uppercase().chain(new).collect(),
            Some(letter) => std::iter::once(letter).chain(new).collect(),
            None => String::new(),
        }
    }
}

/// The words of `text` in order; a number or a hyphen parts them.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest.find(|(_, letter)| is_letter(*letter))?;
        while rest.next_if(|(_, letter)| is_letter(*letter)).is_some() {}
        let end = rest.peek().map_or(text.len(), |(at, _)| *at);
        Some(Word { text: &text[start..end], span: start..end })
    })
}

/// Whether it is a letter; Russian ones, nearly all that occur, need no table.
fn is_letter(letter: char) -> bool {
    matches!(letter, 'А'..='я' | 'ё' | 'Ё') || letter.is_alphabetic()
}

/// The letter in lower case, as above.
fn lower(letter: char) -> char {
    match letter {
        'а'..='я' | 'ё' => letter,
        'А'..='Я' => char::from_u32(letter as u32 + 32).unwrap_or(letter),
        letter => letter.to_lowercase().next().unwrap_or(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters() {
        let found: Vec<&str> = words("«Школа — 5-й класс».").map(|word| word.text).collect();
        assert_eq!(found, ["Школа", "й", "класс"]);
    }

    #[test]
    fn a_replacement_keeps_the_case() {
        let word = |text| Word { text, span: 0..0 };
        assert_eq!(word("Втечении").in_its_case("в течение"), "В течение");
        assert_eq!(word("ТЕЧЕНИИ").in_its_case("течение"), "ТЕЧЕНИЕ");
        assert_eq!(word("течении").in_its_case("течение"), "течение");
    }
}
