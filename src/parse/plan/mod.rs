//! A plan's file to the plan it describes: its header in the order of the document, and its tables.

pub mod codes;
pub mod columns;
mod ids;
pub mod outcome;
pub mod position;
pub mod rows;
mod table;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Lint, Place};
use crate::model::plan::{ActivityId, Approval, ApprovalKind, Paragraphs, Plan, PlanPart, TableKind, Topic};
use crate::parse::date;
use crate::parse::field_name::normalized;
use crate::parse::raw::RawApproval;
use crate::parse::record::{
    self, Context, Decode, FieldSpec, Fields, Given, Record, Source, Text, record, shape_of,
};
use crate::parse::shape::Shape;
use crate::parse::silenced::SilencedHere;
use crate::parse::yaml::{self, Node, Value};
use crate::period::SchoolYear;

use columns::Columns;
use position::InDocument;
use rows::{RawLine, RawRow, RawSection, RawTable};
use table::{Notes, TableReader};

pub use table::{ActivityNotes, SectionNotes, TableNotes};

record! {
    /// `plans/2024-2025.yaml`
    RawPlan "в плане" {
        /// The school year; the file's name says it where the field does not.
        year: Given<Text> = "учебный год" | "school year":
            "Учебный год, например 2026/2027. Если строки нет, он берётся из имени файла.",
        /// The document's title.
        title: Option<Text> = "название" | "title": "Название документа; несколько строк начинают знаком |.",
        /// The methodical theme.
        theme: Option<Block> = "тема" | "theme": "Методическая тема.",
        /// The problem field.
        problems: Option<Block> = "проблемное поле" | "problems":
            "Проблемы, над которыми работает объединение: одна или список.",
        /// The goals.
        goals: Option<Block> = "цели" | "goals": "Цели: одна или список.",
        /// The tasks.
        tasks: Option<Block> = "задачи" | "tasks": "Задачи: одна или список.",
        /// The directions of work.
        directions: Option<Block> = "направления" | "directions":
            "Направления деятельности: одно или список.",
        /// The regulating documents.
        documents: Option<Block> = "документы" | "documents":
            "Документы, на которые опирается план: один или список.",
        /// The notes.
        notes: Option<Block> = "примечания" | "notes":
            "Примечания, чаще всего под таблицей: одно или список.",
        /// УТВЕРЖДАЮ
        approved: Option<RawApproval> = "утверждаю" | "approved": "Гриф «УТВЕРЖДАЮ».",
        /// СОГЛАСОВАНО
        agreed: Option<RawApproval> = "согласовано" | "agreed": "Гриф «СОГЛАСОВАНО».",
        /// РАССМОТРЕНО
        considered: Option<RawApproval> = "рассмотрено" | "considered": "Гриф «РАССМОТРЕНО».",
        /// ПРИНЯТО
        adopted: Option<RawApproval> = "принято" | "adopted": "Гриф «ПРИНЯТО».",
        /// The indicators.
        indicators: Option<RawTable> = "показатели" | "indicators": "Таблица показателей результативности.",
        /// Several tables, or one with a heading.
        tables: Vec<RawTable> = "таблицы" | "tables":
            "Таблицы, если их несколько или у таблицы есть заголовок.",
        /// The columns of the only table.
        columns: Option<Columns> = "столбцы" | "columns":
            "Столбцы таблицы по порядку: слева имя поля, справа заголовок, как в документе.",
        /// The sections of the only table.
        sections: Vec<RawSection> = "разделы" | "sections":
            "Разделы таблицы, каждый с дефисом, со своими мероприятиями.",
        /// The activities of the only table.
        activities: Vec<RawRow> = "мероприятия" | "activities":
            "Мероприятия, каждое с дефисом, если разделов нет.",
        /// The rows of the only table, a matrix.
        rows: Vec<RawLine> = "строки" | "rows":
            "Строки плана-сетки: слева дата, а в столбцах направления с мероприятиями.",
        /// Doubts that are switched off in this file.
        silenced: SilencedHere = "не предупреждать" | "allow": "Предупреждения, выключенные в этом файле.",
    }
}

record! {
    /// A labelled list of paragraphs.
    RawBlock "в этой части плана" {
        /// The document's own label.
        label: Option<Text> = "заголовок" | "heading":
            "Заголовок, как в документе, например: Задачи деятельности ММО.",
        /// The paragraphs.
        items: Vec<Text> = "пункты" | "items": "Пункты, каждый с дефисом.",
    }
}

/// A block of paragraphs: one text, a list, or a list with the document's own label.
#[derive(Clone, Debug)]
pub struct Block {
    label: Option<String>,
    items: Vec<String>,
}

impl Decode for Block {
    fn shape() -> Shape {
        Shape::RecordOr(shape_of::<RawBlock>("RawBlock"), Box::new(Vec::<Text>::shape()))
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        if matches!(node.value, Value::Mapping(_)) {
            let RawBlock { label, items, .. } = RawBlock::decode(node, context)?;
            return Some(Self { label: label.map(|label| label.value), items: values(items) });
        }
        if let Value::Sequence(items) = &node.value
            && node.in_brackets
            && items.len() > 1
        {
            context.diagnostics.push(split_by_commas(node, items, context));
            return Some(Self { label: None, items: Vec::new() });
        }
        Some(Self { label: None, items: values(Vec::<Text>::decode(node, context)?) })
    }
}

/// Prose in square brackets falls apart at its commas; what was meant is a list, or one text.
fn split_by_commas(node: &Node, items: &[Node], context: &Context) -> Diagnostic {
    let items: Vec<&str> = items.iter().map(|item| &context.text[item.span.clone()]).collect();
    Diagnostic::error(
        Place::new(context.path, node.span.clone()),
        "Текст в квадратных скобках распался по запятым на части",
    )
    .hint("Напишите каждый пункт с новой строки, начиная с дефиса; один общий текст заключите в кавычки:")
    .correction(context.line_with(&node.span, &format!("\n  - {}", items.join("\n  - "))))
}

/// The keys of a plan's only table.
const TABLE_KEYS: [&str; 4] = ["столбцы", "разделы", "мероприятия", "строки"];

/// The keys under which a plan has activities or rows.
const TABLES: [&str; 5] = ["таблицы", "показатели", "разделы", "мероприятия", "строки"];

/// A plan with what linking must know of it.
#[derive(Clone, Debug)]
pub struct ParsedPlan {
    /// The plan.
    pub plan: Plan,
    /// Where it says which year it is for.
    pub place: Place,
    /// Where its activities stand.
    pub notes: BTreeMap<ActivityId, ActivityNotes>,
    /// Every field of it that names people, the signatures included.
    pub people: Vec<Text>,
    /// Where its other parts stand.
    pub outline: Outline,
}

/// Where the parts of a plan stand that are no activities.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The title and the headings of its tables.
    pub titles: Vec<Place>,
    /// The dates of its approvals.
    pub approvals: BTreeMap<ApprovalKind, Place>,
    /// Its lists and matrices, in the order of the document.
    pub tables: Vec<TableNotes>,
}

impl Outline {
    fn of(raw: &RawPlan) -> Self {
        let headings = raw.tables.iter().flat_map(|table| [&table.heading, &table.subheading]);
        let titles = std::iter::once(&raw.title).chain(headings).flatten().map(|text| text.place.clone());
        let approvals = [
            (ApprovalKind::Approved, &raw.approved),
            (ApprovalKind::Agreed, &raw.agreed),
            (ApprovalKind::Considered, &raw.considered),
            (ApprovalKind::Adopted, &raw.adopted),
        ];
        let dated = |(kind, approval): (ApprovalKind, &Option<RawApproval>)| {
            Some((kind, approval.as_ref()?.date.as_ref()?.place.clone()))
        };
        Self {
            titles: titles.collect(),
            approvals: approvals.into_iter().filter_map(dated).collect(),
            tables: Vec::new(),
        }
    }
}

/// Reads the plan in the file `path`, whose name without extension is `stem`.
pub fn parse(path: &Arc<str>, text: &str, stem: &str) -> Checked<Option<ParsedPlan>> {
    let mut diagnostics = Diagnostics::default();
    let document = yaml::parse(path, text, 0, &mut diagnostics);
    let value = record::read(&document, Source { path, text }, &mut diagnostics, |root, context| {
        read(root, stem, context)
    });
    Checked { value, diagnostics }
}

fn read(node: &Node, stem: &str, context: &mut Context) -> Option<ParsedPlan> {
    let mut fields = Fields::of::<RawPlan>(node, context)?;
    let order: Vec<String> = fields.order().to_vec();
    let raw = RawPlan::read(&mut fields, context);
    let is_filled = TABLES.iter().any(|key| fields.says(key));
    fields.refuse_rest::<RawPlan>(context);
    let raw = raw?;
    let place = raw.year.value().map_or_else(|| Place::file(context.path), |year| year.place.clone());
    let year = school_year(&raw.year, stem, YearOf::Plan, context);
    let outline = Outline::of(&raw);
    let (parts, Notes { activities: notes, people, tables }) = ordered_parts(raw, &order, context);
    let outline = Outline { tables, ..outline };
    if context.whole && !is_filled && !parts.iter().any(|part| matches!(part, PlanPart::Table(_))) {
        context.diagnostics.push(
            Diagnostic::warning(
                Lint::EmptyPlan,
                Place::file(context.path),
                "В плане нет ни одного мероприятия",
            )
            .hint("Перечислите их под «мероприятия:», каждое с новой строки, начиная с дефиса."),
        );
    }
    let plan = Plan { source: Arc::clone(context.path), year: year?, parts };
    Some(ParsedPlan { plan, place, notes, people, outline })
}

/// Whose school year is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum YearOf {
    /// A plan's.
    Plan,
    /// That of the analysis of a year.
    Analysis,
}

/// The school year that a file is for: its field says so, or its name.
pub(super) fn school_year(
    field: &Given<Text>,
    stem: &str,
    of: YearOf,
    context: &mut Context,
) -> Option<SchoolYear> {
    let named = SchoolYear::parse(stem);
    let place = field.value().map_or_else(|| Place::file(context.path), |field| field.place.clone());
    let written = field.value().map(|field| SchoolYear::parse(&field.value));
    let mistake = match (written, named) {
        (Some(Some(written)), Some(named)) if written != named => {
            format!("Файл назван по {named} году, а внутри стоит {written}")
        }
        (Some(Some(year)), _) | (None, Some(year)) => return Some(year),
        (Some(None), _) => "Учебный год записан непонятно".to_owned(),
        (None, None) if !context.whole || matches!(field, Given::Reported) => return None,
        (None, None) => match of {
            YearOf::Plan => "Не сказано, на какой учебный год план".to_owned(),
            YearOf::Analysis => "Не сказано, за какой учебный год анализ".to_owned(),
        },
    };
    let extension = match of {
        YearOf::Plan => "yaml",
        YearOf::Analysis => "md",
    };
    context.diagnostics.push(
        Diagnostic::error(place, mistake)
            .hint(format!("Напишите «учебный год: 2024/2025» и назовите файл 2024-2025.{extension}; второй год на единицу больше первого.")),
    );
    None
}

/// The parts of the document in the order of the file; «место: после таблицы» moves an approval to the end.
fn ordered_parts(raw: RawPlan, order: &[String], context: &mut Context) -> (Vec<PlanPart>, Notes) {
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
        ("примечания", Topic::Notes, raw.notes),
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
    let signed = approvals.iter().filter_map(|(.., raw)| raw.as_ref()?.who.clone()).collect();
    for (key, kind, raw) in approvals {
        parts.extend(raw.map(|raw| approval(place(key), kind, raw, context)));
    }

    let only = RawTable {
        place: raw.place,
        heading: None,
        subheading: None,
        columns: raw.columns,
        sections: raw.sections,
        activities: raw.activities,
        rows: raw.rows,
    };
    let only_at = TABLE_KEYS.iter().map(|key| place(key)).min().unwrap_or(usize::MAX);
    let mut tables: Vec<(usize, TableKind, RawTable)> =
        raw.tables.into_iter().map(|table| (place("таблицы"), TableKind::List, table)).collect();
    if only.columns.is_some() || only.has_rows() {
        if context.whole && !only.has_rows() && !tables.is_empty() {
            context.diagnostics.push(
                Diagnostic::error(only.place.clone(), "Столбцы стоят отдельно от таблиц, и неясно, чьи они")
                    .hint("Перенесите «столбцы» внутрь одной из таблиц, рядом с её «мероприятия»."),
            );
        }
        tables.push((only_at, TableKind::List, only));
    }
    tables.extend(raw.indicators.map(|table| (place("показатели"), TableKind::Indicators, table)));
    tables.sort_by_key(|(position, ..)| *position);
    let mut reader = TableReader::new(context, signed);
    for (position, kind, table) in tables {
        let table = if kind == TableKind::List { reader.table(table) } else { reader.plain(table, kind) };
        parts.push((position, PlanPart::Table(table)));
    }
    parts.sort_by_key(|(position, _)| *position);
    (parts.into_iter().map(|(_, part)| part).collect(), reader.into_notes())
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
        Topic::Notes if items == 1 => "Примечание",
        Topic::Notes => "Примечания",
    }
}

fn approval(
    position: usize,
    kind: ApprovalKind,
    raw: RawApproval,
    context: &mut Context,
) -> (usize, PlanPart) {
    let behind = raw.position_in_document == Some(InDocument::BehindTables);
    if let Some(date) = &raw.date {
        context.diagnostics.extend(doubtful_date(date));
    }
    let value = |text: Option<Text>| text.map(|text| text.value);
    let approval = Approval {
        kind,
        word: value(raw.word),
        position: value(raw.position),
        who: value(raw.who),
        day: raw.date.as_ref().and_then(|date| date::parse(&date.value)),
        date: value(raw.date),
        ground: value(raw.ground),
    };
    (if behind { usize::MAX } else { position }, PlanPart::Approval(approval))
}

/// The doubt about the date of an approval that no calendar has, or that nobody has filled in.
fn doubtful_date(date: &Text) -> Option<Diagnostic> {
    let message = if date.value.contains("__") {
        format!("Дата в грифе не заполнена: «{}»", date.value)
    } else if date::is_impossible(&date.value) {
        format!("Такой даты нет: «{}»", date.value)
    } else {
        return None;
    };
    Some(Diagnostic::warning(Lint::DoubtfulDate, date.place.clone(), message).hint(
        "Сверьтесь с документом. Если там стоит именно это, так и оставьте: на странице будет как написано.",
    ))
}

fn values(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}
