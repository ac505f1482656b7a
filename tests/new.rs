//! A new site is sound from its first minute, whatever its association is called.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Names that YAML, Windows or a terminal could take for something else.
const NAMES: [&str; 13] = [
    "РМО школьных библиотекарей Примерного района",
    "«Книга» и мы",
    "МО \"Книга\"",
    "МО 'Книга' и \"Журнал\"",
    "Методическое объединение: библиотекари",
    "#ЧитаемВместе",
    "Библиотекари #1 # и другие",
    "- МО",
    "[МО] {школ} & *всех* | > % @ `",
    "📚 МО 👩‍🏫",
    "School librarians' association \\ of N",
    "нет",
    "2026",
];

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_kartoteka");
    Command::new(program).args(arguments).current_dir(folder).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// A new site called `name`, in a folder of its own.
fn new(home: &Path, folder: &str, name: &str) -> String {
    let name_given = format!("--name={name}");
    let arguments =
        ["new", folder, &name_given, "--district", "Примерный район", "--school-year", "2026-2027"];
    let output = run(home, &arguments);
    assert_eq!(output.status.code(), Some(0), "{name}: {}", said(&output));
    said(&output)
}

/// What is said to `arguments` in the site, which must be nothing wrong.
fn sound(site: &Path, arguments: &[&str]) -> String {
    let output = run(site, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?} {}", said(&output));
    said(&output)
}

fn page(site: &Path, path: &str) -> String {
    fs::read_to_string(site.join("public").join(path)).expect("a page")
}

#[test]
fn a_new_site_has_neither_mistakes_nor_doubts() {
    let long = "Объединение ".repeat(17);
    for (number, name) in NAMES.into_iter().chain([long.trim()]).enumerate() {
        let home = home();
        let folder = format!("Мои сайты/сайт {number}");
        new(home.path(), &folder, name);
        let site = home.path().join(folder);
        for arguments in [&["check", "--strict"][..], &["check", "--strict", "--drafts"]] {
            assert_eq!(sound(&site, arguments).trim(), "Ошибок нет, сомнений тоже.", "{name}");
        }
    }
}

#[test]
fn the_association_is_called_as_it_was_told() {
    for (name, heading) in [
        ("#ЧитаемВместе", "#ЧитаемВместе"),
        ("МО 'Книга' и \"Журнал\": 1", "МО &#39;Книга&#39; и&nbsp;«Журнал»: 1"),
        ("нет", "нет"),
    ] {
        let home = home();
        new(home.path(), "сайт", name);
        let site = home.path().join("сайт");
        sound(&site, &["build", "--strict"]);
        let page = page(&site, "index.html").replace('\u{a0}', "&nbsp;");
        assert!(page.contains(&format!("<h1>{heading}</h1>")), "{name}: {page}");
    }
}

#[test]
fn examples_are_seen_by_their_author_only() {
    let home = home();
    new(home.path(), "сайт", "РМО");
    let site = home.path().join("сайт");
    sound(&site, &["build", "--strict"]);
    for draft in ["meetings", "materials", "case", "news", "ob-obedinenii"] {
        assert!(!site.join("public").join(draft).exists(), "{draft} is published");
    }
    let plan = page(&site, "plans/2026-2027/index.html");
    assert_eq!(plan.matches("Пример: замените. ").count(), 5, "{plan}");
    sound(&site, &["build", "--strict", "--drafts"]);
    for draft in
        ["meetings/primer-zasedaniya", "case/primer-materiala", "news/primer-novosti", "ob-obedinenii"]
    {
        assert!(page(&site, &format!("{draft}/index.html")).contains("Пример: замените"), "{draft}");
    }
}

/// What stands in comments is to be taken out of them one day, and must be right then.
#[test]
fn every_prepared_line_is_right() {
    let home = home();
    new(home.path(), "сайт", "РМО");
    let site = home.path().join("сайт");
    for (name, text) in [
        ("meetings/Протокол № 1.docx", "1"),
        ("meetings/foto.jpg", "2"),
        ("meetings/gruppa.jpg", "4"),
        ("materials/Карточки.docx", "3"),
    ] {
        fs::write(site.join("content").join(name), text).expect("a file");
    }
    let calendar = "content/calendar.yaml";
    let plan = "content/plans/2026-2027.yaml";
    let files = ["content/site.yaml", "content/association.yaml", "content/people.yaml", calendar, plan];
    let files = files
        .iter()
        .chain(&["content/meetings/primer-zasedaniya.md", "content/materials/primer-materiala.md"]);
    for file in files {
        let path = site.join(file);
        let text = fs::read_to_string(&path).expect("a file");
        fs::write(&path, without_comment_signs(&text)).expect("a file");
    }
    // Before anything of the plan is late: some of its prepared lines say what came of an activity.
    let said = sound(&site, &["check", "--drafts", "--today", "2026-09-01"]);
    assert_eq!(said.trim(), "Ошибок нет, сомнений тоже.");
}

fn without_comment_signs(text: &str) -> String {
    let line = |line: &str| {
        let (margin, content) = line.split_at(line.len() - line.trim_start().len());
        match content.strip_prefix("# ") {
            Some(field) if !field.starts_with(char::is_uppercase) && !field.starts_with("yaml-") => {
                format!("{margin}{field}\n")
            }
            _ => format!("{line}\n"),
        }
    };
    text.lines().map(line).collect()
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let home = home();
    fs::write(home.path().join("диплом.docx"), "чужое").expect("a file");
    let output = run(home.path(), &["new", ".", "--name", "РМО"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("не пустая, в ней есть: диплом.docx"), "{}", said(&output));
    let output = run(home.path(), &["new", "диплом.docx", "--name", "РМО"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("там уже лежит файл с таким именем"), "{}", said(&output));
    assert_eq!(fs::read_dir(home.path()).expect("a folder").count(), 1);
    new(home.path(), "сайт", "РМО");
    let again = run(home.path(), &["new", "сайт", "--name", "РМО"]);
    assert_eq!(again.status.code(), Some(2), "{}", said(&again));
}

#[test]
fn an_empty_folder_is_taken() {
    let home = home();
    fs::write(home.path().join(".hidden"), "").expect("a file");
    let said = new(home.path(), ".", "РМО");
    assert!(said.contains("сайт создан в этой папке") && said.contains("   kartoteka build\n"), "{said}");
    sound(home.path(), &["build", "--strict"]);
}

#[test]
fn the_commands_that_come_next_name_the_folder() {
    let home = home();
    let said = new(home.path(), "Мои сайты/Наш сайт/", "РМО");
    let root = if cfg!(windows) {
        "Мои сайты\\Наш сайт"
    } else {
        "Мои сайты/Наш сайт"
    };
    assert!(said.contains(&format!("kartoteka build --root \"{root}\"")), "{said}");
}

#[test]
fn where_nobody_can_be_asked_the_name_must_be_given() {
    let home = home();
    let output = run(home.path(), &["new", "сайт", "--district", "Район"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("kartoteka new \"сайт\" --name"), "{}", said(&output));
    let empty = run(home.path(), &["new", "сайт", "--name", " \u{200b}"]);
    assert!(said(&empty).contains("Название не может быть пустым."), "{}", said(&empty));
    assert!(!home.path().join("сайт").exists());
    let output = run(home.path(), &["new", "сайт", "--name", "РМО", "--today", "2026-06-01"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("Учебный год: 2026/2027. Другой"), "{}", said(&output));
    assert!(home.path().join("сайт/content/plans/2026-2027.yaml").is_file());
}

#[test]
fn every_file_names_its_schema() {
    let home = home();
    new(home.path(), "сайт", "РМО");
    let content = home.path().join("сайт/content");
    for name in ["site.yaml", "association.yaml", "calendar.yaml", "people.yaml", "plans/2026-2027.yaml"] {
        let file = content.join(name);
        let text = fs::read_to_string(&file).expect("a file");
        let line = text.lines().next().expect("a line");
        let schema = line.strip_prefix("# yaml-language-server: $schema=").expect("the line for editors");
        let path = file.parent().expect("a folder").join(schema);
        assert!(fs::read_to_string(&path).is_ok_and(|text| text.contains("\"$schema\"")), "{schema}");
    }
}
