//! What was read before: whether a file is still the one that was read is asked of the disk, not of its content.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use super::{ReadError, ReadFile, SourceFile, failed, read_file, shown};
use crate::diagnostic::Checked;

/// Some disks count whole seconds, and FAT two of them: a file that was changed so shortly before it was read may be
/// changed again without showing it.
const COARSEST_CLOCK: Duration = Duration::from_secs(3);

/// The files of the last reading with their stamps, in the order of their paths, for the next.
#[derive(Debug, Default)]
pub struct Memory {
    known: Vec<Placed>,
    changed: Vec<Arc<str>>,
}

/// How a file lies on the disk: another file in its place, or another content, shows in one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    identity: (u64, i64, i64),
}

/// A file with its path below the content folder.
pub(super) type Placed = (Arc<str>, Arc<Known>);

/// A file as it was read, and what was found wrong.
#[derive(Debug)]
pub(super) struct Known {
    stamp: Stamp,
    /// Whether the stamp can be relied on: the file was at rest when it was read.
    at_rest: bool,
    pub(super) file: Checked<ReadFile>,
    /// What its content is told by, where that was asked.
    fingerprint: OnceLock<[u8; 32]>,
}

impl Memory {
    /// The files that were new, changed or gone at the last reading, as their authors know them.
    pub fn changed(&self) -> &[Arc<str>] {
        &self.changed
    }

    /// The file at `path`, which most likely has the same `place` in the order as the last time: remembered where its stamp
    /// says so, else read.
    pub(super) fn file(
        &self,
        name: &str,
        place: usize,
        (relative, path): (String, PathBuf),
        now: SystemTime,
    ) -> Result<Placed, ReadError> {
        let stamp = Stamp::of(&path)?;
        let known = self.known.get(place).filter(|(known, _)| **known == *relative);
        let known = known.or_else(|| self.find(&relative));
        if let Some((relative, known)) = known.filter(|(_, known)| known.at_rest && known.stamp == stamp) {
            return Ok((Arc::clone(relative), Arc::clone(known)));
        }
        let mut file = read_file(name, &relative, path, stamp.length)?;
        if let Some((_, known)) = known {
            keep_equal(&mut file, &known.file);
        }
        let at_rest = stamp.is_at_rest(now);
        Ok((relative.into(), Arc::new(Known { stamp, at_rest, file, fingerprint: OnceLock::new() })))
    }

    fn find(&self, relative: &str) -> Option<&Placed> {
        let place = self.known.binary_search_by(|(known, _)| (**known).cmp(relative)).ok()?;
        self.known.get(place)
    }

    /// What the content of the file at `relative` is told by: remembered with the file, else what `read` finds.
    pub(super) fn fingerprint(
        &self,
        relative: &str,
        read: impl FnOnce() -> Result<[u8; 32], ReadError>,
    ) -> Result<[u8; 32], ReadError> {
        let kept = self.find(relative).map(|(_, known)| &known.fingerprint);
        if let Some(fingerprint) = kept.and_then(OnceLock::get) {
            return Ok(*fingerprint);
        }
        let found = read()?;
        Ok(kept.map_or(found, |kept| *kept.get_or_init(|| found)))
    }

    /// Takes the files of a reading, which are in order, in place of those of the last.
    pub(super) fn remember(&mut self, name: &str, files: &[Placed]) {
        let mut last = std::mem::replace(&mut self.known, files.to_vec()).into_iter().peekable();
        self.changed.clear();
        let mut gone = Vec::new();
        for (relative, file) in files {
            let same = |known: &Arc<str>| Arc::ptr_eq(known, relative) || known == relative;
            while let Some((relative, _)) = last.next_if(|(known, _)| !same(known) && known < relative) {
                gone.push(relative);
            }
            let before = last.next_if(|(known, _)| same(known));
            if before.is_none_or(|(_, before)| !before.is_same(file)) {
                self.changed.push(shown(name, relative));
            }
        }
        gone.extend(last.map(|(relative, _)| relative));
        self.changed.extend(gone.iter().map(|relative| shown(name, relative)));
    }
}

impl Known {
    /// Whether both say the same. Of an attachment nothing is known but its stamp.
    fn is_same(&self, other: &Self) -> bool {
        match (&self.file.value, &other.file.value) {
            (ReadFile::Read(SourceFile::Text(one)), ReadFile::Read(SourceFile::Text(other))) => {
                Arc::ptr_eq(&one.text, &other.text)
            }
            _ => self.stamp == other.stamp,
        }
    }
}

/// A text that was saved as it was stays the same piece of memory: later stages need not compare it letter by letter.
fn keep_equal(file: &mut Checked<ReadFile>, known: &Checked<ReadFile>) {
    if let (ReadFile::Read(SourceFile::Text(new)), ReadFile::Read(SourceFile::Text(old))) =
        (&mut file.value, &known.value)
        && new.text == old.text
    {
        new.text = Arc::clone(&old.text);
    }
}

impl Stamp {
    /// The stamp of the file at `path`.
    ///
    /// # Errors
    /// Where there is none.
    pub fn of(path: &Path) -> Result<Self, ReadError> {
        let metadata = fs::metadata(path).map_err(|error| failed(path, error))?;
        Ok(Self { length: metadata.len(), modified: metadata.modified().ok(), identity: identity(&metadata) })
    }

    fn is_at_rest(&self, now: SystemTime) -> bool {
        let age = self.modified.and_then(|modified| now.duration_since(modified).ok());
        age.is_some_and(|age| age > COARSEST_CLOCK)
    }
}

/// The number of the file on its disk and the time of its last change, name and rights included: what a program cannot
/// set back.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

/// The time that stamps are held against. It decides only whether a file is read once more, never what it says.
#[expect(clippy::disallowed_methods, reason = "whether a stamp can be relied on depends on its age")]
pub(super) fn now() -> SystemTime {
    SystemTime::now()
}
