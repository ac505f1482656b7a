//! `kartoteka build`: the content to the finished site.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::arguments::BuildArguments;
use super::progress::Progress;
use super::report::report;
use super::site::{Folders, ReadSite};
use super::{Outcome, complain, failure, print};
use crate::diagnostic::Checked;
use crate::russian::plural::plural;
use crate::write::{Refusal, WriteError, WriteReport, pack, sync};

/// Builds the site.
pub(super) fn run(arguments: &BuildArguments) -> Outcome {
    let started = Instant::now();
    let folders = Folders::new(&arguments.site);
    let out = out(arguments);
    if let Err(refusal) = folders.check().and_then(|()| folders.check_apart(&out)) {
        return failure::say(&refusal);
    }
    match ReadSite::read(&arguments.site, &folders) {
        Ok(read) => write(read, arguments, &out, started),
        Err(failure) => failure::say(&failure::unreadable(&failure)),
    }
}

/// The folder or the archive that is made.
fn out(arguments: &BuildArguments) -> PathBuf {
    let name = |name: &str| arguments.site.root.join(name);
    match &arguments.zip {
        Some(file) if file.is_empty() => name("site.zip"),
        Some(file) => file.into(),
        None => arguments.out.clone().unwrap_or_else(|| name("public")),
    }
}

fn write(read: Checked<ReadSite>, arguments: &BuildArguments, out: &Path, started: Instant) -> Outcome {
    let Checked { value: read, mut diagnostics } = read;
    let output = read.output(arguments.site.strict, &mut diagnostics);
    let sources = read.sources();
    let doubted = report(diagnostics, &sources);
    let into_archive = arguments.zip.is_some();
    let Some(output) = output else { return not_built(out, into_archive) };

    let files = crate::write::Deliverable::paths(&output).len();
    let progress = Progress::new(files, "файлов", started);
    let jobs = arguments.jobs.unwrap_or_else(cores);
    let step = || progress.step();
    let written = if into_archive {
        pack(&output, out, jobs, &step).map(Written::Archive)
    } else {
        sync(&output, out, jobs, &step).map(Written::Folder)
    };
    progress.finish();
    match written {
        Ok(written) => {
            output.prune();
            summary(out, output.page_count(), &written, started.elapsed());
            if read.site.address.is_none() {
                print(
                    "Адрес сайта не указан, поэтому нет того, для чего нужны полные адреса: кода для сайта школы (папка embed), \
                     картинок для ссылок в мессенджерах, sitemap.xml. Когда адрес появится, добавьте в site.yaml «адрес: https://…».",
                );
            }
            if output.lacks_pdf() {
                print(
                    "PDF для печати нет: эта программа собрана без него. Всё остальное на месте, и документы Word тоже. \
                     С ним её собирает «cargo build --release --features pdf».",
                );
            }
            if doubted {
                print("Предупреждение, с которым вы не согласны, можно отключить: kartoteka check --help");
            }
            Outcome::Done
        }
        Err(WriteError::Made(mistakes)) => {
            report(mistakes.into_iter().collect(), &sources);
            not_built(out, into_archive)
        }
        Err(WriteError::Refused(refusal @ Refusal::UnusablePaths { .. })) => {
            failure::say(&failure::refused(&refusal, out));
            Outcome::Mistakes
        }
        Err(WriteError::Refused(refusal)) => failure::say(&failure::refused(&refusal, out)),
        Err(WriteError::Io(failure)) => failure::say(&failure::unwritable(&failure)),
    }
}

fn not_built(out: &Path, into_archive: bool) -> Outcome {
    let out = out.display();
    complain(&if into_archive {
        format!("Сайт не собран, архива {out} эта сборка не касалась.")
    } else {
        format!("Сайт не собран: папка {out} осталась как была.")
    });
    Outcome::Mistakes
}

/// What was made.
enum Written {
    Folder(WriteReport),
    /// An archive of so many bytes.
    Archive(u64),
}

fn summary(out: &Path, pages: usize, written: &Written, time: Duration) {
    let count = pages as u64;
    let pages = plural(count, "страница", "страницы", "страниц");
    let WriteReport { written, unchanged, removed } = match written {
        Written::Folder(report) => report,
        Written::Archive(length) => {
            // Nobody is helped by bytes, and what somebody uploads is never nothing.
            let tenths = length.div_ceil(100 * 1024);
            let size = format!("{},{} МБ", tenths / 10, tenths % 10);
            print(&format!("Готово: {count} {pages} в архиве, {size}. Время: {}.", seconds(time)));
            print(&format!("Загрузите на хостинг и распакуйте там {}", whole(out).display()));
            return;
        }
    };
    print(&format!(
        "Готово: {count} {pages}. Записано файлов: {written}, без изменений: {unchanged}, удалено: {removed}. Время: {}.",
        seconds(time),
    ));
    print(&format!("Откройте в браузере {}", whole(&out.join("index.html")).display()));
}

fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// A time as people read it.
pub(super) fn seconds(time: Duration) -> String {
    format!("{:.1} с", time.as_secs_f64()).replace('.', ",")
}

fn cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
