//! The people of a site out of all mentions: spellings of one person joined, likenesses reported.

use std::collections::BTreeMap;

use super::clean::fold;
use super::{Name, Person, near};

/// One person with everything said of them; `Mention` is whatever tells where, a place in the plan for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined<Mention> {
    /// The fullest spelling met.
    pub name: Name,
    /// Every position said, in order, without repetition.
    pub roles: Vec<String>,
    /// Every institution said, in order, without repetition.
    pub schools: Vec<String>,
    /// Where the person is named, in order.
    pub mentions: Vec<Mention>,
}

/// Two people who may be one: their places in the joined list, the smaller first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// The person met first.
    pub one: usize,
    /// The person met later.
    pub other: usize,
}

/// Joins the spellings of one person, in order of first mention: one surname (case, «ё» and «е» aside) with the same
/// initials. A whole name joins its initials; two different whole names under one set of initials are two people, and
/// the bare initials then go to the one met first.
pub fn join<'a, Mention>(mentions: impl IntoIterator<Item = (&'a Person, Mention)>) -> Vec<Joined<Mention>> {
    let mut people: Vec<Joined<Mention>> = Vec::new();
    let mut places: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (person, mention) in mentions {
        let known = places.entry(person.name.join_key()).or_default();
        let same =
            |place: &&usize| people.get(**place).is_some_and(|one| !one.name.contradicts(&person.name));
        let place = known.iter().find(same).copied().unwrap_or(people.len());
        if let Some(joined) = people.get_mut(place) {
            joined.add(person, mention);
        } else {
            known.push(place);
            people.push(Joined::of(person, mention));
        }
    }
    people
}

/// The pairs of joined people whose names are near ([`near`]) and whose institutions, where both are known, have one
/// in common. They are for a person to decide on and are never joined.
#[must_use]
pub fn doubts<Mention>(people: &[Joined<Mention>]) -> Vec<Doubt> {
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, joined) in people.iter().enumerate() {
        // Near names share their first initial.
        alike.entry(fold(&joined.name.initials()).chars().take(1).collect()).or_default().push(place);
    }
    let mut doubts: Vec<Doubt> = alike.values().flat_map(|places| doubts_among(people, places)).collect();
    doubts.sort_unstable();
    doubts
}

fn doubts_among<Mention>(people: &[Joined<Mention>], places: &[usize]) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, one) in places.iter().enumerate() {
        for other in places.iter().skip(at + 1) {
            if people.get(*one).zip(people.get(*other)).is_some_and(|(one, other)| are_alike(one, other)) {
                doubts.push(Doubt { one: *one, other: *other });
            }
        }
    }
    doubts
}

fn are_alike<Mention>(one: &Joined<Mention>, other: &Joined<Mention>) -> bool {
    let apart = !one.schools.is_empty()
        && !other.schools.is_empty()
        && !one.schools.iter().any(|school| other.schools.contains(school));
    !apart && near(&one.name, &other.name)
}

impl<Mention> Joined<Mention> {
    fn of(person: &Person, mention: Mention) -> Self {
        Self {
            name: person.name.clone(),
            roles: person.role.iter().cloned().collect(),
            schools: person.school.iter().cloned().collect(),
            mentions: vec![mention],
        }
    }

    fn add(&mut self, person: &Person, mention: Mention) {
        if person.name.is_full() && !self.name.is_full() {
            self.name = person.name.clone();
        }
        add_new(&mut self.roles, person.role.as_ref());
        add_new(&mut self.schools, person.school.as_ref());
        self.mentions.push(mention);
    }
}

fn add_new(list: &mut Vec<String>, value: Option<&String>) {
    if let Some(value) = value.filter(|value| !list.contains(value)) {
        list.push(value.clone());
    }
}
