//! The cell cut into words, numbers, quotations and marks.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// Begins with a digit: «5», «5А», «1-4».
    Number,
    /// A balanced quotation with its marks, read as one name.
    Quoted,
    /// An address of the web or of e-mail.
    Address,
    /// Any other visible character, «№» among them.
    Symbol,
    Comma,
    Semicolon,
    Colon,
    Dot,
    Dash,
    Slash,
    Newline,
    Open,
    Close,
}

/// A token of the cleaned text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub kind: Kind,
    pub text: &'t str,
    /// A space or line break stands before it.
    pub spaced: bool,
    /// For an opening bracket: how many tokens on its partner stands; 0 when it has none.
    pub partner: usize,
}

impl Token<'_> {
    /// Whether the token is of this kind.
    pub(super) fn is(&self, kind: Kind) -> bool {
        self.kind == kind
    }
}

/// Cuts a cleaned text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut cutter = Cutter { text, at: 0, spaced: false, found: Vec::new() };
    for (open, close) in quotations(text) {
        // A quotation inside one already taken is part of it.
        if open >= cutter.at {
            cutter.cut_until(open);
            cutter.push(Kind::Quoted, close);
        }
    }
    cutter.cut_until(text.len());
    pair_brackets(&mut cutter.found);
    cutter.found
}

struct Cutter<'t> {
    text: &'t str,
    at: usize,
    spaced: bool,
    found: Vec<Token<'t>>,
}

impl<'t> Cutter<'t> {
    fn cut_until(&mut self, end: usize) {
        while self.at < end {
            let Some(rest) = self.text.get(self.at..end) else { return };
            let Some(first) = rest.chars().next() else { return };
            self.cut_one(rest, first);
        }
    }

    fn cut_one(&mut self, rest: &'t str, first: char) {
        let one = self.at + first.len_utf8();
        match first {
            ' ' => self.skip(one, true),
            '\n' => self.cut_newline(one),
            // A lone quotation mark, the author's asterisks and underlines carry no word.
            '«' | '»' | '„' | '“' | '”' | '"' | '*' | '_' | '\u{2022}' | '\u{B7}' => {
                self.skip(one, true);
            }
            _ if is_address(rest) => self.push(Kind::Address, self.at + address_length(rest)),
            _ if first.is_numeric() => self.push(Kind::Number, self.at + number_length(rest)),
            _ if first.is_alphabetic() => self.cut_word(rest),
            _ => self.push(mark(first), one),
        }
    }

    fn cut_word(&mut self, rest: &'t str) {
        let end = self.at + word_length(rest);
        self.push(Kind::Word, end);
        // A letter straight after a word is the initial that was glued to it.
        self.spaced = self.text.get(end..).is_some_and(|after| after.starts_with(char::is_alphabetic));
    }

    fn cut_newline(&mut self, next: usize) {
        self.push(Kind::Newline, next);
        self.spaced = true;
    }

    fn skip(&mut self, next: usize, spaced: bool) {
        self.at = next;
        self.spaced = spaced;
    }

    fn push(&mut self, kind: Kind, end: usize) {
        if let Some(text) = self.text.get(self.at..end) {
            self.found.push(Token { kind, text, spaced: self.spaced, partner: 0 });
        }
        self.at = end;
        self.spaced = false;
    }
}

fn mark(character: char) -> Kind {
    match character {
        ',' => Kind::Comma,
        ';' => Kind::Semicolon,
        ':' => Kind::Colon,
        '.' | '…' => Kind::Dot,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => Kind::Dash,
        '/' | '\\' | '|' | '+' | '&' => Kind::Slash,
        '(' | '[' => Kind::Open,
        ')' | ']' => Kind::Close,
        _ => Kind::Symbol,
    }
}

fn is_address(rest: &str) -> bool {
    rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.")
}

fn address_length(rest: &str) -> usize {
    rest.find([' ', '\n', ',', ';', ')']).unwrap_or(rest.len())
}

/// Letters, digits and what stands between them without a space: «1-4», «2024/2025», «5А».
fn number_length(rest: &str) -> usize {
    joined_length(rest, |joint| matches!(joint, '-' | '–' | '/' | '‑'))
}

/// Letters with inner hyphens; `ПайвинаН.` ends before the glued initial, «и.о.» is one word.
fn word_length(rest: &str) -> usize {
    if let Some(acting) = ["и.о.", "И.о.", "и. о.", "И. о."].iter().find(|acting| rest.starts_with(**acting))
    {
        return acting.len();
    }
    let length = joined_length(rest, |joint| matches!(joint, '-' | '‐' | '‑' | '\'' | '’'));
    let glued = rest.get(length..).is_some_and(|after| after.starts_with('.'));
    rest.get(..length).and_then(|word| if glued { glued_initial(word) } else { None }).unwrap_or(length)
}

fn joined_length(rest: &str, is_joint: fn(char) -> bool) -> usize {
    let mut length = 0;
    let mut characters = rest.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map(|(_, next)| *next);
        let joint = is_joint(character) && after.is_some_and(char::is_alphanumeric);
        if !character.is_alphanumeric() && !joint {
            break;
        }
        length = at + character.len_utf8();
    }
    length
}

/// Where the initial of `ПайвинаН` begins.
fn glued_initial(word: &str) -> Option<usize> {
    let mut ending = word.char_indices().rev();
    let (at, last) = ending.next()?;
    let (_, before) = ending.next()?;
    let (_, earlier) = ending.next()?;
    (last.is_uppercase() && before.is_lowercase() && earlier.is_lowercase()).then_some(at)
}

/// The balanced quotations of a text, as byte ranges, in order of their beginnings.
fn quotations(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, character) in text.char_indices() {
        let closes = match character {
            '»' | '”' => true,
            '“' => !open.is_empty(),
            '"' => open.last().is_some_and(|(_, straight)| *straight),
            '«' | '„' => false,
            _ => continue,
        };
        if !closes {
            if character != '»' && character != '”' {
                open.push((at, character == '"'));
            }
        } else if let Some((begin, _)) = open.pop() {
            pairs.push((begin, at + character.len_utf8()));
        }
    }
    pairs.sort_unstable();
    pairs
}

fn pair_brackets(tokens: &mut [Token]) {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open => open.push(at),
            Kind::Close => pairs.extend(open.pop().map(|begin| (begin, at))),
            _ => {}
        }
    }
    for (begin, end) in pairs {
        if let Some(token) = tokens.get_mut(begin) {
            token.partner = end - begin;
        }
    }
}
