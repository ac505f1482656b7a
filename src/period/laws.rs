//! Laws that hold for every input: what is written is read back, spelling makes no difference, nothing panics,
//! nothing takes more than linear time.

use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::{Holiday, Period, Reading, SchoolYear, TermName, Terms, read, write};

/// Pieces of cells, in the spirit of the fixtures.
const PIECES: &[&str] = &[
    "октябрь",
    "мая",
    "август",
    "в марте",
    "сент.",
    "Декабрь",
    "2024",
    "2025 года",
    "2024 г.",
    "2024-2025 уч. год",
    "с",
    "по",
    "до",
    "к",
    "-",
    "–",
    ",",
    ";",
    ".",
    "и",
    "/",
    "(",
    ")",
    "\n",
    "\n\n",
    "«",
    "»",
    "3",
    "12",
    "31",
    "26-29",
    "32 мая",
    "08.10.2024",
    "15.10",
    "14.00",
    "№ 5",
    "I",
    "III",
    "1-я",
    "2",
    "последний",
    "вторая",
    "квартал",
    "кв.",
    "полугодие",
    "четверть",
    "неделя",
    "декада",
    "половина",
    "каникулы",
    "осенние",
    "зимних",
    "начало",
    "конец",
    "в конце",
    "среда",
    "вторник",
    "четверг",
    "(вт.)",
    "по средам",
    "по пятницам",
    "каждый",
    "каждого месяца",
    "месяца",
    "число",
    "числа",
    "ежемесячно",
    "ежеквартально",
    "1 раз в месяц",
    "раз",
    "в",
    "в год",
    "в течение",
    "года",
    "учебного",
    "постоянно",
    "год",
    "весь",
    "по плану",
    "по заявкам",
    "согласно графику",
    "при необходимости",
    "за 10 дней",
    "работы",
    "библиотек",
    "МБОУ СОШ",
    "актовый зал",
    "от",
    "ул.",
    "не позднее",
    "не",
    "чем",
    "начиная с",
    "после",
    "осень",
    "зимой",
    "5-9",
    "класс",
    "ZOOM",
    "1й",
    "2024-11",
    "2024-11-14",
    "на",
    "28.10.04.11.2024",
    "сентябр",
    "ь",
    "дека",
    "брь",
    "ко Дню учителя",
    "к неделе",
    "в день",
    "в течение месяца",
    "включительно",
    "(вкл.)",
    "пн-пт",
    "понедельник",
    "пятницу",
    "ср",
    "еженедельно",
    "перенос",
    "вместо",
    "дней",
    "9 дней (",
    "апрельмай",
    "01.-",
    "01.,",
    "рабочих",
    "согласова",
    "нию",
    "сроки",
    "единые",
    "кроме",
    "за исключением",
    "исключая",
    "без",
    "не в",
    "июля",
    "летних",
    "каникул",
    "февральские",
    "воскресенья",
    "(открытие)",
    "до 17.00 часов",
    "до 10 ч.",
    "4 октября",
    "по по",
    "в теч-е",
    "втечение",
    "календарного",
    "2011 - 2014",
    "2011, 2013",
    "гг.",
    "годы",
    "в субботу",
    "для",
    "(2-11 кл.)",
    "ежегодно",
    "😀",
    "…",
    ":",
];

fn cell() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    let gap = prop::sample::select(&[" ", " ", " ", ""][..]);
    prop::collection::vec((piece, gap), 0..9)
        .prop_map(|pieces| pieces.into_iter().flat_map(<[&str; 2]>::from).collect())
}

fn years() -> impl Strategy<Value = SchoolYear> {
    (1990..2060i32).prop_map(SchoolYear::beginning)
}

fn terms() -> Terms {
    let day = |month, day| NaiveDate::from_ymd_opt(2024, month, day).expect("a date");
    Terms::new([
        (TermName::Quarter(1), day(9, 2), day(10, 25)),
        (TermName::Quarter(3), day(1, 9), day(3, 21)),
        (TermName::Holiday(Holiday::Autumn), day(10, 26), day(11, 4)),
    ])
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0..80_000u64).prop_map(|days| {
        NaiveDate::from_ymd_opt(1900, 1, 1)
            .and_then(|first| first.checked_add_days(Days::new(days)))
            .expect("a date")
    })
}

fn simple() -> impl Strategy<Value = Period> {
    prop_oneof![
        date().prop_map(Period::Day),
        date().prop_map(Period::Deadline),
        (date(), 0..800u64).prop_map(|(first, length)| {
            Period::span(first, first.checked_add_days(Days::new(length)).expect("a date"))
        }),
    ]
}

fn same_but_wording(one: &Reading, other: &Reading) -> bool {
    let codes = |reading: &Reading| reading.warnings.iter().map(super::Warning::code).collect::<Vec<_>>();
    one.period == other.period && codes(one) == codes(other)
}

/// Every letter and digit of the text that the reading kept in `rest` stands in the text, in this order.
fn is_kept(rest: &str, text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| letter.is_alphanumeric());
    rest.chars()
        .filter(|letter| letter.is_alphanumeric())
        .all(|wanted| letters.any(|letter| letter == wanted))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_written_is_read_back(period in simple(), year in years()) {
        prop_assert_eq!(&read(&write(&period), year, &Terms::default()).period, &period, "{}", write(&period));
    }

    #[test]
    fn a_written_list_is_read_back(parts in prop::collection::btree_set(simple(), 2..6), year in years()) {
        let period = Period::Several(parts.into_iter().collect());
        prop_assert_eq!(&read(&write(&period), year, &Terms::default()).period, &period, "{}", write(&period));
    }

    #[test]
    fn what_is_read_is_written_and_read_back(text in cell(), year in years()) {
        let first = read(&text, year, &terms());
        if first.period != Period::Unread {
            let wording = write(&first.period);
            let again = read(&wording, year, &terms());
            prop_assert_eq!(&again.period, &first.period, "{:?} -> {:?}", &text, &wording);
            prop_assert_eq!(again.rest, "", "{:?} -> {:?}", &text, &wording);
        }
    }

    #[test]
    fn what_is_left_out_is_never_the_period(left_out in simple(), year in years()) {
        let left_out = write(&left_out);
        for words in ["кроме", "за исключением", "исключая"] {
            let reading = read(&format!("в течение года, {words} {left_out}, ЦБС"), year, &terms());
            prop_assert_eq!(&reading.period, &Period::Year { continuous: false }, "{:?}", &reading);
            prop_assert_eq!(&reading.rest, &format!("{words} {left_out}, ЦБС"));
        }
    }

    #[test]
    fn any_condition_is_read_back(text in "[а-яёa-zА-Я0-9 .,;:()«»\"/№ь-]{0,30}", year in years()) {
        let first = read(&format!("по плану {text}"), year, &terms()).period;
        prop_assert_eq!(&read(&write(&first), year, &terms()).period, &first, "{:?} -> {:?}", text, write(&first));
    }

    #[test]
    fn the_reading_is_well_formed(text in cell(), year in years()) {
        let reading = read(&text, year, &terms());
        prop_assert!(is_kept(&reading.rest, &text), "{:?} -> {:?}", &text, &reading.rest);
        prop_assert_eq!(&reading.text, &text);
        if let (Some(first), Some(last)) = (reading.period.start(year), reading.period.end(year)) {
            prop_assert!(first <= last);
        }
        if let Period::Several(parts) = &reading.period {
            prop_assert!(parts.len() >= 2);
            prop_assert!(!parts.iter().any(|part| matches!(part, Period::Several(_) | Period::Unread)));
        }
        if reading.period == Period::Unread {
            prop_assert!(!reading.warnings.is_empty());
        }
        prop_assert!(reading.warnings.iter().all(|warning| warning.message().contains(' ')));
    }

    #[test]
    fn what_is_not_the_period_is_kept(text in cell(), year in years()) {
        let reading = read(&format!("Багульник, {text}, Пурпур, Ыгрек"), year, &terms());
        for word in ["Багульник", "Пурпур, Ыгрек"] {
            prop_assert!(reading.rest.contains(word), "{:?} -> {:?}", &text, &reading);
        }
    }

    #[test]
    fn spelling_makes_no_difference(text in cell(), year in years()) {
        let clean = read(&text, year, &terms());
        let spellings = [
            text.to_uppercase(),
            text.replace(' ', "\u{a0}"),
            text.replace('й', "и\u{306}"),
            text.replace('е', "ё"),
            text.replace('р', "р\u{ad}"),
            text.replace('о', "o").replace('а', "a"),
            text.replace(' ', "\n"),
        ];
        for spelling in spellings {
            let other = read(&spelling, year, &terms());
            prop_assert!(same_but_wording(&clean, &other), "{:?} {:?}\n{:?} {:?}", text, clean, spelling, other);
        }
    }

    #[test]
    fn spaces_round_dashes_make_no_difference(first in 0..12usize, last in 0..12usize, days in any::<bool>()) {
        const MONTHS: [&str; 12] = [
            "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
            "ноября", "декабря",
        ];
        let ends = MONTHS.get(first).zip(MONTHS.get(last)).expect("two months");
        let number = if days { "3 " } else { "" };
        let with = |dash: &str| {
            read(&format!("{number}{}{dash}{number}{}", ends.0, ends.1), SchoolYear::beginning(2024), &terms())
        };
        let plain = with("-");
        for dash in [" - ", "– ", " —", "\u{2212}", "\u{a0}–\n"] {
            prop_assert!(same_but_wording(&plain, &with(dash)), "{:?}", with(dash));
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC*", year in any::<i32>()) {
        let year = SchoolYear::beginning(year);
        let reading = read(&text, year, &terms());
        prop_assert!(reading.rest.len() <= text.len());
        let _ = (write(&reading.period), super::parse_override(&text));
    }
}

fn check_speed(text: &str) {
    let began = Instant::now();
    let reading = read(text, SchoolYear::beginning(2024), &Terms::default());
    let _ = write(&reading.period);
    let shown: String = text.chars().take(20).collect();
    assert!(began.elapsed() < Duration::from_mins(1), "{shown:?}: {:?}", began.elapsed());
}

/// A megabyte; a tenth of it where nothing is optimised, which tells a square from a line as well.
const LONG: usize = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };

/// Linear time: the limit is generous, for a quadratic reader would need hours.
#[test]
fn a_megabyte_is_quick() {
    for piece in ["октябрь, ", "1, ", "по плану ", "ш", "1 четверть и "] {
        check_speed(&piece.repeat(LONG / piece.len()));
    }
}

#[test]
fn repetition_of_anything_is_quick() {
    for piece in PIECES.iter().chain(HARD) {
        check_speed(&piece.repeat(20_000 / piece.len()));
        check_speed(&format!("{piece} ").repeat(20_000 / piece.len()));
    }
}

/// Repetitions that invite a long look ahead.
const HARD: &[&str] = &[
    "1, ",
    "1-2, ",
    "1 и ",
    "по плану ",
    "по ",
    "в течение ",
    "I, ",
    "I-",
    "октябрь-",
    "с 1 ",
    "каждый ",
    "\"",
    "( ",
    "осенние и ",
    "по средам, ",
    "1.",
    "ь",
    "и\u{306}",
    "\u{306}",
    "октябрь 1 ",
    "а",
    "1",
    "ш",
    "в в в в ",
    "последняя ",
    "октябрь; ",
    "1 раз в 2 ",
    "не ",
    "от ",
    "32 мая ",
    "1 четверть ",
    "7 мая, вт. ",
    "к дню ",
    "к 1-",
    "пн-",
    "перенос с ",
    "вместо ",
    "1 четверть (",
    "I, II, III четверть - ",
    "в течение года - 9 дней ",
    "1., ",
    "1.-",
    "10.10, по плану, ",
    "кроме ",
    "кроме июля, ",
    "кроме июля и ",
    "кроме всех ",
    "по плану кроме ",
    "без ",
    "не в ",
    "с 1 мая (",
    "с 1 мая (а ",
    "до 10.00 ",
    "до 10 ч. ",
    "2011, ",
    "2011 - ",
    "2011-2014 гг. ",
    "сентябрь 5 сентября ",
    "каникулы: ",
    "каникулы (",
    "каникулы для ",
    "теч-",
];
