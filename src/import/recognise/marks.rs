//! The column «Отметка о выполнении»: what somebody wrote into it is the outcome of an activity, and no part of what was
//! approved. The column itself stays: the site fills it in.

use super::{Cell, Column, Outcome, Part, PartKind, RowLine};
use crate::import::document::{Spot, squeezed};
use crate::import::doubt::Doubts;
use crate::model::plan::{self, Role, TableKind};
use crate::period::{self, Period, SchoolYear, Terms};

/// Reads the marks of all tables.
pub(super) fn read(parts: &mut [Part], doubts: &mut Doubts) {
    for part in parts {
        let PartKind::Table(table) = &mut part.kind else { continue };
        let is_of_marks = |column: &Column| {
            let heading = column.heading.clone();
            column.role == Role::Other && plan::Column { heading, role: column.role }.is_of_marks()
        };
        let marks = table.columns.iter().position(is_of_marks);
        let Some(column) = marks.filter(|_| table.kind == TableKind::List) else { continue };
        let heading = table.columns[column].heading.clone();
        let (mut known, mut unknown) = (0, 0);
        for row in table.sections.iter_mut().flat_map(|section| &mut section.rows) {
            let mut above = None;
            for line in &mut row.lines {
                match take(line, column) {
                    Mark::Goes => line.outcome.clone_from(&above),
                    Mark::Known(outcome) => {
                        known += 1;
                        line.outcome = Some(outcome);
                    }
                    Mark::Unknown => unknown += 1,
                    Mark::Blank => {}
                }
                above.clone_from(&line.outcome);
            }
        }
        if known > 0 {
            let rest = match unknown {
                0 => String::new(),
                unknown => format!("; непонятные остались в столбце: {unknown}"),
            };
            let message = format!(
                "Отметки из столбца «{heading}» записаны итогами мероприятий («проведено», «перенесено», «отменено»){rest}. Сверьте"
            );
            part.doubts.push(doubts.add(Spot::Whole, message, ""));
        }
    }
}

enum Mark {
    Blank,
    /// The cell goes on from the line above.
    Goes,
    Known(Outcome),
    Unknown,
}

/// Takes a mark out of its cell, if it says what came of the activity.
fn take(line: &mut RowLine, column: usize) -> Mark {
    let text = match &line.cells[column] {
        Cell::Continued => return Mark::Goes,
        Cell::Activities(_) => return Mark::Blank,
        Cell::Text(text) => squeezed(text),
    };
    if text.is_empty() {
        return Mark::Blank;
    }
    let Some(outcome) = outcome(&text) else { return Mark::Unknown };
    line.cells[column] = Cell::Text(String::new());
    Mark::Known(outcome)
}

/// How marks begin that something was done.
const DONE: [&str; 9] =
    ["проведен", "выполнен", "исполнен", "сделан", "состоял", "организован", "прошл", "прошел", "вып"];

/// What a mark says came of an activity.
fn outcome(text: &str) -> Option<Outcome> {
    let said = text.to_owned();
    let bare = text.trim_end_matches('.');
    let lower = bare.to_lowercase().replace('ё', "е");
    if lower.chars().count() != bare.chars().count() {
        return None;
    }
    let (first, rest) = parted(bare);
    let word = first.to_lowercase().replace('ё', "е");
    let outcome = |field: &'static str, value: String, reason: Option<String>| {
        Some(Outcome { field, value, reason, said: said.clone() })
    };
    let is_done = |word: &str| DONE.iter().any(|done| word.starts_with(done));
    if matches!(word.as_str(), "+" | "✓" | "v" | "да") || is_done(&word) {
        let value = if rest.is_empty() || is_when(rest) { rest.to_owned() } else { format!("да, {rest}") };
        return outcome("проведено", if value.is_empty() { "да".to_owned() } else { value }, None);
    }
    if word == "не" {
        let (second, rest) = parted(rest);
        let is_verb = is_done(&second.to_lowercase().replace('ё', "е"));
        let value = if rest.is_empty() { "да" } else { rest };
        return if is_verb { outcome("отменено", value.to_owned(), None) } else { None };
    }
    if word.starts_with("отмен") {
        return outcome("отменено", if rest.is_empty() { "да".to_owned() } else { rest.to_owned() }, None);
    }
    if word.starts_with("перенес") {
        let to = rest.strip_prefix("на ")?;
        let reasons = [" из-за ", " в связи ", " по причине ", " (", ", "];
        let at = reasons.iter().filter_map(|reason| to.find(reason)).min();
        let (to, reason) = at.map_or((to, ""), |at| to.split_at(at));
        let reason = reason.trim_matches([' ', ',', '(', ')']);
        return outcome("перенесено", to.to_owned(), (!reason.is_empty()).then(|| reason.to_owned()));
    }
    if is_when(bare) { outcome("проведено", bare.to_owned(), None) } else { None }
}

/// The first word of a mark, and what follows it.
fn parted(text: &str) -> (&str, &str) {
    let end = text.find([' ', ',', ';', ':']).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    (first.trim_end_matches('.'), rest.trim_start_matches([' ', ',', ';', ':', '.', '–', '—', '-']))
}

/// Whether a text says when something was.
fn is_when(text: &str) -> bool {
    let reading = period::read(text, SchoolYear::beginning(2024), &Terms::default());
    matches!(reading.period, Period::Day(_) | Period::Span { .. } | Period::Several(_))
}

#[cfg(test)]
mod tests {
    use super::outcome;

    #[test]
    fn marks() {
        for (text, expected) in [
            ("выполнено", Some("проведено: да")),
            ("Проведено 12.10.2024", Some("проведено: 12.10.2024")),
            ("Проведён, 15 человек.", Some("проведено: да, 15 человек")),
            ("12.10.2024", Some("проведено: 12.10.2024")),
            ("+", Some("проведено: да")),
            ("вып.", Some("проведено: да")),
            ("не проведено", Some("отменено: да")),
            ("не состоялось – карантин", Some("отменено: карантин")),
            ("Отменено из-за карантина", Some("отменено: из-за карантина")),
            ("перенесено на май", Some("перенесено: май")),
            ("перенесено на май из-за карантина", Some("перенесено: май (из-за карантина)")),
            ("перенесено", None),
            ("частично", None),
            ("не все", None),
            ("протокол № 2", None),
        ] {
            let found = outcome(text).map(|found| match found.reason {
                Some(reason) => format!("{}: {} ({reason})", found.field, found.value),
                None => format!("{}: {}", found.field, found.value),
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
