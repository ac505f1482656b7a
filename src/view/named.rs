//! Names in a line that lead to a page: only those of people who agreed to have one, and of schools.

use serde::Serialize;

use super::{Page, route};
use crate::model::Site;
use crate::model::directory::{Deed, Entry};
use crate::people::{self, Name};
use crate::russian::typography::typeset;

/// A stretch of a line, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Its words.
    pub text: String,
    /// Where they lead, where they do.
    pub href: Option<String>,
}

/// A school in the words of a text, with its page where it has one.
pub(super) fn school(site: &Site, page: &Page, words: &str, entry: Option<Entry>) -> Run {
    let href = entry.map(|entry| route::link(site, page, &Page::School(entry.owner, entry.index)));
    Run { text: typeset(words), href }
}

/// The page of whoever did `deed` in the association and is called `name`.
pub(super) fn doer(site: &Site, page: &Page, association: usize, deed: &Deed, name: &Name) -> Option<String> {
    let deeds = site.associations[association].directory.deeds.iter();
    let mut doers = deeds.filter(|(_, done)| done.contains(deed)).map(|(entry, _)| *entry);
    let is_called =
        |entry: &Entry| site.person(*entry).spellings.iter().any(|known| known.is_same_person(name));
    let entry = doers.find(is_called)?;
    Some(route::link(site, page, &Page::Person(entry.owner, entry.index)))
}

/// A line that is set, parted at the names of those who did `deed` in the association; nothing where no name leads
/// anywhere.
pub(super) fn runs(
    site: &Site,
    page: &Page,
    association: usize,
    deed: &Deed,
    line: &str,
) -> Option<Vec<Run>> {
    if !site.associations[association].directory.deeds.values().any(|done| done.contains(deed)) {
        return None;
    }
    let mut runs = Vec::new();
    let mut end = 0;
    for (range, name) in people::names(line) {
        let (Some(href), Some(before), Some(words)) =
            (doer(site, page, association, deed, &name), line.get(end..range.start), line.get(range.clone()))
        else {
            continue;
        };
        runs.extend((!before.is_empty()).then(|| Run { text: before.to_owned(), href: None }));
        runs.push(Run { text: words.to_owned(), href: Some(href) });
        end = range.end;
    }
    let rest = line.get(end..).filter(|rest| !rest.is_empty() && !runs.is_empty());
    runs.extend(rest.map(|rest| Run { text: rest.to_owned(), href: None }));
    (!runs.is_empty()).then_some(runs)
}
