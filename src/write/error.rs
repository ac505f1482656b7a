//! Why the output folder could not be made equal to the site.
//!
//! Plain data: the command line finds the words for it.

use std::io;
use std::path::{Path, PathBuf};

/// Why a build did not go through.
#[derive(Debug)]
pub enum WriteError<F> {
    /// Some files could not be made: every failure, sorted by the path of the file.
    Made(Vec<F>),
    /// Going on could have destroyed something that is not ours.
    Refused(Refusal),
    /// The file system failed.
    Io(IoFailure),
}

/// What stands in the way of a build and needs a person to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The folder holds something and has never been an output folder of ours.
    ForeignFolder {
        /// The folder.
        folder: PathBuf,
        /// The first three names in it, so that the person recognises the folder.
        examples: Vec<String>,
    },
    /// Something that we did not write stands where a file or a folder of ours must go.
    ForeignFiles {
        /// All of it, sorted; relative to the output folder.
        paths: Vec<String>,
    },
    /// The site has paths that leave the folder, begin with a dot, or exclude one another, as
    /// `a` and `a/b` do.
    UnusablePaths {
        /// Those that are at fault, sorted.
        paths: Vec<String>,
    },
    /// The journal of an unfinished build is not one that we could have written.
    DamagedJournal,
    /// The manifest is not one that we could have written, so we do not know what is ours.
    DamagedManifest,
    /// Another build into the same folder is going on.
    Busy,
    /// What the archive of a site would take the place of has not the name of an archive, or is a folder.
    NoArchive,
}

/// A call of the file system that failed.
#[derive(Debug)]
pub struct IoFailure {
    /// What it was about.
    pub path: PathBuf,
    /// What was being done to it.
    pub action: IoAction,
    /// What the system said.
    pub error: io::Error,
}

/// What was being done when the file system failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IoAction {
    /// Looking at what stands at a path.
    Inspect,
    /// Reading a file or the names in a folder.
    Read,
    /// Writing a file or having it put safely on the disk.
    Write,
    /// Making a folder.
    CreateFolder,
    /// Moving a finished file to its place.
    Move,
    /// Removing a file or a folder.
    Remove,
    /// Locking the folder against a second build.
    Lock,
    /// Starting the threads that make the files.
    StartThreads,
}

/// A [`WriteError`] that has nothing to do with the making of files.
#[derive(Debug)]
pub(super) enum Trouble {
    Refused(Refusal),
    Io(IoFailure),
}

impl<F> From<Trouble> for WriteError<F> {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Refused(refusal) => Self::Refused(refusal),
            Trouble::Io(failure) => Self::Io(failure),
        }
    }
}

impl<F> From<IoFailure> for WriteError<F> {
    fn from(failure: IoFailure) -> Self {
        Self::Io(failure)
    }
}

impl From<IoFailure> for Trouble {
    fn from(failure: IoFailure) -> Self {
        Self::Io(failure)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// For `map_err`: says what the failed call was about.
pub(super) fn doing(action: IoAction, path: &Path) -> impl FnOnce(io::Error) -> IoFailure {
    move |error| IoFailure { path: path.to_owned(), action, error }
}
