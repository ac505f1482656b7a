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

pub mod cli;
pub mod diagnostic;
pub mod export;
pub mod external;
pub mod link;
pub mod model;
pub mod output;
pub mod parse;
pub mod people;
pub mod period;
pub mod prose;
pub mod render;
pub mod russian;
pub mod source;
pub mod view;
pub mod write;

use diagnostic::{Checked, Diagnostics};
use link::Linked;
use model::Site;
use source::SourceTree;

/// The site that the sources describe, and everything that is wrong with them.
pub fn build(tree: &SourceTree, options: &link::Options) -> Checked<Site> {
    let Checked { value, diagnostics } = build_linked(tree, options);
    Checked { value: value.site, diagnostics }
}

/// The same with the places where it speaks of other sites.
pub fn build_linked(tree: &SourceTree, options: &link::Options) -> Checked<Linked> {
    let mut diagnostics = Diagnostics::default();
    let parsed = parse::parse(tree).report(&mut diagnostics);
    let linked = link::link(parsed, options).report(&mut diagnostics);
    Checked { value: linked, diagnostics }
}
