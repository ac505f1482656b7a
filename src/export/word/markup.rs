//! Paragraphs and tables as Word writes them (ECMA-376, part 1, 17.3 and 17.4), and the sheet on which they stand (17.6).

use super::styles::id;
use super::xml::Xml;
use crate::export::document::sheet::{MARGIN, RIGHT_MARGIN, SHEET};
use crate::export::document::text::{Block, Cell, Joined, Letters, Look, Paragraph, Run, Style, Table, Text};

/// The names that all parts share.
pub(super) const NAMES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// `word/document.xml`
pub(super) fn document(text: &Text) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:document", &NAMES, |xml| {
        xml.within("w:body", &[], |xml| {
            blocks(xml, &text.blocks);
            sheet(xml, text.wide);
        });
    });
    xml.into_bytes()
}

fn sheet(xml: &mut Xml, wide: bool) {
    let (width, height) = if wide { (SHEET.1, SHEET.0) } else { SHEET };
    let (width, height) = (width.to_string(), height.to_string());
    let (margin, right) = (MARGIN.to_string(), if wide { MARGIN } else { RIGHT_MARGIN }.to_string());
    xml.within("w:sectPr", &[], |xml| {
        for (element, of, part) in [
            ("w:headerReference", "default", "header"),
            ("w:headerReference", "first", "headerFirst"),
            ("w:footerReference", "default", "footer"),
            ("w:footerReference", "first", "footerFirst"),
        ] {
            xml.empty(element, &[("w:type", of), ("r:id", part)]);
        }
        let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
        if wide {
            size.push(("w:orient", "landscape"));
        }
        xml.empty("w:pgSz", &size);
        let margins = [
            ("w:top", margin.as_str()),
            ("w:right", right.as_str()),
            ("w:bottom", margin.as_str()),
            ("w:left", margin.as_str()),
            ("w:header", "567"),
            ("w:footer", "567"),
            ("w:gutter", "0"),
        ];
        xml.empty("w:pgMar", &margins);
        xml.empty("w:titlePg", &[]);
    });
}

/// Paragraphs and tables. Two tables that touch would become one, and behind the last Word wants a paragraph.
fn blocks(xml: &mut Xml, blocks: &[Block]) {
    let mut blocks = blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        match block {
            // What it draws stands in the table beside it.
            Block::Chart(_) => {}
            Block::Paragraph(one) => paragraph(xml, one),
            Block::Table(one) => {
                table(xml, one);
                if !matches!(blocks.peek(), Some(Block::Paragraph(_))) {
                    paragraph(xml, &Paragraph { style: Style::Gap, runs: Vec::new() });
                }
            }
        }
    }
}

/// A paragraph.
pub(super) fn paragraph(xml: &mut Xml, Paragraph { style, runs }: &Paragraph) {
    xml.within("w:p", &[], |xml| {
        if *style != Style::Normal {
            xml.within("w:pPr", &[], |xml| xml.value("w:pStyle", id(*style)));
        }
        for run in runs {
            xml.within("w:r", &[], |xml| match run {
                Run::Break => xml.empty("w:br", &[]),
                Run::Tab => xml.empty("w:tab", &[]),
                Run::Words(words, look) => {
                    if *look != Look::default() {
                        xml.within("w:rPr", &[], |xml| looks(xml, *look));
                    }
                    xml.words("w:t", &[("xml:space", "preserve")], words);
                }
            });
        }
    });
}

fn looks(xml: &mut Xml, Look { bold, italic, struck, raised }: Look) {
    for (is_so, name) in [(bold, "w:b"), (italic, "w:i"), (struck, "w:strike")] {
        if is_so {
            xml.empty(name, &[]);
        }
    }
    if raised {
        xml.value("w:vertAlign", "superscript");
    }
}

fn table(xml: &mut Xml, table: &Table) {
    xml.within("w:tbl", &[], |xml| {
        xml.within("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", if table.ruled { "TableGrid" } else { "TablePlain" });
            let width: u64 = table.widths.iter().sum();
            xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            let (look, first) = if table.headings > 0 { ("0620", "1") } else { ("0600", "0") };
            let look = [("w:val", look), ("w:firstRow", first), ("w:noHBand", "1"), ("w:noVBand", "1")];
            xml.empty("w:tblLook", &look);
        });
        xml.within("w:tblGrid", &[], |xml| {
            for width in &table.widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        for (number, cells) in table.rows.iter().enumerate() {
            row(xml, table, cells, number < table.headings);
        }
    });
}

fn row(xml: &mut Xml, table: &Table, cells: &[Cell], is_heading: bool) {
    xml.within("w:tr", &[], |xml| {
        xml.within("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            if is_heading {
                xml.empty("w:tblHeader", &[]);
            }
        });
        let mut column = 0;
        for one in cells {
            let width: u64 = table.widths[column..].iter().take(one.columns).sum();
            column += one.columns;
            cell(xml, one, width);
        }
    });
}

fn cell(xml: &mut Xml, cell: &Cell, width: u64) {
    xml.within("w:tc", &[], |xml| {
        xml.within("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if cell.columns > 1 {
                xml.value("w:gridSpan", &cell.columns.to_string());
            }
            match cell.joined {
                Joined::Not => {}
                Joined::Begins => xml.value("w:vMerge", "restart"),
                Joined::GoesOn => xml.value("w:vMerge", "continue"),
            }
        });
        blocks(xml, &cell.blocks);
        if cell.blocks.is_empty() {
            paragraph(xml, &Paragraph { style: Style::Cell(Letters::Small), runs: Vec::new() });
        }
    });
}
