//! What people and schools did: found once, in the readings of what their association publishes.
//!
//! A person is known by the spellings of `people.yaml`; initials that may be those of two are nobody's: a page must not tell
//! of somebody else's deeds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::directory::Directories;
use super::registry::{Roll, surname};
use crate::model::Owner;
use crate::model::directory::{Deed, Entry};
use crate::model::implied::Talk;
use crate::model::material::Material;
use crate::model::meeting::Meeting;
use crate::model::plan::Plan;
use crate::model::schedule::Planned;
use crate::parse::raw::RawMember;
use crate::people::{self, Name, Reading};

/// What an association publishes.
#[derive(Clone, Copy)]
pub(super) struct Published<'a> {
    pub(super) plans: &'a [Plan],
    pub(super) schedule: &'a [Planned],
    pub(super) meetings: &'a [Arc<Meeting>],
    pub(super) materials: &'a [Arc<Material>],
}

/// A spelling, and whom it means.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) name: Name,
    /// The page of the person, with consent.
    pub(super) person: Option<Entry>,
    /// The page of the school where the person works.
    pub(super) school: Option<Entry>,
}

/// What the texts of one association are looked up in.
pub(super) struct Book<'d> {
    directories: &'d Directories,
    folder: &'d str,
    owner: Owner,
    roll: &'d Roll,
    /// By surname; the association's own before the portal's.
    known: BTreeMap<String, Vec<Known>>,
    /// What was read before: the same few people chair every meeting.
    readings: BTreeMap<String, Reading>,
}

/// What was done, by whom.
#[derive(Default)]
pub(super) struct Deeds {
    pub(super) people: BTreeMap<Entry, BTreeSet<Deed>>,
    pub(super) schools: BTreeMap<Entry, BTreeSet<Deed>>,
}

impl<'d> Book<'d> {
    /// An empty one for the association in `folder`.
    pub(super) fn new(directories: &'d Directories, folder: &'d str, owner: Owner, roll: &'d Roll) -> Self {
        Self { directories, folder, owner, roll, known: BTreeMap::new(), readings: BTreeMap::new() }
    }

    /// Whether it knows nobody.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Adds a spelling.
    pub(super) fn know(&mut self, known: Known) {
        self.known.entry(surname(&known.name)).or_default().push(known);
    }

    fn meant(&self, name: &Name) -> impl Iterator<Item = &Known> {
        let known = self.known.get(&surname(name)).into_iter().flatten();
        known.filter(|known| known.name.is_same_person(name))
    }

    /// Whose page it is; nobody's where the name may be that of two.
    pub(super) fn person(&self, name: &Name) -> Option<Entry> {
        self.meant(name).find_map(|known| known.person).filter(|_| self.roll.is_certain(name))
    }

    /// Where somebody works; nowhere where that may be two schools.
    fn workplace(&self, name: &Name) -> Option<Entry> {
        let mut schools = self.meant(name).filter_map(|known| known.school);
        let first = schools.next()?;
        (schools.all(|other| other == first) && self.roll.is_certain(name)).then_some(first)
    }

    fn school(&self, name: &str) -> Option<Entry> {
        self.directories.school(self.folder, self.owner, name)
    }

    /// The name of a member, where there is but one, and the school.
    pub(super) fn member(&mut self, member: &RawMember) -> (Option<Name>, Option<Entry>) {
        let school = member.school.as_ref().and_then(|school| self.school(&school.value));
        let name = match self.read(&member.who.value).persons.as_slice() {
            [person] => Some(person.name.clone()),
            _ => None,
        };
        (name, school)
    }

    fn read(&mut self, text: &str) -> &Reading {
        self.readings.entry(text.to_owned()).or_insert_with(|| people::read(text))
    }

    /// All that is told of in what the association publishes.
    pub(super) fn deeds(&mut self, published: Published) -> Deeds {
        let mut deeds = Deeds::default();
        self.planned(published, &mut deeds);
        for (index, meeting) in published.meetings.iter().enumerate() {
            self.held(index, meeting, &mut deeds);
        }
        for (index, material) in published.materials.iter().enumerate() {
            for author in &material.authors {
                let author = &author.text;
                self.named(author, &Deed::Material(index), &mut deeds);
                let reading = self.read(author).clone();
                self.at_school(&reading, &Deed::Material(index), &mut deeds);
            }
        }
        deeds
    }

    fn planned(&mut self, Published { plans, schedule, .. }: Published, deeds: &mut Deeds) {
        let mut rows = BTreeMap::new();
        let namesakes = self.roll.has_namesakes();
        for (index, planned) in schedule.iter().enumerate() {
            rows.insert((planned.plan, &planned.activity), index);
            let deed = Deed::Activity(index);
            // The reading in the schedule has taken bare initials for the first of those who may be meant.
            let reading = if namesakes { self.read(&planned.who.text).clone() } else { planned.who.clone() };
            self.credit(&reading, &deed, deeds);
            self.at_school(&reading, &deed, deeds);
        }
        for (plan, number) in plans.iter().zip(0..) {
            for (_, line) in plan.lines() {
                let Some(index) = rows.get(&(number, &line.id)) else { continue };
                for Talk { topic, speaker } in line.talks() {
                    if let Some(who) = speaker {
                        self.named(&who, &Deed::Talk(*index, topic), deeds);
                    }
                }
            }
        }
    }

    fn held(&mut self, index: usize, meeting: &Meeting, deeds: &mut Deeds) {
        let officers = [(&meeting.chair, Deed::Chair(index)), (&meeting.secretary, Deed::Secretary(index))];
        for (who, deed) in officers {
            if let Some(who) = who {
                self.named(who, &deed, deeds);
            }
        }
        for (item, question) in meeting.agenda.iter().enumerate() {
            question.speaker.iter().for_each(|who| self.named(who, &Deed::Report(index, item), deeds));
            for (speech, spoken) in question.speeches.iter().enumerate() {
                self.named(&spoken.who, &Deed::Speech(index, item, speech), deeds);
            }
        }
        for (place, decision) in meeting.decisions().enumerate() {
            decision.responsible.iter().for_each(|who| self.named(who, &Deed::Decision(index, place), deeds));
        }
        let hosts = meeting.place.as_deref().map(places).unwrap_or_default();
        let hosts: Vec<Entry> = hosts.iter().filter_map(|place| self.school(place)).collect();
        for school in hosts {
            deeds.schools.entry(school).or_default().insert(Deed::Host(index));
        }
    }

    /// `deed` is that of all whom `text` names.
    fn named(&mut self, text: &str, deed: &Deed, deeds: &mut Deeds) {
        let reading = self.read(text).clone();
        self.credit(&reading, deed, deeds);
    }

    fn credit(&self, reading: &Reading, deed: &Deed, deeds: &mut Deeds) {
        for entry in reading.persons.iter().filter_map(|person| self.person(&person.name)) {
            deeds.people.entry(entry).or_default().insert(deed.clone());
        }
    }

    /// `deed` is that of the schools that are named, by themselves or with a person, and of those where people work who are
    /// named without one.
    fn at_school(&self, reading: &Reading, deed: &Deed, deeds: &mut Deeds) {
        let people = reading.persons.iter().filter_map(|person| match &person.school {
            Some(school) => self.school(school),
            None => self.workplace(&person.name),
        });
        let named = reading.organisations.iter().filter_map(|name| self.school(name));
        for school in people.chain(named) {
            deeds.schools.entry(school).or_default().insert(deed.clone());
        }
    }
}

/// What the words for a place may name: «школа № 2, читальный зал» says it is in the school. Longer stretches come first.
fn places(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split([',', ';', '\n']).collect();
    let stretches = (1..=parts.len()).rev();
    stretches
        .flat_map(|length| parts.windows(length).map(|parts| parts.join(",")).collect::<Vec<_>>())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_may_name_its_school_with_a_room() {
        assert_eq!(
            places("школа № 2, читальный зал"),
            ["школа № 2, читальный зал", "школа № 2", " читальный зал"]
        );
    }
}
