//! Documents as published: their links closed, their files counted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::activities::Activities;
use super::document_memory::Linked;
use super::mention::{self, Mention};
use super::schedule;
use super::shelf::Entry;
use super::target::{Found, Lost, Targets};
use super::value;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::article::{Article, Attachment, FormerAddress, Photo};
use crate::model::body::{Asset, Body, Fragment, Target};
use crate::model::meeting::{AgendaItem, Attendance, Decision, Meeting, Speech, Vote};
use crate::model::{Document, Subject};
use crate::parse::calendar::Calendar;
use crate::parse::markdown::{LinkRole, RawBody, RawFragment, RawLink};
use crate::parse::meeting::{RawAgendaItem, RawAttendance, RawDecision, RawMeeting};
use crate::parse::record::Text;
use crate::period::{self, SchoolYear};
use crate::picture::{Size, Unfit};
use crate::russian::answer::is_not_done;
use crate::russian::transliteration::file_name;
use crate::source;

/// Closes the links of documents and collects the files they lead to.
pub(super) struct Linker<'t> {
    pub(super) targets: &'t Targets<'t>,
    assets: Vec<Used>,
    known: BTreeMap<String, usize>,
    mentions: Vec<Mention>,
    /// The photographs that must not be published.
    withheld: BTreeSet<String>,
    /// How often a file was named.
    named: usize,
    diagnostics: Diagnostics,
}

/// What documents refer to, once all of them are linked.
pub(super) struct Linking {
    /// The files that were named.
    pub(super) assets: Vec<Used>,
    /// The pages of other sites, one for each time they are mentioned.
    pub(super) mentions: Vec<Mention>,
    /// The photographs that are named and must not be published.
    pub(super) withheld: BTreeSet<String>,
    /// What was found wrong.
    pub(super) diagnostics: Diagnostics,
}

/// A file that a page names.
pub(super) struct Used {
    /// Its path below the content folder.
    pub(super) path: String,
    /// The file.
    pub(super) asset: Asset,
    /// Where it is named first.
    pub(super) place: Place,
    /// Whether it is a picture that cannot be published, which has been reported.
    unfit: bool,
}

/// What a page does with a file that it names.
#[derive(Clone, Copy)]
struct Use {
    /// Visitors are to get the file itself.
    asked_for: bool,
    /// How large the page shows it, if it is a picture.
    shown: Option<Size>,
}

impl Use {
    const LED_TO: Self = Self { asked_for: true, shown: None };
    const SHOWN: Self = Self { asked_for: false, shown: Some(Size::Full) };
    const TAKEN_AWAY: Self = Self { asked_for: true, shown: Some(Size::Small) };
}

impl<'t> Linker<'t> {
    pub(super) fn new(targets: &'t Targets<'t>) -> Self {
        Self {
            targets,
            assets: Vec::new(),
            known: BTreeMap::new(),
            mentions: Vec::new(),
            withheld: BTreeSet::new(),
            named: 0,
            diagnostics: Diagnostics::default(),
        }
    }

    pub(super) fn finish(self) -> Linking {
        let Self { assets, mentions, withheld, mut diagnostics, .. } = self;
        let shown = assets.iter().filter(|used| withheld.contains(&used.path));
        diagnostics.extend(shown.map(|used| {
            Diagnostic::error(used.place.clone(), "Этот снимок помечен «согласие: нет», а здесь он показан")
                .reason("То, что однажды опубликовано, назад не вернуть.")
                .hint("Уберите его отсюда или, если согласие получено, сотрите строку «согласие: нет».")
        }));
        Linking { assets, mentions, withheld, diagnostics }
    }

    /// Adds to what was found wrong.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Takes note of the pages of other sites that fields name among other words.
    pub(super) fn mention_all<'f>(&mut self, fields: impl IntoIterator<Item = &'f Text>) {
        self.mentions.extend(fields.into_iter().flat_map(mention::in_text));
    }

    /// How much was noted besides what documents become.
    fn traces(&self) -> [usize; 3] {
        [self.named, self.mentions.len(), self.diagnostics.count()]
    }

    /// News or pages, which carry out what they name of `activities`.
    pub(super) fn articles(&mut self, entries: &[Entry<()>], activities: &Activities) -> Vec<Article> {
        entries.iter().map(|entry| self.article(entry, activities)).collect()
    }

    /// The meetings; one without a date has been reported and is left out.
    pub(super) fn meetings(
        &mut self,
        entries: &[Entry<RawMeeting>],
        activities: &Activities,
        calendar: Option<&Calendar>,
        known: &mut Linked<RawMeeting, Meeting>,
    ) -> Vec<Arc<Meeting>> {
        self.remembered(entries, known, |linker, entry| linker.meeting(entry, activities, calendar))
    }

    /// What `link` makes of `entries`, or has made of them before.
    pub(super) fn remembered<K, T>(
        &mut self,
        entries: &[Entry<K>],
        known: &mut Linked<K, T>,
        link: impl Fn(&mut Self, &Entry<K>) -> Option<T>,
    ) -> Vec<Arc<T>> {
        let recall = |entry: &Entry<K>| {
            known.recall(entry, || {
                let before = self.traces();
                let made = link(self, entry)?;
                Some((made, self.traces() == before))
            })
        };
        entries.iter().filter_map(recall).collect()
    }

    fn meeting(
        &mut self,
        entry: &Entry<RawMeeting>,
        activities: &Activities,
        calendar: Option<&Calendar>,
    ) -> Option<Meeting> {
        let source = &entry.document.source;
        let told = entry.document.value.body.tells_what_happened();
        let article = self.article(entry, activities);
        let date = article.date?;
        let term = |text: &str| {
            let year = SchoolYear::of(date);
            period::read(text, year, &schedule::terms(calendar, year))
        };
        let own = &*entry.own;
        Some(Meeting {
            date,
            link: own.link.as_ref().and_then(|link| self.elsewhere(source, link)),
            agenda: own.agenda.iter().map(|item| self.agenda_item(source, item, &term)).collect(),
            decisions: decisions(&own.decisions, &term),
            number: value(own.number.as_ref()),
            time: value(own.time.as_ref()),
            place: value(own.place_of_meeting.as_ref()),
            mode: value(own.mode.as_ref()),
            form: value(own.form.as_ref()),
            theme: value(own.theme.as_ref()).filter(|theme| *theme != article.title),
            chair: value(own.chair.as_ref()),
            secretary: value(own.secretary.as_ref()),
            attendance: own.attendance.as_ref().map(attendance).unwrap_or_default(),
            told,
            article,
        })
    }

    pub(super) fn article<K>(&mut self, entry: &Entry<K>, activities: &Activities) -> Article {
        let Entry { document, slug, title, date, .. } = entry;
        let source = &document.source;
        let raw = &document.value.article;
        let files = raw.files.iter().filter_map(|file| {
            let asset = self.file(source, &file.file, Use::TAKEN_AWAY)?;
            Some(Attachment { asset, title: value(file.title.as_ref()) })
        });
        let files = files.collect();
        let photos = raw.photos.iter().filter_map(|photo| {
            if photo.consent == Some(false) {
                self.withhold(source, &photo.file);
                return None;
            }
            let original = photo.original;
            let asset = self.photo(source, &photo.file, Use { asked_for: original, ..Use::SHOWN })?;
            let (caption, description) = (value(photo.caption.as_ref()), value(photo.description.as_ref()));
            Some(Photo { asset, original, caption, description })
        });
        let photos = photos.collect();
        Article {
            source: Arc::clone(&document.path),
            slug: slug.clone(),
            title: title.clone(),
            short_title: value(raw.short_title.as_ref()),
            description: value(raw.description.as_ref()),
            date: *date,
            directions: values(&raw.directions),
            topics: values(&raw.topics),
            who: values(&raw.who),
            activities: activities.named(&raw.activities, *date, &mut self.diagnostics),
            files,
            photos,
            former_addresses: self.former_addresses(&raw.former_addresses),
            draft: raw.draft,
            set: Arc::clone(&document.value.set),
            body: self.body(source, &document.value.body),
        }
    }

    pub(super) fn body(&mut self, source: &str, raw: &RawBody) -> Body {
        let fragments = raw.fragments.iter().map(|fragment| match fragment {
            RawFragment::Html(html) => Fragment::Html(Arc::clone(html)),
            RawFragment::Link(link) => Fragment::Link(self.target(source, link)),
            RawFragment::Picture(link, attributes) => {
                Fragment::Picture(self.target(source, link), Arc::clone(attributes))
            }
        });
        Body {
            fragments: fragments.collect(),
            headings: Arc::clone(&raw.headings),
            summary: raw.summary.clone(),
        }
    }

    fn target(&mut self, source: &str, RawLink { address, place, role }: &RawLink) -> Target {
        if *role == LinkRole::Own {
            return Target::Here(address.trim_start_matches('#').to_owned());
        }
        let found = self.targets.find(source, address);
        if *role == LinkRole::Picture
            && let Some(mistake) = found.as_ref().ok().and_then(|found| no_picture(found, place))
        {
            self.diagnostics.push(mistake);
            return Target::Nowhere;
        }
        match found {
            Ok(Found::Page(_, Some(id))) if address.starts_with('#') => Target::Here(id),
            Ok(Found::Page(subject, id)) => Target::Page(subject, id),
            Ok(Found::Asset(path, asset)) => {
                let used = if *role == LinkRole::Picture { Use::SHOWN } else { Use::LED_TO };
                Target::Asset(self.asset(path, asset, place, used))
            }
            Ok(Found::Elsewhere(address)) => {
                self.mentions.extend(mention::of_link(&address, place.clone()));
                Target::Elsewhere(address)
            }
            Ok(Found::Unread) => Target::Nowhere,
            Err(lost) => self.lost(place.clone(), lost),
        }
    }

    fn lost(&mut self, place: Place, lost: Lost) -> Target {
        self.diagnostics.push(
            Diagnostic::error(place, lost.message)
                .reason("По такой ссылке посетитель никуда не попадёт.")
                .hint(lost.hint),
        );
        Target::Nowhere
    }

    /// The file that a field names.
    fn file(&mut self, source: &str, field: &Text, used: Use) -> Option<usize> {
        let lost = match self.targets.file(source, &field.value) {
            Ok(Found::Asset(path, asset)) => return Some(self.asset(path, asset, &field.place, used)),
            Ok(Found::Unread) => return None,
            Ok(_) => Lost {
                message: "Здесь нужен файл, который лежит рядом со страницей".to_owned(),
                hint: "Положите файл в папку страницы и напишите его имя; ссылку поставьте в текст."
                    .to_owned(),
            },
            Err(lost) => lost,
        };
        self.diagnostics.push(Diagnostic::error(field.place.clone(), lost.message).hint(lost.hint));
        None
    }

    /// Keeps the picture that a field names from being published.
    fn withhold(&mut self, source: &str, field: &Text) {
        self.named += 1;
        match self.targets.file(source, &field.value) {
            Ok(Found::Asset(path, _)) => drop(self.withheld.insert(path.to_owned())),
            Ok(_) => {}
            Err(lost) => {
                self.diagnostics.push(Diagnostic::error(field.place.clone(), lost.message).hint(lost.hint));
            }
        }
    }

    /// The address of another site that a field is.
    pub(super) fn elsewhere(&mut self, source: &str, field: &Text) -> Option<String> {
        match self.targets.find(source, &field.value) {
            Ok(Found::Elsewhere(address)) => {
                self.mentions.extend(mention::of_link(&address, field.place.clone()));
                return Some(address);
            }
            Ok(Found::Unread) => {}
            Ok(_) | Err(_) => self.diagnostics.push(
                Diagnostic::error(field.place.clone(), "Здесь нужен адрес другого сайта")
                    .hint("Скопируйте его из браузера целиком, например https://sferum.example/vstrecha."),
            ),
        }
        None
    }

    fn agenda_item(&mut self, source: &str, raw: &RawAgendaItem, term: &ReadTerm) -> AgendaItem {
        let speeches = raw.speeches.iter();
        let speeches =
            speeches.map(|raw| Speech { who: raw.who.value.clone(), about: value(raw.about.as_ref()) });
        let vote = raw.vote.as_ref().map(|raw| Vote {
            outcome: value(raw.outcome.as_ref()),
            ayes: value(raw.ayes.as_ref()),
            noes: value(raw.noes.as_ref()),
            abstained: value(raw.abstained.as_ref()),
        });
        AgendaItem {
            question: raw.question.value.clone(),
            speaker: value(raw.speaker.as_ref()),
            heard: value(raw.heard.as_ref()),
            speeches: speeches.collect(),
            decisions: decisions(&raw.decisions, term),
            vote,
            materials: raw.materials.iter().filter_map(|field| self.document(source, field)).collect(),
        }
    }

    /// The document that a field names by its file.
    fn document(&mut self, source: &str, field: &Text) -> Option<Document> {
        let lost = match self.targets.find(source, &field.value) {
            Ok(Found::Page(Subject::Document(document), _)) => return Some(document),
            Ok(Found::Unread) => return None,
            Ok(_) => Lost {
                message: "Здесь нужен материал, а это что-то другое".to_owned(),
                hint: "Напишите путь к файлу материала от этой папки, например ../materials/urok.md."
                    .to_owned(),
            },
            Err(lost) => lost,
        };
        self.diagnostics.push(Diagnostic::error(field.place.clone(), lost.message).hint(lost.hint));
        None
    }

    /// The picture that a field names.
    fn photo(&mut self, source: &str, field: &Text, used: Use) -> Option<usize> {
        let index = self.file(source, field, used)?;
        let Used { asset: Asset { name, picture, .. }, unfit, .. } = &self.assets[index];
        if picture.is_some() || is_drawing(name) {
            return Some(index);
        }
        if *unfit {
            return None;
        }
        let mistake = unshown(name, field.place.clone());
        self.diagnostics.push(mistake);
        None
    }

    /// The index of a file among those that are used, with one more use of it.
    fn asset(&mut self, path: &str, asset: &source::Asset, place: &Place, used: Use) -> usize {
        self.named += 1;
        let index = match self.known.get(path) {
            Some(index) => *index,
            None => self.first_used(path, asset, place),
        };
        let asset = &mut self.assets[index].asset;
        asset.is_asked_for |= used.asked_for;
        asset.shown = asset.shown.max(used.shown);
        index
    }

    fn first_used(&mut self, path: &str, asset: &source::Asset, place: &Place) -> usize {
        let (home, folders) = self.targets.home(path);
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let unfit = asset.picture.and_then(Result::err);
        self.diagnostics.extend(unfit.map(|unfit: Unfit| unfit.refusal(&name, place.clone())));
        let asset = Asset {
            source: Arc::clone(&asset.shown),
            named: (Arc::clone(&place.path), place.span),
            path: asset.path.clone(),
            home,
            folders,
            name,
            length: asset.length,
            beginning: asset.beginning.clone(),
            picture: asset.picture.and_then(Result::ok),
            is_asked_for: false,
            shown: None,
        };
        let unfit = unfit.is_some();
        self.assets.push(Used { path: path.to_owned(), asset, place: place.clone(), unfit });
        self.known.insert(path.to_owned(), self.assets.len() - 1);
        self.assets.len() - 1
    }

    /// Former addresses as paths below the site's root, clean enough to become files.
    fn former_addresses(&mut self, given: &[Text]) -> Vec<FormerAddress> {
        let mut addresses = Vec::new();
        for Text { value, place } in given {
            let path = value.trim_matches('/');
            if is_portable(path) {
                addresses.push(FormerAddress { path: path.to_owned(), span: place.span });
            } else {
                self.diagnostics.push(
                    Diagnostic::error(place.clone(), "Прежний адрес записан непонятно")
                        .hint("Напишите часть адреса после имени сайта: /meetings/staroe-imya/"),
                );
            }
        }
        addresses
    }
}

fn attendance(raw: &RawAttendance) -> Attendance {
    Attendance {
        total: value(raw.total.as_ref()),
        present: values(&raw.present),
        guests: values(&raw.guests),
        absent: value(raw.absent.as_ref()),
    }
}

/// Reads the term of a decision in the school year of its meeting.
type ReadTerm<'t> = dyn Fn(&str) -> period::Reading + 't;

fn decisions(raw: &[RawDecision], term: &ReadTerm) -> Vec<Decision> {
    let decision = |raw: &RawDecision| Decision {
        text: raw.text.value.clone(),
        responsible: value(raw.responsible.as_ref()),
        term: raw.term.as_ref().map(|words| term(&words.value)),
        done: value(raw.done.as_ref()).filter(|done| !is_not_done(done)),
    };
    raw.iter().map(decision).collect()
}

/// Whether a file is a drawing made of lines, which browsers show although it has no pixels.
fn is_drawing(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("svg"))
}

/// What is wrong with a picture of a text that leads to `found`.
fn no_picture(found: &Found, place: &Place) -> Option<Diagnostic> {
    match found {
        Found::Unread => None,
        Found::Asset(path, asset) if asset.picture.is_some() || is_drawing(path) => None,
        Found::Asset(path, _) => Some(unshown(path.rsplit('/').next().unwrap_or(path), place.clone())),
        Found::Page(..) => Some(
            Diagnostic::error(place.clone(), "Здесь нужна картинка, а адрес ведёт на страницу")
                .hint("Чтобы поставить ссылку, уберите восклицательный знак: [слова](адрес)."),
        ),
        Found::Elsewhere(_) => Some(
            Diagnostic::error(place.clone(), "Картинка лежит на другом сайте")
                .reason(
                    "Страницы ничего не загружают с других сайтов: тот сайт видел бы каждого посетителя \
                     и мог бы подменить или убрать картинку.",
                )
                .hint(
                    "Сохраните картинку рядом с этой страницей и напишите имя файла: \
                     ![что на картинке](kartinka.jpg).",
                ),
        ),
    }
}

fn unshown(name: &str, place: Place) -> Diagnostic {
    Diagnostic::error(place, format!("Файл «{name}» не картинка, которую показывает браузер"))
        .hint("Сохраните снимок как JPG или PNG; документ назовите под «файлы» или поставьте на него ссылку.")
}

/// Whether every file system and every web server takes the path for the folder of a page, or for an HTML file.
fn is_portable(path: &str) -> bool {
    let (folders, last) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = last.strip_suffix(".html").unwrap_or(last);
    let clean = |part: &str| {
        let letters =
            part.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
        letters && !part.is_empty() && file_name(part).len() == part.len()
    };
    clean(stem) && (folders.is_empty() || folders.split('/').all(clean))
}

pub(super) fn values(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}
