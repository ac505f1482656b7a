//! Materials as published: their authors read, their meetings found, what is doubtful in the card said.

use std::sync::Arc;

use super::activities::Activities;
use super::credit::Credits;
use super::document::{Linker, values};
use super::document_memory::Linked;
use super::shelf::Entry;
use super::target::{Found, Lost};
use super::value;
use crate::diagnostic::{Diagnostic, Lint, Place};
use crate::model::material::{Classes, Licence, Material, Presented};
use crate::model::{Document, Subject};
use crate::parse::material::{RawBook, RawMaterial};
use crate::parse::record::Text;
use crate::russian::classes::classes;

impl Linker<'_> {
    /// The materials of one association, their authors read by `credits`.
    pub(super) fn materials(
        &mut self,
        entries: &[Entry<RawMaterial>],
        activities: &Activities,
        credits: &Credits,
        known: &mut Linked<RawMaterial, Material>,
    ) -> Vec<Arc<Material>> {
        self.remembered(entries, known, |linker, entry| Some(linker.material(entry, activities, credits)))
    }

    fn material(
        &mut self,
        entry: &Entry<RawMaterial>,
        activities: &Activities,
        credits: &Credits,
    ) -> Material {
        let source = &entry.document.source;
        let article = self.article(entry, activities);
        let own = &*entry.own;
        let titles = own.books.iter().map(|book| &book.title);
        self.mention_all(own.sources.iter().chain(titles).chain(&own.licence).chain(&own.presented));
        self.check_card(own);
        let authors = own.authors.iter().map(|author| credits.author(author)).collect();
        Material {
            article,
            kind: value(own.kind.as_ref()),
            authors,
            audience: values(&own.audience),
            classes: own.classes.as_ref().map(read_classes),
            occasion: value(own.occasion.as_ref()),
            books: own.books.iter().map(book).collect(),
            filed_under: own.year,
            bbk: own.bbk.as_ref().map(|text| without_name(&text.value, "ББК")),
            udc: own.udc.as_ref().map(|text| without_name(&text.value, "УДК")),
            age: own.age,
            licence: own.licence.as_ref().map(|text| Licence::read(&text.value)),
            sources: values(&own.sources),
            presented: own.presented.iter().filter_map(|field| self.presented(source, field)).collect(),
        }
    }

    /// Where a material was presented: words, or the file of a meeting.
    fn presented(&mut self, source: &str, field: &Text) -> Option<Presented> {
        if !is_path(&field.value) {
            return Some(Presented::Words(field.value.clone()));
        }
        let lost = match self.targets.find(source, &field.value) {
            Ok(Found::Page(Subject::Document(meeting @ Document::Meeting(..)), _)) => {
                return Some(Presented::At(meeting));
            }
            Ok(Found::Unread) => return None,
            Ok(_) => Lost {
                message: "Здесь нужно заседание, а это что-то другое".to_owned(),
                hint: "Напишите путь к файлу заседания, например ../meetings/2026-09-24-ustanovochnoe.md, или слова."
                    .to_owned(),
            },
            Err(lost) => lost,
        };
        self.report(Diagnostic::error(field.place.clone(), lost.message).hint(lost.hint));
        None
    }

    /// Reports what is doubtful in the fields of a card, and terms of use that forbid what is about to happen.
    fn check_card(&mut self, own: &RawMaterial) {
        let unread = own.classes.as_ref().filter(|text| classes(&text.value).is_none());
        let unread = unread.map(|text| {
            let message = format!("Классы не прочитаны: «{}»", text.value);
            Diagnostic::warning(Lint::UnreadClasses, text.place.clone(), message)
                .hint("Напишите числами или ступенью: 5-6; 1-4, 7; начальная школа.")
        });
        let bbk = own.bbk.as_ref().filter(|text| !is_bbk(&without_name(&text.value, "ББК")));
        let bbk = bbk.map(|text| index(&text.place, "ББК", "78.38"));
        let udc = own.udc.as_ref().filter(|text| !is_udc(&without_name(&text.value, "УДК")));
        let udc = udc.map(|text| index(&text.place, "УДК", "027.8"));
        let forbids = |text: &&Text| text.value.to_lowercase().contains("не публиковать");
        let forbidden = own.licence.as_ref().filter(forbids).map(|text| {
            Diagnostic::error(
                text.place.clone(),
                "Условия говорят «не публиковать», а материал попадёт на сайт",
            )
            .reason("Условия использования только показывают посетителю; от публикации они не удерживают.")
            .hint("Добавьте в шапку строку «публиковать: нет» или измените условия.")
        });
        for diagnostic in [unread, bbk, udc, forbidden].into_iter().flatten() {
            self.report(diagnostic);
        }
    }
}

fn index(place: &Place, name: &str, example: &str) -> Diagnostic {
    let message = format!("Это не похоже на индекс {name}");
    Diagnostic::warning(Lint::DoubtfulIndex, place.clone(), message)
        .hint(format!("Сверьте его с таблицами; индекс {name} выглядит так: {example}."))
}

/// Whether a text is meant for a path and not for words about a meeting.
fn is_path(text: &str) -> bool {
    let text = text.replace('\\', "/");
    text.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("md"))
        || ["../", "./"].iter().any(|beginning| text.starts_with(beginning))
        || ["meetings/", "заседания/"].iter().any(|folder| text.contains(folder) && !text.contains("://"))
}

fn read_classes(text: &Text) -> Classes {
    Classes { text: text.value.clone(), numbers: classes(&text.value).unwrap_or_default() }
}

/// «А. Чехов. Каштанка»
fn book(book: &RawBook) -> String {
    match &book.author {
        Some(author) => format!("{}. {}", author.value.trim_end_matches('.'), book.title.value),
        None => book.title.value.clone(),
    }
}

/// An index without the name of its classification before it: «ББК 78.38».
fn without_name(text: &str, name: &str) -> String {
    text.strip_prefix(name).unwrap_or(text).trim_start_matches([':', ' ', '\u{a0}']).to_owned()
}

/// Whether a text has the shape of an index of ББК: one or two figures or a letter, then figures in groups and marks.
fn is_bbk(text: &str) -> bool {
    let letter = text.chars().next().is_some_and(|first| matches!(first, 'А'..='Я'));
    let figures = text.chars().take_while(char::is_ascii_digit).count();
    (letter || (1..=2).contains(&figures)) && is_index(text)
}

/// Whether a text has the shape of an index of УДК: figures in groups of three with a point between them, then marks.
fn is_udc(text: &str) -> bool {
    let end = text.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(text.len());
    let groups: Vec<&str> = text[..end].split('.').collect();
    let (last, whole) = groups.split_last().unwrap_or((&"", &[]));
    let in_groups = whole.iter().all(|group| group.len() == 3) && (1..=3).contains(&last.len());
    in_groups && is_index(text)
}

/// Figures, and the signs that both classifications put between them.
fn is_index(text: &str) -> bool {
    let known = |sign: char| sign.is_alphanumeric() || " .,()=+-–:/*'\"«»[]".contains(sign);
    let pairs = text.matches('(').count() == text.matches(')').count();
    text.chars().all(known) && text.contains(|sign: char| sign.is_ascii_digit()) && pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_is_known_by_its_shape() {
        for text in ["78.38", "74.200.58", "84(2Рос=Рус)6-44", "63.3(2)", "Ш5(2=411.2)6-44", "92", "2"]
        {
            assert!(is_bbk(text), "{text}");
        }
        for text in ["027.8", "библиотека", "", "78.38!", "84(2", "78,38;"] {
            assert!(!is_bbk(text), "{text}");
        }
        for text in ["027.8", "373.5:028", "82-93", "821.161.1-93", "02", "027.8(470)", "004"] {
            assert!(is_udc(text), "{text}");
        }
        for text in ["78.38", "0278", "УДК", "", "27.08.1", "027.8;"] {
            assert!(!is_udc(text), "{text}");
        }
        assert_eq!(without_name("ББК 78.38", "ББК"), "78.38");
    }

    #[test]
    fn words_about_a_meeting_are_no_path() {
        for text in ["../meetings/a.md", "a.md", "..\\meetings\\a", "/meetings/2026-09-24", "заседания/a"]
        {
            assert!(is_path(text), "{text}");
        }
        for text in ["установочное заседание 24.09.2026", "семинар 12/2025", "https://a.ru/meetings/1"]
        {
            assert!(!is_path(text), "{text}");
        }
    }
}
