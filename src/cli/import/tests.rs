//! Conversations of whoever takes a document over.

use std::fs;

use super::super::arguments::{self, Command};
use super::super::dialogue::Script;
use super::*;

/// What is said to somebody who comes from the list with the table `file` and gives `answers`, and the outcome.
fn talk(file: &str, answers: &[&'static str]) -> (String, Outcome, tempfile::TempDir) {
    let home = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(home.path().join("content")).expect("a folder");
    fs::write(home.path().join("content/association.yaml"), "название: РМО\n").expect("a file");
    let file = home.path().join(file);
    fs::write(&file, "№;Мероприятие;Срок\n1;Семинар;ноябрь\n").expect("a file");
    let words = ["kartoteka".as_ref(), "import".as_ref(), file.as_os_str(), "--root".as_ref()];
    let words = words.into_iter().chain([home.path().as_os_str()]).map(ToOwned::to_owned);
    let Ok(Command::Import(arguments)) = arguments::parse(words) else { panic!("no command") };
    let mut script = Script::new(answers);
    let outcome = run(&arguments, &mut script);
    (script.said, outcome, home)
}

#[test]
fn whoever_comes_from_the_list_goes_back_to_it() {
    let (said, outcome, home) = talk("план.csv", &["когда-нибудь", "2026/2027"]);
    assert_eq!(outcome, Outcome::Done, "{said}");
    assert!(said.contains("например 2026-2027.\nПросто Enter вернёт к списку:\n> "), "{said}");
    assert!(said.contains("выберите в списке «Показать сайт»") && !said.contains("kartoteka"), "{said}");
    assert!(home.path().join("content/plans/2026-2027.yaml").is_file());
}

#[test]
fn the_question_after_the_year_may_be_passed_over() {
    let (said, outcome, home) = talk("план.csv", &[""]);
    assert_eq!(outcome, Outcome::Failed, "{said}");
    assert!(!home.path().join("content/plans").exists());
}
