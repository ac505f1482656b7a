//! Tests of text that arrives in several runs.
//!
//! In the tables `~` stands for a non-breaking space, `|` for the end of a run, `*` for what is not text.

use super::Typesetter;

/// Sets runs one after another; `None` is something that is not text.
fn runs(runs: &[Option<&str>]) -> String {
    let mut typesetter = Typesetter::new();
    let mut set = String::new();
    for run in runs {
        match run {
            Some(text) => set.push_str(&typesetter.run(text)),
            None => {
                typesetter.opaque();
                set.push('*');
            }
        }
        set.push('|');
    }
    set.replace('\u{a0}', "~")
}

#[test]
fn quotes_over_runs() {
    let cases = [
        (vec![Some("\""), Some("Важно"), Some("\" и")], "«|Важно|» и|"),
        (vec![Some("клуб \"Дом "), Some("\"Родник\""), Some("\" открыт")], "клуб «Дом |„Родник“|» открыт|"),
        (vec![Some("\""), None, Some("\" есть")], "«|*|» есть|"),
        (vec![Some("\""), Some("\"Мир\" книг\"")], "«|„Мир“ книг»|"),
        (vec![Some("экран 24"), Some("\" и")], "экран 24|\" и|"),
        (vec![Some("«Клуб "), Some("\"Родник\""), Some("»")], "«Клуб |„Родник“|»|"),
    ];
    for (input, expected) in cases {
        assert_eq!(runs(&input), expected);
    }
}

#[test]
fn neighbours_over_runs() {
    let cases = [
        (vec![Some("в "), Some("школе")], "в~|школе|"),
        (vec![Some("5"), Some(" кл.")], "5|~кл.|"),
        (vec![Some("Пайвина"), Some(" Н.Б.")], "Пайвина|~Н.Б.|"),
        (vec![Some("план - "), Some("документ")], "план~— |документ|"),
        (vec![None, Some(" - код")], "*|~— код|"),
        (vec![Some("СОШ"), Some("№5")], "СОШ|~№~5|"),
        (vec![Some("№"), Some("5")], "№|~5|"),
        (vec![Some("2019"), Some("-2020")], "2019|–2020|"),
        (vec![Some("http://site.ru/"), Some("5-6")], "http://site.ru/|5-6|"),
        (vec![Some("- "), Some("план")], "- |план|"),
        (vec![Some("строка"), Some("\n"), Some("- план")], "строка|\n|- план|"),
        (vec![Some(""), Some("- план")], "|- план|"),
    ];
    for (input, expected) in cases {
        assert_eq!(runs(&input), expected);
    }
}

#[test]
fn paragraph_forgets() {
    let mut typesetter = Typesetter::new();
    assert_eq!(typesetter.run("клуб \"Дом"), "клуб «Дом");
    typesetter.paragraph();
    assert_eq!(typesetter.run("- \"Дом\""), "- «Дом»");
    assert_eq!(typesetter.run("\n\n- \"Сад\""), "\n\n- «Сад»");
}
