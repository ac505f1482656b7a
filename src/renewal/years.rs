//! The years in a stretch of a plan's words: those of the old school year become those of the new one, all others stay.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::outline::Kind;
use crate::period::SchoolYear;

/// What was found in a stretch.
#[derive(Debug, Default)]
pub(super) struct Years {
    /// The words to be exchanged, in order.
    pub(super) edits: Vec<(Range<usize>, String)>,
    /// Where years stand that were left and may have to be exchanged.
    pub(super) left: Vec<usize>,
}

/// The first month whose days belong to a plan: it is made in summer.
const FIRST_MONTH: u32 = 6;

/// Words before a date that make it the date of a document. The date of a document does not move.
const DOCUMENTS: [&str; 9] =
    ["приказ", "закон", "постановлен", "распоряж", "изменени", "редакц", "письм", "указ", "утв"];

/// How many words before a date may say what it is.
const MOST_WORDS: usize = 5;

/// Words before a year that make it part of a period.
const PARTS_OF_YEAR: [&str; 5] = ["квартал", "полугоди", "четверт", "триместр", "семестр"];

/// The beginnings of the names of months, in order; what is shorter than a stem is an abbreviation.
const MONTHS: [(&str, &[&str]); 12] = [
    ("январ", &["янв"]),
    ("феврал", &["фев", "февр"]),
    ("март", &["мар"]),
    ("апрел", &["апр"]),
    ("ма", &[]),
    ("июн", &["июн"]),
    ("июл", &["июл"]),
    ("август", &["авг"]),
    ("сентябр", &["сен", "сент"]),
    ("октябр", &["окт"]),
    ("ноябр", &["ноя", "нояб"]),
    ("декабр", &["дек"]),
];

/// The years of `from` in `words` moved to `to`.
pub(super) fn shifted(words: &str, kind: Kind, from: SchoolYear, to: SchoolYear) -> Years {
    let mut shift = Shift { words, kind, from, by: to.year() - from.year(), years: Years::default() };
    if kind != Kind::Fixed {
        shift.run(to);
    }
    shift.years
}

struct Shift<'w> {
    words: &'w str,
    kind: Kind,
    from: SchoolYear,
    by: i32,
    years: Years,
}

/// A number as it stands.
#[derive(Clone, Copy)]
struct Number {
    start: usize,
    end: usize,
    value: i32,
}

impl Number {
    fn length(self) -> usize {
        self.end - self.start
    }
}

impl Shift<'_> {
    fn run(&mut self, to: SchoolYear) {
        let mut at = 0;
        while let Some(number) = self.number_from(at) {
            let pair = self.pair(number);
            at = if self.kind == Kind::Year && pair.is_some() {
                // The plan is for this year, whatever was written.
                let (second, first) = (pair.unwrap_or(number), number);
                self.exchange(first, to.year());
                self.exchange(second, to.year() + 1);
                second.end
            } else if let Some(end) = self.numeric_date(number).or_else(|| self.iso_date(number)) {
                end
            } else if let Some(second) = pair {
                self.school_year(number, second);
                second.end
            } else {
                self.year(number);
                number.end
            };
        }
        if self.kind == Kind::Ground {
            self.blank_numbers();
        }
        self.years.edits.sort_by_key(|(span, _)| span.start);
    }

    /// The next run of figures.
    fn number_from(&self, at: usize) -> Option<Number> {
        let start = at + self.words[at..].find(|letter: char| letter.is_ascii_digit())?;
        let length = self.words[start..].bytes().take_while(u8::is_ascii_digit).count();
        let value = self.words[start..start + length].parse().unwrap_or(-1);
        Some(Number { start, end: start + length, value })
    }

    /// The number that stands behind one of `signs` at `at`, where at most one space is between.
    fn number_behind(&self, at: usize, signs: &[char]) -> Option<Number> {
        let rest = &self.words[at..];
        let behind = rest.trim_start().strip_prefix(signs)?.trim_start();
        let start = self.words.len() - behind.len();
        behind.starts_with(|letter: char| letter.is_ascii_digit()).then(|| self.number_from(start))?
    }

    fn exchange(&mut self, number: Number, year: i32) {
        let length = number.length();
        let year = if length == 2 { year.rem_euclid(100) } else { year };
        self.years.edits.push((number.start..number.end, format!("{year:0length$}")));
    }

    /// The second year of a school year that begins at `first`.
    fn pair(&self, first: Number) -> Option<Number> {
        let second = self.number_behind(first.end, &['/', '-', '–', '—'])?;
        let before = &self.words[..first.start];
        let dated = before.ends_with(['.', '/', '-', '–']) || before.trim_end().ends_with('№');
        let behind = self.words[second.end..].trim_start();
        let calendar = ["гг", "г.г", "г. г"].iter().any(|years| behind.starts_with(years));
        let school_year = SchoolYear::parse(&self.words[first.start..second.end]);
        (first.length() == 4 && school_year.is_some() && !dated && !calendar).then_some(second)
    }

    /// People look back at the last school year and ahead at the next; those move along.
    fn school_year(&mut self, first: Number, second: Number) {
        if (first.value - self.from.year()).abs() <= 1 {
            self.exchange(first, first.value + self.by);
            self.exchange(second, first.value + 1 + self.by);
        }
    }

    /// `10.12.2026`, `08.05.26`; where it ends.
    fn numeric_date(&mut self, day: Number) -> Option<usize> {
        let signs: &[char] = &['.', '/', '-'];
        if day.length() > 2 {
            return None;
        }
        let month = self.number_behind(day.end, signs).filter(|month| month.length() <= 2)?;
        let year = self.number_behind(month.end, signs).filter(|year| matches!(year.length(), 2 | 4))?;
        let full = if year.length() == 4 { year.value } else { self.from.year() / 100 * 100 + year.value };
        let date =
            NaiveDate::from_ymd_opt(full, u32::try_from(month.value).ok()?, u32::try_from(day.value).ok()?)?;
        if self.words[year.end..].starts_with('.')
            && self.words[year.end + 1..].starts_with(|sign: char| sign.is_ascii_digit())
        {
            return None;
        }
        self.day(date, day, year);
        Some(year.end)
    }

    /// `2026-12-10` and, where a period is given in figures, `2026-12`; where it ends.
    fn iso_date(&mut self, year: Number) -> Option<usize> {
        if year.length() != 4 {
            return None;
        }
        let month = self
            .number_behind(year.end, &['-'])
            .filter(|month| month.start == year.end + 1 && month.length() == 2)?;
        let day = self
            .number_behind(month.end, &['-'])
            .filter(|day| day.start == month.end + 1 && day.length() == 2);
        let in_month = u32::try_from(month.value).ok()?;
        let Some(day) = day else {
            let first =
                NaiveDate::from_ymd_opt(year.value, in_month, 1).filter(|_| self.kind == Kind::When)?;
            if self.is_of_plan(first) {
                self.exchange(year, year.value + self.by);
            }
            return Some(month.end);
        };
        let date = NaiveDate::from_ymd_opt(year.value, in_month, u32::try_from(day.value).ok()?)?;
        self.day(date, day, year);
        Some(day.end)
    }

    /// A day: its number and its year.
    fn day(&mut self, date: NaiveDate, day: Number, year: Number) {
        let start = day.start.min(year.start);
        if matches!(self.kind, Kind::Approval | Kind::Ground) {
            let end = day.end.max(year.end);
            return self.blank_date(start..end, date.year());
        }
        if !self.is_of_plan(date) {
            return;
        }
        if self.is_of_document(start, day.end.max(year.end)) {
            self.years.left.push(year.start);
            return;
        }
        let new_year = date.year() + self.by;
        if date.with_year(new_year).is_none() {
            self.years.edits.push((day.start..day.end, "28".to_owned()));
        }
        self.exchange(year, new_year);
    }

    /// A year in words: behind a month, behind a quarter, or alone.
    fn year(&mut self, year: Number) {
        if year.length() != 4 || self.words[..year.start].ends_with(['№', '/', '-', '–', '.']) {
            return;
        }
        let before = self.words[..year.start].trim_end();
        let word_start = before
            .rfind(|letter: char| !letter.is_alphabetic() && letter != '.')
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let word = before[word_start..].to_lowercase();
        if let Some(month) = month(word.trim_end_matches('.')) {
            return self.year_of_month(year, month, word_start);
        }
        if !(self.from.year()..=self.from.year() + 1).contains(&year.value) {
            return;
        }
        let is_part = PARTS_OF_YEAR.iter().any(|part| word.starts_with(part));
        // The lines of a year ago that nobody has filled in.
        let is_approval = matches!(self.kind, Kind::Approval | Kind::Ground);
        let is_blank = is_approval && before.ends_with('_');
        let is_own =
            matches!(self.kind, Kind::When | Kind::Title) && !self.is_of_document(year.start, year.end);
        if is_part || is_blank || is_own {
            self.exchange(year, year.value + self.by);
        } else if self.kind != Kind::Comment && !is_approval {
            self.years.left.push(year.start);
        }
    }

    /// A year behind the name of a month, which begins at `word_start` and may have a day before it.
    fn year_of_month(&mut self, year: Number, month: u32, word_start: usize) {
        let before = self.words[..word_start]
            .trim_end_matches(|sign: char| sign.is_whitespace() || "«»\"".contains(sign));
        let figures = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let day_start = before.len() - figures;
        let day = before[day_start..].parse().ok().filter(|_| (1..=2).contains(&figures));
        let date = day.and_then(|day: u32| NaiveDate::from_ymd_opt(year.value, month, day));
        let Some((day, date)) = day.zip(date) else {
            let first = NaiveDate::from_ymd_opt(year.value, month, 1);
            if first.is_some_and(|first| self.is_of_plan(first)) {
                self.exchange(year, year.value + self.by);
            }
            return;
        };
        let number =
            Number { start: day_start, end: before.len(), value: i32::try_from(day).unwrap_or_default() };
        if matches!(self.kind, Kind::Approval | Kind::Ground) {
            // With the quotation mark that opens before the day.
            let open = self.words[..day_start].trim_end();
            let start = open.strip_suffix(['«', '"']).map_or(day_start, str::len);
            let has_close = self.words[before.len()..word_start].contains(['»', '"']);
            return self.blank_date(if has_close { start } else { day_start }..year.end, year.value);
        }
        self.day(date, number, year);
    }

    /// Lines to be filled in by hand in place of a date, with the «г.» behind it.
    fn blank_date(&mut self, span: Range<usize>, year: i32) {
        let behind = &self.words[span.end..];
        let rest = behind.trim_start_matches(' ');
        let word = ["года", "год", "г.", "г"].iter().find(|word| rest.starts_with(**word));
        let end = word.map_or(span.end, |word| span.end + behind.len() - rest.len() + word.len());
        self.years.edits.push((span.start..end, format!("«___» __________ {} г.", year + self.by)));
    }

    /// The number of an order or a protocol is that of the old one.
    fn blank_numbers(&mut self) {
        let signs: Vec<usize> = self.words.match_indices('№').map(|(at, sign)| at + sign.len()).collect();
        for sign in signs {
            let rest = self.words[sign..].trim_start_matches(' ');
            let start = self.words.len() - rest.len();
            let length = rest.find(|letter: char| letter.is_whitespace() || ",;)\"»".contains(letter));
            let end = start + length.unwrap_or(rest.len());
            let is_free = !self.years.edits.iter().any(|(span, _)| span.start < end && start < span.end);
            if end > start && is_free {
                self.years.edits.push((start..end, "___".to_owned()));
            }
        }
    }

    /// Whether a day is one of the old school year, with the summer in which its plan was made.
    fn is_of_plan(&self, date: NaiveDate) -> bool {
        let opening =
            NaiveDate::from_ymd_opt(self.from.year(), FIRST_MONTH, 1).unwrap_or(self.from.opening());
        (opening..=self.from.last()).contains(&date)
    }

    /// Whether the date from `start` to `end` is that of an order or a law.
    fn is_of_document(&self, start: usize, end: usize) -> bool {
        if self.kind == Kind::When {
            return false;
        }
        let behind = self.words[end..].trim_start();
        let behind = behind.trim_start_matches("года").trim_start_matches('г').trim_start_matches(['.', ' ']);
        let before = self.words[..start].to_lowercase();
        let before: Vec<&str> = before.split_whitespace().rev().take(MOST_WORDS).collect();
        let last = before.first().map(|word| word.trim_matches(|sign: char| !sign.is_alphabetic()));
        behind.starts_with('№')
            || last == Some("от")
            || before.iter().any(|word| {
                let word = word.trim_start_matches(|sign: char| !sign.is_alphabetic());
                DOCUMENTS.iter().any(|document| word.starts_with(document))
            })
    }
}

/// The month that `word` names, in any case form.
fn month(word: &str) -> Option<u32> {
    let is_named = |(stem, short): &(&str, &[&str])| {
        let is_may = *stem == "ма";
        let ending = word.strip_prefix(stem).map(|ending| ending.chars().count());
        let whole = if is_may {
            matches!(word, "май" | "мая" | "мае")
        } else {
            ending.is_some_and(|ending| ending <= 2)
        };
        whole || short.contains(&word)
    };
    MONTHS.iter().position(is_named).and_then(|index| u32::try_from(index + 1).ok())
}
