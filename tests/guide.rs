//! The guide for librarians does what it says: its files, taken word for word, make a site without a warning; its commands
//! work; its mistakes are answered in the words that it shows; its links and pictures are there.
//!
//! What is looked at is found by marks («Файл `content/…`:», «В файле `content/…`:», commands in code), and the marks are
//! counted, so that nothing escapes because it was written a little otherwise.

#[path = "import/docx.rs"]
mod docx;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use kartoteka::diagnostic::Lint;

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs");
const INDEX: &str = "rukovodstvo.md";
const PROGRAM: &str = env!("CARGO_BIN_EXE_kartoteka");

/// How much of each kind the guide has. Who adds something changes the number, and knows that it was seen.
const FILES: usize = 11;
const MISTAKES: usize = 10;
const FRAGMENTS: usize = 20;
const COMMANDS: usize = 37;
const MESSAGES: usize = 10;
/// What is written into the settings of a server, each with the language of its block. `tests/policy.rs` reads them.
const SERVERS: [&str; 2] = ["nginx", "apache"];

/// Commands that are not run here: they need the network, and have tests of their own in `tests/external.rs`.
const NOT_RUN: [&str; 1] = ["kartoteka check --external"];

/// What a block that is only part of a file is put into: its first line, the file, and what stands before and behind it.
const PLACES: [(&str, &str, &str, &str); FRAGMENTS] = [
    ("- номер: 3.", "plans/2027-2028.yaml", "мероприятия:\n", ""),
    ("- номер: 4.", "plans/2027-2028.yaml", "мероприятия:\n", ""),
    (
        "# в документе: таблица 1, строка 9. Строка, разорванная концом страницы, соединена с верхней; похоже,",
        "plans/2027-2028.yaml",
        "мероприятия:\n",
        "",
    ),
    ("- номер: 2", "plans/2027-2028.yaml", "мероприятия:\n", ""),
    ("- что: Заказ учебников", "plans/2026-2027.yaml", "мероприятия:\n", ""),
    ("праздники:", "calendar.yaml", "учебный год: 2026/2027\n", ""),
    ("председатель: Перелескина Т.А.", "meetings/a.md", HEAD, "---\nТекст.\n"),
    ("повестка:", "meetings/a.md", HEAD, "---\nТекст.\n"),
    ("## Что решили", "meetings/a.md", "---\nназвание: Книга\nдата: 10.12.2026\n---\nТекст.\n\n", ""),
    ("файлы:", "meetings/a/index.md", HEAD, "---\nТекст.\n"),
    ("прежние адреса:", "meetings/a.md", HEAD, "---\nТекст.\n"),
    ("адрес: https://school.example/biblioteka/", "site.yaml", "название: Сайт\n", ""),
    ("не предупреждать:", "site.yaml", "название: Сайт\n", ""),
    ("скачать кейс:", "site.yaml", "название: Сайт\n", ""),
    ("месяцы в календаре: целиком", "site.yaml", "название: Сайт\n", ""),
    ("часовой пояс: Екатеринбург", "site.yaml", "название: Сайт\n", ""),
    ("сокращения:", "site.yaml", "название: Сайт\n", ""),
    ("цвет: синий", "site.yaml", "название: Сайт\n", ""),
    ("# yaml-language-server: $schema=../.kartoteka/schemas/site.json", "site.yaml", "", "название: Сайт\n"),
    (
        "# yaml-language-server: $schema=../../.kartoteka/schemas/plan.json",
        "plans/2026-2027.yaml",
        "",
        "мероприятия:\n  - что: Урок\n    когда: май\n",
    ),
];
const HEAD: &str = "---\nназвание: Книга\nдата: 10.12.2026\n";

/// The chapters by the names of their files.
fn chapters() -> BTreeMap<String, String> {
    let entries = fs::read_dir(DOCS).expect("the guide").map(|entry| entry.expect("an entry").path());
    let texts = entries.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    texts.map(|path| (name_of(&path), fs::read_to_string(path).expect("a chapter"))).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// A block of code between fences.
struct Block {
    /// The line of text above it.
    above: String,
    language: String,
    text: String,
}

/// The blocks of a chapter, and its lines outside them.
fn blocks_and_lines(chapter: &str) -> (Vec<Block>, Vec<&str>) {
    let (mut blocks, mut outside) = (Vec::new(), Vec::new());
    let mut lines = chapter.lines();
    while let Some(line) = lines.next() {
        let Some(language) = line.trim_start().strip_prefix("```") else {
            outside.push(line);
            continue;
        };
        let text: Vec<&str> = lines.by_ref().take_while(|line| line.trim() != "```").collect();
        let above = outside.iter().rev().find(|line| !line.is_empty()).copied().unwrap_or_default();
        blocks.push(Block {
            above: above.to_owned(),
            language: language.to_owned(),
            text: text.join("\n") + "\n",
        });
    }
    (blocks, outside)
}

fn blocks() -> Vec<Block> {
    chapters().values().flat_map(|chapter| blocks_and_lines(chapter).0).collect()
}

/// The file that a line above a block names: «Файл `content/…`:».
fn named<'l>(line: &'l str, words: &str) -> Option<&'l str> {
    line.strip_prefix(words)?
        .strip_prefix(" `")?
        .strip_suffix("`:")
        .filter(|name| name.starts_with("content/"))
}

/// The files that the guide shows: «Файл `content/…`:» and the block below it.
fn files() -> Vec<(String, String)> {
    let blocks = blocks().into_iter();
    blocks.filter_map(|block| Some((named(&block.above, "Файл")?.to_owned(), block.text))).collect()
}

fn put(root: &Path, name: &str, text: impl AsRef<[u8]>) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn put_files(root: &Path) {
    for (name, text) in files() {
        put(root, &name, &text);
    }
}

/// What the program says in `folder`, and whether it succeeded.
fn run<'a>(folder: &Path, arguments: impl IntoIterator<Item = &'a str>) -> (bool, String) {
    let output = Command::new(PROGRAM)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
    (output.status.success(), said.concat())
}

#[test]
fn the_files_of_the_guide_make_a_site() {
    let site = tempfile::tempdir().expect("a temporary folder");
    put_files(site.path());
    let (succeeded, said) = run(site.path(), ["build", "--strict"]);
    assert!(succeeded, "{said}");
    assert!(!said.contains("Адрес сайта не указан"), "{said}");
    assert!(site.path().join("public/plans/2026-2027/index.html").is_file());
}

#[test]
fn no_block_of_the_guide_escapes() {
    let (mut files, mut mistakes, mut messages, mut fragments, mut servers) = (BTreeSet::new(), 0, 0, 0, 0);
    for block in blocks() {
        if let Some(name) = named(&block.above, "Файл") {
            assert!(files.insert(name.to_owned()), "{name} is shown twice");
        } else if named(&block.above, "В файле").is_some() {
            mistakes += 1;
        } else if block.language == "text" {
            assert_eq!(block.above, "Программа скажет:");
            messages += 1;
        } else if SERVERS.contains(&&*block.language) {
            servers += 1;
        } else {
            assert!(["yaml", "markdown"].contains(&&*block.language), "what is this? {}", block.text);
            fragments += 1;
        }
    }
    let text: String = chapters().into_values().collect();
    assert_eq!(text.matches("Файл `content/").count(), FILES);
    assert_eq!((files.len(), mistakes, messages, fragments), (FILES, MISTAKES, MISTAKES, FRAGMENTS));
    assert_eq!(servers, SERVERS.len());
}

#[test]
fn the_parts_of_files_stand_where_the_guide_says() {
    let of_files = |block: &Block| {
        block.language == "text"
            || SERVERS.contains(&&*block.language)
            || ["Файл", "В файле"].iter().any(|words| named(&block.above, words).is_some())
    };
    let mut left: Vec<_> = PLACES.to_vec();
    for block in blocks().iter().filter(|block| !of_files(block)) {
        let first = block.text.lines().next().unwrap_or_default().trim();
        let place = left.iter().position(|place| place.0 == first);
        let place = place.unwrap_or_else(|| panic!("nobody says where this belongs:\n{}", block.text));
        let (_, name, before, behind) = left.remove(place);
        let site = tempfile::tempdir().expect("a temporary folder");
        put(site.path(), "content/association.yaml", "название: РМО\n");
        put(site.path(), &format!("content/{name}"), format!("{before}{}{behind}", block.text));
        let photo = include_bytes!("cases/meetings-in-full/content/meetings/zal.jpg");
        for (attached, bytes) in [("Протокол № 1.docx", &b"1"[..]), ("zal.jpg", photo)] {
            if block.text.contains(attached) {
                put(site.path(), &format!("content/meetings/a/{attached}"), bytes);
            }
        }
        let (succeeded, said) = run(site.path(), ["check", "--strict"]);
        assert!(succeeded, "{}{said}", block.text);
    }
    assert!(left.is_empty(), "not in the guide: {left:?}");
}

/// The words of a command as a terminal gives them to the program, its name left out.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in command.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words.split_off(1)
}

/// Pieces of code inside a line.
fn inline_code(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// The commands of the guide: lines that are code because they are indented, and code inside a line.
fn commands() -> BTreeSet<String> {
    let mut commands = BTreeSet::new();
    for (name, chapter) in chapters() {
        let (blocks, lines) = blocks_and_lines(&chapter);
        assert!(
            !blocks.iter().any(|block| block.text.contains("kartoteka ")),
            "{name}: commands are indented by four spaces, not fenced"
        );
        let mut count = 0;
        for line in lines {
            assert_eq!(line.matches('`').count() % 2, 0, "{name}: code goes on in the next line: {line}");
            let indented = line.starts_with("    ").then(|| line.trim_start());
            for code in indented.into_iter().chain(inline_code(line)) {
                let command = code.trim_start_matches(".\\").trim_start_matches("./");
                if command.starts_with("kartoteka ") {
                    count += 1;
                    commands.insert(command.to_owned());
                }
            }
        }
        assert_eq!(chapter.matches("kartoteka ").count(), count, "{name}: a command is not seen as one");
    }
    commands
}

#[test]
fn the_commands_of_the_guide_work() {
    let commands = commands();
    assert_eq!(commands.len(), COMMANDS, "{commands:#?}");
    for command in NOT_RUN {
        assert!(commands.contains(command), "{command} is not in the guide any more");
    }
    for command in commands.iter().filter(|command| !NOT_RUN.contains(&command.as_str())) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let words = words(command);
        let behind = |option: &str| {
            words.iter().position(|word| word == option).map(|index| words[index + 1].as_str())
        };
        let root = folder.path().join(behind("--root").unwrap_or("."));
        let is_added =
            words[0] == "new" && ["plan", "meeting", "material", "news"].contains(&words[1].as_str());
        if words[0] != "new" || is_added {
            put_files(&root);
        }
        if words[0] == "import" {
            fs::write(folder.path().join(&words[1]), guide_document()).expect("a document");
        }
        match words[0].as_str() {
            "new" if !is_added => can_create(folder.path(), &words, command),
            "serve" => can_serve(folder.path(), &words, command),
            first => {
                let (succeeded, said) = run(folder.path(), words.iter().map(String::as_str));
                assert!(succeeded && !said.trim().is_empty(), "{command}: {said}");
                let half_read = ["не прочитано", "кроме того"].iter().any(|words| said.contains(words));
                assert!(!half_read, "{command}: {said}");
                if first == "build" && !words.contains(&"--help".to_owned()) {
                    let page = root.join(behind("--out").unwrap_or("public")).join("index.html");
                    let into_archive = words.contains(&"--zip".to_owned());
                    let made = if into_archive { root.join("site.zip") } else { page };
                    assert!(made.is_file(), "{command}: {said}");
                }
            }
        }
    }
}

/// A plan in Word, as the reader of the first chapter has one: the plan of the guide.
fn guide_document() -> Vec<u8> {
    let (_, text) =
        files().into_iter().find(|(name, _)| name == "content/plans/2026-2027.yaml").expect("the plan");
    let path = "content/plans/2026-2027.yaml".into();
    let plan = kartoteka::parse::plan::parse(&path, &text, "2026-2027").value.expect("a plan").plan;
    docx::of_plan(&plan)
}

/// The first chapter, as a new user goes through it: a new site, the plan out of Word, the plan's page.
#[test]
fn the_first_chapter_ends_with_the_page_of_the_plan() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let made = run(home.path(), ["new", "Наш сайт", "--name", "РМО", "--school-year", "2026-2027"]);
    assert!(made.0, "{}", made.1);
    let site = home.path().join("Наш сайт");
    fs::write(site.join("План 2026-2027.docx"), guide_document()).expect("a document");
    let (succeeded, said) = run(&site, ["import", "План 2026-2027.docx"]);
    assert!(!succeeded && said.contains("уже есть") && said.contains("--replace"), "{said}");
    let (succeeded, said) = run(&site, ["import", "План 2026-2027.docx", "--replace"]);
    assert!(
        succeeded && said.contains("1 таблица, 3 мероприятия") && said.contains("Сомнений нет"),
        "{said}"
    );
    let (succeeded, said) = run(&site, ["build", "--strict"]);
    assert!(succeeded, "{said}");
    let page = fs::read_to_string(site.join("public/plans/2026-2027/index.html")).expect("the plan's page");
    for words in [
        "Установочное заседание",
        "Методическая помощь",
        "А.Д. Полевников",
        "Круглый стол: книга за пять минут",
    ] {
        assert!(page.replace("&nbsp;", " ").contains(words), "{words}");
    }
    assert!(!page.contains("Пример: замените"));
}

/// A new site is made by questions; here nobody answers, so that what is asked is given in the command.
fn can_create(folder: &Path, words: &[String], command: &str) {
    let (succeeded, said) = run(folder, words.iter().map(String::as_str));
    assert!(!succeeded && said.contains("спросить некого"), "{command}: {said}");
    let (succeeded, said) = run(folder, words.iter().map(String::as_str).chain(["--name", "РМО"]));
    assert!(succeeded, "{command}: {said}");
    let site: PathBuf = folder.join(&words[1]);
    let (succeeded, said) = run(&site, ["build", "--strict"]);
    assert!(succeeded, "{command}, and then a build: {said}");
}

/// A preview opens and goes on. The browser of whoever runs the tests is left alone, and so is the usual port.
fn can_serve(folder: &Path, words: &[String], command: &str) {
    let port = if words.iter().any(|word| word == "--port") { &[][..] } else { &["--port", "0"] };
    let mut program = Command::new(PROGRAM)
        .args(words.iter().filter(|word| *word != "--open"))
        .args(port)
        .current_dir(folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut said = Vec::new();
    for line in BufReader::new(program.stdout.take().expect("its output")).lines().map_while(Result::ok) {
        said.push(line);
        if said.last().is_some_and(|line| line.contains("Сайт открыт")) {
            break;
        }
    }
    let goes_on = program.try_wait().expect("a state").is_none();
    program.kill().expect("it can be ended");
    program.wait().expect("it ends");
    assert!(goes_on && said.last().is_some_and(|line| line.contains("Сайт открыт")), "{command}: {said:?}");
}

#[test]
fn the_options_of_the_guide_stand_in_its_commands() {
    let known: BTreeSet<String> = commands().iter().flat_map(|command| words(command)).collect();
    for (name, chapter) in chapters() {
        for line in blocks_and_lines(&chapter).1 {
            for code in inline_code(line).filter(|code| code.starts_with("--") && !code.starts_with("---")) {
                assert!(known.contains(code), "{name}: `{code}` stands in no command that is tried");
            }
        }
    }
}

#[test]
fn the_hints_that_the_guide_names_are_written() {
    let site = tempfile::tempdir().expect("a temporary folder");
    assert!(run(site.path(), ["schema"]).0);
    let chapters = chapters();
    let chapter = &chapters["redaktor.md"];
    let lines = chapter.lines().filter_map(|line| line.strip_prefix("# yaml-language-server: $schema="));
    let folders = ["content", "content/plans"];
    assert_eq!(lines.clone().count(), folders.len());
    for (folder, path) in folders.iter().zip(lines) {
        fs::create_dir_all(site.path().join(folder)).expect("a folder");
        assert!(site.path().join(folder).join(path).is_file(), "{path}");
    }
    let written = fs::read_dir(site.path().join(".kartoteka/schemas")).expect("a folder");
    for file in written.map(|entry| name_of(&entry.expect("an entry").path())) {
        assert!(chapter.contains(&file), "the guide does not name {file}");
    }
}

#[test]
fn the_mistakes_of_the_guide_are_answered_as_it_says() {
    let blocks = blocks();
    let pairs = blocks.iter().zip(blocks.iter().skip(1));
    let mistakes = pairs.filter_map(|(file, message)| Some((named(&file.above, "В файле")?, file, message)));
    let mut count = 0;
    for (name, file, message) in mistakes {
        assert_eq!(message.language, "text", "no message follows {}", file.text);
        let site = tempfile::tempdir().expect("a temporary folder");
        put(site.path(), "content/association.yaml", "название: РМО\n");
        put(site.path(), name, &file.text);
        let (_, said) = run(site.path(), ["check"]);
        assert_eq!(said.trim(), format!("{}\n\n1 ошибка.", message.text.trim()), "{name}");
        count += 1;
    }
    assert_eq!(count, MISTAKES);
}

/// The first cells of the table whose first heading is `heading`.
fn first_cells<'c>(chapter: &'c str, heading: &str) -> Vec<&'c str> {
    let table = chapter.split(&format!("\n| {heading} |")).nth(1).expect("the table");
    let rows = table.lines().skip(2).take_while(|row| row.starts_with('|'));
    rows.filter_map(|row| row.strip_prefix("| ")?.split(" | ").next()).collect()
}

#[test]
fn the_messages_of_the_guide_are_those_of_the_program() {
    let sources = sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))).to_lowercase();
    let chapters = chapters();
    let messages = first_cells(&chapters["oshibki.md"], "что сказано");
    for message in &messages {
        let told = spoken(message).all(|words| sources.contains(&words.to_lowercase()));
        assert!(told, "no message says «{message}»");
    }
    assert_eq!(messages.len(), MESSAGES);
}

#[test]
fn the_guide_names_every_doubt_that_can_be_switched_off() {
    let chapters = chapters();
    let named = first_cells(&chapters["preduprezhdeniya.md"], "предупреждение");
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

/// The links of a chapter: the text, and where it leads.
fn links(chapter: &str) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for line in blocks_and_lines(chapter).1 {
        let text: String = line.split('`').step_by(2).collect();
        for part in text.split('[').skip(1) {
            if let Some((words, rest)) = part.split_once("](") {
                let target = rest.split(')').next().unwrap_or_default();
                links.push((words.to_owned(), target.to_owned()));
            }
        }
    }
    links
}

/// The addresses of a chapter's headings, as GitHub makes them.
fn anchors(chapter: &str) -> BTreeSet<String> {
    let lines = blocks_and_lines(chapter).1;
    let headings = lines.iter().filter(|line| line.starts_with('#'));
    let kept = |letter: &char| letter.is_alphanumeric() || [' ', '-', '_'].contains(letter);
    let anchor = |heading: &str| heading.to_lowercase().chars().filter(kept).collect::<String>();
    headings.map(|line| anchor(line.trim_start_matches('#').trim()).replace(' ', "-")).collect()
}

#[test]
fn the_links_of_the_guide_lead_somewhere() {
    let chapters = chapters();
    let mut linked = BTreeSet::new();
    for (name, chapter) in &chapters {
        for (words, target) in links(chapter) {
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            assert!(!words.is_empty(), "{name}: a link without words to {target}");
            assert!(Path::new(DOCS).join(path).is_file(), "{name}: nothing at {target}");
            let sought = chapters.get(path).map(|chapter| anchors(chapter));
            assert!(
                anchor.is_empty() || sought.is_some_and(|anchors| anchors.contains(anchor)),
                "{name}: no heading at {target}"
            );
            if name == INDEX {
                linked.insert(path.to_owned());
            }
        }
    }
    let others: BTreeSet<String> = chapters.into_keys().filter(|name| name != INDEX).collect();
    assert_eq!(linked, others, "the index names every chapter");
}

#[test]
fn every_chapter_says_where_it_leads() {
    for (name, chapter) in chapters().into_iter().filter(|(name, _)| name != INDEX) {
        let begins = chapter.lines().nth(2).unwrap_or_default();
        assert!(
            begins.starts_with("В конце этой главы") || begins.starts_with("В этой главе"),
            "{name}: {begins}"
        );
        let last = blocks_and_lines(&chapter).1.into_iter().rfind(|line| line.starts_with('#'));
        assert_eq!(last, Some("## Куда дальше"), "{name}");
    }
}

#[test]
fn every_picture_is_shown_and_described() {
    let mut shown = BTreeSet::new();
    for (name, chapter) in chapters() {
        for (words, target) in links(&chapter) {
            if let Some(picture) = target.strip_prefix("pictures/") {
                assert!(chapter.contains(&format!("![{words}]({target})")), "{name}: {target} is no picture");
                assert!(words.chars().count() > 20, "{name}: say what {picture} shows");
                shown.insert(picture.to_owned());
            }
        }
    }
    let entries = fs::read_dir(Path::new(DOCS).join("pictures")).expect("the pictures");
    let made: BTreeMap<String, u64> = entries
        .map(|entry| entry.expect("an entry"))
        .map(|entry| (name_of(&entry.path()), entry.metadata().expect("a size").len()))
        .collect();
    assert_eq!(shown, made.keys().cloned().collect());
    assert!(made.values().all(|size| *size < 80_000), "a picture is too large: {made:?}");
    assert!(made.values().sum::<u64>() < 900_000, "the pictures are too large: {made:?}");
}
