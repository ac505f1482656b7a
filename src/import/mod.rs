//! The bridge from Word: a document of a word processor or a spreadsheet to the text of a plan, a meeting or a material.
//!
//! The road of a document: `container` opens its archive within limits and `xml` reads the parts of it, `docx`, `odt` and
//! `sheet` make one plain `document` of them, `recognise` finds the plan in it, `yaml` and `markdown` write what was found.
//! What is doubtful is said with its place in the document and in the file. Nothing here touches a disk.

mod audit;
mod container;
mod day;
mod document;
mod docx;
mod doubt;
mod formats;
mod inline;
mod markdown;
mod odt;
mod protocol;
mod recognise;
mod refusal;
mod sheet;
mod spaced;
mod table;
mod xml;
mod yaml;

pub use document::Document;
pub use doubt::Doubt;
pub use protocol::looks_like_protocol;
pub use refusal::Refusal;

use chrono::NaiveDate;

use crate::period::SchoolYear;
use container::Container;
use doubt::Doubts;

/// How an archive begins.
const ARCHIVE: &[u8] = b"PK";

/// A plan as it was imported.
#[derive(Clone, Debug)]
pub struct ImportedPlan {
    /// The school year that it is for.
    pub year: SchoolYear,
    /// The text of its file.
    pub text: String,
    /// What is doubtful in it, in the order of the file.
    pub doubts: Vec<Doubt>,
}

/// A page as it was imported.
#[derive(Clone, Debug)]
pub struct ImportedPage {
    /// Its title.
    pub title: String,
    /// Its day, where the document says one.
    pub date: Option<NaiveDate>,
    /// The text of its file.
    pub text: String,
    /// Its pictures, by the names under which its text shows them.
    pub files: Vec<(String, Vec<u8>)>,
    /// What is doubtful in it, in the order of the file.
    pub doubts: Vec<Doubt>,
}

/// What a page is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// A meeting, which has its day.
    Meeting,
    /// A material.
    Material,
}

/// Reads the document in the file `name`.
///
/// # Errors
/// When it is no document that can be read, or larger than any plan.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, Refusal> {
    if let Some(refusal) = refusal::foreign(name, bytes) {
        return Err(refusal);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if !bytes.starts_with(ARCHIVE) {
        let has_values = matches!(ending.as_str(), "csv" | "tsv");
        return if has_values { sheet::values(bytes) } else { Err(refusal::unknown()) };
    }
    let mut container = Container::open(bytes)?;
    if sheet::is_workbook(&container) {
        sheet::workbook(&mut container, bytes)
    } else if odt::is_odt(&mut container) {
        odt::read(&mut container)
    } else if docx::is_docx(&container) {
        docx::read(&mut container)
    } else {
        Err(refusal::unknown())
    }
}

/// Makes a plan of a document; `year` where somebody says it.
///
/// # Errors
/// When there is no table in it, or no school year can be found.
pub fn plan(document: &Document, name: &str, year: Option<SchoolYear>) -> Result<ImportedPlan, Refusal> {
    let mut doubts = Doubts::default();
    let draft = recognise::plan(document, &mut doubts);
    if !draft.has_table() {
        return Err(refusal::no_table());
    }
    let found =
        year.or_else(|| recognise::year_of(document, &draft)).or_else(|| recognise::school_year(name));
    let year = found.ok_or_else(refusal::no_year)?;
    let yaml::Written { mut text, values } = yaml::plan(&draft, year, name, &mut doubts);
    add_missing(document, &values, &mut text, &mut doubts, |comment| format!("# {comment}\n"));
    Ok(ImportedPlan { year, text, doubts: doubts.sorted() })
}

/// Makes the page of a meeting or a material of a document; `date` where somebody says it.
pub fn page(document: &Document, name: &str, kind: PageKind, date: Option<NaiveDate>) -> ImportedPage {
    let mut doubts = Doubts::default();
    let markdown::Page { title, date, mut text, said, files } =
        markdown::page(document, name, kind, date, &mut doubts);
    let values = format!("{text}\n{said}");
    add_missing(document, &values, &mut text, &mut doubts, |comment| {
        format!("\n<!-- {} -->\n", comment.replace("--", "- -").replace(['<', '>'], " "))
    });
    ImportedPage { title, date, text, files, doubts: doubts.sorted() }
}

/// Adds to a file whatever of the document is neither among its `values` nor among the doubts.
fn add_missing(
    document: &Document,
    values: &str,
    text: &mut String,
    doubts: &mut Doubts,
    comment: impl Fn(&str) -> String,
) {
    let said: Vec<&str> = doubts.iter().map(|doubt| doubt.words.as_str()).collect();
    let missing = audit::missing(document, &format!("{values}\n{}", said.join("\n")));
    for audit::Missing { spot, words } in missing {
        let doubt = doubts.add(spot, "Эти слова не нашли места в файле", words);
        doubts.stands_in(doubt, text.matches('\n').count() + 1);
        text.push_str(&comment(&doubts.comment(doubt)));
    }
}
