//! What YAML swallows without a word: text behind ` #`, and lists and tables that Word has made.
//!
//! Both are valid YAML, and both lose what the author wrote. So the text is compared with the tree that was read from it.

use std::ops::Range;
use std::sync::Arc;

use super::mend::{Shape, quoted};
use super::pasted::{TABLE, is_row};
use super::yaml::Document;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::prose::items::{self, Mark};

/// Reports what of `text`, which begins `base` bytes into the file `path`, did not reach `document` as it was meant.
pub(super) fn report(
    path: &Arc<str>,
    text: &str,
    base: usize,
    document: &Document,
    diagnostics: &mut Diagnostics,
) {
    let scalars = document.root.scalars();
    let place = |span: Range<usize>| Place::new(path, base + span.start..base + span.end);
    for comment in swallowed(text) {
        let at = base + comment.start;
        let next = scalars.partition_point(|scalar| scalar.start <= at);
        let inside = next.checked_sub(1).is_some_and(|last| scalars[last].contains(&at));
        if !inside && !document.is_unread(at) {
            let line = &text[text[..comment.start].rfind('\n').map_or(0, |end| end + 1)..comment.end];
            diagnostics.push(
                Diagnostic::error(place(comment), "Всё, что стоит после пробела и знака #, не попадёт на сайт")
                    .hint("Если это заметка для себя, поставьте после # пробел; если текст, заключите всё значение в прямые кавычки:")
                    .correction(with_quoted_value(line)),
            );
        }
    }
    for scalar in scalars {
        let inner = scalar.start - base..scalar.end - base;
        if let Some(found) = run_together(text, inner) {
            let Merged { at, message, hint, correction } = found;
            let place = place(at..at + letter_length(text, at));
            diagnostics.push(Diagnostic::error(place, message).hint(hint).correction(correction));
        }
    }
}

fn letter_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Lines of a list or a table that YAML has read as one paragraph.
struct Merged {
    at: usize,
    message: &'static str,
    hint: &'static str,
    correction: Option<String>,
}

/// What has run together in the plain value at `inner` of `text`.
fn run_together(text: &str, inner: Range<usize>) -> Option<Merged> {
    let written = text.get(inner.clone())?;
    if written.starts_with(['"', '\'']) || is_block(text, inner.start) {
        return None;
    }
    let merged = |at, message, hint| Merged { at: inner.start + at, message, hint, correction: None };
    let is_table = written.lines().count() > 1 && written.lines().all(is_row);
    if is_table {
        return Some(merged(0, TABLE.0, TABLE.1));
    }
    if let Some(hyphen) = merged_item(written) {
        return Some(merged(
            hyphen,
            "Пункт списка сдвинут вправо и слился с предыдущей строкой",
            "Сдвиньте дефис под дефисы других пунктов. Если это не пункт, а тире, поставьте вместо дефиса «—».",
        ));
    }
    let second = items::merged(written)?;
    let message = match Mark::of(&written[second..])?.0 {
        Mark::Dash | Mark::GluedHyphen => "Строка начинается с тире, и список слился в один абзац",
        Mark::Bullet(_) => "Строка начинается со знака «•» или похожего, и список слился в один абзац",
        Mark::Number(_) => "Строка начинается с номера, и список слился в один абзац",
    };
    let hint = "Начинайте каждую строку списка с дефиса и пробела:";
    Some(Merged { correction: dashes(text, inner.clone()), ..merged(second, message, hint) })
}

/// The line with everything that was meant as its value in quotes.
pub(super) fn with_quoted_value(line: &str) -> String {
    let value = Shape::of(line).value;
    let (before, value) = line.split_at(value);
    let value = value.trim_end();
    let inside = [('"', '"'), ('\'', '\'')].into_iter().find_map(|(open, close)| {
        let (inside, rest) = value.strip_prefix(open)?.split_once(close)?;
        rest.starts_with(' ').then(|| format!("{inside}{rest}"))
    });
    format!("{before}{}", quoted(inside.as_deref().unwrap_or(value)))
}

/// The lines of a list that was written with other signs, each behind a hyphen; nothing where other text stands before it.
fn dashes(text: &str, list: Range<usize>) -> Option<String> {
    let before = &text[text[..list.start].rfind('\n').map_or(0, |end| end + 1)..list.start];
    Mark::of(&text[list.clone()])?;
    let shape = Shape::of(before);
    let column = |end: usize| before[..end].chars().count();
    let (mut lines, indentation) = match shape.key {
        Some(key) => (vec![before.trim_end().to_owned()], column(key.name.start) + 2),
        None if shape.is_item() => return None,
        None => (Vec::new(), column(before.len())),
    };
    let indentation = " ".repeat(indentation);
    for line in text[list].lines() {
        lines.push(match Mark::of(line) {
            Some((_, item)) => format!("{indentation}- {}", item.trim_end()),
            None => format!("{indentation}  {}", line.trim()),
        });
    }
    Some(lines.join("\n"))
}

/// Every `#` behind other text of its line that text follows at once: `#ЧитаемВместе`, `каб. #5`. A note that begins its
/// line, or has a space behind its sign, is a note.
fn swallowed(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let sign = line.match_indices('#').map(|(at, _)| at).find(|at| {
            let (before, behind) = (&line[..*at], line[*at..].trim_start_matches('#'));
            let is_text = behind.starts_with(|letter: char| !letter.is_whitespace() && letter != '-');
            is_text && before.ends_with([' ', '\t', '\u{a0}']) && !before.trim().is_empty()
        });
        // A field that was made a note keeps its own signs.
        let sign = sign.filter(|_| !line.trim_start().starts_with('#'));
        found.extend(sign.map(|at| start + at..start + line.trim_end().len()));
        start += line.len();
    }
    found
}

/// Whether the value that begins at the byte `start` is a block behind `|` or `>`, which keeps its lines.
fn is_block(text: &str, start: usize) -> bool {
    let header = text[..start].trim_end().lines().next_back().unwrap_or_default();
    let header = header.find(" #").map_or(header, |note| &header[..note]).trim_end();
    header.trim_end_matches(['-', '+', '1', '2', '3', '4', '5', '6', '7', '8', '9']).ends_with(['|', '>'])
}

/// Where in a plain value a line below its first begins like the item of a list.
fn merged_item(written: &str) -> Option<usize> {
    if written.starts_with(['"', '\'']) {
        return None;
    }
    let mut at = 0;
    written.split_inclusive('\n').enumerate().find_map(|(number, line)| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        (number > 0 && line.trim_start().starts_with("- ")).then_some(start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_number_sign_is_found() {
        let text = "а: Акция #ЧитаемВместе\n";
        let found: Vec<&str> = swallowed(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["#ЧитаемВместе"]);
        assert_eq!(swallowed("а: #Школа\n").len(), 1);
        assert_eq!(swallowed("# заметка\n#заметка\n  #заметка\nа: б # заметка\nв: г#д\n"), []);
        assert_eq!(swallowed("# а: Акция #ЧитаемВместе\n  # знак #, за ним текст\n"), []);
    }

    #[test]
    fn text_that_arrived_is_not_reported() {
        let mut diagnostics = Diagnostics::default();
        let text = "а: |\n  Акция #Чтение\nб: \"каб. #5\"\nв: одна\n";
        super::super::yaml::parse(&"t.yaml".into(), text, 0, &mut diagnostics);
        assert_eq!(diagnostics, Diagnostics::default());
    }

    #[test]
    fn an_item_that_merged_with_the_line_above_is_found() {
        assert_eq!(merged_item("Первая\n  и дальше\n   - Вторая"), Some("Первая\n  и дальше\n   ".len()));
        assert_eq!(merged_item("\"Первая\n  - Вторая\""), None);
        assert!(is_block("а: |-\n  Первая\n", 7) && !is_block("а: б\n", 4));
        assert_eq!(merged_item("- Первая\n  и -дальше"), None);
    }

    fn found(text: &str) -> Vec<(String, Option<String>)> {
        let mut diagnostics = Diagnostics::default();
        super::super::yaml::parse(&"t.yaml".into(), text, 0, &mut diagnostics);
        diagnostics.sorted().into_iter().map(|found| (found.message, found.correction)).collect()
    }

    #[test]
    fn lists_that_ran_together_are_shown_with_hyphens() {
        for (text, correction) in [
            ("а:\n  – Изучать.\n  – Помогать.\n", "  - Изучать.\n  - Помогать."),
            ("а:\n  •\tчтение\n  •\tкниги\n", "  - чтение\n  - книги"),
            ("а:\n  1. Собрать\n  копилку.\n  2. Описать.\n", "  - Собрать\n    копилку.\n  - Описать."),
            ("а:\n  * Чтение.\n  * Книги.\n", "  - Чтение.\n  - Книги."),
            ("а: \u{f0b7} Закон.\n  \u{f0b7} Приказ.\n", "а:\n  - Закон.\n  - Приказ."),
        ] {
            let found = found(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].1.as_deref(), Some(correction), "{text}");
        }
    }

    #[test]
    fn tables_that_ran_together_are_found() {
        assert_eq!(found("а:\n  1\tУрок\tмай\n  2\tКнига\tмай\n"), [(TABLE.0.to_owned(), None)]);
        assert_eq!(found("а: |\n  1\tУрок\tмай\n  2\tКнига\tмай\n"), []);
    }
}
