//! `kartoteka period`: how the wording of a period is read.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::arguments::{Format, PeriodArguments};
use super::lines::{answer, on_one_line};
use super::report::{self, Sources};
use super::{Outcome, complain, failure};
use crate::diagnostic::Diagnostics;
use crate::parse::calendar;
use crate::period::{self, Period, Reading, SchoolYear, Terms};

/// Reads every expression.
pub(super) fn run(arguments: &PeriodArguments) -> Outcome {
    let year = arguments.school_year;
    let terms = match arguments.calendar.as_deref().map(|file| terms(file, year)).transpose() {
        Ok(terms) => terms.unwrap_or_default(),
        Err(outcome) => return outcome,
    };
    answer(&arguments.expressions, |text| {
        let reading = period::read(text, year, &terms);
        match arguments.format {
            Format::Text => in_words(&reading),
            Format::Json => serde_json::to_string(&ReadingJson::new(&reading, year)).unwrap_or_default(),
        }
    })
}

/// The terms of `year` in a calendar file.
fn terms(file: &Path, year: SchoolYear) -> Result<Terms, Outcome> {
    let text =
        fs::read_to_string(file).map_err(|error| failure::say(&failure::unreadable_file(file, &error)))?;
    let path: Arc<str> = file.display().to_string().into();
    let mut diagnostics = Diagnostics::default();
    let calendar = calendar::parse(&path, &text, &mut diagnostics);
    if diagnostics.has_errors() {
        report::report(diagnostics, &Sources::Text(&path, &text));
        return Err(Outcome::Mistakes);
    }
    let years = calendar.map(|calendar| calendar.years).unwrap_or_default();
    let own = years.into_iter().find(|(named, _)| *named == year);
    if own.is_none() {
        complain(&format!(
            "предупреждение: в файле {} нет {year} учебного года, четверти и каникулы остались неизвестны",
            file.display()
        ));
    }
    Ok(own.map(|(_, terms)| terms).unwrap_or_default())
}

fn in_words(reading: &Reading) -> String {
    let words = match reading.period {
        Period::Unread => "не прочитано".to_owned(),
        ref read => period::write(read),
    };
    let mut line = format!("{} → {words}", on_one_line(&reading.text));
    if !reading.rest.is_empty() && reading.period != Period::Unread {
        line = format!("{line}; кроме того: {}", reading.rest);
    }
    for warning in &reading.warnings {
        line = format!("{line}; {}", warning.message());
    }
    line
}

/// A reading as JSON: the contract for other programs.
#[derive(Serialize)]
struct ReadingJson<'r> {
    text: &'r str,
    #[serde(flatten)]
    period: PeriodJson<'r>,
    rest: &'r str,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct PeriodJson<'r> {
    kind: &'static str,
    start: Option<String>,
    end: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<PeriodJson<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<&'r str>,
}

impl<'r> ReadingJson<'r> {
    fn new(reading: &'r Reading, year: SchoolYear) -> Self {
        Self {
            text: &reading.text,
            period: PeriodJson::new(&reading.period, year),
            rest: &reading.rest,
            warnings: reading.warnings.iter().map(period::Warning::message).collect(),
        }
    }
}

impl<'r> PeriodJson<'r> {
    fn new(period: &'r Period, year: SchoolYear) -> Self {
        let date = |date: NaiveDate| date.format("%Y-%m-%d").to_string();
        let parts = if let Period::Several(parts) = period { parts.as_slice() } else { &[] };
        Self {
            kind: period.kind(),
            start: period.start(year).map(date),
            end: period.end(year).map(date),
            parts: parts.iter().map(|part| Self::new(part, year)).collect(),
            rule: if let Period::Recurring { rule, .. } = period { Some(rule) } else { None },
            condition: if let Period::Open { condition } = period { Some(condition) } else { None },
        }
    }
}
