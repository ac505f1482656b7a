//! Meetings and activities on a Saturday, a Sunday or a public holiday.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use super::ReadPlan;
use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place};
use crate::link::shelf::Entry;
use crate::model::calendar::DaysOff;
use crate::parse::meeting::RawMeeting;
use crate::period::Period;

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

/// What keeps people from coming on that day.
fn name(days_off: &DaysOff, date: NaiveDate) -> Option<&'static str> {
    if days_off.is_public_holiday(date) {
        return Some("праздничный день");
    }
    match date.weekday() {
        Weekday::Sat => Some("суббота"),
        Weekday::Sun => Some("воскресенье"),
        _ => None,
    }
}

fn doubt(days_off: &DaysOff, date: NaiveDate, place: &Place) -> Option<Diagnostic> {
    let name = name(days_off, date)?;
    let message = format!("{} — {name}", date.format("%d.%m.%Y"));
    let hint = if days_off.is_public_holiday(date) {
        "Проверьте дату. Праздники другой страны можно назвать в calendar.yaml: «праздники:» и список дней."
    } else {
        "Проверьте дату: не перепутаны ли день, месяц или год."
    };
    Some(Diagnostic::warning(Lint::DayOff, place.clone(), message).hint(hint))
}

/// Reports the meetings on days off.
pub(super) fn report_meetings(
    meetings: &[Entry<RawMeeting>],
    days_off: &DaysOff,
    diagnostics: &mut Diagnostics,
) {
    for meeting in meetings {
        let date = meeting.document.value.article.date.value();
        let found = date.and_then(|date| doubt(days_off, date.value, &date.place));
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
            } else if let Some(doubt) = doubt(days_off, date, place) {
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
    use crate::model::calendar::PublicHoliday;

    fn date(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%d.%m.%Y").expect("a date")
    }

    #[test]
    fn days_off_are_those_of_the_labour_code() {
        let days = DaysOff::default();
        for (text, name) in [
            ("12.10.2024", Some("суббота")),
            ("13.10.2024", Some("воскресенье")),
            ("04.11.2024", Some("праздничный день")),
            ("03.01.2025", Some("праздничный день")),
            ("09.01.2025", None),
            ("08.10.2024", None),
            ("03.07.2025", None),
        ] {
            assert_eq!(super::name(&days, date(text)), name, "{text}");
        }
    }

    #[test]
    fn another_country_has_its_own() {
        let own = vec![
            PublicHoliday { day: 3, month: 7, year: None },
            PublicHoliday { day: 24, month: 4, year: Some(2026) },
        ];
        let days = DaysOff::new(Some(own));
        assert_eq!(super::name(&days, date("03.07.2025")), Some("праздничный день"));
        assert_eq!(super::name(&days, date("24.04.2026")), Some("праздничный день"));
        assert_eq!(super::name(&days, date("24.04.2025")), None);
        assert_eq!(super::name(&days, date("04.11.2024")), None);
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
