//! The plan as it was approved: a document whose blocks, tables and columns are data.
//!
//! No two plans have the same columns, and one of them is no list at all but a matrix of dates and directions. So a
//! [`PlanTable`] knows its columns, in the author's order and wording, and a cell knows its text as written.

use std::sync::Arc;

use chrono::NaiveDate;

use super::implied::Talk;
use crate::period::SchoolYear;

/// A year's work plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The file it comes from, as its author knows it.
    pub source: Arc<str>,
    /// The year it is made for.
    pub year: SchoolYear,
    /// Its blocks in the order of the document.
    pub parts: Vec<PlanPart>,
}

/// A block of the document.
#[derive(Clone, Debug)]
pub enum PlanPart {
    /// The document's own title, line by line.
    Title(Vec<String>),
    /// Goals, tasks, theme and the like.
    Paragraphs(Paragraphs),
    /// УТВЕРЖДАЮ, СОГЛАСОВАНО …
    Approval(Approval),
    /// A table of activities or of indicators.
    Table(PlanTable),
}

/// What a block of paragraphs is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Методическая тема.
    Theme,
    /// Проблемное поле.
    Problems,
    /// Цели.
    Goals,
    /// Задачи.
    Tasks,
    /// Направления деятельности.
    Directions,
    /// Регламентирующие документы.
    Documents,
    /// Примечания.
    Notes,
}

/// A labelled block: «Задачи: …».
#[derive(Clone, Debug)]
pub struct Paragraphs {
    /// What it is about.
    pub topic: Topic,
    /// Its label in the author's words, without a colon.
    pub label: String,
    /// Its paragraphs or list items, numbers included.
    pub items: Vec<String>,
}

/// A block of approval (ГОСТ Р 7.0.97-2016, 5.16 and 5.17: гриф утверждения, гриф согласования).
#[derive(Clone, Debug)]
pub struct Approval {
    /// The word: УТВЕРЖДАЮ, СОГЛАСОВАНО, РАССМОТРЕНО, ПРИНЯТО.
    pub kind: ApprovalKind,
    /// The word of the document, where it is another: Утверждено.
    pub word: Option<String>,
    /// The position of who signed.
    pub position: Option<String>,
    /// Who signed, as written.
    pub who: Option<String>,
    /// The date as written.
    pub date: Option<String>,
    /// The day that the date is read as.
    pub day: Option<NaiveDate>,
    /// The order or protocol it rests on.
    pub ground: Option<String>,
}

/// The kinds of approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ApprovalKind {
    /// УТВЕРЖДАЮ
    Approved,
    /// СОГЛАСОВАНО
    Agreed,
    /// РАССМОТРЕНО
    Considered,
    /// ПРИНЯТО
    Adopted,
}

/// A table of the plan.
#[derive(Clone, Debug)]
pub struct PlanTable {
    /// Its heading, line by line.
    pub headings: Vec<String>,
    /// What its rows are.
    pub kind: TableKind,
    /// Its columns in the author's order.
    pub columns: Vec<Column>,
    /// Its rows under their section headings; a table without sections has one without a heading.
    pub sections: Vec<PlanSection>,
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// One activity a row.
    List,
    /// One date a row, one direction a column.
    Matrix,
    /// One target a row.
    Indicators,
    /// One talk a row, inside an activity.
    Talks,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The author's heading.
    pub heading: String,
    /// What its cells hold.
    pub role: Role,
}

impl Column {
    /// Whether it is for what was done: empty in the plan as approved, and filled from the outcomes of activities.
    pub fn is_of_marks(&self) -> bool {
        let heading = self.heading.to_lowercase();
        let heading = heading.trim();
        heading.starts_with("отметк")
            || matches!(heading, "выполнение" | "выполнено" | "исполнение" | "исполнено")
    }
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The number of the row.
    Number,
    /// The activity itself.
    What,
    /// The period.
    When,
    /// Who is responsible.
    Who,
    /// The place.
    Where,
    /// The activities of one direction (in a matrix).
    Direction,
    /// Anything else.
    Other,
}

/// Rows under one heading.
#[derive(Clone, Debug)]
pub struct PlanSection {
    /// Its number as written.
    pub number: Option<String>,
    /// Its heading.
    pub heading: Option<String>,
    /// Its rows.
    pub rows: Vec<PlanRow>,
}

/// A row of the document. Mostly one line; several where activities stand side by side in one row.
#[derive(Clone, Debug)]
pub struct PlanRow {
    /// Its lines; never empty.
    pub lines: Vec<RowLine>,
}

/// One line of a row: a cell for each column.
#[derive(Clone, Debug)]
pub struct RowLine {
    /// The line's own id within the plan, from its place: `1.2.3`, or the code that the author gave.
    pub id: ActivityId,
    /// As many cells as the table has columns.
    pub cells: Vec<Cell>,
}

/// What names an activity within its plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActivityId(pub String);

/// An activity of one of an association's plans.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanItem {
    /// The index of the plan.
    pub plan: usize,
    /// The activity's id within it.
    pub activity: ActivityId,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Text as written; empty where the author left the cell empty.
    Text(String),
    /// The cell of the line above goes on here.
    Continued,
    /// The text of an activity and the table of talks below it.
    Agenda(String, Box<PlanTable>),
    /// The activities of one date and direction.
    Activities(Vec<CellActivity>),
}

/// An activity inside a cell of a matrix.
#[derive(Clone, Debug)]
pub struct CellActivity {
    /// Its id within the plan.
    pub id: ActivityId,
    /// What is to be done, as written.
    pub what: String,
    /// Who does it, as written behind it.
    pub who: Option<String>,
}

impl Plan {
    /// The document's own title in one line.
    pub fn title(&self) -> Option<String> {
        self.parts.iter().find_map(|part| match part {
            PlanPart::Title(lines) => Some(lines.join(" ")),
            _ => None,
        })
    }

    /// The block about `topic`.
    pub fn about(&self, topic: Topic) -> Option<&Paragraphs> {
        self.parts.iter().find_map(|part| match part {
            PlanPart::Paragraphs(paragraphs) if paragraphs.topic == topic => Some(paragraphs),
            _ => None,
        })
    }

    /// Its tables in the order of the document.
    pub fn tables(&self) -> impl Iterator<Item = &PlanTable> {
        self.parts.iter().filter_map(|part| match part {
            PlanPart::Table(table) => Some(table),
            _ => None,
        })
    }

    /// Its activities in the order of the document.
    pub fn activities(&self) -> Vec<Activity<'_>> {
        self.tables().flat_map(PlanTable::activities).collect()
    }

    /// The lines of its lists, each an activity, with their tables; the activities of a matrix have none of their own.
    pub fn lines(&self) -> impl Iterator<Item = (&PlanTable, &RowLine)> {
        let lists = self.tables().filter(|table| table.kind == TableKind::List);
        lists.flat_map(|table| table.rows().flat_map(|row| &row.lines).map(move |line| (table, line)))
    }

    /// The talks below the activity `id`.
    pub fn talks(&self, id: &ActivityId) -> Vec<Talk> {
        self.lines().find(|(_, line)| line.id == *id).map(|(_, line)| line.talks()).unwrap_or_default()
    }
}

impl RowLine {
    /// The talks below its activity.
    pub fn talks(&self) -> Vec<Talk> {
        let tables = self.cells.iter().filter_map(|cell| match cell {
            Cell::Agenda(_, talks) => Some(talks),
            _ => None,
        });
        tables.flat_map(|table| table.talks()).collect()
    }
}

/// An activity as read from its row: what stands in its cells, and in the cells that span several lines of the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity<'p> {
    /// Its id within the plan.
    pub id: &'p ActivityId,
    /// Its number as written; empty where it has none.
    pub number: &'p str,
    /// What is to be done.
    pub what: &'p str,
    /// The period as written.
    pub when: &'p str,
    /// Who is responsible, as written.
    pub who: &'p str,
    /// The place as written.
    pub place: &'p str,
    /// The direction, in a matrix.
    pub direction: Option<&'p str>,
}

impl PlanTable {
    /// Its rows, whatever their section.
    pub fn rows(&self) -> impl Iterator<Item = &PlanRow> {
        self.sections.iter().flat_map(|section| &section.rows)
    }

    /// The activities that stand in it; indicators and talks are none.
    pub fn activities(&self) -> Vec<Activity<'_>> {
        match self.kind {
            TableKind::List => self.rows().flat_map(|row| self.listed(row)).collect(),
            TableKind::Matrix => self.rows().flat_map(|row| self.crossed(row)).collect(),
            TableKind::Indicators | TableKind::Talks => Vec::new(),
        }
    }

    fn listed<'p>(&'p self, row: &'p PlanRow) -> impl Iterator<Item = Activity<'p>> {
        row.lines.iter().enumerate().map(move |(line, RowLine { id, .. })| Activity {
            id,
            number: self.text(row, line, Role::Number),
            what: self.text(row, line, Role::What),
            when: self.text(row, line, Role::When),
            who: self.text(row, line, Role::Who),
            place: self.text(row, line, Role::Where),
            direction: None,
        })
    }

    fn crossed<'p>(&'p self, row: &'p PlanRow) -> impl Iterator<Item = Activity<'p>> {
        let (when, place) = (self.text(row, 0, Role::When), self.text(row, 0, Role::Where));
        let cells = row.lines.iter().flat_map(|line| self.columns.iter().zip(&line.cells));
        cells.flat_map(move |(column, cell)| {
            let activities =
                if let Cell::Activities(activities) = cell { activities.as_slice() } else { &[] };
            activities.iter().map(move |CellActivity { id, what, who }| Activity {
                id,
                number: "",
                what,
                when,
                who: who.as_deref().unwrap_or_default(),
                place,
                direction: Some(&column.heading),
            })
        })
    }

    /// Its rows as talks: whoever stands in the column of people speaks on what the other columns say, numbers left out.
    fn talks(&self) -> impl Iterator<Item = Talk> {
        self.rows().flat_map(|row| &row.lines).filter_map(|line| {
            let cells = || self.columns.iter().zip(&line.cells);
            let words = |wanted: fn(Role) -> bool| {
                let texts = cells().filter(|(column, _)| wanted(column.role));
                let texts = texts.filter_map(|(_, cell)| cell.text()).filter(|text| !text.is_empty());
                texts.collect::<Vec<_>>().join(". ")
            };
            let topic = words(|role| !matches!(role, Role::Number | Role::Who));
            let speaker = Some(words(|role| role == Role::Who)).filter(|who| !who.is_empty());
            (!topic.is_empty()).then_some(Talk { topic, speaker })
        })
    }

    /// What the column of `role` says in a line of a row; a cell that goes on speaks with the words above it.
    fn text<'p>(&'p self, row: &'p PlanRow, line: usize, role: Role) -> &'p str {
        let Some(column) = self.columns.iter().position(|column| column.role == role) else { return "" };
        let spoken = row.lines[..=line].iter().rev().find_map(|line| line.cells[column].text());
        spoken.unwrap_or_default()
    }
}

impl Cell {
    /// Its own text; nothing where the cell above goes on or activities stand in it.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Agenda(text, _) => Some(text),
            Self::Continued | Self::Activities(_) => None,
        }
    }
}
