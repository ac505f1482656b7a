//! Items of the text become periods: each month gets its calendar year, each term its days.

use chrono::{Datelike, Days, NaiveDate};

use super::item::{Dated, Found, Item, Part, Piece, Role, Stated, is_whole_months, month_end};
use super::school_year::{SchoolYear, TermName, Terms, date};
use super::text::Token;
use super::{Period, Warning, explained};

/// What the reading is read within.
pub(super) struct Context<'a> {
    pub year: SchoolYear,
    pub terms: &'a Terms,
    pub text: &'a str,
    pub tokens: &'a [Token],
}

/// A period, and whether it follows the one before it without a separator.
pub(super) struct Placed {
    pub period: Period,
    pub adjoins: bool,
}

/// The periods of a text, the tokens that they took, and the doubts.
#[derive(Default)]
pub(super) struct Resolved {
    pub placed: Vec<Placed>,
    pub taken: Vec<(usize, usize)>,
    pub warnings: Vec<Warning>,
}

/// What an item is by itself, before its neighbours are looked at.
struct Read {
    period: Option<Period>,
    doubts: Vec<Warning>,
    /// It says no more than the date beside it: neither a part of the period nor of the rest.
    idle: bool,
}

/// Resolves the items; those that cannot be are left to the rest, with a warning.
pub(super) fn all(mut found: Vec<Found>, context: &Context<'_>) -> Resolved {
    spread_years(&mut found, context.year);
    let mut read: Vec<Read> = found.iter().map(|one| alone(one, context)).collect();
    give_way(&found, &mut read, context);
    let mut resolved = Resolved::default();
    let mut gap = true;
    for (one, Read { period, doubts, idle }) in found.iter().zip(read) {
        if idle {
            resolved.taken.extend(taken(one));
            gap |= !one.adjoins;
            continue;
        }
        gap = match period {
            Some(period) => {
                resolved.placed.push(Placed { period, adjoins: one.adjoins && !gap });
                resolved.taken.extend(taken(one));
                false
            }
            None => true,
        };
        for doubt in doubts {
            // Equal doubts stand beside each other: looking at the last one keeps long lists linear.
            if resolved.warnings.last() != Some(&doubt) {
                resolved.warnings.push(doubt);
            }
        }
    }
    resolved
}

/// The tokens of an item without those that say something else.
fn taken(one: &Found) -> Vec<(usize, usize)> {
    match &one.item {
        Item::Dated(Dated { aside: Some((from, to)), .. }) => vec![(one.from, *from), (*to, one.to)],
        _ => vec![(one.from, one.to)],
    }
}

fn alone(one: &Found, context: &Context<'_>) -> Read {
    let mut doubts = Vec::new();
    let period = item(one, context, &mut doubts);
    Read { period, doubts, idle: false }
}

/// What a date explains is not a period of its own. The words of a term and of an occasion go to the rest, for they
/// say what the date is; those of a year only say that it lies in the year.
fn give_way(found: &[Found], read: &mut [Read], context: &Context<'_>) {
    let beside = Beside::of(found, read);
    for (at, one) in found.iter().enumerate() {
        let explained = is_explained(found, read, at, context);
        if let Some(read) = read.get_mut(at).filter(|_| explained || beside.says_more_than(&one.item)) {
            let idle = explained && !matches!(one.item, Item::Term { .. } | Item::Holidays { .. });
            *read = Read { period: None, doubts: Vec::new(), idle };
        }
    }
}

/// What stands anywhere in the text, for items that are only read where nothing better does.
struct Beside {
    date: bool,
    run_of_days: bool,
    anything_but_years: bool,
}

impl Beside {
    fn of(found: &[Found], read: &[Read]) -> Self {
        let any = |fits: fn(&Item, &Period) -> bool| {
            let pairs = found.iter().zip(read);
            pairs
                .filter_map(|(one, read)| Some((&one.item, read.period.as_ref()?)))
                .any(|(item, period)| fits(item, period))
        };
        Self {
            date: any(|_, period| {
                matches!(period, Period::Day(_) | Period::Span { .. } | Period::Deadline(_))
            }),
            run_of_days: any(is_run_of_days),
            anything_but_years: any(|item, _| !is_run_of_years(item)),
        }
    }

    fn says_more_than(&self, item: &Item) -> bool {
        match item {
            Item::Occasion { .. } => self.date,
            Item::Holidays { .. } => self.run_of_days,
            _ => self.anything_but_years && is_run_of_years(item),
        }
    }
}

/// Days from one to another, which holidays may have; whole months are the bounds of a rule, «в каникулы с октября».
fn is_run_of_days(item: &Item, period: &Period) -> bool {
    let Period::Span { first, last } = period else { return false };
    !is_whole_months(*first, *last) || matches!(item, Item::Dated(dated) if dated.is_of_days())
}

/// «постоянно (2013-2015 гг.)»: the years of a programme, wider than any plan.
fn is_run_of_years(item: &Item) -> bool {
    matches!(item, Item::CalendarYears { first, last } if first != last)
}

fn is_explained(found: &[Found], read: &[Read], at: usize, context: &Context<'_>) -> bool {
    let Some(one) = found.get(at) else { return false };
    // «I, III четверть» is two items of the same words.
    let next = (at + 1..found.len()).find(|next| found.get(*next).is_some_and(|next| next.from >= one.to));
    let period = |at: usize| read.get(at).and_then(|read| read.period.as_ref());
    let Some((dates, next)) = next.and_then(|next| Some((period(next)?, found.get(next)?))) else {
        return false;
    };
    let heads = || period(at).is_some_and(|months| contains(months, dates, context.year));
    explained::by_date(one, next, context.tokens, context.year)
        || (explained::by_its_days(one, next, context.tokens) && heads())
}

fn contains(period: &Period, inner: &Period, year: SchoolYear) -> bool {
    let days = |period: &Period| period.start(year).zip(period.end(year));
    let within = |((first, last), (inner_first, inner_last))| first <= inner_first && inner_last <= last;
    days(period).zip(days(inner)).is_some_and(within)
}

/// «декабрь, январь 2025 года»: the year of the last is the others' too, each the nearest before it. Not where
/// that would lead out of the school year which the stated year itself lies in.
fn spread_years(found: &mut [Found], year: SchoolYear) {
    let mut behind: Option<(u32, i32)> = None;
    for one in found.iter_mut().rev() {
        let Item::Dated(dated) = &mut one.item else {
            behind = None;
            continue;
        };
        if let (None, None, Some((month, stated))) =
            (dated.first.year, dated.last.and_then(|last| last.year), behind)
        {
            let own = dated.last.map_or(dated.first.month, |last| last.month);
            let candidate = if own <= month { stated } else { stated - 1 };
            if is_within(year, candidate, own) || !is_within(year, stated, month) {
                dated.last.as_mut().unwrap_or(&mut dated.first).year = Some(Stated::Calendar(candidate));
            }
        }
        let stated = dated.first.year.map(|stated| (dated.first.month, stated.of_month(dated.first.month)));
        let stated_last =
            dated.last.and_then(|last| last.year.map(|stated| (last.month, stated.of_month(last.month))));
        behind = stated.or_else(|| {
            let (month, year) = stated_last?;
            Some((dated.first.month, if dated.first.month <= month { year } else { year - 1 }))
        });
    }
}

fn is_within(year: SchoolYear, calendar: i32, month: u32) -> bool {
    let months = (calendar - year.year()) * 12 + i32::try_from(month).unwrap_or(0);
    (8..=20).contains(&months)
}

fn item(found: &Found, context: &Context<'_>, doubts: &mut Vec<Warning>) -> Option<Period> {
    match &found.item {
        Item::Dated(one) => dated(one, found, context, doubts),
        Item::Term { first, last, part, school } => {
            term(*first, *last, *part, *school, context).or_else(|| {
                doubts.push(Warning::NeedsCalendar { value: wording(found, context) });
                None
            })
        }
        Item::Year { continuous } => Some(Period::Year { continuous: *continuous }),
        Item::SchoolYear(year) => Some(other_school_year(SchoolYear::beginning(*year), context.year, doubts)),
        Item::CalendarYears { first, last } => {
            let (first, last) = in_order(date(*first, 1, 1), date(*last, 12, 31), doubts);
            warn_outside((first, last), context.year.opening(), context.year, true, doubts);
            Some(Period::span(first, last))
        }
        Item::YearEdge { end, school, role } => edge(*end, *school, *role, context.year, doubts),
        Item::Recurring { rule } => Some(Period::Recurring { rule: rule.clone(), bounds: None }),
        Item::Holidays { rule: Some(rule) } => Some(Period::Recurring { rule: rule.clone(), bounds: None }),
        Item::Holidays { rule: None } => {
            doubts.push(Warning::NeedsCalendar { value: wording(found, context) });
            None
        }
        Item::Open { condition } | Item::Occasion { condition } => {
            Some(Period::Open { condition: condition.clone() })
        }
    }
}

/// The item as it was written, on one line.
fn wording(found: &Found, context: &Context<'_>) -> String {
    let tokens = context.tokens.get(found.from..found.to).unwrap_or_default();
    let bounds = tokens.first().zip(tokens.last()).map(|(first, last)| first.start..last.end);
    super::rest::collapsed(bounds.and_then(|bounds| context.text.get(bounds)).unwrap_or_default())
}

fn other_school_year(one: SchoolYear, own: SchoolYear, doubts: &mut Vec<Warning>) -> Period {
    if one == own {
        return Period::Year { continuous: false };
    }
    warn_outside((one.first(), one.last()), own.opening(), own, true, doubts);
    Period::Span { first: one.first(), last: one.last() }
}

fn edge(end: bool, school: bool, role: Role, year: SchoolYear, doubts: &mut Vec<Warning>) -> Option<Period> {
    let (month, calendar) = match (end, school) {
        (false, _) => (9, year.year()),
        (true, true) => (5, year.year() + 1),
        (true, false) => (12, year.year()),
    };
    let (first, last) = (date(calendar, month, 1), month_end(calendar, month)?);
    if role == Role::Until {
        let day = if end { last } else { first };
        doubts.push(Warning::AmbiguousBoundary { first: None, last: day });
        return Some(Period::Deadline(day));
    }
    doubts.push(Warning::AmbiguousBoundary { first: Some(first), last });
    Some(Period::span(first, last))
}

fn term(
    first: TermName,
    last: TermName,
    part: Part,
    school: Option<i32>,
    context: &Context<'_>,
) -> Option<Period> {
    let year = school.map_or(context.year, SchoolYear::beginning);
    let named = |name| {
        let given = if year == context.year { context.terms.get(name) } else { None };
        given.or_else(|| usual_half(name, year))
    };
    let (begin, _) = named(first)?;
    let (_, end) = named(last)?;
    let week = Days::new(6);
    let (begin, end) = match part {
        Part::Beginning => (begin, end.min(begin.checked_add_days(week)?)),
        Part::End => (begin.max(end.checked_sub_days(week)?), end),
        Part::Middle => return None,
        _ => (begin, end),
    };
    (begin <= end).then(|| Period::span(begin, end))
}

/// The halves of a school year are the same everywhere; other terms are not.
fn usual_half(name: TermName, year: SchoolYear) -> Option<(NaiveDate, NaiveDate)> {
    match name {
        TermName::Half(1) => Some((year.first(), date(year.year(), 12, 31))),
        TermName::Half(2) => Some((date(year.year() + 1, 1, 1), date(year.year() + 1, 5, 31))),
        _ => None,
    }
}

fn dated(one: &Dated, found: &Found, context: &Context<'_>, doubts: &mut Vec<Warning>) -> Option<Period> {
    let Some((first, last)) = bounds(one, context.year, doubts) else {
        doubts.push(Warning::Impossible { value: wording(found, context) });
        return None;
    };
    check_weekdays(one, first, last, doubts);
    warn_august(one, first, doubts);
    match one.role {
        Role::At => {
            warn_place(one, first, last, context.year, doubts);
            Some(Period::span(first, last))
        }
        Role::Until | Role::Through => deadline(one, first, last, context.year, doubts),
        Role::From => open_end(one, first, context.year, doubts),
        Role::After => open_end(one, last.succ_opt()?, context.year, doubts),
    }
}

/// First and last day, in this order.
fn bounds(one: &Dated, year: SchoolYear, doubts: &mut Vec<Warning>) -> Option<(NaiveDate, NaiveDate)> {
    let Some(end) = one.last else {
        let (first, last) = one.first.span(own_year(&one.first, year))?;
        return Some(in_order(first, last, doubts));
    };
    let (begins, ends) = years(&one.first, &end, year);
    let (first, _) = one.first.span(begins)?;
    let (_, last) = end.span(ends)?;
    Some(in_order(first, last, doubts))
}

fn in_order(first: NaiveDate, last: NaiveDate, doubts: &mut Vec<Warning>) -> (NaiveDate, NaiveDate) {
    if first <= last {
        return (first, last);
    }
    doubts.push(Warning::Reversed { first: last, last: first });
    (last, first)
}

fn own_year(piece: &Piece, year: SchoolYear) -> i32 {
    piece.year.map_or_else(|| usual_year(piece, year), |stated| stated.of_month(piece.month))
}

/// The third quarter begins in July before the school year.
fn usual_year(piece: &Piece, year: SchoolYear) -> i32 {
    let third_quarter = piece.month == 7 && matches!(piece.part, Part::Months(3..));
    if third_quarter { year.year() } else { year.year_of_month(piece.month) }
}

/// The years of both ends: one stated year serves both, without any the end is the next one after the beginning.
fn years(first: &Piece, last: &Piece, year: SchoolYear) -> (i32, i32) {
    let over = i32::from(last.month < first.month);
    let stated = |piece: &Piece| piece.year.map(|stated| stated.of_month(piece.month));
    match (stated(first), stated(last)) {
        (Some(begins), Some(ends)) => (begins, ends),
        (None, Some(ends)) => (ends - over, ends),
        (Some(begins), None) => (begins, begins + over),
        (None, None) => {
            let begins = usual_year(first, year);
            (begins, begins + over)
        }
    }
}

fn deadline(
    one: &Dated,
    first: NaiveDate,
    last: NaiveDate,
    year: SchoolYear,
    doubts: &mut Vec<Warning>,
) -> Option<Period> {
    // «до октября» leaves October out, «до 15 октября» and «до конца октября» do not leave out their last day.
    let before = one.role == Role::Until && matches!(one.first.part, Part::Months(_) | Part::Beginning);
    let day = if before { first.pred_opt()? } else { last };
    if before {
        doubts.push(Warning::AmbiguousBoundary { first: None, last: day });
    }
    warn_outside((day, day), year.opening(), year, one.states_year(), doubts);
    Some(Period::Deadline(day))
}

fn open_end(one: &Dated, first: NaiveDate, year: SchoolYear, doubts: &mut Vec<Warning>) -> Option<Period> {
    let last = if first <= year.last() { year.last() } else { SchoolYear::of_lessons(first).last() };
    warn_outside((first, last), year.opening(), year, one.states_year(), doubts);
    doubts.push(Warning::OpenEnd { last });
    (first <= last).then(|| Period::span(first, last))
}

fn check_weekdays(one: &Dated, first: NaiveDate, last: NaiveDate, doubts: &mut Vec<Warning>) {
    let ends = [(Some(one.first), first), (one.last, last)];
    for (piece, date) in ends {
        let named = piece.and_then(|piece| piece.weekday);
        if named.is_some_and(|named| named != date.weekday()) {
            doubts.push(Warning::WrongWeekday { date });
        }
    }
}

/// August stands at both ends of a school year.
fn warn_august(one: &Dated, first: NaiveDate, doubts: &mut Vec<Warning>) {
    let all_august = one.first.month == 8 && one.last.is_none_or(|last| last.month == 8);
    if !one.states_year() && all_august {
        doubts.push(Warning::AmbiguousAugust { taken: first.year() });
    }
}

fn warn_place(one: &Dated, first: NaiveDate, last: NaiveDate, year: SchoolYear, doubts: &mut Vec<Warning>) {
    let wraps = one.last.is_some_and(|end| {
        one.first.year.is_none() && end.year.is_none() && end.month < one.first.month && one.first.month < 8
    });
    if wraps {
        doubts.push(Warning::AmbiguousOrder { first, last });
        return;
    }
    let quarters = matches!(one.first.part, Part::Months(3 | 6..));
    let opening = if quarters { date(year.year(), 7, 1) } else { year.opening() };
    warn_outside((first, last), opening, year, one.states_year(), doubts);
}

fn warn_outside(
    (first, last): (NaiveDate, NaiveDate),
    opening: NaiveDate,
    year: SchoolYear,
    stated: bool,
    doubts: &mut Vec<Warning>,
) {
    if first < opening || last > year.last() {
        doubts.push(Warning::OutsideSchoolYear { first, last, stated });
    }
}
