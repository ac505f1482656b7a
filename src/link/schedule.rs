//! Plans as read: the period and the people of every activity, and what is doubtful in them.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::outcome::outcome;
use super::people_memory::{Likeness, PeopleMemory};
use super::registry::Roll;
use super::shelf::Shelf;
use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place};
use crate::model::calendar::DaysOff;
use crate::model::schedule::Planned;
use crate::parse::calendar::Calendar;
use crate::parse::plan::{ActivityNotes, ParsedPlan};
use crate::parse::{Located, record::Text};
use crate::people;
use crate::period::{self, Period, Reading, SchoolYear, Terms, Warning};

/// Reads the activities of an association's plans; `calendar` is its own or the portal's, `roll` its people.
pub(super) fn schedule(
    plans: &[Located<ParsedPlan>],
    calendar: Option<&Calendar>,
    roll: &Roll,
    diagnostics: &mut Diagnostics,
) -> Vec<Planned> {
    let mut schedule = Vec::new();
    for (index, plan) in plans.iter().enumerate() {
        let ParsedPlan { plan, notes, .. } = &plan.value;
        let terms = terms(calendar, plan.year);
        let mut spring_has_come = false;
        for activity in plan.activities() {
            let notes = notes.get(activity.id);
            let when = when(activity.when, notes, plan.year, &terms, spring_has_come, diagnostics);
            spring_has_come |=
                when.period.start(plan.year).is_some_and(|start| (4..=7).contains(&start.month()));
            let mut who = people::read(activity.who);
            roll.unify(&mut who);
            schedule.push(Planned {
                plan: index,
                activity: activity.id.clone(),
                what: activity.what.to_owned(),
                place: activity.place.to_owned(),
                direction: activity.direction.map(str::to_owned),
                outcome: notes.and_then(|notes| outcome(notes, plan.year, &terms, diagnostics)),
                when,
                who,
            });
        }
    }
    schedule
}

/// When the people of the association in `folder` do not work: as its calendar names it, else that of the portal, else as
/// in Russia.
pub(super) fn days_off(calendars: &BTreeMap<String, Calendar>, folder: &str) -> DaysOff {
    let named = |folder: &str| calendars.get(folder).and_then(|calendar| calendar.public_holidays.clone());
    DaysOff::new(named(folder).or_else(|| named("")))
}

/// The terms and holidays of `year`; none where the calendar does not have them.
pub(super) fn terms(calendar: Option<&Calendar>, year: SchoolYear) -> Terms {
    let own = calendar.and_then(|calendar| calendar.years.iter().find(|(named, _)| *named == year));
    own.map(|(_, terms)| terms.clone()).unwrap_or_default()
}

fn when(
    text: &str,
    notes: Option<&ActivityNotes>,
    year: SchoolYear,
    terms: &Terms,
    spring_has_come: bool,
    diagnostics: &mut Diagnostics,
) -> Reading {
    let mut reading = period::read(text, year, terms);
    // August opens a plan; only behind the spring it may be the one that ends the year.
    reading.warnings.retain(|warning| spring_has_come || !matches!(warning, Warning::AmbiguousAugust { .. }));
    if let Some(given) = notes.and_then(|notes| notes.period.as_ref()) {
        reading.warnings.clear();
        reading.period = overridden(given, year, terms, diagnostics);
        report_other_year(given, &reading.period, year, diagnostics);
    }
    let place = notes.map(|notes| notes.when.as_ref().unwrap_or(&notes.place));
    for warning in reading.warnings.iter().filter(|warning| **warning != Warning::Empty) {
        if let Some(place) = place {
            diagnostics.push(doubt(text, warning, &reading, place));
        }
    }
    reading
}

/// The period that the author gives instead of the wording: in figures, or in other words.
fn overridden(given: &Text, year: SchoolYear, terms: &Terms, diagnostics: &mut Diagnostics) -> Period {
    if let Some(period) = period::parse_override(&given.value) {
        return period;
    }
    let Reading { period, rest, warnings, .. } = period::read(&given.value, year, terms);
    let outside = |warning: &Warning| matches!(warning, Warning::OutsideSchoolYear { .. });
    if period == Period::Unread || !rest.is_empty() || !warnings.iter().all(outside) {
        diagnostics.push(
            Diagnostic::error(given.place.clone(), "Этот период непонятен")
                .hint("Напишите так: 2024-11-14, 2024-11, 2020-12/2021-03 или «нет»."),
        );
    }
    period
}

/// A period that the author gives is taken at its word, but a slip in its year would hide the activity in another calendar.
fn report_other_year(given: &Text, period: &Period, year: SchoolYear, diagnostics: &mut Diagnostics) {
    let Some((start, end)) = period.start(year).or(period.end(year)).zip(period.end(year)) else { return };
    if SchoolYear::of(start) != year && SchoolYear::of(end) != year {
        let message = format!("Период «{}» целиком лежит вне {year} учебного года", given.value);
        let hint =
            "Проверьте год; если всё верно, так и оставьте: в календаре мероприятие встанет в свой год.";
        let place = given.place.clone();
        diagnostics.push(Diagnostic::warning(Lint::PeriodOutsideYear, place, message).hint(hint));
    }
}

fn doubt(text: &str, warning: &Warning, reading: &Reading, place: &Place) -> Diagnostic {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let remedy = match (warning, period::write_override(&reading.period)) {
        (Warning::OutsideSchoolYear { stated: true, .. }, _) => "Если год верный, так и оставьте.".to_owned(),
        (_, Some(read)) => {
            format!("Если понято верно, поставьте рядом «период: {read}»; если нет, укажите там свой.")
        }
        (_, None) => "Срок можно указать рядом: «период: ГГГГ-ММ-ДД» или «период: ГГГГ-ММ».".to_owned(),
    };
    let message = match warning {
        Warning::Impossible { value } if *value == text => {
            format!("Такой даты нет: «{value}»; исправьте число или месяц")
        }
        warning => format!("Срок «{text}»: {}", warning.message()),
    };
    Diagnostic::warning(lint_of(warning), place.clone(), message)
        .hint(format!("Слова на странице останутся как есть. {remedy}"))
}

fn lint_of(warning: &Warning) -> Lint {
    match warning {
        Warning::OutsideSchoolYear { .. } => Lint::PeriodOutsideYear,
        Warning::Impossible { .. }
        | Warning::NeedsCalendar { .. }
        | Warning::Unrecognised
        | Warning::Empty => Lint::UnreadPeriod,
        _ => Lint::DoubtfulPeriod,
    }
}

/// How many likenesses are reported: a list longer than this helps nobody.
const MOST_LIKENESSES: usize = 50;

/// Reports people of one association whose names are so alike that they may be one person, wherever they are named.
pub(super) fn report_likenesses(
    shelf: &Shelf,
    schedule: &[Planned],
    roll: &Roll,
    memory: &mut PeopleMemory,
    diagnostics: &mut Diagnostics,
) {
    let planned = schedule.iter().map(|planned| {
        let notes = shelf.plans[planned.plan].value.notes.get(&planned.activity);
        (&planned.who.text, notes.map(|notes| notes.who.as_ref().unwrap_or(&notes.place)))
    });
    let named = shelf.people().into_iter().map(|text| (&text.value, Some(&text.place)));
    let (cells, places): (Vec<&str>, Vec<Option<&Place>>) =
        planned.chain(named).map(|(text, place)| (text.as_str(), place)).unzip();
    for Likeness { one, other, cells } in &memory.alike(&cells, roll, MOST_LIKENESSES).likenesses {
        if let Some(place) = cells.iter().find_map(|cell| places[*cell]) {
            diagnostics.push(
                Diagnostic::warning(Lint::SimilarNames, place.clone(), format!("«{one}» и «{other}»: не один ли это человек?"))
                    .hint("Если один, исправьте опечатку там, где это не утверждённый документ; если разные, так и оставьте."),
            );
        }
    }
}

/// The calendar of an association: its own, else that of the portal.
pub(super) fn calendar_of<'c>(
    calendars: &'c BTreeMap<String, Calendar>,
    folder: &str,
) -> Option<&'c Calendar> {
    calendars.get(folder).or_else(|| calendars.get(""))
}
