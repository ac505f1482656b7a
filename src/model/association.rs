//! An association of school librarians and what it publishes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Document;
use super::analysis::Analysis;
use super::article::Article;
use super::calendar::{DaysOff, TimeZone};
use super::directory::Directory;
use super::implied::ImpliedMeeting;
use super::material::Material;
use super::meeting::Meeting;
use super::plan::{Plan, PlanItem};
use super::schedule::Planned;
use crate::period::SchoolYear;

/// A methodical association: its passport and its content.
#[derive(Clone, Debug)]
pub struct Association {
    /// Its part of every address; empty where it stands at the root of the site.
    pub slug: String,
    /// «Районное методическое объединение педагогов-библиотекарей».
    pub kind: Option<String>,
    /// Its full name.
    pub name: String,
    /// Its name in menus.
    pub short_name: String,
    /// The district or town.
    pub district: Option<String>,
    /// Who leads it, as written.
    pub head: Option<String>,
    /// How to reach it: an address, a telephone, a mailbox, as written.
    pub contacts: Vec<String>,
    /// Who belongs to it.
    pub members: Vec<Member>,
    /// Its people and schools that have a page, and what they did.
    pub directory: Directory,
    /// What it is, in a sentence or two.
    pub description: Option<String>,
    /// What its electronic case is called.
    pub case_name: String,
    /// Whether it is invented, which every page of it says.
    pub example: bool,
    /// By which clock it meets.
    pub time_zone: TimeZone,
    /// When its people do not work.
    pub days_off: DaysOff,
    /// The school years of its plans, of what they plan and of its meetings: those it has a calendar of.
    pub years: BTreeSet<SchoolYear>,
    /// Its plans, latest first.
    pub plans: Vec<Plan>,
    /// The activities of all its plans as read, each plan in the order of its document.
    pub schedule: Vec<Planned>,
    /// The documents that carry out an activity, by the activity: meetings with a report, materials and news.
    pub carried_out: BTreeMap<PlanItem, Vec<Document>>,
    /// Its meetings, latest first.
    pub meetings: Vec<Arc<Meeting>>,
    /// The meetings that its plans imply and no file is about, latest first.
    pub implied: Vec<ImpliedMeeting>,
    /// Its materials, by title.
    pub materials: Vec<Arc<Material>>,
    /// What its authors say in the analyses of school years, latest first.
    pub analyses: Vec<Analysis>,
    /// Its news, latest first.
    pub news: Vec<Article>,
    /// Its plain pages, by title.
    pub pages: Vec<Article>,
}

/// A member of an association, as written.
#[derive(Clone, Debug)]
pub struct Member {
    /// The name.
    pub who: String,
    /// The position.
    pub position: Option<String>,
    /// The school.
    pub school: Option<String>,
}
