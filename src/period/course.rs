//! «течение» of «в течение», however it is spelt: «течении», «втечение», «теч.», «теч-е».

use super::cursor::Cursor;
use super::words;

const STEMS: [&str; 2] = ["теч", "втеч"];
const ENDINGS: &[&str] = &["", "ение", "ении", "ени", "ения", "е", "ие", "ии", "ние"];

/// The noun and its stop or its ending behind a hyphen.
pub(super) fn noun(cursor: &mut Cursor<'_>) -> bool {
    let eaten = cursor.eat_when(|word| STEMS.iter().any(|stem| words::declined(word, stem, ENDINGS)));
    if eaten && !eat_cut_off_ending(cursor) {
        cursor.eat_stop();
    }
    eaten
}

/// «теч-е».
fn eat_cut_off_ending(cursor: &mut Cursor<'_>) -> bool {
    let mut after = *cursor;
    let eaten = after.eat_mark(&['-']) && after.eat_word(ENDINGS);
    if eaten {
        *cursor = after;
        cursor.eat_stop();
    }
    eaten
}
