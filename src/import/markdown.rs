//! A document as a page of the site: its text as Markdown, its pictures as files beside it.

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::NaiveDate;

use super::document::{Block, Cell, Document, Label, Paragraph, Run, Spot, Table, clean, squeezed};
use super::doubt::{DoubtId, Doubts};
use super::{day, inline};
use crate::parse::quoted;
use crate::russian::transliteration::file_name;

/// The longest title.
const LONGEST_TITLE: usize = 200;

/// How far from its beginning a document is searched for its day.
const FIRST_BLOCKS: usize = 40;

/// What is said of a meeting without its day.
const NO_DAY: &str = "Дата не найдена: впишите день после двоеточия, например 12.11.2026";

/// The pictures that browsers show.
const SHOWN: [&str; 5] = ["png", "jpg", "jpeg", "gif", "webp"];

/// What became of a document.
pub(super) struct Page {
    pub(super) title: String,
    pub(super) date: Option<NaiveDate>,
    pub(super) text: String,
    /// Pictures by their names.
    pub(super) files: Vec<(String, Vec<u8>)>,
}

/// Writes the page; `date` where somebody says it, `name` is that of the document's file. That no day is found is
/// doubtful where the page `needs_day`.
pub(super) fn page(
    document: &Document,
    name: &str,
    date: Option<NaiveDate>,
    needs_day: bool,
    doubts: &mut Doubts,
) -> Page {
    let (title, titled) = title(document, name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let date = date.or_else(|| dated(document)).or_else(|| day::in_name(stem));
    let mut writer =
        Writer { doubts, files: Vec::new(), names: BTreeSet::new(), notes: Vec::new(), document };
    let mut undated = None;
    let mut text = String::new();
    let _ = writeln!(text, "---\n# Перенесено из файла «{}». Сверьте с документом.", squeezed(name));
    text.push_str("# Черновик не попадает на сайт. Когда всё готово, сотрите эту строку.\nчерновик: да\n\n");
    let _ = writeln!(text, "название: {}", quoted(&title));
    match date {
        Some(date) => {
            let _ = writeln!(text, "дата: {}\n---", date.format("%d.%m.%Y"));
        }
        None if needs_day => {
            let doubt = writer.doubts.add(Spot::Whole, NO_DAY, "");
            undated = Some((doubt, text.matches('\n').count() + 1));
            let _ = writeln!(text, "# {}\nдата:\n---", writer.doubts.comment(doubt));
        }
        None => text.push_str("# Впишите день после двоеточия, например 12.11.2026.\nдата:\n---\n"),
    }
    let body = writer.body(titled);
    let before = text.matches('\n').count();
    writer.doubts.move_down(before);
    if let Some((doubt, line)) = undated {
        writer.doubts.stands_in(doubt, line);
    }
    text.push_str(&body);
    Page { title, date, text, files: writer.files }
}

/// The title: the first lines that stand out, or the first line; and how many blocks of the document it takes.
fn title(document: &Document, name: &str) -> (String, usize) {
    let mut lines: Vec<String> = Vec::new();
    let mut taken = 0;
    for block in &document.blocks {
        let Block::Paragraph(paragraph) = block else { break };
        let has_more =
            paragraph.runs.iter().any(|run| run.picture.is_some() || run.note || run.link.is_some());
        if paragraph.is_empty() && !has_more {
            if lines.is_empty() {
                taken += 1;
                continue;
            }
            break;
        }
        let stands_out = paragraph.heading.is_some() || paragraph.centred || paragraph.is_bold();
        let text = squeezed(&paragraph.words());
        let length: usize =
            lines.iter().map(|line| line.chars().count()).sum::<usize>() + text.chars().count();
        let may_go_on = lines.is_empty() || stands_out && paragraph.heading.is_none();
        if has_more || !may_go_on || length > LONGEST_TITLE || paragraph.label.is_some() {
            break;
        }
        lines.push(text);
        taken += 1;
        if !stands_out || lines.len() == 3 {
            break;
        }
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if lines.is_empty() { (squeezed(stem), 0) } else { (lines.join(" "), taken) }
}

/// The first day that a short line of the document names.
fn dated(document: &Document) -> Option<NaiveDate> {
    document.blocks.iter().take(FIRST_BLOCKS).find_map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.lines().iter().find_map(|line| day::first(line)),
        Block::Table(_) => None,
    })
}

struct Writer<'w> {
    doubts: &'w mut Doubts,
    document: &'w Document,
    files: Vec<(String, Vec<u8>)>,
    names: BTreeSet<String>,
    /// The footnotes so far.
    notes: Vec<String>,
}

impl Writer<'_> {
    /// The text behind the title, with the footnotes.
    fn body(&mut self, titled: usize) -> String {
        let mut text = String::new();
        let (mut paragraph, mut table) = (0, 0);
        let mut in_list = false;
        for (index, block) in self.document.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(block) => {
                    paragraph += 1;
                    if index < titled {
                        continue;
                    }
                    let spot = Spot::Paragraph(paragraph);
                    let words = self.paragraph(block, &spot, &mut text);
                    if words.trim().is_empty() {
                        continue;
                    }
                    let item = item(block);
                    if !(in_list && item.is_some()) {
                        text.push('\n');
                    }
                    in_list = item.is_some();
                    text.push_str(&item.unwrap_or_default());
                    text.push_str(&words);
                    text.push('\n');
                }
                Block::Table(block) => {
                    table += 1;
                    in_list = false;
                    self.table(block, table, &mut text);
                }
            }
        }
        let outside = super::recognise::lines_outside(self.document);
        for line in outside {
            let message = "Эти слова стоят вне текста документа и на страницу не попали";
            let doubt = self.doubts.add(line.spot, message, line.text);
            self.say(doubt, &mut text);
        }
        if self.document.corrections > 0 {
            let message = format!(
                "Исправлений, которые в Word ещё не приняты: {}. Текст прочитан так, как если бы их приняли",
                self.document.corrections
            );
            let doubt = self.doubts.add(Spot::Whole, message, "");
            self.say(doubt, &mut text);
        }
        for (note, number) in self.notes.iter().zip(1..) {
            let _ = write!(text, "\n[^{number}]: {note}\n");
        }
        text
    }

    /// A doubt as a comment that no visitor sees.
    fn say(&mut self, doubt: DoubtId, text: &mut String) {
        let comment = self.doubts.comment(doubt).replace("--", "- -").replace(['<', '>'], " ");
        self.doubts.stands_in(doubt, text.matches('\n').count() + 2);
        let _ = write!(text, "\n<!-- {} -->\n", squeezed(&comment));
    }

    fn paragraph(&mut self, paragraph: &Paragraph, spot: &Spot, text: &mut String) -> String {
        let mut words = String::new();
        if let Some(level) = paragraph.heading {
            words.push_str(&"#".repeat((level + 1).min(6)));
            words.push(' ');
        }
        for run in &paragraph.runs {
            if let Some(index) = run.picture {
                words.push_str(&self.picture(index, spot, text));
            } else if run.note {
                self.notes.push(inline::escaped(&squeezed(&clean(&run.text))));
                let _ = write!(words, "[^{}]", self.notes.len());
            } else {
                self.link(run, spot, text);
                words.push_str(&inline::run(run, paragraph.heading.is_some()));
            }
        }
        let is_heading = paragraph.heading.is_some();
        let lines: Vec<String> = words.lines().map(squeezed).filter(|line| !line.is_empty()).collect();
        let lines = if is_heading { vec![lines.join(" ")] } else { lines };
        let lines: Vec<String> =
            lines.iter().map(|line| if is_heading { line.clone() } else { inline::line(line) }).collect();
        if lines.len() == 1 && is_heading && lines[0].trim_matches('#').trim().is_empty() {
            return String::new();
        }
        lines.join("\\\n")
    }

    /// A link that leads nowhere but on its author's computer is said and left out.
    fn link(&mut self, run: &Run, spot: &Spot, text: &mut String) {
        if let Some(target) = run.link.as_deref().filter(|target| !inline::is_public(target)) {
            let message = "Эта ссылка ведёт не на сайт, остались только её слова";
            let doubt = self.doubts.add(spot.clone(), message, format!("{} ({target})", run.text.trim()));
            self.say(doubt, text);
        }
    }

    fn picture(&mut self, index: usize, spot: &Spot, text: &mut String) -> String {
        let Some(picture) = self.document.pictures.get(index) else { return String::new() };
        let ending = picture.name.rsplit('.').next().unwrap_or_default().to_lowercase();
        if picture.bytes.is_empty() || !SHOWN.contains(&ending.as_str()) {
            let message = "Картинка не перенесена: сохраните её из Word как PNG или JPEG и вставьте сами";
            let doubt = self.doubts.add(spot.clone(), message, &picture.name);
            self.say(doubt, text);
            return String::new();
        }
        let mut name = file_name(&picture.name);
        if self.files.iter().any(|(known, bytes)| *known == name && *bytes == picture.bytes) {
            self.names.insert(name.clone());
        } else {
            while !self.names.insert(name.clone()) {
                name = format!("{}-{name}", self.names.len() + 1);
            }
            self.files.push((name.clone(), picture.bytes.clone()));
        }
        if picture.description.trim().is_empty() {
            let message = "Впишите в квадратные скобки, что на картинке: для тех, кто её не видит";
            let doubt = self.doubts.add(spot.clone(), message, "");
            self.say(doubt, text);
        }
        format!("![{}]({name})", inline::escaped(&squeezed(&clean(&picture.description))))
    }

    fn table(&mut self, table: &Table, number: usize, text: &mut String) {
        if table.rows.iter().all(|row| row.filled().next().is_none()) {
            return;
        }
        if table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.span > 1 || cell.continued) {
            let message =
                "В таблице есть объединённые ячейки, а на странице таких не бывает: их слова стоят в первой";
            let doubt = self.doubts.add(Spot::Table(number), message, "");
            self.say(doubt, text);
        }
        let mut rows = Vec::new();
        for (row, index) in table.rows.iter().zip(1..) {
            let mut cells = vec![String::new(); table.width.max(1)];
            for cell in &row.cells {
                let spot = Spot::Cell(number, index, (cell.column + 1).to_string());
                cells[cell.column.min(table.width.saturating_sub(1))] = self.cell(cell, &spot, text);
            }
            rows.push(format!("| {} |\n", cells.join(" | ")));
        }
        text.push('\n');
        for (index, row) in rows.iter().enumerate() {
            text.push_str(row);
            if index == 0 {
                let _ = writeln!(text, "|{}", " --- |".repeat(table.width.max(1)));
            }
        }
    }

    fn cell(&mut self, cell: &Cell, spot: &Spot, text: &mut String) -> String {
        let mut lines = Vec::new();
        for block in &cell.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let plain = Paragraph { heading: None, ..paragraph.clone() };
                    let words = self.paragraph(&plain, spot, text).replace("\\\n", "<br>");
                    if !words.trim().is_empty() {
                        lines.push(format!("{}{words}", item(paragraph).unwrap_or_default()));
                    }
                }
                Block::Table(table) => lines.extend(self.flattened(table, spot, text)),
            }
        }
        lines.join("<br>").replace('|', "\\|")
    }

    fn flattened(&mut self, table: &Table, spot: &Spot, text: &mut String) -> Vec<String> {
        let row = |writer: &mut Self, row: &super::document::Row, text: &mut String| {
            let cells: Vec<String> = row.cells.iter().map(|cell| writer.cell(cell, spot, text)).collect();
            cells.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" / ")
        };
        table.rows.iter().map(|inner| row(self, inner, text)).filter(|line| !line.is_empty()).collect()
    }
}

/// The mark of an item of a list.
fn item(paragraph: &Paragraph) -> Option<String> {
    match paragraph.label.as_ref().filter(|_| paragraph.heading.is_none())? {
        Label::Bullet => Some("- ".to_owned()),
        Label::Number(number) => {
            let bare = number.trim_end_matches(['.', ')']);
            let counts =
                bare.len() <= 9 && !bare.is_empty() && bare.chars().all(|letter| letter.is_ascii_digit());
            Some(if counts { format!("{bare}. ") } else { format!("- {} ", inline::escaped(number)) })
        }
    }
}
