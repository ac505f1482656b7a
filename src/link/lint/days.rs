//! Meetings and activities on a Saturday, a Sunday or a public holiday.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use super::ReadPlan;
use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place};
use crate::link::shelf::Entry;
use crate::parse::calendar::{Calendar, PublicHoliday};
use crate::parse::meeting::RawMeeting;
use crate::period::Period;

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

/// Beginnings of words that say an activity is held on a day off on purpose: a feast, a night, something for families.
const FESTIVE: &[&str] = &[
    "акци",
    "выезд",
    "выставк",
    "день",
    "диктант",
    "дни",
    "дню",
    "дня",
    "каникул",
    "конкурс",
    "концерт",
    "марафон",
    "ночь",
    "олимпиад",
    "побед",
    "поездк",
    "праздн",
    "посвящ",
    "рождеств",
    "субботник",
    "фестивал",
    "флешмоб",
    "экскурс",
    "ярмарк",
];

/// The days on which an association's people do not work.
#[derive(Clone, Debug)]
pub(in crate::link) struct DaysOff<'c> {
    own: Option<&'c [PublicHoliday]>,
}

impl<'c> DaysOff<'c> {
    /// Those that the calendar of the association names, else that of the portal, else Russia's.
    pub(in crate::link) fn of(calendars: &'c BTreeMap<String, Calendar>, folder: &str) -> Self {
        let named =
            |folder: &str| calendars.get(folder).and_then(|calendar| calendar.public_holidays.as_deref());
        Self { own: named(folder).or_else(|| named("")) }
    }

    fn is_public_holiday(&self, date: NaiveDate) -> bool {
        match self.own {
            Some(own) => own.iter().any(|holiday| holiday.is(date)),
            None => RUSSIAN.contains(&(date.day(), date.month())),
        }
    }

    /// What keeps people from coming on that day.
    fn name(&self, date: NaiveDate) -> Option<&'static str> {
        if self.is_public_holiday(date) {
            return Some("праздничный день");
        }
        match date.weekday() {
            Weekday::Sat => Some("суббота"),
            Weekday::Sun => Some("воскресенье"),
            _ => None,
        }
    }

    fn doubt(&self, date: NaiveDate, place: &Place) -> Option<Diagnostic> {
        let name = self.name(date)?;
        let message = format!("{} — {name}", date.format("%d.%m.%Y"));
        let hint = if self.is_public_holiday(date) {
            "Проверьте дату. Праздники другой страны можно назвать в calendar.yaml: «праздники:» и список дней."
        } else {
            "Проверьте дату: не перепутаны ли день, месяц или год."
        };
        Some(Diagnostic::warning(Lint::DayOff, place.clone(), message).hint(hint))
    }
}

/// Reports the meetings on days off.
pub(super) fn report_meetings(
    meetings: &[Entry<RawMeeting>],
    days_off: &DaysOff,
    diagnostics: &mut Diagnostics,
) {
    for meeting in meetings {
        let date = meeting.document.value.article.date.value();
        let found = date.and_then(|date| days_off.doubt(date.value, &date.place));
        diagnostics.extend(found);
    }
}

/// Reports the single days of a plan that are days off; a row of a matrix once.
pub(super) fn report_plan(read: &ReadPlan, days_off: &DaysOff, diagnostics: &mut Diagnostics) {
    let mut festive = BTreeSet::new();
    let mut working: BTreeMap<(&Place, NaiveDate), Diagnostic> = BTreeMap::new();
    for planned in read.planned {
        let place = read.plan.value.notes.get(&planned.activity).and_then(|notes| notes.when.as_ref());
        let Some(place) = place else { continue };
        for date in planned.when.period.parts().iter().filter_map(day) {
            if is_festive(&planned.what) {
                festive.insert((place, date));
            } else if let Some(doubt) = days_off.doubt(date, place) {
                working.insert((place, date), doubt);
            }
        }
    }
    working.retain(|day, _| !festive.contains(day));
    diagnostics.extend(working.into_values());
}

fn day(period: &Period) -> Option<NaiveDate> {
    if let Period::Day(day) = period { Some(*day) } else { None }
}

fn is_festive(what: &str) -> bool {
    crate::prose::words(&what.to_lowercase())
        .any(|word| FESTIVE.iter().any(|beginning| word.text.starts_with(beginning)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%d.%m.%Y").expect("a date")
    }

    #[test]
    fn days_off_are_those_of_the_labour_code() {
        let days = DaysOff { own: None };
        for (text, name) in [
            ("12.10.2024", Some("суббота")),
            ("13.10.2024", Some("воскресенье")),
            ("04.11.2024", Some("праздничный день")),
            ("03.01.2025", Some("праздничный день")),
            ("09.01.2025", None),
            ("08.10.2024", None),
            ("03.07.2025", None),
        ] {
            assert_eq!(days.name(date(text)), name, "{text}");
        }
    }

    #[test]
    fn another_country_has_its_own() {
        let own = [
            PublicHoliday { day: 3, month: 7, year: None },
            PublicHoliday { day: 24, month: 4, year: Some(2026) },
        ];
        let days = DaysOff { own: Some(&own) };
        assert_eq!(days.name(date("03.07.2025")), Some("праздничный день"));
        assert_eq!(days.name(date("24.04.2026")), Some("праздничный день"));
        assert_eq!(days.name(date("24.04.2025")), None);
        assert_eq!(days.name(date("04.11.2024")), None);
    }

    #[test]
    fn feasts_are_held_on_days_off() {
        for what in [
            "Акция «Бессмертный полк»",
            "Общероссийский день библиотек",
            "Библионочь: ночь в библиотеке",
            "К 9 мая: День Победы",
        ] {
            assert!(is_festive(what), "{what}");
        }
        for what in ["Заседание ММО", "Семинар-практикум", "Опрос школьных библиотекарей"]
        {
            assert!(!is_festive(what), "{what}");
        }
    }
}
