//! Dates in figures: «08.10.2024», «15.10», «2024-11-14», «11-17.11»; and times of day, which are not dates.

use super::cursor::Cursor;
use super::item::{Part, Piece, Stated};

/// A day in figures.
pub(super) fn day(cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    iso(cursor)
        .or_else(|| with_year(cursor))
        .or_else(|| month_of_year(cursor))
        .or_else(|| without_year(cursor))
}

/// `2024-11-14`, or a month: `2024-11`.
fn iso(mut cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let year = stated(cursor.eat_number(4..=4)?)?;
    let month = cursor.eat_tight('-').then(|| cursor.eat_number(2..=2)).flatten()?;
    let mut after = cursor;
    if after.eat_tight('-')
        && let Some(day) = after.eat_number(2..=2)
    {
        return Some((Piece::new(month, Part::Days(day, day), Some(year)), after));
    }
    let plain = (1..=12).contains(&month) && !super::words::begins(cursor.word(), &["уч", "год", "г"]);
    plain.then_some((Piece::new(month, Part::Months(1), Some(year)), cursor))
}

fn with_year(mut cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let day = cursor.eat_number(1..=2)?;
    let mark = ['.', '/', '-'].into_iter().find(|mark| cursor.eat_mark(&[*mark]))?;
    let month = month_figure(&mut cursor)?;
    if !cursor.eat_mark(&[mark]) {
        return None;
    }
    let glued = cursor.peek().is_some_and(|token| token.glued);
    let year = match cursor.number()? {
        (year, 4) => year,
        (year, 2) if glued && mark == '.' => 2000 + year,
        _ => return None,
    };
    let year = stated(year)?;
    cursor.next();
    // «28.10.04.11.2024» is two days, not one in 2004.
    if cursor.eat_tight('.') && cursor.number().is_some() {
        return None;
    }
    eat_year_word(&mut cursor);
    Some((Piece::new(month, Part::Days(day, day), Some(year)), cursor))
}

/// A month in figures, Arabic or Roman: «12.IX.2024».
fn month_figure(cursor: &mut Cursor<'_>) -> Option<u32> {
    if cursor.number().is_some() {
        return cursor.eat_number(1..=2);
    }
    let month = super::words::roman(cursor.word())?;
    cursor.next();
    Some(month)
}

/// «09.2024», «XI.2024».
fn month_of_year(mut cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let month = month_figure(&mut cursor).filter(|month| (1..=12).contains(month))?;
    let year = cursor.eat_tight('.').then(|| cursor.eat_number(4..=4)).flatten().and_then(stated)?;
    eat_year_word(&mut cursor);
    Some((Piece::new(month, Part::Months(1), Some(year)), cursor))
}

fn without_year(mut cursor: Cursor<'_>) -> Option<(Piece, Cursor<'_>)> {
    let after_in = cursor.before().is_some_and(|before| before.folded == "в" || before.folded == "во");
    let day = cursor.eat_number(1..=2)?;
    if !cursor.eat_tight('.') {
        return None;
    }
    let month = cursor.eat_number(2..=2).filter(|month| (1..=12).contains(month))?;
    let hour = super::words::begins(cursor.word(), &["ч", "час"]) && !cursor.word().starts_with("чт");
    let mut longer = cursor;
    if after_in || hour || (longer.eat_tight('.') && longer.number().is_some() && !is_day_after(longer)) {
        return None;
    }
    cursor.eat_stop();
    Some((Piece::new(month, Part::Days(day, day), None), cursor))
}

/// Whether a dot may stand for a dash: another day in figures follows.
fn is_day_after(cursor: Cursor<'_>) -> bool {
    with_year(cursor).is_some() || without_year(cursor).is_some()
}

fn stated(year: u32) -> Option<Stated> {
    i32::try_from(year).ok().filter(|year| super::school_year::YEARS.contains(year)).map(Stated::Calendar)
}

/// «г.», «года» after a year.
pub(super) fn eat_year_word(cursor: &mut Cursor<'_>) -> bool {
    let named = cursor.eat_abbreviated(&["г", "гг", "год", "года", "году", "годе", "годов", "годы"]);
    if named && cursor.peek().is_some_and(|token| token.glued) {
        // «г.г.»
        cursor.eat_abbreviated(&["г"]);
    }
    named
}

/// A time of day or a pair of numbers, passed over as one thing: «14.00», «9-00», «5-9».
pub(super) fn pair(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.eat_number(1..=2)?;
    let joined = cursor.eat_tight('.') || cursor.eat_tight(':') || cursor.eat_tight('-');
    joined.then(|| cursor.eat_number(1..=2)).flatten()?;
    Some(cursor)
}

/// A time of day: «17.00», «9-00 часов», «10 ч. 30 мин. мск», «12 часов по местному времени».
pub(super) fn time(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let hour = cursor.eat_number(1..=2).filter(|hour| *hour <= 24)?;
    let joined = ['.', ':', '-'].into_iter().any(|mark| cursor.eat_tight(mark));
    if joined {
        cursor.eat_number(2..=2).filter(|minute| *minute < 60)?;
    }
    let named = cursor.eat_abbreviated(&["ч", "час", "часа", "часов", "часам"]);
    let mut minutes = cursor;
    if minutes.eat_number(1..=2).is_some() && minutes.eat_abbreviated(&["мин", "минут"]) {
        cursor = minutes;
    }
    cursor.eat_word(&["утра", "дня", "вечера", "мск"]);
    (joined || (named && hour > 0)).then(|| past_time_zone(cursor))
}

/// «по московскому времени».
fn past_time_zone(cursor: Cursor<'_>) -> Cursor<'_> {
    let mut after = cursor;
    let zone = after.eat_word(&["по"]) && after.next().is_some() && after.eat_word(&["времени"]);
    if zone { after } else { cursor }
}

/// A year after a month or a day: «2024 г.», «, 2024», «2024/2025 уч. года».
pub(super) fn year(mut cursor: Cursor<'_>) -> Option<(Stated, Cursor<'_>)> {
    cursor.eat_mark(&[',']);
    if let Some((first, after)) = school_year(cursor) {
        return Some((Stated::School(first), after));
    }
    let (value, digits) = cursor.number()?;
    cursor.next();
    let named = eat_year_word(&mut cursor);
    let value = match digits {
        4 => value,
        2 if named => 2000 + value,
        _ => return None,
    };
    stated(value).map(|year| (year, cursor))
}

/// «2024/2025», «2024-25 уч. год»: two years that follow each other, and the words after them.
pub(super) fn school_year(mut cursor: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let first = cursor.eat_number(4..=4)?;
    if !cursor.eat_mark(&['/', '-']) {
        return None;
    }
    let (second, digits) = cursor.number()?;
    cursor.next();
    let follows = match digits {
        4 => second == first + 1,
        2 => second == (first + 1) % 100 && super::words::begins(cursor.word(), &["уч"]),
        _ => false,
    };
    let first =
        i32::try_from(first).ok().filter(|year| follows && super::school_year::YEARS.contains(year))?;
    eat_school_words(&mut cursor);
    Some((first, cursor))
}

fn eat_school_words(cursor: &mut Cursor<'_>) {
    cursor.eat_abbreviated(&["уч", "учебный", "учебного", "учебном", "учебному"]);
    eat_year_word(cursor);
}
