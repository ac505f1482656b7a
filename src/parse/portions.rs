//! `скачать кейс`: what of the electronic case can be taken away at once.

use std::collections::BTreeSet;

use super::field_name::{Known, meant, nearest, normalized};
use super::record::{Context, Decode, Text};
use super::shape::{Offer, Shape, Wording, any_of};
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::model::takeaway::Portion;

/// What can be taken away at once: all of the case, where the author does not say otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portions(pub BTreeSet<Portion>);

impl Default for Portions {
    fn default() -> Self {
        Self(BTreeSet::from([Portion::Whole]))
    }
}

/// A word that an author may write, its English alias, what it means, and what it asks for.
type Word = (&'static str, &'static str, &'static str, Option<Portion>);

const WORDS: [Word; 4] = [
    ("целиком", "whole", "Весь кейс одним архивом.", Some(Portion::Whole)),
    ("по темам", "by topic", "Архив на каждую тему материалов.", Some(Portion::Topics)),
    ("по учебным годам", "by school year", "Архив на каждый учебный год.", Some(Portion::SchoolYears)),
    ("нет", "none", "Ничего: архивы не нужны.", None),
];

const WANTED: &str = "Напишите «целиком», «по темам», «по учебным годам», несколько списком, или «нет»";

impl Decode for Portions {
    fn shape() -> Shape {
        Shape::list(Shape::Words(Wording {
            name: "Portion",
            offered: WORDS.iter().map(|(word, _, about, _)| Offer { word, about }).collect(),
            understood: any_of(WORDS.iter().flat_map(|(word, alias, ..)| [*word, *alias])),
            or_boolean: false,
            wanted: WANTED,
        }))
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let words = Vec::<Text>::decode(node, context)?;
        Some(Self(words.iter().filter_map(|word| portion(word, context)).collect()))
    }
}

/// What a word asks for; nothing where it asks for nothing, or is unknown, which is reported.
fn portion(Text { value, place }: &Text, context: &mut Context) -> Option<Portion> {
    let wanted = normalized(value);
    let is_meant = |name: &&str| normalized(name) == wanted;
    let found = WORDS.iter().find(|(word, alias, ..)| [word, alias].into_iter().any(is_meant));
    if found.is_none() {
        let known = WORDS.map(|(word, alias, ..)| Known { name: word, alias: Some(alias) });
        let hint = nearest(value, &known).map_or_else(|| format!("{WANTED}."), |likely| meant(&likely));
        context.diagnostics.push(
            Diagnostic::error(place.clone(), format!("Непонятно, что скачивать: «{value}»")).hint(hint),
        );
    }
    found.and_then(|(.., portion)| *portion)
}
