//! The search index as classic scripts, each of which hands its piece to `kartotekaSearch.take`: what a page may load from
//! a disk as well as from a server, whatever its content security policy.
//!
//! Which files there are follows from how much there is to find, so that the index itself is made only when one of them
//! is asked for.

use serde::Serialize;

use crate::model::Site;
use crate::russian::{keyboard, look_alike};
use crate::search::{self, Index};
use crate::view::findable;
use crate::view::route::SEARCH;

/// Where the files lie below the folder of the search.
const FOLDER: &str = "data/";

/// How many documents there are to a file of terms.
const DOCUMENTS_A_FILE_OF_TERMS: usize = 80;
/// How many files of terms there are to a file of words.
const TERMS_TO_WORDS: usize = 8;
/// How many bytes of text there are to a file of texts.
const BYTES_OF_TEXT: usize = 24 * 1024;

/// A file of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFile {
    /// What must be known before any question.
    Core,
    /// Terms with their documents, so many of a run of files.
    Terms(usize),
    /// Terms with their usual form, in the order of the alphabet.
    Words(usize),
    /// The same in the order of their letters from the end.
    Endings(usize),
    /// Documents with their texts.
    Texts(usize),
}

/// How many files of each kind there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    terms: usize,
    words: usize,
    texts: usize,
}

impl Shape {
    fn of(site: &Site) -> Self {
        let findable::Extent { count, bytes } = findable::extent(site);
        let terms = count.div_ceil(DOCUMENTS_A_FILE_OF_TERMS).max(1);
        let texts = bytes.div_ceil(BYTES_OF_TEXT).max(1);
        Self { terms, words: terms.div_ceil(TERMS_TO_WORDS), texts }
    }
}

/// Every file of the index with its path below the site's root.
pub fn files(site: &Site) -> Vec<(String, SearchFile)> {
    let Shape { terms, words, texts } = Shape::of(site);
    let mut files = vec![SearchFile::Core];
    files.extend((0..terms).map(SearchFile::Terms));
    files.extend((0..words).map(SearchFile::Words));
    files.extend((0..words).map(SearchFile::Endings));
    files.extend((0..texts).map(SearchFile::Texts));
    files.into_iter().map(|file| (file.path(), file)).collect()
}

impl SearchFile {
    fn path(self) -> String {
        let (name, number) = self.name();
        match number {
            Some(number) => format!("{SEARCH}{FOLDER}{name}-{number}.js"),
            None => format!("{SEARCH}{FOLDER}{name}.js"),
        }
    }

    fn name(self) -> (&'static str, Option<usize>) {
        match self {
            Self::Core => ("core", None),
            Self::Terms(number) => ("terms", Some(number)),
            Self::Words(number) => ("words", Some(number)),
            Self::Endings(number) => ("endings", Some(number)),
            Self::Texts(number) => ("texts", Some(number)),
        }
    }
}

/// The index with the places where it is cut.
pub struct SearchScripts {
    index: Index,
    abbreviations: Vec<(String, String)>,
    terms: Run<String>,
    words: Run<String>,
    endings: Run<String>,
    texts: Run<usize>,
}

/// A run of files: their items, each in its own line or place, and the first item of each file.
struct Run<T> {
    items: Vec<T>,
    firsts: Vec<usize>,
}

impl<T> Run<T> {
    fn new(items: Vec<T>, size: impl Fn(&T) -> usize, count: usize) -> Self {
        let sizes: Vec<usize> = items.iter().map(size).collect();
        Self { firsts: search::cut(&sizes, count), items }
    }

    fn file(&self, number: usize) -> &[T] {
        let end = self.firsts.get(number + 1).copied().unwrap_or(self.items.len());
        &self.items[self.firsts[number]..end]
    }
}

impl Run<String> {
    /// The word at the head of each file; of an empty file, that of the next.
    fn heads(&self) -> Vec<&str> {
        let head = |first: &usize| self.items.get(*first).map_or("\u{10ffff}", |item| first_word(item));
        self.firsts.iter().map(head).collect()
    }
}

fn first_word(item: &str) -> &str {
    item.split(' ').next().unwrap_or(item)
}

/// What stands in the core.
#[derive(Serialize)]
struct Core<'s> {
    documents: usize,
    /// For each group its first document, and its kind, year and owner by their place in the lists below; -1 for none.
    groups: Vec<(usize, usize, i64, i64)>,
    kinds: Vec<&'s str>,
    years: Vec<&'s str>,
    owners: Vec<&'s str>,
    /// The first term or document of each file.
    terms: Vec<&'s str>,
    words: Vec<&'s str>,
    endings: Vec<&'s str>,
    texts: &'s [usize],
    irregular: &'static [&'static str],
    silent: &'static str,
    abbreviations: Vec<(&'s str, &'s str)>,
    keyboard: (&'static str, &'static str),
    alike: (String, String),
}

impl SearchScripts {
    /// The index of `site`. This reads every text of it.
    pub fn new(site: &Site) -> Self {
        let Shape { terms, words, texts } = Shape::of(site);
        let mut index = findable::index(site);
        // What has become lines is not kept beside them: on a large site it is most of the index.
        let lines = std::mem::take(&mut index.terms).into_iter();
        let lines = lines.map(|(term, postings)| format!("{term} {}", search::encode(&postings)));
        let lines: Vec<String> = lines.collect();
        let lexicon = |from_end| {
            let entries = search::lexicon(&index, from_end).into_iter();
            let lines: Vec<String> = entries.map(|(term, form)| format!("{term} {form}")).collect();
            Run::new(lines, String::len, words)
        };
        let (words, endings) = (lexicon(false), lexicon(true));
        index.forms.clear();
        let length =
            |number: &usize| index.documents[*number].text.len() + index.documents[*number].title.len();
        Self {
            terms: Run::new(lines, String::len, terms),
            words,
            endings,
            texts: Run::new((0..index.documents.len()).collect(), length, texts),
            abbreviations: abbreviations(site),
            index,
        }
    }

    /// The text of a file.
    pub fn script(&self, file: SearchFile) -> String {
        let (name, number) = file.name();
        let piece = match file {
            SearchFile::Core => json(&self.core()),
            SearchFile::Terms(number) => json(&self.terms.file(number).join("\n")),
            SearchFile::Words(number) => json(&self.words.file(number).join("\n")),
            SearchFile::Endings(number) => json(&self.endings.file(number).join("\n")),
            SearchFile::Texts(number) => json(&self.documents(number)),
        };
        let name = number.map_or_else(|| name.to_owned(), |number| format!("{name}-{number}"));
        format!("kartotekaSearch.take(\"{name}\",{piece});\n")
    }

    /// Title, address, time and text of each document of a file.
    fn documents(&self, number: usize) -> Vec<[&str; 4]> {
        let documents = self.texts.file(number).iter().map(|number| &self.index.documents[*number]);
        documents.map(|of| [of.title.as_str(), &of.address, &of.when, &of.text]).collect()
    }

    fn core(&self) -> Core<'_> {
        let groups = &self.index.groups;
        let kinds = listed(groups.iter().map(|group| Some(group.kind)));
        let mut years = listed(groups.iter().map(|group| group.year.as_deref()));
        years.sort_unstable_by(|one, other| other.cmp(one));
        let owners = listed(groups.iter().map(|group| group.owner.as_deref()));
        let place = |list: &[&str], name: Option<&str>| {
            let place = name.and_then(|name| list.iter().position(|other| *other == name));
            place.and_then(|place| i64::try_from(place).ok()).unwrap_or(-1)
        };
        let groups = groups.iter().map(|group| {
            let kind = kinds.iter().position(|kind| *kind == group.kind).unwrap_or_default();
            (group.first, kind, place(&years, group.year.as_deref()), place(&owners, group.owner.as_deref()))
        });
        let pairs = || look_alike::PAIRS.iter();
        Core {
            documents: self.index.documents.len(),
            groups: groups.collect(),
            kinds,
            years,
            owners,
            terms: self.terms.heads(),
            words: self.words.heads(),
            endings: self.endings.heads(),
            texts: &self.texts.firsts,
            irregular: search::IRREGULAR,
            silent: search::STOP_WORDS,
            abbreviations: self.abbreviations.iter().map(|(short, long)| (&**short, &**long)).collect(),
            keyboard: (keyboard::LATIN, keyboard::RUSSIAN),
            alike: (pairs().map(|(latin, _)| latin).collect(), pairs().map(|(_, russian)| russian).collect()),
        }
    }
}

/// Those of the site first: an author may say what an abbreviation means here.
fn abbreviations(site: &Site) -> Vec<(String, String)> {
    let known = search::SYNONYMS.iter().filter_map(|line| line.split_once(' '));
    let known = known.map(|(short, long)| (short.to_owned(), long.to_owned()));
    site.abbreviations.iter().cloned().chain(known).collect()
}

/// Each once, in order.
fn listed<'s>(names: impl Iterator<Item = Option<&'s str>>) -> Vec<&'s str> {
    let mut list = Vec::new();
    for name in names.flatten() {
        if !list.contains(&name) {
            list.push(name);
        }
    }
    list
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| unreachable!("strings and numbers: {error}"))
}
