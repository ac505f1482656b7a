//! A workbook of Excel, or a file of values parted by signs (CSV), to the plain model: each sheet is some lines and a table.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx};

use super::container::Container;
use super::document::{Block, Cell, Document, Outside, Paragraph, Row, Table, squeezed};
use super::formats::{Formats, Shown};
use super::refusal::Refusal;
use super::table::Limits;
use crate::source;

/// No plan has more sheets.
const MOST_SHEETS: usize = 100;

/// Whether an archive is a workbook.
pub(super) fn is_workbook(container: &Container) -> bool {
    container.has("xl/workbook.xml")
}

/// Reads a workbook, of which nothing is unpacked before its size is known.
pub(super) fn workbook(container: &mut Container, bytes: &[u8]) -> Result<Document, Refusal> {
    container.check_all()?;
    let damaged = |_| Refusal::damaged("книга Excel");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets = book.sheets_metadata().to_vec();
    let formats = Formats::of(container);
    let mut document = Document::default();
    for sheet in sheets.iter().take(MOST_SHEETS) {
        let Ok(merged) = book.merge_cells_by_sheet_name(&sheet.name) else { continue };
        let shown = formats.of_sheet(container, &sheet.name);
        let mut cells = Cells::default();
        let mut reader = book.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            let (row, column) = (row as usize, column as usize);
            cells.put(row, column, written(cell.get_value(), shown.get(&(row, column)).copied()))?;
        }
        for region in merged {
            let ((top, left), (bottom, right)) = (region.start, region.end);
            cells.merge(top as usize, left as usize, bottom as usize, right as usize)?;
        }
        if cells.rows.is_empty() {
            continue;
        }
        if sheets.len() > 1 {
            document.outside.push((Outside::Sheet, sheet.name.clone()));
        }
        if sheet.visible != SheetVisible::Visible {
            document.outside.push((Outside::Sheet, format!("скрытый лист «{}»", sheet.name)));
        }
        document.blocks.extend(cells.blocks());
    }
    Ok(document)
}

/// A value as Excel shows it; of a date no more than is `shown`.
fn written(value: &DataRef, shown: Option<Shown>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string().replace('.', ","),
        DataRef::Bool(true) => "да".to_owned(),
        DataRef::Bool(false) => "нет".to_owned(),
        DataRef::DateTime(moment) => moment_written(moment, shown),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

fn moment_written(moment: &ExcelDateTime, shown: Option<Shown>) -> String {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let time = format!("{hour}:{minute:02}");
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return time;
    }
    if let Some(words) = shown.and_then(|shown| shown.written(year, month, day)) {
        return words;
    }
    let date = format!("{day:02}.{month:02}.{year}");
    if (hour, minute) == (0, 0) { date } else { format!("{date} {time}") }
}

/// Reads values parted by semicolons, tabs or commas.
pub(super) fn values(bytes: &[u8]) -> Result<Document, Refusal> {
    let text = source::text_of(bytes).ok_or_else(super::refusal::unknown)?;
    let mut cells = Cells::default();
    for (row, values) in rows_of(&text, sign(&text)).into_iter().enumerate() {
        for (column, value) in values.into_iter().enumerate() {
            cells.put(row, column, value)?;
        }
    }
    Ok(Document { blocks: cells.blocks(), ..Document::default() })
}

/// The sign that parts values: the one that the first lines have most of, outside quotes.
fn sign(text: &str) -> char {
    let mut counts = [(';', 0), ('\t', 0), (',', 0)];
    let mut quoted = false;
    for letter in text.lines().take(20).flat_map(str::chars) {
        quoted ^= letter == '"';
        for (sign, count) in &mut counts {
            *count += usize::from(!quoted && letter == *sign);
        }
    }
    // A comma is a sign of Russian sentences too: it counts only where there is no other.
    counts.iter().find(|(_, count)| *count > 0).map_or(';', |(sign, _)| *sign)
}

/// The values row by row; a quoted one may have line breaks, signs and doubled quotes.
fn rows_of(text: &str, sign: char) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut letters = text.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        let row = rows.len() - 1;
        let Some(value) = rows[row].last_mut() else { continue };
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                value.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if value.trim().is_empty() => {
                value.clear();
                quoted = true;
            }
            '\r' => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            letter if letter == sign && !quoted => rows[row].push(String::new()),
            letter => value.push(letter),
        }
    }
    rows
}

/// The cells of a sheet that say something.
#[derive(Debug, Default)]
struct Cells {
    rows: BTreeMap<usize, BTreeMap<usize, String>>,
    /// Merged cells: how far they go, by where they begin.
    merged: BTreeMap<(usize, usize), (usize, usize)>,
    limits: Limits,
}

impl Cells {
    fn put(&mut self, row: usize, column: usize, text: String) -> Result<(), Refusal> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.limits.cell()?;
        Limits::column(column)?;
        self.rows.entry(row).or_default().insert(column, text);
        Ok(())
    }

    /// Takes note of merged cells; what nothing is written in needs none.
    fn merge(&mut self, top: usize, left: usize, bottom: usize, right: usize) -> Result<(), Refusal> {
        if self.rows.get(&top).is_some_and(|row| row.contains_key(&left)) {
            Limits::column(right)?;
            self.merged.insert((top, left), (bottom, right));
        }
        Ok(())
    }

    /// The sheet as lines and tables: empty rows part them, and rows of one cell above a table are lines.
    fn blocks(&self) -> Vec<Block> {
        let columns = self.rows.values().filter_map(|row| row.keys().next_back());
        let merged = self.merged.values().map(|(_, right)| right);
        let width = columns.chain(merged).max().map_or(0, |last| last + 1);
        let first = self.rows.values().filter_map(|row| row.keys().next()).min().copied().unwrap_or(0);
        let mut blocks: Vec<Block> = Vec::new();
        let mut last = None;
        for (number, row) in &self.rows {
            let is_parted = last.is_some_and(|last| last + 1 < *number);
            let in_table = matches!(blocks.last(), Some(Block::Table(_)));
            let is_line = row.len() == 1 && (is_parted || !in_table);
            if is_parted {
                blocks.push(Block::Paragraph(Paragraph::default()));
            }
            if is_line {
                let lines = row.values().map(|text| Block::Paragraph(Paragraph::plain(text.clone())));
                blocks.extend(lines);
            } else {
                let row = self.row(*number, row, first);
                match blocks.last_mut() {
                    Some(Block::Table(table)) => table.rows.push(row),
                    _ => blocks.push(Block::Table(Table { rows: vec![row], width: width - first })),
                }
            }
            last = Some(*number);
        }
        blocks
    }

    fn row(&self, number: usize, values: &BTreeMap<usize, String>, first: usize) -> Row {
        let mut cells = Vec::new();
        let mut taken = first;
        let from_above = self.merged.iter().filter_map(|((top, left), (bottom, right))| {
            (*top < number && number <= *bottom).then_some((*left, *right))
        });
        let from_above: BTreeMap<usize, usize> = from_above.collect();
        let columns: std::collections::BTreeSet<usize> =
            values.keys().chain(from_above.keys()).copied().collect();
        for column in columns {
            if column < taken {
                continue;
            }
            if let Some(right) = from_above.get(&column) {
                cells.push(Cell {
                    column: column - first,
                    span: right + 1 - column,
                    continued: true,
                    blocks: Vec::new(),
                });
                taken = right + 1;
                continue;
            }
            let right = self.merged.get(&(number, column)).map_or(column, |(_, right)| *right);
            let lines = values[&column].lines().map(squeezed);
            let blocks = lines.map(|line| Block::Paragraph(Paragraph::plain(line))).collect();
            cells.push(Cell { column: column - first, span: right + 1 - column, continued: false, blocks });
            taken = right + 1;
        }
        Row { cells, heads_pages: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_quotes_may_hold_everything() {
        assert_eq!(
            rows_of("а;\"б; \"\"в\"\"\nг\";д\r\n;е", ';'),
            [vec!["а", "б; \"в\"\nг", "д"], vec!["", "е"]]
        );
        assert_eq!(sign("а, б;в\nг;д, е"), ';');
        assert_eq!(sign("а\tб, в"), '\t');
        assert_eq!(sign("а,б"), ',');
    }
}
