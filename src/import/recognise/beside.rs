//! Approvals that stand side by side with nothing but tabs or spaces between them: each becomes lines of its own.

use super::lines::Unit;
use super::{Approval, Line, approval};
use crate::import::document::squeezed;

/// What is said of such approvals.
const MESSAGE: &str =
    "Грифы стоят рядом, между ними пробелы или табуляция: строки разведены по этим промежуткам, сверьте";

/// The units with the lines of such approvals parted.
pub(super) fn parted(units: Vec<Unit>) -> Vec<Unit> {
    let mut result = Vec::new();
    let mut units = units.into_iter().peekable();
    while let Some(unit) = units.next() {
        let Unit::Line(line) = unit else {
            result.push(unit);
            continue;
        };
        let Some(mut columns) = Columns::begun_by(&line) else {
            result.push(Unit::Line(line));
            continue;
        };
        while let Some(Unit::Line(next)) = units.peek() {
            if !columns.takes(next) {
                break;
            }
            units.next();
        }
        result.extend(columns.lines.into_iter().flatten().map(Unit::Line));
    }
    result
}

/// Approvals side by side.
struct Columns {
    /// The lines of each.
    lines: Vec<Vec<Line>>,
    approvals: Vec<Approval>,
}

impl Columns {
    /// The approvals that a line begins: a word of approval in each of its columns.
    fn begun_by(line: &Line) -> Option<Self> {
        let words: Vec<&String> = line.columns.iter().filter(|text| !text.is_empty()).collect();
        let begun: Option<Vec<Approval>> = words.iter().map(|text| approval::begun_by(text)).collect();
        let approvals = begun.filter(|begun| begun.len() > 1)?;
        let mut lines: Vec<Vec<Line>> = words.iter().map(|text| vec![of(line, text)]).collect();
        lines[0][0].remarks.push((MESSAGE, String::new()));
        lines[0][0].struck.clone_from(&line.struck);
        Some(Self { lines, approvals })
    }

    /// Takes a line, if it goes on with one of the approvals.
    fn takes(&mut self, line: &Line) -> bool {
        let is_behind_gap = line.columns.first().is_some_and(String::is_empty);
        let texts: Vec<&str> =
            line.columns.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        let count = self.lines.len();
        let parts: Vec<(usize, String)> = match texts.len() {
            0 => return false,
            1 => {
                let column = if is_behind_gap { count - 1 } else { 0 };
                let begins = line.stands_out && !is_behind_gap;
                if begins || line.label.is_some() || !self.approvals[column].may_take(&of(line, texts[0])) {
                    return false;
                }
                vec![(column, texts[0].to_owned())]
            }
            given if given <= count => {
                let first = if is_behind_gap { count - given } else { 0 };
                texts.iter().enumerate().map(|(index, text)| (first + index, (*text).to_owned())).collect()
            }
            // A line to sign on parts a position from a name.
            given => {
                let size = given.div_ceil(count);
                texts.chunks(size).enumerate().map(|(column, texts)| (column, texts.join(" "))).collect()
            }
        };
        for (column, text) in parts {
            self.approvals[column].take(&text);
            self.lines[column].push(of(line, &text));
        }
        if let Some(first) = self.lines[0].first_mut()
            && !line.struck.is_empty()
        {
            first.struck = squeezed(&format!("{} {}", first.struck, line.struck));
        }
        true
    }
}

/// A part of a line.
fn of(line: &Line, text: &str) -> Line {
    Line {
        text: text.to_owned(),
        label: None,
        struck: String::new(),
        columns: vec![text.to_owned()],
        remarks: Vec::new(),
        ..line.clone()
    }
}
