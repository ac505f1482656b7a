//! The only reader of content and themes.
//!
//! Everything an author wrote comes in through [`read`]: text files whole, attachments only as a path and a length.
//! What comes out is sorted and independent of the order in which the disk lists its files.

mod beginning;
mod encoding;
mod memory;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Lint, Place};
use crate::picture;
use crate::prose::invisible::{self, Cleaned};
use encoding::Decoded;

pub use memory::{Memory, Stamp};

use memory::{Placed, now};

/// Text files above this many bytes are not read: no plan is that long, but a mislaid video may be called `.md`.
const LONGEST_TEXT: u64 = 16 * 1024 * 1024;

/// Every source file of a site, by its path below the content folder (`nevyansk/plans/2024-2025.yaml`).
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    files: BTreeMap<Arc<str>, SourceFile>,
    unread: BTreeSet<String>,
    /// The texts of unread files, as far as a message can show them.
    damaged: BTreeMap<String, SourceText>,
}

/// What reading one file gave.
#[derive(Clone, Debug)]
enum ReadFile {
    Read(SourceFile),
    Damaged(SourceText),
    Unread,
}

/// One file of the content folder.
#[derive(Clone, Debug)]
pub enum SourceFile {
    /// A YAML or Markdown file.
    Text(SourceText),
    /// Anything else: a photo, a presentation.
    Asset(Asset),
}

/// The text of a source file.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// The file as shown to the author, the content folder's name included.
    pub path: Arc<str>,
    /// The text without a byte order mark, lines ending in `\n`.
    pub text: Arc<str>,
}

/// A file that is no text of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The file as shown to the author, the content folder's name included.
    pub shown: Arc<str>,
    /// Where it lies on the disk.
    pub path: PathBuf,
    /// Its size in bytes.
    pub length: u64,
    /// What its content is told by, where another file of its kind is as long: only then may the two be one.
    pub fingerprint: Option<[u8; 32]>,
    /// Its first lines, where it is plain text.
    pub beginning: Option<Arc<str>>,
    /// What its head says where its name is that of a picture, or why it cannot be published.
    pub picture: Option<Result<picture::Facts, picture::Unfit>>,
}

/// A folder or file that could not be read.
#[derive(Debug)]
pub struct ReadError {
    /// What was to be read.
    pub path: PathBuf,
    /// Why it could not be.
    pub error: io::Error,
}

impl SourceTree {
    /// The text files with their paths below the content folder.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &SourceText)> {
        self.files.iter().filter_map(|(path, file)| match file {
            SourceFile::Text(text) => Some((&**path, text)),
            SourceFile::Asset(_) => None,
        })
    }

    /// The text of the file that the author knows as `shown`.
    pub fn text(&self, shown: &str) -> Option<&Arc<str>> {
        let (_, path) = shown.split_once('/')?;
        let text = match self.files.get(path) {
            Some(SourceFile::Text(text)) => text,
            _ => self.damaged.get(path)?,
        };
        (*text.path == *shown).then_some(&text.text)
    }

    /// The other files with their paths below the content folder.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &Asset)> {
        self.files.iter().filter_map(|(path, file)| match file {
            SourceFile::Text(_) => None,
            SourceFile::Asset(asset) => Some((&**path, asset)),
        })
    }

    /// The files that are there and could not be read as text, which has been reported.
    pub fn unread(&self) -> &BTreeSet<String> {
        &self.unread
    }
}

/// Reads every file below `folder`, which the messages call `name`.
///
/// # Errors
/// Where the folder or one of its files cannot be read.
pub fn read(folder: &Path, name: &str) -> Result<Checked<SourceTree>, ReadError> {
    read_again(folder, name, &mut Memory::default())
}

/// The same with a memory of the last time: files whose stamps are as they were then are not read again.
///
/// # Errors
/// Where the folder or one of its files cannot be read; the memory stays as it was.
pub fn read_again(folder: &Path, name: &str, memory: &mut Memory) -> Result<Checked<SourceTree>, ReadError> {
    let mut diagnostics = Diagnostics::default();
    let mut paths = Vec::new();
    for entry in WalkDir::new(folder).into_iter().filter_entry(is_content) {
        let entry = entry.map_err(|error| walk_error(folder, error))?;
        match below(folder, entry.path()) {
            Some(relative) if entry.file_type().is_file() => paths.push((relative, entry.into_path())),
            Some(relative) if entry.path_is_symlink() => diagnostics.push(symlink(name, &relative)),
            _ => {}
        }
    }
    let now = now();
    paths.par_sort_unstable();
    let files = paths
        .into_par_iter()
        .enumerate()
        .map(|(place, path)| memory.file(name, place, path, now))
        .collect::<Result<Vec<Placed>, ReadError>>()?;
    memory.remember(name, &files);
    let mut tree = SourceTree::default();
    let mut read = Vec::with_capacity(files.len());
    for (relative, known) in &files {
        match known.file.clone().report(&mut diagnostics) {
            ReadFile::Read(file) => read.push((Arc::clone(relative), file)),
            ReadFile::Damaged(text) => {
                tree.damaged.insert(relative.to_string(), text);
                tree.unread.insert(relative.to_string());
            }
            ReadFile::Unread => {
                tree.unread.insert(relative.to_string());
            }
        }
    }
    tree.files = read.into_iter().collect();
    fingerprint(&mut tree, memory)?;
    Ok(Checked { value: tree, diagnostics })
}

/// Gives a fingerprint to the files that may be copies of another: those of the same extension and length.
fn fingerprint(tree: &mut SourceTree, memory: &Memory) -> Result<(), ReadError> {
    let mut alike: BTreeMap<(String, u64), Vec<(&str, &mut Asset)>> = BTreeMap::new();
    for (path, file) in &mut tree.files {
        if let SourceFile::Asset(asset) = file {
            let extension = path.rsplit('.').next().unwrap_or_default().to_lowercase();
            alike.entry((extension, asset.length)).or_default().push((path, asset));
        }
    }
    let twins: Vec<(&str, &mut Asset)> = alike
        .into_iter()
        .filter(|((_, length), assets)| *length > 0 && assets.len() > 1)
        .flat_map(|(_, assets)| assets)
        .collect();
    twins.into_par_iter().try_for_each(|(path, asset)| {
        asset.fingerprint = Some(memory.fingerprint(path, || fingerprint_of(&asset.path))?);
        Ok(())
    })
}

fn fingerprint_of(path: &Path) -> Result<[u8; 32], ReadError> {
    let mut hasher = blake3::Hasher::new();
    let file = File::open(path).map_err(|error| failed(path, error))?;
    hasher.update_reader(file).map_err(|error| failed(path, error))?;
    Ok(*hasher.finalize().as_bytes())
}

/// The files of a theme's folder by their paths below it; nothing where there is no such folder.
///
/// # Errors
/// Where a file of it cannot be read.
pub fn read_theme(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, ReadError> {
    if !folder.is_dir() {
        return Ok(BTreeMap::new());
    }
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_content) {
        let entry = entry.map_err(|error| walk_error(folder, error))?;
        if entry.file_type().is_file()
            && let Some(relative) = below(folder, entry.path())
        {
            let bytes = fs::read(entry.path()).map_err(|error| failed(entry.path(), error))?;
            files.insert(relative, bytes);
        }
    }
    Ok(files)
}

fn read_file(name: &str, relative: &str, path: PathBuf, length: u64) -> Result<Checked<ReadFile>, ReadError> {
    if !is_text(relative) {
        let beginning = beginning::of(&path).map_err(|error| failed(&path, error))?;
        let picture = picture::look(relative, length, || File::open(&path));
        let picture = picture.map_err(|error| failed(&path, error))?;
        let shown = shown(name, relative);
        let asset = Asset { shown, path, length, fingerprint: None, beginning, picture };
        let value = ReadFile::Read(SourceFile::Asset(asset));
        return Ok(Checked { value, diagnostics: Diagnostics::default() });
    }
    let place = || Place::file(&shown(name, relative));
    let mut diagnostics = Diagnostics::default();
    if length > LONGEST_TEXT {
        diagnostics.push(
            Diagnostic::error(place(), "Файл слишком велик для текста: больше 16 МБ")
                .hint("Если это не текст, дайте файлу его настоящее расширение; если текст, разделите его."),
        );
        return Ok(Checked { value: ReadFile::Unread, diagnostics });
    }
    let bytes = fs::read(&path).map_err(|error| failed(&path, error))?;
    let value = decoded(shown(name, relative), &bytes, &mut diagnostics);
    Ok(Checked { value, diagnostics })
}

/// The text that `bytes` say; what is doubtful in it or keeps it from being read is reported.
fn decoded(path: Arc<str>, bytes: &[u8], diagnostics: &mut Diagnostics) -> ReadFile {
    match encoding::decode(bytes) {
        Decoded::Text(text) => ReadFile::Read(SourceFile::Text(source_text(path, &text, diagnostics))),
        Decoded::Old { text, name, guessed } => {
            let message = format!("Файл сохранён в старой кодировке: {name}");
            let mut warning =
                Diagnostic::warning(Lint::OldEncoding, Place::file(&path), message).hint(SAVE_AS_UTF_8);
            if !guessed {
                warning = warning.reason("Другие программы могут прочитать такой файл неверно.");
            }
            diagnostics.push(warning);
            ReadFile::Read(SourceFile::Text(source_text(path, &text, diagnostics)))
        }
        Decoded::Damaged(text, at) => {
            let start = invisible::cleaned(unified(&text[..at])).text.len();
            let text = source_text(path, &text, diagnostics);
            let sign = Place::new(&text.path, start..start + char::REPLACEMENT_CHARACTER.len_utf8());
            diagnostics.push(Diagnostic::error(sign, "Файл повреждён: здесь стоят байты, которые не складываются в буквы").hint(
                "Откройте файл в Блокноте, наберите повреждённые слова заново и сохраните; остальной текст цел.",
            ));
            ReadFile::Damaged(text)
        }
        Decoded::Other { name, extension } => {
            let message = format!("Это не текст, а {name}: прочитать его здесь нельзя");
            diagnostics.push(Diagnostic::error(Place::file(&path), message).hint(format!(
                "Дайте файлу его настоящее расширение, {extension}, и назовите его под «файлы» той страницы, где он нужен."
            )));
            ReadFile::Unread
        }
        Decoded::Unknown => {
            diagnostics.push(
                Diagnostic::error(
                    Place::file(&path),
                    "Это не текст, или кодировка файла незнакома: прочитать его нельзя",
                )
                .hint(format!(
                    "Если это текст: {SAVE_AS_UTF_8_LATER} Если нет, дайте файлу его настоящее расширение."
                )),
            );
            ReadFile::Unread
        }
    }
}

const SAVE_AS_UTF_8: &str =
    "Откройте файл в Блокноте, выберите «Сохранить как» и внизу окна кодировку UTF-8.";
const SAVE_AS_UTF_8_LATER: &str =
    "откройте файл в той программе, где он сделан, и сохраните как обычный текст в кодировке UTF-8.";

/// The text without signs that nobody sees; the first command of each line is reported.
fn source_text(path: Arc<str>, text: &str, diagnostics: &mut Diagnostics) -> SourceText {
    let Cleaned { text, commands } = invisible::cleaned(unified(text));
    let mut line_end = None;
    for (at, sign) in commands {
        if line_end.is_none_or(|end| at > end) {
            line_end = Some(text[at..].find('\n').map_or(text.len(), |length| at + length));
            diagnostics.push(invisible::warning(Place::new(&path, at..at), sign));
        }
    }
    SourceText { path, text: text.into() }
}

/// The text without a byte order mark, lines ending in `\n`.
fn unified(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

fn shown(name: &str, relative: &str) -> Arc<str> {
    format!("{name}/{relative}").into()
}

fn is_text(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["md", "yaml", "yml"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Hidden files, and what Word and Windows leave beside a document while it is open, are nobody's content.
fn is_content(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let litter = name.starts_with('.') || name.starts_with("~$") || name.ends_with('~');
    let windows = ["thumbs.db", "desktop.ini"].iter().any(|known| name.eq_ignore_ascii_case(known));
    entry.depth() == 0 || !(litter || windows)
}

/// The path of `path` below `folder` with `/` between its parts, on every system.
fn below(folder: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(folder).ok()?;
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}

fn symlink(name: &str, relative: &str) -> Diagnostic {
    Diagnostic::warning(
        Lint::DiskLink,
        Place::file(&shown(name, relative)),
        "Это ссылка на другое место диска, она не читается",
    )
    .hint("Положите сюда сам файл или папку.")
}

fn walk_error(folder: &Path, error: walkdir::Error) -> ReadError {
    let path = error.path().unwrap_or(folder).to_owned();
    let error = error.into_io_error().unwrap_or_else(|| io::Error::other("symbolic links run in a circle"));
    ReadError { path, error }
}

fn failed(path: &Path, error: io::Error) -> ReadError {
    ReadError { path: path.to_owned(), error }
}

/// The text that `bytes` are, in UTF-8 or an older encoding; nothing where they are no text.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    encoding::text_of(bytes)
}

/// Opens an attachment for whoever sends it on, with its length. What has become a link of the disk since the content was
/// read is not followed.
///
/// # Errors
/// Where it is no longer there, or is no file.
pub fn open(path: &Path) -> io::Result<(File, u64)> {
    let found = fs::symlink_metadata(path)?;
    if !found.is_file() {
        return Err(io::Error::from(io::ErrorKind::NotFound));
    }
    Ok((File::open(path)?, found.len()))
}
