//! The pictures of the site while they are made: each is read and decoded once, however many files are made of it, and what
//! the store has is not made at all.

use std::fs;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::{Diagnostic, Place};
use crate::model::body::Asset;
use crate::picture::{Card, Coding, Developed, Unfit, Variant, card, cleaned};
use crate::store::{Key, Store};

/// Goes up when the same file and variant give other bytes: with another coder, quality or rule.
const EDITION: &str = "2";

/// What is kept of the `variant` of the picture with the file of this hash.
fn key(file: &blake3::Hash, variant: &Variant) -> Key {
    let Variant { width, height, coding } = variant;
    let recipe = format!("{EDITION} {width} {height} {}", coding.extension());
    Key::of(&[recipe.as_bytes(), file.as_bytes()])
}

/// Makes the files of pictures.
pub(super) struct Pictures {
    store: Arc<Store>,
    /// For each asset the hash of its file, once somebody has asked: whoever waits for one waits for its files.
    hashes: Vec<Mutex<Option<blake3::Hash>>>,
}

/// Why a picture could not be made.
enum Failure {
    Unfit(Unfit),
    Io(io::Error),
}

impl Pictures {
    /// The pictures among so many assets.
    pub(super) fn new(store: &Arc<Store>, count: usize) -> Self {
        Self { store: Arc::clone(store), hashes: (0..count).map(|_| Mutex::default()).collect() }
    }

    pub(super) fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// The file of the picture `asset`, which has this number, without what nobody needs to see it.
    pub(super) fn original(asset: &Asset) -> Result<Vec<u8>, Diagnostic> {
        let file = fs::read(&asset.path).map_err(Failure::Io);
        let cleaned = file.and_then(|file| cleaned(&file).map_err(Failure::Unfit));
        cleaned.map_err(|failure| failure.mistake(asset))
    }

    /// The picture of a card.
    pub(super) fn card(&self, card: &Card) -> Vec<u8> {
        let Card { overline, title, foot, line } = card;
        let line = format!("{line:?}");
        let words = blake3::hash([card::EDITION, overline, title, foot, &line].join("\n").as_bytes());
        let (width, height) = card::SIDES;
        let key = key(&words, &Variant { width, height, coding: Coding::Png });
        self.store.get(&key).unwrap_or_else(|| {
            let drawn = card.draw();
            self.store.put(&key, drawn.clone());
            drawn
        })
    }

    /// A file that is made of it.
    pub(super) fn variant(
        &self,
        number: usize,
        asset: &Asset,
        variant: &Variant,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut hash = self.hashes[number].lock().unwrap_or_else(PoisonError::into_inner);
        let made = self.made(&mut hash, asset, variant);
        made.map_err(|failure| failure.mistake(asset))
    }

    fn made(
        &self,
        hash: &mut Option<blake3::Hash>,
        asset: &Asset,
        variant: &Variant,
    ) -> Result<Vec<u8>, Failure> {
        if let Some(made) = hash.and_then(|hash| self.store.get(&key(&hash, variant))) {
            return Ok(made);
        }
        let file = fs::read(&asset.path).map_err(Failure::Io)?;
        let hash = *hash.insert(blake3::hash(&file));
        if let Some(made) = self.store.get(&key(&hash, variant)) {
            return Ok(made);
        }
        let developed = Developed::new(&file).map_err(Failure::Unfit)?;
        for other in asset.variants().iter().filter(|other| *other != variant) {
            self.store.put(&key(&hash, other), developed.make(other).map_err(Failure::Unfit)?);
        }
        let made = developed.make(variant).map_err(Failure::Unfit)?;
        self.store.put(&key(&hash, variant), made.clone());
        Ok(made)
    }
}

impl Failure {
    /// What the author is told where the picture is named.
    fn mistake(&self, asset: &Asset) -> Diagnostic {
        let (path, (start, end)) = &asset.named;
        let place = Place::new(path, *start..*end);
        match self {
            Self::Unfit(unfit) => unfit.refusal(&asset.name, place),
            Self::Io(error) => {
                Diagnostic::error(place, format!("Файл «{}» не читается: {error}", asset.name))
                    .hint("Закройте программу, которая его держит, или положите файл заново.")
            }
        }
    }
}
