//! What stands at the head of a protocol and below it: number, day, place, theme, form, and who signs.

use std::collections::BTreeSet;

use super::line::{behind, trimmed};
use crate::import::day;
use crate::import::document::squeezed;
use crate::import::recognise::people::is_people;
use crate::russian::calendar::{MONTHS, MONTHS_GENITIVE, WEEKDAYS};

/// A field that a line at the head of a protocol is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Number(String),
    Day,
    Time(String),
    Place(String),
    Theme(String),
    Form(String),
}

/// The longest date: «Дата проведения заседания: 12 ноября 2026 года».
const LONGEST_DATE: usize = 60;

/// The longest line at the head of a protocol that can be a field.
pub(super) const LONGEST_FIELD: usize = 160;

/// Whether a line is signed by the chair (or by the secretary), and who that is.
pub(super) fn signature(line: &str) -> Option<(bool, &str)> {
    let chair = [
        "председатель заседания",
        "председательствующий",
        "председательствовала",
        "председательствовал",
        "председатель",
        "ведущий",
        "ведущая",
    ];
    let of = |words: &[&str]| words.iter().find_map(|word| behind(line, word));
    let (is_chair, rest) = match of(&chair) {
        Some(rest) => (true, rest),
        None => (false, of(&["секретарь заседания", "секретарь"])?),
    };
    // «Председатель РМО ____ Околицына М.П.»: only the words of the line to sign on may stand between.
    let has_label = rest.trim_start().starts_with([':', '–', '—', '-']);
    let bare = trimmed(rest).trim_matches([' ', '_', '/', '(', ')']);
    let last = bare.rsplit(['_', '/']).next().unwrap_or(bare).trim();
    let who = if has_label { bare } else { last };
    let is_short = who.chars().count() <= LONGEST_FIELD;
    (is_short && !who.is_empty() && is_people(who)).then_some((is_chair, who))
}

/// Whether two texts name the same person: they have a word of more than three letters in common.
pub(super) fn same_person(one: &str, other: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|letter: char| !letter.is_alphabetic());
        words.filter(|word| word.chars().count() > 3).map(str::to_lowercase).collect()
    };
    !words(one).is_disjoint(&words(other))
}

/// The number of a protocol: «Протокол № 3».
pub(super) fn number_of(text: &str) -> Option<String> {
    let (_, behind) = text.split_once('№')?;
    let number: String = behind.trim_start().chars().take_while(|letter| !letter.is_whitespace()).collect();
    let number = number.trim_matches([',', '.', ';', ':']);
    (number.starts_with(|letter: char| letter.is_ascii_digit()) && number.len() <= 12)
        .then(|| number.to_owned())
}

/// The fields that a line at the head of a protocol is; nothing where any part of it is none.
pub(super) fn fields(line: &str) -> Option<Vec<Field>> {
    if line.chars().count() > LONGEST_FIELD {
        return None;
    }
    let parts = line.split('\t').flat_map(|part| part.split("   ")).map(squeezed);
    let mut fields = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        match part.split_once('№') {
            // «12.11.2026 № 3», but not «школа № 3».
            Some((date, number)) if is_date(date) => {
                fields.extend([Field::Day, field(&format!("№{number}"))?]);
            }
            _ => fields.push(field(&part)?),
        }
    }
    Some(fields)
}

/// Whether a text is a date and says nothing else: «от 12 ноября 2026 г.», «Дата проведения: 12.11.2026, четверг».
fn is_date(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    let is_of_date = |word: &str| {
        ["от", "г", "год", "года", "дата", "проведения", "заседания"].contains(&word)
            || MONTHS.contains(&word)
            || MONTHS_GENITIVE.contains(&word)
            || WEEKDAYS.contains(&word)
    };
    text.chars().count() <= LONGEST_DATE && words.all(is_of_date) && day::first(text).is_some()
}

fn field(text: &str) -> Option<Field> {
    let labelled = |words: &[&str]| {
        let rest = words.iter().find_map(|word| behind(text, word))?;
        let value = trimmed(rest);
        (rest.trim_start().starts_with([':', '–', '—', '-']) && !value.is_empty()).then(|| value.to_owned())
    };
    if is_date(text) {
        return Some(Field::Day);
    }
    if let Some(value) = labelled(&["место проведения", "место"]) {
        return Some(Field::Place(value));
    }
    if let Some(value) =
        labelled(&["время проведения", "время начала", "время", "начало заседания", "начало"])
    {
        return Some(Field::Time(value));
    }
    if let Some(value) = labelled(&["тема заседания", "тема"]) {
        return Some(Field::Theme(value));
    }
    if let Some(value) = labelled(&["форма проведения", "форма заседания", "форма"])
    {
        return Some(Field::Form(value));
    }
    let is_town = ["г. ", "г.", "с. ", "п. ", "пгт ", "пос. ", "город ", "село "].iter().any(|town| {
        text.strip_prefix(town)
            .is_some_and(|name| name.starts_with(char::is_uppercase) && name.chars().count() <= 40)
    });
    if is_town {
        return Some(Field::Place(text.to_owned()));
    }
    (text.starts_with('№') && text.chars().count() <= 12).then(|| number_of(text).map(Field::Number))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_at_the_head() {
        assert_eq!(
            fields("12 ноября 2026 г.\tг. Лесной"),
            Some(vec![Field::Day, Field::Place("г. Лесной".to_owned())])
        );
        assert_eq!(fields("от 12.11.2026 № 3"), Some(vec![Field::Day, Field::Number("3".to_owned())]));
        assert_eq!(fields("12 ноября 2026 года, читальный зал"), None);
        assert_eq!(fields("Место проведения: школа № 2"), Some(vec![Field::Place("школа № 2".to_owned())]));
        assert_eq!(fields("Собрались библиотекари"), None);
        assert_eq!(signature("Председатель ________ Перелескина Т.А."), Some((true, "Перелескина Т.А.")));
        assert_eq!(signature("Секретарь: Околицына М.П."), Some((false, "Околицына М.П.")));
        assert_eq!(signature("Председатель открыл заседание"), None);
    }
}
