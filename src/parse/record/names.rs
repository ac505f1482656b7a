//! People under one field without dashes: a line for each.

use crate::parse::yaml::{Node, Value};

/// The lines of a text as items of a list, where every line is somebody's name: YAML would make one text of them.
pub(super) fn lines(node: &Node, file: &str) -> Option<Vec<Node>> {
    let typed = file.get(node.span.clone()).filter(|typed| typed.contains('\n'))?;
    let mut found = Vec::new();
    let mut at = node.span.start;
    for line in typed.split_inclusive('\n') {
        let words = line.trim().trim_end_matches([',', ';']);
        if !is_name(words) {
            return None;
        }
        let start = at + line.len() - line.trim_start().len();
        let value = Value::Scalar(words.to_owned());
        found.push(Node { span: start..start + words.len(), value, in_brackets: false });
        at += line.len();
    }
    Some(found)
}

/// «Околицына М.П.», «М. П. Околицына», «Околицына Мария Петровна».
fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let initials = |word: &str| word.ends_with('.') && word.split('.').all(|part| part.chars().count() <= 1);
    let is_whole = |word: &str| {
        word.chars().skip(1).all(|letter| letter.is_lowercase() || letter == '-')
            || word.split('-').all(|part| part.chars().skip(1).all(char::is_lowercase))
    };
    let patronymic =
        words.last().is_some_and(|word| ["вич", "вна", "чна", "ьич"].iter().any(|end| word.ends_with(end)));
    let whole = words.iter().filter(|word| !initials(word)).count();
    (2..=3).contains(&words.len())
        && words.iter().all(capital)
        && words.iter().all(|word| initials(word) || is_whole(word))
        && ((whole == 1 && words.len() > 1) || (whole == 3 && patronymic))
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn names_are_told_from_other_lines() {
        for name in ["Околицына М.П.", "М. П. Околицына", "Околицына Мария Петровна", "Мамин-Сибиряк Д.Н."]
        {
            assert!(is_name(name), "{name}");
        }
        for other in
            ["Краеведение", "Чтение и книга", "МБОУ СОШ № 5", "Война и мир. Т. 1", "Читальный зал", ""]
        {
            assert!(!is_name(other), "{other}");
        }
    }
}
