//! Spaces at which a line must not be broken.

use super::super::calendar::MONTHS_GENITIVE;
use super::dashes::{is_dash, is_roman, spaced_dash};
use super::passage::{
    Edit, NBSP, Passage, ends_with_any, is_one_of, is_one_of_in_any_case, without_closing, without_dots,
    without_opening,
};
use super::{Ending, OPAQUE};

/// Prepositions, conjunctions and particles of one or two letters that go with the next word.
const SHORT_WORDS: [&str; 19] = [
    "в", "на", "и", "с", "о", "к", "у", "от", "до", "по", "за", "из", "не", "но", "а", "об", "во", "со", "ко",
];
/// Particles that go with the word before.
const PARTICLES: [&str; 3] = ["же", "ли", "бы"];
/// Abbreviations before a name or a number: г. Невьянск, д. 5, им. М. Ю. Лермонтова.
const BEFORE_NAMES: [&str; 14] =
    ["г.", "с.", "п.", "д.", "ул.", "им.", "пос.", "дер.", "пер.", "пл.", "просп.", "стр.", "каб.", "кв."];
/// Abbreviations before a number only: рис. 2, гл. 5.
const BEFORE_NUMBERS: [&str; 10] =
    ["гл.", "рис.", "табл.", "ст.", "т.", "ч.", "кн.", "вып.", "корп.", "прил."];
/// What stands after «т.»: т. е., т. д., т. п., т. к., т. н.
const AFTER_T: [&str; 5] = ["е.", "д.", "п.", "к.", "н."];
/// Units and nouns, without the full stop, that go with the number before them.
const UNITS: [&str; 42] = [
    "г", "гг", "г.г", "кл", "ч", "мин", "сек", "экз", "стр", "шт", "чел", "назв", "ед", "руб", "коп", "тыс",
    "млн", "млрд", "км", "м", "см", "мм", "кг", "мг", "л", "т", "Кб", "КБ", "Мб", "МБ", "Гб", "ГБ", "уч",
    "вв", "кв", "%", "‰", "₽", "°C", "°", "°С", "сут",
];
/// Units that are prepositions without the full stop: 19 в., 120 с.
const UNITS_WITH_STOP: [&str; 2] = ["в.", "с."];
/// What a Roman numeral may count: XIX в., IV кв.
const ROMAN_UNITS: [&str; 4] = ["в.", "вв.", "кв.", "кл."];
/// How most Russian surnames end, in the nominative and, for women, in the other cases.
const SURNAME_ENDINGS: [&str; 19] = [
    "ов", "ова", "овой", "ев", "ева", "евой", "ёв", "ёва", "ин", "ина", "иной", "ын", "ына", "ский", "ская",
    "ской", "ко", "ук", "ич",
];
/// How many initials a person may have.
const MOST_INITIALS: usize = 3;
/// The longest surname, a double one included.
const LONGEST_SURNAME: usize = 40;

/// Proposes non-breaking spaces.
pub(super) fn propose(passage: &Passage) -> Vec<Edit> {
    (0..passage.word_count())
        .filter(|&index| may_change(passage, index) && is_bound(passage, index))
        .map(|index| Edit { range: passage.gap_after(index), text: NBSP })
        .collect()
}

/// Only ordinary spaces change; whoever typed another kind has already decided.
fn may_change(passage: &Passage, index: usize) -> bool {
    let gap = passage.gap_after(index);
    let is_ordinary = passage.characters[gap.clone()].iter().all(|&character| character == ' ');
    !gap.is_empty() && is_ordinary && passage.is_editable(gap)
}

/// Whether the space after the word must not break.
fn is_bound(passage: &Passage, index: usize) -> bool {
    let left = passage.word(index);
    if index + 1 == passage.word_count() {
        return passage.ending == Ending::Open && is_bound_to_any(passage, index);
    }
    let right = passage.word(index + 1);
    if is_dash(right) {
        return spaced_dash(passage, index + 1).is_some();
    }
    if is_number(left) && is_unit(right) {
        return true;
    }
    if !begins_something(right) {
        return false;
    }
    is_short_word(left)
        || is_number_sign(left)
        || is_particle(left, right)
        || is_abbreviation(passage, index, right)
        || is_person(passage, index)
        || is_roman_unit(left, right)
        || is_date(left, right)
        || is_numbered_school(left, right)
}

/// Whether the word is more than punctuation.
fn begins_something(word: &[char]) -> bool {
    let is_filled =
        |character: &char| character.is_alphanumeric() || matches!(*character, '№' | '§' | OPAQUE);
    word.iter().any(is_filled)
}

/// Whether the word holds the next one whatever it is; asked when the next one is not known yet.
fn is_bound_to_any(passage: &Passage, index: usize) -> bool {
    let left = passage.word(index);
    is_short_word(left) || is_number_sign(left) || is_before_name(passage, index)
}

fn is_short_word(left: &[char]) -> bool {
    is_one_of_in_any_case(without_opening(left), &SHORT_WORDS)
}

fn is_number_sign(left: &[char]) -> bool {
    left.last().is_some_and(|last| matches!(last, '№' | '§'))
}

fn is_particle(left: &[char], right: &[char]) -> bool {
    let right = without_dots(without_closing(right));
    left.last().is_some_and(|last| last.is_alphanumeric()) && is_one_of(right, &PARTICLES)
}

fn is_abbreviation(passage: &Passage, index: usize, right: &[char]) -> bool {
    let left = without_opening(passage.word(index));
    let next = without_opening(right).first().copied();
    let is_digit = next.is_some_and(|next| next.is_ascii_digit());
    let is_capital = next.is_some_and(char::is_uppercase);
    if is_one_of_in_any_case(left, &["т."]) && is_one_of(without_closing(right), &AFTER_T) {
        return true;
    }
    if is_one_of_in_any_case(left, &BEFORE_NUMBERS) {
        return is_digit && !follows_number(passage, index);
    }
    let is_year_or_city = is_one_of(left, &["г.", "Г."]);
    let fits = is_capital || (is_digit && !is_year_or_city) || is_one_of(left, &["им."]);
    fits && is_before_name(passage, index)
}

/// «г.» of a city, «с.» of a village; not «2024 г.», «120 с.» or «т. д.».
fn is_before_name(passage: &Passage, index: usize) -> bool {
    let left = without_opening(passage.word(index));
    let follows_t = passage
        .word_before(index, 1)
        .is_some_and(|before| is_one_of_in_any_case(without_opening(before), &["т."]));
    is_one_of_in_any_case(left, &BEFORE_NAMES) && !follows_t && !follows_number(passage, index)
}

fn follows_number(passage: &Passage, index: usize) -> bool {
    passage.word_before(index, 1).is_some_and(|before| is_number(before) || is_roman(before))
}

/// Initials with the surname after or before them, and single initials with each other.
fn is_person(passage: &Passage, index: usize) -> bool {
    let left = without_opening(passage.word(index));
    let right = passage.word(index + 1);
    let is_left_initials = is_initials(left);
    let is_right_initials = is_initials(without_closing(right));
    match (is_left_initials, is_right_initials) {
        (true, true) => left.len() == 2 && without_closing(right).len() == 2,
        (true, false) => {
            is_surname(without_dots(without_closing(right))) && !belong_to_word_before(passage, index)
        }
        (false, true) => is_surname(left),
        (false, false) => false,
    }
}

/// In «Хохлова Е.В. Володина Т.А.» and «Русакова Л.А. Анализ» the initials belong to the surname before them,
/// in «Директор Н.Б. Пайвина» to the one after them; when it cannot be told, they are glued to both.
fn belong_to_word_before(passage: &Passage, index: usize) -> bool {
    let before = (1..=MOST_INITIALS)
        .map_while(|back| passage.word_before(index, back))
        .map(without_opening)
        .find(|before| !is_initials(before));
    let Some(before) = before.filter(|before| is_surname(before)) else {
        return false;
    };
    let is_next_initials = index + 2 < passage.word_count()
        && passage.is_on_one_line(index + 1)
        && is_initials(without_closing(passage.word(index + 2)));
    is_next_initials || ends_with_any(before, &SURNAME_ENDINGS)
}

/// «Н.», «Н.Б.», «Ж.-Ж.»
fn is_initials(word: &[char]) -> bool {
    (2..=3 * MOST_INITIALS).contains(&word.len())
        && word[0].is_uppercase()
        && word[word.len() - 1] == '.'
        && word.windows(2).all(|pair| match pair[0] {
            '.' => pair[1].is_uppercase() || pair[1] == '-',
            '-' => pair[1].is_uppercase(),
            letter => letter.is_uppercase() && pair[1] == '.',
        })
}

/// A word that begins with a capital and has small letters: «Пайвина», «Салтыков-Щедрин».
fn is_surname(word: &[char]) -> bool {
    let is_of_name = |letter: &char| letter.is_alphabetic() || matches!(letter, '-' | '’' | '\'');
    (2..=LONGEST_SURNAME).contains(&word.len())
        && word[0].is_uppercase()
        && word.iter().all(is_of_name)
        && word.iter().any(|letter| letter.is_lowercase())
        && word[word.len() - 1].is_alphabetic()
}

/// «5», «1,5», «2019–2020», «08.10.2024», «2024/2025».
fn is_number(word: &[char]) -> bool {
    let word = without_opening(word);
    let is_of_number = |character: &char| {
        character.is_ascii_digit() || matches!(character, '.' | ',' | ':' | '/' | '-' | '–' | '—')
    };
    word.first().is_some_and(char::is_ascii_digit)
        && word.last().is_some_and(char::is_ascii_digit)
        && word.iter().all(is_of_number)
}

/// Whether the word after a number is a unit.
fn is_unit(right: &[char]) -> bool {
    let right = without_closing(right);
    is_one_of(without_dots(right), &UNITS) || is_one_of(right, &UNITS_WITH_STOP)
}

fn is_roman_unit(left: &[char], right: &[char]) -> bool {
    is_roman(without_opening(left)) && is_one_of(without_closing(right), &ROMAN_UNITS)
}

/// A day and the name of a month: «8 октября», «1–5 сентября», «„12“ мая».
fn is_date(left: &[char], right: &[char]) -> bool {
    let left = without_closing(without_opening(left));
    let day = left.rsplit(|character| matches!(character, '-' | '–')).next().unwrap_or(left);
    let is_day = matches!(day, [digit] if digit.is_ascii_digit())
        || matches!(day, ['0'..='3', digit] if digit.is_ascii_digit());
    let month = without_dots(without_closing(right));
    is_day && is_one_of_in_any_case(month, &MONTHS_GENITIVE)
}

/// «СОШ № 5»: an abbreviation in capitals with its number.
fn is_numbered_school(left: &[char], right: &[char]) -> bool {
    let left = without_opening(left);
    right.first() == Some(&'№')
        && left.len() >= 2
        && left.iter().all(|letter| letter.is_uppercase() && letter.is_alphabetic())
}
