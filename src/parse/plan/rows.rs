//! The records that a plan's tables are made of, as the file has them.

use super::columns::{Columns, role_of};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::plan::Role;
use crate::parse::field_name::{Known, likely, mixed_alphabets, normalized};
use crate::parse::record::{Context, Decode, Record, Rest, Text, record};
use crate::parse::yaml::{Key, Node, Value};

record! {
    /// A table of a plan.
    RawTable "в таблице плана" {
        /// What stands above it.
        heading: Option<Text> = "заголовок" | "heading",
        /// What stands below the heading.
        subheading: Option<Text> = "подзаголовок" | "subheading",
        /// Its columns.
        columns: Option<Columns> = "столбцы" | "columns",
        /// Its sections.
        sections: Vec<RawSection> = "разделы" | "sections",
        /// Its activities, where it has no sections.
        activities: Vec<RawRow> = "мероприятия" | "activities",
        /// Its rows, where it is a matrix or holds indicators or talks.
        rows: Vec<RawLine> = "строки" | "rows",
    }
}

record! {
    /// Rows under one heading.
    RawSection "в разделе плана" {
        /// Its number as written.
        number: Option<Text> = "номер" | "number",
        /// Its heading.
        heading: Option<Text> = "заголовок" | "heading",
        /// Its rows.
        activities: Vec<RawRow> = "мероприятия" | "activities",
    }
}

impl RawTable {
    /// Whether anything stands in it.
    pub(super) fn has_rows(&self) -> bool {
        !(self.sections.is_empty() && self.activities.is_empty() && self.rows.is_empty())
    }
}

/// The key of activities that stand side by side in one row of the document, and its alias.
pub(super) const TOGETHER: [&str; 2] = ["вместе", "together"];

record! {
    /// A line of a table: its own fields, and a cell for each column.
    RawLine "в мероприятии" {
        /// Its id, where the author gives one.
        code: Option<Text> = "код" | "code",
        /// Its period, where the author does not want the wording read.
        period: Option<Text> = "период" | "period",
        /// The talks below it.
        talks: Option<RawTable> = "выступления" | "talks",
        /// Its cells.
        cells: Rest = "…" | "…",
    }
}

record! {
    /// An activity in a cell of a matrix.
    RawCellActivity "в мероприятии" {
        /// Its id, where the author gives one.
        code: Option<Text> = "код" | "code",
        /// Its period, where the author does not want the wording read.
        period: Option<Text> = "период" | "period",
        /// What is to be done.
        what: Text = "что" | "what",
        /// Who does it.
        who: Option<Text> = "кто" | "who",
    }
}

/// A row: one line, or several side by side.
#[derive(Clone, Debug)]
pub struct RawRow(pub(super) Vec<RawLine>);

impl Decode for RawRow {
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let Value::Mapping(entries) = &node.value else {
            return RawLine::decode(node, context).map(|line| Self(vec![line]));
        };
        let is_together = |(key, _): &&(Key, Node)| TOGETHER.map(normalized).contains(&normalized(&key.text));
        let Some((key, lines)) = entries.iter().find(is_together) else {
            return RawLine::decode(node, context).map(|line| Self(vec![line]));
        };
        context.diagnostics.extend(mixed_alphabets(context.path, context.text, key));
        if lines.is_lost() {
            return None;
        }
        let mut lines = Vec::<RawLine>::decode(lines, context)?;
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

/// An activity of a matrix: a text, or a text with the people behind it.
pub(super) struct CellEntry {
    pub(super) code: Option<Text>,
    pub(super) period: Option<Text>,
    pub(super) what: Text,
    pub(super) who: Option<Text>,
}

impl Decode for CellEntry {
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let is_text = node.is_one_line(context.text) && has_no_field::<RawCellActivity>(node);
        if matches!(node.value, Value::Mapping(_)) && !is_text {
            let RawCellActivity { code, period, what, who, .. } = RawCellActivity::decode(node, context)?;
            return Some(Self { code, period, what, who });
        }
        Some(Self { code: None, period: None, what: Text::decode_item(node, context)?, who: None })
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
