//! A document from above to below: approvals, title, labelled lists, tables with their headings, and what is left.

use std::collections::BTreeSet;

use super::lines::{Unit, outside, units};
use super::list::{self, Found};
use super::people::is_people;
use super::torn::Known;
use super::{Approval, Draft, Line, Part, PartKind, STRUCK, approval, grid, marks, school_year, topics};
use crate::import::document::{self, Document, Label, Spot};
use crate::import::doubt::{DoubtId, Doubts};
use crate::model::plan::{ApprovalKind, TableKind, Topic};

/// The longest heading of a table.
const LONGEST_HEADING: usize = 200;

/// The longest heading of a table that looks like the text above it.
const LONGEST_PLAIN_HEADING: usize = 100;

/// No title has more lines.
const LONGEST_TITLE: usize = 6;

/// What the next line may belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Nothing,
    Title,
    Block(usize),
    Approval(usize),
}

/// A walk through a document.
pub(super) struct Walk<'w> {
    document: &'w Document,
    doubts: &'w mut Doubts,
    known: Known,
    parts: Vec<Part>,
    open: Open,
    topics: BTreeSet<Topic>,
    approvals: BTreeSet<ApprovalKind>,
    has_title: bool,
    has_indicators: bool,
    /// Whether no table follows any more.
    is_below_tables: bool,
    /// Lines that may be the heading of the next table.
    headings: Vec<Line>,
}

impl<'w> Walk<'w> {
    pub(super) fn new(document: &'w Document, doubts: &'w mut Doubts) -> Self {
        Self {
            document,
            doubts,
            known: Known::of(document),
            parts: Vec::new(),
            open: Open::Nothing,
            topics: BTreeSet::new(),
            approvals: BTreeSet::new(),
            has_title: false,
            has_indicators: false,
            is_below_tables: false,
            headings: Vec::new(),
        }
    }

    /// The plan that the document is.
    pub(super) fn draft(mut self) -> Draft {
        let units = units(self.document);
        for (index, unit) in units.iter().enumerate() {
            match unit {
                Unit::Line(line) if self.heads_table(line, &units[index + 1..]) => {
                    self.headings.push(line.clone());
                    self.open = Open::Nothing;
                }
                Unit::Line(line) => {
                    let below = units[index + 1..].iter();
                    let has_table = self.parts.iter().any(|part| matches!(part.kind, PartKind::Table(_)));
                    self.is_below_tables = has_table && below.clone().all(|unit| unit.line().is_some());
                    self.line(line);
                    self.remarks(line);
                }
                Unit::Table(number, table) => self.table(*number, table),
            }
        }
        for heading in std::mem::take(&mut self.headings) {
            self.left(&heading);
        }
        for line in units.iter().filter_map(Unit::line).filter(|line| !line.struck.is_empty()) {
            let doubt = self.doubts.add(line.spot.clone(), STRUCK, &line.struck);
            self.parts.push(Part { kind: PartKind::Left, doubts: vec![doubt] });
        }
        for (kind, text) in &self.document.outside {
            self.left(&outside(*kind, text));
        }
        if self.document.corrections > 0 {
            let message = format!(
                "Исправлений, которые в Word ещё не приняты: {}. План прочитан так, как если бы их приняли",
                self.document.corrections
            );
            let doubt = self.doubts.add(Spot::Whole, message, "");
            self.parts.push(Part { kind: PartKind::Left, doubts: vec![doubt] });
        }
        if !self.document.pictures.is_empty() {
            let message = format!("Картинки в план не переносятся: их {}", self.document.pictures.len());
            let doubt = self.doubts.add(Spot::Whole, message, "");
            self.parts.push(Part { kind: PartKind::Left, doubts: vec![doubt] });
        }
        marks::read(&mut self.parts, self.doubts);
        Draft { parts: self.parts }
    }

    /// Whether a line is the heading of the table below it: it stands out, and between both is nothing but other headings.
    fn heads_table(&self, line: &Line, below: &[Unit]) -> bool {
        let may_be = |line: &Line| {
            line.label.is_none()
                && line.text.chars().count() <= LONGEST_HEADING
                && approval::begins(&line.text).is_none()
                && !line.text.contains('\t')
        };
        let of_title =
            !self.has_title && is_title(line) || self.open == Open::Title && self.takes_title(line);
        if !may_be(line) || of_title {
            return false;
        }
        let mut between = 0;
        for unit in below {
            match unit {
                Unit::Line(next) if between < 2 && may_be(next) && next.stands_out => between += 1,
                Unit::Line(_) => return false,
                Unit::Table(..) => {
                    let is_label = topics::labelled(line).is_some_and(|found| !found.rest.is_empty());
                    return !is_label && (line.stands_out || between == 0 && self.is_no_item(line));
                }
            }
        }
        false
    }

    /// Whether a line above a table is no item of the list above it: it looks otherwise than the items do.
    fn is_no_item(&self, line: &Line) -> bool {
        let ends = |text: &str| text.ends_with(['.', ';', ',', '!']);
        match self.open {
            Open::Block(index) => match &self.parts[index].kind {
                PartKind::Block { items, .. } => {
                    let is_short = line.text.chars().count() <= LONGEST_PLAIN_HEADING;
                    line.after_gap && !items.is_empty() && is_short && !ends(&line.text)
                }
                _ => false,
            },
            Open::Approval(_) => false,
            Open::Title | Open::Nothing => !ends(&line.text),
        }
    }

    fn line(&mut self, line: &Line) {
        if let Some(approval) = approval::begun_by(&line.text) {
            return self.approval(approval, line);
        }
        if !self.has_title && is_title(line) {
            self.has_title = true;
            self.open = Open::Title;
            // Lines that were taken for the heading of a table name the association.
            let above = std::mem::take(&mut self.headings);
            let mut doubts = Vec::new();
            let mut lines = Vec::new();
            for above in above {
                let message = "Строка над названием: она отнесена к названию";
                doubts.push(self.doubts.add(above.spot.clone(), message, &above.text));
                lines.push(above.text);
            }
            lines.push(one_line(&line.text));
            self.parts.push(Part { kind: PartKind::Title(lines), doubts });
            return;
        }
        if let Some(found) = topics::labelled(line) {
            return self.block(&found, line);
        }
        match self.open {
            Open::Title if self.takes_title(line) => {
                if let Some(PartKind::Title(lines)) = self.parts.last_mut().map(|part| &mut part.kind) {
                    lines.push(one_line(&line.text));
                }
            }
            Open::Approval(index) => {
                let PartKind::Approval(approval) = &mut self.parts[index].kind else { return };
                if approval.may_take(line) {
                    approval.take(&line.text);
                } else {
                    self.open = Open::Nothing;
                    self.left(line);
                }
            }
            // The signature below a plan is no note to it.
            Open::Block(_) if self.is_below_tables && is_signed(line) => self.left(line),
            Open::Block(index) => {
                if let PartKind::Block { items, .. } = &mut self.parts[index].kind {
                    items.push(item(line));
                }
            }
            Open::Title | Open::Nothing if self.is_below_tables && !is_signed(line) => self.note(line),
            Open::Title | Open::Nothing => {
                self.open = Open::Nothing;
                self.left(line);
            }
        }
    }

    fn takes_title(&self, line: &Line) -> bool {
        let Some(PartKind::Title(lines)) = self.parts.last().map(|part| &part.kind) else { return false };
        let whole = lines.join(" ");
        let lower = line.text.to_lowercase();
        let is_year = lower.starts_with("на ") && school_year(&line.text).is_some();
        let is_complete = school_year(&whole).is_some();
        let goes_on = is_complete && (lower.starts_with("учебн") || lower.starts_with("уч."));
        line.label.is_none() && lines.len() < LONGEST_TITLE && (is_year || goes_on || !is_complete)
    }

    fn approval(&mut self, approval: Approval, line: &Line) {
        if !self.approvals.insert(approval.kind) {
            let message = "Второй такой же гриф: в плане для него нет поля";
            let doubt = self.doubts.add(line.spot.clone(), message, one_line(&line.text));
            self.parts.push(Part { kind: PartKind::Left, doubts: vec![doubt] });
            self.open = Open::Nothing;
            return;
        }
        self.open = Open::Approval(self.parts.len());
        self.parts.push(Part { kind: PartKind::Approval(approval), doubts: Vec::new() });
    }

    fn block(&mut self, found: &topics::Labelled, line: &Line) {
        let first = (!found.rest.is_empty()).then(|| one_line(found.rest));
        if self.topics.insert(found.topic) {
            self.open = Open::Block(self.parts.len());
            let label = one_line(found.label);
            let items = first.into_iter().collect();
            let kind = PartKind::Block { topic: found.topic, label, items };
            self.parts.push(Part { kind, doubts: Vec::new() });
            return;
        }
        let is_same =
            |part: &Part| matches!(&part.kind, PartKind::Block { topic, .. } if *topic == found.topic);
        let Some(index) = self.parts.iter().position(is_same) else { return };
        let message = "Такая часть плана уже была выше: пункты дописаны к ней";
        let doubt = self.doubts.add(line.spot.clone(), message, one_line(&line.text));
        self.parts[index].doubts.push(doubt);
        if let PartKind::Block { items, .. } = &mut self.parts[index].kind {
            items.push(one_line(&line.text));
        }
        self.open = Open::Block(index);
    }

    fn table(&mut self, number: usize, table: &document::Table) {
        self.open = Open::Nothing;
        let above = std::mem::take(&mut self.headings);
        let first = grid::known_header(table).is_none();
        if first && above.is_empty() && self.goes_on(number, table) {
            return;
        }
        let headings: Vec<String> = above.iter().map(|line| one_line(&line.text)).collect();
        let remarks: Vec<DoubtId> = above
            .iter()
            .flat_map(|line| line.remarks.iter().map(|(message, words)| (line.spot.clone(), *message, words)))
            .map(|(spot, message, words)| self.doubts.add(spot, message, words))
            .collect();
        let last = self.parts.iter().rev().find_map(|part| match &part.kind {
            PartKind::Table(last) if last.kind != TableKind::Indicators => Some(last),
            _ => None,
        });
        let mut reader = list::Reader { number, known: &self.known, doubts: self.doubts };
        let Found { kind, doubts } = reader.table(table, headings, last, !self.has_indicators);
        let mut doubts: Vec<DoubtId> = remarks.into_iter().chain(doubts).collect();
        match kind {
            PartKind::Table(mut table) => {
                self.has_indicators |= table.kind == TableKind::Indicators;
                for words in table.headings.split_off(table.headings.len().min(2)) {
                    let message =
                        "Третья строка над таблицей: у таблицы есть только заголовок и подзаголовок";
                    doubts.push(self.doubts.add(Spot::Table(number), message, words));
                }
                self.parts.push(Part { kind: PartKind::Table(table), doubts });
            }
            kind => {
                for line in above {
                    self.left(&line);
                }
                self.parts.push(Part { kind, doubts });
            }
        }
    }

    /// Whether a table without a heading goes on with the one above it, as a long table does that was cut in two.
    fn goes_on(&mut self, number: usize, table: &document::Table) -> bool {
        let Some(Part { kind: PartKind::Table(above), doubts }) = self.parts.last_mut() else { return false };
        if above.columns.len() != table.width || above.kind == TableKind::Indicators {
            return false;
        }
        let mut reader = list::Reader { number, known: &self.known, doubts: self.doubts };
        let doubt = reader.continuation(table, above);
        doubts.push(doubt);
        true
    }

    /// The text below the tables: notes to the plan.
    fn note(&mut self, line: &Line) {
        let topic = Topic::Notes;
        if !self.topics.insert(topic) {
            let is_notes =
                |part: &Part| matches!(&part.kind, PartKind::Block { topic, .. } if *topic == Topic::Notes);
            let notes = self.parts.iter_mut().find(|part| is_notes(part));
            if let Some(PartKind::Block { items, .. }) = notes.map(|part| &mut part.kind) {
                items.push(item(line));
            }
            return;
        }
        let message = "Текст под таблицей записан примечаниями к плану";
        let doubt = self.doubts.add(line.spot.clone(), message, "");
        self.open = Open::Block(self.parts.len());
        let kind = PartKind::Block { topic, label: String::new(), items: vec![item(line)] };
        self.parts.push(Part { kind, doubts: vec![doubt] });
    }

    /// Says what is doubtful about how a line was read, beside what it became.
    fn remarks(&mut self, line: &Line) {
        for (message, words) in &line.remarks {
            let doubt = self.doubts.add(line.spot.clone(), *message, words);
            if let Some(part) = self.parts.last_mut() {
                part.doubts.push(doubt);
            }
        }
    }

    /// What has no field in a plan stays as a comment.
    fn left(&mut self, line: &Line) {
        let text = item(line).replace('\t', " ");
        let doubt = self.doubts.add(
            line.spot.clone(),
            "Для этих слов в плане нет поля, они остались пояснением",
            text,
        );
        self.parts.push(Part { kind: PartKind::Left, doubts: vec![doubt] });
    }
}

/// Whether a line is a signature: people, their positions and the line to sign on.
fn is_signed(line: &Line) -> bool {
    let text = line.text.replace(['_', '/', '\t'], " ");
    is_people(&one_line(&text))
}

/// Words that may stand before «план» in a title.
const BEFORE_PLAN: [&str; 7] =
    ["годовой", "перспективный", "календарный", "единый", "календарно", "тематический", "проект"];

/// Whether a title begins with a line.
fn is_title(line: &Line) -> bool {
    if line.label.is_some() || line.text.chars().count() > 400 {
        return false;
    }
    let lower = line.text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let first = words.iter().position(|word| !BEFORE_PLAN.contains(word));
    let is_plan = first.is_some_and(|first| matches!(words[first], "план" | "циклограмма"));
    let says_so = lower.contains("план работы") || lower.contains("план деятельности");
    let is_sentence = line.text.contains(':') || line.text.ends_with(';');
    !is_sentence && (is_plan || line.stands_out && says_so)
}

/// An item of a list: the number of its list stays, as in the document; a bullet goes.
fn item(line: &Line) -> String {
    let text = one_line(&line.text);
    match &line.label {
        Some(Label::Number(number)) => format!("{number} {text}"),
        Some(Label::Bullet) => text,
        None => bare(&text).to_owned(),
    }
}

/// A text without the dash or the bullet that was typed in front of it.
fn bare(text: &str) -> &str {
    let rest = text.trim_start_matches(['•', '·', '▪', '◦', '●', '-', '–', '—', '\u{f0b7}']).trim_start();
    // «-5» and «–» alone are words of their own.
    if rest.is_empty() || rest.starts_with(|letter: char| letter.is_ascii_digit()) { text } else { rest }
}

fn one_line(text: &str) -> String {
    document::squeezed(text)
}
