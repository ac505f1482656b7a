//! What an association that records outcomes has left open by a certain day: for those who write, never for visitors.
//!
//! A reminder depends on the day and not on what the texts say, so it is no part of a build and never a mistake.

use std::collections::BTreeMap;

use super::shelf::Shelf;
use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place};
use crate::model::Site;
use crate::model::association::Association;
use crate::model::plan::{ActivityId, PlanItem};
use crate::period::SchoolYear;

/// How many days a report may take.
const DAYS_FOR_REPORT: u64 = 14;

/// Where the things of one association stand that may be late.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The words of its activities.
    pub activities: BTreeMap<PlanItem, Place>,
    /// Its meetings, in their order in the association.
    pub meetings: Vec<MeetingPlaces>,
}

/// Where the parts of a meeting stand.
#[derive(Clone, Debug)]
pub struct MeetingPlaces {
    /// Its date.
    pub date: Place,
    /// Its decisions: those of each question, then those of none.
    pub decisions: Vec<Place>,
}

impl Places {
    /// Those of what stands on `shelf`.
    pub(super) fn of(shelf: &Shelf) -> Self {
        let plans = shelf.plans.iter().enumerate();
        let activities = plans.flat_map(|(plan, parsed)| {
            parsed.value.notes.iter().map(move |(activity, notes)| {
                let place = notes.texts.first().unwrap_or(&notes.place).clone();
                (PlanItem { plan, activity: activity.clone() }, place)
            })
        });
        let meetings = shelf.meetings.iter().map(|meeting| {
            let date = meeting.document.value.article.date.value();
            let of_questions = meeting.own.agenda.iter().flat_map(|item| &item.decisions);
            let decisions = of_questions.chain(&meeting.own.decisions);
            MeetingPlaces {
                date: date.map_or_else(|| Place::file(&meeting.document.path), |date| date.place.clone()),
                decisions: decisions.map(|decision| decision.text.place.clone()).collect(),
            }
        });
        Self { activities: activities.collect(), meetings: meetings.collect() }
    }
}

/// What each association has left open by the day of the site, in its current school year. `places` are those of the
/// associations, in their order.
pub(super) fn reminders(site: &Site, places: &[Places]) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for (association, places) in site.associations.iter().zip(places) {
        if association.records_any_outcomes() {
            passed_periods(site, association, places, &mut diagnostics);
            missing_reports(site, association, places, &mut diagnostics);
            overdue_decisions(site, association, places, &mut diagnostics);
        }
    }
    diagnostics
}

fn passed_periods(site: &Site, association: &Association, places: &Places, diagnostics: &mut Diagnostics) {
    let year = SchoolYear::of(site.today);
    let plan = association.plans.iter().position(|plan| plan.year == year);
    let Some(plan) = plan.filter(|plan| association.records_outcomes(*plan)) else { return };
    for planned in association.activities_of(plan) {
        let item = PlanItem { plan, activity: planned.activity.clone() };
        let Some(place) = places.activities.get(&item) else { continue };
        if association.is_overdue(planned, site.today) {
            let when = planned.expected().text.split_whitespace().collect::<Vec<_>>().join(" ");
            let report =
                association.report_of_the_day(planned).and_then(|meeting| places.meetings.get(meeting));
            diagnostics.push(
                Diagnostic::warning(
                    Lint::PassedPeriod,
                    place.clone(),
                    format!("Срок «{when}» прошёл, а что стало с мероприятием, не сказано"),
                )
                .hint(match report {
                    Some(report) => named_in_report(&report.date.path, &planned.activity),
                    None => "Напишите рядом «проведено: 14.11.2026», «перенесено: февраль» или «отменено: да». Или назовите пункт в отчёте о заседании: «пункты плана: 3».".to_owned(),
                }),
            );
        }
    }
}

/// How the report of a meeting on the day of an activity comes to carry it out.
pub fn named_in_report(file: &str, activity: &ActivityId) -> String {
    format!(
        "В этот день прошло заседание. Если это оно, добавьте в шапку {file} строку «пункты плана: {}».",
        activity.0
    )
}

fn missing_reports(site: &Site, association: &Association, places: &Places, diagnostics: &mut Diagnostics) {
    let year = SchoolYear::of(site.today);
    for meeting in association.meetings_without_report(year, site.today, DAYS_FOR_REPORT) {
        let date = association.meetings[meeting].date.format("%d.%m.%Y");
        if let Some(places) = places.meetings.get(meeting) {
            diagnostics.push(
                Diagnostic::warning(
                    Lint::MissingReport,
                    places.date.clone(),
                    format!("Заседание {date} прошло, а отчёта о нём нет"),
                )
                .hint("Напишите в тексте, что было («прошло заседание», «обсудили», «решили»), или добавьте в шапку «присутствовали»: тогда объявление станет отчётом."),
            );
        }
    }
}

fn overdue_decisions(site: &Site, association: &Association, places: &Places, diagnostics: &mut Diagnostics) {
    for (meeting, decision) in association.overdue_decisions(SchoolYear::of(site.today), site.today) {
        let place = places.meetings.get(meeting).and_then(|places| places.decisions.get(decision));
        let term = association.meetings[meeting].decisions().nth(decision);
        let term = term.and_then(|decision| decision.term.as_ref());
        if let (Some(place), Some(term)) = (place, term) {
            diagnostics.push(
                Diagnostic::warning(
                    Lint::OverdueDecision,
                    place.clone(),
                    format!("Срок решения («{}») прошёл, а выполнено ли оно, не сказано", term.text),
                )
                .hint("Напишите под решением «выполнено: да» или день, когда его выполнили."),
            );
        }
    }
}
