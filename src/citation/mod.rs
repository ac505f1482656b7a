//! The bibliographic description of a material as ГОСТ Р 7.0.100–2018 has it, to be put into a list of references.
//!
//! A material is a part of a site, so that its description is an analytical one (section 7): the part, `//`, and the site it
//! stands on, called such in square brackets (7.3.3). What the kinds of content are called is section 5.10, the address and
//! the day on which it was asked for are notes (5.8). The heading follows ГОСТ 7.80–2000 (5.2), as the standard wants;
//! months are shortened by ГОСТ Р 7.0.12–2011.
//!
//! The day of access is the reader's: the text stops before it and goes on behind it.

#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate};

use crate::people::Name;

/// What a description is made of.
#[derive(Clone, Debug)]
pub struct Part<'p> {
    /// Its title.
    pub title: &'p str,
    /// What it is: «библиотечный урок».
    pub kind: Option<&'p str>,
    /// For whom, in the genitive: «5–6 классов».
    pub purpose: Option<String>,
    /// The people who made it, in their order.
    pub people: Vec<&'p Name>,
    /// The bodies that did.
    pub bodies: Vec<&'p str>,
    /// What it consists of.
    pub content: Content,
    /// The site it stands on.
    pub site: &'p str,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// Its address, where that is known.
    pub address: Option<&'p str>,
}

/// What a material consists of, as the area of content and means of access calls it (5.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text.
    Text,
    /// Slides, an exhibition: text with pictures.
    TextAndPictures,
    /// A poster, photographs.
    Picture,
    /// A film, a book trailer.
    Film,
    /// A talk, a podcast.
    Speech,
}

/// A description, parted where the day of access belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// All up to the day of access, or the whole where there is none.
    pub before: String,
    /// What stands behind the day; nothing where no address is known.
    pub after: Option<&'static str>,
}

/// How many authors at most a heading stands for (ГОСТ 7.80–2000, 5.2): from four on a work is described by its title.
const MOST_FOR_HEADING: usize = 3;
/// Up to how many authors are all named; of more the first three are (5.2: «[и др.]»).
const MOST_NAMED: usize = 4;
const NAMED_OF_MORE: usize = 3;

/// The months as they are shortened behind a day: five short ones never are.
const MONTHS: [&str; 12] =
    ["янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек."];

/// Words in the name of a kind that say what a material consists of.
const KINDS: [(&str, Content); 14] = [
    ("презентац", Content::TextAndPictures),
    ("выставк", Content::TextAndPictures),
    ("комикс", Content::TextAndPictures),
    ("инфографик", Content::TextAndPictures),
    ("буклет", Content::TextAndPictures),
    ("плакат", Content::Picture),
    ("фото", Content::Picture),
    ("афиша", Content::Picture),
    ("видео", Content::Film),
    ("буктрейлер", Content::Film),
    ("фильм", Content::Film),
    ("ролик", Content::Film),
    ("подкаст", Content::Speech),
    ("аудио", Content::Speech),
];

impl Content {
    /// What a material of this kind consists of: text, unless the word says otherwise.
    #[must_use]
    pub fn of_kind(kind: Option<&str>) -> Self {
        let kind = kind.unwrap_or_default().to_lowercase();
        KINDS.iter().find(|(word, _)| kind.contains(word)).map_or(Self::Text, |(_, content)| *content)
    }

    fn said(self) -> &'static str {
        match self {
            Self::Text => "Текст : электронный",
            Self::TextAndPictures => "Текст. Изображение : электронные",
            Self::Picture => "Изображение (неподвижное ; двухмерное) : электронное",
            Self::Film => "Изображение (движущееся ; двухмерное) : электронное",
            Self::Speech => "Устная речь : электронная",
        }
    }
}

/// The description of `part`.
#[must_use]
pub fn describe(part: &Part) -> Citation {
    let mut text = heading(part);
    text.push_str(&title(part));
    let responsibility = responsibility(part);
    if !responsibility.is_empty() {
        text.push_str(" / ");
        text.push_str(&responsibility);
    }
    area(&mut text, part.content.said());
    text.push_str(" // ");
    text.push_str(&site(part.site));
    if let Some(date) = part.date {
        area(&mut text, &date.year().to_string());
        area(&mut text, &format!("{} {}", date.day(), MONTHS[date.month0() as usize]));
    }
    let Some(address) = part.address else {
        end(&mut text);
        return Citation { before: text, after: None };
    };
    area(&mut text, &format!("URL: {address} (дата обращения: "));
    Citation { before: text, after: Some(").") }
}

/// Adds an area with the sign that parts it from the one before; a full stop that stands there already is not doubled (4.7).
fn area(text: &mut String, words: &str) {
    end(text);
    text.push_str(" – ");
    text.push_str(words);
}

fn end(text: &mut String) {
    if !text.ends_with('.') {
        text.push('.');
    }
}

/// «Околицына, М. П. »: the first author, where there are no more than three.
fn heading(part: &Part) -> String {
    match part.people.as_slice() {
        [first, ..] if part.people.len() <= MOST_FOR_HEADING => {
            format!("{}, {} ", first.surname(), initials(first))
        }
        _ => String::new(),
    }
}

/// The title proper, and behind colons what belongs to it: a subtitle, the kind, the readers it is meant for (5.2).
fn title(part: &Part) -> String {
    let bare = without_stop(part.title);
    let mut title = with_colons(bare);
    let said = bare.to_lowercase();
    let kind = part.kind.map(str::to_lowercase).filter(|kind| !said.contains(kind.as_str()));
    let purpose = part.purpose.as_ref().filter(|_| !said.contains("класс"));
    let added = match (kind, purpose) {
        (Some(kind), Some(purpose)) => Some(format!("{kind} для {purpose}")),
        (Some(kind), None) => Some(kind),
        (None, Some(purpose)) => Some(format!("для {purpose}")),
        (None, None) => None,
    };
    if let Some(added) = added {
        title.push_str(" : ");
        title.push_str(added.trim_end_matches('.'));
    }
    title
}

/// Who made it: people, then bodies behind a semicolon. Of five people and more the first three.
fn responsibility(part: &Part) -> String {
    let all = part.people.len();
    let named = if all > MOST_NAMED { NAMED_OF_MORE } else { all };
    let people = part.people.iter().take(named).map(|name| format!("{} {}", initials(name), name.surname()));
    let mut people = people.collect::<Vec<_>>().join(", ");
    if named < all {
        people.push_str(" [и др.]");
    }
    let people = Some(people).filter(|people| !people.is_empty());
    let bodies = part.bodies.iter().map(|body| capitalised(body));
    people.into_iter().chain(bodies).collect::<Vec<_>>().join(" ; ")
}

/// «М. П.»
fn initials(name: &Name) -> String {
    name.initials().split_inclusive('.').collect::<Vec<_>>().join(" ")
}

/// The site with the word for what it is; in brackets, since it does not call itself so (7.3.3).
fn site(name: &str) -> String {
    let name = with_colons(without_stop(name));
    if name.to_lowercase().contains("сайт") { name } else { format!("{name} : [сайт]") }
}

/// Without the full stop of a sentence; that of an abbreviation («и др.») belongs to the word.
fn without_stop(text: &str) -> &str {
    let text = text.trim();
    let bare = text.trim_end_matches('.');
    let last = bare.rsplit([' ', '\u{a0}']).next().unwrap_or(bare);
    if ABBREVIATIONS.contains(&last) { text } else { bare }
}

/// What a title may end with.
const ABBREVIATIONS: [&str; 10] = ["др", "пр", "д", "п", "г", "гг", "в", "вв", "с", "стр"];

/// A colon between title and subtitle has a space before it too (4.7).
fn with_colons(text: &str) -> String {
    text.split(": ").map(str::trim).collect::<Vec<_>>().join(" : ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
