//! When: the Russian wording of a school plan's date cell, read into a [`Period`] of a school year.
//!
//! [`read`] takes the cell as it was typed. Nothing is lost: what is not the period stands in [`Reading::rest`].
//! The module knows no files, no clock and no locale: the same text, school year and terms give the same reading.
//!
//! The road of a text: `text` cuts it into tokens, `scan` finds the items in them with the grammar of `dated`,
//! `terms`, `recurring`, `condition` and `occasion` and passes over every `exclusion`, `resolve` gives the items their
//! years and leaves out those that are `explained` by others, `combine` makes one period of them.

mod combine;
mod condition;
mod course;
mod cursor;
mod dated;
mod exclusion;
mod explained;
mod item;
mod numeric;
mod occasion;
mod ordinal;
mod overriding;
mod recurring;
mod resolve;
mod rest;
mod scan;
mod school_year;
mod terms;
mod text;
mod warning;
mod words;
mod write;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use overriding::{parse_override, write_override};
pub use school_year::{Holiday, SchoolYear, TermName, Terms};
pub use warning::Warning;
pub use write::write;

/// What a cell says of time, and what else it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The cell as written.
    pub text: String,
    /// The period that was read.
    pub period: Period,
    /// Place, time of day, class: what is not the period, in the author's words. All of it when nothing was read.
    pub rest: String,
    /// What is doubtful in the reading.
    pub warnings: Vec<Warning>,
}

/// When an activity takes place. The order is no order in time, it only serves to find equal ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// One day.
    Day(NaiveDate),
    /// A run of days: a week, a month, a quarter, a term.
    Span {
        /// Its first day.
        first: NaiveDate,
        /// Its last day.
        last: NaiveDate,
    },
    /// Not later than this day.
    Deadline(NaiveDate),
    /// Two or more periods, none of them `Several`.
    Several(Vec<Period>),
    /// The whole school year; `continuous` where the author wrote «постоянно».
    Year {
        /// Whether it goes on without a break.
        continuous: bool,
    },
    /// Again and again: the rule in normalised words, and the span in which it holds where one is named.
    Recurring {
        /// «ежеквартально», «каждый последний четверг месяца».
        rule: String,
        /// The first and the last day of the span.
        bounds: Option<(NaiveDate, NaiveDate)>,
    },
    /// On a condition: «по заявкам».
    Open {
        /// The condition in normalised words.
        condition: String,
    },
    /// Not understood.
    Unread,
}

impl Period {
    /// The kind as it is printed.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Day(_) => "day",
            Self::Span { .. } => "span",
            Self::Deadline(_) => "deadline",
            Self::Several(_) => "several",
            Self::Year { .. } => "year",
            Self::Recurring { .. } => "recurring",
            Self::Open { .. } => "open",
            Self::Unread => "unread",
        }
    }

    /// The periods that it consists of: its parts, or itself.
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::Several(parts) => parts,
            one => std::slice::from_ref(one),
        }
    }

    /// The first day, where there is one.
    #[must_use]
    pub fn start(&self, year: SchoolYear) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Span { first, .. } => Some(*first),
            Self::Several(parts) => parts.iter().filter_map(|part| part.start(year)).min(),
            Self::Year { .. } => Some(year.first()),
            Self::Deadline(_) | Self::Recurring { .. } | Self::Open { .. } | Self::Unread => None,
        }
    }

    /// The last day, where there is one; a deadline's own day.
    #[must_use]
    pub fn end(&self, year: SchoolYear) -> Option<NaiveDate> {
        match self {
            Self::Day(day) | Self::Deadline(day) => Some(*day),
            Self::Span { last, .. } => Some(*last),
            Self::Several(parts) => parts.iter().filter_map(|part| part.end(year)).max(),
            Self::Year { .. } => Some(year.last()),
            Self::Recurring { .. } | Self::Open { .. } | Self::Unread => None,
        }
    }

    /// A run of days; a run of one day is a day.
    pub(self) fn span(first: NaiveDate, last: NaiveDate) -> Self {
        if first == last { Self::Day(first) } else { Self::Span { first, last } }
    }
}

/// Reads the wording of one cell within its school year.
#[must_use]
pub fn read(text: &str, year: SchoolYear, terms: &Terms) -> Reading {
    let tokens = text::tokens(text);
    let found = scan::items(&tokens);
    let resolved = resolve::all(found, &resolve::Context { year, terms, text, tokens: &tokens });
    let mut warnings = resolved.warnings;
    let period = combine::one(resolved.placed);
    if period == Period::Unread && warnings.is_empty() {
        warnings.push(nothing_read(&tokens));
    }
    let rest = match period {
        Period::Unread => rest::collapsed(text),
        _ => rest::of(text, &tokens, &resolved.taken),
    };
    Reading { text: text.to_owned(), period, rest, warnings }
}

fn nothing_read(tokens: &[text::Token]) -> Warning {
    let blank = tokens.iter().all(text::Token::is_punctuation);
    if blank { Warning::Empty } else { Warning::Unrecognised }
}
