//! Days, months and their parts, and runs from one to another.

use super::cursor::Cursor;
use super::item::{Dated, Item, Part, Piece, Role};
use super::text::{Kind, Token};
use super::words::{self, Form, Ordinal};
use super::{course, numeric, ordinal, recurring};

/// Longer lists of days are taken in pieces: the look ahead stays bounded.
const LONGEST_LIST: usize = 31;

/// So many tokens a time of day may have: «10 ч. 30 мин. утра».
const LONGEST_TIME: usize = 7;

/// So many tokens a bracket inside a date may have.
const LONGEST_REMARK: usize = 16;

/// A date, a run of dates, or days that share their month.
pub(super) fn items(cursor: Cursor<'_>) -> Option<(Vec<Item>, Cursor<'_>)> {
    let listed = day_list(cursor).map(|(all, after)| (all.into_iter().map(Item::Dated).collect(), after));
    listed.or_else(|| one(cursor).map(|(dated, after)| (vec![Item::Dated(dated)], after)))
}

/// A date with the words round it: «в течение октября», «не позднее 1 октября», «по 4 ноября включительно».
pub(super) fn one(cursor: Cursor<'_>) -> Option<(Dated, Cursor<'_>)> {
    let (dated, after) = without_inclusion(cursor).or_else(|| behind_its_hour(cursor))?;
    let Some(after) = inclusion(after) else { return Some((dated, after)) };
    let role = if dated.role == Role::Until { Role::Through } else { dated.role };
    Some((Dated { role, ..dated }, after))
}

/// «включительно», «(вкл.)»: the last day is of the period. So are all last days but that of «до октября».
pub(super) fn inclusion(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.eat_mark(&[',']);
    let bracket = cursor.eat_mark(&['(']);
    let said = cursor.eat_abbreviated(&["включительно", "включ", "вкл"]);
    (said && (!bracket || cursor.eat_mark(&[')']))).then_some(cursor)
}

fn without_inclusion(cursor: Cursor<'_>) -> Option<(Dated, Cursor<'_>)> {
    let (role, cursor) = lead(cursor);
    let (weekday, cursor) = weekday_before(cursor);
    let (mut first, after) = start(cursor)?;
    first.weekday = first.weekday.or(weekday.filter(|_| first.is_day()));
    if weekday.is_some() && !first.is_day() {
        return None;
    }
    if let Some((run, after)) = run(role, first, after) {
        return first_has_month(&run.first).then_some((run, after));
    }
    first_has_month(&first).then_some((Dated { role, first, last: None, aside: None }, after))
}

/// A run from `first`, whose end follows. Between the two may stand a bracket, where «с» says that an end is to come.
fn run(role: Role, first: Piece, cursor: Cursor<'_>) -> Option<(Dated, Cursor<'_>)> {
    let to = |cursor, aside| {
        let (first, last, after) = end_of_range(first, cursor)?;
        Some((Dated { role: Role::At, first, last: Some(last), aside }, after))
    };
    if role == Role::Until {
        return None;
    }
    to(past_stop_of_day(&first, role, cursor), None).or_else(|| {
        let after = bracket(cursor).filter(|_| role == Role::From)?;
        to(after, Some((cursor.at(), after.at())))
    })
}

/// A remark in brackets.
fn bracket(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    if !cursor.eat_mark(&['(']) {
        return None;
    }
    for _ in 0..LONGEST_REMARK {
        if cursor.next()?.is_mark(')') {
            return Some(cursor);
        }
    }
    None
}

/// «до 17.00 часов (время местное) 4 октября»: a deadline, whose hour is left to the rest. «с 10.00 до 12.00
/// 4 октября» is none.
fn behind_its_hour(start: Cursor<'_>) -> Option<(Dated, Cursor<'_>)> {
    let (role, cursor) = lead(start);
    if role != Role::Until || !["до", "не"].contains(&start.word()) || ends_hours(start) {
        return None;
    }
    let after = numeric::time(cursor)?;
    let after = bracket(after).unwrap_or(after);
    let (first, end) = piece(after).filter(|(piece, _)| piece.is_day())?;
    Some((Dated { role, first, last: None, aside: Some((start.at(), after.at())) }, end))
}

/// Whether a time stands before: «10.00 до», «с 10 до», «с 10 часов до».
fn ends_hours(cursor: Cursor<'_>) -> bool {
    let time =
        |begin: usize| numeric::time(cursor.moved_to(begin)).is_some_and(|end| end.at() == cursor.at());
    let bare = cursor.before().is_some_and(|before| matches!(before.kind, Kind::Number(0..=24)));
    bare || (1..=LONGEST_TIME).filter_map(|length| cursor.at().checked_sub(length)).any(time)
}

/// «01.- 08.05.15», «с 01. по 08.05.15»: the stop of a day that shares month and year with the end of its run.
fn past_stop_of_day<'a>(first: &Piece, role: Role, cursor: Cursor<'a>) -> Cursor<'a> {
    let mut after = cursor;
    after.eat_stop();
    let mut beyond = after;
    let goes_on = beyond.eat_mark(&['-']) || (role == Role::From && beyond.eat_doubled(&["по", "до"]));
    if !first_has_month(first) && goes_on { after } else { cursor }
}

fn first_has_month(piece: &Piece) -> bool {
    piece.month > 0
}

/// The words before a date, and what they make of it.
fn lead(cursor: Cursor<'_>) -> (Role, Cursor<'_>) {
    let mut cursor = in_the_course(cursor);
    if cursor.eat_word(&["не"]) {
        if cursor.eat_word(&["позднее", "позже"]) {
            return (Role::Until, cursor);
        }
        if cursor.eat_word(&["ранее", "раньше"]) {
            return (Role::From, cursor);
        }
    }
    if cursor.eat_word(&["начиная"]) && cursor.eat_word(&["с", "со"]) {
        return (Role::From, cursor);
    }
    let roles: [(&[&str], Role); 3] =
        [(&["до", "к", "ко", "по"], Role::Until), (&["с", "со"], Role::From), (&["после"], Role::After)];
    let role = roles.into_iter().find(|(words, _)| cursor.eat_doubled(words)).map(|(_, role)| role);
    (role.unwrap_or(Role::At), cursor)
}

/// «в течение всего», «в период», «в срок», «весь»: words that add nothing to a date.
fn in_the_course(mut cursor: Cursor<'_>) -> Cursor<'_> {
    const WORDS: &[&str] =
        &["в", "во", "на", "период", "срок", "сроки", "протяжении", "весь", "всего", "всю", "всей", "первых"];
    if is_described_stretch(cursor) {
        return cursor;
    }
    for _ in 0..5 {
        if !cursor.eat_abbreviated(WORDS) && !course::noun(&mut cursor) {
            break;
        }
        cursor.eat_mark(&[':']);
    }
    cursor
}

/// «единые сроки», «каникулярный период»: with its adjective the word says more than «в срок», and stays with it.
fn is_described_stretch(cursor: Cursor<'_>) -> bool {
    const ADJECTIVES: [&str; 7] = ["ый", "ий", "ой", "ые", "ие", "ых", "их"];
    let described = |word: &Token| ADJECTIVES.iter().any(|ending| word.folded.ends_with(ending));
    ["период", "срок", "сроки"].contains(&cursor.word()) && cursor.before().is_some_and(described)
}

fn weekday_before(cursor: Cursor<'_>) -> (Option<chrono::Weekday>, Cursor<'_>) {
    // «за пятницу, 19 декабря»: that Friday is spoken of, it is not the date's.
    let spoken_of = cursor.before().is_some_and(|before| before.folded == "за");
    let Some(day) = words::any_weekday(cursor.word()).filter(|_| !spoken_of) else { return (None, cursor) };
    let mut after = cursor;
    after.next();
    after.eat_stop();
    after.eat_mark(&[',', '-']);
    (Some(day), after)
}

/// Where a run begins: a piece, or a bare day (month 0) whose month follows at the run's end.
fn start(cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    bare_days(cursor).or_else(|| piece(cursor)).or_else(|| bare_day(cursor))
}

fn bare_day(mut cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let day = cursor.eat_number(1..=2)?;
    let mut after = cursor;
    after.eat_mark(&['-']);
    if after.peek().is_some_and(|token| token.glued) && after.eat_word(&["го", "ого", "е"]) {
        cursor = after;
    }
    Some((Piece::new(0, Part::Days(day, day), None), cursor))
}

/// «26.29 августа»: a dot for a dash, where the days rise and a month's name follows.
fn bare_days(mut cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let first = cursor.eat_number(1..=2)?;
    if !cursor.eat_tight('.') {
        return None;
    }
    let last = cursor.eat_number(1..=2).filter(|last| *last > first)?;
    let month = genitive_month(&mut cursor)?;
    let (year, cursor) = year_after(cursor);
    Some((Piece::new(month, Part::Days(first, last), year), cursor))
}

fn genitive_month(cursor: &mut Cursor<'_>) -> Option<u32> {
    let (month, form) = words::month_of(cursor.word())?;
    (form == Form::Genitive).then(|| {
        cursor.next();
        cursor.eat_stop();
        month
    })
}

fn year_after(cursor: Cursor<'_>) -> (Option<super::item::Stated>, Cursor<'_>) {
    match numeric::year(cursor) {
        Some((year, after)) => (Some(year), after),
        None => (None, cursor),
    }
}

/// The end of a run, and its beginning with the month that it may have borrowed.
fn end_of_range(first: Piece, cursor: Cursor<'_>) -> Option<(Piece, Piece, Cursor<'_>)> {
    let mut after = cursor;
    let dash = after.eat_mark(&['-']);
    let word = after.eat_doubled(&["по", "до"]);
    let dot = !dash && !word && dot_for_dash(&mut after);
    if !dash && !word && !dot {
        return None;
    }
    if first.month > 0 {
        return piece(after).map(|(last, after)| (first, last, after));
    }
    let (last, after) = piece(after).or_else(|| day_with_stop(after))?;
    last.is_day().then_some((Piece { month: last.month, year: last.year, ..first }, last, after))
}

/// «Сентябрь.октябрь», «28.10.04.11.2024».
fn dot_for_dash(cursor: &mut Cursor<'_>) -> bool {
    let stop_eaten = cursor.before().is_some_and(|before| before.glued && before.is_mark('.'));
    let next_glued = cursor.peek().is_some_and(|token| token.glued);
    cursor.eat_tight('.') || (stop_eaten && next_glued)
}

/// A piece of the calendar that names its month.
pub(super) fn piece(cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let mut start = cursor;
    start.eat_abbreviated(&["в", "во"]);
    numeric::day(cursor)
        .map(with_weekday)
        .or_else(|| written_day(start).map(with_weekday))
        .or_else(|| edge_of_month(start))
        .or_else(|| part_of_month(start))
        .or_else(|| month(start))
        .or_else(|| season(start))
        .or_else(|| months_by_number(start))
}

/// «12 сентября 2024 г.», «12-го сентября».
fn written_day(cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let (mut piece, mut cursor) = bare_day(cursor)?;
    piece.month = genitive_month(&mut cursor)?;
    let (year, cursor) = year_after(cursor);
    Some((Piece { year, ..piece }, cursor))
}

/// «5. октября» at the end of «1.-5. октября»; elsewhere such a number may be that of a list.
fn day_with_stop(mut cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let day = cursor.eat_number(1..=2)?;
    cursor.eat_stop();
    let month = genitive_month(&mut cursor)?;
    let (year, cursor) = year_after(cursor);
    Some((Piece::new(month, Part::Days(day, day), year), cursor))
}

/// The weekday that may follow a day: «(вт.)», «, вторник», «, во вторник». «в субботу и воскресенье» is a rule.
fn with_weekday((mut piece, cursor): (Piece, Cursor<'_>)) -> (Piece, Cursor<'_>) {
    let mut after = cursor;
    after.eat_mark(&[',']);
    let bracket = after.eat_mark(&['(']);
    if recurring::weekdays(after).is_none() {
        after.eat_word(&["в", "во"]);
    }
    if let Some(day) = words::any_weekday(after.word()).filter(|_| piece.is_day()) {
        after.next();
        after.eat_stop();
        if !bracket || after.eat_mark(&[')']) {
            piece.weekday = Some(day);
            return (piece, after);
        }
    }
    (piece, cursor)
}

/// «начало сентября», «в конце мая».
fn edge_of_month(mut cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let part = edge(&mut cursor)?;
    named_month(part, cursor)
}

/// «начало», «середина», «конец» in any case.
pub(super) fn edge(cursor: &mut Cursor<'_>) -> Option<Part> {
    let stems: [(&str, &[&str], Part); 3] = [
        ("начал", &["о", "а", "е", "у"], Part::Beginning),
        ("середин", &["а", "ы", "е", "у"], Part::Middle),
        ("кон", &["ец", "ца", "це", "цу"], Part::End),
    ];
    let (.., part) =
        stems.into_iter().find(|(stem, endings, _)| words::declined(cursor.word(), stem, endings))?;
    cursor.next();
    Some(part)
}

/// «3 неделя сентября», «последняя декада мая», «вторая среда ноября».
fn part_of_month(cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let (part, mut after) = counted_part(cursor)?;
    after.eat_abbreviated(&["в"]);
    named_month(part, after)
}

fn counted_part(cursor: Cursor<'_>) -> Option<(Part, Cursor<'_>)> {
    let ((first, last), mut cursor) = ordinal::range(cursor)?;
    if let Some(day) = words::weekday_of(cursor.word()).filter(|_| first == last) {
        cursor.next();
        return Some((Part::Nth(first, day), cursor));
    }
    let unit = cursor.word();
    cursor.next();
    cursor.eat_stop();
    part_by_unit(unit, first, last).map(|part| (part, cursor))
}

fn part_by_unit(unit: &str, first: Ordinal, last: Ordinal) -> Option<Part> {
    let week = words::begins(unit, &["недел"]) || unit == "нед";
    let decade = words::begins(unit, &["декад"]);
    let half = words::begins(unit, &["половин"]);
    match (first, last) {
        (Ordinal::Last, Ordinal::Last) if week => Some(Part::LastWeek),
        (Ordinal::Last, Ordinal::Last) if decade => Some(Part::Decades(3, 3)),
        (Ordinal::Number(first), Ordinal::Number(last)) if first <= last => match last {
            ..=5 if week => Some(Part::Weeks(first, last)),
            ..=3 if decade => Some(Part::Decades(first, last)),
            ..=2 if half && first == last => Some(Part::Half(first)),
            _ => None,
        },
        _ => None,
    }
}

fn named_month(part: Part, mut cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let (month, _) = words::month_of(cursor.word())?;
    cursor.next();
    cursor.eat_stop();
    let (year, cursor) = year_after(cursor);
    Some((Piece::new(month, part, year), cursor))
}

/// «октябрь 2024 года», «октябрь месяц», «октябрь, 3 неделя».
fn month(cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let (month, _) = words::month_of(cursor.word())?;
    let mut after = cursor;
    after.next();
    eat_month_stop(&mut after);
    after.eat_word(&["месяц", "месяца", "месяце"]);
    let (year, after) = year_after(after);
    let (part, after) = part_behind(after).unwrap_or((Part::Months(1), after));
    Some((Piece::new(month, part, year), after))
}

/// The stop of «сент.», but not the dot of «Сентябрь.октябрь».
fn eat_month_stop(cursor: &mut Cursor<'_>) {
    let mut after = *cursor;
    if !(after.eat_tight('.') && words::month_of(after.word()).is_some()) {
        cursor.eat_stop();
    }
}

/// The part that stands behind its month: «март (2 декада)». Not where it belongs to the next month.
fn part_behind(mut cursor: Cursor<'_>) -> Option<(Part, Cursor<'_>)> {
    cursor.eat_mark(&[',']);
    let bracket = cursor.eat_mark(&['(']);
    let (part, mut after) = counted_part(cursor)?;
    let closed = !bracket || after.eat_mark(&[')']);
    let another = words::month_of(after.word()).is_some() || after.word().starts_with("месяц");
    (closed && !another && !matches!(part, Part::Nth(..))).then_some((part, after))
}

/// «осень 2024», «летом».
fn season(mut cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let seasons: [(u32, &[&str]); 4] = [
        (9, &["осень", "осени", "осенью"]),
        (12, &["зима", "зимы", "зиму", "зимой"]),
        (3, &["весна", "весны", "весну", "весной"]),
        (6, &["лето", "летом"]),
    ];
    let (month, _) = seasons.into_iter().find(|(_, words)| words.contains(&cursor.word()))?;
    cursor.next();
    let (year, cursor) = year_after(cursor);
    Some((Piece::new(month, Part::Months(3), year), cursor))
}

/// Calendar quarters, and half-years of a calendar year: «III – IV квартал», «II полугодие 2025 г.».
fn months_by_number(cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let ((Ordinal::Number(first), Ordinal::Number(last)), mut cursor) = ordinal::range(cursor)? else {
        return None;
    };
    let unit = cursor.word();
    let length = if words::begins(unit, &["квартал"]) || unit == "кв" { 3 } else { 6 };
    if length == 6 && !words::begins(unit, &["полугоди"]) {
        return None;
    }
    cursor.next();
    cursor.eat_stop();
    let (year, after) = year_after(cursor);
    let calendar = length == 3 || matches!(year, Some(super::item::Stated::Calendar(_)));
    let fits = first >= 1 && first <= last && last * length <= 12 && calendar;
    fits.then(|| {
        (Piece::new((first - 1) * length + 1, Part::Months((last - first + 1) * length), year), after)
    })
}

/// «3, 10 и 17 октября», «3-5, 10 и 17-19 октября»: days that share the month of the last one.
fn day_list(cursor: Cursor<'_>) -> Option<(Vec<Dated>, Cursor<'_>)> {
    let mut bare = Vec::new();
    let mut cursor = in_the_course(cursor);
    while let Some((days, after)) = listed_days(cursor).filter(|_| bare.len() < LONGEST_LIST) {
        bare.push(days);
        cursor = after;
    }
    if bare.is_empty() {
        return None;
    }
    let (last, after) = one(cursor)?;
    if !last.first.is_day() || last.role != Role::At {
        return None;
    }
    let month = Piece { weekday: None, ..last.first };
    let mut all: Vec<Dated> = bare
        .into_iter()
        .map(|(first, end)| Dated {
            role: Role::At,
            first: Piece { part: Part::Days(first, end), ..month },
            last: None,
            aside: None,
        })
        .collect();
    all.push(last);
    Some((all, after))
}

/// A bare day or run of days, and the separator behind it.
fn listed_days(mut cursor: Cursor<'_>) -> Option<((u32, u32), Cursor<'_>)> {
    let first = listed_day(&mut cursor)?;
    let last = if cursor.eat_mark(&['-']) { listed_day(&mut cursor)? } else { first };
    let separated = cursor.eat_mark(&[',']) | cursor.eat_word(&["и"]);
    (separated && first <= last && cursor.number().is_some()).then_some(((first, last), cursor))
}

/// A day's number, and its stop where the list goes on: «01., 08. и 15.05.2015».
fn listed_day(cursor: &mut Cursor<'_>) -> Option<u32> {
    let day = cursor.eat_number(1..=2)?;
    let mut after = *cursor;
    after.eat_stop();
    let mut beyond = after;
    if beyond.eat_mark(&[',', '-']) || beyond.eat_word(&["и"]) {
        *cursor = after;
    }
    Some(day)
}
