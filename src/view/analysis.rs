//! The analysis of a school year: what its author says, and what the site counts from plans, meetings and materials.
//!
//! It is a document of headings, sentences, tables and charts, and only what has data stands in it. Every number comes
//! from the site itself, so that a changed report changes the analysis, and nothing has to be counted twice.

mod counted;
mod indicators;
mod stated;
mod table;
mod years;

use serde::Serialize;

use super::chart::ChartView;
use super::date::DateView;
use super::document::{self, DocumentView, Offers};
use super::{Frame, LinkView, Page, article, frame};
use crate::model::analysis::Analysis;
use crate::model::association::Association;
use crate::model::meeting::Meeting;
use crate::model::{Site, Subject};
use crate::period::SchoolYear;
use crate::russian::plural::plural;
use crate::russian::typography::typeset;

use table::TableView;
pub use table::TableView as FiguresView;
pub(super) use years::{latest, years};

/// The page of an analysis.
#[derive(Serialize)]
pub struct AnalysisView {
    /// What every page has.
    pub frame: Frame,
    /// «2024/2025»
    pub year: String,
    /// The day of the build, where the year is not over: there is more to come.
    pub as_of: Option<DateView>,
    /// What matters most, in a sentence.
    pub lead: Option<String>,
    /// What its author says, as HTML; empty where nobody has written anything.
    pub body: String,
    /// What is counted and listed.
    pub parts: Vec<PartView>,
    /// The plan of the year.
    pub plan: Option<LinkView>,
    /// The same for Word and as PDF.
    pub documents: Vec<DocumentView>,
    /// Whether it is a draft.
    pub draft: bool,
    /// The analysis of an earlier year.
    pub previous: Option<LinkView>,
    /// The analysis of a later year.
    pub next: Option<LinkView>,
}

/// What stands under one heading.
#[derive(Serialize)]
pub struct PartView {
    /// The id of its heading on the page.
    pub id: &'static str,
    /// Its heading.
    pub heading: String,
    /// Its sentences, tables and charts in order.
    pub blocks: Vec<BlockView>,
}

/// A piece of a part.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BlockView {
    /// Sentences.
    Text {
        /// Them.
        text: String,
    },
    /// A table.
    Table {
        /// It.
        table: TableView,
    },
    /// A chart of what the table beside it says.
    Chart {
        /// It.
        chart: ChartView,
    },
}

/// A year of an association, with what its parts ask.
struct Asked<'s> {
    site: &'s Site,
    page: &'s Page,
    index: usize,
    association: &'s Association,
    year: SchoolYear,
}

/// The page of the analysis of `year`.
pub(super) fn view(site: &Site, page: &Page, index: usize, year: SchoolYear, offers: Offers) -> AnalysisView {
    let association = &site.associations[index];
    let stated = stated(association, year);
    let asked = Asked { site, page, index, association, year };
    let counted = [asked.meetings(), asked.plan(), asked.indicators(), asked.decisions()];
    let shared = [asked.talks(), asked.materials()];
    let own = stated.map(|analysis| {
        let (staff, contests) = (stated::staff(analysis), stated::contests(analysis));
        [staff, contests, stated::courses(analysis), stated::surveys(analysis)]
    });
    let parts =
        counted.into_iter().chain(shared).chain(own.into_iter().flatten()).chain([asked.comparison()]);
    let description = stated.and_then(|analysis| analysis.description.as_deref());
    let summary = description.or_else(|| stated.and_then(|analysis| analysis.body.summary.as_deref()));
    let years = years(association);
    let neighbour = |other: Option<&SchoolYear>| {
        let to = Page::Of(Subject::Analysis(index, *other?));
        Some(frame::link(site, page, &to, &other?.to_string()))
    };
    AnalysisView {
        frame: Frame::new(site, page, &frame::title(site, page), summary),
        year: year.to_string(),
        as_of: (site.today <= year.last()).then(|| DateView::new(site.today)),
        lead: description.map(typeset),
        body: stated.map(|analysis| article::body(site, page, &analysis.body)).unwrap_or_default(),
        parts: parts.flatten().collect(),
        plan: asked.plan_index().map(|plan| {
            let title = frame::plan_title(&association.plans[plan]);
            frame::link(site, page, &Page::Of(Subject::Plan(index, plan)), &title)
        }),
        documents: document::views(site, page, offers),
        draft: stated.is_some_and(|analysis| analysis.draft),
        previous: neighbour(years.range(..year).next_back()),
        next: neighbour(years.iter().find(|other| **other > year)),
    }
}

/// What the author of the analysis of `year` says, where there is one.
pub(super) fn stated(association: &Association, year: SchoolYear) -> Option<&Analysis> {
    association.analyses.iter().find(|analysis| analysis.year == year)
}

/// The link to the analysis of `year`, where there is one.
pub(super) fn link(
    site: &Site,
    from: &Page,
    index: usize,
    year: SchoolYear,
    words: &str,
) -> Option<LinkView> {
    let is_there = years(&site.associations[index]).contains(&year);
    is_there.then(|| frame::link(site, from, &Page::Of(Subject::Analysis(index, year)), words))
}

/// The link to the latest analysis, where there is any.
pub(super) fn latest_link(site: &Site, from: &Page, index: usize) -> Option<LinkView> {
    let year = latest(&site.associations[index])?;
    let to = Page::Of(Subject::Analysis(index, year));
    Some(frame::link(site, from, &to, &frame::title(site, &to)))
}

impl<'s> Asked<'s> {
    /// The meetings of the year that say what happened, in the order of their days, each with its place on the shelf.
    fn reported(&self) -> Vec<(usize, &'s Meeting)> {
        let meetings = self.association.meetings.iter().map(|meeting| &**meeting).enumerate().rev();
        meetings.filter(|(_, meeting)| years::is_counted(meeting, self.year)).collect()
    }

    /// The plan of the year.
    fn plan_index(&self) -> Option<usize> {
        self.association.plans.iter().position(|plan| plan.year == self.year)
    }
}

impl PartView {
    /// The part, where there is anything in it.
    fn filled(id: &'static str, heading: &str, blocks: Vec<BlockView>) -> Option<Self> {
        (!blocks.is_empty()).then(|| Self { id, heading: heading.to_owned(), blocks })
    }
}

impl BlockView {
    fn text(text: &str) -> Self {
        Self::Text { text: typeset(text) }
    }
}

/// «5 заседаний»
fn counted(count: usize, [one, few, many]: [&str; 3]) -> String {
    format!("{count}\u{a0}{}", plural(count as u64, one, few, many))
}

/// «62 %»
fn percent(share: usize) -> String {
    format!("{share}\u{a0}%")
}

const MEETINGS: [&str; 3] = ["заседание", "заседания", "заседаний"];
const MATERIALS: [&str; 3] = ["материал", "материала", "материалов"];
const PEOPLE: [&str; 3] = ["человек", "человека", "человек"];
