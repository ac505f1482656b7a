//! Brackets and quotation marks without their partner.

use super::{Doubt, words};
use crate::diagnostic::Lint;

/// The signs that stand in pairs and differ at their ends.
const PAIRS: [(char, char); 3] = [('«', '»'), ('(', ')'), ('[', ']')];

/// The hint of every such doubt.
const HINT: &str = "Поставьте недостающий знак или уберите лишний.";

/// What has no partner in `text`: one doubt a paragraph, because a forgotten sign makes others look wrong.
pub(super) fn doubts(text: &str) -> Vec<Doubt> {
    let mut found: Vec<(usize, char)> =
        PAIRS.iter().flat_map(|(open, close)| unpaired(text, *open, *close)).collect();
    found.extend(odd_straight_quote(text));
    found.sort_unstable();
    let mut reported = None;
    let mut doubts = Vec::new();
    for (at, sign) in found {
        let fresh = reported.is_none_or(|last: usize| text[last..at].contains("\n\n"));
        if fresh {
            doubts.push(Doubt::new(Lint::UnpairedMarks, at..at + sign.len_utf8(), message(sign), HINT));
        }
        reported = Some(at);
    }
    doubts
}

fn message(sign: char) -> String {
    match sign {
        '«' => "Кавычка « открыта, а закрывающей к ней нет".to_owned(),
        '»' => "Кавычка » закрывает то, что не открыто".to_owned(),
        '"' => "Прямых кавычек нечётное число: одной не хватает".to_owned(),
        '(' | '[' => format!("Скобка {sign} открыта, а закрывающей к ней нет"),
        _ => format!("Скобка {sign} закрывает то, что не открыто"),
    }
}

/// The signs of one pair that have no partner in the whole text: a quotation may go on for several paragraphs.
fn unpaired(text: &str, open: char, close: char) -> Vec<(usize, char)> {
    if !text.contains([open, close]) {
        return Vec::new();
    }
    let mut waiting: Vec<usize> = Vec::new();
    let mut lonely = Vec::new();
    for (at, sign) in text.match_indices([open, close]) {
        if sign.starts_with(open) {
            if !is_escaped(text, at) {
                waiting.push(at);
            }
        } else if waiting.pop().is_none() && !is_meant_alone(text, at, close) {
            lonely.push((at, close));
        }
    }
    waiting.retain(|at| open != '«' || !closes_with_the_inner_one(text, *at));
    lonely.extend(waiting.into_iter().map(|at| (at, open)));
    lonely
}

fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].ends_with('\\')
}

/// A closing sign that nothing opens and that is right all the same: «1)» and «а)» of a list, a smile.
fn is_meant_alone(text: &str, at: usize, close: char) -> bool {
    if is_escaped(text, at) {
        return true;
    }
    if close != ')' {
        return false;
    }
    let before = &text[..at];
    let label = before.trim_end_matches(|letter: char| letter.is_alphanumeric() || letter == '.');
    let label_length = before[label.len()..].chars().count();
    let numbered = (1..=4).contains(&label_length)
        && is_label(&before[label.len()..])
        && label
            .chars()
            .next_back()
            .is_none_or(|letter| letter.is_whitespace() || letter == '*' || letter == '"');
    let smile = before.ends_with([':', ';', ')', '-', '=']) || text[at + 1..].starts_with(')');
    numbered || smile
}

/// «1», «12», «1.2», «а», «iv».
fn is_label(label: &str) -> bool {
    let digits = label.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let roman = label.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x' | 'I' | 'V' | 'X'));
    label.chars().count() == 1 || roman || digits
}

/// The name of an organisation, «МБУК «Библиотека «Диалог»: of two quotation marks of one shape that close together, many write
/// one, and a registered name is not to be mended.
fn closes_with_the_inner_one(text: &str, at: usize) -> bool {
    let before = &text[text[..at].char_indices().rev().nth(40).map_or(0, |(start, _)| start)..at];
    let Some(word) = words(before).last().filter(|word| before[word.span.end..].trim().is_empty()) else {
        return false;
    };
    let abbreviation = word.text.chars().count() >= 2 && word.text.chars().all(char::is_uppercase);
    let spelt = ["учрежден", "организац", "обществ", "центр", "библиотек"];
    let named = spelt.iter().any(|beginning| word.rest_after(beginning).is_some());
    let inner = text[at + '«'.len_utf8()..].find(['«', '»']);
    let nested = inner.is_some_and(|inner| text[at + '«'.len_utf8() + inner..].starts_with('«'));
    (abbreviation || named) && nested
}

/// The straight quotation mark that is left over, in the paragraph whose marks are odd in number; inches are none.
fn odd_straight_quote(text: &str) -> Option<(usize, char)> {
    let marks = || {
        text.match_indices('"')
            .map(|(at, _)| at)
            .filter(|at| !text[..*at].ends_with(|letter: char| letter.is_ascii_digit()))
    };
    if marks().count() % 2 == 0 {
        return None;
    }
    let mut last = marks().next()?;
    for (count, at) in marks().enumerate() {
        // An odd number in one paragraph: the one that is left over stands in it.
        if count % 2 == 1 && text[last..at].contains("\n\n") {
            break;
        }
        last = at;
    }
    Some((last, '"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        doubts(text).into_iter().map(|doubt| &text[doubt.span]).collect()
    }

    #[test]
    fn a_sign_without_its_partner_is_found() {
        for (text, sign) in [
            ("Тема совещания «От национальных целей – к качеству образования в «Год Семьи».", "«"),
            ("Концепция развития центров (от 15. 06.2016", "("),
            ("Концепция на 2014-2020 г. 9 от 22.05.2014 г.)", ")"),
            ("Семинар Год семьи»", "»"),
            ("Семинар \"Год семьи", "\""),
            ("см. [приложение 1", "["),
        ] {
            assert_eq!(found(text), [sign], "{text}");
        }
    }

    #[test]
    fn what_is_right_is_left_alone() {
        for text in [
            "« 20 » сентября 2024 г.",
            "«Школа - семья - библиотека» - библиотечный урок",
            "Практикум «Освоение IT – технологий. Создание страницы «Библиотека» на сайте школы.»",
            "1) урок; 2) беседа; 1.) раз; а) вслух; 1.2) по ролям",
            "Спасибо всем :) И до встречи ;)",
            "Мы рады)))",
            "Экран 24\"",
            "Манифест ( принят 1-4.07.2007)",
            "МБУК «Библиотека «Диалог» приглашает",
            "учреждения «Центр «Радуга»",
            "Он сказал: «Первый абзац.\n\nВторой абзац».",
            "\"Живая классика\" и \"Читающая школа\"",
            "",
        ] {
            assert_eq!(found(text), <[&str; 0]>::default(), "{text}");
        }
    }

    #[test]
    fn one_paragraph_has_one_doubt() {
        assert_eq!(found("(а «б\n\nв) »"), <[&str; 0]>::default());
        assert_eq!(found("«а («б\n\nв"), ["«"]);
        assert_eq!(found("а»\n\nбывший)г»"), ["»", ")"]);
    }
}
