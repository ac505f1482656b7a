//! The shape of one line of fields: indentation, dashes, the name of a field, its value.

use std::ops::Range;

/// Where the parts of a line stand, in bytes of the line.
pub(in crate::parse) struct Shape {
    /// Where its content begins.
    pub(in crate::parse) indentation: usize,
    /// The dashes of the lists that begin or go on here.
    pub(in crate::parse) dashes: Vec<Dash>,
    /// The field that is named here.
    pub(in crate::parse) key: Option<KeyShape>,
    /// Where the value begins, behind the dashes and the field's name.
    pub(in crate::parse) value: usize,
}

/// A dash and where the content behind it begins.
pub(in crate::parse) struct Dash {
    pub(in crate::parse) at: usize,
    pub(in crate::parse) content: usize,
}

/// The name of a field and its colon.
pub(in crate::parse) struct KeyShape {
    pub(in crate::parse) name: Range<usize>,
    pub(in crate::parse) colon: usize,
    /// Whether the value follows without a space.
    pub(in crate::parse) glued: bool,
}

impl Shape {
    /// The shape of `line`, which has no line end.
    pub(in crate::parse) fn of(line: &str) -> Self {
        let indentation = skip_space(line, 0);
        let mut at = indentation;
        let mut dashes = Vec::new();
        while line[at..].strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with(is_space)) {
            let content = skip_space(line, at + 1);
            dashes.push(Dash { at, content });
            at = content;
        }
        let key = key_at(line, at);
        let value = key.as_ref().map_or(at, |key| skip_space(line, key.colon + 1));
        Self { indentation, dashes, key, value }
    }

    /// Whether the line begins an item of a list.
    pub(in crate::parse) fn is_item(&self) -> bool {
        !self.dashes.is_empty()
    }

    /// Whether the line says where it belongs: an item or a field.
    pub(in crate::parse) fn is_structural(&self) -> bool {
        self.key.is_some() || !self.dashes.is_empty()
    }
}

/// Word has more kinds of spaces than the eye can tell apart, and some that it cannot see at all.
pub(super) fn is_space(letter: char) -> bool {
    letter.is_whitespace() || is_invisible(letter)
}

/// Spaces without a width.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The first byte at or behind `at` that is no space.
pub(super) fn skip_space(line: &str, at: usize) -> usize {
    line.len() - line[at..].trim_start_matches(is_space).len()
}

/// The end of the text in `line[from..]`: where a note begins, or where nothing but space follows.
pub(super) fn text_end(line: &str, from: usize) -> usize {
    let end = comment(line, from).unwrap_or(line.len());
    from + line[from..end].trim_end_matches(is_space).len()
}

/// Where behind `from` a note begins: a `#` after a space.
pub(super) fn comment(line: &str, from: usize) -> Option<usize> {
    let mut signs = line[from..].match_indices('#').map(|(at, _)| from + at);
    signs.find(|at| line[..*at].ends_with([' ', '\t']) || *at == from)
}

fn key_at(line: &str, at: usize) -> Option<KeyShape> {
    let rest = &line[at..];
    let first = rest.chars().next()?;
    if matches!(first, '"' | '\'') {
        let close = at + end_of_quoted(rest)?;
        let colon = skip_space(line, close);
        let named =
            line[colon..].strip_prefix(':').is_some_and(|rest| rest.is_empty() || rest.starts_with(is_space));
        return named.then_some(KeyShape { name: at..close, colon, glued: false });
    }
    if "&*!%@`[]{},#|>".contains(first) || rest.starts_with("? ") {
        return None;
    }
    let text = &line[at..text_end(line, at)];
    let spaced = text.match_indices(':').map(|(colon, _)| colon).find(|colon| {
        let rest = &text[colon + 1..];
        rest.is_empty() || rest.starts_with(is_space)
    });
    let glued = glued_colon(text).filter(|colon| spaced.is_none_or(|spaced| colon < &spaced));
    let colon = glued.or(spaced).filter(|colon| *colon > 0)?;
    let name = text[..colon].trim_end_matches(is_space);
    Some(KeyShape { name: at..at + name.len(), colon: at + colon, glued: glued.is_some() })
}

/// `когда:октябрь`: the colon behind a few words in front of a value, which is no address, path or time of day.
fn glued_colon(text: &str) -> Option<usize> {
    let (name, value) = text.split_once(':')?;
    let words = name.split(is_space).count() <= 3 && name.starts_with(char::is_alphabetic);
    let plain = name.chars().all(|letter| letter.is_alphabetic() || letter == ' ' || letter == '-');
    let address = ["mailto", "tel", "callto", "skype"].contains(&name) || name.chars().count() == 1;
    let meant = value.starts_with(|letter: char| !is_space(letter) && !"/\\:".contains(letter));
    (words && plain && !address && meant).then_some(name.len())
}

/// The length of the quoted text that `text` begins with; nothing where its quote is not closed.
pub(super) fn end_of_quoted(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    end_of_quote(quote, &text[1..]).map(|end| end + 1)
}

/// How far into `text` the quote that was opened before it is closed.
pub(super) fn end_of_quote(quote: char, text: &str) -> Option<usize> {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let doubled = letter == quote && letters.peek().is_some_and(|(_, next)| *next == quote);
        let escapes = if quote == '"' { letter == '\\' } else { doubled };
        if escapes {
            letters.next();
        } else if letter == quote {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> (usize, Option<&str>, &str) {
        let shape = Shape::of(line);
        (shape.dashes.len(), shape.key.map(|key| &line[key.name]), &line[shape.value..])
    }

    #[test]
    fn lines_have_dashes_names_and_values() {
        assert_eq!(parts("  - что: Семинар"), (1, Some("что"), "Семинар"));
        assert_eq!(parts("учебный год:\u{a0}2024/2025"), (0, Some("учебный год"), "2024/2025"));
        assert_eq!(parts("- \"Живая классика\": итоги"), (1, Some("\"Живая классика\""), "итоги"));
        assert_eq!(parts("что:"), (0, Some("что"), ""));
        assert_eq!(parts("-"), (1, None, ""));
        assert_eq!(parts("-что: Первое"), (0, Some("-что"), "Первое"));
        assert_eq!(parts("- - текст"), (2, None, "текст"));
        assert_eq!(parts("- текст # а: б"), (1, None, "текст # а: б"));
    }

    #[test]
    fn a_colon_may_stand_without_a_space() {
        assert_eq!(parts("когда:октябрь"), (0, Some("когда"), "октябрь"));
        assert_eq!(parts("что:Семинар: итоги"), (0, Some("что"), "Семинар: итоги"));
        for text in ["https://школа.рф", "10:30", "mailto:a@b.ru", "C:\\Документы", "№5:итоги"]
        {
            assert_eq!(parts(text), (0, None, text));
        }
    }
}
