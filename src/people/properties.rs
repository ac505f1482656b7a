//! What holds for any text: no panic, no word lost, linear time, and the same answer for the same thing.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::clean::{clean, fold};
use super::{
    Doubt, Joined, Name, Person, Reading, Setting, Substitute, Watch, doubts, hide, join, names, near, read,
};

fn words(cleaned: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in cleaned.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
    {
        // Nominative and singular change endings; three letters tell a word.
        let stem: String = fold(word).chars().take(3).collect();
        if !["и", "а", "так"].contains(&stem.as_str()) {
            *counts.entry(stem).or_insert(0) += 1;
        }
    }
    counts
}

fn parts(reading: &Reading) -> String {
    let mut parts: Vec<String> = Vec::new();
    for person in &reading.persons {
        parts.push(person.name.full());
        parts.extend(person.role.clone());
        parts.extend(person.school.clone());
    }
    parts.extend([&reading.roles, &reading.organisations, &reading.groups].into_iter().flatten().cloned());
    parts.push(reading.rest.clone());
    parts.join(" | ")
}

/// `ПайвинаН.` as two words, as it is read.
fn unglued(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut unglued = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at >= 2 && letters[at - 2..at].iter().all(|letter| letter.is_lowercase());
        // A word that begins with a digit is a number and stays whole.
        let word = letters[..at].rsplit(|letter| !letter.is_alphanumeric()).next().unwrap_or_default();
        let before = before && !word.first().is_some_and(|first| first.is_numeric());
        if before && letter.is_uppercase() && letters.get(at + 1) == Some(&'.') {
            unglued.push(' ');
        }
        unglued.push(*letter);
    }
    unglued
}

fn assert_kept(text: &str) -> Result<(), TestCaseError> {
    let reading = read(text);
    let kept = words(&unglued(&parts(&reading)));
    for (word, count) in words(&unglued(&clean(text))) {
        prop_assert!(
            kept.get(&word).is_some_and(|found| *found >= count),
            "«{word}» of {text:?} lost: {reading:?}"
        );
    }
    Ok(())
}

/// Hides «Пайвина Н.Б.» and «Ли А.»: nothing may name them, and nobody else may lose or win a position by it.
fn assert_hidden(text: &str) -> Result<(), TestCaseError> {
    let hidden = [Name::new("Пайвина", "Н", Some("Б")), Name::new("Ли", "А", None)];
    let is_hidden = |name: &Name| hidden.iter().any(|hidden| hidden.is_same_person(name));
    let instead = Substitute {
        position: "педагог-библиотекарь".to_owned(),
        school: Some("МБОУ «Школа № 1»".to_owned()),
    };
    let left = hide(text, |name| is_hidden(name).then_some(&instead));
    prop_assert!(!names(&left).iter().any(|(_, name)| is_hidden(name)), "{text:?} became {left:?}");
    prop_assert!(
        !read(&left).persons.iter().any(|person| is_hidden(&person.name)),
        "{text:?} became {left:?}"
    );
    if !names(text).iter().any(|(_, name)| is_hidden(name)) {
        prop_assert_eq!(left, text);
    }
    Ok(())
}

const SINGLE: &[&str] = &[
    "Пайвина Н.Б.",
    "Л.А. Русакова",
    "Ли А.",
    "Салтыков-Щедрин М.Е.",
    "Книголюбова Марианна Александровна",
    "Иванова (Петрова) Н.Б.",
    "Полкина",
    "Н.Б.",
    "библиотекарь",
    "Руководитель РМО",
    "педагог – библиотекарь",
    "зав.библиотекой",
    "методист УО",
    "зам. директора по УВР",
    "директор ОУ",
    "МБОУ СОШ №5",
    "МАОУ СОШ с. Быньги",
    "МКОУ «Заозёрная СОШ»",
    "Управление образования Каменского района",
    "вечерней школы НГО",
    "онлайн",
    "по согласованию",
    "совместно с",
    "5-7 классы",
    "12.05.2024",
    "актив библиотеки",
    "СОВЕТ",
    "им. А. Страничкина",
    "№",
    "«",
    "»",
    "\"",
    "(",
    ")",
    "кл.рук-ль",
    "и др.",
    "https://example.org/a",
    "школы",
    "отдела образования",
    "с.",
];

const PLURAL: &[&str] = &[
    "библиотекари",
    "Педагоги-библиотекари школ",
    "учителя начальных классов",
    "Все",
    "библиотекари МАОУ СОШ №1",
];

const JOINTS: &[&str] =
    &[", ", " ", "\n", "; ", " - ", " – ", "—", ": ", ". ", " и ", " (", ") ", "/", " / ", ",", "- "];

fn cell(fragments: Vec<&'static str>) -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(fragments), prop::sample::select(JOINTS.to_vec()));
    prop::collection::vec(piece, 0..9)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(fragment, joint)| [fragment, joint]).collect())
}

fn any_cell() -> impl Strategy<Value = String> {
    cell([SINGLE, PLURAL].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_any_text_is_lost(text in any::<String>()) {
        assert_kept(&text)?;
    }

    #[test]
    fn no_word_of_russian_letters_and_marks_is_lost(text in "[А-Яа-яёЁA-Ca-c0-9 .,;:()«»\"№\n/–-]{0,80}") {
        assert_kept(&text)?;
    }

    #[test]
    fn no_word_of_a_cell_is_lost(text in any_cell()) {
        assert_kept(&text)?;
    }

    #[test]
    fn every_word_is_in_exactly_one_part(text in cell(SINGLE.to_vec())) {
        let reading = read(&text);
        // An institution after a dash is said of all the names before it, and repeated.
        let repeats = reading.persons.windows(2).any(|pair| pair[0].school.is_some() && pair[0].school == pair[1].school);
        prop_assume!(!repeats);
        prop_assert_eq!(words(&parts(&reading)), words(&clean(&text)));
    }

    #[test]
    fn spaces_hyphens_and_yo_make_no_difference(text in any_cell()) {
        let plain = Reading { text: String::new(), ..read(&text.replace('ё', "е")) };
        let disguised = text.replace(' ', "\u{A0}").replace("би", "б\u{AD}и").replace('й', "и\u{306}").replace('ё', "е");
        prop_assert_eq!(plain, Reading { text: String::new(), ..read(&disguised) });
    }

    #[test]
    fn a_name_is_read_again_as_shown(surname in "[А-Я][а-я]{5,9}ова", first in "[А-Я]", second in "[А-Я]") {
        let name = Name::new(&surname, &first, Some(&second));
        for spelling in [
            name.to_string(),
            format!("{first}. {second}. {surname}"),
            format!("{} {first}.{second}.", surname.to_uppercase()),
            format!("{surname}  {first}. {second}."),
        ] {
            prop_assert_eq!(Name::parse(&spelling), Some(name.clone()), "{}", spelling);
        }
    }

    #[test]
    fn a_hidden_name_never_survives(text in any_cell()) {
        assert_hidden(&text)?;
    }

    #[test]
    fn a_hidden_name_never_survives_among_letters(text in "(Пайвина|Н|Б|Ли|методист|СОШ|[А-Яа-я .,;:()«»№\n–-]){0,14}") {
        assert_hidden(&text)?;
    }

    #[test]
    fn any_text_can_be_searched(text in any::<String>(), name in "[А-Яа-яёЁ-]{2,9}") {
        let hidden = [Name::new(&name, "А", None), Name::new("Пайвина", "Н", Some("Б"))];
        let watch = Watch::new([&hidden[..]], []);
        for setting in [Setting::Prose, Setting::Field, Setting::FileName] {
            for mention in watch.find(&text, setting) {
                prop_assert!(text.get(mention.range).is_some());
            }
        }
        for (range, _) in names(&text) {
            prop_assert!(text.get(range).is_some());
        }
    }

    #[test]
    fn a_name_is_found_wherever_it_stands(before in "[а-я «(]{0,9}", after in "[а-я »).]{0,9}") {
        let hidden = [Name::new("Пайвина", "Н", Some("Б"))];
        let watch = Watch::new([&hidden[..]], []);
        for spelling in ["Пайвиной Н.Б.", "Н. Б. Пайвину", "ПАЙВИНА Н.Б.", "Пайвиной Нине Борисовне"] {
            let text = format!("{before} {spelling} {after}");
            prop_assert!(watch.find(&text, Setting::Prose).iter().any(|mention| mention.named), "{}", text);
        }
    }

    #[test]
    fn near_is_symmetric(one in "[А-Я][а-я]{1,9}", other in "[А-Я][а-я]{1,9}") {
        let (one, other) = (Name::new(&one, "А", Some("Б")), Name::new(&other, "А", Some("Б")));
        prop_assert_eq!(near(&one, &other), near(&other, &one));
    }

    #[test]
    fn doubts_are_those_of_comparing_everybody(people in prop::collection::vec(alike(), 0..40)) {
        let joined = join(people.iter().map(|person| (person, ())));
        let found: Vec<Doubt> = doubts(&joined).collect();
        prop_assert_eq!(found, doubts_of_everybody(&joined));
    }
}

/// People whose names often are a slip or two apart: few letters, surnames of all lengths, some married, some of a
/// school or two.
fn alike() -> impl Strategy<Value = Person> {
    let stem = prop::sample::select(&["", "Ба", "Абаб", "Абвабва", "Абвгдежзикл", "Абвгдежзиклмнопрст"][..]);
    let initial = prop::sample::select(&["А", "Б", "Анна", "Алла"][..]);
    let patronymic = prop::option::of(prop::sample::select(&["А", "Б", "Борисовна"][..]));
    let former = prop::option::weighted(0.2, "[Аа][аб]{1,4}");
    let school = prop::option::of(prop::sample::select(&["МБОУ СОШ №3", "МБОУ СОШ №5"][..]));
    (stem, "[абё]{1,4}", initial, patronymic, former, school).prop_map(
        |(stem, end, first, patronymic, former, school)| {
            let name = Name::new(&format!("{stem}{end}"), first, patronymic);
            let name = match former {
                Some(former) => name.with_other_surname(&former),
                None => name,
            };
            Person { name, role: None, school: school.map(str::to_owned) }
        },
    )
}

/// The definition: every two people are compared.
fn doubts_of_everybody(people: &[Joined<()>]) -> Vec<Doubt> {
    let pairs =
        (0..people.len()).flat_map(|one| (one + 1..people.len()).map(move |other| Doubt { one, other }));
    pairs
        .filter(|pair| {
            let (one, other) = (&people[pair.one], &people[pair.other]);
            let apart = !one.schools.is_empty()
                && !other.schools.is_empty()
                && !one.schools.iter().any(|school| other.schools.contains(school));
            !apart && near(&one.name, &other.name)
        })
        .collect()
}

/// Surnames of four syllables; few of so many are near each other.
fn artificial(count: usize, school: impl Fn(usize) -> Option<String>) -> Vec<Person> {
    const SYLLABLES: [&str; 12] = ["ба", "ве", "ги", "до", "жу", "зы", "ка", "ле", "ми", "но", "пу", "ры"];
    let surname = |number: usize| {
        // A step that is prime to the number of all spreads them out.
        let number = number * 7_919 % 12usize.pow(4);
        (0..4).map(|place| SYLLABLES[number / 12usize.pow(place) % 12]).collect::<String>() + "ва"
    };
    let person = |number| Person {
        name: Name::new(&surname(number), "А", Some("Б")),
        role: None,
        school: school(number),
    };
    (0..count).map(person).collect()
}

fn time_of_doubts(people: &[Person]) -> Duration {
    let joined = join(people.iter().map(|person| (person, ())));
    let start = Instant::now();
    let _ = doubts(&joined).take(50).count();
    start.elapsed()
}

/// Four times the people take about four times as long, not sixteen times, in no school and each in another.
#[test]
fn many_people_are_compared_quickly() {
    let schools: [fn(usize) -> Option<String>; 2] = [|_| None, |number| Some(format!("МБОУ СОШ №{number}"))];
    for school in schools {
        let fastest = |count| {
            let people = artificial(count, school);
            (0..2).map(|_| time_of_doubts(&people)).min().expect("a time")
        };
        let (few, many) = (fastest(1_250), fastest(5_000));
        assert!(many < few * 8, "{many:?} for 5000, {few:?} for 1250");
    }
}

#[test]
fn megabytes_answer_quickly() {
    const PATTERNS: &[&str] = &[
        "Пайвина Н.Б. ",
        "Пайвина Н.Б., ",
        "Пайвина Н.Б.\n",
        "библиотекарь - ",
        "педагоги-",
        "методист УО ",
        "школьные ",
        "(",
        ")",
        "()",
        "(а",
        "«",
        "\"а",
        "«а»",
        "а",
        "А",
        "А.",
        "А. ",
        ".",
        "-",
        " - ",
        "\n",
        ",",
        "и ",
        "и.о.",
        "№5, ",
        "школы ",
        "вечерней школы ",
        "5, ",
        "Пайвина ",
        "Иванова (Петрова) ",
        "им. А. Страничкина и ",
        "по ",
        "все ",
        "Пайвина Н.Б. – библиотекари, ",
        "Пайвина Н.Б. (а) ",
        "методист, ",
        "методист\n",
        "(а) школ\n",
        "5-",
        "Пайвина Н.Б., методист УО, ",
        "библиотекари: ",
        "\u{AD}",
        "и\u{306}",
        "кл. ",
        "администрация ",
        "1-4 классы ",
    ];
    // Some at full length; all of them shorter, as the whole takes minutes without optimisation.
    for pattern in PATTERNS {
        for before in ["", "Пайвина Н.Б. ", "методист ", "Пайвина Н.Б. – библиотекари «"]
        {
            answers_quickly(&(before.to_owned() + &pattern.repeat(20_000 / pattern.len())));
        }
    }
    for pattern in ["Пайвина Н.Б. ", "библиотекарь - ", "методист УО ", "(", "«", "а", "(а) школ\n"]
    {
        answers_quickly(&pattern.repeat(LONG / pattern.len()));
    }
}

/// A megabyte; a tenth of it where nothing is optimised, which tells a square from a line as well.
const LONG: usize = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };

fn answers_quickly(text: &str) {
    let start = Instant::now();
    assert_eq!(read(text).text.len(), text.len());
    // A square of a megabyte would take hours; the bound is wide for a loaded machine.
    let allowed = Duration::from_millis(1_000 + text.len() as u64 / 50);
    assert!(
        start.elapsed() < allowed,
        "{:?}… took {:?}",
        text.chars().take(60).collect::<String>(),
        start.elapsed()
    );
}

fn person(text: &str) -> Person {
    read(text).persons.into_iter().next().expect("a person")
}

#[test]
fn spellings_of_one_person_are_joined() {
    let spellings =
        ["Пайвина Н.Б. – библиотекарь МБОУ СОШ №5", "н/а Н. Б. ПАЙВИНА", "Пайвина Нина Борисовна", "Ли А.Б."];
    let people: Vec<Person> = spellings.iter().map(|text| person(text)).collect();
    let joined = join(people.iter().zip(1..));
    assert_eq!(joined.iter().map(|one| one.mentions.clone()).collect::<Vec<_>>(), [vec![1, 2, 3], vec![4]]);
    let first = joined.first().expect("a person");
    assert_eq!(
        (first.name.full().as_str(), first.roles.len(), first.schools.len()),
        ("Пайвина Нина Борисовна", 1, 1)
    );
}

#[test]
fn two_whole_names_under_one_set_of_initials_are_two_people() {
    let people = ["Полкина Нина Борисовна", "Полкина Надежда Борисовна", "Полкина Н.Б."].map(person);
    assert_eq!(join(people.iter().map(|person| (person, ()))).len(), 2);
}

#[test]
fn near_surnames_of_one_school_are_reported_and_not_joined() {
    let people = [
        "Закалатова В.О. — библиотекарь МБОУ СОШ №3",
        "Закаталова В.О. - библиотекарь МБОУ СОШ №3",
        "Русакова Л.А.",
        "Закалатова В.О. — библиотекарь МБОУ СОШ № 3",
        "Закалотова В.О., МБОУ СОШ №7",
    ]
    .map(person);
    let joined = join(people.iter().map(|person| (person, ())));
    assert_eq!(joined.len(), 4);
    let pairs: Vec<(usize, usize)> = doubts(&joined).map(|doubt| (doubt.one, doubt.other)).collect();
    assert_eq!(pairs, [(0, 1)]);
}

#[test]
fn nearness_is_relative_to_length() {
    let near_names = |one: &str, other: &str| near(&person(one).name, &person(other).name);
    assert!(near_names("Закалатова В.О.", "Закаталова В.О."));
    assert!(near_names("Иванова Н.", "Иванова Н.Б."));
    assert!(near_names("Иванова (Петрова) Н.Б.", "Петрова Н.Б."));
    assert!(near_names("Мелешко И.Г.", "Милешко И.Г."));
    assert!(!near_names("Закалатова В.О.", "Закаталова В.А."));
    assert!(!near_names("Ли А.Б.", "Ни А.Б."));
    assert!(!near_names("Пайвина Н.Б.", "Пайвина Нина Борисовна"));
    assert!(!near_names("Котович М.В.", "Полкина М.В."));
}

#[test]
fn case_of_roles_and_kind_of_dash_make_no_difference() {
    let derived = |text: &str| Reading { text: String::new(), ..read(text) };
    assert_eq!(
        derived("руководитель РМО, школьные библиотекари"),
        derived("РУКОВОДИТЕЛЬ РМО, ШКОЛЬНЫЕ БИБЛИОТЕКАРИ")
    );
    assert_eq!(derived("Зам. Директора по УВР"), derived("зам.директора по УВР"));
    for dash in ["-", " -", "- ", " – ", "–", "—", " —", "\u{A0}— ", " ‒ ", " − "] {
        let cell = format!("Пайвина Н.Б.{dash}зав. библиотекой МБОУ СОШ №5");
        assert_eq!(derived(&cell), derived("Пайвина Н.Б. — зав. библиотекой МБОУ СОШ №5"), "{dash}");
    }
}
