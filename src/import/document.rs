//! A document as plain data: paragraphs, tables and pictures, whatever program wrote it.

use std::fmt;

use crate::prose::invisible;

/// A document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its text, in order.
    pub blocks: Vec<Block>,
    /// Headers, footers, remarks in the margin: what is no part of the text.
    pub outside: Vec<(Outside, String)>,
    /// Its pictures, in the order in which they are shown.
    pub pictures: Vec<Picture>,
    /// How many corrections wait for somebody to accept them; the text is read as if that had been done.
    pub corrections: usize,
}

/// What stands in a document outside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// A header or a footer.
    Margin,
    /// Somebody's remark.
    Remark,
    /// A diagram.
    Drawing,
    /// The name of a sheet of a workbook.
    Sheet,
}

/// A part of the text.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph; an empty one parts what stands around it.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// Its words with their form.
    pub runs: Vec<Run>,
    /// The number or the bullet that its list gives it.
    pub label: Option<Label>,
    /// The level of the heading that it is, from 1.
    pub heading: Option<usize>,
    /// Whether it stands in the middle of its line.
    pub centred: bool,
}

/// The mark in front of an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// A number as it is shown: «1.», «2.3)», «IV.».
    Number(String),
    /// A bullet or a dash.
    Bullet,
}

/// Words of one form.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own that Word has")]
pub struct Run {
    /// The words; a line break is `\n`.
    pub text: String,
    /// Whether they are bold.
    pub bold: bool,
    /// Whether they are italic.
    pub italic: bool,
    /// Whether they are struck through.
    pub struck: bool,
    /// Where they lead.
    pub link: Option<String>,
    /// The footnote that they refer to; the words of the run are the note's.
    pub note: bool,
    /// The index of the picture that stands here.
    pub picture: Option<usize>,
}

/// A picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its name inside the document.
    pub name: String,
    /// What its author says of it.
    pub description: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A table, as wide as its widest row.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<Row>,
    /// How many columns its grid has.
    pub width: usize,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its cells, by their column.
    pub cells: Vec<Cell>,
    /// Whether it is repeated on every page.
    pub heads_pages: bool,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// The column of the grid in which it begins.
    pub column: usize,
    /// How many columns it spans.
    pub span: usize,
    /// Whether it goes on from the row above.
    pub continued: bool,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// Where in a document something stands, as a person would look for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// A paragraph of the text by its number, tables not counted.
    Paragraph(usize),
    /// A table by its number.
    Table(usize),
    /// A row of a table.
    Row(usize, usize),
    /// A cell, by the heading or the number of its column.
    Cell(usize, usize, String),
    /// Outside the text.
    Outside(&'static str),
    /// The document as a whole.
    Whole,
}

impl fmt::Display for Spot {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Paragraph(number) => write!(formatter, "абзац {number}"),
            Self::Table(table) => write!(formatter, "таблица {table}"),
            Self::Row(table, row) => write!(formatter, "таблица {table}, строка {row}"),
            Self::Cell(table, row, column) => {
                write!(formatter, "таблица {table}, строка {row}, столбец «{column}»")
            }
            Self::Outside(what) => formatter.write_str(what),
            Self::Whole => formatter.write_str("весь документ"),
        }
    }
}

impl Paragraph {
    /// A paragraph of plain words.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { runs: vec![Run { text: text.into(), ..Run::default() }], ..Self::default() }
    }

    /// Its words without their form and without the mark of its list; the note of a reference stands in brackets.
    pub fn words(&self) -> String {
        let mut words = String::new();
        for run in &self.runs {
            if run.note {
                words.push_str(" (сноска: ");
                words.push_str(run.text.trim());
                words.push(')');
            } else {
                words.push_str(&run.text);
            }
        }
        clean(&words)
    }

    /// The same on lines of their own, each without needless spaces, empty lines left out.
    pub fn lines(&self) -> Vec<String> {
        let words = self.words();
        words.lines().map(squeezed).filter(|line| !line.is_empty()).collect()
    }

    /// Whether there is no word in it.
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// Whether it is nothing but words, so that a field of text can hold it: no picture, note or link, nothing struck through.
    pub(super) fn is_plain(&self) -> bool {
        self.runs.iter().all(|run| run.picture.is_none() && !run.note && run.link.is_none() && !run.struck)
    }

    /// Those of its words that are struck through.
    pub(super) fn struck(&self) -> String {
        let struck = self.runs.iter().filter(|run| run.struck).map(|run| clean(&run.text));
        squeezed(&struck.collect::<Vec<_>>().join(" "))
    }

    /// Whether all of its words are bold.
    pub fn is_bold(&self) -> bool {
        !self.is_empty() && self.runs.iter().all(|run| run.bold || run.text.trim().is_empty())
    }
}

impl Cell {
    /// The column behind the cell.
    pub fn end(&self) -> usize {
        self.column + self.span.max(1)
    }

    /// Its paragraphs, those of tables inside it left out.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(_) => None,
        })
    }

    /// The tables inside it.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        })
    }

    /// Whether there is no word in it.
    pub fn is_empty(&self) -> bool {
        self.paragraphs().all(Paragraph::is_empty) && self.tables().next().is_none()
    }

    /// Its words on one line.
    pub fn words(&self) -> String {
        let lines: Vec<String> = self.paragraphs().flat_map(Paragraph::lines).collect();
        lines.join(" ")
    }
}

impl Row {
    /// The cell that covers a column of the grid.
    pub fn at(&self, column: usize) -> Option<&Cell> {
        self.cells.iter().find(|cell| (cell.column..cell.end()).contains(&column))
    }

    /// Makes words of the numbers that stand alone in their cells, as Word shows them: the numbers of a column that it
    /// counts by itself. A row in which nothing else stands is left empty.
    pub(super) fn show_lone_numbers(&mut self) {
        if self.filled().next().is_none() {
            return;
        }
        for cell in self.cells.iter_mut().filter(|cell| !cell.continued && cell.is_empty()) {
            for block in &mut cell.blocks {
                if let Block::Paragraph(paragraph) = block
                    && let Some(Label::Number(number)) =
                        paragraph.label.take_if(|label| *label != Label::Bullet)
                {
                    paragraph.runs.insert(0, Run { text: number, ..Run::default() });
                }
            }
        }
    }

    /// Its cells with words.
    pub fn filled(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| !cell.is_empty())
    }
}

/// `text` with single spaces, without those at its ends.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` without signs that nobody sees; spaces and ends of lines of other kinds are the usual ones.
pub(super) fn clean(text: &str) -> String {
    let text = text
        .replace(['\u{a0}', '\u{202f}', '\u{2007}', '\u{2028}', '\u{2029}'], " ")
        .replace('\u{2011}', "-");
    invisible::cleaned(text).text
}
