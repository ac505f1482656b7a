//! The beginning of a file that is plain text, as the page shows it: lines, or the rows of a table.

use std::mem::take;

use serde::Serialize;

use crate::russian::typography::typeset;

/// How many lines or rows are shown, and how many letters of a line.
const LINES: usize = 8;
const LETTERS: usize = 120;

/// The beginning of a file.
#[derive(Serialize)]
pub struct PreviewView {
    /// The rows of a table; empty where it is none.
    pub rows: Vec<Vec<String>>,
    /// The lines of a text; empty where it is a table.
    pub lines: Vec<String>,
    /// Whether there is more than is shown.
    pub more: bool,
}

/// The beginning of the file `name`, whose first lines are `text`.
pub(super) fn of(name: &str, text: &str) -> PreviewView {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    let is_table = extension.is_some_and(|extension| ["csv", "tsv"].contains(&extension.as_str()));
    if is_table {
        let all = rows(text);
        let rows: Vec<Vec<String>> = all.iter().take(LINES).cloned().collect();
        return PreviewView { more: rows.len() < all.len(), rows, lines: Vec::new() };
    }
    let lines = text.lines().take(LINES).map(|line| shortened(line.trim_end()));
    PreviewView { rows: Vec::new(), lines: lines.collect(), more: text.lines().nth(LINES).is_some() }
}

/// The rows of a table as RFC 4180 has them, but for the sign between cells: Excel in Russian writes a semicolon.
fn rows(text: &str) -> Vec<Vec<String>> {
    let first = text.lines().next().unwrap_or_default();
    let sign = ['\t', ';', ','].into_iter().max_by_key(|sign| first.matches(*sign).count()).unwrap_or(';');
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            '\n' if !quoted => {
                row.push(take(&mut cell));
                rows.push(take(&mut row));
            }
            letter if letter == sign && !quoted => row.push(take(&mut cell)),
            letter => cell.push(letter),
        }
    }
    row.push(cell);
    rows.push(row);
    let set = |row: Vec<String>| row.iter().map(|cell| typeset(&shortened(cell))).collect();
    rows.into_iter().map(set).collect()
}

fn shortened(line: &str) -> String {
    match line.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_by_its_own_sign() {
        let rows = |text: &str| rows(text).into_iter().map(|row| row.join("|")).collect::<Vec<_>>();
        assert_eq!(rows("а;б\n1;\"2;3\"\n"), ["а|б", "1|2;3", ""]);
        assert_eq!(rows("а,б\n\"в «г»\",\"д\"\"е\""), ["а|б", "в\u{a0}«г»|д\"е"]);
        assert_eq!(rows("а\tб"), ["а|б"]);
        assert_eq!(rows("одно слово"), ["одно слово"]);
    }

    #[test]
    fn only_the_first_lines_are_shown() {
        let text = (1..=20).map(|number| number.to_string()).collect::<Vec<_>>().join("\n");
        let preview = of("a.txt", &text);
        assert_eq!((preview.lines.len(), preview.more), (LINES, true));
        let table = of("a.CSV", &text);
        assert_eq!((table.rows.len(), table.lines.len(), table.more), (LINES, 0, true));
        assert!(!of("a.txt", "одна").more);
    }
}
