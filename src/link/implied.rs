//! Which meetings a plan implies: those that it gives an agenda or a card of its own, and those it names with their day.
//!
//! Only what leaves no doubt is taken. As soon as a file is about one of them, the file takes its place, and the address
//! leads to it: what was published once stays.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::shelf::RESERVED_FOR_MEETINGS;
use crate::model::article::{Article, FormerAddress};
use crate::model::implied::{ImpliedMeeting, Note};
use crate::model::meeting::Meeting;
use crate::model::plan::{ActivityId, Cell, Plan, PlanItem, PlanTable, Role, RowLine};
use crate::model::schedule::Planned;
use crate::period::{Period, SchoolYear};
use crate::russian::transliteration::slug;

/// What plans imply.
pub(super) struct Implied {
    /// The meetings without a file, latest first.
    pub(super) meetings: Vec<ImpliedMeeting>,
    /// The addresses of those whose place a file has taken, each with the index of its meeting.
    replaced: Vec<(String, usize)>,
}

/// The meetings that `plans` imply; `meetings` are those that have a file.
pub(super) fn implied(plans: &[Plan], schedule: &[Planned], meetings: &[Arc<Meeting>]) -> Implied {
    let mut slugs: BTreeSet<String> = RESERVED_FOR_MEETINGS.map(str::to_owned).into();
    let files: BTreeSet<&str> = meetings.iter().map(|meeting| meeting.article.slug.as_str()).collect();
    let lines: Vec<BTreeMap<&ActivityId, Line>> =
        plans.iter().map(|plan| plan.lines().map(|line| (&line.1.id, line)).collect()).collect();
    let (mut found, mut replaced) = (Vec::new(), Vec::new());
    for (activity, planned) in schedule.iter().enumerate() {
        let line = lines[planned.plan].get(&planned.activity).copied();
        let talks = line.map(|(_, line)| line.talks()).unwrap_or_default();
        let day = match planned.when.period {
            Period::Day(day) => Some(day),
            _ => None,
        };
        let is_card = line.is_some_and(|(table, _)| holds_meetings(table));
        let is_meeting = !talks.is_empty() || is_card || (day.is_some() && names_one(&planned.what));
        if !is_meeting || planned.what.is_empty() {
            continue;
        }
        let year = plans[planned.plan].year;
        let file = file(planned, day, meetings);
        let own = file.map(|index| meetings[index].article.slug.as_str());
        let is_free = |slug: &str| own == Some(slug) || !files.contains(slug);
        // Whether it has a file or not: else the address of its neighbour would depend on that.
        let slug = free_slug(planned, day, year, is_free, &mut slugs);
        if let Some(index) = file {
            if is_free(&slug) && own != Some(slug.as_str()) {
                replaced.push((slug, index));
            }
            continue;
        }
        found.push(ImpliedMeeting {
            activity,
            slug,
            title: without_stop(&planned.what),
            year,
            day,
            span: span(&planned.when.period, year),
            talks,
            notes: line.map(|(table, line)| notes(table, &line.cells)).unwrap_or_default(),
        });
    }
    found.sort_by(|one, other| other.span.cmp(&one.span).then_with(|| one.slug.cmp(&other.slug)));
    Implied { meetings: found, replaced }
}

impl Implied {
    /// The addresses that now lead to files, below those of the association at `folder`: all that no author claims. Each with the
    /// index of its meeting.
    pub(super) fn former_addresses<'a>(
        &self,
        folder: &str,
        articles: impl Iterator<Item = &'a Article>,
    ) -> Vec<(FormerAddress, usize)> {
        let folder = slug(folder);
        let folder = if folder.is_empty() { folder } else { format!("{folder}/") };
        let claimed = articles.flat_map(|article| &article.former_addresses);
        let claimed: BTreeSet<&str> =
            claimed.map(|address| address.path.trim_end_matches("/index.html")).collect();
        let addresses =
            self.replaced.iter().map(|(slug, meeting)| (format!("{folder}meetings/{slug}"), *meeting));
        let addresses = addresses.filter(|(path, _)| !claimed.contains(path.as_str()));
        addresses.map(|(path, meeting)| (FormerAddress { path, span: (0, 0) }, meeting)).collect()
    }
}

/// A line of a list with its table.
type Line<'p> = (&'p PlanTable, &'p RowLine);

/// The days of a period; of one without days those of the school year.
fn span(period: &Period, year: SchoolYear) -> (NaiveDate, NaiveDate) {
    let end = period.end(year);
    let first = period.start(year).or(end).unwrap_or_else(|| year.first());
    (first, end.unwrap_or_else(|| year.last()))
}

fn notes(table: &PlanTable, cells: &[Cell]) -> Vec<Note> {
    let others = table.columns.iter().zip(cells).filter(|(column, _)| column.role == Role::Other);
    let notes = others.filter_map(|(column, cell)| {
        let text = cell.text().filter(|text| !text.is_empty())?;
        Some(Note { heading: column.heading.clone(), text: text.to_owned() })
    });
    notes.collect()
}

/// Whether each row is the card of a meeting: the table or its column of activities says so.
fn holds_meetings(table: &PlanTable) -> bool {
    let column = table.columns.iter().find(|column| column.role == Role::What);
    let column = column.map(|column| column.heading.to_lowercase()).unwrap_or_default();
    let is_column = ["тема заседани", "темы заседани"].iter().any(|words| column.starts_with(words));
    let headings = table.headings.iter().map(|heading| heading.to_lowercase());
    // «Заседания и другие мероприятия» holds more than meetings.
    let is_heading = |heading: String| {
        heading.starts_with("заседания") && !heading.contains(" и ") && !heading.contains(',')
    };
    is_column || headings.into_iter().any(is_heading)
}

/// The words that a meeting is named by.
const NAMES: [&str; 5] = ["заседание", "круглый стол", "семинар", "семинар-практикум", "мастер-класс"];

/// What plans put before it where they plan to hold one.
const PREPARATIONS: [&str; 3] = ["организация и проведение", "организация проведения", "проведение"];

/// Whether the words begin with the name of a meeting: «Круглый стол …», «Установочное заседание …», «Проведение
/// заседания …».
fn names_one(what: &str) -> bool {
    let what = what.trim_start_matches(['«', '"', ' ']).to_lowercase();
    let is_next = |name: &str, rest: &str| {
        rest.strip_prefix(name)
            .is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphabetic() || next == '-'))
    };
    let is_qualified = what.split_once(' ').is_some_and(|(quality, rest)| {
        quality.ends_with("ое") && quality.chars().all(char::is_alphabetic) && is_next("заседание", rest)
    });
    let is_prepared = PREPARATIONS
        .iter()
        .any(|words| what.strip_prefix(words).is_some_and(|rest| is_next("заседания", rest.trim_start())));
    is_qualified || is_prepared || NAMES.iter().any(|name| is_next(name, &what))
}

/// The file that is about it: the earliest that names the activity, else one of the same day that names none.
fn file(planned: &Planned, day: Option<NaiveDate>, meetings: &[Arc<Meeting>]) -> Option<usize> {
    let item = PlanItem { plan: planned.plan, activity: planned.activity.clone() };
    let naming = meetings.iter().rposition(|meeting| meeting.article.activities.contains(&item));
    let of_day = |meeting: &Arc<Meeting>| meeting.article.activities.is_empty() && Some(meeting.date) == day;
    naming.or_else(|| meetings.iter().position(of_day))
}

/// Its day, else the school year and the id of the activity; where the day is taken, both.
fn free_slug(
    planned: &Planned,
    day: Option<NaiveDate>,
    year: SchoolYear,
    is_free: impl Fn(&str) -> bool,
    slugs: &mut BTreeSet<String>,
) -> String {
    let id = slug(&planned.activity.0);
    let by_id = |of: &str| format!("{of}-{id}");
    let wanted = match day.map(|day| day.format("%Y-%m-%d").to_string()) {
        Some(day) if !slugs.contains(&day) && is_free(&day) => day,
        Some(day) => by_id(&day),
        None => by_id(&year.slug()),
    };
    slugs.insert(wanted.clone());
    wanted
}

/// A title without the colon or the full stop behind it; «и т. д.» keeps its own.
fn without_stop(text: &str) -> String {
    const SHORTEST_WORD: usize = 4;
    let text = text.trim().trim_end_matches(':');
    let bare = text.strip_suffix('.').filter(|bare| {
        let last = bare.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        last.chars().count() >= SHORTEST_WORD || bare.ends_with('»')
    });
    bare.unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_begins_with_a_meeting_names_one() {
        for (what, expected) in [
            ("Заседание", true),
            ("Заседание ММО", true),
            ("Установочное заседание «С чем мы приходим»", true),
            ("Круглый стол «Книга»", true),
            ("Семинар-практикум", true),
            ("Семинар: уроки", true),
            ("Организация проведения заседания ММО в очном формате", true),
            ("Организация и проведение заседания", true),
            ("Организация и проведение заседаний районных объединений", false),
            ("Заседания ММО", false),
            ("Анонс о проведении заседания ММО", false),
            ("Семинары АКИПКРО", false),
            ("Подготовка к заседанию", false),
            ("Семинар-то", false),
            ("", false),
        ] {
            assert_eq!(names_one(what), expected, "{what}");
        }
    }

    #[test]
    fn a_title_has_no_stop() {
        for (text, title) in [
            ("Вопросы заседания ММО в марте 2022 года:", "Вопросы заседания ММО в марте 2022 года"),
            ("Подведение итогов работы.", "Подведение итогов работы"),
            ("Круглый стол «Книга».", "Круглый стол «Книга»"),
            ("Уроки, беседы и т. д.", "Уроки, беседы и т. д."),
            ("Итоги 2022 г.", "Итоги 2022 г."),
        ] {
            assert_eq!(without_stop(text), title);
        }
    }
}
