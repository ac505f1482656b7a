//! `kartoteka build`: the content to the finished site.

use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::arguments::BuildArguments;
use super::report::{Sources, report};
use super::{Outcome, complain, failure, print};
use crate::diagnostic::Diagnostics;
use crate::link::{self, Options};
use crate::output::Output;
use crate::render::Theme;
use crate::russian::plural::plural;
use crate::write::{Refusal, WriteError, WriteReport, sync};
use crate::{build, source};

/// A build that lasts longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// The folders that a build works with.
struct Folders {
    content: PathBuf,
    content_name: String,
    themes: PathBuf,
    out: PathBuf,
}

/// Builds the site.
pub(super) fn run(arguments: &BuildArguments) -> Outcome {
    let folders = Folders::new(arguments);
    if let Err(refusal) = folders.check() {
        return failure::say(&refusal);
    }
    match build_site(arguments, &folders) {
        Ok(outcome) => outcome,
        Err(failure) => failure::say(&failure::unreadable(&failure)),
    }
}

fn build_site(arguments: &BuildArguments, folders: &Folders) -> Result<Outcome, source::ReadError> {
    let started = Instant::now();
    let mut diagnostics = Diagnostics::default();
    let tree = source::read(&folders.content, &folders.content_name)?.report(&mut diagnostics);
    let options = Options {
        today: arguments.today.unwrap_or_else(today),
        drafts: arguments.drafts,
        base_url: arguments.base_url.clone(),
    };
    let site = build(&tree, &options).report(&mut diagnostics);
    let theme_folder = folders.themes.join(&site.theme);
    if site.theme != link::DEFAULT_THEME && !theme_folder.is_dir() {
        diagnostics.push(link::no_theme(&tree, &site.theme));
    }
    let overrides = source::read_theme(&theme_folder)?;
    let theme = Theme::new(&site.theme, overrides).report(&mut diagnostics);
    // Two pages at one address follow from mistakes that have been found already, where there are any.
    let output = (!diagnostics.has_errors()).then(|| Output::new(&site, &theme).report(&mut diagnostics));
    if arguments.strict {
        diagnostics.refuse_warnings();
    }
    let sources = Sources::Site(&tree, &theme);
    let output = output.filter(|_| !diagnostics.has_errors());
    report(diagnostics, &sources);
    let Some(output) = output else {
        complain(&format!("Сайт не собран: папка {} осталась как была.", folders.out.display()));
        return Ok(Outcome::Mistakes);
    };

    let files = crate::write::Deliverable::paths(&output).len();
    let progress = Progress::new(files, started);
    let jobs = arguments.jobs.unwrap_or_else(cores);
    let written = sync(&output, &folders.out, jobs, &|| progress.step());
    progress.bar.finish_and_clear();
    Ok(match written {
        Ok(written) => {
            if site.address.is_none() {
                print(
                    "Адрес сайта не указан, поэтому sitemap.xml и полных адресов страниц нет: добавьте в site.yaml «адрес: https://…»",
                );
            }
            summary(folders, output.page_count(), &written, started.elapsed());
            Outcome::Done
        }
        Err(WriteError::Made(mistakes)) => {
            let mut diagnostics = Diagnostics::default();
            for mistake in mistakes {
                diagnostics.push(mistake);
            }
            report(diagnostics, &sources);
            complain(&format!("Сайт не собран: папка {} осталась как была.", folders.out.display()));
            Outcome::Mistakes
        }
        Err(WriteError::Refused(refusal @ Refusal::UnusablePaths { .. })) => {
            failure::say(&failure::refused(&refusal, &folders.out));
            Outcome::Mistakes
        }
        Err(WriteError::Refused(refusal)) => failure::say(&failure::refused(&refusal, &folders.out)),
        Err(WriteError::Io(failure)) => failure::say(&failure::unwritable(&failure)),
    })
}

impl Folders {
    fn new(arguments: &BuildArguments) -> Self {
        let content = arguments.content.clone().unwrap_or_else(|| arguments.root.join("content"));
        let content_name =
            content.file_name().map_or_else(|| "content".into(), |name| name.to_string_lossy().into());
        Self {
            content,
            content_name,
            themes: arguments.root.join("themes"),
            out: arguments.out.clone().unwrap_or_else(|| arguments.root.join("public")),
        }
    }

    /// The output must not lie inside the content, nor the content inside the output.
    fn check(&self) -> Result<(), failure::Words> {
        if !self.content.is_dir() {
            return Err(failure::no_content(&self.content));
        }
        let whole =
            |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_default();
        let (content, out) = (whole(&self.content), whole(&self.out));
        if content.starts_with(&out) || out.starts_with(&content) {
            return Err(failure::folders_overlap(&self.content, &self.out));
        }
        Ok(())
    }
}

fn summary(folders: &Folders, pages: usize, written: &WriteReport, time: Duration) {
    let pages = pages as u64;
    print(&format!(
        "Готово: {pages} {}. Записано файлов: {}, без изменений: {}, удалено: {}. Время: {}.",
        plural(pages, "страница", "страницы", "страниц"),
        written.written,
        written.unchanged,
        written.removed,
        seconds(time),
    ));
    print(&format!("Откройте в браузере {}", folders.out.join("index.html").display()));
}

fn seconds(time: Duration) -> String {
    format!("{:.1} с", time.as_secs_f64()).replace('.', ",")
}

/// How far the build is: on a terminal, once it takes long.
struct Progress {
    bar: ProgressBar,
    started: Instant,
}

impl Progress {
    fn new(files: usize, started: Instant) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:30} {pos} из {len} файлов");
        Self { bar: style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style)), started }
    }

    fn step(&self) {
        if self.bar.is_hidden() && std::io::stderr().is_terminal() && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }
}

#[expect(clippy::disallowed_methods, reason = "the only place that asks the clock for the day")]
fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

fn cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
