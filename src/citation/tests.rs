//! Worked examples of descriptions, each with the rule it shows.
//!
//! Checked against ГОСТ Р 7.0.100–2018 (the text of section 7 at studfile.net/preview/18511676, page 11: «// Высшая школа
//! экономики : [сайт]», 7.3.3), its own examples of parts of sites as libraries repeat them («… / А. Грязев. – Текст :
//! электронный // Газета.ru : [сайт]. – 2018. – 2 февр. – URL: … (дата обращения: …).»), the notes on electronic resources at
//! lib.uni-dubna.ru (address and day of access always, no «[Электронный ресурс]»), and, for headings, ГОСТ 7.80–2000, 5.2, as
//! quoted by the reference desk of the National Library of Russia (korunb.nlr.ru, question 21445).

use chrono::NaiveDate;

use super::{Content, Part, describe};
use crate::people::Name;

const SITE: &str = "РМО школьных библиотекарей Примерного района";

/// What an example is made of; its people by their names, its day as year, month and day.
struct Example {
    title: &'static str,
    kind: Option<&'static str>,
    purpose: Option<&'static str>,
    people: &'static [&'static str],
    bodies: &'static [&'static str],
    site: &'static str,
    date: Option<(i32, u32, u32)>,
    address: Option<&'static str>,
}

const BARE: Example = Example {
    title: "Книги о собаках",
    kind: None,
    purpose: None,
    people: &[],
    bodies: &[],
    site: SITE,
    date: None,
    address: None,
};

fn described(example: &Example) -> String {
    let names: Vec<Name> =
        example.people.iter().map(|name| Name::parse(name).unwrap_or_else(|| panic!("{name}"))).collect();
    let citation = describe(&Part {
        title: example.title,
        kind: example.kind,
        purpose: example.purpose.map(str::to_owned),
        people: names.iter().collect(),
        bodies: example.bodies.to_vec(),
        content: Content::of_kind(example.kind),
        site: example.site,
        date: example.date.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day)),
        address: example.address,
    });
    match citation.after {
        Some(after) => format!("{}26.11.2026{after}", citation.before),
        None => citation.before,
    }
}

/// The rule, the example and its description.
const EXAMPLES: &[(&str, Example, &str)] = &[
    (
        "7.3.3, 5.8, 5.10: a lesson by one author, heading and statement of responsibility, address and day of access",
        Example {
            title: "Как найти книгу по каталогу",
            kind: Some("библиотечный урок"),
            purpose: Some("5–6 классов"),
            people: &["Околицына М.П."],
            date: Some((2026, 9, 24)),
            address: Some("https://rmo.example/case/katalog/"),
            ..BARE
        },
        "Околицына, М. П. Как найти книгу по каталогу : библиотечный урок для 5–6 классов / М. П. Околицына. – Текст : электронный // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 24 сент. – URL: https://rmo.example/case/katalog/ (дата обращения: 26.11.2026).",
    ),
    (
        "5.8: the same where no address is known",
        Example {
            title: "Как найти книгу по каталогу",
            kind: Some("библиотечный урок"),
            people: &["Околицына М.П."],
            date: Some((2026, 9, 24)),
            ..BARE
        },
        "Околицына, М. П. Как найти книгу по каталогу : библиотечный урок / М. П. Околицына. – Текст : электронный // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 24 сент.",
    ),
    (
        "ГОСТ 7.80, 5.2: a script by two authors, the first in the heading, both behind the slash",
        Example {
            title: "Книга на вырост",
            kind: Some("сценарий"),
            people: &["Подлескова Н.В.", "Околицына М.П."],
            date: Some((2026, 3, 16)),
            ..BARE
        },
        "Подлескова, Н. В. Книга на вырост : сценарий / Н. В. Подлескова, М. П. Околицына. – Текст : электронный // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 16 марта.",
    ),
    (
        "ГОСТ 7.80, 5.2: a presentation by three authors; 5.10: two kinds of content",
        Example {
            title: "Библиотека за кадром",
            kind: Some("презентация"),
            people: &["Дубравина И.Г.", "Ручейкова Е.Д.", "Пригоркина С.М."],
            date: Some((2026, 2, 2)),
            ..BARE
        },
        "Дубравина, И. Г. Библиотека за кадром : презентация / И. Г. Дубравина, Е. Д. Ручейкова, С. М. Пригоркина. – Текст. Изображение : электронные // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 2 февр.",
    ),
    (
        "ГОСТ 7.80, 5.2 and 5.2: methodical recommendations by four authors, no heading, all four named",
        Example {
            title: "Учёт школьных учебников",
            kind: Some("методические рекомендации"),
            people: &["Перелескина Т.А.", "Криничкина О.И.", "Овражная Л.С.", "Тропинкина В.Н."],
            date: Some((2026, 5, 21)),
            ..BARE
        },
        "Учёт школьных учебников : методические рекомендации / Т. А. Перелескина, О. И. Криничкина, Л. С. Овражная, В. Н. Тропинкина. – Текст : электронный // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 21 мая.",
    ),
    (
        "5.2: a collection by five authors, the first three and «[и др.]»",
        Example {
            title: "Пять уроков чтения",
            kind: Some("сборник сценариев"),
            people: &[
                "Перелескина Т.А.",
                "Криничкина О.И.",
                "Овражная Л.С.",
                "Тропинкина В.Н.",
                "Околицына М.П.",
            ],
            date: Some((2026, 6, 1)),
            ..BARE
        },
        "Пять уроков чтения : сборник сценариев / Т. А. Перелескина, О. И. Криничкина, Л. С. Овражная [и др.]. – Текст : электронный // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 1 июня.",
    ),
    (
        "5.2: a list of literature without an author is described by its title",
        Example { kind: Some("список литературы"), date: Some((2026, 10, 12)), ..BARE },
        "Книги о собаках : список литературы. – Текст : электронный // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 12 окт.",
    ),
    (
        "5.10: a book trailer is a moving picture",
        Example {
            title: "Каштанка",
            kind: Some("буктрейлер"),
            people: &["Тропинкина В.Н."],
            date: Some((2026, 4, 8)),
            ..BARE
        },
        "Тропинкина, В. Н. Каштанка : буктрейлер / В. Н. Тропинкина. – Изображение (движущееся ; двухмерное) : электронное // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 8 апр.",
    ),
    (
        "5.10: a recorded talk is speech",
        Example {
            title: "Разговор о чтении",
            kind: Some("подкаст"),
            people: &["Заречнева А.К."],
            date: Some((2025, 12, 12)),
            ..BARE
        },
        "Заречнева, А. К. Разговор о чтении : подкаст / А. К. Заречнева. – Устная речь : электронная // РМО школьных библиотекарей Примерного района : [сайт]. – 2025. – 12 дек.",
    ),
    (
        "5.10: a poster is a still picture",
        Example {
            title: "Тише, читают!", kind: Some("плакат"), date: Some((2026, 1, 15)), ..BARE
        },
        "Тише, читают! : плакат. – Изображение (неподвижное ; двухмерное) : электронное // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 15 янв.",
    ),
    (
        "5.2: a body as author stands behind the slash",
        Example {
            title: "Положение о конкурсе чтецов",
            kind: Some("положение"),
            bodies: &["методический совет школы № 2"],
            date: Some((2026, 8, 28)),
            ..BARE
        },
        "Положение о конкурсе чтецов / Методический совет школы № 2. – Текст : электронный // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 28 авг.",
    ),
    (
        "5.2: a person, then a body behind a semicolon",
        Example {
            title: "Неделя детской книги",
            kind: Some("программа"),
            people: &["Ручейкова Е.Д."],
            bodies: &["творческая группа школы № 5"],
            date: Some((2026, 7, 3)),
            ..BARE
        },
        "Ручейкова, Е. Д. Неделя детской книги : программа / Е. Д. Ручейкова ; Творческая группа школы № 5. – Текст : электронный // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 3 июля.",
    ),
    (
        "5.2: what belongs to the title stands behind a colon with spaces; the kind is not said twice",
        Example {
            title: "Книжный маршрут: игра по станциям",
            kind: Some("игра"),
            purpose: Some("5 класса"),
            people: &["Дубравина И.Г."],
            date: Some((2026, 10, 19)),
            ..BARE
        },
        "Дубравина, И. Г. Книжный маршрут : игра по станциям : для 5 класса / И. Г. Дубравина. – Текст : электронный // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 19 окт.",
    ),
    (
        "5.2: the title names its classes itself; the question mark stays before the colon (4.7)",
        Example {
            title: "Что читать летом, 4–6 классы?",
            kind: Some("памятка"),
            purpose: Some("4–6 классов"),
            people: &["Подлескова Н.В."],
            date: Some((2026, 5, 27)),
            ..BARE
        },
        "Подлескова, Н. В. Что читать летом, 4–6 классы? : памятка / Н. В. Подлескова. – Текст : электронный // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 27 мая.",
    ),
    (
        "7.3.3: a site that calls itself one; a name with the first name written out; no day",
        Example {
            title: "Выставка за час.",
            kind: Some("методическая разработка"),
            people: &["Ручейкова Елена Дмитриевна"],
            site: "Школьная библиотека : официальный сайт",
            ..BARE
        },
        "Ручейкова, Е. Д. Выставка за час : методическая разработка / Е. Д. Ручейкова. – Текст : электронный // Школьная библиотека : официальный сайт.",
    ),
    (
        "4.7: no full stop is doubled",
        Example {
            title: "Урок о книге и т. д.",
            people: &["Овражная Л."],
            site: "Библиотека школы № 7 и др.",
            date: Some((2025, 11, 24)),
            address: Some("https://shkola7.example/urok/"),
            ..BARE
        },
        "Овражная, Л. Урок о книге и т. д. / Л. Овражная. – Текст : электронный // Библиотека школы № 7 и др. : [сайт]. – 2025. – 24 нояб. – URL: https://shkola7.example/urok/ (дата обращения: 26.11.2026).",
    ),
    (
        "5.10: a virtual exhibition without kind of its own is text with pictures",
        Example {
            title: "Книги-юбиляры",
            kind: Some("виртуальная выставка"),
            date: Some((2026, 9, 1)),
            ..BARE
        },
        "Книги-юбиляры : виртуальная выставка. – Текст. Изображение : электронные // РМО школьных библиотекарей Примерного района : [сайт]. – 2026. – 1 сент.",
    ),
];

#[test]
fn descriptions_follow_the_standard() {
    assert!(EXAMPLES.len() >= 15);
    for (rule, example, wanted) in EXAMPLES {
        assert_eq!(described(example), *wanted, "{rule}");
    }
}
