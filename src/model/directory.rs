//! Who and which schools have a page of their own, and what they did.
//!
//! Nobody has one who did not agree to it; a school needs no consent.

use std::collections::{BTreeMap, BTreeSet};

use super::Owner;
use crate::people::Name;

/// The people and schools of an association, or of the portal itself, that have a page.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// The people, in the order of their list.
    pub people: Vec<RegisteredPerson>,
    /// The schools, in the order of their list; then those that only members name.
    pub schools: Vec<School>,
    /// What people did in this association: its own, and the portal's.
    pub deeds: BTreeMap<Entry, BTreeSet<Deed>>,
    /// What schools did in this association: its own, and the portal's.
    pub school_deeds: BTreeMap<Entry, BTreeSet<Deed>>,
    /// The pages of its members, in their order.
    pub members: Vec<MemberPages>,
}

/// An entry of a directory. Of several that would do, an association's own stands before the portal's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Whose directory it stands in.
    pub owner: Owner,
    /// Its index there.
    pub index: usize,
}

/// A person who agreed to have a page.
#[derive(Clone, Debug)]
pub struct RegisteredPerson {
    /// The part of the address.
    pub slug: String,
    /// The name as the list has it.
    pub name: String,
    /// Every spelling of it.
    pub spellings: Vec<Name>,
    /// The position.
    pub position: Option<String>,
    /// The school as written.
    pub school: Option<String>,
    /// The page of the school.
    pub school_page: Option<Entry>,
}

/// A school.
#[derive(Clone, Debug)]
pub struct School {
    /// The part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The address of its own site.
    pub address: Option<String>,
}

/// The pages of a member and of the member's school.
#[derive(Clone, Copy, Debug, Default)]
pub struct MemberPages {
    /// The member's own, with consent.
    pub person: Option<Entry>,
    /// That of the school.
    pub school: Option<Entry>,
}

/// What somebody did in an association; numbers are indices of its activities, meetings and materials.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// Answers for an activity.
    Activity(usize),
    /// Gives a talk within an activity: its topic.
    Talk(usize, String),
    /// Carries out a decision of a meeting: its place among [`super::meeting::Meeting::decisions`].
    Decision(usize, usize),
    /// Chaired a meeting.
    Chair(usize),
    /// Wrote the protocol of a meeting.
    Secretary(usize),
    /// Was host to a meeting.
    Host(usize),
    /// Reports to a meeting on a question of its agenda.
    Report(usize, usize),
    /// Spoke at a meeting on a question of its agenda: the place of the speech.
    Speech(usize, usize, usize),
    /// Made a material.
    Material(usize),
}
