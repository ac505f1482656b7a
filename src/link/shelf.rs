//! Documents at their associations, named and in order.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::named::{self, Named};
use super::{Options, RESERVED, reserved};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::parse::analysis::ParsedAnalysis;
use crate::parse::material::RawMaterial;
use crate::parse::meeting::RawMeeting;
use crate::parse::plan::ParsedPlan;
use crate::parse::record::{Absence, Given, Text};
use crate::parse::{DocumentText, Located, RawDocument, RawKind};
use crate::russian::transliteration::{file_name, slug};

/// Names that the site itself uses among the meetings.
pub(super) const RESERVED_FOR_MEETINGS: [&str; 4] = ["decisions", "form", "topic", "page"];

/// Names that the site itself uses in the electronic case: its drawers and its further pages.
pub(super) const RESERVED_FOR_MATERIALS: [&str; 9] =
    ["type", "audience", "class", "topic", "author", "school", "year", "licence", "page"];

/// What stands in one association's folder, or in the portal's.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pub(super) plans: Vec<Located<ParsedPlan>>,
    pub(super) analyses: Vec<Located<ParsedAnalysis>>,
    pub(super) meetings: Vec<Entry<RawMeeting>>,
    pub(super) materials: Vec<Entry<RawMaterial>>,
    pub(super) news: Vec<Entry<()>>,
    pub(super) pages: Vec<Entry<()>>,
}

/// A document with its name, title and date settled, and the fields of its kind.
#[derive(Debug)]
pub(super) struct Entry<K> {
    pub(super) document: Arc<Located<DocumentText>>,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) date: Option<NaiveDate>,
    pub(super) own: Arc<K>,
}

/// All shelves, and what was left out.
#[derive(Debug)]
pub(super) struct Shelves {
    /// The shelves by folder; the portal's own by the empty one.
    pub(super) by_folder: BTreeMap<String, Shelf>,
    /// The drafts that nobody asked for, with what they name.
    pub(super) drafts: Named,
    /// The materials that must not be published, whoever asks, with what they name.
    pub(super) unpublished: Named,
}

/// Puts every plan, analysis and document on its shelf, by folder.
pub(super) fn fill(
    (plans, analyses): (Vec<Located<ParsedPlan>>, Vec<Located<ParsedAnalysis>>),
    documents: Vec<RawDocument>,
    folders: &[String],
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Shelves {
    let portal = is_portal(folders);
    let (mut drafts, mut unpublished) = (Named::new(), Named::new());
    let mut shelves: BTreeMap<String, Shelf> =
        folders.iter().map(|folder| (folder.clone(), Shelf::default())).collect();
    for plan in plans {
        if portal && plan.folder.is_empty() {
            diagnostics.push(ownerless(Place::file(&plan.path)));
        } else if let Some(shelf) = shelves.get_mut(&plan.folder) {
            shelf.plans.push(plan);
        }
    }
    for analysis in analyses {
        if portal && analysis.folder.is_empty() {
            diagnostics.push(ownerless(Place::file(&analysis.path)));
        } else if !options.drafts && analysis.value.fields.draft {
            let named = named::by_text(&analysis.source, &analysis.value.body);
            drafts.insert(analysis.source, named);
        } else if let Some(shelf) = shelves.get_mut(&analysis.folder) {
            shelf.analyses.push(analysis);
        }
    }
    for document in documents {
        let text = &document.text;
        if document.is_unpublished() {
            unpublished.insert(text.source.clone(), named::by_document(text));
            continue;
        }
        let owned = matches!(document.kind, RawKind::Meeting(_) | RawKind::Material(_));
        if portal && text.folder.is_empty() && owned {
            diagnostics.push(ownerless(Place::file(&text.path)));
        } else if !options.drafts && text.value.article.draft {
            drafts.insert(text.source.clone(), named::by_document(text));
        } else if let Some(shelf) = shelves.get_mut(&text.folder) {
            shelf.put(document, options, diagnostics);
        } else {
            shelves.entry(text.folder.clone()).or_default().put(document, options, diagnostics);
        }
    }
    for (folder, shelf) in &mut shelves {
        shelf.sort();
        shelf.check_names(portal && folder.is_empty(), folders, diagnostics);
    }
    Shelves { by_folder: shelves, drafts, unpublished }
}

/// Whether the associations stand in folders of their own.
pub(super) fn is_portal(folders: &[String]) -> bool {
    folders.iter().any(|folder| !folder.is_empty())
}

fn ownerless(place: Place) -> Diagnostic {
    Diagnostic::error(place, "На портале непонятно, чьё это: файл лежит не в папке объединения")
        .hint("Перенесите файл в папку объединения, рядом с его association.yaml.")
}

impl Shelf {
    /// Every document written in Markdown.
    pub(super) fn documents(&self) -> impl Iterator<Item = &Located<DocumentText>> {
        let meetings = self.meetings.iter().map(|entry| &*entry.document);
        let materials = self.materials.iter().map(|entry| &*entry.document);
        let others = self.news.iter().chain(&self.pages).map(|entry| &*entry.document);
        meetings.chain(materials).chain(others)
    }

    /// Every field of a document that names people.
    pub(super) fn people(&self) -> Vec<&Text> {
        let meetings = self.meetings.iter().flat_map(|meeting| {
            let who = &meeting.document.value.article.who;
            let named = meeting.own.agenda.iter().flat_map(|item| {
                let speeches = item.speeches.iter().map(|speech| &speech.who);
                let responsible = item.decisions.iter().filter_map(|decision| decision.responsible.as_ref());
                item.speaker.iter().chain(speeches).chain(responsible)
            });
            let responsible =
                meeting.own.decisions.iter().filter_map(|decision| decision.responsible.as_ref());
            let officers = meeting.own.chair.iter().chain(&meeting.own.secretary);
            who.iter().chain(officers).chain(named).chain(responsible)
        });
        let materials = self.materials.iter().flat_map(|material| &material.own.authors);
        let materials = materials.map(|author| &author.who);
        meetings.chain(materials).collect()
    }

    fn put(&mut self, document: RawDocument, options: &Options, diagnostics: &mut Diagnostics) {
        let RawDocument { text: document, kind } = document;
        match kind {
            RawKind::Meeting(own) => {
                let article = &document.value.article;
                // A draft may wait for its day; only its author sees it, as if it were today.
                if let Given::Absent(absence) = &article.date
                    && !article.draft
                {
                    diagnostics.push(undated(absence));
                }
                let theme = own.theme.as_ref().map(|theme| theme.value.clone());
                let mut entry = Entry::new(document, theme, own, diagnostics);
                entry.date = entry.date.or(Some(options.today));
                self.meetings.push(entry);
            }
            RawKind::Material(own) => self.materials.push(Entry::new(document, None, own, diagnostics)),
            RawKind::News => self.news.push(Entry::new(document, None, Arc::new(()), diagnostics)),
            RawKind::Page => self.pages.push(Entry::new(document, None, Arc::new(()), diagnostics)),
        }
    }

    fn sort(&mut self) {
        self.plans.sort_by_key(|plan| std::cmp::Reverse(plan.value.plan.year));
        self.analyses.sort_by_key(|analysis| std::cmp::Reverse(analysis.value.year));
        self.meetings.sort_by(latest_first);
        self.news.sort_by(latest_first);
        self.materials.sort_by(by_title);
        self.pages.sort_by(by_title);
    }

    fn check_names(&self, portal: bool, folders: &[String], diagnostics: &mut Diagnostics) {
        for pair in self.plans.windows(2) {
            if pair[0].value.plan.year == pair[1].value.plan.year {
                diagnostics.push(
                    Diagnostic::error(pair[1].value.place.clone(), "На этот учебный год есть ещё один план")
                        .hint(format!("Второй план того же года: {}. Оставьте один из них.", pair[0].path)),
                );
            }
        }
        for pair in self.analyses.windows(2).filter(|pair| pair[0].value.year == pair[1].value.year) {
            diagnostics.push(
                Diagnostic::error(Place::file(&pair[1].path), "За этот учебный год есть ещё один анализ")
                    .hint(format!("Второй анализ того же года: {}. Оставьте один из них.", pair[0].path)),
            );
        }
        same_names(&self.meetings, diagnostics);
        same_names(&self.materials, diagnostics);
        same_names(&self.news, diagnostics);
        same_names(&self.pages, diagnostics);
        let words = ["для заседания", "среди заседаний"];
        reserved_names(&self.meetings, &RESERVED_FOR_MEETINGS, words, diagnostics);
        let words = ["для материала", "среди материалов"];
        reserved_names(&self.materials, &RESERVED_FOR_MATERIALS, words, diagnostics);
        for page in &self.pages {
            let association = folders.iter().find(|folder| portal && slug(folder) == page.slug);
            if RESERVED.contains(&page.slug.as_str()) {
                diagnostics.push(reserved(page.slug_place(), &page.slug));
            } else if let Some(folder) = association {
                diagnostics.push(
                    taken(page.slug_place(), &page.slug).hint(format!(
                        "Тот же адрес у объединения в папке «{folder}». Переименуйте страницу."
                    )),
                );
            }
        }
    }
}

impl<K> Entry<K> {
    fn new(
        document: Arc<Located<DocumentText>>,
        theme: Option<String>,
        own: Arc<K>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let article = &document.value.article;
        let title = article.title.value().map(|title| title.value.clone()).or(theme);
        if let (None, Given::Absent(absence)) = (&title, &article.title) {
            diagnostics.push(untitled(absence));
        }
        let named = article.slug.as_ref().map_or(document.stem.as_str(), |slug| &slug.value);
        let slug = slug(named);
        let date = article.date.value().map(|date| date.value);
        let entry = Self { slug, title: title.unwrap_or_default(), date, document, own };
        if file_name(&entry.slug) != entry.slug && !entry.slug.is_empty() {
            diagnostics.push(
                Diagnostic::error(
                    entry.slug_place(),
                    format!("Имя «{}» занято системой Windows", entry.slug),
                )
                .hint("Выберите другое имя: файл с таким именем в Windows не создать."),
            );
        }
        if entry.slug.is_empty() {
            diagnostics.push(
                Diagnostic::error(entry.slug_place(), "Из имени файла не получается адреса страницы").hint(
                    "Назовите файл буквами и цифрами или добавьте в шапку строку «слаг: latinskoe-imya».",
                ),
            );
        }
        entry
    }

    fn slug_place(&self) -> Place {
        let given = self.document.value.article.slug.as_ref();
        given.map_or_else(|| Place::file(&self.document.path), |slug| slug.place.clone())
    }
}

fn undated(absence: &Absence) -> Diagnostic {
    let (place, hint) = match absence {
        Absence::LeftOut(place) => (place, "Добавьте в шапку строку «дата: 08.10.2024»."),
        Absence::Empty(place) => (place, "Напишите день, месяц и год после двоеточия: «дата: 08.10.2024»."),
    };
    Diagnostic::error(place.clone(), "У заседания нет даты")
        .reason("Без даты заседание не встанет ни в календарь, ни в архив.")
        .hint(hint)
}

fn untitled(absence: &Absence) -> Diagnostic {
    let (place, hint) = match absence {
        Absence::LeftOut(place) if place.span == (0, 0) => {
            (place, "Поставьте в самое начало файла шапку:\n---\nназвание: …\n---")
        }
        Absence::LeftOut(place) => (place, "Добавьте в шапку строку «название: …»."),
        Absence::Empty(place) => (place, "Напишите название после двоеточия: «название: …»."),
    };
    Diagnostic::error(place.clone(), "У страницы нет названия").hint(hint)
}

fn latest_first<K>(one: &Entry<K>, other: &Entry<K>) -> std::cmp::Ordering {
    other.date.cmp(&one.date).then_with(|| one.slug.cmp(&other.slug))
}

/// Only a meeting may have its title from elsewhere than its own field.
fn by_title<K>(one: &Entry<K>, other: &Entry<K>) -> std::cmp::Ordering {
    let (first, second) = (one.document.value.order(), other.document.value.order());
    first.cmp(second).then_with(|| one.slug.cmp(&other.slug))
}

fn taken(place: Place, slug: &str) -> Diagnostic {
    Diagnostic::error(place, format!("Адрес «{slug}» уже занят"))
        .reason("Две страницы не могут лежать по одному адресу: одна затёрла бы другую.")
}

/// Reports the entries whose address is one of `names`; `words` say for what and among what.
fn reserved_names<K>(
    entries: &[Entry<K>],
    names: &[&str],
    [what, among]: [&str; 2],
    diagnostics: &mut Diagnostics,
) {
    for entry in entries.iter().filter(|entry| names.contains(&&*entry.slug)) {
        diagnostics.push(
            Diagnostic::error(entry.slug_place(), format!("Имя «{}» занято самим сайтом", entry.slug))
                .hint(format!("Выберите {what} другое имя; {among} заняты: {}.", names.join(", "))),
        );
    }
}

fn same_names<K>(entries: &[Entry<K>], diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, &Entry<K>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !entry.slug.is_empty()) {
        if let Some(other) = seen.insert(&entry.slug, entry) {
            diagnostics.push(taken(entry.slug_place(), &entry.slug).hint(format!(
                "Тот же адрес у файла {}. Переименуйте один из файлов или добавьте в шапку строку «слаг: …».",
                other.document.path
            )));
        }
    }
}
