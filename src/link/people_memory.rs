//! Which people of a site are alike, remembered as long as the cells that name them stay as they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::registry::{Listed, Roll};
use crate::people::{self, Person, Reading};

/// What the last linking found, association by association, and the readings of single cells by their text.
#[derive(Debug, Default)]
pub(super) struct PeopleMemory {
    last: Vec<Arc<Alike>>,
    now: Vec<Arc<Alike>>,
}

/// The cells of an association in order, the people it knows by several spellings, and who of those named is alike.
#[derive(Debug, Default)]
pub(super) struct Alike {
    listed: Vec<Listed>,
    cells: Vec<Arc<Reading>>,
    pub(super) likenesses: Vec<Likeness>,
}

/// Two people who may be one.
#[derive(Debug)]
pub(super) struct Likeness {
    pub(super) one: String,
    pub(super) other: String,
    /// The cells that name the other.
    pub(super) cells: Vec<usize>,
}

impl PeopleMemory {
    /// Who is alike of the people in the cells of the next association, whose people are on `roll`; no more than `most`
    /// pairs.
    pub(super) fn alike(&mut self, cells: &[&str], roll: &Roll, most: usize) -> Arc<Alike> {
        let known = self.last.get(self.now.len());
        let alike = match known.filter(|known| known.is_of(cells, roll)) {
            Some(known) => Arc::clone(known),
            None => Arc::new(Alike::of(cells, roll, known.map_or(&[], |known| &known.cells), most)),
        };
        self.now.push(Arc::clone(&alike));
        alike
    }

    /// Ends a linking: what it found is what the next will know.
    pub(super) fn end_turn(&mut self) {
        self.last = std::mem::take(&mut self.now);
    }
}

impl Alike {
    fn is_of(&self, cells: &[&str], roll: &Roll) -> bool {
        self.listed == roll.listed
            && self.cells.len() == cells.len()
            && self.cells.iter().zip(cells).all(|(known, cell)| known.text == *cell)
    }

    /// Reads the cells, those apart that are among `known`.
    fn of(cells: &[&str], roll: &Roll, known: &[Arc<Reading>], most: usize) -> Self {
        let mut readings: BTreeMap<&str, Arc<Reading>> =
            known.iter().map(|reading| (reading.text.as_str(), Arc::clone(reading))).collect();
        let mut read = Vec::with_capacity(cells.len());
        for &cell in cells {
            read.push(Arc::clone(readings.entry(cell).or_insert_with(|| Arc::new(people::read(cell)))));
        }
        let cells = read;
        let persons: Vec<(Person, usize)> = cells
            .iter()
            .enumerate()
            .flat_map(|(cell, who)| who.persons.iter().map(move |person| (roll.unified(person), cell)))
            .collect();
        let mentions = persons.iter().map(|(person, cell)| (person, *cell));
        let joined = people::join(mentions);
        let likeness = |doubt: people::Doubt| {
            let (one, other) = (&joined[doubt.one], &joined[doubt.other]);
            Likeness {
                one: one.name.to_string(),
                other: other.name.to_string(),
                cells: other.mentions.clone(),
            }
        };
        let likenesses = people::doubts(&joined).take(most).map(likeness).collect();
        Self { listed: roll.listed.clone(), cells, likenesses }
    }
}
