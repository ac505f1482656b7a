//! The school year and its terms: all that a reading knows beside the text.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// The calendar years in which a period may stand: beyond them a year is a misprint.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1800..=2299;

/// A school year, named by the calendar year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchoolYear(i32);

impl SchoolYear {
    /// The school year that begins in September of `year`; years that no plan can have are moved to the nearest one.
    #[must_use]
    pub fn beginning(year: i32) -> Self {
        Self(year.clamp(*YEARS.start() + 2, *YEARS.end() - 3))
    }

    /// The school year that begins in `year`, where that is a year people plan for.
    pub fn checked(year: i32) -> Option<Self> {
        (1900..=2199).contains(&year).then_some(Self(year))
    }

    /// Reads «2024/2025», «2020-2021», «2019 – 2020», with or without «учебный год» behind it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
        let (first, second) = (numbers.next()?, numbers.next()?);
        let first: i32 = (first.len() == 4).then(|| first.parse().ok())??;
        let second: i32 = match second.len() {
            4 => second.parse().ok()?,
            2 => first / 100 * 100 + second.parse::<i32>().ok()?,
            _ => return None,
        };
        let consecutive = second == first + 1 && numbers.next().is_none();
        if consecutive { Self::checked(first) } else { None }
    }

    /// The school year that a paper of this date is filed under: plans are made in August, so from 1 August to 31 July.
    pub fn of(date: NaiveDate) -> Self {
        Self(if date.month() >= 8 { date.year() } else { date.year() - 1 })
    }

    /// As it stands in addresses: `2024-2025`.
    pub fn slug(self) -> String {
        format!("{}-{}", self.0, self.0 + 1)
    }

    /// Its first calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0
    }

    /// 1 September.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        date(self.0, 9, 1)
    }

    /// 31 August of the next calendar year.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        date(self.0 + 1, 8, 31)
    }

    /// 1 August, when the year's preparation begins: dates from here on pass without a warning.
    #[must_use]
    pub fn opening(self) -> NaiveDate {
        date(self.0, 8, 1)
    }

    /// The calendar year in which a month without a year falls.
    pub(super) fn year_of_month(self, month: u32) -> i32 {
        if month >= 8 { self.0 } else { self.0 + 1 }
    }

    /// The school year whose lessons a date belongs to, September first.
    pub(super) fn of_lessons(date: NaiveDate) -> Self {
        Self::beginning(if date.month() >= 9 { date.year() } else { date.year() - 1 })
    }
}

impl fmt::Display for SchoolYear {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.0, self.0 + 1)
    }
}

/// A date that exists for every year; the default is never reached.
pub(super) fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The name of a span of a school year that the association's calendar gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermName {
    /// Четверть, 1 to 4.
    Quarter(u8),
    /// Триместр, 1 to 3.
    Trimester(u8),
    /// Полугодие, 1 or 2. Without one in the calendar: September to December, January to May.
    Half(u8),
    /// Каникулы.
    Holiday(Holiday),
}

/// School holidays by season.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holiday {
    /// Осенние.
    Autumn,
    /// Зимние.
    Winter,
    /// Весенние.
    Spring,
    /// Летние.
    Summer,
    /// Дополнительные: of the first class, in February.
    Extra,
}

/// The named spans of a school year. Empty by default: then terms are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms(Vec<(TermName, NaiveDate, NaiveDate)>);

impl Terms {
    /// Terms with their first and last days; of two with one name the first stands.
    #[must_use]
    pub fn new(terms: impl IntoIterator<Item = (TermName, NaiveDate, NaiveDate)>) -> Self {
        Self(terms.into_iter().map(|(name, first, last)| (name, first.min(last), first.max(last))).collect())
    }

    /// First and last day of a term.
    #[must_use]
    pub fn get(&self, wanted: TermName) -> Option<(NaiveDate, NaiveDate)> {
        self.0.iter().find(|(name, ..)| *name == wanted).map(|(_, first, last)| (*first, *last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_people_write_a_school_year() {
        for text in ["2024/2025", "2024-2025", "2024 – 2025", "2024/25", "2024/2025 учебный год"]
        {
            assert_eq!(SchoolYear::parse(text), SchoolYear::checked(2024), "{text}");
        }
        for text in ["2024", "2024/2026", "24/25", "", "2025/2024", "2024/2025/2026"] {
            assert_eq!(SchoolYear::parse(text), None, "{text}");
        }
    }

    #[test]
    fn august_opens_the_year() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a date");
        assert_eq!(SchoolYear::of(day(2024, 8, 1)).to_string(), "2024/2025");
        assert_eq!(SchoolYear::of(day(2025, 7, 31)).slug(), "2024-2025");
    }
}
