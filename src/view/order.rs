//! The meetings of an association in the order of time: those of files and those that a plan implies.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::date::{DateView, span_text};
use super::{NeighbourView, Page, frame};
use crate::model::{Document, Site, Subject};

/// Where a meeting stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The meeting of a file, by index.
    File(usize),
    /// One that a plan implies, by index.
    Implied(usize),
}

/// What meetings are ordered by: the first of the day is the last of the list.
type Key<'s> = (NaiveDate, Reverse<&'s str>);

/// The meetings before and after the one at `place`.
pub(super) fn neighbours(
    site: &Site,
    page: &Page,
    association: usize,
    place: Place,
) -> (Option<NeighbourView>, Option<NeighbourView>) {
    let of = &site.associations[association];
    let key = |place: Place| -> Key {
        match place {
            Place::File(index) => (of.meetings[index].date, Reverse(&of.meetings[index].article.slug)),
            Place::Implied(index) => (of.implied[index].span.0, Reverse(&of.implied[index].slug)),
        }
    };
    let own = key(place);
    // Of files the neighbours are found at once, since they are in order; a plan implies only few.
    let at = match place {
        Place::File(index) => index,
        Place::Implied(_) => of
            .meetings
            .partition_point(|meeting| (meeting.date, Reverse(meeting.article.slug.as_str())) > own),
    };
    let files = at.saturating_sub(1)..of.meetings.len().min(at + 2);
    let implied = (0..of.implied.len()).map(Place::Implied);
    let others = || files.clone().map(Place::File).chain(implied.clone()).filter(|other| *other != place);
    let before = others().filter(|other| key(*other) < own).max_by_key(|other| key(*other));
    let after = others().filter(|other| key(*other) > own).min_by_key(|other| key(*other));
    let link = |place: Place| {
        let (to, when) = match place {
            Place::File(index) => {
                let to = Page::Of(Subject::Document(Document::Meeting(association, index)));
                (to, DateView::new(of.meetings[index].date).text)
            }
            Place::Implied(index) => {
                let implied = &of.implied[index];
                let (first, last) = implied.span;
                let when = implied.day.map_or_else(|| span_text(first, last), |day| DateView::new(day).text);
                (Page::Implied(association, index), when)
            }
        };
        NeighbourView { link: frame::link(site, page, &to, &frame::title(site, &to)), when: Some(when) }
    };
    (before.map(link), after.map(link))
}
