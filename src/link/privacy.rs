//! Whoever must not be named, is not: positions in place of names wherever the author lists people, and a mistake wherever
//! a name is left in a sentence, a title or the name of a file.
//!
//! This happens once, before anything is made of what was read: no page, list or calendar ever sees such a name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::Options;
use super::document::Used;
use super::registry::{Registry, Roll};
use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place};
use crate::model::plan::{Approval, Cell, Plan, PlanPart, PlanTable, Role};
use crate::parse::analysis::{ParsedAnalysis, RawColleague};
use crate::parse::markdown::RawBody;
use crate::parse::material::RawAuthor;
use crate::parse::meeting::{RawAgendaItem, RawAttendance, RawMeeting};
use crate::parse::plan::ParsedPlan;
use crate::parse::raw::{RawAssociation, RawMember};
use crate::parse::record::Text;
use crate::parse::{Located, Parsed, RawDocument, RawKind, prose};
use crate::people::{Mention, Name, Setting, hide};
use crate::source;

/// Puts positions in place of the names that `registry` hides, and reports those that are left.
pub(super) fn apply(
    parsed: &mut Parsed,
    registry: &Registry,
    options: &Options,
    diagnostics: &mut Diagnostics,
) {
    let mut guard = Guard { texts: &parsed.texts, fields: BTreeSet::new(), diagnostics };
    for (folder, association) in &mut parsed.associations {
        let roll = registry.roll(folder);
        if let Some(raw) = association.as_mut().filter(|_| !roll.watch.is_empty()) {
            guard.folder_name(roll, folder, &raw.place);
            guard.association(roll, raw);
            guard.prose(roll, &raw.place.path);
        }
    }
    for plan in &mut parsed.plans {
        let roll = registry.roll(&plan.folder);
        if !roll.watch.is_empty() {
            guard.plan(roll, &mut plan.value);
            guard.prose(roll, &plan.path);
        }
    }
    for document in &mut parsed.documents {
        let roll = registry.roll(&document.text.folder);
        let asked = options.drafts || !document.text.value.article.draft;
        let published = asked && !document.is_unpublished();
        if published && !roll.watch.is_empty() {
            guard.document(roll, document);
            guard.prose(roll, &document.text.path);
            guard.published(roll, &document.text.path, &document.text.value.body);
        }
    }
    for analysis in &mut parsed.analyses {
        let roll = registry.roll(&analysis.folder);
        let published = options.drafts || !analysis.value.fields.draft;
        if published && !roll.watch.is_empty() {
            guard.analysis(roll, &mut analysis.value);
            guard.prose(roll, &analysis.path);
            guard.published(roll, &analysis.path, &analysis.value.body);
        }
    }
    for (folder, schools) in &parsed.schools {
        let roll = registry.roll(folder);
        let files: BTreeSet<&Arc<str>> = schools.iter().map(|school| &school.name.place.path).collect();
        if !roll.watch.is_empty() {
            for path in files {
                guard.prose(roll, path);
            }
        }
    }
    let roll = registry.roll("");
    if let Some(site) = parsed.site.as_ref().filter(|_| !roll.watch.is_empty()) {
        guard.prose(roll, &site.place.path);
    }
}

/// Reports the files that are published under a name of somebody who must not be named.
pub(super) fn check_files(
    used: &[Used],
    assets: &BTreeMap<String, source::Asset>,
    registry: &Registry,
    diagnostics: &mut Diagnostics,
) {
    for Used { path, asset, .. } in used {
        let roll = registry.roll(path.split('/').next().unwrap_or_default());
        let Some(source) = assets.get(path) else { continue };
        for name in asset.folders.iter().chain([&asset.name]) {
            file_name(roll, name, &Place::file(&source.shown), diagnostics);
        }
        beginning(roll, source, diagnostics);
    }
}

/// A page shows the first lines of plain text, so that nobody hidden may stand there.
fn beginning(roll: &Roll, source: &source::Asset, diagnostics: &mut Diagnostics) {
    let text = source.beginning.as_deref().unwrap_or_default();
    if let Some(mention) = roll.watch.find(text, Setting::Prose).into_iter().find(|mention| !mention.doubtful)
    {
        let words = &text[mention.range];
        diagnostics.push(
            Diagnostic::error(
                Place::file(&source.shown),
                format!("В файле назван человек, которого на сайте не называют: «{words}»"),
            )
            .hint("Уберите имя из файла или сам файл со страницы."),
        );
    }
}

/// Goes through the files and remembers which fields list people.
struct Guard<'p> {
    texts: &'p BTreeMap<Arc<str>, Arc<str>>,
    /// The fields whose names have been replaced: what is not prose.
    fields: BTreeSet<Place>,
    diagnostics: &'p mut Diagnostics,
}

impl Guard<'_> {
    fn association(&mut self, roll: &Roll, raw: &mut RawAssociation) {
        let RawAssociation { head, contacts, members, .. } = raw;
        head.iter_mut().chain(contacts).for_each(|text| self.field(roll, text));
        for RawMember { who, position, .. } in members {
            let alone = is_hidden(roll, &who.value);
            self.field(roll, who);
            // The author's own word for the position stands beside the name already.
            if let Some(position) = position.take_if(|_| alone) {
                who.value = position.value;
            }
        }
    }

    fn document(&mut self, roll: &Roll, RawDocument { text, kind }: &mut RawDocument) {
        let Located { path, stem, value: text, .. } = Arc::make_mut(text);
        if text.article.slug.is_none() {
            file_name(roll, stem, &Place::file(path), self.diagnostics);
        }
        // Of a file its own name tells, and only where it is published.
        let files = text.article.files.iter().map(|file| &file.file);
        let photos = text.article.photos.iter().map(|photo| &photo.file);
        self.fields.extend(files.chain(photos).map(|file| file.place.clone()));
        text.article.who.iter_mut().for_each(|text| self.field(roll, text));
        match kind {
            RawKind::Meeting(own) => {
                for text in people_of(Arc::make_mut(own)) {
                    self.field(roll, text);
                }
            }
            RawKind::Material(own) => {
                for RawAuthor { who, position, .. } in &mut Arc::make_mut(own).authors {
                    let alone = is_hidden(roll, &who.value);
                    self.field(roll, who);
                    if let Some(position) = position.take_if(|_| alone) {
                        who.value = position.value;
                    }
                }
            }
            RawKind::News | RawKind::Page => {}
        }
    }

    fn plan(&mut self, roll: &Roll, parsed: &mut ParsedPlan) {
        let ParsedPlan { plan, people, .. } = parsed;
        for text in people {
            self.field(roll, text);
        }
        hide_in_plan(roll, plan);
    }

    fn analysis(&mut self, roll: &Roll, analysis: &mut ParsedAnalysis) {
        let staff = analysis.fields.staff.iter();
        let alone: Vec<bool> = staff.map(|colleague| is_hidden(roll, &colleague.who.value)).collect();
        for text in analysis.people() {
            self.field(roll, text);
        }
        // The author's own word for the position stands beside the name already.
        let staff = analysis.fields.staff.iter_mut().zip(alone);
        for (RawColleague { who, position, .. }, _) in staff.filter(|(_, alone)| *alone) {
            if let Some(position) = position.take() {
                who.value = position.value;
            }
        }
    }

    /// Replaces the names of a field that lists people; a name that is left cannot be replaced.
    fn field(&mut self, roll: &Roll, text: &mut Text) {
        self.fields.insert(text.place.clone());
        text.value = hidden(roll, &text.value);
        for mention in roll.watch.find(&text.value, Setting::Field) {
            let words = words(&text.value, &mention.range);
            self.diagnostics.push(not_replaced(&mention, text.place.clone(), &words));
        }
    }

    /// Reports every name in the file `path` but those of the fields that list people.
    fn prose(&mut self, roll: &Roll, path: &Arc<str>) {
        let Some(text) = self.texts.get(path) else { return };
        for passage in prose::passages(path, text) {
            if self.is_of_field(path, &passage) {
                continue;
            }
            let Some(written) = text.get(passage.clone()) else { continue };
            for mention in roll.watch.find(written, Setting::Prose) {
                let range = passage.start + mention.range.start..passage.start + mention.range.end;
                let words = words(written, &mention.range);
                self.diagnostics.push(left(roll, &mention, Place::new(path, range), &words));
            }
        }
    }

    /// Whether the passage stands in a field that lists people: as a whole, or as one item of it.
    fn is_of_field(&self, path: &Arc<str>, passage: &Range<usize>) -> bool {
        let latest = Place::new(path, passage.start..usize::MAX);
        let field = self.fields.range(..=latest).next_back();
        field.is_some_and(|field| field.path == *path && field.span.1 >= passage.end)
    }

    /// Reports the names that only the finished page shows: bold letters or signs written by their number part them in the
    /// file.
    fn published(&mut self, roll: &Roll, path: &Arc<str>, body: &RawBody) {
        let Some(text) = self.texts.get(path) else { return };
        let shown = body.words();
        let named = |text: &str| -> Vec<(Mention, String)> {
            let mentions = roll.watch.find(text, Setting::Prose).into_iter();
            mentions.map(|mention| (mention.clone(), words(text, &mention.range))).collect()
        };
        let known: BTreeSet<String> = named(text).into_iter().map(|(_, words)| words).collect();
        for (mention, words) in named(&shown).into_iter().filter(|(_, words)| !known.contains(words)) {
            self.diagnostics.push(left(roll, &mention, Place::file(path), &words));
        }
    }

    /// The folder of an association is part of every address in it.
    fn folder_name(&mut self, roll: &Roll, folder: &str, place: &Place) {
        file_name(roll, folder, place, self.diagnostics);
    }
}

/// The fields of a meeting that list people.
fn people_of(meeting: &mut RawMeeting) -> Vec<&mut Text> {
    let RawMeeting { chair, secretary, attendance, agenda, decisions, .. } = meeting;
    let mut people: Vec<&mut Text> = chair.iter_mut().chain(secretary).collect();
    if let Some(RawAttendance { total, present, guests, absent, .. }) = attendance {
        people.extend(total.iter_mut().chain(present).chain(guests).chain(absent));
    }
    for RawAgendaItem { speaker, speeches, decisions, .. } in agenda {
        people.extend(speaker.iter_mut().chain(speeches.iter_mut().map(|speech| &mut speech.who)));
        people.extend(decisions.iter_mut().filter_map(|decision| decision.responsible.as_mut()));
    }
    people.extend(decisions.iter_mut().filter_map(|decision| decision.responsible.as_mut()));
    people
}

fn hide_in_plan(roll: &Roll, plan: &mut Plan) {
    for part in &mut plan.parts {
        match part {
            PlanPart::Approval(approval) => hide_in_approval(roll, approval),
            PlanPart::Table(table) => hide_in_table(roll, table),
            PlanPart::Title(_) | PlanPart::Paragraphs(_) => {}
        }
    }
}

fn hide_in_approval(roll: &Roll, approval: &mut Approval) {
    let Approval { who, position, .. } = approval;
    if let Some(name) = who {
        let alone = is_hidden(roll, name);
        *who = (!alone || position.is_none()).then(|| hidden(roll, name));
    }
}

fn hide_in_table(roll: &Roll, table: &mut PlanTable) {
    let roles: Vec<Role> = table.columns.iter().map(|column| column.role).collect();
    let rows = table.sections.iter_mut().flat_map(|section| &mut section.rows);
    for line in rows.flat_map(|row| &mut row.lines) {
        for (cell, role) in line.cells.iter_mut().zip(&roles) {
            match cell {
                Cell::Text(text) if *role == Role::Who => *text = hidden(roll, text),
                Cell::Agenda(_, talks) => hide_in_table(roll, talks),
                Cell::Activities(activities) => {
                    for who in activities.iter_mut().filter_map(|activity| activity.who.as_mut()) {
                        *who = hidden(roll, who);
                    }
                }
                Cell::Text(_) | Cell::Continued => {}
            }
        }
    }
}

fn hidden(roll: &Roll, text: &str) -> String {
    hide(text, |name| roll.substitute(name))
}

/// Whether the text is a name that must not be published, and nothing else.
fn is_hidden(roll: &Roll, text: &str) -> bool {
    Name::parse(text).is_some_and(|name| roll.substitute(&name).is_some())
}

fn file_name(roll: &Roll, name: &str, place: &Place, diagnostics: &mut Diagnostics) {
    for mention in roll.watch.find(name, Setting::FileName) {
        let words = words(name, &mention.range);
        if mention.doubtful {
            diagnostics.push(doubt(place.clone(), &words));
        } else {
            diagnostics.push(
                Diagnostic::error(
                    place.clone(),
                    format!("В имени файла или папки стоит имя человека, которого на сайте не называют: «{words}»"),
                )
                .reason(NO_WAY_BACK)
                .hint(if mention.named {
                    "Переименуйте: из этого имени получается адрес на сайте."
                } else {
                    "Переименуйте: из этого имени получается адрес на сайте. Если это другой человек, добавьте его инициалы."
                }),
            );
        }
    }
}

/// A name that is left in a field that lists people.
fn not_replaced(mention: &Mention, place: Place, words: &str) -> Diagnostic {
    if mention.doubtful {
        return doubt(place, words);
    }
    let hint = if words.is_ascii() {
        "Напишите здесь адрес без имени, например общий адрес школы."
    } else {
        "Напишите имя в именительном падеже с инициалами или сразу должность. Если имя пишут по-разному, добавьте это написание в people.yaml под «варианты»."
    };
    Diagnostic::error(place, format!("Имя не удалось заменить должностью: «{words}»"))
        .reason(NO_WAY_BACK)
        .hint(hint)
}

/// Why a name that is left keeps the site from being built.
const NO_WAY_BACK: &str =
    "Человек попросил не называть его, а то, что однажды опубликовано, назад не вернуть.";

/// A name that is left in running text.
fn left(roll: &Roll, mention: &Mention, place: Place, words: &str) -> Diagnostic {
    if mention.doubtful {
        return doubt(place, words);
    }
    let position = roll.position(mention.person);
    let remedy = format!(
        "Напишите вместо имени должность, например «{position}», или уберите у этого человека в people.yaml строку «на сайте: должность»."
    );
    let hint = if mention.named {
        remedy
    } else {
        format!("{remedy} Если это другой человек, поставьте рядом с фамилией его инициалы.")
    };
    Diagnostic::error(place, format!("Здесь стоит имя человека, которого на сайте не называют: «{words}»"))
        .reason(NO_WAY_BACK)
        .hint(hint)
}

fn doubt(place: Place, words: &str) -> Diagnostic {
    Diagnostic::warning(
        Lint::BareSurname,
        place,
        format!("«{words}»: не тот ли это человек, которого на сайте не называют?"),
    )
    .hint("Если тот, напишите вместо имени должность; если другой, поставьте рядом с фамилией его инициалы.")
}

fn words(text: &str, range: &Range<usize>) -> String {
    text.get(range.clone()).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}
