//! The analysis of a school year: what its author adds to the figures that are counted from plans, meetings and materials.

use std::fmt;
use std::sync::Arc;

use super::body::Body;
use crate::period::SchoolYear;

/// What the author of an analysis adds.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The file it comes from, as its author knows it.
    pub source: Arc<str>,
    /// The year.
    pub year: SchoolYear,
    /// Its title, where it has one of its own.
    pub title: Option<String>,
    /// What matters most, in a sentence.
    pub description: Option<String>,
    /// Whether it is a draft, built only where drafts are asked for.
    pub draft: bool,
    /// Кадровый состав.
    pub staff: Vec<Colleague>,
    /// Конкурсы.
    pub contests: Vec<Contest>,
    /// Курсы.
    pub courses: Vec<Course>,
    /// Опросы.
    pub surveys: Vec<Survey>,
    /// What came of the plan's indicators.
    pub results: Vec<IndicatorResult>,
    /// Its text.
    pub body: Body,
}

/// Somebody who works in the association, as written.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// The name.
    pub who: String,
    /// The school.
    pub school: Option<String>,
    /// The position.
    pub position: Option<String>,
    /// The education.
    pub education: Option<String>,
    /// How long they have worked.
    pub experience: Option<String>,
    /// The category.
    pub category: Option<String>,
    /// Their courses.
    pub courses: Option<String>,
}

/// A contest, as written.
#[derive(Clone, Debug)]
pub struct Contest {
    /// What it is called.
    pub title: String,
    /// Of the district, of the region …
    pub level: Option<String>,
    /// Who took part.
    pub participant: Option<String>,
    /// With what success.
    pub result: Option<String>,
    /// When.
    pub date: Option<String>,
}

/// A course, as written.
#[derive(Clone, Debug)]
pub struct Course {
    /// Who went through it.
    pub who: Option<String>,
    /// What it is called.
    pub title: String,
    /// How many hours it took.
    pub hours: Option<String>,
    /// When.
    pub date: Option<String>,
}

/// A survey: one question, and its figures in time.
#[derive(Clone, Debug)]
pub struct Survey {
    /// What was asked or measured.
    pub question: String,
    /// In which unit.
    pub unit: Option<String>,
    /// The figures in the order of the file.
    pub measures: Vec<Measure>,
}

/// A figure of a survey.
#[derive(Clone, Debug)]
pub struct Measure {
    /// When it was taken, as written.
    pub when: String,
    /// The figure.
    pub figure: Figure,
}

/// What came of an indicator of the plan, as written.
#[derive(Clone, Debug)]
pub struct IndicatorResult {
    /// The indicator.
    pub indicator: String,
    /// What came of it.
    pub actual: String,
}

/// A measured number; nothing where there are no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number.
    pub value: Option<Decimal>,
    /// Whether it is a percentage.
    pub percent: bool,
}

/// A number with up to three digits behind the comma, exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(i64);

impl Decimal {
    /// So many thousandths.
    pub fn thousandths(count: i64) -> Self {
        Self(count)
    }

    /// How many thousandths it has.
    pub fn in_thousandths(self) -> i64 {
        self.0
    }

    /// `sum` shared among `count`, to a tenth; nothing among nobody.
    pub fn average(sum: u64, count: u64) -> Option<Self> {
        let tenths = (sum * 10 + count / 2).checked_div(count)?;
        Some(Self(i64::try_from(tenths).ok()? * 100))
    }
}

impl fmt::Display for Decimal {
    /// With a decimal comma, a minus that is one, and thousands apart from five digits on.
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let (whole, parts) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if self.0 < 0 {
            formatter.write_str("−")?;
        }
        let digits = whole.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && digits.len() > 4 && (digits.len() - index).is_multiple_of(3) {
                formatter.write_str("\u{a0}")?;
            }
            write!(formatter, "{digit}")?;
        }
        if parts > 0 {
            write!(formatter, ",{}", format!("{parts:03}").trim_end_matches('0'))?;
        }
        Ok(())
    }
}

/// What share of `whole` is `part`, in whole percents; nothing of nothing.
pub fn share(part: usize, whole: usize) -> Option<usize> {
    (part * 100 + whole / 2).checked_div(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_russian() {
        for (thousandths, text) in [
            (0, "0"),
            (62_500, "62,5"),
            (125, "0,125"),
            (-3_000, "−3"),
            (-50, "−0,05"),
            (1_250_000, "1250"),
            (12_500_000, "12\u{a0}500"),
            (1_234_567_010, "1\u{a0}234\u{a0}567,01"),
        ] {
            assert_eq!(Decimal::thousandths(thousandths).to_string(), text);
        }
    }

    #[test]
    fn nothing_is_divided_by_nothing() {
        assert_eq!((share(0, 0), Decimal::average(5, 0)), (None, None));
        assert_eq!(
            (share(1, 3), share(2, 3), share(1, 8), share(3, 3)),
            (Some(33), Some(67), Some(13), Some(100))
        );
        assert_eq!(Decimal::average(29, 2).map(|average| average.to_string()).as_deref(), Some("14,5"));
        assert_eq!(Decimal::average(10, 3).map(|average| average.to_string()).as_deref(), Some("3,3"));
    }
}
