//! The words of the grammar: months, weekdays and their forms, look-alike letters, Roman numerals.

use chrono::Weekday;

/// One weekday's forms.
pub(super) struct WeekdayNames {
    pub nominative: &'static str,
    stem: &'static str,
    endings: &'static [&'static str],
    short: &'static [&'static str],
    pub plural: &'static str,
    day: Weekday,
}

pub(super) const WEEKDAYS: [WeekdayNames; 7] = [
    weekday("понедельник", "понедельник", MASCULINE, &["пн", "пон"], "понедельникам", Weekday::Mon),
    weekday("вторник", "вторник", MASCULINE, &["вт"], "вторникам", Weekday::Tue),
    weekday("среда", "сред", FEMININE, &["ср"], "средам", Weekday::Wed),
    weekday("четверг", "четверг", MASCULINE, &["чт", "чет"], "четвергам", Weekday::Thu),
    weekday("пятница", "пятниц", FEMININE, &["пт", "пят"], "пятницам", Weekday::Fri),
    weekday("суббота", "суббот", FEMININE, &["сб", "суб"], "субботам", Weekday::Sat),
    weekday("воскресенье", "воскресень", &["е", "я", "ю"], &["вс", "вск"], "воскресеньям", Weekday::Sun),
];

const MASCULINE: &[&str] = &["", "а", "у", "и"];
const FEMININE: &[&str] = &["а", "у", "ы", "е"];

const fn weekday(
    nominative: &'static str,
    stem: &'static str,
    endings: &'static [&'static str],
    short: &'static [&'static str],
    plural: &'static str,
    day: Weekday,
) -> WeekdayNames {
    WeekdayNames { nominative, stem, endings, short, plural, day }
}

/// A weekday in the singular («вторник», «среду»).
pub(super) fn weekday_of(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|names| declined(word, names.stem, names.endings)).map(|names| names.day)
}

/// A weekday, full or short («пн», «вт»): only beside a date.
pub(super) fn any_weekday(word: &str) -> Option<Weekday> {
    let short = || WEEKDAYS.iter().find(|names| names.short.contains(&word)).map(|names| names.day);
    weekday_of(word).or_else(short)
}

/// «средам», as in «по средам».
pub(super) fn is_weekday_plural(word: &str) -> bool {
    WEEKDAYS.iter().any(|names| names.plural == word)
}

/// The form of a month's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Nominative,
    /// Genitive, or an abbreviation that may be one: what may follow a day's number.
    Genitive,
    Other,
}

const SOFT: &[&str] = &["ь", "я", "е", "ю", "ем"];
const HARD: &[&str] = &["", "а", "е", "у", "ом"];

/// Stem, endings (nominative, genitive, the rest) and abbreviations of the twelve months.
const MONTHS: [(&str, &[&str], &[&str]); 12] = [
    ("январ", SOFT, &["янв", "январ"]),
    ("феврал", SOFT, &["фев", "февр", "феврал"]),
    ("март", HARD, &["мар"]),
    ("апрел", SOFT, &["апр", "апрел"]),
    ("ма", &["й", "я", "е", "ю", "ем"], &[]),
    ("июн", SOFT, &["июн"]),
    ("июл", SOFT, &["июл"]),
    ("август", HARD, &["авг"]),
    ("сентябр", SOFT, &["сен", "сент", "сентяб", "сентябр"]),
    ("октябр", SOFT, &["окт", "октяб", "октябр"]),
    ("ноябр", SOFT, &["ноя", "нояб", "ноябр"]),
    ("декабр", SOFT, &["дек", "декаб", "декабр"]),
];

/// Belarusian months: nominative, genitive, locative.
const BELARUSIAN: [[&str; 3]; 12] = [
    ["студзень", "студзеня", "студзені"],
    ["люты", "лютага", "лютым"],
    ["сакавік", "сакавіка", "сакавіку"],
    ["красавік", "красавіка", "красавіку"],
    ["травень", "траўня", "траўні"],
    ["чэрвень", "чэрвеня", "чэрвені"],
    ["ліпень", "ліпеня", "ліпені"],
    ["жнівень", "жніўня", "жніўні"],
    ["верасень", "верасня", "верасні"],
    ["кастрычнік", "кастрычніка", "кастрычніку"],
    ["лістапад", "лістапада", "лістападзе"],
    ["снежань", "снежня", "снежні"],
];

/// The month that a word names, 1 to 12, and its form.
pub(super) fn month_of(word: &str) -> Option<(u32, Form)> {
    if !(3..=22).contains(&word.len()) {
        return None;
    }
    (1..).zip(MONTHS).find_map(|(number, month)| Some((number, month_form(word, month)?))).or_else(|| {
        (1..).zip(BELARUSIAN).find_map(|(number, forms)| {
            let place = forms.iter().position(|form| *form == word)?;
            Some((number, form_at(place)))
        })
    })
}

fn month_form(word: &str, (stem, endings, short): (&str, &[&str], &[&str])) -> Option<Form> {
    if short.contains(&word) {
        return Some(Form::Genitive);
    }
    let ending = word.strip_prefix(stem)?;
    endings.iter().position(|known| *known == ending).map(form_at)
}

fn form_at(place: usize) -> Form {
    match place {
        0 => Form::Nominative,
        1 => Form::Genitive,
        _ => Form::Other,
    }
}

/// Whether the word is the stem with one of the endings.
pub(super) fn declined(word: &str, stem: &str, endings: &[&str]) -> bool {
    word.strip_prefix(stem).is_some_and(|ending| endings.contains(&ending))
}

/// Whether the word begins with one of the stems.
pub(super) fn begins(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}

/// Words that are mended when a line's end tore them, beside months and weekdays.
const OFTEN_TORN: &[&str] = &[
    "течение",
    "течении",
    "года",
    "учебного",
    "ежемесячно",
    "ежеквартально",
    "еженедельно",
    "постоянно",
    "систематически",
    "регулярно",
    "ежедневно",
    "необходимости",
    "поступления",
    "каникулы",
    "каникул",
    "четверть",
    "четверти",
    "полугодие",
    "квартал",
    "графику",
    "заявкам",
    "библиотекарей",
    "библиотекари",
    "понедельникам",
    "вторникам",
    "четвергам",
    "пятницам",
];

/// What an activity may go by: «по отдельному плану».
pub(super) const GROUNDS: &[&str] = &[
    "план",
    "график",
    "заявк",
    "заявлени",
    "запрос",
    "мере",
    "необходимост",
    "согласовани",
    "договоренност",
    "приказ",
    "итогам",
    "результат",
    "требовани",
    "расписани",
    "обращени",
    "желани",
    "потребност",
    "возможност",
    "положени",
    "договор",
    "факт",
    "поступлени",
    "указани",
    "распоряжени",
    "циклограмм",
    "календар",
    "окончани",
    "завершени",
    "срокам",
    "программ",
    "регламент",
    "вызов",
    "предложени",
    "назначени",
    "запис",
    "извещени",
    "письм",
    "наличи",
    "услови",
    "случа",
    "рекомендаци",
    "решени",
    "утверждени",
    "объявлени",
    "усмотрени",
];

/// Whether a word is a ground in one of the cases that it has after «по», «при», «на» and «после».
fn is_ground(word: &str) -> bool {
    const ENDINGS: &[&str] = &["", "у", "ю", "е", "и", "а", "я", "ам", "ям", "ах", "ях"];
    GROUNDS.iter().any(|stem| declined(word, stem, ENDINGS))
}

/// Whether a word belongs to the grammar.
pub(super) fn is_known(word: &str) -> bool {
    month_of(word).is_some() || weekday_of(word).is_some() || OFTEN_TORN.contains(&word)
}

/// Whether two pieces are one word of ours, torn. Two that are words themselves are not: «вторник и четверг».
pub(super) fn is_torn(before: &str, after: &str) -> bool {
    let length = before.len() + after.len();
    if !(8..=30).contains(&length) || (whole_month(before) && whole_month(after)) {
        return false;
    }
    let whole = format!("{before}{after}");
    let both = is_known(before) && (is_known(after) || after == "и");
    (!both && is_known(&whole)) || is_torn_ground(before, after, &whole)
}

/// «согласова нию». A ground that is whole, or one letter alone, is a word of its own: «план у директора».
fn is_torn_ground(before: &str, after: &str, whole: &str) -> bool {
    let long = |piece: &str| piece.chars().nth(1).is_some();
    long(before) && long(after) && !is_ground(before) && is_ground(whole)
}

/// The names of two months with nothing between them, «апрельмай»: both in one case, so that no other word is taken.
pub(super) fn glued_months(word: &str) -> Option<(&str, &str)> {
    if !(12..=48).contains(&word.len()) {
        return None;
    }
    let form = |word| month_of(word).map(|(_, form)| form);
    let halves = word.char_indices().map(|(place, _)| word.split_at(place));
    halves.skip(3).find(|(first, last)| form(first).is_some() && form(first) == form(last))
}

fn whole_month(word: &str) -> bool {
    month_of(word).is_some()
}

/// Appends a letter with Latin look-alikes as Cyrillic, and signs for Roman numerals as letters.
pub(super) fn fold(letter: char, into: &mut String) {
    if let Some(numeral) = numeral_sign(letter) {
        into.push_str(numeral);
        return;
    }
    into.push(match letter {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' => 'е',
        'h' => 'н',
        'i' => 'і',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        _ => letter,
    });
}

fn numeral_sign(letter: char) -> Option<&'static str> {
    const SIGNS: [&str; 12] = ["і", "іі", "ііі", "іv", "v", "vі", "vіі", "vііі", "іх", "х", "хі", "хіі"];
    let index = u32::from(letter).checked_sub(0x2170)?;
    SIGNS.get(usize::try_from(index).ok()?).copied()
}

/// Whether a letter was typed as Cyrillic.
pub(super) fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&letter)
}

/// Whether a sign is short enough, and begins as a number does: spares longer looks at other words.
pub(super) fn may_be_numeral(sign: &str) -> bool {
    sign.len() <= 10 && sign.starts_with(|first: char| first.is_ascii_digit() || "іlӏvухшп".contains(first))
}

/// A Roman numeral up to 12 however it was typed: «Ш», «П», «1У», «lV».
pub(super) fn roman(sign: &str) -> Option<u32> {
    const NUMERALS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    if sign.len() > 10 {
        return None;
    }
    let mut plain = String::new();
    for letter in sign.chars() {
        plain.push_str(match letter {
            'і' | '1' | 'l' | 'ӏ' => "i",
            'v' | 'у' => "v",
            'х' => "x",
            'ш' => "iii",
            'п' => "ii",
            _ => return None,
        });
    }
    (1..).zip(NUMERALS).find(|(_, numeral)| *numeral == plain).map(|(value, _)| value)
}

/// The letters after a number: «1-й», «2-ая».
pub(super) fn is_ordinal_suffix(word: &str) -> bool {
    [
        "й", "я", "е", "ю", "м", "х", "го", "му", "ой", "ый", "ая", "ое", "ую", "ого", "ому", "ом", "ей",
        "ие", "ые",
    ]
    .contains(&word)
}

/// «первая», «последнего»: the number, or `None` inside for the last.
pub(super) fn ordinal_word(word: &str) -> Option<Ordinal> {
    const ENDINGS: &[&str] = &["ый", "ая", "ое", "ой", "ую", "ого", "ом", "ому", "ые", "ых", "ий"];
    const THIRD: &[&str] = &["ий", "ья", "ье", "ьей", "ью", "ьего", "ьем"];
    const LAST: &[&str] = &["ий", "яя", "ее", "ей", "юю", "его", "ем", "ие", "их", ""];
    if declined(word, "последн", LAST) || word == "посл" {
        return Some(Ordinal::Last);
    }
    let plain = ["перв", "втор", "", "четверт", "пят"];
    let number = (1..).zip(plain).find(|(_, stem)| !stem.is_empty() && declined(word, stem, ENDINGS));
    let third = || declined(word, "трет", THIRD).then_some(3);
    number.map(|(number, _)| number).or_else(third).map(Ordinal::Number)
}

/// Which one of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ordinal {
    Number(u32),
    Last,
}
