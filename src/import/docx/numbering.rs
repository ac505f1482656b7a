//! The numbers of lists as Word shows them: `numbering.xml` says how, and the document's order how far.

use std::collections::BTreeMap;

use crate::import::document::Label;
use crate::import::xml::Element;

/// Word has nine levels.
const LEVELS: usize = 9;

/// How a level of a list counts.
#[derive(Clone, Debug)]
struct Level {
    start: usize,
    format: String,
    /// What is shown, with `%1` in place of the number of the first level.
    text: String,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The kinds of lists: their levels.
    kinds: BTreeMap<String, Vec<Option<Level>>>,
    /// The lists: their kind, and where they begin anew.
    lists: BTreeMap<String, (String, BTreeMap<usize, usize>)>,
    /// How far each kind has counted: lists of one kind count on.
    counts: BTreeMap<String, [Option<usize>; LEVELS]>,
    /// The lists that have been met: one that begins anew does so once.
    met: std::collections::BTreeSet<String>,
}

impl Numbering {
    /// The lists of `numbering.xml`.
    pub(super) fn new(root: Option<&Element>) -> Self {
        let Some(root) = root else { return Self::default() };
        let mut numbering = Self::default();
        let mut by_style: BTreeMap<&str, String> = BTreeMap::new();
        let kinds = || root.children().filter(|child| child.name == "abstractNum");
        for kind in kinds() {
            let Some(id) = kind.attribute("abstractNumId") else { continue };
            if let Some(style) = kind.value(&["styleLink"]) {
                by_style.insert(style, id.to_owned());
            }
            numbering.kinds.insert(id.to_owned(), levels(kind));
        }
        // A kind may be described by a style, which another kind defines.
        let linked: BTreeMap<&str, &String> = kinds()
            .filter_map(|kind| {
                Some((kind.attribute("abstractNumId")?, by_style.get(kind.value(&["numStyleLink"])?)?))
            })
            .collect();
        for list in root.children().filter(|child| child.name == "num") {
            let (Some(id), Some(kind)) = (list.attribute("numId"), list.value(&["abstractNumId"])) else {
                continue;
            };
            let kind = linked.get(kind).map_or_else(|| kind.to_owned(), |kind| (*kind).clone());
            let overrides = list.children().filter(|child| child.name == "lvlOverride");
            let starts = overrides.filter_map(|over| {
                Some((over.number("ilvl")?, over.value(&["startOverride"])?.parse().ok()?))
            });
            numbering.lists.insert(id.to_owned(), (kind, starts.collect()));
        }
        numbering
    }

    /// The label of the next item of a list; nothing where the list is none or shows nothing.
    pub(super) fn label(&mut self, list: &str, level: usize) -> Option<Label> {
        let level = level.min(LEVELS - 1);
        let (kind, starts) = self.lists.get(list)?;
        let levels = self.kinds.get(kind)?;
        let is_new = self.met.insert(list.to_owned());
        let counts = self.counts.entry(kind.clone()).or_default();
        if is_new {
            for (level, start) in starts.iter().filter(|(level, _)| **level < LEVELS) {
                counts[*level] = start.checked_sub(1);
            }
        }
        let start = |level: usize| levels.get(level).and_then(Option::as_ref).map_or(1, |level| level.start);
        counts[level] = Some(counts[level].map_or_else(|| start(level), |count| count.saturating_add(1)));
        counts[level + 1..].fill(None);
        let described = levels.get(level)?.as_ref()?;
        if described.format == "bullet" {
            return Some(Label::Bullet);
        }
        let mut text = described.text.clone();
        for number in 1..=LEVELS {
            let sign = format!("%{number}");
            if text.contains(&sign) {
                let format =
                    levels.get(number - 1).and_then(Option::as_ref).map_or("decimal", |level| &level.format);
                let count = counts[number - 1].unwrap_or_else(|| start(number - 1));
                text = text.replace(&sign, &written(count, format));
            }
        }
        let text = text.trim().to_owned();
        match text.chars().any(char::is_alphanumeric) {
            true => Some(Label::Number(text)),
            false if text.is_empty() => None,
            false => Some(Label::Bullet),
        }
    }
}

fn levels(kind: &Element) -> Vec<Option<Level>> {
    let mut levels = vec![None; LEVELS];
    for element in kind.children().filter(|child| child.name == "lvl") {
        let Some(index) = element.number("ilvl").filter(|index| *index < LEVELS) else { continue };
        let start = element.value(&["start"]).and_then(|start| start.parse().ok()).unwrap_or(1);
        let format = element.value(&["numFmt"]).unwrap_or("decimal").to_owned();
        let text = element.value(&["lvlText"]).unwrap_or_default().to_owned();
        levels[index] = Some(Level { start, format, text });
    }
    levels
}

/// A number as a format writes it.
pub(in crate::import) fn written(number: usize, format: &str) -> String {
    match format {
        "none" => String::new(),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "lowerLetter" => letters(number, "abcdefghijklmnopqrstuvwxyz"),
        "upperLetter" => letters(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        // The alphabet of lists leaves out the letters that no word begins with.
        "russianLower" => letters(number, "абвгдежзиклмнопрстуфхцчшщэюя"),
        "russianUpper" => letters(number, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// Word doubles the letter behind the end of the alphabet.
fn letters(number: usize, alphabet: &str) -> String {
    let Some(index) = number.checked_sub(1) else { return "0".to_owned() };
    let letters: Vec<char> = alphabet.chars().collect();
    let times = (index / letters.len()).min(20) + 1;
    std::iter::repeat_n(letters[index % letters.len()], times).collect()
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number >= 4000 {
        return number.to_string();
    }
    let mut left = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            left -= value;
            written.push_str(sign);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::xml;

    #[test]
    fn lists_count_as_word_does() {
        let root = xml::parse(
            "<w:numbering>
              <w:abstractNum w:abstractNumId='1'>
                <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>
                <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='russianLower'/><w:lvlText w:val='%1.%2)'/></w:lvl>
              </w:abstractNum>
              <w:abstractNum w:abstractNumId='2'>
                <w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val=''/></w:lvl>
              </w:abstractNum>
              <w:abstractNum w:abstractNumId='3'>
                <w:lvl w:ilvl='0'><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1'/></w:lvl>
              </w:abstractNum>
              <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>
              <w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num>
              <w:num w:numId='3'><w:abstractNumId w:val='1'/>
                <w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>
              <w:num w:numId='4'><w:abstractNumId w:val='3'/></w:num>
            </w:numbering>"
                .as_bytes(),
            "numbering",
        );
        let mut numbering = Numbering::new(Some(&root.expect("xml")));
        let mut label = |list: &str, level| match numbering.label(list, level) {
            Some(Label::Number(number)) => number,
            Some(Label::Bullet) => "•".to_owned(),
            None => String::new(),
        };
        let met = [("1", 0), ("1", 0), ("1", 1), ("1", 1), ("2", 0), ("1", 0), ("1", 1), ("3", 0), ("3", 0)];
        let labels: Vec<String> = met.into_iter().map(|(list, level)| label(list, level)).collect();
        assert_eq!(labels, ["1.", "2.", "2.а)", "2.б)", "•", "3.", "3.а)", "1.", "2."]);
        assert_eq!(
            (label("4", 0), label("4", 0), label("4", 0), label("4", 0)),
            ("I".into(), "II".into(), "III".into(), "IV".into())
        );
        assert_eq!(label("0", 0), "");
    }
}
