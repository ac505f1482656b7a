//! The tests of the whole module: states of the folder before, the site, states after.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use proptest::prelude::*;
use tempfile::TempDir;

use super::journal::Move;
use super::paths::{Case, is_clean};
use super::*;

const JOURNAL: &str = ".kartoteka-journal";
const MANIFEST: &str = ".kartoteka-manifest";
const STAGING: &str = ".kartoteka-staging";
const LOCK: &str = ".kartoteka-lock";

/// More than any build of these tests has.
const MOST_STEPS: usize = 60;

// The power cut.

thread_local! {
    static STEPS_LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Unwinds, so that no code of the module gets a chance to clean up.
pub(super) fn checkpoint() {
    let steps_left = STEPS_LEFT.get();
    STEPS_LEFT.set(steps_left.and_then(|steps| steps.checked_sub(1)));
    if steps_left == Some(0) {
        panic::resume_unwind(Box::new("power cut"));
    }
}

/// Whether the build came to its end before the power was cut.
fn sync_with_power_cut(site: &Site, folder: &Path, steps: usize) -> bool {
    STEPS_LEFT.set(Some(steps));
    let result = panic::catch_unwind(AssertUnwindSafe(|| build(site, folder)));
    STEPS_LEFT.set(None);
    result.map(Result::unwrap).is_ok()
}

// The site.

#[derive(Debug)]
enum Content {
    Page(Vec<u8>),
    Attachment(PathBuf),
    Mistake,
    Panic,
}

#[derive(Debug, Default)]
struct Site {
    files: BTreeMap<String, Content>,
    made: Mutex<Vec<String>>,
}

impl Site {
    fn new(pages: &[(&str, &str)]) -> Self {
        pages.iter().fold(Self::default(), |site, (path, text)| site.page(path, text))
    }

    fn page(self, path: &str, text: &str) -> Self {
        self.with(path, Content::Page(text.as_bytes().to_vec()))
    }

    fn with(mut self, path: &str, content: Content) -> Self {
        self.files.insert(path.to_owned(), content);
        self
    }
}

impl Deliverable for Site {
    type Failure = String;

    fn paths(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).collect()
    }

    fn make(&self, path: &str) -> Result<Made<'_, String>, String> {
        self.made.lock().unwrap().push(path.to_owned());
        match &self.files[path] {
            Content::Page(bytes) => Ok(Made::Bytes(Cow::Borrowed(bytes))),
            Content::Attachment(file) => Ok(Made::File(file)),
            Content::Mistake => Err(format!("mistake in {path}")),
            Content::Panic => panic::resume_unwind(Box::new("power cut")),
        }
    }
}

fn build(site: &Site, folder: &Path) -> Result<WriteReport, WriteError<String>> {
    sync(site, folder, NonZeroUsize::new(2).unwrap(), &|| ())
}

fn refusal(site: &Site, folder: &Path) -> Refusal {
    match build(site, folder) {
        Err(WriteError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

fn foreign_files(paths: &[&str]) -> Refusal {
    let paths = paths.iter().map(|&path| path.to_owned()).collect();
    Refusal::ForeignFiles { paths }
}

fn report(written: usize, unchanged: usize, removed: usize) -> WriteReport {
    WriteReport { written, unchanged, removed }
}

// The folder.

/// Text of a file, or nothing for a folder.
type Tree = BTreeMap<String, Option<String>>;

fn tree(folder: &Path) -> Tree {
    let mut tree = all_of(folder);
    tree.retain(|path, _| !path.starts_with('.'));
    tree
}

fn all_of(folder: &Path) -> Tree {
    let mut found = Tree::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            let inner = all_of(&entry.path()).into_iter();
            found.extend(inner.map(|(path, text)| (format!("{name}/{path}"), text)));
            found.insert(name, None);
        } else {
            let text = fs::read(entry.path()).unwrap();
            found.insert(name, Some(String::from_utf8_lossy(&text).into_owned()));
        }
    }
    found
}

fn expected(files: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::new();
    for (path, text) in files {
        for folder in paths::folders_above(path) {
            tree.insert(folder.to_owned(), None);
        }
        tree.insert((*path).to_owned(), Some((*text).to_owned()));
    }
    tree
}

/// Without the lock, which even a refused build may make.
fn without_lock(mut tree: Tree) -> Tree {
    tree.remove(LOCK);
    tree
}

fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    let time_of = |path: String| {
        let time = fs::metadata(folder.join(&path)).unwrap().modified().unwrap();
        (path, time)
    };
    all_of(folder).into_keys().map(time_of).collect()
}

/// So long ago that no build of these tests can have set it.
fn make_old(folder: &Path) {
    let old = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for (path, text) in all_of(folder) {
        if text.is_some() {
            let file = File::options().write(true).open(folder.join(path)).unwrap();
            file.set_modified(old).unwrap();
        }
    }
}

fn put(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn folder_with(pages: &[(&str, &str)]) -> TempDir {
    let folder = folder();
    build(&Site::new(pages), folder.path()).unwrap();
    folder
}

// What a build does.

#[test]
fn a_missing_folder_is_made_and_filled() {
    let parent = folder();
    let folder = parent.path().join("some/where");
    let pages = [("index.html", "home"), ("a/b/c.html", "c")];
    assert_eq!(build(&Site::new(&pages), &folder).unwrap(), report(2, 0, 0));
    assert_eq!(tree(&folder), expected(&pages));
    let dot_names: BTreeSet<_> = all_of(&folder).into_keys().collect();
    assert!(dot_names.contains(MANIFEST) && dot_names.contains(LOCK));
    assert!(!dot_names.contains(STAGING) && !dot_names.contains(JOURNAL));
}

#[test]
fn a_second_build_touches_nothing() {
    let pages = [("index.html", "home"), ("a/b.html", "b")];
    let folder = folder_with(&pages);
    make_old(folder.path());
    let before = (all_of(folder.path()), times(folder.path()));
    let root_time = fs::metadata(folder.path()).unwrap().modified().unwrap();
    let second = build(&Site::new(&pages), folder.path()).unwrap();
    assert_eq!(second, report(0, 2, 0));
    assert_eq!((all_of(folder.path()), times(folder.path())), before);
    let root_time_after = fs::metadata(folder.path()).unwrap().modified().unwrap();
    assert_eq!(root_time_after, root_time);
}

#[test]
fn only_what_differs_is_written() {
    let folder = folder_with(&[("a", "old"), ("b", "same"), ("c", "gone"), ("e", "long")]);
    make_old(folder.path());
    let before = times(folder.path());
    let pages = [("a", "new"), ("b", "same"), ("d", "added"), ("e", "longer")];
    let done = build(&Site::new(&pages), folder.path()).unwrap();
    assert_eq!(done, report(3, 1, 1));
    assert_eq!(tree(folder.path()), expected(&pages));
    assert_eq!(times(folder.path())["b"], before["b"]);
    assert_ne!(times(folder.path())["a"], before["a"]);
}

#[test]
fn an_empty_site_takes_everything_of_ours_away() {
    let folder = folder_with(&[("a/b/c", "c"), ("a/b/d", "d"), ("e", "e")]);
    put(folder.path(), "a/theirs", "theirs");
    let done = build(&Site::default(), folder.path()).unwrap();
    assert_eq!(done, report(0, 0, 3));
    assert_eq!(tree(folder.path()), expected(&[("a/theirs", "theirs")]));
}

#[test]
fn an_empty_site_takes_possession_of_an_empty_folder() {
    let folder = folder_with(&[]);
    put(folder.path(), "theirs", "theirs");
    let done = build(&Site::new(&[("a", "a")]), folder.path()).unwrap();
    assert_eq!(done, report(1, 0, 0));
}

#[test]
fn what_a_person_did_to_our_files_is_undone() {
    let pages = [("a", "a"), ("b", "b"), ("c/d", "d")];
    let folder = folder_with(&pages);
    put(folder.path(), "a", "A");
    fs::remove_file(folder.path().join("b")).unwrap();
    fs::remove_dir_all(folder.path().join("c")).unwrap();
    let done = build(&Site::new(&pages), folder.path()).unwrap();
    assert_eq!(done, report(3, 0, 0));
    assert_eq!(tree(folder.path()), expected(&pages));
}

#[test]
fn files_and_folders_of_ours_change_places() {
    let folder = folder_with(&[("a", "1"), ("b/c/d", "2"), ("b/e", "3"), ("f/g", "4")]);
    let pages = [("a/x/y", "5"), ("b", "6"), ("f/g/h", "7")];
    let done = build(&Site::new(&pages), folder.path()).unwrap();
    assert_eq!(done, report(3, 0, 4));
    assert_eq!(tree(folder.path()), expected(&pages));
}

#[test]
fn a_folder_of_ours_gives_way_even_if_a_person_emptied_it() {
    let folder = folder_with(&[("a/b/c", "c")]);
    fs::remove_file(folder.path().join("a/b/c")).unwrap();
    let done = build(&Site::new(&[("a", "a")]), folder.path()).unwrap();
    assert_eq!(done, report(1, 0, 0));
    assert_eq!(tree(folder.path()), expected(&[("a", "a")]));
}

#[test]
fn an_attachment_is_compared_and_copied_piece_by_piece() {
    let elsewhere = folder();
    let source = elsewhere.path().join("scan.pdf");
    let mut bytes = vec![7; 64 * 1024 * 2 + 5];
    fs::write(&source, &bytes).unwrap();
    let site = Site::default().with("scan.pdf", Content::Attachment(source.clone()));
    let output = folder();
    assert_eq!(build(&site, output.path()).unwrap(), report(1, 0, 0));
    assert_eq!(build(&site, output.path()).unwrap(), report(0, 1, 0));

    *bytes.last_mut().unwrap() = 8;
    fs::write(&source, &bytes).unwrap();
    assert_eq!(build(&site, output.path()).unwrap(), report(1, 0, 0));
    assert_eq!(fs::read(output.path().join("scan.pdf")).unwrap(), bytes);
    let manifest = fs::read_to_string(output.path().join(MANIFEST)).unwrap();
    let (hash, length) = (blake3::hash(&bytes), bytes.len());
    let line = format!("kartoteka-manifest 1\n{hash} {length} scan.pdf\n");
    assert_eq!(manifest, line);
}

#[test]
fn every_file_is_made_once_and_counted() {
    let pages: Vec<_> = (0..50).map(|number| format!("page-{number:02}")).collect();
    let site = pages.iter().fold(Site::default(), |site, path| site.page(path, "text"));
    let output = folder();
    let progress = AtomicUsize::new(0);
    let count = || {
        progress.fetch_add(1, Ordering::Relaxed);
    };
    sync(&site, output.path(), NonZeroUsize::new(2).unwrap(), &count).unwrap();
    assert_eq!(progress.into_inner(), pages.len());
    let mut made = site.made.into_inner().unwrap();
    made.sort();
    assert_eq!(made, pages);
}

// What is not ours.

#[test]
fn a_folder_of_somebody_else_is_refused_and_not_touched() {
    let folder = folder();
    for name in ["d", "a", "c/x", "b", ".hidden"] {
        put(folder.path(), name, "theirs");
    }
    let before = all_of(folder.path());
    let refused = refusal(&Site::new(&[("index.html", "home")]), folder.path());
    let examples = ["a", "b", "c"].map(str::to_owned).to_vec();
    let folder_path = folder.path().to_owned();
    assert_eq!(refused, Refusal::ForeignFolder { folder: folder_path, examples });
    assert_eq!(all_of(folder.path()), before);
}

#[test]
fn a_folder_with_nothing_but_dot_names_is_accepted() {
    let folder = folder();
    put(folder.path(), ".git/config", "theirs");
    build(&Site::new(&[("a", "a")]), folder.path()).unwrap();
    assert_eq!(tree(folder.path()), expected(&[("a", "a")]));
    assert_eq!(all_of(folder.path())[".git/config"], Some("theirs".to_owned()));
}

#[test]
fn a_foreign_file_with_the_right_bytes_is_adopted() {
    let folder = folder_with(&[]);
    put(folder.path(), "a", "a");
    make_old(folder.path());
    let before = times(folder.path());
    let done = build(&Site::new(&[("a", "a")]), folder.path()).unwrap();
    assert_eq!(done, report(0, 1, 0));
    assert_eq!(times(folder.path())["a"], before["a"]);
    assert_eq!(build(&Site::default(), folder.path()).unwrap().removed, 1);
}

#[test]
fn all_foreign_files_in_the_way_are_named_before_anything_is_touched() {
    let folder = folder_with(&[("z/old", "old"), ("z/other", "other")]);
    put(folder.path(), "a", "theirs");
    put(folder.path(), "b", "theirs");
    put(folder.path(), "c/theirs", "theirs");
    put(folder.path(), "z/theirs/deep", "theirs");
    put(folder.path(), "ours-is-elsewhere", "theirs");
    let before = all_of(folder.path());
    let site = Site::new(&[
        ("a", "ours"),
        ("b/d", "ours"),
        ("b/e", "ours"),
        ("c", "ours"),
        ("fine", "ours"),
        ("z", "ours"),
    ]);
    let refused = refusal(&site, folder.path());
    assert_eq!(refused, foreign_files(&["a", "b", "c", "z/theirs"]));
    assert_eq!(all_of(folder.path()), before);
}

#[cfg(unix)]
mod symlinks {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_symlink_in_the_way_is_refused() {
        let elsewhere = folder();
        put(elsewhere.path(), "b", "theirs");
        let folder = folder_with(&[("a/b", "ours"), ("c", "ours")]);
        fs::remove_dir_all(folder.path().join("a")).unwrap();
        fs::remove_file(folder.path().join("c")).unwrap();
        symlink(elsewhere.path(), folder.path().join("a")).unwrap();
        symlink(elsewhere.path().join("b"), folder.path().join("c")).unwrap();
        // Even with the bytes that shall be there: what the link leads to may change.
        let site = Site::new(&[("a/b", "theirs"), ("c", "theirs")]);
        assert_eq!(refusal(&site, folder.path()), foreign_files(&["a", "c"]));
        assert_eq!(tree(elsewhere.path()), expected(&[("b", "theirs")]));
    }

    #[test]
    fn nothing_is_removed_through_a_symlink() {
        let elsewhere = folder();
        put(elsewhere.path(), "b", "theirs");
        let folder = folder_with(&[("a/b", "ours"), ("c", "ours")]);
        fs::remove_dir_all(folder.path().join("a")).unwrap();
        symlink(elsewhere.path(), folder.path().join("a")).unwrap();
        let done = build(&Site::default(), folder.path()).unwrap();
        assert_eq!(done, report(0, 0, 1));
        assert_eq!(tree(elsewhere.path()), expected(&[("b", "theirs")]));
        assert!(folder.path().join("a").is_symlink());
    }

    #[test]
    fn our_own_names_are_not_followed_either() {
        for name in [JOURNAL, LOCK, MANIFEST, STAGING] {
            let elsewhere = folder();
            put(elsewhere.path(), "theirs", "theirs");
            let folder = folder();
            symlink(elsewhere.path(), folder.path().join(name)).unwrap();
            let refused = refusal(&Site::new(&[("a", "a")]), folder.path());
            assert_eq!(refused, foreign_files(&[name]));
            assert_eq!(tree(elsewhere.path()), expected(&[("theirs", "theirs")]));
        }
    }

    #[test]
    fn the_folder_itself_may_be_a_symlink() {
        let elsewhere = folder();
        let parent = folder();
        let link = parent.path().join("link");
        symlink(elsewhere.path(), &link).unwrap();
        build(&Site::new(&[("a", "a")]), &link).unwrap();
        assert_eq!(tree(elsewhere.path()), expected(&[("a", "a")]));
    }
}

#[test]
fn paths_that_would_leave_the_folder_are_refused() {
    let folder = folder_with(&[("x", "x")]);
    let before = all_of(folder.path());
    let bad = ["", "../a", "/a", "a//b", "a/.b", "a\nb", ".hidden", "é"];
    for path in bad {
        let refused = refusal(&Site::new(&[(path, "text")]), folder.path());
        let paths = vec![path.to_owned()];
        assert_eq!(refused, Refusal::UnusablePaths { paths });
    }
    let refused = refusal(&Site::new(&[("a", ""), ("a-b", ""), ("a/b", "")]), folder.path());
    let paths = vec!["a/b".to_owned()];
    assert_eq!(refused, Refusal::UnusablePaths { paths });
    assert_eq!(all_of(folder.path()), before);
}

// What goes wrong.

#[test]
fn every_mistake_is_reported_and_nothing_is_changed() {
    let folder = folder_with(&[("a", "old"), ("gone", "gone")]);
    make_old(folder.path());
    let before = (all_of(folder.path()), times(folder.path()));
    let site = Site::new(&[("a", "new"), ("x/y", "new")])
        .with("c", Content::Mistake)
        .with("b", Content::Mistake)
        .with("d", Content::Mistake);
    let Err(WriteError::Made(failures)) = build(&site, folder.path()) else {
        panic!("the mistakes were not reported");
    };
    assert_eq!(failures, ["mistake in b", "mistake in c", "mistake in d"]);
    assert_eq!((all_of(folder.path()), times(folder.path())), before);
}

#[test]
fn a_missing_attachment_changes_nothing() {
    let folder = folder_with(&[("a", "old")]);
    let before = all_of(folder.path());
    let missing = PathBuf::from("/no/such/attachment");
    let site = Site::new(&[("a", "new")]).with("b", Content::Attachment(missing.clone()));
    let Err(WriteError::Io(failure)) = build(&site, folder.path()) else {
        panic!("the missing attachment was not reported");
    };
    assert_eq!((failure.path, failure.action), (missing, IoAction::Read));
    assert_eq!(all_of(folder.path()), before);
}

#[test]
fn a_failed_first_build_leaves_nothing_but_the_lock() {
    let folder = folder();
    let site = Site::new(&[("a", "a")]).with("b", Content::Mistake);
    assert!(build(&site, folder.path()).is_err());
    assert_eq!(without_lock(all_of(folder.path())), Tree::new());
}

#[test]
fn two_builds_at_once_are_refused() {
    let folder = folder_with(&[("a", "a")]);
    let before = all_of(folder.path());
    let other = File::options().write(true).open(folder.path().join(LOCK)).unwrap();
    other.try_lock().unwrap();
    assert_eq!(refusal(&Site::default(), folder.path()), Refusal::Busy);
    drop(other);
    assert_eq!(all_of(folder.path()), before);
    build(&Site::default(), folder.path()).unwrap();
}

#[test]
fn a_manifest_that_is_not_ours_is_refused() {
    let hash = blake3::hash(b"");
    let damaged = [
        String::new(),
        "kartoteka-manifest 2\n".to_owned(),
        "kartoteka-manifest 1".to_owned(),
        format!("kartoteka-manifest 1\n{hash} 0 ../theirs\n"),
        format!("kartoteka-manifest 1\n{hash} 0 a\n{hash} 0 a\n"),
        format!("kartoteka-manifest 1\n{hash} many a\n"),
        "kartoteka-manifest 1\nnothing 0 a\n".to_owned(),
    ];
    for text in damaged {
        let folder = folder_with(&[("a", "a")]);
        put(folder.path(), MANIFEST, &text);
        let before = all_of(folder.path());
        let refused = refusal(&Site::default(), folder.path());
        assert_eq!(refused, Refusal::DamagedManifest);
        assert_eq!(all_of(folder.path()), before);
    }
}

// The journal.

#[test]
fn a_journal_is_read_as_it_was_written() {
    let folder = folder_with(&[("a b/c", "c"), ("d", "d")]);
    let manifest_path = folder.path().join(MANIFEST);
    let moved = Move { number: 1_234_567, path: "a b/c".to_owned() };
    let journal = Journal {
        moves: vec![moved],
        removals: vec!["end".to_owned()],
        manifest: Manifest::read(&manifest_path).unwrap().unwrap(),
    };
    for journal in [journal, Journal::default()] {
        let path = folder.path().join(JOURNAL);
        fs::write(&path, journal.to_string()).unwrap();
        let read = Journal::read(&path, Case::Distinguished).unwrap();
        assert_eq!(read, Some(journal));
    }
}

#[test]
fn a_damaged_journal_is_never_obeyed() {
    let own = |path: &str| format!("own {} 1 {path}\n", blake3::hash(b"n"));
    let parts = [
        String::new(),
        "end\n".to_owned(),
        "kartoteka-journal 2\nend\n".to_owned(),
        "kartoteka-journal 1\nremove a\n".to_owned(),
        "kartoteka-journal 1\nremove weekend\n".to_owned(),
        "kartoteka-journal 1\nremove ../theirs\nend\n".to_owned(),
        "kartoteka-journal 1\nremove /theirs\nend\n".to_owned(),
        "kartoteka-journal 1\nremove .git\nend\n".to_owned(),
        "kartoteka-journal 1\nerase a\nend\n".to_owned(),
        "kartoteka-journal 1\nmove 000000 a\nend\n".to_owned(),
        format!("kartoteka-journal 1\nmove ../x b\n{}end\n", own("b")),
        format!("kartoteka-journal 1\nmove 0 ../b\n{}end\n", own("../b")),
        format!("kartoteka-journal 1\nremove b\n{}end\n", own("b")),
        format!("kartoteka-journal 1\n{}{}end\n", own("b"), own("b/c")),
    ];
    for text in parts {
        let folder = folder_with(&[("a", "a")]);
        put(folder.path(), JOURNAL, &text);
        put(folder.path(), ".kartoteka-staging/000000", "n");
        let before = all_of(folder.path());
        let refused = refusal(&Site::new(&[("a", "new")]), folder.path());
        assert_eq!(refused, Refusal::DamagedJournal, "{text}");
        assert_eq!(all_of(folder.path()), before);
    }
}

#[test]
fn a_journal_removes_only_what_the_manifest_lists() {
    let folder = folder_with(&[("a", "a"), ("b", "b")]);
    put(folder.path(), "theirs", "theirs");
    let text = "kartoteka-journal 1\nremove a\nremove theirs\nend\n";
    put(folder.path(), JOURNAL, text);
    let done = build(&Site::new(&[("b", "b")]), folder.path()).unwrap();
    assert_eq!(done, report(0, 1, 0));
    let left = [("b", "b"), ("theirs", "theirs")];
    assert_eq!(tree(folder.path()), expected(&left));
}

#[test]
fn a_foreign_file_that_came_after_the_journal_is_not_overwritten() {
    let folder = folder_with(&[("a", "old"), ("b/gone", "gone")]);
    let site = Site::new(&[("a", "new"), ("b", "new"), ("c", "new")]);
    // One step for the written journal, one for its place.
    assert!(!sync_with_power_cut(&site, folder.path(), 1));
    put(folder.path(), "b/theirs", "theirs");
    put(folder.path(), "c", "theirs");
    let before = all_of(folder.path());
    assert!(before.contains_key(JOURNAL));

    let refused = refusal(&site, folder.path());
    assert_eq!(refused, foreign_files(&["b/theirs", "c"]));
    assert_eq!(all_of(folder.path()), before);

    fs::remove_file(folder.path().join("b/theirs")).unwrap();
    fs::remove_file(folder.path().join("c")).unwrap();
    assert_eq!(build(&site, folder.path()).unwrap(), report(0, 3, 0));
}

// The power cut, at every step.

const BEFORE: &[(&str, &str)] = &[
    ("changed", "old"),
    ("file-to-folder", "old"),
    ("folder-to-file/a/b", "old"),
    ("folder-to-file/c", "old"),
    ("gone/deep/file", "old"),
    ("same", "same"),
];
const AFTER: &[(&str, &str)] = &[
    ("added/file", "new"),
    ("changed", "new"),
    ("file-to-folder/x", "new"),
    ("folder-to-file", "new"),
    ("same", "same"),
];

/// Cuts the power after more and more steps, until a build gets through.
fn at_every_power_cut(check: impl Fn(&Path)) {
    for steps in 0..MOST_STEPS {
        let folder = folder_with(BEFORE);
        put(folder.path(), "gone/theirs", "theirs");
        let is_complete = sync_with_power_cut(&Site::new(AFTER), folder.path(), steps);
        check(folder.path());
        if is_complete {
            assert!(steps > AFTER.len(), "too few steps for a test");
            return;
        }
    }
    panic!("the build never came to its end");
}

fn and_theirs(files: &[(&str, &str)]) -> Tree {
    expected(&[files, &[("gone/theirs", "theirs")]].concat())
}

fn assert_tidy(folder: &Path) {
    let dot_files = all_of(folder).into_keys().filter(|path| path.starts_with('.'));
    assert_eq!(dot_files.collect::<Vec<_>>(), [LOCK, MANIFEST]);
}

#[test]
fn the_next_build_finishes_one_that_was_cut_off() {
    at_every_power_cut(|folder| {
        let site = Site::new(AFTER);
        build(&site, folder).unwrap();
        assert_eq!(tree(folder), and_theirs(AFTER));
        assert_tidy(folder);
        assert_eq!(build(&site, folder).unwrap(), report(0, AFTER.len(), 0));
    });
}

#[test]
fn another_site_can_follow_a_build_that_was_cut_off() {
    at_every_power_cut(|folder| {
        let third = [("added", "third"), ("gone/deep", "third"), ("same", "third")];
        build(&Site::new(&third), folder).unwrap();
        assert_eq!(tree(folder), and_theirs(&third));
        assert_tidy(folder);
    });
}

#[test]
fn the_finishing_may_be_cut_off_too() {
    at_every_power_cut(|folder| {
        let site = Site::new(AFTER);
        // Later each time: a cut that comes too early lets nobody get on.
        let is_complete = |steps| sync_with_power_cut(&site, folder, steps);
        assert!((0..MOST_STEPS).any(is_complete));
        assert_eq!(tree(folder), and_theirs(AFTER));
        assert_tidy(folder);
    });
}

#[test]
fn a_page_that_is_cut_off_in_the_making_changes_nothing() {
    let folder = folder_with(BEFORE);
    let site = Site::new(AFTER).with("zz", Content::Panic);
    assert!(!sync_with_power_cut(&site, folder.path(), MOST_STEPS));
    assert_eq!(tree(folder.path()), expected(BEFORE));
    assert!(folder.path().join(STAGING).exists());
    build(&Site::new(BEFORE), folder.path()).unwrap();
    assert_eq!(tree(folder.path()), expected(BEFORE));
    assert_tidy(folder.path());
}

#[test]
fn lost_staging_is_made_good_by_the_build_that_follows() {
    let folder = folder_with(BEFORE);
    assert!(!sync_with_power_cut(&Site::new(AFTER), folder.path(), 1));
    fs::remove_dir_all(folder.path().join(STAGING)).unwrap();
    fs::remove_file(folder.path().join("file-to-folder")).unwrap();
    build(&Site::new(AFTER), folder.path()).unwrap();
    assert_eq!(tree(folder.path()), expected(AFTER));
}

// Names that differ only in case.

#[test]
fn a_name_that_differs_only_in_case_is_not_removed_where_it_is_the_same_file() {
    let folder = folder_with(&[("Page", "a"), ("Tag/x", "b"), ("gone", "c")]);
    let mut output = Output::new(folder.path()).unwrap();
    let previous = Manifest::read(&output.manifest()).unwrap().unwrap();
    let mut next = previous.clone();
    next.files =
        [("page", "Page"), ("tag/x", "Tag/x")].map(|(new, old)| (new.to_owned(), previous.files[old])).into();

    output.case = Case::Ignored;
    assert_eq!(removals(&output, Some(&previous), &next), ["gone"]);
    output.case = Case::Distinguished;
    let all = ["Page", "Tag/x", "gone"];
    assert_eq!(removals(&output, Some(&previous), &next), all);
}

#[test]
fn names_that_differ_only_in_case_are_refused_where_they_are_the_same_file() {
    let names = ["A", "B/c", "a", "b"].into_iter().collect();
    assert!(paths::unusable(&names, Case::Distinguished).is_empty());
    assert_eq!(paths::unusable(&names, Case::Ignored), ["a", "b"]);
}

// Any sequence of states.

const POSSIBLE_PATHS: &[&str] = &["a", "a/b", "a/b/c", "a/d", "b", "b/a", "c.html", "d/e", "d/f/g"];
const THEIRS: &[(&str, &str)] = &[("d/theirs", "theirs"), ("theirs/x", "theirs")];

/// A state, and after how many steps the power is cut.
type Step = (BTreeMap<&'static str, u8>, Option<usize>);

fn any_step() -> impl Strategy<Value = Step> {
    let path = prop::sample::select(POSSIBLE_PATHS);
    let files = prop::collection::btree_map(path, 0..3_u8, 0..6);
    (files.prop_map(without_exclusions), prop::option::of(0..20_usize))
}

fn without_exclusions(mut files: BTreeMap<&'static str, u8>) -> BTreeMap<&'static str, u8> {
    let paths = files.keys().copied().collect();
    for path in paths::unusable(&paths, Case::Distinguished) {
        files.remove(path.as_str());
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn after_any_history_the_folder_equals_the_site(steps in prop::collection::vec(any_step(), 1..6)) {
        let folder = folder_with(&[]);
        for (path, text) in THEIRS {
            put(folder.path(), path, text);
        }
        for (files, power_cut) in steps {
            let texts = ["", "one", "two"];
            let mut pages: Vec<_> = files.iter().map(|(path, text)| (*path, texts[usize::from(*text)])).collect();
            let site = Site::new(&pages);
            if power_cut.is_some_and(|steps| !sync_with_power_cut(&site, folder.path(), steps)) {
                continue;
            }
            build(&site, folder.path()).unwrap();
            assert_tidy(folder.path());
            pages.extend(THEIRS);
            prop_assert_eq!(tree(folder.path()), expected(&pages));
            let again = build(&site, folder.path()).unwrap();
            prop_assert_eq!(again, report(0, files.len(), 0));
        }
    }

    #[test]
    fn a_clean_path_stays_in_the_folder(path in "[ab./]{0,8}") {
        let stays = Path::new(&path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        prop_assert!(!is_clean(&path) || stays);
    }
}
