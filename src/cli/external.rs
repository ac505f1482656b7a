//! `kartoteka check --external`: whether other sites still answer, and what is remembered of it in `.kartoteka`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::progress::Progress;
use super::{complain, plain, site};
use crate::diagnostic::Diagnostics;
use crate::external::http::Http;
use crate::external::{Errand, Manners, Memory, Report};
use crate::link::Mention;
use crate::russian::plural::plural;

/// Asks for every page that `mentions` name, and says on the way what is not a finding.
pub(super) fn check(mentions: &[Mention], root: &Path) -> Diagnostics {
    let file = MemoryFile::below(root);
    let errand = Errand::new(mentions, file.read(), site::now().timestamp(), Manners::default());
    let progress = Progress::new(errand.length(), "адресов других сайтов", Instant::now());
    let report = errand.run(&Http::default(), &|| progress.step());
    progress.finish();
    complain(&plain::text(&note(&report)));
    if file.write(&report.memory).is_err() {
        complain(
            "Не удалось записать ответы других сайтов в .kartoteka: в следующий раз они будут опрошены заново.",
        );
    }
    report.findings
}

/// What was done, in a sentence.
fn note(report: &Report) -> String {
    match &report.unreached[..] {
        [] if report.addresses == 0 => "Ссылок на другие сайты нет.".to_owned(),
        [] => format!("{}{}", asked(report.addresses as u64), closed(report.closed as u64)),
        // One host may have died by itself: without another one to compare, nobody knows.
        [only] => format!("Сети нет, или нет самого сайта: {only} не проверен, а сравнить не с чем."),
        _ => "Сети нет: ссылки на другие сайты не проверены.".to_owned(),
    }
}

fn asked(count: u64) -> String {
    let addresses = plural(count, "адрес", "адреса", "адресов");
    format!("Ссылки на другие сайты: {count} {addresses}.")
}

/// A site that refuses programs may be well or not.
fn closed(count: u64) -> String {
    match count {
        0 => String::new(),
        count => {
            let addresses = plural(count, "адрес закрыт", "адреса закрыты", "адресов закрыто");
            format!(" Из них {count} {addresses} от программ: откройте их в браузере сами.")
        }
    }
}

/// Where the answers of other sites are kept.
struct MemoryFile {
    path: PathBuf,
}

impl MemoryFile {
    fn below(root: &Path) -> Self {
        Self { path: root.join(".kartoteka").join("external-links.json") }
    }

    /// What is remembered; nothing where there is no such file, or where it is damaged.
    fn read(&self) -> Memory {
        let text = fs::read(&self.path).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Puts the file in its place in one step, so that two checks at once leave a whole one.
    fn write(&self, memory: &Memory) -> io::Result<()> {
        let text = serde_json::to_string_pretty(memory)?;
        let unfinished = self.path.with_extension(format!("json.{}", std::process::id()));
        fs::create_dir_all(self.path.parent().unwrap_or(&self.path))?;
        let written = fs::write(&unfinished, text).and_then(|()| fs::rename(&unfinished, &self.path));
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        written
    }
}
