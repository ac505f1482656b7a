//! The columns of a plan's table: the author's own, or the usual ones.

use super::rows::{RawLine, RawSection};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::plan::{Column, Role};
use crate::parse::field_name::{mixed_alphabets, normalized};
use crate::parse::record::{Context, Decode, FieldSpec, Fields, REST, Text};
use crate::parse::shape::{ListInstead, RecordShape, Shape};
use crate::parse::yaml::{Key, Node, Value};

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
    fn shape() -> Shape {
        let own =
            FieldSpec::text(REST, REST, "Ваш столбец: слева имя поля, справа заголовок, как в документе.");
        Shape::Record(RecordShape {
            name: "Columns",
            fields: USUAL.into_iter().chain([own]).collect(),
            or_text: false,
            or_list: ListInstead::Refused,
        })
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let place = Place::new(context.path, node.span.clone());
        let lost = Self { place: place.clone(), named: Vec::new(), places: Vec::new(), lost: true };
        if node.is_lost() {
            return Some(lost);
        }
        if let Some(names) = bare_names(node) {
            context.diagnostics.push(without_headings(place, node, &names, context));
            return Some(lost);
        }
        let Some(mut fields) = Fields::among(node, &USUAL, context) else { return Some(lost) };
        let has_gap = fields.has_gap;
        let fields = fields.take_rest();
        let places: Vec<Place> = fields
            .iter()
            .map(|(key, node)| Place::new(context.path, key.span.start..node.span.end))
            .collect();
        let mut refused = false;
        let columns = fields.into_iter().map(|(key, node)| {
            let heading = Text::decode(node, context).map(|text| text.value);
            refused |= heading.is_none();
            let heading = heading.unwrap_or_default();
            let role = role_of(&key.text);
            if role != Role::Other {
                context.diagnostics.extend(mixed_alphabets(context.path, context.text, key));
            }
            (key.text.clone(), Column { heading, role })
        });
        let columns = Self { place, named: columns.collect(), places, lost: has_gap };
        let sound = columns.check(context) && !refused;
        let lost = columns.lost || columns.named.is_empty();
        Some(if sound { columns } else { Self { places: Vec::new(), lost, ..columns } })
    }
}

/// The names of columns without their headings: `что, когда` or `[что, когда]`.
fn bare_names(node: &Node) -> Option<Vec<String>> {
    let names: Vec<&str> = match &node.value {
        Value::Scalar(text) => text.split([',', ';']).collect(),
        Value::Sequence(items) => {
            let text = |item| match item {
                &Node { value: Value::Scalar(ref text), .. } => Some(text.as_str()),
                _ => None,
            };
            items.iter().map(text).collect::<Option<_>>()?
        }
        _ => return None,
    };
    let names = names.into_iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    Some(names.collect())
}

fn without_headings(place: Place, node: &Node, names: &[String], context: &Context) -> Diagnostic {
    let line = |name: &String| {
        let heading =
            ROLES.iter().find(|(role, ..)| *role == role_of(name)).map_or(name.as_str(), |role| role.2);
        format!("  {name}: {heading}")
    };
    let at = node.span.start - context.before(node.span.start).trim_start().len();
    let margin = context.before(at);
    let lines: Vec<String> = names.iter().map(line).collect();
    let lines = lines.join(&format!("\n{margin}"));
    Diagnostic::error(place, "Столбцы названы без заголовков")
        .hint("Напишите каждый столбец с новой строки: имя, двоеточие и заголовок, как в документе:")
        .correction(format!("{margin}столбцы:\n{margin}{lines}"))
}

/// Keys that activities have for something else than a column.
const TAKEN: [&str; 16] = [
    "код",
    "code",
    "вместе",
    "together",
    "выступления",
    "talks",
    "период",
    "period",
    "проведено",
    "held",
    "перенесено",
    "moved",
    "отменено",
    "cancelled",
    "причина",
    "reason",
];

impl Columns {
    /// Whether each column can be filled: one that cannot would lose what the author writes into it.
    fn check(&self, context: &mut Context) -> bool {
        let mistake = if self.lost { None } else { self.mistake() };
        let sound = mistake.is_none();
        context.diagnostics.extend(mistake);
        sound
    }

    fn mistake(&self) -> Option<Diagnostic> {
        let at = |column: usize| self.places.get(column).unwrap_or(&self.place).clone();
        if self.named.is_empty() {
            return Some(
                Diagnostic::error(self.place.clone(), "Не названо ни одного столбца")
                    .hint("Напишите столбцы: «что: Мероприятие» и другие."),
            );
        }
        let is_taken = |(key, _): &(String, Column)| TAKEN.contains(&normalized(key).as_str());
        if let Some(taken) = self.named.iter().position(is_taken) {
            let (key, column) = &self.named[taken];
            let message = format!("Имя «{key}» занято, столбец так назвать нельзя");
            let mistake = Diagnostic::error(at(taken), message)
                .reason("Под этим именем у мероприятия стоит другое поле, и столбец остался бы пустым.");
            let hint = match normalized(key).as_str() {
                "период" | "period" => format!(
                    "Срок мероприятия называют «когда»: напишите «когда: {}», и в мероприятиях тоже.",
                    column.heading
                ),
                _ => "Назовите столбец иначе: слева любое слово.".to_owned(),
            };
            return Some(mistake.hint(hint));
        }
        ROLES.iter().find_map(|(role, spec, _)| {
            let is_one = |(_, (_, column)): &(usize, &(String, Column))| column.role == *role;
            let (second, _) = self.named.iter().enumerate().filter(is_one).nth(1)?;
            Some(
                Diagnostic::error(at(second), format!("Столбец «{}» назван дважды", spec.key))
                    .hint("Одному из них дайте другое имя слева от двоеточия."),
            )
        })
    }
}

/// The fields of the usual columns.
const USUAL: [FieldSpec; 5] = [ROLES[0].1, ROLES[1].1, ROLES[2].1, ROLES[3].1, ROLES[4].1];

/// The columns that mean something to the site; any other is the author's own.
pub(super) const ROLES: [(Role, FieldSpec, &str); 5] = [
    (Role::Number, FieldSpec::text("номер", "number", "Номер по порядку."), "№ п/п"),
    (Role::What, FieldSpec::text("что", "what", "Что делается."), "Мероприятие"),
    (
        Role::When,
        FieldSpec::text(
            "когда",
            "when",
            "Срок, как вы привыкли писать: 10.12.2026, ноябрь, III декада марта, в течение года.",
        ),
        "Срок",
    ),
    (
        Role::Who,
        FieldSpec::text("кто", "who", "Кто отвечает: люди, должности, школы или группы."),
        "Ответственный",
    ),
    (Role::Where, FieldSpec::text("где", "where", "Где это будет."), "Место"),
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

/// No table on paper has more columns.
const MOST_COLUMNS: usize = 60;

/// The columns of a table of rows that declares none: the keys of its rows.
pub(super) fn undeclared_columns(rows: &[RawLine]) -> Vec<(String, Column)> {
    let mut columns: Vec<(String, Column)> = Vec::new();
    for (key, _) in rows.iter().flat_map(|row| &row.cells.fields) {
        if columns.len() < MOST_COLUMNS && !columns.iter().any(|column| is_of_column(key, column)) {
            columns.push((key.text.clone(), Column { heading: key.text.clone(), role: role_of(&key.text) }));
        }
    }
    columns
}

pub(super) fn headings_of(columns: Vec<(String, Column)>) -> Vec<Column> {
    columns.into_iter().map(|(_, column)| column).collect()
}
