//! Dates as readers see them.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::russian::calendar::MONTHS_GENITIVE;

/// A date for people and for machines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// `2024-10-08`
    pub iso: String,
    /// «8 октября 2024 г.»
    pub text: String,
}

impl DateView {
    /// The view of a date.
    pub fn new(date: NaiveDate) -> Self {
        let month = MONTHS_GENITIVE[date.month0() as usize];
        Self {
            iso: date.format("%Y-%m-%d").to_string(),
            text: format!("{}\u{a0}{month} {}\u{a0}г.", date.day(), date.year()),
        }
    }
}
