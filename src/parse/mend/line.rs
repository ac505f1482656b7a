//! One line as the parser is to read it, and where each of its bytes stands in the line as typed.

use std::ops::Range;

/// A stretch of a line as typed that is read as something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) typed: Range<usize>,
    pub(super) read: String,
}

/// A line to be read.
#[derive(Clone, Debug)]
pub(in crate::parse) struct Line {
    /// Its bytes in the file as typed, without the line end.
    pub(in crate::parse) typed: Range<usize>,
    /// What is read, without the line end.
    pub(in crate::parse) read: String,
    /// What differs, in order: bytes of `read` and bytes of the line as typed.
    edits: Vec<(Range<usize>, Range<usize>)>,
    /// How much of the line is left after a mistake in it.
    pub(in crate::parse) state: State,
}

/// What has become of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::parse) enum State {
    /// It is read as it is meant.
    Meant,
    /// A mistake in it was reported; the corrected line is read.
    Corrected,
    /// Only its field is read; its value, at this byte of what is read, is lost.
    Emptied(usize),
    /// It is left out; it began in this column.
    Blank(usize),
    /// It belonged to a line above that is left out in whole or in part.
    Gone,
}

impl Line {
    /// `text`, which stands at `start` of the file, with `changes` in order.
    pub(super) fn new(start: usize, text: &str, changes: &[Change]) -> Self {
        let mut read = String::with_capacity(text.len() + 2 * changes.len());
        let mut edits = Vec::with_capacity(changes.len());
        let mut copied = 0;
        for Change { typed, read: instead } in changes {
            read.push_str(&text[copied..typed.start]);
            edits.push((read.len()..read.len() + instead.len(), typed.clone()));
            read.push_str(instead);
            copied = typed.end;
        }
        read.push_str(&text[copied..]);
        Self { typed: start..start + text.len(), read, edits, state: State::Meant }
    }

    /// Reads `instead` in place of the line.
    pub(in crate::parse) fn replace(&mut self, instead: String, state: State) {
        self.edits = vec![(0..instead.len(), 0..self.typed.len())];
        self.read = instead;
        self.state = state;
    }

    /// Where in the file what begins at `at` of `read` begins.
    pub(super) fn typed_start(&self, at: usize) -> usize {
        self.typed.start + self.typed_at(at, |typed| typed.start)
    }

    /// Where in the file what ends at `at` of `read` ends.
    pub(super) fn typed_end(&self, at: usize) -> usize {
        let before = self.edits.partition_point(|(read, _)| read.end < at);
        match self.edits.get(before) {
            Some((read, typed)) if read.end == at => self.typed.start + typed.end,
            _ => self.typed.start + self.typed_at(at, |typed| typed.end),
        }
    }

    fn typed_at(&self, at: usize, edge: fn(&Range<usize>) -> usize) -> usize {
        let next = self.edits.partition_point(|(read, _)| read.start <= at);
        let Some((read, typed)) = next.checked_sub(1).map(|last| &self.edits[last]) else {
            return at.min(self.typed.len());
        };
        if at < read.end || (at == read.start && read.is_empty()) {
            return edge(typed);
        }
        (typed.end + (at - read.end)).min(self.typed.len())
    }
}
