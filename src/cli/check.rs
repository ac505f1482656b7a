//! `kartoteka check`: everything that is wrong with the content, and nothing of the site written.

use super::arguments::{CheckArguments, ReportFormat};
use super::report;
use super::site::{Folders, ReadSite};
use super::{Outcome, external, failure, print};
use crate::diagnostic::{Checked, Diagnostics};
use crate::write::{WriteError, rehearse};

/// Checks the site.
pub(super) fn run(arguments: &CheckArguments) -> Outcome {
    let folders = Folders::new(&arguments.site);
    if let Err(refusal) = folders.check() {
        return failure::say(&refusal);
    }
    match ReadSite::read(&arguments.site, &folders) {
        Ok(read) => check(read, arguments),
        Err(failure) => failure::say(&failure::unreadable(&failure)),
    }
}

fn check(read: Checked<ReadSite>, arguments: &CheckArguments) -> Outcome {
    let Checked { value: read, mut diagnostics } = read;
    let reminders = if diagnostics.has_errors() { Diagnostics::default() } else { read.reminders() };
    let output = read.output(arguments.site.strict, &mut diagnostics);
    let rehearsed = output.map_or(Ok(()), |output| rehearse(&output));
    match rehearsed {
        Err(WriteError::Made(mistakes)) => diagnostics.append(mistakes.into_iter().collect()),
        Err(WriteError::Refused(refusal)) => {
            failure::say(&failure::refused(&refusal, "public".as_ref()));
            return Outcome::Mistakes;
        }
        Err(WriteError::Io(failure)) => return failure::say(&failure::unwritable(&failure)),
        Ok(()) => {}
    }
    diagnostics.append(reminders);
    if arguments.external {
        // After the warnings have been refused, where they are: what other people's servers do is no mistake.
        diagnostics.append(external::check(&read.mentions, &arguments.site.root));
    }
    tell(diagnostics, &read, arguments.format)
}

fn tell(diagnostics: Diagnostics, read: &ReadSite, format: ReportFormat) -> Outcome {
    let outcome = if diagnostics.has_errors() { Outcome::Mistakes } else { Outcome::Done };
    let diagnostics = diagnostics.sorted();
    let sources = read.sources();
    let report = match format {
        ReportFormat::Text if diagnostics.is_empty() => "Ошибок нет, сомнений тоже.".to_owned(),
        ReportFormat::Text => report::text(&diagnostics, &sources, &report::renderer(&std::io::stdout())),
        ReportFormat::Json => report::json(&diagnostics, &sources),
        ReportFormat::Github => report::github(&diagnostics, &sources),
    };
    if !report.is_empty() {
        print(&report);
    }
    outcome
}
