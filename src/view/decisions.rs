//! «Решения и поручения»: what meetings decided, by school year. What is not marked as done is only given its term: a public
//! page calls nothing overdue.

use serde::Serialize;

use super::date::DateView;
use super::meeting::{DecisionView, Linked};
use super::{Frame, LinkView, Page, frame, list};
use crate::model::meeting::Meeting;
use crate::model::{Document, Owner, Site, Subject};
use crate::period::SchoolYear;
use crate::russian::typography::typeset;

/// The decisions of an association, or of all of a portal.
#[derive(Serialize)]
pub struct DecisionsView {
    /// What every page has.
    pub frame: Frame,
    /// School years, latest first.
    pub years: Vec<YearView>,
}

/// The decisions of a school year.
#[derive(Serialize)]
pub struct YearView {
    /// «2024/2025 учебный год»
    pub heading: String,
    /// Its meetings, latest first.
    pub meetings: Vec<DecidedView>,
}

/// What one meeting decided.
#[derive(Serialize)]
pub struct DecidedView {
    /// The meeting.
    pub meeting: LinkView,
    /// Its day.
    pub date: DateView,
    /// Whose it is, where the page gathers several associations.
    pub association: Option<String>,
    /// The decisions in order.
    pub decisions: Vec<DecisionView>,
}

/// Whether any meeting of `owner` decided anything.
pub(super) fn are_any(site: &Site, owner: Owner) -> bool {
    let mut associations = site.associations_of(owner).map(|index| &site.associations[index]);
    associations
        .any(|association| association.meetings.iter().any(|meeting| meeting.decisions().next().is_some()))
}

/// The decisions of `owner`.
pub(super) fn view(site: &Site, page: &Page, owner: Owner) -> DecisionsView {
    let mut all: Vec<(usize, usize, &Meeting)> = list::meetings_of(site, owner);
    all.retain(|(.., meeting)| meeting.decisions().next().is_some());
    let mut years: Vec<YearView> = Vec::new();
    for (association, index, meeting) in all {
        let heading = typeset(&format!("{} учебный год", SchoolYear::of(meeting.date)));
        let to = Page::Of(Subject::Document(Document::Meeting(association, index)));
        let decided = DecidedView {
            meeting: frame::link(site, page, &to, &meeting.article.title),
            date: DateView::new(meeting.date),
            association: list::gathered(site, owner, association),
            decisions: Linked { site, page, association }.decisions(meeting, index),
        };
        match years.last_mut() {
            Some(year) if year.heading == heading => year.meetings.push(decided),
            _ => years.push(YearView { heading, meetings: vec![decided] }),
        }
    }
    DecisionsView { frame: Frame::new(site, page, &frame::title(site, page), None), years }
}
