//! The styles of a document of Word, as far as they say something of the text.

use std::collections::BTreeMap;

use crate::import::xml::Element;

/// No chain of styles that are based on each other is longer.
const LONGEST_CHAIN: usize = 12;

/// What a style says.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// The level of the heading, from 1.
    pub(super) heading: Option<usize>,
    /// Its list, and the level in it.
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) alignment: Option<String>,
}

/// All styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

impl Styles {
    /// The styles of `styles.xml`.
    pub(super) fn new(root: Option<&Element>) -> Self {
        let Some(root) = root else { return Self::default() };
        let styles: BTreeMap<&str, &Element> = root
            .children()
            .filter(|child| child.name == "style")
            .filter_map(|style| Some((style.attribute("styleId")?, style)))
            .collect();
        let resolved = styles.keys().map(|id| ((*id).to_owned(), resolved(&styles, id)));
        Self(resolved.collect())
    }

    /// The style of this id; one that the document does not describe says nothing.
    pub(super) fn of(&self, id: &str) -> Style {
        self.0.get(id).cloned().unwrap_or_default()
    }
}

/// A style with what it takes from those that it is based on.
fn resolved(styles: &BTreeMap<&str, &Element>, id: &str) -> Style {
    let mut style = Style::default();
    let mut next = Some(id);
    for _ in 0..LONGEST_CHAIN {
        let Some(element) = next.and_then(|id| styles.get(id)) else { break };
        let heading = || {
            let name = element.value(&["name"])?.to_lowercase();
            name.strip_prefix("heading ")?.parse::<usize>().ok()
        };
        let outline = element.value(&["pPr", "outlineLvl"]).and_then(|level| level.parse::<usize>().ok());
        let outline = outline.filter(|level| *level < 9).map(|level| level + 1);
        style.heading = style.heading.or_else(heading).or(outline);
        style.list = style.list.or_else(|| element.value(&["pPr", "numPr", "numId"]).map(str::to_owned));
        let level = element.value(&["pPr", "numPr", "ilvl"]).and_then(|level| level.parse().ok());
        style.level = style.level.or(level);
        style.bold |= element.is_on(&["rPr", "b"]);
        style.italic |= element.is_on(&["rPr", "i"]);
        style.struck |= element.is_on(&["rPr", "strike"]);
        style.alignment = style.alignment.or_else(|| element.value(&["pPr", "jc"]).map(str::to_owned));
        next = element.value(&["basedOn"]);
    }
    style
}
