//! What is doubtful in the words of YAML fields: every field of every file that holds an author's text.

use std::ops::Range;
use std::sync::Arc;

use super::field_name::normalized;
use super::yaml::{Document, Node, Value};
use crate::diagnostic::Diagnostics;
use crate::prose::{self, Medium};

/// Fields that hold no prose, and the one where telephones and mailboxes belong.
const OTHERS: [&str; 10] = [
    "контакты",
    "contacts",
    "файл",
    "file",
    "слаг",
    "slug",
    "прежниеадреса",
    "aliases",
    "непредупреждать",
    "allow",
];

/// Reports what is doubtful in the fields of `text`, which begins `base` bytes into the file `path` and was read as
/// `document`. A line that could not be read has its message already.
pub(super) fn report(
    path: &Arc<str>,
    text: &str,
    base: usize,
    document: &Document,
    diagnostics: &mut Diagnostics,
) {
    let mut fields = Vec::new();
    collect(&document.root, &mut fields);
    for field in fields.into_iter().filter(|field| !document.is_unread(field.start)) {
        let span = field.start - base..field.end - base;
        let Some(span) = text.get(span.clone()).map(|written| inner(written, &span)) else { continue };
        for doubt in prose::doubts(&text[span.clone()], Medium::Plain) {
            diagnostics.push(doubt.shifted(span.start).diagnostic(path, text, base));
        }
    }
}

fn collect(node: &Node, fields: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Lost => {}
        Value::Scalar(_) => fields.push(node.span.clone()),
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, fields)),
        Value::Mapping(entries) => {
            let prose = entries.iter().filter(|(key, _)| !OTHERS.contains(&normalized(&key.text).as_str()));
            prose.for_each(|(_, value)| collect(value, fields));
        }
    }
}

/// The bytes of the value itself, without quotation marks round it.
fn inner(written: &str, span: &Range<usize>) -> Range<usize> {
    let enclosed = |mark| written.len() >= 2 && written.starts_with(mark) && written.ends_with(mark);
    if enclosed('"') || enclosed('\'') { span.start + 1..span.end - 1 } else { span.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml;

    fn found(text: &str) -> Vec<String> {
        let mut diagnostics = Diagnostics::default();
        yaml::parse(&"t.yaml".into(), text, 0, &mut diagnostics);
        let places = diagnostics.sorted().into_iter().filter_map(|diagnostic| diagnostic.place);
        places.map(|place| text[place.span.0..place.span.1].to_owned()).collect()
    }

    #[test]
    fn the_words_of_fields_are_pointed_at() {
        assert_eq!(found("а: 8-912-345-67-89\n"), ["8-912-345-67-89"]);
        assert_eq!(found("а:\n  - \"Тема: в течении года\"\n"), ["течении"]);
        assert_eq!(found("а: >-\n  Беседа в течении\n  года, <p>\nб: |\n  (в\n"), ["течении", "<p>", "("]);
    }

    #[test]
    fn fields_that_hold_no_prose_are_not_read() {
        let text = "контакты:\n  - +7 912 345-67-89\n  - a@b.ru\nфайлы:\n  - файл: Протокол (1.docx\nа: \"«Урок»\"\n";
        assert_eq!(found(text), Vec::<String>::new());
        assert_eq!(found("а: >-\n  b\n# 8-912-345-67-89\n"), Vec::<String>::new());
    }
}
