//! The plan with what came of its activities: the document once more, with a column that people used to fill by hand.

use serde::Serialize;

use super::document::{self, DocumentView, Offers};
use super::outcome::{self, SummaryView};
use super::plan::{self, Marks, PartView, UPRIGHT_COLUMNS, columns_with_marks};
use super::schedule::{self, TabView};
use super::{Frame, Page, frame};
use crate::model::Site;

/// A plan with marks; only where its author records outcomes.
#[derive(Serialize)]
pub struct MarkedView<'s> {
    /// What every page has.
    pub frame: Frame,
    /// «2024/2025»
    pub year: String,
    /// Whether its tables want the wide side of a sheet.
    pub wide: bool,
    /// The ways to read it.
    pub tabs: Vec<TabView>,
    /// How much of it is done.
    pub summary: Option<SummaryView>,
    /// The same for Word and as PDF.
    pub documents: Vec<DocumentView>,
    /// The document, part by part.
    pub parts: Vec<PartView<'s>>,
}

/// The page of a plan with what came of its activities.
pub(super) fn view<'s>(
    site: &'s Site,
    page: &Page,
    association: usize,
    index: usize,
    offers: Offers,
) -> MarkedView<'s> {
    let plan = &site.associations[association].plans[index];
    let marks = Marks::of(site, page, association, index, true);
    MarkedView {
        frame: Frame::new(site, page, &frame::title(site, page), plan.title().as_deref()),
        year: plan.year.to_string(),
        wide: plan.tables().any(|table| columns_with_marks(table) > UPRIGHT_COLUMNS),
        tabs: schedule::tabs(site, page, association, index),
        summary: outcome::summary(site, association, index),
        documents: document::views(site, page, offers),
        parts: plan::parts(plan, &marks),
    }
}
