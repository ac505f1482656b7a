//! A site as the commands find it: its folders, its sources read, its theme.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Local, NaiveDate};

use super::arguments::SiteArguments;
use super::failure;
use super::report::Sources;
use crate::build_again;
use crate::diagnostic::{Checked, Diagnostics};
use crate::link::{self, Linked, Mention, Options, Places};
use crate::model::Site;
use crate::output::Output;
use crate::render::Theme;
use crate::source::{self, ReadError, SourceTree};

/// The folders that a site is read from.
pub(super) struct Folders {
    pub(super) content: PathBuf,
    pub(super) content_name: String,
    pub(super) themes: PathBuf,
    /// Where what takes long to make is kept.
    kept: PathBuf,
}

/// The files of a theme's folder by their paths there.
type ThemeFiles = BTreeMap<String, Vec<u8>>;

/// What a command that reads a site again and again remembers from the last time.
#[derive(Default)]
pub(super) struct Memory {
    pub(super) sources: source::Memory,
    built: crate::Memory,
    theme: Option<KnownTheme>,
    /// Whether the last reading came to its end: what is remembered is then what was shown.
    complete: bool,
}

impl Memory {
    /// Makes the next reading one in which everything counts as changed: the last has come to nothing.
    pub(super) fn forget_whether_complete(&mut self) {
        self.complete = false;
    }
}

/// A theme with all that it was made of.
struct KnownTheme {
    name: String,
    files: ThemeFiles,
    made: Checked<Arc<Theme>>,
}

impl Folders {
    pub(super) fn new(arguments: &SiteArguments) -> Self {
        let content = arguments.content.clone().unwrap_or_else(|| arguments.root.join("content"));
        let content_name =
            content.file_name().map_or_else(|| "content".into(), |name| name.to_string_lossy().into());
        let kept = arguments.root.join(".kartoteka");
        Self { content, content_name, themes: arguments.root.join("themes"), kept }
    }

    /// There must be content.
    pub(super) fn check(&self) -> Result<(), failure::Words> {
        if self.content.is_dir() { Ok(()) } else { Err(failure::no_content(&self.content)) }
    }

    /// The output must not lie inside the content, nor the content inside the output.
    pub(super) fn check_apart(&self, out: &Path) -> Result<(), failure::Words> {
        let whole =
            |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_default();
        let (content, whole_out) = (whole(&self.content), whole(out));
        if content.starts_with(&whole_out) || whole_out.starts_with(&content) {
            return Err(failure::folders_overlap(&self.content, out));
        }
        Ok(())
    }
}

/// A site that has been read.
pub(super) struct ReadSite {
    tree: SourceTree,
    pub(super) site: Arc<Site>,
    /// Where it speaks of other sites.
    pub(super) mentions: Vec<Mention>,
    /// Where the things of each association stand that may be late.
    pub(super) places: Vec<Places>,
    theme: Arc<Theme>,
    kept: PathBuf,
    /// The files of the theme that are not as they were at the last reading.
    pub(super) changed_theme: Vec<String>,
}

impl ReadSite {
    /// Reads the sources and the theme.
    pub(super) fn read(arguments: &SiteArguments, folders: &Folders) -> Result<Checked<Self>, ReadError> {
        let tree = source::read(&folders.content, &folders.content_name)?;
        Self::of(tree, arguments, folders, None)
    }

    /// The same with a memory of the last time, which makes it faster and nothing else.
    pub(super) fn read_again(
        arguments: &SiteArguments,
        folders: &Folders,
        memory: &mut Memory,
    ) -> Result<Checked<Self>, ReadError> {
        memory.complete = false;
        let tree = source::read_again(&folders.content, &folders.content_name, &mut memory.sources)?;
        let read = Self::of(tree, arguments, folders, Some(memory))?;
        memory.complete = true;
        Ok(read)
    }

    /// The same where anything has changed since the last time; nothing where all is as it was.
    pub(super) fn read_changed(
        arguments: &SiteArguments,
        folders: &Folders,
        memory: &mut Memory,
    ) -> Result<Option<Checked<Self>>, ReadError> {
        if !std::mem::take(&mut memory.complete) {
            return Self::read_again(arguments, folders, memory).map(Some);
        }
        let tree = source::read_again(&folders.content, &folders.content_name, &mut memory.sources)?;
        let known = memory.theme.as_ref();
        let same_theme = |known: &KnownTheme| {
            source::read_theme(&folders.themes.join(&known.name)).map(|files| files == known.files)
        };
        if memory.sources.changed().is_empty() && known.map_or(Ok(false), same_theme)? {
            memory.complete = true;
            return Ok(None);
        }
        let read = Self::of(tree, arguments, folders, Some(memory))?;
        memory.complete = true;
        Ok(Some(read))
    }

    fn of(
        tree: Checked<SourceTree>,
        arguments: &SiteArguments,
        folders: &Folders,
        mut memory: Option<&mut Memory>,
    ) -> Result<Checked<Self>, ReadError> {
        let mut diagnostics = Diagnostics::default();
        let tree = tree.report(&mut diagnostics);
        let options = Options {
            today: arguments.today.unwrap_or_else(today),
            drafts: arguments.drafts,
            base_url: arguments.base_url.clone(),
        };
        let parsed = memory.as_deref_mut().map(|memory| &mut memory.built);
        let Linked { site, mentions, places } = build_again(&tree, &options, parsed).report(&mut diagnostics);
        let theme_folder = folders.themes.join(&site.theme);
        if site.theme != link::DEFAULT_THEME && !theme_folder.is_dir() {
            diagnostics.push(link::no_theme(&tree, &site.theme));
        }
        let files = source::read_theme(&theme_folder)?;
        let (theme, changed_theme) = theme(&site.theme, files, memory);
        let (site, theme) = (Arc::new(site), theme.report(&mut diagnostics));
        let kept = folders.kept.clone();
        let value = Self { tree, site, mentions, places, theme, kept, changed_theme };
        Ok(Checked { value, diagnostics })
    }

    /// What the site shall be; nothing where `diagnostics` keep it from being. What is found on the way joins them.
    pub(super) fn output(&self, strict: bool, diagnostics: &mut Diagnostics) -> Option<Output> {
        // Two pages at one address follow from mistakes that have been found already, where there are any.
        let sound = !diagnostics.has_errors();
        let output = sound.then(|| Output::complete(&self.site, &self.theme).report(diagnostics));
        let output = output.map(|output| output.kept_in(&self.kept));
        if strict {
            diagnostics.refuse_warnings();
        }
        output.filter(|_| !diagnostics.has_errors())
    }

    /// What is left open by today, for those who write. It depends on the day, so it is never a mistake, not even for
    /// `--strict`; and of a file that has mistakes nobody knows what it says.
    pub(super) fn reminders(&self) -> Diagnostics {
        link::reminders(&self.site, &self.places)
    }

    /// Where the lines stand that the diagnostics speak of.
    pub(super) fn sources(&self) -> Sources<'_> {
        Sources::Site(&self.tree, &self.theme)
    }
}

/// The theme `name` made of `files`, remembered where both are as they were, and which of the files are not.
fn theme(name: &str, files: ThemeFiles, memory: Option<&mut Memory>) -> (Checked<Arc<Theme>>, Vec<String>) {
    let Some(memory) = memory else { return (made(name, files), Vec::new()) };
    let last = memory.theme.take().filter(|known| known.name == name);
    let changed = last.as_ref().map(|known| differences(&known.files, &files)).unwrap_or_default();
    let made = match last {
        Some(known) if changed.is_empty() => known.made,
        _ => made(name, files.clone()),
    };
    memory.theme = Some(KnownTheme { name: name.to_owned(), files, made: made.clone() });
    (made, changed)
}

fn made(name: &str, files: ThemeFiles) -> Checked<Arc<Theme>> {
    let Checked { value, diagnostics } = Theme::new(name, files);
    Checked { value: Arc::new(value), diagnostics }
}

/// The files that only one of the two has, or that differ.
fn differences(one: &ThemeFiles, other: &ThemeFiles) -> Vec<String> {
    let gone = one.keys().filter(|path| !other.contains_key(*path));
    let new = other.iter().filter(|(path, bytes)| one.get(*path) != Some(bytes)).map(|(path, _)| path);
    gone.chain(new).cloned().collect()
}

pub(super) fn today() -> NaiveDate {
    now().date_naive()
}

#[expect(clippy::disallowed_methods, reason = "the only place that asks the clock")]
pub(super) fn now() -> DateTime<Local> {
    Local::now()
}
