//! The columns of a table by their headings, in the many words that people have for them.

use super::Column;
use crate::model::plan::Role;

/// The words of headings with what they mean, the surest first: of two columns of one role the first in this list has it.
const WORDS: &[(Role, &[&str])] = &[
    (Role::Number, &["№", "п/п", "п.п.", "nn", "номер", "n п", "n"]),
    (
        Role::When,
        &["срок", "дата", "месяц", "период", "время", "когда", "квартал", "четверть", "число", "календарные"],
    ),
    (
        Role::Who,
        &[
            "ответств",
            "исполнител",
            "отв",
            "отв.",
            "отв-",
            "исполн.",
            "исполн-",
            "кто ",
            "кто",
            "проводит",
            "организатор",
            "выступающ",
            "докладчик",
            "ф.и.о",
            "фио",
        ],
    ),
    (Role::Where, &["место", "где", "площадка", "адрес", "база проведения"]),
    (
        Role::What,
        &[
            "мероприяти",
            "тема засед",
            "темы засед",
            "тема",
            "содержание",
            "виды деятельности",
            "вид деятельности",
            "виды работ",
            "вид работы",
            "наименование",
            "название",
            "что ",
            "деятельность",
            "вопросы",
            "повестка",
            "форма работы",
            "формы работы",
            "форма и тема",
            "работа",
        ],
    ),
];

/// Names for the columns that people often add; any other gets its name from its heading.
const NAMES: &[(&str, &str)] = &[
    ("отметка", "отметка"),
    ("результат", "результат"),
    ("примечани", "примечание"),
    ("практический выход", "выход"),
    ("выход", "выход"),
    ("форма", "форма"),
    ("цель", "цель"),
    ("задач", "задача"),
    ("содержание", "содержание"),
    ("критери", "критерии"),
    ("участник", "участники"),
    ("категори", "участники"),
    ("аудитори", "аудитория"),
    ("направлени", "направление"),
    ("тема", "тема"),
];

/// Names that a plan's rows have for something else, or that would be taken for another column.
const TAKEN: &[&str] = &[
    "код",
    "вместе",
    "выступления",
    "период",
    "проведено",
    "перенесено",
    "отменено",
    "причина",
    "номер",
    "что",
    "когда",
    "кто",
    "где",
];

/// The role that a heading speaks of, and how sure that is: the smaller, the surer.
fn role(heading: &str) -> Option<(Role, usize)> {
    spoken(heading).or_else(|| spoken(&joined(&heading.to_lowercase())?))
}

/// Long words of headings, which narrow columns divide.
const DIVIDED: &[&str] = &[
    "ответственн",
    "исполнител",
    "мероприяти",
    "содержани",
    "наименовани",
    "организатор",
    "выполнени",
    "проведени",
    "примечани",
    "результат",
];

/// Whether a word of the heading was divided by hand: «Ответст-венный».
pub(super) fn is_divided(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    joined(&heading)
        .is_some_and(|joined| DIVIDED.iter().any(|word| joined.contains(word) && !heading.contains(word)))
}

/// The heading with its divided words put together.
fn joined(heading: &str) -> Option<String> {
    let letters: Vec<char> = heading.chars().collect();
    let mut text = String::new();
    let mut rest = letters.as_slice();
    while let [letter, after @ ..] = rest {
        let behind = match after {
            ['-', ' ', behind @ ..] | ['-', behind @ ..] => behind,
            _ => after,
        };
        let divides = letter.is_alphabetic() && behind.first().is_some_and(|letter| letter.is_lowercase());
        text.push(*letter);
        rest = if divides { behind } else { after };
    }
    (text != heading).then_some(text)
}

fn spoken(heading: &str) -> Option<(Role, usize)> {
    let heading = heading.to_lowercase().replace('ё', "е");
    let heading = heading.trim();
    let mut rank = 0;
    for (role, words) in WORDS {
        for word in *words {
            rank += 1;
            let fits = match *word {
                "n" | "кто" | "отв" | "работа" => heading == *word,
                "№" => heading.starts_with('№') && heading.chars().count() <= 8,
                "тема" | "число" | "работа " => heading.starts_with(word),
                word if *role == Role::Number => heading.starts_with(word) && heading.chars().count() <= 14,
                // «Отметка о выполнении, дата» speaks of something else first.
                word => {
                    heading.starts_with(word) || heading.contains(&format!(" {word}")) && !is_other(heading)
                }
            };
            if fits {
                return Some((*role, rank));
            }
        }
    }
    None
}

/// Headings that begin with words of their own, whatever follows.
fn is_other(heading: &str) -> bool {
    [
        "отметка",
        "результат",
        "ожидаем",
        "планируем",
        "примечани",
        "показател",
        "критери",
        "практический",
        "цель",
        "задач",
        "направлени",
        "количество",
        "участник",
        "форма",
        "категори",
    ]
    .iter()
    .any(|word| heading.starts_with(word))
}

/// Headings that lists of people have.
fn is_of_people(heading: &str) -> bool {
    ["должность", "школа", "оу", "телефон", "контакты", "электронная почта", "стаж", "место работы"]
        .contains(&heading)
}

/// Whether a text is the heading of a column that plans, or lists of people, have.
pub(super) fn is_known(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    heading.chars().count() <= 60
        && (role(heading).is_some()
            || is_other(lower.trim())
            || lower.contains("направлени")
            || is_of_people(lower.trim()))
}

/// The columns of these headings: each role once, to the column that speaks of it most surely.
pub(super) fn columns(headings: &[String]) -> Vec<Column> {
    let found: Vec<Option<(Role, usize)>> = headings.iter().map(|heading| role(heading)).collect();
    let mut columns: Vec<Column> = Vec::new();
    for (index, heading) in headings.iter().enumerate() {
        let own = found[index].filter(|(role, rank)| {
            let better = |(other, found): (usize, &Option<(Role, usize)>)| {
                found.is_some_and(|(other_role, other_rank)| {
                    other_role == *role && (other_rank, other) < (*rank, index)
                })
            };
            !found.iter().enumerate().any(better)
        });
        let role = own.map_or(Role::Other, |(role, _)| role);
        let key = name(role, heading, &columns);
        columns.push(Column { key, heading: heading.clone(), role });
    }
    columns
}

/// The name of a column's field, which no other column has.
pub(super) fn name(role: Role, heading: &str, others: &[Column]) -> String {
    let usual = match role {
        Role::Number => "номер",
        Role::What => "что",
        Role::When => "когда",
        Role::Who => "кто",
        Role::Where => "где",
        Role::Direction | Role::Other => "",
    };
    if !usual.is_empty() {
        return usual.to_owned();
    }
    let lower = heading.to_lowercase();
    let known =
        NAMES.iter().find(|(word, _)| lower.trim().starts_with(word) || lower.contains(&format!(" {word}")));
    let own = match known {
        _ if lower.starts_with("столбец ") => lower.clone(),
        Some((_, name)) if role != Role::Direction => (*name).to_owned(),
        _ => first_words(&lower),
    };
    let is_free = |name: &str| !TAKEN.contains(&name) && others.iter().all(|column| !same(&column.key, name));
    if is_free(&own) {
        return own;
    }
    // There are never as many others as numbers.
    let numbered = (2..others.len() + 3).map(|number| format!("{own} {number}"));
    numbered.into_iter().find(|name| is_free(name)).unwrap_or(own)
}

/// Names of fields are compared without spaces and signs.
fn same(one: &str, other: &str) -> bool {
    let bare = |name: &str| name.replace([' ', '-', '_'], "").replace('ё', "е");
    bare(one) == bare(other)
}

/// The first words of a heading, the word «направление» left out: «методическое и практическое».
fn first_words(lower: &str) -> String {
    let words = lower.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.filter(|word| !word.starts_with("направлени")).take(3).collect();
    let mut name = words.join(" ");
    while name.chars().count() > 40 {
        name.pop();
    }
    let name = name.trim().to_owned();
    if name.is_empty() { "столбец".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headings: &[&str], expected: &[&str]) {
        let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        let keys: Vec<String> = columns(&headings).into_iter().map(|column| column.key).collect();
        assert_eq!(keys, expected, "{headings:?}");
    }

    #[test]
    fn the_columns_of_the_five_plans() {
        check(
            &["№ п/п", "Мероприятия", "Сроки проведения", "Ответственный"],
            &["номер", "что", "когда", "кто"],
        );
        check(
            &["Дата", "Содержание работы", "Место проведения", "Ответственный"],
            &["когда", "что", "где", "кто"],
        );
        check(
            &[
                "№ п/п",
                "Содержание",
                "Ответственный",
                "Сроки",
                "Место проведения",
                "Ожидаемый результат/ показатель выполнения",
            ],
            &["номер", "что", "кто", "когда", "где", "результат"],
        );
        check(
            &[
                "№",
                "Месяц проведения",
                "Место проведения",
                "Тема заседания ГМО",
                "Цель",
                "Содержание",
                "Форма проведения",
                "Практический выход",
                "Ответственный",
            ],
            &["номер", "когда", "где", "что", "цель", "содержание", "форма", "выход", "кто"],
        );
    }

    #[test]
    fn other_wordings() {
        check(
            &["№", "Наименование мероприятий", "Срок исполнения", "Исполнители", "Отметка о выполнении"],
            &["номер", "что", "когда", "кто", "отметка"],
        );
        check(&["N п/п", "Тема", "Дата", "Докладчик"], &["номер", "что", "когда", "кто"]);
        check(
            &["Месяц", "Мероприятие", "Содержание", "Кто проводит"],
            &["когда", "что", "содержание", "кто"],
        );
        for who in ["Отв.", "Отв", "Ответств.", "Отв-ный", "Исполн.", "Отв. за проведение", "ФИО отв."]
        {
            check(&["№", "Виды работ", "Сроки", who], &["номер", "что", "когда", "кто"]);
        }
        check(
            &["Мероприятие", "Отвечаем на вопросы", "Исполнение"],
            &["что", "отвечаем на вопросы", "исполнение"],
        );
        check(&["Код", "Мероприятие", "Период", "Период 2"], &["код 2", "что", "когда", "период 2"]);
        check(&["", "Что делаем", "123"], &["столбец", "что", "столбец 2"]);
    }

    #[test]
    fn words_divided_by_hand() {
        for who in ["Ответст-венный", "Ответствен- ный", "ИСПОЛ-НИТЕЛИ", "Ор-га-ни-за-тор"]
        {
            check(&["№", "Меропри-ятия", "Ме-сяц", who], &["номер", "что", "когда", "кто"]);
            assert!(is_divided(who), "{who}");
        }
        for whole in
            ["Отв-ный", "Ответственный - школа", "Педагог-библиотекарь", "Тема-вопрос", "Фонд-2026", "-"]
        {
            assert!(!is_divided(whole), "{whole}");
        }
    }
}
