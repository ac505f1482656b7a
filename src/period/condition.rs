//! Conditions: «по заявкам», «согласно графику», «при необходимости», «за 10 дней до мероприятия».

use super::cursor::Cursor;
use super::item::Item;
use super::text::{self, Kind};
use super::{course, dated, exclusion, recurring, terms, words};

/// A condition up to the next separator or date.
pub(super) fn item(cursor: Cursor<'_>) -> Option<(Item, Cursor<'_>)> {
    let begun = accordingly(cursor).or_else(|| by_ground(cursor)).or_else(|| some_days_before(cursor))?;
    let end = with_closing_quote(cursor, to_the_end(begun));
    Some((Item::Open { condition: text::joined(end.since(cursor)) }, end))
}

/// «согласно …», «в соответствии с …».
fn accordingly(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    if cursor.eat_word(&["согласно", "исходя"]) {
        return Some(cursor);
    }
    let goes = cursor.eat_word(&["в"]) && cursor.eat_word(&["соответствии", "зависимости", "случае"]);
    goes.then_some(cursor)
}

/// «по …», «при …» with a ground within the next words.
fn by_ground(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    if !cursor.eat_word(&["по", "при", "на", "после", "с"]) {
        return None;
    }
    for _ in 0..4 {
        if cursor.word().is_empty() {
            return None;
        }
        if cursor.eat_when(|word| words::begins(word, words::GROUNDS)) {
            return Some(cursor);
        }
        cursor.next();
        cursor.eat_mark(&['-']);
    }
    None
}

/// «не позднее чем за день до …», «за 10 дней до …», «в течение 3-х рабочих дней после …».
fn some_days_before(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    if cursor.eat_word(&["не"]) {
        cursor.eat_word(&["позднее", "позже"]);
        cursor.eat_word(&["чем"]);
    }
    let within = eat_course(&mut cursor);
    let before = !within && cursor.eat_word(&["за"]);
    let counted = eat_count(&mut cursor);
    cursor.eat_when(|word| words::begins(word, &["рабоч", "календарн", "учебн"]));
    let unit = cursor.eat_when(|word| words::begins(word, &["день", "дня", "дней", "недел", "месяц", "сут"]));
    (unit && (before || (within && (counted || counts_from_event(cursor))))).then_some(cursor)
}

/// «в течение», «втечение».
fn eat_course(cursor: &mut Cursor<'_>) -> bool {
    let glued = cursor.word().starts_with('в');
    let apart = cursor.eat_word(&["в"]);
    (apart || glued) && course::noun(cursor)
}

/// «3», «3-х», «трех».
fn eat_count(cursor: &mut Cursor<'_>) -> bool {
    if cursor.eat_number(1..=3).is_none() {
        const WORDS: &[&str] =
            &["один", "одного", "два", "две", "двух", "три", "трех", "пяти", "семи", "десяти"];
        return cursor.eat_word(WORDS);
    }
    let mut after = *cursor;
    let suffix = after.eat_tight('-') && after.eat_word(&["х", "ти", "и", "го"]);
    if suffix {
        *cursor = after;
    }
    true
}

/// «после завершения», «со дня подачи», but not «после 5 октября».
fn counts_from_event(mut cursor: Cursor<'_>) -> bool {
    let dated = dated::items(cursor).is_some();
    let event = cursor.eat_word(&["после"])
        || (cursor.eat_word(&["с", "со"]) && cursor.eat_word(&["момента", "дня", "даты"]));
    event && !dated
}

pub(super) fn with_closing_quote<'a>(start: Cursor<'a>, end: Cursor<'a>) -> Cursor<'a> {
    let quotes = end.since(start).iter().filter(|token| token.is_mark('"')).count();
    let after = end.moved_to(end.at() + 1);
    let closes = quotes % 2 == 1 && after.before().is_some_and(|token| token.is_mark('"'));
    if closes { after } else { end }
}

/// To the next separator, date or exclusion. A dash or a colon before it joins the two, it ends neither.
pub(super) fn to_the_end(mut cursor: Cursor<'_>) -> Cursor<'_> {
    let mut end = cursor;
    while let Some(token) = cursor.peek() {
        if ends_condition(token.kind) || begins_another(cursor) {
            break;
        }
        cursor.next();
        if !matches!(token.kind, Kind::Mark('-' | ':')) {
            end = cursor;
        }
    }
    end
}

fn ends_condition(kind: Kind) -> bool {
    matches!(kind, Kind::Mark(',' | ';' | '(' | ')'))
}

/// A date or a rule that follows without a separator.
fn begins_another(cursor: Cursor<'_>) -> bool {
    if cursor.peek().is_some_and(|token| matches!(token.kind, Kind::Mark(_))) {
        return false;
    }
    recurring::item(cursor).is_some()
        || terms::year(cursor).is_some()
        || dated::items(cursor).is_some()
        || exclusion::end(cursor).is_some()
}
