//! Rules: «ежеквартально», «1 раз в месяц», «по средам», «с 1 по 10 число каждого месяца».

use super::cursor::Cursor;
use super::item::Item;
use super::words;
use super::{ordinal, text};

const UNITS: &[&str] = &[
    "день",
    "дня",
    "недел",
    "нед",
    "месяц",
    "мес",
    "четверт",
    "четв",
    "триместр",
    "квартал",
    "полугоди",
    "полгода",
    "год",
    "декад",
    "учебн",
    "уч",
];

/// A rule, in the author's words made normal.
pub(super) fn item(cursor: Cursor<'_>) -> Option<(Item, Cursor<'_>)> {
    let often = adverb(cursor).or_else(|| times(cursor));
    if let Some(after) = often.or_else(|| named_day(cursor)) {
        return Some((Item::Recurring { rule: wording(cursor, after) }, after));
    }
    let after = in_holidays(cursor)?;
    Some((Item::Holidays { rule: Some(wording(cursor, after)) }, after))
}

/// A time that comes again and again, «каждый понедельник», «в каникулы»; not how often, «ежемесячно».
pub(super) fn named_time(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    named_day(cursor).or_else(|| in_holidays(cursor))
}

fn named_day(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    [days_of_month, every, nth_of_month, on_weekdays, at_edges].iter().find_map(|rule| rule(cursor))
}

fn wording(start: Cursor<'_>, end: Cursor<'_>) -> String {
    text::joined(end.since(start).iter().filter(|token| !token.is_mark('"')))
}

fn adverb(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    const WORDS: &[&str] = &[
        "ежемесячно",
        "ежеквартально",
        "еженедельно",
        "ежегодно",
        "ежечетвертно",
        "поквартально",
        "помесячно",
        "понедельно",
        "ежесубботно",
        "почетвертно",
    ];
    let weekly = cursor.word() == "еженедельно";
    let eaten = cursor.eat_word(WORDS);
    eaten.then(|| weekdays(cursor).filter(|_| weekly).unwrap_or(cursor))
}

/// «понедельник – пятница», «пн, ср, пт», «с понедельника по пятницу»: a rule though it does not say «каждый». Not
/// before a date, whose weekdays they are then. The rule is written with the word that is implied.
pub(super) fn weekly(cursor: Cursor<'_>) -> Option<(Item, Cursor<'_>)> {
    let after = weekdays(cursor)?;
    let mut date = after;
    date.eat_mark(&[',', '(']);
    let named = super::dated::one(date).is_some_and(|(dated, _)| dated.is_of_days());
    (!named).then(|| (Item::Recurring { rule: format!("еженедельно {}", wording(cursor, after)) }, after))
}

/// Two weekdays or more.
pub(super) fn weekdays(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.eat_word(&["с", "со", "в", "во"]);
    let mut end = weekday(cursor)?;
    let mut count = 1;
    while count < 7 {
        let mut next = end;
        let separated = next.eat_mark(&[',', '-', '/']) | next.eat_word(&["и", "по"]);
        let Some(after) = weekday(next).filter(|_| separated) else { break };
        end = after;
        count += 1;
    }
    (count > 1).then_some(end)
}

fn weekday(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let full = words::weekday_of(cursor.word()).is_some();
    let eaten = cursor.eat_when(|word| words::any_weekday(word).is_some());
    if eaten && !full {
        cursor.eat_stop();
    }
    eaten.then_some(cursor)
}

/// «1 раз в месяц», «не реже 1 раза в квартал», «2-3 раза в год», «дважды в год».
fn times(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    if cursor.eat_word(&["не"]) && !cursor.eat_word(&["реже", "менее", "более", "чаще"]) {
        return None;
    }
    let twice = cursor.eat_word(&["дважды", "трижды", "единожды"]);
    if !twice {
        eat_count(&mut cursor);
        if !cursor.eat_abbreviated(&["раз", "раза", "р"]) {
            return None;
        }
    }
    let per = cursor.eat_word(&["в", "за"]) || cursor.eat_mark(&['/']);
    eat_count(&mut cursor);
    (per && eat_unit(&mut cursor)).then_some(cursor)
}

fn eat_count(cursor: &mut Cursor<'_>) {
    if cursor.eat_number(1..=2).is_some() {
        let mut after = *cursor;
        if after.eat_mark(&['-']) && after.eat_number(1..=2).is_some() {
            *cursor = after;
        }
    } else {
        cursor.eat_word(&["один", "одного", "два", "две", "двух", "три", "трех", "четыре", "пять"]);
    }
}

fn eat_unit(cursor: &mut Cursor<'_>) -> bool {
    if !cursor.eat_when(|word| words::begins(word, UNITS)) {
        return false;
    }
    if cursor.before().is_some_and(|unit| ["мес", "нед", "четв", "уч"].contains(&unit.folded.as_str()))
    {
        cursor.eat_stop();
    }
    if cursor.before().is_some_and(|unit| unit.folded.starts_with("уч") || unit.is_mark('.')) {
        cursor.eat_abbreviated(&["год", "года", "г"]);
    }
    true
}

/// «с 1 по 10 число каждого месяца», «до 25 числа», «1-го числа ежемесячно».
fn days_of_month(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.eat_word(&["с", "до", "к", "не"]);
    cursor.eat_word(&["позднее"]);
    let (_, mut cursor) = ordinal_day(cursor)?;
    if cursor.eat_mark(&['-']) | cursor.eat_word(&["по", "до"]) {
        (_, cursor) = ordinal_day(cursor)?;
    }
    cursor = more_days(cursor);
    cursor = super::dated::inclusion(cursor).unwrap_or(cursor);
    let named = cursor.eat_word(&["число", "числа", "числам", "чисел"]);
    named.then(|| of_month(cursor).unwrap_or(cursor))
}

/// «5, 15 и 25 числа».
fn more_days(mut cursor: Cursor<'_>) -> Cursor<'_> {
    for _ in 0..4 {
        let mut next = cursor;
        let separated = next.eat_mark(&[',']) | next.eat_word(&["и"]);
        let Some((_, after)) = ordinal_day(next).filter(|_| separated) else { break };
        cursor = after;
    }
    cursor
}

fn ordinal_day(mut cursor: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let day = cursor.eat_number(1..=2)?;
    let mut after = cursor;
    after.eat_mark(&['-']);
    if after.peek().is_some_and(|token| token.glued) && after.eat_when(words::is_ordinal_suffix) {
        cursor = after;
    }
    Some((day, cursor))
}

/// «каждого месяца», «месяца».
fn of_month(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.eat_abbreviated(&["в"]);
    cursor.eat_word(&["каждого", "каждом"]);
    cursor.eat_word(&["месяца", "месяце"]).then_some(cursor)
}

/// «каждый понедельник», «каждый последний четверг месяца», «каждые две недели».
fn every(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.eat_word(&["в"]);
    if !cursor.eat_when(|word| words::begins(word, &["кажд"])) {
        return None;
    }
    if let Some((_, after)) =
        ordinal::one(cursor).filter(|_| !cursor.word().is_empty() || cursor.number().is_some())
    {
        cursor = after;
    } else {
        eat_count(&mut cursor);
    }
    if words::weekday_of(cursor.word()).is_some() {
        cursor.next();
        cursor = more_weekdays(cursor, |word| words::weekday_of(word).is_some());
        return Some(of_month(cursor).unwrap_or(cursor));
    }
    eat_unit(&mut cursor).then(|| of_month(cursor).unwrap_or(cursor))
}

fn more_weekdays(mut cursor: Cursor<'_>, is_weekday: impl Fn(&str) -> bool) -> Cursor<'_> {
    for _ in 0..6 {
        let mut next = cursor;
        let separated = next.eat_mark(&[',', '-']) | next.eat_word(&["и"]);
        if !separated || !next.eat_when(&is_weekday) {
            break;
        }
        cursor = next;
    }
    cursor
}

/// «последний четверг месяца», «1 и 3 среда каждого месяца», «первая неделя месяца».
fn nth_of_month(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.eat_word(&["в", "во"]);
    let (_, mut cursor) = ordinal::list(cursor)?;
    let unit =
        |word: &str| words::weekday_of(word).is_some() || words::begins(word, &["недел", "декад", "половин"]);
    cursor.eat_when(unit).then_some(cursor).and_then(of_month)
}

/// «по средам», «по вторникам и четвергам».
fn on_weekdays(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let on = cursor.eat_word(&["по"]) && cursor.eat_when(words::is_weekday_plural);
    on.then(|| more_weekdays(cursor, words::is_weekday_plural))
}

/// «в конце каждой четверти», «начало месяца»: of any, no number is named.
fn at_edges(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.eat_word(&["в", "к", "на"]);
    super::dated::edge(&mut cursor)?;
    let each = cursor.eat_when(|word| words::begins(word, &["кажд"]));
    let unit = cursor.word();
    let known = words::begins(unit, &["четверт", "триместр", "полугоди", "месяц", "квартал", "недел"]);
    (known || (each && words::begins(unit, &["год", "учебн"]))).then(|| {
        cursor.eat_when(|_| true);
        cursor
    })
}

/// «в каникулярное время», «в дни каникул»: of any season.
fn in_holidays(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let during = cursor.eat_word(&["в", "во", "на"]) | cursor.eat_word(&["дни", "период", "время"]);
    cursor.eat_when(|word| words::begins(word, &["школьн"]));
    if cursor.eat_when(|word| words::begins(word, &["каникулярн"])) {
        return cursor.eat_word(&["время", "период", "дни"]).then_some(cursor);
    }
    // «после каникул» is another time.
    let named = |word: &str| word == "каникулы" || (during && words::begins(word, &["каникул"]));
    cursor.eat_when(named).then_some(cursor)
}
