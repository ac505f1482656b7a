//! The program as its user meets it: in Russian, careful with other people's files, honest in its exit codes.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        site.write("content/association.yaml", "название: Школьные библиотекари\n");
        site.write("content/news/a.md", "---\nназвание: Новость\n---\nТекст.\n");
        site
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn build(&self, more: &[&str]) -> Output {
        run(self.folder.path(), &[&["build", "--today", "2025-01-15"], more].concat())
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_kartoteka");
    Command::new(program).args(arguments).current_dir(folder).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_build_says_what_it_did_and_where_to_look() {
    let site = Site::new();
    let output = site.build(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = said(&output);
    assert!(text.contains("Готово: 5 страниц.") && text.contains("index.html"), "{text}");
    assert!(text.contains("Адрес сайта не указан"), "{text}");
    assert!(site.path("public/news/a/index.html").is_file());
    assert!(!site.path("public/sitemap.xml").exists());
}

#[test]
fn the_address_given_on_the_command_line_is_used() {
    let site = Site::new();
    site.write("content/site.yaml", "адрес: https://old.example/\n");
    let output = site.build(&["--base-url", "https://new.example/lib"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let map = fs::read_to_string(site.path("public/sitemap.xml")).expect("a site map");
    assert!(map.contains("https://new.example/lib/news/a/") && !map.contains("old.example"), "{map}");
}

#[test]
fn a_mistake_leaves_the_published_site_as_it_was() {
    let site = Site::new();
    site.build(&[]);
    let before = fs::read(site.path("public/news/a/index.html")).expect("a page");
    site.write("content/news/a.md", "---\nназвание: Новое\nдатта: вчера\n---\n");
    site.write("content/news/b.md", "---\nназвание: Ещё одна\n---\n");
    let output = site.build(&[]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("Возможно, вы имели в виду «дата»"), "{}", said(&output));
    assert_eq!(fs::read(site.path("public/news/a/index.html")).expect("a page"), before);
    assert!(!site.path("public/news/b").exists());
}

#[test]
fn a_warning_is_refused_only_where_strictness_is_asked_for() {
    let site = Site::new();
    site.write("content/лишний.md", "Текст.\n");
    assert_eq!(site.build(&[]).status.code(), Some(0));
    let strict = site.build(&["--strict"]);
    assert_eq!(strict.status.code(), Some(1), "{}", said(&strict));
}

#[test]
fn a_folder_of_others_is_refused_with_an_explanation() {
    let site = Site::new();
    site.write("public/диплом.docx", "чужое");
    let output = site.build(&[]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("диплом.docx"), "{}", said(&output));
    assert_eq!(fs::read_dir(site.path("public")).expect("a folder").count(), 1, "something was written");
}

#[test]
fn only_what_is_ours_is_removed() {
    let site = Site::new();
    site.build(&[]);
    site.write("public/чужой.txt", "чужое");
    fs::remove_file(site.path("content/news/a.md")).expect("removed");
    let output = site.build(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(!site.path("public/news").exists());
    assert!(site.path("public/чужой.txt").is_file());
}

#[test]
fn drafts_are_built_only_where_they_are_asked_for() {
    let site = Site::new();
    site.write("content/news/b.md", "---\nназвание: Черновик\nчерновик: да\n---\n");
    site.build(&[]);
    assert!(!site.path("public/news/b").exists());
    site.build(&["--drafts"]);
    assert!(site.path("public/news/b/index.html").is_file());
}

#[test]
fn the_output_must_not_lie_in_the_content() {
    let site = Site::new();
    for out in ["content", "content/site", "."] {
        let output = site.build(&["--out", out]);
        assert_eq!(output.status.code(), Some(2), "{out}: {}", said(&output));
    }
    assert!(!site.path("content/site").exists());
}

#[test]
fn everything_is_said_in_russian() {
    let site = Site::new();
    let nowhere = site.path("nowhere");
    let nowhere = nowhere.to_string_lossy();
    for arguments in [
        &["--help"][..],
        &["build", "--help"],
        &["new"],
        &["new", "--help"],
        &["new", "site"],
        &["new", "site", "--name", " "],
        &["new", ".", "--name", "РМО"],
        &["--version"],
        &[],
        &["biuld"],
        &["build", "--jbos", "2"],
        &["build", "--jobs", "0"],
        &["build", "--jobs", "много"],
        &["build", "--jobs"],
        &["build", "--today", "вчера"],
        &["build", "--today", "2024-10-08", "--today", "2024-10-09"],
        &["build", "--base-url", "школа"],
        &["build", "лишнее"],
        &["build", "--strict=да"],
        &["build", "--root", &nowhere],
        &["check", "--help"],
        &["check", "--external=да"],
        &["period"],
        &["period", "--help"],
        &["period", "--school-year", "2024", "май"],
        &["period", "--school-year", "2024-2025", "--format", "xml", "май"],
        &["period", "--school-year", "2024-2025", "--calendar", &nowhere, "май"],
        &["people", "--help"],
        &["schema", "--help"],
        &["schema", "--root", &nowhere],
        &["schema", "--out", "content/association.yaml"],
    ] {
        let text = said(&run(site.folder.path(), arguments));
        assert!(!text.trim().is_empty(), "{arguments:?} is answered with silence");
        for english in
            ["error", "Usage", "Options", "Commands", "unexpected", "invalid", "found", "For more", "Print"]
        {
            assert!(!text.contains(english), "{arguments:?} is answered with «{english}»:\n{text}");
        }
    }
}

#[test]
fn schemas_are_written_where_they_differ() {
    let site = Site::new();
    site.write(".kartoteka/schemas/plan.json", "{}");
    site.write(".kartoteka/schemas/своё.json", "{}");
    let output = run(site.folder.path(), &["schema"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("11 файлов (site.json, association.json, plan.json"), "{}", said(&output));
    let plan = site.path(".kartoteka/schemas/plan.json");
    let text = fs::read_to_string(&plan).expect("a schema");
    assert!(text.contains("\"проблемное поле\"") && text.contains("http://json-schema.org/draft-07/schema#"));
    assert_eq!(fs::read(site.path(".kartoteka/schemas/своё.json")).expect("a file of others"), b"{}");

    let before = fs::metadata(&plan).and_then(|file| file.modified()).expect("a time");
    let output = run(site.folder.path(), &["schema"]);
    assert!(said(&output).contains("не изменились"), "{}", said(&output));
    assert_eq!(fs::metadata(&plan).and_then(|file| file.modified()).expect("a time"), before);

    let output = run(site.folder.path(), &["schema", "--out", "hints"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(fs::read_to_string(site.path("hints/plan.json")).expect("a schema"), text);
}

/// What the program answers to `input` on its standard input.
fn answer(arguments: &[&str], time_zone: &str, input: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_kartoteka"))
        .args(arguments)
        .env("TZ", time_zone)
        .env("LC_ALL", "tr_TR.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    program.stdin.take().expect("an input").write_all(input.as_bytes()).expect("the input is read");
    String::from_utf8(program.wait_with_output().expect("an answer").stdout).expect("text")
}

#[test]
fn periods_are_answered_line_by_line_whatever_the_time_zone() {
    let arguments = ["period", "--school-year", "2024-2025", "--format", "json"];
    let input =
        "октябрь–ноябрь\nфевраль-март\\n\\nмарт\r\nуточняется\nежеквартально\nпо заявкам\nдо 15 мая\n";
    let said = answer(&arguments, "Asia/Kamchatka", input);
    assert_eq!(said, answer(&arguments, "America/Anchorage", input));
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines[0],
        r#"{"text":"октябрь–ноябрь","kind":"span","start":"2024-10-01","end":"2024-11-30","rest":"","warnings":[]}"#
    );
    assert!(
        lines[1]
            .contains(r#""kind":"several","start":"2025-02-01","end":"2025-03-31","parts":[{"kind":"span""#)
    );
    assert!(
        lines[2].contains(r#""kind":"unread","start":null,"end":null"#)
            && !lines[2].ends_with(r#""warnings":[]}"#)
    );
    assert!(lines[3].contains(r#""kind":"recurring","start":null,"end":null,"rule":"ежеквартально""#));
    assert!(lines[4].contains(r#""kind":"open","start":null,"end":null,"condition":"по заявкам""#));
    assert!(lines[5].contains(r#""kind":"deadline","start":null,"end":"2025-05-15""#));
    assert_eq!(lines.len(), 6);
}

#[test]
fn people_are_answered_line_by_line() {
    let input = "Пайвина Н.Б. — зав. библиотекой МБОУ СОШ №5, Русакова Л.А.\nбиблиотекари\n";
    let said = answer(&["people", "--format", "json"], "UTC", input);
    assert_eq!(
        said.lines().next(),
        Some(
            r#"{"text":"Пайвина Н.Б. — зав. библиотекой МБОУ СОШ №5, Русакова Л.А.","persons":[{"name":"Пайвина Н.Б.","role":"зав. библиотекой","school":"МБОУ СОШ №5"},{"name":"Русакова Л.А.","role":null,"school":null}],"roles":[],"organisations":[],"groups":[],"rest":""}"#
        )
    );
    assert!(said.lines().nth(1).is_some_and(|line| line.contains(r#""groups":["библиотекари"]"#)));
}

#[test]
fn what_is_not_understood_is_a_failure() {
    let site = Site::new();
    for arguments in [&["biuld"][..], &["build", "--jobs", "0"], &["build", "--root", "нигде"], &[]] {
        assert_eq!(run(site.folder.path(), arguments).status.code(), Some(2), "{arguments:?}");
    }
}

/// A site with one mistake and one doubt, and what `check` says of it.
fn check(more: &[&str]) -> (Site, Output) {
    let site = Site::new();
    site.write("content/news/a.md", "---\nназвание: Новость\nдата: 31.02.2025\n---\n[план](нет.md)\n");
    site.write("content/news/забытое.txt", "");
    let output = run(site.folder.path(), &[&["check"], more].concat());
    (site, output)
}

#[test]
fn a_check_says_everything_and_writes_nothing() {
    let (site, output) = check(&[]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stdout);
    for part in
        ["content/news/a.md:3:7", "content/news/a.md:5:1", "[лишний файл]", "2 ошибки, 1 предупреждение."]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains('\u{1b}') && output.stderr.is_empty());
    assert!(!site.path("public").exists());
}

#[test]
fn a_check_ends_with_one_only_for_mistakes() {
    let site = Site::new();
    let check = |more: &[&str]| run(site.folder.path(), &[&["check"], more].concat());
    assert_eq!(check(&[]).status.code(), Some(0));
    site.write("content/news/забытое.txt", "");
    assert_eq!(check(&[]).status.code(), Some(0));
    assert_eq!(check(&["--strict"]).status.code(), Some(1));
    site.write("content/site.yaml", "не предупреждать: лишний файл\n");
    let silenced = check(&["--strict"]);
    assert_eq!(silenced.status.code(), Some(0), "{}", said(&silenced));
    assert_eq!(check(&["--root", "нет"]).status.code(), Some(2));
}

#[test]
fn a_check_answers_programs_in_json() {
    let (_, output) = check(&["--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (&report["version"], &report["errors"], &report["warnings"]),
        (&1.into(), &2.into(), &1.into())
    );
    let mistake = &report["diagnostics"][0];
    assert_eq!(mistake["severity"], "error");
    assert_eq!(mistake["file"], "content/news/a.md");
    assert_eq!(
        (&mistake["line"], &mistake["column"], &mistake["end_column"]),
        (&3.into(), &7.into(), &17.into())
    );
    assert_eq!(mistake["text"], "дата: 31.02.2025");
    assert_eq!(report["diagnostics"][2]["lint"], "unused file");
}

#[test]
fn a_check_answers_github_with_commands() {
    let (_, output) = check(&["--format", "github"]);
    let text = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(
        lines[0].starts_with("::error file=content/news/a.md,line=3,col=7,endColumn=17,title="),
        "{text}"
    );
    assert!(lines[2].starts_with("::warning file=content/news/забытое.txt,title="), "{text}");
}

#[test]
fn a_name_torn_by_its_spaces_is_asked_for_in_quotes() {
    let site = Site::new();
    site.write("Мой План 1.docx", "");
    let text = said(&run(site.folder.path(), &["import", "Мой", "План", "1.docx", "--replace"]));
    assert!(text.contains("возьмите его в кавычки, \"Мой План 1.docx\"."), "{text}");
    let text = said(&run(site.folder.path(), &["import", "Мой", "План", "2.docx"]));
    assert!(text.contains("Параметра «План» нет."), "{text}");
}

#[test]
fn build_and_check_find_the_same() {
    let (site, checked) = check(&[]);
    let built = site.build(&[]);
    let built = String::from_utf8_lossy(&built.stderr).into_owned();
    let checked = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(built.starts_with(checked.trim_end()), "{built}\n---\n{checked}");
}

/// Names that Windows does not take, and that would give orders to a terminal, stand in no case's folder.
#[cfg(unix)]
#[test]
fn hostile_file_names_give_no_orders_to_the_terminal() {
    let site = Site::new();
    for name in ["а\u{1b}[31mб.md", "новость\nстрокой.md", "\u{202e}dm.txt", "con.md"] {
        site.write(&format!("content/news/{name}"), "---\nназвание: Новость\nдaта: 1.2.3\n---\n");
    }
    let output = run(site.folder.path(), &["check"]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("Имя «con» занято системой Windows"), "{text}");
    let hostile = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
    assert!(!text.contains(hostile), "{text:?}");
}

/// The files of an archive by their path.
fn unpacked(archive: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(fs::File::open(archive).expect("a file")).expect("an archive");
    let mut files = std::collections::BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).expect("its bytes");
        files.insert(file.name().expect("a name").into_owned(), bytes);
    }
    files
}

#[test]
fn an_archive_holds_what_the_folder_would() {
    let site = Site::new();
    site.write("content/materials/urok/index.md", "---\nназвание: Урок\nфайлы:\n  - a.txt\n---\nТекст.\n");
    site.write("content/materials/urok/a.txt", "Приложение.\n");
    assert_eq!(site.build(&["--base-url", "https://school.example/"]).status.code(), Some(0));
    let output = site.build(&[
        "--base-url",
        "https://school.example/",
        "--zip",
        &site.path("s.zip").to_string_lossy(),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains(" в архиве, 0,"), "{}", said(&output));
    let files = unpacked(&site.path("s.zip"));
    assert!(files.contains_key("case/case.zip") && files.contains_key("sitemap.xml"), "{:?}", files.keys());
    let mut folders = vec![site.path("public")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            let name =
                entry.strip_prefix(site.path("public")).expect("below").to_string_lossy().replace('\\', "/");
            if entry.is_dir() {
                folders.push(entry);
            } else if !name.starts_with('.') {
                assert!(files[&name] == fs::read(&entry).expect("a file"), "{name} differs");
                count += 1;
            }
        }
    }
    assert_eq!(files.len(), count);

    let once = fs::read(site.path("s.zip")).expect("an archive");
    let again = site.build(&["--base-url", "https://school.example/", "--jobs", "1", "--zip"]);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    assert!(once == fs::read(site.path("site.zip")).expect("an archive"), "not the same bytes");
}

#[test]
fn an_archive_is_made_as_a_whole_or_not_at_all() {
    let site = Site::new();
    site.write("site.zip", "прежний");
    site.write("content/news/b.md", "---\nназвание: [\n---\n");
    let output = site.build(&["--zip"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("эта сборка не касалась"), "{}", said(&output));
    assert_eq!(fs::read(site.path("site.zip")).expect("a file"), "прежний".as_bytes());

    site.write("content/news/b.md", "---\nназвание: Новость\n---\nТекст.\n");
    site.write("план.docx", "документ");
    let output = site.build(&["--zip", &site.path("план.docx").to_string_lossy()]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        said(&output).contains("не может называться") && said(&output).contains(".zip"),
        "{}",
        said(&output)
    );
    assert_eq!(fs::read(site.path("план.docx")).expect("a file"), "документ".as_bytes());
    let missing = site.path("нет такой папки/site.zip");
    let output = site.build(&["--zip", &missing.to_string_lossy()]);
    assert!(
        output.status.code() == Some(2) && said(&output).contains("не удалось записать"),
        "{}",
        said(&output)
    );
    let output = site.build(&["--zip", "--out", "x"]);
    assert!(
        output.status.code() == Some(2) && said(&output).contains("не подходят друг к другу"),
        "{}",
        said(&output)
    );
    let names =
        fs::read_dir(site.path(".")).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    assert!(!names.map(|name| name.to_string_lossy().into_owned()).any(|name| name.contains(".new")));
}
