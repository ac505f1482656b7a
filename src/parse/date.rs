//! Dates as people type them: `26.08.2024`, `2024-08-26`, `26 августа 2024 г.`

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostic, Place};
use crate::model::school_year::SchoolYear;
use crate::parse::record::{Context, Decode, Text};
use crate::parse::yaml::Node;
use crate::russian::calendar::MONTHS_GENITIVE;

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
                .hint("Напишите день, месяц и год: 26.08.2024 или 26 августа 2024 г."),
            );
        }
        Some(Self { value, place })
    }
}

/// The date that `text` says; nothing where it says none or an impossible one.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let text = text.to_lowercase().replace(['«', '»', '"', '\u{a0}'], " ");
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '.' | '-' | '/'))
        .filter(|word| !word.is_empty())
        .collect();
    let (date, rest) = words.split_at_checked(3)?;
    if !matches!(rest, [] | ["г" | "год" | "года"]) {
        return None;
    }
    match *date {
        [year, month, day] if year.len() == 4 => calendar_day(year, month.parse().ok()?, day),
        [day, month, year] => calendar_day(year, month_number(month)?, day),
        _ => None,
    }
}

fn month_number(word: &str) -> Option<u32> {
    let named = (1..).zip(MONTHS_GENITIVE).find(|(_, name)| *name == word).map(|(number, _)| number);
    named.or_else(|| word.parse().ok())
}

fn calendar_day(year: &str, month: u32, day: &str) -> Option<NaiveDate> {
    if !year.bytes().chain(day.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let century = match year.len() {
        2 => 2000,
        4 => 0,
        _ => return None,
    };
    let year = century + year.parse::<i32>().ok()?;
    let date = NaiveDate::from_ymd_opt(year, month, day.parse().ok()?);
    date.filter(|_| SchoolYear::beginning(year).is_some())
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
