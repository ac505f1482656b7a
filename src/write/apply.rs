//! Does what a journal says.
//!
//! Every step may be the second attempt at it: the first one may have been cut off anywhere.

use std::collections::BTreeSet;

use super::checkpoint;
use super::disk;
use super::error::{IoFailure, Refusal, Trouble};
use super::journal::{Journal, Move};
use super::output::Output;
use super::paths::{PathSet, folders_above};
use super::standing::{Standing, foreign_in_the_way, standing};

/// Carries the journal out and puts it away; says how many files were removed.
///
/// `owned` is what the manifest in the folder says at this moment, before or after the build.
pub(super) fn apply(output: &Output, journal: &Journal, owned: &PathSet) -> Result<usize, Trouble> {
    checkpoint();
    let moves = pending(output, journal)?;
    refuse_foreign(output, &moves, owned)?;

    let targets = PathSet::new(output.case, moves.iter().map(|step| step.path.as_str()));
    let removals = journal.removals.iter().map(String::as_str);
    let (in_the_way, others): (Vec<_>, Vec<_>) =
        removals.filter(|path| owned.contains(path)).partition(|path| targets.excludes(path));
    let made_way = remove_files(output, &in_the_way)?;
    move_files(output, &moves)?;
    let removed = remove_files(output, &others)?;

    output.write_manifest(&journal.manifest)?;
    checkpoint();
    output.staging.remove()?;
    checkpoint();
    disk::remove_file(&output.journal())?;
    Ok(made_way + removed)
}

/// The moves that have not been made yet.
fn pending<'j>(output: &Output, journal: &'j Journal) -> Result<Vec<&'j Move>, IoFailure> {
    let mut pending = Vec::new();
    for step in &journal.moves {
        if disk::inspect(&output.staging.staged(step.number))?.is_some() {
            pending.push(step);
        }
    }
    Ok(pending)
}

/// Somebody may have put a file there after the journal was written.
fn refuse_foreign(output: &Output, moves: &[&Move], owned: &PathSet) -> Result<(), Trouble> {
    let mut foreign = BTreeSet::new();
    for Move { path, .. } in moves {
        let standing = standing(output.folder, path)?;
        foreign.extend(foreign_in_the_way(output.folder, path, &standing, owned)?);
    }
    if foreign.is_empty() {
        return Ok(());
    }
    let paths = foreign.into_iter().collect();
    Err(Refusal::ForeignFiles { paths }.into())
}

fn move_files(output: &Output, moves: &[&Move]) -> Result<(), IoFailure> {
    let folders: BTreeSet<&str> = moves.iter().flat_map(|step| folders_above(&step.path)).collect();
    for folder in &folders {
        disk::create_folder(&output.at(folder))?;
    }
    for step in moves {
        disk::rename(&output.staging.staged(step.number), &output.at(&step.path))?;
        checkpoint();
    }
    for folder in &folders {
        disk::sync_folder(&output.at(folder))?;
    }
    Ok(())
}

/// Removes those of the files that are still there, and the folders that this leaves empty.
fn remove_files(output: &Output, paths: &[&str]) -> Result<usize, IoFailure> {
    let mut removed = 0;
    for path in paths {
        if let Standing::File { .. } = standing(output.folder, path)? {
            disk::remove_file(&output.at(path))?;
            removed += 1;
            checkpoint();
        }
    }
    let folders: BTreeSet<&str> = paths.iter().flat_map(|path| folders_above(path)).collect();
    // The inner folders sort behind the outer ones.
    for folder in folders.iter().rev() {
        tidy(output, folder)?;
    }
    Ok(removed)
}

/// Removes the folder if it is empty. Otherwise makes the removals in it last: a file that came
/// back after a power cut would not be in the manifest any more, and nobody would own it.
fn tidy(output: &Output, path: &str) -> Result<(), IoFailure> {
    if standing(output.folder, path)? != Standing::Folder {
        return Ok(());
    }
    let folder = output.at(path);
    if disk::names(&folder)?.is_some_and(|names| !names.is_empty()) {
        return disk::sync_folder(&folder);
    }
    disk::remove_empty_folder(&folder)?;
    checkpoint();
    Ok(())
}
