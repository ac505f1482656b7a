//! The canonical Russian wording of a period: what [`super::read`] reads back as the same.

use chrono::{Datelike, NaiveDate};

use super::Period;
use super::item::is_whole_months;
use crate::russian::calendar::{MONTHS, MONTHS_GENITIVE};

/// The period in words; nothing for one that was not read.
#[must_use]
pub fn write(period: &Period) -> String {
    match period {
        Period::Day(day) => full(*day),
        Period::Span { first, last } => span(*first, *last),
        Period::Deadline(day) => format!("до {}", full(*day)),
        Period::Several(parts) => parts.iter().map(write).collect::<Vec<_>>().join("; "),
        Period::Year { continuous: true } => "постоянно".to_owned(),
        Period::Year { continuous: false } => "в течение учебного года".to_owned(),
        Period::Recurring { rule, bounds: None } => rule.clone(),
        Period::Recurring { rule, bounds: Some((first, last)) } => format!("{rule} {}", span(*first, *last)),
        Period::Open { condition } => condition.clone(),
        Period::Unread => String::new(),
    }
}

fn span(first: NaiveDate, last: NaiveDate) -> String {
    if is_whole_months(first, last) { months(first, last) } else { days(first, last) }
}

fn months(first: NaiveDate, last: NaiveDate) -> String {
    let end = format!("{} {} года", name(&MONTHS, last), last.year());
    if first.year() != last.year() {
        return format!("{} {} – {end}", name(&MONTHS, first), first.year());
    }
    if first.month() == last.month() { end } else { format!("{}–{end}", name(&MONTHS, first)) }
}

fn days(first: NaiveDate, last: NaiveDate) -> String {
    if first.year() != last.year() {
        return format!("{} – {}", full(first), full(last));
    }
    if first.month() == last.month() {
        return format!("{}–{}", first.day(), full(last));
    }
    format!("{} {} – {}", first.day(), name(&MONTHS_GENITIVE, first), full(last))
}

fn full(day: NaiveDate) -> String {
    format!("{} {} {} г.", day.day(), name(&MONTHS_GENITIVE, day), day.year())
}

fn name(names: &[&'static str; 12], day: NaiveDate) -> &'static str {
    names.get(day.month0() as usize).copied().unwrap_or_default()
}
