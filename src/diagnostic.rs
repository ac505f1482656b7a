//! What is wrong with the content, as data.
//!
//! A mistake of an author is a [`Diagnostic`]: it knows where it stands, what is wrong and how to mend it, and waits
//! with the others until everything has been read. A failure of the machine (a full disk, a missing folder) is never
//! a diagnostic.

use std::ops::Range;
use std::sync::Arc;

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built; `--strict` refuses it.
    Warning,
}

/// A stretch of a source file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, `/`-separated, as shown to the author (`content/site.yaml`).
    pub path: Arc<str>,
    /// The bytes of its text, after the byte order mark has been dropped and line ends have been unified.
    pub span: (usize, usize),
}

impl Place {
    /// The bytes `span` of the file `path`.
    pub fn new(path: &Arc<str>, span: Range<usize>) -> Self {
        Self { path: Arc::clone(path), span: (span.start, span.end) }
    }

    /// The beginning of the file: for what concerns the file as a whole.
    pub fn file(path: &Arc<str>) -> Self {
        Self::new(path, 0..0)
    }
}

/// One mistake and its remedy, in the words of the author (Russian).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Where it stands; nothing where no file is to blame.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A mistake that keeps the site from being built; without a place where no file is to blame.
    pub fn error(place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, place: place.into(), message: message.into(), hint: None }
    }

    /// Something doubtful that is built all the same.
    pub fn warning(place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, place: Some(place), message: message.into(), hint: None }
    }

    /// The same with the remedy.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// All that was found wrong so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of `other`.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.0.append(&mut other.0);
    }

    /// Whether the site must not be built.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Makes every warning an error (`--strict`).
    pub fn refuse_warnings(&mut self) {
        for diagnostic in &mut self.0 {
            diagnostic.severity = Severity::Error;
        }
    }

    /// All of them by file and place; equal ones once.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by(|one, other| (&one.place, &one.message).cmp(&(&other.place, &other.message)));
        self.0.dedup();
        self.0
    }
}

/// A value together with what was found wrong while it was made.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// The value, as complete as the input allowed.
    pub value: T,
    /// What was found wrong.
    pub diagnostics: Diagnostics,
}

impl<T> Checked<T> {
    /// The value; its diagnostics go to `diagnostics`.
    pub fn report(self, diagnostics: &mut Diagnostics) -> T {
        diagnostics.append(self.diagnostics);
        self.value
    }
}
