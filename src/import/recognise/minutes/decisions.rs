//! What was decided, who carries it out and until when.

use super::line::{behind, trimmed};

/// What was decided.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Decision {
    pub(in crate::import) text: String,
    pub(in crate::import) responsible: Option<String>,
    pub(in crate::import) term: Option<String>,
}

/// A decision with who carries it out and until when, where that is said behind it.
pub(super) fn decided(text: &str) -> Decision {
    let lower = text.to_lowercase();
    let words = ["ответственн", "отв.", "отв:", "срок:", "срок –", "срок -", "срок до "];
    let at = words.iter().filter_map(|word| lower.find(word)).min();
    // Letters whose small form is of another length are none of ours.
    let at = at.filter(|at| *at > 0 && lower.len() == text.len() && text.is_char_boundary(*at));
    let found = at.and_then(|at| {
        let found = terms(&text[at..])?;
        let words = text[..at].trim_end_matches([' ', '(', ',', ';', '–', '—', '-']);
        (!words.is_empty()).then(|| Decision { text: words.to_owned(), ..found })
    });
    found.unwrap_or_else(|| Decision { text: text.to_owned(), ..Decision::default() })
}

/// Who carries out a decision and until when, in words that say nothing else.
pub(super) fn terms(text: &str) -> Option<Decision> {
    let mut found = Decision::default();
    let text = text.trim_end_matches([')', ' ', ';']);
    let lower = text.to_lowercase();
    let term = lower.find("срок").filter(|at| lower.len() == text.len() && text.is_char_boundary(*at));
    let (before, behind) = text.split_at(term.unwrap_or(text.len()));
    let responsible = [
        "ответственные за исполнение",
        "ответственный за исполнение",
        "ответственные",
        "ответственный",
        "ответственная",
        "отв",
    ];
    let value = |text: &str, words: &[&str]| {
        let rest = words.iter().find_map(|word| self::behind(text.trim_start(), word))?;
        let value = trimmed(rest).trim_end_matches([' ', ',', ';', '(']);
        // The stop of a sentence, and not that of initials.
        let is_initial = value.chars().rev().nth(1).is_some_and(char::is_uppercase);
        let value = if is_initial { value } else { value.trim_end_matches(['.', ')']) };
        (!value.is_empty()).then(|| value.to_owned())
    };
    // «Срок: май, ответственный: …» has them the other way round.
    match term {
        Some(0) => {
            let cut = lower.find("отв").filter(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            found.term = value(&text[..cut], &["срок исполнения", "срок выполнения", "срок", "сроки"]);
            found.responsible = value(&text[cut..], &responsible);
        }
        _ => {
            found.responsible = value(before, &responsible);
            found.term = value(behind, &["срок исполнения", "срок выполнения", "срок", "сроки"]);
        }
    }
    (found.responsible.is_some() || found.term.is_some()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_decided() {
        let decision = decided("Провести семинар. Ответственный: Околицына М.П., срок: до 15 мая.");
        assert_eq!(decision.text, "Провести семинар.");
        assert_eq!(decision.responsible.as_deref(), Some("Околицына М.П."));
        assert_eq!(decision.term.as_deref(), Some("до 15 мая"));
        let decision = decided("Собрать заявки (отв. Перелескина Т.А.)");
        assert_eq!(
            (decision.text.as_str(), decision.responsible.as_deref()),
            ("Собрать заявки", Some("Перелескина Т.А."))
        );
        assert_eq!(decided("Сделать это в срок").term, None);
        assert_eq!(decided("Провести рейд. Отв. Лугова Н.Н.").responsible.as_deref(), Some("Лугова Н.Н."));
    }
}
