//! A site as the commands find it: its folders, its sources read, its theme.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDate};

use super::arguments::SiteArguments;
use super::failure;
use super::report::Sources;
use crate::diagnostic::{Checked, Diagnostics};
use crate::link::{self, Linked, Mention, Options};
use crate::model::Site;
use crate::output::Output;
use crate::render::Theme;
use crate::source::{ReadError, SourceTree};
use crate::{build_linked, source};

/// The folders that a site is read from.
pub(super) struct Folders {
    content: PathBuf,
    content_name: String,
    themes: PathBuf,
}

impl Folders {
    pub(super) fn new(arguments: &SiteArguments) -> Self {
        let content = arguments.content.clone().unwrap_or_else(|| arguments.root.join("content"));
        let content_name =
            content.file_name().map_or_else(|| "content".into(), |name| name.to_string_lossy().into());
        Self { content, content_name, themes: arguments.root.join("themes") }
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
    pub(super) site: Site,
    /// Where it speaks of other sites.
    pub(super) mentions: Vec<Mention>,
    theme: Theme,
}

impl ReadSite {
    /// Reads the sources and the theme.
    pub(super) fn read(arguments: &SiteArguments, folders: &Folders) -> Result<Checked<Self>, ReadError> {
        let mut diagnostics = Diagnostics::default();
        let tree = source::read(&folders.content, &folders.content_name)?.report(&mut diagnostics);
        let options = Options {
            today: arguments.today.unwrap_or_else(today),
            drafts: arguments.drafts,
            base_url: arguments.base_url.clone(),
        };
        let Linked { site, mentions } = build_linked(&tree, &options).report(&mut diagnostics);
        let theme_folder = folders.themes.join(&site.theme);
        if site.theme != link::DEFAULT_THEME && !theme_folder.is_dir() {
            diagnostics.push(link::no_theme(&tree, &site.theme));
        }
        let overrides = source::read_theme(&theme_folder)?;
        let theme = Theme::new(&site.theme, overrides).report(&mut diagnostics);
        Ok(Checked { value: Self { tree, site, mentions, theme }, diagnostics })
    }

    /// What the site shall be; nothing where `diagnostics` keep it from being. What is found on the way joins them.
    pub(super) fn output(&self, strict: bool, diagnostics: &mut Diagnostics) -> Option<Output<'_>> {
        // Two pages at one address follow from mistakes that have been found already, where there are any.
        let sound = !diagnostics.has_errors();
        let output = sound.then(|| Output::new(&self.site, &self.theme).report(diagnostics));
        if strict {
            diagnostics.refuse_warnings();
        }
        output.filter(|_| !diagnostics.has_errors())
    }

    /// Where the lines stand that the diagnostics speak of.
    pub(super) fn sources(&self) -> Sources<'_> {
        Sources::Site(&self.tree, &self.theme)
    }
}

fn today() -> NaiveDate {
    now().date_naive()
}

#[expect(clippy::disallowed_methods, reason = "the only place that asks the clock")]
pub(super) fn now() -> DateTime<Local> {
    Local::now()
}
