//! A document of `LibreOffice` (ODF 1.3, text) to the plain model.

use std::collections::BTreeMap;

use super::container::Container;
use super::document::{Block, Cell, Document, Label, Outside, Paragraph, Picture, Row, Run, Table, squeezed};
use super::refusal::Refusal;
use super::table::Limits;
use super::xml::{self, Element, Node};

/// No row is repeated more often.
const MOST_REPEATED: usize = 200;

/// Whether an archive is a text of `LibreOffice`.
pub(super) fn is_odt(container: &mut Container) -> bool {
    let kind = container.part("mimetype").ok().flatten().unwrap_or_default();
    kind.starts_with(b"application/vnd.oasis.opendocument.text")
        || !container.has("word/document.xml")
            && container.has("content.xml")
            && container.has("META-INF/manifest.xml")
}

/// Reads the document.
pub(super) fn read(container: &mut Container) -> Result<Document, Refusal> {
    let bytes = container.part("content.xml")?.ok_or_else(|| Refusal::damaged("content.xml"))?;
    let root = xml::parse(&bytes, "content.xml")?;
    let mut reader = Reader::default();
    if let Some(bytes) = container.part("styles.xml")? {
        reader.read_styles(&xml::parse(&bytes, "styles.xml")?);
    }
    reader.read_styles(&root);
    let body = root.at(&["body", "text"]).ok_or_else(|| Refusal::damaged("content.xml"))?;
    let blocks = reader.blocks(body, None)?;
    let mut pictures = Vec::new();
    for (target, description) in std::mem::take(&mut reader.shown) {
        let bytes = container.part(target.trim_start_matches("./"))?.unwrap_or_default();
        let name = target.rsplit('/').next().unwrap_or_default().to_owned();
        pictures.push(Picture { name, description, bytes });
    }
    let outside = reader.outside.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    Ok(Document { blocks, outside, pictures, corrections: reader.corrections })
}

/// What a style says of its words.
#[derive(Clone, Debug, Default)]
struct Style {
    bold: Option<bool>,
    italic: Option<bool>,
    struck: Option<bool>,
    centred: Option<bool>,
    parent: Option<String>,
}

/// A level of a list: its number as it is written, or a bullet.
#[derive(Clone, Debug)]
enum Level {
    Bullet,
    Number { before: String, format: String, behind: String, start: usize },
}

/// Where in a list a paragraph stands.
#[derive(Clone, Debug)]
struct Item {
    style: String,
    depth: usize,
    number: usize,
}

#[derive(Debug, Default)]
struct Reader {
    styles: BTreeMap<String, Style>,
    lists: BTreeMap<(String, usize), Level>,
    shown: Vec<(String, String)>,
    outside: Vec<(Outside, String)>,
    boxes: Vec<Block>,
    corrections: usize,
    /// How far each list has counted at its first level: it may go on.
    counted: BTreeMap<String, usize>,
}

impl Reader {
    fn read_styles(&mut self, root: &Element) {
        for group in ["styles", "automatic-styles"] {
            for style in root.child(group).into_iter().flat_map(Element::children) {
                match style.name.as_str() {
                    "style" => self.read_style(style),
                    "list-style" => self.read_list(style),
                    _ => {}
                }
            }
        }
        let masters = root.child("master-styles").into_iter().flat_map(Element::children);
        for part in masters.flat_map(Element::children) {
            if part.name.starts_with("header") || part.name.starts_with("footer") {
                let text = squeezed(&spaced(part));
                if text.chars().any(char::is_alphabetic)
                    && !self.outside.contains(&(Outside::Margin, text.clone()))
                {
                    self.outside.push((Outside::Margin, text));
                }
            }
        }
    }

    fn read_style(&mut self, element: &Element) {
        let Some(name) = element.attribute("name") else { return };
        let text = element.child("text-properties");
        let paragraph = element.child("paragraph-properties");
        let is = |value: Option<&str>, wanted: &[&str]| value.map(|value| wanted.contains(&value));
        let style = Style {
            bold: is(
                text.and_then(|text| text.attribute("font-weight")),
                &["bold", "600", "700", "800", "900"],
            ),
            italic: is(text.and_then(|text| text.attribute("font-style")), &["italic", "oblique"]),
            struck: text
                .and_then(|text| text.attribute("text-line-through-style"))
                .map(|line| line != "none"),
            centred: is(paragraph.and_then(|paragraph| paragraph.attribute("text-align")), &["center"]),
            parent: element.attribute("parent-style-name").map(str::to_owned),
        };
        self.styles.insert(name.to_owned(), style);
    }

    fn read_list(&mut self, element: &Element) {
        let Some(name) = element.attribute("name") else { return };
        for level in element.children() {
            let Some(depth) = level.number("level") else { continue };
            let own = |name: &str| level.attribute(name).unwrap_or_default().to_owned();
            let known = match level.name.as_str() {
                "list-level-style-bullet" | "list-level-style-image" => Level::Bullet,
                "list-level-style-number" => Level::Number {
                    before: own("num-prefix"),
                    format: own("num-format"),
                    behind: own("num-suffix"),
                    start: level.number("start-value").unwrap_or(1),
                },
                _ => continue,
            };
            self.lists.insert((name.to_owned(), depth), known);
        }
    }

    /// A setting of a style, or of the first style that it is made of and that says something.
    fn setting<T>(&self, name: &str, of: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut style = self.styles.get(name);
        for _ in 0..12 {
            let known = style?;
            if let Some(found) = of(known) {
                return Some(found);
            }
            style = known.parent.as_ref().and_then(|parent| self.styles.get(parent));
        }
        None
    }

    fn blocks(&mut self, element: &Element, item: Option<&Item>) -> Result<Vec<Block>, Refusal> {
        let mut blocks = Vec::new();
        let mut label = item.and_then(|item| self.label(item));
        for child in element.children() {
            match child.name.as_str() {
                "p" | "h" => {
                    let paragraph = self.paragraph(child, label.take())?;
                    blocks.push(Block::Paragraph(paragraph));
                    blocks.append(&mut self.boxes);
                }
                "list" => blocks.extend(self.list(child, item)?),
                "table" => blocks.push(Block::Table(self.table(child)?)),
                "tracked-changes" => self.corrections += child.children().count(),
                "forms" | "sequence-decls" | "variable-decls" | "user-field-decls" => {}
                "frame" | "custom-shape" | "rect" | "g" => {
                    let mut runs = Vec::new();
                    self.frame(child, &mut runs)?;
                    if !runs.is_empty() {
                        blocks.push(Block::Paragraph(Paragraph { runs, ..Paragraph::default() }));
                    }
                    blocks.append(&mut self.boxes);
                }
                _ => blocks.extend(self.blocks(child, None)?),
            }
        }
        Ok(blocks)
    }

    fn list(&mut self, element: &Element, outer: Option<&Item>) -> Result<Vec<Block>, Refusal> {
        let own = element.attribute("style-name").map(str::to_owned);
        let style = own.or_else(|| outer.map(|item| item.style.clone())).unwrap_or_default();
        let depth = outer.map_or(1, |item| item.depth + 1);
        let start = match self.lists.get(&(style.clone(), depth)) {
            Some(Level::Number { start, .. }) => *start,
            _ => 1,
        };
        let goes_on = element.attribute("continue-numbering") == Some("true")
            || element.attribute("continue-list").is_some();
        let mut number = self
            .counted
            .get(&style)
            .copied()
            .filter(|_| goes_on && depth == 1)
            .map_or(start, |last| last + 1);
        let mut blocks = Vec::new();
        for child in element.children() {
            if child.name != "list-item" && child.name != "list-header" {
                continue;
            }
            number = child.number("start-value").unwrap_or(number);
            let item = Item { style: style.clone(), depth, number };
            if child.name == "list-header" {
                blocks.extend(self.blocks(child, None)?);
                continue;
            }
            blocks.extend(self.blocks(child, Some(&item))?);
            if depth == 1 {
                self.counted.insert(style.clone(), number);
            }
            number = number.saturating_add(1);
        }
        Ok(blocks)
    }

    fn label(&self, item: &Item) -> Option<Label> {
        match self.lists.get(&(item.style.clone(), item.depth))? {
            Level::Bullet => Some(Label::Bullet),
            Level::Number { format, .. } if format.is_empty() => None,
            Level::Number { before, format, behind, .. } => {
                let number = super::docx::written(item.number, &odf_format(format));
                Some(Label::Number(format!("{before}{number}{behind}").trim().to_owned()))
            }
        }
    }

    fn paragraph(&mut self, element: &Element, label: Option<Label>) -> Result<Paragraph, Refusal> {
        let style = element.attribute("style-name").unwrap_or_default();
        let form = Run {
            bold: self.setting(style, |style| style.bold).unwrap_or(false),
            italic: self.setting(style, |style| style.italic).unwrap_or(false),
            struck: self.setting(style, |style| style.struck).unwrap_or(false),
            ..Run::default()
        };
        let centred = self.setting(style, |style| style.centred).unwrap_or(false);
        let heading = (element.name == "h").then(|| element.number("outline-level").unwrap_or(1));
        let mut runs = Vec::new();
        let outer = std::mem::take(&mut self.boxes);
        self.runs(element, &form, &mut runs)?;
        let boxes = std::mem::replace(&mut self.boxes, outer);
        self.boxes.extend(boxes);
        Ok(Paragraph { runs, label, heading, centred })
    }

    fn runs(&mut self, element: &Element, form: &Run, runs: &mut Vec<Run>) -> Result<(), Refusal> {
        for node in &element.nodes {
            let child = match node {
                Node::Text(text) => {
                    push(text.replace(['\n', '\r'], " "), form, runs);
                    continue;
                }
                Node::Element(child) => child,
            };
            match child.name.as_str() {
                "s" => push(" ".repeat(child.number("c").unwrap_or(1).min(100)), form, runs),
                "tab" => push("\t".to_owned(), form, runs),
                "line-break" => push("\n".to_owned(), form, runs),
                "span" => {
                    let style = child.attribute("style-name").unwrap_or_default().to_owned();
                    let bold = self.setting(&style, |style| style.bold).unwrap_or(form.bold);
                    let italic = self.setting(&style, |style| style.italic).unwrap_or(form.italic);
                    let struck = self.setting(&style, |style| style.struck).unwrap_or(form.struck);
                    self.runs(child, &Run { bold, italic, struck, ..form.clone() }, runs)?;
                }
                "a" => {
                    let link = child.attribute("href").map(str::to_owned);
                    self.runs(child, &Run { link, ..form.clone() }, runs)?;
                }
                "note" => {
                    let text =
                        child.child("note-body").map(|body| squeezed(&spaced(body))).unwrap_or_default();
                    if !text.is_empty() {
                        runs.push(Run { text, note: true, ..Run::default() });
                    }
                }
                "annotation" => {
                    let paragraphs =
                        child.children().filter(|child| child.name == "p" || child.name == "list");
                    let text = paragraphs.map(spaced).collect::<Vec<_>>().join(" ");
                    self.outside.push((Outside::Remark, squeezed(&text)));
                }
                "frame" | "custom-shape" | "rect" | "g" => self.frame(child, runs)?,
                "ruby-text" | "change" | "change-start" | "change-end" => {}
                _ => self.runs(child, form, runs)?,
            }
        }
        Ok(())
    }

    fn frame(&mut self, element: &Element, runs: &mut Vec<Run>) -> Result<(), Refusal> {
        let said = |name: &str| element.child(name).map(Element::text).filter(|text| !text.trim().is_empty());
        let description = said("desc").or_else(|| said("title")).unwrap_or_default();
        for child in element.children() {
            match child.name.as_str() {
                "image" => {
                    if let Some(target) = child.attribute("href") {
                        self.shown.push((target.to_owned(), description.clone()));
                        runs.push(Run { picture: Some(self.shown.len() - 1), ..Run::default() });
                        break;
                    }
                }
                "text-box" => {
                    let outer = std::mem::take(&mut self.boxes);
                    let blocks = self.blocks(child, None)?;
                    self.boxes = outer;
                    self.boxes.extend(blocks);
                }
                "p" | "list" | "h" => {
                    let outer = std::mem::take(&mut self.boxes);
                    let blocks = match child.name.as_str() {
                        "list" => self.list(child, None)?,
                        _ => vec![Block::Paragraph(self.paragraph(child, None)?)],
                    };
                    self.boxes = outer;
                    self.boxes.extend(blocks);
                }
                "frame" | "custom-shape" | "rect" | "g" => self.frame(child, runs)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn table(&mut self, element: &Element) -> Result<Table, Refusal> {
        let mut rows = Vec::new();
        let mut limits = Limits::default();
        self.rows(element, false, &mut rows, &mut limits)?;
        let width = rows.iter().flat_map(|row: &Row| &row.cells).map(Cell::end).max().unwrap_or(0);
        Ok(Table { rows, width })
    }

    fn rows(
        &mut self,
        element: &Element,
        heads_pages: bool,
        rows: &mut Vec<Row>,
        limits: &mut Limits,
    ) -> Result<(), Refusal> {
        for child in element.children() {
            match child.name.as_str() {
                "table-row" => {
                    let mut row = Row { cells: self.cells(child, rows, limits)?, heads_pages };
                    row.show_lone_numbers();
                    let times = child.number("number-rows-repeated").unwrap_or(1).clamp(1, MOST_REPEATED);
                    let times = if row.filled().next().is_some() { times } else { 1 };
                    rows.extend(std::iter::repeat_n(row, times));
                }
                "table-header-rows" => self.rows(child, true, rows, limits)?,
                "table-rows" | "table-row-group" => self.rows(child, heads_pages, rows, limits)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn cells(&mut self, element: &Element, above: &[Row], limits: &mut Limits) -> Result<Vec<Cell>, Refusal> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut column = 0;
        for child in element.children() {
            limits.cell()?;
            let times = child.number("number-columns-repeated").unwrap_or(1).clamp(1, MOST_REPEATED);
            match child.name.as_str() {
                "table-cell" => {
                    let span = child.number("number-columns-spanned").unwrap_or(1).max(1);
                    let blocks = self.blocks(child, None)?;
                    for _ in 0..times {
                        cells.push(Cell { column, span, continued: false, blocks: blocks.clone() });
                        column = Limits::column(column.saturating_add(1))?;
                    }
                    Limits::column(column.saturating_add(span))?;
                }
                // Covered by a cell to the left, or by one above.
                "covered-table-cell" => {
                    for _ in 0..times {
                        if cells.last().is_none_or(|cell| cell.end() <= column) {
                            let over = above
                                .last()
                                .and_then(|row| row.at(column))
                                .map_or(1, |cell| cell.end() - column);
                            cells.push(Cell {
                                column,
                                span: over.max(1),
                                continued: true,
                                blocks: Vec::new(),
                            });
                        }
                        column = Limits::column(column.saturating_add(1))?;
                    }
                }
                _ => {}
            }
        }
        Ok(cells)
    }
}

/// The name that Word has for a format of numbers.
fn odf_format(format: &str) -> String {
    let name = match format {
        "I" => "upperRoman",
        "i" => "lowerRoman",
        "A" => "upperLetter",
        "a" => "lowerLetter",
        _ if format.starts_with(['А', 'Б']) => "russianUpper",
        _ if format.starts_with(['а', 'б']) => "russianLower",
        _ => "decimal",
    };
    name.to_owned()
}

fn push(text: String, form: &Run, runs: &mut Vec<Run>) {
    match runs.last_mut() {
        Some(last)
            if (last.bold, last.italic, last.struck, &last.link, last.note, last.picture)
                == (form.bold, form.italic, form.struck, &form.link, false, None) =>
        {
            last.text.push_str(&text);
        }
        _ => runs.push(Run { text, ..form.clone() }),
    }
}

/// The words below an element, its paragraphs parted by spaces.
fn spaced(element: &Element) -> String {
    let mut text = String::new();
    for node in &element.nodes {
        match node {
            Node::Text(words) => text.push_str(words),
            Node::Element(child) => {
                let parts =
                    matches!(child.name.as_str(), "p" | "h" | "s" | "tab" | "line-break" | "list-item");
                if parts {
                    text.push(' ');
                }
                text.push_str(&spaced(child));
            }
        }
    }
    text
}
