//! Diagnostics as text, as JSON and as commands of a GitHub workflow.

use std::fmt::Write;
use std::io::IsTerminal;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::{complain, plain};
use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place, Severity};
use crate::render::Theme;
use crate::russian::plural::plural;
use crate::serve::Remark;
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

    /// The line, from 1, in which a place begins.
    pub(super) fn line(&self, place: &Place) -> usize {
        let text = self.text(&place.path).unwrap_or_default();
        1 + text[..boundary(text, place.span.0)].matches('\n').count()
    }
}

/// Prints everything that was found wrong beside the answers of a command, and how much it was; whether a doubt is among it.
pub(super) fn report(diagnostics: Diagnostics, sources: &Sources) -> bool {
    let diagnostics = diagnostics.sorted();
    if !diagnostics.is_empty() {
        complain(&text(&diagnostics, sources, &renderer(&std::io::stderr())));
    }
    diagnostics.iter().any(|diagnostic| diagnostic.lint.is_some())
}

/// In colour for a terminal whose user has not asked for none (`NO_COLOR`), plain for a file.
pub(super) fn renderer(stream: &impl IsTerminal) -> Renderer {
    if stream.is_terminal() && wants_colours() { Renderer::styled() } else { Renderer::plain() }
}

/// Whether the user of a terminal has not asked for none.
pub(super) fn wants_colours() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Each mistake with its file, line and column, the line itself and the remedy; below them how many there are.
pub(super) fn text(diagnostics: &[Diagnostic], sources: &Sources, renderer: &Renderer) -> String {
    let mut text = String::new();
    for (diagnostic, position) in diagnostics.iter().zip(positions(diagnostics, sources)) {
        let _ = writeln!(text, "{}\n", render(diagnostic, position.as_ref(), renderer));
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

fn render(diagnostic: &Diagnostic, position: Option<&Position>, renderer: &Renderer) -> String {
    let diagnostic = &shown(diagnostic);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name("ошибка"),
        Severity::Warning => Level::WARNING.with_name("предупреждение"),
    };
    let mut title = level.primary_title(diagnostic.message.as_str());
    if let Some(lint) = diagnostic.lint {
        title = title.id(lint.name());
    }
    let mut group = match (&diagnostic.place, position) {
        (Some(place), Some(position)) => title.element(position.snippet(&place.path)),
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

/// The diagnostic as a terminal may see it: nothing in it, not even the name of a file, gives orders to the terminal, and
/// quotations are short.
fn shown(diagnostic: &Diagnostic) -> Diagnostic {
    let words = |text: &Option<String>| text.as_deref().map(|text| plain::text(&plain::brief(text)));
    let place = |place: &Place| Place { path: plain::line(&place.path).into(), span: place.span };
    Diagnostic {
        place: diagnostic.place.as_ref().map(place),
        message: plain::line(&plain::brief(&diagnostic.message)),
        reason: words(&diagnostic.reason),
        hint: words(&diagnostic.hint),
        correction: diagnostic.correction.as_deref().map(plain::text),
        ..*diagnostic
    }
}

/// How to mend it, with the line as it should be.
fn remedy(diagnostic: &Diagnostic) -> Option<String> {
    let parts = [&diagnostic.hint, &diagnostic.correction].into_iter().flatten();
    let parts: Vec<&str> = parts.map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// A place as editors count: lines and letters from 1, the end behind the last letter. Of a longer stretch only its
/// first line counts.
struct Position<'t> {
    line: usize,
    column: usize,
    end_column: usize,
    /// The line itself.
    content: &'t str,
    /// The bytes of the place in the line.
    span: Range<usize>,
}

impl<'t> Position<'t> {
    /// The place in `text` that begins in its line number `line`.
    fn of(place: &Place, text: &'t str, line: usize) -> Self {
        let start = boundary(text, place.span.0);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |length| start + length);
        let end = boundary(text, place.span.1).clamp(start, line_end);
        let column = text[line_start..start].chars().count() + 1;
        Self {
            line,
            column,
            end_column: column + text[start..end].chars().count(),
            content: &text[line_start..line_end],
            span: start - line_start..end - line_start,
        }
    }

    fn snippet(&self, path: &str) -> Snippet<'t, annotate_snippets::Annotation<'t>> {
        let annotation = AnnotationKind::Primary.span(self.span.clone());
        Snippet::source(self.content).line_start(self.line).path(path.to_owned()).annotation(annotation)
    }
}

/// Where each of `diagnostics` stands, which are sorted by place: the lines of a file are counted once.
fn positions<'d, 't>(diagnostics: &'d [Diagnostic], sources: &'t Sources) -> Vec<Option<Position<'t>>> {
    let mut counted: (&'d str, usize, usize) = ("", 0, 1);
    let position = |diagnostic: &'d Diagnostic| {
        let place = diagnostic.place.as_ref()?;
        let text = sources.text(&place.path)?;
        let start = boundary(text, place.span.0);
        let (path, from, line) = counted;
        let (from, line) = if path == &*place.path && from <= start { (from, line) } else { (0, 1) };
        let line = line + text[from..start].matches('\n').count();
        counted = (&place.path, start, line);
        Some(Position::of(place, text, line))
    };
    diagnostics.iter().map(position).collect()
}

/// The beginning of the letter at the byte `at` of `text`.
fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// Each of them for a page that shows it, line, words and remedy as in the terminal.
pub(super) fn remarks(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<Remark> {
    let remark = |(diagnostic, position): (&Diagnostic, Option<Position>)| Remark {
        error: diagnostic.severity == Severity::Error,
        lint: diagnostic.lint.map(Lint::name),
        file: diagnostic.place.as_ref().map(|place| place.path.to_string()),
        line: position.as_ref().map(|position| position.line),
        column: position.as_ref().map(|position| position.column),
        text: position.map(|position| position.content.to_owned()),
        message: diagnostic.message.clone(),
        reason: diagnostic.reason.clone(),
        remedy: remedy(diagnostic),
    };
    diagnostics.iter().zip(positions(diagnostics, sources)).map(remark).collect()
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
    let positions = positions(diagnostics, sources);
    let views = diagnostics.iter().zip(&positions).map(|(diagnostic, position)| DiagnosticJson {
        severity: severity_name(diagnostic),
        lint: diagnostic.lint.map(Lint::alias),
        file: diagnostic.place.as_ref().map(|place| &*place.path),
        line: position.as_ref().map(|position| position.line),
        column: position.as_ref().map(|position| position.column),
        end_column: position.as_ref().map(|position| position.end_column),
        text: position.as_ref().map(|position| position.content),
        message: &diagnostic.message,
        reason: diagnostic.reason.as_deref(),
        hint: diagnostic.hint.as_deref(),
        correction: diagnostic.correction.as_deref(),
    });
    let report = ReportJson { version: 1, count: Count::of(diagnostics), diagnostics: views.collect() };
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

/// Each of them as a command of a GitHub workflow, which puts it beside its line.
pub(super) fn github(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let placed = diagnostics.iter().zip(positions(diagnostics, sources));
    let commands: Vec<String> =
        placed.map(|(diagnostic, position)| command(diagnostic, position.as_ref())).collect();
    commands.join("\n")
}

fn command(diagnostic: &Diagnostic, position: Option<&Position>) -> String {
    let diagnostic = &shown(diagnostic);
    let mut properties = Vec::new();
    if let Some(place) = &diagnostic.place {
        properties.push(format!("file={}", escaped_property(&place.path)));
    }
    if let Some(Position { line, column, end_column, .. }) = position {
        properties.push(format!("line={line},col={column},endColumn={end_column}"));
    }
    properties.push(format!("title={}", escaped_property(&diagnostic.message)));
    let more = [diagnostic.reason.clone(), remedy(diagnostic)];
    let more: Vec<String> = more.into_iter().flatten().collect();
    let body = if more.is_empty() { diagnostic.message.clone() } else { more.join("\n") };
    format!("::{} {}::{}", severity_name(diagnostic), properties.join(","), escaped(&body))
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
