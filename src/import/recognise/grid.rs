//! A table as columns and rows of cells: which rows are its heading, and which cell stands below which heading.

use super::columns;
use crate::import::document::{Cell, Paragraph, Row, Table};

/// The heading is looked for in this many rows.
const FIRST_ROWS: usize = 8;

/// The heading of a table: its rows, and its columns by what they cover of the grid.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// The index of its first row, and of the first below it.
    pub(super) rows: (usize, usize),
    pub(super) leaves: Vec<Leaf>,
}

/// A column: from where to where it goes in the grid, and what stands above it.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) heading: String,
}

/// The heading of a table, if a row of it reads like one; else its first row, if that alone is bold or repeated on pages.
pub(super) fn header(table: &Table) -> Option<Header> {
    known_header(table).or_else(|| {
        let first = table.rows.iter().position(|row| row.filled().next().is_some())?;
        let is_marked = |row: &Row| row.heads_pages || is_bold(row);
        let stands_out = is_marked(&table.rows[first])
            && table.rows[first].filled().count() > 1
            && table.rows[first + 1..].iter().any(|row| !is_marked(row) && row.filled().next().is_some());
        stands_out.then(|| from_row(table, first))
    })
}

/// The heading whose words are those of plans.
pub(super) fn known_header(table: &Table) -> Option<Header> {
    let first = (0..table.rows.len().min(FIRST_ROWS)).find(|row| reads_like_header(&table.rows[*row]))?;
    Some(from_row(table, first))
}

fn from_row(table: &Table, first: usize) -> Header {
    let mut last = first;
    // What is merged downwards in the first row of the heading holds its other rows together.
    while let Some(next) = table.rows.get(last + 1) {
        let goes_on = next.cells.iter().any(|cell| cell.continued);
        if goes_on && last - first < 3 { last += 1 } else { break }
    }
    Header { rows: (first, last + 1), leaves: leaves(table, first, last) }
}

fn is_bold(row: &Row) -> bool {
    row.filled().all(|cell| cell.paragraphs().all(|paragraph| paragraph.is_bold() || paragraph.is_empty()))
}

/// Two cells of it are headings that plans have, and no cell is a sentence.
fn reads_like_header(row: &Row) -> bool {
    let filled: Vec<String> = row.filled().map(Cell::words).collect();
    let known = filled.iter().filter(|words| columns::is_known(words)).count();
    let is_short = filled.iter().all(|words| words.chars().count() <= 120);
    is_short
        && (known >= 2 && known * 2 >= filled.len()
            || known >= 1 && filled.len() >= 2 && (row.heads_pages || is_bold(row)))
}

/// The columns below a heading: each cell of its last row, with the headings above it.
fn leaves(table: &Table, first: usize, last: usize) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    let mut column = 0;
    while column < table.width {
        let end =
            (first..=last).rev().find_map(|row| table.rows[row].at(column)).map_or(column + 1, Cell::end);
        let end = end.max(column + 1);
        let mut words: Vec<String> = Vec::new();
        for row in first..=last {
            let Some(cell) = table.rows[row].at(column).filter(|cell| !cell.continued) else { continue };
            let text = cell.words();
            if !text.is_empty() && words.last() != Some(&text) {
                words.push(text);
            }
        }
        leaves.push(Leaf { from: column, to: end, heading: words.join(": ") });
        column = end;
    }
    leaves
}

/// Columns without a heading, for a table that has none.
pub(super) fn bare_leaves(table: &Table) -> Vec<Leaf> {
    (0..table.width).map(|column| Leaf { from: column, to: column + 1, heading: String::new() }).collect()
}

/// A cell of a row below its column.
#[derive(Clone, Debug, Default)]
pub(super) struct Placed<'t> {
    /// The cells of the table that stand here; mostly one.
    pub(super) cells: Vec<&'t Cell>,
    /// How many columns the first of them covers.
    pub(super) covers: usize,
}

impl Placed<'_> {
    /// Whether no word stands here.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.is_empty())
    }

    /// Whether the cell above goes on here.
    pub(super) fn continues(&self) -> bool {
        !self.cells.is_empty() && self.cells.iter().all(|cell| cell.continued)
    }

    /// Its words on one line.
    pub(super) fn words(&self) -> String {
        self.cells
            .iter()
            .map(|cell| cell.words())
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Whether all of its words are bold.
    pub(super) fn is_bold(&self) -> bool {
        let mut paragraphs = self.cells.iter().flat_map(|cell| cell.paragraphs());
        paragraphs.all(|paragraph| paragraph.is_bold() || paragraph.is_empty())
    }

    /// Its paragraphs.
    pub(super) fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.cells.iter().flat_map(|cell| cell.paragraphs())
    }
}

/// The cells of a row below their columns.
pub(super) fn placed<'t>(row: &'t Row, leaves: &[Leaf]) -> Vec<Placed<'t>> {
    let mut placed: Vec<Placed> = vec![Placed::default(); leaves.len()];
    // Somebody has moved a border: as many cells as columns mean one each.
    if row.cells.len() == leaves.len() {
        for (place, cell) in placed.iter_mut().zip(&row.cells) {
            *place = Placed { cells: vec![cell], covers: 1 };
        }
        return placed;
    }
    for cell in &row.cells {
        let covered = |leaf: &Leaf| leaf.to.min(cell.end()).saturating_sub(leaf.from.max(cell.column));
        let touched: Vec<usize> = (0..leaves.len()).filter(|leaf| covered(&leaves[*leaf]) > 0).collect();
        // A cell belongs where it begins, unless it begins at the very end of a column.
        let home = touched.iter().copied().find(|leaf| {
            let leaf = &leaves[*leaf];
            covered(leaf) * 2 >= leaf.to - leaf.from || covered(leaf) * 2 >= cell.span.max(1)
        });
        let Some(home) = home.or(touched.first().copied()).or(leaves.len().checked_sub(1)) else { continue };
        let covers = touched.iter().filter(|leaf| **leaf >= home).count().max(1);
        placed[home].covers = placed[home].covers.max(covers);
        placed[home].cells.push(cell);
    }
    placed
}
