//! Hyphens that stand for dashes: between words, and between two numbers.

use super::Ending;
use super::passage::{
    Edit, Passage, ends_with_any, is_closing_mark, is_one_of, is_one_of_in_any_case, is_opening_mark,
    without_closing, without_dots, without_opening,
};
use std::ops::Range;

/// Words after which a number with a hyphen is a designation: a standard, an identifier, a telephone.
const DESIGNATIONS: [&str; 24] = [
    "гост",
    "р",
    "ост",
    "сто",
    "стб",
    "ту",
    "iso",
    "исо",
    "iec",
    "мэк",
    "iso/iec",
    "исо/мэк",
    "en",
    "din",
    "рмг",
    "санпин",
    "снип",
    "сп",
    "isbn",
    "issn",
    "тел",
    "телефон",
    "факс",
    "код",
];
/// The longest designation that may be written without a space before its number, with signs.
const LONGEST_DESIGNATION: usize = 12;
/// How many digits a number after «№» has in a range («№ 5-6», «№ 10-11»); a longer one is a document's.
const LONGEST_ISSUE: usize = 3;
/// What may be written without a space after a range: «1941-1945г.г.».
const GLUED_UNITS: [&str; 13] = ["г", "гг", "кл", "ч", "мин", "шт", "экз", "с", "стр", "чел", "л", "м", "км"];
/// Endings of numerals after a range: «1-4-х классов».
const NUMERAL_ENDINGS: [&str; 9] = ["х", "е", "й", "я", "го", "м", "ми", "му", "ю"];
/// First parts of compound words that are often written with spaces around the hyphen by mistake.
const COMPOUND_BEGINNINGS: [&str; 9] = ["it", "vk", "pr", "qr", "sms", "usb", "web", "интернет", "онлайн"];
/// Beginnings of the names of trades that form compounds: педагог-библиотекарь, учитель-предметник.
const TRADES: [&str; 10] = [
    "педагог",
    "учител",
    "библиотекар",
    "методист",
    "предметник",
    "психолог",
    "организатор",
    "логопед",
    "дефектолог",
    "словесник",
];
const ADJECTIVE_ENDINGS: [&str; 19] = [
    "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ым", "им", "ых", "их",
    "ую", "ыми",
];

/// Proposes em dashes between words and en dashes in ranges.
pub(super) fn propose(passage: &Passage) -> Vec<Edit> {
    let mut edits = Vec::new();
    for index in 0..passage.word_count() {
        if let Some(dash) = spaced_dash(passage, index) {
            edits.push(Edit { range: passage.word_range(index), text: dash });
        } else {
            edits.extend(ranges(passage, index));
        }
    }
    edits
}

/// Whether the word is a hyphen or a dash and nothing else.
pub(super) fn is_dash(word: &[char]) -> bool {
    matches!(word, ['-' | '–' | '—'] | ['-', '-'])
}

/// The dash that belongs in the place of the word, if the word is a dash between two words of the text.
/// A hyphen that begins a line (dialogue, list) is none; nor is one inside a compound word.
pub(super) fn spaced_dash(passage: &Passage, index: usize) -> Option<&'static str> {
    let word = passage.word(index);
    let before = passage.word_before(index, 1)?;
    let is_part_of_path = passage.is_protected(passage.word_range(index).start);
    if !is_dash(word) || is_dash(before) || is_part_of_path {
        return None;
    }
    if index + 1 == passage.word_count() {
        let may_go_on = passage.ending == Ending::Open && !passage.gap_after(index).is_empty();
        return may_go_on.then_some("—");
    }
    let after = passage.word(index + 1);
    if is_dash(after) || (word != ['—'] && is_split_compound(before, after)) {
        return None;
    }
    let is_range = word != ['—'] && is_numeric(before) && is_numeric(after);
    Some(if is_range { "–" } else { "—" })
}

/// Digits («2019», «10:00», «20%») or a Roman numeral.
fn is_numeric(word: &[char]) -> bool {
    let word = without_dots(without_closing(without_opening(word)));
    let is_arabic = word.first().is_some_and(char::is_ascii_digit)
        && word
            .iter()
            .all(|character| character.is_ascii_digit() || matches!(character, '.' | ',' | ':' | '%'));
    is_arabic || is_roman(word)
}

pub(super) fn is_roman(word: &[char]) -> bool {
    !word.is_empty() && word.iter().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}

/// Whether two words look like a compound with spaces typed around its hyphen: «педагог – библиотекарь»,
/// «научно – методической», «IT – технологий». A longer dash would make the mistake worse; only a human can repair it.
fn is_split_compound(before: &[char], after: &[char]) -> bool {
    let before = without_opening(before);
    let after = without_dots(without_closing(after));
    if !after.first().is_some_and(|letter| letter.is_lowercase()) {
        return false;
    }
    let are_trades = begins_with_any(before, &TRADES) && begins_with_any(after, &TRADES);
    let is_adjective =
        before.len() >= 5 && ends_with_any(before, &["но", "ко"]) && ends_with_any(after, &ADJECTIVE_ENDINGS);
    are_trades || is_adjective || is_one_of_in_any_case(before, &COMPOUND_BEGINNINGS)
}

fn begins_with_any(word: &[char], beginnings: &[&str]) -> bool {
    word.iter().all(|letter| letter.is_alphabetic())
        && beginnings.iter().any(|beginning| {
            let lower = word.iter().flat_map(|letter| letter.to_lowercase());
            lower.take(beginning.chars().count()).eq(beginning.chars())
        })
}

/// Proposes en dashes for the hyphens of a word that stand between two ends of a range.
fn ranges(passage: &Passage, index: usize) -> Vec<Edit> {
    let word = passage.word(index);
    let start = passage.word_range(index).start;
    let before = passage.word_before(index, 1);
    if !word.contains(&'-') || before.is_some_and(is_designation) {
        return Vec::new();
    }
    let follows_sign = before.is_some_and(|before| before.ends_with(&['№']));
    let hyphens = (0..word.len()).filter(|&place| word[place] == '-');
    hyphens
        .filter(|&place| passage.is_editable(start + place..start + place + 1))
        .filter(|&place| is_range(word, place, follows_sign))
        .map(|place| Edit { range: start + place..start + place + 1, text: "–" })
        .collect()
}

/// Whether the hyphen is between numbers that can be the ends of a range, and nothing else is glued to them.
fn is_range(word: &[char], hyphen: usize, follows_sign: bool) -> bool {
    let left = left_number(word, hyphen);
    let right = right_number(word, hyphen);
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let (beginning, ending) = (&word[..left.start], &word[right.end..]);
    let follows_sign = beginning.ends_with(&['№']) || (beginning.is_empty() && follows_sign);
    let is_document = follows_sign && left.len().max(right.len()) > LONGEST_ISSUE;
    let is_code = beginning.len() <= LONGEST_DESIGNATION && is_designation(beginning);
    may_begin_range(beginning)
        && may_end_range(ending)
        && are_ends_of_range(&word[left], &word[right])
        && !is_document
        && !is_code
}

fn left_number(word: &[char], hyphen: usize) -> Range<usize> {
    let length = word[..hyphen].iter().rev().take_while(|&&character| is_of_number(character)).count();
    let start = hyphen - length;
    let signs = word[start..hyphen].iter().take_while(|character| !character.is_ascii_digit()).count();
    start + signs..hyphen
}

fn right_number(word: &[char], hyphen: usize) -> Range<usize> {
    let rest = &word[hyphen + 1..];
    let length = rest.iter().take_while(|&&character| is_of_number(character)).count();
    let last = rest[..length].iter().rposition(char::is_ascii_digit);
    hyphen + 1..hyphen + 1 + last.map_or(0, |place| place + 1)
}

fn is_of_number(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '.' | ',' | ':')
}

fn may_begin_range(beginning: &[char]) -> bool {
    match beginning {
        [] => true,
        [.., letter, '.'] if letter.is_alphabetic() => true,
        [.., last] => is_opening_mark(*last) || matches!(last, '№' | '§' | '~' | '≈'),
    }
}

fn may_end_range(ending: &[char]) -> bool {
    match ending {
        [] => true,
        ['-', rest @ ..] => begins_with_listed(rest, &NUMERAL_ENDINGS),
        [first, ..] if first.is_alphabetic() => begins_with_listed(ending, &GLUED_UNITS),
        [first, ..] => is_closing_mark(*first) || matches!(first, '.' | '%' | '°'),
    }
}

/// Whether the letters at the beginning are one of the list and only punctuation (and letters after it) follows.
fn begins_with_listed(text: &[char], list: &[&str]) -> bool {
    let letters = text.iter().take_while(|letter| letter.is_alphabetic()).count();
    let is_whole = text.get(letters).is_none_or(|&next| next == '.' || is_closing_mark(next));
    is_whole && is_one_of(&text[..letters], list)
}

fn is_designation(word: &[char]) -> bool {
    let word = without_dots(without_closing(without_opening(word)));
    is_one_of_in_any_case(word, &DESIGNATIONS)
}

/// Whether a range can go from the one number to the other.
fn are_ends_of_range(left: &[char], right: &[char]) -> bool {
    match (number_form(left), number_form(right)) {
        (Form::Whole, Form::Whole) => is_ascending(left, right) || is_short_year(left, right),
        (Form::Whole, Form::Date) => left.len() <= 2,
        (Form::Date, Form::Date) | (Form::Time, Form::Time) => true,
        (Form::Fraction, Form::Fraction | Form::Whole) | (Form::Whole, Form::Fraction) => true,
        _ => false,
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    Whole,
    /// «1,5»
    Fraction,
    /// «10:30»
    Time,
    /// «4.07» or «04.07.2024»
    Date,
    Other,
}

fn number_form(number: &[char]) -> Form {
    let lengths_between = |separator: char| -> Vec<usize> {
        let parts = number.split(|&character| character == separator);
        let parts = parts.take(4);
        let length = |part: &[char]| if part.iter().all(char::is_ascii_digit) { part.len() } else { 0 };
        parts.map(length).collect()
    };
    if matches!(lengths_between('.')[..], [1 | 2, 2] | [1 | 2, 2, 2 | 4]) {
        Form::Date
    } else if matches!(lengths_between(':')[..], [1 | 2, 2]) {
        Form::Time
    } else if matches!(lengths_between(',')[..], [whole, part] if whole > 0 && part > 0) {
        Form::Fraction
    } else if number.iter().all(char::is_ascii_digit) {
        Form::Whole
    } else {
        Form::Other
    }
}

/// «5» and «11», «01» and «05», but not «08» and «1235»: zeros before a number belong to a code.
fn is_ascending(left: &[char], right: &[char]) -> bool {
    let is_code = left.len() > 1 && left[0] == '0' && left.len() != right.len();
    let is_less = left.len() < right.len() || (left.len() == right.len() && left < right);
    is_less && !is_code
}

/// «1941» and «45».
fn is_short_year(left: &[char], right: &[char]) -> bool {
    left.len() == 4 && right.len() == 2 && &left[2..] < right
}
