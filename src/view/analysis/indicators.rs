//! The plan's indicators, planned against actual.

use std::collections::BTreeSet;

use super::table::{CellView, Column, TableView, numbers, words};
use super::{Asked, BlockView, PartView};
use crate::model::analysis::IndicatorResult;
use crate::model::plan::{Plan, PlanTable, Role, TableKind};

/// What the heading of a column for results looks like.
const ACTUAL: &str = "факт";

/// Words as short as this tell nothing.
const SHORT_WORD: usize = 2;

/// A row of a plan's table, and the result that belongs to it.
struct Row<'p> {
    cells: Vec<&'p str>,
    result: Option<&'p IndicatorResult>,
}

impl Asked<'_> {
    /// «Показатели», where anything is known of what came of them.
    pub(super) fn indicators(&self) -> Option<PartView> {
        let results =
            super::stated(self.association, self.year).map_or(&[][..], |analysis| &analysis.results);
        let plan = self.plan_index().map(|plan| &self.association.plans[plan]);
        let tables = plan.into_iter().flat_map(Plan::tables);
        let tables: Vec<&PlanTable> = tables.filter(|table| table.kind == TableKind::Indicators).collect();
        let mut rows: Vec<Vec<Row>> = tables.iter().map(|table| rows_of(table)).collect();
        let mut others = Vec::new();
        for result in results {
            match matching(&mut rows, &result.indicator) {
                Some(row) => row.result = Some(result),
                None => others.push(result),
            }
        }
        let tables = tables.iter().zip(rows).filter_map(|(table, rows)| planned_and_actual(table, &rows));
        let mut blocks: Vec<BlockView> = tables.map(|table| BlockView::Table { table }).collect();
        if !others.is_empty() {
            let caption = (!blocks.is_empty()).then_some("Другие показатели");
            let rows = others.into_iter();
            let rows = rows.map(|other| vec![CellView::set(&other.indicator), CellView::set(&other.actual)]);
            let columns = vec![words("Показатель"), numbers("Факт")];
            blocks.push(BlockView::Table { table: TableView::new(caption, columns, rows.collect(), None) });
        }
        PartView::filled("_indicators", "Показатели", blocks)
    }
}

fn rows_of(table: &PlanTable) -> Vec<Row<'_>> {
    let lines = table.rows().flat_map(|row| (0..row.lines.len()).map(move |line| (row, line)));
    let rows = lines.map(|(row, line)| {
        let cell = |column: usize| {
            let mut above = row.lines[..=line].iter().rev();
            above.find_map(|line| line.cells.get(column)?.text()).unwrap_or_default()
        };
        Row { cells: (0..table.columns.len()).map(cell).collect(), result: None }
    });
    rows.collect()
}

/// The row that has an indicator in a cell of its own, else the only one that has all of its words in whatever form.
fn matching<'r, 'p>(rows: &'r mut [Vec<Row<'p>>], indicator: &str) -> Option<&'r mut Row<'p>> {
    let wanted = telling_words(indicator);
    if wanted.is_empty() {
        return None;
    }
    let is_same = |row: &Row| row.cells.iter().any(|cell| telling_words(cell) == wanted);
    let has_all = |row: &Row| {
        let said = telling_words(&row.cells.join(" "));
        wanted.iter().all(|word| said.iter().any(|other| are_forms(word, other)))
    };
    let is_exact = rows.iter().flatten().any(|row| row.result.is_none() && is_same(row));
    let free = rows.iter_mut().flatten().filter(|row| row.result.is_none());
    let mut found = free.filter(|row| if is_exact { is_same(row) } else { has_all(row) });
    let first = found.next();
    let is_only = found.next().is_none();
    first.filter(|_| is_only)
}

/// How many letters of a word its forms share at least, and how many of its end may differ.
const STEM: usize = 4;
const ENDING: usize = 3;

/// Whether both are the same word but for its ending: «выступления», «выступлений».
fn are_forms(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let longest = one.chars().count().max(other.chars().count());
    one == other || (shared >= STEM && longest - shared <= ENDING)
}

fn telling_words(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase().replace('ё', "е");
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let telling =
        words.filter(|word| word.chars().count() > SHORT_WORD || word.chars().any(char::is_numeric));
    telling.map(str::to_owned).collect()
}

/// The plan's table with what came of it; nothing where that is not known of any row.
fn planned_and_actual(table: &PlanTable, rows: &[Row]) -> Option<TableView> {
    let actual = table.columns.iter().position(|column| column.heading.to_lowercase().contains(ACTUAL));
    let value = |row: &Row| {
        let written = actual.map(|column| row.cells[column]).filter(|cell| !cell.trim().is_empty());
        let stated = || row.result.map(|result| CellView::set(&result.actual));
        written.map(CellView::as_written).or_else(stated).unwrap_or_default()
    };
    let is_known =
        |row: &Row| row.result.is_some() || actual.is_some_and(|column| !row.cells[column].trim().is_empty());
    if !rows.iter().any(is_known) {
        return None;
    }
    let heading = |column: usize| -> Column {
        let heading = &table.columns[column].heading;
        let is_number =
            rows.iter().all(|row| row.cells[column].chars().all(|letter| !letter.is_alphabetic()));
        if is_number && table.columns[column].role != Role::Number {
            numbers(heading)
        } else {
            words(heading)
        }
    };
    let mut columns: Vec<Column> = (0..table.columns.len()).map(heading).collect();
    let cells = rows.iter().map(|row| {
        let mut cells: Vec<CellView> = row.cells.iter().map(|cell| CellView::as_written(*cell)).collect();
        match actual {
            Some(column) => cells[column] = value(row),
            None => cells.push(value(row)),
        }
        cells
    });
    let cells: Vec<Vec<CellView>> = cells.collect();
    if actual.is_none() {
        columns.push(numbers("Факт"));
    }
    let caption = table.headings.join(" ");
    Some(TableView::new((!caption.is_empty()).then_some(caption.as_str()), columns, cells, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indicator_is_found_by_its_words() {
        let cells =
            [["1.", "Количество заседаний"], ["2.", "Количество выступлений"], ["3.", "Число материалов"]];
        for (indicator, row) in [
            ("количество заседаний", Some(0)),
            ("Выступления", Some(1)),
            ("материалы", Some(2)),
            ("Количество", None),
            ("Экскурсии", None),
            ("Заседания района", None),
            ("—", None),
        ] {
            let mut rows =
                vec![cells.iter().map(|cells| Row { cells: cells.to_vec(), result: None }).collect()];
            let found = matching(&mut rows, indicator).map(|row| row.cells.clone());
            assert_eq!(found, row.map(|row: usize| cells[row].to_vec()), "{indicator}");
        }
    }

    #[test]
    fn forms_of_a_word_are_one_word() {
        assert!(are_forms("материалов", "материалы") && are_forms("участие", "участия"));
        assert!(!are_forms("план", "плавание") && !are_forms("урок", "уровень"));
    }
}
