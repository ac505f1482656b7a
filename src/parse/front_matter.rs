//! A Markdown file's two parts: the fields between lines of `---`, and the text below them.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::parse::yaml::{self, Document};

/// The parts of a Markdown file.
pub struct Split<'t> {
    /// The fields: an empty mapping where the file has none, nothing where they cannot be read.
    pub fields: Option<Document>,
    /// The text.
    pub body: &'t str,
    /// How many bytes stand before the text.
    pub body_start: usize,
}

/// Parts `text`, the file `path`; a mistake of syntax in the fields is reported.
pub fn split<'t>(path: &Arc<str>, text: &'t str, diagnostics: &mut Diagnostics) -> Split<'t> {
    let blank = text.len() - text.trim_start_matches('\n').len();
    let Some(start) = opening(&text[blank..]).map(|length| blank + length) else {
        return Split { fields: Some(Document::empty()), body: text, body_start: 0 };
    };
    let Some((end, body_start)) = closing(text, start) else {
        let at = where_fields_end(text, start);
        let length = text[at..].find('\n').unwrap_or(text.len() - at);
        diagnostics.push(
            Diagnostic::error(
                Place::new(path, at..at + length),
                "Шапка страницы открыта строкой «---» и не закрыта",
            )
            .hint("Поставьте отдельную строку «---» здесь, между полями и текстом."),
        );
        return Split { fields: None, body: "", body_start: text.len() };
    };
    let fields = yaml::parse(path, &text[start..end], start, diagnostics);
    Split { fields: Some(fields), body: &text[body_start..], body_start }
}

/// The length of the line that opens the fields.
fn opening(text: &str) -> Option<usize> {
    let line = text.split_inclusive('\n').next()?;
    (line.trim_end() == "---").then_some(line.len())
}

/// Where the closing line is most likely missing: at the first line that is neither a field nor goes on with one, else at
/// the last line.
fn where_fields_end(text: &str, start: usize) -> usize {
    let mut at = start;
    let mut last = start;
    for line in text[start..].split_inclusive('\n') {
        let goes_on = line.starts_with([' ', '\t', '#']) || line.starts_with("- ");
        let name = line.split_once(':').map_or("", |(name, _)| name);
        let named = !name.is_empty() && name.split_whitespace().count() <= 3;
        if !goes_on && !named {
            return at;
        }
        last = at;
        at += line.len();
    }
    last
}

/// Where the fields end and where the text begins.
fn closing(text: &str, start: usize) -> Option<(usize, usize)> {
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}
