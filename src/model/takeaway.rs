//! What can be taken away of an electronic case at once, and what a saved copy of it was taken from.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::article::Article;
use super::body::{Fragment, Target};
use super::material::Material;
use super::{Owner, Site};
use crate::period::SchoolYear;
use crate::russian::transliteration::slug;

/// What of a case its site offers to take away at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Portion {
    /// All of it.
    Whole,
    /// Each topic by itself.
    Topics,
    /// Each school year by itself.
    SchoolYears,
}

/// Materials of the case of an owner that are taken away together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TakeAway {
    /// Whose case it is.
    pub owner: Owner,
    /// Which of its materials.
    pub selection: Selection,
}

/// Which materials of a case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Selection {
    /// All of them.
    All,
    /// Those of a topic.
    Topic {
        /// Its part of the address; spellings with the same one are the same topic.
        slug: String,
        /// What it is called.
        name: String,
    },
    /// Those of a school year.
    SchoolYear(SchoolYear),
}

/// What a take-away holds.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// How many materials.
    pub materials: usize,
    /// The files that go with them, by their index among those of the site.
    pub assets: BTreeSet<usize>,
}

/// What a site is that is no site of its own but a saved copy of materials of another.
#[derive(Clone, Debug)]
pub struct Saved {
    /// Which materials were taken.
    pub selection: Selection,
    /// The latest date among them.
    pub latest: Option<NaiveDate>,
}

impl TakeAway {
    /// The materials that are taken away from `site`, each with its association and its index there. Never a draft.
    pub fn materials<'s>(&'s self, site: &'s Site) -> impl Iterator<Item = (usize, usize, &'s Material)> {
        let all = site.associations_of(self.owner).flat_map(|association| {
            let materials = site.associations[association].materials.iter().enumerate();
            materials.map(move |(index, material)| (association, index, &**material))
        });
        all.filter(|(.., material)| !material.article.draft && self.selection.has(material))
    }
}

impl Selection {
    fn has(&self, material: &Material) -> bool {
        match self {
            Self::All => true,
            Self::Topic { slug: topic, .. } => {
                material.article.topics.iter().any(|name| slug(name) == *topic)
            }
            Self::SchoolYear(year) => material.year() == Some(*year),
        }
    }
}

impl Article {
    /// The files that its page needs or offers, by their index among those of the site; one may come twice.
    pub fn assets(&self) -> impl Iterator<Item = usize> {
        let listed = self.files.iter().map(|file| file.asset);
        let shown = self.photos.iter().map(|photo| photo.asset);
        let named = self.body.fragments.iter().filter_map(|fragment| match fragment {
            Fragment::Link(Target::Asset(asset)) | Fragment::Picture(Target::Asset(asset), _) => Some(*asset),
            _ => None,
        });
        listed.chain(shown).chain(named)
    }
}

impl Site {
    /// Everything of the case of `owner` that this site offers to take away at once, as its settings ask for it, and what
    /// each would hold.
    pub fn take_aways(&self, owner: Owner) -> Vec<(TakeAway, Held)> {
        let all = TakeAway { owner, selection: Selection::All };
        let mut held: BTreeMap<Selection, Held> = BTreeMap::new();
        let mut topics: BTreeMap<String, String> = BTreeMap::new();
        for (.., material) in all.materials(self) {
            for selection in self.selections(material, &mut topics) {
                let held = held.entry(selection).or_default();
                held.materials += 1;
                held.assets.extend(material.article.assets());
            }
        }
        held.into_iter().map(|(selection, held)| (TakeAway { owner, selection }, held)).collect()
    }

    /// The selections that a material belongs to; `topics` are the names of those that were met before.
    fn selections(&self, material: &Material, topics: &mut BTreeMap<String, String>) -> BTreeSet<Selection> {
        let mut selections = BTreeSet::new();
        for portion in &self.portions {
            match portion {
                Portion::Whole => drop(selections.insert(Selection::All)),
                Portion::SchoolYears => selections.extend(material.year().map(Selection::SchoolYear)),
                Portion::Topics => {
                    for name in &material.article.topics {
                        let slug = slug(name);
                        let name = topics.entry(slug.clone()).or_insert_with(|| name.clone()).clone();
                        selections.insert(Selection::Topic { slug, name });
                    }
                }
            }
        }
        selections.retain(|selection| !matches!(selection, Selection::Topic { slug, .. } if slug.is_empty()));
        selections
    }
}
