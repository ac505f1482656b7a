//! Who belongs to an association, who has a page, and which schools have one: three lists of one form.

use serde::Serialize;

use super::frame::{self, LinkView};
use super::named::{self, Run};
use super::{Frame, Page, list, route};
use crate::model::directory::Entry;
use crate::model::{Owner, Site};
use crate::russian::collation;
use crate::russian::plural::plural;
use crate::russian::typography::typeset;

/// A list of people or schools.
#[derive(Serialize)]
pub struct RosterView {
    /// What every page has.
    pub frame: Frame,
    /// `members`, `people`, `schools`.
    pub list: &'static str,
    /// «17 человек»
    pub count: String,
    /// The entries.
    pub entries: Vec<RosterEntry>,
    /// The other lists of the same owner.
    pub others: Vec<LinkView>,
}

/// An entry of such a list.
#[derive(Serialize)]
pub struct RosterEntry {
    /// The name, or the position of somebody whom the site does not name.
    pub title: String,
    /// The page.
    pub href: Option<String>,
    /// The position.
    pub position: Option<String>,
    /// The school, with its page where it has one.
    pub school: Option<Run>,
    /// Whose it is, where the list gathers several associations.
    pub association: Option<String>,
}

/// The lists that `owner` has.
pub(super) fn lists(site: &Site, owner: Owner) -> Vec<Page> {
    let members = match owner {
        Owner::Portal => false,
        Owner::Association(index) => !site.associations[index].members.is_empty(),
    };
    let lists = [
        (members, Page::Members(owner)),
        (!people(site, owner).is_empty(), Page::People(owner)),
        (!schools(site, owner).is_empty(), Page::Schools(owner)),
    ];
    lists.into_iter().filter(|(present, _)| *present).map(|(_, page)| page).collect()
}

/// The pages of the people and schools of `owner` itself.
pub(super) fn pages(site: &Site, owner: Owner) -> impl Iterator<Item = Page> {
    let directory = site.directory_of(owner);
    let people = (0..directory.people.len()).map(move |index| Page::Person(owner, index));
    people.chain((0..directory.schools.len()).map(move |index| Page::School(owner, index)))
}

/// A list in two words for the home: «Состав», «17 человек».
pub(super) fn summary(site: &Site, list: &Page) -> (&'static str, String) {
    match list {
        Page::People(owner) => ("Люди", counted(people(site, *owner).len(), PEOPLE)),
        Page::Schools(owner) => ("Школы", counted(schools(site, *owner).len(), SCHOOLS)),
        Page::Members(Owner::Association(index)) => {
            ("Состав", counted(site.associations[*index].members.len(), PEOPLE))
        }
        _ => ("", String::new()),
    }
}

const PEOPLE: [&str; 3] = ["человек", "человека", "человек"];
const SCHOOLS: [&str; 3] = ["школа", "школы", "школ"];

fn counted(count: usize, [one, few, many]: [&str; 3]) -> String {
    typeset(&format!("{count} {}", plural(count as u64, one, few, many)))
}

/// The page of a list.
pub(super) fn view(site: &Site, page: &Page, owner: Owner) -> RosterView {
    let (list, mut entries) = match page {
        Page::People(_) => {
            ("people", people(site, owner).iter().map(|entry| person(site, page, owner, *entry)).collect())
        }
        Page::Schools(_) => {
            ("schools", schools(site, owner).iter().map(|entry| school(site, page, owner, *entry)).collect())
        }
        _ => ("members", members(site, page, owner)),
    };
    if list != "members" {
        entries.sort_by_cached_key(|entry: &RosterEntry| (collation::key(&entry.title), entry.href.clone()));
    }
    let words = if list == "schools" { SCHOOLS } else { PEOPLE };
    let others = lists(site, owner).into_iter().filter(|other| other != page);
    RosterView {
        frame: Frame::new(site, page, &frame::title(site, page), None),
        list,
        count: counted(entries.len(), words),
        entries,
        others: others.map(|other| frame::link(site, page, &other, &frame::title(site, &other))).collect(),
    }
}

/// The people whom `owner` shows: its own, those of a portal's associations, or those of its portal who belong to it or did
/// something there.
fn people(site: &Site, owner: Owner) -> Vec<Entry> {
    let shared = |index: usize| {
        let directory = &site.associations[index].directory;
        let members = directory.members.iter().filter_map(|member| member.person);
        directory.deeds.keys().copied().chain(members).collect()
    };
    gathered(site, owner, |owner| site.directory_of(owner).people.len(), shared)
}

/// The schools that `owner` shows, in the same way.
fn schools(site: &Site, owner: Owner) -> Vec<Entry> {
    let shared = |index: usize| {
        let directory = &site.associations[index].directory;
        let members = directory.members.iter().filter_map(|member| member.school);
        directory.school_deeds.keys().copied().chain(members).collect()
    };
    gathered(site, owner, |owner| site.directory_of(owner).schools.len(), shared)
}

fn gathered(
    site: &Site,
    owner: Owner,
    count: impl Fn(Owner) -> usize,
    shared: impl Fn(usize) -> Vec<Entry>,
) -> Vec<Entry> {
    let own = |owner| (0..count(owner)).map(move |index| Entry { owner, index });
    let mut entries: Vec<Entry> = own(owner).collect();
    match owner {
        Owner::Portal => {
            entries.extend(site.associations_of(owner).flat_map(|index| own(Owner::Association(index))));
        }
        Owner::Association(index) => {
            entries.extend(shared(index).into_iter().filter(|entry| entry.owner == Owner::Portal));
        }
    }
    entries.sort_unstable();
    entries.dedup();
    entries
}

fn person(site: &Site, page: &Page, owner: Owner, entry: Entry) -> RosterEntry {
    let person = site.person(entry);
    RosterEntry {
        title: typeset(&person.name),
        href: Some(route::link(site, page, &Page::Person(entry.owner, entry.index))),
        position: person.position.as_deref().map(typeset),
        school: person.school.as_deref().map(|words| named::school(site, page, words, person.school_page)),
        association: of_association(site, owner, entry),
    }
}

fn school(site: &Site, page: &Page, owner: Owner, entry: Entry) -> RosterEntry {
    RosterEntry {
        title: frame::sentence(&site.school(entry).name),
        href: Some(route::link(site, page, &Page::School(entry.owner, entry.index))),
        position: None,
        school: None,
        association: of_association(site, owner, entry),
    }
}

fn of_association(site: &Site, owner: Owner, entry: Entry) -> Option<String> {
    match entry.owner {
        Owner::Association(index) => list::gathered(site, owner, index),
        Owner::Portal => None,
    }
}

/// The members of an association in their order.
fn members(site: &Site, page: &Page, owner: Owner) -> Vec<RosterEntry> {
    let Owner::Association(index) = owner else { return Vec::new() };
    (0..site.associations[index].members.len())
        .map(|member| self::member(site, page, index, member))
        .collect()
}

/// The members at the school of `entry`, of all associations that its owner gathers.
pub(super) fn members_at(site: &Site, page: &Page, entry: Entry) -> Vec<RosterEntry> {
    let associations = site.associations_of(entry.owner);
    let members = associations.flat_map(|index| {
        let pages = site.associations[index].directory.members.iter().enumerate();
        pages.filter(|(_, pages)| pages.school == Some(entry)).map(move |(member, _)| (index, member))
    });
    let members = members.map(|(index, member)| RosterEntry {
        school: None,
        association: list::gathered(site, entry.owner, index),
        ..self::member(site, page, index, member)
    });
    members.collect()
}

fn member(site: &Site, page: &Page, association: usize, index: usize) -> RosterEntry {
    let association = &site.associations[association];
    let member = &association.members[index];
    let pages = association.directory.members.get(index).copied().unwrap_or_default();
    let own = pages.person.map(|entry| Page::Person(entry.owner, entry.index));
    RosterEntry {
        title: frame::sentence(&member.who),
        href: own.map(|own| route::link(site, page, &own)),
        position: member.position.as_deref().map(typeset),
        school: member.school.as_deref().map(|words| named::school(site, page, words, pages.school)),
        association: None,
    }
}
