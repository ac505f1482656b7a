//! Ordinal numbers in any disguise: «1-я», «III», «Ш», «вторая», «последний»; ranges and lists of them.

use super::cursor::Cursor;
use super::text::{Kind, Token};
use super::words::{self, Ordinal};

/// One ordinal up to 12.
pub(super) fn one(mut cursor: Cursor<'_>) -> Option<(Ordinal, Cursor<'_>)> {
    if let Some(ordinal) = words::ordinal_word(cursor.word()) {
        cursor.eat_when(|_| true);
        return Some((ordinal, cursor));
    }
    let sign = cursor.next().filter(|sign| words::may_be_numeral(&sign.folded))?;
    let value = match (glued_sign(sign, &mut cursor), sign.kind) {
        (Some(text), _) => words::roman(&text)?,
        (None, Kind::Number(value)) => value,
        (None, _) => words::roman(&sign.folded)?,
    };
    eat_suffix(&mut cursor);
    (1..=12).contains(&value).then_some((Ordinal::Number(value), cursor))
}

/// «1У» is a number and a word with nothing between: one numeral, where it is one.
fn glued_sign(sign: &Token, cursor: &mut Cursor<'_>) -> Option<String> {
    let mut after = *cursor;
    let more = after.next().filter(|more| more.glued && !matches!(more.kind, Kind::Mark(_)))?;
    let text = format!("{}{}", sign.folded, more.folded);
    words::roman(&text)?;
    *cursor = after;
    Some(text)
}

fn eat_suffix(cursor: &mut Cursor<'_>) {
    let mut after = *cursor;
    after.eat_mark(&['-']);
    let suffix = after.peek().is_some_and(|token| token.glued) && after.eat_when(words::is_ordinal_suffix);
    if suffix {
        *cursor = after;
    }
}

/// A range of ordinals or one alone: «II–III».
pub(super) fn range(cursor: Cursor<'_>) -> Option<((Ordinal, Ordinal), Cursor<'_>)> {
    let (first, after) = one(cursor)?;
    let mut beyond = after;
    if beyond.eat_mark(&['-'])
        && let Some((last, end)) = one(beyond)
    {
        return Some(((first, last), end));
    }
    Some(((first, first), after))
}

/// A list of ranges: «I, III», «1 и 2»; not longer than a year could need.
pub(super) fn list(cursor: Cursor<'_>) -> Option<(Vec<(Ordinal, Ordinal)>, Cursor<'_>)> {
    let (first, mut end) = range(cursor)?;
    let mut all = vec![first];
    while all.len() < 6 {
        let mut next = end;
        let separated = next.eat_mark(&[',', '/']) | next.eat_word(&["и"]);
        let Some((more, after)) = range(next).filter(|_| separated) else { break };
        all.push(more);
        end = after;
    }
    Some((all, end))
}
