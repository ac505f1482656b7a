//! The content of a file on its way to the disk, piece by piece: an attachment may be larger
//! than memory.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::error::{IoAction, IoFailure, doing};
use super::manifest::Fingerprint;

const PIECE_LENGTH: u64 = 64 * 1024;

/// Content whose length is known before it is written.
pub(super) enum Content<'m> {
    Bytes(&'m [u8]),
    File(&'m Path),
}

/// The fingerprint of `content`, if the file at `path` holds the very same bytes.
pub(super) fn compare(content: &Content, path: &Path, length: u64) -> Result<Option<Fingerprint>, IoFailure> {
    let mut source = Source::open(content)?;
    if source.length != length {
        return Ok(None);
    }
    let mut standing = File::open(path).map_err(doing(IoAction::Read, path))?;
    let mut standing_piece = Vec::new();
    let mut hasher = blake3::Hasher::new();
    loop {
        let piece = source.next_piece()?;
        fill(&mut standing_piece, &mut standing).map_err(doing(IoAction::Read, path))?;
        if piece != standing_piece {
            return Ok(None);
        }
        if piece.is_empty() {
            return Ok(Some(fingerprint(&hasher)));
        }
        hasher.update(piece);
    }
}

/// Writes `content` to a new file at `path`.
pub(super) fn store(content: &Content, path: &Path) -> Result<Fingerprint, IoFailure> {
    let mut source = Source::open(content)?;
    let mut file = File::create_new(path).map_err(doing(IoAction::Write, path))?;
    let mut hasher = blake3::Hasher::new();
    loop {
        let piece = source.next_piece()?;
        if piece.is_empty() {
            break;
        }
        hasher.update(piece);
        file.write_all(piece).map_err(doing(IoAction::Write, path))?;
    }
    Ok(fingerprint(&hasher))
}

pub(super) fn fingerprint(hasher: &blake3::Hasher) -> Fingerprint {
    Fingerprint { hash: hasher.finalize(), length: hasher.count() }
}

struct Source<'m> {
    reader: Box<dyn Read + 'm>,
    length: u64,
    /// For errors only; bytes in memory have none and no errors either.
    path: &'m Path,
    piece: Vec<u8>,
}

impl<'m> Source<'m> {
    fn open(content: &Content<'m>) -> Result<Self, IoFailure> {
        match content {
            Content::Bytes(bytes) => Ok(Self::new(*bytes, bytes.len() as u64, Path::new(""))),
            Content::File(path) => Self::open_file(path),
        }
    }

    fn open_file(path: &'m Path) -> Result<Self, IoFailure> {
        let file = File::open(path).map_err(doing(IoAction::Read, path))?;
        let metadata = file.metadata().map_err(doing(IoAction::Read, path))?;
        Ok(Self::new(file, metadata.len(), path))
    }

    fn new(reader: impl Read + 'm, length: u64, path: &'m Path) -> Self {
        Self { reader: Box::new(reader), length, path, piece: Vec::new() }
    }

    /// Empty at the end, and full before it.
    fn next_piece(&mut self) -> Result<&[u8], IoFailure> {
        fill(&mut self.piece, &mut self.reader).map_err(doing(IoAction::Read, self.path))?;
        Ok(&self.piece)
    }
}

fn fill(piece: &mut Vec<u8>, reader: &mut impl Read) -> io::Result<()> {
    piece.clear();
    reader.take(PIECE_LENGTH).read_to_end(piece)?;
    Ok(())
}
