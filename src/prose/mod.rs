//! What is doubtful in a stretch of text, whatever file it stands in: the words, the signs, the personal data.
//!
//! The room knows no files. [`doubts`] takes the text as it stands in its file, line ends and indentation included, so that
//! every doubt points at the exact bytes; what a caller does not want read, it replaces by spaces.

mod alphabet;
mod debris;
pub mod invisible;
pub mod items;
mod marks;
mod personal;
mod spelling;
mod words;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Lint, Place};

pub use debris::of_html;
pub use words::{Word, words};

/// How the text reaches the visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// As it stands: the fields of YAML.
    Plain,
    /// As Markdown, of which only the text has been left.
    Markdown,
}

/// Something doubtful in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Which doubt it is.
    pub lint: Lint,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// What is wrong (Russian).
    pub message: String,
    /// Why it matters, where the lint's own reason does not fit.
    pub reason: Option<&'static str>,
    /// What to do about it (Russian).
    pub hint: String,
    /// What is to be put in place of which bytes of the text, in order.
    pub edits: Vec<(Range<usize>, String)>,
}

/// How many bytes before and behind a doubt its line may have to be shown once more.
const LONGEST_LINE: usize = 400;

impl Doubt {
    fn new(lint: Lint, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { lint, span, message: message.into(), reason: None, hint: hint.into(), edits: Vec::new() }
    }

    /// The same `by` bytes further on: found in a part of a text, meant for the whole.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        let shift = |span: &Range<usize>| span.start + by..span.end + by;
        self.span = shift(&self.span);
        for (span, _) in &mut self.edits {
            *span = shift(span);
        }
        self
    }

    /// As a diagnostic of the file `path`; the doubt was found in `text`, which begins `base` bytes into it.
    pub fn diagnostic(self, path: &Arc<str>, text: &str, base: usize) -> Diagnostic {
        let place = Place::new(path, base + self.span.start..base + self.span.end);
        let correction = corrected(text, &self.span, &self.edits);
        let diagnostic =
            Diagnostic::warning(self.lint, place, self.message).hint(self.hint).correction(correction);
        match self.reason {
            Some(reason) => diagnostic.reason(reason),
            None => diagnostic,
        }
    }
}

/// The line of `text` at `span` as it reads after those of `edits` that concern it; nothing where none does.
pub fn corrected(text: &str, span: &Range<usize>, edits: &[(Range<usize>, String)]) -> Option<String> {
    let (start, end) = line_round(text, span)?;
    let mut line = String::new();
    let mut at = start;
    for (cut, new) in edits.iter().filter(|(cut, _)| start <= cut.start && cut.end <= end) {
        if cut.start < at {
            continue;
        }
        line.push_str(&text[at..cut.start]);
        line.push_str(new);
        at = cut.end;
    }
    line.push_str(&text[at..end]);
    let line = line.trim_end().to_owned();
    (at > start && line != text[start..end].trim_end()).then_some(line)
}

/// The line of `text` round `span`; nothing where it is so long that nobody would read it again.
fn line_round(text: &str, span: &Range<usize>) -> Option<(usize, usize)> {
    let first = text.floor_char_boundary(span.start.saturating_sub(LONGEST_LINE));
    let last = text.ceil_char_boundary(span.end + LONGEST_LINE);
    let before = text[first..span.start].rfind('\n').map(|at| first + at + 1);
    let behind = text[span.end..last].find('\n').map(|length| span.end + length);
    let start = before.or((first == 0).then_some(0))?;
    let end = behind.or((last == text.len()).then_some(last))?;
    Some((start, end))
}

/// Everything doubtful in `text`, by place.
pub fn doubts(text: &str, medium: Medium) -> Vec<Doubt> {
    let mut found = marks::doubts(text);
    found.extend(debris::doubts(text, medium));
    found.extend(spelling::doubts(text));
    found.extend(alphabet::doubts(text));
    found.extend(personal::doubts(text));
    found.sort_by_key(|doubt| doubt.span.start);
    found
}

/// The length of the white space at the beginning of `text`.
fn space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_line_is_shown_as_it_should_be() {
        let text = "а: б\n  что: в течении года\nг: д\n";
        let doubt = doubts(text, Medium::Plain).remove(0);
        assert_eq!(corrected(text, &doubt.span, &doubt.edits).as_deref(), Some("  что: в течение года"));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,200}") {
            for doubt in doubts(&text, Medium::Plain).into_iter().chain(doubts(&text, Medium::Markdown)) {
                prop_assert!(text.get(doubt.span.clone()).is_some());
                corrected(&text, &doubt.span, &doubt.edits);
            }
        }

        #[test]
        fn texts_full_of_signs_are_read(
            text in "([«»\"()\\[\\]<>&;*@+0-9 .,:\n№-]|тел\\.|кв\\.|ул\\. |в течении |года|<p>|\\[bookmark: |a@b\\.ru|8 \\(912\\) ){0,60}"
        ) {
            for doubt in doubts(&text, Medium::Plain).into_iter().chain(doubts(&text, Medium::Markdown)) {
                prop_assert!(text.get(doubt.span.clone()).is_some());
                corrected(&text, &doubt.span, &doubt.edits);
            }
        }
    }
}
