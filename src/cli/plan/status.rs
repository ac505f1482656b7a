//! `kartoteka plan status`: what of a year's plans is done, what is near and what is late.

use std::fmt::Write;

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::arguments::{Format, PlanStatusArguments};
use crate::cli::report::{Sources, report};
use crate::cli::site::{Folders, ReadSite};
use crate::cli::{Outcome, failure, plain, print};
use crate::diagnostic::{Checked, Place};
use crate::link::{Places, named_in_report};
use crate::model::association::Association;
use crate::model::plan::{ActivityId, PlanItem};
use crate::model::progress::{State, Tally};
use crate::model::schedule::Planned;
use crate::period::SchoolYear;

/// How many days ahead count as near.
const NEAR: u64 = 30;

/// A longer title is cut in the lists for people.
const TITLE_LENGTH: usize = 90;

/// Says how far the plans are.
pub(super) fn run(arguments: &PlanStatusArguments) -> Outcome {
    let folders = Folders::new(&arguments.site);
    if let Err(refusal) = folders.check() {
        return failure::say(&refusal);
    }
    let read = match ReadSite::read(&arguments.site, &folders) {
        Ok(read) => read,
        Err(failure) => return failure::say(&failure::unreadable(&failure)),
    };
    let Checked { value: read, diagnostics } = read;
    if diagnostics.has_errors() {
        report(diagnostics, &read.sources());
        return Outcome::Mistakes;
    }
    let today = read.site.today;
    let year = arguments.school_year.unwrap_or_else(|| SchoolYear::of(today));
    let sources = read.sources();
    let associations = read.site.associations.iter().zip(&read.places);
    let associations = associations.map(|(association, places)| {
        Reader { association, places, sources: &sources, today, year }.association()
    });
    let status = StatusJson {
        version: 1,
        today: iso(today),
        school_year: year.slug(),
        associations: associations.collect(),
    };
    print(&match arguments.format {
        Format::Text => in_words(&status, today, year),
        Format::Json => serde_json::to_string_pretty(&status).unwrap_or_default(),
    });
    Outcome::Done
}

/// The status of a site: the contract for other programs. `version` grows when a field changes its meaning or goes away.
#[derive(Serialize)]
struct StatusJson {
    version: u32,
    today: String,
    school_year: String,
    associations: Vec<AssociationJson>,
}

#[derive(Serialize)]
struct AssociationJson {
    name: String,
    /// Nothing where it has no plan for this year.
    plan: Option<PlanJson>,
    meetings_without_report: Vec<MeetingJson>,
    decisions_overdue: Vec<DecisionJson>,
}

#[derive(Serialize)]
struct PlanJson {
    file: String,
    /// Whether anything is said of what came of it.
    records_outcomes: bool,
    planned: usize,
    done: Vec<ActivityJson>,
    moved: Vec<ActivityJson>,
    cancelled: Vec<ActivityJson>,
    /// What has a day among the next 30.
    ahead: Vec<ActivityJson>,
    /// What has passed, without a word of what came of it.
    overdue: Vec<ActivityJson>,
}

#[derive(Serialize)]
struct ActivityJson {
    id: String,
    title: String,
    /// The period as planned.
    when: String,
    /// The day it was held on, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    /// To when it was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_to: Option<String>,
    /// The report of a meeting of its day that names nothing of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    report_of_the_day: Option<MeetingJson>,
    #[serde(flatten)]
    place: PlaceJson,
}

#[derive(Serialize)]
struct MeetingJson {
    title: String,
    date: String,
    #[serde(flatten)]
    place: PlaceJson,
}

#[derive(Serialize)]
struct DecisionJson {
    text: String,
    responsible: Option<String>,
    term: String,
    meeting: String,
    #[serde(flatten)]
    place: PlaceJson,
}

/// Where a thing stands; both empty where nobody knows.
#[derive(Serialize)]
struct PlaceJson {
    file: String,
    line: usize,
}

/// Asks one association.
struct Reader<'r> {
    association: &'r Association,
    places: &'r Places,
    sources: &'r Sources<'r>,
    today: NaiveDate,
    year: SchoolYear,
}

impl Reader<'_> {
    fn association(&self) -> AssociationJson {
        let plan = self.association.plans.iter().position(|plan| plan.year == self.year);
        AssociationJson {
            name: self.association.short_name.clone(),
            plan: plan.map(|plan| self.plan(plan)),
            meetings_without_report: self.meetings(),
            decisions_overdue: self.decisions(),
        }
    }

    fn plan(&self, plan: usize) -> PlanJson {
        let association = self.association;
        let all = |keep: &dyn Fn(&Planned) -> bool| -> Vec<ActivityJson> {
            let kept = association.activities_of(plan).filter(|planned| keep(planned));
            kept.map(|planned| self.activity(planned)).collect()
        };
        let Tally { planned, .. } = association.tally(plan);
        PlanJson {
            file: association.plans[plan].source.to_string(),
            records_outcomes: association.records_outcomes(plan),
            planned,
            done: all(&|planned| matches!(association.state(planned), State::Done { .. })),
            moved: all(&|planned| matches!(association.state(planned), State::Moved { .. })),
            cancelled: all(&|planned| matches!(association.state(planned), State::Cancelled { .. })),
            ahead: all(&|planned| association.is_near(planned, self.today, NEAR)),
            overdue: all(&|planned| association.is_overdue(planned, self.today)),
        }
    }

    fn activity(&self, planned: &Planned) -> ActivityJson {
        let item = PlanItem { plan: planned.plan, activity: planned.activity.clone() };
        let day = match self.association.state(planned) {
            State::Done { day, .. } => day,
            _ => None,
        };
        ActivityJson {
            id: planned.activity.0.clone(),
            title: one_line(&planned.what),
            when: one_line(&planned.when.text),
            day: day.map(iso),
            moved_to: planned.moved_to().map(|to| one_line(&to.text)),
            report_of_the_day: match self.association.state(planned) {
                State::Ahead | State::Moved { .. } => self.association.report_of_the_day(planned),
                State::Done { .. } | State::Cancelled { .. } => None,
            }
            .map(|meeting| self.meeting(meeting)),
            place: self.place(self.places.activities.get(&item)),
        }
    }

    fn meetings(&self) -> Vec<MeetingJson> {
        let late = self.association.meetings_without_report(self.year, self.today, 0);
        late.map(|index| self.meeting(index)).collect()
    }

    fn meeting(&self, index: usize) -> MeetingJson {
        let meeting = &self.association.meetings[index];
        MeetingJson {
            title: one_line(&meeting.article.title),
            date: iso(meeting.date),
            place: self.place(self.places.meetings.get(index).map(|places| &places.date)),
        }
    }

    fn decisions(&self) -> Vec<DecisionJson> {
        let late = self.association.overdue_decisions(self.year, self.today);
        late.filter_map(|(index, number)| {
            let meeting = &self.association.meetings[index];
            let decision = meeting.decisions().nth(number)?;
            let place = self.places.meetings.get(index).and_then(|places| places.decisions.get(number));
            Some(DecisionJson {
                text: one_line(&decision.text),
                responsible: decision.responsible.as_deref().map(one_line),
                term: decision.term.as_ref().map(|term| one_line(&term.text)).unwrap_or_default(),
                meeting: iso(meeting.date),
                place: self.place(place),
            })
        })
        .collect()
    }

    fn place(&self, place: Option<&Place>) -> PlaceJson {
        place.map_or_else(
            || PlaceJson { file: String::new(), line: 0 },
            |place| PlaceJson { file: place.path.to_string(), line: self.sources.line(place) },
        )
    }
}

fn in_words(status: &StatusJson, today: NaiveDate, year: SchoolYear) -> String {
    let mut text = format!("Планы на {year} учебный год, состояние на {}\n", today.format("%d.%m.%Y"));
    for association in &status.associations {
        let _ = writeln!(text, "\n{}", plain::line(&association.name));
        match &association.plan {
            Some(plan) => plan_in_words(plan, &mut text),
            None => text.push_str("  Плана на этот год нет.\n"),
        }
        let meetings = association.meetings_without_report.iter();
        list(
            &mut text,
            "Заседания без отчёта",
            meetings.map(|meeting| (&meeting.place, format!("{} {}", russian(&meeting.date), meeting.title))),
        );
        let decisions = association.decisions_overdue.iter();
        list(
            &mut text,
            "Решения, срок которых прошёл",
            decisions.map(|decision| {
                let who = decision.responsible.as_ref().map(|who| format!(", {who}")).unwrap_or_default();
                (&decision.place, format!("{} ({}{who})", cut(&decision.text), decision.term))
            }),
        );
    }
    text.trim_end().to_owned()
}

fn plan_in_words(plan: &PlanJson, text: &mut String) {
    let _ = writeln!(
        text,
        "  Всего мероприятий: {}. Проведено: {}, перенесено: {}, отменено: {}, срок прошёл: {}, в ближайшие {NEAR} дней: {}.",
        plan.planned,
        plan.done.len(),
        plan.moved.len(),
        plan.cancelled.len(),
        plan.overdue.len(),
        plan.ahead.len(),
    );
    if !plan.records_outcomes {
        text.push_str(
            "  Отметок в этом плане ещё нет, и на сайте о выполнении ничего не говорится. Отметьте первое мероприятие:\n  \
             строка «проведено: 14.11.2026» рядом с ним или «пункты плана: 3» в отчёте о заседании.\n",
        );
    }
    let titled = |activity: &ActivityJson| match activity.when.as_str() {
        "" => cut(&activity.title),
        when => format!("{} ({when})", cut(&activity.title)),
    };
    let held = |activity: &ActivityJson| match &activity.day {
        Some(day) => format!("{} {}", russian(day), cut(&activity.title)),
        None => cut(&activity.title),
    };
    let moved = |activity: &ActivityJson| match &activity.moved_to {
        Some(to) => format!("{} ({} → {to})", cut(&activity.title), activity.when),
        None => titled(activity),
    };
    list(
        text,
        "Срок прошёл, а что стало, не сказано",
        plan.overdue.iter().map(|one| {
            let report = one.report_of_the_day.as_ref().map(|report| {
                let remedy = named_in_report(&report.place.file, &ActivityId(one.id.clone()));
                format!(". {remedy}")
            });
            (&one.place, titled(one) + &report.unwrap_or_default())
        }),
    );
    list(text, "Скоро", plan.ahead.iter().map(|one| (&one.place, moved(one))));
    list(text, "Перенесено", plan.moved.iter().map(|one| (&one.place, moved(one))));
    list(text, "Отменено", plan.cancelled.iter().map(|one| (&one.place, titled(one))));
    list(text, "Проведено", plan.done.iter().map(|one| (&one.place, held(one))));
}

/// What stands under a heading, each with the line where its author finds it.
fn list<'p>(text: &mut String, heading: &str, lines: impl Iterator<Item = (&'p PlaceJson, String)>) {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        let _ = writeln!(text, "\n  {heading}:");
    }
    for (PlaceJson { file, line }, words) in lines {
        let _ = writeln!(text, "    {}:{line}  {}", plain::line(file), plain::line(&words));
    }
}

fn cut(title: &str) -> String {
    let Some((end, _)) = title.char_indices().nth(TITLE_LENGTH) else { return title.to_owned() };
    let head = title[..end].rsplit_once(' ').map_or(&title[..end], |(head, _)| head);
    format!("{}…", head.trim_end_matches([',', ';', ':', '.', ' ']))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// A date of the JSON as people write it.
fn russian(iso: &str) -> String {
    let parts: Vec<&str> = iso.rsplit('-').collect();
    parts.join(".")
}
