//! Makes every file and puts those that differ into the staging folder.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::num::NonZeroUsize;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::amendment::Amendment;
use super::archive::{ArchiveError, archive};
use super::content::{self, Content};
use super::error::{IoAction, IoFailure, Refusal, WriteError, doing};
use super::journal::Move;
use super::manifest::{Fingerprint, Manifest};
use super::output::Output;
use super::paths::PathSet;
use super::standing::{Standing, foreign_in_the_way, standing};
use super::{Deliverable, Made};

/// How many files wait for the disk at a time.
const FLUSHING_THREADS: NonZeroUsize = NonZeroUsize::new(16).unwrap();

/// What has to be done, with everything made that it takes.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) moves: Vec<Move>,
    pub(super) unchanged: usize,
    pub(super) manifest: Manifest,
}

/// Makes all of `wanted`; whatever goes wrong, the staging folder does not stay.
pub(super) fn prepare<D: Deliverable>(
    deliverable: &D,
    wanted: &BTreeSet<&str>,
    output: &Output,
    owned: &PathSet,
    jobs: NonZeroUsize,
    on_progress: &(dyn Fn() + Sync),
) -> Result<Prepared, WriteError<D::Failure>> {
    let wanted: Vec<&str> = wanted.iter().copied().collect();
    let pool = start_threads(output, jobs)?;
    let make = |(number, path): (usize, &&str)| {
        let result = prepare_file(deliverable, path, number, output, owned);
        on_progress();
        result
    };
    let results: Vec<_> = pool.install(|| wanted.par_iter().enumerate().map(make).collect());

    let mut tally = Tally::new();
    for (number, (path, result)) in wanted.iter().zip(results).enumerate() {
        tally.add(number, path, result);
    }
    let prepared = tally.finish().and_then(|prepared| {
        put_on_disk(&prepared, output)?;
        Ok(prepared)
    });
    prepared.inspect_err(|_| output.staging.discard())
}

/// Has every staged file put safely on the disk. All are written by now, so that the disk takes them in few big
/// steps, and waiting for it needs threads but no processor.
fn put_on_disk(prepared: &Prepared, output: &Output) -> Result<(), IoFailure> {
    let flush = |staged: &Move| {
        let path = output.staging.staged(staged.number);
        let file = OpenOptions::new().write(true).open(&path);
        file.and_then(|file| file.sync_all()).map_err(doing(IoAction::Write, &path))
    };
    start_threads(output, FLUSHING_THREADS)?.install(|| prepared.moves.par_iter().try_for_each(flush))
}

fn start_threads(output: &Output, jobs: NonZeroUsize) -> Result<ThreadPool, IoFailure> {
    ThreadPoolBuilder::new()
        .num_threads(jobs.get())
        .build()
        .map_err(std::io::Error::other)
        .map_err(doing(IoAction::StartThreads, output.folder))
}

#[derive(Clone, Copy)]
enum Outcome {
    Unchanged(Fingerprint),
    Staged(Fingerprint),
}

enum Setback<F> {
    Made(Vec<F>),
    Foreign(Vec<String>),
    Io(IoFailure),
}

impl<F> From<IoFailure> for Setback<F> {
    fn from(failure: IoFailure) -> Self {
        Self::Io(failure)
    }
}

fn prepare_file<D: Deliverable>(
    deliverable: &D,
    path: &str,
    number: usize,
    output: &Output,
    owned: &PathSet,
) -> Result<Outcome, Setback<D::Failure>> {
    let made = deliverable.make(path).map_err(|failure| Setback::Made(vec![failure]))?;
    let standing = standing(output.folder, path)?;
    let content = match &made {
        Made::Bytes(bytes) => Content::Bytes(bytes),
        Made::File(file) => Content::File(file),
        Made::Archive(content) => {
            refuse_foreign(output, path, &standing, owned)?;
            return prepare_archive(content.as_ref(), path, &standing, number, output);
        }
    };
    if let Some(fingerprint) = unchanged(&content, path, &standing, output)? {
        return Ok(Outcome::Unchanged(fingerprint));
    }
    refuse_foreign(output, path, &standing, owned)?;
    let place = output.staging.place(number)?;
    Ok(Outcome::Staged(content::store(&content, &place)?))
}

fn refuse_foreign<F>(
    output: &Output,
    path: &str,
    standing: &Standing,
    owned: &PathSet,
) -> Result<(), Setback<F>> {
    let foreign = foreign_in_the_way(output.folder, path, standing, owned)?;
    if foreign.is_empty() { Ok(()) } else { Err(Setback::Foreign(foreign)) }
}

/// Archives are made and compared in one go: nobody knows their bytes before they are written.
fn prepare_archive<F: Send>(
    content: &(dyn Deliverable<Failure = F> + Send),
    path: &str,
    standing: &Standing,
    number: usize,
    output: &Output,
) -> Result<Outcome, Setback<F>> {
    let standing = matches!(standing, Standing::File { .. }).then(|| output.at(path));
    let place = || output.staging.place(number);
    let mut amendment = Amendment::new(standing.as_deref(), &place)?;
    match archive(content, &mut amendment) {
        Ok(()) => {}
        Err(ArchiveError::Made(failures)) => return Err(Setback::Made(failures)),
        Err(ArchiveError::Read(failure)) => return Err(Setback::Io(failure)),
        Err(ArchiveError::Write(error)) => return Err(Setback::Io(amendment.failure(error))),
    }
    let (fingerprint, staged) = amendment.finish()?;
    Ok(if staged { Outcome::Staged(fingerprint) } else { Outcome::Unchanged(fingerprint) })
}

fn unchanged(
    content: &Content,
    path: &str,
    standing: &Standing,
    output: &Output,
) -> Result<Option<Fingerprint>, IoFailure> {
    match standing {
        Standing::File { length } => content::compare(content, &output.at(path), *length),
        _ => Ok(None),
    }
}

/// Collects what became of the files, because everything that is wrong is reported at once.
struct Tally<F> {
    prepared: Prepared,
    failures: Vec<F>,
    foreign: BTreeSet<String>,
    io: Option<IoFailure>,
}

impl<F> Tally<F> {
    fn new() -> Self {
        Self { prepared: Prepared::default(), failures: Vec::new(), foreign: BTreeSet::new(), io: None }
    }

    fn add(&mut self, number: usize, path: &str, result: Result<Outcome, Setback<F>>) {
        match result {
            Ok(outcome) => self.prepared.add(number, path, outcome),
            Err(Setback::Made(failure)) => self.failures.extend(failure),
            Err(Setback::Foreign(paths)) => self.foreign.extend(paths),
            Err(Setback::Io(failure)) => {
                self.io.get_or_insert(failure);
            }
        }
    }

    /// An author's mistakes come first: those can be mended whatever the state of the disk.
    fn finish(self) -> Result<Prepared, WriteError<F>> {
        if !self.failures.is_empty() {
            return Err(WriteError::Made(self.failures));
        }
        if !self.foreign.is_empty() {
            let paths = self.foreign.into_iter().collect();
            return Err(WriteError::Refused(Refusal::ForeignFiles { paths }));
        }
        match self.io {
            Some(failure) => Err(WriteError::Io(failure)),
            None => Ok(self.prepared),
        }
    }
}

impl Prepared {
    fn add(&mut self, number: usize, path: &str, outcome: Outcome) {
        let fingerprint = match outcome {
            Outcome::Unchanged(fingerprint) => {
                self.unchanged += 1;
                fingerprint
            }
            Outcome::Staged(fingerprint) => {
                let path = path.to_owned();
                self.moves.push(Move { number, path });
                fingerprint
            }
        };
        self.manifest.files.insert(path.to_owned(), fingerprint);
    }
}
