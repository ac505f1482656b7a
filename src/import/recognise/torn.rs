//! Words torn by the end of a page or of a line: suggested, never joined.

use std::collections::BTreeSet;

use crate::import::document::{Block, Document};

/// The shortest piece of a word that says anything.
const SHORTEST: usize = 2;

/// The words of a document, in small letters.
#[derive(Debug, Default)]
pub(super) struct Known(BTreeSet<String>);

impl Known {
    /// The words of all paragraphs and cells.
    pub(super) fn of(document: &Document) -> Self {
        let mut known = Self::default();
        known.collect(&document.blocks);
        known
    }

    fn collect(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.0.extend(words(&paragraph.words())),
                Block::Table(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        self.collect(&cell.blocks);
                    }
                }
            }
        }
    }

    /// The word that the end of one text and the beginning of the next would make, where it stands elsewhere in the
    /// document, or where one of its pieces ends with a hyphen.
    pub(super) fn torn(&self, before: &str, after: &str) -> Option<String> {
        let first = before.rsplit(char::is_whitespace).next()?;
        let second = after.split_whitespace().next()?;
        let second = second.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        if let Some(half) = first.strip_suffix('-').filter(|half| !half.is_empty()) {
            return second.starts_with(char::is_lowercase).then(|| format!("{half}-{second}"));
        }
        let is_piece =
            |piece: &str| piece.chars().count() >= SHORTEST && piece.chars().all(char::is_alphabetic);
        let first = first.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let joined = format!("{first}{second}");
        let fits = is_piece(first) && is_piece(second) && second.chars().all(char::is_lowercase);
        (fits && self.0.contains(&joined.to_lowercase())).then_some(joined)
    }
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
