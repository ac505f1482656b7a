//! A document to what its template reads: blocks that are more than paragraphs in it (lists, approvals, lines to sign on) are
//! gathered, headings get their depth, and cells know how many rows they take.

use serde_json::{Value, json};

use crate::export::document::sheet::{MARGIN, PADDING, RIGHT_MARGIN};
use crate::export::document::text::{Block, Cell, Joined, Letters, Look, Paragraph, Run, Style, Table, Text};

/// A row whose fullest cell has no more letters than this fits on any sheet.
const SHORT: usize = 400;

/// The document as data.
pub(super) fn copy(text: &Text) -> Value {
    let mut depth = Depth::default();
    json!({
        "title": text.title,
        "owner": text.owner,
        "day": text.day.as_deref().map(day),
        "marks": marks(text.example, text.draft),
        "wide": text.wide,
        "margin": MARGIN,
        "right": if text.wide { MARGIN } else { RIGHT_MARGIN },
        "padding": PADDING,
        "blocks": blocks(&text.blocks, &mut depth),
    })
}

/// What stands above every sheet of what is no real document, or not yet one.
pub(super) fn marks(example: bool, draft: bool) -> String {
    let marks = [(example, "Пример: всё в этом документе вымышлено"), (draft, "Черновик")];
    marks.into_iter().filter(|(is_so, _)| *is_so).map(|(_, words)| words).collect::<Vec<_>>().join(". ")
}

/// «2024-09-12» as numbers.
fn day(written: &str) -> Vec<u32> {
    written.split('-').filter_map(|part| part.parse().ok()).collect()
}

/// How deep a heading stands: below the last that outranks it, so that no level is skipped.
#[derive(Default)]
struct Depth(Vec<u8>);

impl Depth {
    /// The level of a heading of this rank; lower ranks stand higher.
    fn of(&mut self, rank: u8) -> usize {
        while self.0.last().is_some_and(|above| *above >= rank) {
            self.0.pop();
        }
        self.0.push(rank);
        self.0.len()
    }
}

/// The rank of a heading, and how it looks; nothing for what is none.
fn heading(style: Style) -> Option<(u8, &'static str)> {
    match style {
        Style::Title => Some((0, "title")),
        Style::TableTitle => Some((1, "table-title")),
        Style::Heading(rank) => Some((rank + 1, "heading")),
        Style::Label => Some((5, "label")),
        _ => None,
    }
}

/// The rank of what stands over the rows of a section.
const SECTION: u8 = 6;

fn blocks(given: &[Block], depth: &mut Depth) -> Vec<Value> {
    let goes_on = |one: &Block, next: &Block| match (one, next) {
        (Block::Paragraph(one), Block::Paragraph(next)) => match (one.style, next.style) {
            (Style::Title, Style::Title) | (Style::NumberedItem, Style::NumberedItem) => true,
            (Style::TableTitle, Style::TableTitle) | (Style::Signature, Style::Signature) => true,
            (one, next) => is_approval(one) && is_approval(next),
        },
        _ => false,
    };
    given.chunk_by(goes_on).filter_map(|together| block(together, depth)).collect()
}

fn is_approval(style: Style) -> bool {
    matches!(style, Style::Approval | Style::ApprovalRight)
}

/// Blocks that belong together, of which the first says what they are.
fn block(together: &[Block], depth: &mut Depth) -> Option<Value> {
    let paragraphs = || {
        together.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        })
    };
    match together.first()? {
        Block::Chart(chart) => Some(json!({ "kind": "chart", "chart": chart })),
        Block::Table(given) if given.ruled => Some(table(given, depth)),
        Block::Table(given) => {
            let cells = given.rows.iter().flatten().map(|cell| blocks(&cell.blocks, depth));
            Some(json!({ "kind": "columns", "widths": given.widths, "cells": cells.collect::<Vec<_>>() }))
        }
        Block::Paragraph(first) => {
            if let Some((rank, look)) = heading(first.style) {
                let lines: Vec<Value> = paragraphs().map(|paragraph| runs(&paragraph.runs)).collect();
                return Some(
                    json!({ "kind": "heading", "level": depth.of(rank), "look": look, "lines": lines }),
                );
            }
            match first.style {
                Style::NumberedItem => {
                    Some(json!({ "kind": "list", "items": paragraphs().map(item).collect::<Vec<_>>() }))
                }
                Style::Approval | Style::ApprovalRight => Some(json!({
                    "kind": "approval",
                    "right": first.style == Style::ApprovalRight,
                    "lines": paragraphs().map(approval_line).collect::<Vec<_>>(),
                })),
                Style::Signature => Some(
                    json!({ "kind": "signatures", "lines": paragraphs().map(signature).collect::<Vec<_>>() }),
                ),
                Style::Gap => None,
                // An empty line is room, and room is the template's.
                _ if is_empty(first) && !matches!(first.style, Style::Cell(_) | Style::Figure(_)) => None,
                style => {
                    Some(json!({ "kind": "paragraph", "style": name(style), "runs": runs(&first.runs) }))
                }
            }
        }
    }
}

fn is_empty(paragraph: &Paragraph) -> bool {
    paragraph.runs.iter().all(|run| matches!(run, Run::Words(words, _) if words.is_empty()))
}

fn name(style: Style) -> &'static str {
    match style {
        Style::Subtitle => "subtitle",
        Style::Summary => "summary",
        Style::Caption => "caption",
        Style::Item => "item",
        Style::PlaceRight => "place",
        Style::Remark => "remark",
        Style::Quotation => "quotation",
        Style::Cell(_) => "cell",
        Style::ColumnHeading(_) => "column-heading",
        Style::Figure(_) => "figure",
        _ => "normal",
    }
}

/// Number or sign, and the words behind it.
fn item(paragraph: &Paragraph) -> Value {
    let tab = paragraph.runs.iter().position(|run| matches!(run, Run::Tab));
    let (label, words) = paragraph.runs.split_at(tab.unwrap_or(0));
    json!({ "label": runs(label), "runs": runs(words.get(usize::from(tab.is_some())..).unwrap_or_default()) })
}

fn approval_line(paragraph: &Paragraph) -> Value {
    let signs = matches!(paragraph.runs.first(), Some(Run::Tab));
    let words = if signs { paragraph.runs.get(2..).unwrap_or_default() } else { &paragraph.runs };
    json!({ "signs": signs, "runs": runs(words) })
}

/// Office and name, with a line to sign on between them.
fn signature(paragraph: &Paragraph) -> Value {
    let parts: Vec<Value> = paragraph.runs.split(|run| matches!(run, Run::Tab)).map(runs).collect();
    json!({ "office": parts.first(), "name": parts.last() })
}

fn runs(given: &[Run]) -> Value {
    let run = |run: &Run| match run {
        Run::Break => json!("break"),
        Run::Tab => json!("tab"),
        Run::Words(words, Look { bold, italic, struck, raised }) => {
            let looks = [(bold, "bold"), (italic, "italic"), (struck, "struck"), (raised, "raised")];
            let looks = looks.into_iter().filter(|(is_so, _)| **is_so).map(|(_, name)| name);
            json!({ "words": words, "looks": looks.collect::<Vec<_>>() })
        }
    };
    given.iter().map(run).collect()
}

/// A table: its heading rows, then what stands below them in groups of rows that cells join.
fn table(given: &Table, depth: &mut Depth) -> Value {
    let is_small = given.rows.iter().flatten().flat_map(|cell| &cell.blocks).any(|block| {
        matches!(
            block,
            Block::Paragraph(Paragraph {
                style: Style::Cell(Letters::Small)
                    | Style::ColumnHeading(Letters::Small)
                    | Style::Figure(Letters::Small),
                ..
            })
        )
    });
    let (head, body) = given.rows.split_at(given.headings.min(given.rows.len()));
    let head: Vec<Value> =
        head.iter().map(|row| json!(row.iter().map(|one| cell(one, 1, depth)).collect::<Vec<_>>())).collect();
    let mut groups = Vec::new();
    let mut rest = body;
    while let Some(row) = rest.first() {
        if let [only] = row.as_slice()
            && only.columns == given.widths.len()
            && given.widths.len() > 1
        {
            let words = only.blocks.iter().filter_map(|block| match block {
                Block::Paragraph(paragraph) => Some(runs(&paragraph.runs)),
                _ => None,
            });
            let words: Vec<Value> = words.collect();
            groups.push(json!({ "section": words, "level": depth.clone_of(SECTION) }));
            rest = &rest[1..];
            continue;
        }
        let goes_on = |row: &&Vec<Cell>| row.iter().any(|cell| cell.joined == Joined::GoesOn);
        let count = 1 + rest[1..].iter().take_while(goes_on).count();
        let (group, below) = rest.split_at(count);
        groups
            .push(json!({ "rows": joined(group, depth), "long": group.len() > 1 || longest(group) > SHORT }));
        rest = below;
    }
    json!({ "kind": "table", "widths": given.widths, "small": is_small, "head": head, "groups": groups })
}

/// Rows whose cells say how many of them they take.
fn joined(group: &[Vec<Cell>], depth: &mut Depth) -> Vec<Value> {
    let rows = group.iter().enumerate().map(|(number, row)| {
        let cells = row.iter().enumerate().filter(|(_, one)| one.joined != Joined::GoesOn);
        let cells = cells.map(|(column, one)| {
            let below = group[number + 1..].iter();
            let below =
                below.take_while(|row| row.get(column).is_some_and(|cell| cell.joined == Joined::GoesOn));
            let rows = if one.joined == Joined::Begins { 1 + below.count() } else { 1 };
            cell(one, rows, depth)
        });
        let cells: Vec<Value> = cells.collect();
        let columns = row.iter().enumerate().filter(|(_, one)| one.joined != Joined::GoesOn);
        let columns: Vec<usize> = columns.map(|(column, _)| column).collect();
        json!({ "columns": columns, "cells": cells })
    });
    rows.collect()
}

fn cell(given: &Cell, rows: usize, depth: &mut Depth) -> Value {
    json!({ "columns": given.columns, "rows": rows, "blocks": blocks(&given.blocks, depth) })
}

/// How many letters the fullest cell has.
fn longest(rows: &[Vec<Cell>]) -> usize {
    rows.iter().flatten().map(|cell| letters(&cell.blocks)).max().unwrap_or(0)
}

fn letters(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::Paragraph(paragraph) => {
            let words = paragraph.runs.iter().map(|run| match run {
                Run::Words(words, _) => words.chars().count(),
                _ => 0,
            });
            // A paragraph takes a line, and a break ends one.
            words.sum::<usize>()
                + 20 * (1 + paragraph.runs.iter().filter(|run| matches!(run, Run::Break)).count())
        }
        Block::Table(_) => 2 * SHORT,
        Block::Chart(_) => 0,
    };
    blocks.iter().map(of).sum()
}

impl Depth {
    /// The level of a heading of this rank, which no further heading stands below: it lies in a table.
    fn clone_of(&mut self, rank: u8) -> usize {
        let level = self.of(rank);
        self.0.pop();
        level
    }
}
