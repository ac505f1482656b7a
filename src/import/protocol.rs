//! Whether a document is the protocol of a meeting, by the words with which its lines begin.

use super::document::{Block, Document, Paragraph};

/// In which of the first lines a title stands.
const TITLE_LINES: usize = 3;

/// The words that only the account of a meeting puts in front.
const ACCOUNTS: [&str; 5] = ["слушали", "выступили", "решили", "постановили", "присутствовали"];

/// Whether the text looks like a protocol: at least two of its usual parts are there. A plan may name a protocol in its
/// approval and have an agenda in its table, which is not looked into.
pub fn looks_like_protocol(document: &Document) -> bool {
    let lines: Vec<String> = paragraphs(document).flat_map(Paragraph::lines).collect();
    let begin = |word: &str| lines.iter().any(|line| beginning(line).starts_with(word));
    let title = lines.iter().take(TITLE_LINES).any(|line| letters(line).starts_with("ПРОТОКОЛ"));
    let agenda = begin("повестка");
    let on_question = lines.iter().any(|line| beginning(line).contains("вопросуслушали"));
    let accounts = ACCOUNTS.iter().filter(|word| begin(word)).count() + usize::from(on_question);
    (title || accounts > 0) && usize::from(title) + usize::from(agenda) + accounts >= 2
}

fn paragraphs(document: &Document) -> impl Iterator<Item = &Paragraph> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    })
}

/// The letters of a line: a word may be spaced out («С Л У Ш А Л И») and have a number in front.
fn letters(line: &str) -> String {
    line.chars().filter(|letter| letter.is_alphabetic()).collect()
}

fn beginning(line: &str) -> String {
    letters(line).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expect: bool) {
        let blocks = lines.iter().map(|line| Block::Paragraph(Paragraph::plain(*line))).collect();
        let document = Document { blocks, ..Document::default() };
        assert_eq!(looks_like_protocol(&document), expect, "{lines:?}");
    }

    #[test]
    fn a_protocol_is_known_by_its_parts() {
        check(&["ПРОТОКОЛ № 1", "заседания РМО", "ПОВЕСТКА ДНЯ:", "1. О плане"], true);
        check(&["РМО", "Протокол № 1", "1. С Л У Ш А Л И: Фамилию И.О.", "Р Е Ш И Л И: принять"], true);
        check(&["П Р О Т О К О Л", "По первому вопросу слушали Фамилию И.О."], true);
        check(&["Присутствовали: 17 человек", "Повестка дня"], true);
    }

    #[test]
    fn a_plan_and_a_lesson_are_none() {
        check(&["ПРИНЯТО", "Протокол № 1 от 28.08.2026", "ПЛАН РАБОТЫ", "Повестка дня: о плане"], false);
        check(&["План работы", "Выступили 5 библиотекарей", "Задачи"], false);
        check(&["ПРОТОКОЛ", "ПЛАН"], false);
        check(&["Урок о каталоге", "Решили задачу — идём дальше"], false);
        check(&[], false);
    }
}
