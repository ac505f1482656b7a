//! What came of the activities of a plan.

use chrono::NaiveDate;

use crate::period;

/// What came of an activity, as its author says beside it.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It was held.
    Held {
        /// On this day, where one is named.
        day: Option<NaiveDate>,
        /// What else is said of it.
        words: Option<String>,
    },
    /// It was moved.
    Moved {
        /// To when.
        to: period::Reading,
        /// Why.
        reason: Option<String>,
    },
    /// It was cancelled.
    Cancelled {
        /// Why.
        reason: Option<String>,
    },
}
