//! A person's name: surname, first name and patronymic, whole or as initials.

use std::cmp::Ordering;
use std::fmt;

use super::clean::{fold, is_capitals};

/// A name, however it was written; shown as «Фамилия И.О.».
///
/// Names are equal when surname, other surname, first name and patronymic are, whatever their case, «ё» or «е». An
/// initial is not equal to a whole name: see [`Name::is_same_person`].
#[derive(Clone, Debug)]
pub struct Name {
    surname: String,
    other_surname: Option<String>,
    first: String,
    patronymic: Option<String>,
}

impl Name {
    /// A name of its parts; `first` and `patronymic` are whole or initials, without dots.
    #[must_use]
    pub fn new(surname: &str, first: &str, patronymic: Option<&str>) -> Self {
        Self {
            surname: titled(surname),
            other_surname: None,
            first: titled(first),
            patronymic: patronymic.map(titled),
        }
    }

    /// The same name with the surname that stood in brackets: «Иванова (Петрова)».
    #[must_use]
    pub fn with_other_surname(self, other: &str) -> Self {
        Self { other_surname: Some(titled(other)), ..self }
    }

    /// The surname.
    #[must_use]
    pub fn surname(&self) -> &str {
        &self.surname
    }

    /// The surname given in brackets, a maiden name as a rule.
    #[must_use]
    pub fn other_surname(&self) -> Option<&str> {
        self.other_surname.as_deref()
    }

    /// The first name, whole or its initial.
    pub(super) fn first(&self) -> &str {
        &self.first
    }

    /// The patronymic, whole or its initial.
    pub(super) fn patronymic(&self) -> Option<&str> {
        self.patronymic.as_deref()
    }

    /// The initials with their dots: «Н.Б.», «Н.».
    #[must_use]
    pub fn initials(&self) -> String {
        let letters = [Some(&self.first), self.patronymic.as_ref()];
        letters
            .into_iter()
            .flatten()
            .filter_map(|name| name.chars().next())
            .flat_map(|letter| [letter, '.'])
            .collect()
    }

    /// The name with whole first name and patronymic where they are known: «Пайвина Нина Борисовна».
    #[must_use]
    pub fn full(&self) -> String {
        if !self.is_full() {
            return self.to_string();
        }
        let mut full = format!("{} {}", self.surnames(), self.first);
        if let Some(patronymic) = &self.patronymic {
            full.push(' ');
            full.push_str(patronymic);
        }
        full
    }

    /// Whether the first name is written out.
    #[must_use]
    pub fn is_full(&self) -> bool {
        !is_initial(&self.first)
    }

    /// Whether both are spellings of one person: same surname, same initials, and no whole name against it.
    #[must_use]
    pub fn is_same_person(&self, other: &Self) -> bool {
        self.join_key() == other.join_key() && !self.contradicts(other)
    }

    /// What all spellings of one person share.
    pub(super) fn join_key(&self) -> (String, String) {
        (fold(&self.surname), fold(&self.initials()))
    }

    /// Marks of which two names have one in common wherever they are [`near`]. Names slip by a letter or two, and who
    /// leaves out the letters in question is left with the same: so each surname is marked by what remains of it. Its
    /// beginning is enough, for a slip within it or before its end shifts no more letters than it changes.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let (surname, initials) = self.join_key();
        let slips = slips_within(surname.chars().count() + MOST_SLIPS);
        let mut parts = without_letters(beginning(&surname), slips);
        parts.extend(self.other_surname().map(|former| beginning(&fold(former))));
        let whole = Mark::Whole(surname, initials.chars().next());
        parts.into_iter().map(|part| Mark::Slipped(part, initials.clone())).chain([whole]).collect()
    }

    pub(super) fn contradicts(&self, other: &Self) -> bool {
        let patronymics = self.patronymic.as_deref().zip(other.patronymic.as_deref());
        differ(&self.first, &other.first) || patronymics.is_some_and(|(one, two)| differ(one, two))
    }

    fn surnames(&self) -> String {
        match &self.other_surname {
            Some(other) => format!("{} ({other})", self.surname),
            None => self.surname.clone(),
        }
    }

    fn key(&self) -> [String; 4] {
        let part = |name: &Option<String>| name.as_deref().map(fold).unwrap_or_default();
        [fold(&self.surname), fold(&self.first), part(&self.patronymic), part(&self.other_surname)]
    }
}

/// What near names share.
#[derive(Hash)]
pub(super) enum Mark {
    /// Letters of the surname, and the initials.
    Slipped(String, String),
    /// The whole surname, and the first initial.
    Whole(String, Option<char>),
}

/// How many letters of a surname are looked at for a mark: longer ones would have too many.
const MARKED: usize = 12;

fn beginning(surname: &str) -> String {
    surname.chars().take(MARKED).collect()
}

/// The word, and what it is without any so many of its letters.
fn without_letters(word: String, count: usize) -> Vec<String> {
    let mut all = vec![word];
    let mut begin = 0;
    for _ in 0..count {
        let mut shorter: Vec<String> = all.iter().skip(begin).flat_map(|word| without_one(word)).collect();
        shorter.sort_unstable();
        shorter.dedup();
        begin = all.len();
        all.append(&mut shorter);
    }
    all
}

fn without_one(word: &str) -> impl Iterator<Item = String> {
    word.char_indices().map(|(place, _)| {
        let (before, after) = word.split_at(place);
        before.chars().chain(after.chars().skip(1)).collect()
    })
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.surnames(), self.initials())
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// Whether two names may be of one person though they are not joined: surnames a slip or two apart with equal
/// initials, or one surname with one initial missing. Two spellings of one person are not near: they are the same.
#[must_use]
pub fn near(one: &Name, other: &Name) -> bool {
    let (surname, initials) = one.join_key();
    let (other_surname, other_initials) = other.join_key();
    if surname == other_surname {
        return initials != other_initials && begins_either(&initials, &other_initials);
    }
    if initials != other_initials || one.contradicts(other) {
        return false;
    }
    let married = [(one, &other_surname), (other, &surname)];
    married.iter().any(|(name, surname)| name.other_surname().is_some_and(|former| fold(former) == **surname))
        || few_slips(&surname, &other_surname)
}

fn begins_either(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && (one.starts_with(other) || other.starts_with(one))
}

/// Up to two slips, and no more than one in four letters: short surnames differ by a letter in good earnest.
fn few_slips(one: &str, other: &str) -> bool {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let allowed = slips_within(one.len().max(other.len()));
    distance_within(&one, &other, allowed)
}

const MOST_SLIPS: usize = 2;

fn slips_within(length: usize) -> usize {
    (length / 4).min(MOST_SLIPS)
}

/// Whether the edit distance is at most `allowed`. Looks only at a band as wide as that around the diagonal, and so
/// takes time in proportion to the length.
fn distance_within(one: &[char], other: &[char], allowed: usize) -> bool {
    if one.len().abs_diff(other.len()) > allowed {
        return false;
    }
    let far = allowed + 1;
    // Column `place` of a row stands for the other word's position `row + place - allowed`.
    let width = 2 * allowed + 1;
    let mut row: Vec<usize> =
        (0..width).map(|place| if place < allowed { far } else { place - allowed }).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut next = vec![far; width];
        for place in 0..width {
            let Some(position) = (at + 1 + place).checked_sub(allowed) else { continue };
            let left = place.checked_sub(1).and_then(|left| next.get(left)).map_or(far, |cost| cost + 1);
            let above = row.get(place + 1).map_or(far, |cost| cost + 1);
            let same = position.checked_sub(1).and_then(|before| other.get(before)) == Some(letter);
            let across = if position == 0 {
                far
            } else {
                row.get(place).map_or(far, |cost| cost + usize::from(!same))
            };
            if let Some(cost) = next.get_mut(place).filter(|_| position <= other.len()) {
                *cost = left.min(above).min(across).min(far);
            }
        }
        row = next;
    }
    (other.len() + allowed)
        .checked_sub(one.len())
        .and_then(|end| row.get(end))
        .is_some_and(|cost| *cost <= allowed)
}

fn differ(one: &str, other: &str) -> bool {
    !is_initial(one) && !is_initial(other) && fold(one) != fold(other)
}

pub(super) fn is_initial(name: &str) -> bool {
    name.chars().nth(1).is_none()
}

/// «ПАЙВИНА» as «Пайвина», «САЛТЫКОВ-ЩЕДРИН» as «Салтыков-Щедрин»; other spellings stay.
fn titled(name: &str) -> String {
    if !is_capitals(name) {
        return name.to_owned();
    }
    let mut begins = true;
    let mut titled = String::with_capacity(name.len());
    for letter in name.chars() {
        if begins {
            titled.push(letter);
        } else {
            titled.extend(letter.to_lowercase());
        }
        begins = !letter.is_alphabetic();
    }
    titled
}
