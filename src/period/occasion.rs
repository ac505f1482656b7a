//! Occasions: words that tie an activity to a day or a stretch which they do not date, «ко Дню учителя», «в течение
//! месяца». They are conditions, and give way to any date beside them: then they only say what the date is.

use super::condition;
use super::course;
use super::cursor::Cursor;
use super::item::Item;
use super::text;
use super::words;

/// An event, or a month that is not named.
pub(super) fn item(cursor: Cursor<'_>) -> Option<(Item, Cursor<'_>)> {
    let end = within_a_month(cursor).or_else(|| by_an_event(cursor))?;
    Some((Item::Occasion { condition: text::joined(end.since(cursor)) }, end))
}

/// «в течение месяца»: which one, the heading above the row or the activity before it tells.
fn within_a_month(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.eat_word(&["в"]);
    let course = course::noun(&mut cursor);
    cursor.eat_word(&["всего", "одного"]);
    (course && cursor.eat_word(&["месяца"])).then_some(cursor)
}

/// «ко Дню учителя», «к Неделе детской книги», «к 80-летию Победы», «в День знаний», «накануне юбилея».
fn by_an_event(start: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut cursor = start;
    if !cursor.eat_word(&["к", "ко", "в", "накануне"]) {
        return None;
    }
    // «Международному дню», «80-летию»: few words stand before the event's own.
    for _ in 0..4 {
        if is_event(start.word(), cursor.word()) {
            cursor.next();
            let end = condition::with_closing_quote(start, condition::to_the_end(cursor));
            // «2 часа в день» names no event.
            return (end.at() > cursor.at() || start.word() != "в").then_some(end);
        }
        let number = cursor.eat_number(1..=3).is_some() && cursor.eat_tight('-');
        if !number && !cursor.eat_when(is_adjective) {
            return None;
        }
    }
    None
}

fn is_adjective(word: &str) -> bool {
    ["му", "го", "ой", "ый", "ий", "ым"].iter().any(|ending| word.ends_with(ending))
}

fn is_event(preposition: &str, word: &str) -> bool {
    match preposition {
        "в" => word == "день" || word == "дни",
        "накануне" => words::begins(word, &["дня", "недели", "праздник", "юбиле", "годовщин"]),
        _ => words::begins(
            word,
            &["дню", "дням", "неделе", "празднику", "праздникам", "юбиле", "годовщин", "летию", "датам"],
        ),
    }
}
