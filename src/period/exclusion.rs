//! What is left out, «кроме июля», «за исключением летних каникул»: never the period, always the rest.

use super::cursor::Cursor;
use super::item::Item;
use super::text::Kind;
use super::words::{self, Form};
use super::{dated, recurring, terms};

/// So many words may stand before the time that is left out: «кроме всех зимних школьных каникул».
const MOST_WORDS: usize = 8;

/// «кроме субботы, воскресенья, …»: longer lists are taken in pieces, the look ahead stays bounded.
const LONGEST_LIST: usize = 12;

/// Words that begin another statement: «кроме праздников с 10 до 12 октября».
const PREPOSITIONS: &[&str] = &["с", "со", "по", "до", "к", "ко", "не", "после", "при", "за", "согласно"];

/// The place behind an exclusion that begins here.
pub(super) fn end(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let start = opening(cursor)?;
    let mut end = object(start)?;
    for _ in 0..LONGEST_LIST {
        let Some(after) = another(start, end) else { break };
        end = after;
    }
    Some(named_by_dates(start, end).unwrap_or(end))
}

/// The words that exclude. «без» and «не» do so only right before a time.
fn opening(start: Cursor<'_>) -> Option<Cursor<'_>> {
    const NOUNS: &[&str] = &["исключением", "исключение", "вычетом"];
    let mut cursor = start;
    if cursor.eat_word(&["кроме"]) {
        cursor.eat_word(&["как"]);
        // «кроме того, октябрь» adds, it does not exclude.
        return (cursor.word() != "того").then(|| past_marks(cursor));
    }
    if cursor.eat_word(&["исключая"]) || cursor.eat_abbreviated(&["искл"]) {
        return Some(past_marks(cursor));
    }
    cursor.eat_word(&["за"]);
    if cursor.eat_word(NOUNS) {
        cursor.eat_word(&["составляет", "составляют"]);
        return Some(past_marks(cursor));
    }
    if start.word() == "без" {
        cursor.next();
        return time(cursor).map(|_| cursor);
    }
    negation(start)
}

/// «кроме: июль», «исключение – июль», «за исключением (июль, август)».
fn past_marks(mut cursor: Cursor<'_>) -> Cursor<'_> {
    cursor.eat_mark(&[':', '-', '(']);
    cursor
}

/// «не считая июля», «не в июле».
fn negation(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    if !cursor.eat_word(&["не"]) {
        return None;
    }
    if cursor.eat_word(&["считая", "включая"]) {
        return Some(past_marks(cursor));
    }
    let then = ["в", "во", "на", "по"].contains(&cursor.word());
    (then && time(cursor).is_some()).then_some(cursor)
}

/// The time that is left out with the words before it, or words alone: «праздничных дней».
fn object(start: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut cursor = start;
    for count in 0..=MOST_WORDS {
        let apart = count > 0 && PREPOSITIONS.contains(&cursor.word()) && !follows_stretch(cursor);
        let fits = count == 0 || !is_nominative(cursor);
        if let Some(after) = time(cursor).filter(|_| fits && !apart) {
            return Some(after);
        }
        let often = recurring::item(cursor).is_some() || terms::year(cursor).is_some();
        if cursor.word().is_empty() || apart || !fits || often {
            break;
        }
        cursor.next();
    }
    (cursor.at() > start.at()).then_some(cursor)
}

/// «кроме периода с 1 по 10 июля»: its dates belong to it.
fn follows_stretch(cursor: Cursor<'_>) -> bool {
    let stretch = ["период", "дней", "дни", "врем", "числ", "срок", "промежут"];
    cursor.before().is_some_and(|before| words::begins(&before.folded, &stretch))
}

/// One more time of a list, «июля и августа». Behind a comma it has to be of the same kind and case as the first:
/// «ежемесячно, кроме июля, 5 числа».
fn another<'a>(first: Cursor<'a>, end: Cursor<'a>) -> Option<Cursor<'a>> {
    let mut cursor = end;
    let comma = cursor.eat_mark(&[',', '/']);
    let link = cursor.eat_word(&["и", "или"]);
    let located = ["в", "во", "на"].contains(&cursor.word());
    let prepositional = PREPOSITIONS.contains(&cursor.word()) || (located && !link);
    let alike = first.number().is_some() == cursor.number().is_some()
        && (!is_nominative(cursor) || is_nominative(first));
    let joined = link || (comma && alike);
    (joined && !prepositional).then(|| time(cursor)).flatten()
}

fn is_nominative(cursor: Cursor<'_>) -> bool {
    let word = cursor.word();
    let adjective = || ["ие", "ые", "ий", "ый", "ая", "ое", "ее"].iter().any(|ending| word.ends_with(ending));
    match words::month_of(word) {
        Some((_, form)) => form == Form::Nominative,
        None => adjective() || words::WEEKDAYS.iter().any(|names| names.nominative == word),
    }
}

/// «летних месяцев (июнь – август)», «каникул: 28.10 – 04.11»: what was left out without a date is named by one.
fn named_by_dates<'a>(start: Cursor<'a>, end: Cursor<'a>) -> Option<Cursor<'a>> {
    let mut cursor = end;
    let bracket = cursor.eat_mark(&['(']);
    if dated::items(start).is_some() || !(bracket || cursor.eat_mark(&[':'])) {
        return None;
    }
    let (_, mut after) = dated::items(cursor)?;
    (!bracket || after.eat_mark(&[')'])).then_some(after)
}

/// A time that may be left out: the longest that can be read here. Words for «how often» are none, they begin
/// another statement: «кроме каникул еженедельно».
fn time(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let term = || terms::items(cursor).filter(|(items, _)| !items.iter().any(is_whole_year));
    [
        recurring::named_time(cursor),
        recurring::weekly(cursor).map(|(_, after)| after),
        term().map(|(_, after)| after),
        dated::items(cursor).map(|(_, after)| after),
        weekday(cursor),
    ]
    .into_iter()
    .flatten()
    .max_by_key(|after| after.at())
}

fn is_whole_year(item: &Item) -> bool {
    matches!(item, Item::Year { .. })
}

/// «воскресенья», «сб.».
fn weekday(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let word = cursor.peek().filter(|token| token.kind == Kind::Word)?;
    words::any_weekday(&word.folded)?;
    cursor.next();
    if words::weekday_of(&word.folded).is_none() {
        cursor.eat_stop();
    }
    Some(cursor)
}
