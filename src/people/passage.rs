//! A text cut into words, and what stands beside a surname in it: initials, a first name, a patronymic.

use std::ops::Range;

use super::clean::{clean, fold, places};
use super::decline::{is_form_of, is_form_of_patronymic};
use super::familiar::is_first_name;
use super::name::{Name, is_initial};
use super::watch::Setting;

/// A word of the text: characters from and to.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    /// In small letters.
    pub(super) folded: String,
    pub(super) capital: bool,
}

/// A text cut into words, with the places of its characters.
#[derive(Debug)]
pub(super) struct Passage {
    characters: Vec<char>,
    places: Vec<usize>,
    pub(super) words: Vec<Word>,
    pub(super) setting: Setting,
}

/// What stands beside a surname.
#[derive(Debug)]
pub(super) enum Beside {
    /// Initials or first names that are the person's, up to these characters.
    Same(usize, usize),
    /// Those of somebody else.
    Other,
    /// Neither.
    Nothing,
}

impl Passage {
    pub(super) fn new(text: &str, setting: Setting) -> Self {
        // As many bytes, so that the places stay.
        let text = text.replace("&nbsp;", "      ");
        let characters: Vec<char> = clean(&text).chars().collect();
        Self { words: words(&characters), characters, places: places(&text), setting }
    }

    /// The bytes of the words from `at` to `last` together with these characters.
    pub(super) fn bytes(&self, at: usize, last: usize, beside: Range<usize>) -> Range<usize> {
        let (start, end) = (self.words[at].start, self.words[last].end);
        self.places[start.min(beside.start)]..self.places[end.max(beside.end)]
    }

    /// Whether a word can be a surname by itself: with a capital, but in the name of a file.
    pub(super) fn has_capital(&self, at: usize) -> bool {
        self.words[at].capital || self.setting == Setting::FileName
    }

    /// Two words joined by a hyphen, as one.
    pub(super) fn double(&self, at: usize) -> Option<String> {
        let next = self.words.get(at + 1).filter(|_| self.is_hyphen(at))?;
        Some(format!("{}-{}", self.words[at].folded, next.folded))
    }

    /// What stands beside the surname in the words from `at` to `last`, where it may be that of `name`.
    pub(super) fn beside(&self, name: &Name, at: usize, last: usize) -> Beside {
        let before = self.initials_before(at);
        if let Some((letters, end)) = self.initials_after(last, name) {
            let free = |first: usize| first.checked_sub(1).is_none_or(|word| !self.is_name_word(word, first));
            return match before {
                _ if has_initials(name, &letters) => Beside::Same(self.words[at].start, end),
                Some((letters, first)) if has_initials(name, &letters) && free(first) => {
                    Beside::Same(self.words[first].start, self.words[last].end)
                }
                _ => Beside::Other,
            };
        }
        match before {
            Some((letters, first)) if has_initials(name, &letters) => {
                Beside::Same(self.words[first].start, self.words[last].end)
            }
            Some(_) => Beside::Other,
            None => self.given_beside(name, at, last),
        }
    }

    fn given_beside(&self, name: &Name, at: usize, last: usize) -> Beside {
        let given = self.given_after(last, name).or_else(|| self.given_before(at, name));
        let Some((first, patronymic)) = given else { return Beside::Nothing };
        let word = |at: usize| &self.words[at];
        let same = is_part_of(name.first(), &word(first).folded)
            && patronymic.zip(name.patronymic()).is_none_or(|(at, own)| is_part_of(own, &word(at).folded));
        let other = patronymic.unwrap_or(first);
        if same {
            Beside::Same(word(first.min(other)).start, word(first.max(other)).end)
        } else {
            Beside::Other
        }
    }

    /// The initials behind a word, and where they end.
    fn initials_after(&self, at: usize, name: &Name) -> Option<(Vec<char>, usize)> {
        let first = at + 1;
        let word = self.words.get(first)?;
        if !self.joins(at, &['.', ',', '(', ')']) || !(word.capital || self.setting == Setting::FileName) {
            return None;
        }
        let letters: Vec<char> = word.folded.chars().collect();
        match letters.as_slice() {
            [_] => {
                let dotted = self.is_dotted(first);
                let second = self.words.get(first + 1).filter(|second| second.folded.chars().count() == 1);
                let glued = second.is_some_and(|second| second.start <= word.end + 1);
                let second = second.filter(|second| {
                    let free = second.capital && (self.is_dotted(first + 1) || dotted && glued);
                    (free || self.setting == Setting::FileName) && self.joins(first, &['.', ','])
                });
                let end =
                    if second.is_some() { self.end_with_dot(first + 1) } else { self.end_with_dot(first) };
                let more = second.into_iter().flat_map(|second| second.folded.chars());
                let loose = self.setting == Setting::FileName;
                (dotted || second.is_some() || loose)
                    .then(|| (letters.iter().copied().chain(more).collect(), end))
            }
            // «Иванова АП»: two capitals are initials where they are the person's.
            [_, _] if has_initials(name, &letters) && self.is_all_capitals(first) => {
                Some((letters, word.end))
            }
            _ => None,
        }
    }

    /// The initials before a word, and the first word of them.
    fn initials_before(&self, at: usize) -> Option<(Vec<char>, usize)> {
        let initial = |word: usize| {
            let letter = self.words[word]
                .folded
                .chars()
                .next()
                .filter(|_| self.words[word].folded.chars().count() == 1)?;
            let loose = self.setting == Setting::FileName;
            let fine = self.words[word].capital && self.is_dotted(word) || loose;
            (fine && self.joins(word, &['.', ','])).then_some(letter)
        };
        let second = at.checked_sub(1)?;
        let last = initial(second)?;
        match second.checked_sub(1).and_then(|first| Some((initial(first)?, first))) {
            Some((letter, first)) => Some((vec![letter, last], first)),
            None => Some((vec![last], second)),
        }
    }

    /// The first name and the patronymic behind a word.
    fn given_after(&self, at: usize, name: &Name) -> Option<(usize, Option<usize>)> {
        let first = at + 1;
        if !self.is_name_word(first, first) || !self.joins(at, &['(', ')']) {
            return None;
        }
        let second = first + 1;
        if self.is_name_word(second, second)
            && self.joins(first, &[])
            && is_form_of_patronymic(&self.words[second].folded)
        {
            return Some((first, Some(second)));
        }
        self.is_given(first, name).then_some((first, None))
    }

    fn given_before(&self, at: usize, name: &Name) -> Option<(usize, Option<usize>)> {
        let nearest =
            at.checked_sub(1).filter(|word| self.is_name_word(*word, *word) && self.joins(*word, &[]))?;
        if is_form_of_patronymic(&self.words[nearest].folded) {
            let first = nearest
                .checked_sub(1)
                .filter(|word| self.is_name_word(*word, *word) && self.joins(*word, &[]));
            return first.map(|first| (first, Some(nearest)));
        }
        self.is_given(nearest, name).then_some((nearest, None))
    }

    fn is_given(&self, word: usize, name: &Name) -> bool {
        let word = &self.words[word].folded;
        !is_initial(name.first()) && is_form_of(word, &fold(name.first())) || is_first_name(word)
    }

    /// Whether the word before `next`, or at it, can be part of a name: more than a letter, with a capital.
    fn is_name_word(&self, word: usize, next: usize) -> bool {
        let known = self.words.get(word).is_some_and(|word| {
            (word.capital || self.setting == Setting::FileName) && word.folded.chars().nth(1).is_some()
        });
        known && (word == next || self.joins(word, &[]))
    }

    /// Whether nothing parts the word from the next one but spaces, emphasis, and the signs of `more`.
    fn joins(&self, word: usize, more: &[char]) -> bool {
        let Some(next) = self.words.get(word + 1) else { return false };
        let gap = &self.characters[self.words[word].end..next.start];
        let name = self.setting == Setting::FileName;
        let fine = |sign: &char| {
            sign.is_whitespace()
                || matches!(sign, '*' | '_' | '~' | '`')
                || more.contains(sign)
                || name && matches!(sign, '-' | '.')
        };
        gap.iter().all(fine) && gap.iter().filter(|sign| **sign == '\n').count() < 2
    }

    fn is_dotted(&self, word: usize) -> bool {
        let after = &self.characters[self.words[word].end..];
        matches!(after.iter().find(|sign| !sign.is_whitespace()), Some('.'))
    }

    /// Where an initial ends, its dot included.
    fn end_with_dot(&self, word: usize) -> usize {
        let end = self.words[word].end;
        end + usize::from(self.characters.get(end) == Some(&'.'))
    }

    fn is_all_capitals(&self, word: usize) -> bool {
        self.characters[self.words[word].start..self.words[word].end]
            .iter()
            .all(|letter| letter.is_uppercase())
    }

    /// Whether a hyphen and nothing else stands behind the word.
    fn is_hyphen(&self, word: usize) -> bool {
        self.words.get(word + 1).is_some_and(|next| {
            matches!(&self.characters[self.words[word].end..next.start], ['-' | '‐' | '‑'])
        })
    }

    /// «Петрова-Водкина» is not «Петрова».
    pub(super) fn is_part_of_double(&self, at: usize) -> bool {
        let capital = |word: usize| self.words.get(word).is_some_and(|word| word.capital);
        let before = at.checked_sub(1).is_some_and(|before| self.is_hyphen(before) && capital(before));
        self.setting != Setting::FileName && (before || self.is_hyphen(at) && capital(at + 1))
    }

    /// «школа имени А.П. Иванова»: the name that a school bears.
    pub(super) fn is_namesake(&self, at: usize) -> bool {
        const FARTHEST: usize = 3;
        let is_mark = |word: &&Word| matches!(word.folded.as_str(), "им" | "имени");
        let before = self.words[at.saturating_sub(FARTHEST)..at].iter().rev();
        before.take_while(|word| word.capital || is_mark(word)).any(|word| is_mark(&word))
    }
}

/// The words of a text; `ИвановаАП` is two.
fn words(characters: &[char]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        if !characters[at].is_alphabetic() {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while at < characters.len()
            && characters[at].is_alphabetic()
            && !(characters[at].is_uppercase() && characters[at - 1].is_lowercase())
        {
            at += 1;
        }
        let folded = fold(&characters[start..at].iter().collect::<String>());
        words.push(Word { start, end: at, folded, capital: characters[start].is_uppercase() });
    }
    words
}

/// Whether the initials, in small letters, are those of `name`; one of two is enough.
fn has_initials(name: &Name, letters: &[char]) -> bool {
    let own = [Some(name.first()), name.patronymic()];
    let own = own.map(|part| part.and_then(|part| fold(part).chars().next()));
    letters.iter().zip(own).all(|(letter, own)| own.is_none_or(|own| own == *letter))
}

/// Whether a word is a form of a first name or patronymic, of which the initial may be all that is known.
fn is_part_of(part: &str, word: &str) -> bool {
    let part = fold(part);
    if is_initial(&part) { word.starts_with(&part) } else { is_form_of(word, &part) }
}
