//! Surnames in Latin letters: in file names, addresses and mailboxes, by whatever rule they were spelled.

use super::decline::Forms;
use super::name::Name;
use super::watch::Mention;
use crate::russian::transliteration::slug;

/// A surname shorter than this is too like other words to be told by itself.
const SHORTEST_ALONE: usize = 5;

/// A name in Latin letters.
#[derive(Clone, Debug)]
pub(super) struct LatinName {
    forms: Vec<String>,
    initials: Vec<String>,
    person: usize,
    ambiguous: bool,
}

impl LatinName {
    pub(super) fn new(name: &Name, forms: &Forms, person: usize, ambiguous: bool) -> Self {
        let parts = [Some(name.first()), name.patronymic()].into_iter().flatten();
        let initial = |part: &str| even(&slug(&part.chars().take(1).collect::<String>()));
        let forms =
            forms.own.iter().map(|form| even(&slug(&form.replace('-', "")))).filter(|form| !form.is_empty());
        Self { forms: forms.collect(), initials: parts.map(initial).collect(), person, ambiguous }
    }

    /// What a word means with the words around it; nothing where it is not this surname.
    fn weigh(&self, words: &[(usize, usize, String)], at: usize) -> Option<Mention> {
        let (start, end, word) = words.get(at)?;
        let form = self.forms.iter().find(|form| word.starts_with(form.as_str()))?;
        let rest = &word[form.len()..];
        let range = *start..*end;
        let whole = self.initials.concat();
        let mention = |range, named| Mention { range, person: self.person, named, doubtful: false };
        if !rest.is_empty() {
            // «ivanovaap»
            return self
                .forms
                .iter()
                .find(|form| *word == format!("{form}{whole}"))
                .map(|_| mention(range, true));
        }
        let near = |from: usize| -> Vec<&str> {
            words.iter().skip(from).take(self.initials.len()).map(|(.., word)| word.as_str()).collect()
        };
        let after = near(at + 1);
        let before = if at >= self.initials.len() { near(at - self.initials.len()) } else { Vec::new() };
        let same = |words: &[&str]| words.iter().zip(&self.initials).all(|(word, own)| word == own);
        let initials = |words: &[&str]| words.len() == 2 && words.iter().all(|word| word.len() == 1);
        if same(&after) && !after.is_empty() || same(&before) && !before.is_empty() {
            return Some(mention(range, true));
        }
        let other = initials(&after) || initials(&before);
        (!other && word.len() >= SHORTEST_ALONE)
            .then(|| Mention { doubtful: self.ambiguous, ..mention(range, false) })
    }
}

/// The people found in `text` by their surnames in Latin letters.
pub(super) fn find(names: &[LatinName], text: &str) -> Vec<Mention> {
    let words = words(text);
    let weighed = |at| names.iter().map(move |name| (name, at));
    (0..words.len()).flat_map(weighed).filter_map(|(name, at)| name.weigh(&words, at)).collect()
}

/// The words of Latin letters with their bytes; `IvanovaAP` is two.
fn words(text: &str) -> Vec<(usize, usize, String)> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while at < bytes.len()
            && bytes[at].is_ascii_alphabetic()
            && !(bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase())
        {
            at += 1;
        }
        words.push((start, at, even(&text[start..at])));
    }
    words
}

/// The usual spellings of one Russian word made one: «Yuriy», «Juri», «Iurii».
fn even(word: &str) -> String {
    let mut even = word.to_ascii_lowercase().replace(['j', 'y'], "i");
    for (from, to) in [
        ("shch", "sch"),
        ("kh", "h"),
        ("ts", "c"),
        ("tc", "c"),
        ("ie", "e"),
        ("io", "e"),
        ("ii", "i"),
        ("w", "v"),
        ("x", "ks"),
    ] {
        even = even.replace(from, to);
    }
    even
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_surname_are_one() {
        for (one, other) in
            [("shaytor", "shaitor"), ("yuriy", "iurii"), ("shchukina", "schukina"), ("khohlova", "hohlova")]
        {
            assert_eq!(even(one), even(other));
        }
    }
}
