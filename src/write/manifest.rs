//! The list of the files that we own.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use super::disk;
use super::error::{Refusal, Trouble};
use super::paths::is_clean;

const HEADER: &str = "kartoteka-manifest 1";

/// Every file that we own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<String, Fingerprint>,
}

/// What was written to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    pub(super) hash: blake3::Hash,
    pub(super) length: u64,
}

impl Manifest {
    pub(super) fn read(path: &Path) -> Result<Option<Self>, Trouble> {
        let Some(bytes) = disk::read(path)? else {
            return Ok(None);
        };
        let manifest = str::from_utf8(&bytes).ok().and_then(Self::parse);
        Ok(Some(manifest.ok_or(Refusal::DamagedManifest)?))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        if lines.next()? != HEADER {
            return None;
        }
        let mut manifest = Self::default();
        for line in lines {
            manifest.parse_line(line)?;
        }
        Some(manifest)
    }

    /// Takes in a line as [`Manifest::lines`] makes them.
    pub(super) fn parse_line(&mut self, line: &str) -> Option<()> {
        let mut fields = line.splitn(3, ' ');
        let hash = blake3::Hash::from_hex(fields.next()?).ok()?;
        let length = fields.next()?.parse().ok()?;
        let path = fields.next().filter(|path| is_clean(path))?;
        let fingerprint = Fingerprint { hash, length };
        let earlier = self.files.insert(path.to_owned(), fingerprint);
        earlier.is_none().then_some(())
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.files.iter().map(|(path, Fingerprint { hash, length })| format!("{hash} {length} {path}"))
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        writeln!(formatter, "{HEADER}")?;
        self.lines().try_for_each(|line| writeln!(formatter, "{line}"))
    }
}
