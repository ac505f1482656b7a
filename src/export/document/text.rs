//! What a document is made of: paragraphs, tables and charts, each with the style that says what it is.

use crate::view::{ChartView, Frame};

/// A document.
pub(in crate::export) struct Text {
    /// What it is called, in its properties.
    pub(in crate::export) title: String,
    /// Whose it is: the author in its properties, and the first words of its footer.
    pub(in crate::export) owner: String,
    /// Whether everything in it is invented.
    pub(in crate::export) example: bool,
    /// Whether it is a draft.
    pub(in crate::export) draft: bool,
    /// Whether its sheets lie on their long side.
    pub(in crate::export) wide: bool,
    /// The latest day that it names as its own, «2024-09-12»: of an approval, of the meeting.
    #[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "a document of Word names no day"))]
    pub(in crate::export) day: Option<String>,
    /// Its paragraphs, tables and charts.
    pub(in crate::export) blocks: Vec<Block>,
}

impl Text {
    /// The document of the page that has this frame.
    pub(in crate::export) fn new(frame: &Frame, wide: bool, blocks: Vec<Block>) -> Self {
        let (title, example) = (frame.title.clone(), frame.example);
        Self { title, owner: String::new(), example, draft: false, wide, day: None, blocks }
    }
}

/// A paragraph, a table or a chart.
pub(in crate::export) enum Block {
    Paragraph(Paragraph),
    Table(Table),
    #[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "only PDF draws it"))]
    Chart(ChartView),
}

/// What a paragraph is. How it looks is for each format to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::export) enum Style {
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
    /// The name of a table that is one of several under a heading.
    Caption,
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
    /// What sets a table off from what follows: a line as low as it can be.
    Gap,
}

/// How large the letters of a table are: its columns decide. In Word the sizes are these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::export) enum Letters {
    /// 12 points.
    Usual,
    /// 10 points.
    Small,
}

/// A paragraph.
pub(in crate::export) struct Paragraph {
    pub(in crate::export) style: Style,
    pub(in crate::export) runs: Vec<Run>,
}

/// A stretch of a paragraph.
pub(in crate::export) enum Run {
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
pub(in crate::export) struct Look {
    pub(in crate::export) bold: bool,
    pub(in crate::export) italic: bool,
    pub(in crate::export) struck: bool,
    pub(in crate::export) raised: bool,
}

/// A table. Each row has a cell for each column, or one that takes several.
pub(in crate::export) struct Table {
    /// Whether its lines are drawn.
    pub(in crate::export) ruled: bool,
    /// How wide its columns are, in twentieths of a point.
    pub(in crate::export) widths: Vec<u64>,
    /// How many of its rows are repeated on each sheet.
    pub(in crate::export) headings: usize,
    pub(in crate::export) rows: Vec<Vec<Cell>>,
}

/// A cell.
pub(in crate::export) struct Cell {
    /// How many columns it takes.
    pub(in crate::export) columns: usize,
    pub(in crate::export) joined: Joined,
    pub(in crate::export) blocks: Vec<Block>,
}

/// Whether a cell goes over several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::export) enum Joined {
    /// It is one by itself.
    Not,
    /// It goes on in the row below.
    Begins,
    /// It is the rest of the one above.
    GoesOn,
}

impl Block {
    /// A paragraph of words.
    pub(in crate::export) fn words(style: Style, words: impl Into<String>) -> Self {
        Self::Paragraph(Paragraph { style, runs: vec![Run::words(words)] })
    }

    /// A paragraph whose lines end where they are said to.
    pub(in crate::export) fn lines<'l>(style: Style, lines: impl IntoIterator<Item = &'l str>) -> Self {
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
    pub(in crate::export) fn labelled(style: Style, label: &str, words: &str) -> Self {
        let label = Run::Words(format!("{label} "), Look { bold: true, ..Look::default() });
        Self::Paragraph(Paragraph { style, runs: vec![label, Run::words(words)] })
    }

    /// What sets a table off from what follows.
    pub(in crate::export) fn gap() -> Self {
        Self::Paragraph(Paragraph { style: Style::Gap, runs: Vec::new() })
    }
}

impl Run {
    /// Words like those around them.
    pub(in crate::export) fn words(words: impl Into<String>) -> Self {
        Self::Words(words.into(), Look::default())
    }
}

impl Cell {
    /// A cell of one column and one row.
    pub(in crate::export) fn of(blocks: Vec<Block>) -> Self {
        Self { columns: 1, joined: Joined::Not, blocks }
    }

    /// A paragraph of words as a cell.
    pub(in crate::export) fn words(style: Style, words: impl Into<String>) -> Self {
        Self::of(vec![Block::words(style, words)])
    }
}
