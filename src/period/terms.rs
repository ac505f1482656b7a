//! The school's own divisions of the year: terms, holidays, the year as a whole.

use super::cursor::Cursor;
use super::item::{Item, Part, Role};
use super::school_year::{Holiday, TermName};
use super::words::{self, Ordinal};
use super::{dated, numeric, ordinal};

/// Terms, holidays or the year.
pub(super) fn items(cursor: Cursor<'_>) -> Option<(Vec<Item>, Cursor<'_>)> {
    let (items, after) = year(cursor)
        .map(|(item, after)| (vec![item], after))
        .or_else(|| holidays(cursor))
        .or_else(|| numbered(cursor))?;
    Some((items, dated::inclusion(after).unwrap_or(after)))
}

/// «в течение учебного года», «постоянно», «2024-2025 уч. год», «до конца года».
pub(super) fn year(cursor: Cursor<'_>) -> Option<(Item, Cursor<'_>)> {
    continuous(cursor)
        .or_else(|| school_year(cursor))
        .or_else(|| calendar_year(cursor))
        .or_else(|| whole_year(cursor))
        .or_else(|| edge_of_year(cursor))
}

fn continuous(mut cursor: Cursor<'_>) -> Option<(Item, Cursor<'_>)> {
    const WORDS: &[&str] =
        &["постоянно", "систематически", "систематично", "регулярно", "ежедневно", "непрерывно"];
    if cursor.eat_word(WORDS) {
        return Some((Item::Year { continuous: true }, cursor));
    }
    let basis = cursor.eat_word(&["на"]) && cursor.eat_word(&["постоянной"]) && cursor.eat_word(&["основе"]);
    basis.then_some((Item::Year { continuous: true }, cursor))
}

fn eat_course(cursor: &mut Cursor<'_>) -> bool {
    cursor.eat_word(&["в", "во", "на"]);
    cursor.eat_abbreviated(&["течение", "течении", "теч", "втечение", "втечении", "протяжении"])
}

fn school_year(mut cursor: Cursor<'_>) -> Option<(Item, Cursor<'_>)> {
    eat_course(&mut cursor);
    let (first, after) = numeric::school_year(cursor)?;
    Some((Item::SchoolYear(first), after))
}

/// «2025 год»: only with the word, a bare number may be anything.
fn calendar_year(mut cursor: Cursor<'_>) -> Option<(Item, Cursor<'_>)> {
    eat_course(&mut cursor);
    cursor.eat_word(&["весь", "всего"]);
    let year = i32::try_from(cursor.eat_number(4..=4)?).ok()?;
    let named = numeric::eat_year_word(&mut cursor) && super::school_year::YEARS.contains(&year);
    named.then_some((Item::CalendarYear(year), cursor))
}

fn whole_year(mut cursor: Cursor<'_>) -> Option<(Item, Cursor<'_>)> {
    let mut said = eat_course(&mut cursor);
    said |= cursor.eat_word(&["весь", "всего", "круглый", "целый"]);
    // «перед началом учебного года» is not the whole of it.
    said |= cursor.eat_abbreviated(&["учебный", "уч"]) || (cursor.eat_word(&["учебного"]) && said);
    let round = !said && cursor.eat_word(&["круглогодично"]);
    let year = said && (numeric::eat_year_word(&mut cursor) || cursor.eat_word(&["период", "периода"]));
    (year || round).then_some((Item::Year { continuous: false }, cursor))
}

/// «начало учебного года», «до конца года».
fn edge_of_year(mut cursor: Cursor<'_>) -> Option<(Item, Cursor<'_>)> {
    let until = cursor.eat_word(&["до", "к"]);
    cursor.eat_word(&["в", "на"]);
    let part = dated::edge(&mut cursor)?;
    let school = cursor.eat_abbreviated(&["учебного", "уч"]);
    let role = if until { Role::Until } else { Role::At };
    let named = part != Part::Middle && numeric::eat_year_word(&mut cursor);
    named.then_some((Item::YearEdge { end: part == Part::End, school, role }, cursor))
}

/// «1 четверть», «II–III четверть», «I, III четв.», «конец 1 полугодия», «1 триместр».
fn numbered(mut cursor: Cursor<'_>) -> Option<(Vec<Item>, Cursor<'_>)> {
    eat_course(&mut cursor);
    let part = dated::edge(&mut cursor).unwrap_or(Part::Months(1));
    let (ordinals, mut cursor) = ordinal::list(cursor)?;
    let unit = cursor.word();
    cursor.next();
    cursor.eat_stop();
    let (school, cursor) = match numeric::school_year(cursor) {
        Some((year, after)) => (Some(year), after),
        None => (None, cursor),
    };
    let mut items = Vec::new();
    for (first, last) in ordinals {
        let (first, last) = (term(unit, first)?, term(unit, last)?);
        items.push(Item::Term { first, last, part, school });
    }
    Some((items, cursor))
}

fn term(unit: &str, which: Ordinal) -> Option<TermName> {
    let (name, count): (fn(u8) -> TermName, u8) = if words::begins(unit, &["полугоди"]) {
        (TermName::Half, 2)
    } else if words::declined(unit, "четверт", &["ь", "и", "ью", "ей", "ях"]) || unit == "четв"
    {
        (TermName::Quarter, 4)
    } else if words::begins(unit, &["триместр"]) || unit == "трим" {
        (TermName::Trimester, 3)
    } else {
        return None;
    };
    let number = match which {
        Ordinal::Number(number) => u8::try_from(number).ok()?,
        Ordinal::Last => count,
    };
    (1..=count).contains(&number).then(|| name(number))
}

/// «осенние каникулы», «на зимних и весенних каникулах», «в дни весенних школьных каникул».
fn holidays(mut cursor: Cursor<'_>) -> Option<(Vec<Item>, Cursor<'_>)> {
    for _ in 0..3 {
        cursor.eat_word(&["в", "во", "на", "дни", "период", "время"]);
    }
    let mut seasons = vec![season(&mut cursor)?];
    while seasons.len() < 5 {
        let mut next = cursor;
        let separated = next.eat_mark(&[',', '/']) | next.eat_word(&["и"]);
        let Some(season) = season(&mut next).filter(|_| separated) else { break };
        seasons.push(season);
        cursor = next;
    }
    cursor.eat_when(|word| words::begins(word, &["школьн"]));
    let named = cursor.eat_when(|word| words::begins(word, &["каникул"]));
    let items = seasons.into_iter().map(TermName::Holiday).map(|name| Item::Term {
        first: name,
        last: name,
        part: Part::Months(1),
        school: None,
    });
    named.then(|| (items.collect(), cursor))
}

fn season(cursor: &mut Cursor<'_>) -> Option<Holiday> {
    let stems = [
        ("осенн", Holiday::Autumn),
        ("зимн", Holiday::Winter),
        ("новогодн", Holiday::Winter),
        ("весенн", Holiday::Spring),
        ("летн", Holiday::Summer),
        ("дополнительн", Holiday::Extra),
    ];
    let (_, season) = stems.into_iter().find(|(stem, _)| cursor.word().starts_with(stem))?;
    cursor.next();
    Some(season)
}
