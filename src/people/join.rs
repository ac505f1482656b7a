//! The people of a site out of all mentions: spellings of one person joined, likenesses reported.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

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
/// in common, in order. They are for a person to decide on and are never joined. Nobody is compared with everybody,
/// and what is not asked for is not compared at all.
pub fn doubts<Mention>(people: &[Joined<Mention>]) -> impl Iterator<Item = Doubt> {
    let index = Index::of(people);
    people.iter().enumerate().flat_map(move |(one, joined)| {
        let may_be = index.later_than(one, joined);
        may_be
            .into_iter()
            .filter(move |other| people.get(*other).is_some_and(|other| are_alike(joined, other)))
            .map(move |other| Doubt { one, other })
    })
}

/// The people by marks that near names share.
struct Index {
    /// The fingerprints of each person's marks.
    marks: Vec<Vec<u64>>,
    /// A mark with an institution, and the place of a person who has both; in order.
    kept: Vec<(u64, usize)>,
}

impl Index {
    fn of<Mention>(people: &[Joined<Mention>]) -> Self {
        let fingerprints = |name: &Name| name.marks().iter().map(fingerprint).collect();
        let marks: Vec<Vec<u64>> = people.iter().map(|joined| fingerprints(&joined.name)).collect();
        let mut kept: Vec<(u64, usize)> = Vec::new();
        for (place, (joined, marks)) in people.iter().zip(&marks).enumerate() {
            for school in Schools::kept(&joined.schools) {
                kept.extend(marks.iter().map(|mark| (fingerprint(&(mark, &school)), place)));
            }
        }
        kept.sort_unstable();
        kept.dedup();
        Self { marks, kept }
    }

    /// Those after `place` that share a mark with it, in order; among them are all whose names are near.
    fn later_than<Mention>(&self, place: usize, joined: &Joined<Mention>) -> Vec<usize> {
        let mut others = Vec::new();
        let marks = self.marks.get(place).map(Vec::as_slice).unwrap_or_default();
        for school in Schools::sought(&joined.schools) {
            for mark in marks {
                let wanted = fingerprint(&(mark, &school));
                let from = self.kept.partition_point(|known| *known <= (wanted, place));
                let alike = self.kept.iter().skip(from).take_while(|(known, _)| *known == wanted);
                others.extend(alike.map(|(_, other)| *other));
            }
        }
        others.sort_unstable();
        others.dedup();
        others
    }
}

/// Where a person is kept, so that people of different institutions never meet.
#[derive(Hash)]
enum Schools<'a> {
    One(&'a str),
    Unknown,
    Any,
}

impl<'a> Schools<'a> {
    fn named(schools: &'a [String]) -> impl Iterator<Item = Self> {
        schools.iter().map(|school| Self::One(school))
    }

    fn kept(schools: &'a [String]) -> Vec<Self> {
        let unknown = schools.is_empty().then_some(Self::Unknown);
        Self::named(schools).chain(unknown).chain([Self::Any]).collect()
    }

    /// Who is of no known institution may be anybody.
    fn sought(schools: &'a [String]) -> Vec<Self> {
        let other = if schools.is_empty() { Self::Any } else { Self::Unknown };
        Self::named(schools).chain([other]).collect()
    }
}

/// Two marks of one fingerprint only cost a comparison.
fn fingerprint(mark: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    mark.hash(&mut hasher);
    hasher.finish()
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
