//! What a new site begins with: a small association, with comments that explain every field.
//!
//! The files stand in `site/` as they are written, but for a few words in double braces. Nothing in them is real but the
//! answers: whatever else they say is visibly an example, and whatever can be a draft is one.

use std::collections::BTreeMap;

use chrono::{NaiveDate, Weekday};
use include_dir::{Dir, include_dir};

use crate::parse::quoted;
use crate::period::SchoolYear;
use crate::prose::invisible;

mod document;
#[cfg(test)]
mod tests;

pub use document::{Kind, Known, document};

static SITE: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/starter/site");

/// What stands in the name of a file for the school year.
const YEAR: &str = "YEAR";

/// What a new site must be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The name of the association, on one line.
    pub name: String,
    /// Its district or town, where it has one.
    pub district: Option<String>,
    /// The school year of its first plan.
    pub year: SchoolYear,
}

/// `text` as a field can hold it: on one line, without signs that nobody sees. Pasting brings them along.
pub fn one_line(text: &str) -> String {
    let words = invisible::cleaned(text.to_owned()).text;
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The files of the new site by their paths.
pub fn files(answers: &Answers) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    collect(&SITE, &words(answers), &mut files);
    files.into_iter().map(|(path, text)| (path.replace(YEAR, &answers.year.slug()), text)).collect()
}

/// Whether the new site has a file or a folder of this name at its top, on a disk that does not tell small letters from capitals.
pub fn begins_with(name: &str) -> bool {
    let name = name.to_lowercase();
    SITE.entries().iter().any(|entry| entry.path().to_string_lossy().to_lowercase() == name)
}

/// What stands in place of the words in braces.
fn words(Answers { name, district, year }: &Answers) -> BTreeMap<&'static str, String> {
    let district_line = district.as_ref().map_or_else(
        || "# район: Примерный район".to_owned(),
        |district| format!("район: {}", quoted(district)),
    );
    BTreeMap::from([
        ("name", quoted(name)),
        ("name_as_text", name.clone()),
        ("district_line", district_line),
        ("year", year.to_string()),
        ("year_name", year.slug()),
        ("first", year.year().to_string()),
        ("second", (year.year() + 1).to_string()),
        ("meeting_day", meeting_day(*year).format("%d.%m.%Y").to_string()),
    ])
}

/// A day on which people work, whatever the year: nobody should be warned of an example.
fn meeting_day(year: SchoolYear) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(year.year(), 10, Weekday::Thu, 2).unwrap_or(year.first())
}

fn collect(folder: &Dir, words: &BTreeMap<&str, String>, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        // A clone of the repository on Windows may have got other line ends.
        let text = filled(&file.contents_utf8().unwrap_or_default().replace("\r\n", "\n"), words);
        let text = if file.path().extension().is_some_and(|extension| extension == "txt") {
            for_old_notepad(&text)
        } else {
            text
        };
        files.insert(path, text.into_bytes());
    }
    folder.dirs().for_each(|folder| collect(folder, words, files));
}

/// `template` with `words` in its braces. What a person has answered is not looked at again.
fn filled(template: &str, words: &BTreeMap<&str, String>) -> String {
    let mut parts = template.split("{{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or((part, ""));
        text.push_str(words.get(name).map_or(name, String::as_str));
        text.push_str(rest);
    }
    text
}

/// Before 2018 the Notepad of Windows wanted a mark for UTF-8 and its own line ends.
fn for_old_notepad(text: &str) -> String {
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}
