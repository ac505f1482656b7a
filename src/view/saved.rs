//! What can be taken away of a case, and what a saved copy of one says of itself on every page.

use serde::Serialize;

use super::date::DateView;
use super::frame::LinkView;
use super::{Page, article, route};
use crate::model::takeaway::{Saved, Selection, TakeAway};
use crate::model::{Owner, Site, Subject};
use crate::russian::collation;
use crate::russian::plural::plural;
use crate::russian::typography::typeset;

/// Materials of a case in one archive.
#[derive(Serialize)]
pub struct TakeAwayView {
    /// «Скачать весь кейс»
    pub title: String,
    /// «ZIP, 42 файла, около 12 МБ»
    pub note: String,
    /// Where the archive stands.
    pub href: String,
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
pub fn take_aways(site: &Site, owner: Owner) -> Vec<TakeAway> {
    let mut all = site.take_aways(owner);
    all.sort_by_cached_key(|take_away| match &take_away.selection {
        Selection::All => (0, 0, None),
        Selection::SchoolYear(year) => (1, -year.year(), None),
        Selection::Topic { name, .. } => (2, 0, Some(collation::key(name))),
    });
    all
}

/// The archives of `owner` that are `wanted`, for `page`.
pub(super) fn links(
    site: &Site,
    page: &Page,
    owner: Owner,
    wanted: impl Fn(&Selection) -> bool,
) -> Vec<TakeAwayView> {
    let offered = take_aways(site, owner).into_iter().filter(|take_away| wanted(&take_away.selection));
    let view = |take_away: TakeAway| TakeAwayView {
        title: typeset(&match &take_away.selection {
            Selection::All => "Скачать весь кейс".to_owned(),
            Selection::Topic { name, .. } => format!("Скачать материалы по теме «{name}»"),
            Selection::SchoolYear(year) => format!("Скачать материалы {year} учебного года"),
        }),
        note: note(site, &take_away),
        href: route::relative(&route::path(site, page), &route::take_away_path(site, &take_away)),
    };
    offered.map(view).collect()
}

/// What an archive holds: the authors' files and their sizes, as they will be on a stick.
fn note(site: &Site, take_away: &TakeAway) -> String {
    let assets = take_away.assets(site);
    let (count, length) =
        assets.iter().fold((0, 0), |(count, sum), asset| (count + 1, sum + site.assets[*asset].length));
    if count == 0 {
        let count = take_away.materials(site).count();
        let word = plural(count as u64, "материал", "материала", "материалов");
        return typeset(&format!("ZIP, {count}\u{a0}{word}"));
    }
    let word = plural(count, "файл", "файла", "файлов");
    // Nobody is helped by bytes.
    typeset(&format!("ZIP, {count}\u{a0}{word}, около {}", article::size(length.max(1024))))
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
