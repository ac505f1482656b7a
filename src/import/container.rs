//! The ZIP archive that a .docx, .odt or .xlsx is: its parts by name, each read only as far as a plan may need.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::refusal::Refusal;

/// No document of words has more parts.
const MOST_PARTS: usize = 20_000;

/// The largest part that is read: a plan of a hundred pages has a twentieth of it.
const LARGEST_PART: u64 = 48 << 20;

/// The largest sum of all parts that are read.
const LARGEST_WHOLE: u64 = 256 << 20;

/// An archive held in memory, and how much of its allowance has been used.
pub(super) struct Container<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Container<'b> {
    /// Opens an archive; nothing of it is unpacked yet.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::damaged("архив"))?;
        if archive.len() > MOST_PARTS {
            return Err(Refusal::too_large(&format!("в нём {} частей", archive.len())));
        }
        Ok(Self { archive, left: LARGEST_WHOLE })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The names of all parts, in the order of the archive.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names().filter_map(Result::ok).map(Cow::into_owned).collect()
    }

    /// A part unpacked; nothing where the document has none of this name. What an archive says of its sizes is not believed.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let part = self.archive.by_index(index).map_err(|_| Refusal::damaged(name))?;
        let limit = LARGEST_PART.min(self.left);
        let mut bytes = Vec::new();
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|_| Refusal::damaged(name))?;
        let length = bytes.len() as u64;
        if length > limit {
            return Err(Refusal::too_large(&format!("его часть «{name}» больше {} МБ", limit >> 20)));
        }
        self.left -= length;
        Ok(Some(bytes))
    }

    /// Refuses an archive whose parts are larger together than may be unpacked by somebody else.
    pub(super) fn check_all(&mut self) -> Result<(), Refusal> {
        for name in self.names() {
            self.part(&name)?;
        }
        Ok(())
    }
}
