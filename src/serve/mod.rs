//! The preview: the last good site over HTTP on this machine, with word to the open pages when it has changed.
//!
//! Nothing is written to the disk: pages are rendered when somebody asks for them, so that an edit costs no more than
//! what is looked at. What is served for an address is byte for byte what a build writes there; the preview's own script
//! is put in on the way out.

mod address;
mod edition;
mod events;
mod file;
mod guard;
mod http;
mod preview;
mod start;

use serde::Serialize;

pub use edition::{Edition, File, Names};
pub use preview::{Preview, Report};
pub use start::{Problem, Started, start};

/// A diagnostic as a page shows it: in the words of the terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Whether it keeps the site from being built.
    pub error: bool,
    /// The name of the doubt.
    pub lint: Option<&'static str>,
    /// The file, as its author knows it.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The letter in the line, from 1.
    pub column: Option<usize>,
    /// The line itself.
    pub text: Option<String>,
    /// What is wrong.
    pub message: String,
    /// Why it matters.
    pub reason: Option<String>,
    /// How to mend it.
    pub remedy: Option<String>,
}
