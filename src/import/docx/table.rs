//! A table of Word: cells in their columns of the grid, merged in both directions.

use super::Reader;
use crate::import::document::{Cell, Row, Table};
use crate::import::refusal::Refusal;
use crate::import::table::Limits;
use crate::import::xml::Element;

impl Reader {
    /// Reads a table.
    pub(super) fn table(&mut self, element: &Element) -> Result<Table, Refusal> {
        let mut rows = Vec::new();
        let mut limits = Limits::default();
        self.rows(element, &mut rows, &mut limits)?;
        let width = rows.iter().flat_map(|row: &Row| &row.cells).map(Cell::end).max().unwrap_or(0);
        Ok(Table { rows, width })
    }

    fn rows(&mut self, element: &Element, rows: &mut Vec<Row>, limits: &mut Limits) -> Result<(), Refusal> {
        for child in element.children() {
            match child.name.as_str() {
                "tr" if child.at(&["trPr", "del"]).is_some() => self.corrections += 1,
                "tr" => {
                    let mut row = Row { cells: Vec::new(), heads_pages: child.is_on(&["trPr", "tblHeader"]) };
                    let before = child.value(&["trPr", "gridBefore"]).and_then(|before| before.parse().ok());
                    let mut column = Limits::column(before.unwrap_or(0))?;
                    self.cells(child, &mut row, &mut column, limits)?;
                    row.show_lone_numbers();
                    rows.push(row);
                }
                "sdt" => {
                    if let Some(content) = child.child("sdtContent") {
                        self.rows(content, rows, limits)?;
                    }
                }
                "customXml" | "ins" | "moveTo" => self.rows(child, rows, limits)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn cells(
        &mut self,
        element: &Element,
        row: &mut Row,
        column: &mut usize,
        limits: &mut Limits,
    ) -> Result<(), Refusal> {
        for child in element.children() {
            match child.name.as_str() {
                "tc" => {
                    limits.cell()?;
                    let span = child.value(&["tcPr", "gridSpan"]).and_then(|span| span.parse().ok());
                    let span = span.unwrap_or(1).max(1);
                    let merged = child.at(&["tcPr", "vMerge"]);
                    let continued = merged.is_some_and(|merged| merged.attribute("val") != Some("restart"));
                    // The older way of merging to the right: cells of their own that say that they are none.
                    let joins = child.value(&["tcPr", "hMerge"]) == Some("continue")
                        || child
                            .at(&["tcPr", "hMerge"])
                            .is_some_and(|merge| merge.attribute("val").is_none());
                    let outer = std::mem::replace(&mut self.is_hidden, continued || joins);
                    let blocks = self.blocks(child)?;
                    self.is_hidden = outer;
                    match row.cells.last_mut().filter(|_| joins) {
                        Some(last) => {
                            last.span += span;
                            last.blocks.extend(blocks);
                        }
                        None => row.cells.push(Cell { column: *column, span, continued, blocks }),
                    }
                    *column = Limits::column(column.saturating_add(span))?;
                }
                "sdt" => {
                    if let Some(content) = child.child("sdtContent") {
                        self.cells(content, row, column, limits)?;
                    }
                }
                "customXml" | "ins" | "moveTo" => self.cells(child, row, column, limits)?,
                _ => {}
            }
        }
        Ok(())
    }
}
