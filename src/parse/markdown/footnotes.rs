//! Footnotes, numbered in the order of the text and set at its end.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Located;
use crate::diagnostic::{Diagnostic, Lint, Place};

/// The notes of a document, by label.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    order: Vec<String>,
    references: BTreeMap<String, usize>,
    definitions: BTreeMap<String, Definition<'a>>,
    repeated: Vec<(String, Range<usize>)>,
}

struct Definition<'a> {
    events: Vec<Located<'a>>,
    range: Range<usize>,
}

impl<'a> Footnotes<'a> {
    /// Takes the notes out of a document, those inside other notes too; what is left is its text.
    pub(super) fn separate(events: Vec<Located<'a>>) -> (Self, Vec<Located<'a>>) {
        let mut notes = Self::default();
        let mut text = Vec::with_capacity(events.len());
        let mut open: Vec<(String, Definition<'a>)> = Vec::new();
        for (event, range) in events {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    open.push((label.to_string(), Definition { events: Vec::new(), range }));
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some((label, definition)) = open.pop() {
                        notes.define(label, definition);
                    }
                }
                event => match open.last_mut() {
                    Some((_, definition)) => definition.events.push((event, range)),
                    None => text.push((event, range)),
                },
            }
        }
        (notes, text)
    }

    fn define(&mut self, label: String, definition: Definition<'a>) {
        match self.definitions.entry(label) {
            Entry::Occupied(first) => self.repeated.push((first.key().clone(), definition.range)),
            Entry::Vacant(free) => {
                free.insert(definition);
            }
        }
    }

    /// The sign in the text that leads to the note.
    pub(super) fn refer(&mut self, label: &str) -> Event<'a> {
        let count = self.references.entry(label.to_owned()).or_insert(0);
        *count += 1;
        let repeat = if *count > 1 { format!("-{count}") } else { String::new() };
        if *count == 1 {
            self.order.push(label.to_owned());
        }
        let number = 1 + self.order.iter().position(|known| known == label).unwrap_or_default();
        let html = format!(
            "<sup class=\"footnote\"><a href=\"#fn_{number}\" id=\"fnref_{number}{repeat}\" \
             aria-label=\"Сноска {number}\">{number}</a></sup>"
        );
        Event::InlineHtml(html.into())
    }

    /// The note with the given index in the order of the text. Setting one may add others behind it.
    pub(super) fn take(&mut self, index: usize) -> Option<Vec<Located<'a>>> {
        let label = self.order.get(index)?;
        Some(self.definitions.remove(label).map_or_else(Vec::new, |definition| definition.events))
    }

    /// How many notes the text refers to.
    pub(super) fn count(&self) -> usize {
        self.order.len()
    }

    /// Whether `address` is that of a note.
    pub(super) fn has(&self, address: &str) -> bool {
        let number = address.strip_prefix("#fn_").and_then(|number| number.parse::<usize>().ok());
        number.is_some_and(|number| (1..=self.count()).contains(&number))
    }

    /// What is wrong with the notes once all that the text needs have been taken.
    pub(super) fn mistakes(&self, place: impl Fn(&Range<usize>) -> Place) -> Vec<Diagnostic> {
        let unused = self.definitions.iter().map(|(label, definition)| {
            let message = format!("На сноску «{label}» в тексте нет ссылки, она не будет видна");
            Diagnostic::warning(Lint::UnusedNote, place(&definition.range), message)
                .hint(format!("Поставьте в нужном месте текста [^{label}] или уберите сноску."))
        });
        let repeated = self.repeated.iter().map(|(label, range)| {
            Diagnostic::error(place(range), format!("Сноска «{label}» записана дважды"))
                .hint("Дайте одной из них другое имя.")
        });
        unused.chain(repeated).collect()
    }
}
