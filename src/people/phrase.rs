//! Words between names read into roles, groups and institutions.

use std::borrow::Cow;

use super::clean::{is_capitalised, is_capitals};
use super::lexicon::{self, Head};
use super::tokens::{Kind, Token};

/// A phrase read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Role(String),
    Group {
        text: String,
        /// The position of each member and their institution, when the group can stand for people named beside it.
        each: Option<(String, Option<String>)>,
    },
    Body {
        text: String,
        /// It has a number, a name or a place of its own.
        specific: bool,
    },
    /// Not understood, kept.
    Rest(String),
}

/// Reads a run of words that holds no name and no separator.
pub(super) fn parts(tokens: &[Token]) -> Vec<Part> {
    let bits = bits(tokens);
    let spans = spans(&bits);
    spans.iter().filter_map(|span| part(&bits, span)).collect()
}

/// The tokens as they were written, for a qualifier in brackets.
pub(super) fn plain(tokens: &[Token]) -> String {
    render(&bits(tokens), Case::Kept)
}

/// A word of a phrase; «библиотекарь - педагог» is one.
#[derive(Debug)]
struct Bit<'t> {
    kind: Kind,
    text: Cow<'t, str>,
    spaced: bool,
    head: Option<Head>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Role,
    Group,
    Body,
    /// An institution in the genitive that follows its role.
    BodyOf,
    Rest,
}

#[derive(Debug)]
struct Span {
    sort: Sort,
    begin: usize,
    end: usize,
    head: usize,
    /// Where the institution of a group begins.
    body: Option<usize>,
}

fn bits<'t>(tokens: &[Token<'t>]) -> Vec<Bit<'t>> {
    let mut bits: Vec<Bit> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let head = if token.is(Kind::Word) { lexicon::head(token.text) } else { None };
        if joins_compound(&bits, head) {
            bits.pop();
            if let Some(last) = bits.last_mut() {
                last.text = Cow::Owned(format!("{}-{}", last.text, token.text.to_lowercase()));
            }
            continue;
        }
        let head = head.map(|head| in_context(head, token, &bits));
        bits.push(Bit { kind: token.kind, text: Cow::Borrowed(token.text), spaced: token.spaced, head });
    }
    tell_offices(&mut bits);
    bits
}

/// «родительский комитет» is people.
fn in_context(head: Head, token: &Token, bits: &[Bit]) -> Head {
    let people = bits.last().is_some_and(|before| lexicon::is_of_people(&before.text));
    if people && head == Head::Body && token.text.to_lowercase() == "комитет" {
        Head::Group
    } else {
        head
    }
}

/// «администрация Каменского района» is an office.
fn tell_offices(bits: &mut [Bit]) {
    const FARTHEST: usize = 4;
    for at in 0..bits.len() {
        let office = bits.get(at).is_some_and(|bit| bit.text.to_lowercase() == "администрация")
            && bits.iter().skip(at + 1).take(FARTHEST).any(|bit| lexicon::is_territory(&bit.text));
        if let Some(bit) = bits.get_mut(at).filter(|_| office) {
            bit.head = Some(Head::Body);
        }
    }
}

/// «библиотекарь - педагог»: two words of one sort with a dash between, however it is spaced.
fn joins_compound(bits: &[Bit], head: Option<Head>) -> bool {
    // A word as long as that is no compound; without the bound a chain of dashes would cost its square.
    const LONGEST: usize = 96;
    let [.., first, dash] = bits else { return false };
    dash.kind == Kind::Dash
        && matches!(head, Some(Head::Role | Head::Group))
        && first.head == head
        && first.text.len() <= LONGEST
}

fn spans(bits: &[Bit]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for at in 0..bits.len() {
        let Some(sort) = begins(bits, at, spans.last()) else {
            note_body(bits, at, spans.last_mut());
            continue;
        };
        let floor = spans.last().map_or(0, |span| span.head + 1);
        let begin = walk_back(bits, at, floor, sort);
        close(&mut spans, begin);
        spans.push(Span { sort, begin, end: bits.len(), head: at, body: None });
    }
    if spans.is_empty() {
        // «все», and no more.
        let all = matches!(bits, [word] if word.text.to_lowercase() == "все");
        let sort = if all { Sort::Group } else { Sort::Rest };
        spans.push(Span { sort, begin: 0, end: bits.len(), head: 0, body: None });
    }
    spans
}

/// Ends the phrase before; what stood before the first phrase is not understood.
fn close(spans: &mut Vec<Span>, begin: usize) {
    if let Some(last) = spans.last_mut() {
        last.end = begin;
    } else if begin > 0 {
        spans.push(Span { sort: Sort::Rest, begin: 0, end: begin, head: 0, body: None });
    }
}

/// Whether the word begins a phrase of its own, and of what sort.
fn begins(bits: &[Bit], at: usize, current: Option<&Span>) -> Option<Sort> {
    let bit = bits.get(at)?;
    let head = bit.head?;
    let Some(current) = current.filter(|span| span.sort != Sort::Rest) else {
        return first_sort(head, current.is_some());
    };
    match head {
        Head::Loose => Some(Sort::Rest),
        Head::Role | Head::Group if lexicon::is_ambiguous(&bit.text) => None,
        Head::Role => (!is_double_role(bits, at, current)).then_some(Sort::Role),
        Head::Group => Some(Sort::Group),
        Head::Union => None,
        Head::Body => new_body(bit, current),
        Head::BodyOf => {
            let specific = current.sort == Sort::Role && is_specific_of(bits, at, current.head + 1);
            specific.then_some(Sort::BodyOf)
        }
    }
}

fn first_sort(head: Head, after_rest: bool) -> Option<Sort> {
    match head {
        Head::Role => Some(Sort::Role),
        Head::Group | Head::Union => Some(Sort::Group),
        Head::BodyOf | Head::Loose if after_rest => None,
        Head::Body | Head::BodyOf => Some(Sort::Body),
        Head::Loose => Some(Sort::Rest),
    }
}

/// «педагог психолог», the hyphen forgotten.
fn is_double_role(bits: &[Bit], at: usize, current: &Span) -> bool {
    let first = bits.get(current.head).map(|bit| bit.text.to_lowercase()).unwrap_or_default();
    current.head + 1 == at && matches!(first.as_str(), "педагог" | "учитель" | "ведущий" | "ведущая")
}

/// An abbreviation completes a group; «ОУ» completes a role as well; a whole word begins anew.
fn new_body(bit: &Bit, current: &Span) -> Option<Sort> {
    let abbreviation = is_capitals(&bit.text);
    match current.sort {
        Sort::Role if lexicon::is_generic_body(&bit.text) => None,
        Sort::Group if abbreviation => None,
        Sort::Role | Sort::Group => Some(Sort::Body),
        Sort::Body | Sort::BodyOf | Sort::Rest => None,
    }
}

/// «вечерней школы», «школы №5», «отдела образования», but not «школы» nor «школьной библиотеки» alone.
fn is_specific_of(bits: &[Bit], at: usize, floor: usize) -> bool {
    let begin = walk_back(bits, at, floor, Sort::BodyOf);
    let modified = bits.iter().take(at).skip(begin).any(|bit| !lexicon::is_generic_modifier(&bit.text));
    let completed = bits.get(at + 1).is_some_and(|next| match next.kind {
        Kind::Word => {
            next.head != Some(Head::Loose) && next.text != "и" && !lexicon::is_preposition(&next.text)
        }
        Kind::Number | Kind::Symbol | Kind::Quoted => true,
        _ => false,
    });
    modified || completed
}

/// Where the phrase of a head begins: its adjectives stand before it.
fn walk_back(bits: &[Bit], head: usize, floor: usize, sort: Sort) -> usize {
    let mut begin = head;
    while begin > floor {
        let Some(before) = bits.get(begin - 1) else { break };
        let belongs = match before.kind {
            Kind::Dot => begin >= floor + 2 && bits.get(begin - 2).is_some_and(|bit| is_adjective(bit, sort)),
            Kind::Word => is_adjective(before, sort),
            Kind::Number | Kind::Comma => bits.get(head).is_some_and(|bit| lexicon::is_class(&bit.text)),
            _ => false,
        };
        if !belongs {
            break;
        }
        begin -= 1;
    }
    begin
}

fn is_adjective(bit: &Bit, sort: Sort) -> bool {
    match sort {
        Sort::Rest => bit.text.as_ref() == "по" || bit.text.as_ref() == "По",
        Sort::BodyOf => bit.head.is_none() && lexicon::is_modifier_of(&bit.text),
        _ => bit.head.is_none() && lexicon::is_modifier(&bit.text),
    }
}

fn note_body(bits: &[Bit], at: usize, current: Option<&mut Span>) {
    let is_body =
        bits.get(at).is_some_and(|bit| bit.head == Some(Head::Body) && !lexicon::is_generic_body(&bit.text));
    if let Some(span) = current.filter(|span| is_body && span.sort == Sort::Group && span.body.is_none()) {
        span.body = Some(at);
    }
}

fn part(bits: &[Bit], span: &Span) -> Option<Part> {
    let slice = bits.get(span.begin..span.end)?;
    let text = match span.sort {
        Sort::Role | Sort::Group => render(slice, Case::Small),
        Sort::Body | Sort::Rest => render(slice, Case::Kept),
        Sort::BodyOf => render(&nominative(slice, span.head - span.begin), Case::Kept),
    };
    if !text.contains(char::is_alphanumeric) {
        return None;
    }
    Some(match span.sort {
        Sort::Role => Part::Role(text),
        Sort::Group => Part::Group { text, each: each(bits, span) },
        Sort::Body | Sort::BodyOf => Part::Body { text, specific: is_specific(slice) },
        Sort::Rest => Part::Rest(text),
    })
}

/// The position of each of a group, and the institution: «библиотекари МАОУ СОШ» → «библиотекарь», «МАОУ СОШ».
fn each(bits: &[Bit], span: &Span) -> Option<(String, Option<String>)> {
    // Longer ones are no position, and copied to many people they would fill the memory.
    const LONGEST: usize = 24;
    let head = bits.get(span.head).filter(|_| span.end - span.begin <= LONGEST)?;
    let one = lexicon::singular(&render(std::slice::from_ref(head), Case::Small));
    if head.head != Some(Head::Group) || one == render(std::slice::from_ref(head), Case::Small) {
        return None;
    }
    let slice = bits.get(span.begin..span.body.unwrap_or(span.end))?;
    let singular: Vec<Bit> = slice
        .iter()
        .enumerate()
        .map(|(at, bit)| match at + span.begin {
            place if place == span.head => with_text(bit, one.clone()),
            place if place < span.head => with_text(bit, lexicon::singular_modifier(&bit.text)),
            _ => with_text(bit, bit.text.to_string()),
        })
        .collect();
    let body = span.body.and_then(|body| bits.get(body..span.end)).map(|body| render(body, Case::Kept));
    let bytes = |text: &String| text.len() <= LONGEST * LONGEST;
    Some((render(&singular, Case::Small), body))
        .filter(|(role, body)| bytes(role) && body.as_ref().is_none_or(bytes))
}

/// The institution of a genitive phrase, in the nominative.
fn nominative<'t>(bits: &[Bit<'t>], head: usize) -> Vec<Bit<'t>> {
    let found = bits.get(head).and_then(|bit| lexicon::nominative(&bit.text));
    let renamed = |(at, bit): (usize, &Bit<'t>)| {
        let text = match found {
            Some((noun, _)) if at == head => cased(noun, &bit.text),
            Some((_, gender)) if at < head => lexicon::nominative_modifier(&bit.text, gender),
            _ => bit.text.to_string(),
        };
        with_text(bit, text)
    };
    bits.iter().enumerate().map(renamed).collect()
}

fn cased(noun: &str, like: &str) -> String {
    if !is_capitalised(like) {
        return noun.to_owned();
    }
    let mut letters = noun.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn with_text<'t>(bit: &Bit<'t>, text: String) -> Bit<'t> {
    Bit { kind: bit.kind, text: Cow::Owned(text), spaced: bit.spaced, head: bit.head }
}

fn is_specific(bits: &[Bit]) -> bool {
    let named =
        |bit: &Bit| matches!(bit.kind, Kind::Number | Kind::Quoted) || lexicon::is_place_mark(&bit.text);
    bits.iter().any(named)
}

#[derive(Clone, Copy, PartialEq)]
enum Case {
    Kept,
    /// Words of the vocabulary and the first word in small letters, abbreviations as they are.
    Small,
}

fn render(bits: &[Bit], case: Case) -> String {
    let bits = trimmed(bits);
    let mut text = String::new();
    let mut before: Option<&Bit> = None;
    for bit in bits {
        if needs_space(before, bit) {
            text.push(' ');
        }
        push_cased(&mut text, bit, case, before.is_none());
        before = Some(bit);
    }
    tidy(&text)
}

/// Without the marks at both ends, but with the dot of a final abbreviation.
fn trimmed<'b, 't>(bits: &'b [Bit<'t>]) -> &'b [Bit<'t>] {
    let mut bits = bits;
    while let [first, rest @ ..] = bits {
        if !is_mark(first) {
            break;
        }
        bits = rest;
    }
    loop {
        match bits {
            [.., word, dot] if dot.kind == Kind::Dot && word.kind == Kind::Word => {
                if lexicon::is_abbreviation(&word.text) {
                    return bits;
                }
            }
            [.., last] if is_mark(last) => {}
            _ => return bits,
        }
        bits = bits.split_last().map_or(&[], |(_, rest)| rest);
    }
}

fn is_mark(bit: &Bit) -> bool {
    !matches!(bit.kind, Kind::Word | Kind::Number | Kind::Quoted | Kind::Address | Kind::Symbol)
}

fn needs_space(before: Option<&Bit>, bit: &Bit) -> bool {
    let Some(before) = before else { return false };
    let after_dot = before.kind == Kind::Dot && bit.kind == Kind::Word;
    bit.spaced || after_dot
}

fn push_cased(text: &mut String, bit: &Bit, case: Case, first: bool) {
    let vocabulary =
        matches!(bit.head, Some(Head::Role | Head::Group | Head::BodyOf)) || lexicon::is_known(&bit.text);
    let abbreviation = matches!(bit.head, Some(Head::Union | Head::Body)) && is_capitals(&bit.text);
    let small = bit.kind == Kind::Word
        && case == Case::Small
        && !abbreviation
        && (vocabulary || is_small_at(&bit.text, first));
    if small {
        text.extend(bit.text.chars().flat_map(char::to_lowercase));
    } else {
        text.push_str(&bit.text);
    }
}

/// A first word loses its capital; an adjective all in capitals loses them wherever it stands.
fn is_small_at(word: &str, first: bool) -> bool {
    if is_capitals(word) { lexicon::is_modifier(word) } else { first }
}

/// One space between words, one before «№» and none after it.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for character in text.chars() {
        let last = tidy.chars().next_back();
        if character == '№' && last.is_some_and(char::is_alphanumeric) {
            tidy.push(' ');
        }
        let space = character.is_whitespace();
        if !space {
            tidy.push(character);
        } else if last.is_some_and(|last| last != ' ' && last != '№') {
            tidy.push(' ');
        }
    }
    tidy
}
