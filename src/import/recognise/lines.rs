//! The text around tables, line by line; a table that only places its words counts as text.

use super::{approval, beside, grid};
use crate::import::document::{Block, Document, Label, Outside, Paragraph, Spot, Table, squeezed};
use crate::import::spaced;

/// A line of the text around tables.
#[derive(Clone, Debug)]
pub(in crate::import) struct Line {
    /// Its words.
    pub(in crate::import) text: String,
    /// The mark of its list.
    pub(in crate::import) label: Option<Label>,
    /// Whether it stands out: bold, in the middle, a heading, in capitals.
    pub(in crate::import) stands_out: bool,
    /// Those of its words, and of the rest of its paragraph, that are struck through.
    pub(in crate::import) struck: String,
    /// Its words where tabs or rows of spaces part them; the first is empty where such a gap stands at its beginning.
    pub(in crate::import) columns: Vec<String>,
    /// What is doubtful about how it was read, with the document's own words.
    pub(in crate::import) remarks: Vec<(&'static str, String)>,
    /// Whether something empty stands above it.
    pub(in crate::import) after_gap: bool,
    pub(in crate::import) spot: Spot,
}

/// What a document consists of, for whoever reads it from above.
pub(super) enum Unit<'d> {
    /// A line.
    Line(Line),
    /// A table with its number.
    Table(usize, &'d Table),
}

impl Unit<'_> {
    /// The line that it is.
    pub(super) fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Table(..) => None,
        }
    }
}

/// The units of a document, in order.
pub(super) fn units(document: &Document) -> Vec<Unit<'_>> {
    let mut collector = Collector { units: Vec::new(), paragraph: 0, table: 0, gap: true };
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                collector.paragraph += 1;
                let spot = Spot::Paragraph(collector.paragraph);
                collector.paragraph(paragraph, &spot);
            }
            Block::Table(table) => collector.table(table),
        }
    }
    beside::parted(collector.units)
}

/// The lines around the tables of a document, and what stands outside its text.
pub(in crate::import) fn lines_of(document: &Document) -> Vec<Line> {
    let lines = units(document).into_iter().filter_map(|unit| match unit {
        Unit::Line(line) => Some(line),
        Unit::Table(..) => None,
    });
    lines.chain(lines_outside(document)).collect()
}

/// The lines that stand outside the text of a document.
pub(in crate::import) fn lines_outside(document: &Document) -> Vec<Line> {
    document.outside.iter().map(|(kind, text)| outside(*kind, text)).collect()
}

/// A line that stands outside the text.
pub(super) fn outside(kind: Outside, text: &str) -> Line {
    let spot = Spot::Outside(match kind {
        Outside::Margin => "колонтитул",
        Outside::Remark => "примечание на полях",
        Outside::Drawing => "рисунок или схема",
        Outside::Sheet => "название листа",
    });
    Line {
        text: squeezed(text),
        label: None,
        stands_out: false,
        struck: String::new(),
        columns: Vec::new(),
        remarks: Vec::new(),
        after_gap: true,
        spot,
    }
}

struct Collector<'d> {
    units: Vec<Unit<'d>>,
    paragraph: usize,
    table: usize,
    gap: bool,
}

impl<'d> Collector<'d> {
    fn paragraph(&mut self, paragraph: &Paragraph, spot: &Spot) {
        // A tab or a row of spaces parts columns; single spaces do not.
        let words = paragraph.words();
        let lines = words.lines().filter(|line| !line.trim().is_empty());
        let mut label = paragraph.label.clone();
        let mut struck = paragraph.struck();
        let emphasised = paragraph.is_bold() || paragraph.heading.is_some();
        let mut is_empty = true;
        for line in lines {
            is_empty = false;
            let whole = spaced::joined(line);
            let remarks = whole.is_some().then(|| (spaced::MESSAGE, squeezed(line)));
            let text = keeping_columns(whole.as_deref().unwrap_or(line));
            let stands_out = emphasised || paragraph.centred || is_capitals(&text);
            self.units.push(Unit::Line(Line {
                stands_out,
                text,
                label: label.take(),
                struck: std::mem::take(&mut struck),
                columns: columns(whole.as_deref().unwrap_or(line)),
                remarks: remarks.into_iter().collect(),
                after_gap: std::mem::take(&mut self.gap),
                spot: spot.clone(),
            }));
        }
        self.gap |= is_empty;
    }

    fn table(&mut self, table: &'d Table) {
        self.table += 1;
        if !places_words(table) {
            self.units.push(Unit::Table(self.table, table));
            self.gap = true;
            return;
        }
        // Approvals stand side by side: each column is read down to its end.
        for column in 0..table.width {
            self.gap = true;
            for (row, number) in table.rows.iter().zip(1..) {
                let Some(cell) = row.cells.iter().find(|cell| cell.column == column) else { continue };
                for block in &cell.blocks {
                    match block {
                        Block::Paragraph(paragraph) => {
                            let spot = Spot::Cell(self.table, number, (column + 1).to_string());
                            self.paragraph(paragraph, &spot);
                        }
                        Block::Table(inner) => self.flatten(inner, number, column),
                    }
                }
            }
        }
        self.gap = true;
    }

    fn flatten(&mut self, table: &Table, row: usize, column: usize) {
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            for block in &cell.blocks {
                match block {
                    Block::Paragraph(paragraph) => {
                        let spot = Spot::Cell(self.table, row, (column + 1).to_string());
                        self.paragraph(paragraph, &spot);
                    }
                    Block::Table(inner) => self.flatten(inner, row, column),
                }
            }
        }
    }
}

/// Whether a table only puts words side by side: a frame of one column, or approvals without a heading of columns.
fn places_words(table: &Table) -> bool {
    if table.width <= 1
        && !table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.tables().next().is_some())
    {
        return true;
    }
    let cells = || table.rows.iter().flat_map(|row| &row.cells);
    let approves = cells().any(|cell| {
        cell.paragraphs().flat_map(Paragraph::lines).any(|line| approval::begins(&line).is_some())
    });
    approves && table.width <= 4 && grid::known_header(table).is_none()
}

/// Single spaces, but a tab where a tab or a row of spaces parts columns.
fn keeping_columns(line: &str) -> String {
    let parts: Vec<String> = line.split('\t').flat_map(|part| part.split("     ")).map(squeezed).collect();
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("\t")
}

/// The words of a line where tabs or rows of three spaces part them, an empty one in front of a line that begins so.
fn columns(line: &str) -> Vec<String> {
    let begins = line.starts_with('\t') || line.starts_with("   ");
    let parts = line.split('\t').flat_map(|part| part.split("   ")).map(squeezed);
    let parts = parts.filter(|part| !part.is_empty());
    begins.then(String::new).into_iter().chain(parts).collect()
}

/// Whether a line is written in capital letters.
pub(super) fn is_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    letters().count() >= 4 && letters().all(|letter| !letter.is_lowercase())
}
