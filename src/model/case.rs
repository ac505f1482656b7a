//! The electronic case as a catalogue: what materials have in common, which are alike, and where each was shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::article::Article;
use super::association::Association;
use super::directory::Directory;
use super::material::{Credited, Material, Presented};
use super::{Document, Owner};
use crate::russian::collation;
use crate::russian::transliteration::slug;

/// What materials are gathered by, in the order in which a reader is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Сценарий, урок, список литературы …
    Kind,
    /// Учащиеся, родители …
    Audience,
    /// From the first class to the eleventh.
    Class,
    /// What they are about.
    Topic,
    /// Who made them.
    Author,
    /// Where those work.
    School,
    /// The school year.
    Year,
    /// The terms of use.
    Licence,
}

/// Something that materials have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// In which respect.
    pub facet: Facet,
    /// Its part of the address.
    pub slug: String,
    /// What it is called: the spelling that comes first.
    pub name: String,
    /// Those that have it, by their place in the case.
    pub materials: Vec<usize>,
}

/// The materials that an owner shows.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Each by its association and its index there, in the order of titles.
    pub materials: Vec<(usize, usize)>,
    /// What they have in common, by facet, in the order of a reader's list.
    pub values: Vec<Value>,
}

/// The cases of all owners, and the ways from one material to others and to meetings.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    filed: Arc<Filed>,
    /// The meetings at which a material was shown, and the materials shown at a meeting.
    shown: BTreeMap<Document, BTreeSet<Document>>,
}

/// What follows from what the materials say of themselves.
#[derive(Debug, Default)]
struct Filed {
    cases: BTreeMap<Owner, Case>,
    /// For each association and material the materials of the association that are alike, most alike first.
    related: Vec<Vec<Vec<usize>>>,
}

impl Facet {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Kind,
        Self::Audience,
        Self::Class,
        Self::Topic,
        Self::Author,
        Self::School,
        Self::Year,
        Self::Licence,
    ];
}

impl Catalogue {
    /// The catalogue of all that `associations` have; `shared` are the people and schools of their portal, where the site
    /// is one.
    pub fn of(associations: &[Association], shared: Option<&Directory>) -> Self {
        let indices = 0..associations.len();
        let portal = shared.map(|_| (Owner::Portal, indices.clone()));
        let owners = indices.map(|index| (Owner::Association(index), index..index + 1)).chain(portal);
        let cases: BTreeMap<Owner, Case> =
            owners.map(|(owner, gathered)| (owner, Case::of(associations, gathered, shared))).collect();
        let alike = associations
            .iter()
            .enumerate()
            .map(|(index, association)| related(&association.materials, &cases[&Owner::Association(index)]));
        let filed = Filed { related: alike.collect(), cases };
        Self { filed: Arc::new(filed), shown: shown(associations) }
    }

    /// The catalogue of associations whose materials, schools and people are those of this one, or [filed
    /// alike](are_filed_alike); where they were shown may be another matter.
    #[must_use]
    pub fn shown_by(&self, associations: &[Association]) -> Self {
        Self { filed: Arc::clone(&self.filed), shown: shown(associations) }
    }

    /// The case of an owner.
    pub fn case(&self, owner: Owner) -> &Case {
        static EMPTY: Case = Case { materials: Vec::new(), values: Vec::new() };
        self.filed.cases.get(&owner).unwrap_or(&EMPTY)
    }

    /// The materials of an association that are like one of its own, most alike first.
    pub fn related(&self, association: usize, material: usize) -> &[usize] {
        self.filed.related.get(association).and_then(|of| of.get(material)).map_or(&[], Vec::as_slice)
    }

    /// The meetings at which a material was shown, or the materials shown at a meeting.
    pub fn shown(&self, document: Document) -> impl Iterator<Item = Document> {
        self.shown.get(&document).into_iter().flatten().copied()
    }
}

impl Case {
    fn of(
        associations: &[Association],
        gathered: std::ops::Range<usize>,
        shared: Option<&Directory>,
    ) -> Self {
        let of_association =
            |index: usize| (0..associations[index].materials.len()).map(move |material| (index, material));
        let mut materials: Vec<(usize, usize)> = gathered.flat_map(of_association).collect();
        let title = |&(association, material): &(usize, usize)| {
            collation::key(&associations[association].materials[material].article.title)
        };
        materials.sort_by_cached_key(|place| (title(place), *place));
        let mut found: BTreeMap<(Facet, String), (String, Vec<usize>)> = BTreeMap::new();
        for (place, &(association, material)) in materials.iter().enumerate() {
            let association = &associations[association];
            let material = &association.materials[material];
            for facet in Facet::ALL {
                for name in facet.names(material, association, shared) {
                    let slug = slug(&name);
                    if slug.is_empty() {
                        continue;
                    }
                    let (_, having) = found.entry((facet, slug)).or_insert((name, Vec::new()));
                    if having.last() != Some(&place) {
                        having.push(place);
                    }
                }
            }
        }
        let values = found.into_iter();
        let values = values.map(|((facet, slug), (name, materials))| Value { facet, slug, name, materials });
        let mut values: Vec<Value> = values.collect();
        values.sort_by_cached_key(|value| (value.facet, collation::key(&value.name), value.slug.clone()));
        // The latest school year comes first.
        let years = values.iter().position(|value| value.facet == Facet::Year);
        let end = values.iter().position(|value| value.facet > Facet::Year).unwrap_or(values.len());
        values[years.unwrap_or(end)..end].reverse();
        Self { materials, values }
    }

    /// What materials have in common in one respect.
    pub fn of_facet(&self, facet: Facet) -> impl Iterator<Item = &Value> {
        self.values.iter().filter(move |value| value.facet == facet)
    }

    /// The value of a facet with this part of the address.
    pub fn value(&self, facet: Facet, slug: &str) -> Option<&Value> {
        self.values.iter().find(|value| value.facet == facet && value.slug == slug)
    }
}

impl Facet {
    /// What a material of `association` says in this respect.
    fn names(
        self,
        material: &Material,
        association: &Association,
        shared: Option<&Directory>,
    ) -> Vec<String> {
        match self {
            Self::Kind => material.kind.iter().cloned().collect(),
            Self::Audience => material.audience.clone(),
            Self::Class => {
                let numbers = material.classes.iter().flat_map(|classes| &classes.numbers);
                numbers.map(u8::to_string).collect()
            }
            Self::Topic => material.article.topics.clone(),
            Self::Author => material.people().map(|person| person.usual.to_string()).collect(),
            Self::School => {
                let school = |person: &Credited| {
                    let page = person.school_page.and_then(|entry| match entry.owner {
                        Owner::Portal => shared?.schools.get(entry.index),
                        Owner::Association(_) => association.directory.schools.get(entry.index),
                    });
                    page.map(|school| school.name.clone()).or_else(|| person.school.clone())
                };
                material.people().filter_map(school).collect()
            }
            Self::Year => material.year().map(|year| year.to_string()).into_iter().collect(),
            Self::Licence => {
                let licence = material.licence.iter();
                let name = licence.map(|licence| match &licence.known {
                    Some(known) => known.name.clone(),
                    None => licence.text.clone(),
                });
                name.collect()
            }
        }
    }
}

/// Whether two materials have the same place in a catalogue: all that `Facet::names` and the likeness of materials read.
pub fn are_filed_alike(one: &Material, other: &Material) -> bool {
    fn filed(material: &Material) -> impl PartialEq + '_ {
        let Material { article, kind, authors, audience, classes, occasion, filed_under, licence, .. } =
            material;
        let Article { title, date, topics, .. } = article;
        (title, date, topics, kind, authors, (audience, classes, occasion, filed_under, licence))
    }
    filed(one) == filed(other)
}

/// How many like materials a card names.
const MOST_RELATED: usize = 4;
/// What more materials than these have in common makes no two of them alike.
const MOST_ALIKE: usize = 400;
/// What counts: a topic most, then the person and the occasion, then the kind.
const TOPIC: u32 = 3;
const PERSON_OR_OCCASION: u32 = 2;
const KIND: u32 = 1;
/// Below this two materials are not alike: that both are scripts says little.
const LEAST: u32 = 2;

/// For each of `materials`, which are the whole of `case`, those that are like it.
fn related(materials: &[Arc<Material>], case: &Case) -> Vec<Vec<usize>> {
    let mut occasions: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, &(_, index)) in case.materials.iter().enumerate() {
        if let Some(occasion) = &materials[index].occasion {
            occasions.entry(slug(occasion)).or_default().push(place);
        }
    }
    let groups = case.values.iter().filter_map(|value| {
        let weight = match value.facet {
            Facet::Topic => TOPIC,
            Facet::Author => PERSON_OR_OCCASION,
            Facet::Kind => KIND,
            _ => return None,
        };
        Some((weight, &value.materials))
    });
    let groups = groups.chain(occasions.values().map(|places| (PERSON_OR_OCCASION, places)));
    let mut likeness: Vec<BTreeMap<usize, u32>> = vec![BTreeMap::new(); materials.len()];
    for (weight, places) in groups.filter(|(_, places)| places.len() <= MOST_ALIKE) {
        for &one in places {
            for &other in places.iter().filter(|other| **other != one) {
                *likeness[one].entry(other).or_default() += weight;
            }
        }
    }
    let mut related = vec![Vec::new(); materials.len()];
    for (place, likeness) in likeness.into_iter().enumerate() {
        let material = |place: usize| &materials[case.materials[place].1];
        let classes = |place| material(place).classes.as_ref().map(|classes| &classes.numbers);
        let share_a_class =
            |other| classes(place).zip(classes(other)).is_some_and(|(one, other)| !one.is_disjoint(other));
        let ranked =
            likeness.into_iter().map(|(other, score)| (score + u32::from(share_a_class(other)), other));
        let mut ranked: Vec<(u32, usize)> = ranked.filter(|(score, _)| *score >= LEAST).collect();
        ranked.sort_by_key(|(score, place)| (std::cmp::Reverse(*score), *place));
        related[case.materials[place].1] =
            ranked.into_iter().take(MOST_RELATED).map(|(_, place)| case.materials[place].1).collect();
    }
    related
}

/// Which materials were shown at which meetings: the card says so, or the agenda.
fn shown(associations: &[Association]) -> BTreeMap<Document, BTreeSet<Document>> {
    let mut shown: BTreeMap<Document, BTreeSet<Document>> = BTreeMap::new();
    let mut tie = |one: Document, other: Document| {
        shown.entry(one).or_default().insert(other);
        shown.entry(other).or_default().insert(one);
    };
    for (index, association) in associations.iter().enumerate() {
        for (number, material) in association.materials.iter().enumerate() {
            for presented in &material.presented {
                if let Presented::At(meeting) = presented {
                    tie(Document::Material(index, number), *meeting);
                }
            }
        }
        for (number, meeting) in association.meetings.iter().enumerate() {
            let named = meeting.agenda.iter().flat_map(|item| &item.materials);
            for material in named.filter(|document| matches!(document, Document::Material(..))) {
                tie(Document::Meeting(index, number), *material);
            }
        }
    }
    shown
}
