//! `calendar.yaml`: the terms and holidays of an association's schools.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parse::record::{Context, Decode, Fields, Record, Text, normalized, record};
use crate::parse::silenced::SilencedHere;
use crate::parse::yaml::{self, Node};
use crate::period::{Holiday, Period, SchoolYear, TermName, Terms, read};

record! {
    /// One school year.
    RawTerms "в календаре" {
        /// The school year.
        year: Text = "учебный год" | "school year",
        /// Четверти, in order.
        quarters: Vec<Text> = "четверти" | "quarters",
        /// Триместры, in order.
        trimesters: Vec<Text> = "триместры" | "trimesters",
        /// Полугодия, in order.
        halves: Vec<Text> = "полугодия" | "halves",
        /// Каникулы.
        holidays: Option<RawHolidays> = "каникулы" | "holidays",
        /// Doubts that are switched off in this file.
        silenced: SilencedHere = "не предупреждать" | "allow",
    }
}

record! {
    /// The holidays of one school year.
    RawHolidays "в списке каникул" {
        /// Осенние.
        autumn: Option<Text> = "осенние" | "autumn",
        /// Зимние.
        winter: Option<Text> = "зимние" | "winter",
        /// Весенние.
        spring: Option<Text> = "весенние" | "spring",
        /// Летние.
        summer: Option<Text> = "летние" | "summer",
        /// Дополнительные.
        extra: Option<Text> = "дополнительные" | "extra",
    }
}

record! {
    /// Several school years.
    RawYears "в календаре" {
        /// The years.
        years: Vec<RawTerms> = "годы" | "years",
        /// Doubts that are switched off in this file.
        silenced: SilencedHere = "не предупреждать" | "allow",
    }
}

/// The terms of each school year that the calendar names.
pub type Calendar = Vec<(SchoolYear, Terms)>;

/// Reads the calendar in the file `path`: one year, or several under `годы`.
pub fn parse(path: &Arc<str>, text: &str, diagnostics: &mut Diagnostics) -> Option<Calendar> {
    let node = yaml::parse(path, text, 0, diagnostics)?;
    let mut context = Context { path, diagnostics };
    let years = years(&node, &mut context)?;
    Some(years.into_iter().filter_map(|raw| terms(raw, &mut context)).collect())
}

fn years(node: &Node, context: &mut Context) -> Option<Vec<RawTerms>> {
    let several = RawYears::FIELDS[0];
    let fields = Fields::of(node, context)?;
    if fields.order().iter().any(|key| [several.key, several.alias].map(normalized).contains(key)) {
        return RawYears::decode(node, context).map(|calendar| calendar.years);
    }
    RawTerms::decode(node, context).map(|only| vec![only])
}

fn terms(raw: RawTerms, context: &mut Context) -> Option<(SchoolYear, Terms)> {
    let Some(year) = SchoolYear::parse(&raw.year.value) else {
        context.diagnostics.push(
            Diagnostic::error(raw.year.place, "Учебный год записан непонятно")
                .hint("Напишите «учебный год: 2024/2025»."),
        );
        return None;
    };
    let numbered =
        |name: fn(u8) -> TermName, terms: Vec<Text>| (1..).map(name).zip(terms).collect::<Vec<_>>();
    let mut named = numbered(TermName::Quarter, raw.quarters);
    named.extend(numbered(TermName::Trimester, raw.trimesters));
    named.extend(numbered(TermName::Half, raw.halves));
    if let Some(RawHolidays { autumn, winter, spring, summer, extra, .. }) = raw.holidays {
        let seasons = [
            (Holiday::Autumn, autumn),
            (Holiday::Winter, winter),
            (Holiday::Spring, spring),
            (Holiday::Summer, summer),
            (Holiday::Extra, extra),
        ];
        named.extend(
            seasons.into_iter().filter_map(|(season, days)| Some((TermName::Holiday(season), days?))),
        );
    }
    let mut terms = Vec::new();
    for (name, days) in named {
        match read(&days.value, year, &Terms::default()).period {
            Period::Span { first, last } => terms.push((name, first, last)),
            Period::Day(day) => terms.push((name, day, day)),
            _ => context.diagnostics.push(
                Diagnostic::error(days.place, "Здесь нужны первый и последний день")
                    .hint("Напишите так: 02.09.2024–25.10.2024"),
            ),
        }
    }
    Some((year, Terms::new(terms)))
}
