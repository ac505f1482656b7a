//! The labelled lines of a material as fields of its card.

use super::{Writer, Written};
use crate::import::doubt::{DoubtId, Doubts};
use crate::import::recognise::Card;

/// Writes what the head of a material says; the doubts `head` stand above it.
pub(in crate::import) fn card(card: &Card, head: &[DoubtId], doubts: &mut Doubts) -> Written {
    let mut writer = Writer::new(doubts);
    writer.doubts(0, head);
    for (field, values) in &card.fields {
        match &values[..] {
            [value] => writer.field(0, "", field.name(), value),
            values => {
                writer.line(0, &format!("{}:", field.name()));
                for value in values {
                    writer.scalar(2, "- ", 4, value);
                }
            }
        }
    }
    writer.written()
}
