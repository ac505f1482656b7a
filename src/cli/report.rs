//! Diagnostics as text, as JSON and as commands of a GitHub workflow.

use std::fmt::Write;
use std::io::IsTerminal;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::complain;
use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place, Severity};
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

/// Prints everything that was found wrong beside the answers of a command, and how much it was.
pub(super) fn report(diagnostics: Diagnostics, sources: &Sources) {
    let diagnostics = diagnostics.sorted();
    if !diagnostics.is_empty() {
        complain(&text(&diagnostics, sources, &renderer(&std::io::stderr())));
    }
}

/// In colour for a terminal whose user has not asked for none (`NO_COLOR`), plain for a file.
pub(super) fn renderer(stream: &impl IsTerminal) -> Renderer {
    let colourless = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if stream.is_terminal() && !colourless { Renderer::styled() } else { Renderer::plain() }
}

/// Each mistake with its file, line and column, the line itself and the remedy; below them how many there are.
pub(super) fn text(diagnostics: &[Diagnostic], sources: &Sources, renderer: &Renderer) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let _ = writeln!(text, "{}\n", render(diagnostic, sources, renderer));
    }
    let Count { errors, warnings } = Count::of(diagnostics);
    let errors = (errors > 0).then(|| format!("{errors} {}", plural(errors, "ошибка", "ошибки", "ошибок")));
    let warnings = (warnings > 0).then(|| {
        format!("{warnings} {}", plural(warnings, "предупреждение", "предупреждения", "предупреждений"))
    });
    let counts: Vec<String> = errors.into_iter().chain(warnings).collect();
    text + &counts.join(", ") + "."
}

/// How many mistakes there are.
#[derive(Serialize)]
struct Count {
    errors: u64,
    warnings: u64,
}

impl Count {
    fn of(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        let errors = errors.count() as u64;
        Self { errors, warnings: diagnostics.len() as u64 - errors }
    }
}

fn render(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name("ошибка"),
        Severity::Warning => Level::WARNING.with_name("предупреждение"),
    };
    let mut title = level.primary_title(diagnostic.message.as_str());
    if let Some(lint) = diagnostic.lint {
        title = title.id(lint.name());
    }
    let text = diagnostic.place.as_ref().and_then(|place| sources.text(&place.path));
    let mut group = match (&diagnostic.place, text) {
        (Some(place), Some(text)) => title.element(snippet(place, text)),
        (Some(place), None) => title.element(Origin::path(place.path.to_string())),
        (None, _) => Group::with_title(title),
    };
    if let Some(reason) = &diagnostic.reason {
        group = group.element(Level::NOTE.with_name("почему это важно").message(reason.as_str()));
    }
    if let Some(remedy) = remedy(diagnostic) {
        group = group.element(Level::HELP.with_name("подсказка").message(remedy));
    }
    renderer.render(&[group])
}

/// How to mend it, with the line as it should be.
fn remedy(diagnostic: &Diagnostic) -> Option<String> {
    let parts = [&diagnostic.hint, &diagnostic.correction].into_iter().flatten();
    let parts: Vec<&str> = parts.map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// The line at `place`; of a longer stretch only the first line is shown.
fn snippet<'t>(place: &Place, text: &'t str) -> Snippet<'t, annotate_snippets::Annotation<'t>> {
    let (start, end) = on_one_line(place, text);
    Snippet::source(text).path(place.path.to_string()).annotation(AnnotationKind::Primary.span(start..end))
}

/// The bytes of `place` that stand in its first line.
fn on_one_line(place: &Place, text: &str) -> (usize, usize) {
    let boundary =
        |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = boundary(place.span.0);
    let line_end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    (start, boundary(place.span.1).clamp(start, line_end.max(start)))
}

/// A place as editors count: lines and letters from 1, the end behind the last letter.
struct Position<'t> {
    line: usize,
    column: usize,
    end_column: usize,
    content: &'t str,
}

impl<'t> Position<'t> {
    fn of(place: &Place, text: &'t str) -> Self {
        let (start, end) = on_one_line(place, text);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let column = text[line_start..start].chars().count() + 1;
        Self {
            line: text[..start].matches('\n').count() + 1,
            column,
            end_column: column + text[start..end].chars().count(),
            content: text[line_start..].lines().next().unwrap_or_default(),
        }
    }
}

/// A report for programs. `version` grows when a field changes its meaning or goes away.
#[derive(Serialize)]
struct ReportJson<'d> {
    version: u32,
    #[serde(flatten)]
    count: Count,
    diagnostics: Vec<DiagnosticJson<'d>>,
}

#[derive(Serialize)]
struct DiagnosticJson<'d> {
    severity: &'static str,
    /// The English name of the lint, which stays the same when its Russian name is improved.
    lint: Option<&'static str>,
    file: Option<&'d str>,
    line: Option<usize>,
    column: Option<usize>,
    end_column: Option<usize>,
    text: Option<&'d str>,
    message: &'d str,
    reason: Option<&'d str>,
    hint: Option<&'d str>,
    correction: Option<&'d str>,
}

/// All of them as one JSON document.
pub(super) fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let views = diagnostics.iter().map(|diagnostic| {
        let position = position(diagnostic, sources);
        DiagnosticJson {
            severity: severity_name(diagnostic),
            lint: diagnostic.lint.map(Lint::alias),
            file: diagnostic.place.as_ref().map(|place| &*place.path),
            line: position.as_ref().map(|position| position.line),
            column: position.as_ref().map(|position| position.column),
            end_column: position.as_ref().map(|position| position.end_column),
            text: position.map(|position| position.content),
            message: &diagnostic.message,
            reason: diagnostic.reason.as_deref(),
            hint: diagnostic.hint.as_deref(),
            correction: diagnostic.correction.as_deref(),
        }
    });
    let report = ReportJson { version: 1, count: Count::of(diagnostics), diagnostics: views.collect() };
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

/// Each of them as a command of a GitHub workflow, which puts it beside its line.
pub(super) fn github(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let commands: Vec<String> = diagnostics.iter().map(|diagnostic| command(diagnostic, sources)).collect();
    commands.join("\n")
}

fn command(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut properties = Vec::new();
    if let Some(place) = &diagnostic.place {
        properties.push(format!("file={}", escaped_property(&place.path)));
    }
    if let Some(Position { line, column, end_column, .. }) = position(diagnostic, sources) {
        properties.push(format!("line={line},col={column},endColumn={end_column}"));
    }
    properties.push(format!("title={}", escaped_property(&diagnostic.message)));
    let more = [diagnostic.reason.clone(), remedy(diagnostic)];
    let more: Vec<String> = more.into_iter().flatten().collect();
    let body = if more.is_empty() { diagnostic.message.clone() } else { more.join("\n") };
    format!("::{} {}::{}", severity_name(diagnostic), properties.join(","), escaped(&body))
}

fn position<'t>(diagnostic: &Diagnostic, sources: &'t Sources) -> Option<Position<'t>> {
    let place = diagnostic.place.as_ref()?;
    sources.text(&place.path).map(|text| Position::of(place, text))
}

fn severity_name(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The escapes of workflow commands, by the toolkit of GitHub's actions.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
