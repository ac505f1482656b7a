//! Documents of Word: what they hold, where they stand, and what must not get into them. That plans come back equal is in
//! `tests/import/word.rs`; what other programs make of them is asked by `tests/full word`.

#[path = "documents/sites.rs"]
mod sites;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use kartoteka::export::word;
use kartoteka::model::{Owner, Subject};
use kartoteka::output::Output;
use kartoteka::view::{self, Kind, Offer, Page, route};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use sites::{ASSOCIATION, PEOPLE, content, documents, made, site_of, theme, written};

/// The parts of a document by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let count = archive.len();
    let part = |index| {
        let mut part = archive.by_index(index).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        (part.name().expect("a name").into_owned(), text)
    };
    (0..count).map(part).collect()
}

#[test]
fn every_part_is_well_formed_and_known_to_the_package() {
    let site = content();
    let documents = documents(&site, Kind::Word);
    let kinds = |kind: fn(&Page) -> bool| documents.iter().filter(|(page, _)| kind(page)).count();
    assert_eq!(kinds(|page| matches!(page, Page::Of(Subject::Plan(..)))), 8);
    assert_eq!(kinds(|page| matches!(page, Page::PlanMarked(..))), 3);
    assert_eq!(kinds(|page| matches!(page, Page::Protocol(..))), 10);
    assert_eq!(kinds(|page| matches!(page, Page::Of(Subject::Analysis(..)))), 3);
    for (page, path) in &documents {
        let bytes = word::document(&site, page);
        assert_eq!(bytes, word::document(&site, page), "{path}");
        let parts = parts(&bytes);
        let types = &parts["[Content_Types].xml"];
        for (name, text) in &parts {
            let mut reader = Reader::from_str(text);
            loop {
                match reader.read_event() {
                    Ok(Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => panic!("{path}, {name}: {error}"),
                }
            }
            let is_known = types.contains(&format!("PartName=\"/{name}\""))
                || name == "[Content_Types].xml"
                || name.contains("_rels/");
            assert!(is_known, "{path}: {name}");
        }
        // Each style that is used is described, and each part that is referred to is there.
        let (text, styles) = (&parts["word/document.xml"], &parts["word/styles.xml"]);
        let used = text.split("<w:pStyle w:val=\"").chain(text.split("<w:tblStyle w:val=\""));
        let used: BTreeSet<&str> =
            used.filter_map(|rest| rest.split_once("\"/>")).map(|(id, _)| id).collect();
        for id in used.into_iter().filter(|id| id.chars().all(|letter| letter.is_ascii_alphanumeric())) {
            assert!(styles.contains(&format!("w:styleId=\"{id}\"")), "{path}: {id}");
        }
        for reference in text.split(" r:id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let relations = &parts["word/_rels/document.xml.rels"];
            assert!(relations.contains(&format!("Id=\"{reference}\"")), "{path}: {reference}");
        }
    }
}

/// No clock and no machine: the archive says the same day of every part, and none stands in its properties.
#[test]
fn nothing_tells_when_or_where_it_was_made() {
    let site = content();
    let (page, _) = documents(&site, Kind::Word).into_iter().next().expect("a document");
    let bytes = word::document(&site, &page);
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).expect("an archive");
    for index in 0..archive.len() {
        let part = archive.by_index(index).expect("a part");
        assert_eq!(part.last_modified(), Some(zip::DateTime::DEFAULT));
    }
    let properties = &parts(&bytes)["docProps/core.xml"];
    assert!(!properties.contains("dcterms") && !properties.contains("lastModified"), "{properties}");
}

/// The page says how large its document is, whichever of both is made first.
#[test]
fn a_page_leads_to_its_document_with_kind_and_size() {
    let site = Arc::new(content());
    let theme = Arc::new(theme());
    for page_first in [true, false] {
        let output = Output::new(&site, &theme).value;
        for (page, path) in documents(&site, Kind::Word) {
            let page_path = route::path(&site, &page);
            let (html, bytes) = if page_first {
                let html = made(&output, &page_path);
                (html, made(&output, &path))
            } else {
                let bytes = made(&output, &path);
                (made(&output, &page_path), bytes)
            };
            assert_eq!(bytes, made(&output, &path), "{path}");
            let html = String::from_utf8(html).expect("text");
            let href = route::relative(&page_path, &path);
            let link = html.split(&format!("<a href=\"{href}\"")).nth(1).expect("a link");
            let note = link.split("<span class=\"file-note\">").nth(1).expect("a note");
            let note = note.split("</span>").next().expect("its end");
            assert_eq!(note, format!("DOCX, {}", view::size(bytes.len() as u64)), "{path}");
            let name = link.split("download=\"").nth(1).expect("a name").split('"').next().expect("its end");
            assert!(Path::new(name).extension().is_some_and(|ending| ending == "docx"), "{name}");
        }
    }
}

#[test]
fn names_say_what_a_file_is() {
    let site = content();
    let paths: BTreeSet<String> = documents(&site, Kind::Word).into_iter().map(|(_, path)| path).collect();
    for path in [
        "nevyansk/plans/2024-2025/plan-mmo-nevyanskogo-go-2024-2025.docx",
        "primer/plans/2025-2026/done/plan-s-otmetkami-rmo-primernogo-rayona-2025-2026.docx",
        "primer/analysis/2025-2026/analiz-rmo-primernogo-rayona-2025-2026.docx",
        "primer/meetings/2026-09-24-ustanovochnoe/protocol/protokol-1-rmo-primernogo-rayona-2026-09-24.docx",
    ] {
        assert!(paths.contains(path), "{path}: {paths:#?}");
    }
}

#[test]
fn what_is_invented_says_so_on_every_sheet() {
    let site = content();
    for (page, path) in documents(&site, Kind::Word) {
        let parts = parts(&word::document(&site, &page));
        for header in ["word/header.xml", "word/headerFirst.xml"] {
            assert_eq!(parts[header].contains("Пример"), path.starts_with("primer/"), "{path}");
            assert!(!parts[header].contains("Черновик"), "{path}");
        }
        assert!(parts["word/header.xml"].contains(" PAGE "), "{path}");
        assert!(!parts["word/headerFirst.xml"].contains(" PAGE "), "{path}");
    }
}

/// The sheet lies on its long side where the page says that its tables are wide.
#[test]
fn a_wide_plan_lies_on_its_side() {
    let site = content();
    for (page, path) in documents(&site, Kind::Word) {
        let wide = match view::view(&site, &page, &|_, _| Offer::Nothing) {
            view::View::Plan(plan) => plan.wide,
            view::View::Marked(plan) => plan.wide,
            _ => false,
        };
        let text = &parts(&word::document(&site, &page))["word/document.xml"];
        assert_eq!(text.contains("w:orient=\"landscape\""), wide, "{path}");
    }
}

/// What every plan says, for `tests/full word`: read from the model, by nothing of what makes the documents.
mod expected {
    use kartoteka::model::plan::{
        ApprovalKind, Cell, CellActivity, Paragraphs, Plan, PlanPart, PlanRow, PlanTable,
    };
    use serde_json::{Value, json};

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    pub(super) fn blocks(plan: &Plan) -> Vec<Value> {
        plan.parts.iter().flat_map(part).collect()
    }

    fn part(part: &PlanPart) -> Vec<Value> {
        let all = |lines: Vec<String>| lines.into_iter().map(Value::from).collect::<Vec<_>>();
        match part {
            PlanPart::Title(title) => all(title.clone()),
            PlanPart::Paragraphs(Paragraphs { label, items, .. }) => {
                let items = items.iter().map(|item| lines(item).join("\n"));
                all(std::iter::once(format!("{label}:")).chain(items).collect())
            }
            PlanPart::Approval(approval) => {
                let usual = match approval.kind {
                    ApprovalKind::Approved => "УТВЕРЖДАЮ",
                    ApprovalKind::Agreed => "СОГЛАСОВАНО",
                    ApprovalKind::Considered => "РАССМОТРЕНО",
                    ApprovalKind::Adopted => "ПРИНЯТО",
                };
                let word = approval.word.as_deref().unwrap_or(usual);
                let rest = [&approval.position, &approval.who, &approval.ground, &approval.date];
                let rest = rest.into_iter().flatten().flat_map(|text| lines(text));
                all(std::iter::once(word.to_owned()).chain(rest).collect())
            }
            PlanPart::Table(planned) => {
                let mut blocks = all(planned.headings.clone());
                blocks.push(table(planned));
                blocks
            }
        }
    }

    fn cell(lines: &[String]) -> Value {
        json!({ "columns": 1, "joined": "no", "lines": lines, "tables": [] })
    }

    fn table(table: &PlanTable) -> Value {
        let mut rows: Vec<Vec<Value>> =
            vec![table.columns.iter().map(|column| cell(&lines(&column.heading))).collect()];
        for section in &table.sections {
            let heading = [&section.number, &section.heading].into_iter().flatten();
            let heading = heading.cloned().collect::<Vec<_>>().join(" ");
            if !heading.is_empty() {
                let mut cell = cell(&[heading]);
                cell["columns"] = json!(table.columns.len());
                rows.push(vec![cell]);
            }
            for row in &section.rows {
                rows.extend((0..row.lines.len()).map(|line| of_line(row, line)));
            }
        }
        json!(rows)
    }

    fn of_line(row: &PlanRow, line: usize) -> Vec<Value> {
        let goes_on = |column: usize| {
            row.lines.get(line + 1).is_some_and(|next| matches!(next.cells[column], Cell::Continued))
        };
        let cells = row.lines[line].cells.iter().enumerate().map(|(column, given)| {
            let mut found = match given {
                Cell::Continued => cell(&[]),
                Cell::Text(text) => cell(&lines(text)),
                Cell::Agenda(text, talks) => {
                    let mut found = cell(&[lines(text), talks.headings.clone()].concat());
                    found["tables"] = json!([table(talks)]);
                    found
                }
                Cell::Activities(activities) => cell(&activities.iter().map(activity).collect::<Vec<_>>()),
            };
            found["joined"] = match given {
                Cell::Continued => json!("goes on"),
                _ if goes_on(column) => json!("begins"),
                _ => json!("no"),
            };
            found
        });
        cells.collect()
    }

    fn activity(activity: &CellActivity) -> String {
        let who = activity.who.as_ref().map(|who| format!(" {who}")).unwrap_or_default();
        format!("{}{who}", lines(&activity.what).join("\n"))
    }
}

/// Every document of `content/`, or of the content that `KARTOTEKA_CONTENT` names, and beside that of a plan what must stand in it.
#[test]
#[ignore = "`tests/full word` and `tests/full chain` read them with other programs"]
fn documents_for_other_programs() {
    let folder = std::env::var_os("KARTOTEKA_DOCUMENTS").expect("a folder");
    let folder = Path::new(&folder);
    let site =
        std::env::var_os("KARTOTEKA_CONTENT").map_or_else(content, |root| site_of(Path::new(&root), false));
    for (page, path) in documents(&site, Kind::Word) {
        let name = path.rsplit('/').next().expect("a name");
        fs::write(folder.join(name), word::document(&site, &page)).expect("a file");
        if let Page::Of(Subject::Plan(association, plan)) = page {
            let association = &site.associations[association];
            let plan = &association.plans[plan];
            let title = format!("План работы на {} учебный год", plan.year);
            let wide = plan.tables().any(|table| table.columns.len() > 5);
            let expected = serde_json::json!({
                "title": title, "author": association.short_name, "wide": wide, "blocks": expected::blocks(plan),
            });
            fs::write(folder.join(format!("{name}.json")), expected.to_string()).expect("a file");
        }
    }
}

/// Nobody gets what is a draft; who looks at it beforehand sees that it is one. Whoever is hidden stays so.
#[test]
fn no_draft_and_no_hidden_name_gets_out() {
    let meeting = |draft: &str| {
        format!(
            "---\nназвание: Семинар\nдата: 12.11.2026\nпредседатель: Иванова А.Б.\nчерновик: {draft}\nповестка:\n  \
             - вопрос: О каталоге\n    докладчик: Тихая В.Г.\n    решили: Вести каталог\n---\n"
        )
    };
    let folder = written(&[
        ("site.yaml", "название: Сайт\n"),
        ("zarechye/association.yaml", ASSOCIATION),
        ("zarechye/people.yaml", PEOPLE),
        ("zarechye/meetings/2026-11-12-seminar.md", &meeting("да")),
        ("zarechye/meetings/2026-10-12-seminar.md", &meeting("нет").replace("12.11", "12.10")),
    ]);
    let is_of_draft = |path: &str| path.contains("2026-11-12");
    let public = site_of(folder.path(), false);
    assert!(!documents(&public, Kind::Word).iter().any(|(_, path)| is_of_draft(path)));
    assert_eq!(
        documents(&public, Kind::Word).iter().filter(|(page, _)| matches!(page, Page::Protocol(..))).count(),
        1
    );
    let preview = site_of(folder.path(), true);
    let mut drafts = 0;
    for (page, path) in documents(&preview, Kind::Word) {
        let parts = parts(&word::document(&preview, &page));
        assert!(parts.values().all(|text| !text.contains("Тихая")), "{path}");
        assert_eq!(parts["word/headerFirst.xml"].contains("Черновик"), is_of_draft(&path), "{path}");
        drafts += usize::from(is_of_draft(&path));
        if matches!(page, Page::Protocol(..)) {
            let text = &parts["word/document.xml"];
            assert!(text.contains("методист"), "{text}");
            assert!(text.contains("№ ______") && text.contains("______________________"), "{text}");
        }
    }
    assert_eq!(drafts, 1);
}

/// What stands in a cell is written as the cell is; a report called as the row that it marks is not named again on paper.
#[test]
fn a_cell_is_written_in_one_hand_and_says_nothing_twice() {
    let report = |title: &str, row: &str| {
        format!("---\nназвание: {title}\nдата: 12.11.2026\nпункты плана: {row}\n---\nПрошло.\n")
    };
    let folder = written(&[
        ("site.yaml", "название: Сайт\n"),
        ("association.yaml", ASSOCIATION),
        (
            "plans/2026-2027.yaml",
            "столбцы:\n  номер: № п/п\n  что: Содержание\n  когда: Срок\n  кто: Кто\n  где: Где\n  выход: Выход\n\
             мероприятия:\n  - номер: 1\n    что: Семинар о каталоге\n    когда: ноябрь\n    выступления:\n      \
             столбцы:\n        тема: Тема\n      строки:\n        - тема: Каталог\n  \
             - номер: 2\n    что: Круглый стол\n    когда: ноябрь\n",
        ),
        ("meetings/a.md", &report("Семинар о каталоге", "1")),
        ("meetings/b.md", &report("Книга за пять минут", "2")),
    ]);
    let site = site_of(folder.path(), false);
    let marked =
        documents(&site, Kind::Word).into_iter().find(|(page, _)| matches!(page, Page::PlanMarked(..)));
    let text = &parts(&word::document(&site, &marked.expect("the plan with marks").0))["word/document.xml"];
    assert!(text.contains("\"TableTextSmall\"") && text.contains("Каталог"), "{text}");
    assert!(!text.contains("\"TableText\"") && !text.contains("\"TableHeading\""), "{text}");
    assert_eq!(text.matches("Семинар о каталоге").count(), 1, "{text}");
    assert!(text.replace('\u{a0}', " ").contains("Отчёт: Книга за пять минут"), "{text}");
}

/// A saved copy of a case is about materials: plans and protocols stay behind, and their documents with them.
#[test]
fn a_saved_copy_has_no_documents() {
    let site = Arc::new(content());
    for owner in site.owners().filter(|owner| matches!(owner, Owner::Association(_))) {
        for what in view::take_aways(&site, owner) {
            let copy = kartoteka::takeaway::take(&site, &what);
            assert!(documents(&copy, Kind::Word).is_empty());
        }
    }
}
