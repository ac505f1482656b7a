//! Tables of an analysis.

use serde::Serialize;

use crate::russian::typography::typeset;
use crate::view::LinkView;

/// A table.
#[derive(Serialize)]
pub struct TableView {
    /// What it is about, where the heading above does not say.
    pub caption: Option<String>,
    /// Its columns.
    pub columns: Vec<ColumnView>,
    /// Its rows.
    pub rows: Vec<Vec<CellView>>,
    /// Its last row, which sums up the others.
    pub total: Option<Vec<CellView>>,
}

/// A column.
#[derive(Clone, Serialize)]
pub struct ColumnView {
    /// Its heading.
    pub heading: String,
    /// Whether numbers stand in it.
    pub number: bool,
}

/// A cell.
#[derive(Clone, Default, Serialize)]
pub struct CellView {
    /// The heading of its column.
    pub heading: String,
    /// Whether its column holds numbers.
    pub number: bool,
    /// Its words; empty where nothing is known.
    pub text: String,
    /// Its links, which stand in place of words.
    pub links: Vec<LinkView>,
}

/// What a column is called, and whether it holds numbers.
pub(super) enum Column {
    Words(String),
    Numbers(String),
}

/// A column of words.
pub(super) fn words(heading: &str) -> Column {
    Column::Words(heading.to_owned())
}

/// A column of numbers.
pub(super) fn numbers(heading: &str) -> Column {
    Column::Numbers(heading.to_owned())
}

impl CellView {
    /// The words of an author, set.
    pub(super) fn set(text: &str) -> Self {
        Self::as_written(typeset(text))
    }

    /// The same where there are any.
    pub(super) fn maybe(text: Option<&String>) -> Self {
        text.map(|text| Self::set(text)).unwrap_or_default()
    }

    /// Words that must not be touched.
    pub(super) fn as_written(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A number.
    pub(super) fn count(count: usize) -> Self {
        Self::as_written(count.to_string())
    }

    /// A link.
    pub(super) fn link(link: LinkView) -> Self {
        Self::links(vec![link])
    }

    /// Links.
    pub(super) fn links(links: Vec<LinkView>) -> Self {
        Self { links, ..Self::default() }
    }

    fn is_empty(&self) -> bool {
        self.text.is_empty() && self.links.is_empty()
    }
}

impl TableView {
    /// A table of these columns; one in which nothing stands is left out.
    pub(super) fn new(
        caption: Option<&str>,
        columns: Vec<Column>,
        rows: Vec<Vec<CellView>>,
        total: Option<Vec<CellView>>,
    ) -> Self {
        let is_kept =
            |column: usize| rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()));
        let kept: Vec<bool> = (0..columns.len()).map(is_kept).collect();
        let columns =
            columns.into_iter().zip(&kept).filter(|(_, kept)| **kept).map(|(column, _)| match column {
                Column::Words(heading) => ColumnView { heading, number: false },
                Column::Numbers(heading) => ColumnView { heading, number: true },
            });
        let columns: Vec<ColumnView> = columns.collect();
        let row = |cells: Vec<CellView>| -> Vec<CellView> {
            let cells = cells.into_iter().zip(&kept).filter(|(_, kept)| **kept).zip(&columns);
            let cell = |((cell, _), column): ((CellView, _), &ColumnView)| CellView {
                heading: column.heading.clone(),
                number: column.number,
                ..cell
            };
            cells.map(cell).collect()
        };
        Self {
            caption: caption.map(typeset),
            rows: rows.into_iter().map(row).collect(),
            total: total.map(row),
            columns: columns.clone(),
        }
    }
}
