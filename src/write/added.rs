//! A file that is made once, in a folder of the author's, and is theirs from then on.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::disk;
use super::error::{IoAction, IoFailure, doing};

/// Writes a file that is not there yet, with the folder that it lies in; whatever stands in its place stays.
///
/// # Errors
/// When something is there already, or when the file system fails; there is no half of a file then.
pub fn add(file: &Path, bytes: &[u8]) -> Result<(), IoFailure> {
    if let Some(folder) = file.parent() {
        disk::create_folder(folder)?;
    }
    let made = OpenOptions::new().write(true).create_new(true).open(file);
    let mut made = made.map_err(doing(IoAction::Write, file))?;
    let written = made.write_all(bytes).and_then(|()| made.sync_all());
    if written.is_err() {
        drop(made);
        let _ = disk::remove_file(file);
    }
    written.map_err(doing(IoAction::Write, file))
}

/// Puts `bytes` in the place of a file of the author's, who has asked for it: all of them or nothing.
///
/// # Errors
/// When the file system fails; the file is then as it was.
pub fn replace(file: &Path, bytes: &[u8]) -> Result<(), IoFailure> {
    // A file whose name begins with a dot is no part of the content.
    let mut name = OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(".new");
    let fresh = file.with_file_name(name);
    let written = fs::write(&fresh, bytes).and_then(|()| fs::rename(&fresh, file)).inspect_err(|_| {
        let _ = fs::remove_file(&fresh);
    });
    written.map_err(doing(IoAction::Write, file))
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;

    #[test]
    fn a_file_is_made_once() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let file = home.path().join("plans").join("2027-2028.yaml");
        add(&file, b"1").expect("a new file");
        let again = add(&file, b"2").expect_err("it is there");
        assert_eq!(again.error.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&file).expect("a file"), b"1");
        replace(&file, b"3").expect("a file that is replaced");
        assert_eq!(fs::read(&file).expect("a file"), b"3");
        assert_eq!(fs::read_dir(home.path().join("plans")).expect("a folder").count(), 1);
    }
}
