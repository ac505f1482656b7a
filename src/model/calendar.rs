//! How an association counts its days: its clock, its days off, and what of a plan goes into calendars of other programs.

use chrono::{Datelike, FixedOffset, NaiveDate, Weekday};

/// A time zone of one offset all year round. Russia and Belarus have no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeZone {
    minutes: i32,
}

/// What becomes of months and other long periods in calendars of other programs, where a banner over all of them would hide
/// everything else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LongPeriods {
    /// One day stands for the whole: the first that is no day off.
    #[default]
    FirstDay,
    /// All of their days.
    Whole,
    /// Nothing.
    LeftOut,
}

/// A day on which nobody works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicHoliday {
    /// The day of the month.
    pub day: u32,
    /// The month.
    pub month: u32,
    /// The only year it is one in; every year where none is given.
    pub year: Option<i32>,
}

/// The days on which an association's people do not work.
#[derive(Clone, Debug, Default)]
pub struct DaysOff {
    /// Public holidays that stand in place of Russia's.
    own: Option<Vec<PublicHoliday>>,
}

/// The public holidays of Russia (Labour Code, article 112), as days and months.
const RUSSIAN: [(u32, u32); 14] = [
    (1, 1),
    (2, 1),
    (3, 1),
    (4, 1),
    (5, 1),
    (6, 1),
    (7, 1),
    (8, 1),
    (23, 2),
    (8, 3),
    (1, 5),
    (9, 5),
    (12, 6),
    (4, 11),
];

impl TimeZone {
    /// That of Moscow.
    pub const MOSCOW: Self = Self { minutes: 3 * 60 };

    /// The zone that is so many minutes ahead of UTC; nothing where there is none on Earth.
    pub fn ahead_of_utc(minutes: i32) -> Option<Self> {
        (-12 * 60..=14 * 60).contains(&minutes).then_some(Self { minutes })
    }

    /// The offset for reckoning.
    pub fn offset(self) -> FixedOffset {
        FixedOffset::east_opt(self.minutes * 60).unwrap_or(const { FixedOffset::east_opt(0).unwrap() })
    }
}

impl Default for TimeZone {
    fn default() -> Self {
        Self::MOSCOW
    }
}

impl PublicHoliday {
    /// Whether it falls on `date`.
    pub fn is(self, date: NaiveDate) -> bool {
        date.day() == self.day
            && date.month() == self.month
            && self.year.is_none_or(|year| year == date.year())
    }
}

impl DaysOff {
    /// Saturdays, Sundays and the given public holidays; Russia's where none are given.
    pub fn new(own: Option<Vec<PublicHoliday>>) -> Self {
        Self { own }
    }

    /// Whether nobody works on `date` anywhere in the country.
    pub fn is_public_holiday(&self, date: NaiveDate) -> bool {
        match &self.own {
            Some(own) => own.iter().any(|holiday| holiday.is(date)),
            None => RUSSIAN.contains(&(date.day(), date.month())),
        }
    }

    /// Whether people do not work on `date`.
    pub fn has(&self, date: NaiveDate) -> bool {
        self.is_public_holiday(date) || matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_limit_to_time_zones() {
        assert_eq!(TimeZone::ahead_of_utc(180), Some(TimeZone::MOSCOW));
        assert_eq!((TimeZone::ahead_of_utc(841), TimeZone::ahead_of_utc(-721)), (None, None));
        assert_eq!(TimeZone::MOSCOW.offset().local_minus_utc(), 3 * 3600);
    }

    #[test]
    fn nobody_works_in_the_first_days_of_january() {
        let day = |month, day| NaiveDate::from_ymd_opt(2027, month, day).expect("a date");
        let russian = DaysOff::default();
        assert!((1..=10).all(|date| russian.has(day(1, date))) && !russian.has(day(1, 11)));
        let own = DaysOff::new(Some(vec![PublicHoliday { day: 3, month: 7, year: None }]));
        assert!(!own.is_public_holiday(day(1, 1)) && own.is_public_holiday(day(7, 3)));
    }
}
