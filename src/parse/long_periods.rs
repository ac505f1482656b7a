//! `месяцы в календаре`: what becomes of months and other long periods in calendars of other programs.

use super::field_name::{Known, meant, nearest, normalized};
use super::record::{Context, Decode, Text};
use super::shape::{Offer, Shape, Wording, any_of};
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::model::calendar::LongPeriods;

/// A word that an author may write, its English alias, what it means, and what it asks for.
type Word = (&'static str, &'static str, &'static str, LongPeriods);

const WORDS: [Word; 3] = [
    (
        "первым днём",
        "first day",
        "Одна запись на первый рабочий день срока: «Октябрь 2026 г.: …».",
        LongPeriods::FirstDay,
    ),
    ("целиком", "whole", "Одна запись полосой через все дни срока.", LongPeriods::Whole),
    ("нет", "none", "Ничего: в календаре только дни и сроки не дольше недели.", LongPeriods::LeftOut),
];

const WANTED: &str = "Напишите «первым днём», «целиком» или «нет»";

impl Decode for LongPeriods {
    fn shape() -> Shape {
        Shape::Words(Wording {
            name: "LongPeriods",
            offered: WORDS.iter().map(|(word, _, about, _)| Offer { word, about }).collect(),
            understood: any_of(WORDS.iter().flat_map(|(word, alias, ..)| [*word, *alias])),
            or_boolean: false,
            wanted: WANTED,
        })
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let Text { value, place } = Text::decode(node, context)?;
        let wanted = normalized(&value);
        let is_meant = |name: &&str| normalized(name) == wanted;
        let found = WORDS.iter().find(|(word, alias, ..)| [word, alias].into_iter().any(is_meant));
        if found.is_none() {
            let known = WORDS.map(|(word, alias, ..)| Known { name: word, alias: Some(alias) });
            let hint = nearest(&value, &known).map_or_else(|| format!("{WANTED}."), |likely| meant(&likely));
            context.diagnostics.push(
                Diagnostic::error(place, format!("Непонятно, как показывать месяцы: «{value}»")).hint(hint),
            );
        }
        found.map(|(.., asked)| *asked)
    }
}
