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
    let end = (tokens.len(), tokens.len());
    for (begin, after) in taken.iter().chain([&end]) {
        let piece = trimmed(text, tokens.get(from..*begin).unwrap_or_default());
        if !piece.is_empty() && !rest.is_empty() {
            rest.push(' ');
        }
        rest.push_str(&piece);
        from = from.max(*after);
    }
    rest
}

fn trimmed(text: &str, tokens: &[Token]) -> String {
    let tokens = without_edges(tokens);
    let lone_link = matches!(tokens, [one] if ["и", "или", "а"].contains(&one.folded.as_str()));
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
