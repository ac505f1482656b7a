//! What stands inside a paragraph of Word: words with their form, links, fields, notes, pictures, boxes.

use super::Reader;
use super::styles::Style;
use crate::import::document::Run;
use crate::import::refusal::Refusal;
use crate::import::xml::{Element, Node};

/// A field: what it does, and its last result.
#[derive(Debug, Default)]
pub(super) struct Field {
    instruction: String,
    shows_result: bool,
}

impl Field {
    /// Where a field leads, if it is a link.
    fn link(&self) -> Option<String> {
        let target = self.instruction.trim().strip_prefix("HYPERLINK")?.trim_start();
        let quoted = target.strip_prefix('"').and_then(|rest| rest.split('"').next());
        quoted
            .or_else(|| target.split_whitespace().next())
            .filter(|target| !target.starts_with('\\'))
            .map(str::to_owned)
    }
}

/// What stands around words and says something of them.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// The style of their paragraph.
    style: &'a Style,
    /// The form of their run.
    form: Option<&'a Element>,
    /// Where they lead.
    link: Option<&'a str>,
}

impl<'a> Around<'a> {
    /// Words of a paragraph of this style.
    pub(super) fn of(style: &'a Style) -> Self {
        Self { style, form: None, link: None }
    }
}

impl Reader {
    /// The words inside a paragraph, or inside what stands around some of its words.
    pub(super) fn runs(
        &mut self,
        element: &Element,
        around: Around,
        runs: &mut Vec<Run>,
    ) -> Result<(), Refusal> {
        for child in element.children() {
            match child.name.as_str() {
                "r" => self.run(child, around, runs)?,
                "hyperlink" => {
                    let target = child.attribute("id").and_then(|id| self.links.get(id)).cloned();
                    let link = target.as_deref().or(around.link);
                    self.runs(child, Around { link, ..around }, runs)?;
                }
                "fldSimple" => {
                    let instruction = child.attribute("instr").unwrap_or_default().to_owned();
                    let link = Field { instruction, shows_result: true }.link();
                    self.runs(child, Around { link: link.as_deref(), ..around }, runs)?;
                }
                "del" | "moveFrom" => self.corrections += 1,
                "ins" | "moveTo" => {
                    self.corrections += 1;
                    self.runs(child, around, runs)?;
                }
                "t" if !element.name.ends_with("Pr") => self.push(&child.text(), around, runs),
                "AlternateContent" => {
                    if let Some(chosen) = child.child("Choice").or_else(|| child.child("Fallback")) {
                        self.runs(chosen, around, runs)?;
                    }
                }
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" => {}
                "rt" => {}
                _ => self.runs(child, around, runs)?,
            }
        }
        Ok(())
    }

    fn run(&mut self, element: &Element, around: Around, runs: &mut Vec<Run>) -> Result<(), Refusal> {
        let around = Around { form: element.child("rPr"), ..around };
        for child in element.children() {
            match child.name.as_str() {
                "t" => self.push(&own_text(child), around, runs),
                "tab" | "ptab" => self.push("\t", around, runs),
                "br" | "cr" => self.push("\n", around, runs),
                "noBreakHyphen" => self.push("-", around, runs),
                "sym" => self.push(symbol(child), around, runs),
                "instrText" => {
                    if let Some(field) = self.fields.last_mut() {
                        field.instruction.push_str(&child.text());
                    }
                }
                "fldChar" => self.field_sign(child.attribute("fldCharType").unwrap_or_default()),
                "footnoteReference" | "endnoteReference" => self.note(child, runs),
                "ruby" | "rubyBase" => self.runs(child, around, runs)?,
                "drawing" | "pict" | "object" | "AlternateContent" => self.drawing(child, runs)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn field_sign(&mut self, sign: &str) {
        match sign {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.shows_result = true;
                }
            }
            "end" => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn push(&self, text: &str, Around { style, form, link }: Around, runs: &mut Vec<Run>) {
        if self.fields.iter().any(|field| !field.shows_result) {
            return;
        }
        let field = self.fields.iter().rev().find_map(Field::link);
        let own = |name: &str, of_style: bool| match form {
            Some(form) if form.child(name).is_some() => form.is_on(&[name]),
            _ => of_style,
        };
        let character = form.and_then(|form| form.value(&["rStyle"])).map(|id| self.styles.of(id));
        let character = character.unwrap_or_default();
        let run = Run {
            text: text.to_owned(),
            bold: own("b", style.bold || character.bold),
            italic: own("i", style.italic || character.italic),
            struck: own("strike", style.struck || character.struck) || own("dstrike", false),
            link: link.map(str::to_owned).or(field),
            ..Run::default()
        };
        match runs.last_mut() {
            Some(last)
                if (last.bold, last.italic, last.struck, &last.link, last.note, last.picture)
                    == (run.bold, run.italic, run.struck, &run.link, false, None) =>
            {
                last.text.push_str(&run.text);
            }
            _ => runs.push(run),
        }
    }

    fn note(&mut self, reference: &Element, runs: &mut Vec<Run>) {
        let kind = if reference.name == "footnoteReference" { "footnote" } else { "endnote" };
        let id = reference.attribute("id").unwrap_or_default().to_owned();
        if let Some(text) = self.notes.get(&(kind, id)).filter(|text| !text.is_empty()) {
            runs.push(Run { text: text.clone(), note: true, ..Run::default() });
        }
    }

    /// A picture, or a box with text in it.
    fn drawing(&mut self, element: &Element, runs: &mut Vec<Run>) -> Result<(), Refusal> {
        let properties = element.find("docPr");
        let description = properties.and_then(|properties| properties.attribute("descr")).unwrap_or_default();
        let mut targets = Vec::new();
        let mut boxes = Vec::new();
        drawn(element, &mut targets, &mut boxes);
        for id in targets {
            if let Some(target) = self.links.get(id).cloned() {
                self.shown.push((target, description.to_owned()));
                runs.push(Run { picture: Some(self.shown.len() - 1), ..Run::default() });
            }
        }
        for text in boxes {
            let fields = std::mem::take(&mut self.fields);
            let outer = std::mem::take(&mut self.boxes);
            let blocks = self.blocks(text)?;
            self.boxes = outer;
            self.boxes.extend(blocks);
            self.fields = fields;
        }
        Ok(())
    }
}

/// The pictures and the boxes in a drawing; of two ways of saying the same the first is taken.
fn drawn<'e>(element: &'e Element, pictures: &mut Vec<&'e str>, boxes: &mut Vec<&'e Element>) {
    if element.name == "AlternateContent" {
        if let Some(chosen) = element.child("Choice").or_else(|| element.child("Fallback")) {
            drawn(chosen, pictures, boxes);
        }
        return;
    }
    for child in element.children() {
        match child.name.as_str() {
            "txbxContent" => boxes.push(child),
            "blip" => pictures.extend(child.attribute("embed")),
            "imagedata" => pictures.extend(child.attribute("id")),
            _ => drawn(child, pictures, boxes),
        }
    }
}

/// The words of a text element. Word keeps spaces at its ends only where they are asked for; writers forget to ask.
fn own_text(element: &Element) -> String {
    let words = element.nodes.iter().filter_map(|node| match node {
        Node::Text(text) => Some(text.as_str()),
        Node::Element(_) => None,
    });
    words.collect::<String>().replace(['\n', '\r'], " ")
}

/// A sign of a font of signs: what is no bullet is at least shown to be something.
fn symbol(element: &Element) -> &'static str {
    match element.attribute("char").map(str::to_uppercase).as_deref() {
        Some("F02D" | "002D" | "F0BE" | "2013" | "2014") => "–",
        Some("F0E0" | "F0E8") => "→",
        Some("F0FC" | "F0FE") => "✓",
        _ => "•",
    }
}
