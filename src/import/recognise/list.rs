//! A table row by row: sections, activities, rows cut by the end of a page, rows held together by merged cells.

use super::activity::append;
use super::columns::{columns, is_divided, name};
use super::grid::{self, Leaf, Placed, placed};
use super::months::{self, Turned};
use super::torn::Known;
use super::{Cell, Column, PartKind, Row, RowLine, STRUCK, Section, Table, cell, matrix, roster};
use crate::import::document::{self, Paragraph, Spot, squeezed};
use crate::import::doubt::{DoubtId, Doubts};
use crate::model::plan::{Role, TableKind};
use crate::people;
use crate::period::{self, Period, SchoolYear, Terms};

/// What a table was found to be, with what is doubtful about it as a whole.
pub(super) struct Found {
    pub(super) kind: PartKind,
    pub(super) doubts: Vec<DoubtId>,
}

/// Reads one table.
pub(super) struct Reader<'r> {
    /// The number of the table in the document.
    pub(super) number: usize,
    pub(super) known: &'r Known,
    pub(super) doubts: &'r mut Doubts,
}

/// What the rows of a table must know of it.
pub(super) struct Shape {
    pub(super) kind: TableKind,
    pub(super) columns: Vec<Column>,
    /// The columns that most rows fill.
    pub(super) busy: Vec<bool>,
}

impl Shape {
    fn of(result: &Table, rows: &[document::Row], leaves: &[Leaf]) -> Self {
        // A row of one cell may be the heading of a section, and says nothing of activities.
        let rows = rows.iter().filter(|row| row.filled().count() > 1);
        let placed: Vec<Vec<Placed>> = rows.map(|row| placed(row, leaves)).collect();
        let is_busy = |column: usize| {
            let said = |cells: &&Vec<Placed>| {
                cells.get(column).is_some_and(|cell| !cell.is_empty() || cell.continues())
            };
            placed.iter().filter(said).count() * 2 > placed.len()
        };
        let busy = (0..result.columns.len()).map(is_busy).collect();
        Self { kind: result.kind, columns: result.columns.clone(), busy }
    }

    /// The column of a role.
    pub(super) fn column(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// The heading of a column.
    pub(super) fn heading(&self, column: usize) -> String {
        self.columns[column].heading.clone()
    }
}

/// A row of the document below the columns of its table.
pub(super) struct Given<'t> {
    pub(super) number: usize,
    pub(super) cells: Vec<Placed<'t>>,
}

impl Given<'_> {
    /// Whether the cell above goes on in a column, or in the cell that covers it from the left.
    pub(super) fn goes_on(&self, column: usize) -> bool {
        let covering = (0..=column).rev().find(|index| !self.cells[*index].cells.is_empty());
        covering.is_some_and(|index| {
            let cell = &self.cells[index];
            cell.continues() && index + cell.covers.max(1) > column
        })
    }
}

impl Reader<'_> {
    /// What `table` is, with what is doubtful about it as a whole. Where it has no heading it may take over the columns of
    /// the table `above`.
    pub(super) fn table(
        &mut self,
        table: &document::Table,
        mut headings: Vec<String>,
        above: Option<&Table>,
        may_be_indicators: bool,
    ) -> Found {
        let mut doubts = Vec::new();
        if table.rows.iter().all(|row| row.filled().next().is_none()) {
            return Found { kind: PartKind::Left, doubts };
        }
        if let Some(turned) = months::turned(table) {
            return self.turned(&turned, headings);
        }
        let header = grid::header(table);
        let (first, leaves) = header
            .as_ref()
            .map_or_else(|| (0, grid::bare_leaves(table)), |header| (header.rows.1, header.leaves.clone()));
        let above_header = header.as_ref().map_or(0, |header| header.rows.0);
        let columns = match &header {
            Some(_) => self.headed(&leaves, table, first, &mut doubts),
            None => self.headless(table, &leaves, above, &mut doubts),
        };
        if header.is_some()
            && let Some(members) = roster::members(table, &columns, &headings, &leaves, first)
        {
            let message = "Это список людей, а не план. Ниже он записан так, как его ждёт поле «состав» в файле association.yaml: \
                           перенесите его туда";
            let words = roster::words(table, first);
            let doubt = self.doubts.add(Spot::Table(self.number), message, words);
            return Found { kind: PartKind::Members(members), doubts: vec![doubt] };
        }
        for row in &table.rows[..above_header] {
            let words: Vec<String> = row.filled().map(document::Cell::words).collect();
            if !words.is_empty() {
                headings.push(words.join(" "));
            }
        }
        self.struck_headings(&table.rows[above_header..first.max(above_header)], &mut doubts);
        let takes_directions = columns.iter().any(|column| column.role == Role::Direction);
        let kind = match kind(&columns, &headings, may_be_indicators) {
            TableKind::List if takes_directions => TableKind::Matrix,
            kind => kind,
        };
        let mut result = Table { kind, headings, columns, sections: Vec::new() };
        self.make_sound(&mut result, table, &leaves, first, &mut doubts);
        let repeated: Option<Vec<String>> =
            header.map(|header| header.leaves.iter().map(|leaf| leaf.heading.clone()).collect());
        self.rows(table, first, &leaves, &repeated.unwrap_or_default(), &mut result);
        // A heading alone makes no matrix.
        if result.kind == TableKind::Matrix && result.sections.iter().all(|section| section.rows.is_empty()) {
            result.kind = TableKind::List;
            self.make_sound(&mut result, table, &leaves, first, &mut doubts);
        }
        Found { kind: PartKind::Table(result), doubts }
    }

    /// A table whose months stand side by side.
    fn turned(&mut self, turned: &Turned, headings: Vec<String>) -> Found {
        let doubt = self.doubts.add(Spot::Table(self.number), turned.message, &turned.words);
        let mut doubts = vec![doubt];
        let leaves = grid::bare_leaves(&turned.table);
        let leaves: Vec<Leaf> = leaves
            .into_iter()
            .zip(&turned.table.rows[0].cells)
            .map(|(leaf, cell)| Leaf { heading: cell.words(), ..leaf })
            .collect();
        let (kind, columns) = match &turned.columns {
            Some(columns) => (TableKind::Matrix, columns.clone()),
            None => (TableKind::List, self.headed(&leaves, &turned.table, 1, &mut doubts)),
        };
        let mut result = Table { kind, headings, columns, sections: Vec::new() };
        if kind == TableKind::List {
            self.make_sound(&mut result, &turned.table, &leaves, 1, &mut doubts);
        }
        self.rows(&turned.table, 1, &leaves, &[], &mut result);
        Found { kind: PartKind::Table(result), doubts }
    }

    /// The columns of a table that has no heading.
    fn headless(
        &mut self,
        table: &document::Table,
        leaves: &[Leaf],
        above: Option<&Table>,
        doubts: &mut Vec<DoubtId>,
    ) -> Vec<Column> {
        let guessed = guessed(table, leaves);
        let (columns, message) = match above.filter(|above| goes_with(&guessed, &above.columns)) {
            Some(above) => (above.columns.clone(), "они взяты у таблицы выше, в которой столбцов столько же"),
            None => (guessed, "столбцы названы по тому, что в них стоит"),
        };
        let message = format!("У таблицы нет строки с заголовками столбцов: {message}");
        doubts.push(self.doubts.add(Spot::Table(self.number), message, ""));
        columns
    }

    /// Says which words of the heading are struck through.
    fn struck_headings(&mut self, rows: &[document::Row], doubts: &mut Vec<DoubtId>) {
        let paragraphs = rows.iter().flat_map(|row| &row.cells).flat_map(document::Cell::paragraphs);
        let struck: Vec<String> =
            paragraphs.map(Paragraph::struck).filter(|words| !words.is_empty()).collect();
        if !struck.is_empty() {
            doubts.push(self.doubts.add(Spot::Table(self.number), STRUCK, struck.join(" ")));
        }
    }

    /// Reads a table without a heading as the rest of the one above it.
    pub(super) fn continuation(&mut self, table: &document::Table, above: &mut Table) -> DoubtId {
        let leaves = grid::bare_leaves(table);
        self.rows(table, 0, &leaves, &[], above);
        let message = "У этой таблицы нет заголовков, а столбцов столько же, сколько у предыдущей: она прочитана как её продолжение";
        self.doubts.add(Spot::Table(self.number), message, "")
    }

    /// The columns of a heading; one that says nothing is named by what stands below it.
    pub(super) fn headed(
        &mut self,
        leaves: &[Leaf],
        table: &document::Table,
        first: usize,
        doubts: &mut Vec<DoubtId>,
    ) -> Vec<Column> {
        let headings: Vec<String> = leaves.iter().map(|leaf| leaf.heading.clone()).collect();
        let mut columns = columns(&headings);
        for heading in headings.iter().filter(|heading| is_divided(heading)) {
            let message =
                "В заголовке столбца слово перенесено знаком «-», и на сайте он останется: уберите его";
            doubts.push(self.doubts.add(Spot::Table(self.number), message, heading));
        }
        for index in 0..columns.len() {
            if !columns[index].heading.is_empty() {
                continue;
            }
            let has_number = columns.iter().any(|column| column.role == Role::Number);
            let counts = !has_number && is_counted(table, first, leaves, index);
            let role = if counts { Role::Number } else { Role::Other };
            let heading = if counts { "№".to_owned() } else { format!("Столбец {}", index + 1) };
            let message = format!("У столбца {} нет заголовка, он назван «{heading}»", index + 1);
            doubts.push(self.doubts.add(Spot::Table(self.number), message, ""));
            let (before, behind) = (&columns[..index], &columns[index + 1..]);
            let others: Vec<Column> = before.iter().chain(behind).cloned().collect();
            let key = name(role, &heading, &others);
            columns[index] = Column { key, heading, role };
        }
        columns
    }

    /// A list must say which of its columns names the activity: if none does, it is the one with the most words.
    fn make_sound(
        &mut self,
        result: &mut Table,
        table: &document::Table,
        leaves: &[Leaf],
        first: usize,
        doubts: &mut Vec<DoubtId>,
    ) {
        if result.kind == TableKind::Matrix {
            for column in result.columns.iter_mut().filter(|column| column.role == Role::Other) {
                column.role = Role::Direction;
            }
            for index in 0..result.columns.len() {
                if result.columns[index].role == Role::Direction {
                    let key = name(Role::Direction, &result.columns[index].heading, &result.columns[..index]);
                    result.columns[index].key = key;
                }
            }
        }
        if result.kind != TableKind::List || result.columns.iter().any(|column| column.role == Role::What) {
            return;
        }
        let letters = |index: usize| -> usize {
            let cells =
                table.rows[first..].iter().filter_map(|row| placed(row, leaves).into_iter().nth(index));
            cells.map(|cell| cell.words().chars().count()).sum()
        };
        let widest = (0..result.columns.len())
            .filter(|index| matches!(result.columns[*index].role, Role::Other | Role::Direction))
            .max_by_key(|index| letters(*index))
            .or_else(|| (0..result.columns.len()).max_by_key(|index| letters(*index)));
        if let Some(index) = widest {
            let column = &mut result.columns[index];
            column.role = Role::What;
            "что".clone_into(&mut column.key);
            let message =
                format!("Не сказано, в каком столбце названо мероприятие: взят «{}»", column.heading);
            doubts.push(self.doubts.add(Spot::Table(self.number), message, ""));
        }
    }

    pub(super) fn rows(
        &mut self,
        table: &document::Table,
        first: usize,
        leaves: &[Leaf],
        headings: &[String],
        result: &mut Table,
    ) {
        if result.sections.is_empty() {
            result.sections.push(Section::default());
        }
        let shape = Shape::of(result, &table.rows[first..], leaves);
        let sections = &mut result.sections;
        for (index, row) in table.rows.iter().enumerate().skip(first) {
            let given = Given { number: index + 1, cells: placed(row, leaves) };
            if given.cells.iter().all(Placed::is_empty)
                || self.repeats(&given, headings, index == first, sections)
            {
                continue;
            }
            match shape.kind {
                TableKind::Matrix => matrix::row(self, row, &given, &shape, sections),
                TableKind::List => {
                    let next = table.rows.get(index + 1).map(|next| placed(next, leaves)).unwrap_or_default();
                    self.activity(row, &given, &next, &shape, sections);
                }
                TableKind::Indicators | TableKind::Talks => self.plain_row(&given, &shape, sections),
            }
            self.say_struck(&given, &shape, sections);
        }
        let is_said = |section: &Section| {
            section.heading.is_some() || !section.rows.is_empty() || !section.doubts.is_empty()
        };
        sections.retain(is_said);
    }

    /// Says which words of a row are struck through.
    fn say_struck(&mut self, given: &Given, shape: &Shape, sections: &mut [Section]) {
        for (index, cell) in given.cells.iter().enumerate() {
            let struck: Vec<String> =
                cell.paragraphs().map(Paragraph::struck).filter(|words| !words.is_empty()).collect();
            if struck.is_empty() {
                continue;
            }
            let spot = Spot::Cell(self.number, given.number, shape.heading(index));
            let doubt = self.doubts.add(spot, STRUCK, struck.join(" "));
            stands_beside(doubt, sections);
        }
    }

    /// Whether a row only repeats the headings, or numbers the columns.
    fn repeats(
        &mut self,
        given: &Given,
        headings: &[String],
        is_first: bool,
        sections: &mut [Section],
    ) -> bool {
        let words: Vec<String> = given.cells.iter().map(Placed::words).collect();
        let bare = |text: &String| text.to_lowercase().replace([' ', ':', '.'], "");
        let repeats = !headings.is_empty() && words.iter().map(bare).eq(headings.iter().map(bare));
        let numbers = words.len() > 2
            && is_first
            && words.iter().zip(1..).all(|(word, number): (_, usize)| *word == number.to_string());
        let message = match (repeats, numbers) {
            (true, _) => "Строка повторяет заголовки столбцов, она пропущена",
            (_, true) => "Строка с номерами столбцов, она пропущена",
            _ => return false,
        };
        let spot = Spot::Row(self.number, given.number);
        let doubt = self.doubts.add(spot, message, words.join(" | "));
        stands_beside(doubt, sections);
        true
    }

    /// Takes a row of indicators or talks that a page's end cut off the one above it: each of its cells begins in the middle of
    /// a sentence.
    fn goes_on(&mut self, given: &Given, shape: &Shape, sections: &mut [Section]) -> bool {
        let Some(row) = sections.last_mut().and_then(|section| section.rows.last_mut()) else { return false };
        let Some(above) = row.lines.last_mut() else { return false };
        let is_rest = |index: usize, cell: &Placed| {
            let text = cell::text(cell);
            let Cell::Text(before) = &above.cells[index] else { return false };
            cell::goes_on(&text) && (cell::is_cut(before) || cell::hangs(before))
        };
        let filled = || given.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let is_numbered = shape.column(Role::Number).is_some_and(|number| !given.cells[number].is_empty());
        let has_tables =
            filled().any(|(_, cell)| cell.cells.iter().any(|cell| cell.tables().next().is_some()));
        if is_numbered || has_tables || !filled().all(|(index, cell)| is_rest(index, cell)) {
            return false;
        }
        let mut seams = Vec::new();
        for (index, cell) in filled() {
            let text = cell::text(cell);
            if let Cell::Text(before) = &above.cells[index] {
                seams.push(format!("«{}» + «{}»", cell::end(before), squeezed(&text)));
            }
            append(&mut above.cells[index], Cell::Text(text), " ");
        }
        let message = "Строка, разорванная концом страницы, соединена с верхней";
        row.doubts.push(self.doubts.add(Spot::Row(self.number, given.number), message, seams.join("; ")));
        true
    }

    fn plain_row(&mut self, given: &Given, shape: &Shape, sections: &mut [Section]) {
        if self.goes_on(given, shape, sections) {
            return;
        }
        let mut doubts = self.merged(given, shape);
        let cells = given.cells.iter().map(|cell| Cell::Text(cell::text(cell)));
        let mut lines = vec![RowLine { cells: cells.collect(), talks: None, outcome: None }];
        self.talks(given, shape, &mut lines, &mut doubts);
        if given.cells.iter().any(Placed::continues) {
            let spot = Spot::Row(self.number, given.number);
            let message = "В строке есть ячейка, объединённая с верхней: здесь она пуста";
            doubts.push(self.doubts.add(spot, message, ""));
        }
        if let Some(section) = sections.last_mut() {
            section.rows.push(Row { lines, doubts });
        }
    }
}

/// Puts a doubt beside the last row so far, or beside the heading above it.
fn stands_beside(doubt: DoubtId, sections: &mut [Section]) {
    let Some(section) = sections.last_mut() else { return };
    match section.rows.last_mut() {
        Some(row) => row.doubts.push(doubt),
        None => section.doubts.push(doubt),
    }
}

/// What the rows of a table are.
fn kind(columns: &[Column], headings: &[String], may_be_indicators: bool) -> TableKind {
    let has = |role| columns.iter().any(|column: &Column| column.role == role);
    let speaks = |word: &str| columns.iter().any(|column| column.heading.to_lowercase().contains(word));
    let is_headed = headings.iter().any(|heading| heading.to_lowercase().contains("показател"));
    let indicates = is_headed || speaks("критери") || speaks("показател");
    if may_be_indicators && indicates && !has(Role::When) && !has(Role::Who) {
        return TableKind::Indicators;
    }
    let directions =
        columns.iter().filter(|column| column.heading.to_lowercase().contains("направлени")).count();
    let others = columns.iter().filter(|column| column.role == Role::Other).count();
    if has(Role::When) && !has(Role::What) && (directions >= 2 || others >= 2 && !has(Role::Who)) {
        return TableKind::Matrix;
    }
    TableKind::List
}

/// The columns of a table without a heading, by what stands in them.
pub(super) fn guessed(table: &document::Table, leaves: &[Leaf]) -> Vec<Column> {
    let texts = |index: usize| -> Vec<String> {
        let cells = table.rows.iter().filter_map(|row| placed(row, leaves).into_iter().nth(index));
        cells.map(|cell| cell.words()).filter(|words| !words.is_empty()).collect()
    };
    let year = SchoolYear::beginning(2024);
    let is_number = |text: &String| {
        let bare = text.trim_end_matches(['.', ')']);
        !bare.is_empty() && bare.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
    };
    let is_period = |text: &String| period::read(text, year, &Terms::default()).period != Period::Unread;
    let is_people = |text: &String| {
        let reading = people::read(text);
        reading.rest.is_empty() && !reading.persons.is_empty() || !reading.groups.is_empty()
    };
    let mostly = |texts: &[String], fits: &dyn Fn(&String) -> bool| {
        !texts.is_empty() && texts.iter().filter(|text| fits(text)).count() * 2 > texts.len()
    };
    let mut columns: Vec<Column> = Vec::new();
    for index in 0..leaves.len() {
        let texts = texts(index);
        let free = |role| columns.iter().all(|column: &Column| column.role != role);
        let role = if free(Role::Number) && mostly(&texts, &is_number) {
            Role::Number
        } else if free(Role::When) && mostly(&texts, &is_period) {
            Role::When
        } else if free(Role::Who) && mostly(&texts, &is_people) {
            Role::Who
        } else {
            Role::Other
        };
        let heading = match role {
            Role::Number => "№".to_owned(),
            Role::When => "Срок".to_owned(),
            Role::Who => "Ответственный".to_owned(),
            _ => format!("Столбец {}", index + 1),
        };
        let key = name(role, &heading, &columns);
        columns.push(Column { key, heading, role });
    }
    columns
}

/// Whether columns that are guessed by their cells may be those of the table above: as many, and periods in the same one.
fn goes_with(guessed: &[Column], above: &[Column]) -> bool {
    let when = |columns: &[Column]| columns.iter().position(|column| column.role == Role::When);
    let (found, expected) = (when(guessed), when(above));
    guessed.len() == above.len() && (found.is_none() || found == expected)
}

/// Whether most cells of a column are numbers of rows.
fn is_counted(table: &document::Table, first: usize, leaves: &[Leaf], index: usize) -> bool {
    let cells = table.rows[first..].iter().filter_map(|row| placed(row, leaves).into_iter().nth(index));
    let texts: Vec<String> = cells.map(|cell| cell.words()).filter(|words| !words.is_empty()).collect();
    let is_number =
        |text: &&String| text.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ')'));
    !texts.is_empty() && texts.iter().filter(is_number).count() * 2 > texts.len()
}
