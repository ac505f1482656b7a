//! The blocks of approval: «УТВЕРЖДАЮ», a position, a signature, a date, an order.

use super::{Approval, Line};
use crate::model::plan::ApprovalKind;
use crate::people;

/// The words of approvals; the first of each kind is the one that a page shows.
const WORDS: [(&str, ApprovalKind); 14] = [
    ("утверждаю", ApprovalKind::Approved),
    ("утверждено", ApprovalKind::Approved),
    ("утвержден", ApprovalKind::Approved),
    ("утверждён", ApprovalKind::Approved),
    ("утверждена", ApprovalKind::Approved),
    ("утверждены", ApprovalKind::Approved),
    ("согласовано", ApprovalKind::Agreed),
    ("согласован", ApprovalKind::Agreed),
    ("согласую", ApprovalKind::Agreed),
    ("рассмотрено", ApprovalKind::Considered),
    ("рассмотрен", ApprovalKind::Considered),
    ("принято", ApprovalKind::Adopted),
    ("принят", ApprovalKind::Adopted),
    ("принята", ApprovalKind::Adopted),
];

/// The approval that begins with a line.
pub(super) fn begun_by(text: &str) -> Option<Approval> {
    let (kind, rest) = begins(text)?;
    let word = text[..text.len() - rest.len()].trim_matches(|sign: char| !sign.is_alphabetic());
    let usual = WORDS.iter().find(|(_, known)| *known == kind).map(|(word, _)| *word);
    let word = (Some(&*word.to_lowercase()) != usual).then(|| word.to_owned());
    let (position, who, date, ground) = Default::default();
    let mut approval = Approval { kind, word, position, who, date, ground };
    approval.take(rest);
    Some(approval)
}

/// The kind of approval that begins with a line, and what follows the word.
pub(super) fn begins(text: &str) -> Option<(ApprovalKind, &str)> {
    let bare = text.trim_start_matches(['«', '"', '„', '“']);
    let length = bare.chars().take_while(|letter| letter.is_alphabetic()).map(char::len_utf8).sum();
    let word = bare[..length].to_lowercase();
    let (_, kind) = WORDS.iter().find(|(known, _)| *known == word)?;
    let rest = bare[length..].trim_start_matches(['»', '"', '”', ':', '.', ' ']);
    // «Утверждено 5 планов» is a sentence; a block begins with its word alone, or in capitals.
    let is_capitals = bare[..length].chars().all(char::is_uppercase);
    let is_alone = rest.is_empty() || text.starts_with(['«', '"', '„']) || bare[length..].starts_with(':');
    (is_capitals || is_alone || ground(rest)).then_some((*kind, rest))
}

impl Approval {
    /// Whether nothing but an order is missing.
    fn is_signed(&self) -> bool {
        !self.who.is_empty() || !self.date.is_empty() || !self.ground.is_empty()
    }

    /// Whether a line may go on with the block.
    pub(super) fn may_take(&self, line: &Line) -> bool {
        match &line.text {
            text if ground(text) => true,
            text if date(text) => self.date.is_empty(),
            text if signature(text).is_some() => self.who.is_empty(),
            _ => !self.is_signed(),
        }
    }

    /// Takes a line into the block.
    pub(super) fn take(&mut self, text: &str) {
        let text = text.replace('\t', " ");
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if ground(text) {
            self.ground.push(text.to_owned());
        } else if date(text) {
            self.date.push(text.to_owned());
        } else if let Some((position, who)) = signature(text) {
            if !position.is_empty() {
                self.position.push(position);
            }
            self.who.push(who);
        } else {
            self.position.push(text.to_owned());
        }
    }
}

/// An order or a protocol.
fn ground(text: &str) -> bool {
    let lower = text.to_lowercase();
    let by_meeting = ["на заседании", "на совещании", "решением"].iter().any(|word| lower.starts_with(word));
    by_meeting
        || ["приказ", "протокол", "распоряжени", "решение"].iter().any(|word| lower.contains(word))
            && text.chars().any(|letter| letter.is_ascii_digit() || letter == '_' || letter == '№')
}

/// A date, or the place for one: «12» сентября 2024 г., «___» ______ 20__ г., 12.09.2024.
fn date(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let lower = text.to_lowercase();
    let begins = lower.trim_start_matches("от").trim_start().starts_with(|letter: char| {
        letter.is_ascii_digit() || matches!(letter, '«' | '"' | '„' | '“' | '_' | '*')
    });
    let has_year = lower.contains("20") && (lower.contains('г') || digits >= 6);
    begins && has_year && text.chars().count() <= 40
}

/// A signature: the position before it, and whose it is. Lines to sign on are left out; no word stands in them.
fn signature(text: &str) -> Option<(String, String)> {
    let parts: Vec<&str> = text.split(['_', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let last = parts.last()?;
    if person(last) {
        let position: Vec<&str> = parts[..parts.len() - 1].to_vec();
        return Some((position.join(" "), (*last).to_owned()));
    }
    None
}

/// Whether a text is people and nothing else.
pub(super) fn person(text: &str) -> bool {
    let reading = people::read(text);
    !reading.persons.is_empty()
        && reading.rest.is_empty()
        && reading.groups.is_empty()
        && reading.roles.is_empty()
        && reading.organisations.is_empty()
        && reading.persons.iter().all(|person| person.role.is_none() && person.school.is_none())
}
