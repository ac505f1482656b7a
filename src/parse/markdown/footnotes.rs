//! Footnotes, numbered in the order of the text and set at its end.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Event;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// Footnotes by label: numbered in the order in which the text refers to them.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    order: Vec<String>,
    references: BTreeMap<String, usize>,
    definitions: BTreeMap<String, (Vec<Event<'a>>, Range<usize>)>,
}

impl<'a> Footnotes<'a> {
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

    pub(super) fn define(&mut self, label: &str, events: Vec<Event<'a>>, range: Range<usize>) {
        self.definitions.insert(label.to_owned(), (events, range));
    }

    pub(super) fn report_unused(&self, path: &Arc<str>, base: usize, diagnostics: &mut Diagnostics) {
        let unused = self.definitions.iter().filter(|(label, _)| !self.references.contains_key(*label));
        for (label, (_, range)) in unused {
            let place = Place::new(path, base + range.start..base + range.end);
            diagnostics.push(
                Diagnostic::warning(
                    place,
                    format!("На сноску «{label}» в тексте нет ссылки, она не будет видна"),
                )
                .hint(format!("Поставьте в нужном месте текста [^{label}] или уберите сноску.")),
            );
        }
    }

    pub(super) fn take_referred(&mut self) -> Vec<Vec<Event<'a>>> {
        let definitions = &mut self.definitions;
        self.order
            .iter()
            .map(|label| definitions.remove(label).map_or_else(Vec::new, |(events, _)| events))
            .collect()
    }
}
