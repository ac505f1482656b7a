//! The text under work as the rules see it: characters, words, and what must not be touched.

use super::super::letters::{is_combining_mark, lower};
use super::protection;
use super::{Ending, OPAQUE};
use std::ops::Range;

/// The non-breaking space.
pub(super) const NBSP: &str = "\u{a0}";

/// A proposal to put other characters in the place of some; an empty range means an insertion.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) text: &'static str,
}

/// A piece of a paragraph together with the text before it, which is already set and cannot change any more.
pub(super) struct Passage {
    pub(super) characters: Vec<char>,
    pub(super) ending: Ending,
    words: Vec<Range<usize>>,
    protected: Vec<bool>,
    context: usize,
}

impl Passage {
    pub(super) fn new(context: &[char], text: &[char], ending: Ending) -> Self {
        let characters = [context, text].concat();
        Self {
            words: words(&characters),
            protected: protection::protected(&characters),
            context: context.len(),
            characters,
            ending,
        }
    }

    /// How many words there are: stretches between white space.
    pub(super) fn word_count(&self) -> usize {
        self.words.len()
    }

    /// The place of a word among the characters.
    pub(super) fn word_range(&self, index: usize) -> Range<usize> {
        self.words[index].clone()
    }

    pub(super) fn word(&self, index: usize) -> &[char] {
        &self.characters[self.word_range(index)]
    }

    /// The word that is `back` words before the one at `index`, on the same line.
    pub(super) fn word_before(&self, index: usize, back: usize) -> Option<&[char]> {
        let first = index.checked_sub(back)?;
        let on_one_line = (first..index).all(|place| self.is_on_one_line(place));
        on_one_line.then(|| self.word(first))
    }

    /// The white space after a word, up to the next word or the end.
    pub(super) fn gap_after(&self, index: usize) -> Range<usize> {
        let end = match self.words.get(index + 1) {
            Some(next) => next.start,
            None => self.characters.len(),
        };
        self.words[index].end..end
    }

    /// Whether only spaces (no line break, no tab) stand between a word and the next one.
    pub(super) fn is_on_one_line(&self, index: usize) -> bool {
        let gap = &self.characters[self.gap_after(index)];
        gap.iter().all(|&character| is_space(character))
    }

    /// Whether the characters may be replaced: they are neither set already nor part of an address.
    pub(super) fn is_editable(&self, range: Range<usize>) -> bool {
        range.start >= self.context && !self.protected[range].contains(&true)
    }

    /// Whether an address, a file name or a path holds the character.
    pub(super) fn is_protected(&self, place: usize) -> bool {
        self.protected[place]
    }

    pub(super) fn character_before(&self, place: usize) -> Option<char> {
        Some(self.characters[place.checked_sub(1)?])
    }

    pub(super) fn character_at(&self, place: usize) -> Option<char> {
        self.characters.get(place).copied()
    }
}

/// Carries out the proposals; of two that overlap the first wins.
/// The edits count characters from the beginning of the context, which `text` does not contain.
pub(super) fn apply(text: &[char], mut edits: Vec<Edit>, context: usize) -> Vec<char> {
    edits.sort_by_key(|edit| edit.range.start);
    let mut result = Vec::with_capacity(text.len() + edits.len());
    let mut done = 0;
    for edit in edits {
        let start = edit.range.start.checked_sub(context);
        let Some(start) = start.filter(|&start| start >= done) else {
            continue;
        };
        result.extend(&text[done..start]);
        result.extend(edit.text.chars());
        done = start + edit.range.len();
    }
    result.extend(&text[done..]);
    result
}

/// A space that stays within its line.
fn is_space(character: char) -> bool {
    character.is_whitespace()
        && !matches!(character, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A character that can be part of a word: a letter, a digit, a mark over a letter, or something that is not text.
pub(super) fn is_part_of_word(character: char) -> bool {
    character.is_alphanumeric() || character == OPAQUE || is_combining_mark(character)
}

pub(super) fn is_opening_mark(character: char) -> bool {
    matches!(character, '(' | '[' | '{' | '«' | '„' | '“' | '"' | '…')
}

pub(super) fn is_closing_mark(character: char) -> bool {
    matches!(character, ')' | ']' | '}' | '»' | '“' | '”' | '"' | ',' | ';' | ':' | '!' | '?' | '…')
}

/// The word without brackets, quotes and an ellipsis before it.
pub(super) fn without_opening(word: &[char]) -> &[char] {
    let start = word.iter().position(|&character| !is_opening_mark(character));
    &word[start.unwrap_or(word.len())..]
}

/// The word without brackets, quotes and punctuation after it; full stops stay.
pub(super) fn without_closing(word: &[char]) -> &[char] {
    let last = word.iter().rposition(|&character| !is_closing_mark(character));
    &word[..last.map_or(0, |place| place + 1)]
}

/// The word without full stops at its end.
pub(super) fn without_dots(word: &[char]) -> &[char] {
    let last = word.iter().rposition(|&character| character != '.');
    &word[..last.map_or(0, |place| place + 1)]
}

/// Whether the word is one of the list, character for character.
pub(super) fn is_one_of(word: &[char], list: &[&str]) -> bool {
    list.iter().any(|listed| listed.chars().eq(word.iter().copied()))
}

/// Whether the word is one of the list of words in lower case, in whatever case it is written.
pub(super) fn is_one_of_in_any_case(word: &[char], list: &[&str]) -> bool {
    // Nearly every word differs in its first letter: to lower the rest would be work done in vain.
    let Some((first, rest)) = word.split_first() else { return list.contains(&"") };
    let first = Some(lower(*first));
    list.iter().any(|listed| {
        let mut letters = listed.chars();
        letters.next() == first && letters.eq(rest.iter().map(|letter| lower(*letter)))
    })
}

/// Whether the word has only letters and one of the endings.
pub(super) fn ends_with_any(word: &[char], endings: &[&str]) -> bool {
    let reversed = || word.iter().rev().copied();
    word.iter().all(|letter| letter.is_alphabetic())
        && endings.iter().any(|ending| reversed().take(ending.chars().count()).eq(ending.chars().rev()))
}

fn words(characters: &[char]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (place, character) in characters.iter().enumerate() {
        match (start, character.is_whitespace()) {
            (None, false) => start = Some(place),
            (Some(first), true) => {
                words.push(first..place);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(first) = start {
        words.push(first..characters.len());
    }
    words
}
