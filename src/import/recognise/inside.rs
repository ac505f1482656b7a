//! Tables inside a cell: talks below an activity; where there is no place for them, lines of text.

use super::activity::append;
use super::columns::name;
use super::list::{Given, Reader, Shape, guessed};
use super::{Cell, Column, RowLine, Table, cell, grid};
use crate::import::document::{self, Spot};
use crate::import::doubt::DoubtId;
use crate::model::plan::{Role, TableKind};

impl Reader<'_> {
    /// Adds the tables inside a row to its last line.
    pub(super) fn talks(
        &mut self,
        given: &Given,
        shape: &Shape,
        lines: &mut [RowLine],
        doubts: &mut Vec<DoubtId>,
    ) {
        let Some(line) = lines.last_mut() else { return };
        let what = shape.column(Role::What).filter(|_| shape.kind == TableKind::List);
        for (index, cell) in given.cells.iter().enumerate() {
            for table in cell.cells.iter().flat_map(|cell| cell.tables()) {
                if Some(index) == what
                    && line.talks.is_none()
                    && let Some(talks) = self.inner(table, doubts)
                {
                    line.talks = Some(talks);
                    continue;
                }
                let text = cell::flattened(table).join("\n");
                if !text.is_empty() {
                    let spot = Spot::Cell(self.number, given.number, shape.heading(index));
                    doubts.push(self.doubts.add(spot, "Таблица внутри ячейки записана строками", ""));
                    append(&mut line.cells[index], Cell::Text(text), "\n");
                }
            }
        }
    }

    /// A table inside a cell as talks.
    fn inner(&mut self, table: &document::Table, doubts: &mut Vec<DoubtId>) -> Option<Table> {
        let cells = || table.rows.iter().flat_map(|row| &row.cells);
        if table.width < 2 || cells().any(|cell| cell.tables().next().is_some()) {
            return None;
        }
        let header = grid::header(table);
        if header.as_ref().is_some_and(|header| header.rows.0 > 0) {
            return None;
        }
        let (first, leaves) = header
            .as_ref()
            .map_or_else(|| (0, grid::bare_leaves(table)), |header| (header.rows.1, header.leaves.clone()));
        let mut columns = match header {
            Some(_) => self.headed(&leaves, table, first, doubts),
            None => guessed(table, &leaves),
        };
        // Talks have topics and speakers; whatever else stands in their table is a column of its own.
        for index in 0..columns.len() {
            if matches!(columns[index].role, Role::What | Role::Where | Role::When) {
                let others: Vec<Column> = columns
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != index)
                    .map(|(_, column)| column.clone())
                    .collect();
                columns[index].role = Role::Other;
                columns[index].key = name(Role::Other, &columns[index].heading, &others);
            }
        }
        let mut talks = Table { kind: TableKind::Talks, headings: Vec::new(), columns, sections: Vec::new() };
        self.rows(table, first, &leaves, &[], &mut talks);
        for section in &mut talks.sections {
            doubts.append(&mut section.doubts);
            for row in &mut section.rows {
                doubts.append(&mut row.doubts);
            }
        }
        talks.sections.iter().any(|section| !section.rows.is_empty()).then_some(talks)
    }
}
