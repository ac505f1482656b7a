//! Signs that no typeface inside the program has: each is named in the place where it stands, so that nobody takes what is
//! printed for all that was written. What nobody sees goes.

use std::fmt::Write;

use serde_json::Value;

use super::typesetter;
use crate::prose::invisible;

/// Replaces in every text of `value` what cannot be printed.
pub(super) fn replace_unknown(value: &mut Value) {
    match value {
        Value::String(text) if !text.chars().all(is_usual) => *text = printable(text),
        Value::Array(values) => values.iter_mut().for_each(replace_unknown),
        Value::Object(fields) => fields.values_mut().for_each(replace_unknown),
        _ => {}
    }
}

/// «📚 Книги» as «[знак U+1F4DA] Книги».
fn printable(text: &str) -> String {
    let mut printed = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if is_usual(letter) => printed.push(letter),
            '\t' | '\n' | '\r' => printed.push(' '),
            letter if is_unseen(letter) => {}
            letter if is_private(letter) || !typesetter::has(letter) => {
                // A string takes everything.
                let _ = write!(printed, "[знак U+{:04X}]", u32::from(letter));
            }
            letter => printed.push(letter),
        }
    }
    printed
}

/// What nearly every letter of a document is.
fn is_usual(letter: char) -> bool {
    matches!(letter, ' '..='~' | 'А'..='я' | 'ё' | 'Ё' | '«' | '»' | '–' | '—' | '№' | '…' | '\u{a0}' | '\u{ad}')
}

/// Commands, and what only says how the sign before it is drawn.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || invisible::is_command(letter)
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

/// What each typeface draws as it likes, and nobody can read out.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}
