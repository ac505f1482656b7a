//! Bytes to what each file says. The folder of a file decides what it is; nothing here knows of other files.

mod accent;
pub mod analysis;
pub mod calendar;
mod choice;
pub mod date;
pub mod field_name;
pub mod front_matter;
mod homes;
#[cfg(test)]
mod laws;
mod level;
mod long_periods;
mod lost;
pub mod markdown;
pub mod material;
pub mod meeting;
mod memory;
mod mend;
mod pasted;
pub mod plan;
pub mod portions;
pub mod prose;
pub mod raw;
pub mod record;
pub mod registry;
mod repair;
pub mod schools;
pub mod shape;
pub mod silenced;
pub mod size;
mod stray;
mod time_zone;
mod wording;
pub mod yaml;
mod yaml_message;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Lint, Place};
use crate::russian::{collation, typography};
use crate::source::{Asset, SourceText, SourceTree};

pub use memory::Memory;

use analysis::ParsedAnalysis;
use calendar::Calendar;
use field_name::{Known, nearest};
use markdown::RawBody;
use material::RawMaterial;
use meeting::RawMeeting;
pub use mend::quoted;
use plan::ParsedPlan;
use raw::{RawArticle, RawAssociation, RawSite};
use record::{Context, Decode, Fields, Record, Source};
use registry::RawPerson;
use schools::RawSchool;
use yaml::Node;

/// Every source file, read.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// `site.yaml`
    pub site: Option<RawSite>,
    /// `association.yaml` by the folder it stands in (empty for the root); nothing where it could not be read.
    pub associations: BTreeMap<String, Option<RawAssociation>>,
    /// `calendar.yaml` by the folder it stands in.
    pub calendars: BTreeMap<String, Calendar>,
    /// `people.yaml` by the folder it stands in.
    pub people: BTreeMap<String, Vec<RawPerson>>,
    /// `schools.yaml` by the folder it stands in.
    pub schools: BTreeMap<String, Vec<RawSchool>>,
    /// The plans.
    pub plans: Vec<Located<ParsedPlan>>,
    /// The analyses of school years.
    pub analyses: Vec<Located<ParsedAnalysis>>,
    /// The documents written in Markdown.
    pub documents: Vec<RawDocument>,
    /// Files whose mistakes have been reported, and which say nothing else.
    pub unread: BTreeSet<String>,
    /// The text of every file as it was read, by the path that the author knows.
    pub texts: BTreeMap<Arc<str>, Arc<str>>,
    /// Everything else, by its path below the content folder.
    pub assets: BTreeMap<String, Asset>,
}

/// Something that was read, and which file it comes from.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// The folder of its association (empty for the root).
    pub folder: String,
    /// The file below the content folder.
    pub source: String,
    /// The file as shown to the author.
    pub path: Arc<str>,
    /// The text of the file.
    pub text: Arc<str>,
    /// The name that its address is made from: the file's, or its folder's where the file is `index.md`.
    pub stem: String,
    /// What it says.
    pub value: T,
}

/// A document written in Markdown. One that is parsed again as it was is the same piece of memory.
#[derive(Clone, Debug)]
pub struct RawDocument {
    /// What every document has.
    pub text: Arc<Located<DocumentText>>,
    /// The fields of its kind.
    pub kind: RawKind,
}

/// What every document has.
#[derive(Clone, Debug)]
pub struct DocumentText {
    /// The fields.
    pub article: RawArticle,
    /// The text.
    pub body: RawBody,
    /// Its words as set before, shared by all copies.
    pub set: Arc<typography::Memory>,
    /// Its place in the order of titles, once somebody has asked.
    order: OnceLock<collation::Key>,
}

impl DocumentText {
    /// Its place in the order of titles.
    pub fn order(&self) -> &collation::Key {
        let title = || self.article.title.value().map_or("", |title| &title.value);
        self.order.get_or_init(|| collation::key(title()))
    }
}

/// What a document is, with the fields that only this kind has.
#[derive(Clone, Debug)]
pub enum RawKind {
    /// In `meetings/`.
    Meeting(Arc<RawMeeting>),
    /// In `materials/`.
    Material(Arc<RawMaterial>),
    /// In `news/`.
    News,
    /// In `pages/`.
    Page,
}

/// What a text file is, by where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileKind {
    Site,
    Association,
    Calendar,
    People,
    Schools,
    Plan,
    Analysis,
    Document(Section),
}

/// The folders of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Meetings,
    Materials,
    News,
    Pages,
}

/// Reads every file of `tree`; those that `memory` knows as they are need not be parsed again.
pub fn parse(tree: &SourceTree, memory: Option<&mut Memory>) -> Checked<Parsed> {
    let mut diagnostics = Diagnostics::default();
    let unread = tree.unread().iter().map(String::as_str);
    let sources = tree.texts().map(|(path, _)| path).chain(unread);
    let folders: Vec<&str> = sources.filter_map(association_folder).collect();
    let texts: Vec<_> = tree.texts().collect();
    let files = match memory {
        None => texts.into_par_iter().map(|(path, text)| parse_file(path, text, &folders)).collect(),
        Some(memory) => memory.parse(&texts, &folders),
    };
    let mut parsed = Parsed { unread: tree.unread().clone(), ..Parsed::default() };
    diagnostics.extend(written_twice(tree.texts(), &folders));
    // An association whose description could not be read is one all the same: its documents have a home.
    parsed.associations = folders.iter().map(|folder| ((*folder).to_owned(), None)).collect();
    for file in files {
        file.report(&mut diagnostics).file_into(&mut parsed);
    }
    parsed.texts = tree.texts().map(|(_, text)| (Arc::clone(&text.path), Arc::clone(&text.text))).collect();
    parsed.assets = tree.assets().map(|(path, asset)| (path.to_owned(), asset.clone())).collect();
    Checked { value: parsed, diagnostics }
}

#[derive(Clone, Debug)]
enum File {
    Site(RawSite),
    Association(String, Option<RawAssociation>),
    Calendar(String, Calendar),
    People(String, Vec<RawPerson>),
    Schools(String, Vec<RawSchool>),
    Plan(Located<ParsedPlan>),
    Analysis(Box<Located<ParsedAnalysis>>),
    Document(RawDocument),
    Unread(String),
    Homeless,
}

impl File {
    fn file_into(self, parsed: &mut Parsed) {
        match self {
            Self::Site(site) => parsed.site = Some(site),
            Self::Association(folder, association) => {
                parsed.associations.insert(folder, association);
            }
            Self::Calendar(folder, calendar) => {
                parsed.calendars.insert(folder, calendar);
            }
            // Both people.yaml and people.yml hold: a name that one of them hides stays hidden.
            Self::People(folder, people) => parsed.people.entry(folder).or_default().extend(people),
            Self::Schools(folder, schools) => parsed.schools.entry(folder).or_default().extend(schools),
            Self::Plan(plan) => parsed.plans.push(plan),
            Self::Analysis(analysis) => parsed.analyses.push(*analysis),
            Self::Document(document) => parsed.documents.push(document),
            Self::Unread(source) => {
                parsed.unread.insert(source);
            }
            Self::Homeless => {}
        }
    }
}

/// The settings that stand in two files, `site.yaml` and `site.yml`: nobody could say which of them holds. Lists of
/// people hold both.
fn written_twice<'t>(
    texts: impl Iterator<Item = (&'t str, &'t SourceText)>,
    folders: &[&str],
) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, &SourceText> = BTreeMap::new();
    let mut found = Vec::new();
    for (source, text) in texts {
        let (folder, inner) = split_folder(source, folders);
        let only_one = [FileKind::Site, FileKind::Association, FileKind::Calendar];
        let is_only = classify(folder, inner).is_some_and(|(kind, _)| only_one.contains(&kind));
        let Some((name, _)) = source.rsplit_once('.').filter(|_| is_only) else { continue };
        if let Some(other) = first.insert(name, text) {
            let message = format!("Этот файл записан дважды: есть ещё {}", other.path);
            found.push(
                Diagnostic::error(Place::file(&text.path), message)
                    .reason("Из двух файлов программа не выбирает.")
                    .hint("Оставьте один из них: перенесите в него нужное, а другой удалите."),
            );
        }
    }
    found
}

/// What a file says, by its path, its text and the folders of all associations: [`Memory`] holds these three against
/// those of the last time, so nothing else may have a say here.
fn parse_file(source: &str, text: &SourceText, folders: &[&str]) -> Checked<File> {
    let mut diagnostics = Diagnostics::default();
    let (folder, inner) = split_folder(source, folders);
    let located = |stem: &str| Located {
        folder: folder.to_owned(),
        source: source.to_owned(),
        path: Arc::clone(&text.path),
        text: Arc::clone(&text.text),
        stem: stem.to_owned(),
        value: (),
    };
    let file = match classify(folder, inner) {
        Some((FileKind::Site, _)) => record_of(text, &mut diagnostics).map(File::Site),
        Some((FileKind::Association, _)) => {
            Some(File::Association(folder.to_owned(), record_of(text, &mut diagnostics)))
        }
        Some((FileKind::Calendar, _)) => {
            let calendar = calendar::parse(&text.path, &text.text, &mut diagnostics);
            calendar.map(|calendar| File::Calendar(folder.to_owned(), calendar))
        }
        Some((FileKind::People, _)) => {
            let people = registry::parse(&text.path, &text.text, &mut diagnostics);
            people.map(|people| File::People(folder.to_owned(), people))
        }
        Some((FileKind::Schools, _)) => {
            let schools = schools::parse(&text.path, &text.text, &mut diagnostics);
            schools.map(|schools| File::Schools(folder.to_owned(), schools))
        }
        Some((FileKind::Plan, stem)) => {
            let plan = plan::parse(&text.path, &text.text, stem).report(&mut diagnostics);
            plan.map(|plan| File::Plan(located(stem).with(plan)))
        }
        Some((FileKind::Analysis, stem)) => {
            let analysis = analysis::parse(text, stem, &mut diagnostics);
            analysis.map(|analysis| File::Analysis(Box::new(located(stem).with(analysis))))
        }
        Some((FileKind::Document(section), stem)) => {
            let document = document(text, section, &mut diagnostics);
            document.map(|(document, kind)| {
                File::Document(RawDocument { text: Arc::new(located(stem).with(document)), kind })
            })
        }
        None => {
            diagnostics.push(homeless(&text.path, inner));
            Some(File::Homeless)
        }
    };
    Checked { value: file.unwrap_or_else(|| File::Unread(source.to_owned())), diagnostics }
}

impl RawDocument {
    /// Whether its author forbids to publish it.
    pub fn is_unpublished(&self) -> bool {
        matches!(&self.kind, RawKind::Material(own) if own.published == Some(false))
    }
}

impl Located<()> {
    fn with<T>(self, value: T) -> Located<T> {
        let Self { folder, source, path, text, stem, value: () } = self;
        Located { folder, source, path, text, stem, value }
    }
}

fn record_of<R: Decode>(text: &SourceText, diagnostics: &mut Diagnostics) -> Option<R> {
    let document = yaml::parse(&text.path, &text.text, 0, diagnostics);
    let source = Source { path: &text.path, text: &text.text };
    record::read(&document, source, diagnostics, R::decode)
}

fn document(
    text: &SourceText,
    section: Section,
    diagnostics: &mut Diagnostics,
) -> Option<(DocumentText, RawKind)> {
    let split = front_matter::split(&text.path, &text.text, diagnostics);
    let body = markdown::parse(&text.path, split.body, split.body_start, diagnostics);
    let source = Source { path: &text.path, text: &text.text };
    let header = split.fields?;
    let known = match section {
        Section::Meetings => [RawArticle::FIELDS, RawMeeting::FIELDS],
        Section::Materials => [RawArticle::FIELDS, RawMaterial::FIELDS],
        Section::News | Section::Pages => [RawArticle::FIELDS, &[]],
    };
    stray::report((&text.path, split.body, split.body_start), &header.root, &known, diagnostics);
    let (article, kind) =
        record::read(&header, source, diagnostics, |root, context| fields(root, section, context))?;
    Some((DocumentText { article, body, set: Arc::default(), order: OnceLock::new() }, kind))
}

/// The fields that every document has, and those of its section.
fn fields(root: &Node, section: Section, context: &mut Context) -> Option<(RawArticle, RawKind)> {
    let mut fields = Fields::of::<RawArticle>(root, context)?;
    let article = RawArticle::read(&mut fields, context);
    let kind = match section {
        Section::Meetings => {
            let own = RawMeeting::read(&mut fields, context);
            fields.refuse_rest::<RawMeeting>(context);
            own.map(|own| RawKind::Meeting(Arc::new(own)))
        }
        Section::Materials => {
            let own = RawMaterial::read(&mut fields, context);
            fields.refuse_rest::<RawMaterial>(context);
            own.map(|own| RawKind::Material(Arc::new(own)))
        }
        Section::News | Section::Pages => {
            fields.refuse_rest::<RawArticle>(context);
            Some(if section == Section::News { RawKind::News } else { RawKind::Page })
        }
    };
    Some((article?, kind?))
}

fn association_folder(source: &str) -> Option<&str> {
    let (folder, name) = source.rsplit_once('/').unwrap_or(("", source));
    is_named(name, "association").then_some(folder)
}

/// The association's folder that `source` lies in, and its path below it.
fn split_folder<'s>(source: &'s str, folders: &[&str]) -> (&'s str, &'s str) {
    let inside = folders.iter().filter(|folder| {
        !folder.is_empty() && source.strip_prefix(**folder).is_some_and(|rest| rest.starts_with('/'))
    });
    match inside.map(|folder| folder.len()).max() {
        Some(length) => (&source[..length], &source[length + 1..]),
        None => ("", source),
    }
}

/// What the file at `inner` below the association's folder is, and the name that its address is made from.
fn classify<'s>(folder: &str, inner: &'s str) -> Option<(FileKind, &'s str)> {
    let parts: Vec<&str> = inner.split('/').collect();
    match parts.as_slice() {
        [name] if folder.is_empty() && is_named(name, "site") => Some((FileKind::Site, "")),
        [name] if is_named(name, "association") => Some((FileKind::Association, "")),
        [name] if is_named(name, "calendar") => Some((FileKind::Calendar, "")),
        [name] if is_named(name, "people") => Some((FileKind::People, "")),
        [name] if is_named(name, "schools") => Some((FileKind::Schools, "")),
        ["plans" | "планы", name] => Some((FileKind::Plan, stem(name, &["yaml", "yml"])?)),
        ["analysis" | "анализ", name] => Some((FileKind::Analysis, stem(name, &["md"])?)),
        ["analysis" | "анализ", year, name] if stem(name, &["md"]) == Some("index") => {
            Some((FileKind::Analysis, year))
        }
        [section, name] => Some((FileKind::Document(section_of(section)?), stem(name, &["md"])?)),
        [section, slug, name] if stem(name, &["md"]) == Some("index") => {
            Some((FileKind::Document(section_of(section)?), slug))
        }
        _ => None,
    }
}

/// The name of a file without one of the given extensions, in whatever case that is written.
fn stem<'s>(name: &'s str, extensions: &[&str]) -> Option<&'s str> {
    let (stem, extension) = name.rsplit_once('.')?;
    extensions.iter().any(|known| extension.eq_ignore_ascii_case(known)).then_some(stem)
}

fn is_named(name: &str, wanted: &str) -> bool {
    stem(name, &["yaml", "yml"]) == Some(wanted)
}

fn section_of(folder: &str) -> Option<Section> {
    match folder {
        "meetings" | "заседания" => Some(Section::Meetings),
        "materials" | "материалы" => Some(Section::Materials),
        "news" | "новости" => Some(Section::News),
        "pages" | "страницы" => Some(Section::Pages),
        _ => None,
    }
}

/// The folders that mean something, and the files that do.
const FOLDERS: [&str; 12] = [
    "plans",
    "планы",
    "meetings",
    "заседания",
    "materials",
    "материалы",
    "news",
    "новости",
    "pages",
    "страницы",
    "analysis",
    "анализ",
];
const FILES: [&str; 5] = ["association", "site", "calendar", "people", "schools"];
/// What somebody who thinks in Russian calls them.
const RUSSIAN_FILES: [(&str, &str); 5] = [
    ("объединение", "association"),
    ("сайт", "site"),
    ("календарь", "calendar"),
    ("люди", "people"),
    ("школы", "schools"),
];

/// How a file at `inner` below its association's folder most likely was to be called. Capital letters are easily overlooked:
/// to Windows they make no difference.
fn meant_name(inner: &str) -> Option<String> {
    let parts: Vec<&str> = inner.split('/').collect();
    let likely = |typed: &str, known: &[&'static str]| {
        let known: Vec<Known> = known.iter().copied().map(Known::only).collect();
        nearest(typed, &known).map(|likely| likely.name).filter(|name| *name != typed)
    };
    let (typed, meant, what) = match parts.as_slice() {
        [name] => {
            let stem = stem(name, &["yaml", "yml"])?;
            let translated = RUSSIAN_FILES.iter().find(|(russian, _)| *russian == stem.to_lowercase());
            let meant = translated.map(|(_, name)| *name).or_else(|| likely(stem, &FILES))?;
            (*name, format!("{meant}.yaml"), "файл")
        }
        [folder, ..] => (*folder, likely(folder, &FOLDERS)?.to_owned(), "папку"),
        [] => return None,
    };
    let letters = if typed.to_lowercase() == meant {
        ": большие и маленькие буквы различаются"
    } else {
        ""
    };
    Some(format!("Переименуйте {what} «{typed}» в «{meant}»{letters}."))
}

/// What is wrong with a file in the right folder.
fn wrong_kind(inner: &str) -> Option<&'static str> {
    let (folder, rest) = inner.split_once('/')?;
    if matches!(folder, "plans" | "планы") {
        return Some("Планы пишут в файлах .yaml прямо в этой папке: plans/2024-2025.yaml.");
    }
    if matches!(folder, "analysis" | "анализ") {
        return Some("Анализ года пишут в файле .md прямо в этой папке: analysis/2024-2025.md.");
    }
    section_of(folder)?;
    Some(if stem(rest, &["yaml", "yml"]).is_some() {
        "Страницы пишут в файлах .md; дайте файлу это расширение, а поля заключите между двумя строками «---»."
    } else {
        "Страница лежит прямо в папке раздела (meetings/vstrecha.md) или в своей папке под именем index.md \
         (meetings/vstrecha/index.md)."
    })
}

/// A file at `inner` that belongs nowhere. Where its name is nearly right, what it says would be lost by a slip of the
/// finger, and with `people.yaml` a name published that must not be.
fn homeless(path: &Arc<str>, inner: &str) -> Diagnostic {
    if let Some(remedy) = meant_name(inner) {
        return Diagnostic::error(Place::file(path), "Имя записано не так, и файл остался непрочитанным")
            .hint(remedy);
    }
    Diagnostic::warning(Lint::HomelessFile, Place::file(path), "Файл не относится ни к одному разделу и не попадёт на сайт")
        .hint(wrong_kind(inner).unwrap_or(
            "Планы кладут в plans/2024-2025.yaml, заседания в meetings/, материалы в materials/, новости в news/, \
             прочие страницы в pages/. Папка объединения узнаётся по файлу association.yaml, люди по people.yaml, \
             школы по schools.yaml, четверти и каникулы по calendar.yaml.",
        ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_place_is_recognised() {
        for (inner, meant) in [
            ("Meetings/a.md", "«meetings»"),
            ("Заседания/a.md", "«заседания»"),
            ("plan/2024-2025.yaml", "«plans»"),
            ("заседание/a.md", "«заседания»"),
            ("Association.yaml", "«association.yaml»"),
            ("asociation.yaml", "«association.yaml»"),
            ("Люди.yaml", "«people.yaml»"),
        ] {
            let remedy = meant_name(inner).unwrap_or_default();
            assert!(remedy.contains(meant), "{inner}: {remedy}");
        }
        for inner in ["a.md", "plans/plan.md", "конкурсы/a.md", "meetings/2024/d.md"] {
            assert_eq!(meant_name(inner), None, "{inner}");
        }
        assert!(wrong_kind("plans/plan.md").is_some() && wrong_kind("news/n.yaml").is_some());
        assert!(wrong_kind("конкурсы/a.md").is_none());
    }

    #[test]
    fn the_folder_decides_what_a_file_is() {
        let kind = |source| {
            let (folder, inner) = split_folder(source, &["", "nevyansk"]);
            classify(folder, inner)
        };
        assert_eq!(kind("site.yaml"), Some((FileKind::Site, "")));
        assert_eq!(kind("nevyansk/site.yaml"), None);
        assert_eq!(kind("nevyansk/plans/2024-2025.yaml"), Some((FileKind::Plan, "2024-2025")));
        assert_eq!(kind("meetings/встреча.md"), Some((FileKind::Document(Section::Meetings), "встреча")));
        assert_eq!(
            kind("nevyansk/materials/квест/index.md"),
            Some((FileKind::Document(Section::Materials), "квест"))
        );
        assert_eq!(kind("nevyansk/materials/квест/заметки.md"), None);
        assert_eq!(kind("nevyanskoe/plans/2024-2025.yaml"), None);
    }
}
