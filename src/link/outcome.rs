//! What came of activities, as their authors say: days and new periods read.

use crate::diagnostic::{Diagnostic, Diagnostics, Lint};
use crate::model::outcome::Outcome;
use crate::parse::date;
use crate::parse::plan::ActivityNotes;
use crate::parse::plan::outcome::StatedOutcome;
use crate::parse::record::Text;
use crate::period::{self, Period, Reading, SchoolYear, Terms, Warning};

/// What the author says came of the activity of `notes`, in a plan for `year`.
pub(super) fn outcome(
    notes: &ActivityNotes,
    year: SchoolYear,
    terms: &Terms,
    diagnostics: &mut Diagnostics,
) -> Option<Outcome> {
    let reason = || notes.reason.as_ref().map(|reason| reason.value.clone());
    Some(match notes.outcome.as_ref()? {
        StatedOutcome::Held(text) => held(text, year, terms, diagnostics),
        StatedOutcome::Moved(text) => {
            let to = period::read(&text.value, year, terms);
            if to.period == Period::Unread {
                diagnostics.push(
                    Diagnostic::warning(
                        Lint::UnreadPeriod,
                        text.place.clone(),
                        format!("Непонятно, на какой срок перенесено: «{}»", text.value),
                    )
                    .hint("Напишите месяц или день: «перенесено: декабрь», «перенесено: 12.02.2027». Если срока пока нет, так и оставьте."),
                );
            }
            Outcome::Moved { to, reason: reason() }
        }
        StatedOutcome::Cancelled(text) => {
            Outcome::Cancelled { reason: reason().or_else(|| said(&text.value)) }
        }
    })
}

fn held(text: &Text, year: SchoolYear, terms: &Terms, diagnostics: &mut Diagnostics) -> Outcome {
    let reading = period::read(&text.value, year, terms);
    for warning in &reading.warnings {
        let lint = match warning {
            Warning::OutsideSchoolYear { .. } => Lint::PeriodOutsideYear,
            Warning::Impossible { .. } => Lint::UnreadPeriod,
            _ => continue,
        };
        let message = format!("Проведено «{}»: {}", text.value, warning.message());
        diagnostics
            .push(Diagnostic::warning(lint, text.place.clone(), message).hint(
                "Напишите день, когда мероприятие прошло, например «проведено: 14.11.2026», или «да».",
            ));
    }
    if let Some(day) = date::parse(&text.value) {
        return Outcome::Held { day: Some(day), words: None };
    }
    match reading {
        Reading { period: Period::Day(day), rest, .. } => {
            Outcome::Held { day: Some(day), words: said(&rest) }
        }
        _ => Outcome::Held { day: None, words: said(&text.value) },
    }
}

/// The words themselves behind «да», where they say more than that.
fn said(words: &str) -> Option<String> {
    let rest = ["да", "yes", "true"].iter().find_map(|yes| {
        let (first, rest) = words.split_at_checked(yes.len())?;
        let ends = rest.chars().next().is_none_or(|letter| !letter.is_alphanumeric());
        (first.to_lowercase() == *yes && ends)
            .then(|| rest.trim_start_matches([',', '.', ';', ':', '!', ' ']))
    });
    let words = rest.unwrap_or(words).trim();
    (!words.is_empty()).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn yes_says_nothing_more() {
        for (words, rest) in [
            ("да", None),
            ("Да.", None),
            ("", None),
            ("да, ответили 214 учеников", Some("ответили 214 учеников")),
            ("дали 12 уроков", Some("дали 12 уроков")),
            ("карантин", Some("карантин")),
        ] {
            assert_eq!(said(words).as_deref(), rest, "{words}");
        }
    }
}
