//! The output folder: whether it is ours, and the files of our own in it.

use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::disk;
use super::error::{IoAction, IoFailure, Refusal, Trouble, doing};
use super::journal::Journal;
use super::manifest::Manifest;
use super::paths::{Case, locate};

const MANIFEST: &str = ".kartoteka-manifest";
const JOURNAL: &str = ".kartoteka-journal";
const STAGING: &str = ".kartoteka-staging";
const LOCK: &str = ".kartoteka-lock";
const LOCK_IN_OTHER_CASE: &str = ".KARTOTEKA-LOCK";

pub(super) const EXAMPLE_COUNT: usize = 3;

/// Makes the folder if it is missing and refuses it if it is somebody else's.
///
/// Comes before the lock, which would leave its file in a folder that is not ours.
pub(super) fn admit(folder: &Path) -> Result<(), Trouble> {
    let Some(mut names) = disk::names(folder)? else {
        return Ok(disk::create_folder(folder)?);
    };
    refuse_foreign_bookkeeping(folder)?;
    names.retain(|name| !name.starts_with('.'));
    if names.is_empty() || is_ours(folder)? {
        return Ok(());
    }
    names.truncate(EXAMPLE_COUNT);
    let folder = folder.to_owned();
    let examples = names;
    Err(Refusal::ForeignFolder { folder, examples }.into())
}

/// In this order: a first build that is just ending puts the manifest there before it takes the
/// journal away.
fn is_ours(folder: &Path) -> Result<bool, IoFailure> {
    Ok(disk::inspect(&folder.join(JOURNAL))?.is_some() || disk::inspect(&folder.join(MANIFEST))?.is_some())
}

/// A symlink under one of our own names would lead us out of the folder.
fn refuse_foreign_bookkeeping(folder: &Path) -> Result<(), Trouble> {
    let mut paths = Vec::new();
    for name in [JOURNAL, LOCK, MANIFEST, STAGING] {
        let metadata = disk::inspect(&folder.join(name))?;
        if metadata.is_some_and(|metadata| !is_of_our_kind(name, &metadata)) {
            paths.push(name.to_owned());
        }
    }
    if paths.is_empty() {
        return Ok(());
    }
    Err(Refusal::ForeignFiles { paths }.into())
}

fn is_of_our_kind(name: &str, metadata: &Metadata) -> bool {
    if name == STAGING { metadata.is_dir() } else { metadata.is_file() }
}

/// Keeps other builds out for as long as the returned file lives.
pub(super) fn lock(folder: &Path) -> Result<File, Trouble> {
    let path = folder.join(LOCK);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(doing(IoAction::Lock, &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Refusal::Busy.into()),
        Err(TryLockError::Error(error)) => Err(doing(IoAction::Lock, &path)(error).into()),
    }
}

/// The output folder, admitted and locked.
#[derive(Debug)]
pub(super) struct Output<'f> {
    pub(super) folder: &'f Path,
    pub(super) case: Case,
    pub(super) staging: Staging,
}

impl<'f> Output<'f> {
    pub(super) fn new(folder: &'f Path) -> Result<Self, IoFailure> {
        let other_case = disk::inspect(&folder.join(LOCK_IN_OTHER_CASE))?;
        Ok(Self {
            folder,
            case: other_case.map_or(Case::Distinguished, |_| Case::Ignored),
            staging: Staging::new(folder),
        })
    }

    pub(super) fn at(&self, path: &str) -> PathBuf {
        locate(self.folder, path)
    }

    pub(super) fn manifest(&self) -> PathBuf {
        self.folder.join(MANIFEST)
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.folder.join(JOURNAL)
    }

    pub(super) fn write_manifest(&self, manifest: &Manifest) -> Result<(), IoFailure> {
        let temporary = self.staging.folder()?.join("manifest");
        disk::replace(&self.manifest(), &temporary, &manifest.to_string())
    }

    /// From here on the build happens, be it by the next call.
    pub(super) fn write_journal(&self, journal: &Journal) -> Result<(), IoFailure> {
        let staging = self.staging.folder()?;
        disk::sync_folder(staging)?;
        let temporary = staging.join("journal");
        disk::replace(&self.journal(), &temporary, &journal.to_string())
    }
}

/// The folder in which everything is prepared; not there while there is nothing to prepare.
#[derive(Debug)]
pub(super) struct Staging {
    path: PathBuf,
    is_made: Mutex<bool>,
}

impl Staging {
    fn new(folder: &Path) -> Self {
        Self { path: folder.join(STAGING), is_made: Mutex::new(false) }
    }

    /// The folder, made if this is the first time that it is needed.
    fn folder(&self) -> Result<&Path, IoFailure> {
        let mut is_made = self.is_made.lock().unwrap_or_else(PoisonError::into_inner);
        if !*is_made {
            disk::create_folder(&self.path)?;
            *is_made = true;
        }
        Ok(&self.path)
    }

    /// Where to prepare the file of this number.
    pub(super) fn place(&self, number: usize) -> Result<PathBuf, IoFailure> {
        self.folder()?;
        Ok(self.staged(number))
    }

    /// Where the file of this number has been prepared.
    pub(super) fn staged(&self, number: usize) -> PathBuf {
        self.path.join(format!("{number:06}"))
    }

    pub(super) fn remove(&self) -> Result<(), IoFailure> {
        let mut is_made = self.is_made.lock().unwrap_or_else(PoisonError::into_inner);
        *is_made = false;
        disk::remove_tree(&self.path)
    }

    /// For when something has already gone wrong, which is what shall be reported. What this
    /// leaves behind the next build removes.
    pub(super) fn discard(&self) {
        let _ = self.remove();
    }
}
