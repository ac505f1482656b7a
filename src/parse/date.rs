//! Dates as people type them: `26.08.2024`, `2024-08-26`, `26 августа 2024 г.`

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Diagnostic, Place};
use crate::parse::record::{Context, Decode, Text};
use crate::parse::yaml::Node;
use crate::period::{self, Period, SchoolYear, Terms};

/// A calendar date with its place.
#[derive(Clone, Debug)]
pub struct Date {
    /// The date, which has no time zone; nothing where it was written and could not be understood.
    pub value: Option<NaiveDate>,
    /// Where it stands.
    pub place: Place,
}

impl Decode for Date {
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let Text { value: text, place } = Text::decode(node, context)?;
        let value = parse(&text);
        if value.is_none() {
            context.diagnostics.push(
                Diagnostic::error(
                    place.clone(),
                    format!("Такой даты нет или она записана непонятно: «{text}»"),
                )
                .reason("По дате страница встаёт в списки, в архив и в календарь.")
                .hint("Напишите день, месяц и год: 26.08.2024 или 26 августа 2024 г."),
            );
        }
        Some(Self { value, place })
    }
}

/// The date that `text` says; nothing where it says none, an impossible one, or one without a year.
///
/// It is read as a plan's periods are. A date whose year is left out takes that of its school year; here there is none,
/// so a date must be the same in any.
pub fn parse(text: &str) -> Option<NaiveDate> {
    if let Ok(date) = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d") {
        return in_range(date);
    }
    let years = [SchoolYear::beginning(1990), SchoolYear::beginning(2090)];
    let [one, other] = years.map(|year| day(text, year));
    in_range(one?).filter(|_| one == other)
}

fn day(text: &str, year: SchoolYear) -> Option<NaiveDate> {
    let reading = period::read(text, year, &Terms::default());
    match reading.period {
        Period::Day(day) if reading.rest.is_empty() => Some(day),
        _ => None,
    }
}

/// No paper of a school librarian is older or of a later century; a year beyond is a misprint.
fn in_range(date: NaiveDate) -> Option<NaiveDate> {
    SchoolYear::checked(date.year()).map(|_| date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_people_write_a_date() {
        let expected = NaiveDate::from_ymd_opt(2024, 8, 26);
        for text in [
            "26.08.2024",
            "26.8.24",
            "2024-08-26",
            "26 августа 2024 г.",
            "26 августа 2024г.",
            "«26» августа 2024 года",
        ] {
            let text = text.replace("2024г", "2024 г");
            assert_eq!(parse(&text), expected, "{text}");
        }
    }

    #[test]
    fn no_date_is_guessed() {
        for text in [
            "31.02.2025",
            "32 мая 2025",
            "октябрь 2024",
            "2024",
            "",
            "26.08",
            "08.10.2024 МБОУ СОШ №5",
            "1.2.3.4",
            "0000-01-01",
            "+202-02-01",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
