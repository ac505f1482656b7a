//! What came of an activity, where the author says it beside the approved words.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parse::record::Text;
use crate::russian::answer::{is_no, is_not_done};

/// What the author says came of an activity.
#[derive(Clone, Debug)]
pub enum StatedOutcome {
    /// `проведено`: when, or only that it was.
    Held(Text),
    /// `перенесено`: to when.
    Moved(Text),
    /// `отменено`: why, or only that it was.
    Cancelled(Text),
}

/// The fields of an activity that say what came of it.
#[derive(Clone, Debug, Default)]
pub(super) struct OutcomeFields {
    pub(super) held: Option<Text>,
    pub(super) moved: Option<Text>,
    pub(super) cancelled: Option<Text>,
    pub(super) reason: Option<Text>,
}

impl OutcomeFields {
    /// The one outcome that is stated, and the reason for it.
    pub(super) fn stated(self, diagnostics: &mut Diagnostics) -> (Option<StatedOutcome>, Option<Text>) {
        let Self { held, moved, cancelled, reason } = self;
        // «отменено: нет» says nothing yet; «перенесено: пока не решили» says that it was moved.
        let held = held.filter(|text| !is_not_done(&text.value));
        let cancelled = cancelled.filter(|text| !is_not_done(&text.value));
        let moved = moved.filter(|text| !is_no(&text.value));
        let stated = [
            held.map(StatedOutcome::Held),
            moved.map(StatedOutcome::Moved),
            cancelled.map(StatedOutcome::Cancelled),
        ];
        let mut stated = stated.into_iter().flatten();
        let outcome = stated.next();
        if let Some(other) = stated.next() {
            diagnostics.push(
                Diagnostic::error(other.text().place.clone(), "У мероприятия сразу два итога")
                    .hint("Оставьте один из них: «проведено», «перенесено» или «отменено»."),
            );
        }
        if let Some(reason) = reason.as_ref().filter(|_| outcome.is_none()) {
            diagnostics.push(
                Diagnostic::error(reason.place.clone(), "Причина названа, а что случилось, не сказано")
                    .hint("Добавьте рядом «перенесено: декабрь» или «отменено: да»."),
            );
        }
        (outcome, reason)
    }
}

impl StatedOutcome {
    /// The author's words.
    pub fn text(&self) -> &Text {
        match self {
            Self::Held(text) | Self::Moved(text) | Self::Cancelled(text) => text,
        }
    }
}
