//! `calendar.yaml`: the terms and holidays of an association's schools, and the public holidays of its country.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::calendar::PublicHoliday;
use crate::parse::date;
use crate::parse::field_name::normalized;
use crate::parse::record::{
    self, Context, Decode, FieldSpec, Fields, Needed, Record, Source, Text, record, shape_of,
};
use crate::parse::shape::Shape;
use crate::parse::silenced::{Silenced, SilencedHere};
use crate::parse::yaml::{self, Node};
use crate::period::{Holiday, Period, SchoolYear, TermName, Terms, Warning, read};

record! {
    /// One school year.
    RawTerms "в календаре" {
        /// The school year.
        year: Needed<Text> = "учебный год" | "school year": "Учебный год, например 2026/2027.",
        /// Четверти, in order.
        quarters: Vec<Text> = "четверти" | "quarters":
            "Дни четвертей по порядку, каждая с дефисом, например 01.09.2026–30.10.2026.",
        /// Триместры, in order.
        trimesters: Vec<Text> = "триместры" | "trimesters": "Дни триместров по порядку, каждый с дефисом.",
        /// Полугодия, in order.
        halves: Vec<Text> = "полугодия" | "halves": "Дни полугодий по порядку, каждое с дефисом.",
        /// Каникулы.
        holidays: Option<RawHolidays> = "каникулы" | "holidays": "Каникулы по временам года.",
        /// Days on which nobody works, in place of Russia's.
        public_holidays: Option<Vec<PublicHoliday>> = "праздники" | "public holidays":
            "Нерабочие праздничные дни, если они не такие, как в России, например: 03.07 или 7 ноября.",
        /// Doubts that are switched off in this file.
        silenced: SilencedHere = "не предупреждать" | "allow": "Предупреждения, выключенные в этом файле.",
    }
}

record! {
    /// The holidays of one school year.
    RawHolidays "в списке каникул" {
        /// Осенние.
        autumn: Option<Text> = "осенние" | "autumn": "Осенние каникулы, например 31.10.2026–08.11.2026.",
        /// Зимние.
        winter: Option<Text> = "зимние" | "winter": "Зимние каникулы, например 30.12.2026–10.01.2027.",
        /// Весенние.
        spring: Option<Text> = "весенние" | "spring": "Весенние каникулы, например 20.03.2027–28.03.2027.",
        /// Летние.
        summer: Option<Text> = "летние" | "summer": "Летние каникулы, например 27.05.2027–31.08.2027.",
        /// Дополнительные.
        extra: Option<Text> = "дополнительные" | "extra":
            "Дополнительные каникулы, например первоклассников в феврале.",
    }
}

record! {
    /// Several school years.
    RawYears "в календаре" {
        /// The years.
        years: Vec<RawTerms> = "годы" | "years": "Учебные годы, каждый с дефисом.",
        /// Days on which nobody works, in place of Russia's.
        public_holidays: Option<Vec<PublicHoliday>> = "праздники" | "public holidays":
            "Нерабочие праздничные дни, если они не такие, как в России, например: 03.07 или 7 ноября.",
        /// Doubts that are switched off in this file.
        silenced: SilencedHere = "не предупреждать" | "allow": "Предупреждения, выключенные в этом файле.",
    }
}

/// What a calendar says.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// The terms of each school year that it names.
    pub years: Vec<(SchoolYear, Terms)>,
    /// The public holidays, where it names its own.
    pub public_holidays: Option<Vec<PublicHoliday>>,
}

/// «03.07», «3 июля», «24.04.2026».
impl Decode for PublicHoliday {
    fn shape() -> Shape {
        Shape::Text
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let Text { value: written, place } = Text::decode_item(node, context)?;
        let text = unnamed(&written);
        if let Some(date) = date::parse(text) {
            return Some(Self { day: date.day(), month: date.month(), year: Some(date.year()) });
        }
        // A year with 29 February in it.
        let reading = read(text, SchoolYear::beginning(2023), &Terms::default());
        if let (Period::Day(date), "") = (reading.period, reading.rest.as_str()) {
            return Some(Self { day: date.day(), month: date.month(), year: None });
        }
        context.diagnostics.push(
            Diagnostic::error(place, format!("Праздник записан непонятно: «{written}»"))
                .hint("Напишите день и месяц, например 03.07, или дату целиком: 24.04.2026."),
        );
        None
    }
}

/// The words of an item behind the name that some give it: «1 четверть: 02.09.2024–25.10.2024».
fn unnamed(text: &str) -> &str {
    text.split_once(": ").map_or(text, |(_, words)| words.trim())
}

/// The first and the last day of a term, and where they are written.
struct Days {
    first: NaiveDate,
    last: NaiveDate,
    place: Place,
}

/// Terms that a school year has a certain number of.
struct NumberedTerm {
    name: fn(u8) -> TermName,
    most: usize,
    /// «больше 4 четвертей»
    genitive: &'static str,
}

impl NumberedTerm {
    const QUARTER: Self = Self { name: TermName::Quarter, most: 4, genitive: "четвертей" };
    const TRIMESTER: Self = Self { name: TermName::Trimester, most: 3, genitive: "триместров" };
    const HALF: Self = Self { name: TermName::Half, most: 2, genitive: "полугодий" };

    fn refuse_surplus(&self, written: &[Text], context: &mut Context) {
        let Self { most, genitive, .. } = self;
        if let Some(surplus) = written.get(*most) {
            let message = format!("В учебном году не бывает больше {most} {genitive}");
            context.diagnostics.push(
                Diagnostic::error(surplus.place.clone(), message)
                    .hint("Уберите лишние строки; каникулы пишутся отдельно, под «каникулы:»."),
            );
        }
    }
}

/// Reads the calendar in the file `path`: one year, or several under `годы`.
pub fn parse(path: &Arc<str>, text: &str, diagnostics: &mut Diagnostics) -> Option<Calendar> {
    let document = yaml::parse(path, text, 0, diagnostics);
    record::read(&document, Source { path, text }, diagnostics, calendar)
}

/// What a calendar is read from: one school year, or several.
pub fn shape() -> Shape {
    Shape::OneOf([shape_of::<RawTerms>("RawTerms"), shape_of::<RawYears>("RawYears")])
}

fn calendar(root: &Node, context: &mut Context) -> Option<Calendar> {
    let mut raw = years(root, context)?;
    let own =
        raw.years.iter_mut().filter_map(|year| year.public_holidays.take()).flatten().collect::<Vec<_>>();
    let named = raw.public_holidays.map(|days| [days, own.clone()].concat());
    let public_holidays = named.or((!own.is_empty()).then_some(own));
    let mut years: Vec<(SchoolYear, Terms)> = Vec::new();
    for raw in raw.years {
        let place = raw.year.0.as_ref().map_or(raw.place.clone(), |year| year.place.clone());
        let Some((year, terms)) = terms(raw, context) else { continue };
        if years.iter().any(|(named, _)| *named == year) {
            context.diagnostics.push(
                Diagnostic::error(place, format!("{year} учебный год описан дважды"))
                    .hint("Оставьте одно описание: из двух программа не выбирает."),
            );
        }
        years.push((year, terms));
    }
    Some(Calendar { years, public_holidays })
}

/// Several years, one, or none where only public holidays are named.
fn years(node: &Node, context: &mut Context) -> Option<RawYears> {
    let fields = Fields::of::<RawTerms>(node, context)?;
    let says = |spec: FieldSpec| {
        fields.order().iter().any(|key| [spec.key, spec.alias].map(normalized).contains(key))
    };
    let [several, holidays, ..] = RawYears::FIELDS else { return None };
    if says(*several) || (says(*holidays) && !says(RawTerms::FIELDS[0])) {
        return RawYears::decode(node, context);
    }
    RawTerms::decode(node, context).map(|only| RawYears {
        place: only.place.clone(),
        years: vec![only],
        public_holidays: None,
        silenced: Silenced,
    })
}

fn terms(raw: RawTerms, context: &mut Context) -> Option<(SchoolYear, Terms)> {
    let written = raw.year.0.as_ref();
    let year = written.and_then(|year| SchoolYear::parse(&year.value));
    if let (Some(written), None) = (written, year) {
        context.diagnostics.push(
            Diagnostic::error(written.place.clone(), "Учебный год записан непонятно")
                .hint("Напишите «учебный год: 2024/2025»."),
        );
    }
    let mut named = Vec::new();
    let kinds = [NumberedTerm::QUARTER, NumberedTerm::TRIMESTER, NumberedTerm::HALF];
    for (kind, written) in kinds.into_iter().zip([raw.quarters, raw.trimesters, raw.halves]) {
        let days: Vec<Days> = written.iter().filter_map(|text| days(text, year, context)).collect();
        kind.refuse_surplus(&written, context);
        refuse_overlaps(days.iter(), context);
        named.extend((1..).map(kind.name).zip(days));
    }
    let holidays = raw.holidays.map(seasons).unwrap_or_default().into_iter();
    let holidays = holidays.filter_map(|(season, text)| Some((season, days(&text, year, context)?)));
    let holidays: Vec<(Holiday, Days)> = holidays.collect();
    refuse_overlaps(in_order(&holidays), context);
    named.extend(holidays.into_iter().map(|(season, days)| (TermName::Holiday(season), days)));
    let named = named.into_iter().map(|(name, Days { first, last, .. })| (name, first, last));
    Some((year?, Terms::new(named)))
}

fn seasons(raw: RawHolidays) -> Vec<(Holiday, Text)> {
    let RawHolidays { autumn, winter, spring, summer, extra, .. } = raw;
    let seasons = [
        (Holiday::Autumn, autumn),
        (Holiday::Winter, winter),
        (Holiday::Extra, extra),
        (Holiday::Spring, spring),
        (Holiday::Summer, summer),
    ];
    seasons.into_iter().filter_map(|(season, days)| Some((season, days?))).collect()
}

/// The days of a term. Whatever of the wording is left over or doubtful is a mistake here: other periods are reckoned by
/// these days. Where nobody knows the school year, it is not said that they lie outside it.
fn days(text: &Text, year: Option<SchoolYear>, context: &mut Context) -> Option<Days> {
    let words = unnamed(&text.value);
    // A year with 29 February in it.
    let reading = read(words, year.unwrap_or(SchoolYear::beginning(2023)), &Terms::default());
    let days = match reading.period {
        Period::Span { first, last } => Some((first, last)),
        Period::Day(day) => Some((day, day)),
        _ => None,
    };
    let is_outside = |warning: &&Warning| matches!(warning, Warning::OutsideSchoolYear { .. });
    let warning = reading.warnings.iter().find(|warning| year.is_some() || !is_outside(warning));
    let is_doubted = warning.is_some();
    let days =
        days.filter(|(first, last)| is_doubted || (names_day(words, *first) && names_day(words, *last)));
    let mistake = match (&days, warning, year) {
        (None, ..) => Some("Здесь нужны первый и последний день".to_owned()),
        (Some(_), Some(Warning::OutsideSchoolYear { .. }), Some(year)) => {
            Some(format!("Эти дни лежат не в {year} учебном году"))
        }
        (Some(_), Some(warning), _) => Some(format!("Эти дни непонятны: {}", warning.message())),
        (Some(_), None, _) if !reading.rest.is_empty() => {
            Some(format!("Кроме первого и последнего дня здесь стоит лишнее: «{}»", reading.rest))
        }
        _ => None,
    };
    if let Some(mistake) = mistake {
        context
            .diagnostics
            .push(Diagnostic::error(text.place.clone(), mistake).hint("Напишите так: 02.09.2024–25.10.2024"));
        return None;
    }
    days.map(|(first, last)| Days { first, last, place: text.place.clone() })
}

/// Whether the number of a day stands in the wording: a season and a month have days, but nobody has written them.
fn names_day(words: &str, date: NaiveDate) -> bool {
    let numbers = words.split(|letter: char| !letter.is_ascii_digit());
    numbers.filter_map(|number| number.parse().ok()).any(|number: u32| number == date.day())
}

/// Terms follow one another: one that begins before the end of the one above is a slip of the pen.
fn refuse_overlaps<'d>(days: impl Iterator<Item = &'d Days>, context: &mut Context) {
    let mut above: Option<&Days> = None;
    for term in days {
        if above.is_some_and(|above| term.first <= above.last) {
            context.diagnostics.push(
                Diagnostic::error(term.place.clone(), "Эти дни начинаются раньше, чем кончаются предыдущие")
                    .hint("Проверьте даты и порядок строк: сначала то, что раньше."),
            );
        }
        above = Some(term);
    }
}

/// Holidays by their first day: they are told apart by their names, and may be written in any order.
fn in_order(holidays: &[(Holiday, Days)]) -> impl Iterator<Item = &Days> {
    let mut days: Vec<&Days> = holidays.iter().map(|(_, days)| days).collect();
    days.sort_by_key(|days| days.first);
    days.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<String> {
        let mut diagnostics = Diagnostics::default();
        parse(&"calendar.yaml".into(), text, &mut diagnostics);
        diagnostics.sorted().into_iter().map(|found| found.message).collect()
    }

    #[test]
    fn a_term_has_days() {
        for days in
            ["02.09.2024–25.10.2024", "с 2 сентября по 25 октября", "1 четверть: 02.09.2024–25.10.2024"]
        {
            let found = mistakes(&format!("учебный год: 2024/2025\nчетверти:\n  - {days}\n"));
            assert_eq!(found, Vec::<String>::new(), "{days}");
        }
        for season in ["зимой", "сентябрь - октябрь", "лето", "10.2024"] {
            let found = mistakes(&format!("учебный год: 2024/2025\nчетверти:\n  - {season}\n"));
            assert_eq!(found, ["Здесь нужны первый и последний день"], "{season}");
        }
    }

    #[test]
    fn a_missing_year_hides_no_other_mistake() {
        let found = mistakes("учебный год:\nчетверти:\n  - 02.09.2024–25.10.2024\n  - зимой\n");
        assert_eq!(found, ["Поле «учебный год» не заполнено", "Здесь нужны первый и последний день"]);
    }
}
