//! A plan's table to the model: cells in their columns, activities with their ids.

use std::fmt::Write;
use std::sync::Arc;

use super::columns::{ROLES, default_columns, headings_of, is_of_column, role_of, undeclared_columns};
use super::rows::{CellEntry, RawLine, RawSection, RawTable, has_number};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::plan::{
    ActivityId, Cell, CellActivity, Column, PlanRow, PlanSection, PlanTable, Role, RowLine, TableKind,
};
use crate::parse::record::{self, Context, Decode, Rest, Text};
use crate::parse::yaml::{Key, Node};
use crate::russian::transliteration::slug;

/// Tables to the model; `table` counts them, because a row's id begins with its table's number.
pub(super) struct TableReader<'a> {
    pub(super) path: Arc<str>,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) table: usize,
}

impl TableReader<'_> {
    /// A list with or without sections, or a matrix.
    pub(super) fn table(&mut self, raw: RawTable) -> PlanTable {
        self.table += 1;
        if !raw.rows.is_empty() {
            return self.matrix(raw);
        }
        let headings = headings(&raw);
        let mut sections = raw.sections;
        if !raw.activities.is_empty() {
            let untitled =
                RawSection { place: raw.place, number: None, heading: None, activities: raw.activities };
            sections.insert(0, untitled);
        }
        let counted = !sections.iter().flat_map(|section| &section.activities).any(has_number);
        let columns = raw.columns.map_or_else(|| default_columns(&sections), |columns| columns.0);
        let sections = (1..)
            .zip(sections)
            .map(|(number, section)| self.section(number, section, &columns, counted))
            .collect();
        PlanTable { headings, kind: TableKind::List, columns: headings_of(columns), sections }
    }

    fn section(
        &mut self,
        index: usize,
        raw: RawSection,
        columns: &[(String, Column)],
        counted: bool,
    ) -> PlanSection {
        let mut ids = SectionIds { prefix: format!("{}.{index}", self.table), taken: Vec::new() };
        let mut rows = Vec::new();
        for (position, row) in (1..).zip(raw.activities) {
            let mut lines: Vec<RowLine> = Vec::new();
            for line in row.0 {
                let first = lines.is_empty();
                lines.push(self.line(line, columns, counted.then_some(position), first, &mut ids));
            }
            rows.push(PlanRow { lines });
        }
        let value = |text: Option<Text>| text.map(|text| text.value);
        PlanSection { number: value(raw.number), heading: value(raw.heading), rows }
    }

    fn line(
        &mut self,
        raw: RawLine,
        columns: &[(String, Column)],
        counted: Option<usize>,
        first: bool,
        ids: &mut SectionIds,
    ) -> RowLine {
        let place = raw.place.clone();
        let mut given = self.cells(raw.cells, columns);
        if let Some(what) = columns.iter().position(|(_, column)| column.role == Role::What)
            && given[what].is_none()
        {
            self.diagnostics.push(
                Diagnostic::error(place, "Не сказано, что делается: у мероприятия нет поля «что»")
                    .hint("Добавьте строку «что: …»."),
            );
        }
        let number = columns.iter().position(|(_, column)| column.role == Role::Number);
        if let (Some(number), Some(position)) = (number, counted)
            && first
        {
            given[number] = Some(format!("{position}."));
        }
        let id = ids.next(raw.code, number.and_then(|number| given[number].as_deref()));
        let mut agenda = raw.talks.map(|talks| Box::new(self.plain(talks, TableKind::Talks)));
        let cells = columns.iter().zip(given).map(|((_, column), text)| match (text, column.role) {
            (text, Role::What) if agenda.is_some() => {
                agenda.take().map_or(Cell::Continued, |table| Cell::Agenda(text.unwrap_or_default(), table))
            }
            (Some(text), _) => Cell::Text(text),
            (None, _) if first => Cell::Text(String::new()),
            (None, _) => Cell::Continued,
        });
        RowLine { id, cells: cells.collect() }
    }

    /// Indicators and talks: rows of text and nothing else.
    pub(super) fn plain(&mut self, raw: RawTable, kind: TableKind) -> PlanTable {
        let headings = headings(&raw);
        let columns = raw.columns.map_or_else(|| undeclared_columns(&raw.rows), |columns| columns.0);
        let mut rows = Vec::new();
        for row in raw.rows {
            let cells = self.cells(row.cells, &columns).into_iter();
            let cells = cells.map(|text| Cell::Text(text.unwrap_or_default())).collect();
            rows.push(PlanRow { lines: vec![RowLine { id: ActivityId(String::new()), cells }] });
        }
        let section = PlanSection { number: None, heading: None, rows };
        PlanTable { headings, kind, columns: headings_of(columns), sections: vec![section] }
    }

    fn matrix(&mut self, raw: RawTable) -> PlanTable {
        let headings = headings(&raw);
        let mut columns = raw.columns.map_or_else(|| undeclared_columns(&raw.rows), |columns| columns.0);
        for (_, column) in &mut columns {
            column.role = if column.role == Role::Other { Role::Direction } else { column.role };
        }
        let mut rows = Vec::new();
        for (position, row) in (1..).zip(raw.rows) {
            let mut ids = SectionIds { prefix: format!("{}.{position}", self.table), taken: Vec::new() };
            let id = ActivityId(ids.prefix.clone());
            let mut cells = Vec::new();
            for ((_, column), node) in columns.iter().zip(self.nodes(row.cells, &columns)) {
                cells.push(self.matrix_cell(column, node.as_ref(), &mut ids));
            }
            rows.push(PlanRow { lines: vec![RowLine { id, cells }] });
        }
        let section = PlanSection { number: None, heading: None, rows };
        PlanTable {
            headings,
            kind: TableKind::Matrix,
            columns: headings_of(columns),
            sections: vec![section],
        }
    }

    fn matrix_cell(&mut self, column: &Column, node: Option<&Node>, ids: &mut SectionIds) -> Cell {
        let path = Arc::clone(&self.path);
        let mut context = Context { path: &path, diagnostics: self.diagnostics };
        let Some(node) = node else {
            let empty = column.role == Role::Direction;
            return if empty { Cell::Activities(Vec::new()) } else { Cell::Text(String::new()) };
        };
        if column.role != Role::Direction {
            let text = Text::decode(node, &mut context).map(|text| text.value);
            return Cell::Text(text.unwrap_or_default());
        }
        let activities = Vec::<CellEntry>::decode(node, &mut context).unwrap_or_default();
        let activities = activities.into_iter().map(|CellEntry { code, what, who }| CellActivity {
            id: ids.next(code, None),
            what,
            who,
        });
        Cell::Activities(activities.collect())
    }

    /// The text of each column's cell; what belongs to no column is a mistake.
    fn cells(&mut self, rest: Rest, columns: &[(String, Column)]) -> Vec<Option<String>> {
        let path = Arc::clone(&self.path);
        let nodes = self.nodes(rest, columns);
        let mut context = Context { path: &path, diagnostics: self.diagnostics };
        nodes.into_iter().map(|node| Some(Text::decode(&node?, &mut context)?.value)).collect()
    }

    fn nodes(&mut self, rest: Rest, columns: &[(String, Column)]) -> Vec<Option<Node>> {
        let mut nodes: Vec<Option<Node>> = columns.iter().map(|_| None).collect();
        for (key, node) in rest.0 {
            match columns.iter().position(|column| is_of_column(&key, column)) {
                Some(column) if nodes[column].is_some() => self.diagnostics.push(
                    Diagnostic::error(self.key_place(&key), format!("Поле «{}» записано дважды", key.text))
                        .hint("Оставьте одну из записей."),
                ),
                Some(column) if !node.is_empty() => nodes[column] = Some(node),
                Some(_) => {}
                None => self.unknown_cell(&key, columns),
            }
        }
        nodes
    }

    fn unknown_cell(&mut self, key: &Key, columns: &[(String, Column)]) {
        let declared = columns.iter().map(|(key, _)| key.as_str());
        let usual = ROLES.iter().map(|(_, spec, _)| spec.key);
        let own = ["код", "вместе", "выступления"];
        let mut mistake =
            record::unknown_field(&self.path, key, "в мероприятии", declared.chain(usual).chain(own));
        if role_of(&key.text) != Role::Other {
            mistake.message = format!("В таблице нет столбца «{}»", key.text);
            mistake.hint = Some(format!("Добавьте его в «столбцы»: «{}: заголовок столбца».", key.text));
        } else if let Some(hint) = mistake.hint.as_mut().filter(|hint| hint.starts_with("Здесь")) {
            let _ = write!(hint, " Свой столбец добавьте в «столбцы»: «{}: заголовок столбца».", key.text);
        }
        self.diagnostics.push(mistake);
    }

    fn key_place(&self, key: &Key) -> Place {
        Place::new(&self.path, key.span.clone())
    }
}

/// Gives each activity of a section its id: the author's code, else its number, else its position.
struct SectionIds {
    prefix: String,
    taken: Vec<String>,
}

impl SectionIds {
    fn next(&mut self, code: Option<Text>, number: Option<&str>) -> ActivityId {
        let position = self.taken.len() + 1;
        let wanted = match (code, number.map(slug)) {
            (Some(code), _) => slug(&code.value),
            (None, Some(number)) if !number.is_empty() => format!("{}.{number}", self.prefix),
            _ => format!("{}.{position}", self.prefix),
        };
        let repeats = (2..).map(|repeat| format!("{wanted}-{repeat}"));
        let free = std::iter::once(wanted.clone()).chain(repeats).find(|id| !self.taken.contains(id));
        let id = free.unwrap_or(wanted);
        self.taken.push(id.clone());
        ActivityId(id)
    }
}

fn headings(raw: &RawTable) -> Vec<String> {
    [&raw.heading, &raw.subheading].into_iter().flatten().map(|text| text.value.clone()).collect()
}
