//! A folder that is made once and is the author's from then on: the files of a new site.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk;
use super::error::{IoAction, IoFailure, doing};
use super::output::EXAMPLE_COUNT;
use super::paths::locate;

/// Where the files are made before they are moved to their places.
const STAGING: &str = ".kartoteka-new";

/// Why a folder was not made.
#[derive(Debug)]
pub enum CreateError {
    /// Something stands there already: its first names.
    NotEmpty(Vec<String>),
    /// The file system failed.
    Io(IoFailure),
}

impl From<IoFailure> for CreateError {
    fn from(failure: IoFailure) -> Self {
        Self::Io(failure)
    }
}

/// What stands in `folder` already, but for what `is_harmless` knows by its name. Nothing where there is no such folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn in_the_way(folder: &Path, is_harmless: &dyn Fn(&str) -> bool) -> Result<Vec<String>, IoFailure> {
    let names = disk::names(folder)?.unwrap_or_default();
    Ok(names.into_iter().filter(|name| !is_harmless(name)).collect())
}

/// Puts `files` into `folder`, which is made where it is missing; all of them or none.
///
/// # Errors
/// When something is [`in_the_way`], or when the file system fails. The disk is as it was, then.
pub fn create(
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    is_harmless: &dyn Fn(&str) -> bool,
) -> Result<(), CreateError> {
    let mut names = in_the_way(folder, is_harmless)?;
    if !names.is_empty() {
        names.truncate(EXAMPLE_COUNT);
        return Err(CreateError::NotEmpty(names));
    }
    let missing = missing_folders(folder)?;
    let filled = disk::create_folder(folder).and_then(|()| fill(folder, files));
    if filled.is_err() {
        // As far as they are empty, and that is how we made them.
        for folder in missing {
            let _ = disk::remove_empty_folder(folder);
        }
    }
    Ok(filled?)
}

/// `folder` and those above it that are not there, the innermost first.
fn missing_folders(folder: &Path) -> Result<Vec<&Path>, IoFailure> {
    let mut missing = Vec::new();
    for folder in folder.ancestors().filter(|folder| !folder.as_os_str().is_empty()) {
        if disk::inspect(folder)?.is_some() {
            break;
        }
        missing.push(folder);
    }
    Ok(missing)
}

fn fill(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), IoFailure> {
    let staging = folder.join(STAGING);
    disk::remove_tree(&staging)?;
    let filled = stage(files, &staging).and_then(|()| settle(files, &staging, folder));
    let _ = disk::remove_tree(&staging);
    filled
}

fn stage(files: &BTreeMap<String, Vec<u8>>, staging: &Path) -> Result<(), IoFailure> {
    for (path, bytes) in files {
        let file = locate(staging, path);
        disk::create_folder(file.parent().unwrap_or(staging))?;
        fs::write(&file, bytes).map_err(doing(IoAction::Write, &file))?;
    }
    Ok(())
}

/// Moves what was staged to its place, a folder as a whole; where that fails, what was moved goes back.
fn settle(files: &BTreeMap<String, Vec<u8>>, staging: &Path, folder: &Path) -> Result<(), IoFailure> {
    let tops: BTreeSet<&str> = files.keys().filter_map(|path| path.split('/').next()).collect();
    let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
    for top in tops {
        let (from, to) = (staging.join(top), folder.join(top));
        if let Err(failure) = unless_taken(&to).and_then(|()| disk::rename(&from, &to)) {
            for (from, to) in moved {
                let _ = disk::rename(&to, &from);
            }
            return Err(failure);
        }
        moved.push((from, to));
    }
    Ok(())
}

/// A failure where something stands at `path`, which moving would replace.
fn unless_taken(path: &Path) -> Result<(), IoFailure> {
    match disk::inspect(path)? {
        None => Ok(()),
        Some(_) => Err(doing(IoAction::Move, path)(ErrorKind::AlreadyExists.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> BTreeMap<String, Vec<u8>> {
        let files = ["content/a.yaml", "content/news/b.md", "ПРОЧТИ МЕНЯ.txt"];
        files.map(|path| (path.to_owned(), path.as_bytes().to_vec())).into()
    }

    fn names(folder: &Path) -> Vec<String> {
        disk::names(folder).expect("a folder").unwrap_or_default()
    }

    #[test]
    fn a_missing_folder_is_made_with_those_above_it() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let folder = home.path().join("Мои сайты").join("Наш сайт");
        create(&folder, &files(), &|_| false).expect("a new site");
        assert_eq!(names(&folder), ["content", "ПРОЧТИ МЕНЯ.txt"]);
        assert_eq!(fs::read(folder.join("content/news/b.md")).expect("a file"), b"content/news/b.md");
    }

    #[test]
    fn nothing_is_written_beside_what_is_somebody_s() {
        let home = tempfile::tempdir().expect("a temporary folder");
        fs::write(home.path().join(".hidden"), "").expect("a file");
        fs::write(home.path().join("диплом.docx"), "").expect("a file");
        let refused = create(home.path(), &files(), &|name| name.starts_with('.'));
        assert!(
            matches!(&refused, Err(CreateError::NotEmpty(names)) if *names == ["диплом.docx"]),
            "{refused:?}"
        );
        assert_eq!(names(home.path()), [".hidden", "диплом.docx"]);
    }

    #[test]
    fn what_cannot_be_finished_leaves_nothing_behind() {
        let home = tempfile::tempdir().expect("a temporary folder");
        // A file cannot have another one inside.
        let files = BTreeMap::from([("a", "a"), ("a/b", "b")]);
        let files = files.into_iter().map(|(path, text)| (path.to_owned(), text.into())).collect();
        create(&home.path().join("сайты/сайт"), &files, &|_| false).expect_err("no such site can be");
        assert_eq!(names(home.path()), [""; 0]);
        // One name is taken by what was thought harmless: what has been moved goes back.
        fs::create_dir_all(home.path().join("ПРОЧТИ МЕНЯ.txt/папка")).expect("a folder");
        create(home.path(), &self::files(), &|_| true).expect_err("the name is taken");
        assert_eq!(names(home.path()), ["ПРОЧТИ МЕНЯ.txt"]);
    }

    #[test]
    fn no_file_is_replaced_even_if_it_is_thought_harmless() {
        let home = tempfile::tempdir().expect("a temporary folder");
        fs::write(home.path().join("ПРОЧТИ МЕНЯ.txt"), "чужое").expect("a file");
        create(home.path(), &files(), &|_| true).expect_err("the name is taken");
        assert_eq!(names(home.path()), ["ПРОЧТИ МЕНЯ.txt"]);
        assert_eq!(fs::read(home.path().join("ПРОЧТИ МЕНЯ.txt")).expect("a file"), "чужое".as_bytes());
    }
}
