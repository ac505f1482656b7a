//! Documents of Word and the plans that are made of them.
//!
//! The documents are made here, of the five plans in `content/` and of whatever a test needs; those that other programs
//! write are made by `tests/full import`, which names their folder in `KARTOTEKA_DOCUMENTS`.

#[path = "import/docx.rs"]
mod docx;
#[path = "import/pages.rs"]
mod pages;
#[path = "import/untidy.rs"]
mod untidy;
#[path = "import/word.rs"]
mod word;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use kartoteka::import::{self, PageKind};
use kartoteka::model::plan::{Cell, Plan, PlanPart, PlanRow, PlanTable};
use kartoteka::parse::plan::{self, ParsedPlan};
use proptest::prelude::*;

use docx::{b, document, p, tbl, tc, tr, with_parts};

const PLANS: [(&str, &str); 5] = [
    ("nevyansk", "2024-2025"),
    ("polotsk", "2024-2025"),
    ("gmo", "2019-2020"),
    ("balakhta", "2020-2021"),
    ("kamensky", "2021-2022"),
];

fn content(folder: &str, year: &str) -> Plan {
    let path = format!("{}/content/{folder}/plans/{year}.yaml", env!("CARGO_MANIFEST_DIR"));
    parsed(&fs::read_to_string(&path).expect("a plan"), year).plan
}

/// The plan that a text describes, which must have no mistake.
fn parsed(text: &str, year: &str) -> ParsedPlan {
    let path: Arc<str> = format!("content/plans/{year}.yaml").into();
    let parsed = plan::parse(&path, text, year);
    assert!(!parsed.diagnostics.has_errors(), "{:#?}\n{text}", parsed.diagnostics);
    parsed.value.expect("a plan")
}

/// What a plan says, line by line; a row of a table is one line, with the id of its first activity.
fn said(plan: &Plan) -> Vec<(String, Option<String>)> {
    let mut lines = Vec::new();
    for part in &plan.parts {
        match part {
            PlanPart::Title(title) => lines.push((format!("title {title:?}"), None)),
            PlanPart::Paragraphs(block) => {
                lines.push((format!("{:?} {}", block.topic, block.label), None));
                lines.extend(block.items.iter().map(|item| (format!("item {item}"), None)));
            }
            PlanPart::Approval(approval) => lines.push((
                format!(
                    "{:?} {:?}",
                    approval.kind,
                    (&approval.position, &approval.who, &approval.date, &approval.ground)
                ),
                None,
            )),
            PlanPart::Table(table) => table_said(table, &mut lines),
        }
    }
    lines
}

fn table_said(table: &PlanTable, lines: &mut Vec<(String, Option<String>)>) {
    lines.push((format!("{:?} {:?}", table.kind, table.headings), None));
    let columns: Vec<String> =
        table.columns.iter().map(|column| format!("{} ({:?})", column.heading, column.role)).collect();
    lines.push((format!("columns {}", columns.join(" | ")), None));
    for section in &table.sections {
        if section.heading.is_some() {
            lines.push((format!("section {:?} {:?}", section.number, section.heading), None));
        }
        for row in &section.rows {
            for line in 0..row.lines.len() {
                lines.push((row_said(table, row, line), Some(row.lines[line].id.0.clone())));
                for cell in &row.lines[line].cells {
                    if let Cell::Agenda(_, talks) = cell {
                        table_said(talks, lines);
                    }
                }
            }
        }
    }
}

/// A line of a row: what each of its cells says, the words above it where it goes on.
fn row_said(table: &PlanTable, row: &PlanRow, line: usize) -> String {
    let cells = (0..table.columns.len()).map(|column| {
        row.lines[..=line].iter().rev().find_map(|line| match &line.cells[column] {
            Cell::Continued => None,
            Cell::Text(text) | Cell::Agenda(text, _) => Some(text.clone()),
            Cell::Activities(activities) => {
                let said = activities
                    .iter()
                    .map(|activity| format!("{} [{}]", activity.what, activity.who.as_deref().unwrap_or("")));
                Some(said.collect::<Vec<_>>().join(" ; "))
            }
        })
    });
    cells.map(Option::unwrap_or_default).collect::<Vec<_>>().join(" | ")
}

/// How a document compares with the plan of `content/` that it was made of.
#[derive(Debug)]
struct Comparison {
    rows: usize,
    differing: Vec<String>,
    missing: Vec<String>,
    undoubted: Vec<String>,
    /// How many rows differ in nothing but the signs that part the items of a list: the file has those of the document.
    parted_otherwise: usize,
    doubts: usize,
}

fn compared(bytes: &[u8], name: &str, folder: &str, year: &str) -> Comparison {
    let document = import::read(name, bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
    let imported =
        import::plan(&document, name, None).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
    assert_eq!(imported.year.slug(), year, "{name}");
    if let Some(folder) = std::env::var_os("KARTOTEKA_IMPORTED") {
        fs::write(Path::new(&folder).join(format!("{name}.yaml")), &imported.text).expect("a file");
    }
    let plan = parsed(&imported.text, year);
    let expected = said(&content(folder, year));
    let found = said(&plan.plan);
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for (line, _) in &expected {
        *left.entry(line).or_default() += 1;
    }
    let mut comparison = Comparison {
        rows: expected.iter().filter(|(_, id)| id.is_some()).count(),
        differing: Vec::new(),
        missing: Vec::new(),
        undoubted: Vec::new(),
        parted_otherwise: 0,
        doubts: imported.doubts.len(),
    };
    let words: Vec<String> = expected.iter().map(|(line, _)| words_of(line)).collect();
    for (line, id) in &found {
        match left.get_mut(line.as_str()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => {
                comparison.differing.push(line.clone());
                if words.contains(&words_of(line)) {
                    comparison.parted_otherwise += 1;
                } else if !doubted(&imported, &plan, line, id.as_deref()) {
                    comparison.undoubted.push(line.clone());
                }
            }
        }
    }
    comparison.missing =
        left.into_iter().filter(|(_, count)| *count > 0).map(|(line, _)| line.to_owned()).collect();
    comparison
}

/// The words of a line without the signs that part the items of a list.
fn words_of(line: &str) -> String {
    let signs = [",", ";", "•", "·", "–", "- "];
    let bare = signs.iter().fold(line.replace('\n', " "), |text, sign| text.replace(sign, " "));
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a doubt stands a few lines above the first words of a row: rows of indicators and talks are no activities.
fn doubted_nearby(imported: &import::ImportedPlan, row: &str) -> bool {
    let first: String = row.chars().take(20).take_while(|letter| *letter != '|').collect();
    let at = imported.text.lines().position(|line| line.contains(first.trim())).unwrap_or(usize::MAX);
    imported.doubts.iter().filter_map(|doubt| doubt.line).any(|line| line <= at && at - line < 8)
}

/// Whether a doubt stands beside the row of an activity: between the activity before it and the one behind it.
fn doubted(imported: &import::ImportedPlan, plan: &ParsedPlan, line: &str, id: Option<&str>) -> bool {
    let line_of = |at: usize| imported.text[..at].matches('\n').count() + 1;
    let Some(id) = id else { return !imported.doubts.is_empty() };
    let mut starts: Vec<usize> = plan.notes.values().map(|notes| line_of(notes.place.span.0)).collect();
    starts.sort_unstable();
    let own = plan.notes.iter().find(|(known, _)| known.0 == id || known.0.starts_with(&format!("{id}.")));
    let Some((_, notes)) = own else { return doubted_nearby(imported, line) };
    let own = line_of(notes.place.span.0);
    let before = starts.iter().rev().find(|start| **start < own).copied().unwrap_or(0);
    let behind = starts.iter().find(|start| **start > own).copied().unwrap_or(usize::MAX);
    imported.doubts.iter().filter_map(|doubt| doubt.line).any(|line| line > before && line < behind)
}

/// The plans of `content/` as other programs write them: in the clean style they come back cell by cell, in the others
/// they differ only where a doubt says so.
#[test]
#[ignore = "`tests/full import` makes the documents"]
fn documents_of_other_programs() {
    let folder = std::env::var_os("KARTOTEKA_DOCUMENTS").expect("a folder of documents");
    let mut failed = Vec::new();
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    for file in files {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let Some((folder, year)) = PLANS.iter().find(|(folder, _)| name.starts_with(folder)) else {
            continue;
        };
        let comparison = compared(&fs::read(&file).expect("a document"), &name, folder, year);
        let Comparison { rows, differing, missing, undoubted, parted_otherwise, doubts } = &comparison;
        println!(
            "{name}: {rows} rows, {} differ ({parted_otherwise} of them in what parts a list), {} missing, {} without a doubt; {doubts} doubts",
            differing.len(),
            missing.len(),
            undoubted.len()
        );
        if name.contains("clean") && !(differing.is_empty() && missing.is_empty()) || !undoubted.is_empty() {
            println!("  found {differing:#?}\n  expected {missing:#?}\n  undoubted {undoubted:#?}");
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}

/// Documents that nobody here designed: each is read within its time, nothing panics, every plan that comes of one is
/// sound, and no word is lost.
#[test]
#[ignore = "the documents are other people's: `KARTOTEKA_FOREIGN` names their folder"]
fn foreign_documents() {
    let folder = std::env::var_os("KARTOTEKA_FOREIGN").expect("a folder of documents");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    for file in files {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = fs::read(&file).expect("a document");
        let start = std::time::Instant::now();
        let document = match import::read(&name, &bytes) {
            Ok(document) => document,
            Err(refusal) => {
                println!("{name}: {} bytes, refused: {}", bytes.len(), refusal.what);
                continue;
            }
        };
        let year = kartoteka::period::SchoolYear::parse("2024/2025");
        let imported = match import::plan(&document, &name, year) {
            Ok(imported) => imported,
            Err(refusal) => {
                assert!(refusal.what.contains("нет таблицы"), "{name}: {refusal:?}");
                println!("{name}: {} bytes, no plan: {}", bytes.len(), refusal.what);
                import::page(&document, &name, PageKind::Material, None);
                continue;
            }
        };
        let page = import::page(&document, &name, PageKind::Material, None);
        let took = start.elapsed();
        let plan = parsed(&imported.text, "2024-2025");
        let doubts = |doubts: &[import::Doubt]| -> String {
            let lines: Vec<String> =
                doubts.iter().map(|doubt| format!("{}: {}", doubt.spot, doubt.words)).collect();
            lines.join("\n")
        };
        if let Some(folder) = std::env::var_os("KARTOTEKA_IMPORTED") {
            let folder = Path::new(&folder);
            fs::write(
                folder.join(format!("{name}.yaml")),
                format!("{}\n{}", imported.text, doubts(&imported.doubts)),
            )
            .expect("a file");
            fs::write(folder.join(format!("{name}.md")), format!("{}\n{}", page.text, doubts(&page.doubts)))
                .expect("a file");
        }
        println!(
            "{name}: {} bytes, {} ms; {} tables, {} activities, {} doubts; page of {} bytes, {} pictures, {} doubts",
            bytes.len(),
            took.as_millis(),
            plan.plan.tables().count(),
            plan.plan.activities().len(),
            imported.doubts.len(),
            page.text.len(),
            page.files.len(),
            page.doubts.len()
        );
        assert!(took.as_secs() < 20, "{name}: {took:?}");
    }
}

#[test]
fn the_five_plans_come_back_cell_by_cell() {
    for (folder, year) in PLANS {
        let plan = content(folder, year);
        let document = import::read("план.docx", &docx::of_plan(&plan)).expect("a document");
        let imported = import::plan(&document, "план.docx", None).expect("a plan");
        assert_eq!(imported.year.slug(), year);
        let lines = |plan: &Plan| said(plan).into_iter().map(|(line, _)| line).collect::<Vec<_>>();
        let (found, expected) = (lines(&parsed(&imported.text, year).plan), lines(&plan));
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "{folder}\n{}", imported.text);
        }
        assert_eq!(found.len(), expected.len(), "{folder}");
        let merged = imported.doubts.iter().filter(|doubt| doubt.message.contains("объединена с верхней"));
        assert_eq!(merged.count(), imported.doubts.len(), "{:#?}", imported.doubts);
    }
}

const HEAD: [&str; 4] = ["№ п/п", "Мероприятия", "Сроки", "Ответственный"];

/// A row of cells of plain text, each line a paragraph.
fn row(cells: &[&str]) -> String {
    let cells = cells.iter().map(|text| tc("", &text.lines().map(p).collect::<String>()));
    tr(&cells.collect::<String>())
}

/// The plan that a document with this body becomes: its text and its doubts.
fn imported(body: &str) -> import::ImportedPlan {
    let document = import::read("план 2026-2027.docx", &document(body)).expect("a document");
    let imported = import::plan(&document, "план 2026-2027.docx", None).expect("a plan");
    parsed(&imported.text, "2026-2027");
    imported
}

/// The text behind the three lines with which each file begins, and the messages of its doubts with their places.
fn check(body: &str, expected: &str, doubts: &[&str]) {
    let imported = imported(body);
    let lines = imported.text.lines().skip(3).filter(|line| !line.trim_start().starts_with('#'));
    let text = lines.collect::<Vec<_>>().join("\n");
    assert_eq!(text.trim(), expected.trim());
    let found: Vec<String> =
        imported.doubts.iter().map(|doubt| format!("{}: {}", doubt.spot, doubt.message)).collect();
    assert_eq!(found.len(), doubts.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(doubts) {
        assert!(found.contains(expected), "{found:#?}");
    }
    for doubt in &imported.doubts {
        let line = doubt.line.expect("a line");
        let shown = imported.text.lines().nth(line - 1).expect("the line");
        assert!(shown.contains("в документе"), "line {line}: {shown}");
    }
}

#[test]
fn a_row_cut_by_a_page_is_put_together_and_said() {
    let table = tbl(&[
        row(&HEAD),
        row(&[
            "1.",
            "Работа школьных библиотекарей: консультация для библио",
            "август-сентябрь",
            "Перелескина",
        ]),
        row(&["", "текарей района", "2026 года", "Т.А."]),
        row(&HEAD),
        row(&["2.", "Семинар для библиотекарей", "май", "Околицына М.П."]),
    ]);
    check(
        &table,
        "столбцы:
  номер: № п/п
  что: Мероприятия
  когда: Сроки
  кто: Ответственный
мероприятия:
  - номер: 1.
    что: \"Работа школьных библиотекарей: консультация для библио текарей района\"
    когда: август-сентябрь 2026 года
    кто: Перелескина Т.А.
  - номер: 2.
    что: Семинар для библиотекарей
    когда: май
    кто: Околицына М.П.",
        &[
            "строка 3: Строка, разорванная концом страницы, соединена с верхней; похоже, разорвано и слово: «библиотекарей»",
            "строка 4: Строка повторяет",
        ],
    );
}

#[test]
fn sections_stacks_and_lists() {
    let numbering = "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/>\
        <w:lvlText w:val='%1)'/></w:lvl></w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num></w:numbering>";
    let item = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='5'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = tbl(&[
        row(&HEAD),
        tr(&(tc("", "") + &tc("", &b("Методическая работа")) + &tc("", "") + &tc("", ""))),
        tr(&(tc("", &p("1"))
            + &tc("", &(p("Занятия:") + &item("каталог") + &item("выставка")))
            + &tc("", &p("май"))
            + &tc("", ""))),
        tr(&(tc("", &p("2"))
            + &tc("", &(p("Заказ учебников") + "<w:p/>" + &p("Обмен учебниками")))
            + &tc("", &(p("март") + "<w:p/>" + &p("апрель")))
            + &tc("", &p("школы")))),
    ]);
    let bytes = with_parts(&body, &[("word/numbering.xml", numbering)]);
    let document = import::read("план.docx", &bytes).expect("a document");
    let imported = import::plan(&document, "2026-2027.docx", None).expect("a plan");
    let text = imported.text.lines().skip(9).collect::<Vec<_>>().join("\n") + "\n";
    assert_eq!(
        text,
        "разделы:
  # в документе: таблица 1, строка 2. Строка, в которой заполнена одна ячейка, прочитана как
  # заголовок раздела: Методическая работа
  - заголовок: Методическая работа
    мероприятия:
      - номер: 1
        что: |
          Занятия:
          1) каталог
          2) выставка
        когда: май
      # в документе: таблица 1, строка 4. В строке стопкой стоят мероприятия (2): они записаны
      # вместе, сверьте, что к чему относится
      - вместе:
          - номер: 2
            что: Заказ учебников
            когда: март
            кто: школы
          - что: Обмен учебниками
            когда: апрель
"
    );
}

/// What is empty beside a merged cell is empty in the file too, and nobody else's.
#[test]
fn an_empty_cell_beside_a_merged_one_stays_empty() {
    let merged = |text: &str, settings: &str| tc(settings, &p(text));
    let line = |number: &str, what: &str, when: String, who: &str| {
        tr(&(tc("", &p(number)) + &tc("", &p(what)) + &when + &tc("", &p(who))))
    };
    let body = tbl(&[
        row(&HEAD),
        line("1", "Выставка", merged("сентябрь", "<w:vMerge w:val='restart'/>"), "Перелескина Т.А."),
        line("2", "Беседа", merged("", "<w:vMerge/>"), ""),
        line("3", "Рейд", merged("", "<w:vMerge/>"), "Околицына М.П."),
    ]);
    check(
        &body,
        "столбцы:
  номер: № п/п
  что: Мероприятия
  когда: Сроки
  кто: Ответственный
мероприятия:
  - вместе:
      - номер: 1
        что: Выставка
        когда: сентябрь
        кто: Перелескина Т.А.
      - номер: 2
        что: Беседа
        кто: \"\"
      - номер: 3
        что: Рейд
        кто: Околицына М.П.",
        &["строка 3: Ячейка «Сроки» объединена", "строка 4: Ячейка «Сроки» объединена"],
    );
    let plan = parsed(&imported(&body).text, "2026-2027").plan;
    let activities = plan.activities();
    let found: Vec<_> = activities.iter().map(|activity| (activity.when, activity.who)).collect();
    let expected = [("сентябрь", "Перелескина Т.А."), ("сентябрь", ""), ("сентябрь", "Околицына М.П.")];
    assert_eq!(found, expected);
}

/// Word counts a column by itself: its cells hold a number and no word. A row with nothing but its number is none.
#[test]
fn numbers_that_word_counts_in_empty_cells() {
    let numbering = "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='4'/>\
        <w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='5'>\
        <w:abstractNumId w:val='1'/></w:num></w:numbering>";
    let counted = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='5'/></w:numPr></w:pPr></w:p>";
    let line = |what: &str, when: &str| {
        tr(&(tc("", counted) + &tc("", &p(what)) + &tc("", &p(when)) + &tc("", &p("школы"))))
    };
    let blank = tr(&(tc("", counted) + &tc("", "") + &tc("", "") + &tc("", "")));
    let table = tbl(&[row(&HEAD), line("Семинар", "май"), blank, line("Практикум", "июнь")]);
    let bytes = with_parts(&table, &[("word/numbering.xml", numbering)]);
    let document = import::read("план.docx", &bytes).expect("a document");
    let imported = import::plan(&document, "2026-2027.docx", None).expect("a plan");
    let text =
        imported.text.lines().skip_while(|line| *line != "мероприятия:").collect::<Vec<_>>().join("\n");
    assert_eq!(
        text,
        "мероприятия:
  - номер: 4.
    что: Семинар
    когда: май
    кто: школы
  - номер: 6.
    что: Практикум
    когда: июнь
    кто: школы"
    );
    assert_eq!(imported.doubts, []);
    let page = import::page(&document, "план.docx", PageKind::Material, None);
    assert!(page.text.contains("| 6\\. | Практикум |"), "{}", page.text);
}

/// A table that was cut in two by a heading has its columns named once.
#[test]
fn a_table_below_a_heading_takes_over_the_columns_above() {
    let head = ["Содержание", "Дата", "Место проведения", "Исполнитель"];
    let first = tbl(&[row(&head), row(&["Семинар", "сентябрь", "школа № 1", "школы"])]);
    let second = tbl(&[row(&["Круглый стол", "январь", "ЦБС", "Околицына М.П."])]);
    check(
        &(first.clone() + &b("II ПОЛУГОДИЕ") + &second),
        "таблицы:
  - столбцы:
      что: Содержание
      когда: Дата
      где: Место проведения
      кто: Исполнитель
    мероприятия:
      - что: Семинар
        когда: сентябрь
        где: школа № 1
        кто: школы
  - заголовок: II ПОЛУГОДИЕ
    столбцы:
      что: Содержание
      когда: Дата
      где: Место проведения
      кто: Исполнитель
    мероприятия:
      - что: Круглый стол
        когда: январь
        где: ЦБС
        кто: Околицына М.П.",
        &["таблица 2: У таблицы нет строки с заголовками столбцов: они взяты у таблицы выше"],
    );
    // Periods stand elsewhere: this is another table.
    let other = tbl(&[row(&["январь", "Круглый стол", "ЦБС", "Околицына М.П."])]);
    let plan = parsed(&imported(&(first + &b("Каникулы") + &other)).text, "2026-2027").plan;
    let activities = plan.activities();
    assert_eq!(activities.iter().map(|activity| activity.when).collect::<Vec<_>>(), ["сентябрь", "январь"]);
}

/// What is struck through stays so on a page, and is said where a plan cannot show it.
#[test]
fn words_struck_through() {
    let struck = |before: &str, words: &str| {
        format!(
            "<w:p><w:r><w:t xml:space='preserve'>{before} </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let cells =
        tr(&(tc("", &p("1")) + &tc("", &struck("Семинар", "отменён")) + &tc("", &p("май")) + &tc("", "")));
    let body = struck("Цель:", "расти") + &tbl(&[row(&HEAD), cells]);
    check(
        &body,
        "цели:
  заголовок: Цель
  пункты:
    - расти

столбцы:
  номер: № п/п
  что: Мероприятия
  когда: Сроки
  кто: Ответственный
мероприятия:
  - номер: 1
    что: Семинар отменён
    когда: май",
        &[
            "таблица 1, строка 2, столбец «Мероприятия»: Эти слова в документе зачёркнуты",
            "абзац 1: Эти слова в документе зачёркнуты",
        ],
    );
    let document = import::read("план.docx", &document(&(p("Урок") + &body))).expect("a document");
    let page = import::page(&document, "план.docx", PageKind::Material, None);
    assert!(page.text.contains("Цель: ~~расти~~"), "{}", page.text);
    assert!(page.text.contains("| Семинар ~~отменён~~ |"), "{}", page.text);
}

/// The same of `LibreOffice`: a number alone in its cell, and words struck through.
#[test]
fn numbers_alone_and_words_struck_through_in_an_odt() {
    let cell = |inside: &str| format!("<t:table-cell>{inside}</t:table-cell>");
    let line = |cells: [&str; 4]| format!("<t:table-row>{}</t:table-row>", cells.map(cell).concat());
    let item =
        "<x:list x:style-name='L' x:continue-numbering='true'><x:list-item><x:p/></x:list-item></x:list>";
    let head = HEAD.map(|heading| format!("<x:p>{heading}</x:p>"));
    let content = format!(
        "<o:document-content xmlns:o='o' xmlns:x='x' xmlns:t='t' xmlns:s='s' xmlns:f='f'><o:automatic-styles>\
         <x:list-style s:name='L'><x:list-level-style-number x:level='1' s:num-format='1' s:num-suffix='.'/></x:list-style>\
         <s:style s:name='T' s:family='text'><s:text-properties s:text-line-through-style='solid'/></s:style>\
         </o:automatic-styles><o:body><o:text><t:table>{}{}{}</t:table></o:text></o:body></o:document-content>",
        line([&head[0], &head[1], &head[2], &head[3]]),
        line([item, "<x:p>Семинар</x:p>", "<x:p>май</x:p>", "<x:p/>"]),
        line([
            item,
            "<x:p>Рейд <x:span x:style-name='T'>отменён</x:span></x:p>",
            "<x:p>июнь</x:p>",
            "<x:p/>"
        ]),
    );
    let parts: [(&str, &[u8]); 2] =
        [("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())];
    let document = import::read("план.odt", &docx::archive(&parts)).expect("a document");
    let imported = import::plan(&document, "2026-2027.odt", None).expect("a plan");
    let lines: Vec<&str> = imported.text.lines().map(str::trim_start).collect();
    assert!(lines.contains(&"- номер: 1.") && lines.contains(&"- номер: 2."), "{}", imported.text);
    let words: Vec<&str> = imported.doubts.iter().map(|doubt| doubt.words.as_str()).collect();
    assert_eq!(words, ["отменён"], "{:#?}", imported.doubts);
}

#[test]
fn headings_cut_short_are_understood() {
    for who in ["Отв.", "Ответств.", "Отв-ный", "Исполн."] {
        let table = tbl(&[row(&["№", "Мероприятие", "Сроки", who]), row(&["1", "Семинар", "май", "школы"])]);
        let expected = format!(
            "столбцы:
  номер: №
  что: Мероприятие
  когда: Сроки
  кто: {who}
мероприятия:
  - номер: 1
    что: Семинар
    когда: май
    кто: школы"
        );
        check(&table, &expected, &[]);
    }
}

#[test]
fn a_heading_of_two_rows_and_columns_of_ones_own() {
    let down = "<w:vMerge w:val='restart'/>";
    let body = tbl(&[
        tr(&(tc(down, &p("Содержание работы"))
            + &tc("<w:gridSpan w:val='2'/>", &p("Сроки"))
            + &tc(down, &p("Исполнители"))
            + &tc(down, &p("Отметка о выполнении")))),
        tr(&(tc("<w:vMerge/>", "")
            + &tc("", &p("план"))
            + &tc("", &p("факт"))
            + &tc("<w:vMerge/>", "")
            + &tc("<w:vMerge/>", ""))),
        row(&["1", "2", "3", "4", "5"]),
        row(&["Семинар", "май", "", "школы", "да"]),
    ]);
    check(
        &body,
        "столбцы:
  что: Содержание работы
  когда: \"Сроки: план\"
  сроки факт: \"Сроки: факт\"
  кто: Исполнители
  отметка: Отметка о выполнении
мероприятия:
  - что: Семинар
    когда: май
    кто: школы
    проведено: да",
        &["Отметки из столбца «Отметка о выполнении»", "строка 3: Строка с номерами столбцов"],
    );
}

#[test]
fn the_header_of_a_plan() {
    let approvals = tbl(&[tr(&(tc(
        "",
        &(p("СОГЛАСОВАНО") + &p("Методист") + &p("Л.И. Опушкина") + &p("«27» августа 2026 г.")),
    ) + &tc(
        "",
        &(p("УТВЕРЖДАЮ") + &p("Начальник отдела ________ А.Д. Полевников") + &p("приказ № 12 от 28.08.2026")),
    )))]);
    let body = p("Отдел образования")
        + &approvals
        + &b("План работы РМО")
        + &b("на 2026-2027 учебный год")
        + &p("Цель: расти")
        + &p("Задачи:")
        + &p("- учиться;")
        + &p("- помогать.")
        + &tbl(&[row(&HEAD), row(&["1", "Семинар", "май", "школы"])])
        + &p("Руководитель РМО Перелескина Т.А.");
    check(
        &body,
        "согласовано:
  должность: Методист
  кто: Л.И. Опушкина
  дата: «27» августа 2026 г.

утверждаю:
  должность: Начальник отдела
  кто: А.Д. Полевников
  основание: приказ № 12 от 28.08.2026

название: |
  План работы РМО
  на 2026-2027 учебный год

цели:
  заголовок: Цель
  пункты:
    - расти

задачи:
  заголовок: Задачи
  пункты:
    - учиться;
    - помогать.

столбцы:
  номер: № п/п
  что: Мероприятия
  когда: Сроки
  кто: Ответственный
мероприятия:
  - номер: 1
    что: Семинар
    когда: май
    кто: школы",
        &["абзац 1: Для этих слов в плане нет поля", "Для этих слов в плане нет поля"],
    );
}

#[test]
fn what_word_hides_in_a_paragraph() {
    let run = |text: &str| format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>");
    let field = |sign: &str| format!("<w:r><w:fldChar w:fldCharType='{sign}'/></w:r>");
    let paragraph = format!(
        "<w:p>{}<w:ins>{}</w:ins><w:del><w:r><w:delText>вон </w:delText></w:r></w:del>{}{}{}{}{}{}<w:r><w:noBreakHyphen/></w:r>{}\
         <w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
        run("Сем\u{ad}инар "),
        run("и\u{a0}беседа "),
        field("begin"),
        "<w:r><w:instrText> PAGE </w:instrText></w:r>",
        field("separate"),
        run("7"),
        field("end"),
        run(" А"),
        run("Б"),
    );
    let boxed = "<w:p><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>В рамке</w:t></w:r></w:p>\
        </w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>В рамке</w:t></w:r></w:p></w:txbxContent>\
        </w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>";
    let notes = "<w:footnotes xmlns:w='w'><w:footnote w:id='2'><w:p><w:r><w:t>по заявкам</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let table =
        tbl(&[row(&HEAD), tr(&(tc("", &p("1")) + &tc("", &paragraph) + &tc("", &p("май")) + &tc("", "")))]);
    let bytes = with_parts(&(table + boxed), &[("word/footnotes.xml", notes)]);
    let document = import::read("план.docx", &bytes).expect("a document");
    let imported = import::plan(&document, "2026-2027.docx", None).expect("a plan");
    assert!(
        imported.text.contains("что: \"Семинар и беседа 7 А-Б (сноска: по заявкам)\""),
        "{}",
        imported.text
    );
    let messages: Vec<&str> = imported.doubts.iter().map(|doubt| doubt.message.as_str()).collect();
    assert_eq!(imported.text.matches("В рамке").count(), 1, "{}", imported.text);
    assert!(messages.iter().any(|message| message.contains("ещё не приняты: 2")), "{messages:#?}");
}

#[test]
fn a_page_of_a_meeting_with_its_pictures() {
    let relations = "<Relationships><Relationship Id='rId1' Target='media/image1.png'/>\
        <Relationship Id='rId2' Target='https://school.example/'/><Relationship Id='rId3' Target='file:///C:/план.pdf'/></Relationships>";
    let body = b("Протокол № 1 [итоги]")
        + &p("12 ноября 2026 года")
        + "<w:p><w:r><w:t xml:space='preserve'>Были </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>все*</w:t></w:r><w:r><w:tab/></w:r>\
           <w:hyperlink r:id='rId2'><w:r><w:t>школы</w:t></w:r></w:hyperlink><w:r><w:tab/></w:r><w:hyperlink r:id='rId3'><w:r><w:t>план</w:t></w:r></w:hyperlink></w:p>"
        + "<w:p><w:r><w:drawing><wp:docPr xmlns:wp='p' descr='Читальный зал'/><a:blip xmlns:a='a' r:embed='rId1'/></w:drawing></w:r></w:p>"
        + &tbl(&[row(&["Вопрос", "Решили"]), row(&["План", "Утвердить | принять"])]);
    let main = format!("<w:document xmlns:w='w' xmlns:r='r'><w:body>{body}</w:body></w:document>");
    let bytes = docx::archive(&[
        ("word/document.xml", main.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/media/image1.png", b"\x89PNG"),
    ]);
    let document = import::read("протокол.docx", &bytes).expect("a document");
    let page = import::page(&document, "протокол.docx", PageKind::Meeting, None);
    assert_eq!(page.title, "Протокол № 1 [итоги]");
    assert_eq!(page.date.map(|date| date.to_string()).as_deref(), Some("2026-11-12"));
    assert_eq!(page.files, [("image1.png".to_owned(), b"\x89PNG".to_vec())]);
    for part in [
        "Были **все\\*** [школы](<https://school.example/>) план",
        "![Читальный зал](image1.png)",
        "| Вопрос | Решили |\n| --- | --- |\n| План | Утвердить \\| принять |",
        "<!-- в документе: абзац 3. Эта ссылка ведёт не на сайт, остались только её слова: план (file:///C:/план.pdf) -->",
    ] {
        assert!(page.text.contains(part), "{part}\n{}", page.text);
    }
}

/// A meeting has its day, from the document or from the name of its file; a material need not.
#[test]
fn the_day_of_a_meeting() {
    let document =
        import::read("а.docx", &document(&(b("Протокол заседания") + &p("Слушали")))).expect("a document");
    let dated = import::page(&document, "Протокол 2026-12-10.docx", PageKind::Meeting, None);
    assert_eq!(dated.date.map(|date| date.to_string()).as_deref(), Some("2026-12-10"));
    assert_eq!(dated.doubts, []);
    let undated = import::page(&document, "Протокол 3.docx", PageKind::Meeting, None);
    assert_eq!(undated.date, None);
    let [doubt] = &undated.doubts[..] else { panic!("{:#?}", undated.doubts) };
    assert!(doubt.message.contains("Дата не найдена"), "{doubt:?}");
    let line = doubt.line.expect("a line");
    let lines: Vec<&str> = undated.text.lines().collect();
    assert!(lines[line - 1].contains("в документе: весь документ. Дата не найдена"), "{}", undated.text);
    assert_eq!(lines[line], "дата:");
    assert_eq!(import::page(&document, "Урок.docx", PageKind::Material, None).doubts, []);
}

#[test]
fn a_protocol_becomes_no_plan_unasked() {
    let home = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(home.path().join("content")).expect("a folder");
    fs::write(home.path().join("content/association.yaml"), "название: РМО\n").expect("a file");
    let body =
        b("ПРОТОКОЛ № 1") + &p("12 ноября 2026 года") + &p("СЛУШАЛИ: Фамилию И.О.") + &p("РЕШИЛИ: принять");
    let body = body + &tbl(&[row(&HEAD), row(&["1", "Принять план", "до 20 ноября", "Фамилия И.О."])]);
    fs::write(home.path().join("Протокол 1.docx"), document(&body)).expect("a file");
    let run = |more: &[&str]| {
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_kartoteka"))
            .args(["import", "Протокол 1.docx"])
            .args(more)
            .current_dir(home.path())
            .output()
            .expect("the program runs");
        (program.status.code(), String::from_utf8_lossy(&program.stderr).into_owned())
    };
    let (code, said) = run(&[]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("kartoteka import \"Протокол 1.docx\" --as meeting"), "{said}");
    assert_eq!(fs::read_dir(home.path().join("content")).expect("a folder").count(), 1);
    assert_eq!(run(&["--as", "meeting"]).0, Some(0));
    assert_eq!(run(&["--as", "plan", "--school-year", "2026-2027"]).0, Some(0));
    assert!(home.path().join("content/plans/2026-2027.yaml").is_file());
}

#[test]
fn values_parted_by_signs() {
    let text = "План работы РМО на 2026/2027 учебный год;;\n;;\nДата;Содержание работы;Ответственный\n10.12.2026;\"Семинар; беседа\";Перелескина Т.А.\nМетодика;;\nмай;Выставка;школы\n";
    for bytes in [text.as_bytes().to_vec(), encoded(text)] {
        let document = import::read("план.csv", &bytes).expect("values");
        let imported = import::plan(&document, "план.csv", None).expect("a plan");
        let plan = parsed(&imported.text, "2026-2027").plan;
        assert_eq!(plan.title().as_deref(), Some("План работы РМО на 2026/2027 учебный год"));
        let activities: Vec<_> = plan
            .activities()
            .iter()
            .map(|activity| (activity.when, activity.what, activity.who))
            .map(|(a, b, c)| format!("{a} {b} {c}"))
            .collect();
        assert_eq!(activities, ["10.12.2026 Семинар; беседа Перелескина Т.А.", "май Выставка школы"]);
    }
}

/// The text as old programs on Windows write it.
fn encoded(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        'А'..='я' => u8::try_from(u32::from(letter) - 0x410 + 0xc0).expect("a letter"),
        letter => u8::try_from(u32::from(letter)).expect("a sign"),
    };
    text.chars().map(byte).collect()
}

#[test]
fn a_workbook() {
    let sheet = "<worksheet><sheetData>\
        <row r='1'><c r='A1' t='inlineStr'><is><t>План на 2026-2027 учебный год</t></is></c></row>\
        <row r='3'><c r='A3' t='inlineStr'><is><t>Дата</t></is></c><c r='B3' t='inlineStr'><is><t>Мероприятие</t></is></c></row>\
        <row r='4'><c r='A4' s='1'><v>46366</v></c><c r='B4' t='inlineStr'><is><t>Семинар</t></is></c></row>\
        <row r='5'><c r='A5' t='inlineStr'><is><t>Методика</t></is></c></row>\
        <row r='6'><c r='A6' t='inlineStr'><is><t>май</t></is></c><c r='B6' t='inlineStr'><is><t>Выставка</t></is></c></row>\
        </sheetData><mergeCells><mergeCell ref='A5:B5'/></mergeCells></worksheet>";
    let bytes = docx::archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b"<Relationships><Relationship Id='rId1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
        ("xl/workbook.xml", "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='План' sheetId='1' r:id='rId1'/></sheets></workbook>".as_bytes()),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id='rId1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"),
        ("xl/styles.xml", b"<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    let document = import::read("план.xlsx", &bytes).expect("a workbook");
    let imported = import::plan(&document, "план.xlsx", None).expect("a plan");
    let plan = parsed(&imported.text, "2026-2027").plan;
    let activities: Vec<String> =
        plan.activities().iter().map(|activity| format!("{} {}", activity.when, activity.what)).collect();
    assert_eq!(activities, ["10.12.2026 Семинар", "май Выставка"], "{}", imported.text);
    assert_eq!(plan.tables().next().and_then(|table| table.sections[1].heading.as_deref()), Some("Методика"));
}

#[test]
fn what_is_no_document_is_answered() {
    for (name, bytes, what) in [
        ("план.doc", &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], "старого Word"),
        ("план.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "паролем"),
        ("план.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "старого Excel"),
        ("план.pdf", b"%PDF-1.4", "PDF"),
        ("план.rtf", b"{\\rtf1", "RTF"),
        ("план.doc", b"<html><body>", "HTML"),
        ("план.docx", b"", "пуст"),
        ("план.docx", b"PK\x03\x04", "повреждён"),
        ("план.txt", "План".as_bytes(), "не документ Word"),
    ] {
        let refusal = import::read(name, bytes).expect_err(name);
        assert!(refusal.what.contains(what), "{refusal:?}");
        assert!(!refusal.remedy.is_empty());
    }
    let other = docx::archive(&[("ppt/presentation.xml", b"<a/>")]);
    assert!(
        import::read("план.docx", &other).is_err_and(|refusal| refusal.what.contains("не документ Word"))
    );
}

/// A plan that is a list would become a file without activities.
#[test]
fn a_plan_without_a_table_is_refused() {
    let year = kartoteka::period::SchoolYear::parse("2026/2027");
    let framed = tbl(&[tr(&tc("", &p("1. Семинар")))]);
    for body in [b("План работы РМО на 2026-2027 учебный год") + &p("Сентябрь") + &p("1. Семинар"), framed]
    {
        let document = import::read("план.docx", &document(&body)).expect("a document");
        let refusal = import::plan(&document, "план.docx", year).expect_err("no table");
        assert!(refusal.what.contains("нет таблицы"), "{refusal:?}");
        assert!(refusal.remedy.contains("Преобразовать в таблицу") && !refusal.lacks_year, "{refusal:?}");
    }
    let document =
        import::read("план.docx", &document(&tbl(&[row(&HEAD), row(&["1", "Семинар", "май", ""])])));
    let refusal = import::plan(&document.expect("a document"), "план.docx", None).expect_err("no year");
    assert!(refusal.lacks_year, "{refusal:?}");
}

#[test]
fn bombs_are_answered() {
    let refused = |bytes: &[u8], what: &str| {
        let start = std::time::Instant::now();
        let refusal = import::read("план.docx", bytes).expect_err(what);
        assert!(refusal.what.contains(what), "{refusal:?}");
        assert!(start.elapsed().as_secs() < 60, "{what}: {:?}", start.elapsed());
    };
    let large = format!("<a>{}</a>", " ".repeat(60 << 20));
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let packed =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file("word/document.xml", packed).expect("a part");
    std::io::Write::write_all(&mut writer, large.as_bytes()).expect("its bytes");
    let bomb = writer.finish().expect("an archive").into_inner();
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    refused(&bomb, "больше 48 МБ");
    let entities = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
    refused(&docx::archive(&[("word/document.xml", entities.as_bytes())]), "сущности");
    refused(
        &document(&("<w:tbl><w:tr><w:tc>".repeat(500) + &"</w:tc></w:tr></w:tbl>".repeat(500))),
        "глубже",
    );
    refused(&document(&tbl(&[tr(&tc("<w:gridSpan w:val='4000000000'/>", &p("а")))])), "столбцов");
    refused(&document(&tbl(&[tr(&"<w:tc/>".repeat(150)).repeat(1500)])), "ячеек");
    // Tables as deep as people may make them are read.
    let deep = (0..40).fold(p("дно"), |inner, _| tbl(&[tr(&tc("", &(inner + "<w:p/>")))]));
    let imported = imported(&deep);
    assert!(imported.text.contains("дно"), "{}", imported.text);
}

/// A heading of which only two columns are understood looks like that of a matrix, and there is nothing below it.
#[test]
fn a_heading_with_nothing_below_it_is_a_list() {
    let empty = tc("<w:gridSpan w:val='2'/>", &p(""));
    let merged = tc("<w:gridSpan w:val='2'/><w:vMerge/>", &p(""));
    all_is_well(&document(&tbl(&[
        row(&HEAD),
        tr(&[empty, merged, tc("", &p("")), tc("", &p(""))].concat()),
    ])));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever happens to a document on its way, it is read or refused.
    #[test]
    fn damaged_documents_never_panic(
        place in 0_usize..6,
        damage in prop::collection::vec((0.0_f64..1.0, any::<u8>()), 1..12),
        cut in prop::option::of(0.0_f64..1.0),
    ) {
        let (folder, year) = PLANS[place % 5];
        let mut bytes = docx::of_plan(&content(folder, year));
        for (at, byte) in damage {
            let at = position(at, bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(position(cut, bytes.len()));
        }
        all_is_well(&bytes);
    }

    /// The same where the archive is whole and its text is not.
    #[test]
    fn damaged_text_never_panics(
        place in 0_usize..6,
        damage in prop::collection::vec((0.0_f64..1.0, 0.0_f64..0.02, "(<w:tc>|</w:tc>|<w:tbl><w:tr>|&amp;|<w:vMerge/>|<w:gridSpan w:val='3'/>|[а-я]{1,5}|УТВЕРЖДАЮ|<w:p/>|)"), 1..8),
    ) {
        let (folder, year) = PLANS[place % 5];
        let whole = docx::of_plan(&content(folder, year));
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(whole)).expect("an archive");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").expect("a part"), &mut text).expect("text");
        for (at, length, words) in damage {
            let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let start = boundary(position(at, text.len()));
            let end = boundary(start + position(length, text.len())).max(start);
            text.replace_range(start..end, &words);
        }
        all_is_well(&docx::archive(&[("word/document.xml", text.as_bytes())]));
    }

    /// Tables of any shape: their words are in the file, and the file is sound.
    #[test]
    fn tables_of_any_shape(
        rows in prop::collection::vec(
            prop::collection::vec((1_usize..4, prop::option::of(any::<bool>()), "[а-яА-Я0-9 .,:;#\"'«»|>{}*-]{0,30}", any::<bool>()), 1..6),
            1..8
        ),
        heading in any::<bool>(),
    ) {
        let mut made = if heading { vec![row(&HEAD)] } else { Vec::new() };
        for cells in rows {
            let cells = cells.into_iter().map(|(span, merged, text, bold)| {
                let merge = match merged {
                    None => "",
                    Some(true) => "<w:vMerge w:val='restart'/>",
                    Some(false) => "<w:vMerge/>",
                };
                let text = if bold { b(&text) } else { p(&text) };
                tc(&format!("<w:gridSpan w:val='{span}'/>{merge}"), &text)
            });
            made.push(tr(&cells.collect::<String>()));
        }
        all_is_well(&document(&tbl(&made)));
    }
}

fn position(at: f64, length: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a short text"
    )]
    let position = (at * length as f64) as usize;
    position.min(length.saturating_sub(1))
}

/// A document is read or refused; what is read becomes a sound plan unless it has no table, and all of its words are in
/// the file.
fn all_is_well(bytes: &[u8]) {
    let Ok(document) = import::read("план.docx", bytes) else { return };
    import::page(&document, "план.docx", PageKind::Material, None);
    let year = kartoteka::period::SchoolYear::parse("2026/2027");
    let imported = match import::plan(&document, "план.docx", year) {
        Ok(imported) => imported,
        Err(refusal) => {
            assert!(refusal.what.contains("нет таблицы"), "{refusal:?}");
            return;
        }
    };
    let path: Arc<str> = "content/plans/2026-2027.yaml".into();
    let plan = plan::parse(&path, &imported.text, "2026-2027");
    assert!(!plan.diagnostics.has_errors(), "{:#?}\n{}", plan.diagnostics, imported.text);
    for doubt in &imported.doubts {
        let line = doubt.line.expect("each doubt of a plan has its line");
        assert!(
            imported.text.lines().nth(line - 1).is_some_and(|line| line.contains("в документе")),
            "{doubt:?}\n{}",
            imported.text
        );
    }
}
