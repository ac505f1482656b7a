//! A row of a matrix: a date, and in the column of each direction any number of activities.

use super::activity::append;
use super::grid::Placed;
use super::list::{Given, Reader, Shape};
use super::people::{is_people, parted};
use super::{Cell, Row, RowLine, Section, cell};
use crate::import::document::{self, Label, Spot};
use crate::import::doubt::DoubtId;
use crate::model::plan::Role;

/// The activities of a cell, each with who does it.
type Activities = Vec<(String, Option<String>)>;

/// Takes one row.
pub(super) fn row(
    reader: &mut Reader,
    row: &document::Row,
    given: &Given,
    shape: &Shape,
    sections: &mut [Section],
) {
    let Some(section) = sections.last_mut() else { return };
    let spot = Spot::Row(reader.number, given.number);
    let when = shape.column(Role::When);
    if row.cells.len() == 1 && shape.columns.len() > 1 {
        let words = given.cells.iter().map(Placed::words).collect::<Vec<_>>().join(" ");
        let doubt =
            reader.doubts.add(spot, "В плане-сетке нет разделов, эта строка осталась пояснением", words);
        match section.rows.last_mut() {
            Some(last) => last.doubts.push(doubt),
            None => section.doubts.push(doubt),
        }
        return;
    }
    let is_rest = when.is_some_and(|when| given.cells[when].is_empty() || given.cells[when].continues());
    let mut doubts = reader.merged(given, shape);
    let mut lines = vec![line(reader, given, shape, &mut doubts)];
    reader.talks(given, shape, &mut lines, &mut doubts);
    let line = lines.swap_remove(0);
    match section.rows.last_mut().filter(|_| is_rest) {
        Some(above) => {
            let seams = goes_on(above, line);
            let message = "Строка без даты отнесена к дате над ней";
            doubts.push(reader.doubts.add(spot, message, seams.join("; ")));
            above.doubts.extend(doubts);
        }
        None => section.rows.push(Row { lines: vec![line], doubts }),
    }
}

fn line(reader: &mut Reader, given: &Given, shape: &Shape, doubts: &mut Vec<DoubtId>) -> RowLine {
    let mut cells = Vec::new();
    for (index, placed) in given.cells.iter().enumerate() {
        if shape.columns[index].role != Role::Direction {
            cells.push(Cell::Text(cell::text(placed)));
            continue;
        }
        let (activities, joined) = activities(placed);
        if !joined.is_empty() {
            let spot = Spot::Cell(reader.number, given.number, shape.heading(index));
            let message = "Абзацы соединены: второй начинается посреди предложения";
            doubts.push(reader.doubts.add(spot, message, joined.join("; ")));
        }
        cells.push(Cell::Activities(activities));
    }
    RowLine { cells, talks: None, outcome: None }
}

/// The activities of a cell: a paragraph each; the seams of those that were put together.
fn activities(placed: &Placed) -> (Activities, Vec<String>) {
    let mut activities: Activities = Vec::new();
    let mut joined = Vec::new();
    for paragraph in placed.paragraphs() {
        let is_item = paragraph.label.is_some();
        for (index, line) in paragraph.lines().into_iter().enumerate() {
            let label = match &paragraph.label {
                Some(Label::Number(number)) if index == 0 => format!("{number} "),
                _ => String::new(),
            };
            let typed = ["- ", "– ", "— ", "• "].iter().find_map(|dash| line.strip_prefix(dash));
            let last = activities.last_mut();
            match last {
                Some(last) if !is_item && last.1.is_none() && is_people(&line) => last.1 = Some(line),
                Some(last)
                    if !(is_item && index == 0)
                        && typed.is_none()
                        && last.1.is_none()
                        && cell::goes_on(&line)
                        && cell::is_cut(&last.0) =>
                {
                    joined.push(format!("«{}» + «{line}»", cell::end(&last.0)));
                    *last = divided(&format!("{} {line}", last.0));
                }
                _ => activities.push(divided(&format!("{label}{}", typed.unwrap_or(&line)))),
            }
        }
    }
    (activities, joined)
}

fn divided(text: &str) -> (String, Option<String>) {
    parted(text)
        .map_or_else(|| (text.to_owned(), None), |(what, who)| (what.to_owned(), Some(who.to_owned())))
}

/// Adds a row without a date to the one above it; the seams where a sentence went on.
fn goes_on(above: &mut Row, line: RowLine) -> Vec<String> {
    let mut seams = Vec::new();
    let Some(last) = above.lines.last_mut() else { return seams };
    for (cell, new) in last.cells.iter_mut().zip(line.cells) {
        match (cell, new) {
            (Cell::Activities(activities), Cell::Activities(mut new)) => {
                if let (Some(last), Some((what, who))) = (activities.last_mut(), new.first())
                    && last.1.is_none()
                    && cell::is_cut(&last.0)
                    && (cell::goes_on(what) || cell::hangs(&last.0))
                {
                    seams.push(format!("«{}» + «{what}»", cell::end(&last.0)));
                    *last = (format!("{} {what}", last.0), who.clone());
                    new.remove(0);
                }
                activities.extend(new);
            }
            (cell, new) => append(cell, new, " "),
        }
    }
    seams
}
