//! The school year that a text speaks of.

use std::collections::BTreeMap;

use super::{Cell, Draft, PartKind};
use crate::import::day;
use crate::model::plan::Role;
use crate::period::{Period, SchoolYear};

/// The first school year in a text: «на 2019 – 2020 учебный год», «2024/25 уч. г.».
pub(in crate::import) fn school_year(text: &str) -> Option<SchoolYear> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let mut rest = text;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        rest = &rest[at..];
        let length = digits(rest);
        let behind = rest[length..].trim_start();
        let second = behind.strip_prefix(['-', '–', '—', '/', '\\']).map(str::trim_start);
        let second = second.map(|second| &second[..digits(second)]);
        if let Some(second) = second.filter(|second| length == 4 && matches!(second.len(), 2 | 4))
            && let Some(year) = SchoolYear::parse(&format!("{}/{second}", &rest[..length]))
        {
            return Some(year);
        }
        rest = &rest[length..];
    }
    None
}

/// The school year that most of the dated periods of a plan fall into.
pub(super) fn of_periods(draft: &Draft) -> Option<SchoolYear> {
    let mut counts: BTreeMap<SchoolYear, usize> = BTreeMap::new();
    let tables = draft.parts.iter().filter_map(|part| match &part.kind {
        PartKind::Table(table) => Some(table),
        _ => None,
    });
    for table in tables {
        let Some(when) = table.columns.iter().position(|column| column.role == Role::When) else { continue };
        let lines = table.sections.iter().flat_map(|section| &section.rows).flat_map(|row| &row.lines);
        for line in lines {
            let Some(Cell::Text(text)) = line.cells.get(when) else { continue };
            if let Some(year) = dated(text) {
                *counts.entry(year).or_default() += 1;
            }
        }
    }
    counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}

/// The school year of a period that names its calendar year.
fn dated(text: &str) -> Option<SchoolYear> {
    let first = |period| match period {
        Period::Day(day) | Period::Deadline(day) | Period::Span { first: day, .. } => Some(day),
        _ => None,
    };
    day::of_year(text, first).map(SchoolYear::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_titles() {
        for (text, expected) in [
            ("План работы на 2019 – 2020 учебный год", Some(2019)),
            ("на 2024/2025 уч. год", Some(2024)),
            ("2026-27 уч.г.", Some(2026)),
            ("plan-2025_2026", None),
            ("plan 2025-2026.docx", Some(2025)),
            ("приказ от 25.12.2023, 2023-2024", Some(2023)),
            ("1941-1945", None),
            ("2024", None),
        ] {
            assert_eq!(school_year(text).map(SchoolYear::year), expected, "{text}");
        }
    }
}
