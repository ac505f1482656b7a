//! The labels of a plan's header: «Цель:», «Задачи деятельности ММО:», «Методическая тема:».

use super::Line;
use crate::model::plan::Topic;

/// The longest label.
const LONGEST: usize = 110;

/// A label, and what follows it in its line.
pub(super) struct Labelled<'l> {
    pub(super) topic: Topic,
    pub(super) label: &'l str,
    pub(super) rest: &'l str,
}

/// The label with which a line begins.
pub(super) fn labelled(line: &Line) -> Option<Labelled<'_>> {
    let text = line.text.as_str();
    let (label, rest) = match text.split_once(':') {
        Some((label, rest)) if label.chars().count() <= LONGEST => (label, rest),
        _ => match [" – ", " — ", " - "].iter().find_map(|dash| text.split_once(dash)) {
            // Behind a dash a sentence may go on: only a bare label is one.
            Some((label, rest)) if label.split_whitespace().count() <= 2 => (label, rest),
            _ if line.stands_out && text.chars().count() <= LONGEST => (text, ""),
            _ => return None,
        },
    };
    let topic = topic(label)?;
    let is_bare = rest.is_empty() && !text.contains(':');
    // «Задачи на год» in bold is a label; a sentence that happens to begin so is none.
    if is_bare && text.ends_with('.') && text.split_whitespace().count() > 4 {
        return None;
    }
    Some(Labelled { topic, label: label.trim().trim_end_matches('.'), rest: rest.trim() })
}

/// How words begin that may stand before the word that matters.
const BEFORE: [&str; 9] =
    ["основн", "главн", "общ", "един", "приоритетн", "методическ", "ведущ", "перспективн", "районн"];

/// What a label is about.
fn topic(label: &str) -> Option<Topic> {
    let label = label.to_lowercase().replace('ё', "е");
    let label = label.trim_start_matches(|letter: char| !letter.is_alphabetic());
    let words: Vec<&str> =
        label.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let first = words.iter().position(|word| !BEFORE.iter().any(|before| word.starts_with(before)))?;
    let words = &words[first..];
    if words.len() > 12 {
        return None;
    }
    let second = words.get(1).copied().unwrap_or_default();
    match words[0] {
        "тема" => Some(Topic::Theme),
        "проблема" | "проблемы" => Some(Topic::Problems),
        "проблемное" if second == "поле" => Some(Topic::Problems),
        "цель" | "цели" => Some(Topic::Goals),
        "задача" | "задачи" => Some(Topic::Tasks),
        "направление" | "направления" => Some(Topic::Directions),
        "документы" => Some(Topic::Documents),
        "примечание" | "примечания" => Some(Topic::Notes),
        word if word.starts_with("нормативн") || word.starts_with("регламентир") => {
            Some(Topic::Documents)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::Spot;

    #[test]
    fn labels_of_the_five_plans_and_what_is_none() {
        let line = |text: &str, stands_out| Line {
            text: text.to_owned(),
            label: None,
            stands_out,
            struck: String::new(),
            columns: Vec::new(),
            remarks: Vec::new(),
            after_gap: false,
            spot: Spot::Whole,
        };
        let check = |text: &str, stands_out, expected: Option<(Topic, &str, &str)>| {
            let line = line(text, stands_out);
            let found = labelled(&line).map(|found| (found.topic, found.label, found.rest));
            assert_eq!(found, expected, "{text}");
        };
        check("Цель: рост", false, Some((Topic::Goals, "Цель", "рост")));
        check("Задачи деятельности ММО:", false, Some((Topic::Tasks, "Задачи деятельности ММО", "")));
        check("Методическая тема: книга", false, Some((Topic::Theme, "Методическая тема", "книга")));
        check(
            "Документы, регламентирующие работу библиотек ОУ:",
            false,
            Some((Topic::Documents, "Документы, регламентирующие работу библиотек ОУ", "")),
        );
        check(
            "Основные направления работы РМО",
            true,
            Some((Topic::Directions, "Основные направления работы РМО", "")),
        );
        check("Цель – рост", false, Some((Topic::Goals, "Цель", "рост")));
        check("Проблемное поле:", false, Some((Topic::Problems, "Проблемное поле", "")));
        check("Цель работы библиотек состоит в том", false, None);
        check("Планирование деятельности", true, None);
        check("Направить письма: школам", false, None);
    }
}
