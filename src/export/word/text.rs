//! What a document of Word is made of: paragraphs and tables, each with the style that says what it is.

use crate::view::Frame;

/// A document.
pub(super) struct Text {
    /// What it is called, in its properties.
    pub(super) title: String,
    /// Whose it is: the author in its properties, and the first words of its footer.
    pub(super) owner: String,
    /// Whether everything in it is invented.
    pub(super) example: bool,
    /// Whether it is a draft.
    pub(super) draft: bool,
    /// Whether its sheets lie on their long side.
    pub(super) wide: bool,
    /// Its paragraphs and tables.
    pub(super) blocks: Vec<Block>,
}

impl Text {
    /// The document of the page that has this frame.
    pub(super) fn new(frame: &Frame, wide: bool, blocks: Vec<Block>) -> Self {
        let (title, example) = (frame.title.clone(), frame.example);
        Self { title, owner: String::new(), example, draft: false, wide, blocks }
    }
}

/// A paragraph or a table.
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// What a paragraph is: its look stands in `styles`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// Running text.
    Normal,
    /// The title of the document.
    Title,
    /// What the title belongs to, above or below it.
    Subtitle,
    /// A heading, from 1 to 3.
    Heading(u8),
    /// Sentences that sum up the table below them.
    Summary,
    /// A line in the middle of the sheet that belongs to the table below it.
    TableTitle,
    /// The words before what they name: «Цель:».
    Label,
    /// A paragraph of a block of the header, or of a list.
    Item,
    /// The same with its number or sign before it.
    NumberedItem,
    /// A line of an approval.
    Approval,
    /// A line of an approval that stands on the right half of the sheet by itself.
    ApprovalRight,
    /// What stands at the right edge, across from a date.
    PlaceRight,
    /// A line to sign on.
    Signature,
    /// A remark below everything else.
    Remark,
    /// Words quoted from somebody.
    Quotation,
    /// The words of a cell, and those of a cell of a table with many columns.
    Cell(Letters),
    /// The words of a column's heading.
    ColumnHeading(Letters),
    /// A number in a cell, at its right edge.
    Figure(Letters),
    /// What Word wants behind a table: a line as low as it can be.
    Gap,
}

/// How large the letters of a table are: its columns decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Letters {
    /// 12 points.
    Usual,
    /// 10 points.
    Small,
}

/// A paragraph.
pub(super) struct Paragraph {
    pub(super) style: Style,
    pub(super) runs: Vec<Run>,
}

/// A stretch of a paragraph.
pub(super) enum Run {
    /// Words that look alike.
    Words(String, Look),
    /// The end of a line inside a paragraph.
    Break,
    /// The way to the next place of tabulation.
    Tab,
}

/// How words differ from those around them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a look by itself")]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) raised: bool,
}

/// A table. Each row has a cell for each column, or one that takes several.
pub(super) struct Table {
    /// Whether its lines are drawn.
    pub(super) ruled: bool,
    /// How wide its columns are, in twentieths of a point.
    pub(super) widths: Vec<u64>,
    /// How many of its rows are repeated on each sheet.
    pub(super) headings: usize,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell.
pub(super) struct Cell {
    /// How many columns it takes.
    pub(super) columns: usize,
    pub(super) joined: Joined,
    pub(super) blocks: Vec<Block>,
}

/// Whether a cell goes over several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joined {
    /// It is one by itself.
    Not,
    /// It goes on in the row below.
    Begins,
    /// It is the rest of the one above.
    GoesOn,
}

impl Block {
    /// A paragraph of words.
    pub(super) fn words(style: Style, words: impl Into<String>) -> Self {
        Self::Paragraph(Paragraph { style, runs: vec![Run::words(words)] })
    }

    /// A paragraph whose lines end where they are said to.
    pub(super) fn lines<'l>(style: Style, lines: impl IntoIterator<Item = &'l str>) -> Self {
        let mut runs = Vec::new();
        for line in lines {
            if !runs.is_empty() {
                runs.push(Run::Break);
            }
            runs.push(Run::words(line));
        }
        Self::Paragraph(Paragraph { style, runs })
    }

    /// A paragraph that begins with words in bold letters.
    pub(super) fn labelled(style: Style, label: &str, words: &str) -> Self {
        let label = Run::Words(format!("{label} "), Look { bold: true, ..Look::default() });
        Self::Paragraph(Paragraph { style, runs: vec![label, Run::words(words)] })
    }

    /// The line that Word wants behind a table.
    pub(super) fn gap() -> Self {
        Self::Paragraph(Paragraph { style: Style::Gap, runs: Vec::new() })
    }
}

impl Run {
    /// Words like those around them.
    pub(super) fn words(words: impl Into<String>) -> Self {
        Self::Words(words.into(), Look::default())
    }
}

impl Cell {
    /// A cell of one column and one row.
    pub(super) fn of(blocks: Vec<Block>) -> Self {
        Self { columns: 1, joined: Joined::Not, blocks }
    }

    /// A paragraph of words as a cell.
    pub(super) fn words(style: Style, words: impl Into<String>) -> Self {
        Self::of(vec![Block::words(style, words)])
    }
}
