//! A plan's file to the plan it describes: the tables, whose columns the author names, and the order of the document.

use std::fmt::Write;
use std::sync::Arc;

use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Place};
use crate::model::plan::{
    ActivityId, Approval, ApprovalKind, Cell, CellActivity, Column, Paragraphs, Plan, PlanPart, PlanRow,
    PlanSection, PlanTable, Role, RowLine, TableKind, Topic,
};
use crate::model::school_year::SchoolYear;
use crate::parse::raw::RawApproval;
use crate::parse::record::{
    self, Context, Decode, FieldSpec, Fields, Record, Rest, Text, normalized, record,
};
use crate::parse::yaml::{self, Key, Node, Value};
use crate::russian::transliteration::slug;

record! {
    /// `plans/2024-2025.yaml`
    RawPlan "в плане" {
        /// The school year; the file's name says it where the field does not.
        year: Option<Text> = "учебный год" | "school year",
        /// The document's title.
        title: Option<Text> = "название" | "title",
        /// The methodical theme.
        theme: Option<Block> = "тема" | "theme",
        /// The problem field.
        problems: Option<Block> = "проблемное поле" | "problems",
        /// The goals.
        goals: Option<Block> = "цели" | "goals",
        /// The tasks.
        tasks: Option<Block> = "задачи" | "tasks",
        /// The directions of work.
        directions: Option<Block> = "направления" | "directions",
        /// The regulating documents.
        documents: Option<Block> = "документы" | "documents",
        /// УТВЕРЖДАЮ
        approved: Option<RawApproval> = "утверждаю" | "approved",
        /// СОГЛАСОВАНО
        agreed: Option<RawApproval> = "согласовано" | "agreed",
        /// РАССМОТРЕНО
        considered: Option<RawApproval> = "рассмотрено" | "considered",
        /// ПРИНЯТО
        adopted: Option<RawApproval> = "принято" | "adopted",
        /// The indicators.
        indicators: Option<RawTable> = "показатели" | "indicators",
        /// Several tables, or one with a heading.
        tables: Vec<RawTable> = "таблицы" | "tables",
        /// The columns of the only table.
        columns: Option<Columns> = "столбцы" | "columns",
        /// The sections of the only table.
        sections: Vec<RawSection> = "разделы" | "sections",
        /// The activities of the only table.
        activities: Vec<RawRow> = "мероприятия" | "activities",
        /// The rows of the only table, a matrix.
        rows: Vec<RawLine> = "строки" | "rows",
    }
}

record! {
    /// A table of a plan.
    RawTable "в таблице плана" {
        /// What stands above it.
        heading: Option<Text> = "заголовок" | "heading",
        /// What stands below the heading.
        subheading: Option<Text> = "подзаголовок" | "subheading",
        /// Its columns.
        columns: Option<Columns> = "столбцы" | "columns",
        /// Its sections.
        sections: Vec<RawSection> = "разделы" | "sections",
        /// Its activities, where it has no sections.
        activities: Vec<RawRow> = "мероприятия" | "activities",
        /// Its rows, where it is a matrix or holds indicators or talks.
        rows: Vec<RawLine> = "строки" | "rows",
    }
}

record! {
    /// Rows under one heading.
    RawSection "в разделе плана" {
        /// Its number as written.
        number: Option<Text> = "номер" | "number",
        /// Its heading.
        heading: Option<Text> = "заголовок" | "heading",
        /// Its rows.
        activities: Vec<RawRow> = "мероприятия" | "activities",
    }
}

/// The key of activities that stand side by side in one row of the document, and its alias.
const TOGETHER: [&str; 2] = ["вместе", "together"];

record! {
    /// A line of a table: its own fields, and a cell for each column.
    RawLine "в мероприятии" {
        /// Its id, where the author gives one.
        code: Option<Text> = "код" | "code",
        /// The talks below it.
        talks: Option<RawTable> = "выступления" | "talks",
        /// Its cells.
        cells: Rest = "…" | "…",
    }
}

record! {
    /// An activity in a cell of a matrix.
    RawCellActivity "в мероприятии" {
        /// Its id, where the author gives one.
        code: Option<Text> = "код" | "code",
        /// What is to be done.
        what: Text = "что" | "what",
        /// Who does it.
        who: Option<Text> = "кто" | "who",
    }
}

record! {
    /// A labelled list of paragraphs.
    RawBlock "в этой части плана" {
        /// The document's own label.
        label: Option<Text> = "заголовок" | "heading",
        /// The paragraphs.
        items: Vec<Text> = "пункты" | "items",
    }
}

/// A block of paragraphs: one text, a list, or a list with the document's own label.
#[derive(Clone, Debug)]
pub struct Block {
    label: Option<String>,
    items: Vec<String>,
}

impl Decode for Block {
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        if matches!(node.value, Value::Mapping(_)) {
            let RawBlock { label, items, .. } = RawBlock::decode(node, context)?;
            return Some(Self { label: label.map(|label| label.value), items: values(items) });
        }
        Some(Self { label: None, items: values(Vec::<Text>::decode(node, context)?) })
    }
}

/// A row: one line, or several side by side.
#[derive(Clone, Debug)]
pub struct RawRow(Vec<RawLine>);

impl Decode for RawRow {
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let Value::Mapping(entries) = &node.value else {
            return RawLine::decode(node, context).map(|line| Self(vec![line]));
        };
        let is_together = |(key, _): &&(Key, Node)| TOGETHER.map(normalized).contains(&normalized(&key.text));
        let Some((_, lines)) = entries.iter().find(is_together) else {
            return RawLine::decode(node, context).map(|line| Self(vec![line]));
        };
        let mut lines = Vec::<RawLine>::decode(lines, context)?;
        // What stands beside the lines belongs to the whole row, and so to its first line.
        let shared = entries.iter().filter(|entry| !is_together(entry)).cloned();
        lines.first_mut()?.cells.0.extend(shared);
        Some(Self(lines))
    }
}

/// The columns of a table: their keys and headings in order.
#[derive(Clone, Debug)]
pub struct Columns(Vec<(String, Column)>);

impl Decode for Columns {
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let fields = Fields::of(node, context)?.take_rest();
        let columns = fields.into_iter().map(|(key, node)| {
            let heading = Text::decode(node, context)?.value;
            Some((key.text.clone(), Column { heading, role: role_of(&key.text) }))
        });
        columns.collect::<Option<Vec<_>>>().map(Self)
    }
}

/// The columns that mean something to the site; any other is the author's own.
const ROLES: [(Role, FieldSpec, &str); 5] = [
    (Role::Number, FieldSpec { key: "номер", alias: "number" }, "№ п/п"),
    (Role::What, FieldSpec { key: "что", alias: "what" }, "Мероприятие"),
    (Role::When, FieldSpec { key: "когда", alias: "when" }, "Срок"),
    (Role::Who, FieldSpec { key: "кто", alias: "who" }, "Ответственный"),
    (Role::Where, FieldSpec { key: "где", alias: "where" }, "Место"),
];

/// The keys of the header in no particular order, and the part of the document that each begins.
const TABLE_KEYS: [&str; 5] = ["таблицы", "столбцы", "разделы", "мероприятия", "строки"];

fn role_of(key: &str) -> Role {
    let key = normalized(key);
    let known = ROLES.iter().find(|(_, spec, _)| key == spec.key || key == spec.alias);
    known.map_or(Role::Other, |(role, ..)| *role)
}

/// A plan with what linking must know of it.
#[derive(Clone, Debug)]
pub struct ParsedPlan {
    /// The plan.
    pub plan: Plan,
    /// Where it says which year it is for.
    pub place: Place,
}

/// Reads the plan in the file `path`, whose name without extension is `stem`.
pub fn parse(path: &Arc<str>, text: &str, stem: &str) -> Checked<Option<ParsedPlan>> {
    let mut diagnostics = Diagnostics::default();
    let node = yaml::parse(path, text, 0, &mut diagnostics);
    let mut context = Context { path, diagnostics: &mut diagnostics };
    let value = node.and_then(|node| read(&node, stem, &mut context));
    Checked { value, diagnostics }
}

fn read(node: &Node, stem: &str, context: &mut Context) -> Option<ParsedPlan> {
    let mut fields = Fields::of(node, context)?;
    let order: Vec<String> = fields.order().to_vec();
    let raw = RawPlan::read(&mut fields, context);
    fields.refuse_rest::<RawPlan>(&[], context);
    let raw = raw?;
    let place = raw.year.as_ref().map_or_else(|| Place::file(context.path), |year| year.place.clone());
    let year = school_year(raw.year.as_ref(), stem, context);
    let parts = ordered_parts(raw, &order, context);
    if !parts.iter().any(|part| matches!(part, PlanPart::Table(_))) {
        context.diagnostics.push(
            Diagnostic::warning(Place::file(context.path), "В плане нет ни одного мероприятия")
                .hint("Перечислите их под «мероприятия:», каждое с новой строки, начиная с дефиса."),
        );
    }
    Some(ParsedPlan { plan: Plan { year: year?, parts }, place })
}

fn school_year(field: Option<&Text>, stem: &str, context: &mut Context) -> Option<SchoolYear> {
    let named = SchoolYear::parse(stem);
    let place = field.map_or_else(|| Place::file(context.path), |field| field.place.clone());
    let written = field.map(|field| SchoolYear::parse(&field.value));
    let mistake = match (written, named) {
        (Some(Some(written)), Some(named)) if written != named => {
            format!("Файл назван по {named} году, а внутри стоит {written}")
        }
        (Some(Some(year)), _) | (None, Some(year)) => return Some(year),
        (Some(None), _) => "Учебный год записан непонятно".to_owned(),
        (None, None) => "Не сказано, на какой учебный год план".to_owned(),
    };
    context.diagnostics.push(
        Diagnostic::error(place, mistake)
            .hint("Напишите «учебный год: 2024/2025» и назовите файл 2024-2025.yaml; второй год на единицу больше первого."),
    );
    None
}

/// The parts of the document in the order of the file; «место: после таблицы» moves an approval to the end.
fn ordered_parts(raw: RawPlan, order: &[String], context: &mut Context) -> Vec<PlanPart> {
    let mut parts: Vec<(usize, PlanPart)> = Vec::new();
    let position = |spec: &FieldSpec| {
        order.iter().position(|key| *key == normalized(spec.key) || *key == normalized(spec.alias))
    };
    let positions: Vec<usize> =
        RawPlan::FIELDS.iter().map(|spec| position(spec).unwrap_or(usize::MAX)).collect();
    let place = |key: &str| {
        let field = RawPlan::FIELDS.iter().position(|spec| spec.key == key);
        field.map_or(usize::MAX, |field| positions[field])
    };

    if let Some(title) = raw.title {
        parts.push((place("название"), PlanPart::Title(lines(&title.value))));
    }
    let blocks = [
        ("тема", Topic::Theme, raw.theme),
        ("проблемное поле", Topic::Problems, raw.problems),
        ("цели", Topic::Goals, raw.goals),
        ("задачи", Topic::Tasks, raw.tasks),
        ("направления", Topic::Directions, raw.directions),
        ("документы", Topic::Documents, raw.documents),
    ];
    for (key, topic, block) in blocks {
        parts.extend(block.map(|block| (place(key), PlanPart::Paragraphs(paragraphs(topic, block)))));
    }
    let approvals = [
        ("утверждаю", ApprovalKind::Approved, raw.approved),
        ("согласовано", ApprovalKind::Agreed, raw.agreed),
        ("рассмотрено", ApprovalKind::Considered, raw.considered),
        ("принято", ApprovalKind::Adopted, raw.adopted),
    ];
    for (key, kind, raw) in approvals {
        parts.extend(raw.map(|raw| approval(place(key), kind, raw, context)));
    }

    let mut tables =
        TableReader { path: Arc::clone(context.path), diagnostics: context.diagnostics, table: 0 };
    let only = RawTable {
        place: raw.place,
        heading: None,
        subheading: None,
        columns: raw.columns,
        sections: raw.sections,
        activities: raw.activities,
        rows: raw.rows,
    };
    let mut listed = raw.tables;
    if only.columns.is_some()
        || !(only.sections.is_empty() && only.activities.is_empty() && only.rows.is_empty())
    {
        listed.push(only);
    }
    let tables_at = TABLE_KEYS.iter().map(|key| place(key)).min().unwrap_or(usize::MAX);
    for table in listed {
        parts.push((tables_at, PlanPart::Table(tables.table(table))));
    }
    parts.extend(
        raw.indicators
            .map(|raw| (place("показатели"), PlanPart::Table(tables.plain(raw, TableKind::Indicators)))),
    );
    parts.sort_by_key(|(position, _)| *position);
    parts.into_iter().map(|(_, part)| part).collect()
}

fn paragraphs(topic: Topic, block: Block) -> Paragraphs {
    let label = block.label.unwrap_or_else(|| default_label(topic, block.items.len()).to_owned());
    Paragraphs { topic, label, items: block.items }
}

fn default_label(topic: Topic, items: usize) -> &'static str {
    match topic {
        Topic::Theme => "Тема",
        Topic::Problems => "Проблемное поле",
        Topic::Goals if items == 1 => "Цель",
        Topic::Goals => "Цели",
        Topic::Tasks => "Задачи",
        Topic::Directions => "Направления деятельности",
        Topic::Documents => "Регламентирующие документы",
    }
}

fn approval(
    position: usize,
    kind: ApprovalKind,
    raw: RawApproval,
    context: &mut Context,
) -> (usize, PlanPart) {
    let behind = match raw.position_in_document.as_ref().map(|place| normalized(&place.value)) {
        None => false,
        Some(place) if place.starts_with("после") => true,
        Some(place) if place.starts_with("до") || place.starts_with("перед") => false,
        Some(_) => {
            let place = raw.position_in_document.map_or(raw.place, |place| place.place);
            context.diagnostics.push(Diagnostic::error(place, "Непонятно, где стоит гриф").hint(
                "Напишите «место: после таблицы» или уберите строку: тогда гриф стоит там же, где в файле.",
            ));
            false
        }
    };
    let value = |text: Option<Text>| text.map(|text| text.value);
    let approval = Approval {
        kind,
        position: value(raw.position),
        who: value(raw.who),
        date: value(raw.date),
        ground: value(raw.ground),
    };
    (if behind { usize::MAX } else { position }, PlanPart::Approval(approval))
}

/// Tables to the model; `table` counts them, because a row's id begins with its table's number.
struct TableReader<'a> {
    path: Arc<str>,
    diagnostics: &'a mut Diagnostics,
    table: usize,
}

impl TableReader<'_> {
    /// A list with or without sections, or a matrix.
    fn table(&mut self, raw: RawTable) -> PlanTable {
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
    fn plain(&mut self, raw: RawTable, kind: TableKind) -> PlanTable {
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

/// An activity of a matrix: a text, or a text with the people behind it.
struct CellEntry {
    code: Option<Text>,
    what: String,
    who: Option<String>,
}

impl Decode for CellEntry {
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        if matches!(node.value, Value::Mapping(_)) {
            let RawCellActivity { code, what, who, .. } = RawCellActivity::decode(node, context)?;
            return Some(Self { code, what: what.value, who: who.map(|who| who.value) });
        }
        Some(Self { code: None, what: Text::decode(node, context)?.value, who: None })
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

fn is_of_column(key: &Key, (column, _): &(String, Column)) -> bool {
    let role = role_of(&key.text);
    normalized(&key.text) == normalized(column) || (role != Role::Other && role == role_of(column))
}

fn has_number(row: &RawRow) -> bool {
    row.0.iter().flat_map(|line| &line.cells.0).any(|(key, _)| role_of(&key.text) == Role::Number)
}

/// The columns of a list that declares none: those that it uses, in the usual order, numbers counted.
fn default_columns(sections: &[RawSection]) -> Vec<(String, Column)> {
    let lines = || sections.iter().flat_map(|section| &section.activities).flat_map(|row| &row.0);
    let used = |role| lines().flat_map(|line| &line.cells.0).any(|(key, _)| role_of(&key.text) == role);
    let always = |role| matches!(role, Role::Number | Role::What);
    let roles = ROLES.iter().filter(|(role, ..)| always(*role) || used(*role));
    roles
        .map(|(role, spec, heading)| {
            (spec.key.to_owned(), Column { heading: (*heading).to_owned(), role: *role })
        })
        .collect()
}

/// The columns of a table of rows that declares none: the keys of its rows.
fn undeclared_columns(rows: &[RawLine]) -> Vec<(String, Column)> {
    let mut columns: Vec<(String, Column)> = Vec::new();
    for (key, _) in rows.iter().flat_map(|row| &row.cells.0) {
        if !columns.iter().any(|column| is_of_column(key, column)) {
            columns.push((key.text.clone(), Column { heading: key.text.clone(), role: role_of(&key.text) }));
        }
    }
    columns
}

fn headings(raw: &RawTable) -> Vec<String> {
    [&raw.heading, &raw.subheading].into_iter().flatten().map(|text| text.value.clone()).collect()
}

fn headings_of(columns: Vec<(String, Column)>) -> Vec<Column> {
    columns.into_iter().map(|(_, column)| column).collect()
}

fn values(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}
