//! What YAML swallows without a word: text behind ` #`, and lists that Word has made with dashes.
//!
//! Both are valid YAML, and both lose what the author wrote. So the text is compared with the tree that was read from it.

use std::ops::Range;
use std::sync::Arc;

use super::mend::{Shape, quoted};
use super::yaml::{Document, Node, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// Reports what of `text`, which begins `base` bytes into the file `path`, did not reach `document` as it was meant.
pub(super) fn report(
    path: &Arc<str>,
    text: &str,
    base: usize,
    document: &Document,
    diagnostics: &mut Diagnostics,
) {
    let mut scalars = Vec::new();
    collect(&document.root, &mut scalars);
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
        if let Some(dash) = text.get(inner.clone()).and_then(dashed_line) {
            let start = inner.start + dash;
            diagnostics.push(
                Diagnostic::error(
                    place(start..start + 1),
                    "Строка начинается с тире, и список слился в один абзац",
                )
                .hint("Начинайте каждую строку списка с дефиса и пробела:")
                .correction(dashes(text, inner)),
            );
        } else if let Some(hyphen) = text.get(inner.clone()).and_then(merged_item)
            && !is_block(text, inner.start)
        {
            let start = inner.start + hyphen;
            diagnostics.push(
                Diagnostic::error(
                    place(start..start + 1),
                    "Пункт списка сдвинут вправо и слился с предыдущей строкой",
                )
                .hint("Сдвиньте дефис под дефисы других пунктов. Если это не пункт, а тире, поставьте вместо дефиса «—»."),
            );
        }
    }
}

fn collect(node: &Node, scalars: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Scalar(_) => scalars.push(node.span.clone()),
        Value::Lost => {}
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, scalars)),
        Value::Mapping(entries) => {
            for (key, value) in
                entries.iter().filter(|(key, value)| !(key.text.is_empty() && value.is_lost()))
            {
                scalars.push(key.span.clone());
                collect(value, scalars);
            }
        }
    }
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

/// The lines of a list that was written with dashes, each behind a hyphen.
fn dashes(text: &str, list: Range<usize>) -> String {
    let start = text[..list.start].rfind('\n').map_or(0, |end| end + 1);
    let indentation = " ".repeat(text[start..list.start].chars().count());
    let items =
        text[list].lines().map(|line| line.trim_start().trim_start_matches(['–', '—', '•', '-']).trim());
    let items: Vec<String> = items.map(|item| format!("{indentation}- {item}")).collect();
    items.join("\n")
}

/// Every `#` behind other text of its line that a letter or a digit follows: `#ЧитаемВместе`, `каб. #5`. A note that
/// begins its line, or has a space behind its sign, is a note.
fn swallowed(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for (at, _) in line.match_indices(" #") {
            let word = line[at + 2..].starts_with(|letter: char| letter.is_alphanumeric());
            if word && !line[..at].trim().is_empty() {
                found.push(start + at + 1..start + line.trim_end().len());
                break;
            }
        }
        start += line.len();
    }
    found
}

/// Whether the value that begins at the byte `start` is a block behind `|` or `>`, which keeps its lines.
fn is_block(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end().trim_end_matches(['-', '+']);
    before.ends_with(['|', '>'])
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

/// Where in a plain value of several lines the second line begins with a dash.
fn dashed_line(written: &str) -> Option<usize> {
    if written.starts_with(['"', '\'', '|', '>']) {
        return None;
    }
    let dash = |line: &str| {
        let line = line.trim_start();
        let typographic = line.starts_with("– ") || line.starts_with("— ") || line.starts_with("• ");
        typographic || (line.starts_with('-') && line[1..].starts_with(char::is_alphanumeric))
    };
    let second = written.find('\n')? + 1;
    let indentation = written[second..].len() - written[second..].trim_start().len();
    (dash(written) && dash(&written[second..])).then_some(second + indentation)
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

    #[test]
    fn lists_with_dashes_are_found() {
        assert!(dashed_line("– Изучать.\n  – Помогать.").is_some());
        assert!(dashed_line("-каталоги\n  -чтение").is_some());
        assert!(dashed_line("Одна строка\n  и её продолжение").is_none());
        assert!(dashed_line("– реплика").is_none());
    }
}
