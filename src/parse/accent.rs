//! `цвет`: which of the theme's colours a site is drawn in.

use super::choice::Choice;
use super::record::{Context, Decode, Text};
use super::shape::Shape;
use super::yaml::Node;
use crate::model::accent::Accent;

const COLOURS: Choice<Accent> = Choice {
    name: "Accent",
    words: &[
        ("вишнёвый", "cherry", "Как линейка на каталожной карточке; так и без этой строки.", Accent::Cherry),
        ("синий", "blue", "Как чернила.", Accent::Blue),
        ("зелёный", "green", "Как старый переплёт.", Accent::Green),
    ],
    wanted: "Напишите «вишнёвый», «синий» или «зелёный»",
    unknown: "Такого цвета нет",
};

impl Decode for Accent {
    fn shape() -> Shape {
        COLOURS.shape()
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        COLOURS.asked(&Text::decode(node, context)?, context)
    }
}
