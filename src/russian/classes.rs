//! Classes of a school as people write them: «5-6», «1–4, 8 и 9 классы», «начальная школа».

use std::collections::BTreeSet;

/// The last class of a school in Russia and in Belarus.
const LAST: u8 = 11;

/// Words that stand for the classes of a stage, by their beginnings. The stages are those of article 10 of Federal Law
/// 273-ФЗ: primary, basic and secondary general education.
const STAGES: [(&str, u8, u8); 9] = [
    ("начальн", 1, 4),
    ("младш", 1, 4),
    ("основн", 5, 9),
    ("средн", 5, 9),
    ("старш", 10, LAST),
    ("старшеклассн", 10, LAST),
    ("все", 1, LAST),
    ("всех", 1, LAST),
    ("любы", 1, LAST),
];

/// The classes that `text` names; nothing where it names none, or a class that no school has.
#[must_use]
pub fn classes(text: &str) -> Option<BTreeSet<u8>> {
    let text = text.to_lowercase().replace('ё', "е");
    let mut found = BTreeSet::new();
    let mut range_from = None;
    for token in tokens(&text) {
        match token {
            Token::Number(number) if (1..=LAST).contains(&number) => {
                let from = range_from.take().unwrap_or(number);
                if from > number {
                    return None;
                }
                found.extend(from..=number);
            }
            Token::Number(_) => return None,
            Token::Dash => range_from = found.last().copied(),
            Token::Word(word) => {
                let stage = STAGES.iter().find(|(beginning, ..)| word.starts_with(beginning));
                found.extend(stage.into_iter().flat_map(|(_, first, last)| *first..=*last));
            }
        }
    }
    (!found.is_empty()).then_some(found)
}

/// The classes in order, neighbours as a range: «1–4, 8, 9».
#[must_use]
pub fn ranges(classes: &BTreeSet<u8>) -> String {
    let mut runs: Vec<(u8, u8)> = Vec::new();
    for &class in classes {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == class => *last = class,
            _ => runs.push((class, class)),
        }
    }
    let said = runs.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}–{last}"),
    });
    said.collect::<Vec<_>>().join(", ")
}

enum Token<'t> {
    Number(u8),
    Dash,
    Word(&'t str),
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = |is_part: fn(char) -> bool| rest.find(|sign| !is_part(sign)).unwrap_or(rest.len());
        let end = if first.is_ascii_digit() {
            let end = length(|sign| sign.is_ascii_digit());
            tokens.push(Token::Number(rest[..end].parse().unwrap_or(u8::MAX)));
            end
        } else if first.is_alphabetic() {
            let end = length(char::is_alphabetic);
            tokens.push(Token::Word(&rest[..end]));
            end
        } else {
            if matches!(first, '-' | '–' | '—') {
                tokens.push(Token::Dash);
            }
            first.len_utf8()
        };
        rest = &rest[end..];
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_read_as_people_write_them() {
        for (text, said) in [
            ("5", Some("5")),
            ("5-6", Some("5–6")),
            ("5 – 6 классы", Some("5–6")),
            ("5А, 5Б", Some("5")),
            ("1-4, 8 и 9", Some("1–4, 8–9")),
            ("начальная школа", Some("1–4")),
            ("для младших школьников", Some("1–4")),
            ("среднее звено", Some("5–9")),
            ("Старшие классы", Some("10–11")),
            ("все классы", Some("1–11")),
            ("9 класс и старшеклассники", Some("9–11")),
            ("1-11", Some("1–11")),
            ("дошкольники", None),
            ("6-5", None),
            ("12", None),
            ("0", None),
            ("", None),
            ("9999999999", None),
        ] {
            assert_eq!(classes(text).as_ref().map(ranges).as_deref(), said, "{text}");
        }
    }
}
