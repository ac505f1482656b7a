//! A code for each activity of a plan that has none: the id it has anyway, so that its address stays when rows are added
//! or renumbered. The author's lines, comments and order stay as they are.

use std::sync::Arc;

use super::columns::role_of;
use super::{ParsedPlan, parse};
use crate::diagnostic::{Checked, Diagnostics};
use crate::model::plan::{ActivityId, Role};
use crate::parse::field_name::normalized;
use crate::parse::yaml::{self, Node, Value};

/// Words to be inserted into a line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// The line, from 0.
    pub line: usize,
    /// The byte of the line before which they stand.
    pub column: usize,
    /// The words, up to the end of their own line.
    pub words: String,
    /// What the rest of the line begins with on a line of its own; nothing where it stays on theirs.
    pub margin: Option<String>,
}

/// What is to be written into a plan, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    /// The codes.
    pub insertions: Vec<Insertion>,
    /// Activities whose lines have no room for a code: the id and the line, from 1.
    pub left_out: Vec<(String, usize)>,
}

/// Where an activity stands in the file.
enum Spot<'n> {
    /// Among the fields of this mapping.
    Fields(&'n Node),
    /// It is this item of a list, a text alone.
    Text,
}

/// The codes that the plan in the file `path` wants, whose name without extension is `stem`.
///
/// # Errors
///
/// The mistakes of the plan, where it has any: what it says is then not known.
pub fn codes(path: &Arc<str>, text: &str, stem: &str) -> Result<Codes, Diagnostics> {
    let Checked { value: plan, diagnostics } = parse(path, text, stem);
    let Some(ParsedPlan { notes, .. }) = plan.filter(|_| !diagnostics.has_errors()) else {
        return Err(diagnostics);
    };
    let document = yaml::parse(path, text, 0, &mut Diagnostics::default());
    let mut found: Vec<(usize, &ActivityId)> =
        notes.iter().filter_map(|(id, notes)| Some((notes.texts.first()?.span.0, id))).collect();
    found.sort_unstable();
    let mut codes = Codes::default();
    for (start, id) in found {
        let line = text[..start].matches('\n').count();
        match spot(&document.root, start) {
            Some(Spot::Fields(node)) if has_code(node) => {}
            spot => match spot.and_then(|spot| insertion(&spot, start, text, &id.0)) {
                Some(insertion) => codes.insertions.push(insertion),
                None => codes.left_out.push((id.0.clone(), line + 1)),
            },
        }
    }
    Ok(codes)
}

/// `text` with its codes; nothing where the plan would not be the same with them.
pub fn with_codes(path: &Arc<str>, text: &str, stem: &str, codes: &Codes) -> Option<String> {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for Insertion { line, column, words, margin } in codes.insertions.iter().rev() {
        let line = lines.get_mut(*line)?;
        let end = if line.ends_with('\r') { "\r\n" } else { "\n" };
        let margin = margin.as_ref().map(|margin| format!("{end}{margin}")).unwrap_or_default();
        line.insert_str(*column, &format!("{words}{margin}"));
    }
    let coded = lines.join("\n");
    let says = |text: &str| {
        let Checked { value, diagnostics } = parse(path, &text.replace("\r\n", "\n"), stem);
        value.filter(|_| !diagnostics.has_errors()).map(|parsed| format!("{:?}", parsed.plan))
    };
    (says(text).is_some() && says(text) == says(&coded)).then_some(coded)
}

/// Where the words that begin at the byte `start` of the file stand.
fn spot(node: &Node, start: usize) -> Option<Spot<'_>> {
    match &node.value {
        Value::Sequence(items) => items.iter().find_map(|item| match &item.value {
            Value::Scalar(_) if item.span.start == start => Some(Spot::Text),
            _ => spot(item, start),
        }),
        Value::Mapping(entries) => entries.iter().find_map(|(key, value)| match &value.value {
            // A cell of a matrix may be the activity itself: the fields around it are those of the row.
            Value::Scalar(_) if value.span.start == start => {
                (role_of(&key.text) == Role::What).then_some(Spot::Fields(node))
            }
            _ => spot(value, start),
        }),
        Value::Scalar(_) | Value::Lost => None,
    }
}

fn has_code(node: &Node) -> bool {
    let Value::Mapping(entries) = &node.value else { return false };
    entries.iter().any(|(key, _)| matches!(normalized(&key.text).as_str(), "код" | "code"))
}

fn insertion(spot: &Spot, start: usize, text: &str, id: &str) -> Option<Insertion> {
    let (at, words, rest) = match spot {
        Spot::Fields(Node { value: Value::Mapping(entries), in_brackets, .. }) => {
            let (first, _) = entries.iter().min_by_key(|(key, _)| key.span.start)?;
            let name = if first.text.is_ascii() { "code" } else { "код" };
            if *in_brackets {
                let (line, column) = position(text, first.span.start);
                return Some(Insertion { line, column, words: format!("{name}: {id}, "), margin: None });
            }
            (first.span.start, format!("{name}: {id}"), "")
        }
        Spot::Fields(_) => return None,
        Spot::Text => (start, format!("код: {id}"), "что: "),
    };
    let (line, column) = position(text, at);
    let whole = text.split('\n').nth(line)?;
    let margin: String = whole[..column].chars().map(|_| ' ').collect();
    let is_item = whole[..column].chars().all(|letter| matches!(letter, ' ' | '-'));
    // A text that goes on in the next line would be taken for something else behind «что:».
    let goes_on = matches!(spot, Spot::Text) && whole[column..].starts_with(['>', '|', '"', '\'', '*', '&']);
    (is_item && !goes_on).then(|| Insertion { line, column, words, margin: Some(margin + rest) })
}

/// The line and the byte of the line at the byte `at` of the text.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    (before.matches('\n').count(), at - before.rfind('\n').map_or(0, |end| end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(text: &str) -> (String, Vec<(String, usize)>) {
        let path: Arc<str> = "plans/2026-2027.yaml".into();
        let codes = codes(&path, text, "2026-2027").expect("a sound plan");
        let coded = with_codes(&path, text, "2026-2027", &codes).expect("the same plan");
        let again = super::codes(&path, &coded, "2026-2027").expect("a sound plan");
        assert_eq!(again.insertions, [], "{coded}");
        (coded, codes.left_out)
    }

    #[test]
    fn each_activity_gets_the_id_that_it_has() {
        let text = "\
# Замечание
столбцы:
  номер: №
  что: Содержание
  когда: Срок
разделы:
  - заголовок: Раздел
    мероприятия:
      - номер: 2   # как в документе
        что: Семинар
      - код: poezdka
        что: Поездка
      - {что: Урок, когда: май}
  - заголовок: Другой
    мероприятия:
      - вместе:
          - что: >-
              Одно
              и то же
            когда: май
          - что: Другое
";
        let expected = "\
# Замечание
столбцы:
  номер: №
  что: Содержание
  когда: Срок
разделы:
  - заголовок: Раздел
    мероприятия:
      - код: 1.1.2
        номер: 2   # как в документе
        что: Семинар
      - код: poezdka
        что: Поездка
      - {код: 1.1.3, что: Урок, когда: май}
  - заголовок: Другой
    мероприятия:
      - вместе:
          - код: 1.2.1
            что: >-
              Одно
              и то же
            когда: май
          - код: 1.2.2
            что: Другое
";
        assert_eq!(coded(text), (expected.to_owned(), Vec::new()));
    }

    #[test]
    fn texts_and_cells_of_a_matrix_are_activities_too() {
        assert_eq!(
            coded("мероприятия:\n  - Семинар\n  - что: Урок\n").0,
            "мероприятия:\n  - код: 1.1.1\n    что: Семинар\n  - код: 1.1.2\n    что: Урок\n"
        );
        let matrix = "столбцы:\n  когда: Дата\n  работа: Работа\nстроки:\n  - когда: май\n    работа:\n      - что: Урок\n";
        assert_eq!(coded(matrix).0, matrix.replace("- что: Урок", "- код: 1.1.1\n        что: Урок"));
        let alone = "столбцы:\n  когда: Дата\n  работа: Работа\nстроки:\n  - когда: май\n    работа: Урок\n";
        assert_eq!(coded(alone), (alone.to_owned(), vec![("1.1.1".to_owned(), 6)]));
    }

    #[test]
    fn ends_of_lines_stay_as_they_are() {
        let path: Arc<str> = "plans/2026-2027.yaml".into();
        let text = "мероприятия:\r\n  - что: Семинар\r\n    когда: май\r\n";
        let codes = codes(&path, &text.replace("\r\n", "\n"), "2026-2027").expect("a sound plan");
        assert_eq!(
            with_codes(&path, text, "2026-2027", &codes).as_deref(),
            Some("мероприятия:\r\n  - код: 1.1.1\r\n    что: Семинар\r\n    когда: май\r\n")
        );
    }
}
