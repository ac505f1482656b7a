//! The fixture tables: an expression, its school year, and the reading that was judged right.

use chrono::NaiveDate;

use super::{Holiday, Period, SchoolYear, TermName, Terms, parse_override, read, write};

/// Reads every line of a table and compares; says all differences at once.
fn check(table: &str, terms: &Terms) {
    let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
    let wrong: Vec<String> = lines.iter().filter_map(|line| difference(line, terms)).collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
}

fn difference(line: &str, terms: &Terms) -> Option<String> {
    let mut columns = line.split('\t');
    let mut column = || columns.next().unwrap_or_default().to_owned();
    let (text, year) = (column().replace("\\n", "\n"), column());
    let year = SchoolYear::beginning(year.parse().expect("a school year"));
    let expected = [column(), column(), column(), column(), column()];
    let (parts, reading) = (column(), read(&text, year, terms));
    let date = |date: Option<NaiveDate>| date.map_or(String::new(), |date| date.to_string());
    let codes: Vec<&str> = reading.warnings.iter().map(super::Warning::code).collect();
    let actual = [
        reading.period.kind().to_owned(),
        date(reading.period.start(year)),
        date(reading.period.end(year)),
        reading.rest.clone(),
        codes.join(","),
    ];
    let actual_parts = detail(&reading.period);
    let same = actual == expected && (parts.is_empty() || parts == actual_parts);
    (!same).then(|| format!("{text:?}\n  want {expected:?} {parts}\n  have {actual:?} {actual_parts}"))
}

/// The inner of a period in the tables' short form.
fn detail(period: &Period) -> String {
    match period {
        Period::Day(day) => day.to_string(),
        Period::Span { first, last } => format!("{first}/{last}"),
        Period::Deadline(day) => format!("..{day}"),
        Period::Several(parts) => {
            let plus =
                parts.iter().any(|part| matches!(part, Period::Open { .. } | Period::Recurring { .. }));
            parts.iter().map(detail).collect::<Vec<_>>().join(if plus { " + " } else { " " })
        }
        Period::Year { continuous } => if *continuous { "continuous" } else { "год" }.to_owned(),
        Period::Recurring { rule, bounds: None } => rule.clone(),
        Period::Recurring { rule, bounds: Some((first, last)) } => format!("{rule} + {first}/{last}"),
        Period::Open { condition } => condition.clone(),
        Period::Unread => String::new(),
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn calendar() -> Terms {
    let terms = [
        (TermName::Quarter(1), "2024-09-02", "2024-10-25"),
        (TermName::Quarter(2), "2024-11-05", "2024-12-27"),
        (TermName::Quarter(3), "2025-01-09", "2025-03-21"),
        (TermName::Quarter(4), "2025-03-31", "2025-05-28"),
        (TermName::Trimester(1), "2024-09-02", "2024-11-15"),
        (TermName::Holiday(Holiday::Autumn), "2024-10-26", "2024-11-04"),
        (TermName::Holiday(Holiday::Winter), "2024-12-28", "2025-01-08"),
        (TermName::Holiday(Holiday::Spring), "2025-03-22", "2025-03-30"),
    ];
    Terms::new(terms.map(|(name, first, last)| (name, day(first), day(last))))
}

#[test]
fn seeds() {
    check(include_str!("fixtures/seeds.txt"), &Terms::default());
}

#[test]
fn suite() {
    check(include_str!("fixtures/suite.txt"), &Terms::default());
}

#[test]
fn pages() {
    check(include_str!("fixtures/pages.txt"), &Terms::default());
}

#[test]
fn pages_later() {
    check(include_str!("fixtures/pages_later.txt"), &Terms::default());
}

#[test]
fn known() {
    check(include_str!("fixtures/known.txt"), &Terms::default());
}

#[test]
fn second() {
    check(include_str!("fixtures/second.txt"), &Terms::default());
}

#[test]
fn third() {
    check(include_str!("fixtures/third.txt"), &Terms::default());
}

#[test]
fn blind() {
    check(include_str!("fixtures/blind.txt"), &Terms::default());
}

#[test]
fn with_a_calendar() {
    check(include_str!("fixtures/calendar.txt"), &calendar());
}

#[test]
fn overrides() {
    let span = |first, last| Some(Period::Span { first: day(first), last: day(last) });
    assert_eq!(parse_override("2020-12/2021-03"), span("2020-12-01", "2021-03-31"));
    assert_eq!(parse_override(" 2024-11 "), span("2024-11-01", "2024-11-30"));
    assert_eq!(parse_override("2024-11-14"), Some(Period::Day(day("2024-11-14"))));
    assert_eq!(parse_override("2024-11-14/2025-02"), span("2024-11-14", "2025-02-28"));
    assert_eq!(parse_override("нет"), Some(Period::Unread));
    for wrong in ["", "2024", "2024-13", "2025-02-29", "2025-03/2024-03", "2024-11-14-1", "ноябрь", "2024-1"]
    {
        assert_eq!(parse_override(wrong), None, "{wrong}");
    }
}

#[test]
fn canonical_wording() {
    let span = |first, last| write(&Period::Span { first: day(first), last: day(last) });
    assert_eq!(write(&Period::Day(day("2024-10-08"))), "8 октября 2024 г.");
    assert_eq!(span("2024-10-01", "2024-10-31"), "октябрь 2024 года");
    assert_eq!(span("2024-10-01", "2024-11-30"), "октябрь–ноябрь 2024 года");
    assert_eq!(span("2020-12-01", "2021-03-31"), "декабрь 2020 – март 2021 года");
    assert_eq!(span("2024-08-26", "2024-08-29"), "26–29 августа 2024 г.");
    assert_eq!(span("2024-10-28", "2024-11-04"), "28 октября – 4 ноября 2024 г.");
}

#[test]
fn a_warning_says_how_to_remove_the_doubt() {
    let reading = read("Май-сентябрь", SchoolYear::beginning(2020), &Terms::default());
    let message = reading.warnings.first().map(super::Warning::message).unwrap_or_default();
    assert!(message.ends_with("напишите год: «май–сентябрь 2021 года»"), "{message}");
}

#[test]
fn a_year_that_is_written_is_to_be_checked() {
    for text in [
        "октябрь 2030",
        "08.10.2030",
        "до 15 мая 2031 г.",
        "с октября 2030",
        "2030/2031 учебный год",
        "2030 год",
    ] {
        let reading = read(text, SchoolYear::beginning(2024), &Terms::default());
        let messages: Vec<String> = reading.warnings.iter().map(super::Warning::message).collect();
        assert!(messages.iter().any(|message| message.ends_with("проверьте год")), "{text}: {messages:?}");
        assert!(!messages.iter().any(|message| message.contains("напишите год")), "{text}: {messages:?}");
    }
}
