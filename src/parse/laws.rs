//! Laws of reading: whatever bytes come in, nothing panics, and every message points into the file.

use std::sync::Arc;

use proptest::prelude::*;

use super::mend::Mended;
use super::yaml::{Document, Node, Value, parse};
use super::{calendar, front_matter, plan};
use crate::diagnostic::Diagnostics;

const PLAN: &str = "учебный год: 2024/2025
название: План работы
тема: |
  Чтение: путь к успеху
цели:
  - Создание условий, \"Книга\"
  - Развитие
утверждаю:
  должность: Директор
  кто: 'Иванова И.И.'
столбцы:
  что: Мероприятие
  когда: Срок
  кто: Ответственный
разделы:
  - заголовок: Работа
    мероприятия:
      - что: Семинар
        когда: октябрь
        кто: [Иванова, Петрова]
      - что: >-
          Круглый стол
          о чтении
        когда: ноябрь
      - {что: Встреча, когда: май}
";

fn path() -> Arc<str> {
    "content/plans/2024-2025.yaml".into()
}

/// Reads `text` as everything that it may be and checks where the messages point.
fn read(text: &str) -> Document {
    let path = path();
    let mut diagnostics = Diagnostics::default();
    plan::parse(&path, text, "2024-2025").report(&mut diagnostics);
    calendar::parse(&path, text, &mut diagnostics);
    front_matter::split(&path, &format!("---\n{text}"), &mut Diagnostics::default());
    let document = parse(&path, text, 0, &mut diagnostics);
    for diagnostic in diagnostics.sorted() {
        let (start, end) = diagnostic.place.expect("a place").span;
        assert!(text.get(start..end).is_some(), "{start}..{end} of {text:?}: {}", diagnostic.message);
        assert!(!diagnostic.message.is_empty());
    }
    check_spans(&document.root, text);
    document
}

fn check_spans(node: &Node, text: &str) {
    assert!(text.get(node.span.clone()).is_some(), "{:?} of {text:?}", node.span);
    match &node.value {
        Value::Scalar(_) | Value::Lost => {}
        Value::Sequence(items) => items.iter().for_each(|item| check_spans(item, text)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                assert!(text.get(key.span.clone()).is_some(), "{:?} of {text:?}", key.span);
                check_spans(value, text);
            }
        }
    }
}

/// What people and programs leave in a line.
fn scrap() -> impl Strategy<Value = String> {
    let signs = [
        ":", ": ", "- ", "–", "\t", "\u{a0}", "#", " #а", "\"", "'", "[", "]", "{", "}", ",", "*", "&", "!",
        "|", ">", "%", "@", "`", "?", "\n", "\n\n", "---\n", "  ", "а", "я: б", "“", "”", "\u{b}",
        "\u{feff}", "\\",
    ];
    proptest::collection::vec(proptest::sample::select(signs.to_vec()), 0..4).prop_map(|signs| signs.concat())
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in "\\PC{0,200}") {
        read(&text);
    }

    #[test]
    fn no_scraps_make_reading_panic(scraps in proptest::collection::vec(scrap(), 0..40)) {
        read(&scraps.concat());
    }

    #[test]
    fn no_edit_of_a_plan_makes_reading_panic(at in 0..PLAN.len(), length in 0_usize..12, instead in scrap()) {
        let boundary = |at: usize| (0..=at.min(PLAN.len())).rev().find(|at| PLAN.is_char_boundary(*at)).unwrap_or(0);
        let (start, end) = (boundary(at), boundary(at + length));
        read(&format!("{}{instead}{}", &PLAN[..start], &PLAN[end..]));
    }

    #[test]
    fn clean_text_is_left_alone(words in proptest::collection::vec("[а-яА-Я ,.«»—0-9]{0,20}", 1..9)) {
        let lines = words.iter().map(|words| format!("- что: а{words}\n  когда: б{words}\n"));
        let text: String = lines.collect();
        let mended = Mended::new(&text);
        prop_assert_eq!(mended.text(), &text);
    }
}

#[test]
fn a_valid_plan_is_read_as_it_is() {
    assert_eq!(Mended::new(PLAN).text(), PLAN);
    assert!(read(PLAN).is_whole());
}

/// Lines that each stand further to the right than the one above.
fn stairs(line: &str) -> String {
    let lines: Vec<String> = (0..200).map(|at| " ".repeat(at) + line).collect();
    lines.join("\n")
}

#[test]
fn no_amount_of_garbage_makes_reading_panic() {
    for text in [
        "а: \"б\n".repeat(2_000),
        "[".repeat(20_000),
        "- [\n".repeat(5_000),
        "- ".repeat(10_000),
        "а — б\n".repeat(2_000),
        "просто текст\n".repeat(900),
        format!("а: б\n{}", "просто текст\n".repeat(900)),
        stairs("а: \"б"),
        stairs("- ["),
        format!("а: {}", "б: 'в' ".repeat(2_000)),
        format!("{}\n{}", "- ".repeat(5_000), "  \tа\n".repeat(1_500)),
        format!("а: [x\n{}", "- а: б\n  в: г\n".repeat(1_100)),
        " #а".repeat(6_000),
        "?: ".repeat(6_000),
        "кк: б\nкт: б\n".repeat(700),
        "что: б\n".repeat(2_000),
        format!("а: {{{}}}", "а, ".repeat(4_000)),
        "---\n[\n".repeat(4_000),
        "1. что: а\n".repeat(900),
        "а\tб\tв\n".repeat(900),
    ] {
        read(&text);
    }
}
