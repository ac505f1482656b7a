//! Kartoteka: a static site generator for methodical associations of school librarians.
//!
//! Read every source, parse it, link it into one typed `Site`, derive views from it, render them, and make the
//! output folder equal to the result:
//!
//! ```text
//! source::read → SourceTree → parse → Parsed → link → Site → view → View → render → text
//!                                                       └─────── output::Output ───────┘ → write::sync
//! ```
//!
//! One type for each stage, and nothing between `source::read` and `write::sync` touches a disk or a clock: the same
//! sources and options give the same bytes. Everything that is wrong with the content is gathered on the way as
//! `diagnostic::Diagnostics`, and nothing is written while there is an error among them.

pub mod diagnostic;
pub mod link;
pub mod model;
pub mod parse;
pub mod russian;
pub mod source;
pub mod view;
pub mod write;
