//! Ids of a plan's activities, each once on its page.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::model::plan::ActivityId;
use crate::parse::record::Text;
use crate::russian::transliteration::slug;

/// Gives each activity of a plan its id: the author's code, else its number, else its position, the last two behind the
/// place of its section: `1.2.3`.
#[derive(Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
    repeats: BTreeMap<String, usize>,
}

impl Ids {
    /// The id of the activity at `position` of the section at `place`, which the author has numbered.
    pub(super) fn numbered(&mut self, place: &str, number: Option<&str>, position: usize) -> ActivityId {
        let number = number.map(slug).filter(|number| !number.is_empty());
        let wanted = format!("{place}.{}", number.unwrap_or_else(|| position.to_string()));
        let repeat = self.repeats.entry(wanted.clone()).or_insert(0);
        loop {
            *repeat += 1;
            let id = if *repeat == 1 { wanted.clone() } else { format!("{wanted}-{repeat}") };
            if self.taken.insert(id.clone()) {
                return ActivityId(id);
            }
        }
    }

    /// The id that the author gives; a mistake where there are no letters in it, or where another activity has it.
    pub(super) fn coded(&mut self, code: &Text) -> Result<ActivityId, Diagnostic> {
        let parts: Vec<String> = code.value.split('.').map(slug).filter(|part| !part.is_empty()).collect();
        let id = parts.join(".");
        if id.is_empty() {
            return Err(Diagnostic::error(code.place.clone(), "Из этого кода не получается адреса")
                .hint("Напишите в коде буквы или цифры."));
        }
        if !self.taken.insert(id.clone()) {
            return Err(Diagnostic::error(
                code.place.clone(),
                format!("Код «{}» уже есть в этом плане", code.value),
            )
            .hint("Дайте каждому мероприятию свой код."));
        }
        Ok(ActivityId(id))
    }
}
