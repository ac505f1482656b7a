//! A document as PDF, typeset by typst: tagged for screen readers (PDF/UA-1, ISO 14289-1), with the same bytes on every day and
//! machine.
//!
//! A [`Manuscript`] is a template and data for it, so that no word of an author is ever code. Templates stand beside this file:
//! `document.typ` for what goes round for signatures, `calendar.typ` for what hangs on a wall, `sheet.typ` for what they share.

mod calendar;
mod copy;
mod letters;
mod typesetter;

use serde_json::Value;

use super::document;
use crate::model::Site;
use crate::view::{self, Offer, Page, View};

/// What makes other bytes of the same manuscript: the typesetter and its fonts, and how it is asked.
const EDITION: &str = "typst 0.15.1, 1";

/// A document ready for the typesetter.
pub struct Manuscript {
    template: &'static str,
    data: Vec<u8>,
}

/// The document that belongs to `page`; nothing where a page has none. Equal sites give equal manuscripts.
pub fn manuscript(site: &Site, page: &Page) -> Option<Manuscript> {
    let (template, data) = match page {
        Page::CalendarYear(..) | Page::CalendarMonth(..) => {
            let data = match view::view(site, page, &|_, _| Offer::Nothing) {
                View::CalendarYear(view) => calendar::year(site, page, &view),
                View::CalendarMonth(view) => calendar::month(&view),
                _ => return None,
            };
            (typesetter::CALENDAR, calendar::sheet(site, page, data)?)
        }
        page => (typesetter::DOCUMENT, copy::copy(&document::document(site, page)?)),
    };
    Some(Manuscript::new(template, data))
}

impl Manuscript {
    fn new(template: &'static str, mut data: Value) -> Self {
        letters::replace_unknown(&mut data);
        Self { template, data: data.to_string().into_bytes() }
    }

    /// All that its bytes depend on.
    pub fn parts(&self) -> Vec<&[u8]> {
        let templates = typesetter::TEMPLATES.iter().map(|(_, text)| text.as_bytes());
        [EDITION.as_bytes(), self.template.as_bytes()]
            .into_iter()
            .chain(templates)
            .chain([&*self.data])
            .collect()
    }

    /// The file.
    ///
    /// # Errors
    /// What the typesetter says against it: a mistake in a template, since data cannot make one.
    pub fn typeset(&self) -> Result<Vec<u8>, String> {
        typesetter::typeset(self.template, &self.data)
    }
}
