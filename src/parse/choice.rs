//! Fields that take one word of a few: `цвет`, `скачать кейс`, `месяцы в календаре`.

use super::field_name::{Known, meant, nearest, normalized};
use super::record::{Context, Text};
use super::shape::{Offer, Shape, Wording, any_of};
use crate::diagnostic::Diagnostic;

/// A word that an author may write, its English alias, what it means, and what it asks for.
pub(super) type Word<T> = (&'static str, &'static str, &'static str, T);

/// The words of a field.
pub(super) struct Choice<T: 'static> {
    /// What the wording is called in the code.
    pub(super) name: &'static str,
    /// The words.
    pub(super) words: &'static [Word<T>],
    /// What to say where it is none of them.
    pub(super) wanted: &'static str,
    /// What is wrong then, before the word itself.
    pub(super) unknown: &'static str,
}

impl<T: Copy> Choice<T> {
    /// What may stand there.
    pub(super) fn shape(&self) -> Shape {
        Shape::Words(Wording {
            name: self.name,
            offered: self.words.iter().map(|(word, _, about, _)| Offer { word, about }).collect(),
            understood: any_of(self.words.iter().flat_map(|(word, alias, ..)| [*word, *alias])),
            or_boolean: false,
            wanted: self.wanted,
        })
    }

    /// What a word asks for; nothing where it is unknown, which is reported.
    pub(super) fn asked(&self, Text { value, place }: &Text, context: &mut Context) -> Option<T> {
        let wanted = normalized(value);
        let is_meant = |name: &&str| normalized(name) == wanted;
        let found = self.words.iter().find(|(word, alias, ..)| [word, alias].into_iter().any(is_meant));
        if found.is_none() {
            let known = self.words.iter().map(|(word, alias, ..)| Known { name: word, alias: Some(alias) });
            let likely = nearest(value, &known.collect::<Vec<_>>()).map(|likely| meant(&likely));
            let hint = likely.unwrap_or_else(|| format!("{}.", self.wanted));
            let message = format!("{}: «{value}»", self.unknown);
            context.diagnostics.push(Diagnostic::error(place.clone(), message).hint(hint));
        }
        found.map(|(.., asked)| *asked)
    }
}
