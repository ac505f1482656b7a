//! The author's own word on a period (`период:` in the plan), where the reading of the wording is not wanted.

use chrono::NaiveDate;

use super::Period;
use super::item::{is_whole_months, month_end};
use super::school_year::YEARS;

/// `2024-11-14`, `2024-11`, a run of either (`2020-12/2021-03`), or `нет`: not dated.
#[must_use]
pub fn parse_override(text: &str) -> Option<Period> {
    let text = text.trim();
    if text.to_lowercase() == "нет" {
        return Some(Period::Unread);
    }
    let (first, last) = match text.split_once('/') {
        Some((first, last)) => (bounds(first)?.0, bounds(last)?.1),
        None => bounds(text)?,
    };
    (first <= last).then(|| Period::span(first, last))
}

/// The period as [`parse_override`] reads it; nothing for one that has no days of its own.
#[must_use]
pub fn write_override(period: &Period) -> Option<String> {
    let (first, last) = match period {
        Period::Day(day) => (*day, *day),
        Period::Span { first, last } => (*first, *last),
        _ => return None,
    };
    let form = if is_whole_months(first, last) { "%Y-%m" } else { "%Y-%m-%d" };
    let (first, last) = (first.format(form).to_string(), last.format(form).to_string());
    Some(if first == last { first } else { format!("{first}/{last}") })
}

fn bounds(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let mut parts = text.trim().split('-');
    let year = i32::try_from(figures(parts.next()?, 4)?).ok().filter(|year| YEARS.contains(year))?;
    let month = figures(parts.next()?, 2)?;
    let day = parts.next();
    if parts.next().is_some() {
        return None;
    }
    if let Some(day) = day {
        let day = NaiveDate::from_ymd_opt(year, month, figures(day, 2)?)?;
        return Some((day, day));
    }
    Some((NaiveDate::from_ymd_opt(year, month, 1)?, month_end(year, month)?))
}

fn figures(text: &str, count: usize) -> Option<u32> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_the_same() {
        for text in
            ["2024-11-14", "2024-11", "2020-12/2021-03", "2024-11-14/2024-11-16", "2024-02-01/2024-02-28"]
        {
            let period = parse_override(text).expect("a period");
            assert_eq!(write_override(&period).as_deref(), Some(text));
        }
        assert_eq!(write_override(&Period::Unread), None);
    }
}
