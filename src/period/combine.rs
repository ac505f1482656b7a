//! Several periods of one cell become one: a rule takes its bounds, «в течение года» gives way to a rule.

use std::collections::BTreeSet;

use super::Period;
use super::resolve::Placed;

/// The one period of a cell.
pub(super) fn one(placed: Vec<Placed>) -> Period {
    let mut periods = distinct(merged(bounded(without_idle_year(placed))));
    bind_pair(&mut periods);
    match periods.len() {
        0 => Period::Unread,
        1 => periods.pop().unwrap_or(Period::Unread),
        _ => Period::Several(periods),
    }
}

/// A rule or a condition holds within the year anyway: «в течение года, по заявкам» says no more than «по заявкам».
fn without_idle_year(mut placed: Vec<Placed>) -> Vec<Placed> {
    let says_more = |one: &Placed| matches!(one.period, Period::Recurring { .. } | Period::Open { .. });
    if placed.iter().any(says_more) {
        placed.retain(|one| !matches!(one.period, Period::Year { .. }));
    }
    placed
}

/// «каждый понедельник октября»: a rule takes the span that follows it without a separator.
fn bounded(placed: Vec<Placed>) -> Vec<Period> {
    let mut all: Vec<Period> = Vec::with_capacity(placed.len());
    for one in placed {
        if let (true, Some(Period::Recurring { bounds: bounds @ None, .. }), Period::Span { first, last }) =
            (one.adjoins, all.last_mut(), &one.period)
        {
            *bounds = Some((*first, *last));
            continue;
        }
        all.push(one.period);
    }
    all
}

/// Rules, conditions and years that stand beside each other are one.
fn merged(periods: Vec<Period>) -> Vec<Period> {
    let mut all: Vec<Period> = Vec::with_capacity(periods.len());
    for period in periods {
        let apart = match all.last_mut() {
            Some(last) => merge(last, period),
            None => Some(period),
        };
        all.extend(apart);
    }
    all
}

/// Equal periods are kept once. What stands beside each other then may be one, and equal to another.
fn distinct(mut periods: Vec<Period>) -> Vec<Period> {
    loop {
        let mut seen = BTreeSet::new();
        let count = periods.len();
        periods.retain(|period| seen.insert(period.clone()));
        if periods.len() == count {
            return periods;
        }
        periods = merged(periods);
    }
}

/// Adds a period to the one before it, or gives it back.
fn merge(last: &mut Period, period: Period) -> Option<Period> {
    match (last, period) {
        // Bounds end a rule: what follows them is another one, as it is when it is read back.
        (Period::Recurring { rule, bounds }, Period::Recurring { rule: more, bounds: given })
            if bounds.is_none() =>
        {
            rule.push(' ');
            rule.push_str(&more);
            *bounds = given;
            None
        }
        (Period::Open { condition }, Period::Open { condition: more }) => {
            condition.push_str(", ");
            condition.push_str(&more);
            None
        }
        (Period::Year { continuous }, Period::Year { continuous: more }) => {
            *continuous |= more;
            None
        }
        (_, period) => Some(period),
    }
}

/// «сентябрь–май, 1 раз в месяц»: where a rule and a span are all there is, the span bounds the rule.
fn bind_pair(periods: &mut Vec<Period>) {
    let bound = match periods.as_slice() {
        [Period::Recurring { rule, bounds: None }, Period::Span { first, last }]
        | [Period::Span { first, last }, Period::Recurring { rule, bounds: None }] => {
            Period::Recurring { rule: rule.clone(), bounds: Some((*first, *last)) }
        }
        _ => return,
    };
    *periods = vec![bound];
}
