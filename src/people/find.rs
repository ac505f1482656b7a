//! Names found among the tokens: «Фамилия И.О.», «И.О. Фамилия», «Фамилия Имя Отчество», «Имя Отчество Фамилия».

use super::clean::{is_capitalised, is_capitals};
use super::lexicon::{is_known, is_named_after, is_place_mark};
use super::name::Name;
use super::tokens::{Kind, Token};

/// A cell as names and the tokens between them.
#[derive(Debug)]
pub(super) enum Item<'t> {
    /// A name, and the tokens of the slice that it takes, from and to.
    Person(Name, usize, usize),
    Token(Token<'t>),
    /// What stands in a pair of brackets: from which token of the slice to which.
    Bracket(usize, usize),
}

/// Finds the names, from left to right; with `brackets`, what stands in brackets is left whole.
pub(super) fn items<'t>(tokens: &[Token<'t>], brackets: bool) -> Vec<Item<'t>> {
    let mut found = Vec::with_capacity(tokens.len());
    let mut namesake = Namesake::No;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if brackets && token.partner > 0 {
            found.push(Item::Bracket(at + 1, at + token.partner));
            at += token.partner + 1;
            namesake = Namesake::No;
            continue;
        }
        namesake = namesake.after(token);
        let read = name_at(tokens, at);
        match read {
            Some((name, used, surname_first)) if !namesake.takes(surname_first) => {
                found.push(Item::Person(name, at, at + used));
                at += used;
                namesake = Namesake::No;
            }
            other => {
                // The name of «школа им. А. Страничкина» is taken word by word into the school's.
                let used = other.map_or(1, |(_, used, _)| used);
                found.extend(tokens.iter().skip(at).take(used).map(|token| Item::Token(*token)));
                at += used;
                namesake = namesake.past(token, used);
            }
        }
    }
    found
}

/// Whether the reader stands in the name a school bears.
#[derive(Clone, Copy, PartialEq)]
enum Namesake {
    No,
    /// Just after «им.».
    Next,
    /// After some word of it.
    Within,
    /// After the name itself: only «и …» may follow.
    Taken,
    /// After «и» that follows the name.
    Another,
}

impl Namesake {
    fn after(self, token: &Token) -> Self {
        match (self, token.kind) {
            (_, Kind::Word) if is_named_after(token.text) => Self::Next,
            (Self::Taken, Kind::Word) if token.text == "и" => Self::Another,
            (Self::Taken | Self::No, _)
            | (_, Kind::Comma | Kind::Semicolon | Kind::Newline | Kind::Open | Kind::Close | Kind::Dash) => {
                Self::No
            }
            (state, _) => state,
        }
    }

    fn past(self, token: &Token, used: usize) -> Self {
        match self {
            _ if used > 1 => Self::Taken,
            Self::Next if token.is(Kind::Word) && !is_named_after(token.text) => Self::Within,
            state => state,
        }
    }

    /// Right after «им.» any name is the school's; later only one with its initials first.
    fn takes(self, surname_first: bool) -> bool {
        match self {
            Self::Next => true,
            Self::Within | Self::Another => !surname_first,
            Self::No | Self::Taken => false,
        }
    }
}

/// The name that begins at a token: the name, how many tokens it takes, whether the surname comes first.
fn name_at(tokens: &[Token], at: usize) -> Option<(Name, usize, bool)> {
    if !tokens.get(at).is_some_and(|token| token.is(Kind::Word) && is_capitalised(token.text)) {
        return None;
    }
    whole_name(tokens, at)
        .map(|(name, end, first)| (name, end - at, first))
        .or_else(|| surname_first(tokens, at).map(|(name, end)| (name, end - at, true)))
        .or_else(|| initials_first(tokens, at).map(|(name, end)| (name, end - at, false)))
}

fn surname_first(tokens: &[Token], at: usize) -> Option<(Name, usize)> {
    let surname = surname(tokens, at)?;
    let (other, after) = other_surname(tokens, at + 1);
    let begin = skip_newline(tokens, skip_glued_dot(tokens, after));
    let (first, patronymic, end) = initials(tokens, begin)?;
    let next_surname = surname_alone(tokens, end);
    let torn = tokens.get(after).is_some_and(|token| token.is(Kind::Newline));
    // «школы НГО Л.А. Русакова», and a line of its own «Н.Б. Пайвина», have their initials first.
    if next_surname
        && (torn || is_capitals(surname) && !tokens.get(end).is_some_and(|next| is_capitals(next.text)))
    {
        return None;
    }
    let (other, end) = match other {
        Some(other) => (Some(other), end),
        None => other_surname(tokens, end),
    };
    Some((with_other(Name::new(surname, first, patronymic), other), end))
}

fn initials_first(tokens: &[Token], at: usize) -> Option<(Name, usize)> {
    let (first, patronymic, end) = initials(tokens, at)?;
    let surname = surname(tokens, end)?;
    let (other, after) = other_surname(tokens, end + 1);
    Some((with_other(Name::new(surname, first, patronymic), other), after))
}

/// Three whole words, one of them a patronymic.
fn whole_name(tokens: &[Token], at: usize) -> Option<(Name, usize, bool)> {
    let one = surname(tokens, at)?;
    let (other, after_one) = other_surname(tokens, at + 1);
    let second = skip_newline(tokens, after_one);
    let two = surname(tokens, second)?;
    let third = skip_newline(tokens, second + 1);
    let three = surname(tokens, third)?;
    if is_patronymic(three) {
        return Some((with_other(Name::new(one, two, Some(three)), other), third + 1, true));
    }
    let free = initials(tokens, third + 1).is_none();
    if is_patronymic(two) && free && other.is_none() {
        let (other, end) = other_surname(tokens, third + 1);
        return Some((with_other(Name::new(three, one, Some(two)), other), end, false));
    }
    None
}

fn with_other(name: Name, other: Option<&str>) -> Name {
    match other {
        Some(other) => name.with_other_surname(other),
        None => name,
    }
}

/// One or two initials; at least one of them has its dot («Т.В», «Н,Б.», «Н. Б.»).
fn initials<'t>(tokens: &[Token<'t>], at: usize) -> Option<(&'t str, Option<&'t str>, usize)> {
    let first = initial(tokens, at)?;
    let dotted = tokens.get(at + 1).is_some_and(|token| token.is(Kind::Dot));
    let after = if dotted || has_comma_for_dot(tokens, at + 1) { at + 2 } else { at + 1 };
    let place = skip_newline(tokens, after);
    let torn = place != after;
    if let Some(second) = initial(tokens, place) {
        let ends = tokens.get(place + 1).is_some_and(|token| token.is(Kind::Dot));
        if ends || (dotted && !torn) {
            return Some((first, Some(second), place + if ends { 2 } else { 1 }));
        }
    }
    dotted.then_some((first, None, at + 2))
}

fn initial<'t>(tokens: &[Token<'t>], at: usize) -> Option<&'t str> {
    let token = tokens.get(at).filter(|token| token.is(Kind::Word) && is_capitalised(token.text))?;
    token.text.chars().nth(1).is_none().then_some(token.text)
}

/// The slip «Н,Б.»: a comma with no space around it, before an initial that has its dot.
fn has_comma_for_dot(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.is(Kind::Comma) && !token.spaced)
        && initial(tokens, at + 1).is_some()
        && tokens.get(at + 1).is_some_and(|token| !token.spaced)
        && tokens.get(at + 2).is_some_and(|token| token.is(Kind::Dot))
}

/// A capitalised word that can be a surname here.
fn surname<'t>(tokens: &[Token<'t>], at: usize) -> Option<&'t str> {
    let text = tokens.get(at).filter(|token| token.is(Kind::Word))?.text;
    (is_surname(text) && !follows_place_mark(tokens, at)).then_some(text)
}

/// The surname that stands in brackets: «Иванова (Петрова)».
fn other_surname<'t>(tokens: &[Token<'t>], at: usize) -> (Option<&'t str>, usize) {
    let open = tokens.get(at).is_some_and(|token| token.is(Kind::Open) && token.partner == 2);
    match tokens
        .get(at + 1)
        .map(|token| token.text)
        .filter(|text| open && is_surname(text) && !is_capitals(text))
    {
        Some(text) => (Some(text), at + 3),
        None => (None, at),
    }
}

/// Whether a surname stands here that takes no initials of its own.
fn surname_alone(tokens: &[Token], at: usize) -> bool {
    surname(tokens, at).is_some() && initials(tokens, at + 1).is_none()
}

fn is_surname(text: &str) -> bool {
    // A longer word is no surname and needs no closer look.
    const LONGEST: usize = 80;
    let bounds = text.len() <= LONGEST && text.chars().nth(1).is_some() && is_capitalised(text);
    let shape = || text.split(['-', '‐', '‑']).all(|part| is_titled(part) || is_capitals(part));
    // «Каменского», «Зареченского»: an adjective of a place.
    bounds
        && shape()
        && !text.ends_with("ского")
        && !text.to_lowercase().ends_with("ского")
        && !is_known(text)
}

fn is_titled(part: &str) -> bool {
    let mut letters = part.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(|letter| letter.is_lowercase() || letter == '\'')
}

pub(super) fn is_patronymic(word: &str) -> bool {
    let folded = word.to_lowercase();
    ["ович", "евич", "овна", "евна", "ична", "ильич", "лукич", "кузьмич"]
        .iter()
        .any(|ending| folded.ends_with(ending))
}

/// «с. Быньги», «п. Цементный»: a place, not a person.
fn follows_place_mark(tokens: &[Token], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|place| tokens.get(place));
    let mark = match before(1) {
        Some(token) if token.is(Kind::Dot) => before(2),
        other => other,
    };
    mark.is_some_and(|token| token.is(Kind::Word) && is_place_mark(token.text))
}

fn skip_newline(tokens: &[Token], at: usize) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.is(Kind::Newline)))
}

/// The slip «Пайвина.Н.Б.».
fn skip_glued_dot(tokens: &[Token], at: usize) -> usize {
    let dot = tokens.get(at).is_some_and(|token| token.is(Kind::Dot) && !token.spaced);
    at + usize::from(dot && tokens.get(at + 1).is_some_and(|token| !token.spaced))
}
