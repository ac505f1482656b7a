//! Dates as people type them: `26.08.2024`, `2024-08-26`, `26 августа 2024 г.`

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Diagnostic, Place};
use crate::parse::record::{Context, Decode, Text};
use crate::parse::shape::Shape;
use crate::parse::yaml::Node;
use crate::period::{self, Period, SchoolYear, Terms, Warning};

/// A calendar date with its place.
#[derive(Clone, Debug)]
pub struct Date {
    /// The date, which has no time zone.
    pub value: NaiveDate,
    /// Where it stands.
    pub place: Place,
}

impl Decode for Date {
    /// No expression could tell all the ways in which people write a day.
    fn shape() -> Shape {
        Shape::Text
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let text = Text::decode(node, context)?;
        let value = parse(&text.value);
        if value.is_none() {
            context.diagnostics.push(
                mistake(&text, context).reason("По дате страница встаёт в списки, в архив и в календарь."),
            );
        }
        value.map(|value| Self { value, place: text.place })
    }
}

/// What is wrong with a date that could not be read.
fn mistake(Text { value: text, place }: &Text, context: &Context) -> Diagnostic {
    let figures = with_figures(text);
    if parse(&figures).is_some() {
        let typed = text.chars().zip(figures.chars()).filter(|(typed, figure)| typed != figure);
        let mut letters: Vec<String> =
            typed.map(|(letter, figure)| format!("«{letter}» вместо «{figure}»")).collect();
        letters.dedup();
        let message = format!("В дате «{text}» стоит буква: {}", letters.join(", "));
        return Diagnostic::error(place.clone(), message)
            .hint("Наберите цифру:")
            .correction(context.line_with(&(place.span.0..place.span.1), &figures));
    }
    if is_impossible(text) {
        return Diagnostic::error(place.clone(), format!("Такой даты нет: «{text}»"))
            .hint("Проверьте день и месяц: такого дня нет в календаре.");
    }
    Diagnostic::error(place.clone(), format!("Дата записана непонятно: «{text}»"))
        .hint("Напишите день, месяц и год: 26.08.2024 или 26 августа 2024 г.")
}

/// Whether `text` names a day that no calendar has.
pub fn is_impossible(text: &str) -> bool {
    let reading = period::read(text, SchoolYear::beginning(2023), &Terms::default());
    reading.warnings.iter().any(|warning| matches!(warning, Warning::Impossible { .. }))
}

/// `text` with figures in place of the letters that look like them, in its numbers.
fn with_figures(text: &str) -> String {
    let figure = |letter: char| match letter {
        'О' | 'о' | 'O' | 'o' => Some('0'),
        'З' | 'з' => Some('3'),
        'l' | 'I' | 'І' | '|' => Some('1'),
        'б' => Some('6'),
        letter => letter.is_ascii_digit().then_some(letter),
    };
    let mut all = String::with_capacity(text.len());
    for part in text.split_inclusive(|letter: char| !letter.is_alphanumeric() && letter != '|') {
        let number = part.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '|');
        let has_figure = number.contains(|letter: char| letter.is_ascii_digit());
        match number.chars().map(figure).collect::<Option<String>>() {
            Some(figures) if has_figure => all.push_str(&figures),
            _ => all.push_str(number),
        }
        all.push_str(&part[number.len()..]);
    }
    all
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
    fn letters_that_look_like_figures_are_recognised() {
        assert_eq!(with_figures("О2.О9.2024"), "02.09.2024");
        assert_eq!(with_figures("2б августа 2О24 г."), "26 августа 2024 г.");
        assert_eq!(with_figures("октябрь"), "октябрь");
    }

    #[test]
    fn an_impossible_day_is_told_from_an_unreadable_one() {
        assert!(is_impossible("31.06.2025") && is_impossible("31 сентября 2024 г."));
        assert!(!is_impossible("скоро") && !is_impossible("28.08.2024"));
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
