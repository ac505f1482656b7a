//! What the grammar finds in a text: items that do not know their calendar year yet.

use chrono::{Datelike, NaiveDate, Weekday};

use super::school_year::{SchoolYear, TermName, YEARS};
use super::words::Ordinal;

/// One thing that the grammar found, and its tokens.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub item: Item,
    pub from: usize,
    pub to: usize,
    /// No separator stands between it and the item before it.
    pub adjoins: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Item {
    Dated(Dated),
    Term {
        first: TermName,
        last: TermName,
        part: Part,
        school: Option<i32>,
    },
    Year {
        continuous: bool,
    },
    SchoolYear(i32),
    /// From one calendar year to another.
    CalendarYears {
        first: i32,
        last: i32,
    },
    /// The beginning or the end of the year, of which each school has its own notion.
    YearEdge {
        end: bool,
        school: bool,
        role: Role,
    },
    Recurring {
        rule: String,
    },
    /// School holidays that the calendar does not name: of any season with their rule, or of one that it cannot
    /// know, «февральские». They give way to their own dates.
    Holidays {
        rule: Option<String>,
    },
    Open {
        condition: String,
    },
    /// An event or a stretch that the words do not date, «ко Дню учителя»: gives way to a date beside it.
    Occasion {
        condition: String,
    },
}

/// A day or a run of days, from one piece of the calendar to another.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub role: Role,
    pub first: Piece,
    pub last: Option<Piece>,
    /// The tokens within it that say something else: they are left to the rest.
    pub aside: Option<(usize, usize)>,
}

impl Dated {
    /// Whether it is a day or a run from one day to another.
    pub(super) fn is_of_days(&self) -> bool {
        self.first.is_day() && self.last.is_none_or(|last| last.is_day())
    }

    /// Whether it is whole months and nothing more.
    pub(super) fn is_of_months(&self) -> bool {
        let whole = |piece: &Piece| matches!(piece.part, Part::Months(_));
        whole(&self.first) && self.last.as_ref().is_none_or(whole)
    }

    /// Whether the author wrote a year.
    pub(super) fn states_year(&self) -> bool {
        self.first.year.is_some() || self.last.is_some_and(|last| last.year.is_some())
    }
}

/// What a date is to the activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Then.
    At,
    /// Until then: a deadline.
    Until,
    /// Until the end of then, in so many words: «до октября включительно».
    Through,
    /// From then on, without an end.
    From,
    /// After then, without an end.
    After,
}

/// A piece of the calendar: a month or a part of one, or several months.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub month: u32,
    pub part: Part,
    pub year: Option<Stated>,
    pub weekday: Option<Weekday>,
}

/// A year as the author states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    Calendar(i32),
    /// The first year of a school year.
    School(i32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// So many whole months.
    Months(u32),
    Days(u32, u32),
    /// From one seven-day week to another: 1–7, 8–14 and so on.
    Weeks(u32, u32),
    LastWeek,
    /// From one ten-day run to another: 1–10, 11–20, 21 to the end.
    Decades(u32, u32),
    Half(u32),
    Beginning,
    Middle,
    End,
    /// The second Wednesday, the last Thursday.
    Nth(Ordinal, Weekday),
}

impl Piece {
    pub(super) fn new(month: u32, part: Part, year: Option<Stated>) -> Self {
        Self { month, part, year, weekday: None }
    }

    pub(super) fn is_day(&self) -> bool {
        matches!(self.part, Part::Days(..))
    }

    /// First and last day in a calendar year; nothing where there is no such day.
    pub(super) fn span(&self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        if !YEARS.contains(&year) {
            return None;
        }
        if let Part::Months(count) = self.part {
            let last_month = self.month + count.saturating_sub(1);
            let over = i32::from(last_month > 12);
            let last_month = if last_month > 12 { last_month - 12 } else { last_month };
            return Some((day(year, self.month, 1)?, month_end(year + over, last_month)?));
        }
        if let Part::Nth(which, weekday) = self.part {
            let day = nth_weekday(year, self.month, which, weekday)?;
            return Some((day, day));
        }
        let (first, last) = self.part.days(month_end(year, self.month)?.day());
        Some((day(year, self.month, first)?, day(year, self.month, last)?))
    }
}

impl Part {
    /// First and last day within a month of `length` days.
    fn days(self, length: u32) -> (u32, u32) {
        match self {
            Self::Days(first, last) => (first, last),
            Self::Weeks(first, last) => (first * 7 - 6, (last * 7).min(length)),
            Self::LastWeek => (length - 6, length),
            Self::Decades(first, last) => (first * 10 - 9, if last == 3 { length } else { last * 10 }),
            Self::Half(1) => (1, 15),
            Self::Half(_) => (16, length),
            Self::Beginning => (1, 10),
            Self::Middle => (11, 20),
            Self::End => (21, length),
            Self::Months(_) | Self::Nth(..) => (1, length),
        }
    }
}

impl Stated {
    /// The calendar year in which `month` falls.
    pub(super) fn of_month(self, month: u32) -> i32 {
        match self {
            Self::Calendar(year) => year,
            Self::School(year) => SchoolYear::beginning(year).year_of_month(month),
        }
    }
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

pub(super) fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    let (next_year, next) = if month >= 12 { (year + 1, 1) } else { (year, month + 1) };
    day(next_year, next, 1)?.pred_opt()
}

/// Whether a span is of whole months, from the first day of one to the last day of another.
pub(super) fn is_whole_months(first: NaiveDate, last: NaiveDate) -> bool {
    first.day() == 1 && month_end(last.year(), last.month()) == Some(last)
}

fn nth_weekday(year: i32, month: u32, which: Ordinal, weekday: Weekday) -> Option<NaiveDate> {
    match which {
        Ordinal::Number(number) => {
            NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(number).ok()?)
        }
        Ordinal::Last => (4..=5)
            .rev()
            .find_map(|number| NaiveDate::from_weekday_of_month_opt(year, month, weekday, number)),
    }
}
