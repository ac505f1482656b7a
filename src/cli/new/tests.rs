//! Conversations about what is new in a site.

use std::fs;
use std::path::Path;

use super::super::arguments::{self, Command};
use super::super::dialogue::Script;
use super::*;

/// A portal of two associations, the first with a plan.
fn portal() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a temporary folder");
    for (file, text) in [
        ("a/association.yaml", "название: РМО «А»\n"),
        (
            "a/plans/2026-2027.yaml",
            "мероприятия:\n  - что: Анкетирование\n    когда: сентябрь\n  - что: Семинар\n    когда: ноябрь\n    кто: Фамилия И.О.\n  - что: Круглый стол\n    когда: 10.12.2026\n  - что: Консультации\n    когда: в течение года\n  - что: Игра\n    когда: декабрь\n    отменено: да\n",
        ),
        ("b/association.yaml", "название: РМО «Б»\n"),
    ] {
        let file = home.path().join("content").join(file);
        fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    home
}

/// What is said to somebody who gives `answers` after `command`, and the outcome.
fn talk(home: &Path, command: &[&str], answers: &[&'static str]) -> (String, Outcome) {
    let mut script = Script::new(answers);
    let root = home.to_string_lossy().into_owned();
    let words = ["kartoteka", "new"].iter().chain(command).copied();
    let words = words.chain(["--root", &root, "--today", "2026-11-05"]).map(Into::into);
    let Ok(Command::New(command)) = arguments::parse(words) else { panic!("{command:?} is no command") };
    let outcome = run(&command, &mut script);
    (script.said, outcome)
}

fn text(home: &Path, file: &str) -> String {
    fs::read_to_string(home.join("content").join(file)).unwrap_or_else(|_| panic!("{file} is missing"))
}

#[test]
fn the_activities_of_these_months_are_offered() {
    let home = portal();
    let (said, outcome) = talk(home.path(), &["meeting"], &["3", "1", "1", "завтра", "19.11.2026"]);
    assert_eq!(outcome, Outcome::Done, "{said}");
    assert!(said.contains("  1. РМО «А» (a)\n  2. РМО «Б» (b)\n"), "{said}");
    assert!(said.contains("  1. ноябрь: «Семинар»\n  2. 10.12.2026: «Круглый стол»\n"), "{said}");
    assert!(
        !said.contains("Анкетирование") && !said.contains("Консультации") && !said.contains("Игра"),
        "{said}"
    );
    assert!(said.contains("В плане стоит «ноябрь». Какого числа") && said.contains("Непонятно"), "{said}");
    let meeting = text(home.path(), "a/meetings/2026-11-19-seminar.md");
    assert!(meeting.contains("дата: 19.11.2026\n") && meeting.contains("пункты плана: 2\n"), "{meeting}");
}

#[test]
fn a_document_may_be_for_nothing_in_the_plan() {
    let home = portal();
    let (said, outcome) = talk(home.path(), &["meeting", "--association", "a"], &["", "Встреча", ""]);
    assert_eq!(outcome, Outcome::Done, "{said}");
    let meeting = text(home.path(), "a/meetings/vstrecha.md");
    assert!(
        meeting.contains("# Впишите день после двоеточия") && meeting.contains("\n# пункты плана: 2\n"),
        "{meeting}"
    );
    let (said, outcome) = talk(home.path(), &["news"], &["3", "Портал"]);
    assert_eq!(outcome, Outcome::Done, "{said}");
    assert!(said.contains("  3. весь портал (.)"), "{said}");
    assert!(text(home.path(), "news/2026-11-05-portal.md").contains("дата: 05.11.2026\n"));
}

#[test]
fn who_goes_away_leaves_nothing_behind() {
    let home = portal();
    for (command, answers) in [
        ("plan", &[][..]),
        ("meeting", &["1"]),
        ("meeting", &["1", "1"]),
        ("material", &["2"]),
        ("material", &["2", ""]),
        ("news", &[""]),
        ("news", &["3"]),
    ] {
        let (said, outcome) = talk(home.path(), &[command], answers);
        assert_eq!(outcome, Outcome::Failed, "{said}");
    }
    assert!(!home.path().join("content/a/meetings").exists() && !home.path().join("content/news").exists());
    let (said, outcome) = talk(home.path(), &["plan"], &["1"]);
    assert_eq!(outcome, Outcome::Done, "{said}");
    assert!(text(home.path(), "a/plans/2027-2028.yaml").contains("когда: 10.12.2027"));
}

#[test]
fn documents_leave_room_and_other_work_does_not() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let files = [
        ".git/a",
        "~$План.docx",
        "План 1.DOCX",
        "Фото/Зал.JPG",
        "Пустая/",
        "Старое/2025/план.docx",
        "src/a.rs",
    ];
    for path in files.iter().chain(&["package.json", "прочти меня.txt", "Content/1.docx", "PUBLIC/1.docx"])
    {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        if !path.to_string_lossy().ends_with('/') {
            fs::write(&path, "").expect("a file");
        }
    }
    let mut names = vacant::in_the_way(home.path()).expect("a folder");
    names.sort();
    assert_eq!(names, ["Content", "PUBLIC", "package.json", "src", "Старое", "прочти меня.txt"]);
}
