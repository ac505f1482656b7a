//! What was parsed before. A file is looked up by the whole of what its parsing depends on; the text itself is
//! compared, which is more than a hash of it could promise, and costs nothing where it is the same piece of memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{File, parse_file};
use crate::diagnostic::Checked;
use crate::source::SourceText;

/// The files of the last parsing.
#[derive(Debug, Default)]
pub struct Memory {
    folders: Vec<String>,
    files: BTreeMap<String, Known>,
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
        let known: Vec<Known> = texts.par_iter().map(|(path, text)| self.file(path, text, folders)).collect();
        let files = known.par_iter().map(|known| Checked::clone(&known.file)).collect();
        self.files = texts.iter().map(|(path, _)| (*path).to_owned()).zip(known).collect();
        files
    }

    fn file(&self, path: &str, text: &SourceText, folders: &[&str]) -> Known {
        let known = self.files.get(path).filter(|known| known.is_of(text));
        known.cloned().unwrap_or_else(|| {
            let file = Arc::new(parse_file(path, text, folders));
            Known { text: text.clone(), file }
        })
    }
}

impl Known {
    fn is_of(&self, text: &SourceText) -> bool {
        let same = Arc::ptr_eq(&self.text.text, &text.text) || self.text.text == text.text;
        same && self.text.path == text.path
    }
}
