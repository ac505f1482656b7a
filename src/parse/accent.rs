//! `цвет`: which of the theme's colours a site is drawn in.

use super::field_name::{Known, meant, nearest, normalized};
use super::record::{Context, Decode, Text};
use super::shape::{Offer, Shape, Wording, any_of};
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::model::accent::Accent;

/// A word that an author may write, its English alias, what it looks like, and the colour.
type Word = (&'static str, &'static str, &'static str, Accent);

const WORDS: [Word; 3] = [
    ("вишнёвый", "cherry", "Как линейка на каталожной карточке; так и без этой строки.", Accent::Cherry),
    ("синий", "blue", "Как чернила.", Accent::Blue),
    ("зелёный", "green", "Как старый переплёт.", Accent::Green),
];

const WANTED: &str = "Напишите «вишнёвый», «синий» или «зелёный»";

impl Decode for Accent {
    fn shape() -> Shape {
        Shape::Words(Wording {
            name: "Accent",
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
            context
                .diagnostics
                .push(Diagnostic::error(place, format!("Такого цвета нет: «{value}»")).hint(hint));
        }
        found.map(|(.., accent)| *accent)
    }
}
