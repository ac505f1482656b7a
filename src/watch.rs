//! Tells that something in a few folders has changed, never what: the only door to the file system's notices.
//!
//! A notice is a hint to look again. Nobody relies on its path or its kind, so a notice too many costs time and a notice
//! too few is made up for by the next.

use std::fs;
use std::path::{Component, Path, PathBuf, Prefix};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

/// How often folders are looked through where the system gives no notice.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// How often it is made sure that the folders are still there, or still not.
const HEARTBEAT: Duration = Duration::from_secs(1);

/// After so long a silence a change is a single one.
const QUIET: Duration = Duration::from_millis(300);

/// A single change is answered when this has passed without another: a program that saves has then closed its file.
const SETTLED: Duration = Duration::from_millis(5);

/// A burst of changes is over when this has passed without one.
const BURST_OVER: Duration = Duration::from_millis(60);

/// A burst that does not end is answered after this.
const LONGEST_BURST: Duration = Duration::from_millis(600);

/// File systems of other machines, which give no notice of what happens there.
const REMOTE: &[&str] =
    &["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "vboxsf", "vmhgfs", "afs", "davfs", "drvfs"];

/// How changes become known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The system tells.
    Told,
    /// The folders are looked through again and again.
    Polled(Reason),
}

/// Why folders are looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It was asked for.
    Asked,
    /// A folder lies on another machine.
    Remote,
    /// The system cannot watch so many folders, or none at all.
    Refused,
}

/// A watch over folders, which need not be there yet.
pub struct Watch {
    folders: Vec<Folder>,
    watcher: Option<RecommendedWatcher>,
    method: Method,
    notices: Receiver<Notice>,
    sender: Sender<Notice>,
    last: Instant,
}

struct Folder {
    path: PathBuf,
    there: bool,
}

/// What the watcher's thread has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notice {
    /// Something below a folder has changed.
    Changed,
    /// A folder itself has come, gone or been exchanged.
    Moved,
    /// The system cannot watch any more.
    Refused,
}

impl Watch {
    /// Watches `folders`; with `poll` by looking through them.
    pub fn new(folders: &[&Path], poll: bool) -> Self {
        let folders: Vec<Folder> =
            folders.iter().map(|path| Folder { path: whole(path), there: false }).collect();
        let remote = folders.iter().any(|folder| is_remote(&folder.path));
        let method = match (poll, remote) {
            (true, _) => Method::Polled(Reason::Asked),
            (false, true) => Method::Polled(Reason::Remote),
            (false, false) => Method::Told,
        };
        let (sender, notices) = mpsc::channel();
        let mut watch = Self { folders, watcher: None, method, notices, sender, last: Instant::now() };
        watch.arm();
        watch
    }

    /// How changes become known.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Waits until something has changed: one change after a silence at once, a burst when it is over. Where the system does
    /// not tell, something may have changed every second: whoever reads files keeps their stamps, and looks closer than a
    /// watcher that would compare them in whole seconds.
    pub fn wait(&mut self) {
        if self.method != Method::Told {
            thread::sleep(POLL_INTERVAL);
            return;
        }
        while !self.heard(HEARTBEAT) {}
        let quiet = self.last.elapsed() > QUIET;
        let (pause, began) = (if quiet { SETTLED } else { BURST_OVER }, Instant::now());
        while began.elapsed() < LONGEST_BURST && self.heard(pause) {}
        self.last = Instant::now();
    }

    /// Whether something more changes within `patience`. What is found here, `wait` does not report again.
    pub fn changes_within(&mut self, patience: Duration) -> bool {
        if self.method != Method::Told {
            thread::sleep(patience);
            return true;
        }
        let changed = self.heard(patience);
        self.last = Instant::now();
        changed
    }

    fn heard(&mut self, patience: Duration) -> bool {
        match self.notices.recv_timeout(patience) {
            Ok(notice) => {
                self.heed(notice);
                // What came in the meantime says no more than this.
                while let Ok(notice) = self.notices.try_recv() {
                    self.heed(notice);
                }
                true
            }
            Err(RecvTimeoutError::Timeout) => {
                let moved = self.folders.iter().any(|folder| folder.there != folder.path.is_dir());
                if moved {
                    self.arm();
                }
                moved
            }
            // The sender is our own and lives as long as the receiver.
            Err(RecvTimeoutError::Disconnected) => false,
        }
    }

    fn heed(&mut self, notice: Notice) {
        match notice {
            Notice::Changed => {}
            Notice::Moved => self.arm(),
            Notice::Refused => {
                self.method = Method::Polled(Reason::Refused);
                self.watcher = None;
            }
        }
    }

    /// Watches whatever is there now. A watch stays with the folder it was set on, even when another takes its name, so
    /// all of them are set anew.
    fn arm(&mut self) {
        if self.method == Method::Told {
            self.watcher = self.watcher();
            if self.watcher.is_none() {
                self.method = Method::Polled(Reason::Refused);
            }
        }
        for folder in &mut self.folders {
            folder.there = folder.path.is_dir();
        }
    }

    fn watcher(&self) -> Option<RecommendedWatcher> {
        let paths: Vec<PathBuf> = self.folders.iter().map(|folder| folder.path.clone()).collect();
        let sender = self.sender.clone();
        let handler = move |event: notify::Result<Event>| {
            // The receiver is gone only when the program ends.
            let _ = notice(event, &paths).map(|notice| sender.send(notice));
        };
        let mut watcher = notify::recommended_watcher(handler).ok()?;
        for folder in &self.folders {
            if folder.path.is_dir() {
                watcher.watch(&folder.path, RecursiveMode::Recursive).ok()?;
            }
        }
        Some(watcher)
    }
}

/// What an event means; nothing where it is none of ours. That a file was opened or read, by this program above all, is
/// no change.
fn notice(event: notify::Result<Event>, folders: &[PathBuf]) -> Option<Notice> {
    let event = match event {
        Ok(event) => event,
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => return Some(Notice::Refused),
        // Something escaped the watcher: better to look once too often.
        Err(_) => return Some(Notice::Changed),
    };
    if event.need_rescan() {
        return Some(Notice::Changed);
    }
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    let in_place = matches!(event.kind, EventKind::Modify(kind) if !matches!(kind, ModifyKind::Name(_)));
    if !in_place && event.paths.iter().any(|path| folders.contains(path)) {
        return Some(Notice::Moved);
    }
    let inside = event.paths.iter().any(|path| folders.iter().any(|folder| path.starts_with(folder)));
    inside.then_some(Notice::Changed)
}

/// The path as notices give it: whole, and with what lies above it resolved.
fn whole(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let resolved = fs::canonicalize(&whole).ok();
    let above = || {
        let (above, name) = (whole.parent()?, whole.file_name()?);
        Some(fs::canonicalize(above).ok()?.join(name))
    };
    resolved.or_else(above).unwrap_or(whole)
}

/// Whether the path lies on another machine.
fn is_remote(path: &Path) -> bool {
    if let Some(Component::Prefix(prefix)) = path.components().next() {
        return matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..));
    }
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    kind_of(path, &mounts).is_some_and(|kind| REMOTE.contains(&kind) || kind.starts_with("fuse."))
}

/// The kind of the file system that `path` lies on, by the system's list of mounts.
fn kind_of<'m>(path: &Path, mounts: &'m str) -> Option<&'m str> {
    let mounts = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        let (place, kind) = (fields.next()?, fields.next()?);
        let place = place.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        path.starts_with(&place).then_some((place.len(), kind))
    });
    // Of two file systems at one place the later hides the earlier.
    mounts.max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_other_machines_are_known() {
        let mounts = "proc /proc proc rw 0 0\n/dev/sda1 / ext4 rw 0 0\nnas:/docs /home/olga/\\040сеть nfs4 rw 0 0\n\
                      //nas/x /mnt/x cifs rw 0 0\n/dev/sdb /mnt/x/local ext4 rw 0 0\n";
        let kind = |path: &str| kind_of(Path::new(path), mounts);
        assert_eq!(kind("/home/olga/site"), Some("ext4"));
        assert_eq!(kind("/home/olga/ сеть/site"), Some("nfs4"));
        assert_eq!(kind("/mnt/x/site"), Some("cifs"));
        assert_eq!(kind("/mnt/x/local/site"), Some("ext4"));
        assert_eq!(kind("/mnt/xy"), Some("ext4"));
    }

    #[test]
    fn reading_is_no_change() {
        let folders = [PathBuf::from("/site/content")];
        let event = |kind, path: &str| notice(Ok(Event::new(kind).add_path(path.into())), &folders);
        let read = EventKind::Access(notify::event::AccessKind::Read);
        assert_eq!(event(read, "/site/content/a.md"), None);
        assert_eq!(event(EventKind::Any, "/site/public/a.html"), None);
        assert_eq!(event(EventKind::Any, "/site/content/a.md"), Some(Notice::Changed));
        assert_eq!(event(EventKind::Any, "/site/content"), Some(Notice::Moved));
    }
}
