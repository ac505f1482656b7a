//! `скачать кейс`: what of the electronic case can be taken away at once.

use std::collections::BTreeSet;

use super::choice::Choice;
use super::record::{Context, Decode, Text};
use super::shape::Shape;
use super::yaml::Node;
use crate::model::takeaway::Portion;

/// What can be taken away at once: all of the case, where the author does not say otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portions(pub BTreeSet<Portion>);

impl Default for Portions {
    fn default() -> Self {
        Self(BTreeSet::from([Portion::Whole]))
    }
}

/// What a word asks for; one of them asks for nothing.
const PORTIONS: Choice<Option<Portion>> = Choice {
    name: "Portion",
    words: &[
        ("целиком", "whole", "Весь кейс одним архивом.", Some(Portion::Whole)),
        ("по темам", "by topic", "Архив на каждую тему материалов.", Some(Portion::Topics)),
        ("по учебным годам", "by school year", "Архив на каждый учебный год.", Some(Portion::SchoolYears)),
        ("нет", "none", "Ничего: архивы не нужны.", None),
    ],
    wanted: "Напишите «целиком», «по темам», «по учебным годам», несколько списком, или «нет»",
    unknown: "Непонятно, что скачивать",
};

impl Decode for Portions {
    fn shape() -> Shape {
        Shape::list(PORTIONS.shape())
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let words = Vec::<Text>::decode(node, context)?;
        Some(Self(words.iter().filter_map(|word| PORTIONS.asked(word, context)?).collect()))
    }
}
