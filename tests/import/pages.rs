//! Documents that become pages: protocols and materials, whose beginnings become fields.

use std::fs;
use std::process::Command;

use kartoteka::import::{self, ImportedPage, PageKind};

use super::docx::{b, document, p, tbl};
use super::row;

fn page(body: &str, kind: PageKind) -> ImportedPage {
    let document = import::read("документ.docx", &document(body)).expect("a document");
    import::page(&document, "документ.docx", kind, None)
}

/// The front matter behind the lines with which each page begins, without comments, and the text below it.
fn parts(page: &ImportedPage) -> (String, String) {
    let (_, rest) = page.text.split_once("черновик: да\n\n").expect("the beginning");
    let (front, text) = rest.split_once("---\n").expect("the end of the front matter");
    let lines = front.lines().filter(|line| !line.trim_start().starts_with('#'));
    (lines.collect::<Vec<_>>().join("\n"), text.trim().to_owned())
}

fn check(page: &ImportedPage, front: &str, text: &str) {
    let (found_front, found_text) = parts(page);
    assert_eq!(found_front, front);
    assert_eq!(found_text, text);
    for doubt in &page.doubts {
        let line = doubt.line.expect("a line");
        let shown = page.text.lines().nth(line - 1).expect("the line");
        assert!(shown.contains("в документе"), "line {line}: {shown}\n{}", page.text);
    }
}

/// A heading of Word.
fn heading(level: usize, text: &str) -> String {
    format!("<w:p><w:pPr><w:outlineLvl w:val='{}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>", level - 1)
}

#[test]
fn a_protocol_becomes_the_fields_of_a_meeting() {
    let lines = [
        "12 ноября 2026 г.\tг. Лесной",
        "Время: 14:00",
        "Председатель: Перелескина Т.А.",
        "Присутствовали: 17 человек",
        "1. Перелескина Т.А.",
        "2. Околицына М.П.",
        "Приглашённые: Опушкина Л.И.",
        "ПОВЕСТКА ДНЯ:",
        "1. О плане на год (Перелескина Т.А.)",
        "2. О конкурсе чтецов. Докладчик: Околицына М.П.",
        "По первому вопросу слушали: Перелескину Т.А. о плане.",
        "ВЫСТУПИЛИ:",
        "Околицына М.П. – предложила семинар.",
        "РЕШИЛИ:",
        "1. Утвердить план. Ответственный: Перелескина Т.А., срок: до 15 января.",
        "2) провести семинар (отв. Околицына М.П.)",
        "Голосовали: «за» – 17, «против» – нет, «воздержались» – нет.",
        "2. СЛУШАЛИ: Околицыну М.П. о конкурсе.",
        "ПОСТАНОВИЛИ: провести конкурс.",
        "Голосовали единогласно.",
        "Председатель __________ Перелескина Т.А.",
        "Секретарь __________ Околицына М.П.",
        "Приложение на двух листах.",
    ];
    let body = b("ПРОТОКОЛ № 3") + &b("заседания РМО") + &lines.map(p).concat();
    let page = page(&body, PageKind::Meeting);
    check(
        &page,
        "название: \"ПРОТОКОЛ № 3 заседания РМО\"
дата: 12.11.2026
номер: 3
время: 14:00
где: г. Лесной
председатель: Перелескина Т.А.
секретарь: Околицына М.П.
присутствовали:
  всего: 17 человек
  список:
    - Перелескина Т.А.
    - Околицына М.П.
  приглашённые:
    - Опушкина Л.И.
повестка:
  - вопрос: О плане на год
    докладчик: Перелескина Т.А.
    слушали: Перелескину Т.А. о плане.
    выступили:
      - кто: Околицына М.П.
        о чём: предложила семинар.
    решили:
      - текст: Утвердить план.
        ответственный: Перелескина Т.А.
        срок: до 15 января
      - текст: провести семинар
        ответственный: Околицына М.П.
    голосовали:
      за: 17
      против: нет
      воздержались: нет
  - вопрос: О конкурсе чтецов.
    докладчик: Околицына М.П.
    слушали: Околицыну М.П. о конкурсе.
    решили:
      - текст: провести конкурс.
    голосовали: единогласно.",
        "Приложение на двух листах.",
    );
    let [doubt] = &page.doubts[..] else { panic!("{:#?}", page.doubts) };
    assert!(doubt.message.contains("разложен по полям"), "{doubt:?}");
}

/// Numbers that Word counts, spaced words, no agenda, a table in the middle.
#[test]
fn a_protocol_of_another_make() {
    let numbering = "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/>\
        <w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num></w:numbering>";
    let item = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='5'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = b("П Р О Т О К О Л заседания")
        + &p("Собрались в читальном зале.")
        + &p("С Л У Ш А Л И: о плане работы")
        + &p("Р Е Ш И Л И:")
        + &item("Утвердить план.")
        + &item("Начать подписку")
        + &p("с ноября.")
        + &tbl(&[row(&["Школа", "Подписка"]), row(&["№ 1", "есть"])])
        + &p("Всем спасибо.");
    let bytes = super::docx::with_parts(&body, &[("word/numbering.xml", numbering)]);
    let document = import::read("протокол.docx", &bytes).expect("a document");
    let page = import::page(&document, "Протокол 2026-12-10.docx", PageKind::Meeting, None);
    check(
        &page,
        "название: \"ПРОТОКОЛ заседания\"
дата: 10.12.2026
повестка:
  - вопрос: о плане работы
    решили:
      - текст: Утвердить план.
      - текст: Начать подписку с ноября.",
        "Собрались в читальном зале.\n\n| Школа | Подписка |\n| --- | --- |\n| № 1 | есть |\n\nВсем спасибо.",
    );
    let messages: Vec<&str> = page.doubts.iter().map(|doubt| doubt.message.as_str()).collect();
    for part in ["вразрядку", "разложен по полям", "Повестки в документе нет"]
    {
        assert!(messages.iter().any(|message| message.contains(part)), "{messages:#?}");
    }
}

/// What is struck through is no decision.
#[test]
fn a_decision_struck_through_stays_in_the_text() {
    let struck = "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>2. Отменить конкурс.</w:t></w:r></w:p>";
    let body = b("Протокол") + &p("Повестка: о плане") + &p("РЕШИЛИ:") + &p("1. Принять план.") + struck;
    let page = page(&body, PageKind::Meeting);
    let (front, text) = parts(&page);
    assert!(front.ends_with("    решили:\n      - текст: Принять план."), "{front}");
    assert_eq!(text, "~~2. Отменить конкурс.~~");
}

#[test]
fn the_head_of_a_lesson_becomes_its_card() {
    let body = b("Библиотечный урок «Каталог»")
        + &p("Автор: Околицына М.П., педагог-библиотекарь")
        + &p("Класс: 3")
        + &p("Предмет: литературное чтение")
        + &p("Цель: научить искать книгу.")
        + &heading(2, "Ход урока")
        + &p("Цель: найти книгу.")
        + &heading(4, "Игра");
    let page = page(&body, PageKind::Material);
    check(
        &page,
        "название: \"Библиотечный урок «Каталог»\"
дата:
описание: научить искать книгу.
авторы: Околицына М.П., педагог-библиотекарь
классы: 3
темы: литературное чтение",
        "## Ход урока\n\nЦель: найти книгу.\n\n### Игра",
    );
    let [doubt] = &page.doubts[..] else { panic!("{:#?}", page.doubts) };
    assert_eq!(doubt.words, "«Автор» – авторы, «Класс» – классы, «Предмет» – темы, «Цель» – описание");
}

#[test]
fn a_title_struck_through_is_said() {
    let title = "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:t xml:space='preserve'>Урок о </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>книге</w:t></w:r></w:p>";
    let page = page(&(title.to_owned() + &p("Начали.")), PageKind::Material);
    let [doubt] = &page.doubts[..] else { panic!("{:#?}", page.doubts) };
    assert_eq!((page.title.as_str(), doubt.words.as_str()), ("Урок о книге", "книге"));
    assert!(doubt.message.contains("зачёркнуты"), "{doubt:?}");
    check(&page, "название: \"Урок о книге\"\nдата:", "Начали.");
}

/// What comes of a protocol and of a lesson has no mistake and nothing doubtful in the eyes of `check`.
#[test]
fn pages_pass_the_check() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let content = home.path().join("content");
    fs::create_dir(&content).expect("a folder");
    fs::write(content.join("association.yaml"), "название: РМО\n").expect("a file");
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_kartoteka"));
        let output = program.args(arguments).current_dir(home.path()).output().expect("the program runs");
        let said =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        (output.status.success(), said)
    };
    let protocol = b("Протокол № 2")
        + &p("от 12.11.2026 г.")
        + &p("Присутствовали: 14 человек.")
        + &p("Повестка дня: 1. О плане. 2. О конкурсе (Околицына М.П.)")
        + &p("По второму вопросу выступила Околицына М.П. Она рассказала: «всё готово» [да], #1.")
        + &p("Решили: провести конкурс. Срок: до 1 декабря.");
    let lesson =
        b("Урок") + &p("Автор: Околицына М.П.") + &p("Возраст: 6+") + &p("Тема: книга: как её читать");
    for (name, body, kind) in [("Протокол.docx", protocol, "meeting"), ("Урок.docx", lesson, "material")]
    {
        fs::write(home.path().join(name), document(&body)).expect("a file");
        let (done, said) = run(&["import", name, "--as", kind]);
        assert!(done, "{said}");
    }
    let (done, said) = run(&["check", "--today", "2026-11-20"]);
    assert!(done && said.contains("Ошибок нет"), "{said}");
}
