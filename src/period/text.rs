//! The text cut into tokens in one normal form: case, ё, look-alikes, kinds of dash, space and quote do not matter.

use super::words;

/// A word, a number or a mark, and where it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    /// Lower case, ё as е, Latin look-alikes as Cyrillic: for comparing.
    pub folded: String,
    /// As `folded`, but Latin words stay Latin: for showing.
    pub shown: String,
    pub start: usize,
    pub end: usize,
    /// No space before it.
    pub glued: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number(u32),
    Mark(char),
}

impl Token {
    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub(super) fn is_punctuation(&self) -> bool {
        matches!(self.kind, Kind::Mark('-' | '"' | '.' | ',' | ';' | ':' | '/' | '(' | ')'))
    }
}

/// The tokens of a text, words torn by a line's end made whole.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut cutter = Cutter::default();
    for (place, character) in text.char_indices() {
        cutter.take(place, character);
    }
    mended(text, cutter.tokens)
}

#[derive(Default)]
struct Cutter {
    tokens: Vec<Token>,
    spaced: bool,
}

impl Cutter {
    fn take(&mut self, place: usize, character: char) {
        let end = place + character.len_utf8();
        match character {
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '*' => {}
            '\u{300}'..='\u{36f}' => self.accent(character, end),
            '_' => self.spaced = true,
            _ if character.is_whitespace() => self.spaced = true,
            '0'..='9' => self.digit(character, place, end),
            _ if character.is_alphabetic() => self.letter(character, place, end),
            _ => self.push(Kind::Mark(plain_mark(character)), character.to_string(), place, end),
        }
    }

    /// A letter and its breve may be two characters (NFD): й and ў are made one, other accents are dropped.
    fn accent(&mut self, accent: char, end: usize) {
        let Some(token) = self.tokens.last_mut().filter(|token| token.kind == Kind::Word) else { return };
        token.end = end;
        let whole = match (accent, token.folded.chars().last()) {
            ('\u{306}', Some('и')) => 'й',
            ('\u{306}', Some('у')) => 'ў',
            _ => return,
        };
        for form in [&mut token.folded, &mut token.shown] {
            form.pop();
            form.push(whole);
        }
    }

    fn digit(&mut self, digit: char, place: usize, end: usize) {
        let value = digit.to_digit(10).unwrap_or_default();
        let spaced = self.spaced;
        if let Some(Token { kind: Kind::Number(number), folded, shown, end: last, .. }) =
            self.tokens.last_mut().filter(|_| !spaced)
        {
            *number = number.saturating_mul(10).saturating_add(value);
            folded.push(digit);
            shown.push(digit);
            *last = end;
            return;
        }
        self.push(Kind::Number(value), digit.to_string(), place, end);
    }

    fn letter(&mut self, letter: char, place: usize, end: usize) {
        if self.spaced || self.tokens.last().is_none_or(|token| token.kind != Kind::Word) {
            self.push(Kind::Word, String::new(), place, end);
        }
        let Some(token) = self.tokens.last_mut() else { return };
        token.end = end;
        for lower in letter.to_lowercase().filter(|lower| lower.is_alphabetic()) {
            let plain = if lower == 'ё' { 'е' } else { lower };
            token.shown.push(plain);
            words::fold(plain, &mut token.folded);
        }
    }

    fn push(&mut self, kind: Kind, form: String, start: usize, end: usize) {
        let glued = !self.spaced && !self.tokens.is_empty();
        self.spaced = false;
        self.tokens.push(Token { kind, shown: form.clone(), folded: form, start, end, glued });
    }
}

fn plain_mark(mark: char) -> char {
    match mark {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '-' => '-',
        '«' | '»' | '“' | '”' | '„' | '‟' | '"' | '‹' | '›' | '\'' | '‘' | '’' | '`' => '"',
        '\\' => '/',
        _ => mark,
    }
}

/// Cells copied from a page have words torn in two; a word is mended where only the whole is a word of ours.
fn mended(text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let mut whole: Vec<Token> = Vec::with_capacity(tokens.len());
    for mut token in tokens {
        if token.kind == Kind::Word {
            let lost_hyphen = whole.last_mut().is_some_and(|before| give_back_soft_sign(before, &mut token));
            if lost_hyphen {
                whole.push(hyphen_before(&token));
            }
            if token.folded.is_empty() || join_torn(&mut whole, &token) {
                continue;
            }
            if let Some(first) = first_of_glued_months(text, &mut token) {
                whole.push(first);
                whole.push(hyphen_before(&token));
            }
            // A Latin word is shown as Latin, unless it is one of ours in look-alikes.
            if token.shown.chars().any(words::is_cyrillic) || words::is_known(&token.folded) {
                token.shown.clone_from(&token.folded);
            }
        }
        whole.push(token);
    }
    whole
}

/// No word begins with ь: it is the end of the torn one before it. Where more follows («Сентябр / ьдекабр / ь»)
/// a hyphen was lost between the two: that is the answer.
fn give_back_soft_sign(before: &mut Token, token: &mut Token) -> bool {
    if before.kind != Kind::Word
        || !token.folded.starts_with('ь')
        || !words::is_known(&format!("{}ь", before.folded))
    {
        return false;
    }
    for (to, from) in [(&mut before.folded, &mut token.folded), (&mut before.shown, &mut token.shown)] {
        to.push('ь');
        *from = from.chars().skip(1).collect();
    }
    if token.folded.is_empty() {
        before.end = token.end;
    }
    !token.folded.is_empty()
}

/// «апрельмай»: the first month, cut off the token; a hyphen was lost between the two.
fn first_of_glued_months(text: &str, token: &mut Token) -> Option<Token> {
    let (first, last) = words::glued_months(&token.folded)?;
    let (first, last) = (first.to_owned(), last.to_owned());
    let boundary = token.start + width_of(text.get(token.start..token.end)?, first.len());
    let before = Token { end: boundary, shown: first.clone(), folded: first, ..token.clone() };
    *token = Token { start: boundary, shown: last.clone(), folded: last, glued: true, ..token.clone() };
    Some(before)
}

/// How many bytes of a word as written give so many bytes of its folded form.
fn width_of(word: &str, folded: usize) -> usize {
    let mut form = String::new();
    for (place, letter) in word.char_indices() {
        if form.len() >= folded {
            return place;
        }
        for lower in letter.to_lowercase().filter(|lower| lower.is_alphabetic()) {
            words::fold(lower, &mut form);
        }
    }
    word.len()
}

fn hyphen_before(token: &Token) -> Token {
    let (start, end) = (token.start, token.start);
    Token { kind: Kind::Mark('-'), folded: "-".to_owned(), shown: "-".to_owned(), start, end, glued: true }
}

fn join_torn(whole: &mut Vec<Token>, token: &Token) -> bool {
    let hyphen =
        usize::from(whole.last().is_some_and(|last| last.is_mark('-') && last.glued && !token.glued));
    let Some(index) = whole.len().checked_sub(1 + hyphen) else { return false };
    let Some(before) = whole.get_mut(index).filter(|before| words::is_torn(&before.folded, &token.folded))
    else {
        return false;
    };
    if before.kind != Kind::Word {
        return false;
    }
    before.folded.push_str(&token.folded);
    before.shown.clone_from(&before.folded);
    before.end = token.end;
    whole.truncate(index + 1);
    true
}

/// Tokens as normal text: one space between words, none round the dashes of words, quotes in pairs.
pub(super) fn joined<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> String {
    let mut text = String::new();
    let mut before: Option<&Token> = None;
    let mut quoted = false;
    for token in tokens {
        let quote = token.is_mark('"');
        let closes = quote && quoted;
        let opened = quoted && before.is_some_and(|before| before.is_mark('"'));
        if !closes && !opened && before.is_some_and(|before| needs_space(before, token)) {
            text.push(' ');
        }
        if is_suffix(before, token) {
            text.push('-');
        }
        match token.kind {
            Kind::Mark('"') => text.push(if closes { '»' } else { '«' }),
            Kind::Mark(mark) => text.push(mark),
            _ => text.push_str(&token.shown),
        }
        quoted ^= quote;
        before = Some(token);
    }
    text + if quoted { "»" } else { "" }
}

/// «1й» is written «1-й».
fn is_suffix(before: Option<&Token>, token: &Token) -> bool {
    token.glued
        && words::is_ordinal_suffix(&token.folded)
        && before.is_some_and(|before| matches!(before.kind, Kind::Number(_)))
}

fn needs_space(before: &Token, token: &Token) -> bool {
    let number = |token: &Token| matches!(token.kind, Kind::Number(_));
    if is_suffix(Some(before), token) {
        return false;
    }
    if before.is_mark('-') || token.is_mark('-') {
        // «2024 - 01» is no month, «9 - 00» no hour.
        return (number(before) || number(token)) && !token.glued;
    }
    match (before.kind, token.kind) {
        // A stop apart from its word is no abbreviation's, «5 .10» is no day.
        (_, Kind::Mark('.')) => !token.glued,
        (_, Kind::Mark(',' | ';' | ':' | ')')) | (Kind::Mark('('), _) => false,
        (_, Kind::Mark('"')) | (Kind::Mark('"'), _) => true,
        (Kind::Mark(_), _) | (_, Kind::Mark(_)) => !token.glued,
        _ => true,
    }
}
