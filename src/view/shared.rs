//! What the lists of meetings and of materials share: a page of its own for whatever entries have in common, the ways to these
//! pages, and further pages for what is too long for one.

use std::ops::{Range, RangeInclusive};

use serde::Serialize;

use super::{LinkView, Page, route};
use crate::model::Site;

/// How many entries stand on a page: a telephone has them at once, and most lists are shorter.
const ON_PAGE: usize = 100;

/// In which respect entries are gathered.
pub trait Facet: Copy {
    /// Its part of the address.
    fn slug(self) -> &'static str;
}

/// Something that entries have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shared<F> {
    /// In which respect.
    pub facet: F,
    /// Its part of the address.
    pub slug: String,
    /// What it is called.
    pub name: String,
}

/// A way to find an entry.
#[derive(Serialize)]
pub struct WayView {
    /// «По форме»
    pub label: &'static str,
    /// Where it leads.
    pub choices: Vec<ChoiceView>,
}

/// Where a way leads.
#[derive(Serialize)]
pub struct ChoiceView {
    /// Where it leads, in a word.
    pub link: LinkView,
    /// How many entries are there.
    pub count: usize,
}

/// One of the pages that a list fills.
#[derive(Serialize)]
pub struct PageLink {
    /// Its number.
    pub number: usize,
    /// Its address.
    pub href: String,
    /// Whether this is it.
    pub current: bool,
}

impl<F: Facet> Shared<F> {
    /// Its address below that of the list: `form/kruglyy-stol`.
    pub(super) fn path(&self) -> String {
        format!("{}/{}", self.facet.slug(), self.slug)
    }
}

/// Those of the labelled `ways` that lead anywhere.
pub(super) fn ways(ways: impl IntoIterator<Item = (&'static str, Vec<ChoiceView>)>) -> Vec<WayView> {
    let ways = ways.into_iter().filter(|(_, choices)| !choices.is_empty());
    ways.map(|(label, choices)| WayView { label, choices }).collect()
}

/// The numbers of the pages behind the first that so many entries fill.
pub(super) fn further(entries: usize) -> RangeInclusive<usize> {
    2..=entries.div_ceil(ON_PAGE)
}

/// Which of so many entries stand on the page with `number`.
pub(super) fn on_page(number: usize, entries: usize) -> Range<usize> {
    let end = entries.min(number * ON_PAGE);
    (number - 1) * ON_PAGE..end
}

/// The number of the page on which the entry at `place` stands.
pub(super) fn page_of(place: usize) -> usize {
    place / ON_PAGE + 1
}

/// The ways from `page`, which has the number `current`, to all that so many entries fill, where these are several.
pub(super) fn page_links(
    site: &Site,
    page: &Page,
    current: usize,
    entries: usize,
    to: impl Fn(usize) -> Page,
) -> Vec<PageLink> {
    let numbers = (1..=page_of(entries.saturating_sub(1))).filter(|_| entries > ON_PAGE);
    let links = numbers.map(|number| PageLink {
        number,
        href: route::link(site, page, &to(number)),
        current: number == current,
    });
    links.collect()
}
