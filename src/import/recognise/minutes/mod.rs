//! The protocol of a meeting: who was there, what was asked, said and decided, by the words with which its lines begin.

mod agenda;
mod attendance;
mod decisions;
mod head;
mod line;
mod reader;
mod speeches;
mod votes;

use std::collections::BTreeSet;

pub(in crate::import) use agenda::Question;
pub(in crate::import) use attendance::Attendance;
pub(in crate::import) use decisions::Decision;
use line::{behind, lines};
use reader::{Open, Reader};
pub(in crate::import) use votes::Vote;

use crate::import::document::{Block, Document, squeezed};

/// What a protocol says, part by part.
#[derive(Debug, Default)]
pub(in crate::import) struct Minutes {
    pub(in crate::import) number: Option<String>,
    pub(in crate::import) time: Option<String>,
    pub(in crate::import) place: Option<String>,
    pub(in crate::import) theme: Option<String>,
    pub(in crate::import) form: Option<String>,
    pub(in crate::import) chair: Option<String>,
    pub(in crate::import) secretary: Option<String>,
    pub(in crate::import) attendance: Attendance,
    pub(in crate::import) agenda: Vec<Question>,
    /// Decisions that belong to no question.
    pub(in crate::import) decisions: Vec<Decision>,
    /// Whether the questions are named by what was heard, since the document has no agenda.
    pub(in crate::import) lacks_agenda: bool,
    /// The blocks of the document that stand in these fields, and so not in the text.
    pub(in crate::import) taken: BTreeSet<usize>,
    /// The document's words that the names of the fields say instead.
    pub(in crate::import) said: String,
}

impl Minutes {
    /// Whether the document says what became of the meeting, and who was there.
    pub(in crate::import) fn says_something(&self) -> bool {
        let Self { chair, secretary, attendance, agenda, decisions, .. } = self;
        chair.is_some()
            || secretary.is_some()
            || *attendance != Attendance::default()
            || !(agenda.is_empty() && decisions.is_empty())
    }
}

/// Reads the protocol behind the first `titled` blocks of a document, whose `title` they are.
pub(in crate::import) fn minutes(document: &Document, title: &str, titled: usize) -> Minutes {
    let mut reader = Reader::new(title);
    for (index, block) in document.blocks.iter().enumerate().skip(titled) {
        match block {
            Block::Paragraph(paragraph) if paragraph.is_empty() => {}
            Block::Paragraph(paragraph) if paragraph.is_plain() => {
                let lines = lines(paragraph);
                let taken = lines.iter().filter(|line| reader.takes(line)).count();
                if taken == lines.len() {
                    reader.minutes.taken.insert(index);
                }
            }
            Block::Paragraph(_) => {}
            Block::Table(_) => reader.open = Open::Nothing,
        }
    }
    let mut minutes = reader.minutes;
    minutes.agenda.retain(|question| !question.is_silent());
    if minutes.agenda.is_empty() {
        // «Слушали», and nothing below it: no question has come of it.
        let is_heard = |block: &usize| match &document.blocks[*block] {
            Block::Paragraph(paragraph) => behind(&squeezed(&paragraph.words()), "слушали").is_some(),
            Block::Table(_) => false,
        };
        minutes.taken.retain(|block| !is_heard(block));
    }
    for (question, number) in minutes.agenda.iter_mut().zip(1..) {
        if question.text.is_empty() {
            question.text = format!("Вопрос {number}");
        }
    }
    minutes
}
