//! What came of the activities of a plan, in words. Of a plan whose author records nothing, nothing is said.

use serde::Serialize;

use super::date::{DateView, span_text};
use super::{Page, route};
use crate::model::association::Association;
use crate::model::outcome::Outcome;
use crate::model::progress::State;
use crate::model::schedule::Planned;
use crate::model::{Document, Site, Subject};
use crate::period::{Period, Reading, SchoolYear};
use crate::russian::typography::typeset;

/// What came of an activity.
#[derive(Clone, Serialize)]
pub struct OutcomeView {
    /// `done`, `moved`, `cancelled`; `gone` where it stood before it was moved.
    pub kind: &'static str,
    /// «Проведено 14.11.2026», «Перенесено: февраль (карантин)»
    pub text: String,
    /// The documents that tell of it.
    pub documents: Vec<ReportView>,
}

/// A document that tells what came of an activity.
#[derive(Clone, Serialize)]
pub struct ReportView {
    /// «Отчёт», «Материал», «Новость»
    pub label: &'static str,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
}

/// How much of a plan is done.
#[derive(Serialize)]
pub struct SummaryView {
    /// The day of the build, while the year of the plan goes on.
    pub as_of: Option<DateView>,
    /// «проведено 7 из 25, перенесено 1, отменено 1»
    pub text: String,
}

/// How much of a plan is done; nothing where its author records no outcomes.
pub(super) fn summary(site: &Site, association: usize, plan: usize) -> Option<SummaryView> {
    let association = &site.associations[association];
    if !association.records_outcomes(plan) {
        return None;
    }
    let tally = association.tally(plan);
    let mut text = format!("проведено {} из {}", tally.done, tally.planned);
    for (word, count) in [("перенесено", tally.moved), ("отменено", tally.cancelled)] {
        if count > 0 {
            text = format!("{text}, {word} {count}");
        }
    }
    let goes_on = SchoolYear::of(site.today) <= association.plans[plan].year;
    Some(SummaryView { as_of: goes_on.then(|| DateView::new(site.today)), text: typeset(&text) })
}

/// What came of an activity, beside its row of the plan.
pub(super) fn beside_row(
    site: &Site,
    page: &Page,
    association: &Association,
    planned: &Planned,
) -> Option<OutcomeView> {
    let (kind, text, documents) = match association.state(planned) {
        State::Ahead => return None,
        State::Done { day, words, documents } => ("done", done(day, words, documents), documents),
        State::Moved { to, reason } => {
            ("moved", with_reason(&with_words("Перенесено", Some(&to.text)), reason), &[][..])
        }
        State::Cancelled { reason, documents } => ("cancelled", with_words("Отменено", reason), documents),
    };
    Some(OutcomeView { kind, text: typeset(&text), documents: reports(site, page, documents) })
}

/// The same where the activity stands at the time for which it is expected now.
pub(super) fn at_its_time(
    site: &Site,
    page: &Page,
    association: &Association,
    planned: &Planned,
) -> Option<OutcomeView> {
    let outcome = beside_row(site, page, association, planned);
    match (association.state(planned), planned.moved_to()) {
        (State::Moved { reason, .. }, Some(_)) if !planned.when.text.is_empty() => {
            let reason = reason.map(|reason| format!("; {}", one_line(reason))).unwrap_or_default();
            let text = format!("Перенесено (по плану: {}{reason})", one_line(&planned.when.text));
            Some(OutcomeView { kind: "moved", text: typeset(&text), documents: Vec::new() })
        }
        _ => outcome,
    }
}

/// What is said where the activity stood before it was moved.
pub(super) fn at_its_old_time(planned: &Planned, to: &Reading) -> OutcomeView {
    let reason = match &planned.outcome {
        Some(Outcome::Moved { reason, .. }) => reason.as_deref(),
        _ => None,
    };
    let text = match &to.period {
        Period::Day(day) => format!("Перенесено на {}", DateView::new(*day).text),
        Period::Span { first, last } => format!("Перенесено на {}", span_text(*first, *last)),
        _ => with_words("Перенесено", Some(&to.text)),
    };
    OutcomeView { kind: "gone", text: typeset(&with_reason(&text, reason)), documents: Vec::new() }
}

fn done(day: Option<chrono::NaiveDate>, words: Option<&str>, documents: &[Document]) -> String {
    let is_event = documents.is_empty() || words.is_some() || day.is_some();
    let word = if is_event { "Проведено" } else { "Выполнено" };
    let day = day.map(|day| day.format(" %d.%m.%Y").to_string()).unwrap_or_default();
    with_words(&format!("{word}{day}"), words)
}

fn with_words(text: &str, words: Option<&str>) -> String {
    match words.map(one_line).filter(|words| !words.is_empty()) {
        Some(words) => format!("{text}: {words}"),
        None => text.to_owned(),
    }
}

fn with_reason(text: &str, reason: Option<&str>) -> String {
    match reason.map(one_line).filter(|reason| !reason.is_empty()) {
        Some(reason) => format!("{text} ({reason})"),
        None => text.to_owned(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn reports(site: &Site, page: &Page, documents: &[Document]) -> Vec<ReportView> {
    let report = |document: &Document| ReportView {
        label: match document {
            Document::Meeting(..) => "Отчёт",
            Document::Material(..) => "Материал",
            Document::News(..) | Document::Page(..) => "Новость",
        },
        title: typeset(&site.article(*document).title),
        href: route::link(site, page, &Page::Of(Subject::Document(*document))),
    };
    documents.iter().map(report).collect()
}
