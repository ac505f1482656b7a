//! The plan as it was approved: every word, number and empty column of the document.

use serde::Serialize;

use super::schedule::{self, TabView};
use super::{Frame, LinkView, Page, frame};
use crate::model::plan::{
    Approval, ApprovalKind, Cell, CellActivity, Paragraphs, PlanPart, PlanTable, Role, TableKind,
};
use crate::model::{Site, Subject};
use crate::russian::plural::plural;

/// A table with more columns than this is printed across the sheet.
const UPRIGHT_COLUMNS: usize = 5;

/// A plan's page.
#[derive(Serialize)]
pub struct PlanView<'s> {
    /// What every page has.
    pub frame: Frame,
    /// «2024/2025»
    pub year: String,
    /// «27 мероприятий»
    pub extent: Option<String>,
    /// Whether its tables want the wide side of a sheet.
    pub wide: bool,
    /// The ways to read it.
    pub tabs: Vec<TabView>,
    /// The document, part by part.
    pub parts: Vec<PartView<'s>>,
    /// The plan of the year before.
    pub previous: Option<LinkView>,
    /// The plan of the year after.
    pub next: Option<LinkView>,
}

/// A part of the document, its words as approved.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PartView<'s> {
    /// The document's own title.
    Title {
        /// Its lines.
        lines: &'s [String],
    },
    /// A labelled block.
    Paragraphs {
        /// Its label.
        label: &'s str,
        /// Its paragraphs.
        items: Vec<ItemView<'s>>,
    },
    /// УТВЕРЖДАЮ …
    Approval {
        /// The word itself.
        word: &'static str,
        /// The lines below it.
        lines: Vec<SignatureLine<'s>>,
    },
    /// A table.
    Table {
        /// It.
        table: TableView<'s>,
    },
}

/// A line of an approval.
#[derive(Serialize)]
pub struct SignatureLine<'s> {
    /// Its text as written.
    pub text: &'s str,
    /// The day it says, for machines.
    pub date: Option<String>,
}

/// A paragraph, its number apart so that it can hang.
#[derive(Serialize)]
pub struct ItemView<'s> {
    /// «1.», where the author numbered it.
    pub number: Option<&'s str>,
    /// Its lines.
    pub lines: Vec<&'s str>,
}

/// A table of the document.
#[derive(Serialize)]
pub struct TableView<'s> {
    /// `list`, `matrix`, `indicators` or `talks`.
    pub layout: &'static str,
    /// Its headings.
    pub headings: &'s [String],
    /// Its columns.
    pub columns: Vec<ColumnView<'s>>,
    /// Its sections.
    pub sections: Vec<SectionView<'s>>,
}

/// A column.
#[derive(Serialize)]
pub struct ColumnView<'s> {
    /// The author's heading.
    pub heading: &'s str,
    /// `number`, `what`, `when`, `who`, `where`, `direction`, `other`.
    pub role: &'static str,
    /// Whether nothing stands in it.
    pub empty: bool,
}

/// Rows under a heading.
#[derive(Serialize)]
pub struct SectionView<'s> {
    /// Its number.
    pub number: Option<&'s str>,
    /// Its heading.
    pub heading: Option<&'s str>,
    /// Its lines.
    pub lines: Vec<LineView<'s>>,
}

/// A line of a table.
#[derive(Serialize)]
pub struct LineView<'s> {
    /// Its id on the page.
    pub id: &'s str,
    /// Whether it goes on with the row above.
    pub joined: bool,
    /// Its cells, without those that the line above fills.
    pub cells: Vec<CellView<'s>>,
}

/// A cell.
#[derive(Serialize)]
pub struct CellView<'s> {
    /// The heading of its column.
    pub heading: &'s str,
    /// What its column holds.
    pub role: &'static str,
    /// How many lines it fills.
    pub span: usize,
    /// Its text.
    pub lines: Vec<&'s str>,
    /// The activities in it.
    pub activities: Vec<ActivityView<'s>>,
    /// The talks below its text.
    pub talks: Option<TableView<'s>>,
    /// Whether nothing stands in it.
    pub empty: bool,
}

/// An activity in a cell of a matrix.
#[derive(Serialize)]
pub struct ActivityView<'s> {
    /// Its id on the page.
    pub id: &'s str,
    /// What is to be done.
    pub lines: Vec<&'s str>,
    /// Who does it, as written behind it.
    pub who: Option<&'s str>,
}

/// The page of a plan.
pub(super) fn view<'s>(site: &'s Site, page: &Page, association: usize, index: usize) -> PlanView<'s> {
    let plans = &site.associations[association].plans;
    let plan = &plans[index];
    let neighbour = |index: Option<usize>| {
        let plan = plans.get(index?)?;
        Some(frame::link(site, page, &Page::Of(Subject::Plan(association, index?)), &plan.year.to_string()))
    };
    let count = plan.activities().len() as u64;
    let extent = format!("{count} {}", plural(count, "мероприятие", "мероприятия", "мероприятий"));
    PlanView {
        frame: Frame::new(site, page, &frame::plan_title(plan), plan.title().as_deref()),
        year: plan.year.to_string(),
        extent: (count > 0).then_some(extent),
        wide: plan.tables().any(|table| table.columns.len() > UPRIGHT_COLUMNS),
        tabs: schedule::tabs(site, page, association, index),
        parts: plan.parts.iter().map(part).collect(),
        previous: neighbour(Some(index + 1)),
        next: neighbour(index.checked_sub(1)),
    }
}

fn part(part: &PlanPart) -> PartView<'_> {
    match part {
        PlanPart::Title(lines) => PartView::Title { lines },
        PlanPart::Paragraphs(Paragraphs { label, items, .. }) => {
            PartView::Paragraphs { label, items: items.iter().map(|text| item(text)).collect() }
        }
        PlanPart::Approval(approval) => {
            PartView::Approval { word: word(approval.kind), lines: signature(approval) }
        }
        PlanPart::Table(planned) => PartView::Table { table: table(planned) },
    }
}

fn item(text: &str) -> ItemView<'_> {
    let numbered = text.split_once(' ').filter(|(number, _)| {
        let digits = number.trim_end_matches(['.', ')']);
        digits.len() < number.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    match numbered {
        Some((number, rest)) => ItemView { number: Some(number), lines: lines(rest) },
        None => ItemView { number: None, lines: lines(text) },
    }
}

fn signature(approval: &Approval) -> Vec<SignatureLine<'_>> {
    let Approval { position, who, date, day, ground, .. } = approval;
    let plain = [position, who, ground].into_iter().flatten().flat_map(|text| lines(text));
    let plain = plain.map(|text| SignatureLine { text, date: None });
    let day = day.map(|day| day.format("%Y-%m-%d").to_string());
    let dated = date.as_deref().map(|text| SignatureLine { text, date: day });
    plain.chain(dated).collect()
}

fn word(kind: ApprovalKind) -> &'static str {
    match kind {
        ApprovalKind::Approved => "УТВЕРЖДАЮ",
        ApprovalKind::Agreed => "СОГЛАСОВАНО",
        ApprovalKind::Considered => "РАССМОТРЕНО",
        ApprovalKind::Adopted => "ПРИНЯТО",
    }
}

fn table(table: &PlanTable) -> TableView<'_> {
    let is_empty = |column: usize| {
        let mut cells = table.rows().flat_map(|row| &row.lines).map(|line| &line.cells[column]);
        cells.all(|cell| match cell {
            Cell::Text(text) => text.is_empty(),
            Cell::Activities(activities) => activities.is_empty(),
            Cell::Continued | Cell::Agenda(..) => false,
        })
    };
    let columns = table.columns.iter().enumerate().map(|(index, column)| ColumnView {
        heading: &column.heading,
        role: role(column.role),
        empty: is_empty(index),
    });
    let sections = table.sections.iter().map(|section| SectionView {
        number: section.number.as_deref(),
        heading: section.heading.as_deref(),
        lines: section.rows.iter().flat_map(|row| row_lines(table, row)).collect(),
    });
    TableView {
        layout: layout(table.kind),
        headings: &table.headings,
        columns: columns.collect(),
        sections: sections.collect(),
    }
}

fn row_lines<'s>(table: &'s PlanTable, row: &'s crate::model::plan::PlanRow) -> Vec<LineView<'s>> {
    let line_views = row.lines.iter().enumerate().map(|(number, line)| {
        let cells = table.columns.iter().enumerate().filter_map(|(column, heading)| {
            let below = row.lines[number + 1..].iter();
            let span = 1 + below.take_while(|line| matches!(line.cells[column], Cell::Continued)).count();
            cell(&line.cells[column], &heading.heading, role(heading.role), span)
        });
        LineView { id: &line.id.0, joined: number > 0, cells: cells.collect() }
    });
    line_views.collect()
}

fn cell<'s>(cell: &'s Cell, heading: &'s str, role: &'static str, span: usize) -> Option<CellView<'s>> {
    let mut view = CellView {
        heading,
        role,
        span,
        lines: Vec::new(),
        activities: Vec::new(),
        talks: None,
        empty: false,
    };
    match cell {
        Cell::Continued => return None,
        Cell::Text(text) => view.lines = lines(text),
        Cell::Agenda(text, talks) => {
            view.lines = lines(text);
            view.talks = Some(table(talks));
        }
        Cell::Activities(activities) => view.activities = activities.iter().map(activity).collect(),
    }
    view.empty = view.lines.is_empty() && view.activities.is_empty() && view.talks.is_none();
    Some(view)
}

fn activity(activity: &CellActivity) -> ActivityView<'_> {
    ActivityView { id: &activity.id.0, lines: lines(&activity.what), who: activity.who.as_deref() }
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Number => "number",
        Role::What => "what",
        Role::When => "when",
        Role::Who => "who",
        Role::Where => "where",
        Role::Direction => "direction",
        Role::Other => "other",
    }
}

fn layout(kind: TableKind) -> &'static str {
    match kind {
        TableKind::List => "list",
        TableKind::Matrix => "matrix",
        TableKind::Indicators => "indicators",
        TableKind::Talks => "talks",
    }
}
