//! The card of a material: the labelled lines at the head of a lesson or a scenario.

use std::collections::{BTreeMap, BTreeSet};

use super::approval;
use crate::import::document::{Block, Document, Paragraph, squeezed};
use crate::model::material::AgeMark;
use crate::russian::classes;

/// How many paragraphs without a label may stand between those with one.
const MOST_OTHERS: usize = 3;

/// The longest value.
const LONGEST: usize = 300;

/// A field of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) enum CardField {
    /// описание
    Description,
    /// тип
    Kind,
    /// авторы
    Authors,
    /// аудитория
    Audience,
    /// классы
    Classes,
    /// темы
    Topics,
    /// повод
    Occasion,
    /// возраст
    Age,
    /// ббк
    Bbk,
    /// удк
    Udc,
    /// источники
    Sources,
}

impl CardField {
    /// Its name in the file.
    pub(in crate::import) fn name(self) -> &'static str {
        match self {
            Self::Description => "описание",
            Self::Kind => "тип",
            Self::Authors => "авторы",
            Self::Audience => "аудитория",
            Self::Classes => "классы",
            Self::Topics => "темы",
            Self::Occasion => "повод",
            Self::Age => "возраст",
            Self::Bbk => "ббк",
            Self::Udc => "удк",
            Self::Sources => "источники",
        }
    }

    /// Whether it may have several values.
    fn is_list(self) -> bool {
        matches!(self, Self::Authors | Self::Audience | Self::Topics | Self::Sources)
    }
}

/// The labels, in small letters.
const LABELS: [(CardField, &[&str]); 11] = [
    (CardField::Description, &["цель", "цель урока", "цель занятия", "цель мероприятия", "аннотация"]),
    (
        CardField::Kind,
        &["тип материала", "вид материала", "жанр", "форма", "форма проведения", "форма мероприятия"],
    ),
    (
        CardField::Authors,
        &[
            "автор",
            "авторы",
            "автор-составитель",
            "авторы-составители",
            "автор разработки",
            "составитель",
            "составители",
            "составила",
            "разработчик",
            "разработала",
            "подготовила",
            "подготовил",
            "подготовили",
            "выполнила",
        ],
    ),
    (
        CardField::Audience,
        &["аудитория", "целевая аудитория", "участники", "для кого", "читательское назначение"],
    ),
    (CardField::Classes, &["класс", "классы"]),
    (
        CardField::Topics,
        &["тема", "тема урока", "тема занятия", "тема мероприятия", "предмет", "ключевые слова"],
    ),
    (CardField::Occasion, &["повод", "памятная дата"]),
    (CardField::Age, &["возраст", "возрастная категория", "возрастное ограничение", "знак"]),
    (CardField::Bbk, &["ббк"]),
    (CardField::Udc, &["удк"]),
    (CardField::Sources, &["источник", "источники", "использованная литература"]),
];

/// What the head of a material says of it.
#[derive(Debug, Default)]
pub(in crate::import) struct Card {
    pub(in crate::import) fields: BTreeMap<CardField, Vec<String>>,
    /// The labels in the document with the fields that their values went to.
    pub(in crate::import) labels: Vec<(String, CardField)>,
    /// The blocks of the document that stand in these fields, and so not in the text.
    pub(in crate::import) taken: BTreeSet<usize>,
}

/// Reads the labelled lines behind the first `titled` blocks of a document.
pub(in crate::import) fn card(document: &Document, titled: usize) -> Card {
    let mut card = Card::default();
    let mut others = 0;
    for (index, block) in document.blocks.iter().enumerate().skip(titled) {
        let Block::Paragraph(paragraph) = block else { break };
        if paragraph.is_empty() {
            continue;
        }
        if paragraph.heading.is_some() || others > MOST_OTHERS {
            break;
        }
        if card.takes(paragraph) {
            card.taken.insert(index);
        } else {
            others += 1;
        }
    }
    card
}

impl Card {
    /// Takes a paragraph, if each of its lines is a field.
    fn takes(&mut self, paragraph: &Paragraph) -> bool {
        let found: Option<Vec<_>> = paragraph.lines().iter().map(|line| labelled(line)).collect();
        let Some(found) =
            found.filter(|found| paragraph.is_plain() && !found.is_empty() && paragraph.label.is_none())
        else {
            return false;
        };
        let is_free = |field: CardField| field.is_list() || !self.fields.contains_key(&field);
        if !found.iter().all(|(field, ..)| is_free(*field)) {
            return false;
        }
        for (field, label, value) in found {
            let values = if field == CardField::Authors { authors(&value) } else { vec![value] };
            self.fields.entry(field).or_default().extend(values);
            self.labels.push((label, field));
        }
        true
    }
}

/// The field that a line is, with its label and its value.
fn labelled(line: &str) -> Option<(CardField, String, String)> {
    let (label, value) = line.split_once(':')?;
    let (label, value) = (squeezed(label), squeezed(value));
    let lower = label.to_lowercase().replace('ё', "е");
    let (field, _) = LABELS.iter().find(|(_, labels)| labels.contains(&lower.as_str()))?;
    if value.is_empty() || value.chars().count() > LONGEST {
        return None;
    }
    let is_mark = || value.replace(['+', ' '], "").parse().is_ok_and(|number| AgeMark::new(number).is_some());
    let field = match field {
        CardField::Classes if classes::classes(&value).is_none() => CardField::Audience,
        CardField::Age if !value.contains('+') || !is_mark() => CardField::Audience,
        field => *field,
    };
    Some((field, label, value))
}

/// The authors, each alone where they are nothing but names.
fn authors(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|part| approval::person(part)) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        vec![text.to_owned()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        let found = |line: &str| labelled(line).map(|(field, _, value)| (field.name(), value));
        for (line, expected) in [
            ("Автор: Околицына М.П.", Some(("авторы", "Околицына М.П."))),
            ("Класс: 3", Some(("классы", "3"))),
            ("Класс: воспитанники", Some(("аудитория", "воспитанники"))),
            ("Возраст: 6+", Some(("возраст", "6+"))),
            ("Возраст: 6-7 лет", Some(("аудитория", "6-7 лет"))),
            ("Цель: показать книгу", Some(("описание", "показать книгу"))),
            ("Предмет: литература", Some(("темы", "литература"))),
            ("Цель:", None),
            ("Ведущий: Здравствуйте!", None),
        ] {
            assert_eq!(found(line), expected.map(|(name, value)| (name, value.to_owned())), "{line}");
        }
    }
}
