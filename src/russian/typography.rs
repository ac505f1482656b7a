//! Setting Russian text for display: quotes, dashes, non-breaking spaces and ellipses.
//!
//! The rules are the common practice of Russian typesetting as the project's `domain.md` (B4) collects it;
//! where practice varies, the rule that changes less was chosen.
//!
//! Two laws hold for any text. Setting a text that is already set changes nothing,
//! and only spaces, quotes, hyphens, dashes and dots ever change: no letter or digit does, «е» never becomes «ё».
//! Addresses (URL, e-mail), file names and Windows paths are left as they are.
//!
//! Each rule looks at a `Passage` and proposes `Edit`s;
//! the rules are applied together, again and again, until none has anything to propose.

mod dashes;
mod glue;
#[cfg(test)]
mod law_tests;
mod memory;
mod passage;
mod protection;
mod quotes;
#[cfg(test)]
mod run_tests;
mod signs;
#[cfg(test)]
mod tests;

pub use memory::Memory;

use passage::{Edit, Passage};
use quotes::OpenQuote;

/// How often the rules are applied before the text is given up and left as it was.
/// Three times were enough for the school plans at hand and for all random texts tried; the limit makes the first
/// law hold in any case.
const MOST_ROUNDS: usize = 8;
/// How many characters before a run are remembered: enough for a long surname or address before it.
const CONTEXT: usize = 200;
/// Stands in the context for something that is not text.
const OPAQUE: char = '\u{fffc}';

/// Sets a plain text whose paragraphs are separated by blank lines; the result is plain text, too.
///
/// A straight quote becomes a typographic one only if its pair is in the same paragraph.
pub fn typeset(text: &str) -> String {
    Typesetter::new().set(text, Ending::Paragraph)
}

/// Sets a text that arrives in several runs with markup between them, as inline elements of Markdown do.
///
/// It remembers the end of the text so far and the quotes that are open. A run has to be set before the next one
/// is known; a quote that opens in a run is therefore believed to be closed in a later one.
#[derive(Clone, Debug, Default)]
pub struct Typesetter {
    context: Vec<char>,
    open: Vec<OpenQuote>,
}

impl Typesetter {
    /// Begins a paragraph.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the next run of the paragraph. A blank line inside the run begins another paragraph.
    pub fn run(&mut self, text: &str) -> String {
        self.set(text, Ending::Open)
    }

    /// Says that something the rules must not touch (code, an image) stands between the runs before and after.
    ///
    /// It counts as a word, so it should be something the reader sees: after the address of a link,
    /// which nobody sees, the text goes on better without a call.
    pub fn opaque(&mut self) {
        self.remember(&[OPAQUE]);
    }

    /// Begins another paragraph: forgets the text before and the open quotes.
    pub fn paragraph(&mut self) {
        self.context.clear();
        self.open.clear();
    }

    fn set(&mut self, text: &str, ending: Ending) -> String {
        let mut set = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((paragraph, blank, after)) = split_at_blank_lines(rest) {
            set.extend(self.set_paragraph(paragraph, Ending::Paragraph));
            set.push_str(blank);
            self.paragraph();
            rest = after;
        }
        set.extend(self.set_paragraph(rest, ending));
        set
    }

    fn set_paragraph(&mut self, text: &str, ending: Ending) -> Vec<char> {
        let typed: Vec<char> = text.chars().collect();
        let (edits, open) = self.propose(&typed, ending);
        let set = self.settle(&typed, edits, ending).unwrap_or_else(|| typed.clone());
        self.open = open;
        self.remember(&set);
        set
    }

    /// Applies the rules until they have nothing to propose; `None` if they never agree.
    fn settle(&self, typed: &[char], mut edits: Vec<Edit>, ending: Ending) -> Option<Vec<char>> {
        let mut set = typed.to_vec();
        for _ in 0..MOST_ROUNDS {
            let next = passage::apply(&set, edits, self.context.len());
            if next == set {
                return Some(set);
            }
            set = next;
            edits = self.propose(&set, ending).0;
        }
        None
    }

    /// Asks every rule once; also returns the quotes that are open after the text.
    fn propose(&self, text: &[char], ending: Ending) -> (Vec<Edit>, Vec<OpenQuote>) {
        let passage = Passage::new(&self.context, text, ending);
        let (mut edits, open) = quotes::propose(&passage, &self.open);
        edits.extend(dashes::propose(&passage));
        edits.extend(glue::propose(&passage));
        edits.extend(signs::propose(&passage));
        (edits, open)
    }

    fn remember(&mut self, text: &[char]) {
        self.context.extend(text);
        let surplus = self.context.len().saturating_sub(CONTEXT);
        self.context.drain(..surplus);
    }
}

/// Whether more text of the same paragraph may follow.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ending {
    /// The paragraph ends here.
    Paragraph,
    /// More runs may come.
    Open,
}

/// Splits at the first blank lines that have a line before them: the text before, the blank lines, the text after.
fn split_at_blank_lines(text: &str) -> Option<(&str, &str, &str)> {
    let mut start = text.find('\n')? + 1;
    loop {
        let after = &text[start..];
        let filled = after.trim_start();
        let gap = &after[..after.len() - filled.len()];
        if let Some(end) = gap.rfind('\n') {
            let (blank, rest) = after.split_at(end + 1);
            return Some((&text[..start], blank, rest));
        }
        start += after.find('\n')? + 1;
    }
}
