//! The page of the search: a form for those with script, and the index of subjects for everybody.

use serde::Serialize;

use super::subjects::{self, LetterView};
use super::{Frame, LinkView, Page, frame};
use crate::model::Site;

/// The page of the search.
#[derive(Serialize)]
pub struct SearchView {
    /// What every page has.
    pub frame: Frame,
    /// The letters of the index that have a page of their own.
    pub letters: Vec<LinkView>,
    /// The index, where it is short.
    pub sections: Vec<LetterView>,
}

/// The page of the search.
pub(super) fn view(site: &Site, page: &Page) -> SearchView {
    let letters = subjects::letter_links(site, page);
    let sections = if letters.is_empty() { subjects::sections(site, page, None) } else { Vec::new() };
    SearchView {
        frame: Frame::new(
            site,
            page,
            &frame::title(site, page),
            Some("Поиск по сайту и предметный указатель"),
        ),
        letters,
        sections,
    }
}
