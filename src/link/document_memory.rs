//! Documents as linked before. What a document becomes depends on itself and on what stands around it: while both are as they
//! were, it is the same piece of memory.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::Options;
use super::shelf::Entry;
use super::target::{PageTarget, Targets};
use crate::model::association::Association;
use crate::model::case::{self, Catalogue};
use crate::model::directory::Directory;
use crate::model::material::Material;
use crate::model::meeting::Meeting;
use crate::parse::material::RawMaterial;
use crate::parse::meeting::RawMeeting;
use crate::parse::{DocumentText, Located};

/// The documents of the last linking, and what stood around them.
#[derive(Debug, Default)]
pub(super) struct DocumentMemory {
    surroundings: Option<Surroundings>,
    /// By association.
    pub(super) meetings: Vec<Linked<RawMeeting, Meeting>>,
    pub(super) materials: Vec<Linked<RawMaterial, Material>>,
    catalogue: Option<Filed>,
}

/// All that a document may ask of others.
#[derive(Debug)]
pub(super) struct Surroundings {
    /// The files in YAML: plans, calendars, people, schools, settings. Each with its text.
    registers: Vec<(Arc<str>, Arc<str>)>,
    today: NaiveDate,
    drafts: bool,
    unread: BTreeSet<String>,
    /// What a link can lead to; files are told apart by the trace that they leave.
    pages: BTreeMap<String, PageTarget>,
}

/// The documents of one kind of an association, each at its place on the shelf.
#[derive(Debug)]
pub(super) struct Linked<K, T> {
    last: Vec<Option<Known<K, T>>>,
    now: Vec<Option<Known<K, T>>>,
}

/// A document, and what became of it.
#[derive(Debug)]
struct Known<K, T> {
    document: Arc<Located<DocumentText>>,
    own: Arc<K>,
    made: Arc<T>,
}

/// A catalogue with the materials that it is of.
#[derive(Debug)]
struct Filed {
    materials: Vec<Vec<Arc<Material>>>,
    catalogue: Catalogue,
}

impl DocumentMemory {
    /// Begins a linking of `count` associations: what was known holds only while the surroundings are the same.
    pub(super) fn begin(
        &mut self,
        texts: &BTreeMap<Arc<str>, Arc<str>>,
        options: &Options,
        targets: &Targets,
        count: usize,
    ) {
        let known = self.surroundings.as_ref();
        let registers = known.is_some_and(|known| known.have_registers(texts, options));
        if !registers {
            self.catalogue = None;
        }
        if !registers || known.is_none_or(|known| !known.have(targets)) {
            self.meetings.clear();
            self.materials.clear();
        }
        self.meetings.resize_with(count, Linked::default);
        self.materials.resize_with(count, Linked::default);
    }

    /// Ends it: what it found is what the next will know.
    pub(super) fn end(&mut self, texts: &BTreeMap<Arc<str>, Arc<str>>, options: &Options, targets: Targets) {
        self.meetings.iter_mut().for_each(Linked::end);
        self.materials.iter_mut().for_each(Linked::end);
        let registers = registers(texts).map(|(path, text)| (Arc::clone(path), Arc::clone(text)));
        self.surroundings = Some(Surroundings {
            registers: registers.collect(),
            today: options.today,
            drafts: options.drafts,
            unread: targets.left_out.unread.clone(),
            pages: targets.pages,
        });
    }

    /// The catalogue of all that `associations` have: that of the last linking where its materials say the same.
    pub(super) fn catalogue(
        &mut self,
        associations: &[Association],
        shared: Option<&Directory>,
    ) -> Catalogue {
        let known = self.catalogue.as_ref().filter(|known| known.is_of(associations));
        let catalogue = known.map_or_else(
            || Catalogue::of(associations, shared),
            |known| known.catalogue.shown_by(associations),
        );
        let materials = associations.iter().map(|association| association.materials.clone());
        self.catalogue = Some(Filed { materials: materials.collect(), catalogue: catalogue.clone() });
        catalogue
    }
}

impl Surroundings {
    fn have_registers(&self, texts: &BTreeMap<Arc<str>, Arc<str>>, options: &Options) -> bool {
        let known = self.registers.iter().map(|(path, text)| (path, text));
        let same = |((one, text), (other, other_text)): ((_, &Arc<str>), (_, &Arc<str>))| {
            one == other && (Arc::ptr_eq(text, other_text) || text == other_text)
        };
        self.today == options.today
            && self.drafts == options.drafts
            && registers(texts).count() == self.registers.len()
            && registers(texts).zip(known).all(same)
    }

    fn have(&self, targets: &Targets) -> bool {
        self.unread == *targets.left_out.unread && self.pages == targets.pages
    }
}

fn registers(texts: &BTreeMap<Arc<str>, Arc<str>>) -> impl Iterator<Item = (&Arc<str>, &Arc<str>)> {
    let is_document =
        |path: &str| path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("md"));
    texts.iter().filter(move |(path, _)| !is_document(path))
}

impl<K, T> Default for Linked<K, T> {
    fn default() -> Self {
        Self { last: Vec::new(), now: Vec::new() }
    }
}

impl<K, T> Linked<K, T> {
    /// What became of `entry`, which is the next on its shelf: what it was the last time, else what `make` makes of it. That
    /// is remembered only where `make` says so: what leaves a trace elsewhere has to be made again.
    pub(super) fn recall(
        &mut self,
        entry: &Entry<K>,
        make: impl FnOnce() -> Option<(T, bool)>,
    ) -> Option<Arc<T>> {
        let known = self.last.get_mut(self.now.len()).and_then(Option::take);
        if let Some(known) = known.filter(|known| known.is_of(entry)) {
            let made = Arc::clone(&known.made);
            self.now.push(Some(known));
            return Some(made);
        }
        let made = make().map(|(made, lasting)| (Arc::new(made), lasting));
        self.now.push(made.as_ref().filter(|(_, lasting)| *lasting).map(|(made, _)| Known {
            document: Arc::clone(&entry.document),
            own: Arc::clone(&entry.own),
            made: Arc::clone(made),
        }));
        made.map(|(made, _)| made)
    }

    fn end(&mut self) {
        self.last = std::mem::take(&mut self.now);
    }
}

impl<K, T> Known<K, T> {
    fn is_of(&self, entry: &Entry<K>) -> bool {
        Arc::ptr_eq(&self.document, &entry.document) && Arc::ptr_eq(&self.own, &entry.own)
    }
}

impl Filed {
    fn is_of(&self, associations: &[Association]) -> bool {
        let alike = |(one, other): (&Arc<Material>, &Arc<Material>)| {
            Arc::ptr_eq(one, other) || case::are_filed_alike(one, other)
        };
        self.materials.len() == associations.len()
            && self.materials.iter().zip(associations).all(|(known, association)| {
                known.len() == association.materials.len()
                    && known.iter().zip(&association.materials).all(alike)
            })
    }
}
