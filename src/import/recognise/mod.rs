//! What the parts of a document are in a plan: its header, its tables, what fits nowhere.
//!
//! Nothing is thrown away: what has no field becomes a comment and a doubt.

mod activity;
mod approval;
mod beside;
mod card;
mod cell;
pub(super) mod columns;
mod grid;
mod header;
mod headings;
mod inside;
mod lines;
mod list;
mod marks;
mod matrix;
mod minutes;
mod months;
mod people;
mod roster;
mod topics;
mod torn;
mod year;

use super::document::Document;
use super::doubt::{DoubtId, Doubts};
use crate::model::plan::{ApprovalKind, Role, TableKind, Topic};
use crate::period::SchoolYear;

pub(super) use card::{Card, card};
pub(super) use lines::{Line, lines_of, lines_outside};
pub(super) use minutes::{Attendance, Decision, Minutes, Question, Vote, minutes};
pub(super) use year::school_year;

/// A plan as it will be written.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// Its parts, in the order of the document.
    pub(super) parts: Vec<Part>,
}

impl Draft {
    /// Whether a table stands in it: without one it has no activities.
    pub(super) fn has_table(&self) -> bool {
        self.parts.iter().any(|part| matches!(part.kind, PartKind::Table(_)))
    }
}

/// A part of a plan, with what is doubtful about it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) kind: PartKind,
    pub(super) doubts: Vec<DoubtId>,
}

/// What a part is.
#[derive(Clone, Debug)]
pub(super) enum PartKind {
    /// The title, line by line.
    Title(Vec<String>),
    /// Goals, tasks and the like.
    Block { topic: Topic, label: String, items: Vec<String> },
    /// УТВЕРЖДАЮ …
    Approval(Approval),
    /// A table.
    Table(Table),
    /// Who belongs to the association: they stand in another file.
    Members(Vec<Member>),
    /// What fits no field of a plan: only its doubts say it.
    Left,
}

/// A member of the association.
#[derive(Clone, Debug, Default)]
pub(super) struct Member {
    pub(super) who: String,
    pub(super) position: String,
    pub(super) school: String,
    /// What else is said of them, with the columns and their headings.
    pub(super) others: Vec<(Role, String, String)>,
}

/// A block of approval.
#[derive(Clone, Debug)]
pub(super) struct Approval {
    pub(super) kind: ApprovalKind,
    /// The word of the document, where a page would show another.
    pub(super) word: Option<String>,
    pub(super) position: Vec<String>,
    pub(super) who: Vec<String>,
    pub(super) date: Vec<String>,
    pub(super) ground: Vec<String>,
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) kind: TableKind,
    /// Its heading and what stands below it.
    pub(super) headings: Vec<String>,
    pub(super) columns: Vec<Column>,
    /// Its sections; the rows of a matrix, of indicators and of talks stand in one without a heading.
    pub(super) sections: Vec<Section>,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// The name of its field.
    pub(super) key: String,
    pub(super) heading: String,
    pub(super) role: Role,
}

/// Rows under one heading.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    pub(super) number: Option<String>,
    pub(super) heading: Option<String>,
    pub(super) rows: Vec<Row>,
    pub(super) doubts: Vec<DoubtId>,
}

/// A row: one line, or several side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) lines: Vec<RowLine>,
    pub(super) doubts: Vec<DoubtId>,
}

/// A line of a row: a cell for each column.
#[derive(Clone, Debug, Default)]
pub(super) struct RowLine {
    pub(super) cells: Vec<Cell>,
    /// The talks below it.
    pub(super) talks: Option<Table>,
    /// What came of it.
    pub(super) outcome: Option<Outcome>,
}

/// What somebody has noted down of an activity.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    /// The name of its field: «проведено», «перенесено», «отменено».
    pub(super) field: &'static str,
    pub(super) value: String,
    pub(super) reason: Option<String>,
    /// The words of the document.
    pub(super) said: String,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// It goes on from the line above.
    Continued,
    /// Its text, empty where it is.
    Text(String),
    /// The activities of a matrix, each with who does it.
    Activities(Vec<(String, Option<String>)>),
}

/// What is said of words that are struck through in the document: a plan cannot show that.
pub(super) const STRUCK: &str =
    "Эти слова в документе зачёркнуты, а в файле стоят как обычные: если они отменены, сотрите их";

/// Recognises a plan.
pub(super) fn plan(document: &Document, doubts: &mut Doubts) -> Draft {
    header::Walk::new(document, doubts).draft()
}

/// The year that a document is for, where it says so: in its title, else anywhere around its tables, else in its periods.
pub(super) fn year_of(document: &Document, draft: &Draft) -> Option<SchoolYear> {
    let title = draft.parts.iter().filter_map(|part| match &part.kind {
        PartKind::Title(lines) => Some(lines.join(" ")),
        _ => None,
    });
    let headings = draft.parts.iter().filter_map(|part| match &part.kind {
        PartKind::Table(table) => Some(table.headings.join(" ")),
        _ => None,
    });
    let around = lines_of(document).into_iter().map(|line| line.text);
    title
        .chain(headings)
        .chain(around)
        .find_map(|text| school_year(&text))
        .or_else(|| year::of_periods(draft))
}
