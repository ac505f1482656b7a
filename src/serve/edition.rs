//! One good build: a site that can be served, its pages rendered when they are asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::Bytes;
use rayon::prelude::*;

use super::address::{self, Found};
use crate::diagnostic::Diagnostic;
use crate::output::Output;
use crate::render::{Memory, Rendered};
use crate::source::Stamp;
use crate::view::{self, Page};
use crate::write::{Deliverable, Made, Refusal, check_names};

/// A site that can be served.
pub struct Edition {
    output: Output,
    memory: Arc<Memory>,
    /// The pages that this edition has shown: their views need not be made again.
    shown: Mutex<BTreeMap<String, Shown>>,
    style: String,
    furniture: String,
}

/// How many pages an edition holds on to. More are rendered again, or come out of the memory of pages.
const MOST_SHOWN: usize = 64;
const MOST_SHOWN_BYTES: usize = 16 * 1024 * 1024;

/// Names of files that every system takes, by their hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names([u8; 32]);

/// A page that was shown, and the version of all that it shows, once that was asked for.
#[derive(Clone)]
struct Shown {
    page: Arc<Rendered>,
    version: Arc<OnceLock<String>>,
    sent: Arc<OnceLock<Bytes>>,
}

/// A file of the site.
pub enum File {
    /// A page.
    Page(Arc<Rendered>),
    /// A file that is made with the site.
    Made(Vec<u8>),
    /// An attachment, by its place on the disk.
    Attachment(PathBuf),
    /// An archive of what another deliverable says, which is made while it is sent.
    Archive(Archived),
}

/// What an archive holds.
pub(super) type Archived = Box<dyn Deliverable<Failure = Diagnostic> + Send>;

/// Two editions show the same at an address where these are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// Of the page and everything it shows, style apart.
    pub(super) page: String,
    /// Of the style.
    pub(super) style: String,
}

impl Edition {
    /// The edition that `output` is; `memory` may know its pages.
    pub fn new(output: Output, memory: &Arc<Memory>) -> Self {
        let style = digest(&output, is_style);
        let furniture = digest(&output, |name| !is_style(name));
        Self { output, memory: Arc::clone(memory), shown: Mutex::default(), style, furniture }
    }

    /// What a build would find wrong when it renders and writes: with the program's own templates nothing but names.
    ///
    /// # Errors
    /// The mistakes of templates.
    pub fn check_templates(&self) -> Result<(), Vec<Diagnostic>> {
        if !self.output.theme().has_own_templates() {
            return Ok(());
        }
        let pages: Vec<&Page> = self.output.pages().collect();
        let check = |page: &&Page| {
            let view = self.output.view_without_lengths(page);
            self.memory.check(self.output.theme(), &view).err()
        };
        let mistakes: Vec<Diagnostic> = pages.par_iter().filter_map(check).collect();
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
    }

    /// Whether every file can have its name on every system; `known` are names that can, and become those of this edition.
    ///
    /// # Errors
    /// The names that some system refuses.
    pub fn check_names(&self, known: &mut Option<Names>) -> Result<(), Refusal> {
        let paths = self.output.paths();
        let mut hasher = blake3::Hasher::new();
        for path in &paths {
            hasher.update(path.as_bytes()).update(&[0]);
        }
        let names = Names(*hasher.finalize().as_bytes());
        if *known != Some(names) {
            check_names(&paths.into_iter().collect::<BTreeSet<_>>())?;
            *known = Some(names);
        }
        Ok(())
    }

    /// How many pages there are.
    pub fn page_count(&self) -> usize {
        self.output.page_count()
    }

    /// The file at `path`: what a build writes there.
    ///
    /// # Errors
    /// The mistake of a template.
    pub fn file(&self, path: &str) -> Option<Result<File, Diagnostic>> {
        if let Some(page) = self.output.page(path) {
            return Some(self.shown(path, page).map(|shown| File::Page(shown.page)));
        }
        let made = self.output.contains(path).then(|| self.output.make(path))?;
        Some(made.map(|made| match made {
            Made::Bytes(bytes) => File::Made(bytes.into_owned()),
            Made::File(path) => File::Attachment(path.to_owned()),
            Made::Archive(content) => File::Archive(content),
        }))
    }

    fn shown(&self, path: &str, page: &Page) -> Result<Shown, Diagnostic> {
        let all = || self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shown) = all().get(path) {
            return Ok(shown.clone());
        }
        let view = self.output.view(page);
        let page = self.memory.render(self.output.theme(), &view)?;
        let mut all = all();
        let bytes: usize = all.values().map(|shown| shown.page.text.len()).sum();
        if all.len() >= MOST_SHOWN || bytes + page.text.len() > MOST_SHOWN_BYTES {
            all.clear();
        }
        Ok(all
            .entry(path.to_owned())
            .or_insert(Shown { page, version: Arc::default(), sent: Arc::default() })
            .clone())
    }

    /// The page at `path` as it is sent: `make` makes it of the page, once.
    pub(super) fn sent(
        &self,
        path: &str,
        make: impl FnOnce(&str) -> String,
    ) -> Option<Result<Bytes, Diagnostic>> {
        let shown = self.shown(path, self.output.page(path)?);
        Some(shown.map(|shown| shown.sent.get_or_init(|| make(&shown.page.text).into()).clone()))
    }

    /// What the path of an address leads to.
    pub(super) fn find(&self, address: &str) -> Found {
        address::find(address, |path| self.output.contains(path))
    }

    /// The version of what is shown at an address.
    pub(super) fn version(&self, address: &str) -> Version {
        let page = match self.find(address) {
            Found::File(path) => self.version_of(&path),
            Found::Moved(address) => return self.version(&address),
            Found::Nothing => self.version_of("404.html"),
        };
        Version { page: format!("{page}-{}", self.furniture), style: self.style.clone() }
    }

    fn version_of(&self, path: &str) -> String {
        match self.output.page(path).map(|page| self.shown(path, page)) {
            Some(Ok(Shown { page, version, .. })) => {
                version.get_or_init(|| self.look_of(path, &page)).clone()
            }
            Some(Err(_)) => "mistake".to_owned(),
            None => String::new(),
        }
    }

    fn look_of(&self, path: &str, page: &Rendered) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&page.digest);
        for stamp in self.attachments(path, &page.text) {
            hasher.update(stamp.as_bytes());
        }
        short(&hasher)
    }

    /// The stamps of the attachments that a page shows or links to: a new picture under an old name changes the page.
    fn attachments(&self, path: &str, html: &str) -> Vec<String> {
        let links = ["src=\"", "href=\"", "srcset=\""].into_iter().flat_map(|name| html.split(name).skip(1));
        let links = links.filter_map(|rest| rest.split(['"', ' ']).next());
        // Most links lead to pages, and of a list's thousands all do.
        let links = links.filter(|link| !link.ends_with("index.html"));
        let files = links.filter_map(|link| address::resolve(path, link)).filter_map(|path| {
            self.output.attachment(&path).map(|file| format!("{:?}", Stamp::of(file).ok()))
        });
        files.collect()
    }

    /// The file whose words stand on the page at an address, as its author knows it, and whether it is a draft.
    pub(super) fn source(&self, address: &str) -> Option<(Arc<str>, bool)> {
        let Found::File(path) = self.find(address) else { return None };
        let page = self.output.page(&path)?;
        let source = view::source(self.output.site(), page)?;
        Some((Arc::clone(source), view::is_draft(self.output.site(), page)))
    }
}

fn is_style(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("css"))
}

/// A hash of the files of the theme whose names are `wanted`.
fn digest(output: &Output, wanted: impl Fn(&str) -> bool) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in output.theme().files().iter().filter(|(name, _)| wanted(name)) {
        for part in [name.as_bytes(), bytes] {
            hasher.update(&part.len().to_le_bytes()).update(part);
        }
    }
    short(&hasher)
}

fn short(hasher: &blake3::Hasher) -> String {
    hasher.finalize().to_hex()[..16].to_owned()
}
