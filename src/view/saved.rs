//! What can be taken away of a case, and what a saved copy of one says of itself on every page.

use serde::Serialize;

use super::date::DateView;
use super::frame::{self, LinkView};
use super::{Page, article, case, route};
use crate::model::takeaway::{Held, Saved, Selection, TakeAway};
use crate::model::{Owner, Site, Subject};
use crate::russian::collation;
use crate::russian::plural::plural;
use crate::russian::typography::typeset;

/// Materials of a case in one archive.
#[derive(Serialize)]
pub struct TakeAwayView {
    /// «Скачать материалы 2024/2025 учебного года»
    pub title: String,
    /// «2024/2025», where it stands among others of its kind
    pub name: String,
    /// «ZIP, 42 файла, около 12 МБ»
    pub note: String,
    /// Where the archive stands.
    pub href: String,
}

/// All that can be taken away of a case.
#[derive(Serialize)]
pub struct TakeAwaysView {
    /// The whole of it.
    pub whole: Option<TakeAwayView>,
    /// Its parts.
    pub parts: Vec<PartsView>,
}

/// Parts of one kind.
#[derive(Serialize)]
pub struct PartsView {
    /// «По темам»
    pub label: &'static str,
    /// The parts.
    pub archives: Vec<TakeAwayView>,
}

/// What a page says of the saved copy it belongs to.
#[derive(Clone, Debug, Serialize)]
pub struct SavedView {
    /// «Все материалы, последний от 24 сентября 2026 г.», a whole sentence
    pub extent: String,
    /// The page on the site that the copy was taken from, where its address is known.
    pub original: Option<LinkView>,
    /// Whether this is the page with which one begins, and which says how to go about it.
    pub first: bool,
}

/// Whether the site has `page`: a saved copy begins with its case and has nothing around it.
pub(super) fn stands(site: &Site, page: &Page) -> bool {
    let around = matches!(
        page,
        Page::NotFound | Page::Of(Subject::Home(_)) | Page::Archive(_) | Page::ArchiveYear(..)
    );
    site.saved.is_none() || !around
}

/// Every archive of `owner`.
pub fn take_aways(site: &Site, owner: Owner) -> impl Iterator<Item = TakeAway> {
    site.take_aways(owner).into_iter().map(|(take_away, _)| take_away)
}

/// All that can be taken away of the case of `owner`, for its page.
pub(super) fn all(site: &Site, page: &Page, owner: Owner) -> TakeAwaysView {
    let mut whole = None;
    let (mut years, mut topics) = (Vec::new(), Vec::new());
    for (take_away, held) in site.take_aways(owner) {
        let view = link(site, page, &take_away, &held);
        match take_away.selection {
            Selection::All => whole = Some(view),
            Selection::SchoolYear(_) => years.push(view),
            Selection::Topic { .. } => topics.push(view),
        }
    }
    years.reverse();
    topics.sort_by_cached_key(|view| (collation::key(&view.name), view.href.clone()));
    let parts =
        [PartsView { label: "По годам", archives: years }, PartsView { label: "По темам", archives: topics }];
    TakeAwaysView { whole, parts: parts.into_iter().filter(|parts| !parts.archives.is_empty()).collect() }
}

/// The archive of a part of the case of `owner`, for `page`; nothing where the site does not offer it.
pub(super) fn part(
    site: &Site,
    page: &Page,
    owner: Owner,
    wanted: impl Fn(&Selection) -> bool,
) -> Option<TakeAwayView> {
    let offered = site.take_aways(owner).into_iter();
    let mut offered = offered.filter(|(take_away, _)| wanted(&take_away.selection));
    offered.next().map(|(take_away, held)| link(site, page, &take_away, &held))
}

fn link(site: &Site, page: &Page, take_away: &TakeAway, held: &Held) -> TakeAwayView {
    let (title, name) = match &take_away.selection {
        Selection::All => ("Скачать весь кейс".to_owned(), "Весь кейс".to_owned()),
        Selection::Topic { name, .. } => {
            (format!("Скачать материалы по теме «{name}»"), frame::sentence(name))
        }
        Selection::SchoolYear(year) => (format!("Скачать материалы {year} учебного года"), year.to_string()),
    };
    TakeAwayView {
        title: typeset(&title),
        name,
        note: note(site, held),
        href: route::relative(&route::path(site, page), &route::take_away_path(site, take_away)),
    }
}

/// How much the pages, styles and scripts of an archive weigh in it, and how much each material with its pages: as measured.
const PAGES: u64 = 48 << 10;
const PAGES_OF_MATERIAL: u64 = 22 << 10;

/// What an archive holds: how many of the authors' files, and about how large it is.
fn note(site: &Site, Held { materials, assets }: &Held) -> String {
    if assets.is_empty() {
        return typeset(&format!("ZIP, {}", case::how_many(*materials)));
    }
    let count = assets.len();
    let length: u64 = assets.iter().map(|asset| site.assets[*asset].length).sum();
    let length = length + PAGES + PAGES_OF_MATERIAL * *materials as u64;
    let word = plural(count as u64, "файл", "файла", "файлов");
    typeset(&format!("ZIP, {count}\u{a0}{word}, около {}", article::size(length)))
}

/// What `page` says of the copy that the site is; nothing where it is none.
pub(super) fn view(site: &Site, page: &Page) -> Option<SavedView> {
    let saved = site.saved.as_ref()?;
    let root = site.owners().next().unwrap_or(Owner::Portal);
    let original = route::absolute(site, page);
    Some(SavedView {
        extent: extent(saved),
        original: original
            .map(|href| LinkView { title: typeset("Эта страница на сайте"), href }),
        first: *page == Page::Case(root),
    })
}

/// What was taken, in a sentence.
pub fn extent(saved: &Saved) -> String {
    let what = match &saved.selection {
        Selection::All => "Все материалы".to_owned(),
        Selection::Topic { name, .. } => format!("Материалы по теме «{name}»"),
        Selection::SchoolYear(year) => format!("Материалы {year} учебного года"),
    };
    let latest = saved.latest.map(|day| format!(", последний от {}", DateView::new(day).text));
    let sentence = format!("{what}{}", latest.unwrap_or_default());
    typeset(&format!("{}.", sentence.trim_end_matches('.')))
}
