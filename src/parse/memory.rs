//! What was parsed before. A file is looked up by the whole of what its parsing depends on; the text itself is
//! compared, which is more than a hash of it could promise, and costs nothing where it is the same piece of memory.

use std::sync::Arc;

use rayon::prelude::*;

use super::{File, parse_file};
use crate::diagnostic::Checked;
use crate::source::SourceText;

/// The files of the last parsing, in the order of their paths.
#[derive(Debug, Default)]
pub struct Memory {
    folders: Vec<String>,
    files: Vec<Known>,
}

/// What a file said, and the text that said it.
#[derive(Clone, Debug)]
struct Known {
    text: SourceText,
    file: Arc<Checked<File>>,
}

impl Memory {
    /// The parsed files of `texts` in order. Afterwards these and no others are remembered.
    pub(super) fn parse(&mut self, texts: &[(&str, &SourceText)], folders: &[&str]) -> Vec<Checked<File>> {
        if self.folders != folders {
            self.files.clear();
            self.folders = folders.iter().map(|folder| (*folder).to_owned()).collect();
        }
        let files = texts.par_iter().enumerate();
        self.files = files.map(|(place, (path, text))| self.file(place, path, text, folders)).collect();
        self.files.par_iter().map(|known| Checked::clone(&known.file)).collect()
    }

    /// The file at `path`, which most likely stands at the same `place` as the last time.
    fn file(&self, place: usize, path: &str, text: &SourceText, folders: &[&str]) -> Known {
        let there = self.files.get(place).filter(|known| known.is_of(text));
        let elsewhere = || {
            let found = self.files.binary_search_by(|known| known.text.path.cmp(&text.path)).ok()?;
            Some(&self.files[found]).filter(|known| known.is_of(text))
        };
        there.or_else(elsewhere).cloned().unwrap_or_else(|| {
            let file = Arc::new(parse_file(path, text, folders));
            Known { text: text.clone(), file }
        })
    }
}

impl Known {
    fn is_of(&self, text: &SourceText) -> bool {
        let same = |one: &Arc<str>, other: &Arc<str>| Arc::ptr_eq(one, other) || one == other;
        same(&self.text.path, &text.path) && same(&self.text.text, &text.text)
    }
}
