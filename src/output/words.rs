//! The documents of Word while the site is made. The page that leads to one says how large it is, so that both are made at
//! about the same time, by whichever thread: each is made once, and goes when its file has it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::export::word;
use crate::model::Site;
use crate::view::Page;

/// The documents of a site by the pages that they belong to.
pub(super) struct Words(BTreeMap<Page, Mutex<Document>>);

#[derive(Default)]
struct Document {
    length: Option<u64>,
    /// Its bytes, from when its page asked for their number until its file asks for them.
    bytes: Option<Vec<u8>>,
}

impl Words {
    /// The documents that belong to these pages.
    pub(super) fn of(pages: impl Iterator<Item = Page>) -> Self {
        Self(pages.map(|page| (page, Mutex::default())).collect())
    }

    /// How long the document of `page` is.
    pub(super) fn length(&self, site: &Site, page: &Page) -> u64 {
        let Some(document) = self.0.get(page) else { return 0 };
        let mut document = document.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(length) = document.length {
            return length;
        }
        let bytes = word::document(site, page);
        let length = bytes.len() as u64;
        *document = Document { length: Some(length), bytes: Some(bytes) };
        length
    }

    /// The document of `page`.
    pub(super) fn bytes(&self, site: &Site, page: &Page) -> Vec<u8> {
        let Some(document) = self.0.get(page) else { return Vec::new() };
        let mut document = document.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = document.bytes.take().unwrap_or_else(|| word::document(site, page));
        document.length = Some(bytes.len() as u64);
        bytes
    }
}
