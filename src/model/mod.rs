//! The vocabulary: an association, its plans, meetings and materials, as plain data.
//!
//! Nothing here knows of files, of YAML or of pages. A [`Site`] is complete once it exists: whatever had to be looked
//! up, sorted or checked was so before, in `link`.

pub mod accent;
pub mod analysis;
pub mod article;
pub mod association;
pub mod body;
pub mod calendar;
pub mod case;
pub mod directory;
pub mod implied;
pub mod material;
pub mod meeting;
pub mod outcome;
pub mod plan;
pub mod progress;
pub mod schedule;
pub mod takeaway;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use accent::Accent;
use article::Article;
use association::Association;
use body::Asset;
use calendar::{LongPeriods, TimeZone};
use case::Catalogue;
use directory::{Directory, Entry, RegisteredPerson, School};
use takeaway::{Portion, Saved};

use crate::period::SchoolYear;

/// Everything that is published.
#[derive(Clone, Debug)]
pub struct Site {
    /// The name in every page's head.
    pub name: String,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// The address it will be published at, ending in `/`.
    pub address: Option<String>,
    /// Abbreviations, with what they stand for: who looks for either finds both.
    pub abbreviations: Vec<(String, String)>,
    /// The folder of its theme.
    pub theme: String,
    /// The colour that the theme is given.
    pub accent: Accent,
    /// What the portal's electronic case is called: «Электронный кейс», «Методическая копилка».
    pub case_name: String,
    /// Whether several associations share the site; otherwise its only one stands at the root.
    pub portal: bool,
    /// The associations by folder name.
    pub associations: Vec<Association>,
    /// News of the portal itself, latest first.
    pub news: Vec<Article>,
    /// Plain pages of the portal itself, by title.
    pub pages: Vec<Article>,
    /// The portal's own people and schools; those of a plain site stand at its association.
    pub directory: Directory,
    /// What the materials of all have in common.
    pub catalogue: Catalogue,
    /// The files that pages refer to; each is published once.
    pub assets: Vec<Asset>,
    /// By which clock it tells of what is its own.
    pub time_zone: TimeZone,
    /// What becomes of long periods in calendars of other programs.
    pub long_periods: LongPeriods,
    /// What of a case can be taken away at once.
    pub portions: BTreeSet<Portion>,
    /// What this is a saved copy of; nothing for a site of its own.
    pub saved: Option<Saved>,
    /// The day that «the next meeting» is counted from.
    pub today: NaiveDate,
}

/// Whose a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The portal's own.
    Portal,
    /// That of the association with this index.
    Association(usize),
}

/// One thing that has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The portal or an association.
    Home(Owner),
    /// A plan of an association, by index.
    Plan(usize, usize),
    /// The analysis of a school year of an association, with or without a file of its own.
    Analysis(usize, SchoolYear),
    /// A document.
    Document(Document),
}

/// A document written in Markdown, by its index on its shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Document {
    /// A meeting of an association.
    Meeting(usize, usize),
    /// A material of an association.
    Material(usize, usize),
    /// A news item.
    News(Owner, usize),
    /// A plain page.
    Page(Owner, usize),
}

impl Subject {
    /// Whose it is.
    pub fn owner(self) -> Owner {
        match self {
            Self::Home(owner) => owner,
            Self::Plan(association, _) | Self::Analysis(association, _) => Owner::Association(association),
            Self::Document(document) => document.owner(),
        }
    }
}

impl Document {
    /// Whose it is.
    pub fn owner(self) -> Owner {
        match self {
            Self::Meeting(association, _) | Self::Material(association, _) => Owner::Association(association),
            Self::News(owner, _) | Self::Page(owner, _) => owner,
        }
    }
}

impl Site {
    /// The portal, where the site is one, and every association.
    pub fn owners(&self) -> impl Iterator<Item = Owner> {
        let portal = self.portal.then_some(Owner::Portal);
        portal.into_iter().chain((0..self.associations.len()).map(Owner::Association))
    }

    /// The news of `owner` itself.
    pub fn news_of(&self, owner: Owner) -> &[Article] {
        match owner {
            Owner::Portal => &self.news,
            Owner::Association(index) => &self.associations[index].news,
        }
    }

    /// The plain pages of `owner` itself.
    pub fn pages_of(&self, owner: Owner) -> &[Article] {
        match owner {
            Owner::Portal => &self.pages,
            Owner::Association(index) => &self.associations[index].pages,
        }
    }

    /// The people and schools of `owner` itself.
    pub fn directory_of(&self, owner: Owner) -> &Directory {
        match owner {
            Owner::Portal => &self.directory,
            Owner::Association(index) => &self.associations[index].directory,
        }
    }

    /// The person of an entry.
    pub fn person(&self, entry: Entry) -> &RegisteredPerson {
        &self.directory_of(entry.owner).people[entry.index]
    }

    /// The school of an entry.
    pub fn school(&self, entry: Entry) -> &School {
        &self.directory_of(entry.owner).schools[entry.index]
    }

    /// What a document is made of.
    pub fn article(&self, document: Document) -> &Article {
        match document {
            Document::Meeting(association, index) => &self.associations[association].meetings[index].article,
            Document::Material(association, index) => {
                &self.associations[association].materials[index].article
            }
            Document::News(owner, index) => &self.news_of(owner)[index],
            Document::Page(owner, index) => &self.pages_of(owner)[index],
        }
    }

    /// Whether there is such a document: a part of a site may have been left out.
    pub fn holds(&self, document: Document) -> bool {
        let at = |association: usize| self.associations.get(association);
        match document {
            Document::Meeting(association, index) => {
                at(association).is_some_and(|of| index < of.meetings.len())
            }
            Document::Material(association, index) => {
                at(association).is_some_and(|of| index < of.materials.len())
            }
            Document::News(owner, index) => index < self.news_of(owner).len(),
            Document::Page(owner, index) => index < self.pages_of(owner).len(),
        }
    }

    /// What `owner` is called.
    pub fn name_of(&self, owner: Owner) -> &str {
        match owner {
            Owner::Portal => &self.name,
            Owner::Association(index) => &self.associations[index].name,
        }
    }

    /// What the electronic case of `owner` is called.
    pub fn case_name(&self, owner: Owner) -> &str {
        match owner {
            Owner::Portal => &self.case_name,
            Owner::Association(index) => &self.associations[index].case_name,
        }
    }

    /// Whether an association has a home: in a saved copy only one of which something was taken.
    pub fn has_home(&self, association: usize) -> bool {
        self.saved.is_none() || !self.associations[association].materials.is_empty()
    }

    /// The associations whose content `owner` shows: all of a portal's, or itself.
    pub fn associations_of(&self, owner: Owner) -> std::ops::Range<usize> {
        match owner {
            Owner::Portal => 0..self.associations.len(),
            Owner::Association(index) => index..index + 1,
        }
    }
}

/// The way from the file `from` to the file `to`, both paths below the same root with `/` between their parts.
pub fn relative(from: &str, to: &str) -> String {
    let mut here: Vec<&str> = from.split('/').collect();
    let mut there: Vec<&str> = to.split('/').collect();
    here.pop();
    let name = there.pop().unwrap_or_default();
    let shared = here.iter().zip(&there).take_while(|(here, there)| here == there).count();
    let mut way = "../".repeat(here.len() - shared);
    for folder in &there[shared..] {
        way.push_str(folder);
        way.push('/');
    }
    way + name
}
