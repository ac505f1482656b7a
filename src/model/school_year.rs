//! The school year, by which everything is filed.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// The month that a school year's papers begin with: plans are made in August.
const FIRST_MONTH: u32 = 8;

/// A school year, named by the calendar year in which it begins: 2024/2025 is `SchoolYear(2024)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchoolYear(i32);

impl SchoolYear {
    /// The year that begins in `first`, where that is a year people plan for.
    pub fn beginning(first: i32) -> Option<Self> {
        (1900..=2199).contains(&first).then_some(Self(first))
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
        if consecutive { Self::beginning(first) } else { None }
    }

    /// The school year that `date` belongs to: from 1 August to 31 July.
    pub fn of(date: NaiveDate) -> Self {
        Self(if date.month() >= FIRST_MONTH { date.year() } else { date.year() - 1 })
    }

    /// The calendar year in which it begins.
    pub fn first(self) -> i32 {
        self.0
    }

    /// As it stands in addresses: `2024-2025`.
    pub fn slug(self) -> String {
        format!("{}-{}", self.0, self.0 + 1)
    }
}

/// As people write it: `2024/2025`.
impl fmt::Display for SchoolYear {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.0, self.0 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_people_write_a_school_year() {
        for text in ["2024/2025", "2024-2025", "2024 – 2025", "2024/25", "2024/2025 учебный год"]
        {
            assert_eq!(SchoolYear::parse(text), SchoolYear::beginning(2024), "{text}");
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
