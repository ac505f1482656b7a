//! What the author of an analysis lists: staff, contests, courses, surveys.

use std::collections::BTreeMap;

use super::table::{CellView, TableView, numbers, words};
use super::{BlockView, PEOPLE, PartView, counted};
use crate::model::analysis::{Analysis, Colleague, Decimal, Survey};
use crate::russian::collation;
use crate::russian::plural::plural;
use crate::view::chart::{self, Point};

/// «Кадровый состав»
pub(super) fn staff(analysis: &Analysis) -> Option<PartView> {
    let staff = &analysis.staff;
    if staff.is_empty() {
        return None;
    }
    let mut summary = format!("Всего {}.", counted(staff.len(), PEOPLE));
    for (label, field) in [
        ("Образование", (|colleague| colleague.education.as_ref()) as fn(&Colleague) -> Option<&String>),
        ("Категория", |colleague| colleague.category.as_ref()),
    ] {
        summary.push_str(&tally(label, staff, field));
    }
    let rows = staff.iter().enumerate().map(|(index, colleague)| {
        let Colleague { who, school, position, education, experience, category, courses } = colleague;
        let others = [school, position, education, experience, category, courses];
        let others = others.into_iter().map(|field| CellView::maybe(field.as_ref()));
        [CellView::count(index + 1), CellView::set(who)].into_iter().chain(others).collect()
    });
    let columns = ["Кто", "Школа", "Должность", "Образование", "Стаж", "Категория", "Курсы"];
    let columns = std::iter::once(numbers("№")).chain(columns.into_iter().map(words)).collect();
    let table = TableView::new(None, columns, rows.collect(), None);
    PartView::filled("_staff", "Кадровый состав", vec![BlockView::text(&summary), BlockView::Table { table }])
}

/// « Категория: высшая — 2, первая — 1, нет сведений — 2.», where anybody has one.
fn tally(label: &str, staff: &[Colleague], field: fn(&Colleague) -> Option<&String>) -> String {
    let mut counts: BTreeMap<(collation::Key, String), usize> = BTreeMap::new();
    let values = staff.iter().filter_map(field).map(|value| value.trim().to_lowercase());
    for value in values.filter(|value| !value.is_empty()) {
        *counts.entry((collation::key(&value), value)).or_default() += 1;
    }
    let known: usize = counts.values().sum();
    if known == 0 {
        return String::new();
    }
    let mut counts: Vec<(String, usize)> =
        counts.into_iter().map(|((_, value), count)| (value, count)).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut said: Vec<String> = counts.iter().map(|(value, count)| format!("{value} — {count}")).collect();
    if known < staff.len() {
        said.push(format!("нет сведений — {}", staff.len() - known));
    }
    format!(" {label}: {}.", said.join(", "))
}

/// «Конкурсы»
pub(super) fn contests(analysis: &Analysis) -> Option<PartView> {
    let contests = &analysis.contests;
    if contests.is_empty() {
        return None;
    }
    let rows = contests.iter().map(|contest| {
        let others = [&contest.level, &contest.participant, &contest.result, &contest.date];
        let others = others.into_iter().map(|field| CellView::maybe(field.as_ref()));
        std::iter::once(CellView::set(&contest.title)).chain(others).collect()
    });
    let columns = ["Конкурс", "Уровень", "Участник", "Результат", "Когда"].map(words).into();
    let table = TableView::new(None, columns, rows.collect(), None);
    PartView::filled("_contests", "Конкурсы", vec![BlockView::Table { table }])
}

/// «Курсы»
pub(super) fn courses(analysis: &Analysis) -> Option<PartView> {
    let courses = &analysis.courses;
    if courses.is_empty() {
        return None;
    }
    let hours: Vec<u64> = courses.iter().filter_map(|course| first_number(course.hours.as_ref()?)).collect();
    let rows = courses.iter().map(|course| {
        vec![
            CellView::maybe(course.who.as_ref()),
            CellView::set(&course.title),
            CellView::maybe(course.hours.as_ref()),
            CellView::maybe(course.date.as_ref()),
        ]
    });
    let columns = vec![words("Кто"), words("Курсы"), numbers("Часов"), words("Когда")];
    let table = TableView::new(None, columns, rows.collect(), None);
    let mut blocks = Vec::new();
    if !hours.is_empty() {
        let sum: u64 = hours.iter().fold(0, |sum, hours| sum.saturating_add(*hours));
        let unit = plural(sum, "час", "часа", "часов");
        let known = if hours.len() < courses.len() {
            format!(" (часы названы у {} из {})", hours.len(), courses.len())
        } else {
            String::new()
        };
        blocks.push(BlockView::text(&format!("Всего {sum}\u{a0}{unit}{known}.")));
    }
    blocks.push(BlockView::Table { table });
    PartView::filled("_courses", "Курсы", blocks)
}

/// The number with which a text begins.
fn first_number(text: &str) -> Option<u64> {
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).take(6).collect();
    digits.parse().ok()
}

/// «Опросы»
pub(super) fn surveys(analysis: &Analysis) -> Option<PartView> {
    let measured = analysis.surveys.iter().filter(|survey| !survey.measures.is_empty());
    let blocks = measured.enumerate().flat_map(|(index, survey)| self::survey(index + 1, survey));
    PartView::filled("_surveys", "Опросы", blocks.collect())
}

fn survey(number: usize, survey: &Survey) -> Vec<BlockView> {
    let is_percent = survey.measures.iter().any(|measure| measure.figure.percent)
        || survey.unit.as_deref().is_some_and(|unit| unit.trim() == "%");
    let unit = survey.unit.as_deref().filter(|_| !is_percent);
    let points = survey.measures.iter().map(|measure| Point {
        label: measure.when.clone(),
        value: measure.figure.value,
        words: match measure.figure.value {
            Some(value) if is_percent => format!("{value}\u{a0}%"),
            Some(value) => value.to_string(),
            None => "нет данных".to_owned(),
        },
    });
    let points: Vec<Point> = points.collect();
    let rows = points.iter().map(|point| {
        let value = if point.value.is_some() { point.words.clone() } else { String::new() };
        vec![CellView::set(&point.label), CellView::as_written(value)]
    });
    let value = unit.map_or_else(|| "Значение".to_owned(), |unit| format!("Значение, {unit}"));
    let columns = vec![words("Когда"), numbers(&value)];
    let table = TableView::new(Some(&survey.question), columns, rows.collect(), None);
    let mut blocks = vec![BlockView::Table { table }];
    let values = || points.iter().filter_map(|point| point.value);
    if values().count() > 1 {
        let zero = Decimal::default();
        let hundred = Decimal::thousandths(100_000);
        let least = values().min().unwrap_or(zero).min(zero);
        let most = values().max().unwrap_or(zero).max(if is_percent { hundred } else { zero });
        let id = format!("_chart-survey-{number}");
        let chart = chart::line(&id, &survey.question, &points, (least, most));
        blocks.push(BlockView::Chart { chart });
    }
    blocks
}
