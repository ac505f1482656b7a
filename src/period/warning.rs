//! What is doubtful in a reading, and how the author removes the doubt.

use chrono::{Datelike, NaiveDate, Weekday};

use super::words;

/// A doubt about a reading. The reading is taken all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The period begins before 1 August of the school year or ends after 31 August of the next.
    OutsideSchoolYear {
        /// The first day as read.
        first: NaiveDate,
        /// The last day as read.
        last: NaiveDate,
        /// Whether the author wrote the year, so that it can only be wrong and not missing.
        stated: bool,
    },
    /// August without a year may be the one before the school year or the one that ends it.
    AmbiguousAugust {
        /// The calendar year that was taken.
        taken: i32,
    },
    /// The months stand in an order that gives more than one school year («май–апрель»).
    AmbiguousOrder {
        /// The first day as read.
        first: NaiveDate,
        /// The last day as read.
        last: NaiveDate,
    },
    /// «до октября», «конец учебного года»: the boundary itself is a convention.
    AmbiguousBoundary {
        /// The first day as read; nothing for a deadline.
        first: Option<NaiveDate>,
        /// The last day as read.
        last: NaiveDate,
    },
    /// «с октября»: no end is named, the end of the school year was taken.
    OpenEnd {
        /// The last day as read.
        last: NaiveDate,
    },
    /// The end stands before the beginning; they were exchanged.
    Reversed {
        /// The first day as read.
        first: NaiveDate,
        /// The last day as read.
        last: NaiveDate,
    },
    /// The weekday named is not the weekday of the date.
    WrongWeekday {
        /// The date.
        date: NaiveDate,
    },
    /// There is no such day.
    Impossible {
        /// The words in question.
        value: String,
    },
    /// A term or holiday that the calendar of the association does not give.
    NeedsCalendar {
        /// The words in question.
        value: String,
    },
    /// Nothing in the text is a period.
    Unrecognised,
    /// There is no text, or a dash.
    Empty,
}

impl Warning {
    /// A short name for tests and machine-readable output.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::OutsideSchoolYear { .. } => "outside",
            Self::AmbiguousAugust { .. } | Self::AmbiguousOrder { .. } | Self::AmbiguousBoundary { .. } => {
                "ambiguous"
            }
            Self::OpenEnd { .. } => "open-end",
            Self::Reversed { .. } => "reversed",
            Self::WrongWeekday { .. } => "weekday",
            Self::Impossible { .. } => "impossible",
            Self::NeedsCalendar { .. } => "calendar",
            Self::Unrecognised => "unrecognised",
            Self::Empty => "empty",
        }
    }

    /// One Russian sentence: what is doubtful and how to remove the doubt.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::OutsideSchoolYear { first, last, stated } => outside(*first, *last, *stated),
            Self::AmbiguousAugust { taken } => format!(
                "август может быть началом или концом учебного года, прочитан август {taken} года; \
                 чтобы снять вопрос, напишите год: «август {taken} года»"
            ),
            Self::AmbiguousOrder { first, last } => format!(
                "порядок месяцев неоднозначен, прочитано {}; чтобы снять вопрос, напишите год у каждого месяца",
                between(*first, *last)
            ),
            Self::AmbiguousBoundary { first, last } => boundary(*first, *last),
            Self::OpenEnd { last } => format!(
                "конец срока не назван, прочитано по {}; чтобы снять вопрос, напишите, по какое число",
                dotted(*last)
            ),
            Self::Reversed { first, last } => {
                format!("конец срока раньше начала, прочитано {}; проверьте даты", between(*first, *last))
            }
            Self::WrongWeekday { date } => format!(
                "день недели не совпадает с датой: {} — {}; исправьте одно из двух",
                dotted(*date),
                weekday_name(date.weekday())
            ),
            Self::Impossible { value } => format!("такой даты нет: «{value}»; исправьте число или месяц"),
            Self::NeedsCalendar { value } => format!(
                "даты для «{value}» неизвестны; добавьте четверти и каникулы в calendar.yaml или напишите даты"
            ),
            Self::Unrecognised => "срок не распознан и показан как написан; чтобы он попал в календарь, \
                                   напишите дату или месяц, например «октябрь 2024 года»"
                .to_owned(),
            Self::Empty => "срок не указан; напишите дату, месяц или «в течение года»".to_owned(),
        }
    }
}

fn outside(first: NaiveDate, last: NaiveDate, stated: bool) -> String {
    let remedy = if stated {
        "проверьте год".to_owned()
    } else {
        let wording = super::write(&super::Period::span(first, last));
        format!("чтобы снять вопрос, напишите год: «{wording}»")
    };
    format!("период выходит за пределы учебного года: {}; {remedy}", between(first, last))
}

fn boundary(first: Option<NaiveDate>, last: NaiveDate) -> String {
    let taken = match first {
        Some(first) => between(first, last),
        None => format!("по {} включительно", dotted(last)),
    };
    format!("граница срока неоднозначна, прочитано {taken}; чтобы снять вопрос, напишите число")
}

fn between(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        return dotted(first);
    }
    format!("с {} по {}", dotted(first), dotted(last))
}

fn dotted(date: NaiveDate) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

fn weekday_name(day: Weekday) -> &'static str {
    let index = day.num_days_from_monday() as usize;
    words::WEEKDAYS.get(index).map_or("", |names| names.nominative)
}
