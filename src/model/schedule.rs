//! The activities of a plan as read: when they are, and who answers for them.

use super::outcome::Outcome;
use super::plan::ActivityId;
use crate::{people, period};

/// An activity with its period and its people.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The index of its plan.
    pub plan: usize,
    /// Its id within the plan.
    pub activity: ActivityId,
    /// What is to be done, as written.
    pub what: String,
    /// The place as written.
    pub place: String,
    /// Its direction, where the plan is a matrix.
    pub direction: Option<String>,
    /// When it is.
    pub when: period::Reading,
    /// Who answers for it.
    pub who: people::Reading,
    /// What came of it, where its author says so in the plan.
    pub outcome: Option<Outcome>,
}

impl Planned {
    /// Who answers for it in the author's words, without the dash that joins them to the text in a matrix; nothing where
    /// nobody is named.
    pub fn who_written(&self) -> Option<&str> {
        let written = self.who.text.trim_start_matches(['-', '–', '—', ' ']);
        (!written.is_empty()).then_some(written)
    }
}
