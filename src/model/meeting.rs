//! A meeting, from its announcement to its protocol.

use chrono::NaiveDate;

use super::Document;
use super::article::Article;
use crate::period;

/// A meeting: its announcement and its report.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// What it shares with other documents.
    pub article: Article,
    /// The day it is held on.
    pub date: NaiveDate,
    /// The number of its protocol.
    pub number: Option<String>,
    /// The time as written.
    pub time: Option<String>,
    /// The place or platform as written.
    pub place: Option<String>,
    /// The address of another site where one joins it.
    pub link: Option<String>,
    /// In person, online or both.
    pub mode: Option<String>,
    /// A round table, a seminar …
    pub form: Option<String>,
    /// What it is about, where the title does not say.
    pub theme: Option<String>,
    /// Who chaired it.
    pub chair: Option<String>,
    /// Who wrote the protocol.
    pub secretary: Option<String>,
    /// Who was present.
    pub attendance: Attendance,
    /// Its questions in order.
    pub agenda: Vec<AgendaItem>,
    /// Decisions that belong to no question.
    pub decisions: Vec<Decision>,
    /// Whether its text tells what happened.
    pub told: bool,
}

/// Who was present at a meeting; all of it empty before.
#[derive(Clone, Debug, Default)]
pub struct Attendance {
    /// How many, as written.
    pub total: Option<String>,
    /// Their names as written.
    pub present: Vec<String>,
    /// Who came from outside, as written.
    pub guests: Vec<String>,
    /// Who did not come, as written.
    pub absent: Option<String>,
}

/// A question of the agenda, with what came of it.
#[derive(Clone, Debug)]
pub struct AgendaItem {
    /// The question.
    pub question: String,
    /// Who speaks on it, as written.
    pub speaker: Option<String>,
    /// СЛУШАЛИ: what was told.
    pub heard: Option<String>,
    /// ВЫСТУПИЛИ
    pub speeches: Vec<Speech>,
    /// РЕШИЛИ
    pub decisions: Vec<Decision>,
    /// ГОЛОСОВАЛИ
    pub vote: Option<Vote>,
    /// Materials that were shown.
    pub materials: Vec<Document>,
}

/// A speech on a question.
#[derive(Clone, Debug)]
pub struct Speech {
    /// Who spoke, as written.
    pub who: String,
    /// What about.
    pub about: Option<String>,
}

/// A decision of a meeting.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What was decided.
    pub text: String,
    /// Who carries it out, as written.
    pub responsible: Option<String>,
    /// Until when, read within the school year of the meeting; the words stand in it.
    pub term: Option<period::Reading>,
    /// That, or when, it was carried out, as written; nothing where it was not.
    pub done: Option<String>,
}

/// The outcome of a vote, as written.
#[derive(Clone, Debug)]
pub struct Vote {
    /// «единогласно»
    pub outcome: Option<String>,
    /// Votes for it.
    pub ayes: Option<String>,
    /// Votes against it.
    pub noes: Option<String>,
    /// Who did not vote.
    pub abstained: Option<String>,
}

impl Meeting {
    /// All decisions in order: those of each question, then those of none.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.agenda.iter().flat_map(|item| &item.decisions).chain(&self.decisions)
    }

    /// Whether it says what happened, in fields or in its text: from then on it is a report and carries out what it names of
    /// the plan. Until then it is an announcement, whatever the day.
    pub fn is_reported(&self) -> bool {
        self.told
            || !self.attendance.is_empty()
            || !self.article.photos.is_empty()
            || self.decisions().next().is_some()
            || self.agenda.iter().any(AgendaItem::is_reported)
    }

    /// Whether there is enough for the formal protocol: what was said on a question, or what was decided.
    pub fn has_protocol(&self) -> bool {
        self.decisions().next().is_some() || self.agenda.iter().any(AgendaItem::is_reported)
    }
}

impl Attendance {
    /// Whether nothing is said of it.
    pub fn is_empty(&self) -> bool {
        self.total.is_none() && self.present.is_empty() && self.guests.is_empty() && self.absent.is_none()
    }

    /// How many came: the first number of the total, else as many as are named.
    pub fn count(&self) -> Option<u32> {
        let digits = |text: &String| {
            let start = text.find(|letter: char| letter.is_ascii_digit())?;
            let rest = &text[start..];
            rest[..rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len())].parse().ok()
        };
        let named = u32::try_from(self.present.len()).ok().filter(|count| *count > 0);
        self.total.as_ref().and_then(digits).or(named)
    }
}

impl AgendaItem {
    /// Whether it says what happened.
    pub fn is_reported(&self) -> bool {
        self.heard.is_some() || !self.speeches.is_empty() || self.vote.is_some()
    }
}
