//! Makes the output folder equal to what the site shall be.
//!
//! A build either happens as a whole or not at all: everything new is first prepared beside
//! the old (`stage`), then a journal says what is going to happen, and only then does it happen
//! (`apply`). A build that was cut off after its journal is finished by the next one; one that
//! was cut off before it has changed nothing.
//!
//! We share the folder with people. What we own is what the manifest lists; the rest is theirs.

mod added;
mod amendment;
mod apply;
mod archive;
#[cfg(test)]
mod archive_tests;
mod content;
mod disk;
mod error;
mod fresh;
mod journal;
mod manifest;
mod output;
mod packed;
mod paths;
mod stage;
mod standing;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::Path;

use rayon::prelude::*;

pub use added::{add, replace};
pub use archive::{ArchiveError, CHECKSUMS, archive};
pub use error::{IoAction, IoFailure, Refusal, WriteError};
pub use fresh::{CreateError, create, in_the_way};
pub use packed::pack;

use apply::apply;
use error::Trouble;
use journal::Journal;
use manifest::Manifest;
use output::Output;
use paths::{Case, PathSet};
use stage::Prepared;

/// What the output folder shall hold.
pub trait Deliverable: Sync {
    /// What went wrong when a file could not be made, a mistake in a template for one.
    type Failure: Send;

    /// Every path, sorted and unique; relative, `/`-separated, ASCII, without `..` and without a
    /// component that begins with a dot.
    fn paths(&self) -> Vec<&str>;

    /// The content of one of the [`paths`](Self::paths).
    ///
    /// Called from several threads, once for each path: making a page is the costly part of a
    /// build.
    ///
    /// # Errors
    ///
    /// When the file cannot be made. The other files are made all the same, so that every
    /// mistake is reported at once.
    fn make(&self, path: &str) -> Result<Made<'_, Self::Failure>, Self::Failure>;
}

/// The content of one file of the output.
pub enum Made<'a, F> {
    /// Held in memory: a page.
    Bytes(Cow<'a, [u8]>),
    /// A file elsewhere: an attachment, which may be larger than memory and is never read whole.
    File(&'a Path),
    /// An archive of what another deliverable says, made while it is written: see [`archive()`].
    Archive(Box<dyn Deliverable<Failure = F> + Send>),
}

/// What a build did to the output folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteReport {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that already held the right bytes and were left alone.
    pub unchanged: usize,
    /// Files that the site no longer has.
    pub removed: usize,
}

/// Makes `folder` hold exactly what `deliverable` says, apart from what others put there.
///
/// `jobs` files are made at a time; `on_progress` is called after each of them, from any thread.
///
/// # Errors
///
/// When a file cannot be made, when going on would touch what is not ours, or when the file
/// system fails. Up to the moment when everything has been prepared the folder stays as it was;
/// after it, the next call finishes what this one could not.
pub fn sync<D: Deliverable>(
    deliverable: &D,
    folder: &Path,
    jobs: NonZeroUsize,
    on_progress: &(dyn Fn() + Sync),
) -> Result<WriteReport, WriteError<D::Failure>> {
    output::admit(folder)?;
    let _lock = output::lock(folder)?;
    let output = Output::new(folder)?;
    recover(&output)?;

    let wanted = wanted_paths(deliverable, &output)?;
    let previous = Manifest::read(&output.manifest())?;
    let owned = path_set(&output, previous.as_ref());
    let prepared = stage::prepare(deliverable, &wanted, &output, &owned, jobs, on_progress)?;
    Ok(commit(&output, previous.as_ref(), &owned, prepared)?)
}

/// Makes everything and writes nothing: whether [`sync`] would find a mistake. Names are held against the file systems
/// that take the fewest. Of an archive only what it shall hold is made: it is put together while it is written.
///
/// # Errors
///
/// When a file cannot be made, or cannot have its name.
pub fn rehearse<D: Deliverable>(deliverable: &D) -> Result<(), WriteError<D::Failure>> {
    let wanted: BTreeSet<&str> = deliverable.paths().into_iter().collect();
    check_names(&wanted).map_err(WriteError::Refused)?;
    let made = wanted.par_iter().filter_map(|path| deliverable.make(path).err());
    let failures: Vec<D::Failure> = made.collect();
    if failures.is_empty() { Ok(()) } else { Err(WriteError::Made(failures)) }
}

/// Holds names against the file systems that take the fewest.
///
/// # Errors
///
/// When some file cannot have its name.
pub fn check_names(wanted: &BTreeSet<&str>) -> Result<(), Refusal> {
    let paths = paths::unusable(wanted, Case::Ignored);
    if paths.is_empty() { Ok(()) } else { Err(Refusal::UnusablePaths { paths }) }
}

/// Finishes, or else forgets, a build that was cut off.
fn recover(output: &Output) -> Result<(), Trouble> {
    let Some(journal) = Journal::read(&output.journal(), output.case)? else {
        return Ok(output.staging.remove()?);
    };
    let previous = Manifest::read(&output.manifest())?;
    apply(output, &journal, &path_set(output, previous.as_ref()))?;
    Ok(())
}

fn wanted_paths<'d, D: Deliverable>(
    deliverable: &'d D,
    output: &Output,
) -> Result<BTreeSet<&'d str>, Trouble> {
    let wanted = deliverable.paths().into_iter().collect();
    let paths = paths::unusable(&wanted, output.case);
    if paths.is_empty() {
        return Ok(wanted);
    }
    Err(Refusal::UnusablePaths { paths }.into())
}

fn path_set(output: &Output, manifest: Option<&Manifest>) -> PathSet {
    let paths = manifest.into_iter().flat_map(Manifest::paths);
    PathSet::new(output.case, paths)
}

fn commit(
    output: &Output,
    previous: Option<&Manifest>,
    owned: &PathSet,
    prepared: Prepared,
) -> Result<WriteReport, Trouble> {
    let mut report = WriteReport { written: prepared.moves.len(), unchanged: prepared.unchanged, removed: 0 };
    if prepared.moves.is_empty() && previous == Some(&prepared.manifest) {
        return Ok(report);
    }
    let journal = Journal {
        removals: removals(output, previous, &prepared.manifest),
        moves: prepared.moves,
        manifest: prepared.manifest,
    };
    write_journal(output, &journal)?;
    report.removed = apply(output, &journal, owned)?;
    Ok(report)
}

/// The files that go away. A name that differs only in case from a new one stays where the
/// file system takes the two for one: removing it would remove the new file.
fn removals(output: &Output, previous: Option<&Manifest>, next: &Manifest) -> Vec<String> {
    let kept = path_set(output, Some(next));
    let previous_paths = previous.into_iter().flat_map(Manifest::paths);
    previous_paths.filter(|path| !kept.contains(path)).map(str::to_owned).collect()
}

fn write_journal(output: &Output, journal: &Journal) -> Result<(), IoFailure> {
    let written = output.write_journal(journal);
    // The journal may stand although the call failed, and then it needs what was staged.
    if written.is_err() && matches!(disk::inspect(&output.journal()), Ok(None)) {
        output.staging.discard();
    }
    written
}

/// Where the tests cut the power.
#[cfg(not(test))]
fn checkpoint() {}
#[cfg(test)]
use tests::checkpoint;
