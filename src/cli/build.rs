//! `kartoteka build`: the content to the finished site.

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant};

use super::arguments::BuildArguments;
use super::progress::Progress;
use super::report::report;
use super::site::{Folders, ReadSite};
use super::{Outcome, complain, failure, print};
use crate::diagnostic::Checked;
use crate::russian::plural::plural;
use crate::write::{Refusal, WriteError, WriteReport, sync};

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
    let doubted = report(diagnostics, &sources);
    let Some(output) = output else { return not_built(out) };

    let files = crate::write::Deliverable::paths(&output).len();
    let progress = Progress::new(files, "файлов", started);
    let jobs = arguments.jobs.unwrap_or_else(cores);
    let written = sync(&output, out, jobs, &|| progress.step());
    progress.finish();
    match written {
        Ok(written) => {
            output.prune_pictures();
            summary(out, output.page_count(), &written, started.elapsed());
            if read.site.address.is_none() {
                print(
                    "Адрес сайта не указан, поэтому нет того, для чего нужны полные адреса: кода для сайта школы (папка embed), \
                     картинок для ссылок в мессенджерах, sitemap.xml. Когда адрес появится, добавьте в site.yaml «адрес: https://…».",
                );
            }
            if doubted {
                print("Предупреждение, с которым вы не согласны, можно отключить: kartoteka check --help");
            }
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
    let start = out.join("index.html");
    let start = std::path::absolute(&start).unwrap_or(start);
    print(&format!("Откройте в браузере {}", start.display()));
}

/// A time as people read it.
pub(super) fn seconds(time: Duration) -> String {
    format!("{:.1} с", time.as_secs_f64()).replace('.', ",")
}

fn cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
