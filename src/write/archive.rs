//! An archive of what a deliverable says, written file by file, so that it may be larger than memory.
//!
//! ZIP as everybody reads it (APPNOTE 6.3): stored or deflated, lengths behind their file since they are not known
//! before, ZIP64 where a file or the number of files asks for it. The same files give the same bytes on every machine:
//! they stand in the order of their paths, with one time, one mode and one system, and the compression is one that does
//! not look at the processor. The last file lists the SHA-256 of the others as `sha256sum` does.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use ring::digest::{Context, SHA256};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, PreparedZipFile, System, ZIP64_BYTES_THR, ZipWriter};

use super::error::{IoAction, IoFailure, doing};
use super::{Deliverable, Made};

/// The list of checksums inside every archive; no file of a deliverable may have this path.
pub const CHECKSUMS: &str = "sha256sums.txt";

/// How many files are made and compressed at a time: what is held in memory, attachments apart.
const BATCH: usize = 64;

/// How much is handed on at once.
const PIECE_LENGTH: usize = 64 * 1024;

/// The usual compromise between time and size.
const LEVEL: i64 = 6;

/// Kinds of files that are compressed already.
const COMPRESSED: &[&str] = &[
    "7z", "aac", "avi", "avif", "bz2", "djvu", "docx", "epub", "flac", "flv", "gif", "gz", "heic", "jpeg",
    "jpg", "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "mpg", "odp", "ods", "odt", "ogg", "opus", "pdf", "png",
    "pptx", "rar", "webm", "webp", "wma", "wmv", "woff", "woff2", "xlsx", "xz", "zip",
];

/// Why an archive could not be written.
#[derive(Debug)]
pub enum ArchiveError<F> {
    /// Some files could not be made.
    Made(Vec<F>),
    /// An attachment could not be read.
    Read(IoFailure),
    /// What the archive was written to takes no more.
    Write(io::Error),
}

impl<F> From<io::Error> for ArchiveError<F> {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// Writes an archive of all that `deliverable` says, with their checksums.
///
/// # Errors
///
/// When a file cannot be made or read, or `writer` fails. What was written until then is no archive.
pub fn archive<F: Send>(
    deliverable: &(dyn Deliverable<Failure = F> + Send),
    writer: &mut dyn Write,
) -> Result<(), ArchiveError<F>> {
    write(deliverable, writer, Checksums::Listed)
}

/// The same with nothing but what `deliverable` says.
pub(super) fn bare_archive<F: Send>(
    deliverable: &(dyn Deliverable<Failure = F> + Send),
    writer: &mut dyn Write,
) -> Result<(), ArchiveError<F>> {
    write(deliverable, writer, Checksums::LeftOut)
}

fn write<F: Send>(
    deliverable: &(dyn Deliverable<Failure = F> + Send),
    writer: &mut dyn Write,
    checksums: Checksums,
) -> Result<(), ArchiveError<F>> {
    let open = Cell::new(true);
    let outlet = Outlet { writer: BufWriter::with_capacity(PIECE_LENGTH, writer), open: &open };
    let mut archive = Archive { zip: ZipWriter::new_stream(outlet), checksums: String::new() };
    let written = archive.fill(deliverable);
    open.set(open.get() && written.is_ok());
    written.and_then(|()| match checksums {
        Checksums::Listed => archive.finish(),
        Checksums::LeftOut => archive.close(),
    })
}

/// Where the bytes go. Once closed it takes everything and keeps nothing: a [`ZipWriter`] that goes away unfinished ends
/// its archive all the same.
struct Outlet<'w> {
    writer: BufWriter<&'w mut dyn Write>,
    open: &'w Cell<bool>,
}

impl Outlet<'_> {
    fn unless_closed<T>(
        &mut self,
        closed: T,
        action: impl FnOnce(&mut BufWriter<&mut dyn Write>) -> io::Result<T>,
    ) -> io::Result<T> {
        if !self.open.get() {
            return Ok(closed);
        }
        action(&mut self.writer).inspect_err(|_| self.open.set(false))
    }
}

impl Write for Outlet<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_closed(bytes.len(), |writer| writer.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_closed((), |writer| writer.flush())
    }
}

/// Whether an archive says the checksums of its files.
#[derive(Clone, Copy)]
enum Checksums {
    Listed,
    LeftOut,
}

struct Archive<'w> {
    zip: ZipWriter<StreamWriter<Outlet<'w>>>,
    checksums: String,
}

/// A file on its way into an archive.
enum Packed<F> {
    Whole(PreparedZipFile, Checksum),
    Attachment(PathBuf),
    Inner(Box<dyn Deliverable<Failure = F> + Send>),
}

impl Archive<'_> {
    fn fill<F: Send>(
        &mut self,
        deliverable: &(dyn Deliverable<Failure = F> + Send),
    ) -> Result<(), ArchiveError<F>> {
        for batch in deliverable.paths().chunks(BATCH) {
            let packed: Vec<_> = batch.par_iter().map(|path| pack(deliverable, path)).collect();
            let mut failures = Vec::new();
            for (path, packed) in batch.iter().zip(packed) {
                match packed {
                    Ok(_) if !failures.is_empty() => {}
                    Ok(packed) => self.add(path, packed)?,
                    Err(ArchiveError::Made(failure)) => failures.extend(failure),
                    Err(error) => return Err(error),
                }
            }
            if !failures.is_empty() {
                return Err(ArchiveError::Made(failures));
            }
        }
        Ok(())
    }

    fn add<F: Send>(&mut self, path: &str, packed: Packed<F>) -> Result<(), ArchiveError<F>> {
        let checksum = match packed {
            Packed::Whole(file, checksum) => {
                self.zip.add_prepared_file(file).map_err(io::Error::from)?;
                checksum
            }
            Packed::Attachment(place) => self.add_attachment(path, &place)?,
            Packed::Inner(deliverable) => {
                self.zip.start_file(path, options(path).large_file(true)).map_err(io::Error::from)?;
                let mut hashed = Hashed::new(&mut self.zip);
                archive(deliverable.as_ref(), &mut hashed)?;
                hashed.checksum()
            }
        };
        self.note(path, checksum);
        Ok(())
    }

    /// Adds a file of the disk without holding it.
    fn add_attachment<F>(&mut self, path: &str, place: &Path) -> Result<Checksum, ArchiveError<F>> {
        let reading = |error| ArchiveError::Read(doing(IoAction::Read, place)(error));
        let file = File::open(place).map_err(reading)?;
        let length = file.metadata().map_err(reading)?.len();
        let options = options(path).large_file(length >= ZIP64_BYTES_THR);
        self.zip.start_file(path, options).map_err(io::Error::from)?;
        let mut hashed = Hashed::new(&mut self.zip);
        // Not more than was there when it was opened: a file that grows meanwhile could pass the limit.
        let mut file = file.take(length);
        let mut piece = Vec::with_capacity(PIECE_LENGTH);
        loop {
            piece.clear();
            file.by_ref().take(PIECE_LENGTH as u64).read_to_end(&mut piece).map_err(reading)?;
            if piece.is_empty() {
                return Ok(hashed.checksum());
            }
            hashed.write_all(&piece)?;
        }
    }

    /// Two spaces, as `sha256sum` has them for a file of text; one of them would be a star for any other.
    fn note(&mut self, path: &str, checksum: Checksum) {
        let digits = checksum.iter().map(|byte| format!("{byte:02x}"));
        self.checksums.extend(digits);
        self.checksums.extend(["  ", path, "\n"]);
    }

    fn finish<F>(mut self) -> Result<(), ArchiveError<F>> {
        let list = PreparedZipFile::from_data(CHECKSUMS, options(CHECKSUMS), self.checksums.as_bytes());
        let added = list.and_then(|list| self.zip.add_prepared_file(list));
        added.map_err(io::Error::from)?;
        self.close()
    }

    fn close<F>(self) -> Result<(), ArchiveError<F>> {
        let mut outlet = self.zip.finish().map_err(io::Error::from)?.into_inner();
        Ok(outlet.flush()?)
    }
}

/// Makes a file and compresses it, unless it is one that may be larger than memory.
fn pack<F: Send>(
    deliverable: &(dyn Deliverable<Failure = F> + Send),
    path: &str,
) -> Result<Packed<F>, ArchiveError<F>> {
    match deliverable.make(path).map_err(|failure| ArchiveError::Made(vec![failure]))? {
        Made::Bytes(bytes) => {
            let packed = PreparedZipFile::from_data(path, options(path), &bytes).map_err(io::Error::from)?;
            let mut hashed = Hashed::new(io::sink());
            hashed.write_all(&bytes)?;
            Ok(Packed::Whole(packed, hashed.checksum()))
        }
        Made::File(place) => Ok(Packed::Attachment(place.to_owned())),
        Made::Archive(inner) => Ok(Packed::Inner(inner)),
    }
}

/// What an archive says of a file besides its path: nothing that differs from machine to machine or from day to day.
fn options(path: &str) -> SimpleFileOptions {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let shared = SimpleFileOptions::default()
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
        .system(System::Unix);
    if COMPRESSED.contains(&extension) {
        return shared.compression_method(CompressionMethod::Stored);
    }
    shared.compression_method(CompressionMethod::Deflated).compression_level(Some(LEVEL))
}

/// The SHA-256 of a file.
type Checksum = [u8; 32];

/// Hands bytes on and counts their checksum.
struct Hashed<W> {
    writer: W,
    context: Context,
}

impl<W: Write> Hashed<W> {
    fn new(writer: W) -> Self {
        Self { writer, context: Context::new(&SHA256) }
    }

    fn checksum(self) -> Checksum {
        let mut checksum = Checksum::default();
        checksum.copy_from_slice(self.context.finish().as_ref());
        checksum
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.writer.write(bytes)?;
        self.context.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
