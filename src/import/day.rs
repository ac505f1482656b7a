//! A day in a line of text.

use chrono::NaiveDate;

use crate::period::{self, Period, SchoolYear, Terms};

/// The longest line that is taken for one that says when something was.
const LONGEST: usize = 160;

/// The day that a short text names with its year.
pub(super) fn first(text: &str) -> Option<NaiveDate> {
    let day = |period| match period {
        Period::Day(day) => Some(day),
        Period::Several(parts) => parts.into_iter().find_map(|part| match part {
            Period::Day(day) => Some(day),
            _ => None,
        }),
        _ => None,
    };
    // «Протокол от 12 марта 2025 года»: the date of a paper is no period of a plan, but the day that is looked for here.
    let of_paper = || text.rsplit_once("от ").and_then(|(_, date)| of_year(date, day));
    of_year(text, day).or_else(of_paper)
}

/// The day in the name of a file, whatever words stand around it: «Протокол 2026-12-10».
pub(super) fn in_name(stem: &str) -> Option<NaiveDate> {
    let parts =
        || stem.split(|letter: char| letter.is_whitespace() || matches!(letter, '_' | '(' | ')' | ','));
    first(stem).or_else(|| parts().find_map(first))
}

/// What a period says of a day, where it names its calendar year: then it says the same in whatever school year.
pub(super) fn of_year(text: &str, day: impl Fn(Period) -> Option<NaiveDate>) -> Option<NaiveDate> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let read = |year| day(period::read(text, SchoolYear::beginning(year), &Terms::default()).period);
    let (one, other) = (read(2001), read(2051));
    one.filter(|_| one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_their_year() {
        for (text, expected) in [
            ("от 08.10.2024 г.", Some("2024-10-08")),
            ("Протокол № 3 от 12 марта 2025 года", Some("2025-03-12")),
            ("2024-10-08", Some("2024-10-08")),
            ("8 октября", None),
            ("план на 2024/2025", None),
        ] {
            assert_eq!(first(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn days_in_names_of_files() {
        for (name, expected) in [
            ("Протокол 2026-12-10", Some("2026-12-10")),
            ("2026-12-10_протокол", Some("2026-12-10")),
            ("Протокол № 3 (10.12.2026) испр", Some("2026-12-10")),
            ("Протокол от 10 декабря 2026 г", Some("2026-12-10")),
            ("Протокол 2026-2027", None),
            ("Протокол 3", None),
        ] {
            assert_eq!(in_name(name).map(|day| day.to_string()).as_deref(), expected, "{name}");
        }
    }
}
