//! The text of a cell: its paragraphs as lines, with the marks of their lists, in groups parted by empty paragraphs.

use super::grid::Placed;
use crate::import::document::{Block, Label, Paragraph, Table};

/// The lines of a cell in groups; never an empty group.
pub(super) fn groups(placed: &Placed) -> Vec<Vec<String>> {
    let mut groups: Vec<Vec<String>> = Vec::new();
    let mut is_parted = true;
    for block in placed.cells.iter().flat_map(|cell| &cell.blocks) {
        let Block::Paragraph(paragraph) = block else { continue };
        let lines = lines(paragraph);
        if lines.is_empty() {
            is_parted = true;
            continue;
        }
        match groups.last_mut().filter(|_| !is_parted) {
            Some(group) => group.extend(lines),
            None => groups.push(lines),
        }
        is_parted = false;
    }
    groups
}

/// The lines of a cell, each paragraph a group of its own.
pub(super) fn paragraphs(placed: &Placed) -> Vec<Vec<String>> {
    placed.paragraphs().map(lines).filter(|lines| !lines.is_empty()).collect()
}

/// The words of a cell, line by line.
pub(super) fn text(placed: &Placed) -> String {
    groups(placed).concat().join("\n")
}

/// The lines of a paragraph, the first with the mark of its list.
pub(super) fn lines(paragraph: &Paragraph) -> Vec<String> {
    let mut lines = paragraph.lines();
    if let Some(first) = lines.first_mut() {
        match &paragraph.label {
            Some(Label::Number(number)) => *first = format!("{number} {first}"),
            Some(Label::Bullet) => *first = format!("- {first}"),
            None => {}
        }
    }
    lines
}

/// A table inside a cell as lines: the cells of a row parted by bars.
pub(super) fn flattened(table: &Table) -> Vec<String> {
    let mut lines = Vec::new();
    for row in &table.rows {
        let mut inner = Vec::new();
        let mut cells = Vec::new();
        for cell in &row.cells {
            inner.extend(cell.tables().flat_map(flattened));
            cells.push(cell.paragraphs().flat_map(self::lines).collect::<Vec<_>>().join(" "));
        }
        cells.retain(|words| !words.is_empty());
        let line = cells.join(" | ");
        if !line.is_empty() {
            lines.push(line);
        }
        lines.extend(inner);
    }
    lines
}

/// Whether a sentence goes on behind a text.
pub(super) fn is_cut(text: &str) -> bool {
    let end = text.trim_end().chars().next_back();
    end.is_some_and(|end| !matches!(end, '.' | '!' | '?' | ';' | ':' | '»' | '"' | ')' | '…'))
}

/// Whether a text begins in the middle of a sentence.
pub(super) fn goes_on(text: &str) -> bool {
    let first = text.trim_start().chars().next();
    first.is_some_and(|first| first.is_lowercase() || matches!(first, ',' | ';' | ')' | '»'))
}

/// Whether a text ends where none may end: with a comma, a hyphen, a preposition.
pub(super) fn hangs(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_short = (1..=3).contains(&last.chars().count());
    text.ends_with([',', '-', '–']) || is_short && last.chars().all(char::is_lowercase)
}

/// The last words of a text.
pub(super) fn end(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words[words.len().saturating_sub(3)..].join(" ")
}
