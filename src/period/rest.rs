//! What is not the period: the author's words between the items, never lost.

use super::text::Token;

/// The text on one line.
pub(super) fn collapsed(text: &str) -> String {
    let visible = text.split_whitespace().collect::<Vec<_>>().join(" ");
    visible.replace('\u{ad}', "")
}

/// The words outside the taken ranges of tokens (in order), with the marks within them.
pub(super) fn of(text: &str, tokens: &[Token], taken: &[(usize, usize)]) -> String {
    let mut rest = String::new();
    let mut from = 0;
    let mut dashed = false;
    let end = (tokens.len(), tokens.len());
    for (begin, after) in taken.iter().chain([&end]) {
        let piece = tokens.get(from..*begin).unwrap_or_default();
        let words = trimmed(text, if *begin < tokens.len() { without_link(piece) } else { piece });
        if !words.is_empty() {
            if !rest.is_empty() {
                rest.push_str(&joint(text, dashed, piece));
            }
            dashed = piece.last().is_some_and(|last| last.is_mark('-'));
        }
        rest.push_str(&words);
        from = from.max(*after);
    }
    rest
}

/// What stands between two pieces of the rest: a space, or one dash where the period had one on either side,
/// «1 четверть — с 1 сентября по 29 октября — 8 недель».
fn joint(text: &str, dashed: bool, piece: &[Token]) -> String {
    let dash = piece.first().filter(|first| dashed && first.is_mark('-') && !first.glued);
    let dash = dash.and_then(|dash| text.get(dash.start..dash.end));
    dash.map_or_else(|| " ".to_owned(), |dash| format!(" {dash} "))
}

const LINKS: [&str; 3] = ["и", "или", "а"];

/// «25 мая для выпускников и 31 мая»: the link at the end joins the dates, not the words.
fn without_link(tokens: &[Token]) -> &[Token] {
    match tokens {
        [words @ .., link] if !words.is_empty() && LINKS.contains(&link.folded.as_str()) => words,
        _ => tokens,
    }
}

fn trimmed(text: &str, tokens: &[Token]) -> String {
    let tokens = without_edges(tokens);
    let lone_link = matches!(tokens, [one] if LINKS.contains(&one.folded.as_str()));
    let bounds = tokens.first().zip(tokens.last()).map(|(first, last)| first.start..last.end);
    let piece = bounds.and_then(|bounds| text.get(bounds)).unwrap_or_default();
    if lone_link { String::new() } else { collapsed(piece) }
}

/// Separators at the edges belong to the list, not to the words.
fn without_edges(mut tokens: &[Token]) -> &[Token] {
    const AFTER: &[char] = &[',', ';', ':', '-', '/', '('];
    const BEFORE: &[char] = &['.', ',', ';', ':', '-', '/', ')'];
    let is = |token: &Token, marks: &[char]| marks.iter().any(|mark| token.is_mark(*mark));
    loop {
        tokens = match tokens {
            [first, inner @ ..] if is(first, BEFORE) => inner,
            [inner @ .., last] if is(last, AFTER) => inner,
            [first, inner @ ..] if first.is_mark('(') && !inner.iter().any(|token| token.is_mark(')')) => {
                inner
            }
            [one] if one.is_punctuation() => &[],
            _ => return tokens,
        };
    }
}
