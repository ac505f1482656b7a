//! Fields of a header that somebody has written under the text.
//!
//! Prose is full of words with a colon behind them, so a paragraph is doubted only where each of its lines is the exact name of
//! a field of this kind of document, as the header has it, with a value. Not found are: «Тема: чтение» with its capital
//! letter; a line among others («Мы собрались.\nтема: чтение»); a name that begins a list («решили:»); a field that
//! the header has already; names of other kinds of documents; code, quotations and items of lists.

use std::sync::Arc;

use super::field_name::normalized;
use super::record::FieldSpec;
use super::yaml::{Node, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place};

/// Reports the fields among `known` that stand in `text`, which begins `base` bytes into the file `path`, and not in `header`.
pub(super) fn report(
    (path, text, base): (&Arc<str>, &str, usize),
    header: &Node,
    known: &[&'static [FieldSpec]],
    diagnostics: &mut Diagnostics,
) {
    let Value::Mapping(entries) = &header.value else { return };
    let given: Vec<String> = entries.iter().map(|(key, _)| normalized(&key.text)).collect();
    let is_absent = |spec: &&FieldSpec| !given.iter().any(|name| spec.is_named(name));
    let absent: Vec<&FieldSpec> = known.iter().copied().flatten().filter(is_absent).collect();
    if given.is_empty() {
        return;
    }
    for (start, paragraph) in paragraphs(text) {
        let lines = || paragraph.lines().map(str::trim_end);
        if lines().all(|line| absent.iter().any(|spec| is_field(line, spec.key))) {
            let first = lines().next().map_or(0, str::len);
            let place = Place::new(path, base + start..base + start + first);
            let several = lines().count() > 1;
            let what = if several { "эти строки" } else { "строку" };
            diagnostics.push(
                Diagnostic::warning(
                    Lint::MarkupDebris,
                    place,
                    "Похоже на поле шапки, а стоит в тексте",
                )
                .reason("На странице это обычные слова: программа не узнаёт из них того, что читает из полей.")
                .hint(format!("Перенесите {what} в шапку, выше строки «---», которой она кончается:"))
                .correction(lines().collect::<Vec<_>>().join("\n")),
            );
        }
    }
}

fn is_field(line: &str, name: &str) -> bool {
    let value = line.strip_prefix(name).and_then(|rest| rest.strip_prefix(": "));
    value.is_some_and(|value| !value.trim().is_empty())
}

/// The paragraphs outside fenced code, and where each begins.
fn paragraphs(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    let mut is_code = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        is_code ^= is_fence;
        if is_fence || is_code || line.trim().is_empty() {
            found.extend(start.take().map(|start| (start, &text[start..at])));
        } else {
            start = start.or(Some(at));
        }
        at += line.len();
    }
    found.extend(start.map(|start| (start, &text[start..])));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::meeting::RawMeeting;
    use crate::parse::record::Record;
    use crate::parse::yaml;

    /// The first lines of what is doubted in the text of a meeting.
    fn found(text: &str) -> Vec<String> {
        let mut diagnostics = Diagnostics::default();
        let path = "t.md".into();
        let header = yaml::parse(&path, "название: Заседание\nтема: Чтение\n", 0, &mut diagnostics);
        report((&path, text, 0), &header.root, &[RawMeeting::FIELDS], &mut diagnostics);
        let places = diagnostics.sorted().into_iter().filter_map(|found| found.place);
        places.map(|place| text[place.span.0..place.span.1].to_owned()).collect()
    }

    #[test]
    fn fields_under_the_text_are_found() {
        let text = "Текст.\n\nпредседатель: Сорокина В.П.\nприсутствовали: 17\n";
        assert_eq!(found(text), ["председатель: Сорокина В.П."]);
        assert_eq!(found("секретарь: Опушкина Л.И."), ["секретарь: Опушкина Л.И."]);
    }

    #[test]
    fn prose_is_not() {
        for text in [
            "Председатель: Сорокина В.П.",
            "Мы собрались.\nпредседатель: Сорокина В.П.",
            "председатель: Сорокина В.П.\nи другие",
            "На заседании\n\nрешили:\n\n- читать",
            "тема: Чтение",
            "авторы: Опушкина Л.И.",
            "- председатель: Сорокина В.П.",
            "> председатель: Сорокина В.П.",
            "```\n\nпредседатель: Сорокина В.П.\n\n```",
            "    председатель: Сорокина В.П.",
            "председатель Сорокина В.П.",
            "**председатель:** Сорокина В.П.",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
