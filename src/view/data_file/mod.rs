//! Files for other programs: which there are, what each says, and how a page offers them.
//!
//! None of them holds a draft, and a saved copy of a case has none.

mod calendar;
mod feed;
mod records;
mod table;

use serde::Serialize;

use super::article::size;
use super::calendar::Month;
use super::{Page, route};
use crate::formats::{self, atom, icalendar};
use crate::model::directory::Entry;
use crate::model::{Owner, Site, Subject};
use crate::period::SchoolYear;
use crate::russian::typography::typeset;

pub use feed::FeedTopic;

/// A file for other programs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataFile {
    /// Dated activities and meetings.
    Calendar(Calendar),
    /// What is new at an owner.
    Feed(Owner, FeedTopic),
    /// A plan of an association as JSON.
    Plan(usize, usize),
    /// The same as a table.
    PlanTable(usize, usize),
    /// The meetings of an owner as JSON.
    Meetings(Owner),
    /// The materials of an owner as JSON.
    Materials(Owner),
    /// What the fields of such a file are.
    Schema(Schema),
}

/// What a calendar holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Calendar {
    /// Everything of an owner.
    All(Owner),
    /// A school year of an owner.
    Year(Owner, SchoolYear),
    /// A month of an owner.
    Month(Owner, Month),
    /// A direction of the plans of an association, by its part of the address.
    Direction(usize, String),
    /// What a person does.
    Person(Entry),
    /// What a school does.
    School(Entry),
}

/// A JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Schema {
    /// That of a plan.
    Plan,
    /// That of meetings.
    Meetings,
    /// That of materials.
    Materials,
}

/// A file as a page offers it.
#[derive(Clone, Debug, Serialize)]
pub struct DataFileView {
    /// What it is called.
    pub title: String,
    /// Its relative address.
    pub href: String,
    /// «ICS, 12 КБ»
    pub note: String,
    /// Its full address, where the site's is known.
    pub address: Option<String>,
    /// The address by which programs subscribe to a calendar, where the site's is known.
    pub subscription: Option<String>,
}

/// A file as the head of a page names it for programs.
#[derive(Clone, Debug, Serialize)]
pub struct AlternateView {
    /// `text/calendar`
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// Its relative address.
    pub href: String,
}

/// Every file for other programs.
pub fn all(site: &Site) -> Vec<DataFile> {
    let mut files: Vec<DataFile> = site.owners().flat_map(|owner| of(site, owner)).collect();
    let schemas = schemas(&files);
    files.extend(schemas);
    files
}

/// The files of `owner`.
fn of(site: &Site, owner: Owner) -> Vec<DataFile> {
    if site.saved.is_some() {
        return Vec::new();
    }
    let mut files: Vec<DataFile> = calendar::all(site, owner).into_iter().map(DataFile::Calendar).collect();
    files.extend(feeds(site, owner));
    files.extend(records(site, owner));
    files
}

/// The feeds of `owner`.
pub(super) fn feeds(site: &Site, owner: Owner) -> Vec<DataFile> {
    let topics = FeedTopic::ALL.into_iter().filter(|topic| feed::stands(site, owner, *topic));
    topics.map(|topic| DataFile::Feed(owner, topic)).collect()
}

/// Whether `owner` has anything for other programs.
pub(super) fn are_any(site: &Site, owner: Owner) -> bool {
    let plans = site.associations_of(owner).any(|index| !site.associations[index].plans.is_empty());
    plans || has_calendar(site, owner) || !feeds(site, owner).is_empty() || !lists(site, owner).is_empty()
}

/// Plans, meetings and materials of `owner`.
pub(super) fn records(site: &Site, owner: Owner) -> Vec<DataFile> {
    plans(site, owner).into_iter().chain(lists(site, owner)).collect()
}

/// The schemas by which `files` are written.
pub(super) fn schemas(files: &[DataFile]) -> Vec<DataFile> {
    let schemas = Schema::ALL.into_iter();
    let schemas = schemas.filter(|schema| files.iter().any(|file| file.schema() == Some(*schema)));
    schemas.map(DataFile::Schema).collect()
}

/// The plans of `owner` itself, each as a table and as JSON.
fn plans(site: &Site, owner: Owner) -> Vec<DataFile> {
    let Owner::Association(index) = owner else { return Vec::new() };
    let plans = 0..site.associations[index].plans.len();
    plans.flat_map(|plan| [DataFile::PlanTable(index, plan), DataFile::Plan(index, plan)]).collect()
}

/// The lists of `owner` as JSON.
pub(super) fn lists(site: &Site, owner: Owner) -> Vec<DataFile> {
    let mut associations = site.associations_of(owner).map(|index| &site.associations[index]);
    let meetings = associations.clone().any(|of| of.meetings.iter().any(|meeting| !meeting.article.draft));
    let materials = associations.any(|of| of.materials.iter().any(|material| !material.article.draft));
    let meetings = meetings.then_some(DataFile::Meetings(owner));
    meetings.into_iter().chain(materials.then_some(DataFile::Materials(owner))).collect()
}

/// What a file says.
pub fn text(site: &Site, file: &DataFile) -> String {
    match file {
        DataFile::Calendar(which) => icalendar::text(&calendar::calendar(site, which)),
        DataFile::Feed(owner, topic) => atom::text(&feed::feed(site, *owner, *topic)),
        DataFile::Plan(association, plan) => records::plan(site, *association, *plan),
        DataFile::PlanTable(association, plan) => {
            formats::table::text(&table::table(site, *association, *plan))
        }
        DataFile::Meetings(owner) => records::meetings(site, *owner),
        DataFile::Materials(owner) => records::materials(site, *owner),
        DataFile::Schema(schema) => schema.text().to_owned(),
    }
}

/// What a file is called.
pub fn title(site: &Site, file: &DataFile) -> String {
    let of = |owner: Owner, words: &str| {
        let (name, example) = match owner {
            Owner::Portal => (&site.name, false),
            Owner::Association(index) => {
                let association = &site.associations[index];
                (&association.short_name, association.example)
            }
        };
        let example = if example { " (пример)" } else { "" };
        plain(&format!("{name}: {words}{example}"))
    };
    match file {
        DataFile::Calendar(which) => calendar::name(site, which),
        DataFile::Feed(owner, FeedTopic::News) => of(*owner, "новости"),
        DataFile::Feed(owner, FeedTopic::Meetings) | DataFile::Meetings(owner) => of(*owner, "заседания"),
        DataFile::Feed(owner, FeedTopic::Materials) | DataFile::Materials(owner) => of(*owner, "материалы"),
        DataFile::Plan(association, plan) | DataFile::PlanTable(association, plan) => {
            let year = site.associations[*association].plans[*plan].year;
            of(Owner::Association(*association), &format!("план на {year} учебный год"))
        }
        DataFile::Schema(Schema::Plan) => "Поля файла плана".to_owned(),
        DataFile::Schema(Schema::Meetings) => "Поля файла заседаний".to_owned(),
        DataFile::Schema(Schema::Materials) => "Поля файла материалов".to_owned(),
    }
}

impl DataFile {
    /// Its kind as programs name it.
    fn kind(&self) -> &'static str {
        match self {
            Self::Calendar(_) => "text/calendar",
            Self::Feed(..) => "application/atom+xml",
            Self::PlanTable(..) => "text/csv",
            Self::Plan(..) | Self::Meetings(_) | Self::Materials(_) => "application/json",
            Self::Schema(_) => "application/schema+json",
        }
    }

    /// Its kind as people name it.
    fn format(&self) -> &'static str {
        match self {
            Self::Calendar(_) => "ICS",
            Self::Feed(..) => "Atom",
            Self::PlanTable(..) => "CSV",
            Self::Plan(..) | Self::Meetings(_) | Self::Materials(_) | Self::Schema(_) => "JSON",
        }
    }

    /// The schema by which it is written.
    fn schema(&self) -> Option<Schema> {
        match self {
            Self::Plan(..) => Some(Schema::Plan),
            Self::Meetings(_) => Some(Schema::Meetings),
            Self::Materials(_) => Some(Schema::Materials),
            Self::Calendar(_) | Self::Feed(..) | Self::PlanTable(..) | Self::Schema(_) => None,
        }
    }
}

impl Schema {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Plan, Self::Meetings, Self::Materials];

    /// The name of its file: what is called so once never changes.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan-1.schema.json",
            Self::Meetings => "meetings-1.schema.json",
            Self::Materials => "materials-1.schema.json",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Plan => include_str!("schemas/plan-1.schema.json"),
            Self::Meetings => include_str!("schemas/meetings-1.schema.json"),
            Self::Materials => include_str!("schemas/materials-1.schema.json"),
        }
    }
}

/// A file under its own title, as `page` offers it.
pub(super) fn view(site: &Site, page: &Page, file: &DataFile) -> DataFileView {
    titled(site, page, file, &title(site, file))
}

/// A file under another title, as `page` offers it.
pub(super) fn titled(site: &Site, page: &Page, file: &DataFile, title: &str) -> DataFileView {
    let path = route::data_file_path(site, file);
    let address = site.address.as_ref().map(|_| route::address(site, &path, &path));
    let is_calendar = matches!(file, DataFile::Calendar(_));
    DataFileView {
        title: typeset(title),
        href: route::relative(&route::path(site, page), &path),
        note: format!("{}, {}", file.format(), size(text(site, file).len() as u64)),
        subscription: address.as_ref().filter(|_| is_calendar).and_then(|address| webcal(address)),
        address,
    }
}

/// Whether `owner` has a calendar.
pub(super) fn has_calendar(site: &Site, owner: Owner) -> bool {
    calendar::has_events(site, &Calendar::All(owner))
}

/// The directions of an association's plans: the part of the address, and the name.
pub(super) fn directions(site: &Site, association: usize) -> Vec<(String, &str)> {
    calendar::directions(&site.associations[association]).into_iter().collect()
}

/// The files that the head of `page` names: the calendar and the feeds of its owner, and what says the same as it does.
pub(super) fn alternates(site: &Site, page: &Page, owner: Owner) -> Vec<AlternateView> {
    if site.saved.is_some() {
        return Vec::new();
    }
    let calendar = has_calendar(site, owner).then_some(DataFile::Calendar(Calendar::All(owner)));
    let same = match page {
        Page::Of(Subject::Plan(association, plan)) => {
            vec![DataFile::Plan(*association, *plan), DataFile::PlanTable(*association, *plan)]
        }
        Page::Meetings(_) | Page::Case(_) => {
            let is_of_page = |file: &DataFile| {
                matches!(
                    (file, page),
                    (DataFile::Meetings(_), Page::Meetings(_)) | (DataFile::Materials(_), Page::Case(_))
                )
            };
            lists(site, owner).into_iter().filter(is_of_page).collect()
        }
        _ => Vec::new(),
    };
    let files = calendar.into_iter().chain(feeds(site, owner)).chain(same);
    let view = |file: DataFile| AlternateView {
        kind: file.kind(),
        title: typeset(&title(site, &file)),
        href: route::relative(&route::path(site, page), &route::data_file_path(site, &file)),
    };
    files.map(view).collect()
}

/// The calendar `which`, as `page` offers it; nothing where nothing is in it.
pub(super) fn calendar_view(site: &Site, page: &Page, which: Calendar, title: &str) -> Option<DataFileView> {
    if site.saved.is_some() || !calendar::has_events(site, &which) {
        return None;
    }
    Some(titled(site, page, &DataFile::Calendar(which), title))
}

/// The address `webcal://…` of what stands at a full address.
fn webcal(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    matches!(scheme.to_lowercase().as_str(), "http" | "https").then(|| format!("webcal://{rest}"))
}

/// Words for other programs: as pages have them, but with plain spaces and in one line.
fn plain(words: &str) -> String {
    let in_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    // Beside spaces only quotes, hyphens, dashes, dots and what touches a number sign ever change, and an event is in many
    // calendars.
    let is_set =
        !words.contains(['"', '\'', '«', '»', '„', '“', '”', '-', '–', '—', '№']) && !words.contains("..");
    if is_set { in_line(words) } else { in_line(&typeset(words)) }
}

/// What the site is known by among all others, in identifiers that must not change: its address without the way there, else
/// its name.
fn identity(site: &Site) -> String {
    let address = site.address.as_deref().and_then(|address| address.split_once("://"));
    let address = address.map(|(_, rest)| rest.trim_end_matches('/').to_lowercase());
    address.unwrap_or_else(|| match crate::russian::transliteration::slug(&site.name) {
        name if name.is_empty() => "kartoteka".to_owned(),
        name => name,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn what_needs_no_setting_is_as_it_would_be_set(text in "[а-яА-ЯёЁa-z0-9 .,:;!?()№г%+*/\u{a0}]{0,60}") {
            let set = typeset(&text).split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(plain(&text), set);
        }
    }
}
