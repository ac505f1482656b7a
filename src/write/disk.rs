//! Calls of the file system for which a missing file is no error and any other error says what
//! it was about.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::checkpoint;
use super::error::{IoAction, IoFailure, doing};

/// What stands at a path; a symlink is not followed.
pub(super) fn inspect(path: &Path) -> Result<Option<Metadata>, IoFailure> {
    unless_missing(fs::symlink_metadata(path)).map_err(doing(IoAction::Inspect, path))
}

pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, IoFailure> {
    unless_missing(fs::read(path)).map_err(doing(IoAction::Read, path))
}

/// The names in a folder, sorted. One that is not Unicode is told only approximately, which
/// suffices: it cannot be ours.
pub(super) fn names(folder: &Path) -> Result<Option<Vec<String>>, IoFailure> {
    let list = || -> io::Result<Vec<String>> {
        let mut names = fs::read_dir(folder)?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    };
    unless_missing(list()).map_err(doing(IoAction::Read, folder))
}

pub(super) fn create_folder(path: &Path) -> Result<(), IoFailure> {
    fs::create_dir_all(path).map_err(doing(IoAction::CreateFolder, path))
}

/// Puts `text` at `target`, so that at any moment either the old or the new text stands there.
pub(super) fn replace(target: &Path, temporary: &Path, text: &str) -> Result<(), IoFailure> {
    write_durably(temporary, text).map_err(doing(IoAction::Write, temporary))?;
    checkpoint();
    rename(temporary, target)?;
    target.parent().map_or(Ok(()), sync_folder)
}

fn write_durably(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

pub(super) fn rename(from: &Path, to: &Path) -> Result<(), IoFailure> {
    fs::rename(from, to).map_err(doing(IoAction::Move, to))
}

pub(super) fn remove_file(path: &Path) -> Result<(), IoFailure> {
    removed(path, fs::remove_file(path))
}

pub(super) fn remove_empty_folder(path: &Path) -> Result<(), IoFailure> {
    removed(path, fs::remove_dir(path))
}

pub(super) fn remove_tree(path: &Path) -> Result<(), IoFailure> {
    removed(path, fs::remove_dir_all(path))
}

fn removed(path: &Path, result: io::Result<()>) -> Result<(), IoFailure> {
    unless_missing(result).map_err(doing(IoAction::Remove, path))?;
    Ok(())
}

/// Makes the names in a folder survive a power cut. Only Unix needs it and can do it.
pub(super) fn sync_folder(path: &Path) -> Result<(), IoFailure> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(path).and_then(|folder| folder.sync_all()) {
        Err(error) if cannot_sync_folders(&error) => Ok(()),
        result => result.map_err(doing(IoAction::Write, path)),
    }
}

/// Some network file systems have no such call, and then there is nothing better to do.
fn cannot_sync_folders(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported)
}

fn unless_missing<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        // The second kind: a file stands where a folder on the way was looked for.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}
