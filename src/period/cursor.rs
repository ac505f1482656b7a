//! A place in the tokens that the grammar's rules move forward. Copying it is how a rule looks ahead.

use super::text::{Kind, Token};

#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(tokens: &'a [Token], at: usize) -> Self {
        Self { tokens, at }
    }

    /// The number of tokens that lie behind.
    pub(super) fn at(self) -> usize {
        self.at
    }

    /// The next token. A quote or two before it is passed over («12» сентября); no more, to stay linear.
    pub(super) fn peek(self) -> Option<&'a Token> {
        self.tokens.get(self.index())
    }

    fn index(self) -> usize {
        let quotes = self.tokens.iter().skip(self.at).take(2).take_while(|token| token.is_mark('"')).count();
        self.at + quotes
    }

    pub(super) fn next(&mut self) -> Option<&'a Token> {
        let token = self.peek()?;
        self.at = self.index() + 1;
        Some(token)
    }

    /// The same tokens from another place.
    pub(super) fn moved_to(self, at: usize) -> Self {
        Self { at, ..self }
    }

    /// The tokens from an earlier place to this one.
    pub(super) fn since(self, start: Self) -> &'a [Token] {
        self.tokens.get(start.at..self.at).unwrap_or_default()
    }

    /// The token just before the next one.
    pub(super) fn before(self) -> Option<&'a Token> {
        self.at.checked_sub(1).and_then(|index| self.tokens.get(index))
    }

    /// The next token's folded word, or nothing.
    pub(super) fn word(self) -> &'a str {
        self.peek().filter(|token| token.kind == Kind::Word).map_or("", |token| token.folded.as_str())
    }

    pub(super) fn eat_word(&mut self, words: &[&str]) -> bool {
        self.eat_when(|word| words.contains(&word))
    }

    pub(super) fn eat_when(&mut self, fits: impl Fn(&str) -> bool) -> bool {
        let word = self.word();
        let eaten = !word.is_empty() && fits(word);
        if eaten {
            self.next();
        }
        eaten
    }

    /// A word, though it was typed twice: «по по».
    pub(super) fn eat_doubled(&mut self, words: &[&str]) -> bool {
        let word = self.word();
        let eaten = self.eat_word(words);
        if eaten {
            self.eat_word(&[word]);
        }
        eaten
    }

    /// A word, and the stop after it if it is an abbreviation.
    pub(super) fn eat_abbreviated(&mut self, words: &[&str]) -> bool {
        let eaten = self.eat_word(words);
        if eaten {
            self.eat_stop();
        }
        eaten
    }

    pub(super) fn eat_stop(&mut self) {
        if self.peek().is_some_and(|token| token.glued && token.is_mark('.')) {
            self.next();
        }
    }

    pub(super) fn eat_mark(&mut self, marks: &[char]) -> bool {
        let eaten = self.peek().is_some_and(|token| marks.iter().any(|mark| token.is_mark(*mark)));
        if eaten {
            self.next();
        }
        eaten
    }

    /// A mark with no space on either side of it.
    pub(super) fn eat_tight(&mut self, mark: char) -> bool {
        let mut after = *self;
        let tight = after.next().is_some_and(|token| token.glued && token.is_mark(mark))
            && after.peek().is_some_and(|token| token.glued);
        if tight {
            *self = after;
        }
        tight
    }

    /// The next token's number and how many digits it has.
    pub(super) fn number(self) -> Option<(u32, usize)> {
        match self.peek()? {
            Token { kind: Kind::Number(value), folded, .. } => Some((*value, folded.len())),
            _ => None,
        }
    }

    pub(super) fn eat_number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let (value, length) = self.number()?;
        digits.contains(&length).then(|| {
            self.next();
            value
        })
    }
}
