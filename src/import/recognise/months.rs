//! A plan whose months stand side by side: below them either what is done in each, in a row for each direction, or nothing
//! but a sign that something is done then.

use super::Column;
use super::columns::name;
use crate::import::document::{self, Block, Cell, Paragraph, Row, squeezed};
use crate::model::plan::Role;
use crate::russian::calendar::MONTHS;

/// The heading is looked for in this many rows.
const FIRST_ROWS: usize = 4;

/// Fewer months side by side are no such plan.
const FEWEST_MONTHS: usize = 3;

/// A table turned so that it can be read as others are: when things are done stands in a column.
pub(super) struct Turned {
    pub(super) table: document::Table,
    /// Its columns where they cannot be known by their headings.
    pub(super) columns: Option<Vec<Column>>,
    /// What was done with it.
    pub(super) message: &'static str,
    /// The document's words that found no place in it.
    pub(super) words: String,
}

/// Turns a table whose columns are months.
pub(super) fn turned(table: &document::Table) -> Option<Turned> {
    let header = table.rows.iter().take(FIRST_ROWS).position(|row| months(row).len() >= FEWEST_MONTHS)?;
    let months = months(&table.rows[header]);
    let first = months[0].column;
    let before: Vec<&Cell> = table.rows[header].filled().filter(|cell| cell.column < first).collect();
    let is_whole = table.rows[header].filled().count() == before.len() + months.len();
    // A row of one cell is a section, and a table with sections is no such plan.
    let below = &table.rows[header + 1..];
    let has_sections = below.iter().any(|row| row.cells.len() == 1);
    if !is_whole || before.len() > 2 || has_sections || below.iter().all(|row| row.filled().next().is_none())
    {
        return None;
    }
    let above: Vec<String> = table.rows[..header].iter().flat_map(Row::filled).map(Cell::words).collect();
    let cells = || below.iter().flat_map(Row::filled).filter(|cell| cell.column >= first);
    let signs = cells().filter(|cell| is_sign(&cell.words())).count();
    let mut turned = if signs * 2 > cells().count() {
        with_periods(below, &before, &months)
    } else {
        by_month(below, &before, &months, first)
    };
    turned.words = above
        .into_iter()
        .chain([turned.words])
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    Some(turned)
}

/// The cells of a row that are months.
fn months(row: &Row) -> Vec<&Cell> {
    row.filled().filter(|cell| is_month(&cell.words())).collect()
}

/// «Сентябрь», «сент.», «Октябрь 2026».
fn is_month(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_name = |word: &str| {
        MONTHS.iter().any(|month| {
            let stem: String = month.chars().take(3).collect();
            word == *month || word.starts_with(&stem) && month.starts_with(word)
        })
    };
    words.next().is_some_and(is_name)
        && words
            .all(|word| word.chars().all(|letter| letter.is_ascii_digit()) || matches!(word, "г" | "года"))
}

/// «+», «х», «*»: that something is done, and nothing more.
fn is_sign(text: &str) -> bool {
    text.chars().count() <= 2 && !text.chars().any(|letter| letter.is_ascii_digit())
}

fn cell(column: usize, text: impl Into<String>) -> Cell {
    Cell { column, span: 1, continued: false, blocks: vec![Block::Paragraph(Paragraph::plain(text))] }
}

/// A row an activity, its months in the column «Срок».
fn with_periods(below: &[Row], before: &[&Cell], months: &[&Cell]) -> Turned {
    let head = before.iter().map(|cell| cell.words()).chain(["Срок".to_owned()]);
    let head = head.enumerate().map(|(column, text)| cell(column, text)).collect();
    let mut rows = vec![Row { cells: head, heads_pages: true }];
    let mut letters = Vec::new();
    for row in below {
        let mut cells: Vec<Cell> = Vec::new();
        for (column, above) in before.iter().enumerate() {
            let own = row.at(above.column).cloned().unwrap_or_default();
            cells.push(Cell { column, span: 1, ..own });
        }
        let mut when = Vec::new();
        for month in months {
            let Some(own) = row.at(month.column).filter(|cell| !cell.is_empty()) else { continue };
            let words = own.words();
            if is_sign(&words) {
                when.push(month.words());
                letters.extend((own.column == month.column).then_some(words));
            } else {
                when.push(format!("{} ({words})", month.words()));
            }
        }
        cells.push(cell(before.len(), when.join(", ")));
        rows.push(Row { cells, heads_pages: false });
    }
    let letters: Vec<String> =
        letters.into_iter().filter(|sign| sign.chars().any(char::is_alphanumeric)).collect();
    Turned {
        table: document::Table { rows, width: before.len() + 1 },
        columns: None,
        message: "Месяцы в таблице стоят столбцами, в них отмечено, когда что делается: в файле месяцы стоят в столбце «Срок»",
        words: letters.join(" "),
    }
}

/// A row a month, and in the columns what is done in each direction.
fn by_month(below: &[Row], before: &[&Cell], months: &[&Cell], first: usize) -> Turned {
    let named = |row: &Row| {
        let words = row.filled().filter(|cell| cell.column < first).map(Cell::words);
        squeezed(&words.collect::<Vec<_>>().join(" "))
    };
    let directions: Vec<&Row> = below.iter().filter(|row| row.filled().next().is_some()).collect();
    let mut columns =
        vec![Column { key: "когда".to_owned(), heading: "Месяц".to_owned(), role: Role::When }];
    for row in &directions {
        let heading = Some(named(row)).filter(|heading| !heading.is_empty());
        let heading = heading.unwrap_or_else(|| format!("Столбец {}", columns.len() + 1));
        let key = name(Role::Direction, &heading, &columns);
        columns.push(Column { key, heading, role: Role::Direction });
    }
    let head = columns.iter().enumerate().map(|(column, own)| cell(column, own.heading.clone())).collect();
    let mut rows = vec![Row { cells: head, heads_pages: true }];
    for month in months {
        let mut cells = vec![cell(0, month.words())];
        for (row, column) in directions.iter().zip(1..) {
            // A cell below several months stands below the first of them.
            let own = row.cells.iter().filter(|cell| (month.column..month.end()).contains(&cell.column));
            let blocks = own.flat_map(|cell| cell.blocks.clone()).collect();
            cells.push(Cell { column, span: 1, continued: false, blocks });
        }
        rows.push(Row { cells, heads_pages: false });
    }
    let words = before.iter().map(|cell| cell.words()).collect::<Vec<_>>().join(" | ");
    Turned {
        table: document::Table { rows, width: columns.len() },
        columns: Some(columns),
        message: "Месяцы в таблице стоят столбцами: в файле она повёрнута, месяцы стоят строками, и ниже строка значит месяц; \
                  что стояло под несколькими месяцами сразу, отнесено к первому",
        words,
    }
}

#[cfg(test)]
mod tests {
    use super::is_month;

    #[test]
    fn names_of_months() {
        for (text, expected) in [
            ("Сентябрь", true),
            ("сент.", true),
            ("Октябрь 2026 г.", true),
            ("май", true),
            ("Март, апрель", false),
            ("Месяц", false),
            ("Мария", false),
            ("", false),
        ] {
            assert_eq!(is_month(text), expected, "{text}");
        }
    }
}
