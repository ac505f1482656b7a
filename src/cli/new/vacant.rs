//! Whether a folder is free for a new site: nothing of it may be touched, nor mixed with another program's work.

use std::path::Path;

use crate::starter;
use crate::write::{self, IoFailure};

/// How the names of documents, pictures and recordings end, and of shortcuts: a librarian's own things, which a site goes beside.
const OWN_THINGS: &[&str] = &[
    "doc", "docx", "docm", "dotx", "odt", "rtf", "txt", "xls", "xlsx", "xlsm", "ods", "csv", "pdf", "djvu",
    "ppt", "pptx", "pps", "ppsx", "odp", "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic",
    "svg", "mp3", "wav", "mp4", "avi", "mov", "mkv", "zip", "rar", "7z", "lnk", "url",
];

/// The folders of a site that it does not begin with.
const LATER_FOLDERS: [&str; 2] = ["themes", "public"];

/// What keeps a site from being made in `folder`.
pub(in crate::cli) fn in_the_way(folder: &Path) -> Result<Vec<String>, IoFailure> {
    write::in_the_way(folder, &|name| is_harmless(folder, name))
}

/// What a folder may hold: what is hidden, this program, which was put there to be started by a double click, documents, and
/// folders of nothing but documents.
pub(super) fn is_harmless(folder: &Path, name: &str) -> bool {
    let hidden = ["desktop.ini", "thumbs.db"].iter().any(|hidden| name.eq_ignore_ascii_case(hidden));
    let program = std::env::current_exe().ok();
    let is_program = program.as_deref().and_then(Path::file_name).is_some_and(|program| program == name);
    if name.starts_with('.') || hidden || is_program {
        return true;
    }
    let is_taken = starter::begins_with(name) || LATER_FOLDERS.contains(&name.to_lowercase().as_str());
    let path = folder.join(name);
    !is_taken && if path.is_dir() { holds_own_things(&path) } else { is_own_thing(&path) }
}

fn holds_own_things(folder: &Path) -> bool {
    let mut entries = folder.read_dir().into_iter().flatten();
    entries.all(|entry| entry.is_ok_and(|entry| is_own_thing(&entry.path())))
}

fn is_own_thing(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    path.is_file() && ending.is_some_and(|ending| OWN_THINGS.contains(&ending.as_str()))
}
