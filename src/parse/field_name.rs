//! The names of fields as people type them: how they are compared, and what a name that nobody knows was meant to be.

use std::ops::Range;
use std::sync::Arc;

use super::yaml::Key;
use crate::diagnostic::{Diagnostic, Lint, Place};
use crate::russian::keyboard::in_other_layout;
use crate::russian::look_alike::{is_russian, latin_letters, named_letters, russian_look_alike};

/// The name by which keys are compared: case, ё, spaces, hyphens and underscores make no difference, nor do Latin letters
/// in a Russian word that look like Russian ones, nor do quotation marks round it.
pub fn normalized(key: &str) -> String {
    compared_letters(key).collect()
}

/// The letters of a name by which it is compared.
pub(super) fn compared_letters(key: &str) -> impl Iterator<Item = char> {
    let key = key.trim_matches(|sign: char| sign.is_whitespace() || "«»“”„\"".contains(sign));
    let russian = is_russian(key);
    key.chars()
        .map(move |letter| if russian { as_russian(letter) } else { letter })
        .flat_map(char::to_lowercase)
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '_'))
        .map(|letter| if letter == 'ё' { 'е' } else { letter })
}

fn as_russian(letter: char) -> char {
    russian_look_alike(letter).unwrap_or(letter)
}

/// The warning for a known field with Latin letters in its name; `text` is the file's.
pub(super) fn mixed_alphabets(path: &Arc<str>, text: &str, key: &Key) -> Option<Diagnostic> {
    let letters = latin_letters(&key.text);
    if letters.is_empty() {
        return None;
    }
    let meant: String = key.text.chars().map(as_russian).collect();
    let warning = Diagnostic::warning(
        Lint::LatinLetter,
        Place::new(path, key.span.clone()),
        format!("В названии поля «{}» {}", key.text, named_letters(&letters)),
    );
    let warning = warning.reason("Поле понято, но в тексте слово с такой буквой не найдёт ни один поиск.");
    Some(warning.hint("Наберите название русскими буквами:").correction(line_with(text, &key.span, &meant)))
}

/// The line of `text` in which `span` stands, with `instead` in its place.
pub(super) fn line_with(text: &str, span: &Range<usize>, instead: &str) -> String {
    let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |length| span.end + length);
    let before = &text[start..span.start];
    let before = if instead.starts_with('\n') { before.trim_end() } else { before };
    format!("{before}{instead}{}", text[span.end..end].trim_end())
}

/// The headings that people see in their documents, and the fields that these are.
const SYNONYMS: [(&str, &str); 24] = [
    ("срок", "когда"),
    ("сроки", "когда"),
    ("месяц", "когда"),
    ("период", "когда"),
    ("дата", "когда"),
    ("ответственный", "кто"),
    ("ответственные", "кто"),
    ("исполнитель", "кто"),
    ("исполнители", "кто"),
    ("место", "где"),
    ("мероприятие", "что"),
    ("название", "что"),
    ("содержание", "что"),
    ("заголовок", "название"),
    ("автор", "авторы"),
    ("№", "номер"),
    ("вид", "форма"),
    ("вид", "тип"),
    ("тип", "форма"),
    ("выполнено", "проведено"),
    ("состоялось", "проведено"),
    ("отметка", "проведено"),
    ("перенос", "перенесено"),
    ("отмена", "отменено"),
];

/// A name that may stand somewhere, and its English alias, where it has one.
#[derive(Clone, Copy, Debug)]
pub struct Known<'k> {
    /// The Russian name.
    pub name: &'k str,
    /// The English alias.
    pub alias: Option<&'k str>,
}

impl<'k> Known<'k> {
    /// A name without an alias.
    pub fn only(name: &'k str) -> Self {
        Self { name, alias: None }
    }
}

/// The message for a field that nobody knows, with the likeliest of `known`.
pub fn unknown_field<'k>(
    path: &Arc<str>,
    text: &str,
    key: &Key,
    within: &str,
    known: impl Iterator<Item = Known<'k>>,
) -> Diagnostic {
    let known: Vec<Known> = known.collect();
    let likely = likely(&key.text, &known);
    let hint = match &likely {
        Some(likely) => meant(likely),
        None => {
            let names: Vec<&str> = known.iter().map(|known| known.name).collect();
            format!("Здесь могут стоять поля: {}.", names.join(", "))
        }
    };
    let letters = latin_letters(&key.text);
    let mut message = format!("Неизвестное поле «{}» {within}", key.text);
    if !letters.is_empty() {
        message = format!("{message}: в названии {}", named_letters(&letters));
    }
    let correction = likely.map(|likely| line_with(text, &key.span, likely.name));
    Diagnostic::error(Place::new(path, key.span.clone()), message)
        .reason("Программа не знает, куда это поместить, и на сайт оно не попадёт.")
        .hint(hint)
        .correction(correction)
}

/// The field that somebody who typed `key` most likely meant.
pub(super) fn likely<'k>(key: &str, known: &[Known<'k>]) -> Option<Likely<'k>> {
    let meaning = |word: &str| {
        let mut meanings = SYNONYMS.iter().filter(|(synonym, _)| *synonym == word).map(|(_, name)| name);
        let known = meanings.find_map(|name| known.iter().find(|known| known.name == *name))?;
        Some(Likely { name: known.name, other_layout: false })
    };
    let slipped = || closest(key, SYNONYMS.iter().map(|(word, _)| *word).filter(|word| is_long(word)));
    meaning(&normalized(key)).or_else(|| nearest(key, known)).or_else(|| meaning(slipped()?))
}

/// Whether a word with a wrong letter is still that word.
fn is_long(word: &str) -> bool {
    word.chars().count() > 5
}

/// What was most likely meant by a name that nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likely<'k> {
    /// The name.
    pub name: &'k str,
    /// Whether the name was typed with the other keyboard layout.
    pub other_layout: bool,
}

/// The hint that names what was most likely meant.
pub(super) fn meant(likely: &Likely) -> String {
    let Likely { name, other_layout } = likely;
    let layout = if *other_layout {
        " Похоже, не переключена раскладка клавиатуры."
    } else {
        ""
    };
    format!("Возможно, вы имели в виду «{name}».{layout}")
}

/// The one of `known` that `typed` was most likely meant to be: a slip of the finger away from a name, or typed with
/// the other keyboard layout.
pub fn nearest<'k>(typed: &str, known: &[Known<'k>]) -> Option<Likely<'k>> {
    let slipped = closest(typed, known.iter().map(|known| known.name));
    let name = slipped.map(|name| Likely { name, other_layout: false });
    name.or_else(|| {
        let names = known.iter().flat_map(|known| [Some(known.name), known.alias]).flatten();
        let name = closest(&in_other_layout(typed)?, names)?;
        Some(Likely { name, other_layout: true })
    })
}

fn closest<'k>(typed: &str, names: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let typed = normalized(typed);
    let allowed = (typed.chars().count() / 4).max(1);
    names
        .map(|name| (distance(&typed, &normalized(name), allowed), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// How many slips lie between two names; a name far too long is not compared letter by letter.
fn distance(typed: &str, name: &str, allowed: usize) -> usize {
    let difference = typed.chars().count().abs_diff(name.chars().count());
    if difference > allowed { difference } else { strsim::osa_distance(typed, name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(typed: &str, known: &[&'static str]) -> Option<&'static str> {
        let known: Vec<Known> = known.iter().copied().map(Known::only).collect();
        nearest(typed, &known).map(|likely| likely.name)
    }

    #[test]
    fn keys_are_compared_as_people_read_them() {
        assert_eq!(normalized("Учебный год"), normalized("учебный_год"));
        assert_eq!(normalized("Отчёт"), normalized("отчет"));
        assert_eq!(normalized("кoгда"), "когда");
        assert_eq!(normalized("topic"), "topic");
        assert_eq!(normalized("«район»"), "район");
        assert_eq!(normalized("“кратко”"), "кратко");
    }

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(meant("когад", &["кто", "когда", "где"]), Some("когда"));
        assert_eq!(meant("когдаа", &["кто", "когда", "где"]), Some("когда"));
        assert_eq!(meant("мероприятие", &["мероприятия", "разделы"]), Some("мероприятия"));
        assert_eq!(meant("погода на завтра", &["кто", "когда"]), None);
    }

    #[test]
    fn a_heading_of_a_document_is_a_field() {
        let meant = |typed: &str, names: [&'static str; 2]| {
            likely(typed, &names.map(Known::only)).map(|likely| likely.name)
        };
        assert_eq!(meant("Ответственный", ["кто", "когда"]), Some("кто"));
        assert_eq!(meant("отвественный", ["кто", "когда"]), Some("кто"));
        assert_eq!(meant("вид", ["форма", "формат"]), Some("форма"));
        assert_eq!(meant("вид", ["тип", "авторы"]), Some("тип"));
        assert_eq!(meant("цвет", ["кто", "когда"]), None);
    }

    #[test]
    fn the_other_keyboard_layout_is_recognised() {
        assert_eq!(meant("rjulf", &["кто", "когда"]), Some("когда"));
        assert_eq!(meant("rnj", &["кто", "когда"]), Some("кто"));
        assert_eq!(meant("yfpdfyt", &["название"]), Some("название"));
        let when = Known { name: "когда", alias: Some("when") };
        assert_eq!(nearest("цруту", &[when]), Some(Likely { name: "when", other_layout: true }));
    }

    #[test]
    fn latin_letters_are_named() {
        assert_eq!(latin_letters("кoгдa"), ['o', 'a']);
        assert!(latin_letters("topic").is_empty());
        assert!(latin_letters("когда").is_empty());
    }
}
