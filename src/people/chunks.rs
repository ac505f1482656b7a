//! A cell cut at its commas, semicolons and line breaks into chunks of names, words and brackets.

use super::clean::is_capitalised;
use super::find::{Item, items};
use super::lexicon::{self, Head};
use super::name::Name;
use super::tokens::{Kind, Token};

/// What stands before a chunk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Separator {
    /// A line break or the end of a sentence.
    #[default]
    Line,
    /// A comma, «и», a slash.
    Comma,
    /// A semicolon; nothing reaches over it.
    Semicolon,
}

/// What stands between two separators.
#[derive(Debug)]
pub(super) struct Chunk<'t> {
    pub separator: Separator,
    pub pieces: Vec<Piece<'t>>,
}

/// A part of a chunk.
#[derive(Debug)]
pub(super) enum Piece<'t> {
    Person(Name),
    Words {
        tokens: Vec<Token<'t>>,
        /// A dash or colon stands before them.
        dashed: bool,
    },
    /// Tokens of the slice in brackets, from and to.
    Bracket(usize, usize),
}

/// Cuts tokens into chunks; brackets are left whole or, too deep, read through.
pub(super) fn chunks<'t>(tokens: &[Token<'t>], brackets: bool) -> Vec<Chunk<'t>> {
    let items = items(tokens, brackets);
    let mut cutter = Cutter::default();
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::Person(name, ..) => cutter.put(Piece::Person(name.clone())),
            Item::Bracket(from, to) => cutter.put(Piece::Bracket(*from, *to)),
            Item::Token(token) => cutter.take(token, &Around { items: &items, at }),
        }
    }
    cutter.cut(Separator::Line);
    cutter.chunks
}

/// The neighbours of an item.
struct Around<'i, 't> {
    items: &'i [Item<'t>],
    at: usize,
}

impl<'i, 't> Around<'i, 't> {
    fn before(&self) -> Option<&'i Item<'t>> {
        self.at.checked_sub(1).and_then(|before| self.items.get(before))
    }

    fn after(&self) -> Option<&'i Item<'t>> {
        self.items.get(self.at + 1)
    }

    fn token_before(&self) -> Option<&'i Token<'t>> {
        token(self.before())
    }

    fn token_after(&self) -> Option<&'i Token<'t>> {
        token(self.after())
    }

    fn touches_person(&self) -> bool {
        is_person(self.before()) || is_person(self.after())
    }

    /// The head of the phrase that begins after this item, adjectives passed over.
    fn head_after(&self) -> Option<Head> {
        const FARTHEST: usize = 8;
        for item in self.items.iter().skip(self.at + 1).take(FARTHEST) {
            let Item::Token(token) = item else { return None };
            let head = if token.is(Kind::Word) { lexicon::head(token.text) } else { None };
            if head.is_some() {
                return head;
            }
            if !(token.is(Kind::Dot) || token.is(Kind::Word) && lexicon::is_modifier(token.text)) {
                return None;
            }
        }
        None
    }
}

fn token<'i, 't>(item: Option<&'i Item<'t>>) -> Option<&'i Token<'t>> {
    match item {
        Some(Item::Token(token)) => Some(token),
        _ => None,
    }
}

fn is_person(item: Option<&Item>) -> bool {
    matches!(item, Some(Item::Person(..)))
}

#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "four independent marks of where the cutter stands")]
struct Cutter<'t> {
    chunks: Vec<Chunk<'t>>,
    pieces: Vec<Piece<'t>>,
    words: Vec<Token<'t>>,
    separator: Separator,
    /// A dash or colon stands before the words.
    dashed: bool,
    /// A dash or colon stands last: the next line goes on.
    open: bool,
    /// What the words so far begin with.
    first_head: Option<Head>,
    /// An institution is among the words so far.
    has_body: bool,
    /// A person is in the chunk so far.
    has_person: bool,
}

impl<'t> Cutter<'t> {
    fn take(&mut self, token: &Token<'t>, around: &Around<'_, 't>) {
        match token.kind {
            Kind::Comma if is_within_list(around) => self.words.push(*token),
            Kind::Comma => self.cut(Separator::Comma),
            Kind::Semicolon => self.cut(Separator::Semicolon),
            Kind::Newline if self.goes_on(around) => {}
            Kind::Newline => self.cut(Separator::Line),
            Kind::Slash if token.spaced || around.touches_person() => self.cut(Separator::Comma),
            Kind::Dot => self.take_dot(token, around),
            Kind::Dash | Kind::Colon => self.take_dash(token, around),
            Kind::Word => self.take_word(token, around),
            _ => self.push(token),
        }
    }

    fn take_word(&mut self, token: &Token<'t>, around: &Around<'_, 't>) {
        let also = token.text == "а" && around.token_after().is_some_and(|next| next.text == "также");
        if also || self.is_conjunction(token, around) {
            self.cut(Separator::Comma);
        } else if !is_also(token, around) {
            self.push(token);
        }
    }

    fn push(&mut self, token: &Token<'t>) {
        let head = if token.is(Kind::Word) { lexicon::head(token.text) } else { None };
        self.first_head = self.first_head.or(head);
        self.has_body |= head == Some(Head::Body);
        self.open = false;
        self.words.push(*token);
    }

    /// «и» parts two phrases only where the second has a head of its own and the first is whole:
    /// «русского языка и литературы» and «школьные и сельские библиотекари» stay one.
    fn is_conjunction(&self, token: &Token, around: &Around) -> bool {
        if token.text != "и" && token.text != "И"
            || around.token_after().is_some_and(|next| next.is(Kind::Dot))
        {
            return false;
        }
        if around.touches_person() {
            return around.token_after().is_none_or(|next| next.text != "др");
        }
        match around.head_after() {
            Some(Head::Role | Head::Group) => self.first_head.is_some(),
            Some(Head::Body) => {
                self.first_head == Some(Head::Body) || self.first_head.is_some() && !self.has_body
            }
            _ => false,
        }
    }

    /// A dot ends a sentence before a capital, unless it belongs to an abbreviation.
    fn take_dot(&mut self, token: &Token<'t>, around: &Around<'_, 't>) {
        let Some(word) = around.token_before() else { return };
        let capital =
            around.token_after().is_some_and(|next| next.is(Kind::Word) && is_capitalised(next.text));
        let ends = word.is(Kind::Word) && !lexicon::is_abbreviation(word.text);
        if ends && (capital || is_person(around.after())) {
            self.cut(Separator::Line);
        } else {
            self.words.push(*token);
        }
    }

    /// A dash beside a name or bracket joins what it stands between; one at the beginning is the list's.
    fn take_dash(&mut self, token: &Token<'t>, around: &Around<'_, 't>) {
        let colon = token.is(Kind::Colon);
        if self.words.is_empty() || around.touches_person() || colon || self.parts_phrases(around) {
            self.end_words();
            self.dashed = !self.pieces.is_empty();
            self.open = colon || self.dashed;
        } else {
            self.words.push(*token);
            self.open = true;
        }
    }

    /// «методист УО – библиотекари»: a dash between two phrases, not between the words of one position.
    fn parts_phrases(&self, around: &Around) -> bool {
        let before =
            self.words.last().filter(|word| word.is(Kind::Word)).and_then(|word| lexicon::head(word.text));
        let next = token(around.after())
            .filter(|next| next.is(Kind::Word))
            .and_then(|next| lexicon::head(next.text));
        let compound = next.is_some() && before == next;
        !compound && matches!(around.head_after(), Some(Head::Role | Head::Group | Head::Body))
    }

    /// Whether the next line continues this one: a torn cell.
    fn goes_on(&self, around: &Around) -> bool {
        let Some(next) = around.token_after() else { return self.open && is_person(around.after()) };
        if next.is(Kind::Newline) {
            return self.open;
        }
        if self.open || self.words.last().is_some_and(|word| lexicon::is_preposition(word.text)) {
            return true;
        }
        match around.head_after() {
            Some(Head::Body) => self.has_person && self.first_head == Some(Head::Role) && !self.has_body,
            Some(Head::BodyOf) => self.first_head.is_some(),
            Some(Head::Union) => self.words.len() == 1 && self.first_head.is_some(),
            Some(_) => false,
            None => self.first_head.is_some() && self.continues_with(next, around),
        }
    }

    fn continues_with(&self, next: &Token, around: &Around) -> bool {
        if self.first_head == Some(Head::Loose) || self.words.is_empty() {
            return false;
        }
        match next.kind {
            Kind::Word if next.text == "по" => {
                token(around.items.get(around.at + 2)).is_some_and(|duty| lexicon::is_duty(duty.text))
            }
            Kind::Word => lexicon::continues(next.text),
            Kind::Symbol => next.text == "№",
            Kind::Number => self.words.last().is_some_and(|word| word.text == "№"),
            Kind::Quoted => self.has_body,
            _ => false,
        }
    }

    fn put(&mut self, piece: Piece<'t>) {
        self.end_words();
        self.has_person |= matches!(piece, Piece::Person(_));
        self.pieces.push(piece);
        self.open = false;
        self.dashed = false;
    }

    fn end_words(&mut self) {
        if !self.words.is_empty() {
            let tokens = std::mem::take(&mut self.words);
            self.pieces.push(Piece::Words { tokens, dashed: self.dashed });
            self.dashed = false;
        }
        self.first_head = None;
        self.has_body = false;
    }

    fn cut(&mut self, separator: Separator) {
        self.end_words();
        if !self.pieces.is_empty() {
            let pieces = std::mem::take(&mut self.pieces);
            self.chunks.push(Chunk { separator: self.separator, pieces });
            self.separator = separator;
        } else if separator != Separator::Line {
            // A comma at the end of a line is stronger than the line break after it.
            self.separator = separator;
        }
        self.dashed = false;
        self.open = false;
        self.has_person = false;
    }
}

/// «5, 6 и 7 классов», «СОШ №1, №3», «по УВР, ВР», «учителя литературы, истории»: the comma belongs to a list within the phrase.
fn is_within_list(around: &Around) -> bool {
    let Some((before, after)) = around.token_before().zip(around.token_after()) else { return false };
    let numbers = before.is(Kind::Number) && (after.is(Kind::Number) || after.text == "№");
    let subjects = lexicon::is_subject(before.text) && lexicon::is_subject(after.text);
    let duties = lexicon::is_duty_abbreviation(before.text) && lexicon::is_duty_abbreviation(after.text);
    numbers || subjects || duties
}

/// The second word of «а также», taken with the first.
fn is_also(token: &Token, around: &Around) -> bool {
    token.text == "также" && around.token_before().is_some_and(|before| before.text == "а")
}
