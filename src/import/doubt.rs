//! What the import is not sure of: its place in the document, its words, and the line of the file where it came to stand.

use super::document::Spot;

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Where it stands in the document.
    pub spot: Spot,
    /// What is doubtful, a sentence without its stop.
    pub message: String,
    /// The document's own words, where they say more.
    pub words: String,
    /// The line of the file that was made, from 1; nothing where its words are not in the file.
    pub line: Option<usize>,
}

/// The number of a doubt, for what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DoubtId(usize);

/// All doubts, in the order in which they were found.
#[derive(Clone, Debug, Default)]
pub(super) struct Doubts {
    found: Vec<Doubt>,
}

impl Doubts {
    /// Takes note of a doubt.
    pub(super) fn add(
        &mut self,
        spot: Spot,
        message: impl Into<String>,
        words: impl Into<String>,
    ) -> DoubtId {
        self.found.push(Doubt { spot, message: message.into(), words: words.into(), line: None });
        DoubtId(self.found.len() - 1)
    }

    /// The comment that stands beside what is doubtful.
    pub(super) fn comment(&self, id: DoubtId) -> String {
        let Doubt { spot, message, words, .. } = &self.found[id.0];
        let words = if words.is_empty() { String::new() } else { format!(": {words}") };
        format!("в документе: {spot}. {message}{words}")
    }

    /// Says in which line of the file a doubt came to stand.
    pub(super) fn stands_in(&mut self, id: DoubtId, line: usize) {
        self.found[id.0].line = Some(line);
    }

    /// Moves the lines of these doubts down: they were written below others.
    pub(super) fn move_down(&mut self, doubts: &[DoubtId], lines: usize) {
        for doubt in doubts {
            if let Some(line) = &mut self.found[doubt.0].line {
                *line += lines;
            }
        }
    }

    /// The doubts in the order of the file; those whose words are not in it come last.
    pub(super) fn sorted(mut self) -> Vec<Doubt> {
        self.found.sort_by_key(|doubt| (doubt.line.is_none(), doubt.line));
        self.found
    }

    /// The doubts as they were found.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Doubt> {
        self.found.iter()
    }
}
