//! Misspellings that school papers are full of: only those that are wrong in any sentence.

use super::words::{Word, words};
use super::{Doubt, space};
use crate::diagnostic::Lint;

/// Beginnings of words that no Russian word has, and what they should be.
const BEGINNINGS: &[(&str, &str)] = &[
    ("агенств", "агентств"),
    ("библеотек", "библиотек"),
    ("библиотик", "библиотек"),
    ("будующ", "будущ"),
    ("интелект", "интеллект"),
    ("искуств", "искусств"),
    ("колличеств", "количеств"),
    ("коментар", "комментар"),
    ("мироприят", "мероприят"),
    ("образованя", "образования"),
    ("платфома", "платформа"),
    ("презинтац", "презентац"),
    ("преподовател", "преподавател"),
    ("програма", "программа"),
    ("програмн", "программн"),
    ("програмой", "программой"),
    ("програму", "программу"),
    ("програмы", "программы"),
    ("професиона", "профессиона"),
    ("расчитан", "рассчитан"),
    ("расчитыва", "рассчитыва"),
    ("рессурс", "ресурс"),
    ("следущ", "следующ"),
    ("учавств", "участв"),
];

/// The bytes of the shortest word that is in these tables.
const SHORTEST: usize = 10;

/// Whole words that should be two.
const GLUED: &[(&str, &str)] = &[
    ("ввиде", "в виде"),
    ("вобщем", "в общем"),
    ("вообщем", "в общем"),
    ("врядли", "вряд ли"),
    ("тоесть", "то есть"),
];

/// What follows «в течение» where it speaks of time: «в течении реки» is right.
const TIMES: &[&str] = &[
    "весны",
    "всего",
    "года",
    "году",
    "двух",
    "декады",
    "дней",
    "дня",
    "занятия",
    "зимы",
    "календарного",
    "каникул",
    "квартала",
    "лет",
    "лета",
    "мероприятия",
    "месяца",
    "месяцев",
    "минут",
    "недели",
    "недель",
    "нескольких",
    "осени",
    "отчетного",
    "отчётного",
    "периода",
    "полугодия",
    "последних",
    "пяти",
    "семестра",
    "срока",
    "суток",
    "трех",
    "трёх",
    "триместра",
    "урока",
    "уч",
    "учебного",
    "часа",
    "часов",
    "четверти",
];

/// What ends, so that one speaks of the time behind it: «по окончанию слова» is right.
const ENDING: &[&str] = &[
    "года",
    "занятий",
    "занятия",
    "заседания",
    "курсов",
    "мероприятия",
    "месяца",
    "обучения",
    "семинара",
    "срока",
    "учебного",
    "четверти",
    "школы",
];

/// What papers act «согласно» with, in the wrong case and in the right one.
const ACCORDING: &[(&str, &str)] = &[
    ("графика", "графику"),
    ("договора", "договору"),
    ("закона", "закону"),
    ("плана", "плану"),
    ("приказа", "приказу"),
    ("приложения", "приложению"),
    ("протокола", "протоколу"),
    ("расписания", "расписанию"),
    ("списка", "списку"),
    ("устава", "уставу"),
];

/// The misspellings in `text`.
pub(super) fn doubts(text: &str) -> Vec<Doubt> {
    let mut found = Vec::new();
    let mut previous: Option<Word> = None;
    for word in words(text) {
        if let Some(doubt) = alone(&word).or_else(|| behind(text, previous.as_ref(), &word)) {
            found.push(doubt);
        }
        previous = Some(word);
    }
    found
}

fn alone(word: &Word) -> Option<Doubt> {
    if word.text.len() < SHORTEST {
        return None;
    }
    let first = word.first();
    let alike = |(wrong, _): &&(&str, &str)| wrong.starts_with(first);
    let mut glued = GLUED.iter().filter(alike);
    let glued = glued.find(|(wrong, _)| word.is(wrong)).map(|(_, right)| (*right).to_owned());
    let whole = glued.or_else(|| {
        let mut beginnings = BEGINNINGS.iter().filter(alike);
        let (wrong, right) = beginnings.find(|(wrong, _)| word.rest_after(wrong).is_some())?;
        word.rest_after(wrong).map(|rest| format!("{right}{}", rest.to_lowercase()))
    })?;
    let right = word.in_its_case(&whole);
    Some(misspelt(word, format!("«{}» пишут «{right}»", word.text), right))
}

/// What is wrong only beside another word.
fn behind(text: &str, previous: Option<&Word>, word: &Word) -> Option<Doubt> {
    let glued = ["втечении", "втечение"].iter().any(|wrong| word.is(wrong));
    if glued && is_followed(text, word, TIMES, true) {
        let right = word.in_its_case("в течение");
        return Some(misspelt(word, format!("О времени пишут «в течение», а здесь «{}»", word.text), right));
    }
    let previous = previous.filter(|previous| text[previous.span.end..word.span.start].trim().is_empty())?;
    if previous.is("согласно") {
        let (_, right) = ACCORDING.iter().find(|(wrong, _)| word.is(wrong))?;
        let right = word.in_its_case(right);
        return Some(misspelt(word, format!("«Согласно» чему? Нужно «согласно {right}»"), right));
    }
    let (right, said, followers, number) = if previous.is("в") && word.is("течении") {
        ("течение", "О времени пишут «в течение», а здесь «в течении»", TIMES, true)
    } else if previous.is("в") && word.is("продолжении") {
        ("продолжение", "О времени пишут «в продолжение», а здесь «в продолжении»", TIMES, true)
    } else if previous.is("по") && word.is("окончанию") {
        ("окончании", "«После того, как кончится» пишут «по окончании»", ENDING, false)
    } else {
        return None;
    };
    is_followed(text, word, followers, number)
        .then(|| misspelt(word, said.to_owned(), word.in_its_case(right)))
}

/// Whether one of `followers`, or a number where that may be, stands behind the word.
fn is_followed(text: &str, word: &Word, followers: &[&str], number: bool) -> bool {
    let rest = &text[word.span.end..];
    let rest = &rest[space(rest)..];
    let next = words(rest).next().filter(|next| next.span.start == 0);
    (number && rest.starts_with(|letter: char| letter.is_ascii_digit()))
        || next.is_some_and(|next| followers.iter().any(|follower| next.is(follower)))
}

fn misspelt(word: &Word, message: String, right: String) -> Doubt {
    let mut doubt = Doubt::new(Lint::Misspelling, word.span.clone(), message, "Напишите так:");
    doubt.edits.push((word.span.clone(), right));
    doubt
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        let mut mended = text.to_owned();
        for doubt in doubts(text).into_iter().rev() {
            for (span, new) in doubt.edits {
                mended.replace_range(span, &new);
            }
        }
        mended
    }

    #[test]
    fn what_is_wrong_in_any_sentence_is_found() {
        for (text, right) in [
            ("В течении года", "В течение года"),
            ("в течении\n      учебного года", "в течение\n      учебного года"),
            ("в течении 2024 года", "в течение 2024 года"),
            ("Втечении месяца", "В течение месяца"),
            ("по окончанию курсов", "по окончании курсов"),
            ("согласно плана работы", "согласно плану работы"),
            ("в будующем году", "в будущем году"),
            ("УЧАВСТВОВАТЬ в конкурсе", "УЧАСТВОВАТЬ в конкурсе"),
            ("учреждений образованя района", "учреждений образования района"),
            ("Платфома ZOOM", "Платформа ZOOM"),
            ("Ввиде таблицы", "В виде таблицы"),
        ] {
            assert_eq!(mended(text), right);
        }
    }

    #[test]
    fn what_may_be_right_is_left_alone() {
        for text in [
            "В течение года",
            "в течении реки и в течении болезни",
            "определить падеж по окончанию слова",
            "согласно плану, согласно Федеральным перечням",
            "программа, программный, участвовать, рассчитывать, расчёт, расчетный",
            "в продолжении романа герой взрослеет",
            "обобщению, общению и внедрению в практику",
            "итоги работы ГОМ школьных библиотекарей",
        ] {
            assert_eq!(doubts(text), [], "{text}");
        }
    }
}
