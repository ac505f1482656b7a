//! The text made even before it is read: spaces, invisible marks, composed letters, Latin look-alikes.

use std::iter::Peekable;
use std::str::CharIndices;

use crate::russian::look_alike::russian_look_alike;

/// The text with one kind of space, without invisible characters, «й» and «ё» composed, and words that mix
/// alphabets written in Cyrillic. Line breaks stay.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut run = String::new();
    let mut characters = text.char_indices().peekable();
    while let Some((_, character)) = compose(&mut characters) {
        if character.is_alphabetic() {
            run.push(character);
        } else {
            put_run(&mut cleaned, &mut run, character == '.');
            cleaned.push(character);
        }
    }
    put_run(&mut cleaned, &mut run, false);
    cleaned
}

/// Where each character of the cleaned text begins in the text itself; at the end, where the text ends.
pub(super) fn places(text: &str) -> Vec<usize> {
    let mut characters = text.char_indices().peekable();
    let mut places = Vec::with_capacity(text.len());
    while let Some((place, _)) = compose(&mut characters) {
        places.push(place);
    }
    places.push(text.len());
    places
}

/// A word for comparing: small letters, «е» for «ё».
pub(super) fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|letter| if letter == 'ё' { 'е' } else { letter }).collect()
}

/// Whether every letter is a capital and there are at least two of them.
pub(super) fn is_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(|character| character.is_alphabetic());
    letters.clone().nth(1).is_some() && letters.all(char::is_uppercase)
}

/// Whether the word begins with a capital letter.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn compose(characters: &mut Peekable<CharIndices>) -> Option<(usize, char)> {
    loop {
        let (place, character) = characters.next()?;
        if is_invisible(character) {
            continue;
        }
        let Some(composed) = characters.peek().and_then(|(_, mark)| composed(character, *mark)) else {
            return Some((place, even_space(character)));
        };
        characters.next();
        return Some((place, composed));
    }
}

fn composed(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('и', '\u{306}') => Some('й'),
        ('И', '\u{306}') => Some('Й'),
        ('е', '\u{308}') => Some('ё'),
        ('Е', '\u{308}') => Some('Ё'),
        _ => None,
    }
}

/// Soft hyphens, zero-width characters and the accent mark say nothing about who is meant.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{301}')
}

fn even_space(character: char) -> char {
    match character {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' => '\n',
        other if other.is_whitespace() => ' ',
        other => other,
    }
}

/// Writes a finished run of letters; a mixed run, or a lone Latin initial, becomes Cyrillic.
fn put_run(cleaned: &mut String, run: &mut String, before_dot: bool) {
    let cyrillic = run.chars().any(is_cyrillic);
    let initial = before_dot && run.chars().nth(1).is_none();
    if (cyrillic && run.chars().any(|letter| letter.is_ascii_alphabetic())) || initial {
        cleaned.extend(run.chars().map(|letter| russian_look_alike(letter).unwrap_or(letter)));
    } else {
        cleaned.push_str(run);
    }
    run.clear();
}

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{4FF}')
}
