//! Calendars: iCalendar (RFC 5545) with the properties of RFC 7986.
//!
//! Written here and not by a crate: those that write iCalendar look at the clock where a stamp is missing, and count letters
//! where lines are to be folded by octets.

use std::fmt::Write;

use chrono::{DateTime, Days, NaiveDate, Utc};

/// A calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// What it is called.
    pub name: String,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// The page that shows it.
    pub page: Option<String>,
    /// Where it is fetched anew.
    pub source: Option<String>,
    /// Its events.
    pub events: Vec<Event>,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What it is known by, whatever else changes.
    pub uid: String,
    /// When what is said of it was last settled: a day that the content names, never that of the build.
    pub revised: NaiveDate,
    /// How often it was put otherwise than planned.
    pub sequence: u32,
    /// When it is.
    pub time: Time,
    /// What it is, in a line.
    pub summary: String,
    /// What else is said of it, line by line.
    pub description: String,
    /// Where it is.
    pub location: Option<String>,
    /// What kind of event it is.
    pub categories: Vec<String>,
    /// Its page.
    pub url: Option<String>,
    /// Where one joins it from afar.
    pub conference: Option<String>,
    /// Whether it will not take place.
    pub cancelled: bool,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// On whole days, wherever one is.
    Days {
        /// The first.
        first: NaiveDate,
        /// The last.
        last: NaiveDate,
    },
    /// At an hour.
    At {
        /// The beginning.
        start: DateTime<Utc>,
        /// The end, where it is known.
        end: Option<DateTime<Utc>>,
    },
}

impl Time {
    /// What it is sorted by.
    pub fn start(self) -> (NaiveDate, Option<DateTime<Utc>>) {
        match self {
            Self::Days { first, .. } => (first, None),
            Self::At { start, .. } => (start.date_naive(), Some(start)),
        }
    }
}

/// How often whoever subscribes may ask again: what is fetched more often is fetched in vain.
const REFRESH: &str = "P1D";

/// The text of a calendar.
pub fn text(calendar: &Calendar) -> String {
    let mut lines = Lines::default();
    lines.exact("BEGIN", "VCALENDAR");
    lines.exact("VERSION", "2.0");
    lines.exact("PRODID", "-//Kartoteka//Kartoteka//RU");
    lines.exact("CALSCALE", "GREGORIAN");
    // The names of RFC 7986, and those that programs knew before.
    lines.text("NAME", &calendar.name);
    lines.text("X-WR-CALNAME", &calendar.name);
    if let Some(description) = &calendar.description {
        lines.text("DESCRIPTION", description);
        lines.text("X-WR-CALDESC", description);
    }
    if let Some(page) = &calendar.page {
        lines.exact("URL", page);
    }
    if let Some(source) = &calendar.source {
        lines.exact("SOURCE;VALUE=URI", source);
    }
    lines.exact("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    lines.exact("X-PUBLISHED-TTL", REFRESH);
    for event in &calendar.events {
        lines.event(event);
    }
    lines.exact("END", "VCALENDAR");
    lines.0
}

/// Content lines, each folded and ended as the RFC wants it.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn event(&mut self, event: &Event) {
        let stamp = format!("{}T000000Z", basic(event.revised));
        self.exact("BEGIN", "VEVENT");
        self.text("UID", &event.uid);
        self.exact("DTSTAMP", &stamp);
        self.exact("LAST-MODIFIED", &stamp);
        self.exact("SEQUENCE", &event.sequence.to_string());
        match event.time {
            Time::Days { first, last } => {
                // The end is the day on which it is over.
                let over = last.checked_add_days(Days::new(1)).unwrap_or(last);
                self.exact("DTSTART;VALUE=DATE", &basic(first));
                self.exact("DTEND;VALUE=DATE", &basic(over));
                self.exact("TRANSP", "TRANSPARENT");
            }
            Time::At { start, end } => {
                self.exact("DTSTART", &instant(start));
                if let Some(end) = end {
                    self.exact("DTEND", &instant(end));
                }
                self.exact("TRANSP", "OPAQUE");
            }
        }
        self.text("SUMMARY", &event.summary);
        if !event.description.is_empty() {
            self.text("DESCRIPTION", &event.description);
        }
        if let Some(location) = &event.location {
            self.text("LOCATION", location);
        }
        if !event.categories.is_empty() {
            let categories: Vec<String> = event.categories.iter().map(|name| escaped(name)).collect();
            self.exact("CATEGORIES", &categories.join(","));
        }
        if let Some(url) = &event.url {
            self.exact("URL", url);
        }
        if let Some(conference) = &event.conference {
            self.exact("CONFERENCE;VALUE=URI", conference);
        }
        self.exact("STATUS", if event.cancelled { "CANCELLED" } else { "CONFIRMED" });
        self.exact("END", "VEVENT");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.exact(name, &escaped(value));
    }

    /// A line whose value stands as it is.
    fn exact(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{}", value.replace(char::is_control, ""));
        let mut rest = line.as_str();
        // The space with which a continuation begins is one of its octets.
        let mut room = LONGEST;
        while rest.len() > room {
            let (head, tail) = rest.split_at(cut(rest, room));
            let _ = write!(self.0, "{head}\r\n ");
            rest = tail;
            room = LONGEST - 1;
        }
        let _ = write!(self.0, "{rest}\r\n");
    }
}

/// How many octets a line may have, its end not counted.
const LONGEST: usize = 75;

/// Where a line is cut so that its head has `room` octets at most: between letters, and before no accent.
fn cut(text: &str, room: usize) -> usize {
    let is_accent = |at: usize| text[at..].starts_with(|letter| ('\u{300}'..='\u{36f}').contains(&letter));
    let boundary = |at: &usize| text.is_char_boundary(*at);
    let whole = (1..=room).rev().filter(boundary).find(|at| !is_accent(*at));
    whole.or_else(|| (1..=room).rev().find(boundary)).unwrap_or(text.len())
}

/// Text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n");
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\n' | '\r' => value.push_str("\\n"),
            '\t' => value.push(' '),
            letter if letter.is_control() => {}
            letter => value.push(letter),
        }
    }
    value
}

fn basic(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

fn instant(time: DateTime<Utc>) -> String {
    time.format("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%d.%m.%Y").expect("a date")
    }

    fn event(time: Time) -> Event {
        Event {
            uid: "1.1@school.example".to_owned(),
            revised: day("01.09.2024"),
            sequence: 0,
            time,
            summary: "Семинар".to_owned(),
            description: String::new(),
            location: None,
            categories: Vec::new(),
            url: None,
            conference: None,
            cancelled: false,
        }
    }

    fn written(event: Event) -> String {
        text(&Calendar {
            name: "План".to_owned(),
            description: None,
            page: None,
            source: None,
            events: vec![event],
        })
    }

    #[test]
    fn an_end_is_the_day_after_the_last() {
        for (first, last, start, end) in [
            ("08.10.2024", "08.10.2024", "20241008", "20241009"),
            ("01.10.2024", "30.11.2024", "20241001", "20241201"),
            ("31.12.2024", "31.12.2024", "20241231", "20250101"),
            ("28.02.2028", "28.02.2028", "20280228", "20280229"),
        ] {
            let text = written(event(Time::Days { first: day(first), last: day(last) }));
            assert!(text.contains(&format!("DTSTART;VALUE=DATE:{start}\r\n")), "{text}");
            assert!(text.contains(&format!("DTEND;VALUE=DATE:{end}\r\n")), "{text}");
            assert!(text.contains("TRANSP:TRANSPARENT\r\n"), "{text}");
        }
    }

    #[test]
    fn hours_are_those_of_the_world_and_need_no_time_zone() {
        let start = DateTime::parse_from_rfc3339("2024-10-08T14:00:00+05:00").expect("a time").to_utc();
        let text = written(event(Time::At { start, end: None }));
        assert!(text.contains("DTSTART:20241008T090000Z\r\n") && !text.contains("DTEND"), "{text}");
        assert!(!text.contains("TZID") && !text.contains("VTIMEZONE") && text.contains("TRANSP:OPAQUE"));
        let end = DateTime::parse_from_rfc3339("2024-10-08T15:30:00+05:00").expect("a time").to_utc();
        let text = written(event(Time::At { start, end: Some(end) }));
        assert!(text.contains("DTEND:20241008T103000Z\r\n"), "{text}");
    }

    #[test]
    fn a_calendar_says_how_often_to_ask() {
        let text = written(event(Time::Days { first: day("08.10.2024"), last: day("08.10.2024") }));
        assert!(text.contains("REFRESH-INTERVAL;VALUE=DURATION:P1D\r\nX-PUBLISHED-TTL:P1D\r\n"), "{text}");
    }

    #[test]
    fn marks_with_a_meaning_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne\rf\tg\u{7}"), r"a\,b\;c\\d\ne\nf g");
        let mut seminar = event(Time::Days { first: day("08.10.2024"), last: day("08.10.2024") });
        seminar.categories = vec!["Книга, чтение".to_owned(), "Заседание".to_owned()];
        seminar.url = Some("https://school.example/a,b;c".to_owned());
        let text = written(seminar);
        assert!(text.contains("CATEGORIES:Книга\\, чтение,Заседание\r\n"), "{text}");
        assert!(text.contains("URL:https://school.example/a,b;c\r\n"), "{text}");
    }

    #[test]
    fn nobody_writes_a_line_of_his_own() {
        let mut hostile = event(Time::Days { first: day("08.10.2024"), last: day("08.10.2024") });
        hostile.url = Some("https://school.example/\r\nATTACH:file:///etc/passwd".to_owned());
        hostile.summary = "Семинар\r\nEND:VCALENDAR".to_owned();
        let text = written(hostile);
        assert!(!text.lines().any(|line| line.starts_with("ATTACH")), "{text}");
        assert_eq!(text.matches("\r\nEND:VCALENDAR").count(), 1);
    }

    #[test]
    fn a_long_cyrillic_line_is_folded_by_octets() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"Ы".repeat(100));
        let folded: Vec<&str> = lines.0.split("\r\n").collect();
        // «SUMMARY:» and 33 letters of two octets, then a space and 37.
        assert_eq!(folded[0].len(), 74);
        assert_eq!(folded[1].len(), 75);
        assert_eq!(folded[0].matches('Ы').count(), 33);
        assert_eq!(folded[1].matches('Ы').count(), 37);
    }

    #[test]
    fn an_accent_stays_with_its_letter() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"и\u{306}".repeat(60));
        assert!(lines.0.split("\r\n ").all(|line| !line.starts_with('\u{306}')));
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"\u{306}".repeat(100));
        assert!(lines.0.split("\r\n").all(|line| line.len() <= LONGEST));
    }

    proptest! {
        #[test]
        fn folded_lines_are_short_whole_and_come_back(text in "(?s).{0,300}") {
            let mut lines = Lines::default();
            lines.text("SUMMARY", &text);
            prop_assert!(lines.0.ends_with("\r\n"));
            let folded: Vec<&str> = lines.0.trim_end_matches("\r\n").split("\r\n").collect();
            for (index, line) in folded.iter().enumerate() {
                prop_assert!(line.len() <= LONGEST);
                prop_assert!(index == 0 || line.starts_with(' '));
                prop_assert!(!line.contains(['\r', '\n']));
            }
            let unfolded = lines.0.replace("\r\n ", "");
            prop_assert_eq!(unfolded.trim_end_matches("\r\n"), format!("SUMMARY:{}", escaped(&text)));
        }
    }
}
