//! Small documents of Word, made part by part: what a test wants to say, and nothing else.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use kartoteka::model::plan::{Cell, Paragraphs, Plan, PlanPart, PlanRow, PlanTable};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// An archive of these parts.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A document with this body.
pub(crate) fn document(body: &str) -> Vec<u8> {
    with_parts(body, &[])
}

/// A document with this body and other parts.
pub(crate) fn with_parts(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let main =
        format!("<?xml version=\"1.0\"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
    let mut parts = vec![("word/document.xml", main.as_bytes())];
    parts.extend(others.iter().map(|(name, text)| (*name, text.as_bytes())));
    archive(&parts)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A paragraph.
pub(crate) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text))
}

/// A bold paragraph in the middle of its line.
pub(crate) fn b(text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>",
        escaped(text)
    )
}

/// A cell with settings and content.
pub(crate) fn tc(settings: &str, content: &str) -> String {
    let content = if content.is_empty() { "<w:p/>" } else { content };
    format!("<w:tc><w:tcPr>{settings}</w:tcPr>{content}</w:tc>")
}

/// A row of cells.
pub(crate) fn tr(cells: &str) -> String {
    format!("<w:tr>{cells}</w:tr>")
}

/// A table of rows.
pub(crate) fn tbl(rows: &[String]) -> String {
    format!("<w:tbl>{}</w:tbl>", rows.concat())
}

/// A plan as a careful author would have typed it.
pub(crate) fn of_plan(plan: &Plan) -> Vec<u8> {
    let mut body = String::new();
    for part in &plan.parts {
        match part {
            PlanPart::Title(lines) => lines.iter().for_each(|line| body.push_str(&b(line))),
            PlanPart::Paragraphs(Paragraphs { label, items, .. }) => {
                body.push_str(&b(&format!("{label}:")));
                body.extend(items.iter().map(|item| p(item)));
            }
            PlanPart::Approval(approval) => {
                let word = format!("{:?}", approval.kind)
                    .replace("Approved", "УТВЕРЖДАЮ")
                    .replace("Agreed", "СОГЛАСОВАНО");
                body.push_str(&p(&word));
                let lines = [&approval.position, &approval.who, &approval.date, &approval.ground];
                lines.into_iter().flatten().for_each(|line| body.push_str(&p(line)));
            }
            PlanPart::Table(table) => {
                table.headings.iter().for_each(|heading| body.push_str(&b(heading)));
                body.push_str(&of_table(table));
            }
        }
    }
    document(&body)
}

fn of_table(table: &PlanTable) -> String {
    let headings = table.columns.iter().map(|column| tc("", &b(&column.heading)));
    let mut rows = vec![tr(&headings.collect::<String>())];
    let width = table.columns.len();
    for section in &table.sections {
        if let Some(heading) = &section.heading {
            let number = section.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
            let span = format!("<w:gridSpan w:val=\"{width}\"/>");
            rows.push(tr(&tc(&span, &b(&format!("{number}{heading}")))));
        }
        for row in &section.rows {
            rows.extend((0..row.lines.len()).map(|line| of_line(row, line, width)));
        }
    }
    tbl(&rows)
}

fn of_line(row: &PlanRow, line: usize, width: usize) -> String {
    let mut cells = String::new();
    for column in 0..width {
        let goes_on =
            row.lines.get(line + 1).is_some_and(|next| matches!(next.cells[column], Cell::Continued));
        let start = if goes_on { "<w:vMerge w:val=\"restart\"/>" } else { "" };
        let lines = |text: &str| text.lines().map(p).collect::<String>();
        let cell = match &row.lines[line].cells[column] {
            Cell::Continued => tc("<w:vMerge/>", ""),
            Cell::Text(text) => tc(start, &lines(text)),
            Cell::Agenda(text, talks) => tc(start, &format!("{}{}<w:p/>", lines(text), of_table(talks))),
            Cell::Activities(activities) => {
                let texts = activities.iter().map(|activity| match &activity.who {
                    Some(who) => p(&format!("{} {who}", activity.what)),
                    None => p(&activity.what),
                });
                tc("", &texts.collect::<String>())
            }
        };
        let _ = write!(cells, "{cell}");
    }
    tr(&cells)
}
