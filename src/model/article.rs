//! What is written in Markdown: meetings, materials, news and plain pages.

use std::sync::Arc;

use chrono::NaiveDate;

use super::body::{Body, Fragment, Target};
use super::plan::PlanItem;
use crate::period::SchoolYear;
use crate::russian::typography;

/// What all documents written in Markdown have.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file it comes from, as its author knows it.
    pub source: Arc<str>,
    /// Its part of the address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its title where there is little room.
    pub short_title: Option<String>,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// Its date.
    pub date: Option<NaiveDate>,
    /// Directions of work it belongs to.
    pub directions: Vec<String>,
    /// Topics it belongs to.
    pub topics: Vec<String>,
    /// Who took part or is responsible, as written.
    pub who: Vec<String>,
    /// The activities of its association's plans that it carries out.
    pub activities: Vec<PlanItem>,
    /// Files to take away.
    pub files: Vec<Attachment>,
    /// Pictures.
    pub photos: Vec<Photo>,
    /// Addresses it once had, which lead here.
    pub former_addresses: Vec<FormerAddress>,
    /// Whether it is a draft, built only where drafts are asked for.
    pub draft: bool,
    /// Its text.
    pub body: Body,
    /// Its words as set before: no part of what it says.
    pub set: Arc<typography::Memory>,
}

/// An address that a page once had.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormerAddress {
    /// The path below the site's root, without `/` at its ends.
    pub path: String,
    /// The bytes of the source that say it.
    pub span: (usize, usize),
}

/// A file to take away.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// The index of the file among the site's assets.
    pub asset: usize,
    /// What the author calls it.
    pub title: Option<String>,
}

/// A picture with its words.
#[derive(Clone, Debug)]
pub struct Photo {
    /// The index of the file among the site's assets.
    pub asset: usize,
    /// Whether the file itself is offered too.
    pub original: bool,
    /// What stands below it.
    pub caption: Option<String>,
    /// What it shows, for those who do not see it.
    pub description: Option<String>,
}

impl Article {
    /// Its pictures as indices among the site's assets: its photos, then those in its text.
    pub fn pictures(&self) -> impl Iterator<Item = usize> {
        let photos = self.photos.iter().map(|photo| photo.asset);
        photos.chain(self.body.fragments.iter().filter_map(|fragment| match fragment {
            Fragment::Picture(Target::Asset(asset), _) => Some(*asset),
            _ => None,
        }))
    }

    /// The school year of its date.
    pub fn year(&self) -> Option<SchoolYear> {
        self.date.map(SchoolYear::of)
    }
}
