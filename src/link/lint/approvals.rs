//! Dates of approval that do not fit each other or the plan.

use chrono::NaiveDate;

use super::ReadPlan;
use crate::diagnostic::{Diagnostic, Diagnostics, Lint};
use crate::model::plan::{Approval, ApprovalKind, PlanPart};
use crate::model::schedule::Planned;
use crate::period::{Period, SchoolYear};

/// A longer period is no date of an activity.
const LONGEST_MONTH: i64 = 31;

/// Reports an approval later than the first activity, and an agreement later than the approval.
pub(super) fn report(read: &ReadPlan, diagnostics: &mut Diagnostics) {
    let parts = &read.plan.value.plan.parts;
    let approvals = || {
        parts
            .iter()
            .filter_map(|part| if let PlanPart::Approval(approval) = part { Some(approval) } else { None })
    };
    let approved = approvals()
        .find(|approval| approval.kind == ApprovalKind::Approved)
        .and_then(|approval| approval.day);
    let Some(approved) = approved else { return };
    late_approval(read, approved, diagnostics);
    for approval in approvals() {
        late_agreement(read, approval, approved, diagnostics);
    }
}

fn late_approval(read: &ReadPlan, approved: NaiveDate, diagnostics: &mut Diagnostics) {
    let place = read.plan.value.outline.approvals.get(&ApprovalKind::Approved);
    let first = read
        .planned
        .iter()
        .filter_map(|planned| Some((over(planned)?, planned)))
        // A slip in a year is another doubt, told where it stands.
        .filter(|(over, _)| SchoolYear::of(*over) == read.plan.value.plan.year)
        .min_by_key(|(over, _)| *over);
    let (Some(place), Some((over, planned))) = (place, first) else { return };
    if over >= approved {
        return;
    }
    let when = planned.when.text.split_whitespace().collect::<Vec<_>>().join(" ");
    diagnostics.push(
        Diagnostic::warning(
            Lint::LateApproval,
            place.clone(),
            format!("План утверждён {}, когда первое мероприятие («{when}») уже прошло", dotted(approved)),
        )
        .hint(
            "Проверьте дату: план утверждают до начала работы. Если в документе стоит именно она, оставьте.",
        ),
    );
}

/// The last day of an activity that has a date: a day, a week, a month.
fn over(planned: &Planned) -> Option<NaiveDate> {
    let of = |period: &Period| match period {
        Period::Day(day) => Some(*day),
        Period::Span { first, last } => ((*last - *first).num_days() < LONGEST_MONTH).then_some(*last),
        _ => None,
    };
    planned.when.period.parts().iter().filter_map(of).min()
}

fn late_agreement(read: &ReadPlan, approval: &Approval, approved: NaiveDate, diagnostics: &mut Diagnostics) {
    let done = match approval.kind {
        ApprovalKind::Approved => return,
        ApprovalKind::Agreed => "согласован",
        ApprovalKind::Considered => "рассмотрен",
        ApprovalKind::Adopted => "принят",
    };
    let place = read.plan.value.outline.approvals.get(&approval.kind);
    let (Some(place), Some(day)) = (place, approval.day.filter(|day| *day > approved)) else { return };
    diagnostics.push(
        Diagnostic::warning(
            Lint::LateAgreement,
            place.clone(),
            format!("План {done} {}, уже после утверждения {}", dotted(day), dotted(approved)),
        )
        .hint("Проверьте обе даты: утверждают последним. Если в документе стоят именно они, оставьте."),
    );
}

fn dotted(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}
