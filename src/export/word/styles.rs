//! The styles of a document: what a librarian finds in Word's list of them, and changes there for all of the document.
//!
//! Times New Roman of 14 points, in tables of 12 or 10; black, nothing underlined (ГОСТ Р 7.0.97-2016, 3.3, 5).

use super::markup::NAMES;
use super::xml::Xml;
use crate::export::document::sheet::{PADDING, line_width};
use crate::export::document::text::{Letters, Style};

/// What Word calls a style.
pub(super) const fn id(style: Style) -> &'static str {
    match style {
        Style::Normal => "Normal",
        Style::Title => "Title",
        Style::Subtitle => "Subtitle",
        Style::Heading(1) => "Heading1",
        Style::Heading(2) => "Heading2",
        Style::Heading(_) => "Heading3",
        Style::Summary => "Summary",
        Style::TableTitle | Style::Caption => "TableTitle",
        Style::Label => "Label",
        Style::Item => "Item",
        Style::NumberedItem => "NumberedItem",
        Style::Approval => "Approval",
        Style::ApprovalRight => "ApprovalRight",
        Style::PlaceRight => "Place",
        Style::Signature => "Signature",
        Style::Remark => "Remark",
        Style::Quotation => "Quote",
        Style::Cell(Letters::Usual) => "TableText",
        Style::Cell(Letters::Small) => "TableTextSmall",
        Style::ColumnHeading(Letters::Usual) => "TableHeading",
        Style::ColumnHeading(Letters::Small) => "TableHeadingSmall",
        Style::Figure(Letters::Usual) => "TableFigure",
        Style::Figure(Letters::Small) => "TableFigureSmall",
        Style::Gap => "Gap",
    }
}

/// A style of paragraphs. Lengths are twentieths of a point, letters half points.
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of Word by itself")]
struct Paragraphs {
    id: &'static str,
    name: &'static str,
    keeps_next: bool,
    /// Whether words may be parted at the end of a line.
    parted: bool,
    before: u64,
    after: u64,
    left: u64,
    /// How far its first line stands out to the left.
    hanging: u64,
    side: &'static str,
    /// Whether its room above and below is left out between paragraphs of its own kind.
    close: bool,
    outline: Option<&'static str>,
    letters: u64,
    bold: bool,
    italic: bool,
    /// Where the tabulator leads.
    tabs: [Option<Tab>; 3],
}

/// A place of tabulation: where, how text stands there, and what is drawn on the way.
type Tab = (u64, &'static str, &'static str);

/// 14 points.
const LETTERS: u64 = 28;

/// What most styles have.
const PLAIN: Paragraphs = Paragraphs {
    id: "",
    name: "",
    keeps_next: false,
    parted: true,
    before: 0,
    after: 0,
    left: 0,
    hanging: 0,
    side: "left",
    close: false,
    outline: None,
    letters: LETTERS,
    bold: false,
    italic: false,
    tabs: [None; 3],
};

const TITLE: Paragraphs =
    Paragraphs { keeps_next: true, parted: false, close: true, side: "center", bold: true, ..PLAIN };
const HEADING: Paragraphs =
    Paragraphs { keeps_next: true, parted: false, before: 240, after: 120, bold: true, ..PLAIN };

/// How long a line to sign on is.
const SIGNATURE: u64 = 2_000;

/// Every style of paragraphs. The right half of a sheet begins where its width says.
fn paragraphs(wide: bool) -> Vec<Paragraphs> {
    let width = line_width(wide);
    let half = width / 2;
    let of = |style, name, look| Paragraphs { id: id(style), name, ..look };
    let approval = |left: u64| Paragraphs {
        keeps_next: true,
        parted: false,
        left,
        tabs: [Some((left + SIGNATURE, "left", "underscore")), None, None],
        ..PLAIN
    };
    let mut styles = vec![
        of(Style::Title, "Title", Paragraphs { before: 120, after: 120, ..TITLE }),
        of(Style::Subtitle, "Subtitle", Paragraphs { bold: false, after: 120, ..TITLE }),
        of(Style::Heading(1), "heading 1", Paragraphs { outline: Some("0"), ..HEADING }),
        of(Style::Heading(2), "heading 2", Paragraphs { outline: Some("1"), ..HEADING }),
        of(Style::Heading(3), "heading 3", Paragraphs { outline: Some("2"), italic: true, ..HEADING }),
        of(Style::Summary, "Вывод над таблицей", Paragraphs { keeps_next: true, after: 120, ..PLAIN }),
        of(Style::TableTitle, "Название таблицы", Paragraphs { before: 240, after: 120, ..TITLE }),
        of(Style::Label, "Подзаголовок плана", Paragraphs { before: 120, after: 0, ..HEADING }),
        of(Style::Item, "Пункт", Paragraphs { side: "both", ..PLAIN }),
        of(
            Style::NumberedItem,
            "Пункт с номером",
            Paragraphs {
                side: "both",
                left: 567,
                hanging: 567,
                tabs: [Some((567, "left", "none")), None, None],
                ..PLAIN
            },
        ),
        of(Style::Approval, "Гриф", approval(0)),
        of(Style::ApprovalRight, "Гриф справа", approval(half)),
        of(Style::PlaceRight, "Место", Paragraphs { side: "right", parted: false, ..PLAIN }),
        of(
            Style::Signature,
            "Подпись",
            Paragraphs {
                before: 360,
                keeps_next: true,
                parted: false,
                tabs: [
                    Some((half - SIGNATURE, "left", "none")),
                    Some((half + SIGNATURE / 2, "left", "underscore")),
                    Some((width, "right", "none")),
                ],
                ..PLAIN
            },
        ),
        of(Style::Remark, "Примечание", Paragraphs { before: 240, letters: 24, ..PLAIN }),
        of(Style::Quotation, "Quote", Paragraphs { left: 567, italic: true, after: 120, ..PLAIN }),
        of(Style::Gap, "Промежуток", Paragraphs { letters: 8, ..PLAIN }),
        Paragraphs {
            id: "Header",
            name: "header",
            letters: 22,
            parted: false,
            tabs: [Some((half, "center", "none")), Some((width, "right", "none")), None],
            ..PLAIN
        },
        Paragraphs { id: "Footer", name: "footer", letters: 18, parted: false, ..PLAIN },
    ];
    for (letters, size, names) in [
        (Letters::Usual, 24, ["Текст таблицы", "Заголовок столбца", "Число таблицы"]),
        (
            Letters::Small,
            20,
            ["Текст широкой таблицы", "Заголовок столбца широкой таблицы", "Число широкой таблицы"],
        ),
    ] {
        let cell = Paragraphs { letters: size, ..PLAIN };
        let heading = Paragraphs { letters: size, keeps_next: true, bold: true, side: "center", ..PLAIN };
        let figure = Paragraphs { letters: size, side: "right", ..PLAIN };
        styles.push(of(Style::Cell(letters), names[0], cell));
        styles.push(of(Style::ColumnHeading(letters), names[1], heading));
        styles.push(of(Style::Figure(letters), names[2], figure));
    }
    styles
}

/// `word/styles.xml`
pub(super) fn part(wide: bool) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:styles", &NAMES, |xml| {
        xml.within("w:docDefaults", &[], |xml| {
            xml.within("w:rPrDefault", &[], |xml| {
                xml.within("w:rPr", &[], |xml| {
                    let names = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
                    xml.empty("w:rFonts", &names.map(|name| (name, "Times New Roman")));
                    letters(xml, LETTERS);
                    xml.empty("w:lang", &[("w:val", "ru-RU"), ("w:eastAsia", "ru-RU"), ("w:bidi", "ar-SA")]);
                });
            });
            xml.within("w:pPrDefault", &[], |xml| {
                xml.within("w:pPr", &[], |xml| spacing(xml, 0, 0));
            });
        });
        let normal = [("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")];
        xml.within("w:style", &normal, |xml| {
            xml.value("w:name", "Normal");
            xml.empty("w:qFormat", &[]);
            xml.within("w:pPr", &[], |xml| {
                spacing(xml, 0, 60);
                xml.empty("w:ind", &[("w:firstLine", "709")]);
                xml.value("w:jc", "both");
            });
        });
        for style in paragraphs(wide) {
            paragraph_style(xml, &style);
        }
        table_styles(xml);
    });
    xml.into_bytes()
}

fn letters(xml: &mut Xml, size: u64) {
    xml.value("w:sz", &size.to_string());
    xml.value("w:szCs", &size.to_string());
}

fn spacing(xml: &mut Xml, before: u64, after: u64) {
    let (before, after) = (before.to_string(), after.to_string());
    let line = [("w:line", "240"), ("w:lineRule", "auto")];
    xml.empty("w:spacing", &[[("w:before", before.as_str()), ("w:after", after.as_str())], line].concat());
}

fn paragraph_style(xml: &mut Xml, style: &Paragraphs) {
    xml.within("w:style", &[("w:type", "paragraph"), ("w:styleId", style.id)], |xml| {
        xml.value("w:name", style.name);
        xml.value("w:basedOn", "Normal");
        xml.empty("w:qFormat", &[]);
        xml.within("w:pPr", &[], |xml| {
            if style.keeps_next {
                xml.empty("w:keepNext", &[]);
            }
            if style.tabs.iter().any(Option::is_some) {
                xml.within("w:tabs", &[], |xml| {
                    for (place, side, leader) in style.tabs.iter().flatten() {
                        let place = place.to_string();
                        xml.empty("w:tab", &[("w:val", *side), ("w:leader", *leader), ("w:pos", &place)]);
                    }
                });
            }
            if !style.parted {
                xml.empty("w:suppressAutoHyphens", &[]);
            }
            spacing(xml, style.before, style.after);
            let (left, hanging) = (style.left.to_string(), style.hanging.to_string());
            // The first line of running text stands in, that of nothing else.
            let beginning = if style.hanging > 0 { ("w:hanging", &*hanging) } else { ("w:firstLine", "0") };
            xml.empty("w:ind", &[("w:left", &*left), beginning]);
            if style.close {
                xml.empty("w:contextualSpacing", &[]);
            }
            xml.value("w:jc", style.side);
            if let Some(level) = style.outline {
                xml.value("w:outlineLvl", level);
            }
        });
        xml.within("w:rPr", &[], |xml| {
            for (is_so, name) in [(style.bold, "w:b"), (style.italic, "w:i")] {
                if is_so {
                    xml.empty(name, &[]);
                }
            }
            letters(xml, style.letters);
        });
    });
}

/// A table with all of its lines, and one with none, which only puts things side by side.
fn table_styles(xml: &mut Xml) {
    let (padding, none, apart) = (PADDING, 0, 2 * PADDING);
    for (id, name, line, [sides, left, right]) in [
        ("TableGrid", "Table Grid", "single", [28, padding, padding]),
        ("TablePlain", "Без линий", "nil", [none, none, apart]),
    ] {
        xml.within("w:style", &[("w:type", "table"), ("w:styleId", id)], |xml| {
            xml.value("w:name", name);
            xml.within("w:tblPr", &[], |xml| {
                xml.within("w:tblBorders", &[], |xml| {
                    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                        let drawn = [("w:val", line), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")];
                        xml.empty(side, if line == "nil" { &drawn[..1] } else { &drawn });
                    }
                });
                xml.within("w:tblCellMar", &[], |xml| {
                    for (side, width) in
                        [("w:top", sides), ("w:left", left), ("w:bottom", sides), ("w:right", right)]
                    {
                        xml.empty(side, &[("w:w", &*width.to_string()), ("w:type", "dxa")]);
                    }
                });
            });
        });
    }
}
