//! The archive that a document of Word is (ECMA-376, part 2): its parts, what each of them is, and which refers to which.
//!
//! Nothing in it tells of the day or the machine on which it was made.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::markup::{self, NAMES};
use super::styles;
use super::xml::Xml;
use crate::export::document::text::Text;

const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const PROPERTIES: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";

/// The parts that the text refers to: by which name, as what, and what kind of content it is.
const PARTS: [(&str, &str, &str); 6] = [
    ("styles", "styles", "styles"),
    ("settings", "settings", "settings"),
    ("header", "header", "header"),
    ("headerFirst", "header", "header"),
    ("footer", "footer", "footer"),
    ("footerFirst", "footer", "footer"),
];

/// The document as the bytes of its file.
pub(super) fn packed(text: &Text) -> Vec<u8> {
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), content_types()),
        ("_rels/.rels".to_owned(), package_relations()),
        ("docProps/core.xml".to_owned(), properties(text)),
        ("word/document.xml".to_owned(), markup::document(text)),
        ("word/_rels/document.xml.rels".to_owned(), document_relations()),
    ];
    let part = |name: &str| match name {
        "styles" => styles::part(text.wide),
        "settings" => settings(),
        "header" => header(text, true),
        "headerFirst" => header(text, false),
        _ => footer(text),
    };
    files.extend(PARTS.map(|(name, ..)| (format!("word/{name}.xml"), part(name))));
    zipped(&files).unwrap_or_else(|error| unreachable!("memory takes everything: {error}"))
}

fn zipped(files: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
        .system(System::Unix)
        .compression_method(CompressionMethod::Deflated);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn content_types() -> Vec<u8> {
    let mut xml = Xml::new();
    let types = [("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")];
    xml.within("Types", &types, |xml| {
        for (extension, content) in
            [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")]
        {
            xml.empty("Default", &[("Extension", extension), ("ContentType", content)]);
        }
        let mut content = |path: &str, content: &str| {
            xml.empty("Override", &[("PartName", path), ("ContentType", content)]);
        };
        content("/word/document.xml", &format!("{MAIN}document.main+xml"));
        for (name, _, kind) in PARTS {
            content(&format!("/word/{name}.xml"), &format!("{MAIN}{kind}+xml"));
        }
        content("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    });
    xml.into_bytes()
}

fn relations(all: &[(&str, String, String)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("Relationships", &[("xmlns", RELATIONS)], |xml| {
        for (id, kind, target) in all {
            xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
        }
    });
    xml.into_bytes()
}

fn package_relations() -> Vec<u8> {
    relations(&[
        ("document", format!("{RELATION}officeDocument"), "word/document.xml".to_owned()),
        ("properties", format!("{RELATIONS}/metadata/core-properties"), "docProps/core.xml".to_owned()),
    ])
}

fn document_relations() -> Vec<u8> {
    relations(
        &PARTS.map(|(name, relation, _)| (name, format!("{RELATION}{relation}"), format!("{name}.xml"))),
    )
}

/// Title and author; the days on which a document was made and changed are left out.
fn properties(text: &Text) -> Vec<u8> {
    let mut xml = Xml::new();
    let names = [("xmlns:cp", PROPERTIES), ("xmlns:dc", "http://purl.org/dc/elements/1.1/")];
    xml.within("cp:coreProperties", &names, |xml| {
        xml.words("dc:title", &[], &text.title);
        xml.words("dc:creator", &[], &text.owner);
        xml.words("dc:language", &[], "ru-RU");
    });
    xml.into_bytes()
}

fn settings() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:settings", &NAMES[..1], |xml| {
        xml.value("w:defaultTabStop", "709");
        xml.empty("w:autoHyphenation", &[]);
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.within("w:compat", &[], |xml| {
            // A line that ends inside a paragraph is not drawn to the width of the sheet.
            xml.empty("w:doNotExpandShiftReturn", &[]);
            // Without it Word opens a document as one of 2003, and says so in its title.
            let setting = [
                ("w:name", "compatibilityMode"),
                ("w:uri", "http://schemas.microsoft.com/office/word"),
                ("w:val", "15"),
            ];
            xml.empty("w:compatSetting", &setting);
        });
        xml.value("w:themeFontLang", "ru-RU");
        xml.value("w:decimalSymbol", ",");
        xml.value("w:listSeparator", ";");
    });
    xml.into_bytes()
}

/// What stands above a sheet: whether it is an example or a draft, and from the second on its number.
fn header(text: &Text, numbered: bool) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:hdr", &NAMES, |xml| {
        let marks = [(text.example, "Пример: всё в этом документе вымышлено"), (text.draft, "Черновик")];
        let marks = marks.into_iter().filter(|(is_so, _)| *is_so).map(|(_, words)| words);
        let marks = marks.collect::<Vec<_>>().join(". ");
        line(xml, "Header", |xml| {
            xml.within("w:r", &[], |xml| xml.empty("w:tab", &[]));
            if numbered {
                xml.within("w:fldSimple", &[("w:instr", " PAGE ")], |xml| {
                    xml.within("w:r", &[], |xml| xml.words("w:t", &[], "2"));
                });
            }
            if !marks.is_empty() {
                xml.within("w:r", &[], |xml| {
                    xml.empty("w:tab", &[]);
                    xml.words("w:t", &[], &marks);
                });
            }
        });
    });
    xml.into_bytes()
}

/// What stands below a sheet: whose it is and what, so that a sheet that lies about finds its way back.
fn footer(text: &Text) -> Vec<u8> {
    let mut xml = Xml::new();
    let words = format!("{}. {}", text.owner.trim_end_matches('.'), text.title);
    xml.within("w:ftr", &NAMES, |xml| {
        line(xml, "Footer", |xml| xml.within("w:r", &[], |xml| xml.words("w:t", &[], &words)));
    });
    xml.into_bytes()
}

fn line(xml: &mut Xml, style: &str, inside: impl FnOnce(&mut Xml)) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| xml.value("w:pStyle", style));
        inside(xml);
    });
}
