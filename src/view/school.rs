//! The page of a school: its members of the association, what it answers for, hosted and shared.

use serde::Serialize;

use super::data_file::{self, Calendar, DataFileView};
use super::deeds::{self, YearView};
use super::roster::{self, RosterEntry};
use super::{Frame, Page, frame};
use crate::model::Site;
use crate::model::directory::Entry;

/// The page of a school.
#[derive(Serialize)]
pub struct SchoolView {
    /// What every page has.
    pub frame: Frame,
    /// The address of its own site.
    pub address: Option<String>,
    /// Its members of the association.
    pub members: Vec<RosterEntry>,
    /// The calendar of it, where anything has a day.
    pub calendar: Option<DataFileView>,
    /// What it did, latest first.
    pub years: Vec<YearView>,
}

/// The page of the school of `entry`.
pub(super) fn view(site: &Site, page: &Page, entry: Entry) -> SchoolView {
    SchoolView {
        frame: Frame::new(site, page, &frame::title(site, page), None),
        address: site.school(entry).address.clone(),
        members: roster::members_at(site, page, entry),
        calendar: data_file::calendar_view(site, page, Calendar::School(entry), "Календарь школы"),
        years: deeds::years(site, page, entry, |directory| &directory.school_deeds),
    }
}
