//! The index of documents: for each term, the documents it stands in and its weight there.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::thread;

use indexmap::IndexMap;

use super::postings::Posting;
use super::{STOP_WORDS, term, words};

/// A text that can be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its title as it is shown.
    pub title: String,
    /// Its address below the site's root.
    pub address: String,
    /// What it is: «Материал».
    pub kind: &'static str,
    /// The school year it belongs to.
    pub year: Option<String>,
    /// Whose it is, on a portal.
    pub owner: Option<String>,
    /// When it is, as it is shown.
    pub when: String,
    /// Headings, topics and whatever else stands out in its text.
    pub headings: Vec<String>,
    /// All its words but the title: what a stretch is shown of.
    pub text: String,
    /// Words by which it is found and which are not shown.
    pub aside: String,
    /// How much of the full weight its words have, in hundredths.
    pub standing: u16,
}

/// Documents in a row that have kind, school year and owner in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The number of the first.
    pub first: usize,
    /// What they are.
    pub kind: &'static str,
    /// Their school year.
    pub year: Option<String>,
    /// Whose they are.
    pub owner: Option<String>,
}

/// What is known of all documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// The documents, group by group.
    pub documents: Vec<Document>,
    /// The groups in order.
    pub groups: Vec<Group>,
    /// The documents of each term, in order.
    pub terms: BTreeMap<String, Vec<Posting>>,
    /// The form of each term that occurs most.
    pub forms: BTreeMap<String, String>,
}

/// Makes the index of the documents that `read` makes of `sources`, which stand together by kind, school year and owner.
///
/// It takes all cores, by threads of its own: whoever asks may be one of a pool whose other threads wait for the answer.
pub fn index<S: Sync>(sources: &[S], read: impl Fn(&S) -> Document + Sync) -> Index {
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let share = sources.len().div_ceil(threads).max(1);
    let read = &read;
    let parts: Vec<(Part, Vec<Document>)> = thread::scope(|scope| {
        let shares = sources.chunks(share).enumerate();
        let running: Vec<_> = shares
            .map(|(number, sources)| {
                scope.spawn(move || {
                    let documents: Vec<Document> = sources.iter().map(read).collect();
                    (Part::of(number * share, &documents), documents)
                })
            })
            .collect();
        running.into_iter().flat_map(thread::ScopedJoinHandle::join).collect()
    });
    let (parts, documents): (Vec<Part>, Vec<Vec<Document>>) = parts.into_iter().unzip();
    let documents: Vec<Document> = documents.into_iter().flatten().collect();
    let (terms, forms) = joined(parts);
    Index { groups: groups(&documents), documents, terms, forms }
}

/// The index of some documents in a row.
#[derive(Default)]
struct Part {
    /// Each word with its term, and how often it occurs.
    words: IndexMap<String, (usize, usize)>,
    terms: IndexMap<String, Vec<Posting>>,
}

impl Part {
    fn of(first: usize, documents: &[Document]) -> Self {
        let mut part = Self::default();
        let mut found = Vec::new();
        // A posting is kept millions of times over, so that its number is a short one.
        let first = u32::try_from(first).unwrap_or(u32::MAX);
        for (number, document) in (first..).zip(documents) {
            part.add(number, document, &mut found);
        }
        part
    }

    fn add(&mut self, number: u32, document: &Document, found: &mut Vec<(usize, Field)>) {
        found.clear();
        self.read(&document.title, Field::Title, found);
        let title = found.len();
        document.headings.iter().for_each(|heading| self.read(heading, Field::Heading, found));
        self.read(&document.text, Field::Text, found);
        let length = found.len();
        self.read(&document.aside, Field::Aside, found);
        found.sort_unstable();
        for same in found.chunk_by(|(one, _), (other, _)| one == other) {
            let count = |wanted| same.iter().filter(|(_, field)| *field == wanted).count();
            let weight = Weight {
                in_title: count(Field::Title),
                title,
                elsewhere: 2 * count(Field::Heading) + count(Field::Text) + count(Field::Aside),
                length,
                standing: document.standing,
            };
            self.terms[same[0].0].push(Posting { document: number, weight: weight.in_steps() });
        }
    }

    fn read(&mut self, text: &str, field: Field, found: &mut Vec<(usize, Field)>) {
        words(text, |word| {
            let number = match self.words.get_mut(word) {
                Some((term, count)) => {
                    *count += 1;
                    *term
                }
                None => self.learn(word),
            };
            if number != NO_TERM {
                found.push((number, field));
            }
        });
    }

    fn learn(&mut self, word: &str) -> usize {
        let term = if is_silent(word) {
            NO_TERM
        } else {
            let entry = self.terms.entry(term(word).into_owned());
            let term = entry.index();
            entry.or_default();
            term
        };
        self.words.insert(word.to_owned(), (term, 1));
        term
    }
}

/// The term of words that are not looked for.
const NO_TERM: usize = usize::MAX;

fn is_silent(word: &str) -> bool {
    let letter = word.chars().count() == 1 && !word.starts_with(|letter: char| letter.is_numeric());
    letter || STOP_WORDS.split_whitespace().any(|other| other == word)
}

/// Where in a document a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Title,
    Heading,
    Text,
    Aside,
}

/// What decides how much a term weighs in a document.
struct Weight {
    in_title: usize,
    title: usize,
    elsewhere: usize,
    length: usize,
    standing: u16,
}

impl Weight {
    /// After BM25 (Robertson and Zaragoza, 2009): each further occurrence adds less, and those of a long text less than
    /// those of a short one. The usual length is a constant, so that no document's weight depends on the others. A word of
    /// the title weighs as much as any number elsewhere, and the more, the fewer it shares the title with.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts of words, and a weight with six bits"
    )]
    fn in_steps(&self) -> u8 {
        const USUAL_LENGTH: f64 = 150.0;
        let count = self.elsewhere as f64;
        let elsewhere = count * 2.2 / (count + 1.2 * (0.4 + 0.6 * self.length as f64 / USUAL_LENGTH));
        let title = if self.in_title > 0 { 3.4 / (1.0 + 0.08 * self.title as f64) } else { 0.0 };
        let steps = (title + elsewhere) * f64::from(self.standing) / 100.0 * 10.0;
        steps.round().clamp(1.0, f64::from(super::postings::MOST)) as u8
    }
}

type Terms = BTreeMap<String, Vec<Posting>>;
type Forms = BTreeMap<String, String>;

/// The parts as one; that of lower documents stands first.
fn joined(parts: Vec<Part>) -> (Terms, Forms) {
    let mut terms = Terms::new();
    let mut counts: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for part in parts {
        let names: Vec<String> = part.terms.keys().cloned().collect();
        for (term, mut postings) in part.terms {
            terms.entry(term).or_default().append(&mut postings);
        }
        for (word, (term, count)) in part.words.into_iter().filter(|(_, (term, _))| *term != NO_TERM) {
            *counts.entry(names[term].clone()).or_default().entry(word).or_default() += count;
        }
    }
    let usual = |forms: BTreeMap<String, usize>| {
        let most = forms.into_iter().rev().max_by_key(|(_, count)| *count);
        most.map(|(word, _)| word).unwrap_or_default()
    };
    (terms, counts.into_iter().map(|(term, forms)| (term, usual(forms))).collect())
}

fn groups(documents: &[Document]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (first, document) in documents.iter().enumerate() {
        let Document { kind, year, owner, .. } = document;
        let same =
            groups.last().is_some_and(|last| (last.kind, &last.year, &last.owner) == (*kind, year, owner));
        if !same {
            groups.push(Group { first, kind, year: year.clone(), owner: owner.clone() });
        }
    }
    groups
}
