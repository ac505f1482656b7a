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
    let first = line_at(text, blank);
    let start = if first.trim_end() == "---" {
        blank + first.len()
    } else if let Some(opening) = meant_opening(text, blank) {
        let Opening { start, mistake: (message, correction) } = opening;
        let place = Place::new(path, blank..blank + first.trim_end().len());
        diagnostics.push(Diagnostic::error(place, message).hint(HEADER).correction(correction));
        start
    } else {
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
    let closed = text[end..body_start].trim_end();
    if closed != "---" && closed != "..." {
        let message = format!("Шапка кончается строкой из трёх дефисов, а здесь «{closed}»");
        let place = Place::new(path, end..end + closed.len());
        diagnostics.push(Diagnostic::error(place, message).hint(HEADER).correction("---".to_owned()));
    }
    let fields = yaml::parse(path, &text[start..end], start, diagnostics);
    Split { fields: Some(fields), body: &text[body_start..], body_start }
}

const HEADER: &str = "Три дефиса набирают без пробелов, на отдельной строке, до полей и после них:";

/// A first line that was meant to open the fields.
struct Opening {
    /// Where the fields begin.
    start: usize,
    /// What is wrong, and the line as it should be.
    mistake: (String, String),
}

/// Fields that Word has put behind another line than `---`, or whose first line is lost.
fn meant_opening(text: &str, blank: usize) -> Option<Opening> {
    let first = line_at(text, blank);
    let behind = blank + first.len();
    if is_rule(first) {
        let next = behind + text[behind..].len() - text[behind..].trim_start_matches('\n').len();
        let what = if first.trim() == "---" {
            "перед дефисами стоят пробелы".to_owned()
        } else {
            format!("здесь «{}»", first.trim())
        };
        let message = format!("Шапка страницы начинается строкой из трёх дефисов, а {what}");
        return is_field(line_at(text, next))
            .then(|| Opening { start: behind, mistake: (message, "---".to_owned()) });
    }
    let closed = is_field(first)
        && closing(text, blank).is_some_and(|(end, _)| text[blank..end].lines().all(goes_on_with_fields));
    closed.then(|| Opening {
        start: blank,
        mistake: ("Перед шапкой страницы нет строки «---»".to_owned(), format!("---\n{}", first.trim_end())),
    })
}

fn line_at(text: &str, at: usize) -> &str {
    text[at..].split_inclusive('\n').next().unwrap_or_default()
}

/// Whether `line` consists of hyphens or what Word makes of them, and of nothing else.
fn is_rule(line: &str) -> bool {
    let signs: Vec<char> = line.chars().filter(|sign| !sign.is_whitespace()).collect();
    let first = signs.first().copied().unwrap_or(' ');
    let dashes =
        signs.iter().all(|sign| matches!(sign, '-' | '_' | '*' | '=' | '\u{2010}'..='\u{2015}' | '\u{2212}'));
    dashes && (signs.len() > 2 || (signs.len() == 1 && matches!(first, '–' | '—' | '―')))
}

/// Whether `line` begins with the name of a field: up to three words and a colon.
fn is_field(line: &str) -> bool {
    let name = line.split_once(':').map_or("", |(name, _)| name.trim());
    !name.is_empty() && name.split_whitespace().count() <= 3
}

/// Whether `line` is a field or goes on with one.
fn goes_on_with_fields(line: &str) -> bool {
    line.starts_with([' ', '\t', '#']) || line.starts_with("- ") || is_field(line)
}

/// Where the closing line is most likely missing: at the first line that is neither a field nor goes on with one, else at
/// the last line.
fn where_fields_end(text: &str, start: usize) -> usize {
    let mut at = start;
    let mut last = start;
    for line in text[start..].split_inclusive('\n') {
        if !goes_on_with_fields(line) {
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
        let marker = matches!(line.trim_end(), "---" | "...");
        if marker || (is_rule(line) && !line.starts_with([' ', '\t'])) {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages, the fields and the text of a file.
    fn parts(text: &str) -> (Vec<String>, usize, &str) {
        let mut diagnostics = Diagnostics::default();
        let split = split(&"t.md".into(), text, &mut diagnostics);
        let fields = match split.fields.map(|document| document.root.value) {
            Some(yaml::Value::Mapping(entries)) => entries.len(),
            _ => 0,
        };
        (diagnostics.sorted().into_iter().map(|found| found.message).collect(), fields, split.body)
    }

    #[test]
    fn a_header_is_known_by_its_lines_of_hyphens() {
        for text in ["---\nа: б\n---\nТекст.", "\n\n---\nа: б\n...\nТекст."] {
            assert_eq!(parts(text), (vec![], 1, "Текст."), "{text}");
        }
        for text in ["Текст: да.\n\n---\n\nЕщё.", "***\nТекст.\n", "Тема: чтение\nи книги\n---\n", ""]
        {
            assert_eq!(parts(text), (vec![], 0, text), "{text}");
        }
    }

    #[test]
    fn what_word_makes_of_three_hyphens_is_named() {
        let begins = "Шапка страницы начинается строкой из трёх дефисов, а";
        let ends = "Шапка кончается строкой из трёх дефисов, а здесь";
        for (text, messages) in [
            (" ---\nа: б\n---\nТекст.", vec![format!("{begins} перед дефисами стоят пробелы")]),
            ("–––\nа: б\n–––\nТекст.", vec![format!("{begins} здесь «–––»"), format!("{ends} «–––»")]),
            ("—\n\nа: б\n---\nТекст.", vec![format!("{begins} здесь «—»")]),
            ("---\nа: б\n----\nТекст.", vec![format!("{ends} «----»")]),
            ("а: б\n---\nТекст.", vec!["Перед шапкой страницы нет строки «---»".to_owned()]),
        ] {
            assert_eq!(parts(text), (messages, 1, "Текст."), "{text}");
        }
    }
}
