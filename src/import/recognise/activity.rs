//! A row of a list: the heading of a section, an activity, the rest of one that a page's end cut off, several side by side.

use super::list::{Given, Reader, Shape};
use super::{Cell, Row, RowLine, Section, cell, grid::Placed, headings, lines};
use crate::import::document::{self, Paragraph, Spot, squeezed};
use crate::import::doubt::DoubtId;
use crate::model::plan::Role;

/// What stands in place of an activity that the document leaves empty: a plan's row must say what is to be done.
const NOTHING_SAID: &str = "…";

impl Reader<'_> {
    /// Takes one row of a list, above the row `next`.
    pub(super) fn activity(
        &mut self,
        row: &document::Row,
        given: &Given,
        next: &[Placed],
        shape: &Shape,
        sections: &mut Vec<Section>,
    ) {
        let above = sections.last().and_then(|section| section.rows.last()).and_then(|row| row.lines.last());
        if let Some(section) = self.section(row, given, next, shape, above) {
            let is_blank = |last: &Section| last.heading.is_none() && last.rows.is_empty();
            let blank = sections.pop_if(|last| is_blank(last)).map(|last| last.doubts).unwrap_or_default();
            let doubts = blank.into_iter().chain(section.doubts).collect();
            sections.push(Section { doubts, ..section });
            return;
        }
        let above = sections.last_mut().and_then(|section| section.rows.last_mut());
        if let Some(above) = above
            && (self.joins(given, shape, above) || self.is_rest(given, shape, above))
        {
            return;
        }
        let mut doubts = self.merged(given, shape);
        let (mut lines, message) = stacked(given, shape);
        if let Some(message) = message {
            doubts.push(self.doubts.add(Spot::Row(self.number, given.number), message, ""));
        }
        self.talks(given, shape, &mut lines, &mut doubts);
        self.say_something(given, shape, &mut lines, &mut doubts);
        if let Some(section) = sections.last_mut() {
            section.rows.push(Row { lines, doubts });
        }
    }

    /// A row that is the heading of a section.
    fn section(
        &mut self,
        row: &document::Row,
        given: &Given,
        next: &[Placed],
        shape: &Shape,
        above: Option<&RowLine>,
    ) -> Option<Section> {
        let filled: Vec<usize> =
            (0..given.cells.len()).filter(|index| !given.cells[*index].is_empty()).collect();
        let has_tables =
            given.cells.iter().flat_map(|cell| &cell.cells).any(|cell| cell.tables().next().is_some());
        if has_tables || given.cells.iter().any(Placed::continues) {
            return None;
        }
        let number = shape.column(Role::Number);
        let (index, own_number) = match filled[..] {
            [only] => (only, None),
            [first, second] if Some(first) == number => (second, Some(given.cells[first].words())),
            _ => return None,
        };
        let cell = &given.cells[index];
        let text = squeezed(&cell::text(cell));
        let begins_row = index == 0 || Some(index - 1) == number;
        let spans = shape.columns.len() > 1
            && (row.cells.len() == 1
                || begins_row && cell.covers > 1 && cell.covers + index >= shape.columns.len());
        let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
        let in_number = Some(index) == number && letters > 3;
        let is_what = Some(index) == shape.column(Role::What);
        let alone = own_number.is_none() && (in_number || (is_what || index == 0) && stands_out(cell, &text));
        let numbered = own_number.is_some() && is_what && (cell.is_bold() || lines::is_capitals(&text));
        let is_named = || {
            let is_cut = above.is_some_and(|above| {
                let what = shape.column(Role::What).map(|what| &above.cells[what]);
                matches!(what, Some(Cell::Text(text)) if cell::hangs(text))
            });
            let is_first = Some(index) == number || is_what || index == 0;
            is_first && !is_cut && headings::names_section(&text, own_number.as_deref(), next, shape)
        };
        if !(spans || alone || numbered || is_named()) {
            return None;
        }
        let (prefix, heading) = headings::numbered(&text);
        let (number, heading) = match own_number {
            Some(number) => (Some(number), text.as_str()),
            None => (prefix.map(str::to_owned), heading),
        };
        let mut doubts = Vec::new();
        if !spans {
            let message = "Строка, в которой заполнена одна ячейка, прочитана как заголовок раздела";
            doubts.push(self.doubts.add(Spot::Row(self.number, given.number), message, heading));
        }
        Some(Section { number, heading: Some(heading.to_owned()), rows: Vec::new(), doubts })
    }

    /// Takes a row that merged cells hold together with the one above it.
    fn joins(&mut self, given: &Given, shape: &Shape, above: &mut Row) -> bool {
        let merged: Vec<usize> =
            (0..given.cells.len()).filter(|index| given.cells[*index].continues()).collect();
        if merged.is_empty() {
            return false;
        }
        let names: Vec<String> =
            merged.iter().map(|index| format!("«{}»", shape.columns[*index].heading)).collect();
        let names = names.join(", ");
        let hidden: Vec<String> = merged.iter().map(|index| given.cells[*index].words()).collect();
        let hidden: Vec<&str> = hidden.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
        let (mut lines, _) = stacked(given, shape);
        for line in &mut lines {
            for index in 0..line.cells.len() {
                if given.goes_on(index) {
                    line.cells[index] = Cell::Continued;
                }
            }
        }
        let spot = Spot::Row(self.number, given.number);
        let what = shape.column(Role::What);
        let goes_on = what.is_some_and(|what| given.cells[what].continues());
        let message = if goes_on {
            format!("Ячейка {names} объединена с верхней: слова этой строки дописаны к мероприятию над ней")
        } else {
            format!("Ячейка {names} объединена с верхней: мероприятия записаны вместе")
        };
        above.doubts.push(self.doubts.add(spot.clone(), message, ""));
        if !hidden.is_empty() {
            let message = "В объединённой ячейке есть слова, которых Word не показывает";
            above.doubts.push(self.doubts.add(spot, message, hidden.join(" | ")));
        }
        let mut doubts = Vec::new();
        if goes_on {
            if let Some(last) = above.lines.last_mut() {
                for line in lines {
                    for (cell, new) in last.cells.iter_mut().zip(line.cells) {
                        append(cell, new, "\n");
                    }
                }
            }
            self.talks(given, shape, &mut above.lines, &mut doubts);
        } else {
            self.talks(given, shape, &mut lines, &mut doubts);
            self.say_something(given, shape, &mut lines, &mut doubts);
            above.lines.extend(lines);
        }
        above.doubts.extend(doubts);
        true
    }

    /// Takes a row that a page's end cut off the one above it.
    fn is_rest(&mut self, given: &Given, shape: &Shape, row: &mut Row) -> bool {
        let Some(what) = shape.column(Role::What) else { return false };
        let (number, when) = (shape.column(Role::Number), shape.column(Role::When));
        let texts: Vec<String> = given.cells.iter().map(cell::text).collect();
        let Some(above) = row.lines.last_mut() else { return false };
        let before = |column: usize| match &above.cells[column] {
            Cell::Text(text) => text.as_str(),
            _ => "",
        };
        let is_empty = |column: Option<usize>| column.is_none_or(|column| texts[column].is_empty());
        let is_headless = is_empty(number) && (number.is_some() || is_empty(when));
        let said = &texts[what];
        let goes_on =
            said.is_empty() || cell::goes_on(said) && cell::is_cut(before(what)) || cell::hangs(before(what));
        let has_own_period = when.is_some_and(|when| {
            let text = &texts[when];
            !text.is_empty() && (before(when).is_empty() || text.starts_with(char::is_uppercase))
        });
        if !is_headless || !goes_on || has_own_period {
            return false;
        }
        let (mut seams, mut torn) = (Vec::new(), Vec::new());
        for (index, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let before = before(index);
            torn.extend(self.known.torn(before, text));
            if !before.is_empty() {
                seams.push(format!("«{}» + «{}»", cell::end(before), squeezed(text)));
            }
        }
        for (cell, text) in above.cells.iter_mut().zip(texts) {
            append(cell, Cell::Text(text), " ");
        }
        let mut message = "Строка, разорванная концом страницы, соединена с верхней".to_owned();
        if !torn.is_empty() {
            message = format!("{message}; похоже, разорвано и слово: «{}»", torn.join("», «"));
        }
        row.doubts.push(self.doubts.add(Spot::Row(self.number, given.number), message, seams.join("; ")));
        let mut doubts = Vec::new();
        self.talks(given, shape, &mut row.lines, &mut doubts);
        row.doubts.extend(doubts);
        true
    }

    /// What is doubtful about cells that cover several columns, or of which several stand in one column.
    pub(super) fn merged(&mut self, given: &Given, shape: &Shape) -> Vec<DoubtId> {
        let mut doubts = Vec::new();
        for (index, cell) in given.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let spot = Spot::Cell(self.number, given.number, shape.heading(index));
            let filled = cell.cells.iter().filter(|cell| !cell.is_empty()).count();
            let message = match (cell.covers, filled) {
                (2.., _) => {
                    format!("Ячейка объединена на столбцы ({}), слова отнесены к первому из них", cell.covers)
                }
                (_, 2..) => "Под одним заголовком в строке несколько ячеек, их слова соединены".to_owned(),
                _ => continue,
            };
            doubts.push(self.doubts.add(spot, message, ""));
        }
        doubts
    }

    /// A line that does not say what is to be done says so.
    fn say_something(
        &mut self,
        given: &Given,
        shape: &Shape,
        lines: &mut [RowLine],
        doubts: &mut Vec<DoubtId>,
    ) {
        let Some(what) = shape.column(Role::What) else { return };
        for line in lines {
            let is_silent = match &line.cells[what] {
                Cell::Text(text) => text.is_empty(),
                Cell::Continued => true,
                Cell::Activities(_) => false,
            };
            if is_silent {
                line.cells[what] = Cell::Text(NOTHING_SAID.to_owned());
                let spot = Spot::Cell(self.number, given.number, shape.heading(what));
                doubts.push(self.doubts.add(spot, "Ячейка пуста: впишите, что делается", ""));
            }
        }
    }
}

/// The lines of a row, several where activities are stacked in it; and what is doubtful about that.
fn stacked(given: &Given, shape: &Shape) -> (Vec<RowLine>, Option<String>) {
    let groups: Vec<Vec<Vec<String>>> = given.cells.iter().map(cell::groups).collect();
    let one = |groups: &[Vec<Vec<String>>]| {
        let cells = groups.iter().map(|groups| Cell::Text(groups.concat().join("\n")));
        RowLine { cells: cells.collect(), talks: None, outcome: None }
    };
    let Some(what) = shape.column(Role::What) else { return (vec![one(&groups)], None) };
    let beside = [Role::When, Role::Who, Role::Where].into_iter().filter_map(|role| shape.column(role));
    let beside: Vec<usize> = beside.collect();
    let count = groups[what].len();
    let is_parallel = |groups: &[Vec<Vec<String>>]| {
        groups[what].len() > 1 && beside.iter().any(|column| groups[*column].len() == groups[what].len())
    };
    // Paragraphs that each have a period of their own are parallel too, without a gap between them.
    let by_lines = || -> Option<Vec<Vec<Vec<String>>>> {
        let when = shape.column(Role::When)?;
        let lines =
            |index: usize| given.cells[index].paragraphs().filter(|paragraph| !paragraph.is_empty()).count();
        let has_list = given.cells[what].paragraphs().any(|paragraph: &Paragraph| paragraph.label.is_some());
        (lines(what) > 1 && lines(what) == lines(when) && !has_list)
            .then(|| given.cells.iter().map(cell::paragraphs).collect())
    };
    let groups = if is_parallel(&groups) {
        groups
    } else if let Some(parallel) = by_lines().filter(|groups| is_parallel(groups)) {
        parallel
    } else {
        let parted = format!(
            "В ячейке «{}» пустые строки между абзацами: если это разные мероприятия, разведите их",
            shape.heading(what)
        );
        return (vec![one(&groups)], (count > 1).then_some(parted));
    };
    let count = groups[what].len();
    let line = |line: usize| {
        let cells = groups.iter().map(|groups| match groups.get(line) {
            Some(group) if groups.len() == count => Cell::Text(group.join("\n")),
            _ if line == 0 => Cell::Text(groups.concat().join("\n")),
            _ => Cell::Continued,
        });
        RowLine { cells: cells.collect(), talks: None, outcome: None }
    };
    let message = format!(
        "В строке стопкой стоят мероприятия ({count}): они записаны вместе, сверьте, что к чему относится"
    );
    ((0..count).map(line).collect(), Some(message))
}

fn stands_out(cell: &Placed, text: &str) -> bool {
    let centred = cell.paragraphs().all(|paragraph| paragraph.centred || paragraph.is_empty());
    cell.is_bold() || lines::is_capitals(text) || centred
}

/// Adds the words of a cell to those of another.
pub(super) fn append(cell: &mut Cell, new: Cell, between: &str) {
    match (&mut *cell, new) {
        (_, Cell::Continued) => {}
        (_, Cell::Text(new)) if new.is_empty() => {}
        (Cell::Text(text), Cell::Text(new)) if !text.is_empty() => {
            text.push_str(between);
            text.push_str(&new);
        }
        (cell, new) => *cell = new,
    }
}
