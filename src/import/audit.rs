//! Whether every word of a document is in the file that was made of it, or among the doubts.

use std::collections::BTreeMap;

use super::document::{Block, Document, Paragraph, Spot, Table, clean, squeezed};
use super::recognise::lines_outside;

/// A paragraph of which some words are missing.
pub(super) struct Missing {
    pub(super) spot: Spot,
    pub(super) words: String,
}

/// The paragraphs whose words are not all among those of `text`: each word as often as in the document.
pub(super) fn missing(document: &Document, text: &str) -> Vec<Missing> {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for word in words(text) {
        *left.entry(word).or_default() += 1;
    }
    let mut paragraphs = Vec::new();
    let (mut paragraph, mut table) = (0, 0);
    for block in &document.blocks {
        match block {
            Block::Paragraph(words) => {
                paragraph += 1;
                paragraphs.push((Spot::Paragraph(paragraph), shown(words)));
            }
            Block::Table(block) => {
                table += 1;
                collect(block, table, &mut paragraphs);
            }
        }
    }
    paragraphs.extend(lines_outside(document).into_iter().map(|line| (line.spot, line.text)));
    let mut missing = Vec::new();
    for (spot, paragraph) in paragraphs {
        let lost = words(&paragraph).any(|word| match left.get_mut(&word) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        if lost {
            missing.push(Missing { spot, words: paragraph });
        }
    }
    missing
}

fn collect(table: &Table, number: usize, paragraphs: &mut Vec<(Spot, String)>) {
    for (row, index) in table.rows.iter().zip(1..) {
        for cell in &row.cells {
            for block in &cell.blocks {
                match block {
                    Block::Paragraph(paragraph) => {
                        let spot = Spot::Cell(number, index, (cell.column + 1).to_string());
                        paragraphs.push((spot, shown(paragraph)));
                    }
                    Block::Table(inner) => collect(inner, number, paragraphs),
                }
            }
        }
    }
}

/// The words of a paragraph and of its notes, without what is said of them.
fn shown(paragraph: &Paragraph) -> String {
    let mut text = String::new();
    for run in &paragraph.runs {
        if run.note {
            text.push(' ');
        }
        text.push_str(&clean(&run.text));
    }
    squeezed(&text)
}

/// The words of a text: letters and digits, whatever their case.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}
