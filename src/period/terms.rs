//! The school's own divisions of the year: terms, holidays, the year as a whole.

use super::cursor::Cursor;
use super::item::{Item, Part, Role};
use super::school_year::{Holiday, TermName, YEARS};
use super::words::{self, Ordinal};
use super::{course, dated, numeric, ordinal};

/// Longer lists of years are not read.
const LONGEST_LIST_OF_YEARS: usize = 8;

/// Terms, holidays or the year.
pub(super) fn items(cursor: Cursor<'_>) -> Option<(Vec<Item>, Cursor<'_>)> {
    let (items, after) = year(cursor)
        .map(|(item, after)| (vec![item], after))
        .or_else(|| listed_years(cursor))
        .or_else(|| holidays(cursor))
        .or_else(|| other_holidays(cursor))
        .or_else(|| numbered(cursor))?;
    Some((items, dated::inclusion(after).unwrap_or(after)))
}

/// «в течение учебного года», «постоянно», «2024-2025 уч. год», «до конца года».
pub(super) fn year(cursor: Cursor<'_>) -> Option<(Item, Cursor<'_>)> {
    continuous(cursor)
        .or_else(|| school_year(cursor))
        .or_else(|| calendar_years(cursor))
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
    course::noun(cursor) || cursor.eat_word(&["протяжении"])
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
    let named = numeric::eat_year_word(&mut cursor) && YEARS.contains(&year);
    named.then_some((Item::CalendarYears { first: year, last: year }, cursor))
}

/// «2011 - 2014 годы», «2010–15 гг.», «с 2011 года по 2014 год».
fn calendar_years(mut cursor: Cursor<'_>) -> Option<(Item, Cursor<'_>)> {
    eat_course(&mut cursor);
    cursor.eat_word(&["период"]);
    cursor.eat_word(&["с"]);
    let first = cursor.eat_number(4..=4)?;
    numeric::eat_year_word(&mut cursor);
    if !cursor.eat_mark(&['-']) && !cursor.eat_doubled(&["по", "до"]) {
        return None;
    }
    let (last, digits) = cursor.number()?;
    cursor.next();
    let last = match digits {
        4 => last,
        2 => Some(first / 100 * 100 + last).filter(|last| *last > first)?,
        _ => return None,
    };
    let known = |year: u32| i32::try_from(year).ok().filter(|year| YEARS.contains(year));
    let (first, last) = (known(first)?, known(last)?);
    numeric::eat_year_word(&mut cursor).then_some((Item::CalendarYears { first, last }, cursor))
}

/// «2011, 2013 годы»: the word is said of each of them.
fn listed_years(mut cursor: Cursor<'_>) -> Option<(Vec<Item>, Cursor<'_>)> {
    eat_course(&mut cursor);
    let mut years = Vec::new();
    while years.len() < LONGEST_LIST_OF_YEARS {
        let year = i32::try_from(cursor.eat_number(4..=4)?).ok().filter(|year| YEARS.contains(year))?;
        years.push(Item::CalendarYears { first: year, last: year });
        if !cursor.eat_mark(&[',']) && !cursor.eat_word(&["и"]) {
            break;
        }
    }
    (years.len() > 1 && numeric::eat_year_word(&mut cursor)).then_some((years, cursor))
}

fn whole_year(mut cursor: Cursor<'_>) -> Option<(Item, Cursor<'_>)> {
    let mut said = eat_course(&mut cursor);
    said |= cursor.eat_word(&["весь", "всего", "круглый", "целый"]);
    // «перед началом учебного года» is not the whole of it.
    said |= cursor.eat_abbreviated(&["учебный", "уч"])
        || (cursor.eat_word(&["учебного", "календарного"]) && said);
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

/// «февральские каникулы»: of a season that no calendar names.
fn other_holidays(mut cursor: Cursor<'_>) -> Option<(Vec<Item>, Cursor<'_>)> {
    cursor.eat_word(&["в", "во", "на"]);
    let season = ["ские", "ских"].iter().any(|ending| cursor.word().ends_with(ending));
    cursor.next();
    cursor.eat_when(|word| words::begins(word, &["школьн"]));
    let named = season && cursor.eat_when(|word| words::begins(word, &["каникул"]));
    named.then(|| (vec![Item::Holidays { rule: None }], cursor))
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
