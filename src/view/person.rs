//! The page of a person who agreed to it: the position, the school, and what the person did.

use serde::Serialize;

use super::data_file::{self, Calendar, DataFileView};
use super::deeds::{self, YearView};
use super::named::Run;
use super::{Frame, Page, named};
use crate::model::Site;
use crate::model::directory::Entry;
use crate::russian::typography::typeset;

/// The page of a person.
#[derive(Serialize)]
pub struct PersonView {
    /// What every page has.
    pub frame: Frame,
    /// The position.
    pub position: Option<String>,
    /// The school, with its page where it has one.
    pub school: Option<Run>,
    /// The calendar of it, where anything has a day.
    pub calendar: Option<DataFileView>,
    /// What the person did, latest first.
    pub years: Vec<YearView>,
}

/// The page of the person of `entry`.
pub(super) fn view(site: &Site, page: &Page, entry: Entry) -> PersonView {
    let person = site.person(entry);
    let school = person.school.as_deref().map(|school| named::school(site, page, school, person.school_page));
    PersonView {
        frame: Frame::new(site, page, &person.name, None),
        position: person.position.as_deref().map(typeset),
        school,
        calendar: data_file::calendar_view(site, page, Calendar::Person(entry), "Календарь поручений"),
        years: deeds::years(site, page, entry, |directory| &directory.deeds),
    }
}
