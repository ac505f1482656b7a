//! The walk through the tokens: at each place the grammar's rules are tried in turn.

use super::cursor::Cursor;
use super::item::{Found, Item, Role};
use super::text::{Kind, Token};
use super::{condition, dated, exclusion, numeric, occasion, recurring, terms, words};

/// All items of the text, in order. What lies between them is left for the rest.
pub(super) fn items(tokens: &[Token]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut cursor = Cursor::new(tokens, 0);
    let mut free_from = 0;
    while let Some(token) = tokens.get(cursor.at()) {
        let here = cursor;
        if matches!(token.kind, Kind::Mark(_)) {
            cursor = Cursor::new(tokens, here.at() + 1);
        } else if let Some(after) = not_the_period(here) {
            cursor = after;
        } else if let Some((all, after)) = at(here, free_from, found.last()) {
            let adjoins = here.at() == free_from && !found.is_empty();
            cursor = after;
            free_from = after.at();
            keep(&mut found, all, here.at(), free_from, adjoins);
        } else {
            cursor = numeric::pair(here).unwrap_or(Cursor::new(tokens, here.at() + 1));
        }
    }
    found
}

/// What is passed over, for it names no time of the activity: it goes to the rest.
fn not_the_period(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    exclusion::end(cursor).or_else(|| foreign_date(cursor)).or_else(|| name_with_number(cursor))
}

fn keep(found: &mut Vec<Found>, items: Vec<Item>, from: usize, to: usize, adjoins: bool) {
    for (index, item) in items.into_iter().enumerate() {
        found.push(Found { item, from, to, adjoins: adjoins && index == 0 });
    }
}

fn at<'a>(cursor: Cursor<'a>, free_from: usize, before: Option<&Found>) -> Option<(Vec<Item>, Cursor<'a>)> {
    if cursor.at() > free_from && continues_figures(cursor) {
        return None;
    }
    let single = |(item, after)| (vec![item], after);
    recurring::item(cursor)
        .or_else(|| {
            recurring::weekly(cursor).filter(|_| !before.is_some_and(|date| is_of_date(date, cursor)))
        })
        .map(single)
        .or_else(|| terms::items(cursor).filter(|_| !dates_half_year(cursor)))
        .or_else(|| dated::items(cursor))
        .or_else(|| condition::item(cursor).or_else(|| occasion::item(cursor)).map(single))
}

/// «5–6 октября (пт, сб)»: the weekdays are those of the days before them.
fn is_of_date(date: &Found, cursor: Cursor<'_>) -> bool {
    let between = cursor.since(cursor.moved_to(date.to));
    let days = matches!(&date.item, Item::Dated(dated) if dated.is_of_days() && dated.role != Role::From);
    let joint = |token: &Token| {
        token.is_mark('(') || token.is_mark(',') || ["в", "во"].contains(&token.folded.as_str())
    };
    days && between.len() < 3 && between.iter().all(joint)
}

/// «II полугодие 2025 г.» is of the calendar, not of the school.
fn dates_half_year(cursor: Cursor<'_>) -> bool {
    let end_of_terms = terms::items(cursor).map_or(0, |(_, after)| after.at());
    dated::items(cursor).is_some_and(|(_, after)| after.at() > end_of_terms)
}

/// «№ 5», «каб. 5», «ул. 8 Марта», «им. 1 Мая»: names, not dates.
fn name_with_number(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    const NAMES: &[&str] = &["ул", "улица", "улице", "пл", "площадь", "пр", "просп", "им", "имени"];
    let mut before = cursor.before().filter(|_| cursor.number().is_some())?;
    if before.is_mark('.') {
        before = cursor.moved_to(cursor.at().saturating_sub(1)).before()?;
    }
    if NAMES.contains(&before.folded.as_str()) {
        return dated::piece(cursor).filter(|(piece, _)| piece.is_day()).map(|(_, after)| after);
    }
    (before.is_mark('№') || ["n", "каб", "кабинет", "ауд"].contains(&before.folded.as_str())).then(|| {
        cursor.next();
        cursor
    })
}

/// A number in the middle of figures that were not a date: a phone, a time, an address.
fn continues_figures(cursor: Cursor<'_>) -> bool {
    let glued = cursor.peek().is_some_and(|token| token.glued) && cursor.number().is_some();
    glued && cursor.before().is_some_and(|mark| matches!(mark.kind, Kind::Mark('.' | ':' | '-' | '/')))
}

/// The date of something else: of another document («приказ от 30.08.2024»), or one that holds no longer.
fn foreign_date(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    if let Some(after) = former_date(cursor) {
        return Some(after);
    }
    if !cursor.eat_word(&["от"]) {
        return None;
    }
    let (piece, after) = dated::piece(cursor)?;
    (piece.is_day() && piece.year.is_some() && words::month_of(cursor.word()).is_none()).then_some(after)
}

/// «перенос с 3 января», «вместо 3 января»: the day that something was moved from.
fn former_date(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut date = cursor;
    let instead = date.eat_word(&["вместо", "взамен"]);
    let from = ["с", "со"].contains(&date.word()) && follows_moving(date);
    if !instead && !from {
        return None;
    }
    if instead && let Some((_, after)) = dated::piece(date).filter(|(piece, _)| piece.is_day()) {
        return Some(after);
    }
    let (dated, after) = dated::one(date)?;
    let moved_on =
        instead || dated.role == Role::From || (after.word() == "на" && dated::one(after).is_some());
    (moved_on && dated.is_of_days()).then_some(after)
}

/// Whether one of the last words is «перенос», «перенесено», «перенести».
fn follows_moving(mut cursor: Cursor<'_>) -> bool {
    for _ in 0..4 {
        let Some(before) = cursor.before().filter(|before| before.kind == Kind::Word) else { return false };
        if words::begins(&before.folded, &["перенос", "перенес"]) {
            return true;
        }
        cursor = cursor.moved_to(cursor.at().saturating_sub(1));
    }
    false
}
