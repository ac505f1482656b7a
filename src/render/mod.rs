//! Views and a theme to text: the only door to the template engine.

mod memory;

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use tera::{Context, ErrorKind, Tera};

use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Place};
use crate::prose::invisible;
use crate::view::View;

pub use memory::{Memory, Rendered};

/// The theme that the program carries inside.
static DEFAULT_THEME: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The folder of templates inside a theme; `static` holds what is published as it is.
const TEMPLATES: &str = "templates/";
const STATIC: &str = "static/";

/// Templates, parsed once, and the files that go with them.
pub struct Theme {
    templates: Tera,
    sources: BTreeMap<String, Arc<str>>,
    files: BTreeMap<String, Vec<u8>>,
    name: String,
    digest: memory::Digest,
    own_templates: bool,
}

impl Theme {
    /// The theme `name`: the program's own, with `overrides` in place of the files of the same path.
    pub fn new(name: &str, overrides: BTreeMap<String, Vec<u8>>) -> Checked<Self> {
        let mut all = BTreeMap::new();
        collect(&DEFAULT_THEME, &mut all);
        let own_templates = overrides.keys().any(|path| path.starts_with(TEMPLATES));
        all.extend(overrides);
        let mut theme = Self {
            templates: Tera::default(),
            sources: BTreeMap::new(),
            files: BTreeMap::new(),
            name: name.to_owned(),
            digest: memory::Digest::default(),
            own_templates,
        };
        let mut diagnostics = Diagnostics::default();
        for (path, bytes) in all {
            if let Some(file) = path.strip_prefix(STATIC) {
                theme.files.insert(file.to_owned(), bytes);
            } else if let Some(template) = path.strip_prefix(TEMPLATES) {
                match String::from_utf8(bytes) {
                    Ok(text) => {
                        theme.sources.insert(template.to_owned(), text.into());
                    }
                    Err(_) => diagnostics.push(
                        Diagnostic::error(
                            Place::file(&theme.shown(template)),
                            "Шаблон сохранён не в кодировке UTF-8",
                        )
                        .hint("Сохраните файл в кодировке UTF-8."),
                    ),
                }
            }
        }
        theme.digest = memory::digest_of(&theme.sources);
        theme.report_syntax(&mut diagnostics);
        let sources = theme.sources.iter().map(|(name, text)| (name.clone(), text.to_string()));
        if let Err(error) = theme.templates.add_raw_templates(sources) {
            let mistake = theme.mistake(&error);
            diagnostics.push(mistake);
        }
        Checked { value: theme, diagnostics }
    }

    /// The engine stops at the first template that it cannot parse; each alone shows its own mistake.
    fn report_syntax(&self, diagnostics: &mut Diagnostics) {
        for (name, text) in &self.sources {
            if let Err(error) = Tera::default().add_raw_template(name, text)
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
            {
                diagnostics.push(self.mistake(&error));
            }
        }
    }

    /// The files that are published as they are, by their path below `static`.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    /// Whether any template is not the program's own, and may have mistakes that only a page shows.
    pub fn has_own_templates(&self) -> bool {
        self.own_templates
    }

    /// The text of a template by the path that diagnostics show.
    pub fn source(&self, path: &str) -> Option<&Arc<str>> {
        let template = path.strip_prefix("themes/")?.strip_prefix(&self.name)?.strip_prefix('/')?;
        self.sources.get(template.strip_prefix(TEMPLATES)?)
    }

    /// The page that `view` describes, without signs that are commands: an entity of HTML may still have brought one along.
    ///
    /// # Errors
    /// The mistake of a template.
    pub fn render(&self, view: &View) -> Result<String, Diagnostic> {
        let context = Context::from_serialize(view).map_err(|error| self.mistake(&error))?;
        let page = self.templates.render(view.template(), &context);
        let mut page = page.map_err(|error| self.mistake(&error))?;
        page.retain(|letter| !invisible::is_command(letter));
        Ok(page)
    }

    fn shown(&self, template: &str) -> Arc<str> {
        format!("themes/{}/{TEMPLATES}{template}", self.name).into()
    }

    /// A mistake of a template in the words of whoever changed it.
    fn mistake(&self, error: &tera::Error) -> Diagnostic {
        const REMEDY: &str = "Сравните шаблон с исходным или уберите свой файл: тогда возьмётся исходный.";
        let (message, place) = match error.kind() {
            ErrorKind::SyntaxError(report) => {
                let message = format!("Шаблон записан с ошибкой: {}", said_by_engine(report.message()));
                (message, Some(self.place(report)))
            }
            ErrorKind::RenderingError(report) => {
                let place = self.place(report);
                let words = self.source(&place.path).and_then(|text| text.get(place.span.0..place.span.1));
                let words = words.unwrap_or_default();
                (format!("Шаблон обращается к тому, чего у страницы нет: «{words}»"), Some(place))
            }
            ErrorKind::TemplateNotFound(name) | ErrorKind::MissingParent { parent: name, .. } => {
                return Diagnostic::error(None, format!("В оформлении нет шаблона «{name}»")).hint(REMEDY);
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                return Diagnostic::error(None, format!("Шаблон «{tpl}» включает сам себя")).hint(REMEDY);
            }
            _ => ("Шаблон использует неизвестный фильтр, функцию или вложенный шаблон".to_owned(), None),
        };
        Diagnostic::error(place, message).hint(REMEDY)
    }

    fn place(&self, report: &tera::ReportError) -> Place {
        Place::new(&self.shown(report.filename()), report.span().range.clone())
    }
}

/// What is wrong with a template. Whoever writes templates reads the engine's manual, so that its own words help more than none.
fn said_by_engine(message: &str) -> String {
    let unknown = [("Filter `", "фильтра"), ("Function `", "функции"), ("Test `", "проверки")];
    let unknown = unknown.iter().find_map(|(beginning, what)| {
        let (name, _) = message.strip_prefix(beginning)?.split_once("` is not registered")?;
        Some(format!("у шаблонов нет {what} «{name}»"))
    });
    if message.starts_with("This content would be ignored") {
        return "под строкой extends всё пишут внутри block, остальное пропадёт".to_owned();
    }
    unknown.unwrap_or_else(|| format!("«{}»", message.trim_end_matches('.')))
}

fn collect(folder: &Dir, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(path, file.contents().to_vec());
    }
    folder.dirs().for_each(|folder| collect(folder, files));
}

#[cfg(test)]
mod tests {
    use super::said_by_engine;

    #[test]
    fn what_is_unknown_is_named() {
        assert_eq!(said_by_engine("Filter `uper` is not registered"), "у шаблонов нет фильтра «uper»");
        assert_eq!(said_by_engine("Unknown tag"), "«Unknown tag»");
    }
}
