//! A term or a year that is followed by its own dates, «1 четверть (с 2 сентября по 25 октября)»: the dates win.

use super::item::{Dated, Found, Item, Role};
use super::school_year::SchoolYear;
use super::text::{Kind, Token};
use super::words;

/// How an explanation is joined to what it explains.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// By nothing, a dash or a length: «осенние каникулы – 9 дней с 30 октября».
    Loose,
    /// By a bracket or a colon: «(сентябрь)».
    Strict,
}

/// Lengths that may stand between a term and its dates are no longer than this.
const LONGEST_GAP: usize = 12;

/// Whether the item is explained by the date that comes next.
pub(super) fn by_date(one: &Found, next: &Found, tokens: &[Token], year: SchoolYear) -> bool {
    let Item::Dated(dated @ Dated { role: Role::At, .. }) = &next.item else { return false };
    let Some(link) = tokens.get(one.to..next.from).and_then(link) else { return false };
    match &one.item {
        // «1 четверть май» may be two things, dates with their days cannot.
        Item::Term { school, .. } if school.is_none_or(|school| school == year.year()) => {
            link == Link::Strict || dated.is_of_days()
        }
        // «в течение года октябрь» may be two things as well.
        Item::Year { continuous: false } => link == Link::Strict || dated.last.is_some(),
        Item::SchoolYear(school) if *school == year.year() => link == Link::Strict || dated.last.is_some(),
        Item::YearEdge { role: Role::At, .. } => true,
        // «в каникулы с сентября по май» is a rule and its bounds.
        Item::Holidays { .. } => dated.is_of_days(),
        _ => false,
    }
}

/// Whether the item is months that head their own days: «Сентябрь с 8 по 12 сентября». Behind a comma they are a list.
pub(super) fn by_its_days(one: &Found, next: &Found, tokens: &[Token]) -> bool {
    let (
        Item::Dated(months @ Dated { role: Role::At, .. }),
        Item::Dated(days @ Dated { role: Role::At, .. }),
    ) = (&one.item, &next.item)
    else {
        return false;
    };
    let joint = |token: &Token| ['-', ':', '(', '.'].iter().any(|mark| token.is_mark(*mark));
    let joined = tokens.get(one.to..next.from).is_some_and(|gap| gap.len() < 3 && gap.iter().all(joint));
    joined && months.is_of_months() && days.is_of_days()
}

fn link(gap: &[Token]) -> Option<Link> {
    if gap.len() > LONGEST_GAP {
        return None;
    }
    let apart = outside_brackets(gap);
    let named = is_description(gap, &apart);
    let fits = apart.iter().all(|at| named || may_stand_between(gap, *at));
    let strict = gap.last().is_some_and(|last| last.is_mark('(') || last.is_mark(':'));
    fits.then_some(if strict { Link::Strict } else { Link::Loose })
}

/// The tokens that stand in no complete bracket: «(2-11 кл.)» may say anything.
fn outside_brackets(gap: &[Token]) -> Vec<usize> {
    let mut apart = Vec::new();
    let mut opened = None;
    for (at, token) in gap.iter().enumerate() {
        if token.is_mark('(') {
            opened = Some(apart.len());
        }
        apart.push(at);
        if token.is_mark(')')
            && let Some(outside) = opened.take()
        {
            apart.truncate(outside);
        }
    }
    apart
}

/// «каникулы для первоклассников:»: words that lead to the dates, without a break.
fn is_description(gap: &[Token], apart: &[usize]) -> bool {
    let leads = gap.last().is_some_and(|last| last.is_mark(':'))
        || gap.first().is_some_and(|first| first.folded == "для");
    let breaks = |token: &Token| [',', ';', '.', '(', ')'].iter().any(|mark| token.is_mark(*mark));
    leads && !apart.iter().any(|at| gap.get(*at).is_some_and(breaks))
}

/// A dash, a bracket, a colon or a part of a length: «8,5 учебных недель», «9 дн.».
fn may_stand_between(gap: &[Token], at: usize) -> bool {
    let number = |at: usize| gap.get(at).is_some_and(|token| matches!(token.kind, Kind::Number(_)));
    let before = at.checked_sub(1);
    match gap.get(at).map(|token| token.kind) {
        Some(Kind::Mark('-' | ':' | '(' | ')') | Kind::Number(_)) => true,
        Some(Kind::Mark(',')) => before.is_some_and(number) && number(at + 1),
        Some(Kind::Mark('.')) => before.and_then(|before| gap.get(before)).is_some_and(is_of_length),
        Some(Kind::Word) => gap.get(at).is_some_and(is_of_length),
        _ => false,
    }
}

fn is_of_length(token: &Token) -> bool {
    words::begins(&token.folded, &["дн", "день", "недел", "нед", "учебн", "уч", "календарн", "рабоч"])
}
