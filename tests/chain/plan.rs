//! The plan as somebody keeps it in Word: two approvals side by side, a title with letters set apart, a heading of two lines, sections
//! across the table, a cell for two rows, a row that the end of a page has broken, a table inside a cell, an example in its header.
//!
//! Association, district and people are those of the example in `content/primer`: all invented.

use std::fmt::Write as _;

use crate::docx::{archive, b, p, tbl, tc, tr};

/// The document, whole enough for any program that opens documents of Word.
pub(crate) fn document() -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
        (
            "word/document.xml",
            format!(
                "{HEAD}<w:document {NAMESPACES}><w:body>{}{}{}</w:body></w:document>",
                above(),
                table(),
                below()
            ),
        ),
        ("word/_rels/document.xml.rels", relations(&[("styles", "styles.xml"), ("header", "header1.xml")])),
        ("word/styles.xml", format!("{HEAD}<w:styles {NAMESPACES}>{STYLES}</w:styles>")),
        (
            "word/header1.xml",
            format!("{HEAD}<w:hdr {NAMESPACES}>{}</w:hdr>", p("Пример: район, школы и люди вымышлены")),
        ),
    ];
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    archive(&parts)
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/header1.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/></Types>";
const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr>\
    <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"24\"/>\
    <w:lang w:val=\"ru-RU\"/></w:rPr></w:rPrDefault></w:docDefaults>\
    <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>";

fn relations(parts: &[(&str, &str)]) -> String {
    let mut text = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    for (number, (kind, target)) in parts.iter().enumerate() {
        let _ = write!(
            text,
            "<Relationship Id=\"rId{}\" Type=\"{types}/{kind}\" Target=\"{target}\"/>",
            number + 1
        );
    }
    text + "</Relationships>"
}

/// Approvals side by side in a table without lines, title, topic, aim and tasks.
fn above() -> String {
    let approval = |lines: [&str; 4]| tc("<w:tcW w:w=\"4800\" w:type=\"dxa\"/>", &lines.map(p).concat());
    let approvals = tbl(&[tr(&[
        approval([
            "СОГЛАСОВАНО",
            "Методист районного методического кабинета",
            "_____________ С.Ю. Криницына",
            "«27» августа 2026 г.",
        ]),
        approval([
            "УТВЕРЖДАЮ",
            "Начальник отдела образования Примерного района",
            "_____________ А.Д. Полевников",
            "«28» августа 2026 г.",
        ]),
    ]
    .concat())]);
    let title = [
        "П Л А Н",
        "работы методического объединения школьных библиотекарей Примерного района",
        "на 2026-2027 учебный год",
    ];
    let text = [
        "Методическая тема: Школьная библиотека, в которую хочется вернуться",
        "Цель: помочь друг другу сделать школьные библиотеки местом, где ребёнок легко находит нужную книгу.",
        "Задачи:",
        "1. Учиться друг у друга вести библиотечные уроки и беседы о книгах;",
        "2. Поддерживать тех, кто пришёл в школьную библиотеку недавно;",
        "3. Собрать общую копилку уроков, сценариев и списков литературы.",
        "",
    ];
    format!("{approvals}{}{}", title.map(b).concat(), text.map(p).concat())
}

fn below() -> String {
    let page = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
        <w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" \
        w:gutter=\"0\"/></w:sectPr>";
    ["", "Руководитель РМО _____________ Т.А. Перелескина"].map(p).concat() + page
}

const LINES: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" w:sz=\"4\"/>\
    <w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/><w:insideH w:val=\"single\" w:sz=\"4\"/>\
    <w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders>";
/// How wide the columns are, in twentieths of a point.
const WIDTHS: [u32; 6] = [700, 3900, 1400, 1500, 1200, 1200];
const BEGINS: &str = "<w:vMerge w:val=\"restart\"/>";
const GOES_ON: &str = "<w:vMerge/>";

fn lined(widths: &[u32], rows: &[String]) -> String {
    let columns =
        widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect::<Vec<_>>().concat();
    let settings = format!("<w:tbl><w:tblPr>{LINES}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>");
    tbl(rows).replacen("<w:tbl>", &settings, 1)
}

fn table() -> String {
    let section = |words: &str| tr(&tc("<w:gridSpan w:val=\"6\"/>", &b(words)));
    let rows = [
        // «Проведение» stands above «Сроки» and «Место».
        tr(&[
            tc(BEGINS, &b("№ п/п")),
            tc(BEGINS, &b("Содержание")),
            tc("<w:gridSpan w:val=\"2\"/>", &b("Проведение")),
            tc(BEGINS, &b("Ответст-венный")),
            tc(BEGINS, &b("Отметка о выполнении")),
        ]
        .concat()),
        tr(&[
            tc(GOES_ON, ""),
            tc(GOES_ON, ""),
            tc("", &b("Сроки")),
            tc("", &b("Место")),
            tc(GOES_ON, ""),
            tc(GOES_ON, ""),
        ]
        .concat()),
        section("1. Заседания"),
        tr(&[
            tc("", &p("1")),
            tc(
                "",
                &format!(
                    "{}{}<w:p/>",
                    p("Установочное заседание «С чем мы приходим в новый учебный год»"),
                    talks()
                ),
            ),
            tc("", &p("24.09.2026")),
            tc("", &p("Школа № 1")),
            tc("", &p("Перелескина Т.А.")),
            tc("", ""),
        ]
        .concat()),
        row(["2", "Семинар «Как смотреть урок коллеги»", "15.10.2026", "Школа № 4", "Подлескова Н.В.", ""]),
        // The page ended in the middle of this row.
        row(["3", "Круглый стол «Как рассказать о книге", "10.12.2026", "Школа № 2,", "Околицына", ""]),
        row(["", "за пять минут»", "", "видеосвязь", "М.П.", ""]),
        row([
            "4",
            "Итоговое заседание: что получилось за год",
            "третья неделя мая",
            "Школа № 1",
            "Перелескина Т.А.",
            "",
        ]),
        section("2. Методическая помощь"),
        row_with(
            [
                "5",
                "Взаимные посещения библиотечных уроков",
                "октябрь–ноябрь",
                "Школы района",
                "Криничкина О.И.",
                "",
            ],
            BEGINS,
        ),
        row_with(
            ["6", "Консультации для начинающих библиотекарей", "В течение года", "По телефону", "", ""],
            GOES_ON,
        ),
        row([
            "7",
            "Пополнение общей копилки: уроки, сценарии, списки литературы",
            "Ежемесячно",
            "",
            "Подлескова Н.В.",
            "",
        ]),
        section("3. Фонд и учебники"),
        row([
            "8",
            "Обмен учебниками: кому чего не хватило к сентябрю",
            "сентябрь",
            "Все школы",
            "Криничкина О.И.",
            "",
        ]),
        row(["9", "Сверка фондов", "Ежеквартально", "", "Библиотекари школ", ""]),
        row(["10", "Заказ учебников", "январь - февраль", "", "Криничкина О.И., все библиотекари", ""]),
    ];
    lined(&WIDTHS, &rows)
}

fn row(cells: [&str; 6]) -> String {
    row_with(cells, "")
}

/// A row whose cell «Ответственный» is joined with others.
fn row_with(cells: [&str; 6], joined: &str) -> String {
    let cells = cells.iter().enumerate().map(|(column, text)| {
        let content = if text.is_empty() { String::new() } else { p(text) };
        tc(if column == 4 { joined } else { "" }, &content)
    });
    tr(&cells.collect::<String>())
}

/// What will be spoken of at the meeting: a table inside a cell.
fn talks() -> String {
    let talk = |cells: [&str; 2]| tr(&cells.map(|text| tc("", &p(text))).concat());
    lined(
        &[2300, 1500],
        &[
            talk(["Тема выступления", "Выступающий"]),
            talk(["Итоги анкетирования: где нужна помощь", "Перелескина Т.А."]),
            talk(["Библиотечный урок о каталоге", "Околицына М.П."]),
        ],
    )
}
