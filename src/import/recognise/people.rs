//! What is to be done and who does it, where both stand in one text: the cells of a matrix.

use crate::people;

/// The most words behind a name that are no part of it: «Пайвина Н.Б. онлайн».
const MOST_LEFT: usize = 1;

/// A text parted before the people with which it ends; nothing where it does not end with any.
pub(super) fn parted(text: &str) -> Option<(&str, &str)> {
    let starts = starts(text);
    starts.into_iter().find_map(|start| {
        let who = &text[start..];
        let what = text[..start].trim_end();
        let is_said = what.chars().any(char::is_alphabetic);
        let in_quotes = what.matches('«').count() > what.matches('»').count() && who.contains('»');
        (is_said && !in_quotes && is_people(who)).then_some((what, who))
    })
}

/// Whether a text is people: persons, groups, positions, and hardly a word that is none.
pub(super) fn is_people(text: &str) -> bool {
    let bare = text.trim_start_matches(['-', '–', '—', ' ', '(']);
    let reading = people::read(bare);
    let left = reading.rest.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    if left > 0 && !bare.trim_end().ends_with(&reading.rest) {
        return false;
    }
    let someone = reading.persons.len() + reading.groups.len() + reading.roles.len();
    someone > 0 && left <= if reading.persons.is_empty() { 0 } else { MOST_LEFT }
}

/// Where people may begin: behind a dash, or with a surname and initials.
fn starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        let next = text[at + word.len()..].trim_start();
        let bare = word.trim();
        let is_dash = matches!(bare, "-" | "–" | "—");
        let is_name = bare.starts_with(char::is_uppercase)
            && bare.chars().skip(1).any(char::is_lowercase)
            && initials(next);
        if is_dash || is_name {
            starts.push(at);
        }
        // «…совещании- Пайвина Н.Б.»: the dash hangs on the word before it.
        let hangs = bare.ends_with(['-', '–', '—']) && bare.chars().count() > 1;
        if hangs && let Some(dash) = word.trim_end().char_indices().next_back() {
            starts.push(at + dash.0);
        }
        at += word.len();
    }
    starts
}

/// Whether a text begins with initials: «Н.Б.», «Н. Б.».
fn initials(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_and_who() {
        let check =
            |text: &str, who: Option<&str>| assert_eq!(parted(text).map(|(_, who)| who), who, "{text}");
        check(
            "Опрос школьных библиотекарей. Русакова Л.А. – библиотекарь вечерней школы НГО",
            Some("Русакова Л.А. – библиотекарь вечерней школы НГО"),
        );
        check(
            "Анкетирование библиотекарей - Пайвина Н.Б., Русакова Л.А. онлайн",
            Some("- Пайвина Н.Б., Русакова Л.А. онлайн"),
        );
        check(
            "Организация через VK – мессенджеры Пайвина Н.Б., Русакова Л.А.",
            Some("Пайвина Н.Б., Русакова Л.А."),
        );
        check(
            "посвященных юбилею М.Ю. Лермонтова и размещение в группе «Мы, библиотекари» - школьные библиотекари",
            Some("- школьные библиотекари"),
        );
        check(
            "Работа с обменным фондом учебников в школах Невьянского ГО – школьные библиотекари",
            Some("– школьные библиотекари"),
        );
        check("Обмен учебников у обучающихся.", None);
        check(
            "«Я знаю войну», посвященный 80-летию Победы Хохлова Е.В. Володина Т.А. – библиотекари МАОУ СОШ п. Цементный",
            Some("Хохлова Е.В. Володина Т.А. – библиотекари МАОУ СОШ п. Цементный"),
        );
    }
}
