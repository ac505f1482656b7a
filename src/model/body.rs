//! The text of a Markdown document: HTML with its links still open, so that addresses are made in one place only.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Document, Owner, Subject};
use crate::picture::{self, Facts, Showing, Size, Variant};

/// A document's text.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// HTML and the links between its parts, in order.
    pub fragments: Vec<Fragment>,
    /// Its headings in order.
    pub headings: Arc<[Heading]>,
    /// Its first paragraph as plain text.
    pub summary: Option<String>,
}

/// A piece of a document's text.
#[derive(Clone, Debug)]
pub enum Fragment {
    /// Finished HTML.
    Html(Arc<str>),
    /// The value of an `href` attribute.
    Link(Target),
    /// A picture, with the attributes of its `img` that its author has given.
    Picture(Target, Arc<str>),
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page of the site and, where given, an id on it.
    Page(Subject, Option<String>),
    /// An id on the same page.
    Here(String),
    /// A file of the site, by its index.
    Asset(usize),
    /// Another site, a mailbox, a telephone.
    Elsewhere(String),
    /// A page that a saved copy does not have, and whose full address nobody knows: the words stay, the link goes.
    Left,
    /// Nothing: the link was a mistake and has been reported.
    Nowhere,
}

/// A heading of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 2 to 6; a page's own title is 1.
    pub level: u8,
    /// Its id on the page.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// A file of an author's that is published, or of which other files are made.
#[derive(Clone, Debug)]
pub struct Asset {
    /// The file as its author knows it.
    pub source: Arc<str>,
    /// Where it is named first: the file, and its bytes there.
    pub named: (Arc<str>, (usize, usize)),
    /// Where it lies on the disk.
    pub path: PathBuf,
    /// Where it is published.
    pub home: AssetHome,
    /// The folders below its home, as the author named them.
    pub folders: Vec<String>,
    /// Its name as the author knows it.
    pub name: String,
    /// Its size in bytes.
    pub length: u64,
    /// Its first lines, where it is plain text.
    pub beginning: Option<Arc<str>>,
    /// What its head says, where it is a picture made of pixels.
    pub picture: Option<Facts>,
    /// Whether visitors are to get the file itself: it is there to take away, or a link leads to it.
    pub is_asked_for: bool,
    /// How large pages show it, where they do.
    pub shown: Option<Size>,
}

/// Where a file is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssetHome {
    /// Beside the page of the document whose folder it lies in.
    Document(Document),
    /// Among the loose files of an owner.
    Files(Owner),
}

impl Asset {
    /// The files by which pages show it; nothing where it is shown as it is, or not at all.
    pub fn showing(&self) -> Option<Showing> {
        Some(self.picture?.showing(self.shown?))
    }

    /// Whether the file itself is published.
    pub fn is_published(&self) -> bool {
        let shown = self.showing().is_some_and(|showing| showing.main == picture::Source::Original);
        self.picture.is_none() || self.is_asked_for || shown
    }

    /// The files that are made of it.
    pub fn variants(&self) -> Vec<Variant> {
        self.showing().iter().flat_map(Showing::made).collect()
    }
}
