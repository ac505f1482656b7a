//! What was recognised as the text of a file: the document's words, and a comment beside what was uncertain.

mod card;
mod minutes;
mod plan;

use super::document::squeezed;
use super::doubt::{DoubtId, Doubts};
use crate::parse::quoted;

pub(super) use card::card;
pub(super) use minutes::minutes;
pub(super) use plan::plan;

/// Lines of more letters are folded.
const WIDTH: usize = 100;

/// What was written.
pub(super) struct Written {
    /// The file, or a part of it.
    pub(super) text: String,
    /// The document's own words in it.
    pub(super) values: String,
}

/// The text so far.
struct Writer<'w> {
    text: String,
    values: String,
    lines: usize,
    doubts: &'w mut Doubts,
}

impl<'w> Writer<'w> {
    fn new(doubts: &'w mut Doubts) -> Self {
        Self { text: String::new(), values: String::new(), lines: 0, doubts }
    }

    fn written(self) -> Written {
        Written { text: self.text, values: self.values }
    }

    /// A line as it is.
    fn line(&mut self, margin: usize, words: &str) {
        if !words.is_empty() {
            self.text.extend(std::iter::repeat_n(' ', margin));
            self.text.push_str(words);
        }
        self.text.push('\n');
        self.lines += 1;
    }

    /// A comment.
    fn comment(&mut self, margin: usize, words: &str) {
        for line in folded(&squeezed(words), WIDTH.saturating_sub(margin + 2)) {
            self.line(margin, &format!("# {line}"));
        }
    }

    /// Takes note of words of the document.
    fn value(&mut self, text: &str) {
        self.values.push_str(text);
        self.values.push('\n');
    }

    /// The comments that stand above what is doubtful.
    fn doubts(&mut self, margin: usize, doubts: &[DoubtId]) {
        for doubt in doubts {
            self.doubts.stands_in(*doubt, self.lines + 1);
            let comment = self.doubts.comment(*doubt);
            self.comment(margin, &comment);
        }
    }

    /// A field with a text; `first` is what stands before it in its line, `margin` where its name begins.
    fn field(&mut self, margin: usize, first: &str, name: &str, text: &str) {
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        let head = format!("{first}{name}");
        let start = margin - first.chars().count();
        if lines.len() > 1 {
            self.line(start, &format!("{head}: |"));
            self.value(text);
            for line in lines {
                self.line(margin + 2, &squeezed(line));
            }
            return;
        }
        self.scalar(start, &format!("{head}: "), margin + 2, &squeezed(text));
    }

    /// A text behind the `head` of its line; `margin` is where it goes on.
    fn scalar(&mut self, start: usize, head: &str, margin: usize, text: &str) {
        self.value(text);
        let is_long = start + head.chars().count() + text.chars().count() + 2 > WIDTH;
        if is_long && text.contains(' ') {
            self.line(start, &format!("{head}>-"));
            for line in folded(text, WIDTH.saturating_sub(margin).max(40)) {
                self.line(margin, &line);
            }
        } else {
            self.line(start, &format!("{head}{}", value(text)));
        }
    }
}

/// A text on lines of at most `width` letters; a longer word has a line of its own.
fn folded(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split(' ') {
        let letters = word.chars().count();
        match lines.last_mut().filter(|_| length + 1 + letters <= width) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
                length += 1 + letters;
            }
            None => {
                lines.push(word.to_owned());
                length = letters;
            }
        }
    }
    lines
}

/// A text as a value on one line: as it is where YAML takes it for that, in quotes otherwise.
fn value(text: &str) -> String {
    let begins =
        text.chars().next().is_some_and(|first| first.is_alphanumeric() || matches!(first, '«' | '№' | '('));
    let is_word =
        matches!(text.to_lowercase().as_str(), "null" | "true" | "false" | "yes" | "no" | "on" | "off");
    let breaks = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let has_signs =
        text.contains(['"', '\'', '\\', '{', '}', '[', ']', '`', '|', '>', '&', '*', '!', '%', '@']);
    if begins && !is_word && !breaks && !has_signs { text.to_owned() } else { quoted(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        for (text, expected) in [
            ("26.08.2024", "26.08.2024"),
            ("«12» сентября 2024 г.", "«12» сентября 2024 г."),
            ("- Пайвина Н.Б.", "\"- Пайвина Н.Б.\""),
            ("Тема: книга", "\"Тема: книга\""),
            ("он сказал \"да\"", "'он сказал \"да\"'"),
            ("д'Артаньян # 1", "\"д'Артаньян # 1\""),
            ("null", "\"null\""),
            ("нет", "нет"),
            ("", "\"\""),
        ] {
            assert_eq!(value(text), expected);
        }
        assert_eq!(folded("а бб ввв гггггггг д", 5), ["а бб", "ввв", "гггггггг", "д"]);
    }
}
