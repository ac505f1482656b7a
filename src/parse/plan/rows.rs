//! The records that a plan's tables are made of, as the file has them.

use super::columns::{Columns, ROLES, role_of};
use super::outcome::OutcomeFields;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::plan::Role;
use crate::parse::field_name::{Known, likely, mixed_alphabets, normalized};
use crate::parse::record::{
    Context, Decode, FieldSpec, Fields, Record, Text, is_one_thing, record, shape_of, under,
};
use crate::parse::shape::{RecordShape, Shape};
use crate::parse::yaml::{Key, Node, Value};

record! {
    /// A table of a plan.
    RawTable "в таблице плана" list = "строки" {
        /// What stands above it.
        heading: Option<Text> = "заголовок" | "heading": "Что стоит над таблицей.",
        /// What stands below the heading.
        subheading: Option<Text> = "подзаголовок" | "subheading": "Что стоит под заголовком.",
        /// Its columns.
        columns: Option<Columns> = "столбцы" | "columns":
            "Столбцы таблицы по порядку: слева имя поля, справа заголовок, как в документе.",
        /// Its sections.
        sections: Vec<RawSection> = "разделы" | "sections":
            "Разделы таблицы, каждый с дефисом, со своими мероприятиями.",
        /// Its activities, where it has no sections.
        activities: Vec<RawRow> = "мероприятия" | "activities":
            "Мероприятия, каждое с дефисом, если разделов нет.",
        /// Its rows, where it is a matrix or holds indicators or talks.
        rows: Vec<RawLine> = "строки" | "rows":
            "Строки плана-сетки, показателей или выступлений, каждая с дефисом.",
    }
}

record! {
    /// Rows under one heading.
    RawSection "в разделе плана" {
        /// Its number as written.
        number: Option<Text> = "номер" | "number": "Номер раздела, если он есть в документе.",
        /// Its heading.
        heading: Option<Text> = "заголовок" | "heading": "Заголовок раздела.",
        /// Its rows.
        activities: Vec<RawRow> = "мероприятия" | "activities": "Мероприятия раздела, каждое с дефисом.",
    }
}

impl RawTable {
    /// Whether anything stands in it.
    pub(super) fn has_rows(&self) -> bool {
        !(self.sections.is_empty() && self.activities.is_empty() && self.rows.is_empty())
    }
}

/// The field of activities that stand side by side in one row of the document.
pub(super) const TOGETHER: FieldSpec = FieldSpec {
    shape: || Shape::list(activity("Activity", None)),
    is_list: true,
    ..FieldSpec::text(
        "вместе",
        "together",
        "Мероприятия, которые стоят в одной строке таблицы, каждое с дефисом.",
    )
};

record! {
    /// A line of a table: its own fields, and a cell for each column.
    RawLine "в мероприятии" {
        /// Its id, where the author gives one.
        code: Option<Text> = "код" | "code": "Постоянное имя мероприятия в его адресе; обычно не нужно.",
        /// Its period, where the author does not want the wording read.
        period: Option<Text> = "период" | "period":
            "Как понимать срок, если программа поняла его не так, например 2027-03/2027-04.",
        /// That, and when, it was held.
        held: Option<Text> = "проведено" | "held": "Когда провели, например 14.11.2026, или просто «да».",
        /// To when it was moved.
        moved: Option<Text> = "перенесено" | "moved": "На какой срок перенесли, например: декабрь.",
        /// That, or why, it was cancelled.
        cancelled: Option<Text> = "отменено" | "cancelled": "Почему отменили, или просто «да».",
        /// Why it was moved or cancelled.
        reason: Option<Text> = "причина" | "reason": "Почему перенесли или отменили.",
        /// The talks below it.
        talks: Option<RawTable> = "выступления" | "talks":
            "Выступления внутри мероприятия: таблица или сразу её строки.",
        /// Its cells.
        cells: Rest = "…" | "…": "Столбец, который назван под «столбцы».",
    }
}

record! {
    /// An activity in a cell of a matrix.
    RawCellActivity "в мероприятии" {
        /// Its id, where the author gives one.
        code: Option<Text> = "код" | "code": "Постоянное имя мероприятия в его адресе; обычно не нужно.",
        /// Its period, where the author does not want the wording read.
        period: Option<Text> = "период" | "period":
            "Как понимать срок, если программа поняла его не так, например 2027-03/2027-04.",
        /// That, and when, it was held.
        held: Option<Text> = "проведено" | "held": "Когда провели, например 14.11.2026, или просто «да».",
        /// To when it was moved.
        moved: Option<Text> = "перенесено" | "moved": "На какой срок перенесли, например: декабрь.",
        /// That, or why, it was cancelled.
        cancelled: Option<Text> = "отменено" | "cancelled": "Почему отменили, или просто «да».",
        /// Why it was moved or cancelled.
        reason: Option<Text> = "причина" | "reason": "Почему перенесли или отменили.",
        /// What is to be done.
        what: Text = "что" | "what": "Что делается.",
        /// Who does it.
        who: Option<Text> = "кто" | "who": "Кто отвечает.",
    }
}

/// The fields of a record that only its table knows: one for each declared column.
#[derive(Clone, Debug)]
pub struct Rest {
    /// The fields.
    pub fields: Vec<(Key, Node)>,
    has_gap: bool,
}

impl Rest {
    /// Whether some of the record could not be read.
    pub fn has_gap(&self) -> bool {
        self.has_gap || self.fields.iter().any(|(_, node)| node.is_lost())
    }
}

impl Decode for Rest {
    const IS_NEEDED: bool = false;

    /// A cell is a text; that of a matrix may have several activities.
    fn shape() -> Shape {
        Shape::list(CellEntry::shape())
    }

    fn decode(_: &Node, _: &mut Context) -> Option<Self> {
        None
    }

    fn take(_: &FieldSpec, fields: &mut Fields, _: &mut Context) -> Option<Self> {
        let rest = fields.take_rest().into_iter();
        let rest = rest.map(|(key, node)| (key.clone(), node.clone())).collect();
        Some(Self { fields: rest, has_gap: fields.has_gap })
    }
}

/// A row: one line, or several side by side.
#[derive(Clone, Debug)]
pub struct RawRow(pub(super) Vec<RawLine>);

impl Decode for RawRow {
    fn shape() -> Shape {
        activity("ActivityRow", Some(TOGETHER))
    }

    fn inner() -> &'static [FieldSpec] {
        RawLine::FIELDS
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let only = |node: &Node, context: &mut Context| line(node, context).map(|line| Self(vec![line]));
        let Value::Mapping(entries) = &node.value else { return only(node, context) };
        let is_together = |(key, _): &&(Key, Node)| TOGETHER.is_named(&normalized(&key.text));
        let Some((key, lines)) = entries.iter().find(is_together) else { return only(node, context) };
        context.diagnostics.extend(mixed_alphabets(context.path, context.text, key));
        let mut lines: Vec<RawLine> = match &lines.value {
            Value::Lost => return None,
            Value::Sequence(items) => items.iter().filter_map(|item| line(item, context)).collect(),
            _ if lines.is_empty() => Vec::new(),
            _ => line(lines, context).map(|line| vec![line])?,
        };
        // What stands beside the lines belongs to the whole row, and so to its first line.
        let shared = entries.iter().filter(|entry| !is_together(entry)).cloned();
        let Some(first) = lines.first_mut() else {
            let place = Place::new(context.path, node.span.clone());
            context.diagnostics.push(
                Diagnostic::error(place, "Под «вместе» нет ни одного мероприятия")
                    .hint("Перечислите их, каждое с новой строки, начиная с дефиса."),
            );
            return None;
        };
        first.cells.fields.extend(shared);
        Some(Self(lines))
    }
}

/// A line of an activity. A text without a field's name says what is to be done.
fn line(node: &Node, context: &mut Context) -> Option<RawLine> {
    let what = ROLES.iter().find(|(role, ..)| *role == Role::What).map_or("", |(_, spec, _)| spec.key);
    let fields: Vec<FieldSpec> = RawLine::FIELDS.iter().copied().chain(usual_cells()).collect();
    match &node.value {
        Value::Scalar(text) if is_one_thing(text, &fields) && node.is_one_line(context.text) => {
            RawLine::decode(&under(what, node), context)
        }
        Value::Scalar(_) => {
            context.diagnostics.push(no_activities(node, context));
            None
        }
        Value::Mapping(entries) if entries.iter().all(|(key, _)| is_sentence(key)) && !entries.is_empty() => {
            context.diagnostics.push(activities_as_fields(node, entries, context));
            None
        }
        _ => RawLine::decode(node, context),
    }
}

/// Whether a field's name is the beginning of a sentence, and no name of a field.
fn is_sentence(key: &Key) -> bool {
    let known: Vec<Known> =
        RawLine::FIELDS.iter().chain(ROLES.iter().map(|(_, spec, _)| spec)).map(Known::from).collect();
    let begins = key.text.starts_with(char::is_uppercase) && key.text.contains(' ');
    begins && likely(&key.text, &known).is_none()
}

/// Activities as lines of text, without the dash and the name of the field.
fn no_activities(node: &Node, context: &Context) -> Diagnostic {
    let typed = &context.text[node.span.clone()];
    let items =
        typed.lines().map(|line| line.trim().trim_start_matches("- ")).filter(|line| !line.is_empty());
    let items = items.map(|item| {
        let (first, rest) = item.split_once(' ').unwrap_or((item, ""));
        match rest.trim() {
            "" if role_of(first) == Role::What => "…",
            rest if role_of(first) == Role::What => rest,
            _ => item,
        }
    });
    let lines = items.map(|item| format!("- что: {item}"));
    explained(node, lines.collect(), context)
}

/// Activities as fields: `Круглый стол: декабрь`.
fn activities_as_fields(node: &Node, entries: &[(Key, Node)], context: &Context) -> Diagnostic {
    let lines = entries.iter().flat_map(|(key, value)| {
        let when = context.text.get(value.span.clone()).filter(|when| !when.trim().is_empty());
        [Some(format!("- что: {}", key.text)), when.map(|when| format!("  когда: {when}"))]
    });
    explained(node, lines.flatten().collect(), context)
}

fn explained(node: &Node, lines: Vec<String>, context: &Context) -> Diagnostic {
    const MOST: usize = 8;
    let indentation = context.before(node.span.start).chars().take_while(|letter| *letter == ' ').count();
    let margin = " ".repeat(indentation.max(2));
    let lines: Vec<String> = lines.into_iter().take(MOST).map(|line| format!("{margin}{line}")).collect();
    Diagnostic::error(
        Place::new(context.path, node.span.clone()),
        "Здесь нужны мероприятия, каждое со своим дефисом и полем «что»",
    )
    .hint("Начинайте каждое мероприятие с новой строки:")
    .correction(lines.join("\n"))
}

/// The fields of the columns that mean something to the site.
fn usual_cells() -> [FieldSpec; 5] {
    ROLES.map(|(_, spec, _)| spec)
}

/// What an activity of a list is read from: a line with the usual columns, or a text that says what is to be done.
fn activity(name: &'static str, more: Option<FieldSpec>) -> Shape {
    let fields = usual_cells().into_iter().chain(more).chain(RawLine::FIELDS.iter().copied());
    Shape::Record(RecordShape { fields: fields.collect(), or_text: true, ..shape_of::<RawLine>(name) })
}

/// An activity of a matrix: a text, or a text with the people behind it.
pub struct CellEntry {
    pub(super) code: Option<Text>,
    pub(super) period: Option<Text>,
    pub(super) outcome: OutcomeFields,
    pub(super) what: Text,
    pub(super) who: Option<Text>,
}

impl Decode for CellEntry {
    fn shape() -> Shape {
        Shape::RecordOr(shape_of::<RawCellActivity>("RawCellActivity"), Box::new(Shape::Text))
    }

    fn inner() -> &'static [FieldSpec] {
        RawCellActivity::FIELDS
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let is_text = node.is_one_line(context.text) && has_no_field::<RawCellActivity>(node);
        if matches!(node.value, Value::Mapping(_)) && !is_text {
            let activity = RawCellActivity::decode(node, context)?;
            let RawCellActivity { code, period, what, who, held, moved, cancelled, reason, .. } = activity;
            let outcome = OutcomeFields { held, moved, cancelled, reason };
            return Some(Self { code, period, outcome, what, who });
        }
        let what = Text::decode_item(node, context)?;
        Some(Self { code: None, period: None, outcome: OutcomeFields::default(), what, who: None })
    }
}

/// Whether nothing in a mapping looks like a field of `R`: «Семинар: итоги» is a text.
fn has_no_field<R: Record>(node: &Node) -> bool {
    let known: Vec<Known> = R::FIELDS.iter().map(Known::from).collect();
    let is_field = |key: &Key| {
        let name = normalized(&key.text);
        let named =
            R::FIELDS.iter().any(|spec| name == normalized(spec.key) || name == normalized(spec.alias));
        named || likely(&key.text, &known).is_some()
    };
    matches!(&node.value, Value::Mapping(entries) if !entries.iter().any(|(key, _)| is_field(key)))
}

pub(super) fn has_number(row: &RawRow) -> bool {
    row.0.iter().flat_map(|line| &line.cells.fields).any(|(key, _)| role_of(&key.text) == Role::Number)
}
