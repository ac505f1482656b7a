//! Dates as readers see them.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::russian::calendar::{MONTHS, MONTHS_GENITIVE, WEEKDAYS};

/// A date for people and for machines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// `2024-10-08`
    pub iso: String,
    /// «8 октября 2024 г.»
    pub text: String,
    /// «вторник»
    pub weekday: &'static str,
}

impl DateView {
    /// The view of a date.
    pub fn new(date: NaiveDate) -> Self {
        Self {
            iso: date.format("%Y-%m-%d").to_string(),
            text: format!("{} {}\u{a0}г.", day_and_month(date), date.year()),
            weekday: WEEKDAYS[date.weekday().num_days_from_monday() as usize],
        }
    }
}

fn day_and_month(date: NaiveDate) -> String {
    format!("{}\u{a0}{}", date.day(), MONTHS_GENITIVE[date.month0() as usize])
}

/// «Октябрь 2024»
pub(super) fn month_title(year: i32, month: u32) -> String {
    format!("{} {year}", month_name(month))
}

/// «Октябрь»
pub(super) fn month_name(month: u32) -> String {
    super::frame::sentence(MONTHS.get(month as usize - 1).copied().unwrap_or_default())
}

/// A run of days in words, as short as it can be and still whole: «8 октября 2024 г., вторник», «октябрь 2024 г.»,
/// «декабрь 2024 г. – март 2025 г.», «15–21 сентября 2024 г.»
pub(super) fn span_text(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        let DateView { text, weekday, .. } = DateView::new(first);
        return format!("{text}, {weekday}");
    }
    let whole_months = first.day() == 1 && last.succ_opt().is_none_or(|next| next.day() == 1);
    let month = |date: NaiveDate| MONTHS[date.month0() as usize];
    match (whole_months, first.year() == last.year(), first.month() == last.month()) {
        (true, true, true) => format!("{} {}\u{a0}г.", month(first), first.year()),
        (true, true, false) => format!("{}–{} {}\u{a0}г.", month(first), month(last), first.year()),
        (true, false, _) => {
            format!("{} {}\u{a0}г. – {} {}\u{a0}г.", month(first), first.year(), month(last), last.year())
        }
        (false, true, true) => format!("{}–{} {}\u{a0}г.", first.day(), day_and_month(last), first.year()),
        (false, true, false) => {
            format!("{} – {} {}\u{a0}г.", day_and_month(first), day_and_month(last), first.year())
        }
        (false, false, _) => {
            format!(
                "{} {}\u{a0}г. – {} {}\u{a0}г.",
                day_and_month(first),
                first.year(),
                day_and_month(last),
                last.year()
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_days_are_said_as_people_say_them() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a date");
        let said = |first, last| span_text(first, last).replace('\u{a0}', " ");
        assert_eq!(said(day(2024, 10, 8), day(2024, 10, 8)), "8 октября 2024 г., вторник");
        assert_eq!(said(day(2024, 10, 1), day(2024, 10, 31)), "октябрь 2024 г.");
        assert_eq!(said(day(2024, 8, 1), day(2024, 9, 30)), "август–сентябрь 2024 г.");
        assert_eq!(said(day(2020, 12, 1), day(2021, 3, 31)), "декабрь 2020 г. – март 2021 г.");
        assert_eq!(said(day(2024, 9, 15), day(2024, 9, 21)), "15–21 сентября 2024 г.");
        assert_eq!(said(day(2024, 10, 28), day(2024, 11, 4)), "28 октября – 4 ноября 2024 г.");
        assert_eq!(said(day(2024, 12, 30), day(2025, 1, 12)), "30 декабря 2024 г. – 12 января 2025 г.");
    }
}
