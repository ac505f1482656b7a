//! Lines that were meant as structure and are read as words, because a sign or a space is missing.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Located;
use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place};
use crate::prose::items;

/// The first fields of a header that somebody pastes in the middle of a text.
const HEADER: &[&str] = &["название", "дата", "title", "date"];

/// Signs that word processors put before the items of a list; the second is from Word's own font.
const BULLETS: &[char] = &['•', '\u{f0b7}', '▪', '●', '◦', '‣'];

/// Bullets, numbers and headings of more signs than these are none.
const MOST_SIGNS: usize = 6;

/// Reports the lines of `text`, which begins `base` bytes into the file `path` and was read as `events`.
pub(super) fn report(
    (path, text, base): (&Arc<str>, &str, usize),
    events: &[Located],
    diagnostics: &mut Diagnostics,
) {
    let mut below_rule = false;
    for (event, range) in events {
        let words = matches!(event, Event::Start(Tag::Paragraph | Tag::Heading { .. }));
        // Where nothing stands before the text, this is the first header, and what is wrong with it is said elsewhere.
        let second = words && below_rule && base > 0;
        let first = if second { begins_header(&text[range.clone()]) } else { None };
        if let Some(length) = first {
            let place = Place::new(path, base + range.start..base + range.start + length);
            diagnostics.push(second_header(place));
        } else if matches!(event, Event::Start(Tag::Paragraph)) {
            let found = paragraph(&text[range.clone()]);
            diagnostics.extend(found.map(|misread| misread.diagnostic(path, base + range.start)));
        }
        below_rule = match event {
            Event::Rule => true,
            // Words above a line of hyphens are a heading, and the line is gone.
            Event::End(TagEnd::Heading(_)) => text[range.clone()].trim_end().ends_with("---"),
            _ => false,
        };
    }
}

/// The length of the first line, where it is a field of a header.
fn begins_header(text: &str) -> Option<usize> {
    let line = text.lines().next()?;
    let (name, value) = line.split_once(':')?;
    let known = HEADER.contains(&name.trim().to_lowercase().as_str());
    (known && value.starts_with([' ', '\t'])).then_some(line.len())
}

fn second_header(place: Place) -> Diagnostic {
    Diagnostic::error(place, "Посреди текста стоит вторая шапка страницы")
        .reason("Её поля попадут на страницу как обычные слова.")
        .hint("В одном файле одна страница: перенесите всё от этой шапки и ниже в новый файл рядом с этим.")
}

/// What a line was meant to be.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Misread {
    message: &'static str,
    hint: &'static str,
    /// The bytes of the line in its paragraph.
    line: Range<usize>,
    /// The line, or the whole table, as it should be.
    meant: String,
}

impl Misread {
    fn diagnostic(self, path: &Arc<str>, start: usize) -> Diagnostic {
        let place = Place::new(path, start + self.line.start..start + self.line.end);
        Diagnostic::warning(Lint::MarkupDebris, place, self.message).hint(self.hint).correction(self.meant)
    }
}

/// The first misread line of a paragraph: the others are most likely of its kind.
fn paragraph(text: &str) -> Option<Misread> {
    let mut start = 0;
    let lines: Vec<(usize, &str)> = text
        .split_inclusive('\n')
        .map(|line| {
            start += line.len();
            (start - line.len(), line.trim_end())
        })
        .collect();
    // A list whose lines have run together is another doubt, told where its second item begins.
    let merged = items::merged(text).is_some();
    let item = |start: usize, line: &str| item(start, line).filter(|_| !merged);
    table(&lines).or_else(|| {
        lines.iter().find_map(|(start, line)| heading(*start, line).or_else(|| item(*start, line)))
    })
}

/// Rows parted by tabs, or a table without the line below its first row.
fn table(lines: &[(usize, &str)]) -> Option<Misread> {
    let (start, first) = lines.first().filter(|_| lines.len() > 1)?;
    let line = *start..start + first.len();
    let piped = lines.iter().all(|(_, line)| line.trim_start().starts_with('|'));
    if piped {
        let cells = first.trim().trim_matches('|').split('|').count();
        return Some(Misread {
            message: "Таблица не получилась: под её первой строкой нужна строка |---|---|",
            hint: "В ней столько же столбцов, сколько в первой:",
            line,
            meant: format!("{}\n{}", first.trim(), delimiter(cells)),
        });
    }
    let tabbed = lines.iter().all(|(_, line)| line.trim().contains('\t'));
    tabbed.then(|| {
        let row = |line: &str| format!("| {} |", line.trim().split('\t').collect::<Vec<_>>().join(" | "));
        let mut rows: Vec<String> = lines.iter().map(|(_, line)| row(line)).collect();
        rows.insert(1, delimiter(first.trim().split('\t').count()));
        Misread {
            message: "Таблица не получилась: её столбцы разделены табуляцией",
            hint: "Разделите их чертой:",
            line,
            meant: rows.join("\n"),
        }
    })
}

fn delimiter(cells: usize) -> String {
    format!("|{}", "---|".repeat(cells))
}

/// «##Ход» or seven signs. One sign without a space is a hashtag.
fn heading(start: usize, line: &str) -> Option<Misread> {
    let words = line.trim_start_matches('#');
    let signs = line.len() - words.len();
    let misread = |message, hint| Misread {
        message,
        hint,
        line: start..start + line.len(),
        meant: format!("{} {}", "#".repeat(signs.min(MOST_SIGNS)), words.trim()),
    };
    if signs > MOST_SIGNS && words.starts_with(' ') {
        return Some(misread("Заголовок не получился: знаков # больше шести", "Напишите так:"));
    }
    (signs > 1 && words.starts_with(char::is_alphanumeric))
        .then(|| misread("Заголовок не получился: после знаков # нужен пробел", "Напишите так:"))
}

/// «-третий», «• третий», «3.третий», «3)третий».
fn item(start: usize, line: &str) -> Option<Misread> {
    let letter = |words: &str| words.starts_with(char::is_alphabetic);
    let digits = line.len() - line.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let meant = if let Some(words) = line.strip_prefix(BULLETS) {
        format!("- {}", words.trim())
    } else if let Some(words) = line.strip_prefix('-').filter(|words| letter(words)) {
        format!("- {words}")
    } else {
        let (number, words) = line.split_at_checked(digits + 1).filter(|_| (1..=2).contains(&digits))?;
        // «5.а» and «2)б» are numbers of their own; what is meant as words has more than a letter.
        let meant = number.ends_with(['.', ')']) && letter(words) && words.chars().nth(1)?.is_alphabetic();
        meant.then(|| format!("{number} {words}"))?
    };
    Some(Misread {
        message: "Список не получился: строки сольются в один абзац",
        hint: "Начните каждую строку списка с дефиса или номера и пробела, а перед первой оставьте пустую:",
        line: start..start + line.len(),
        meant,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_found() {
        for (text, meant) in [
            ("Урок\n##Ход урока", "## Ход урока"),
            ("####### Семь", "###### Семь"),
            ("-третий", "- третий"),
            ("Темы:\n•\tчтение", "- чтение"),
            ("\u{f0b7}  чтение", "- чтение"),
            ("1.Первый", "1. Первый"),
            ("1)Первый", "1) Первый"),
            ("№\tШкола\n1\tПервая", "| № | Школа |\n|---|---|\n| 1 | Первая |"),
            ("| Школа | Книг |\n| Первая | 2 |", "| Школа | Книг |\n|---|---|"),
        ] {
            assert_eq!(paragraph(text).map(|misread| misread.meant).as_deref(), Some(meant), "{text}");
        }
    }

    #[test]
    fn words_are_left_alone() {
        for text in [
            "#школьнаябиблиотека #книги",
            "-5 градусов",
            "– Здравствуйте!\n– Здравствуйте.",
            "1.09 начался год",
            "2024.Итоги",
            "5.а класс",
            "Адрес:\tг. Невьянск",
            "| черта",
            "\\##Ход",
            "-",
            "#",
        ] {
            assert_eq!(paragraph(text), None, "{text}");
        }
    }

    #[test]
    fn a_header_in_the_text_is_found() {
        let found = |text: &str| {
            let mut diagnostics = Diagnostics::default();
            super::super::parse(&"t.md".into(), text, 1, &mut diagnostics);
            let place =
                diagnostics.sorted().into_iter().find(|found| found.message.contains("шапка"))?.place?;
            Some(text[place.span.0 - 1..place.span.1 - 1].to_owned())
        };
        assert_eq!(
            found("---\nназвание: Второе\nдата: 12.11.2024\n---\nТекст.").as_deref(),
            Some("название: Второе")
        );
        assert_eq!(found("Текст.\n---\nДата: 12.11.2024\n---\n").as_deref(), Some("Дата: 12.11.2024"));
        assert_eq!(found("Текст.\n\n---\n\nдата: 1\nфайлы:\n  - файл: x\n---\n").as_deref(), Some("дата: 1"));
        assert_eq!(found("Дата: 12.11.2024"), None);
        assert_eq!(found("---\n\nТекст: слова"), None);
    }
}
