//! Files that take long to make, kept on the disk, each under the hash of all that it was made of: what was made once is
//! not made again.
//!
//! A store that cannot be read or written only costs time. An entry begins with the hash of its content, so that one that
//! was cut off or changed is not taken for what was kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The length of the hash at the beginning of an entry.
const HASH: usize = 32;

/// How many bytes nobody asked for may stay besides as many as were asked for.
const ROOM: u64 = 64 * 1024 * 1024;

/// How many bytes of what could not be put on the disk are held in memory.
const MOST_HELD: usize = 64 * 1024 * 1024;

/// What a made file is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

impl Key {
    /// That of what is made of these parts. What makes it is one of them, by a name that changes with what it makes.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&part.len().to_le_bytes()).update(part);
        }
        Self(hasher.finalize().to_string())
    }
}

/// Made files.
#[derive(Debug, Default)]
pub struct Store {
    folder: Option<PathBuf>,
    asked: Mutex<BTreeSet<Key>>,
    held: Mutex<BTreeMap<Key, Vec<u8>>>,
}

impl Store {
    /// The store in `folder`, which is made when there is something to put there.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder: Some(folder), ..Self::default() }
    }

    /// The made file, where it is there and whole.
    pub fn get(&self, key: &Key) -> Option<Vec<u8>> {
        lock(&self.asked).insert(key.clone());
        self.read(key).or_else(|| lock(&self.held).remove(key))
    }

    fn read(&self, key: &Key) -> Option<Vec<u8>> {
        let mut entry = fs::read(self.folder.as_ref()?.join(&key.0)).ok()?;
        let file = (entry.len() >= HASH).then(|| entry.split_off(HASH))?;
        (blake3::hash(&file).as_bytes() == entry.as_slice()).then_some(file)
    }

    /// Keeps a made file; in memory, for a while, where the disk does not take it.
    pub fn put(&self, key: &Key, file: Vec<u8>) {
        if self.write(key, &file).is_some() {
            return;
        }
        let mut held = lock(&self.held);
        if held.values().map(Vec::len).sum::<usize>() + file.len() > MOST_HELD {
            held.clear();
        }
        held.insert(key.clone(), file);
    }

    /// Under another name first: an entry is whole or not there.
    fn write(&self, key: &Key, file: &[u8]) -> Option<()> {
        let folder = self.folder.as_ref()?;
        fs::create_dir_all(folder).ok()?;
        let unfinished = folder.join(format!("{}.{}", key.0, std::process::id()));
        let entry = [blake3::hash(file).as_bytes(), file].concat();
        let written =
            fs::write(&unfinished, entry).and_then(|()| fs::rename(&unfinished, folder.join(&key.0)));
        if written.is_err() {
            // What stays behind is removed with what nobody asks for.
            let _ = fs::remove_file(&unfinished);
        }
        written.ok()
    }

    /// Removes what nobody has asked for, the oldest first, until it takes no more room than what was asked for.
    pub fn prune(&self) {
        let Some(folder) = &self.folder else { return };
        let asked = lock(&self.asked);
        let (used, mut unused): (Vec<Entry>, Vec<Entry>) =
            entries(folder).into_iter().partition(|entry| asked.contains(&Key(entry.name.clone())));
        unused.sort();
        let room = ROOM + used.iter().map(|entry| entry.length).sum::<u64>();
        let mut length: u64 = unused.iter().map(|entry| entry.length).sum();
        for entry in unused {
            if length <= room {
                break;
            }
            length -= entry.length;
            // Another build may have been faster.
            let _ = fs::remove_file(folder.join(&entry.name));
        }
    }
}

/// A file in the store; sorted by age.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    modified: Option<std::time::SystemTime>,
    name: String,
    length: u64,
}

fn entries(folder: &Path) -> Vec<Entry> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let entries = entries.flatten().filter_map(|entry| {
        let metadata = entry.metadata().ok().filter(fs::Metadata::is_file)?;
        let name = entry.file_name().into_string().ok()?;
        Some(Entry { modified: metadata.modified().ok(), name, length: metadata.len() })
    });
    entries.collect()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: u32) -> Key {
        Key::of(&[b"a file", &number.to_le_bytes()])
    }

    #[test]
    fn what_nobody_asks_for_goes_when_it_takes_too_much_room() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let large = vec![7; 40 * 1024 * 1024];
        let store = Store::new(folder.path().to_owned());
        (0..3).for_each(|number| store.put(&key(number), large.clone()));
        let next = Store::new(folder.path().to_owned());
        assert_eq!(next.get(&key(2)).map(|file| file.len()), Some(large.len()));
        next.prune();
        assert_eq!(entries(folder.path()).len(), 3, "there is room for as much again, and 64 MB");
        let last = Store::new(folder.path().to_owned());
        last.prune();
        assert_eq!(entries(folder.path()).len(), 1);
    }

    #[test]
    fn what_cannot_be_kept_on_the_disk_is_held_once() {
        let store = Store::default();
        store.put(&key(1), b"made".to_vec());
        assert_eq!((store.get(&key(1)).as_deref(), store.get(&key(1))), (Some(&b"made"[..]), None));
    }
}
