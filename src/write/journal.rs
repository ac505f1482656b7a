//! What a build is going to do once everything has been prepared.

use std::fmt;
use std::path::Path;

use super::disk;
use super::error::{Refusal, Trouble};
use super::manifest::Manifest;
use super::paths::{self, Case, PathSet, is_clean};

const HEADER: &str = "kartoteka-journal 1";
const MOVE: &str = "move";
const REMOVE: &str = "remove";
const OWN: &str = "own";
/// The last line: without it we could not tell a journal from the beginning of one.
const END: &str = "\nend\n";

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Journal {
    pub(super) moves: Vec<Move>,
    pub(super) removals: Vec<String>,
    pub(super) manifest: Manifest,
}

/// A prepared file and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) number: usize,
    pub(super) path: String,
}

impl Journal {
    pub(super) fn read(path: &Path, case: Case) -> Result<Option<Self>, Trouble> {
        let Some(bytes) = disk::read(path)? else {
            return Ok(None);
        };
        let journal = str::from_utf8(&bytes).ok().and_then(Self::parse);
        let sound = journal.filter(|journal| journal.is_sound(case));
        Ok(Some(sound.ok_or(Refusal::DamagedJournal)?))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix(END)?.split('\n');
        if lines.next()? != HEADER {
            return None;
        }
        let mut journal = Self::default();
        for line in lines {
            journal.parse_line(line)?;
        }
        Some(journal)
    }

    fn parse_line(&mut self, line: &str) -> Option<()> {
        let (word, rest) = line.split_once(' ')?;
        match word {
            MOVE => self.moves.push(Move::parse(rest)?),
            REMOVE => self.removals.push(clean(rest)?),
            OWN => self.manifest.parse_line(rest)?,
            _ => return None,
        }
        Some(())
    }

    /// Whether the parts of the journal agree. One whose files cannot all exist could never be
    /// finished, and one that removes what it has just moved would lose it.
    fn is_sound(&self, case: Case) -> bool {
        let owned = PathSet::new(case, self.manifest.paths());
        let all_owned = self.moves.iter().all(|step| owned.contains(&step.path));
        let none_owned = !self.removals.iter().any(|path| owned.contains(path));
        let usable = paths::unusable(&self.manifest.paths().collect(), case).is_empty();
        all_owned && none_owned && usable
    }
}

impl Move {
    fn parse(text: &str) -> Option<Self> {
        let (number, path) = text.split_once(' ')?;
        Some(Self { number: number.parse().ok()?, path: clean(path)? })
    }
}

fn clean(path: &str) -> Option<String> {
    is_clean(path).then(|| path.to_owned())
}

impl fmt::Display for Journal {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{HEADER}")?;
        for Move { number, path } in &self.moves {
            write!(formatter, "\n{MOVE} {number:06} {path}")?;
        }
        for path in &self.removals {
            write!(formatter, "\n{REMOVE} {path}")?;
        }
        for line in self.manifest.lines() {
            write!(formatter, "\n{OWN} {line}")?;
        }
        write!(formatter, "{END}")
    }
}
