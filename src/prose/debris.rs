//! What a conversion left behind: tags, entities, marks of Word, asterisks that nobody reads.

use std::ops::Range;

use super::{Doubt, Medium};
use crate::diagnostic::Lint;

/// The tags that conversions leave; a `<` before anything else is a sign of the text.
const TAGS: &[&str] = &[
    "a",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "col",
    "colgroup",
    "div",
    "em",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "html",
    "i",
    "img",
    "li",
    "o:p",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "w:p",
];

/// The entities that conversions leave, and the signs they stand for.
const ENTITIES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&gt;", ">"),
    ("&laquo;", "«"),
    ("&lt;", "<"),
    ("&mdash;", "—"),
    ("&nbsp;", " "),
    ("&ndash;", "–"),
    ("&quot;", "\""),
    ("&raquo;", "»"),
    ("&shy;", ""),
];

/// What Word puts in the place of fields that it could not make, parted at a sign that a text seldom has.
const FIELDS: &[(&str, &str)] = &[
    ("Ошибка", "! Источник ссылки не найден"),
    ("Ошибка", "! Закладка не определена"),
    ("Error", "! Reference source not found"),
    ("\\", "* MERGEFORMAT"),
    ("PAGEREF ", "_Toc"),
    ("", "_GoBack"),
];

/// What Word leaves in the HTML that is copied from it.
const WORD_HTML: &[&str] =
    &["<o:p", "</o:p", "mso-", "class=\"Mso", "class=Mso", "<!--[if", "<w:", "<v:", "<st1:", "<m:"];

/// Why debris in HTML matters, which nobody sees as it is.
const REASON_OF_HTML: &str =
    "На странице этой разметки не будет, но вместе с ней может пропасть и часть оформления.";

/// The debris in `text`: one doubt, at the first piece, however many there are.
pub(super) fn doubts(text: &str, medium: Medium) -> Option<Doubt> {
    let mut pieces = fields(text);
    pieces.extend(bookmarks(text));
    pieces.extend(asterisks(text, medium));
    pieces.extend(lost_letters(text));
    if medium == Medium::Plain {
        pieces.extend(tags(text));
        pieces.extend(entities(text));
    }
    pieces.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let (span, _) = pieces.first()?.clone();
    let words = &text[span.clone()];
    let message = match words {
        "**" => "Звёздочки ** не сработали и останутся в тексте".to_owned(),
        "\u{fffd}" => "Здесь потеряна буква: на её месте знак �".to_owned(),
        words => {
            format!("Здесь осталась разметка: {}", words.split_whitespace().collect::<Vec<_>>().join(" "))
        }
    };
    let hint = match words {
        "**" if medium == Medium::Markdown => "Уберите пробел между звёздочками и словом или сами звёздочки.",
        "\u{fffd}" => "Сверьте слово с документом и впишите букву.",
        _ => "Уберите её, оставьте только слова:",
    };
    let mut doubt = Doubt::new(Lint::MarkupDebris, span, message, hint);
    if words != "\u{fffd}" {
        doubt.edits = pieces;
    }
    Some(doubt)
}

/// The debris of Word in a piece of an author's HTML.
pub fn of_html(html: &str) -> Option<Doubt> {
    let found = WORD_HTML.iter().filter_map(|words| html.find(words).map(|at| at..at + words.len()));
    let span = found.min_by_key(|span| span.start)?;
    let message = format!("Здесь осталась разметка Word: {}", &html[span.clone()]);
    let hint = "Вставьте текст из Word без оформления (в Блокнот и оттуда сюда) или уберите разметку.";
    let mut doubt = Doubt::new(Lint::MarkupDebris, span, message, hint);
    doubt.reason = Some(REASON_OF_HTML);
    Some(doubt)
}

type Pieces = Vec<(Range<usize>, String)>;

fn fields(text: &str) -> Pieces {
    let signs = text.match_indices(['!', '*', '_']).map(|(at, _)| at);
    let found = signs.filter_map(|at| {
        let is_field =
            |(before, rest): &&(&str, &str)| text[at..].starts_with(rest) && text[..at].ends_with(before);
        let (before, rest) = FIELDS.iter().find(is_field)?;
        Some((at - before.len()..at + rest.len(), String::new()))
    });
    found.collect()
}

fn lost_letters(text: &str) -> Pieces {
    // The first byte of the sign tells it from any Russian letter.
    if !text.as_bytes().contains(&0xEF) {
        return Vec::new();
    }
    text.match_indices('\u{fffd}').map(|(at, sign)| (at..at + sign.len(), String::new())).collect()
}

fn bookmarks(text: &str) -> Pieces {
    let found = text.match_indices("[bookmark:");
    let ends = found.filter_map(|(at, _)| near(&text[at..]).find(']').map(|length| at..at + length + 1));
    ends.filter(|span| !text[span.clone()].contains('\n')).map(|span| (span, String::new())).collect()
}

fn tags(text: &str) -> Pieces {
    let ends = text.match_indices('<').filter_map(|(at, _)| Some(at..at + tag_length(&text[at..])?));
    ends.map(|span| (span, String::new())).collect()
}

/// The length of the tag that `text` begins with, where it is one that conversions leave.
fn tag_length(text: &str) -> Option<usize> {
    let text = near(text);
    let inside = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    let name_end = inside.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == ':'))?;
    let name = &inside[..name_end];
    let closed = inside[name_end..].starts_with(['>', '/', ' ', '\n']);
    let known = TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag));
    let length = text.find('>')? + 1;
    (known && closed).then_some(length)
}

/// As much of `text` as a tag or a mark may take.
fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(300)]
}

fn entities(text: &str) -> Pieces {
    if !text.contains('&') {
        return Vec::new();
    }
    let found = ENTITIES.iter().flat_map(|(entity, sign)| {
        text.match_indices(entity).map(|(at, words)| (at..at + words.len(), (*sign).to_owned()))
    });
    found.collect()
}

/// Pairs of `**` round words in a field, where nobody reads them; and any that the reader of Markdown has left.
fn asterisks(text: &str, medium: Medium) -> Pieces {
    let found: Vec<usize> = text.match_indices("**").map(|(at, _)| at).collect();
    let beside_a_word = |at: &usize| {
        let before = text[..*at].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = text[at + 2..].chars().next().is_some_and(char::is_alphanumeric);
        before != after
    };
    let touching = found.iter().filter(|at| beside_a_word(at)).count();
    // In Markdown one that opens is enough: its partner is what was forgotten.
    let opening = |at: &usize| {
        !text[..*at].ends_with(char::is_alphanumeric) && text[at + 2..].starts_with(char::is_alphanumeric)
    };
    let forgotten = medium == Medium::Markdown && found.iter().any(opening);
    let meant = forgotten || found.len() >= 2 && touching >= 1;
    if meant { found.into_iter().map(|at| (at..at + 2, String::new())).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        doubts(text, Medium::Plain).map(|doubt| &text[doubt.span])
    }

    #[test]
    fn what_a_conversion_leaves_is_found() {
        for (text, piece) in [
            ("<p>Анализ работы</p>", "<p>"),
            ("<ul style=\"list-style-type: none;\"> - Опрос", "<ul style=\"list-style-type: none;\">"),
            ("Опрос<br/>библиотекарей", "<br/>"),
            ("Опрос&nbsp;библиотекарей", "&nbsp;"),
            ("[bookmark: _GoBack]1", "[bookmark: _GoBack]"),
            ("**План работы**", "**"),
            ("см. Ошибка! Источник ссылки не найден.", "Ошибка! Источник ссылки не найден"),
            ("профессиональн\u{fffd}м", "\u{fffd}"),
        ] {
            assert_eq!(found(text), Some(piece), "{text}");
        }
    }

    #[test]
    fn signs_of_a_text_are_left_alone() {
        for text in [
            "Книги & люди",
            "5 < 7 > 3",
            "класс <5",
            "<Название книги>",
            "АиФ&Ко",
            "[Обновление] банка данных",
            "Рейтинг ***",
            "Встреча* и сноска**",
            "«*12*» сентября",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn the_line_loses_all_its_debris() {
        let text = "<p>**План** работы</p>";
        let doubt = doubts(text, Medium::Plain).expect("debris");
        assert_eq!(super::super::corrected(text, &doubt.span, &doubt.edits).as_deref(), Some("План работы"));
    }

    #[test]
    fn the_html_of_word_is_known() {
        assert!(of_html("<p class=\"MsoNormal\" style=\"mso-list: l0\">").is_some());
        assert!(of_html("<o:p></o:p>").is_some());
        assert!(of_html("<div class=\"note\"><b>мы</b></div>").is_none());
    }
}
