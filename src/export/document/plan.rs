//! A plan as a document: the words that were approved, and nothing of what the site knows besides.

use super::grid;
use super::sheet::{PADDING, line_width};
use super::text::{Block, Cell, Joined, Letters, Look, Paragraph, Run, Style, Table};
use crate::view::{
    ActivityView, MarkedView, OutcomeView, PlanCellView, PlanLineView, PlanPartView, PlanTableView,
    SignatureLine,
};

/// With more columns than this the letters of a table are small.
const USUAL_COLUMNS: usize = 5;

/// The plan as approved.
pub(super) fn blocks(parts: &[PlanPartView], wide: bool) -> Vec<Block> {
    let width = line_width(wide);
    let mut blocks = Vec::new();
    for together in parts.chunk_by(|one, next| is_approval(one) && is_approval(next)) {
        match together {
            [PlanPartView::Approval { .. }, ..] => approvals(together, width, &mut blocks),
            [part] => self::part(part, width, &mut blocks),
            _ => {}
        }
    }
    blocks
}

/// The plan with what came of its activities, and how much of it is done.
pub(super) fn marked(view: &MarkedView) -> Vec<Block> {
    let mut blocks = blocks(&view.parts, view.wide);
    if let Some(summary) = &view.summary {
        let beginning = summary.as_of.as_ref().map(|day| format!("Состояние на {}:", day.text));
        let beginning = beginning.unwrap_or_else(|| "Итог:".to_owned());
        blocks.push(Block::words(Style::Remark, format!("{beginning} {}", summary.text)));
    }
    blocks
}

/// The latest day of its approvals.
pub(super) fn day(parts: &[PlanPartView]) -> Option<String> {
    let approvals = parts.iter().filter_map(|part| match part {
        PlanPartView::Approval { lines, .. } => Some(lines),
        _ => None,
    });
    approvals.flatten().filter_map(|line| line.date.clone()).max()
}

fn is_approval(part: &PlanPartView) -> bool {
    matches!(part, PlanPartView::Approval { .. })
}

fn part(part: &PlanPartView, width: u64, blocks: &mut Vec<Block>) {
    match part {
        PlanPartView::Title { lines } => {
            blocks.extend(lines.iter().map(|line| Block::words(Style::Title, line)));
        }
        PlanPartView::Paragraphs { label, items } => {
            blocks.push(Block::words(Style::Label, format!("{label}:")));
            for item in items {
                let Some(number) = item.number else {
                    blocks.push(Block::lines(Style::Item, item.lines.iter().copied()));
                    continue;
                };
                let Block::Paragraph(mut words) =
                    Block::lines(Style::NumberedItem, item.lines.iter().copied())
                else {
                    continue;
                };
                words.runs.splice(0..0, [Run::words(number), Run::Tab]);
                blocks.push(Block::Paragraph(words));
            }
        }
        PlanPartView::Approval { .. } => {}
        PlanPartView::Table { table } => {
            if table.headings.is_empty() && !blocks.is_empty() {
                blocks.push(Block::gap());
            }
            blocks.extend(table.headings.iter().map(|heading| Block::words(Style::TableTitle, heading)));
            blocks.push(Block::Table(self::table(table, width)));
        }
    }
}

/// Approvals that follow each other stand side by side: «УТВЕРЖДАЮ» on the right, the others on the left.
fn approvals(parts: &[PlanPartView], width: u64, blocks: &mut Vec<Block>) {
    if !blocks.is_empty() {
        blocks.push(Block::words(Style::Normal, ""));
    }
    let of = |part: &PlanPartView| match part {
        PlanPartView::Approval { word, right, lines } => Some((*right, approval(word, lines))),
        _ => None,
    };
    let mut all: Vec<(bool, Vec<Block>)> = parts.iter().filter_map(of).collect();
    if let [(is_right, lines)] = all.as_mut_slice() {
        let style = if *is_right { Style::ApprovalRight } else { Style::Approval };
        for line in lines.iter_mut() {
            if let Block::Paragraph(paragraph) = line {
                paragraph.style = style;
            }
        }
        blocks.append(lines);
        blocks.push(Block::words(Style::Normal, ""));
        return;
    }
    if all.iter().all(|(is_right, _)| !is_right)
        && let Some((is_right, _)) = all.last_mut()
    {
        *is_right = true;
    }
    let (right, left): (Vec<_>, Vec<_>) = all.into_iter().partition(|(is_right, _)| *is_right);
    let cell = |approvals: Vec<(bool, Vec<Block>)>| {
        Cell::of(approvals.into_iter().flat_map(|(_, lines)| lines).collect())
    };
    let rows = vec![vec![cell(left), cell(right)]];
    blocks.push(Block::Table(Table {
        ruled: false,
        widths: vec![width - width / 2, width / 2],
        headings: 0,
        rows,
    }));
    blocks.push(Block::words(Style::Normal, ""));
}

/// The lines of an approval; before the name there is a line to sign on, which is drawn and no word.
fn approval(word: &str, lines: &[SignatureLine]) -> Vec<Block> {
    let mut blocks = vec![Block::words(Style::Approval, word)];
    for line in lines {
        let words = Run::words(line.text);
        let runs = if line.signs { vec![Run::Tab, Run::words(" "), words] } else { vec![words] };
        blocks.push(Block::Paragraph(Paragraph { style: Style::Approval, runs }));
    }
    blocks
}

fn table(table: &PlanTableView, width: u64) -> Table {
    let letters = if table.columns.len() > USUAL_COLUMNS { Letters::Small } else { Letters::Usual };
    lettered(table, letters, width)
}

/// A table in these letters; one inside a cell has those of the cell.
fn lettered(table: &PlanTableView, letters: Letters, width: u64) -> Table {
    let count = table.columns.len();
    let heading = |words: &str| Cell::words(Style::ColumnHeading(letters), words);
    let mut rows = vec![table.columns.iter().map(|column| heading(column.heading)).collect::<Vec<_>>()];
    // Inside a cell stands a table as wide as the cell, which the widths decide; they ask only how much is in it.
    rows.extend(body(table, letters, &vec![width; count]));
    let widths = grid::widths(width, letters, &rows);
    rows.truncate(1);
    rows.extend(body(table, letters, &widths));
    Table { ruled: true, widths, headings: 1, rows }
}

fn body(table: &PlanTableView, letters: Letters, widths: &[u64]) -> Vec<Vec<Cell>> {
    let count = table.columns.len();
    let mut rows = Vec::new();
    for section in &table.sections {
        let words = [section.number, section.heading].into_iter().flatten().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            let cell = Cell::words(Style::ColumnHeading(letters), words);
            rows.push(vec![Cell { columns: count, ..cell }]);
        }
        let mut below = vec![0; count];
        for line in &section.lines {
            rows.push(row(line, letters, widths, &mut below));
        }
    }
    rows
}

/// A line with a cell for each column; `below` is how many more lines the cell above goes on in each.
fn row(line: &PlanLineView, letters: Letters, widths: &[u64], below: &mut [usize]) -> Vec<Cell> {
    let named = line.cells.iter().find(|cell| cell.role == "what").map(|cell| words(&cell.lines));
    let mut given = line.cells.iter();
    let columns = below.iter_mut().zip(widths);
    let cells = columns.map(|(below, width)| {
        if *below > 0 {
            *below -= 1;
            return Cell { joined: Joined::GoesOn, ..Cell::of(vec![Block::words(Style::Cell(letters), "")]) };
        }
        let Some(cell) = given.next() else { return Cell::of(Vec::new()) };
        *below = cell.span.saturating_sub(1);
        let joined = if cell.span > 1 { Joined::Begins } else { Joined::Not };
        Cell { joined, ..Cell::of(content(cell, letters, *width, named.as_deref())) }
    });
    cells.collect()
}

/// What stands in a cell, in a row that is about `named`.
fn content(cell: &PlanCellView, letters: Letters, width: u64, named: Option<&str>) -> Vec<Block> {
    let style = Style::Cell(letters);
    let mut blocks: Vec<Block> = cell.lines.iter().map(|line| Block::words(style, *line)).collect();
    blocks.extend(cell.activities.iter().flat_map(|one| activity(one, style)));
    blocks.extend(cell.outcome.iter().flat_map(|one| outcome(one, style, named)));
    if let Some(talks) = &cell.talks {
        blocks.extend(
            talks.headings.iter().map(|heading| Block::words(Style::ColumnHeading(letters), heading)),
        );
        blocks.push(Block::Table(lettered(talks, letters, width.saturating_sub(2 * PADDING))));
        blocks.push(Block::gap());
    }
    if blocks.is_empty() {
        blocks.push(Block::words(style, ""));
    }
    blocks
}

fn activity(activity: &ActivityView, style: Style) -> Vec<Block> {
    let Block::Paragraph(mut said) = Block::lines(style, activity.lines.iter().copied()) else {
        return Vec::new();
    };
    said.runs.extend(activity.who.map(|who| Run::words(format!(" {who}"))));
    let named = words(&activity.lines);
    let outcome = activity.outcome.iter().flat_map(|one| outcome(one, style, Some(&named)));
    std::iter::once(Block::Paragraph(said)).chain(outcome).collect()
}

/// What came of an activity, and the documents that tell of it, set off from the words of the plan. A document called as the
/// activity itself is not named: on paper there is no link to follow.
fn outcome(outcome: &OutcomeView, style: Style, named: Option<&str>) -> Vec<Block> {
    let others = outcome.documents.iter().filter(|one| Some(words(&[&one.title])).as_deref() != named);
    let reports = others.map(|report| format!("{}: {}", report.label, report.title));
    let lines = std::iter::once(outcome.text.clone()).chain(reports);
    let look = Look { italic: true, ..Look::default() };
    lines.map(|line| Block::Paragraph(Paragraph { style, runs: vec![Run::Words(line, look)] })).collect()
}

/// The words of lines with single spaces between them, for comparing.
fn words(lines: &[&str]) -> String {
    lines.iter().flat_map(|line| line.split_whitespace()).collect::<Vec<_>>().join(" ")
}
