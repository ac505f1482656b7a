//! Headings of sections that nothing sets apart but their words: the only cell of their row, above rows that fill theirs.

use super::grid::Placed;
use super::list::Shape;
use crate::model::plan::Role;
use crate::russian::calendar::MONTHS;

/// The longest heading.
const LONGEST: usize = 120;

/// A heading has no more words.
const MOST_WORDS: usize = 12;

/// How the headings of sections begin.
const WORDS: [&str; 34] = [
    "раздел",
    "блок",
    "модуль",
    "направление",
    "методическ",
    "организацион",
    "информацион",
    "аналитическ",
    "консультацион",
    "консультативн",
    "диагностическ",
    "инновацион",
    "массов",
    "культурно-",
    "просветительск",
    "справочно-",
    "научно-",
    "учебно-",
    "профориентацион",
    "воспитательн",
    "повышение квалификации",
    "работа с ",
    "работа по ",
    "работа над",
    "взаимодействие",
    "сотрудничество",
    "формирование фонда",
    "комплектование",
    "мониторинг",
    "заседания",
    "конкурсы",
    "совещания",
    "каникулы",
    "каждый месяц",
];

/// Whether the only text of a row, with its own number or without one, is the heading of a section. The columns that others
/// fill are empty beside it, the row `next` fills them, and its wording or its number says so.
pub(super) fn names_section(text: &str, number: Option<&str>, next: &[Placed], shape: &Shape) -> bool {
    let beside = [Role::When, Role::Who].into_iter().filter_map(|role| shape.column(role));
    let beside: Vec<usize> = beside.filter(|column| shape.busy[*column]).collect();
    let is_filled = |column: &usize| next.get(*column).is_some_and(|cell| !cell.is_empty());
    let is_short = text.chars().count() <= LONGEST && text.split_whitespace().count() <= MOST_WORDS;
    let is_sentence = text.ends_with(['.', ';', ',', '!', '?']);
    let begins = text.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
    if beside.is_empty() || !beside.iter().any(is_filled) || !is_short || is_sentence || !begins {
        return false;
    }
    let (prefix, bare) = numbered(text);
    let lower = bare.to_lowercase().replace('ё', "е");
    let is_wording = WORDS.iter().any(|word| lower.starts_with(word)) || is_of_year(&lower);
    match number.or(prefix) {
        None => is_wording,
        Some(number) if is_roman(number) => true,
        // «1. Методическая работа» above «1.1. Семинар», or above a row that is counted anew.
        Some(number) => {
            let next = next_number(next, shape);
            let bare = number.trim_end_matches(['.', ')']);
            next.starts_with(&format!("{bare}.")) && next.trim_end_matches(['.', ')']).len() > bare.len()
                || is_wording && next.trim_end_matches(['.', ')']) == "1"
        }
    }
}

/// The number of a row, in its own column or in front of its text.
fn next_number(row: &[Placed], shape: &Shape) -> String {
    let own = shape.column(Role::Number).and_then(|column| row.get(column)).map(Placed::words);
    let own = own.filter(|number| !number.is_empty());
    own.unwrap_or_else(|| {
        let text = shape.column(Role::What).and_then(|column| row.get(column)).map(Placed::words);
        text.and_then(|text| numbered(&text).0.map(str::to_owned)).unwrap_or_default()
    })
}

/// A month, a quarter, a half of the year and nothing else: «Сентябрь», «I полугодие», «2 четверть».
fn is_of_year(lower: &str) -> bool {
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_part = |word: &str| {
        MONTHS.contains(&word) || ["полугодие", "четверть", "квартал", "триместр"].contains(&word)
    };
    words.len() <= 3 && words.iter().any(|word| is_part(word))
}

fn is_roman(number: &str) -> bool {
    let bare = number.trim_end_matches(['.', ')']);
    !bare.is_empty() && bare.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'І' | 'Х'))
}

/// The number of a section's heading, and what follows it: «2. Информация», «IV. Итоги».
pub(super) fn numbered(text: &str) -> (Option<&str>, &str) {
    let length = text
        .chars()
        .take_while(|letter| letter.is_ascii_digit() || matches!(letter, '.' | 'I' | 'V' | 'X'))
        .map(char::len_utf8)
        .sum();
    let (number, rest) = text.split_at(length);
    let is_number = number.ends_with('.') && number.len() > 1 && rest.starts_with(' ');
    if is_number { (Some(number), rest.trim_start()) } else { (None, text) }
}
