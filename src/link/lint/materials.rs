//! Materials that are on the site already, by their text or by their only file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place};
use crate::link::shelf::{Entry, Shelf};
use crate::link::target::{Found, Targets};
use crate::parse::markdown::{RawBody, RawFragment};
use crate::parse::material::RawMaterial;

/// Shorter texts may be equal by chance: «Материалы семинара во вложении.»
const SHORTEST_TEXT: usize = 300;

/// How many letters tell materials apart before the whole text is read.
const BEGINNING: usize = 80;

/// Reports each material that another one, first by its path, has said already.
pub(in crate::link) fn materials(
    shelves: &BTreeMap<String, Shelf>,
    targets: &Targets,
    diagnostics: &mut Diagnostics,
) {
    let mut all: Vec<&Entry<RawMaterial>> = shelves.values().flat_map(|shelf| &shelf.materials).collect();
    all.sort_by(|one, other| one.document.source.cmp(&other.document.source));
    let same_text = first_of_each(&all, &same_texts(&all));
    let files: Vec<Option<[u8; 32]>> = all.iter().map(|entry| only_file(entry, targets)).collect();
    let same_file = first_of_each(&all, &files);
    for (index, entry) in all.iter().enumerate() {
        let (message, other) = match (same_text[index], same_file[index]) {
            (Some(other), _) => ("Такой же текст уже стоит в материале", other),
            (None, Some(other)) => ("Такой же файл уже приложен к материалу", other),
            (None, None) => continue,
        };
        diagnostics.push(
            Diagnostic::warning(Lint::SameMaterial, title_place(entry), format!("{message} {other}")).hint(
                "Оставьте один из двух. Если это разные редакции, скажите об этом в названии и в тексте.",
            ),
        );
    }
}

/// For each material the path of the first one with the same key, where that is another.
fn first_of_each<'m, K: Ord>(
    all: &[&'m Entry<RawMaterial>],
    keys: &[Option<K>],
) -> Vec<Option<&'m Arc<str>>> {
    let mut first: BTreeMap<&K, &Arc<str>> = BTreeMap::new();
    let known = all.iter().zip(keys).map(|(entry, key)| {
        let key = key.as_ref()?;
        let known = first.get(key).copied();
        first.entry(key).or_insert(&entry.document.path);
        known
    });
    known.collect()
}

/// The letters of the texts that begin like another; nothing for all others.
fn same_texts<'m>(all: &[&'m Entry<RawMaterial>]) -> Vec<Option<String>> {
    let beginning = |entry: &&'m Entry<RawMaterial>| {
        let body = &entry.document.value.body;
        body.beginning.get_or_init(|| letters(body).take(BEGINNING).collect()).as_str()
    };
    let beginnings: Vec<&str> = all.iter().map(beginning).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for beginning in &beginnings {
        *count.entry(beginning).or_default() += 1;
    }
    let texts = all.iter().zip(beginnings).map(|(entry, beginning)| {
        let alike = count[beginning] > 1 && !beginning.is_empty();
        let text: String = alike.then(|| letters(&entry.document.value.body).collect())?;
        (text.chars().count() >= SHORTEST_TEXT).then_some(text)
    });
    texts.collect()
}

/// The letters and digits of a text: tags, spaces, signs and capitals make no second material.
fn letters(body: &RawBody) -> impl Iterator<Item = char> {
    let html = body.fragments.iter().filter_map(|fragment| match fragment {
        RawFragment::Html(html) => Some(&**html),
        RawFragment::Link(_) | RawFragment::Picture(..) => None,
    });
    let mut tag = false;
    let text = html.flat_map(str::chars).filter(move |letter| {
        tag = (tag || *letter == '<') && *letter != '>';
        !tag && letter.is_alphanumeric()
    });
    text.flat_map(char::to_lowercase)
}

/// The content of the only file of a material.
fn only_file(entry: &Entry<RawMaterial>, targets: &Targets) -> Option<[u8; 32]> {
    let [only] = entry.document.value.article.files.as_slice() else { return None };
    match targets.file(&entry.document.source, &only.file.value) {
        Ok(Found::Asset(_, asset)) => asset.fingerprint,
        _ => None,
    }
}

fn title_place(entry: &Entry<RawMaterial>) -> Place {
    let title = entry.document.value.article.title.value();
    title.map_or_else(|| Place::file(&entry.document.path), |title| title.place.clone())
}
