//! Materials with «публиковать: нет»: neither the card nor its files get any further.

use std::collections::{BTreeMap, BTreeSet};

use super::named::Named;
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
    pub(super) fn new(materials: Named, assets: &BTreeMap<String, Asset>) -> Self {
        let mut found = Self::default();
        for (source, named) in materials {
            found.pages.insert(source);
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
