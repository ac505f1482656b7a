//! Another school year in the words of a plan: so it goes when a plan is made from last year's.
//!
//! People look back in August («отчёт за 2023/2024») and ahead in spring («заказ на 2025/2026»), and both are right. What is
//! wrong is a year that does not fit the months in which its activity stands: the last year named in spring as if it were
//! this one, or textbooks ordered and given out in spring for the year that is nearly over.

use std::fmt::Write;
use std::ops::Range;

use chrono::Datelike;

use super::ReadPlan;
use crate::diagnostic::{Diagnostics, Lint, Place};
use crate::model::schedule::Planned;
use crate::period::{Period, SchoolYear};
use crate::prose::{Doubt, Word, words};

/// Words of an activity that looks back, in any month.
const LOOKING_BACK: &[&str] = &[
    "анализ",
    "выполнен",
    "динамик",
    "итог",
    "мониторинг",
    "обобщен",
    "отчет",
    "отчёт",
    "подведен",
    "провер",
    "результат",
    "сравн",
    "сравнит",
];

/// Words of an activity that looks ahead: what is ordered or given out in spring is for the next year.
const LOOKING_AHEAD: &[&str] = &["выдач", "заказ", "закуп", "комплектован", "планируем"];

/// Words of an activity that makes up for the current year.
const MAKING_UP: &[&str] =
    &["возврат", "дозаказ", "докомплектован", "докуп", "дополнит", "допоставк", "недоста"];

/// Words that may stand between the preposition and the year.
const BETWEEN: &[&str] =
    &["новый", "прошедший", "прошлый", "следующий", "текущий", "текущем", "новом", "следующем", "прошлом"];

/// Years further away than this are history, or far plans.
const FURTHEST: i32 = 3;

/// The part of the school year in which an activity stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Season {
    /// August to December.
    Autumn,
    /// January to March.
    Winter,
    /// April to July, when the year is summed up.
    Spring,
    /// No month is named.
    Any,
}

/// A school year named in a text.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    span: Range<usize>,
    first: i32,
}

/// Reports the school years in a plan that do not fit it.
pub(super) fn report(read: &ReadPlan, diagnostics: &mut Diagnostics) {
    let plan = read.plan;
    let year = plan.value.plan.year;
    let mut report = |place: &Place, find: &dyn Fn(&str) -> Option<Doubt>| {
        let start = place.span.0;
        let doubt = plan.text.get(start..place.span.1).and_then(find);
        diagnostics.extend(doubt.map(|doubt| doubt.shifted(start).diagnostic(&plan.path, &plan.text, 0)));
    };
    for place in &plan.value.outline.titles {
        report(place, &|text| in_title(text, year));
    }
    let by_id = read.by_id();
    for (id, notes) in &plan.value.notes {
        let season = by_id.get(id).map_or(Season::Any, |planned| season(planned, year));
        for place in &notes.texts {
            report(place, &|text| in_activity(text, year, season));
        }
    }
}

fn season(planned: &Planned, year: SchoolYear) -> Season {
    let dated = match &planned.when.period {
        Period::Deadline(day) => Some(*day),
        Period::Year { .. } => None,
        period => period.start(year),
    };
    match dated.map(|day| day.month()) {
        Some(8..=12) => Season::Autumn,
        Some(1..=3) => Season::Winter,
        Some(_) => Season::Spring,
        None => Season::Any,
    }
}

/// The title of a plan names its own year, alone or beside that which it looks back at.
fn in_title(text: &str, year: SchoolYear) -> Option<Doubt> {
    let all = named(text);
    if all.iter().any(|named| named.first == year.year()) || says(text, LOOKING_BACK) {
        return None;
    }
    let wrong = all.into_iter().find(|named| is_near(named, year))?;
    let written = text[wrong.span.clone()].to_owned();
    let edit = (wrong.span.clone(), moved(&written, year.year() - wrong.first));
    Some(Doubt {
        lint: Lint::OtherSchoolYear,
        span: wrong.span,
        message: format!("План на {year}, а в заголовке стоит {written}"),
        reason: None,
        hint: "Если это описка, напишите так:".to_owned(),
        edits: vec![edit],
    })
}

/// The years in the words of an activity that do not fit its season; all of them as one doubt.
fn in_activity(text: &str, year: SchoolYear, season: Season) -> Option<Doubt> {
    let all = named(text);
    if all.is_empty() {
        return None;
    }
    let wrong: Vec<&Named> = all.iter().filter(|named| is_wrong(text, named, &all, year, season)).collect();
    let first = wrong.first()?;
    let written = &text[first.span.clone()];
    let message = if first.first == year.year() {
        format!(
            "После Нового года заказывают и выдают уже на следующий год, а здесь {written}, год самого плана"
        )
    } else {
        format!("План на {year}, а здесь назван {written}")
    };
    let edits = wrong.iter().map(|named| {
        let written = &text[named.span.clone()];
        // What looks ahead was copied together with what looks back, a year ago.
        let by = if named.first == year.year() { 1 } else { year.year() - named.first };
        (named.span.clone(), moved(written, by))
    });
    Some(Doubt {
        lint: Lint::OtherSchoolYear,
        span: first.span.clone(),
        message,
        reason: None,
        hint: "Если это описка, напишите так; если так в утверждённом документе, оставьте:".to_owned(),
        edits: edits.collect(),
    })
}

fn is_wrong(text: &str, named: &Named, all: &[Named], year: SchoolYear, season: Season) -> bool {
    let back = says(text, LOOKING_BACK);
    let preposition = preposition(&text[..named.span.start]);
    let (over, coming) = (preposition == Some("за"), matches!(preposition, Some("на" | "в")));
    match named.first - year.year() {
        0 => {
            let ahead = says(&text[..named.span.start], LOOKING_AHEAD) && !says(text, MAKING_UP) && !back;
            let planned = preposition == Some("в") && says(&text[..named.span.start], &["планируем"]);
            matches!(season, Season::Winter | Season::Spring)
                && ahead
                && (preposition == Some("на") || planned)
        }
        -1 => match season {
            Season::Autumn | Season::Any => coming && !back,
            Season::Winter => (over || coming) && !back,
            Season::Spring => {
                (over || coming) && !(back && all.iter().any(|other| other.first == year.year()))
            }
        },
        ..-1 => is_near(named, year) && coming && !back && all.len() == 1,
        _ => false,
    }
}

fn is_near(named: &Named, year: SchoolYear) -> bool {
    (named.first - year.year()).abs() <= FURTHEST
}

fn says(text: &str, stems: &[&str]) -> bool {
    words(&text.to_lowercase()).any(|word| stems.iter().any(|stem| word.text.starts_with(stem)))
}

/// The preposition that a year behind `before` depends on.
fn preposition(before: &str) -> Option<&'static str> {
    let tail = &before[before.floor_char_boundary(before.len().saturating_sub(60))..];
    let found: Vec<Word> = words(tail).collect();
    let (last, rest) = found.split_last()?;
    let whole = tail[last.span.end..].trim().is_empty();
    let adjective = BETWEEN.contains(&last.text.to_lowercase().as_str());
    let word = if adjective { rest.last()? } else { last };
    ["за", "на", "в"].into_iter().find(|known| whole && word.text.to_lowercase() == *known)
}

/// The school years in `text`: «2024/2025», «2019 – 2020», «2020-21»; calendar years («2024-2025 гг.») are none.
fn named(text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|letter: char| letter.is_ascii_digit()) {
        let start = at + offset;
        let length = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let year = school_year(text, start, length);
        at = year.as_ref().map_or(start + length, |year| year.span.end);
        found.extend(year);
    }
    found
}

fn school_year(text: &str, start: usize, length: usize) -> Option<Named> {
    let dated = text[..start].ends_with(['.', '№', '/', '-', '–']);
    let rest = text[start + length..].trim_start();
    let rest = rest.strip_prefix(['/', '-', '–', '—'])?.trim_start();
    let second = rest.bytes().take_while(u8::is_ascii_digit).count();
    let end = text.len() - rest.len() + second;
    let behind = text[end..].trim_start();
    let calendar = behind.starts_with("гг") || behind.starts_with("г.г") || behind.starts_with("г. г");
    let first = SchoolYear::parse(&text[start..end]).filter(|_| length == 4 && !dated && !calendar)?;
    Some(Named { span: start..end, first: first.year() })
}

/// The written school year, `by` years later, with the sign between its numbers as it was.
fn moved(written: &str, by: i32) -> String {
    let mut moved = String::new();
    let mut rest = written;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let length = rest[at..].bytes().take_while(u8::is_ascii_digit).count();
        let number: i32 = rest[at..at + length].parse().unwrap_or_default();
        moved.push_str(&rest[..at]);
        let _ =
            write!(moved, "{:0length$}", (number + by).rem_euclid(if length == 2 { 100 } else { 10_000 }));
        rest = &rest[at + length..];
    }
    moved + rest
}

#[cfg(test)]
mod tests {
    use super::Season::{Any, Autumn, Spring, Winter};
    use super::*;

    fn found(text: &str, year: i32, season: Season) -> Option<String> {
        in_activity(text, SchoolYear::beginning(year), season).map(|doubt| text[doubt.span].to_owned())
    }

    #[test]
    fn years_of_last_year_s_plan_are_found() {
        for (text, year, season, words) in [
            (
                "Прием учебников за 2023/2024 учебный год, выдача учебников на 2024/2025 учебный год",
                2024,
                Spring,
                "2023/2024",
            ),
            ("Выдача учебников на 2024/2025 учебный год", 2024, Spring, "2024/2025"),
            (
                "Формирование муниципального заказа на учебники на 2020-2021 учебный год (Проведение совещаний)",
                2020,
                Winter,
                "2020-2021",
            ),
            (
                "Утверждение перечня учебников, планируемых к использованию в 2020-2021 уч.году",
                2020,
                Winter,
                "2020-2021",
            ),
            ("Анализ работы за 2023/2024 учебный год", 2024, Spring, "2023/2024"),
            ("Утверждение плана работы на 2023/2024 учебный год", 2024, Autumn, "2023/2024"),
            ("Работа по плану на 2022/2023 год", 2024, Any, "2022/2023"),
        ] {
            assert_eq!(found(text, year, season).as_deref(), Some(words), "{text}");
        }
    }

    #[test]
    fn looking_back_in_autumn_and_ahead_in_spring_is_right() {
        for (text, year, season) in [
            ("1. Анализ работы РМО за 2019-2020 учебный год.", 2020, Autumn),
            ("Отчет руководителей ММО за 2023/2024 уч. год", 2024, Autumn),
            ("Утверждение плана работы ММО на 2024/2025 уч. год.", 2024, Autumn),
            ("Обеспечении обучающихся учебниками в 2024-2025 учебном году", 2024, Autumn),
            ("Вебинары в III – IV квартале 2024 г.", 2024, Autumn),
            ("Анализ состояния фонда и план закупок учебников на 2025/2026 учебный год.", 2024, Winter),
            ("Формирование муниципального заказа на учебники на 2025/2026 уч. год.", 2024, Winter),
            ("Составление анализа деятельности ММО за 2024/2025 учебный год", 2024, Spring),
            ("План на следующий 2025/2026 учебный год", 2024, Spring),
            ("посвященный 80-летию Победы в ВОВ 1941-1945г.г.", 2024, Spring),
            ("Сравнительный анализ за 2023/2024 и 2024/2025 учебный год", 2024, Spring),
            ("Сопровождение по формированию заказа на учебную литературу на 2020/2021учебный год", 2020, Any),
            ("«Перечня учебников, планируемых к использованию в 2020/2021 учебном году»", 2020, Any),
            ("Организация работы по учебному книгообеспечению на 2020-2021 учебный год.", 2020, Autumn),
            ("Отчёт о выполнении заказа на 2024/2025 учебный год", 2024, Winter),
            ("Дополнительный заказ учебников на 2024/2025 учебный год", 2024, Winter),
            ("Участие в методической работе 2021-2022 учебный год", 2021, Any),
            ("Концепция на 2014-2020 г., программа 2023-2024 гг.", 2024, Spring),
            ("Победители конкурса 2023-2024 учебного года", 2024, Winter),
            ("Приказ № 2023-2024, от 15.06.2023-2024", 2024, Spring),
        ] {
            assert_eq!(found(text, year, season), None, "{text}");
        }
    }

    #[test]
    fn a_title_names_the_year_of_its_plan() {
        let doubted = |text: &str| in_title(text, SchoolYear::beginning(2024)).is_some();
        assert!(doubted("План работы РМО на 2023/2024 учебный год"));
        assert!(doubted("План работы\n  на 2025-2026 учебный год"));
        for text in [
            "План работы РМО на 2024 – 2025 учебный год",
            "Анализ работы за 2023/2024 и план на 2024/2025 учебный год",
            "Итоги 2023/2024 учебного года",
            "Программа развития на 2021-2026 годы",
            "К 80-летию Победы 1941-1942",
        ] {
            assert!(!doubted(text), "{text}");
        }
    }

    #[test]
    fn the_right_year_is_written_as_the_wrong_one_was() {
        assert_eq!(moved("2023/2024", 1), "2024/2025");
        assert_eq!(moved("2019 – 20", 1), "2020 – 21");
        assert_eq!(moved("2098-99", 2), "2100-01");
    }
}
