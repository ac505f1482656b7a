//! Archives as others read them, and archives that are made again.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use ring::digest::{SHA256, digest};
use zip::{CompressionMethod, ZipArchive};

use super::{ArchiveError, CHECKSUMS, Deliverable, IoAction, Made, WriteError, archive, sync};

/// Files of an archive by their path.
#[derive(Clone, Default)]
struct Files(BTreeMap<String, File>);

#[derive(Clone)]
enum File {
    Page(Vec<u8>),
    Attachment(PathBuf),
    Archive(Files),
    Mistake,
}

impl Files {
    fn with(mut self, path: &str, file: File) -> Self {
        self.0.insert(path.to_owned(), file);
        self
    }

    fn page(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.with(path, File::Page(text.as_ref().to_owned()))
    }
}

impl Deliverable for Files {
    type Failure = String;

    fn paths(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    fn make(&self, path: &str) -> Result<Made<'_, String>, String> {
        match &self.0[path] {
            File::Page(bytes) => Ok(Made::Bytes(Cow::Borrowed(bytes))),
            File::Attachment(place) => Ok(Made::File(place)),
            File::Archive(files) => Ok(Made::Archive(Box::new(files.clone()))),
            File::Mistake => Err(format!("mistake in {path}")),
        }
    }
}

fn written(files: &Files) -> Vec<u8> {
    let mut bytes = Vec::new();
    archive(files, &mut bytes).expect("an archive");
    bytes
}

/// What a reader of archives finds, in the order of the archive.
fn read(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let count = archive.len();
    let file = |index| {
        let mut file = archive.by_index(index).expect("a file");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its content");
        (file.name().expect("a name").into_owned(), content)
    };
    (0..count).map(file).collect()
}

#[test]
fn an_archive_holds_every_file_in_order_and_its_checksums() {
    let folder = tempfile::tempdir().unwrap();
    let video = folder.path().join("video");
    fs::write(&video, vec![7; 200_000]).unwrap();
    let files = Files::default()
        .page("b/index.html", "text ".repeat(1000))
        .page("a.css", "")
        .with("c/video.mp4", File::Attachment(video.clone()))
        .with("c/video.bmp", File::Attachment(video));
    let bytes = written(&files);
    let found = read(&bytes);
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["a.css", "b/index.html", "c/video.bmp", "c/video.mp4", CHECKSUMS]);
    let (sums, files) = found.split_last().unwrap();
    let expected = files.iter().map(|(name, content)| {
        let sum = digest(&SHA256, content);
        let digits = sum.as_ref().iter().map(|byte| format!("{byte:02x}"));
        format!("{}  {name}\n", digits.collect::<String>())
    });
    assert_eq!(String::from_utf8_lossy(&sums.1), expected.collect::<String>());
    assert_eq!(found[2].1.len(), 200_000);

    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut method = |name| archive.by_name(name).unwrap().compression();
    assert_eq!(method("c/video.mp4"), CompressionMethod::Stored);
    assert_eq!(method("c/video.bmp"), CompressionMethod::Deflated);
    assert!(bytes.len() < 220_000, "only the video is stored as it is");
}

#[test]
fn the_bytes_of_an_archive_are_those_of_its_files_alone() {
    let many = (0..200).fold(Files::default(), |files, number| {
        files.page(&format!("{number:03}/index.html"), format!("page {number}"))
    });
    let bytes = written(&many);
    assert_eq!(blake3::hash(&bytes), blake3::hash(&written(&many)));
    // Made by Unix (3), 1 January 1980, ordinary files: the same wherever it was written.
    let central = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    assert_eq!(bytes[central + 5], 3);
    assert_eq!(bytes[central + 12..central + 16], [0, 0, 0x21, 0]);
    assert_eq!(bytes[central + 38..central + 42], [0, 0, 0o244, 0o201]);
}

#[test]
fn more_files_than_the_old_format_counts() {
    let many = (0..66_000)
        .fold(Files::default(), |files, number| files.page(&format!("{number:05}.png"), number.to_string()));
    let archive = ZipArchive::new(Cursor::new(written(&many))).unwrap();
    assert_eq!(archive.len(), 66_001);
}

/// `KARTOTEKA_ARCHIVED` is the length of the file: above 4 GiB the old format does not know it any more.
#[test]
fn a_long_file_is_read_piece_by_piece() {
    let length = std::env::var("KARTOTEKA_ARCHIVED").map_or(20 << 20, |length| length.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("picture");
    fs::File::create(&file).unwrap().set_len(length).unwrap();
    let bytes = written(&Files::default().with("picture.bmp", File::Attachment(file)).page("z", "behind it"));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert_eq!(
        std::io::copy(&mut archive.by_name("picture.bmp").unwrap(), &mut std::io::sink()).unwrap(),
        length
    );
    let mut behind = String::new();
    archive.by_name("z").unwrap().read_to_string(&mut behind).unwrap();
    assert_eq!(behind, "behind it");
}

#[test]
fn an_archive_within_an_archive() {
    let inner = Files::default().page("a.html", "inner");
    let outer = Files::default().with("inner.zip", File::Archive(inner.clone()));
    assert_eq!(read(&written(&outer))[0].1, written(&inner));
}

#[test]
fn what_keeps_an_archive_from_being_written_is_said() {
    let files = Files::default().with("a", File::Mistake).page("b", "").with("c", File::Mistake);
    let ArchiveError::Made(failures) = archive(&files, &mut Vec::new()).unwrap_err() else { panic!() };
    assert_eq!(failures, ["mistake in a", "mistake in c"]);

    let files = Files::default().with("a", File::Attachment("/no/such/file".into()));
    let ArchiveError::Read(failure) = archive(&files, &mut Vec::new()).unwrap_err() else { panic!() };
    assert_eq!(failure.path, Path::new("/no/such/file"));

    let files = Files::default().page("a.mp4", vec![0; 1 << 20]);
    let error = archive(&files, &mut vec![0; 100_000].as_mut_slice()).unwrap_err();
    assert!(matches!(error, ArchiveError::Write(_)), "{error:?}");
}

/// Puts out one archive; how many files were written.
fn build(files: &Files, folder: &Path) -> usize {
    let site = Files::default().with("case.zip", File::Archive(files.clone()));
    sync(&site, folder, NonZeroUsize::MIN, &|| ()).expect("a build").written
}

#[test]
fn an_archive_that_is_made_again_is_written_only_where_it_differs() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let base = (0..50).fold(Files::default(), |files, number| {
        files.page(&format!("{number:02}.mp4"), format!("{number}").repeat(5000))
    });
    let others = [
        base.clone(),
        base.clone().page("00.mp4", "first"),
        base.clone().page("49.mp4", "last"),
        base.clone().page("50.mp4", "one more"),
        Files(base.0.iter().take(49).map(|(path, file)| (path.clone(), file.clone())).collect()),
        Files::default(),
    ];
    for files in &others {
        build(&base, &out);
        let changed = written(files) != written(&base);
        assert_eq!(build(files, &out), usize::from(changed));
        assert!(fs::read(out.join("case.zip")).unwrap() == written(files));
        assert_eq!(build(files, &out), 0);
    }
}

#[test]
fn a_damaged_archive_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (out, files) = (folder.path().join("out"), Files::default().page("a.mp4", vec![1; 300_000]));
    build(&files, &out);
    let whole = written(&files);
    let ends = [&whole[..100_000], &[&whole[..], b"more"].concat(), b"", &whole[1..]];
    for damaged in ends {
        fs::write(out.join("case.zip"), damaged).unwrap();
        assert_eq!(build(&files, &out), 1);
        assert!(fs::read(out.join("case.zip")).unwrap() == whole);
    }
}

#[test]
fn an_archive_that_cannot_be_made_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    build(&Files::default().page("a", "old"), &out);
    let before = fs::read(out.join("case.zip")).unwrap();
    let broken = |file| {
        let files = Files::default().page("a", "new").with("b", file);
        let site = Files::default().with("case.zip", File::Archive(files)).page("index.html", "new");
        sync(&site, &out, NonZeroUsize::MIN, &|| ()).unwrap_err()
    };
    let error = broken(File::Mistake);
    assert!(matches!(&error, WriteError::Made(made) if made == &["mistake in b"]), "{error:?}");
    let error = broken(File::Attachment("/no/such/file".into()));
    assert!(matches!(&error, WriteError::Io(io) if io.action == IoAction::Read), "{error:?}");
    assert!(fs::read(out.join("case.zip")).unwrap() == before && !out.join("index.html").exists());
    assert!(!out.join(".kartoteka-staging").exists());
}
