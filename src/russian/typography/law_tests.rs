//! Tests of the laws of typography on arbitrary texts.

use super::{OPAQUE, Typesetter, typeset};
use proptest::prelude::*;

#[test]
fn long_texts_take_linear_time() {
    let pieces = [
        "\"",
        "\" ",
        "„",
        "“",
        "\"а ",
        "а\" ",
        "1-2",
        "(1-2)",
        "-",
        "- ",
        " ",
        "а - ",
        "...",
        "№5",
        "№",
        "В. ",
        "Пайвина ",
        "в ",
        "\\",
        "C:\\",
        "C:\\ ",
        "а@",
        "http://",
        ".",
        "1.",
        "«",
        "«\"",
        "\n\n",
        "т. ",
        "\u{301}",
        "(",
        "((1-2",
        "5 ",
        "\"1-2",
    ];
    for piece in pieces {
        let text = piece.repeat(40_000 / piece.len());
        let set = typeset(&text);
        assert_eq!(typeset(&set), set, "{piece}");
    }
    let quotes = format!("{}{}", "\"".repeat(20_000), "1-2\"".repeat(5_000));
    assert!(!typeset(&quotes).is_empty());
}

/// What may never change: all but spaces, quotes, hyphens, dashes, dots.
fn unchangeable(text: &str) -> String {
    text.chars()
        .filter(|character| !matches!(character, ' ' | '\u{a0}' | '"' | '«' | '»' | '„' | '“' | '”'))
        .filter(|character| !matches!(character, '-' | '–' | '—' | '.' | '…'))
        .collect()
}

/// Texts in which rules meet: words, signs and spaces in any order.
fn meeting_rules() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        " ",
        " ",
        " ",
        " ",
        "\u{a0}",
        "\u{202f}",
        "\n",
        "\n\n",
        "\t",
        "\"",
        "\"",
        "«",
        "»",
        "„",
        "“",
        "”",
        "-",
        "--",
        "–",
        "—",
        "...",
        ".",
        "…",
        ",",
        ":",
        "(",
        ")",
        "№",
        "§",
        "5",
        "6",
        "2019",
        "2020",
        "24\"",
        "г.",
        "т.",
        "е.",
        "д.",
        "с.",
        "им.",
        "Н.",
        "Н.Б.",
        "Пайвина",
        "Русакова",
        "в",
        "и",
        "же",
        "СОШ",
        "слово",
        "педагог",
        "библиотекарь",
        "октября",
        "кл.",
        "план.docx",
        "www.site.ru",
        "a@b.ru",
        "C:\\",
        "\\",
        "http://",
        "IT",
        "XX",
        "%",
        "ё",
        "е\u{308}",
        "\u{fffc}",
        "\u{301}",
        "/",
        "ГОСТ",
        "\r",
        "?",
        "А",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), meeting_rules(), meeting_rules()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn setting_twice_is_setting_once(text in texts()) {
        let once = typeset(&text);
        prop_assert_eq!(typeset(&once), once);
    }

    #[test]
    fn only_signs_change(text in texts()) {
        prop_assert_eq!(unchangeable(&typeset(&text)), unchangeable(&text));
    }

    #[test]
    fn rules_agree_in_the_end(text in meeting_rules()) {
        let typed: Vec<char> = text.chars().collect();
        let typesetter = Typesetter::new();
        let ending = super::Ending::Paragraph;
        let edits = typesetter.propose(&typed, ending).0;
        prop_assert!(typesetter.settle(&typed, edits, ending).is_some());
    }

    #[test]
    fn runs_never_change_letters(texts in prop::collection::vec(texts(), 0..8)) {
        let mut typesetter = Typesetter::new();
        for text in texts {
            prop_assert_eq!(unchangeable(&typesetter.run(&text)), unchangeable(&text));
            if text.contains(OPAQUE) {
                typesetter.opaque();
            }
        }
    }
}
