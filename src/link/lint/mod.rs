//! What is doubtful in the content as a whole: in a plan, in its dates, in files, in two materials at once.
//!
//! What one text shows by itself was found where it was read (`prose`). Each doubt has a name by which its author can
//! switch it off; none keeps a site from being built.

mod approvals;
mod days;
mod files;
mod materials;
mod numbers;
mod plan;
mod school_year;
mod torn;

use std::collections::BTreeMap;

use super::shelf::Shelf;
use crate::diagnostic::{Diagnostic, Diagnostics, Lint};
use crate::model::calendar::DaysOff;
use crate::model::plan::ActivityId;
use crate::model::schedule::Planned;
use crate::parse::plan::ParsedPlan;
use crate::parse::raw::RawPhoto;
use crate::parse::{DocumentText, Located};

pub(super) use files::files;
pub(super) use materials::materials;
pub(super) use torn::torn_words;

/// A plan with the reading of its activities.
struct ReadPlan<'p> {
    plan: &'p Located<ParsedPlan>,
    planned: &'p [Planned],
}

impl<'p> ReadPlan<'p> {
    /// The reading of each activity by its id.
    fn by_id(&self) -> BTreeMap<&'p ActivityId, &'p Planned> {
        self.planned.iter().map(|planned| (&planned.activity, planned)).collect()
    }
}

/// Reports what is doubtful in the plans and meetings of one association.
pub(super) fn shelf(shelf: &Shelf, planned: &[Planned], days_off: &DaysOff, diagnostics: &mut Diagnostics) {
    let mut readings: BTreeMap<usize, &[Planned]> = BTreeMap::new();
    for part in planned.chunk_by(|one, other| one.plan == other.plan) {
        readings.extend(part.first().map(|first| (first.plan, part)));
    }
    for (index, plan) in shelf.plans.iter().enumerate() {
        let read = ReadPlan { plan, planned: readings.get(&index).copied().unwrap_or_default() };
        plan::report(&read, diagnostics);
        numbers::report(plan, diagnostics);
        approvals::report(&read, diagnostics);
        school_year::report(&read, diagnostics);
        days::report_plan(&read, days_off, diagnostics);
    }
    days::report_meetings(&shelf.meetings, days_off, diagnostics);
}

/// Reports the photographs that nobody describes.
pub(super) fn pictures(shelves: &BTreeMap<String, Shelf>, diagnostics: &mut Diagnostics) {
    for document in shelves.values().flat_map(Shelf::documents) {
        for photo in undescribed(document) {
            diagnostics.push(
                Diagnostic::warning(
                    Lint::PictureWithoutDescription,
                    photo.file.place.clone(),
                    format!("У фотографии «{}» нет описания", photo.file.value),
                )
                .hint("Добавьте под ней строку «описание: …» и скажите в ней, что на снимке видно."),
            );
        }
    }
}

fn undescribed(document: &Located<DocumentText>) -> impl Iterator<Item = &RawPhoto> {
    let photos = document.value.article.photos.iter().filter(|photo| photo.consent != Some(false));
    photos.filter(|photo| photo.description.as_ref().is_none_or(|words| words.value.is_empty()))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::link::registry::Roll;
    use crate::link::schedule;
    use crate::parse::plan;

    /// The doubts about a plan, by the words that they point at.
    fn found(text: &str) -> Vec<(Lint, String)> {
        let path: Arc<str> = "plans/2024-2025.yaml".into();
        let mut diagnostics = Diagnostics::default();
        let Some(value) = plan::parse(&path, text, "2024-2025").value else { return Vec::new() };
        let plan = Located {
            folder: String::new(),
            source: path.to_string(),
            path,
            text: text.into(),
            stem: "2024-2025".to_owned(),
            value,
        };
        let filled = Shelf { plans: vec![plan], ..Shelf::default() };
        let planned = schedule::schedule(&filled.plans, None, &Roll::default(), &mut Diagnostics::default());
        shelf(&filled, &planned, &DaysOff::default(), &mut diagnostics);
        torn_words(&BTreeMap::from([(String::new(), filled)]), &mut diagnostics);
        let places = diagnostics.sorted().into_iter().filter_map(|found| Some((found.lint?, found.place?)));
        places.map(|(lint, place)| (lint, text[place.span.0..place.span.1].to_owned())).collect()
    }

    /// A list with these rows: number, what, when, who.
    fn list(rows: &[[&str; 4]]) -> String {
        let mut text =
            "столбцы:\n  номер: №\n  что: Содержание\n  когда: Срок\n  кто: Ответственный\n".to_owned();
        text.push_str("разделы:\n  - заголовок: Раздел\n    мероприятия:\n");
        for [number, what, when, who] in rows {
            for (mark, key, value) in
                [("-", "номер", number), (" ", "что", what), (" ", "когда", when), (" ", "кто", who)]
            {
                let _ = writeln!(text, "      {mark} {key}: {value}");
            }
        }
        text
    }

    #[test]
    fn what_a_colleague_would_ask_is_found() {
        for (rows, lint, words) in [
            (&[["1", "а", "март", "я"], ["3", "б", "март", "я"]][..], Lint::NumbersOutOfOrder, "3"),
            (&[["1", "Семинар", "12.10.2024", "я"]], Lint::DayOff, "12.10.2024"),
            (
                &[["1", "Семинар", "04.11.2024, 9 ноября 2024 г.", "я"]],
                Lint::DayOff,
                "04.11.2024, 9 ноября 2024 г.",
            ),
            (
                &[
                    ["1", "а", "март", "я"],
                    ["2", "б", "март", "я"],
                    ["3", "в", "март", "я"],
                    ["4", "Урок", "март", "–"],
                ],
                Lint::NobodyResponsible,
                "–",
            ),
            (&[["1", "Приём книг за 2023/2024 год", "май", "я"]], Lint::OtherSchoolYear, "2023/2024"),
        ] {
            let found = found(&list(rows));
            assert!(!found.is_empty(), "{rows:?}");
            assert!(found.iter().all(|found| *found == (lint, words.to_owned())), "{found:?}");
        }
    }

    #[test]
    fn what_is_usual_is_left_alone() {
        for rows in [
            &[["1", "а", "март", "я"], ["2", "б", "март", "я"]][..],
            &[["7.", "а", "март", "я"], ["8.", "б", "март", "я"]],
            &[["п. 1", "а", "март", "я"], ["п. 5", "б", "март", "я"]],
            // Where half of the rows name nobody, that is the custom of the document.
            &[["1", "а", "март", "я"], ["2", "б", "март", "\"\""]],
            &[
                ["1", "Семинар", "8 октября 2024 г.", "я"],
                ["2", "Акция «Бессмертный полк»", "09.05.2025", "я"],
            ],
            &[["1", "Отчёт", "до 12.10.2024", "я"], ["2", "Конкурсы", "12–13 октября 2024 г.", "я"]],
            &[["1", "Анализ работы за 2023/2024 год", "август", "я"]],
        ] {
            assert_eq!(found(&list(rows)), [], "{rows:?}");
        }
    }

    proptest! {
        #[test]
        fn any_plan_is_read(text in "\\PC{0,200}") {
            found(&text);
        }

        #[test]
        fn any_cell_is_read(
            cells in proptest::collection::vec(
                "([0-9]{1,4}[./ -]{0,2}|за |на |заказ |2023/2024 |–|«|[а-я]{1,8}|май|12\\.10\\.2024|🙂){0,8}",
                4..16,
            )
        ) {
            let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
            let rows: Vec<[&str; 4]> =
                quoted.chunks_exact(4).map(|row| [row[0].as_str(), &row[1], &row[2], &row[3]]).collect();
            found(&list(&rows));
        }
    }
}
