//! What earlier checks have learned, so that nobody is asked twice for the same thing within a week.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;

use super::answer::Verdict;

const HOUR: i64 = 60 * 60;
const WEEK: i64 = 7 * 24 * HOUR;

/// The verdicts on addresses, each with its time. What the fields mean is the program's own affair: a file that cannot be
/// read as this is as good as none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    addresses: BTreeMap<String, Remembered>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    verdict: Verdict,
    /// In seconds since 1970.
    at: i64,
}

impl Memory {
    /// What is known of `page`, where that is not too old.
    pub(super) fn recall(&self, page: &Url, now: i64) -> Option<Verdict> {
        let remembered = self.addresses.get(page.as_str())?;
        remembered.is_fresh(now).then_some(remembered.verdict)
    }

    pub(super) fn keep(&mut self, page: String, verdict: Verdict, now: i64) {
        self.addresses.insert(page, Remembered { verdict, at: now });
    }

    /// Drops what would be asked again anyway.
    pub(super) fn forget_stale(&mut self, now: i64) {
        self.addresses.retain(|_, remembered| remembered.is_fresh(now));
    }
}

impl Remembered {
    fn is_fresh(&self, now: i64) -> bool {
        // What the author has been told of may be mended at any moment.
        let lasts = if matches!(self.verdict, Verdict::Alive | Verdict::Closed) { WEEK } else { HOUR };
        // A clock that was set back must not make an answer eternal.
        (self.at..self.at.saturating_add(lasts)).contains(&now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_answer_lasts_a_week_and_a_bad_one_an_hour() {
        let page = |address: &str| Url::parse(address).expect("an address");
        let mut memory = Memory::default();
        memory.keep("https://a.ru/".into(), Verdict::Alive, 1000);
        memory.keep("https://b.ru/".into(), Verdict::Gone(404), 1000);
        assert_eq!(memory.recall(&page("https://b.ru/"), 1000 + HOUR - 1), Some(Verdict::Gone(404)));
        assert_eq!(memory.recall(&page("https://b.ru/"), 1000 + HOUR), None);
        assert_eq!(memory.recall(&page("https://a.ru/"), 999), None);
        memory.forget_stale(1000 + WEEK - 1);
        assert_eq!(memory.addresses.len(), 1);
        memory.forget_stale(1000 + WEEK);
        assert_eq!(memory, Memory::default());
    }
}
