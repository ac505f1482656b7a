//! Texts that were made ready for display before.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// What became of the few short texts of one document, by the way they were made ready and by the whole text. Lists show the same
/// titles again and again; whoever keeps the document from one build to the next keeps this with it.
#[derive(Debug, Default)]
pub struct Memory(Mutex<BTreeMap<(&'static str, String), String>>);

impl Memory {
    /// What `make` makes of `text`; `way` names `make`, which must depend on nothing else.
    pub fn recall(&self, way: &'static str, text: &str, make: impl FnOnce(&str) -> String) -> String {
        let key = (way, text.to_owned());
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = known().get(&key) {
            return made.clone();
        }
        let made = make(text);
        known().insert(key, made.clone());
        made
    }
}
