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
    for draft in ["meetings", "materials", "case", "news", "ob-obedinenii", "analysis"] {
        assert!(!site.join("public").join(draft).exists(), "{draft} is published");
    }
    let plan = page(&site, "plans/2026-2027/index.html");
    assert_eq!(plan.matches("Пример: замените. ").count(), 5, "{plan}");
    sound(&site, &["build", "--strict", "--drafts"]);
    for draft in [
        "meetings/primer-zasedaniya",
        "case/primer-materiala",
        "news/primer-novosti",
        "ob-obedinenii",
        "analysis/2026-2027",
    ] {
        assert!(page(&site, &format!("{draft}/index.html")).contains("Пример: замените"), "{draft}");
    }
}

/// What stands in comments is to be taken out of them one day, and must be right then.
#[test]
fn every_prepared_line_is_right() {
    let home = home();
    new(home.path(), "сайт", "РМО");
    let site = home.path().join("сайт");
    let photo = include_bytes!("cases/meetings-in-full/content/meetings/zal.jpg");
    for (name, bytes) in [
        ("meetings/Протокол № 1.docx", &b"1"[..]),
        ("meetings/foto.jpg", photo),
        ("meetings/gruppa.jpg", b"4"),
        ("materials/Карточки.docx", b"3"),
    ] {
        fs::write(site.join("content").join(name), bytes).expect("a file");
    }
    let calendar = "content/calendar.yaml";
    let plan = "content/plans/2026-2027.yaml";
    let lists = ["content/people.yaml", "content/schools.yaml"];
    let files = ["content/site.yaml", "content/association.yaml", lists[0], lists[1], calendar, plan];
    let files = files.iter().chain(&[
        "content/meetings/primer-zasedaniya.md",
        "content/materials/primer-materiala.md",
        "content/analysis/2026-2027.md",
    ]);
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
    fs::write(home.path().join("package.json"), "чужое").expect("a file");
    let output = run(home.path(), &["new", ".", "--name", "РМО"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("новому сайту мешает: package.json"), "{}", said(&output));
    let output = run(home.path(), &["new", "package.json", "--name", "РМО"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("там уже лежит файл с таким именем"), "{}", said(&output));
    assert_eq!(fs::read_dir(home.path()).expect("a folder").count(), 1);
    new(home.path(), "сайт", "РМО");
    let again = run(home.path(), &["new", "сайт", "--name", "РМО"]);
    assert_eq!(again.status.code(), Some(2), "{}", said(&again));
}

#[test]
fn documents_lie_beside_a_new_site_untouched() {
    let home = home();
    fs::write(home.path().join("План 2026-2027.docx"), "план").expect("a file");
    new(home.path(), ".", "РМО");
    sound(home.path(), &["build", "--strict"]);
    assert_eq!(fs::read_to_string(home.path().join("План 2026-2027.docx")).expect("a file"), "план");
    let other = self::home();
    fs::write(other.path().join("ПРОЧТИ МЕНЯ.txt"), "моё").expect("a file");
    let output = run(other.path(), &["new", ".", "--name", "РМО"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert_eq!(fs::read_to_string(other.path().join("ПРОЧТИ МЕНЯ.txt")).expect("a file"), "моё");
    assert_eq!(fs::read_dir(other.path()).expect("a folder").count(), 1);
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
    for name in [
        "site.yaml",
        "association.yaml",
        "calendar.yaml",
        "people.yaml",
        "schools.yaml",
        "plans/2026-2027.yaml",
    ] {
        let file = content.join(name);
        let text = fs::read_to_string(&file).expect("a file");
        let line = text.lines().next().expect("a line");
        let schema = line.strip_prefix("# yaml-language-server: $schema=").expect("the line for editors");
        let path = file.parent().expect("a folder").join(schema);
        assert!(fs::read_to_string(&path).is_ok_and(|text| text.contains("\"$schema\"")), "{schema}");
    }
}

/// The project's own content in a site of its own.
fn portal(home: &Path) {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder") {
            let entry = entry.expect("an entry").path();
            let place = to.join(entry.file_name().expect("a name"));
            if entry.is_dir() {
                copy(&entry, &place);
            } else {
                fs::copy(&entry, &place).expect("a copy");
            }
        }
    }
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &home.join("content"));
}

/// What is said to `arguments`, which must be refused.
fn refused(site: &Path, arguments: &[&str]) -> String {
    let output = run(site, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?} {}", said(&output));
    said(&output)
}

fn text(site: &Path, path: &str) -> String {
    fs::read_to_string(site.join("content").join(path)).unwrap_or_else(|_| panic!("{path} is missing"))
}

#[test]
fn a_new_site_gets_its_next_plans() {
    let home = home();
    new(home.path(), "сайт", "РМО");
    let site = home.path().join("сайт");
    let before = text(&site, "plans/2026-2027.yaml");
    let told = sound(&site, &["new", "plan", "2027/2028"]);
    assert!(
        told.contains("- учебный год: 2026/2027\n") && told.contains("\n+ учебный год: 2027/2028\n"),
        "{told}"
    );
    assert!(
        told.contains("записан в файл content/plans/2027-2028.yaml") && !told.contains('\u{1b}'),
        "{told}"
    );
    assert!(told.contains("В calendar.yaml ещё нет четвертей и каникул на 2027/2028."), "{told}");
    assert_eq!(text(&site, "plans/2026-2027.yaml"), before);
    // Without a year it is the one after the last, in Russian too.
    let told = sound(&site, &["new", "план"]);
    assert!(told.contains("plans/2028-2029.yaml") && told.contains("из плана на 2027/2028"), "{told}");
    let plan = text(&site, "plans/2028-2029.yaml");
    assert_eq!(plan.lines().filter(|line| !line.contains(": проверьте")).count(), before.lines().count());
    assert!(plan.contains("\nучебный год: 2028/2029\n") && !plan.contains("2026"), "{plan}");
    let checked = run(&site, &["check", "--drafts"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
}

#[test]
fn every_plan_of_the_portal_has_a_next_one() {
    let home = home();
    portal(home.path());
    for (folder, year) in [
        ("balakhta", 2020),
        ("gmo", 2019),
        ("kamensky", 2021),
        ("nevyansk", 2024),
        ("polotsk", 2024),
        ("primer", 2026),
    ] {
        let to = format!("{}-{}", year + 1, year + 2);
        let told = sound(home.path(), &["new", "plan", &to, "--association", folder]);
        assert!(told.contains(&format!("content/{folder}/plans/{to}.yaml")), "{told}");
    }
    let checked = run(home.path(), &["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
}

#[test]
fn a_plan_that_is_there_stays() {
    let home = home();
    new(home.path(), "сайт", "РМО");
    let site = home.path().join("сайт");
    let words = refused(&site, &["new", "plan", "2026-2027"]);
    assert!(
        words.contains("план на 2026/2027 учебный год уже есть: content/plans/2026-2027.yaml"),
        "{words}"
    );
    fs::write(site.join("content/plans/2027-2028.yaml"), "тема: [").expect("a file");
    let words = refused(&site, &["new", "plan"]);
    assert!(words.contains("уже есть: content/plans/2027-2028.yaml"), "{words}");
    assert_eq!(text(&site, "plans/2027-2028.yaml"), "тема: [");
    assert!(refused(&site, &["new", "plan", "2025-2026"]).contains("--from 2026-2027"));
    assert!(refused(&site, &["new", "plan", "2025-2026", "--from", "2026-2027"]).contains("не сделать"));
    assert!(refused(&site, &["new", "plan", "2029-2030", "--from", "2020-2021"]).contains("нет"));
}

#[test]
fn outcomes_stay_behind_and_what_was_not_done_is_marked() {
    let home = home();
    new(home.path(), "сайт", "РМО");
    let site = home.path().join("сайт");
    let plan = "учебный год: 2026/2027\r\nмероприятия:\r\n  - номер: 1\r\n    что: Первое\r\n    когда: октябрь\r\n    проведено: да\r\n  - номер: 2\r\n    что: Второе\r\n    когда: ноябрь\r\n    перенесено: октябрь 2027\r\n  - номер: 3\r\n    что: Третье\r\n    когда: март\r\n  - номер: 4\r\n    что: Четвёртое\r\n    когда: декабрь\r\n  - номер: 5\r\n    что: Пятое\r\n    когда: июнь\r\n";
    fs::write(site.join("content/plans/2026-2027.yaml"), plan).expect("a plan");
    fs::write(
        site.join("content/news/a.md"),
        "---\nназвание: А\nдата: 01.03.2027\nпункты плана: 4\n---\nБыло.\n",
    )
    .expect("a news item");
    let told = sound(&site, &["new", "plan", "--today", "2027-05-20"]);
    assert!(told.contains("Не отмечено как выполненное: 2 мероприятия."), "{told}");
    let new = text(&site, "plans/2027-2028.yaml");
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count(), "{new}");
    let mark = "  # не отмечено как выполненное в 2026/2027 году\r\n";
    assert!(
        new.contains(&format!("{mark}  - номер: 2\r\n")) && new.contains(&format!("{mark}  - номер: 3\r\n")),
        "{new}"
    );
    assert_eq!(new.matches(mark).count(), 2);
    assert!(!new.contains("проведено") && !new.contains("перенесено"), "{new}");
}

#[test]
fn a_meeting_is_made_of_its_row_of_the_plan() {
    let home = home();
    portal(home.path());
    let primer = ["--association", "primer"];
    let make = |arguments: &[&str]| sound(home.path(), &[&["new"], arguments, &primer].concat());
    let told = make(&["meeting", "--item", "3", "--today", "2026-11-01"]);
    let name = "primer/meetings/2026-12-10-kruglyy-stol-kak-rasskazat-o-knige-za-pyat-minut";
    assert!(told.contains(&format!("content/{name}.md")) && told.contains("пункт 3: Круглый стол"), "{told}");
    let already = |told: &str| told.lines().find(|line| line.contains("уже назван")).map(str::to_owned);
    let first = already(&told).expect("the example has a meeting for it");
    assert!(first.contains("2026-12-10-kruglyj-stol.md.") && !first.contains(name), "{told}");
    let meeting = text(home.path(), &format!("{name}.md"));
    for line in [
        "черновик: да",
        "название: \"Круглый стол «Как рассказать о книге за пять минут»\"",
        "дата: 10.12.2026",
        "# время: 14:00",
        "где: \"Школа № 2, видеосвязь\"",
        "пункты плана: 3",
        "  - \"Околицына М.П.\"",
        "# Одно из трёх: очно, онлайн, смешанный.",
    ] {
        assert!(meeting.lines().any(|written| written == line), "{line}: {meeting}");
    }
    assert!(meeting.contains("](../plans/2026-2027.yaml)"), "{meeting}");
    // Nothing is overwritten, and who has forgotten the first is told of it.
    let told = make(&["meeting", "--item", "3", "--today", "2026-11-01"]);
    assert!(already(&told).is_some_and(|line| line.contains(&format!("content/{name}.md"))), "{told}");
    assert!(home.path().join("content").join(format!("{name}-2.md")).is_file());
    assert_eq!(text(home.path(), &format!("{name}.md")), meeting);
    // A month is no day.
    let told = make(&["meeting", "--item", "4", "--today", "2026-11-01"]);
    assert_eq!(already(&told), None);
    assert!(told.contains("meetings/2027-03-") && told.contains("Впишите день после слова «дата»"), "{told}");
    make(&["meeting", "--title", "Встреча", "--date", "12.11.2026"]);
    assert!(text(home.path(), "primer/meetings/2026-11-12-vstrecha.md").contains("\nдата: 12.11.2026\n"));
    let words = refused(home.path(), &["new", "meeting", "--item", "99", "--association", "primer"]);
    assert!(words.contains("такого пункта в плане нет: «99»"), "{words}");
    for drafts in [&["check"][..], &["check", "--drafts", "--today", "2026-11-01"]] {
        let checked = run(home.path(), drafts);
        assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    }
}

#[test]
fn talks_of_the_plan_are_the_agenda() {
    let home = home();
    portal(home.path());
    let arguments =
        ["new", "заседание", "--item", "2.1.2", "--association", "kamensky", "--today", "2022-02-01"];
    let output = run(home.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let folder = home.path().join("content/kamensky/meetings");
    let file = fs::read_dir(folder).expect("a folder").next().expect("a meeting").expect("an entry").path();
    let meeting = fs::read_to_string(file).expect("a meeting");
    assert!(meeting.contains("\nпункты плана: 2.1.2\n"), "{meeting}");
    assert!(meeting.contains("\nповестка:\n  - вопрос: \"Современные формы работы БИЦ.\"\n"), "{meeting}");
    assert!(!meeting.contains("## Повестка") && meeting.contains("## Что решили"), "{meeting}");
    let checked = run(home.path(), &["check", "--drafts", "--today", "2022-02-01"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
}

#[test]
fn materials_and_news_are_drafts_too() {
    let home = home();
    new(home.path(), "сайт", "РМО");
    let site = home.path().join("сайт");
    let arguments = [
        "new",
        "материал",
        "--title",
        "Урок: каталог",
        "--type",
        "сценарий",
        "--author",
        "Фамилия И.О.",
        "--author",
        "Другая И.О.",
    ];
    sound(&site, &arguments);
    let material = text(&site, "materials/urok-katalog.md");
    assert!(material.contains("\nназвание: \"Урок: каталог\"\nтип: \"сценарий\"\n"), "{material}");
    assert!(material.contains("\nавторы:\n  - \"Фамилия И.О.\"\n  - \"Другая И.О.\"\n"), "{material}");
    sound(&site, &["new", "news", "--title", "Выставка", "--item", "1", "--date", "05.09.2026"]);
    let news = text(&site, "news/2026-09-05-vystavka.md");
    assert!(news.contains("черновик: да") && news.contains("\nпункты плана: 1\n---\n"), "{news}");
    // In a year without a plan nothing refers to it.
    sound(&site, &["new", "meeting", "--title", "Встреча", "--date", "05.09.2030"]);
    assert!(!text(&site, "meetings/2030-09-05-vstrecha.md").contains("../plans/"));
    sound(&site, &["check", "--strict", "--drafts", "--today", "2026-09-10"]);
    let words = refused(&site, &["new", "news"]);
    assert!(words.contains("kartoteka new news --title"), "{words}");
    let words = refused(&site, &["new", "news", "--title", "А", "--association", "нет"]);
    assert!(words.contains("параметр --association не нужен"), "{words}");
}

#[test]
fn a_portal_must_be_told_whose_it_is() {
    let home = home();
    portal(home.path());
    for kind in ["plan", "meeting", "material", "news"] {
        let words = refused(home.path(), &["new", kind]);
        assert!(words.contains("Папки объединений: balakhta, gmo"), "{words}");
        assert!(words.contains(&format!("kartoteka new {kind} --association balakhta")), "{words}");
    }
    let words = refused(home.path(), &["new", "plan", "--association", "нет"]);
    assert!(words.contains("объединения с папкой «нет» нет"), "{words}");
    sound(home.path(), &["new", "news", "--title", "Портал", "--association", ".", "--date", "05.09.2026"]);
    assert!(home.path().join("content/news/2026-09-05-portal.md").is_file());
}

#[test]
fn a_folder_may_be_called_as_a_kind() {
    let home = home();
    new(home.path(), "./plan", "РМО");
    assert!(home.path().join("plan/content/site.yaml").is_file());
    let words = refused(home.path(), &["new", "plan"]);
    assert!(words.contains("нет папки с текстами"), "{words}");
    assert!(refused(home.path(), &["new", "plann", "2027/2028"]).contains("что-то одно"));
    let help = sound(home.path(), &["new", "--help"]);
    for line in ["kartoteka new ПАПКА", "new plan|meeting|material|news", "План на следующий год"]
    {
        assert!(help.contains(line), "{help}");
    }
    for kind in ["plan", "meeting", "material", "news"] {
        let help = sound(home.path(), &["new", kind, "--help"]);
        assert!(help.contains("--association ПАПКА") || help.contains("--association <ПАПКА>"), "{help}");
    }
}
