//! A whole site as one file, for a hosting that takes an archive: all of it or nothing.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::Path;

use rayon::ThreadPoolBuilder;

use super::archive::{ArchiveError, bare_archive};
use super::error::{IoAction, Refusal, WriteError, doing};
use super::{Deliverable, Made, check_names, disk};

/// Puts an archive of all that `deliverable` says in the place of `file`, and gives back how many bytes it has. `jobs` of its
/// files are made at a time, and `on_progress` is called for each.
///
/// # Errors
///
/// When a file cannot be made or cannot have its name, when `file` is no archive, or when the file system fails; `file` is
/// then as it was.
pub fn pack<D: Deliverable + Send>(
    deliverable: &D,
    file: &Path,
    jobs: NonZeroUsize,
    on_progress: &(dyn Fn() + Sync),
) -> Result<u64, WriteError<D::Failure>> {
    let wanted: BTreeSet<&str> = deliverable.paths().into_iter().collect();
    check_names(&wanted).map_err(WriteError::Refused)?;
    if !is_named_as_archive(file) || file.is_dir() {
        return Err(WriteError::Refused(Refusal::NoArchive));
    }
    let mut name = OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(".new");
    let fresh = file.with_file_name(name);
    let written = write(deliverable, &fresh, jobs, on_progress);
    let placed = written.and_then(|length| {
        disk::rename(&fresh, file).map_err(WriteError::Io)?;
        Ok(length)
    });
    placed.inspect_err(|_| {
        let _ = disk::remove_file(&fresh);
    })
}

/// Whatever has another name may be something else: nobody's document is to be overwritten because of a slip.
fn is_named_as_archive(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

fn write<D: Deliverable + Send>(
    deliverable: &D,
    fresh: &Path,
    jobs: NonZeroUsize,
    on_progress: &(dyn Fn() + Sync),
) -> Result<u64, WriteError<D::Failure>> {
    let failed = |action| move |error| WriteError::Io(doing(action, fresh)(error));
    let threads = ThreadPoolBuilder::new().num_threads(jobs.get()).build();
    let threads = threads.map_err(io::Error::other).map_err(failed(IoAction::StartThreads))?;
    let mut target = File::create(fresh).map_err(failed(IoAction::Write))?;
    let watched = Watched { deliverable, on_progress };
    let made = threads.install(|| {
        let mut target = &target;
        bare_archive(&watched, &mut target)
    });
    made.map_err(|error| match error {
        ArchiveError::Made(failures) => WriteError::Made(failures),
        ArchiveError::Read(failure) => WriteError::Io(failure),
        ArchiveError::Write(error) => failed(IoAction::Write)(error),
    })?;
    let ended = target.flush().and_then(|()| target.sync_all()).and_then(|()| target.metadata());
    ended.map(|ended| ended.len()).map_err(failed(IoAction::Write))
}

/// A deliverable that says when one of its files is made.
struct Watched<'d, D> {
    deliverable: &'d D,
    on_progress: &'d (dyn Fn() + Sync),
}

impl<D: Deliverable> Deliverable for Watched<'_, D> {
    type Failure = D::Failure;

    fn paths(&self) -> Vec<&str> {
        self.deliverable.paths()
    }

    fn make(&self, path: &str) -> Result<Made<'_, D::Failure>, D::Failure> {
        self.deliverable.make(path).inspect(|_| (self.on_progress)())
    }
}
