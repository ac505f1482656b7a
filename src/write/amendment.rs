//! A file whose bytes come piece by piece, begun only where they differ from those of the file that stands.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::content::fingerprint;
use super::error::{IoAction, IoFailure, doing};
use super::manifest::Fingerprint;

/// Takes the bytes of a file and writes nothing as long as they are those of the file that stands. From the first
/// difference on it writes a new file, which begins with a copy of what was the same.
pub(super) struct Amendment<'a> {
    target: Target<'a>,
    /// Makes the place of the new file.
    place: &'a dyn Fn() -> Result<PathBuf, IoFailure>,
    hasher: blake3::Hasher,
    piece: Vec<u8>,
    failure: RefCell<Option<IoFailure>>,
}

enum Target<'a> {
    Standing(File, &'a Path),
    Staged(File, PathBuf),
}

impl<'a> Amendment<'a> {
    pub(super) fn new(
        standing: Option<&'a Path>,
        place: &'a dyn Fn() -> Result<PathBuf, IoFailure>,
    ) -> Result<Self, IoFailure> {
        let target = match standing {
            Some(path) => Target::Standing(File::open(path).map_err(doing(IoAction::Read, path))?, path),
            None => staged(place)?,
        };
        let (hasher, piece, failure) = (blake3::Hasher::new(), Vec::new(), RefCell::default());
        Ok(Self { target, place, hasher, piece, failure })
    }

    /// What became of the file, and whether a new one was written.
    pub(super) fn finish(mut self) -> Result<(Fingerprint, bool), IoFailure> {
        if let Target::Standing(standing, path) = &mut self.target {
            let is_longer = standing.read(&mut [0]).map_err(doing(IoAction::Read, path))? > 0;
            if is_longer {
                self.begin()?;
            }
        }
        Ok((fingerprint(&self.hasher), matches!(self.target, Target::Staged(..))))
    }

    /// What really was behind an error that writing here gave.
    pub(super) fn failure(&self, error: io::Error) -> IoFailure {
        let path = match &self.target {
            Target::Standing(_, path) => path,
            Target::Staged(_, path) => path.as_path(),
        };
        self.failure.take().unwrap_or_else(|| doing(IoAction::Write, path)(error))
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), IoFailure> {
        if let Target::Standing(standing, path) = &mut self.target {
            self.piece.clear();
            let read = standing.take(bytes.len() as u64).read_to_end(&mut self.piece);
            read.map_err(doing(IoAction::Read, path))?;
            if self.piece != bytes {
                self.begin()?;
            }
        }
        if let Target::Staged(file, path) = &mut self.target {
            file.write_all(bytes).map_err(doing(IoAction::Write, path))?;
        }
        self.hasher.update(bytes);
        Ok(())
    }

    /// Begins the new file with what was the same so far.
    fn begin(&mut self) -> Result<(), IoFailure> {
        let mut target = staged(self.place)?;
        if let (Target::Standing(standing, path), Target::Staged(file, place)) =
            (&mut self.target, &mut target)
        {
            standing.rewind().map_err(doing(IoAction::Read, path))?;
            let mut same = standing.take(self.hasher.count());
            io::copy(&mut same, file).map_err(doing(IoAction::Write, place))?;
        }
        self.target = target;
        Ok(())
    }
}

fn staged<'a>(place: &dyn Fn() -> Result<PathBuf, IoFailure>) -> Result<Target<'a>, IoFailure> {
    let path = place()?;
    Ok(Target::Staged(File::create_new(&path).map_err(doing(IoAction::Write, &path))?, path))
}

impl Write for Amendment<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.take(bytes).map(|()| bytes.len()).map_err(|failure| {
            let error = io::Error::from(failure.error.kind());
            self.failure.replace(Some(failure));
            error
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
