//! The page of a meeting that only a plan knows of: the plan's facts and nothing else.

use serde::Serialize;

use super::date::DateView;
use super::meeting::{AgendaItemView, Linked};
use super::{Frame, LinkView, NeighbourView, Page, order, route, structured};
use crate::model::Site;
use crate::model::implied::ImpliedMeeting;
use crate::model::outcome::Outcome;
use crate::model::schedule::Planned;
use crate::period::Period;
use crate::russian::typography::typeset;

/// The page of a meeting that a plan implies.
#[derive(Serialize)]
pub struct ImpliedView {
    /// What every page has.
    pub frame: Frame,
    /// Its day, where the plan names one.
    pub date: Option<DateView>,
    /// The plan's facts.
    pub facts: Vec<ImpliedFact>,
    /// What is spoken of there.
    pub agenda: Vec<AgendaItemView>,
    /// Its row in the plan.
    pub row: LinkView,
    /// The meeting before it.
    pub previous: Option<NeighbourView>,
    /// The meeting after it.
    pub next: Option<NeighbourView>,
    /// The same for search engines, where it has a day.
    pub structured: Option<String>,
}

/// A fact of the plan.
#[derive(Serialize)]
pub struct ImpliedFact {
    /// What it is about; of columns without a meaning of their own, the author's heading.
    pub label: String,
    /// What stands there.
    pub lines: Vec<String>,
}

/// The page of the implied meeting with the given index.
pub(super) fn view(site: &Site, page: &Page, association: usize, index: usize) -> ImpliedView {
    let of = &site.associations[association];
    let implied = &of.implied[index];
    let planned = &of.schedule[implied.activity];
    let (previous, next) = order::neighbours(site, page, association, order::Place::Implied(index));
    let plan = &of.plans[planned.plan];
    ImpliedView {
        frame: Frame::new(site, page, &implied.title, None),
        date: implied.day.map(DateView::new),
        facts: facts(implied, planned),
        agenda: Linked { site, page, association }.talks(implied.activity),
        row: LinkView {
            title: typeset(&format!("Пункт плана на {} учебный год", plan.year)),
            href: route::activity_link(site, page, association, planned),
        },
        previous,
        next,
        structured: structured::implied(site, association, index),
    }
}

fn facts(implied: &ImpliedMeeting, planned: &Planned) -> Vec<ImpliedFact> {
    let who = planned.who_written().unwrap_or_default();
    let direction = planned.direction.as_deref().unwrap_or_default();
    let when = when(implied, planned);
    let facts =
        [("Когда", &*when), ("Место", &planned.place), ("Ответственный", who), ("Направление", direction)];
    let facts = facts.into_iter().map(|(label, text)| (label.to_owned(), text));
    let notes = implied.notes.iter().map(|note| (note.heading.clone(), note.text.as_str()));
    let outcome = planned.outcome.as_ref().map(outcome);
    let outcome = outcome.as_ref().map(|(label, text)| ((*label).to_owned(), text.as_str()));
    let rows = facts.chain(notes).filter(|(_, text)| !text.is_empty()).chain(outcome);
    let rows = rows.map(|(label, text)| ImpliedFact {
        label: typeset(&label),
        lines: text.lines().map(str::trim).filter(|line| !line.is_empty()).map(typeset).collect(),
    });
    rows.collect()
}

/// The period as written; the day in full where it is one, and the author's own words where the cell has none.
pub(super) fn when(implied: &ImpliedMeeting, planned: &Planned) -> String {
    if let Some(day) = implied.day {
        return super::date::span_text(day, day);
    }
    match &planned.when.period {
        Period::Span { first, last } if planned.when.text.is_empty() => super::date::span_text(*first, *last),
        _ => planned.when.text.clone(),
    }
}

/// What it is marked as in lists.
pub(super) fn mark(planned: &Planned) -> &'static str {
    match planned.outcome {
        Some(Outcome::Cancelled { .. }) => "Отменено",
        Some(Outcome::Moved { .. }) => "Перенесено",
        Some(Outcome::Held { .. }) | None => "По плану",
    }
}

/// What the author says beside the activity.
fn outcome(outcome: &Outcome) -> (&'static str, String) {
    let joined = |words: [Option<&str>; 2]| words.into_iter().flatten().collect::<Vec<_>>().join("\n");
    match outcome {
        Outcome::Held { day, words } => {
            let day = day.map(|day| super::date::span_text(day, day));
            let said = joined([day.as_deref(), words.as_deref()]);
            ("Проведено", if said.is_empty() { "Да".to_owned() } else { said })
        }
        Outcome::Moved { to, reason } => ("Перенесено", joined([Some(to.text.as_str()), reason.as_deref()])),
        Outcome::Cancelled { reason } => ("Отменено", reason.clone().unwrap_or_else(|| "Да".to_owned())),
    }
}
