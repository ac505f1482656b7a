//! Sizes of files as people write them: «20 МБ», «500 КБ», «1,5 ГБ».

use super::record::{Context, Decode, Text};
use super::shape::{Shape, Wording, spelt};
use super::yaml::Node;
use crate::diagnostic::Diagnostic;

/// A size in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileSize(pub u64);

/// The units, each with its Latin spelling and its length, counted as Windows counts them.
const UNITS: [(&str, &str, u64); 3] = [("кб", "kb", 1 << 10), ("мб", "mb", 1 << 20), ("гб", "gb", 1 << 30)];

const WANTED: &str = "Напишите число и единицу: 20 МБ, 500 КБ или 1 ГБ";

impl Decode for FileSize {
    fn shape() -> Shape {
        let units: Vec<String> =
            UNITS.iter().flat_map(|(russian, latin, _)| [*russian, *latin].map(spelt)).collect();
        Shape::Words(Wording {
            name: "FileSize",
            offered: Vec::new(),
            understood: format!(r"^\s*\d{{1,6}}(?:[.,]\d)?\s*(?:{})\s*$", units.join("|")),
            or_boolean: false,
            wanted: WANTED,
        })
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let Text { value: text, place } = Text::decode(node, context)?;
        let size = parse(&text);
        if size.is_none() {
            context.diagnostics.push(
                Diagnostic::error(place, format!("Размер записан непонятно: «{text}»"))
                    .hint(format!("{WANTED}.")),
            );
        }
        size.map(Self)
    }
}

fn parse(text: &str) -> Option<u64> {
    let text = text.to_lowercase();
    let unit_at = text.find(char::is_alphabetic)?;
    let (number, unit) = text.split_at(unit_at);
    let (_, _, length) = UNITS.iter().find(|(russian, latin, _)| unit == *russian || unit == *latin)?;
    let (whole, part) = number.trim().split_once([',', '.']).unwrap_or((number.trim(), "0"));
    let digit: u64 = if part.len() == 1 { part.parse().ok()? } else { return None };
    let whole: u64 = if whole.len() <= 6 { whole.parse().ok()? } else { return None };
    let size = whole * length + digit * length / 10;
    (size > 0).then_some(size)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn sizes_as_people_write_them() {
        for (text, size) in [
            ("20 МБ", Some(20 << 20)),
            ("20мб", Some(20 << 20)),
            ("500 KB", Some(500 << 10)),
            ("1,5 ГБ", Some(3 << 29)),
            ("20", None),
            ("0 МБ", None),
            ("-5 МБ", None),
            ("МБ", None),
            ("20 метров", None),
            ("99999999999 ГБ", None),
            ("", None),
        ] {
            assert_eq!(parse(text), size, "{text}");
        }
    }
}
