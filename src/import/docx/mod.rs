//! A document of Word (ECMA-376, part 1) to the plain model.
//!
//! What waits for acceptance is read as accepted, fields as their last result, text boxes behind the paragraph that holds them.

mod numbering;
mod run;
mod styles;
mod table;

use std::collections::BTreeMap;

use super::container::Container;
use super::document::{Block, Document, Outside, Paragraph, Picture, squeezed};
use super::refusal::Refusal;
use super::xml::{self, Element};
pub(super) use numbering::written;

use numbering::Numbering;
use run::{Around, Field};
use styles::Styles;

/// Where Word keeps the text, and where it is looked for first.
const MAIN: &str = "word/document.xml";

/// Whether an archive is a document of Word.
pub(super) fn is_docx(container: &Container) -> bool {
    container.has(MAIN) || container.names().iter().any(|name| name.starts_with("word/"))
}

/// Reads the document.
pub(super) fn read(container: &mut Container) -> Result<Document, Refusal> {
    let main = main_part(container)?;
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let root = part(container, &main)?.ok_or_else(|| Refusal::damaged(&main))?;
    let links = relations(container, &format!("{folder}/_rels/{name}.rels"))?;
    let mut reader = Reader {
        styles: Styles::new(part(container, &format!("{folder}/styles.xml"))?.as_ref()),
        numbering: Numbering::new(part(container, &format!("{folder}/numbering.xml"))?.as_ref()),
        links,
        notes: BTreeMap::new(),
        shown: Vec::new(),
        corrections: 0,
        is_hidden: false,
        fields: Vec::new(),
        boxes: Vec::new(),
    };
    for (file, kind) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        if let Some(notes) = part(container, &format!("{folder}/{file}.xml"))? {
            reader.read_notes(&notes, kind);
        }
    }
    let body = root.child("body").ok_or_else(|| Refusal::damaged(&main))?;
    let blocks = reader.blocks(body)?;
    let Reader { shown, corrections, .. } = reader;
    let pictures = pictures(container, folder, shown)?;
    Ok(Document { blocks, outside: outside(container, folder)?, pictures, corrections })
}

/// The part that holds the text.
fn main_part(container: &mut Container) -> Result<String, Refusal> {
    let Some(root) = part(container, "_rels/.rels")? else { return Ok(MAIN.to_owned()) };
    let is_main = |relation: &&Element| {
        relation.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
    };
    let main = root.children().find(is_main).and_then(|relation| relation.attribute("Target"));
    let main = main.map(|target| target.trim_start_matches('/').to_owned());
    Ok(main.filter(|main| container.has(main)).unwrap_or_else(|| MAIN.to_owned()))
}

fn part(container: &mut Container, name: &str) -> Result<Option<Element>, Refusal> {
    container.part(name)?.map(|bytes| xml::parse(&bytes, name)).transpose()
}

/// What a part refers to, by the ids of its references.
fn relations(container: &mut Container, name: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let Some(root) = part(container, name)? else { return Ok(BTreeMap::new()) };
    let relation = |relation: &Element| {
        Some((relation.attribute("Id")?.to_owned(), relation.attribute("Target")?.to_owned()))
    };
    Ok(root.children().filter_map(relation).collect())
}

/// The pictures that are shown, with their bytes; one that stands in another place than the document has none.
fn pictures(
    container: &mut Container,
    folder: &str,
    shown: Vec<(String, String)>,
) -> Result<Vec<Picture>, Refusal> {
    let mut pictures = Vec::new();
    for (target, description) in shown {
        let path = match target.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => format!("{folder}/{target}"),
        };
        let bytes = container.part(&path)?.unwrap_or_default();
        let name = target.rsplit('/').next().unwrap_or_default().to_owned();
        pictures.push(Picture { name, description, bytes });
    }
    Ok(pictures)
}

/// The words of headers, footers, remarks and diagrams; numbers of pages say nothing.
fn outside(container: &mut Container, folder: &str) -> Result<Vec<(Outside, String)>, Refusal> {
    let mut found: Vec<(Outside, String)> = Vec::new();
    for name in container.names() {
        let Some(below) = name.strip_prefix(folder).map(|name| name.trim_start_matches('/')) else {
            continue;
        };
        let is_xml = std::path::Path::new(below).extension().is_some_and(|ending| ending == "xml");
        let kind = match below {
            _ if !is_xml => continue,
            name if name.starts_with("header") || name.starts_with("footer") => Outside::Margin,
            "comments.xml" => Outside::Remark,
            name if name.starts_with("diagrams/data") || name.starts_with("charts/chart") => Outside::Drawing,
            _ => continue,
        };
        let Some(root) = part(container, &name)? else { continue };
        let mut lines = Vec::new();
        paragraphs_in(&root, &mut lines);
        for line in lines {
            let says_nothing = !line.chars().any(char::is_alphabetic) && kind == Outside::Margin;
            if !line.is_empty() && !says_nothing && !found.contains(&(kind, line.clone())) {
                found.push((kind, line));
            }
        }
    }
    Ok(found)
}

/// The text of each paragraph below an element.
fn paragraphs_in(element: &Element, lines: &mut Vec<String>) {
    for child in element.children() {
        if child.name == "p" {
            let mut text = String::new();
            text_of(child, &mut text);
            lines.push(squeezed(&text));
        } else if child.name != "Fallback" {
            paragraphs_in(child, lines);
        }
    }
}

/// The words below an element, spaces in place of what parts them.
fn text_of(element: &Element, text: &mut String) {
    for child in element.children() {
        match child.name.as_str() {
            "t" => text.push_str(&child.text()),
            "tab" | "br" | "cr" | "p" => {
                text.push(' ');
                text_of(child, text);
            }
            "del" | "moveFrom" | "instrText" | "Fallback" => {}
            _ => text_of(child, text),
        }
    }
}

/// A document while it is read.
struct Reader {
    styles: Styles,
    numbering: Numbering,
    links: BTreeMap<String, String>,
    notes: BTreeMap<(&'static str, String), String>,
    /// All pictures so far: where they are, and what is said of them.
    shown: Vec<(String, String)>,
    corrections: usize,
    /// Whether a cell is being read that another one covers: Word counts no empty items in it.
    is_hidden: bool,
    /// The fields that are open.
    fields: Vec<Field>,
    /// What stands in the boxes of the paragraph being read.
    boxes: Vec<Block>,
}

impl Reader {
    fn read_notes(&mut self, root: &Element, kind: &'static str) {
        for note in root.children().filter(|note| note.name == kind) {
            // The lines that part notes from the text are notes of their own kind.
            let (None, Some(id)) = (note.attribute("type"), note.attribute("id")) else { continue };
            let mut lines = Vec::new();
            paragraphs_in(note, &mut lines);
            self.notes.insert((kind, id.to_owned()), squeezed(&lines.join(" ")));
        }
    }

    /// The paragraphs and tables inside an element.
    fn blocks(&mut self, element: &Element) -> Result<Vec<Block>, Refusal> {
        let mut blocks = Vec::new();
        for child in element.children() {
            match child.name.as_str() {
                "p" => {
                    let paragraph = self.paragraph(child)?;
                    blocks.push(Block::Paragraph(paragraph));
                    blocks.append(&mut self.boxes);
                }
                "tbl" => blocks.push(Block::Table(self.table(child)?)),
                "sdt" => {
                    if let Some(content) = child.child("sdtContent") {
                        blocks.extend(self.blocks(content)?);
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = child.child("Choice").or_else(|| child.child("Fallback")) {
                        blocks.extend(self.blocks(chosen)?);
                    }
                }
                "customXml" | "smartTag" | "ins" | "moveTo" => blocks.extend(self.blocks(child)?),
                "del" | "moveFrom" => self.corrections += 1,
                _ => {}
            }
        }
        Ok(blocks)
    }

    fn paragraph(&mut self, element: &Element) -> Result<Paragraph, Refusal> {
        let properties = element.child("pPr");
        let style = properties.and_then(|properties| properties.value(&["pStyle"])).unwrap_or_default();
        let style = self.styles.of(style);
        let own = |path: &[&str]| properties.and_then(|properties| properties.value(path)).map(str::to_owned);
        let outer = std::mem::take(&mut self.boxes);
        let mut runs = Vec::new();
        self.runs(element, Around::of(&style), &mut runs)?;
        let boxes = std::mem::replace(&mut self.boxes, outer);
        self.boxes.extend(boxes);
        let list = own(&["numPr", "numId"]).or_else(|| style.list.clone());
        let level = own(&["numPr", "ilvl"]).and_then(|level| level.parse().ok()).or(style.level).unwrap_or(0);
        let has_words = || runs.iter().any(|run| !run.text.trim().is_empty());
        let is_counted = !self.is_hidden || has_words();
        let label = list.filter(|_| is_counted).and_then(|list| self.numbering.label(&list, level));
        let outline = own(&["outlineLvl"]).and_then(|level| level.parse::<usize>().ok());
        let heading = outline.filter(|level| *level < 9).map(|level| level + 1).or(style.heading);
        let alignment = own(&["jc"]).or_else(|| style.alignment.clone());
        Ok(Paragraph { runs, label, heading, centred: alignment.as_deref() == Some("center") })
    }
}
