//! Ids of headings: from their words, or as the author gave them; each once on its page.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Tag};

use super::Located;
use crate::russian::transliteration::slug;

/// The ids of a page.
pub(super) struct Ids {
    given: BTreeSet<String>,
    taken: BTreeSet<String>,
    repeats: BTreeMap<String, usize>,
}

impl Ids {
    /// No ids yet; those that the author gives anywhere in `events` are kept for their headings.
    pub(super) fn reserving(events: &[Located]) -> Self {
        let given = events.iter().filter_map(|(event, _)| match event {
            Event::Start(Tag::Heading { id: Some(id), .. }) => Some(slug(id)),
            _ => None,
        });
        Self { given: given.collect(), taken: BTreeSet::new(), repeats: BTreeMap::new() }
    }

    /// The id of the next heading: `given`, or made of its words. Like every address it has Latin letters, digits and
    /// hyphens only, and so never meets an id that a theme makes.
    pub(super) fn next(&mut self, given: Option<&str>, words: &str) -> String {
        let own = given.map(slug).filter(|id| !id.is_empty());
        if let Some(id) = own.clone().filter(|id| !self.taken.contains(id)) {
            self.taken.insert(id.clone());
            return id;
        }
        let wanted =
            own.or_else(|| Some(slug(words)).filter(|id| !id.is_empty())).unwrap_or("razdel".to_owned());
        let repeat = self.repeats.entry(wanted.clone()).or_insert(0);
        loop {
            *repeat += 1;
            let id = if *repeat == 1 { wanted.clone() } else { format!("{wanted}-{repeat}") };
            if !self.given.contains(&id) && self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}
