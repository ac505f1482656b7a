//! Files for other programs: which there are, what each says, and how a page offers them.
//!
//! None of them holds a draft, and a saved copy of a case has none.

mod calendar;

use serde::Serialize;

use super::article::size;
use super::calendar::Month;
use super::{Page, route};
use crate::formats::icalendar;
use crate::model::directory::Entry;
use crate::model::{Owner, Site};
use crate::period::SchoolYear;
use crate::russian::typography::typeset;

/// A file for other programs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataFile {
    /// Dated activities and meetings.
    Calendar(Calendar),
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
    if site.saved.is_some() {
        return Vec::new();
    }
    site.owners().flat_map(|owner| calendar::all(site, owner)).map(DataFile::Calendar).collect()
}

/// What a file says.
pub fn text(site: &Site, file: &DataFile) -> String {
    match file {
        DataFile::Calendar(which) => icalendar::text(&calendar::calendar(site, which)),
    }
}

/// What a file is called.
pub fn title(site: &Site, file: &DataFile) -> String {
    match file {
        DataFile::Calendar(which) => calendar::name(site, which),
    }
}

impl DataFile {
    /// Its kind as programs name it.
    fn kind(&self) -> &'static str {
        match self {
            Self::Calendar(_) => "text/calendar",
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
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_uppercase();
    let address = route::absolute_data_file(site, file);
    let is_calendar = matches!(file, DataFile::Calendar(_));
    DataFileView {
        title: typeset(title),
        href: route::relative(&route::path(site, page), &path),
        note: format!("{ending}, {}", size(text(site, file).len() as u64)),
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

/// The files that the head of `page` names.
pub(super) fn alternates(site: &Site, page: &Page, owner: Owner) -> Vec<AlternateView> {
    if site.saved.is_some() {
        return Vec::new();
    }
    let calendar = has_calendar(site, owner).then_some(DataFile::Calendar(Calendar::All(owner)));
    let files = calendar.into_iter();
    let view = |file: DataFile| AlternateView {
        kind: file.kind(),
        title: typeset(&title(site, &file)),
        href: route::relative(&route::path(site, page), &route::data_file_path(site, &file)),
    };
    files.map(view).collect()
}

/// The calendar `which`, as `page` offers it; nothing where nothing is in it.
pub(super) fn calendar_view(
    site: &Site,
    page: &Page,
    which: Calendar,
    title: Option<&str>,
) -> Option<DataFileView> {
    if site.saved.is_some() || !calendar::has_events(site, &which) {
        return None;
    }
    let file = DataFile::Calendar(which);
    Some(title.map_or_else(|| view(site, page, &file), |title| titled(site, page, &file, title)))
}

/// The address `webcal://…` of what stands at a full address.
fn webcal(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    matches!(scheme.to_lowercase().as_str(), "http" | "https").then(|| format!("webcal://{rest}"))
}

/// Words for other programs: as pages have them, but with plain spaces and in one line.
fn plain(words: &str) -> String {
    typeset(words).split_whitespace().collect::<Vec<_>>().join(" ")
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
