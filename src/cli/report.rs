//! Diagnostics as text: the mistake, its file, line and column, the line itself, the remedy.

use std::io::IsTerminal;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::complain;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::render::Theme;
use crate::russian::plural::plural;
use crate::source::SourceTree;

/// Where the lines that diagnostics point at can be found.
pub(super) enum Sources<'a> {
    /// In the content and the theme of a site.
    Site(&'a SourceTree, &'a Theme),
    /// In one file, by its path and text.
    Text(&'a str, &'a str),
}

impl Sources<'_> {
    fn text(&self, wanted: &str) -> Option<&str> {
        match self {
            Self::Site(tree, theme) => tree.text(wanted).or_else(|| theme.source(wanted)).map(|text| &**text),
            Self::Text(path, text) => (*path == wanted).then_some(text),
        }
    }
}

/// Prints everything that was found wrong, and how much it was.
pub(super) fn report(diagnostics: Diagnostics, sources: &Sources) {
    let diagnostics = diagnostics.sorted();
    let renderer = if std::io::stderr().is_terminal() { Renderer::styled() } else { Renderer::plain() };
    for diagnostic in &diagnostics {
        complain(&format!("{}\n", render(diagnostic, sources, &renderer)));
    }
    let errors =
        diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count() as u64;
    let warnings = diagnostics.len() as u64 - errors;
    if errors > 0 {
        complain(&format!("{errors} {}.", plural(errors, "ошибка", "ошибки", "ошибок")));
    }
    if warnings > 0 {
        complain(&format!(
            "{warnings} {}.",
            plural(warnings, "предупреждение", "предупреждения", "предупреждений")
        ));
    }
}

fn render(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name("ошибка"),
        Severity::Warning => Level::WARNING.with_name("предупреждение"),
    };
    let title = level.primary_title(diagnostic.message.as_str());
    let hint = diagnostic.hint.as_deref().map(|hint| Level::HELP.with_name("подсказка").message(hint));
    let text = diagnostic.place.as_ref().and_then(|place| sources.text(&place.path));
    let group = match (&diagnostic.place, text) {
        (Some(place), Some(text)) => title.element(snippet(place, text)),
        (Some(place), None) => title.element(
            Snippet::source(String::new())
                .path(place.path.to_string())
                .annotation(AnnotationKind::Primary.span(0..0)),
        ),
        (None, _) => Group::with_title(title),
    };
    let group = match hint {
        Some(hint) => group.element(hint),
        None => group,
    };
    renderer.render(&[group])
}

/// The line at `place`; of a longer stretch only the first line is shown.
fn snippet<'t>(place: &Place, text: &'t str) -> Snippet<'t, annotate_snippets::Annotation<'t>> {
    let boundary =
        |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = boundary(place.span.0);
    let line_end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let end = boundary(place.span.1).clamp(start, line_end.max(start));
    Snippet::source(text).path(place.path.to_string()).annotation(AnnotationKind::Primary.span(start..end))
}
