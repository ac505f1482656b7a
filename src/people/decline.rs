//! The case forms of surnames and first names, for finding a name in running text.
//!
//! More forms are made than grammar allows rather than fewer: what is looked for here must not be published.

use std::collections::BTreeSet;

use super::clean::fold;
use super::find::is_patronymic;
use super::name::{Name, is_initial};

/// What is known of the bearer of a name; a surname declines by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
    Unknown,
}

/// The forms of one surname in small letters: those of the bearer alone, and those of a whole family.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Forms {
    /// «Иванова», «Ивановой», «Иванову».
    pub own: BTreeSet<String>,
    /// «Ивановы», «Ивановых»: they mean the bearer only where the initials stand beside them.
    pub family: BTreeSet<String>,
}

/// A surname of more parts than this declines in its last one only.
const MOST_PARTS: usize = 2;

/// The gender that a name tells: by its patronymic, its first name, its surname.
pub(super) fn gender(name: &Name) -> Gender {
    let patronymic = name.patronymic().map(fold).filter(|patronymic| !is_initial(patronymic));
    let first = Some(fold(name.first())).filter(|first| !is_initial(first));
    match (patronymic, first) {
        (Some(patronymic), _) if patronymic.ends_with("на") => Gender::Female,
        (Some(patronymic), _) if patronymic.ends_with("ич") => Gender::Male,
        (_, Some(first)) => gender_of_first(&first),
        _ => gender_of_surname(&fold(name.surname())),
    }
}

fn gender_of_first(first: &str) -> Gender {
    const MEN: [&str; 8] = ["илья", "никита", "кузьма", "фома", "лука", "савва", "данила", "михайла"];
    if MEN.contains(&first) {
        Gender::Male
    } else if first.ends_with(['а', 'я']) || first == "любовь" {
        Gender::Female
    } else {
        Gender::Male
    }
}

fn gender_of_surname(surname: &str) -> Gender {
    let ends = |endings: &[&str]| endings.iter().any(|ending| surname.ends_with(ending));
    if ends(&["ова", "ева", "ина", "ына", "ая", "яя"]) {
        Gender::Female
    } else if ends(&["ов", "ев", "ин", "ын", "ий", "ый", "ой"]) {
        Gender::Male
    } else {
        Gender::Unknown
    }
}

/// The forms of `surname`; of a double surname, every combination of the forms of its parts.
pub(super) fn forms(surname: &str, gender: Gender) -> Forms {
    let surname = fold(surname).replace(['‐', '‑'], "-");
    let parts: Vec<&str> = surname.split('-').collect();
    if parts.len() > MOST_PARTS {
        let last = parts.last().copied().unwrap_or_default();
        let before = surname.strip_suffix(last).unwrap_or_default();
        return forms_of_part(last, gender).map(|form| format!("{before}{form}"));
    }
    let mut forms = Forms { own: BTreeSet::from([String::new()]), family: BTreeSet::from([String::new()]) };
    for (at, part) in parts.into_iter().enumerate() {
        let of_part = forms_of_part(part, gender);
        let joint = if at == 0 { "" } else { "-" };
        forms.own = combined(&forms.own, joint, &of_part.own);
        forms.family = combined(&forms.family, joint, &of_part.family);
    }
    forms
}

impl Forms {
    fn map(&self, change: impl Fn(&str) -> String) -> Self {
        let all = |forms: &BTreeSet<String>| forms.iter().map(|form| change(form)).collect();
        Self { own: all(&self.own), family: all(&self.family) }
    }
}

fn combined(firsts: &BTreeSet<String>, joint: &str, seconds: &BTreeSet<String>) -> BTreeSet<String> {
    firsts
        .iter()
        .flat_map(|first| seconds.iter().map(move |second| format!("{first}{joint}{second}")))
        .collect()
}

fn forms_of_part(part: &str, gender: Gender) -> Forms {
    let (stem, own) = own_endings(part, gender);
    let mut forms = Forms::default();
    forms.own.insert(part.to_owned());
    forms.own.extend(own.iter().map(|ending| format!("{stem}{ending}")));
    if !own.is_empty() {
        forms.family.insert(part.to_owned());
        let family = ["ы", "и", "ых", "их", "ым", "им", "ыми", "ими", "ие", "ые"];
        forms.family.extend(family.iter().map(|ending| format!("{stem}{ending}")));
    }
    if let Some(stem) = fleeting(part).filter(|_| gender != Gender::Female) {
        forms
            .own
            .extend(["а", "у", "ом", "ем", "е", "я", "ю"].iter().map(|ending| format!("{stem}{ending}")));
    }
    forms
}

/// The declension of a surname: what stays, and what stands behind it; nothing where it does not decline.
fn own_endings(surname: &str, gender: Gender) -> (&str, &'static [&'static str]) {
    const ADJECTIVE: &[&str] = &["ого", "его", "ому", "ему", "ым", "им", "ом", "ем"];
    const FIRST: &[&str] = &["ы", "и", "е", "у", "ю", "ой", "ою", "ей", "ею"];
    let strip = |ending: &str| surname.strip_suffix(ending);
    let female = gender == Gender::Female;
    if let Some(stem) = strip("ая").or_else(|| strip("яя")) {
        return (stem, &["ой", "ей", "ую", "юю", "ою", "ею"]);
    }
    if let Some(stem) = strip("ова").or_else(|| strip("ева")).filter(|_| gender != Gender::Male) {
        return (&surname[..stem.len() + "ов".len()], &["ой", "ою", "у"]);
    }
    if let Some(stem) = strip("а").or_else(|| strip("я")) {
        return (stem, FIRST);
    }
    if female || surname.ends_with(['о', 'е', 'и', 'у', 'ю', 'ы', 'э']) || is_genitive(surname) {
        return (surname, &[]);
    }
    if let Some(stem) = strip("ий").or_else(|| strip("ый")).or_else(|| strip("ой")) {
        return (stem, ADJECTIVE);
    }
    if let Some(stem) = strip("ь").or_else(|| strip("й")) {
        return (stem, &["я", "ю", "ем", "е", "и", "ью"]);
    }
    let possessive = ["ов", "ев", "ин", "ын"].iter().any(|ending| surname.ends_with(ending));
    (surname, if possessive { &["а", "у", "ым", "ом", "е"] } else { &["а", "у", "ом", "ем", "е"] })
}

/// «Черных», «Долгих».
fn is_genitive(surname: &str) -> bool {
    surname.ends_with("ых") || surname.ends_with("их")
}

/// What stays of «Горобец», «Чубок», «Соловей», «Павел» when the vowel is dropped.
fn fleeting(word: &str) -> Option<String> {
    for (ending, without) in [("ец", "ц"), ("ок", "к"), ("ек", "к"), ("ей", "ь"), ("ел", "л"), ("ев", "ьв")]
    {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
            let soft = if stem.ends_with(['а', 'е', 'и', 'о', 'у', 'я', 'ю']) { "й" } else { "" };
            return Some(format!("{stem}{soft}{without}"));
        }
    }
    None
}

/// Whether `word` is a form of the first name or patronymic `given`, both in small letters.
pub(super) fn is_form_of(word: &str, given: &str) -> bool {
    const LONGEST_ENDING: usize = 2;
    let stem = given.trim_end_matches(['а', 'я', 'й', 'ь']);
    let stems = [Some(stem.to_owned()), fleeting(given)];
    word == given
        || stems.iter().flatten().any(|stem| {
            word.strip_prefix(stem.as_str()).is_some_and(|ending| {
                ending.chars().count() <= LONGEST_ENDING
                    && ending.chars().all(|letter| "аяеиоуюыйьмх".contains(letter))
            })
        })
}

/// Whether a word in small letters is a patronymic in any case.
pub(super) fn is_form_of_patronymic(word: &str) -> bool {
    let stem = |ending: &str| word.strip_suffix(ending);
    let female = ["ой", "ою", "ы", "е", "у"].iter().filter_map(|ending| stem(ending));
    let male = ["ем", "а", "у", "е"].iter().filter_map(|ending| stem(ending));
    is_patronymic(word)
        || female.map(|stem| format!("{stem}а")).any(|form| is_patronymic(&form))
        || male.into_iter().any(is_patronymic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(surname: &str, gender: Gender) -> String {
        forms(surname, gender).own.into_iter().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn surnames_decline() {
        let has = |surname, gender, wanted: &str| {
            let forms = own(surname, gender);
            for form in wanted.split(' ') {
                assert!(forms.split(' ').any(|known| known == form), "{surname}: {form} not in {forms}");
            }
        };
        has("Иванова", Gender::Female, "иванова ивановой иванову");
        has("Иванов", Gender::Male, "иванов иванова иванову ивановым иванове");
        has("Русских", Gender::Unknown, "русских");
        has("Залесская", Gender::Female, "залесская залесской залесскую");
        has("Залесский", Gender::Male, "залесского залесскому залесским залесском");
        has("Толстой", Gender::Male, "толстого толстому толстым");
        has("Горобец", Gender::Male, "горобца горобцу горобцом");
        has("Заяц", Gender::Unknown, "заяц");
        has("Мороз", Gender::Unknown, "мороза морозу морозом");
        has("Коваль", Gender::Male, "коваля ковалю ковалем");
        has("Сорока", Gender::Unknown, "сороки сороке сороку сорокой");
        has("Гарсия", Gender::Female, "гарсии гарсию гарсией");
        has("Петрова-Водкина", Gender::Female, "петровой-водкиной петрову-водкину");
        has("Ёлкина", Gender::Female, "елкиной");
    }

    #[test]
    fn a_woman_has_no_forms_of_a_man() {
        assert_eq!(own("Иванова", Gender::Female), "иванова ивановой ивановою иванову");
        assert_eq!(own("Шайтор", Gender::Female), "шайтор");
        assert_eq!(own("Шевченко", Gender::Unknown), "шевченко");
    }

    #[test]
    fn first_names_and_patronymics_decline() {
        for (word, given) in [
            ("анну", "анна"),
            ("анной", "анна"),
            ("марии", "мария"),
            ("любови", "любовь"),
            ("павла", "павел"),
            ("льву", "лев"),
            ("андрею", "андрей"),
            ("петровне", "петровна"),
        ] {
            assert!(is_form_of(word, given), "{word}");
        }
        assert!(!is_form_of("алла", "анна"));
        for word in ["петровна", "петровной", "петровичу", "ильича", "кузьминичне"]
        {
            assert!(is_form_of_patronymic(word), "{word}");
        }
        assert!(!is_form_of_patronymic("петрову"));
    }
}
