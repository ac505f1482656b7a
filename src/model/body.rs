//! The text of a Markdown document: HTML with its links still open, so that addresses are made in one place only.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Document, Owner, Subject};

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
    /// The value of an `href` or `src` attribute.
    Link(Target),
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

/// A file that is published as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// The file as its author knows it.
    pub source: Arc<str>,
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
}

/// Where a file is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssetHome {
    /// Beside the page of the document whose folder it lies in.
    Document(Document),
    /// Among the loose files of an owner.
    Files(Owner),
}
