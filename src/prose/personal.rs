//! Telephone numbers, mailboxes and home addresses.
//!
//! A number is taken for a telephone only where it is written as people write telephones: dates, prices, ISBNs and numbers of
//! laws stand in every plan.

use std::ops::Range;

use super::{Doubt, space, words};
use crate::diagnostic::Lint;

/// Words before the address of somebody's home.
const DWELLING: [&str; 5] = ["проживает", "проживающая", "проживающего", "проживающей", "проживающий"];

/// Where an organisation's own telephone and mailbox belong.
const HINT: &str =
    "Если это связь с организацией, перенесите её в поле «контакты» файла association.yaml; личное уберите.";

/// The personal data in `text`.
pub(super) fn doubts(text: &str) -> Vec<Doubt> {
    let doubt = |message: &'static str, hint: &'static str| {
        move |span| Doubt::new(Lint::PersonalData, span, message, hint)
    };
    let phones = phones(text).into_iter().map(doubt("Здесь стоит номер телефона", HINT));
    let mailboxes = mailboxes(text).into_iter().map(doubt("Здесь стоит адрес электронной почты", HINT));
    let homes = homes(text)
        .into_iter()
        .map(doubt("Здесь стоит домашний адрес", "Уберите его: довольно школы или посёлка."));
    phones.chain(mailboxes).chain(homes).collect()
}

/// A run of digits within a number.
struct Group {
    digits: Range<usize>,
    bracketed: bool,
}

fn phones(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) =
        text[at..].find(|letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '('))
    {
        let start = at + offset;
        let end = may_begin(&text[..start]).then(|| phone_end(text, start)).flatten();
        found.extend(end.map(|end| start..end));
        at = end.unwrap_or(start + digits(&text[start..]).max(1));
    }
    found
}

/// Whether a telephone number may begin behind `before`.
fn may_begin(before: &str) -> bool {
    let mut letters = before.chars().rev();
    let Some(last) = letters.next() else { return true };
    let joined =
        last.is_alphanumeric() || matches!(last, '-' | '–' | '/' | '=' | '_' | '№' | '+' | '#' | '%' | ')');
    let decimal = matches!(last, '.' | ',') && letters.next().is_some_and(|letter| letter.is_ascii_digit());
    let tail = &before[before.char_indices().rev().nth(9).map_or(0, |(at, _)| at)..];
    let numbered = tail.trim_end().ends_with('№') || tail.contains("ISBN") || tail.contains("ИНН");
    !joined && !decimal && !numbered
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Where the telephone number that begins at `start` ends; nothing where none does.
fn phone_end(text: &str, start: usize) -> Option<usize> {
    let plus = text[start..].starts_with('+');
    let groups = groups(text, start + usize::from(plus));
    let digits_of = |group: &Group| &text[group.digits.clone()];
    let first = digits_of(groups.first()?);
    let second = groups.get(1).map(digits_of).unwrap_or_default();
    let wanted = if plus && first.starts_with("375") {
        12
    } else if (plus && first.starts_with('7')) || (!plus && is_long_distance(first, second)) {
        11
    } else if groups[0].bracketed && (3..=5).contains(&first.len()) && first != "800" {
        10
    } else if follows_telephone(&text[..start]) && first.len() <= 3 {
        return local_end(text, &groups);
    } else {
        return None;
    };
    let free = first
        .strip_prefix(['7', '8'])
        .is_some_and(|rest| rest.starts_with("800") || (rest.is_empty() && second == "800"));
    let mut count = 0;
    let last = groups.iter().find(|group| {
        count += group.digits.len();
        count >= wanted
    })?;
    (count == wanted && !free).then_some(last.digits.end)
}

/// «8 912», «8 (34356)», «8912…», «7 912 …»: the eight or seven and a code that a town or an operator may have.
fn is_long_distance(first: &str, second: &str) -> bool {
    let apart = matches!(first, "8" | "7")
        && (3..=5).contains(&second.len())
        && second.starts_with(['3', '4', '8', '9']);
    let together =
        (first.len() == 11 || first.len() == 4) && (first.starts_with("89") || first.starts_with("79"));
    apart || together
}

/// How many signs may stand between two groups of a telephone number: «) - ».
const LONGEST_GAP: usize = 3;

/// The groups of digits from `start` on, with no more between them than telephones have.
fn groups(text: &str, start: usize) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut at = start;
    loop {
        let signs = text[at..].chars().take(LONGEST_GAP + 1);
        let signs = signs.take_while(|letter| matches!(letter, ' ' | '\u{a0}' | '-' | '‑' | '–' | '(' | ')'));
        let begin = at + signs.map(char::len_utf8).sum::<usize>();
        let length = digits(&text[begin..]);
        let between = &text[at..begin];
        if length == 0 || between.chars().count() > LONGEST_GAP || groups.len() > 8 {
            return groups;
        }
        groups.push(Group { digits: begin..begin + length, bracketed: between.contains('(') });
        at = begin + length;
    }
}

/// Whether the word «тел.» stands right before.
fn follows_telephone(before: &str) -> bool {
    let before = before.trim_end_matches([' ', ':', '.', '\u{a0}', '№']);
    let tail = &before[before.char_indices().rev().nth(12).map_or(0, |(at, _)| at)..];
    let last = words(tail).last().filter(|word| word.span.end == tail.len());
    last.is_some_and(|word| {
        ["тел", "телефон", "телефону", "телефоны", "факс", "сот"].iter().any(|known| word.is(known))
    })
}

/// «2-15-67»: a number within the town.
fn local_end(text: &str, groups: &[Group]) -> Option<usize> {
    let groups = groups.get(..3)?;
    let count: usize = groups.iter().map(|group| group.digits.len()).sum();
    let hyphens = groups.windows(2).all(|pair| &text[pair[0].digits.end..pair[1].digits.start] == "-");
    ((5..=7).contains(&count) && hyphens).then_some(groups[2].digits.end)
}

fn mailboxes(text: &str) -> Vec<Range<usize>> {
    let signs = text.match_indices('@').map(|(at, _)| at);
    signs.filter_map(|at| mailbox(text, at)).collect()
}

/// The mailbox round the `@` at `at`.
fn mailbox(text: &str, at: usize) -> Option<Range<usize>> {
    let local = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-' | '+');
    let start = text[..at].trim_end_matches(local).len();
    let domain = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-');
    let length = text[at + 1..].find(|letter| !domain(letter)).unwrap_or(text.len() - at - 1);
    let host = text[at + 1..at + 1 + length].trim_end_matches(['.', '-']);
    let (name, top) = host.rsplit_once('.')?;
    let whole = !name.is_empty() && top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    let within_address = text[..start].ends_with('/');
    (start < at && whole && !within_address).then_some(start..at + 1 + host.len())
}

fn homes(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in words(text) {
        let span = match word.first() {
            'к' if word.is("кв") || word.is("квартира") => flat(text, word.span),
            'п' if DWELLING.iter().any(|known| word.is(known)) => dwelling(text, word.span),
            'д' if word.is("домашний") || word.is("домашнего") => {
                home_address(text, word.span)
            }
            _ => None,
        };
        let fresh = |span: &Range<usize>| found.last().is_none_or(|last| last.end <= span.start);
        found.extend(span.filter(fresh));
    }
    found
}

/// «ул. Мира, д. 5, кв. 12»: a flat behind a house; a quarter of a year and square metres are none.
fn flat(text: &str, word: Range<usize>) -> Option<Range<usize>> {
    let rest = text[word.end..].trim_start_matches(['.', ' ', '\u{a0}']);
    let number = digits(rest);
    let before = &text[text[..word.start].char_indices().rev().nth(59).map_or(0, |(at, _)| at)..word.start];
    let street = street(before).filter(|_| ends_with_a_house(before))?;
    let start = word.start - before.len() + street;
    let end = text.len() - rest.len() + number;
    ((1..=3).contains(&number)).then_some(start..end)
}

/// Whether what stands before «кв.» is the number of a house: «д. 5,», «д. 5а», but not «за I».
fn ends_with_a_house(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{a0}', ',', ';', '-', '–']);
    let number = before.strip_suffix(|letter: char| letter.is_alphabetic()).unwrap_or(before);
    number.ends_with(|letter: char| letter.is_ascii_digit())
}

/// Where in `text` the name of a street or the number of a house begins.
fn street(text: &str) -> Option<usize> {
    let known = ["ул", "улица", "улице", "пер", "переулок", "проспект", "просп", "бульвар", "д", "дом"];
    words(text)
        .find(|word| known.iter().any(|known| word.is(known)) && is_named(text, word.span.end))
        .map(|word| word.span.start)
}

/// Whether what ends at `at` is followed, behind a stop, by a name or a number.
fn is_named(text: &str, at: usize) -> bool {
    let rest = text[at..].trim_start_matches('.');
    let rest = &rest[space(rest)..];
    rest.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit())
}

/// As much of the first line of `text` as an address may take.
fn near(text: &str) -> &str {
    let length = text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
    text[..length].split('\n').next().unwrap_or_default()
}

/// «проживает: г. Невьянск, ул. Мира, 5».
fn dwelling(text: &str, word: Range<usize>) -> Option<Range<usize>> {
    let line = near(&text[word.end..]);
    let street = street(line)?;
    let behind = &line[street..];
    let length = behind.find(|letter: char| letter.is_ascii_digit())?;
    Some(word.start..word.end + street + length + digits(&behind[length..]))
}

/// «домашний адрес: …» with a number in it.
fn home_address(text: &str, word: Range<usize>) -> Option<Range<usize>> {
    let next = words(&text[word.end..]).next().filter(|next| next.is("адрес") || next.is("адреса"))?;
    let end = word.end + next.span.end;
    let line = near(&text[end..]);
    let number = line.find(|letter: char| letter.is_ascii_digit())?;
    line.starts_with([':', ' ', '–', '—']).then(|| word.start..end + number + digits(&line[number..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        doubts(text).into_iter().map(|doubt| &text[doubt.span]).collect()
    }

    #[test]
    fn telephones_mailboxes_and_homes_are_found() {
        for (text, expected) in [
            ("Звоните: +7 912 345-67-89.", "+7 912 345-67-89"),
            ("8-912-345-67-89", "8-912-345-67-89"),
            ("8(34356)2-15-67", "8(34356)2-15-67"),
            ("8 (34356) 2-15-67, вечером", "8 (34356) 2-15-67"),
            ("тел. 89123456789", "89123456789"),
            ("тел.: 2-15-67", "2-15-67"),
            ("библиотека, (343) 123-45-67", "(343) 123-45-67"),
            ("+375 29 123-45-67", "+375 29 123-45-67"),
            ("пишите на ivanova_75@mail.ru.", "ivanova_75@mail.ru"),
            ("почта biblio@школа.рф", "biblio@школа.рф"),
            ("ул. Мира, д. 5, кв. 12", "ул. Мира, д. 5, кв. 12"),
            ("проживает: г. Невьянск, ул. Мира, 5", "проживает: г. Невьянск, ул. Мира, 5"),
            ("домашний адрес: Мира, 5", "домашний адрес: Мира, 5"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "26.08.2024, 08.10.2024 МБОУ СОШ №5",
            "ISBN 978-5-699-12345-6, ISBN 5-699-12345-6",
            "Федеральный закон № 152-ФЗ, приказ от 30.01.2023г. №53н",
            "Горячая линия 8 (800) 200-01-22, 8-800-2000-122",
            "8-9 классы, 10-11 классы",
            "в 8 9 10 11 12 13 классах",
            "2024/2025, 2019 – 2020 учебный год, 1941-1945г.г.",
            "14:00–15:30; 78.38; 5 000 рублей; 1 234 567",
            "ИНН 667123456789, ОГРН 1026601234567",
            "https://vk.com/wall-89123456789_12 и https://t.me/89123456789",
            "https://medium.com/@user.name/post",
            "аккаунт @biblioteka",
            "пятно в книге на стр. 8 (345), 12-13",
            "I кв. 2024 г., III – IV кв. 2024",
            "д. 5, зал 60 кв. м",
            "Дом 5, кв. метров много. За I кв. 24 года, дом 5. В 1 кв. 2024",
            "школа, ул. Мира, д. 5, каб. 12",
            "проживает в деревне, где 5 домов",
            "ветеран проживает в нашем районе 50 лет",
            "Рекомендации по электронной почте, по телефону",
            "с телефона 5-6 раз в день",
            "от 29.12.1994 с изменениями на 01.05.2019",
            "(2024) 12-13",
        ] {
            assert_eq!(found(text), <[&str; 0]>::default(), "{text}");
        }
    }
}
