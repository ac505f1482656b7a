//! Kartoteka: a static site generator for methodical associations of school librarians.
//!
//! Read every source, parse it, link it into one typed [`Site`], derive views from it, render them, and make the
//! output folder equal to the result:
//!
//! ```text
//! source::read → SourceTree → parse → Parsed → link → Site → view → View → render → text
//!                                                       └─────── output::Output ───────┘ → write::sync
//! ```
//!
//! One type for each stage, and nothing between [`source::read`] and [`write::sync`] touches a disk or a clock: the same
//! sources and options give the same bytes. Everything that is wrong with the content is gathered on the way as
//! [`diagnostic::Diagnostics`], and nothing is written while there is an error among them.

pub mod citation;
pub mod cli;
pub mod diagnostic;
pub mod export;
pub mod external;
pub mod formats;
pub mod import;
pub mod link;
pub mod model;
pub mod output;
pub mod parse;
pub mod people;
pub mod period;
pub mod picture;
pub mod prose;
pub mod render;
pub mod renewal;
pub mod russian;
pub mod schema;
pub mod search;
pub mod serve;
pub mod source;
pub mod starter;
pub mod store;
pub mod takeaway;
pub mod view;
pub mod watch;
pub mod write;

use diagnostic::{Checked, Diagnostics};
use link::Linked;
use model::Site;
use source::SourceTree;

/// The site that the sources describe, and everything that is wrong with them.
pub fn build(tree: &SourceTree, options: &link::Options) -> Checked<Site> {
    let Checked { value, diagnostics } = build_again(tree, options, None);
    Checked { value: value.site, diagnostics }
}

/// What a build may know from the last.
#[derive(Debug, Default)]
pub struct Memory {
    files: parse::Memory,
    fields: link::Memory,
}

/// The same with the places where the site speaks of other sites, and faster where `memory` knows files from the last
/// time; the answer does not depend on it.
pub fn build_again(
    tree: &SourceTree,
    options: &link::Options,
    memory: Option<&mut Memory>,
) -> Checked<Linked> {
    let mut diagnostics = Diagnostics::default();
    let (files, fields) = memory.map(|memory| (&mut memory.files, &mut memory.fields)).unzip();
    let parsed = parse::parse(tree, files).report(&mut diagnostics);
    let linked = link::link(parsed, options, fields).report(&mut diagnostics);
    Checked { value: linked, diagnostics }
}
