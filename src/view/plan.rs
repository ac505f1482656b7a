//! The plan as it was approved: every word, number and empty column of the document.

use std::collections::BTreeMap;

use serde::Serialize;

use super::document::{self, DocumentView, Offers};
use super::outcome::{self, OutcomeView, SummaryView};
use super::schedule::{self, TabView};
use super::subscribe::{self, OfferView};
use super::{Frame, LinkView, Page, analysis, frame};
use crate::model::plan::Column as PlanColumn;
use crate::model::plan::{
    ActivityId, Approval, ApprovalKind, Cell, CellActivity, Paragraphs, Plan, PlanPart, PlanRow, PlanTable,
    Role, TableKind,
};
use crate::model::{Site, Subject};
use crate::period::SchoolYear;
use crate::russian::plural::plural;

/// A table with more columns than this is printed across the sheet.
pub(super) const UPRIGHT_COLUMNS: usize = 5;

/// How long the title of an activity outside the document may be, in letters.
const TITLE_LENGTH: usize = 140;

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
    /// How much of it is done, where its author records that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<SummaryView>,
    /// The same for Word and as PDF.
    pub documents: Vec<DocumentView>,
    /// The document, part by part.
    pub parts: Vec<PartView<'s>>,
    /// What came of its activities, in the order of the document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<RowOutcomeView>,
    /// How to have it in one's own programs.
    pub offer: OfferView,
    /// The analysis of its year, where there is one.
    pub analysis: Option<LinkView>,
    /// The plan of the year before.
    pub previous: Option<LinkView>,
    /// The plan of the year after.
    pub next: Option<LinkView>,
}

/// What came of an activity, outside the document.
#[derive(Serialize)]
pub struct RowOutcomeView {
    /// What was to be done.
    pub title: String,
    /// Its row.
    pub href: String,
    /// What came of it.
    pub outcome: OutcomeView,
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
        word: &'s str,
        /// Whether it stands at the right: a plan is approved there, and agreed to at the left (ГОСТ Р 7.0.97-2016, 5.16).
        right: bool,
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
    /// Whether it is the name of whoever signs, with a line to sign on where the document is printed: no business of a page.
    #[serde(skip)]
    pub signs: bool,
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
    /// Whether its first cell stands below that of the line above, which fills the first column of both.
    pub indented: bool,
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
    /// What came of the activity, for the style to show: no part of the document's text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noted: Option<String>,
    /// What came of the activity, in the column of marks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeView>,
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
    /// What came of it, for the style to show: no part of the document's text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noted: Option<String>,
    /// What came of it, below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeView>,
}

/// What came of the activities of a plan, and how its page says so.
#[derive(Default)]
pub(super) struct Marks<'s> {
    outcomes: BTreeMap<&'s ActivityId, OutcomeView>,
    /// Whether it says so in the document itself.
    in_document: bool,
}

impl<'s> Marks<'s> {
    /// Those of a plan, for its page `page`.
    pub(super) fn of(
        site: &'s Site,
        page: &Page,
        association: usize,
        plan: usize,
        in_document: bool,
    ) -> Self {
        let association = &site.associations[association];
        let outcome = |planned| outcome::beside_row(site, page, association, planned);
        let activities = association.activities_of(plan);
        let outcomes = activities.filter_map(|planned| Some((&planned.activity, outcome(planned)?)));
        Self { outcomes: outcomes.collect(), in_document }
    }

    /// What the style shows beside an activity.
    fn noted(&self, id: &ActivityId) -> Option<String> {
        self.outcomes.get(id).filter(|_| !self.in_document).map(|outcome| outcome.text.clone())
    }

    /// What the document shows beside an activity.
    fn outcome(&self, id: &ActivityId) -> Option<OutcomeView> {
        self.outcomes.get(id).filter(|_| self.in_document).cloned()
    }
}

/// The heading of the column that says what was done.
const MARKS: &str = "Отметка о выполнении";

/// The page of a plan.
pub(super) fn view<'s>(
    site: &'s Site,
    page: &Page,
    association: usize,
    index: usize,
    offers: Offers,
) -> PlanView<'s> {
    let plans = &site.associations[association].plans;
    let plan = &plans[index];
    let neighbour = |index: Option<usize>| {
        let plan = plans.get(index?)?;
        Some(frame::link(site, page, &Page::Of(Subject::Plan(association, index?)), &plan.year.to_string()))
    };
    let count = plan.activities().len() as u64;
    let extent = format!("{count} {}", plural(count, "мероприятие", "мероприятия", "мероприятий"));
    let marks = Marks::of(site, page, association, index, false);
    let planned = site.associations[association].activities_of(index);
    let outcomes = planned.filter_map(|planned| {
        Some(RowOutcomeView {
            title: frame::shortened(&planned.what, TITLE_LENGTH),
            href: format!("#{}", planned.activity.0),
            outcome: marks.outcomes.get(&planned.activity)?.clone(),
        })
    });
    PlanView {
        frame: Frame::new(site, page, &frame::plan_title(plan), plan.title().as_deref()),
        year: plan.year.to_string(),
        extent: (count > 0).then_some(extent),
        wide: plan.tables().any(|table| table.columns.len() > UPRIGHT_COLUMNS),
        tabs: schedule::tabs(site, page, association, index),
        summary: outcome::summary(site, association, index),
        outcomes: outcomes.collect(),
        documents: document::views(site, page, offers),
        parts: parts(plan, &marks),
        offer: subscribe::offer_of_plan(site, page, association, index),
        analysis: analysis::link(site, page, association, plan.year, "Анализ за год"),
        previous: neighbour(Some(index + 1)),
        next: neighbour(index.checked_sub(1)),
    }
}

/// The document, part by part.
pub(super) fn parts<'s>(plan: &'s Plan, marks: &Marks) -> Vec<PartView<'s>> {
    plan.parts.iter().map(|one| part(one, marks)).collect()
}

fn part<'s>(part: &'s PlanPart, marks: &Marks) -> PartView<'s> {
    match part {
        PlanPart::Title(lines) => PartView::Title { lines },
        PlanPart::Paragraphs(Paragraphs { label, items, .. }) => {
            PartView::Paragraphs { label, items: items.iter().map(|text| item(text)).collect() }
        }
        PlanPart::Approval(approval) => PartView::Approval {
            word: approval.word.as_deref().unwrap_or(word(approval.kind)),
            right: approval.kind == ApprovalKind::Approved,
            lines: signature(approval),
        },
        PlanPart::Table(planned) => PartView::Table { table: table(planned, marks) },
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

/// The plan that an association goes by today: that of the school year, else the latest.
pub(super) fn of_today(site: &Site, association: usize) -> Option<usize> {
    let plans = &site.associations[association].plans;
    let today = SchoolYear::of(site.today);
    let current = plans.iter().position(|plan| plan.year == today).unwrap_or_default();
    (current < plans.len()).then_some(current)
}

fn signature(approval: &Approval) -> Vec<SignatureLine<'_>> {
    let Approval { position, who, date, day, ground, .. } = approval;
    let plain = |text| SignatureLine { text, date: None, signs: false };
    let mut signature: Vec<SignatureLine> = written(position.as_deref()).into_iter().map(plain).collect();
    let names = written(who.as_deref()).into_iter().enumerate();
    signature.extend(names.map(|(number, text)| SignatureLine { signs: number == 0, ..plain(text) }));
    signature.extend(written(ground.as_deref()).into_iter().map(plain));
    let day = day.map(|day| day.format("%Y-%m-%d").to_string());
    signature.extend(date.as_deref().map(|text| SignatureLine { date: day, ..plain(text) }));
    signature
}

fn written(text: Option<&str>) -> Vec<&str> {
    text.map(lines).unwrap_or_default()
}

fn word(kind: ApprovalKind) -> &'static str {
    match kind {
        ApprovalKind::Approved => "УТВЕРЖДАЮ",
        ApprovalKind::Agreed => "СОГЛАСОВАНО",
        ApprovalKind::Considered => "РАССМОТРЕНО",
        ApprovalKind::Adopted => "ПРИНЯТО",
    }
}

fn table<'s>(table: &'s PlanTable, marks: &Marks) -> TableView<'s> {
    let marked = marks.in_document && table.kind == TableKind::List;
    let own = table.columns.iter().position(|column| marked && column.is_of_marks());
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
        empty: is_empty(index) && own != Some(index),
    });
    let appended = ColumnView { heading: MARKS, role: "other", empty: false };
    let columns = columns.chain((marked && own.is_none()).then_some(appended));
    let sections = table.sections.iter().map(|section| SectionView {
        number: section.number.as_deref(),
        heading: section.heading.as_deref(),
        lines: section.rows.iter().flat_map(|row| row_lines(table, row, marks, own)).collect(),
    });
    TableView {
        layout: layout(table.kind),
        headings: &table.headings,
        columns: columns.collect(),
        sections: sections.collect(),
    }
}

/// How many columns a table has on the page where what was done stands in it.
pub(super) fn columns_with_marks(table: &PlanTable) -> usize {
    let own = table.columns.iter().any(PlanColumn::is_of_marks);
    table.columns.len() + usize::from(table.kind == TableKind::List && !own)
}

/// The lines of a row; `own` is the author's column for what was done, where it is to be filled.
fn row_lines<'s>(
    table: &'s PlanTable,
    row: &'s PlanRow,
    marks: &Marks,
    own: Option<usize>,
) -> Vec<LineView<'s>> {
    let is_blank = |column: usize| {
        row.lines.iter().all(|line| line.cells[column].text().is_none_or(|text| text.trim().is_empty()))
    };
    let filled = own.filter(|own| is_blank(*own));
    let line_views = row.lines.iter().enumerate().map(|(number, line)| {
        let cells = table.columns.iter().enumerate().filter_map(|(column, heading)| {
            if filled == Some(column) {
                return Some(mark(&line.id, &heading.heading, marks));
            }
            let below = row.lines[number + 1..].iter();
            let span = 1 + below.take_while(|line| matches!(line.cells[column], Cell::Continued)).count();
            let mut view = cell(&line.cells[column], &heading.heading, role(heading.role), span, marks)?;
            view.noted = marks.noted(&line.id).filter(|_| heading.role == Role::What);
            Some(view)
        });
        let appended = marks.in_document && table.kind == TableKind::List && own.is_none();
        let appended = appended.then(|| mark(&line.id, MARKS, marks));
        let indented = matches!(line.cells.first(), Some(Cell::Continued)) && filled != Some(0);
        LineView { id: &line.id.0, joined: number > 0, indented, cells: cells.chain(appended).collect() }
    });
    line_views.collect()
}

/// The cell that says what came of an activity.
fn mark<'s>(id: &ActivityId, heading: &'s str, marks: &Marks) -> CellView<'s> {
    let outcome = marks.outcome(id);
    CellView { empty: outcome.is_none(), outcome, ..blank(heading, "other") }
}

fn blank<'s>(heading: &'s str, role: &'static str) -> CellView<'s> {
    CellView {
        heading,
        role,
        span: 1,
        lines: Vec::new(),
        activities: Vec::new(),
        talks: None,
        empty: true,
        noted: None,
        outcome: None,
    }
}

fn cell<'s>(
    cell: &'s Cell,
    heading: &'s str,
    role: &'static str,
    span: usize,
    marks: &Marks,
) -> Option<CellView<'s>> {
    let mut view = CellView { span, ..blank(heading, role) };
    match cell {
        Cell::Continued => return None,
        Cell::Text(text) => view.lines = lines(text),
        Cell::Agenda(text, talks) => {
            view.lines = lines(text);
            view.talks = Some(table(talks, marks));
        }
        Cell::Activities(activities) => {
            view.activities = activities.iter().map(|one| activity(one, marks)).collect();
        }
    }
    view.empty = view.lines.is_empty() && view.activities.is_empty() && view.talks.is_none();
    Some(view)
}

fn activity<'s>(activity: &'s CellActivity, marks: &Marks) -> ActivityView<'s> {
    ActivityView {
        id: &activity.id.0,
        lines: lines(&activity.what),
        who: activity.who.as_deref(),
        noted: marks.noted(&activity.id),
        outcome: marks.outcome(&activity.id),
    }
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
