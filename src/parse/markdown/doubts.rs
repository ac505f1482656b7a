//! What is doubtful in a document written in Markdown: its words, and what only its structure shows.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::{Located, words_until};
use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place};
use crate::prose::{self, Medium, corrected, items};

/// Words of a link that say nothing by themselves.
const VAGUE: &[&str] = &[
    "больше",
    "далее",
    "жми",
    "жми сюда",
    "здесь",
    "нажмите",
    "нажмите здесь",
    "перейти",
    "перейти по ссылке",
    "по ссылке",
    "по этой ссылке",
    "подробнее",
    "подробнее здесь",
    "подробнее по ссылке",
    "подробности",
    "смотреть здесь",
    "ссылка",
    "ссылке",
    "сюда",
    "тут",
    "узнать больше",
    "узнать подробнее",
    "читать",
    "читать далее",
    "читать дальше",
    "читать подробнее",
    "эта ссылка",
    "этой ссылке",
    "here",
    "link",
];

/// The document whose doubts are looked for.
struct Document<'d> {
    path: &'d Arc<str>,
    text: &'d str,
    base: usize,
    /// How many levels its headings stand below where they are written.
    shift: usize,
}

/// Reports what is doubtful in `text`, which begins `base` bytes into the file `path` and was read as `events`; its headings
/// are published `shift` levels lower.
pub(super) fn report(
    (path, text, base): (&Arc<str>, &str, usize),
    shift: u8,
    events: &[Located],
    diagnostics: &mut Diagnostics,
) {
    let document = Document { path, text, base, shift: usize::from(shift) };
    let only_words = words_only(text, events);
    for doubt in prose::doubts(&only_words, Medium::Markdown) {
        diagnostics.push(doubt.diagnostic(path, text, base));
    }
    let mut above = 1;
    let mut html_of_word = false;
    for (at, (event, range)) in events.iter().enumerate() {
        let behind = &events[at + 1..];
        let found = match event {
            Event::Start(Tag::Image { .. }) => document.picture(range, behind),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let words = words_until(behind, |event| matches!(event, Event::End(TagEnd::Link)));
                document
                    .personal_address(dest_url, &words, range)
                    .or_else(|| document.link(*link_type, &words, range, behind))
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let before = std::mem::replace(&mut above, document.level(*level));
                document.heading(before, *level, range)
            }
            Event::Start(Tag::Paragraph) => document.merged_list(range),
            Event::Html(html) | Event::InlineHtml(html) if !html_of_word => {
                let found =
                    prose::of_html(html).map(|doubt| doubt.shifted(range.start).diagnostic(path, text, base));
                html_of_word = found.is_some();
                found
            }
            _ => None,
        };
        diagnostics.extend(found);
    }
}

/// The text with spaces in place of everything that is no word of the author's: signs of Markdown, addresses, code, HTML. Its
/// bytes stand where they stood, and what parts lines and cells stays.
fn words_only(text: &str, events: &[Located]) -> String {
    let kept = |byte: u8| if matches!(byte, b'\n' | b'|') { char::from(byte) } else { ' ' };
    let blank = |part: &str| part.bytes().map(kept).collect::<String>();
    let mut words = String::with_capacity(text.len());
    let mut code = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            // What does not stand there as written, an entity or what follows a backslash, is the author's intention.
            Event::Text(run) if !code && range.start >= words.len() && text[range.clone()] == **run => {
                let intended = text[..range.start].ends_with('\\');
                words.push_str(&blank(&text[words.len()..range.start]));
                words.push_str(if intended { "" } else { run });
            }
            _ => {}
        }
    }
    words.push_str(&blank(&text[words.len()..]));
    words
}

impl Document<'_> {
    fn place(&self, range: &Range<usize>) -> Place {
        Place::new(self.path, self.base + range.start..self.base + range.end)
    }

    /// Lines of a list that Markdown reads as one paragraph, because no hyphen begins them. Two spaces or a backslash at the
    /// end of a line say that it is meant so.
    fn merged_list(&self, range: &Range<usize>) -> Option<Diagnostic> {
        let at = range.start + items::merged(&self.text[range.clone()])?;
        let above = self.text[..at].trim_end_matches([' ', '\t']).trim_end_matches('\n');
        if above.ends_with("  ") || above.ends_with('\\') {
            return None;
        }
        let line = self.text[at..range.end].lines().next().unwrap_or_default();
        let (mark, item) = items::Mark::of(line)?;
        let (begin, hint) = match mark {
            items::Mark::Number(number) => (
                format!("{number}. "),
                "Поставьте в каждой строке после номера точку и пробел, а перед списком пустую строку:",
            ),
            _ => ("- ".to_owned(), "Начинайте каждую строку списка с дефиса и пробела:"),
        };
        let place = self.place(&(at..at + line.len() - item.len()));
        let warning = Diagnostic::warning(Lint::MergedList, place, "Строки списка слились в один абзац");
        Some(warning.hint(hint).correction(format!("{begin}{}", item.trim_end())))
    }

    /// A picture without words in its brackets.
    fn picture(&self, range: &Range<usize>, behind: &[Located]) -> Option<Diagnostic> {
        let words = words_until(behind, |event| matches!(event, Event::End(TagEnd::Image)));
        if !words.trim().is_empty() {
            return None;
        }
        let warning = Diagnostic::warning(
            Lint::PictureWithoutDescription,
            self.place(range),
            "У картинки нет описания",
        )
        .hint("Напишите в квадратных скобках, что на ней видно:");
        let brackets = self.text[range.clone()].find("![]").map(|at| range.start + at + 2);
        let line =
            brackets.and_then(|at| corrected(self.text, range, &[(at..at, "что на картинке".to_owned())]));
        Some(warning.correction(line))
    }

    /// A link whose words say nothing when they are read without the text round them.
    fn link(
        &self,
        kind: LinkType,
        words: &str,
        range: &Range<usize>,
        behind: &[Located],
    ) -> Option<Diagnostic> {
        if matches!(kind, LinkType::Autolink | LinkType::Email) {
            return None;
        }
        let plain: String = words.to_lowercase().replace('ё', "е");
        let plain = plain.trim_matches(|letter: char| !letter.is_alphanumeric()).trim();
        let message = if words.trim().is_empty() {
            let picture =
                behind.first().is_some_and(|(event, _)| matches!(event, Event::Start(Tag::Image { .. })));
            if picture {
                return None;
            }
            "У ссылки нет слов, нажать не на что".to_owned()
        } else if VAGUE.contains(&plain) {
            format!("Слова ссылки «{}» не говорят, куда она ведёт", words.trim())
        } else {
            return None;
        };
        Some(Diagnostic::warning(Lint::VagueLink, self.place(range), message).hint(
            "Сделайте ссылкой название того, что откроется: [положение о конкурсе](…), а не [здесь](…).",
        ))
    }

    /// A mailbox or a telephone that stands only in the address of a link.
    fn personal_address(&self, address: &str, words: &str, range: &Range<usize>) -> Option<Diagnostic> {
        let lower = address.to_lowercase();
        let what = if lower.starts_with("mailto:") {
            "адрес электронной почты"
        } else if lower.starts_with("tel:") {
            "номер телефона"
        } else {
            return None;
        };
        let shown =
            prose::doubts(words, Medium::Markdown).iter().any(|doubt| doubt.lint == Lint::PersonalData);
        (!shown).then(|| {
            Diagnostic::warning(Lint::PersonalData, self.place(range), format!("В ссылке стоит {what}")).hint(
                "Если это связь с организацией, перенесите её в поле «контакты» файла association.yaml; личное уберите.",
            )
        })
    }

    /// A heading more than one level below the one above it, `before`.
    fn heading(&self, before: usize, level: HeadingLevel, range: &Range<usize>) -> Option<Diagnostic> {
        let written = level as usize;
        if self.level(level) <= before + 1 {
            return None;
        }
        let wanted = "#".repeat((before + 1).saturating_sub(self.shift).max(1));
        let line = self.text[range.clone()].lines().next().unwrap_or_default();
        let place = self.place(&(range.start..range.start + line.trim_end().len()));
        let above = if before == 1 {
            "названием страницы".to_owned()
        } else {
            format!("заголовком {}", "#".repeat(before - self.shift.min(before - 1)))
        };
        let message = format!("Под {above} сразу стоит {}: уровень пропущен", "#".repeat(written));
        let warning = Diagnostic::warning(Lint::SkippedHeading, place, message).hint("Напишите так:");
        let mended =
            line.strip_prefix(&"#".repeat(written)).map(|words| format!("{wanted}{}", words.trim_end()));
        Some(warning.correction(mended))
    }

    /// The level that a heading has on the page, whose title has the first.
    fn level(&self, written: HeadingLevel) -> usize {
        written as usize + self.shift
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::parse;
    use super::*;

    fn found(text: &str) -> Vec<(Lint, String)> {
        let mut diagnostics = Diagnostics::default();
        parse(&"t.md".into(), text, 0, &mut diagnostics);
        let lints = diagnostics.sorted().into_iter().filter_map(|found| Some((found.lint?, found.place?)));
        lints.map(|(lint, place)| (lint, text[place.span.0..place.span.1].to_owned())).collect()
    }

    #[test]
    fn what_the_structure_shows_is_found() {
        for (text, lint, words) in [
            ("![](a.jpg)", Lint::PictureWithoutDescription, "![](a.jpg)"),
            ("## Ход\n\n#### Разминка\n", Lint::SkippedHeading, "#### Разминка"),
            ("### Ход\n", Lint::SkippedHeading, "### Ход"),
            ("Положение [здесь](https://a.ru).", Lint::VagueLink, "[здесь](https://a.ru)"),
            ("[**Читать далее…**](https://a.ru)", Lint::VagueLink, "[**Читать далее…**](https://a.ru)"),
            ("[](https://a.ru)", Lint::VagueLink, "[](https://a.ru)"),
            ("Пишите [нам](mailto:a@b.ru)", Lint::PersonalData, "[нам](mailto:a@b.ru)"),
            ("Пишите <a@b.ru>", Lint::PersonalData, "a@b.ru"),
            ("Звоните **8-912-345-67-89**", Lint::PersonalData, "8-912-345-67-89"),
            ("<p class=\"MsoNormal\">а</p>", Lint::MarkupDebris, "class=\"Mso"),
            ("а [bookmark: _GoBack] б", Lint::MarkupDebris, "[bookmark: _GoBack]"),
            ("** Важно** и ещё **раз", Lint::MarkupDebris, "**"),
            ("Встречи *в течении* года", Lint::Misspelling, "течении"),
            ("- Урок «Книга\n- Беседа", Lint::UnpairedMarks, "«"),
            ("Взять:\n•\tкнигу;\n•\tблокнот.", Lint::MergedList, "•\t"),
            ("Повестка:\n1)Первое\n2)Второе", Lint::MergedList, "2)"),
        ] {
            assert_eq!(found(text), [(lint, words.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_is_well_written_is_left_alone() {
        for text in [
            "# Название\n\n## Часть\n\n### Глава\n\n## Часть\n",
            "## Часть\n\n### Глава\n\n#### Шаг\n\n## Часть\n",
            "[ход урока](x.md) и <https://a.ru/здесь> и https://a.ru",
            "[![Обложка](a.jpg)](b.md)",
            "`<p>` и `(` и 8-912\n\n```\n«(<o:p>\n```\n",
            "Скобка \\( и 1) раз 2) два",
            "<div class=\"note\">Мы</div>",
            "Книги&nbsp;и чтение **важны**",
            "«Первый абзац.\n\nВторой абзац».",
            "- [ ] сделать\n- [x] готово\n",
            "Сноска[^1].\n\n[^1]: (да)\n",
            "[здесь мы писали о книгах](a.md)",
            "— Да?  \n— Нет.\n",
            "Повестка:\n1. Первое\n2. Второе\n",
            "| а | б |\n|---|---|\n| 8 | 912 345 67 89 |\n",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn lines_are_shown_as_they_should_be() {
        let corrections = |text: &str| {
            let mut diagnostics = Diagnostics::default();
            parse(&"t.md".into(), text, 0, &mut diagnostics);
            diagnostics.sorted().into_iter().filter_map(|found| found.correction).collect::<Vec<_>>()
        };
        assert_eq!(corrections("## Ход\n\n#### Разминка\n"), ["### Разминка"]);
        assert_eq!(corrections("# Ход\n\n### Разминка\n"), ["## Разминка"]);
        assert_eq!(corrections("Вот ![](a.jpg) она"), ["Вот ![что на картинке](a.jpg) она"]);
    }

    proptest! {
        #[test]
        fn any_document_is_read(text in "\\PC{0,200}") {
            found(&text);
        }

        #[test]
        fn documents_full_of_markup_are_read(
            text in "([#*_`<>()\\[\\]!&\\\\|~ \n-]|«|»|здесь|а@б\\.рф|&nbsp;|<o:p>|\\[\\^1\\]|!\\[\\]\\(a\\)|\\]\\(tel:1\\)){0,60}"
        ) {
            found(&text);
        }
    }
}
