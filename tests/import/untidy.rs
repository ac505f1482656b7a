//! Plans as people make them: what stands beside and below their tables, and tables that are no lists of activities.

use kartoteka::import;

use super::docx::{archive, b, p, tbl, tc, tr};
use super::{HEAD, check, imported, parsed, row};

const COLUMNS: &str = "столбцы:
  номер: № п/п
  что: Мероприятия
  когда: Сроки
  кто: Ответственный
";

/// A line whose words tabs part.
fn tabbed(text: &str) -> String {
    let runs: Vec<String> =
        text.split('\t').map(|part| format!("<w:r><w:t xml:space='preserve'>{part}</w:t></w:r>")).collect();
    format!("<w:p>{}</w:p>", runs.join("<w:r><w:tab/></w:r>"))
}

fn one_row() -> String {
    tbl(&[row(&HEAD), row(&["1", "Семинар", "май", "школы"])])
}

#[test]
fn approvals_side_by_side_without_a_table() {
    let rows = format!(
        "{COLUMNS}мероприятия:
  - номер: 1
    что: Семинар
    когда: май
    кто: школы"
    );
    let expected = format!(
        "согласовано:
  должность: Методист
  кто: Л.И. Опушкина
  дата: «27» августа 2026 г.

утверждаю:
  должность: Начальник отдела
  кто: А.Д. Полевников
  основание: приказ № 12 от 28.08.2026

название: План работы РМО

{rows}"
    );
    let tabs = tabbed("СОГЛАСОВАНО\t\tУТВЕРЖДАЮ")
        + &tabbed("Методист\t\tНачальник отдела")
        + &tabbed("________ Л.И. Опушкина\t\t________ А.Д. Полевников")
        + &tabbed("«27» августа 2026 г.\t\tприказ № 12")
        + &tabbed("\t\tот 28.08.2026");
    let spaces = p("СОГЛАСОВАНО                      УТВЕРЖДАЮ")
        + &p("Методист                         Начальник отдела")
        + &p("                                 А.Д. Полевников")
        + &p("Л.И. Опушкина")
        + &p("«27» августа 2026 г.             приказ № 12 от 28.08.2026");
    let tabs_expected = expected
        .replace("основание: приказ № 12 от 28.08.2026", "дата: от 28.08.2026\n  основание: приказ № 12");
    for (lines, expected) in [(tabs, tabs_expected), (spaces, expected)] {
        let body = lines + &b("План работы РМО") + &one_row();
        check(&body, &expected, &["абзац 1: Грифы стоят рядом"]);
    }
}

#[test]
fn marks_of_what_was_done_are_outcomes() {
    let head = ["№", "Мероприятие", "Срок", "Отметка о выполнении"];
    let table = |marks: [&str; 4]| {
        let mut rows = vec![row(&head)];
        for (mark, number) in marks.iter().zip(1..) {
            rows.push(row(&[&number.to_string(), "Семинар", "октябрь", mark]));
        }
        tbl(&rows)
    };
    let columns = "столбцы:
  номер: №
  что: Мероприятие
  когда: Срок
  отметка: Отметка о выполнении
мероприятия:
  - номер: 1
    что: Семинар
    когда: октябрь
";
    let others =
        ["2", "3", "4"].map(|number| format!("  - номер: {number}\n    что: Семинар\n    когда: октябрь\n"));
    let [two, three, four] = &others;
    // An empty column belongs to the document, and the site fills it in.
    check(&table(["", "", "", ""]), &format!("{columns}{two}{three}{four}"), &[]);
    check(
        &table(["проведено 12.10.2026", "перенесено на май (карантин)", "не проведено", "протокол № 2"]),
        &format!(
            "{columns}    проведено: 12.10.2026
{two}    перенесено: май
    причина: карантин
{three}    отменено: да
{four}    отметка: протокол № 2"
        ),
        &[
            "Отметки из столбца «Отметка о выполнении» записаны итогами мероприятий («проведено», «перенесено», «отменено»); непонятные остались в столбце: 1",
        ],
    );
}

#[test]
fn spaced_letters_are_words() {
    // A row of spaces between the words is none between approvals.
    let approvals = tabbed("СОГЛАСОВАНО\t\tУТВЕРЖДАЮ") + &tabbed("Опушкина Л.И.\t\tПолевников А.Д.");
    let text = imported(&(approvals + &p("") + &b("П Л А Н     Р А Б О Т Ы") + &one_row())).text;
    assert!(text.contains("\nназвание: ПЛАН РАБОТЫ\n"), "{text}");
    let body = b("П Л А Н") + &b("работы РМО на 2026-2027 учебный год") + &one_row();
    let imported = imported(&body);
    assert!(
        imported.text.contains("название: |\n  ПЛАН\n  работы РМО на 2026-2027 учебный год"),
        "{}",
        imported.text
    );
    let [doubt] = &imported.doubts[..] else { panic!("{:#?}", imported.doubts) };
    assert_eq!(doubt.words, "П Л А Н");
    assert!(doubt.message.contains("вразрядку"), "{doubt:?}");
}

#[test]
fn another_word_of_approval_is_kept() {
    let body = p("Утверждено") + &p("приказ № 12 от 28.08.2026") + &b("План") + &one_row();
    let imported = imported(&body);
    assert!(
        imported.text.contains("утверждаю:\n  слово: Утверждено\n  основание: приказ"),
        "{}",
        imported.text
    );
    assert_eq!(imported.doubts, []);
    let usual = p("Рассмотрено") + &p("протокол № 1 от 28.08.2026") + &b("План") + &one_row();
    assert_eq!(super::imported(&usual).doubts, []);
}

#[test]
fn sections_that_only_their_words_set_apart() {
    let head = ["Мероприятие", "Сроки", "Ответственный"];
    let activity = |what: &str| row(&[what, "май", "школы"]);
    let body = tbl(&[
        row(&head),
        row(&["Методическая работа", "", ""]),
        activity("Семинар"),
        row(&["II. Выставки", "", ""]),
        activity("Выставка книг"),
        // Neither its words nor a number say that it is a heading.
        row(&["Подписка на журналы", "", ""]),
        activity("Обзор журналов"),
        row(&["3. Конкурсы", "", ""]),
        activity("3.1. Конкурс чтецов"),
        row(&["Июнь", "", ""]),
        activity("Праздник"),
    ]);
    check(
        &body,
        "столбцы:
  что: Мероприятие
  когда: Сроки
  кто: Ответственный
разделы:
  - заголовок: Методическая работа
    мероприятия:
      - что: Семинар
        когда: май
        кто: школы
  - номер: II.
    заголовок: Выставки
    мероприятия:
      - что: Выставка книг
        когда: май
        кто: школы
      - что: Подписка на журналы
      - что: Обзор журналов
        когда: май
        кто: школы
  - номер: 3.
    заголовок: Конкурсы
    мероприятия:
      - что: 3.1. Конкурс чтецов
        когда: май
        кто: школы
  - заголовок: Июнь
    мероприятия:
      - что: Праздник
        когда: май
        кто: школы",
        &["строка 2: Строка, в", "строка 4: Строка, в", "строка 8: Строка, в", "строка 10: Строка, в"],
    );
}

#[test]
fn months_side_by_side() {
    let body = tbl(&[
        row(&["Направление", "Сентябрь", "Октябрь", "Ноябрь"]),
        row(&["Работа с фондом", "Приём учебников", "", "Рейд\nОпись фонда – школьные библиотекари"]),
        row(&["Массовая работа", "", "Праздник", ""]),
    ]);
    check(
        &body,
        "столбцы:
  когда: Месяц
  работа с фондом: Работа с фондом
  массовая работа: Массовая работа
строки:
  - когда: Сентябрь
    работа с фондом:
      - что: Приём учебников
  - когда: Октябрь
    массовая работа:
      - что: Праздник
  - когда: Ноябрь
    работа с фондом:
      - что: Рейд
      - что: Опись фонда
        кто: \"– школьные библиотекари\"",
        &["таблица 1: Месяцы в таблице стоят столбцами: в файле она повёрнута"],
    );
    let body = tbl(&[
        row(&["№", "Мероприятие", "Сентябрь", "Октябрь", "Ноябрь"]),
        row(&["1", "Приём учебников", "+", "", ""]),
        row(&["2", "Рейд", "", "х", "х"]),
    ]);
    check(
        &body,
        "столбцы:
  номер: №
  что: Мероприятие
  когда: Срок
мероприятия:
  - номер: 1
    что: Приём учебников
    когда: Сентябрь
  - номер: 2
    что: Рейд
    когда: Октябрь, Ноябрь",
        &["таблица 1: Месяцы в таблице стоят столбцами, в них отмечено"],
    );
}

#[test]
fn a_list_of_members_is_no_plan() {
    let members = tbl(&[
        row(&["№", "ФИО", "Должность", "Школа", "Телефон"]),
        row(&["1", "Околицына М.П.", "педагог-библиотекарь", "школа № 2", "5-55"]),
        row(&["2", "Перелескина Т.А.", "библиотекарь", "школа № 1", ""]),
    ]);
    let imported = imported(&(one_row() + &b("Состав РМО") + &members));
    assert!(
        imported.text.contains(
            "# состав:
#   - кто: Околицына М.П.
#     должность: педагог-библиотекарь
#     школа: школа № 2
#     # Телефон: 5-55
#   - кто: Перелескина Т.А.
#     должность: библиотекарь
#     школа: школа № 1
"
        ),
        "{}",
        imported.text
    );
    assert_eq!(parsed(&imported.text, "2026-2027").plan.tables().count(), 1);
    let messages: Vec<&str> = imported.doubts.iter().map(|doubt| doubt.message.as_str()).collect();
    assert_eq!(messages.len(), 2, "{messages:#?}");
    assert!(messages.iter().any(|message| message.contains("список людей, а не план")), "{messages:#?}");
    // Alone it makes no plan.
    let document = import::read("состав.docx", &super::document(&members)).expect("a document");
    let year = kartoteka::period::SchoolYear::parse("2026/2027");
    assert!(
        import::plan(&document, "состав.docx", year)
            .is_err_and(|refusal| refusal.what.contains("нет таблицы"))
    );
}

#[test]
fn what_stands_below_a_plan_are_notes_and_a_signature() {
    let body = one_row()
        + &p("Примечание: сроки могут меняться.")
        + &p("* по заявкам школ")
        + &p("Руководитель РМО ______ Перелескина Т.А.");
    check(
        &body,
        &format!(
            "{COLUMNS}мероприятия:
  - номер: 1
    что: Семинар
    когда: май
    кто: школы

примечания:
  заголовок: Примечание
  пункты:
    - сроки могут меняться.
    - \"* по заявкам школ\""
        ),
        &["Для этих слов в плане нет поля"],
    );
    let body = one_row() + &p("Сроки могут меняться.") + &p("Перелескина Т.А.") + &p("Всего 12 мероприятий.");
    check(
        &body,
        &format!(
            "{COLUMNS}мероприятия:
  - номер: 1
    что: Семинар
    когда: май
    кто: школы

примечания:
  - Сроки могут меняться.
  - Всего 12 мероприятий."
        ),
        &["абзац 1: Текст под таблицей", "абзац 2: Для этих слов в плане нет поля"],
    );
}

#[test]
fn a_heading_of_a_column_struck_through_is_said() {
    let struck = "<w:p><w:r><w:t>Сроки</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t xml:space='preserve'> (месяц)</w:t></w:r></w:p>";
    let head = tc("", &p("Мероприятие")) + &tc("", struck) + &tc("", &p("Ответственный"));
    let imported = imported(&tbl(&[tr(&head), row(&["Семинар", "май", "школы"])]));
    let [doubt] = &imported.doubts[..] else { panic!("{:#?}", imported.doubts) };
    assert_eq!((doubt.words.as_str(), doubt.spot.to_string().as_str()), ("(месяц)", "таблица 1"));
}

/// Numbers and dates as Excel shows them in Russia.
#[test]
fn numbers_and_months_of_a_workbook() {
    let text = |place: &str, text: &str| format!("<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>");
    let sheet = format!(
        "<worksheet><sheetData><row r='1'>{}{}{}</row><row r='2'><c r='A2' s='1'><v>46266</v></c>{}<c r='C2'><v>0.5</v></c></row>\
         <row r='3'><c r='A3' s='2'><v>46266</v></c>{}<c r='C3'><v>2</v></c></row>\
         <row r='4'><c r='A4' s='3'><v>46266</v></c>{}<c r='C4'><v>2</v></c></row></sheetData></worksheet>",
        text("A1", "Дата"),
        text("B1", "Мероприятие"),
        text("C1", "Количество часов"),
        text("B2", "Семинар"),
        text("B3", "Выставка"),
        text("B4", "Рейд"),
    );
    let styles = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='[$-419]mmmm\\ yyyy;@'/></numFmts><cellXfs>\
        <xf numFmtId='0'/><xf numFmtId='17'/><xf numFmtId='164'/><xf numFmtId='14'/></cellXfs></styleSheet>";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id='rId1' Type='{office}/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns:r='{office}'><sheets><sheet name='План' sheetId='1' r:id='rId1'/></sheets></workbook>"
    );
    let bytes = archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    let document = import::read("план.xlsx", &bytes).expect("a workbook");
    let year = kartoteka::period::SchoolYear::parse("2026/2027");
    let imported = import::plan(&document, "план.xlsx", year).expect("a plan");
    let whens: Vec<&str> = imported
        .text
        .lines()
        .filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix("когда: "))
        .collect();
    assert_eq!(whens, ["Дата", "сентябрь 2026", "сентябрь 2026", "01.09.2026"], "{}", imported.text);
    assert!(imported.text.contains(": 0,5\n"), "{}", imported.text);
}
