//! A plan against what was done: what is known to have come of each activity.

use chrono::{Days, NaiveDate};

use super::Document;
use super::association::Association;
use super::meeting::Decision;
use super::outcome::Outcome;
use super::plan::PlanItem;
use super::schedule::Planned;
use crate::period::{Period, Reading, SchoolYear};

/// What is known to have come of an activity.
#[derive(Clone, Copy, Debug)]
pub enum State<'s> {
    /// It was held: its author says so, documents carry it out, or both.
    Done {
        /// The day that its author names, else that of the first meeting that carries it out.
        day: Option<NaiveDate>,
        /// What else its author says of it.
        words: Option<&'s str>,
        /// The documents that carry it out.
        documents: &'s [Document],
    },
    /// It was moved and has not been held yet.
    Moved {
        /// To when.
        to: &'s Reading,
        /// Why.
        reason: Option<&'s str>,
    },
    /// It was cancelled.
    Cancelled {
        /// Why.
        reason: Option<&'s str>,
        /// The documents that speak of it.
        documents: &'s [Document],
    },
    /// Nothing is said of it.
    Ahead,
}

/// How many activities of a plan are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub planned: usize,
    /// Those that were held.
    pub done: usize,
    /// Those that were moved and have not been held.
    pub moved: usize,
    /// Those that were cancelled.
    pub cancelled: usize,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, state: State) {
        self.planned += 1;
        match state {
            State::Done { .. } => self.done += 1,
            State::Moved { .. } => self.moved += 1,
            State::Cancelled { .. } => self.cancelled += 1,
            State::Ahead => {}
        }
    }

    /// Those of which nothing is said.
    pub fn open(&self) -> usize {
        self.planned - self.done - self.moved - self.cancelled
    }
}

impl Association {
    /// The activities of a plan, in the order of its document.
    pub fn activities_of(&self, plan: usize) -> impl Iterator<Item = &Planned> {
        self.schedule.iter().filter(move |planned| planned.plan == plan)
    }

    /// The index in the schedule of the activity that a document names.
    pub fn planned(&self, item: &PlanItem) -> Option<usize> {
        self.schedule
            .iter()
            .position(|planned| planned.plan == item.plan && planned.activity == item.activity)
    }

    /// Whether anything is said of what came of a plan. Where nothing is, nothing must be said of it to visitors either.
    pub fn records_outcomes(&self, plan: usize) -> bool {
        self.activities_of(plan).any(|planned| planned.outcome.is_some())
            || self.carried_out.iter().any(|(item, documents)| item.plan == plan && !documents.is_empty())
    }

    /// Whether anything is said of what came of any of its plans.
    pub fn records_any_outcomes(&self) -> bool {
        (0..self.plans.len()).any(|plan| self.records_outcomes(plan))
    }

    /// What came of an activity of one of its plans.
    pub fn state<'s>(&'s self, planned: &'s Planned) -> State<'s> {
        let documents = self.documents_of(planned);
        match &planned.outcome {
            Some(Outcome::Held { day, words }) => {
                let day = day.or_else(|| self.first_meeting(documents));
                State::Done { day, words: words.as_deref(), documents }
            }
            Some(Outcome::Cancelled { reason }) => State::Cancelled { reason: reason.as_deref(), documents },
            _ if !documents.is_empty() => {
                State::Done { day: self.first_meeting(documents), words: None, documents }
            }
            Some(Outcome::Moved { to, reason }) => State::Moved { to, reason: reason.as_deref() },
            None => State::Ahead,
        }
    }

    /// How many activities of a plan are in which state.
    pub fn tally(&self, plan: usize) -> Tally {
        let mut tally = Tally::default();
        self.activities_of(plan).for_each(|planned| tally.add(self.state(planned)));
        tally
    }

    /// Whether the time of an activity has passed by `today` and nothing is said of it.
    pub fn is_overdue(&self, planned: &Planned, today: NaiveDate) -> bool {
        let year = self.plans[planned.plan].year;
        let period = match self.state(planned) {
            State::Ahead => &planned.when.period,
            State::Moved { to, .. } => &to.period,
            State::Done { .. } | State::Cancelled { .. } => return false,
        };
        period.end(year).is_some_and(|end| end < today)
    }

    /// The report of a meeting on the very day of an activity that names nothing of the plan: most likely it is the one that
    /// should name it.
    pub fn report_of_the_day(&self, planned: &Planned) -> Option<usize> {
        let Period::Day(day) = planned.expected().period else { return None };
        self.meetings.iter().position(|meeting| {
            let is_unnamed = meeting.article.activities.is_empty() && !meeting.article.draft;
            is_unnamed && meeting.date == day && meeting.is_reported()
        })
    }

    /// Whether an activity that is not done yet has a day among the next `days`; what lasts the year through has none.
    pub fn is_near(&self, planned: &Planned, today: NaiveDate, days: u64) -> bool {
        let period = match self.state(planned) {
            State::Ahead => &planned.when.period,
            State::Moved { to, .. } => &to.period,
            State::Done { .. } | State::Cancelled { .. } => return false,
        };
        let last = today.checked_add_days(Days::new(days)).unwrap_or(today);
        period.parts().iter().any(|part| match part {
            Period::Day(day) | Period::Deadline(day) => (today..=last).contains(day),
            Period::Span { first, last: end } => *first <= last && *end >= today,
            _ => false,
        })
    }

    /// Its meetings of `year` that are over by more than `days` on `today` and have no report, drafts left out; by index.
    pub fn meetings_without_report(
        &self,
        year: SchoolYear,
        today: NaiveDate,
        days: u64,
    ) -> impl Iterator<Item = usize> {
        let last = today.checked_sub_days(Days::new(days)).unwrap_or(today);
        let meetings = self.meetings.iter().enumerate().filter(move |(_, meeting)| {
            let is_over = SchoolYear::of(meeting.date) == year && meeting.date < last;
            is_over && !meeting.article.draft && !meeting.is_reported()
        });
        meetings.map(|(index, _)| index)
    }

    /// The decisions whose term ended in `year`, before `today`, and that nobody calls done: the index of the meeting, and
    /// that of the decision among its decisions.
    pub fn overdue_decisions(
        &self,
        year: SchoolYear,
        today: NaiveDate,
    ) -> impl Iterator<Item = (usize, usize)> {
        let meetings = self.meetings.iter().enumerate().filter(|(_, meeting)| !meeting.article.draft);
        let decisions = meetings.flat_map(|(index, meeting)| {
            let made_in = SchoolYear::of(meeting.date);
            meeting.decisions().enumerate().map(move |(number, decision)| (index, number, made_in, decision))
        });
        let overdue = decisions.filter(move |(.., made_in, decision)| {
            decision.is_overdue(*made_in, today) && decision.end(*made_in).map(SchoolYear::of) == Some(year)
        });
        overdue.map(|(meeting, number, ..)| (meeting, number))
    }

    /// The documents that carry out an activity.
    fn documents_of(&self, planned: &Planned) -> &[Document] {
        if self.carried_out.is_empty() {
            return &[];
        }
        let item = PlanItem { plan: planned.plan, activity: planned.activity.clone() };
        self.carried_out.get(&item).map(Vec::as_slice).unwrap_or_default()
    }

    fn first_meeting(&self, documents: &[Document]) -> Option<NaiveDate> {
        let days = documents.iter().filter_map(|document| match document {
            Document::Meeting(_, index) => Some(self.meetings[*index].date),
            _ => None,
        });
        days.min()
    }
}

impl Planned {
    /// To when it was moved, whether or not it was held then, where that could be read.
    pub fn moved_to(&self) -> Option<&Reading> {
        match &self.outcome {
            Some(Outcome::Moved { to, .. }) if to.period != Period::Unread => Some(to),
            _ => None,
        }
    }

    /// When it is expected: as planned, or as moved.
    pub fn expected(&self) -> &Reading {
        self.moved_to().unwrap_or(&self.when)
    }
}

impl Decision {
    /// The last day of its term, counted in the school year of its meeting.
    fn end(&self, year: SchoolYear) -> Option<NaiveDate> {
        self.term.as_ref()?.period.end(year)
    }

    /// Whether its term, counted in the school year of its meeting, has passed by `today` and nobody says that it was
    /// carried out.
    fn is_overdue(&self, year: SchoolYear, today: NaiveDate) -> bool {
        self.done.is_none() && self.end(year).is_some_and(|end| end < today)
    }
}
