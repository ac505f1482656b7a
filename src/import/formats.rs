//! How a workbook shows its dates: a month without its day is a month.

use std::collections::BTreeMap;

use super::container::Container;
use super::xml::{self, Element};
use crate::russian::calendar::{MONTHS, MONTHS_GENITIVE};

/// What of a date is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// «сентябрь»
    Month,
    /// «сентябрь 2024»
    MonthOfYear,
    /// «12 сентября»
    Day,
}

impl Shown {
    /// A date as it is shown.
    pub(super) fn written(self, year: u16, month: u8, day: u8) -> Option<String> {
        let index = usize::from(month.checked_sub(1)?);
        let name = MONTHS.get(index)?;
        Some(match self {
            Self::Month => (*name).to_owned(),
            Self::MonthOfYear => format!("{name} {year}"),
            Self::Day => format!("{day} {}", MONTHS_GENITIVE[index]),
        })
    }
}

/// The formats of a workbook in which something of a date is not shown.
pub(super) struct Formats {
    /// What each style shows, where it leaves something out.
    styles: Vec<Option<Shown>>,
    /// The parts of the sheets by their names.
    sheets: BTreeMap<String, String>,
}

impl Formats {
    /// The formats of a workbook. What cannot be read is shown whole: the dates themselves are read elsewhere.
    pub(super) fn of(container: &mut Container) -> Self {
        let styles = part(container, "xl/styles.xml").map(|root| styles(&root)).unwrap_or_default();
        let sheets = sheets(container).unwrap_or_default();
        Self { styles, sheets }
    }

    /// The cells of a sheet whose dates are not shown whole, by row and column.
    pub(super) fn of_sheet(&self, container: &mut Container, name: &str) -> BTreeMap<(usize, usize), Shown> {
        let mut shown = BTreeMap::new();
        if self.styles.iter().all(Option::is_none) {
            return shown;
        }
        let sheet = self.sheets.get(name).and_then(|path| part(container, path));
        let rows = sheet.as_ref().and_then(|sheet| sheet.child("sheetData"));
        for cell in rows.into_iter().flat_map(Element::children).flat_map(Element::children) {
            let style = cell.number("s").and_then(|style| *self.styles.get(style)?);
            let place = cell.attribute("r").and_then(place);
            shown.extend(place.zip(style));
        }
        shown
    }
}

fn part(container: &mut Container, name: &str) -> Option<Element> {
    let bytes = container.part(name).ok()??;
    xml::parse(&bytes, name).ok()
}

fn sheets(container: &mut Container) -> Option<BTreeMap<String, String>> {
    let relations = part(container, "xl/_rels/workbook.xml.rels")?;
    let book = part(container, "xl/workbook.xml")?;
    let target = |id: &str| {
        let relation = relations.children().find(|relation| relation.attribute("Id") == Some(id))?;
        let target = relation.attribute("Target")?;
        Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
    };
    let sheets = book.child("sheets")?.children();
    Some(
        sheets
            .filter_map(|sheet| Some((sheet.attribute("name")?.to_owned(), target(sheet.attribute("id")?)?)))
            .collect(),
    )
}

fn styles(root: &Element) -> Vec<Option<Shown>> {
    let own = root.child("numFmts").into_iter().flat_map(Element::children);
    let own: BTreeMap<usize, &str> = own
        .filter_map(|format| Some((format.number("numFmtId")?, format.attribute("formatCode")?)))
        .collect();
    let styles = root.child("cellXfs").into_iter().flat_map(Element::children);
    let shown = |style: &Element| {
        let number = style.number("numFmtId")?;
        match own.get(&number) {
            Some(code) => shown(code),
            // The two that every workbook has (ECMA-376, part 1, 18.8.30): d-mmm and mmm-yy.
            None if number == 16 => Some(Shown::Day),
            None if number == 17 => Some(Shown::MonthOfYear),
            None => None,
        }
    };
    styles.map(shown).collect()
}

/// What a format shows of a date, where it leaves something out: `mmmm yyyy`, `[$-419]d mmm;@`.
fn shown(code: &str) -> Option<Shown> {
    let code = code.split(';').next().unwrap_or_default().to_lowercase();
    let (mut letters, mut skips) = (String::new(), None);
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match (skips, sign) {
            (Some(end), sign) if sign == end => skips = None,
            (Some(_), _) => {}
            (None, '[') => skips = Some(']'),
            (None, '"') => skips = Some('"'),
            (None, '\\' | '_' | '*') => {
                signs.next();
            }
            (None, sign) => letters.push(sign),
        }
    }
    let has = |letter: char| letters.contains(letter);
    // With hours an `m` is minutes, and without any there is no date.
    if !has('m') || has('h') || has('s') || has('0') || has('#') {
        return None;
    }
    match (has('d'), has('y')) {
        (false, true) => Some(Shown::MonthOfYear),
        (false, false) => Some(Shown::Month),
        (true, false) => Some(Shown::Day),
        (true, true) => None,
    }
}

/// The row and the column of a cell, from nothing: `B3` is (2, 1).
fn place(name: &str) -> Option<(usize, usize)> {
    let letters = name.find(|letter: char| letter.is_ascii_digit())?;
    let row = name[letters..].parse::<usize>().ok()?.checked_sub(1)?;
    let mut column = 0_usize;
    for letter in name[..letters].bytes() {
        let digit = letter.is_ascii_uppercase().then(|| usize::from(letter - b'A') + 1)?;
        column = column.checked_mul(26)?.checked_add(digit)?;
    }
    Some((row, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        for (code, expected) in [
            ("mmm\\-yy", Some(Shown::MonthOfYear)),
            ("[$-419]mmmm\\ yyyy;@", Some(Shown::MonthOfYear)),
            ("mmmm", Some(Shown::Month)),
            ("d\\ mmmm", Some(Shown::Day)),
            ("dd/mm/yyyy", None),
            ("h:mm", None),
            ("0.00", None),
            ("General", None),
            ("\"месяц\" 0", None),
        ] {
            assert_eq!(shown(code), expected, "{code}");
        }
        assert_eq!(Shown::MonthOfYear.written(2024, 9, 1).as_deref(), Some("сентябрь 2024"));
        assert_eq!(Shown::Day.written(2024, 9, 12).as_deref(), Some("12 сентября"));
    }

    #[test]
    fn places() {
        for (name, expected) in [
            ("A1", Some((0, 0))),
            ("B3", Some((2, 1))),
            ("AA10", Some((9, 26))),
            ("A0", None),
            ("1", None),
            ("ё1", None),
        ] {
            assert_eq!(place(name), expected, "{name}");
        }
    }
}
