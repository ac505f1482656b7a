//! What is wrong with the content, as data.
//!
//! A mistake of an author is a [`Diagnostic`]: it knows where it stands, what is wrong and how to mend it, and waits
//! with the others until everything has been read. A failure of the machine (a full disk, a missing folder) is never
//! a diagnostic.

mod lint;

use std::ops::Range;
use std::sync::Arc;

pub use lint::Lint;

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

/// A longer correction is no help: nobody reads it, and thousands of them would fill the memory.
const LONGEST_CORRECTION: usize = 4000;

/// One mistake and its remedy, in the words of the author (Russian).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Which doubt it is, where it is one that can be switched off.
    pub lint: Option<Lint>,
    /// Where it stands; nothing where no file is to blame.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// Why it matters.
    pub reason: Option<String>,
    /// How to mend it.
    pub hint: Option<String>,
    /// The line or lines at `place` as they should be.
    pub correction: Option<String>,
}

impl Diagnostic {
    /// A mistake that keeps the site from being built; without a place where no file is to blame.
    pub fn error(place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            lint: None,
            place: place.into(),
            message: message.into(),
            reason: None,
            hint: None,
            correction: None,
        }
    }

    /// Something doubtful that is built all the same.
    pub fn warning(lint: Lint, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            lint: Some(lint),
            reason: lint.reason().map(str::to_owned),
            ..Self::error(place, message)
        }
    }

    /// The same with why it matters.
    #[must_use]
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// The same with the remedy.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with the line as it should be, where one can be given.
    #[must_use]
    pub fn correction(mut self, line: impl Into<Option<String>>) -> Self {
        self.correction = line.into().filter(|line| line.len() <= LONGEST_CORRECTION);
        self
    }
}

/// All that was found wrong so far, and which doubts the author does not want to hear of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    silenced: Vec<Silence>,
}

/// A doubt that is switched off.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Silence {
    lint: Lint,
    /// In this file; everywhere where there is none.
    path: Option<Arc<str>>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds those of `more`.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(more);
    }

    /// Keeps only what `keep` says.
    pub fn retain(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        self.found.retain(keep);
    }

    /// Adds all of `other`.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.found.append(&mut other.found);
        self.silenced.append(&mut other.silenced);
    }

    /// Switches `lint` off in the file `path`, or everywhere.
    pub fn silence(&mut self, lint: Lint, path: Option<&Arc<str>>) {
        self.silenced.push(Silence { lint, path: path.cloned() });
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Whether the site must not be built.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Makes every warning that is not switched off an error (`--strict`).
    pub fn refuse_warnings(&mut self) {
        self.drop_silenced();
        for diagnostic in &mut self.found {
            diagnostic.severity = Severity::Error;
        }
    }

    /// All of them by file and place; equal ones once, those that are switched off never.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.drop_silenced();
        self.found.sort_by(|one, other| (&one.place, &one.message).cmp(&(&other.place, &other.message)));
        self.found.dedup();
        self.found
    }

    fn drop_silenced(&mut self) {
        let Self { found, silenced } = self;
        found.retain(|diagnostic| {
            let path = diagnostic.place.as_ref().map(|place| &place.path);
            !silenced.iter().any(|silence| {
                Some(silence.lint) == diagnostic.lint
                    && (silence.path.is_none() || silence.path.as_ref() == path)
            })
        });
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, found: I) {
        self.found.extend(found);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(found: I) -> Self {
        Self { found: found.into_iter().collect(), silenced: Vec::new() }
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
