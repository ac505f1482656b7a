//! The columns of a plan's table: the author's own, or the usual ones.

use super::rows::{RawLine, RawSection};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::plan::{Column, Role};
use crate::parse::field_name::{mixed_alphabets, normalized};
use crate::parse::record::{Context, Decode, FieldSpec, Fields, Text};
use crate::parse::yaml::{Key, Node};

/// The columns of a table: their keys and headings in order.
#[derive(Clone, Debug)]
pub struct Columns {
    /// Where they are declared.
    pub(super) place: Place,
    pub(super) named: Vec<(String, Column)>,
    /// Where each of them is declared; nothing where there is a mistake among them.
    pub(super) places: Vec<Place>,
    /// Whether some of them could not be read, so that nobody knows what cells there may be.
    pub(super) lost: bool,
}

impl Decode for Columns {
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let place = Place::new(context.path, node.span.clone());
        if node.is_lost() {
            return Some(Self { place, named: Vec::new(), places: Vec::new(), lost: true });
        }
        let mut fields = Fields::of(node, context)?;
        let lost = fields.has_gap;
        let fields = fields.take_rest();
        let places = fields
            .iter()
            .map(|(key, node)| Place::new(context.path, key.span.start..node.span.end))
            .collect();
        let columns = fields.into_iter().map(|(key, node)| {
            let heading = Text::decode(node, context)?.value;
            let role = role_of(&key.text);
            if role != Role::Other {
                context.diagnostics.extend(mixed_alphabets(context.path, context.text, key));
            }
            Some((key.text.clone(), Column { heading, role }))
        });
        let columns = Self { place, named: columns.collect::<Option<Vec<_>>>()?, places, lost };
        let sound = columns.check(context);
        Some(if sound { columns } else { Self { places: Vec::new(), ..columns } })
    }
}

/// Keys that activities have for something else than a column.
const TAKEN: [&str; 6] = ["код", "code", "вместе", "together", "выступления", "talks"];

impl Columns {
    /// Whether each column can be filled: one that cannot would lose what the author writes into it.
    fn check(&self, context: &mut Context) -> bool {
        let mistake = if self.lost {
            None
        } else if self.named.is_empty() {
            Some((
                "Не названо ни одного столбца".to_owned(),
                "Напишите столбцы: «что: Мероприятие» и другие.",
            ))
        } else if let Some((key, _)) =
            self.named.iter().find(|(key, _)| TAKEN.contains(&normalized(key).as_str()))
        {
            Some((
                format!("Имя «{key}» занято, столбец так назвать нельзя"),
                "Назовите столбец иначе: слева любое слово.",
            ))
        } else {
            let roles =
                || self.named.iter().map(|(_, column)| column.role).filter(|role| *role != Role::Other);
            let twice = ROLES.iter().find(|(role, ..)| roles().filter(|other| other == role).count() > 1);
            twice.map(|(_, spec, _)| {
                (
                    format!("Столбец «{}» назван дважды", spec.key),
                    "Одному из них дайте другое имя слева от двоеточия.",
                )
            })
        };
        let sound = mistake.is_none();
        let place = || self.place.clone();
        context
            .diagnostics
            .extend(mistake.map(|(message, hint)| Diagnostic::error(place(), message).hint(hint)));
        sound
    }
}

/// The columns that mean something to the site; any other is the author's own.
pub(super) const ROLES: [(Role, FieldSpec, &str); 5] = [
    (Role::Number, FieldSpec { key: "номер", alias: "number" }, "№ п/п"),
    (Role::What, FieldSpec { key: "что", alias: "what" }, "Мероприятие"),
    (Role::When, FieldSpec { key: "когда", alias: "when" }, "Срок"),
    (Role::Who, FieldSpec { key: "кто", alias: "who" }, "Ответственный"),
    (Role::Where, FieldSpec { key: "где", alias: "where" }, "Место"),
];

pub(super) fn role_of(key: &str) -> Role {
    let key = normalized(key);
    let known = ROLES.iter().find(|(_, spec, _)| key == spec.key || key == spec.alias);
    known.map_or(Role::Other, |(role, ..)| *role)
}

pub(super) fn is_of_column(key: &Key, (column, _): &(String, Column)) -> bool {
    let role = role_of(&key.text);
    normalized(&key.text) == normalized(column) || (role != Role::Other && role == role_of(column))
}

/// The columns of a list that declares none: those that it uses, in the usual order, numbers counted.
pub(super) fn default_columns(sections: &[RawSection]) -> Vec<(String, Column)> {
    let lines = || sections.iter().flat_map(|section| &section.activities).flat_map(|row| &row.0);
    let used = |role| lines().flat_map(|line| &line.cells.fields).any(|(key, _)| role_of(&key.text) == role);
    let always = |role| matches!(role, Role::Number | Role::What);
    let roles = ROLES.iter().filter(|(role, ..)| always(*role) || used(*role));
    roles
        .map(|(role, spec, heading)| {
            (spec.key.to_owned(), Column { heading: (*heading).to_owned(), role: *role })
        })
        .collect()
}

/// The columns of a table of rows that declares none: the keys of its rows.
pub(super) fn undeclared_columns(rows: &[RawLine]) -> Vec<(String, Column)> {
    let mut columns: Vec<(String, Column)> = Vec::new();
    for (key, _) in rows.iter().flat_map(|row| &row.cells.fields) {
        if !columns.iter().any(|column| is_of_column(key, column)) {
            columns.push((key.text.clone(), Column { heading: key.text.clone(), role: role_of(&key.text) }));
        }
    }
    columns
}

pub(super) fn headings_of(columns: Vec<(String, Column)>) -> Vec<Column> {
    columns.into_iter().map(|(_, column)| column).collect()
}
