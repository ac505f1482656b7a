//! Paths inside the output folder, as text: relative and `/`-separated.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Whether the file system tells apart names that differ only in case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Distinguished,
    Ignored,
}

/// Paths, some of which the file system may take for one another.
#[derive(Debug)]
pub(super) struct PathSet {
    case: Case,
    keys: BTreeSet<String>,
}

impl PathSet {
    pub(super) fn new<'p>(case: Case, paths: impl IntoIterator<Item = &'p str>) -> Self {
        let mut set = Self { case, keys: BTreeSet::new() };
        for path in paths {
            set.insert(path);
        }
        set
    }

    /// Whether the path is new to the set.
    fn insert(&mut self, path: &str) -> bool {
        self.keys.insert(self.key(path))
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.keys.contains(&self.key(path))
    }

    /// Whether some path of the set has `path` for a folder above it.
    pub(super) fn contains_below(&self, path: &str) -> bool {
        let prefix = self.key(path) + "/";
        let next = self.keys.range(prefix.clone()..).next();
        next.is_some_and(|key| key.starts_with(&prefix))
    }

    /// Whether some path of the set would be a folder above `path`.
    pub(super) fn contains_above(&self, path: &str) -> bool {
        folders_above(path).any(|folder| self.contains(folder))
    }

    /// Whether a file of the set and a file at `path` cannot both exist.
    pub(super) fn excludes(&self, path: &str) -> bool {
        self.contains_below(path) || self.contains_above(path)
    }

    fn key(&self, path: &str) -> String {
        match self.case {
            Case::Distinguished => path.to_owned(),
            Case::Ignored => path.to_ascii_lowercase(),
        }
    }
}

/// Those of the paths that may not be joined to the folder or cannot stand beside an earlier one.
pub(super) fn unusable(paths: &BTreeSet<&str>, case: Case) -> Vec<String> {
    let mut usable = PathSet::new(case, []);
    let mut unusable = Vec::new();
    for path in paths {
        if !is_clean(path) || usable.excludes(path) || !usable.insert(path) {
            unusable.push((*path).to_owned());
        }
    }
    unusable
}

/// Whether a path can neither leave the folder nor name one of our own files in it, which all
/// begin with a dot, nor break the line on which it is noted.
pub(super) fn is_clean(path: &str) -> bool {
    path.is_ascii() && path.split('/').all(is_clean_component)
}

fn is_clean_component(component: &str) -> bool {
    !component.is_empty() && !component.starts_with('.') && !component.bytes().any(is_forbidden)
}

fn is_forbidden(byte: u8) -> bool {
    // On Windows these two separate folders, drives and streams.
    byte.is_ascii_control() || (cfg!(windows) && matches!(byte, b'\\' | b':'))
}

/// The path on the disk. Component by component, because Windows does not take `/` for a separator
/// in the long form of a path, which begins with `\\?\`.
pub(super) fn locate(folder: &Path, path: &str) -> PathBuf {
    folder.join(path.split('/').collect::<PathBuf>())
}

/// `a` and `a/b` for `a/b/c`: the outermost first.
pub(super) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}
