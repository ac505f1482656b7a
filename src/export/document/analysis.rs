//! The analysis of a school year as a document.

use super::grid;
use super::prose;
use super::sheet::line_width;
use super::text::{Block, Cell, Letters, Paragraph, Run, Style, Table};
use crate::model::association::Association;
use crate::view::{AnalysisBlockView, AnalysisView, FiguresView, signed};

/// With more columns than this the letters of a table are small.
const USUAL_COLUMNS: usize = 5;

/// The analysis, with a line for whoever signs it.
pub(super) fn blocks(view: AnalysisView, association: &Association) -> Vec<Block> {
    let width = line_width(false);
    let mut blocks = vec![Block::words(Style::Subtitle, &association.name)];
    blocks.push(Block::words(Style::Title, &view.frame.title));
    if let Some(day) = &view.as_of {
        let words = format!("Состояние на {}, учебный год ещё идёт", day.text);
        blocks.push(Block::words(Style::Subtitle, words));
    }
    blocks.push(Block::words(Style::Normal, ""));
    blocks.extend(view.lead.iter().map(|lead| Block::words(Style::Normal, lead)));
    blocks.extend(prose::blocks(&view.body, width));
    for part in view.parts {
        blocks.push(Block::words(Style::Heading(1), part.heading));
        for block in part.blocks {
            match block {
                AnalysisBlockView::Text { text } => blocks.push(Block::words(Style::Summary, text)),
                AnalysisBlockView::Table { table } => {
                    let caption = table.caption.as_ref();
                    blocks.extend(caption.map(|caption| Block::words(Style::Caption, caption)));
                    blocks.push(Block::Table(figures(&table, width)));
                }
                AnalysisBlockView::Chart { chart } => blocks.push(Block::Chart(chart)),
            }
        }
    }
    let name = association.head.as_deref().map_or_else(|| "______________________".to_owned(), signed);
    let runs = vec![Run::words("Руководитель"), Run::Tab, Run::Tab, Run::Tab, Run::words(name)];
    blocks.push(Block::Paragraph(Paragraph { style: Style::Signature, runs }));
    blocks
}

fn figures(table: &FiguresView, width: u64) -> Table {
    let count = table.columns.len();
    let letters = if count > USUAL_COLUMNS { Letters::Small } else { Letters::Usual };
    let headings = table.columns.iter();
    let headings = headings.map(|column| Cell::words(Style::ColumnHeading(letters), &column.heading));
    let mut rows = vec![headings.collect::<Vec<_>>()];
    for given in table.rows.iter().chain(&table.total) {
        let cells = given.iter().map(|cell| {
            let style = if cell.number { Style::Figure(letters) } else { Style::Cell(letters) };
            let mut words: Vec<&str> = cell.links.iter().map(|link| link.title.as_str()).collect();
            if words.is_empty() {
                words.push(if cell.text.is_empty() { "—" } else { &cell.text });
            }
            Cell::of(words.into_iter().map(|words| Block::words(style, words)).collect())
        });
        rows.push(cells.collect());
    }
    let widths = grid::widths(width, letters, &rows);
    Table { ruled: true, widths, headings: 1, rows }
}
