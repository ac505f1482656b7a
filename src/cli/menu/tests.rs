//! Conversations: what is offered in a folder, what is answered, what is carried out.

use std::fs;

use super::super::arguments;
use super::super::dialogue::Script;
use super::*;

/// Takes note of commands, and makes the site that `new` would.
struct Noted<'f> {
    folder: &'f Path,
    commands: Vec<String>,
}

impl Commands for Noted<'_> {
    fn carry_out(&mut self, arguments: Vec<OsString>) -> Outcome {
        let words: Vec<_> = arguments.iter().skip(1).map(|word| word.to_string_lossy()).collect();
        let folder = self.folder.to_string_lossy();
        self.commands.push(words.join(" ").replace(&*folder, "ПАПКА").replace('\\', "/"));
        if words[0] == "new" && !words.contains(&"--root".into()) {
            fs::create_dir_all(Path::new(&*words[1]).join("content")).expect("a folder");
        }
        Outcome::Done
    }

    fn start(&mut self, arguments: Vec<OsString>) -> Option<Box<dyn FnOnce()>> {
        self.carry_out(arguments);
        Some(Box::new(|| {}))
    }
}

/// What is said to somebody who gives `answers` in `folder`, and the commands that are carried out.
fn talk(folder: &Path, answers: &[&'static str]) -> (String, Vec<String>) {
    let mut script = Script::new(answers);
    let mut commands = Noted { folder, commands: Vec::new() };
    let outcome = run(folder, &mut script, &mut commands);
    let commands = commands.commands;
    assert_eq!(outcome, Outcome::Done);
    (script.said.replace(&*folder.to_string_lossy(), "ПАПКА"), commands)
}

fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn an_empty_folder_is_offered_a_site_and_then_its_commands() {
    let home = home();
    let (said, commands) = talk(
        home.path(),
        &["1", "1", "", "2.", "3)", "4", "5", "6", "\"план.docx\"", "1", "7", "8", "9", "10", "13"],
    );
    assert_eq!(
        commands,
        [
            "new ПАПКА",
            "serve --open --root ПАПКА",
            "check --root ПАПКА",
            "build --root ПАПКА",
            "build --zip --root ПАПКА",
            "plan status --root ПАПКА",
            "import ПАПКА/план.docx --as plan --root ПАПКА",
            "new plan --root ПАПКА",
            "new meeting --root ПАПКА",
            "new material --root ПАПКА",
            "new news --root ПАПКА",
        ]
    );
    let (before, after) = said.split_once("\n> 1\n").expect("a choice");
    assert!(before.contains("  1. Создать сайт в этой папке\n  2. Создать сайт в новой папке"), "{said}");
    assert!(after.contains("\nЧтобы вернуться к списку, нажмите Enter.\n> \n\nПапка: "), "{said}");
    assert!(after.contains("  1. Показать сайт") && !after.contains("в этой папке"), "{said}");
}

#[test]
fn a_folder_of_other_things_gets_a_site_beside_them() {
    let home = home();
    fs::write(home.path().join("package.json"), "").expect("a file");
    let (said, commands) = talk(home.path(), &["1", "\"Наш сайт\"", "11", "", "3"]);
    assert_eq!(commands[..2], ["new ПАПКА/Наш сайт", "new ПАПКА/Сайт объединения"]);
    assert_eq!(commands[2..], ["build --root ПАПКА/Сайт объединения"]);
    assert!(!said.contains("Создать сайт в этой папке"), "{said}");
    assert!(said.contains("Папка: ПАПКА\nСайт прямо в ней не создать, мешает: package.json\n"), "{said}");
    let (said, commands) = talk(home.path(), &["2", "2", "12", "content", "12", "..", "12", "нигде"]);
    assert!(said.contains("  1. Открыть сайт «Наш сайт»\n  2. Открыть сайт «Сайт объединения»"), "{said}");
    assert_eq!(commands, ["check --root ПАПКА/Сайт объединения"]);
    assert_eq!(said.matches("Сайта там нет").count(), 2, "{said}");
}

#[test]
fn documents_do_not_stand_in_the_way() {
    let home = home();
    fs::write(home.path().join("План 1.docx"), "").expect("a file");
    let (said, commands) = talk(home.path(), &["1", "13"]);
    assert_eq!(commands, ["new ПАПКА"]);
    assert!(said.contains("1. Создать сайт в этой папке") && !said.contains("мешает"), "{said}");
}

#[test]
fn what_is_no_number_of_the_list_is_asked_again() {
    let home = home();
    let (said, commands) = talk(home.path(), &["", "0", "9", "выйти", "-1", "4"]);
    assert_eq!(said.matches("Такого номера нет. Напишите число от 1 до 4.").count(), 4, "{said}");
    assert_eq!(said.matches("Папка: ПАПКА").count(), 1, "{said}");
    assert!(commands.is_empty());
}

#[test]
fn every_entry_is_a_command() {
    for entry in FOR_SITE.iter().chain(&NEW_IN_SITE) {
        let words = ["kartoteka"].iter().chain(entry.command).chain(&["--root", "."]);
        assert!(arguments::parse(words.map(OsString::from)).is_ok(), "{}", entry.words);
    }
    for (_, kind) in KINDS {
        let words = ["kartoteka", "import", "план.docx", "--as", kind, "--root", "."];
        assert!(arguments::parse(words.map(OsString::from)).is_ok(), "{kind}");
    }
}

#[test]
fn a_document_is_taken_over_as_what_it_is() {
    let home = home();
    fs::create_dir(home.path().join("content")).expect("a folder");
    let answers = ["6", "\"П 1.docx\"", "2", "6", "у.docx", "4", "3", "6", "", "6", "п.docx", "", "13"];
    let (said, commands) = talk(home.path(), &answers);
    assert_eq!(
        commands,
        ["import ПАПКА/П 1.docx --as meeting --root ПАПКА", "import ПАПКА/у.docx --as material --root ПАПКА",]
    );
    assert!(said.contains("  2. протокол или отчёт о заседании\n"), "{said}");
    assert_eq!(said.matches("Просто Enter вернёт к списку").count(), 7, "{said}");
    assert_eq!(said.matches("Папка: ПАПКА").count(), 5, "{said}");
}
