//! Pages rendered before. A page is looked up by a hash of everything its rendering depends on: all templates and the
//! view, so that what comes out of memory is what would be rendered now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Theme;
use crate::diagnostic::Diagnostic;
use crate::view::View;

/// A hash of a text or of an argument.
pub(super) type Digest = [u8; 32];

/// How many pages may be known to render without their text being kept.
const MOST_SOUND: usize = 50_000;

/// Rendered pages, up to a number of bytes; those that were not asked for longest go first.
#[derive(Debug)]
pub struct Memory {
    limit: usize,
    kept: Mutex<Kept>,
}

/// A rendered page.
#[derive(Debug)]
pub struct Rendered {
    /// The page.
    pub text: String,
    /// A hash of the text.
    pub digest: Digest,
}

#[derive(Debug, Default)]
struct Kept {
    pages: BTreeMap<Digest, (u64, Arc<Rendered>)>,
    /// The pages by the last time they were asked for.
    order: BTreeMap<u64, Digest>,
    sound: BTreeSet<Digest>,
    bytes: usize,
    clock: u64,
}

impl Memory {
    /// A memory of at most `limit` bytes of pages.
    pub fn new(limit: usize) -> Self {
        Self { limit, kept: Mutex::default() }
    }

    /// The page that `view` describes, as [`Theme::render`] makes it.
    ///
    /// # Errors
    /// The mistake of a template. Mistakes are not remembered.
    pub fn render(&self, theme: &Theme, view: &View) -> Result<Arc<Rendered>, Diagnostic> {
        let key = key(theme, view);
        if let Some(page) = self.kept().recall(key) {
            return Ok(page);
        }
        let text = theme.render(view)?;
        let page = Arc::new(Rendered { digest: *blake3::hash(text.as_bytes()).as_bytes(), text });
        self.kept().keep(key, &page, self.limit);
        Ok(page)
    }

    /// Whether the page can be rendered: as `render`, but of a page that could be before, the text is not wanted.
    ///
    /// # Errors
    /// The mistake of a template.
    pub fn check(&self, theme: &Theme, view: &View) -> Result<(), Diagnostic> {
        let key = key(theme, view);
        if self.kept().sound.contains(&key) {
            return Ok(());
        }
        theme.render(view)?;
        self.kept().note_sound(key);
        Ok(())
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn recall(&mut self, key: Digest) -> Option<Arc<Rendered>> {
        self.clock += 1;
        let (used, page) = self.pages.get_mut(&key)?;
        self.order.remove(used);
        *used = self.clock;
        self.order.insert(self.clock, key);
        Some(Arc::clone(page))
    }

    fn keep(&mut self, key: Digest, page: &Arc<Rendered>, limit: usize) {
        self.note_sound(key);
        self.clock += 1;
        self.order.insert(self.clock, key);
        self.bytes += page.text.len();
        if let Some((used, old)) = self.pages.insert(key, (self.clock, Arc::clone(page))) {
            self.order.remove(&used);
            self.bytes -= old.text.len();
        }
        while self.bytes > limit {
            let Some((_, oldest)) = self.order.pop_first() else { break };
            if let Some((_, page)) = self.pages.remove(&oldest) {
                self.bytes -= page.text.len();
            }
        }
    }

    fn note_sound(&mut self, key: Digest) {
        if self.sound.len() >= MOST_SOUND {
            self.sound.clear();
        }
        self.sound.insert(key);
    }
}

/// The hash of all templates.
pub(super) fn digest_of(sources: &BTreeMap<String, Arc<str>>) -> Digest {
    let mut hasher = blake3::Hasher::new();
    for text in sources.iter().flat_map(|(name, text)| [name.as_str(), text]) {
        hasher.update(&text.len().to_le_bytes()).update(text.as_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// The hash of everything that the page of `view` depends on.
fn key(theme: &Theme, view: &View) -> Digest {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&theme.digest).update(view.template().as_bytes()).update(&[0]);
    // A view is plain data, which always has a form as JSON; and JSON tells all of its values apart.
    let _ = serde_json::to_writer(&mut hasher, view);
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_keeps_to_its_limit_and_drops_what_was_not_asked_for() {
        let mut kept = Kept::default();
        let page = |text: &str| Arc::new(Rendered { text: text.to_owned(), digest: [0; 32] });
        kept.keep([1; 32], &page("aaaa"), 10);
        kept.keep([2; 32], &page("bbbb"), 10);
        assert!(kept.recall([1; 32]).is_some());
        kept.keep([3; 32], &page("cccc"), 10);
        assert!(kept.recall([1; 32]).is_some() && kept.recall([2; 32]).is_none() && kept.bytes == 8);
    }
}
