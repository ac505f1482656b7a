//! The guide for librarians does what it says: its files, taken word for word, make a site without a warning.

use std::fs;
use std::path::Path;
use std::process::Command;

use kartoteka::diagnostic::Lint;

const GUIDE: &str = include_str!("../docs/rukovodstvo.md");

/// The files that the guide shows: «Файл `content/…`:» and the block below it.
fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for part in GUIDE.split("\nФайл `").skip(1) {
        let (name, rest) = part.split_once("`:\n").expect("a file's name is followed by its text");
        let block = rest.split("```").nth(1).expect("a block");
        let (_, text) = block.split_once('\n').expect("a first line");
        files.push((name.to_owned(), text.to_owned()));
    }
    files
}

#[test]
fn the_files_of_the_guide_make_a_site() {
    let site = tempfile::tempdir().expect("a temporary folder");
    let files = files();
    assert!(files.len() >= 6, "the guide's files were not found");
    for (name, text) in files {
        let path = site.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_kartoteka"))
        .args(["build", "--strict"])
        .current_dir(site.path())
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(!said.contains("Адрес сайта не указан"), "{said}");
    assert!(site.path().join("public/plans/2026-2027/index.html").is_file());
}

#[test]
fn the_hints_that_the_guide_names_are_written() {
    let site = tempfile::tempdir().expect("a temporary folder");
    let output =
        Command::new(env!("CARGO_BIN_EXE_kartoteka")).arg("schema").current_dir(site.path()).output();
    assert!(output.expect("the program runs").status.success());
    let section = GUIDE.split("\n## Подсказки в редакторе\n").nth(1).expect("the section of hints");
    let section = section.split("\n## ").next().unwrap_or_default();
    let lines = section.lines().filter_map(|line| line.strip_prefix("# yaml-language-server: $schema="));
    let folders = ["content", "content/plans"];
    assert_eq!(lines.clone().count(), folders.len());
    for (folder, path) in folders.iter().zip(lines) {
        fs::create_dir_all(site.path().join(folder)).expect("a folder");
        assert!(site.path().join(folder).join(path).is_file(), "{path}");
    }
    let written = fs::read_dir(site.path().join(".kartoteka/schemas")).expect("a folder");
    for file in written.map(|entry| entry.expect("an entry").file_name()) {
        let name = file.to_string_lossy();
        assert!(section.contains(&*name), "the guide does not name {name}");
    }
}

/// «В файле `content/…`:», the block below it, and the message in the next block.
fn mistakes() -> Vec<(&'static str, &'static str, &'static str)> {
    let parts = GUIDE.split("\nВ файле `").skip(1);
    parts
        .map(|part| {
            let (name, rest) = part.split_once("`:\n").expect("a file's name is followed by its text");
            let mut blocks = rest.split("```").skip(1).step_by(2);
            let mut block = || blocks.next().and_then(|block| block.split_once('\n')).expect("a block").1;
            (name, block(), block())
        })
        .collect()
}

#[test]
fn the_mistakes_of_the_guide_are_answered_as_it_says() {
    let mistakes = mistakes();
    assert_eq!(mistakes.len(), 10);
    for (name, text, message) in mistakes {
        let site = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in [("content/association.yaml", "название: РМО\n"), (name, text)] {
            let path = site.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let output = Command::new(env!("CARGO_BIN_EXE_kartoteka"))
            .arg("check")
            .current_dir(site.path())
            .output()
            .expect("the program runs");
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(said.trim(), format!("{}\n\n1 ошибка.", message.trim()), "{name}");
    }
}

#[test]
fn the_messages_of_the_guide_are_those_of_the_program() {
    let sources = sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    let table = GUIDE.split("| что сказано |").nth(1).expect("the table of messages");
    let messages = table.lines().skip(2).filter_map(|row| row.strip_prefix("| ")?.split(" | ").next());
    let mut count = 0;
    for message in messages {
        let told = spoken(message).all(|words| sources.to_lowercase().contains(&words.to_lowercase()));
        assert!(told, "no message says «{message}»");
        count += 1;
    }
    assert_eq!(count, 10);
}

#[test]
fn the_guide_names_every_doubt_that_can_be_switched_off() {
    let table = GUIDE.split("| предупреждение |").nth(1).expect("the table of doubts");
    let rows = table.lines().skip(2).take_while(|row| row.starts_with('|'));
    let named: Vec<&str> = rows.filter_map(|row| row.strip_prefix("| ")?.split(" | ").next()).collect();
    let known: Vec<&str> = Lint::all().map(Lint::name).collect();
    assert_eq!(named, known);
}

/// The words of a message without the names that it fills in.
fn spoken(message: &str) -> impl Iterator<Item = &str> {
    let parts = message.split(['«', '»']).step_by(2).flat_map(|part| part.split(" public "));
    parts.map(str::trim).filter(|part| !part.is_empty())
}

fn sources(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let texts = entries.map(|path| {
        if path.is_dir() { sources(&path) } else { fs::read_to_string(path).expect("a source file") }
    });
    texts.collect()
}
