//! `kartoteka build`: the content to the finished site.

use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::arguments::BuildArguments;
use super::report::report;
use super::site::{Folders, ReadSite};
use super::{Outcome, complain, failure, print};
use crate::diagnostic::Checked;
use crate::russian::plural::plural;
use crate::write::{Refusal, WriteError, WriteReport, sync};

/// A build that lasts longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// Builds the site.
pub(super) fn run(arguments: &BuildArguments) -> Outcome {
    let started = Instant::now();
    let folders = Folders::new(&arguments.site);
    let out = arguments.out.clone().unwrap_or_else(|| arguments.site.root.join("public"));
    if let Err(refusal) = folders.check().and_then(|()| folders.check_apart(&out)) {
        return failure::say(&refusal);
    }
    match ReadSite::read(&arguments.site, &folders) {
        Ok(read) => write(read, arguments, &out, started),
        Err(failure) => failure::say(&failure::unreadable(&failure)),
    }
}

fn write(read: Checked<ReadSite>, arguments: &BuildArguments, out: &Path, started: Instant) -> Outcome {
    let Checked { value: read, mut diagnostics } = read;
    let output = read.output(arguments.site.strict, &mut diagnostics);
    let sources = read.sources();
    report(diagnostics, &sources);
    let Some(output) = output else { return not_built(out) };

    let files = crate::write::Deliverable::paths(&output).len();
    let progress = Progress::new(files, started);
    let jobs = arguments.jobs.unwrap_or_else(cores);
    let written = sync(&output, out, jobs, &|| progress.step());
    progress.bar.finish_and_clear();
    match written {
        Ok(written) => {
            if read.site.address.is_none() {
                print(
                    "Адрес сайта не указан, поэтому sitemap.xml и полных адресов страниц нет: добавьте в site.yaml «адрес: https://…»",
                );
            }
            summary(out, output.page_count(), &written, started.elapsed());
            Outcome::Done
        }
        Err(WriteError::Made(mistakes)) => {
            report(mistakes.into_iter().collect(), &sources);
            not_built(out)
        }
        Err(WriteError::Refused(refusal @ Refusal::UnusablePaths { .. })) => {
            failure::say(&failure::refused(&refusal, out));
            Outcome::Mistakes
        }
        Err(WriteError::Refused(refusal)) => failure::say(&failure::refused(&refusal, out)),
        Err(WriteError::Io(failure)) => failure::say(&failure::unwritable(&failure)),
    }
}

fn not_built(out: &Path) -> Outcome {
    complain(&format!("Сайт не собран: папка {} осталась как была.", out.display()));
    Outcome::Mistakes
}

fn summary(out: &Path, pages: usize, written: &WriteReport, time: Duration) {
    let pages = pages as u64;
    print(&format!(
        "Готово: {pages} {}. Записано файлов: {}, без изменений: {}, удалено: {}. Время: {}.",
        plural(pages, "страница", "страницы", "страниц"),
        written.written,
        written.unchanged,
        written.removed,
        seconds(time),
    ));
    print(&format!("Откройте в браузере {}", out.join("index.html").display()));
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

fn cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
