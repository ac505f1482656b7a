//! Meetings that a plan implies and no file is about.

use chrono::NaiveDate;

use crate::period::SchoolYear;

/// A meeting that is known from an activity of a plan alone.
#[derive(Clone, Debug)]
pub struct ImpliedMeeting {
    /// The index of the activity in its association's schedule.
    pub activity: usize,
    /// Its part of the address.
    pub slug: String,
    /// What the plan calls it.
    pub title: String,
    /// The school year of the plan.
    pub year: SchoolYear,
    /// The day it is on, where the plan names one.
    pub day: Option<NaiveDate>,
    /// The days by which it stands among other meetings: those of its period, or of the school year.
    pub span: (NaiveDate, NaiveDate),
    /// What is spoken of there.
    pub talks: Vec<Talk>,
    /// What its row says beside the usual columns, each under the author's heading.
    pub notes: Vec<Note>,
}

/// A talk that a plan names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// What about.
    pub topic: String,
    /// Who speaks, as written.
    pub speaker: Option<String>,
}

/// A cell of a row with the heading of its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The author's heading.
    pub heading: String,
    /// The cell.
    pub text: String,
}
