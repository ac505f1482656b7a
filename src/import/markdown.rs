//! A document as a page of the site: its text as Markdown, its pictures as files beside it.

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::NaiveDate;

use super::document::{Block, Cell, Document, Label, Paragraph, Run, Spot, Table, clean, squeezed};
use super::doubt::{DoubtId, Doubts};
use super::yaml::{self, Written};
use super::{PageKind, day, inline, recognise, spaced};
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
    /// Words of the document that the names of fields say instead.
    pub(super) said: String,
    /// Pictures by their names.
    pub(super) files: Vec<(String, Vec<u8>)>,
}

/// Writes the page; `date` where somebody says it, `name` is that of the document's file. That no day is found is
/// doubtful of a meeting.
pub(super) fn page(
    document: &Document,
    name: &str,
    kind: PageKind,
    date: Option<NaiveDate>,
    doubts: &mut Doubts,
) -> Page {
    let title = Title::of(document, name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let date = date.or_else(|| dated(document)).or_else(|| day::in_name(stem));
    let mut text = String::new();
    let _ = writeln!(text, "---\n# Перенесено из файла «{}». Сверьте с документом.", squeezed(name));
    text.push_str("# Черновик не попадает на сайт. Когда всё готово, сотрите эту строку.\nчерновик: да\n\n");
    for (message, words) in title.doubts() {
        comment(doubts, message, words, &mut text);
    }
    let _ = writeln!(text, "название: {}", quoted(&title.text));
    match date {
        Some(date) => {
            let _ = writeln!(text, "дата: {}", date.format("%d.%m.%Y"));
        }
        None if kind == PageKind::Meeting => {
            comment(doubts, NO_DAY, "", &mut text);
            text.push_str("дата:\n");
        }
        None => text.push_str("# Впишите день после двоеточия, например 12.11.2026.\nдата:\n"),
    }
    let Fields { text: fields, said, taken } = match kind {
        PageKind::Meeting => of_meeting(document, &title, lines(&text), doubts),
        PageKind::Material => of_material(document, &title, lines(&text), doubts),
    };
    text.push_str(&fields);
    text.push_str("---\n");
    let mut writer = Writer {
        above: lines(&text),
        levels: levels(document, title.blocks, &taken),
        doubts,
        files: Vec::new(),
        names: BTreeSet::new(),
        notes: Vec::new(),
        document,
    };
    let body = writer.body(title.blocks, &taken);
    let files = writer.files;
    text.push_str(&body);
    Page { title: title.text, date, text, said, files }
}

/// How many lines a text has.
fn lines(text: &str) -> usize {
    text.matches('\n').count()
}

/// A doubt about the document as a whole, in a comment of the front matter.
fn comment(doubts: &mut Doubts, message: &str, words: &str, text: &mut String) {
    let doubt = doubts.add(Spot::Whole, message, words);
    doubts.stands_in(doubt, lines(text) + 1);
    let _ = writeln!(text, "# {}", doubts.comment(doubt));
}

/// What of a document stands in fields and not in the text.
struct Fields {
    text: String,
    said: String,
    /// The blocks that are left out of the text.
    taken: BTreeSet<usize>,
}

/// The fields of a meeting, below `above` lines.
fn of_meeting(document: &Document, title: &Title, above: usize, doubts: &mut Doubts) -> Fields {
    let minutes = recognise::minutes(document, &title.text, title.blocks);
    let mut head = Vec::new();
    if minutes.says_something() {
        let message =
            "Протокол разложен по полям: кто был, повестка, кто выступил, что решили. Сверьте с документом";
        head.push(doubts.add(Spot::Whole, message, ""));
    }
    if minutes.lacks_agenda && !minutes.agenda.is_empty() {
        let message = "Повестки в документе нет: вопросы названы словами, которые стоят после «слушали»";
        head.push(doubts.add(Spot::Whole, message, ""));
    }
    let Written { text, .. } = yaml::minutes(&minutes, &head, doubts);
    doubts.move_down(&head, above);
    Fields { text, said: minutes.said, taken: minutes.taken }
}

/// The fields of a material, below `above` lines.
fn of_material(document: &Document, title: &Title, above: usize, doubts: &mut Doubts) -> Fields {
    let card = recognise::card(document, title.blocks);
    let mut head = Vec::new();
    if !card.labels.is_empty() {
        let labels = card.labels.iter().map(|(label, field)| format!("«{label}» – {}", field.name()));
        let labels = labels.collect::<Vec<_>>().join(", ");
        let message = "Строки из начала документа стали полями карточки, сверьте";
        head.push(doubts.add(Spot::Whole, message, labels));
    }
    let Written { text, .. } = yaml::card(&card, &head, doubts);
    doubts.move_down(&head, above);
    let said = card.labels.into_iter().map(|(label, _)| label).collect::<Vec<_>>().join("\n");
    Fields { text, said, taken: card.taken }
}

/// The levels of the headings of the text, the highest first.
fn levels(document: &Document, titled: usize, taken: &BTreeSet<usize>) -> Vec<usize> {
    let paragraphs = document.blocks.iter().enumerate().filter_map(|(index, block)| match block {
        Block::Paragraph(paragraph) if index >= titled && !taken.contains(&index) => Some(paragraph),
        _ => None,
    });
    let levels =
        paragraphs.filter(|paragraph| !paragraph.is_empty()).filter_map(|paragraph| paragraph.heading);
    levels.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The title of a document: the first lines that stand out, or the first line.
struct Title {
    text: String,
    /// How many blocks of the document it takes.
    blocks: usize,
    /// Those of its words that are struck through.
    struck: String,
    /// Its lines as they stand in the document, where they have spaced words.
    spaced: String,
}

impl Title {
    fn of(document: &Document, name: &str) -> Self {
        let (mut texts, mut struck, mut spaced): (Vec<String>, Vec<String>, Vec<String>) = Default::default();
        let mut blocks = 0;
        for block in &document.blocks {
            let Block::Paragraph(paragraph) = block else { break };
            let has_more =
                paragraph.runs.iter().any(|run| run.picture.is_some() || run.note || run.link.is_some());
            if paragraph.is_empty() && !has_more {
                if texts.is_empty() {
                    blocks += 1;
                    continue;
                }
                break;
            }
            let stands_out = paragraph.heading.is_some() || paragraph.centred || paragraph.is_bold();
            let words = paragraph.words();
            let text = squeezed(&words);
            let length: usize =
                texts.iter().map(|text| text.chars().count()).sum::<usize>() + text.chars().count();
            let may_go_on = texts.is_empty() || stands_out && paragraph.heading.is_none();
            if has_more || !may_go_on || length > LONGEST_TITLE || paragraph.label.is_some() {
                break;
            }
            let whole = spaced::joined(&words).map(|whole| squeezed(&whole));
            spaced.extend(whole.is_some().then(|| text.clone()));
            struck.extend(Some(paragraph.struck()).filter(|struck| !struck.is_empty()));
            texts.push(whole.unwrap_or(text));
            blocks += 1;
            if !stands_out || texts.len() == 3 {
                break;
            }
        }
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let (text, blocks) = if texts.is_empty() { (squeezed(stem), 0) } else { (texts.join(" "), blocks) };
        Self { text, blocks, struck: struck.join(" "), spaced: spaced.join(" ") }
    }

    /// What is doubtful about it, with the words in question.
    fn doubts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let struck = (recognise::STRUCK, self.struck.as_str());
        let spaced = (spaced::MESSAGE, self.spaced.as_str());
        [struck, spaced].into_iter().filter(|(_, words)| !words.is_empty())
    }
}

/// The first day that a short line of the document names.
fn dated(document: &Document) -> Option<NaiveDate> {
    document.blocks.iter().take(FIRST_BLOCKS).find_map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.lines().iter().find_map(|line| day::first(line)),
        Block::Table(_) => None,
    })
}

struct Writer<'w> {
    /// How many lines stand above the text.
    above: usize,
    /// The levels of its headings, the highest first.
    levels: Vec<usize>,
    doubts: &'w mut Doubts,
    document: &'w Document,
    files: Vec<(String, Vec<u8>)>,
    names: BTreeSet<String>,
    /// The footnotes so far.
    notes: Vec<String>,
}

impl Writer<'_> {
    /// The text behind the title, without the blocks that are `taken`, with the footnotes.
    fn body(&mut self, titled: usize, taken: &BTreeSet<usize>) -> String {
        let mut text = String::new();
        let (mut paragraph, mut table) = (0, 0);
        let mut in_list = false;
        for (index, block) in self.document.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(block) => {
                    paragraph += 1;
                    if index < titled || taken.contains(&index) {
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
        let outside = recognise::lines_outside(self.document);
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
        self.doubts.stands_in(doubt, self.above + lines(text) + 2);
        let _ = write!(text, "\n<!-- {} -->\n", squeezed(&comment));
    }

    fn paragraph(&mut self, paragraph: &Paragraph, spot: &Spot, text: &mut String) -> String {
        let mut words = String::new();
        if let Some(level) = paragraph.heading {
            // The page's title is of the first level, the highest heading of its text of the second.
            let rank = self.levels.iter().position(|known| *known == level).unwrap_or(0);
            words.push_str(&"#".repeat((rank + 2).min(6)));
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
