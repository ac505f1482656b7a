//! What stands in the output folder at the place of a path, and whether it is in the way.

use std::iter;
use std::path::Path;

use super::disk;
use super::error::IoFailure;
use super::paths::{PathSet, folders_above, locate};

/// What stands at a path or keeps it from being reached.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing<'p> {
    Nothing,
    File {
        length: u64,
    },
    Folder,
    /// A file stands where this folder above the path must be.
    FileAbove(&'p str),
    /// A symlink or a device, at the path or above it. It is never followed.
    Special(&'p str),
}

pub(super) fn standing<'p>(folder: &Path, path: &'p str) -> Result<Standing<'p>, IoFailure> {
    for prefix in folders_above(path).chain(iter::once(path)) {
        let Some(metadata) = disk::inspect(&locate(folder, prefix))? else {
            return Ok(Standing::Nothing);
        };
        if metadata.is_file() && prefix == path {
            let length = metadata.len();
            return Ok(Standing::File { length });
        }
        if metadata.is_file() {
            return Ok(Standing::FileAbove(prefix));
        }
        if !metadata.is_dir() {
            return Ok(Standing::Special(prefix));
        }
    }
    Ok(Standing::Folder)
}

/// What must not be touched and yet would have to give way to a file at `path`.
pub(super) fn foreign_in_the_way(
    folder: &Path,
    path: &str,
    standing: &Standing,
    owned: &PathSet,
) -> Result<Vec<String>, IoFailure> {
    let file = match standing {
        Standing::Nothing => return Ok(Vec::new()),
        Standing::Folder => return foreign_content(folder, path, owned),
        Standing::Special(foreign) => return Ok(vec![(*foreign).to_owned()]),
        Standing::File { .. } => path,
        Standing::FileAbove(file) => file,
    };
    if owned.contains(file) {
        return Ok(Vec::new());
    }
    Ok(vec![file.to_owned()])
}

/// What would be left of a folder after everything that we own had gone.
fn foreign_content(folder: &Path, path: &str, owned: &PathSet) -> Result<Vec<String>, IoFailure> {
    if !owned.contains_below(path) {
        return Ok(vec![path.to_owned()]);
    }
    let mut foreign = Vec::new();
    for name in disk::names(&locate(folder, path))?.unwrap_or_default() {
        let inner = format!("{path}/{name}");
        let standing = standing(folder, &inner)?;
        foreign.extend(foreign_in_the_way(folder, &inner, &standing, owned)?);
    }
    Ok(foreign)
}
