//! `месяцы в календаре`: what becomes of months and other long periods in calendars of other programs.

use super::choice::Choice;
use super::record::{Context, Decode, Text};
use super::shape::Shape;
use super::yaml::Node;
use crate::model::calendar::LongPeriods;

const WAYS: Choice<LongPeriods> = Choice {
    name: "LongPeriods",
    words: &[
        (
            "первым днём",
            "first day",
            "Одна запись на первый рабочий день срока: «Октябрь 2026 г.: …».",
            LongPeriods::FirstDay,
        ),
        ("целиком", "whole", "Одна запись полосой через все дни срока.", LongPeriods::Whole),
        ("нет", "none", "Ничего: в календаре только дни и сроки не дольше недели.", LongPeriods::LeftOut),
    ],
    wanted: "Напишите «первым днём», «целиком» или «нет»",
    unknown: "Непонятно, как показывать месяцы",
};

impl Decode for LongPeriods {
    fn shape() -> Shape {
        WAYS.shape()
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        WAYS.asked(&Text::decode(node, context)?, context)
    }
}
