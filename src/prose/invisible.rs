//! Signs that nobody sees: what copying brings along, and what somebody hides in a text on purpose.
//!
//! A soft hyphen in a field's name makes another name of it, and one in a person's name hides the person from the search;
//! a sign that turns the order of letters round makes a page say what its source does not.

use crate::diagnostic::{Diagnostic, Lint, Place};

/// What becomes of a sign that nobody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unseen {
    /// It says nothing and is left out.
    Harmless,
    /// It parts words, as the line and page breaks of Word do.
    Space,
    /// A command to a terminal, a browser or a printer; it is left out, which the author is told.
    Command,
}

fn unseen(letter: char) -> Option<Unseen> {
    match letter {
        '\t' | '\n' | '\r' => None,
        '\u{b}' | '\u{c}' | '\u{85}' => Some(Unseen::Space),
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => Some(Unseen::Harmless),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => Some(Unseen::Command),
        letter if letter.is_control() => Some(Unseen::Command),
        _ => None,
    }
}

/// Whether `letter` is a command that must never reach a visitor.
pub fn is_command(letter: char) -> bool {
    unseen(letter) == Some(Unseen::Command)
}

/// A text without the signs that nobody sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// What is left.
    pub text: String,
    /// The commands that were left out: where in what is left, and which.
    pub commands: Vec<(usize, char)>,
}

/// `text` without the signs that nobody sees.
pub fn cleaned(text: String) -> Cleaned {
    if text.chars().all(|letter| unseen(letter).is_none()) {
        return Cleaned { text, commands: Vec::new() };
    }
    let mut cleaned = Cleaned { text: String::with_capacity(text.len()), commands: Vec::new() };
    for letter in text.chars() {
        match unseen(letter) {
            None => cleaned.text.push(letter),
            Some(Unseen::Space) => cleaned.text.push(' '),
            Some(Unseen::Harmless) => {}
            Some(Unseen::Command) => cleaned.commands.push((cleaned.text.len(), letter)),
        }
    }
    cleaned
}

/// The warning for the command `sign` that stood at `place`.
pub fn warning(place: Place, sign: char) -> Diagnostic {
    let what = match sign {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "невидимый знак, который меняет порядок букв",
        _ => "невидимый управляющий знак",
    };
    let message = format!("Здесь стоит {what} (U+{:04X})", u32::from(sign));
    Diagnostic::warning(Lint::InvisibleSign, place, message)
        .hint("Проверьте это место и наберите его заново: такие знаки попадают в файл при копировании.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_left_out() {
        for (text, left, commands) in [
            ("к\u{ad}то\u{200b} \u{feff}все", "кто все", &[][..]),
            ("строка\u{b}вторая\u{85}третья", "строка вторая третья", &[]),
            ("а\u{202e}бв\u{202c}", "абв", &[('\u{202e}', "бв"), ('\u{202c}', "")]),
            (
                "\u{1b}[31m\u{7}а\0\u{7f}",
                "[31mа",
                &[('\u{1b}', "[31mа"), ('\u{7}', "а"), ('\0', ""), ('\u{7f}', "")],
            ),
            ("👩\u{200d}🏫 и\u{a0}мы\t\n", "👩\u{200d}🏫 и\u{a0}мы\t\n", &[]),
        ] {
            let found = cleaned(text.to_owned());
            assert_eq!(found.text, left, "{text:?}");
            let behind: Vec<_> =
                found.commands.iter().map(|(at, sign)| (*sign, &found.text[*at..])).collect();
            assert_eq!(behind, commands, "{text:?}");
        }
    }
}
