//! Materials with «публиковать: нет»: neither the card nor its files get any further.

use std::collections::{BTreeMap, BTreeSet};

use super::target::{decoded, joined};
use crate::parse::markdown::RawFragment;
use crate::parse::{DocumentText, Located};
use crate::source::Asset;

/// The materials that must not be published, and the files that are theirs.
#[derive(Debug, Default)]
pub(super) struct Unpublished {
    /// Their source files.
    pages: BTreeSet<String>,
    /// The files that they name, and those that lie in their folders.
    files: BTreeSet<String>,
}

impl Unpublished {
    pub(super) fn new(documents: &[Located<DocumentText>], assets: &BTreeMap<String, Asset>) -> Self {
        let mut found = Self::default();
        for document in documents {
            found.pages.insert(document.source.clone());
            let named = named(document).into_iter().filter(|path| assets.contains_key(path));
            found.files.extend(named);
        }
        let beside: Vec<String> = assets.keys().filter(|path| found.has_beside(path)).cloned().collect();
        found.files.extend(beside);
        found
    }

    /// Whether a link to `path` means one of them.
    pub(super) fn is_page(&self, path: &str) -> bool {
        let bare = path.trim_end_matches('/');
        ["", ".md", "/index.md"].iter().any(|end| self.pages.contains(&format!("{bare}{end}")))
    }

    /// Whether the file at `path` lies in the folder of one of them.
    pub(super) fn has_beside(&self, path: &str) -> bool {
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        !self.pages.is_empty()
            && folders.into_iter().any(|folder| self.pages.contains(&format!("{folder}/index.md")))
    }

    /// The files that nobody has forgotten.
    pub(super) fn into_files(self) -> BTreeSet<String> {
        self.files
    }
}

/// The paths of all that a document names: in its fields and in its text.
fn named(document: &Located<DocumentText>) -> Vec<String> {
    let DocumentText { article, body, .. } = &document.value;
    let files = article.files.iter().map(|file| &file.file);
    let photos = article.photos.iter().map(|photo| &photo.file);
    let fields = files.chain(photos).map(|field| field.value.clone());
    let links = body.fragments.iter().filter_map(|fragment| match fragment {
        RawFragment::Link(link) | RawFragment::Picture(link, _) => Some(decoded(&link.address)),
        RawFragment::Html(_) => None,
    });
    fields.chain(links).filter_map(|address| joined(&document.source, &address).ok()).collect()
}
