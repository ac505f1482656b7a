//! The documents of pages while the site is made, for Word and as PDF. The page that leads to one says how large it is, so that
//! both are made at about the same time, by whichever thread: each is made once, and goes when its file has it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

#[cfg(feature = "pdf")]
use crate::export::pdf;
use crate::export::word;
use crate::model::Site;
#[cfg(feature = "pdf")]
use crate::store::Key;
use crate::store::Store;
use crate::view::{Kind, Offer, Page};

/// The documents of a site by the pages that they belong to.
pub(super) struct Documents {
    all: BTreeMap<(Page, Kind), Mutex<Document>>,
    /// Kinds whose length no page waits for.
    unmeasured: BTreeSet<Kind>,
    /// What takes long to make.
    store: Arc<Store>,
}

#[derive(Default)]
struct Document {
    length: Option<u64>,
    /// Its bytes, from when its page asked for their number until its file asks for them.
    bytes: Option<Vec<u8>>,
}

impl Documents {
    /// The documents that belong to these pages.
    pub(super) fn of(all: impl Iterator<Item = (Page, Kind)>) -> Self {
        let all = all.map(|document| (document, Mutex::default())).collect();
        Self { all, unmeasured: BTreeSet::new(), store: Arc::default() }
    }

    /// The same with what takes long to make kept in `store`.
    pub(super) fn kept_in(self, store: Arc<Store>) -> Self {
        Self { store, ..self }
    }

    /// The same with no page that waits for a document of this `kind`.
    pub(super) fn without_lengths_of(mut self, kind: Kind) -> Self {
        self.unmeasured.insert(kind);
        self
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// Whether there is a document of this kind that belongs to `page`.
    pub(super) fn has(&self, page: &Page, kind: Kind) -> bool {
        self.all.contains_key(&(page.clone(), kind))
    }

    /// What becomes of the document of this kind that belongs to `page`. One that cannot be made says so where its file
    /// is made.
    pub(super) fn offer(&self, site: &Site, page: &Page, kind: Kind) -> Offer {
        let Some(document) = self.all.get(&(page.clone(), kind)) else { return Offer::Nothing };
        if self.unmeasured.contains(&kind) {
            return Offer::Made;
        }
        let mut document = document.lock().unwrap_or_else(PoisonError::into_inner);
        if document.length.is_none()
            && let Ok(bytes) = self.made(site, page, kind)
        {
            *document = Document { length: Some(bytes.len() as u64), bytes: Some(bytes) };
        }
        document.length.map_or(Offer::Made, Offer::OfLength)
    }

    /// The document of this kind that belongs to `page`.
    ///
    /// # Errors
    /// What the typesetter says against it.
    pub(super) fn bytes(&self, site: &Site, page: &Page, kind: Kind) -> Result<Vec<u8>, String> {
        let Some(document) = self.all.get(&(page.clone(), kind)) else { return Ok(Vec::new()) };
        let mut document = document.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = document.bytes.take().map_or_else(|| self.made(site, page, kind), Ok)?;
        document.length = Some(bytes.len() as u64);
        Ok(bytes)
    }

    fn made(&self, site: &Site, page: &Page, kind: Kind) -> Result<Vec<u8>, String> {
        match kind {
            Kind::Word => Ok(word::document(site, page)),
            Kind::Pdf => typeset(&self.store, site, page),
        }
    }
}

/// The PDF that belongs to `page`, out of `store` where it is there.
#[cfg(feature = "pdf")]
fn typeset(store: &Store, site: &Site, page: &Page) -> Result<Vec<u8>, String> {
    let Some(manuscript) = pdf::manuscript(site, page) else { return Ok(Vec::new()) };
    let key = Key::of(&manuscript.parts());
    if let Some(made) = store.get(&key) {
        return Ok(made);
    }
    let made = manuscript.typeset()?;
    store.put(&key, made.clone());
    Ok(made)
}

/// Nobody asks for it: an `Output` names no file that this program cannot make.
#[cfg(not(feature = "pdf"))]
fn typeset(_: &Store, _: &Site, _: &Page) -> Result<Vec<u8>, String> {
    Err("программа собрана без PDF".to_owned())
}
