//! The five real plans, word for word.
//!
//! `tests/seeds/NAME.txt` is the text of each plan as it was extracted from the author's document; `NAME.cells` is an
//! independent transcription of its tables and `NAME.header` of everything around them. The model that is read
//! from `content/` must say the same, cell by cell.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use kartoteka::link::Options;
use kartoteka::model::Site;
use kartoteka::model::plan::{
    Approval, ApprovalKind, Cell, Plan, PlanPart, PlanRow, PlanTable, TableKind, Topic,
};
use kartoteka::source;

const PLANS: [(&str, &str); 5] = [
    ("nevyansk", "2024-2025"),
    ("polotsk", "2024-2025"),
    ("gmo", "2019-2020"),
    ("balakhta", "2020-2021"),
    ("kamensky", "2021-2022"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn site() -> Site {
    let tree = source::read(&root().join("content"), "content").expect("the content can be read");
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    let options = Options { today, drafts: true, base_url: None };
    let site = kartoteka::build(&tree.value, &options);
    assert!(!site.diagnostics.has_errors(), "{:#?}", site.diagnostics);
    site.value
}

fn plan<'s>(site: &'s Site, folder: &str, year: &str) -> &'s Plan {
    let association =
        site.associations.iter().find(|association| association.slug == folder).expect("an association");
    association.plans.iter().find(|plan| plan.year.slug() == year).expect("a plan")
}

fn fixture(folder: &str, year: &str, kind: &str) -> String {
    let path = root().join(format!("tests/seeds/{folder}-{year}.{kind}"));
    fs::read_to_string(path).expect("a fixture")
}

#[test]
fn every_cell_is_that_of_the_document() {
    let site = site();
    for (folder, year) in PLANS {
        let plan = plan(&site, folder, year);
        let matrix = plan.tables().any(|table| table.kind == TableKind::Matrix);
        let mut written = Vec::new();
        plan.tables().for_each(|table| dump_table(table, &mut written));
        let transcribed = fixture(folder, year, "cells");
        let expected: Vec<&str> =
            transcribed.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        // Inside a cell of the matrix the extraction mostly lost where a paragraph ends.
        let comparable = |line: &str| if matrix { line.replace("\\n", " ") } else { line.to_owned() };
        for (number, (line, expected)) in written.iter().zip(&expected).enumerate() {
            assert_eq!(comparable(line), comparable(expected), "{folder}, line {number}");
        }
        assert_eq!(written.len(), expected.len(), "{folder}: rows are missing or added");
    }
}

#[test]
fn everything_around_the_tables_is_that_of_the_document() {
    let site = site();
    for (folder, year) in PLANS {
        let plan = plan(&site, folder, year);
        let written: Vec<String> =
            plan.parts.iter().flat_map(part_texts).flat_map(|text| words(&text)).collect();
        let expected = words(&fixture(folder, year, "header"));
        for (number, (word, expected)) in written.iter().zip(&expected).enumerate() {
            assert_eq!(word, expected, "{folder}, word {number}: …{:?}", &expected_around(&written, number));
        }
        assert_eq!(written.len(), expected.len(), "{folder}: words are missing or added");
    }
}

#[test]
fn the_counts_of_the_documents_hold() {
    let site = site();

    let nevyansk = plan(&site, "nevyansk", "2024-2025");
    let matrix = nevyansk.tables().next().expect("a matrix");
    assert_eq!(matrix.kind, TableKind::Matrix);
    assert_eq!((matrix.rows().count(), matrix.columns.len()), (11, 1 + 6));
    let filled = |table: &PlanTable| {
        let lines = table.rows().flat_map(|row| &row.lines).flat_map(|line| &line.cells);
        lines.filter(|cell| matches!(cell, Cell::Activities(activities) if !activities.is_empty())).count()
    };
    assert_eq!(filled(matrix), 36);
    assert_eq!(nevyansk.activities().len(), 55);
    let other =
        matrix.columns.iter().position(|column| column.heading == "Другие направления").expect("a column");
    assert!(
        matrix
            .rows()
            .all(|row| matches!(&row.lines[0].cells[other], Cell::Activities(none) if none.is_empty()))
    );

    let polotsk = plan(&site, "polotsk", "2024-2025");
    assert_eq!(section_sizes(polotsk, 0), [3, 2, 2, 10, 6, 4]);
    assert_eq!(approvals(polotsk), [ApprovalKind::Approved, ApprovalKind::Agreed]);
    let distinct: std::collections::BTreeSet<&str> =
        polotsk.activities().iter().map(|activity| activity.when).collect();
    assert_eq!(distinct.len(), 16);

    let gmo = plan(&site, "gmo", "2019-2020");
    let sizes: Vec<(usize, usize)> =
        gmo.tables().map(|table| (table.rows().count(), table.columns.len())).collect();
    assert_eq!(sizes, [(3, 5), (3, 9)]);
    assert_eq!(gmo.tables().next().map(|table| table.kind), Some(TableKind::Indicators));

    let balakhta = plan(&site, "balakhta", "2020-2021");
    assert_eq!(section_sizes(balakhta, 0), [13, 7, 3]);
    assert_eq!(balakhta.activities().len(), 27);
    let about = |topic| balakhta.about(topic).map(|block| block.items.len());
    assert_eq!(about(Topic::Documents), Some(11));
    assert_eq!(about(Topic::Goals), Some(2));
    assert_eq!(about(Topic::Tasks), Some(6));
    assert_eq!(about(Topic::Directions), Some(4));

    let kamensky = plan(&site, "kamensky", "2021-2022");
    assert_eq!(section_sizes(kamensky, 0), [2, 5, 2]);
    assert_eq!(numbers(kamensky), ["1", "2", "1", "4", "6", "7", "9", "1", "2", "1", "2"]);
    let talks = kamensky
        .tables()
        .nth(1)
        .and_then(|table| table.rows().nth(1))
        .map(|row| row.lines[0].cells[1].clone());
    assert!(matches!(talks, Some(Cell::Agenda(_, table)) if table.rows().count() == 4));
    assert_eq!(kamensky.about(Topic::Tasks).map(|block| block.items.len()), Some(5));
}

fn section_sizes(plan: &Plan, table: usize) -> Vec<usize> {
    let table = plan.tables().nth(table).expect("a table");
    table.sections.iter().map(|section| section.rows.len()).collect()
}

fn approvals(plan: &Plan) -> Vec<ApprovalKind> {
    let approvals = plan.parts.iter().filter_map(|part| match part {
        PlanPart::Approval(approval) => Some(approval.kind),
        _ => None,
    });
    approvals.collect()
}

fn numbers(plan: &Plan) -> Vec<String> {
    let first = |row: &PlanRow| row.lines[0].cells[0].text().unwrap_or_default().to_owned();
    plan.tables().flat_map(PlanTable::rows).map(first).collect()
}

/// The table in the form of the transcription.
fn dump_table(table: &PlanTable, lines: &mut Vec<String>) {
    let heading = if table.kind == TableKind::Talks {
        Some("nested")
    } else {
        table.headings.last().map(String::as_str)
    };
    lines.push(format!("== table {}", heading.unwrap_or_default()).trim_end().to_owned());
    let columns: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
    lines.push(format!("columns\t{}", columns.join("\t")));
    for section in &table.sections {
        if let Some(heading) = &section.heading {
            lines.push(format!("section\t{}\t{heading}", section.number.as_deref().unwrap_or_default()));
        }
        for row in &section.rows {
            let cells: Vec<String> = (0..table.columns.len()).map(|column| dump_cell(row, column)).collect();
            lines.push(format!("row\t{}", cells.join("\t")));
            for cell in row.lines.iter().flat_map(|line| &line.cells) {
                if let Cell::Agenda(_, talks) = cell {
                    dump_table(talks, lines);
                }
            }
        }
    }
}

fn dump_cell(row: &PlanRow, column: usize) -> String {
    let parts = row.lines.iter().filter_map(|line| match &line.cells[column] {
        Cell::Continued => None,
        Cell::Text(text) | Cell::Agenda(text, _) => Some(text.clone()),
        Cell::Activities(activities) => {
            let texts = activities.iter().map(|activity| match &activity.who {
                Some(who) => format!("{} {who}", activity.what),
                None => activity.what.clone(),
            });
            Some(texts.collect::<Vec<_>>().join("\n"))
        }
    });
    parts.collect::<Vec<_>>().join("\n").replace('\n', "\\n")
}

fn part_texts(part: &PlanPart) -> Vec<String> {
    match part {
        PlanPart::Title(lines) => lines.clone(),
        PlanPart::Paragraphs(block) => std::iter::once(&block.label).chain(&block.items).cloned().collect(),
        PlanPart::Approval(Approval { kind, position, who, date, ground, .. }) => {
            let word = match kind {
                ApprovalKind::Approved => "УТВЕРЖДАЮ",
                ApprovalKind::Agreed => "СОГЛАСОВАНО",
                ApprovalKind::Considered => "РАССМОТРЕНО",
                ApprovalKind::Adopted => "ПРИНЯТО",
            };
            let lines = [position, who, ground, date].into_iter().flatten().cloned();
            std::iter::once(word.to_owned()).chain(lines).collect()
        }
        PlanPart::Table(table) => table.headings.clone(),
    }
}

/// Words, numbers and signs, without the colon behind a label, which the page adds.
fn words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(|word| word.trim_end_matches(':').to_owned());
    words.filter(|word| !word.is_empty()).collect()
}

fn expected_around(words: &[String], number: usize) -> String {
    words[number.saturating_sub(4)..(number + 4).min(words.len())].join(" ")
}

#[test]
fn the_plans_imply_their_meetings() {
    let site = site();
    let implied = |folder: &str| {
        let association = site.associations.iter().find(|association| association.slug == folder);
        let implied = &association.expect("an association").implied;
        implied.iter().map(|meeting| (meeting.slug.clone(), meeting.talks.len())).collect::<Vec<_>>()
    };
    let expected = |meetings: &[(&str, usize)]| {
        meetings.iter().map(|(slug, talks)| ((*slug).to_owned(), *talks)).collect::<Vec<_>>()
    };
    // The agenda of March 2022; the plan names no speakers.
    assert_eq!(implied("kamensky"), expected(&[("2021-2022-2-1-2", 4)]));
    // The cards of «Заседания ГМО».
    let cards = [("2019-2020-1-1-3", 0), ("2019-2020-1-1-2", 0), ("2019-2020-1-1-1", 0)];
    assert_eq!(implied("gmo"), expected(&cards));
    // The four Tuesdays on which the plan holds one.
    let tuesdays = [("2025-04-01", 0), ("2025-02-04", 0), ("2024-12-03", 0), ("2024-10-08", 0)];
    assert_eq!(implied("nevyansk"), expected(&tuesdays));
    // These name no day and no agenda.
    assert!(implied("polotsk").is_empty() && implied("balakhta").is_empty());
}
