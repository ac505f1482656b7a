//! Lines as they are meant: what stands in the way of the YAML parser is put right before it reads.
//!
//! Authors write for people. A colon inside a title, a tab, a space from Word, a word in brackets at the beginning are no
//! mistakes to them, and where a line has exactly one sensible meaning it is read so without a word. The pass goes
//! line by line, knows where a text runs over several lines and leaves that alone. What it yields remembers where
//! each byte was typed, so that every message shows the author's own text.

mod indentation;
mod line;
mod shape;
mod value;
mod walk;

use std::ops::Range;

pub(super) use line::{Line, State};
pub(super) use shape::Shape;
pub use value::quoted;

/// A text as it is to be read.
#[derive(Clone, Debug)]
pub(super) struct Mended {
    /// Its lines.
    pub(super) lines: Vec<Line>,
    text: String,
    /// Where in `text` each line begins.
    starts: Vec<usize>,
}

impl Mended {
    /// `text` with every line read as it is meant.
    pub(super) fn new(text: &str) -> Self {
        let mut mended = Self { lines: walk::lines(text), text: String::new(), starts: Vec::new() };
        mended.write(text.ends_with('\n'));
        mended
    }

    /// What is to be read.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Takes up what has become of the lines.
    pub(super) fn rewrite(&mut self) {
        self.write(self.text.ends_with('\n'));
    }

    /// The line that holds the byte `at` of the text to be read.
    pub(super) fn line_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The lines that were left out: where in the text to be read, and the column in which each began.
    pub(super) fn gaps(&self) -> Vec<(usize, usize)> {
        let lines = self.lines.iter().zip(&self.starts);
        let gap = |(line, start): (&Line, &usize)| match line.state {
            State::Blank(column) => Some((*start, column)),
            _ => None,
        };
        lines.filter_map(gap).collect()
    }

    /// Where in the text to be read the line begins.
    pub(super) fn start_of(&self, line: usize) -> usize {
        self.starts[line]
    }

    /// Where the bytes `read` of the text to be read were typed.
    pub(super) fn typed(&self, read: &Range<usize>) -> Range<usize> {
        let start = self.typed_start(read.start);
        let end = if read.is_empty() { start } else { self.typed_end(read.end) };
        start..end.max(start)
    }

    fn typed_start(&self, at: usize) -> usize {
        let line = self.line_at(at);
        self.lines[line].typed_start(at - self.starts[line])
    }

    /// An end belongs to the line whose last byte stands before it.
    fn typed_end(&self, at: usize) -> usize {
        let line = self.line_at(at.saturating_sub(1));
        let inside = at - self.starts[line];
        let Line { typed, read, .. } = &self.lines[line];
        if inside > read.len() {
            typed.end + (inside - read.len())
        } else {
            self.lines[line].typed_end(inside)
        }
    }

    fn write(&mut self, ended: bool) {
        self.text.clear();
        self.starts.clear();
        for line in &self.lines {
            self.starts.push(self.text.len());
            self.text.push_str(&line.read);
            self.text.push('\n');
        }
        if !ended {
            self.text.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, read: &str) {
        let mended = Mended::new(typed);
        assert_eq!(mended.text(), read, "{typed}");
        for (at, _) in read.char_indices() {
            let typed_bytes = mended.typed(&(at..at + 1));
            assert!(typed.is_char_boundary(typed_bytes.start), "{typed:?}: {at}");
            assert!(typed_bytes.end <= typed.len(), "{typed:?}: {at}");
        }
    }

    #[test]
    fn values_are_read_as_meant() {
        for (typed, read) in [
            ("что: Семинар: итоги", "что: 'Семинар: итоги'"),
            ("  - что: Семинар: итоги\n", "  - что: 'Семинар: итоги'\n"),
            ("что: О'Генри: рассказы", "что: 'О''Генри: рассказы'"),
            ("что: Вопросы:\nкто: все\n", "что: 'Вопросы:'\nкто: все\n"),
            ("- *важно\n- %\n", "- '*важно'\n- '%'\n"),
            ("что: -\n", "что: '-'\n"),
            ("что: [1] и далее\n", "что: '[1] и далее'\n"),
            ("- \"Книга\" и мы\n", "- '\"Книга\" и мы'\n"),
            ("что: “Книга”\n", "что: 'Книга'\n"),
            ("что: \"Проект \"Книга\" и мы\"\n", "что: 'Проект \"Книга\" и мы'\n"),
            ("что: Семинар: итоги # заметка\n", "что: 'Семинар: итоги' # заметка\n"),
            ("что: Семинар: итоги\n  и планы\nкто: все\n", "что: 'Семинар: итоги\n  и планы'\nкто: все\n"),
            ("цели:\n  *Чтение\n", "цели:\n  '*Чтение'\n"),
            ("когда:октябрь\n", "когда: октябрь\n"),
            ("- что: а\n  когда:октябрь\n", "- что: а\n  когда: октябрь\n"),
            ("а:\n  когда:октябрь\n  кто: все\n", "а:\n  когда: октябрь\n  кто: все\n"),
            ("что: строка\u{b}вторая\n", "что: строка вторая\n"),
        ] {
            check(typed, read);
        }
    }

    #[test]
    fn indentation_is_read_as_meant() {
        for (typed, read) in [
            ("а:\n\u{a0}\u{a0}- б\n", "а:\n  - б\n"),
            ("кто:\u{a0}все\n", "кто: все\n"),
            ("-\u{a0}что:\u{2003}все\n", "- что: все\n"),
            ("а:\n\t- что: б\n\t  кто: в\n\t\tгде: г\n", "а:\n  - что: б\n    кто: в\n    где: г\n"),
            ("а:\n- что: б\n\tкто: в\n", "а:\n- что: б\n  кто: в\n"),
            ("а:\n\t\t\t- б\n", "а:\n\t\t\t- б\n"),
            ("что: |\n\u{a0}\u{a0}текст\n\u{a0}\u{a0}ещё\n", "что: |\n  текст\n  ещё\n"),
            ("что: |\n\tтекст: раз\nкто: все\n", "что: |\n  текст: раз\nкто: все\n"),
            ("что: а\n\u{a0}\u{a0}и б\n", "что: а\n  и б\n"),
            ("а: б\n\t\nв: г\n", "а: б\n\nв: г\n"),
            ("а: б\n\u{b}в\u{b}г\n", "а: б\n в г\n"),
        ] {
            check(typed, read);
        }
    }

    #[test]
    fn what_yaml_understands_is_left_alone() {
        for text in [
            "",
            "\n",
            "а",
            "название: План\nцели:\n  - Первая\n  - Вторая, с запятой\n",
            "что: |\n  *текст: раз\n    - [два\n\n  три: \"\nкто: все\n",
            "что: >-\n  @текст\n",
            "что: \"открыта:\n  и закрыта\" # заметка\nкто: все\n",
            "темы: [чтение,\n  книги: 5,\n]\nкто: все\n",
            "что: Текст\n  продолжение:раз\n  *два\n",
            "сайт:\n  https://школа.рф\n  10:30\n",
            "когда: 10:30\nадрес: https://школа.рф\n",
            "- - а\n  - б\n",
            "# заметка: [раз\nчто: # заметка\n  а: б\n",
            "что: \"Не закрыта\nкто: все\n",
            "темы: [чтение\nкто: все\n",
            "цели: - Первая\n      - Вторая\n",
            "название: «Книга» и „Чтение“\n",
            "описание:\n  Школа:адрес\n",
        ] {
            check(text, text);
        }
    }
}
