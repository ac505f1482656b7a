//! Next year's plan out of the text of this year's.
//!
//! The file is not read and written anew: its lines stay, with their comments, their order and their quotation marks, and
//! only what belongs to the old year is exchanged in them. `outline` says what each stretch of the file is, `years` what
//! changes in its words. Nothing here knows of files or of today.

mod outline;
#[cfg(test)]
mod tests;
mod years;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::period::{self, Period, SchoolYear, Terms};
use crate::russian::calendar::WEEKDAYS;
use outline::{Kind, Stretch};
use years::Years;

/// How the comment above an activity begins that was not carried out.
const UNFINISHED: &str = "# не отмечено как выполненное в ";

/// How the comment above a period ends whose day has become a day off.
const DAY_OFF: &str = ": проверьте";

/// A line on the way from the old plan to the new one, without its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// It stays as it was.
    Kept(String),
    /// It says something of another year.
    Changed {
        /// How it was.
        old: String,
        /// How it is.
        new: String,
    },
    /// It belonged to the old year alone.
    Removed(String),
    /// A note to the author.
    Added(String),
}

/// A calendar year that stands in the words of the plan and may belong to the old school year or to something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The line of the new plan, from 1.
    pub line: usize,
    /// The line in the author's words.
    pub words: String,
}

/// The plan of the next year.
#[derive(Clone, Debug)]
pub struct Renewal {
    /// Its lines, with those that are gone.
    pub lines: Vec<Line>,
    /// The years in it that only its author can judge.
    pub left: Vec<Left>,
}

impl Renewal {
    /// The text of the new plan.
    pub fn text(&self) -> String {
        let lines = self.lines.iter().filter_map(Line::new_words);
        lines.flat_map(|line| [line, "\n"]).collect()
    }

    /// Whether outcomes of activities are gone.
    pub fn removes_outcomes(&self) -> bool {
        self.lines
            .iter()
            .any(|line| matches!(line, Line::Removed(words) if !words.trim_start().starts_with('#')))
    }

    /// How many activities are marked as not carried out.
    pub fn unfinished(&self) -> usize {
        self.notes().filter(|note| note.starts_with(UNFINISHED)).count()
    }

    /// How many days of the new plan are marked as days off.
    pub fn days_off(&self) -> usize {
        self.notes().filter(|note| note.ends_with(DAY_OFF)).count()
    }

    fn notes(&self) -> impl Iterator<Item = &str> {
        self.lines
            .iter()
            .filter_map(|line| if let Line::Added(note) = line { Some(note.trim()) } else { None })
    }
}

impl Line {
    /// What stood in the old plan; nothing for a note.
    pub fn old_words(&self) -> Option<&str> {
        match self {
            Self::Kept(line) | Self::Changed { old: line, .. } | Self::Removed(line) => Some(line),
            Self::Added(_) => None,
        }
    }

    /// What stands in the new plan; nothing where the line is gone.
    pub fn new_words(&self) -> Option<&str> {
        match self {
            Self::Kept(line) | Self::Changed { new: line, .. } | Self::Added(line) => Some(line),
            Self::Removed(_) => None,
        }
    }
}

/// Makes the plan for `to` of `text`, that for `from`. `unfinished` are the bytes at which the activities begin that were not
/// carried out.
pub fn renew(text: &str, from: SchoolYear, to: SchoolYear, unfinished: &[usize]) -> Renewal {
    let stretches = outline::stretches(text);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut removed: BTreeSet<usize> = BTreeSet::new();
    let mut notes: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut left: BTreeSet<usize> = BTreeSet::new();
    for stretch in &stretches {
        let words = &text[stretch.span.clone()];
        if stretch.kind == Kind::Outcome || (stretch.kind == Kind::Comment && is_note(words)) {
            removed.extend(stretch.lines.clone());
            continue;
        }
        let Years { edits: found, left: doubtful } = years::shifted(words, stretch.kind, from, to);
        left.extend(doubtful.into_iter().map(|at| line_of(text, stretch.span.start + at)));
        let start = stretch.span.start;
        let found: Vec<_> =
            found.into_iter().map(|(span, new)| (start + span.start..start + span.end, new)).collect();
        if stretch.kind == Kind::When {
            let value = edited(text, &(stretch.value..stretch.span.end), &found);
            notes.entry(stretch.lines.start).or_default().extend(days_off(&value, to));
        }
        edits.extend(found);
    }
    for at in unfinished.iter().map(|at| line_of(text, *at)) {
        let note = format!("{UNFINISHED}{from} году");
        let notes = notes.entry(at).or_default();
        if !notes.contains(&note) {
            notes.insert(0, note);
        }
    }
    put_together(text, &edits, &removed, &notes, &left)
}

/// Whether a comment is one that was written here a year ago.
fn is_note(comment: &str) -> bool {
    let comment = comment.trim();
    let day_off = comment.strip_suffix(DAY_OFF).and_then(|note| note.strip_prefix("# "));
    let day_off = day_off.and_then(|note| note.split_once(' '));
    comment.starts_with(UNFINISHED)
        || day_off.is_some_and(|(day, weekday)| {
            WEEKDAYS.contains(&weekday) && NaiveDate::parse_from_str(day, "%d.%m.%Y").is_ok()
        })
}

/// The notes on the days of `when` on which nobody works, in the year `to`.
fn days_off(when: &str, to: SchoolYear) -> Vec<String> {
    let when = outline::bare_value(when);
    let period =
        period::parse_override(&when).unwrap_or_else(|| period::read(&when, to, &Terms::default()).period);
    let days =
        period.parts().iter().filter_map(|part| if let Period::Day(day) = part { Some(*day) } else { None });
    let days = days.filter(|day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    days.map(|day| {
        let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
        format!("# {} {weekday}{DAY_OFF}", day.format("%d.%m.%Y"))
    })
    .collect()
}

fn put_together(
    text: &str,
    edits: &[(Range<usize>, String)],
    removed: &BTreeSet<usize>,
    notes: &BTreeMap<usize, Vec<String>>,
    left: &BTreeSet<usize>,
) -> Renewal {
    let mut renewal = Renewal { lines: Vec::new(), left: Vec::new() };
    let mut line_in_new = 0;
    // The dash of a removed first field begins the next one.
    let mut dash: Option<String> = None;
    let mut start = 0;
    for (index, old) in text.lines().enumerate() {
        let margin = &old[..old.len() - old.trim_start().len()];
        for note in notes.get(&index).into_iter().flatten() {
            renewal.lines.push(Line::Added(format!("{margin}{note}")));
            line_in_new += 1;
        }
        let span = start..start + old.len();
        start = span.end + 1;
        if removed.contains(&index) {
            let fields = old.trim_start_matches([' ', '-']);
            if old[..old.len() - fields.len()].contains('-') {
                dash = Some(old[..old.len() - fields.len()].to_owned());
            }
            renewal.lines.push(Line::Removed(old.to_owned()));
            continue;
        }
        let mut new = edited(text, &span, edits);
        let is_field = !new.trim_start().starts_with('#') && !new.trim().is_empty();
        if let Some(dash) = dash.take_if(|_| is_field) {
            new = format!("{dash}{}", new.trim_start());
        }
        line_in_new += 1;
        if left.contains(&index) {
            renewal.left.push(Left { line: line_in_new, words: new.trim().to_owned() });
        }
        renewal.lines.push(if new == old {
            Line::Kept(new)
        } else {
            Line::Changed { old: old.to_owned(), new }
        });
    }
    renewal
}

/// The bytes `span` of `text` with those of `edits` made that stand there.
fn edited(text: &str, span: &Range<usize>, edits: &[(Range<usize>, String)]) -> String {
    let mut edited = String::new();
    let mut at = span.start;
    for (place, new) in edits.iter().filter(|(place, _)| place.start >= span.start && place.end <= span.end) {
        edited.push_str(&text[at..place.start]);
        edited.push_str(new);
        at = place.end;
    }
    edited + &text[at..span.end]
}

/// The line, from 0, in which a byte stands.
fn line_of(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].matches('\n').count()
}

impl Stretch {
    /// A stretch of nothing yet.
    fn new(kind: Kind, start: usize, value: usize, line: usize) -> Self {
        Self { kind, span: start..start, value, lines: line..line }
    }
}
