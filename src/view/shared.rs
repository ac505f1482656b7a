//! What the entries of a list have in common: each such thing has a page of its own, and the list has the ways to them.

use serde::Serialize;

use super::LinkView;

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
