//! XML as a tree of elements by their local names, no deeper and no larger than a document has reason to be.
//!
//! Prefixes are left out: writers of documents choose them freely, and no two names of what is read here differ only by
//! their namespace. Entities of one's own are never expanded; a document that declares any is refused.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::refusal::Refusal;

/// Word itself nests tables 63 deep; each is six elements.
const DEEPEST: usize = 400;

/// The largest number of elements and stretches of text.
const MOST_NODES: usize = 3_000_000;

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    /// Its name without a prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// What stands inside, in order.
    pub(super) nodes: Vec<Node>,
}

/// What stands inside an element.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Another element.
    Element(Element),
    /// Text between two tags.
    Text(String),
}

impl Element {
    /// The value of an attribute by its name without a prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The same as a number.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// The elements inside, in order.
    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element inside with this name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.name == name)
    }

    /// The first element at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// The attribute `val` of the first element at the end of a path: how Word writes most of its settings.
    pub(super) fn value(&self, path: &[&str]) -> Option<&str> {
        self.at(path)?.attribute("val")
    }

    /// Whether a setting of Word is on: it stands there and does not say that it is off.
    pub(super) fn is_on(&self, path: &[&str]) -> bool {
        let is_off = |value| matches!(value, "0" | "false" | "off" | "none");
        self.at(path).is_some_and(|setting| !setting.attribute("val").is_some_and(is_off))
    }

    /// All text inside, in order.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.collect_text(&mut text);
        text
    }

    fn collect_text(&self, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Element(element) => element.collect_text(text),
                Node::Text(words) => text.push_str(words),
            }
        }
    }

    /// The first element of this name anywhere inside.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        self.children().find_map(|child| if child.name == name { Some(child) } else { child.find(name) })
    }
}

/// Reads the part `part` of a document.
pub(super) fn parse(bytes: &[u8], part: &str) -> Result<Element, Refusal> {
    let text = decoded(bytes).ok_or_else(|| Refusal::damaged(part))?;
    let mut reader = Reader::from_str(&text);
    let mut open = vec![Element::default()];
    let mut nodes = 0;
    loop {
        nodes += 1;
        if nodes > MOST_NODES {
            return Err(Refusal::too_large(&format!("в его части «{part}» больше {MOST_NODES} элементов")));
        }
        match reader.read_event().map_err(|_| Refusal::damaged(part))? {
            Event::Start(start) if open.len() > DEEPEST => {
                drop(start);
                return Err(Refusal::new(
                    format!("в документе таблицы вложены одна в другую глубже {DEEPEST} раз"),
                    "Скопируйте план в новый документ Word простой таблицей и перенесите его.",
                ));
            }
            Event::Start(start) => open.push(element(&start, part)?),
            Event::Empty(start) => {
                let empty = element(&start, part)?;
                add(&mut open, Node::Element(empty));
            }
            Event::End(_) => {
                let closed = open.pop().filter(|_| !open.is_empty()).ok_or_else(|| Refusal::damaged(part))?;
                add(&mut open, Node::Element(closed));
            }
            Event::Text(words) => add_text(&mut open, &words.xml10_content()),
            Event::CData(words) => add_text(&mut open, &words.xml10_content()),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().map_err(|_| Refusal::damaged(part))?;
                let name = reference.into_inner();
                match (letter, resolve_predefined_entity(&name)) {
                    (Some(letter), _) => add_text(&mut open, letter.encode_utf8(&mut [0; 4])),
                    (None, Some(words)) => add_text(&mut open, words),
                    (None, None) => return Err(declares_entities()),
                }
            }
            Event::DocType(_) => return Err(declares_entities()),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    let whole = open.pop().filter(|_| open.is_empty());
    let root = whole.and_then(|whole| {
        whole.nodes.into_iter().find_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    });
    root.ok_or_else(|| Refusal::damaged(part))
}

fn add(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.nodes.push(node);
    }
}

fn add_text(open: &mut [Element], words: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.nodes.last_mut() {
        Some(Node::Text(text)) => text.push_str(words),
        _ => parent.nodes.push(Node::Text(words.to_owned())),
    }
}

fn element(start: &BytesStart, part: &str) -> Result<Element, Refusal> {
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Refusal::damaged(part))?;
        let name = attribute.key.local_name().as_ref().to_owned();
        let value =
            attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Refusal::damaged(part))?;
        attributes.push((name, value.into_owned()));
    }
    Ok(Element { name: start.local_name().as_ref().to_owned(), attributes, nodes: Vec::new() })
}

fn declares_entities() -> Refusal {
    Refusal::new(
        "в документе есть свои сущности XML: так Word не пишет, и программа их не читает",
        "Откройте файл в Word, сохраните заново (Файл → Сохранить как → Документ Word) и повторите.",
    )
}

/// The text of a part: UTF-8, or UTF-16 with its mark.
fn decoded(bytes: &[u8]) -> Option<String> {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| -> Option<String> {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(str::to_owned),
        _ => std::str::from_utf8(bytes).ok().map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_of_xml_are_read_and_others_refused() {
        let read = |text: &str| parse(text.as_bytes(), "x").map(|root| root.text());
        assert_eq!(read("<w:p><w:t>А &amp; Б &#1078;&lt;</w:t></w:p>").as_deref(), Ok("А & Б ж<"));
        assert_eq!(read("<a><![CDATA[<b>]]></a>").as_deref(), Ok("<b>"));
        for bomb in [
            "<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>",
            "<a>&b;</a>",
            "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
        ] {
            assert!(read(bomb).is_err_and(|refusal| refusal.what.contains("сущности")), "{bomb}");
        }
        for damaged in ["", "text", "<a>", "</a>", "<a></b>", "<a><b></a>", "<a b=>c</a>", "<a>&#xD800;</a>"]
        {
            assert!(read(damaged).is_err(), "{damaged}");
        }
    }

    #[test]
    fn a_tower_is_refused() {
        let tower = "<a>".repeat(100_000) + &"</a>".repeat(100_000);
        assert!(parse(tower.as_bytes(), "x").is_err_and(|refusal| refusal.what.contains("глубже")));
    }

    #[test]
    fn settings_of_word() {
        let root = parse(b"<w:rPr><w:b/><w:i w:val='0'/><w:pStyle w:val='Heading1'/></w:rPr>", "x");
        let root = root.expect("xml");
        assert!(root.is_on(&["b"]) && !root.is_on(&["i"]) && !root.is_on(&["u"]));
        assert_eq!(root.value(&["pStyle"]), Some("Heading1"));
    }
}
