//! What a value is: text as typed, text in quotes, a list in brackets, a block of lines.

use std::ops::Range;

use super::shape::{end_of_quote, end_of_quoted, is_space, skip_space};

/// How a value begins, and so who says where it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// It stands in the lines below.
    Below,
    /// Lines as they are, behind `|` or `>`.
    Block,
    /// It is read as it is typed.
    Plain,
    /// It is text, although YAML would take its signs for something else; these bytes of it are the text.
    Text(Range<usize>),
    /// Text whose quote is not closed in this line.
    OpenQuote(char),
    /// A list or fields whose brackets are not closed in this line.
    OpenBracket(Brackets),
    /// It is all there and read as it is typed.
    Whole,
}

impl Value {
    /// What `typed` is, from its first letter to the end of its line; `of_field` where a field's name stands before it.
    pub(super) fn of(typed: &str, of_field: bool) -> Self {
        let text = typed.trim_end_matches(is_space);
        match text.chars().next() {
            None | Some('#') => Self::Below,
            Some('|' | '>') if is_block_header(text) => Self::Block,
            Some(quote @ ('"' | '\'')) => quoted_value(quote, text),
            Some('[' | '{') => bracketed(text),
            Some('“') if is_in_curly_quotes(text) => {
                Self::Text('“'.len_utf8()..text.len() - '”'.len_utf8())
            }
            Some(_) => {
                let text = without_note(text);
                if needs_quotes(text, of_field) { Self::Text(0..text.len()) } else { Self::Plain }
            }
        }
    }
}

/// `text` in quotes that YAML takes for such.
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// Brackets that are read over several lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Brackets {
    open: Vec<char>,
    quote: Option<char>,
}

/// How far brackets have been read.
pub(super) enum Scan {
    /// They are still open at the end of the line.
    Open,
    /// They are closed before this byte of it.
    Closed(usize),
    /// A bracket closes that was never opened.
    Crossed,
}

impl Brackets {
    /// Reads one more line.
    pub(super) fn read(&mut self, line: &str) -> Scan {
        let mut at = 0;
        let mut before = ' ';
        while let Some(letter) = line[at..].chars().next() {
            if let Some(quote) = self.quote {
                let Some(length) = end_of_quote(quote, &line[at..]) else { return Scan::Open };
                at += length;
                self.quote = None;
                before = quote;
                continue;
            }
            at += letter.len_utf8();
            match letter {
                '[' | '{' => self.open.push(if letter == '[' { ']' } else { '}' }),
                ']' | '}' if self.open.pop() != Some(letter) => return Scan::Crossed,
                ']' | '}' if self.open.is_empty() => return Scan::Closed(at),
                '"' | '\'' if matches!(before, '[' | '{' | ',' | ':') => self.quote = Some(letter),
                '#' if line[..at - 1].ends_with(is_space) => return Scan::Open,
                _ => {}
            }
            before = if is_space(letter) { before } else { letter };
        }
        Scan::Open
    }
}

/// Whether nothing but a note stands in `rest`.
pub(super) fn is_over(rest: &str) -> bool {
    let content = skip_space(rest, 0);
    content == rest.len() || (content > 0 && rest[content..].starts_with('#'))
}

/// Whether YAML would take a part of `text` for a sign of its own.
fn needs_quotes(text: &str, of_field: bool) -> bool {
    let sign = text.starts_with(['*', '&', '!', '%', '@', '`', '>', ',', ']', '}']);
    let question = text == "?" || text.starts_with("? ");
    let dash = of_field && (text == "-" || text.starts_with("- "));
    let colon = text.contains(": ") || text.contains(":\t") || text.ends_with(':');
    sign || question || dash || colon
}

fn without_note(text: &str) -> &str {
    let note = text.match_indices('#').map(|(at, _)| at).find(|at| text[..*at].ends_with([' ', '\t']));
    text[..note.unwrap_or(text.len())].trim_end_matches(is_space)
}

fn is_block_header(text: &str) -> bool {
    let header = without_note(text);
    header.len() <= 3 && header[1..].chars().all(|sign| matches!(sign, '+' | '-' | '1'..='9'))
}

fn quoted_value(quote: char, text: &str) -> Value {
    let Some(end) = end_of_quoted(text) else { return Value::OpenQuote(quote) };
    if is_over(&text[end..]) {
        return Value::Whole;
    }
    let text = without_note(text);
    Value::Text(if is_in_outer_quotes(quote, text) { 1..text.len() - 1 } else { 0..text.len() })
}

fn bracketed(text: &str) -> Value {
    let mut brackets = Brackets::default();
    match brackets.read(text) {
        Scan::Closed(end) if is_over(&text[end..]) => Value::Whole,
        Scan::Closed(_) => Value::Text(0..without_note(text).len()),
        Scan::Open => Value::OpenBracket(brackets),
        Scan::Crossed => Value::Whole,
    }
}

/// `“Книга”`, one pair of curly quotes around everything: what a keyboard with English quotes makes of straight ones.
fn is_in_curly_quotes(text: &str) -> bool {
    text.len() > '“'.len_utf8() + '”'.len_utf8()
        && text.ends_with('”')
        && text.matches('“').count() == 1
        && text.matches('”').count() == 1
}

/// `"Проект "Книга" и мы"`: the first and the last quote belong together, because at no place between them are as many
/// closed as opened. A quote opens in front of a word and closes behind one.
fn is_in_outer_quotes(quote: char, text: &str) -> bool {
    if !text.ends_with(quote) {
        return false;
    }
    let mut depth = 0_usize;
    for (at, _) in text.match_indices(quote) {
        let opens = at == 0
            || text[..at].ends_with(|letter: char| is_space(letter) || letter == quote || letter == '(');
        let opens = opens && !text[at + 1..].is_empty() && !text[at + 1..].starts_with(is_space);
        depth = if opens { depth + 1 } else { depth.saturating_sub(1) };
        if depth == 0 && at + 1 < text.len() {
            return false;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is taken for text.
    fn text(typed: &str) -> Option<&str> {
        match Value::of(typed, true) {
            Value::Text(text) => Some(&typed[text]),
            _ => None,
        }
    }

    #[test]
    fn text_is_taken_for_text() {
        for (typed, expected) in [
            ("Семинар: итоги", "Семинар: итоги"),
            ("Вопросы:", "Вопросы:"),
            ("*важно", "*важно"),
            ("&важно Новость", "&важно Новость"),
            ("! внимание", "! внимание"),
            ("%", "%"),
            ("@ всем", "@ всем"),
            ("- текст", "- текст"),
            ("-", "-"),
            ("? неизвестно", "? неизвестно"),
            ("> 50 книг", "> 50 книг"),
            (", и другие", ", и другие"),
            ("[1] и далее", "[1] и далее"),
            ("{а} и {б}", "{а} и {б}"),
            ("\"Живая классика\": итоги", "\"Живая классика\": итоги"),
            ("\"Книга\" и \"Журнал\"", "\"Книга\" и \"Журнал\""),
            ("\"Проект \"Книга\" и мы\"", "Проект \"Книга\" и мы"),
            ("“Живая классика”", "Живая классика"),
            ("Семинар: итоги # заметка", "Семинар: итоги"),
        ] {
            assert_eq!(text(typed), Some(expected), "{typed}");
        }
    }

    #[test]
    fn what_yaml_understands_is_left_alone() {
        for typed in [
            "Семинар",
            "10:30",
            "https://школа.рф",
            "\"Семинар: итоги\"",
            "'Семинар: итоги' # заметка",
            "[чтение, книги]",
            "{кто: Иванова}",
            "|",
            ">-",
            "#заметка",
            "",
            "“Живая классика” и „Книга“",
            "«Книга»",
            "Семинар # а: б",
        ] {
            assert_eq!(text(typed), None, "{typed}");
        }
        assert_eq!(Value::of("- текст", false), Value::Plain);
        assert_eq!(Value::of("\"не закрыта", true), Value::OpenQuote('"'));
    }
}
