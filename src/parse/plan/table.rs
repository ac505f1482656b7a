//! A plan's table to the model: cells in their columns, activities with their ids.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use super::columns::{
    Columns, ROLES, default_columns, headings_of, is_of_column, role_of, undeclared_columns,
};
use super::ids::Ids;
use super::outcome::{OutcomeFields, StatedOutcome};
use super::rows::{CellEntry, RawLine, RawSection, RawTable, Rest, TOGETHER, has_number};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::plan::{
    ActivityId, Cell, CellActivity, Column, PlanRow, PlanSection, PlanTable, Role, RowLine, TableKind,
};
use crate::parse::field_name::{Known, likely, mixed_alphabets, normalized, unknown_field};
use crate::parse::record::{Absence, Context, Decode, REST, Record, Text, missing};
use crate::parse::yaml::{Key, Node};
use crate::russian::plural::plural;

/// Where a line stands in its table.
struct Spot<'s> {
    /// The place of its section: `1.2`.
    section: &'s str,
    /// The index of its section.
    index: usize,
    /// Its position among the lines of the section.
    position: usize,
    /// Whether it is the first line of its row.
    first: bool,
    /// The number to be written, where the author has numbered nothing.
    counted: Option<usize>,
}

/// A line of a matrix while its cells are read.
struct MatrixLine {
    section: String,
    place: Place,
    when: Option<Place>,
    /// How many activities it has so far.
    count: usize,
}

/// What linking must know of an activity and the model has no room for: where it stands in the file.
#[derive(Clone, Debug)]
pub struct ActivityNotes {
    /// The period that the author gives instead of the wording.
    pub period: Option<Text>,
    /// What came of it, as its author says.
    pub outcome: Option<StatedOutcome>,
    /// Why it was moved or cancelled.
    pub reason: Option<Text>,
    /// Where the activity begins.
    pub place: Place,
    /// Where its period stands.
    pub when: Option<Place>,
    /// Where its people stand.
    pub who: Option<Place>,
    /// Where its other words stand, what is to be done first.
    pub texts: Vec<Place>,
}

/// Where the parts of a list or a matrix stand.
#[derive(Clone, Debug)]
pub struct TableNotes {
    /// Its columns, where the author declares them and no field of a row is a mistake.
    pub columns: Vec<Place>,
    /// Its sections.
    pub sections: Vec<SectionNotes>,
}

/// Where the parts of a section stand.
#[derive(Clone, Debug)]
pub struct SectionNotes {
    /// Its beginning.
    pub place: Place,
    /// The numbers that the author has given to its rows, in order.
    pub numbers: Vec<Text>,
}

/// What linking must know of a plan besides the plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    /// Where its activities stand.
    pub(super) activities: BTreeMap<ActivityId, ActivityNotes>,
    /// Every field that names people.
    pub(super) people: Vec<Text>,
    /// Each list and matrix, in the order of the document.
    pub(super) tables: Vec<TableNotes>,
}

/// Tables to the model; `table` counts them, because a row's id begins with its table's number.
pub(super) struct TableReader<'a> {
    path: Arc<str>,
    text: &'a str,
    whole: bool,
    diagnostics: &'a mut Diagnostics,
    /// Whether the columns of this table could not be read.
    columns_lost: bool,
    table: usize,
    ids: Ids,
    /// Cells of the table being read that belong to none of its columns.
    unknown: Vec<Key>,
    notes: Notes,
}

impl<'a> TableReader<'a> {
    /// No tables yet; `signed` are the people of the approvals.
    pub(super) fn new(context: &'a mut Context, signed: Vec<Text>) -> Self {
        Self {
            path: Arc::clone(context.path),
            text: context.text,
            whole: context.whole,
            diagnostics: context.diagnostics,
            columns_lost: false,
            table: 0,
            ids: Ids::default(),
            unknown: Vec::new(),
            notes: Notes { people: signed, ..Notes::default() },
        }
    }

    /// Where the activities, the people and the parts of all tables stand.
    pub(super) fn into_notes(self) -> Notes {
        self.notes
    }

    /// A list with or without sections, or a matrix.
    pub(super) fn table(&mut self, raw: RawTable) -> PlanTable {
        self.table += 1;
        if !raw.rows.is_empty() {
            self.refuse_activities(&raw, "В одной таблице стоят и «строки», и мероприятия");
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
        let declared = raw.columns.as_ref().map(|columns| columns.place.clone());
        let places = raw.columns.as_ref().map(|columns| columns.places.clone()).unwrap_or_default();
        let columns = self.declared(raw.columns).unwrap_or_else(|| default_columns(&sections));
        if let Some(declared) = declared.as_ref().filter(|_| !self.columns_lost) {
            self.refuse_nameless(&columns, declared);
        }
        let notes =
            sections.iter().map(|section| SectionNotes { place: section.place.clone(), numbers: Vec::new() });
        self.notes.tables.push(TableNotes { columns: places, sections: notes.collect() });
        let outer = std::mem::take(&mut self.unknown);
        let sections = (1..)
            .zip(sections)
            .map(|(number, section)| self.section(number, section, &columns, counted))
            .collect();
        self.report_unknown(&columns, declared.as_ref());
        self.unknown = outer;
        PlanTable { headings, kind: TableKind::List, columns: headings_of(columns), sections }
    }

    /// The columns that a table declares.
    fn declared(&mut self, columns: Option<Columns>) -> Option<Vec<(String, Column)>> {
        self.columns_lost = columns.as_ref().is_some_and(|columns| columns.lost);
        columns.filter(|columns| !columns.lost).map(|columns| columns.named)
    }

    fn section(
        &mut self,
        index: usize,
        raw: RawSection,
        columns: &[(String, Column)],
        counted: bool,
    ) -> PlanSection {
        let section = format!("{}.{index}", self.table);
        let mut rows = Vec::new();
        let mut position = 0;
        for (row_number, row) in (1..).zip(raw.activities) {
            let mut lines: Vec<RowLine> = Vec::new();
            for line in row.0 {
                position += 1;
                let counted = (counted && lines.is_empty()).then_some(row_number);
                let spot =
                    Spot { section: &section, index: index - 1, position, first: lines.is_empty(), counted };
                lines.push(self.line(line, columns, &spot));
            }
            rows.push(PlanRow { lines });
        }
        let value = |text: Option<Text>| text.map(|text| text.value);
        PlanSection { number: value(raw.number), heading: value(raw.heading), rows }
    }

    fn line(&mut self, raw: RawLine, columns: &[(String, Column)], spot: &Spot) -> RowLine {
        let no_what = self.no_what(&raw, columns);
        let given = self.cells(raw.cells, columns);
        self.note_people(columns.iter().map(|(_, column)| column), &given);
        let column = |role| columns.iter().position(|(_, column)| column.role == role);
        let (what, number) = (column(Role::What), column(Role::Number));
        self.note_number(spot.index, number.and_then(|number| given[number].as_ref()));
        let texts = texts_of(columns, &given);
        let places: Vec<Option<Place>> =
            given.iter().map(|text| text.as_ref().map(|text| text.place.clone())).collect();
        let mut given: Vec<Option<String>> =
            given.into_iter().map(|text| text.map(|text| text.value)).collect();
        self.diagnostics.extend(no_what.filter(|_| what.is_some()));
        if let (Some(number), Some(counted)) = (number, spot.counted) {
            given[number] = Some(format!("{counted}."));
        }
        let number = number.and_then(|number| given[number].as_deref());
        let id = self.id(raw.code.as_ref(), spot.section, number, spot.position);
        let place_of = |role| column(role).and_then(|column| places[column].clone());
        let (when, who) = (place_of(Role::When), place_of(Role::Who));
        let RawLine { held, moved, cancelled, reason, .. } = raw;
        let (outcome, reason) = OutcomeFields { held, moved, cancelled, reason }.stated(self.diagnostics);
        let place = raw.place.clone();
        let notes = ActivityNotes { period: raw.period, outcome, reason, place, when, who, texts };
        self.notes.activities.insert(id.clone(), notes);
        if what.is_none() {
            self.refuse_talks(raw.talks.as_ref());
        }
        let mut agenda = raw.talks.map(|talks| Box::new(self.plain(talks, TableKind::Talks)));
        let cells = columns.iter().zip(given).map(|((_, column), text)| match (text, column.role) {
            (text, Role::What) if agenda.is_some() => {
                agenda.take().map_or(Cell::Continued, |table| Cell::Agenda(text.unwrap_or_default(), table))
            }
            (Some(text), _) => Cell::Text(text),
            (None, _) if spot.first => Cell::Text(String::new()),
            (None, _) => Cell::Continued,
        });
        RowLine { id, cells: cells.collect() }
    }

    /// The mistake of an activity that says nowhere what is to be done.
    fn no_what(&self, raw: &RawLine, columns: &[(String, Column)]) -> Option<Diagnostic> {
        let fields = || raw.cells.fields.iter();
        let known = known_cells(columns);
        let is_meant = |key: &Key| {
            let of_column = columns.iter().any(|column| is_of_column(key, column));
            let meant = likely(&key.text, &known).filter(|_| !of_column);
            meant.is_some_and(|meant| role_of(meant.name) == Role::What || meant.name == TOGETHER.key)
        };
        let what = fields().find(|(key, _)| role_of(&key.text) == Role::What);
        match what {
            Some((_, node)) if !node.is_empty() => None,
            Some(_) if raw.cells.has_gap() => None,
            Some((key, _)) => Some(missing("что", &Absence::Empty(self.key_place(key)))),
            None if raw.cells.has_gap() || fields().any(|(key, _)| is_meant(key)) => None,
            None => Some(
                Diagnostic::error(
                    raw.place.clone(),
                    "Не сказано, что делается: у мероприятия нет поля «что»",
                )
                .hint("Добавьте строку «что: …»."),
            ),
        }
    }

    fn note_number(&mut self, section: usize, number: Option<&Text>) {
        let notes = self.notes.tables.last_mut().and_then(|table| table.sections.get_mut(section));
        if let (Some(notes), Some(number)) = (notes, number.filter(|number| !number.value.is_empty())) {
            notes.numbers.push(number.clone());
        }
    }

    fn id(
        &mut self,
        code: Option<&Text>,
        section: &str,
        number: Option<&str>,
        position: usize,
    ) -> ActivityId {
        let coded =
            code.and_then(|code| self.ids.coded(code).map_err(|mistake| self.diagnostics.push(mistake)).ok());
        coded.unwrap_or_else(|| self.ids.numbered(section, number, position))
    }

    /// What a table of this kind does not read must not be lost without a word.
    fn refuse_activities(&mut self, raw: &RawTable, message: &str) {
        let section = raw.sections.first().map(|section| &section.place);
        let activity = raw.activities.first().and_then(|row| row.0.first()).map(|line| &line.place);
        if let Some(place) = section.or(activity) {
            self.diagnostics.push(
                Diagnostic::error(place.clone(), message)
                    .hint("Оставьте что-то одно: «строки» для сетки и показателей, «разделы» или «мероприятия» для списка."),
            );
        }
    }

    /// A list whose columns do not say which of them names the activity would fill the calendar with empty lines.
    fn refuse_nameless(&mut self, columns: &[(String, Column)], declared: &Place) {
        if columns.iter().all(|(_, column)| column.role != Role::What) {
            self.diagnostics.push(
                Diagnostic::error(declared.clone(), "Среди столбцов нет «что»")
                    .reason("Без него мероприятие встало бы в календарь без названия.")
                    .hint("Столбец, в котором названо мероприятие, назовите слева «что», например «что: Мероприятие», и в мероприятиях тоже."),
            );
        }
    }

    fn refuse_talks(&mut self, talks: Option<&RawTable>) {
        if let Some(talks) = talks {
            self.diagnostics.push(
                Diagnostic::error(talks.place.clone(), "Выступления здесь негде показать")
                    .hint("Выступления пишут у мероприятия списка, в котором есть столбец «что»."),
            );
        }
    }

    /// An outcome is that of one activity.
    fn refuse_outcome(&mut self, line: &RawLine) {
        let RawLine { held, moved, cancelled, reason, .. } = line;
        if let Some(text) = [held, moved, cancelled, reason].into_iter().flatten().next() {
            self.diagnostics.push(
                Diagnostic::error(text.place.clone(), "Итог стоит не у мероприятия")
                    .hint("«проведено», «перенесено» и «отменено» пишут у мероприятия, рядом с его «что»."),
            );
        }
    }

    /// Indicators and talks: rows of text and nothing else.
    pub(super) fn plain(&mut self, raw: RawTable, kind: TableKind) -> PlanTable {
        self.refuse_activities(&raw, "Здесь перечисляют «строки», а не мероприятия");
        let headings = headings(&raw);
        let declared = raw.columns.as_ref().map(|columns| columns.place.clone());
        let columns = self.declared(raw.columns).unwrap_or_else(|| undeclared_columns(&raw.rows));
        let outer = std::mem::take(&mut self.unknown);
        let mut rows = Vec::new();
        for row in raw.rows {
            self.refuse_talks(row.talks.as_ref());
            self.refuse_outcome(&row);
            let cells = self.cells(row.cells, &columns);
            self.note_people(columns.iter().map(|(_, column)| column), &cells);
            let cells = cells.into_iter();
            let cells =
                cells.map(|text| Cell::Text(text.map(|text| text.value).unwrap_or_default())).collect();
            rows.push(PlanRow { lines: vec![RowLine { id: ActivityId(String::new()), cells }] });
        }
        self.report_unknown(&columns, declared.as_ref());
        self.unknown = outer;
        let section = PlanSection { number: None, heading: None, rows };
        PlanTable { headings, kind, columns: headings_of(columns), sections: vec![section] }
    }

    fn matrix(&mut self, raw: RawTable) -> PlanTable {
        let headings = headings(&raw);
        let declared = raw.columns.as_ref().map(|columns| columns.place.clone());
        let mut columns = self.declared(raw.columns).unwrap_or_else(|| undeclared_columns(&raw.rows));
        for (_, column) in &mut columns {
            column.role = if column.role == Role::Other { Role::Direction } else { column.role };
        }
        let mut rows = Vec::new();
        for (position, row) in (1..).zip(raw.rows) {
            self.refuse_talks(row.talks.as_ref());
            self.refuse_outcome(&row);
            let table = self.table.to_string();
            let id = self.id(row.code.as_ref(), &table, None, position);
            let mut cells = Vec::new();
            let nodes = self.nodes(row.cells, &columns);
            let place_of = |node: &Node| Place::new(&self.path, node.span.clone());
            let dated = columns.iter().position(|(_, column)| column.role == Role::When);
            let when = dated.and_then(|dated| nodes[dated].as_ref()).map(place_of);
            let section = format!("{table}.{position}");
            let mut line = MatrixLine { section, place: row.place, when, count: 0 };
            for ((_, column), node) in columns.iter().zip(nodes) {
                cells.push(self.matrix_cell(column, node.as_ref(), &mut line));
            }
            rows.push(PlanRow { lines: vec![RowLine { id, cells }] });
        }
        self.report_unknown(&columns, declared.as_ref());
        self.notes.tables.push(TableNotes { columns: Vec::new(), sections: Vec::new() });
        let section = PlanSection { number: None, heading: None, rows };
        PlanTable {
            headings,
            kind: TableKind::Matrix,
            columns: headings_of(columns),
            sections: vec![section],
        }
    }

    /// A cell of a matrix.
    fn matrix_cell(&mut self, column: &Column, node: Option<&Node>, line: &mut MatrixLine) -> Cell {
        let path = Arc::clone(&self.path);
        let mut context =
            Context { path: &path, text: self.text, whole: self.whole, diagnostics: self.diagnostics };
        let node = node.filter(|node| !node.is_empty());
        if column.role != Role::Direction {
            let text = node.and_then(|node| Text::decode(node, &mut context));
            self.note_people(std::iter::once(column), std::slice::from_ref(&text));
            return Cell::Text(text.map(|text| text.value).unwrap_or_default());
        }
        let entries = node.and_then(|node| Vec::<CellEntry>::decode(node, &mut context)).unwrap_or_default();
        let activities = entries.into_iter().map(|CellEntry { code, period, outcome, what, who }| {
            line.count += 1;
            let id = self.id(code.as_ref(), &line.section, None, line.count);
            self.notes.people.extend(who.clone());
            let who_place = who.as_ref().map(|who| who.place.clone());
            let (outcome, reason) = outcome.stated(self.diagnostics);
            let notes = ActivityNotes {
                period,
                outcome,
                reason,
                place: line.place.clone(),
                when: line.when.clone(),
                who: who_place,
                texts: vec![what.place],
            };
            self.notes.activities.insert(id.clone(), notes);
            CellActivity { id, what: what.value, who: who.map(|who| who.value) }
        });
        Cell::Activities(activities.collect())
    }

    fn note_people<'c>(&mut self, columns: impl Iterator<Item = &'c Column>, cells: &[Option<Text>]) {
        let named = columns.zip(cells).filter(|(column, _)| column.role == Role::Who);
        self.notes.people.extend(named.filter_map(|(_, cell)| cell.clone()));
    }

    /// The text of each column's cell; what belongs to no column is a mistake.
    fn cells(&mut self, rest: Rest, columns: &[(String, Column)]) -> Vec<Option<Text>> {
        let path = Arc::clone(&self.path);
        let nodes = self.nodes(rest, columns);
        let mut context =
            Context { path: &path, text: self.text, whole: self.whole, diagnostics: self.diagnostics };
        let decode = |node: &Option<Node>| Text::decode(node.as_ref()?, &mut context);
        let texts: Vec<Option<Text>> = nodes.iter().map(decode).collect();
        if nodes.iter().zip(&texts).any(|(node, text)| node.is_some() && text.is_none()) {
            self.forget_columns();
        }
        texts
    }

    fn nodes(&mut self, rest: Rest, columns: &[(String, Column)]) -> Vec<Option<Node>> {
        let mut nodes: Vec<Option<Node>> = columns.iter().map(|_| None).collect();
        for (key, node) in rest.fields {
            match columns.iter().position(|column| is_of_column(&key, column)) {
                Some(column) if nodes[column].is_some() => self.diagnostics.push(
                    Diagnostic::error(self.key_place(&key), format!("Поле «{}» записано дважды", key.text))
                        .hint("Оставьте одну из записей."),
                ),
                Some(column) => {
                    self.diagnostics.extend(mixed_alphabets(&self.path, self.text, &key));
                    nodes[column] = Some(node);
                }
                None if self.columns_lost => {}
                None => self.unknown.push(key),
            }
        }
        nodes
    }

    /// Reports the cells of a table that belong to none of its columns. What several rows have is a column that was
    /// forgotten or misspelt where the columns are declared: one mistake, not one for each row.
    fn report_unknown(&mut self, columns: &[(String, Column)], declared: Option<&Place>) {
        let mut unknown: BTreeMap<String, Vec<Key>> = BTreeMap::new();
        for key in std::mem::take(&mut self.unknown) {
            unknown.entry(normalized(&key.text)).or_default().push(key);
        }
        // A column may seem empty only because its name is misspelt in a row.
        if !unknown.is_empty() {
            self.forget_columns();
        }
        for keys in unknown.into_values() {
            let mut mistake = self.unknown_cell(&keys[0], columns);
            if let (Some(declared), rows @ 2..) = (declared, keys.len() as u64) {
                let name = &keys[0].text;
                let rows = format!("{rows} {}", plural(rows, "мероприятие", "мероприятия", "мероприятий"));
                mistake = Diagnostic::error(
                    declared.clone(),
                    format!("В таблице нет столбца «{name}», а поле «{name}» есть: {rows}"),
                )
                .hint(format!(
                    "Добавьте столбец или исправьте название одного из этих: «{name}: заголовок столбца»."
                ));
            }
            self.diagnostics.push(mistake);
        }
    }

    /// Nobody knows which columns are filled: a mistake that keeps a cell from being read has been reported.
    fn forget_columns(&mut self) {
        if let Some(table) = self.notes.tables.last_mut() {
            table.columns.clear();
        }
    }

    fn unknown_cell(&self, key: &Key, columns: &[(String, Column)]) -> Diagnostic {
        let known = known_cells(columns);
        let mut mistake = unknown_field(&self.path, self.text, key, "в мероприятии", known.into_iter());
        if role_of(&key.text) != Role::Other {
            mistake.message = format!("В таблице нет столбца «{}»", key.text);
            mistake.hint = Some(format!("Добавьте его в «столбцы»: «{}: заголовок столбца».", key.text));
            mistake.correction = None;
        } else if let Some(hint) = mistake.hint.as_mut().filter(|hint| hint.starts_with("Здесь")) {
            let _ = write!(hint, " Свой столбец добавьте в «столбцы»: «{}: заголовок столбца».", key.text);
        }
        mistake
    }

    fn key_place(&self, key: &Key) -> Place {
        Place::new(&self.path, key.span.clone())
    }
}

/// The names that the cells and the own fields of an activity may have, each once.
fn known_cells<'c>(columns: &'c [(String, Column)]) -> Vec<Known<'c>> {
    let declared = columns.iter().map(|(key, _)| Known::only(key));
    let usual = ROLES.iter().map(|(_, spec, _)| Known::from(spec));
    let own = RawLine::FIELDS.iter().filter(|spec| spec.key != REST).chain([&TOGETHER]);
    let own = own.map(|spec| Known::only(spec.key));
    let mut known: Vec<Known<'c>> = Vec::new();
    for name in declared.chain(usual).chain(own) {
        if !known.iter().any(|other| normalized(other.name) == normalized(name.name)) {
            known.push(name);
        }
    }
    known
}

/// Where the words of a line stand that are neither its number nor its period nor its people, what is to be done first.
fn texts_of(columns: &[(String, Column)], given: &[Option<Text>]) -> Vec<Place> {
    let named = || columns.iter().map(|(_, column)| column.role).zip(given);
    let of = move |wanted: &'static [Role]| {
        named().filter(|(role, _)| wanted.contains(role)).filter_map(|(_, text)| text.as_ref())
    };
    of(&[Role::What]).chain(of(&[Role::Where, Role::Other])).map(|text| text.place.clone()).collect()
}

fn headings(raw: &RawTable) -> Vec<String> {
    [&raw.heading, &raw.subheading].into_iter().flatten().map(|text| text.value.clone()).collect()
}
