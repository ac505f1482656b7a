//! What the site shall be: every path with the recipe for its bytes. Nothing is rendered before it is written.

mod documents;
mod pictures;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Place};
use crate::export::{
    case_data,
    contents::contents,
    robots::robots,
    search::{self, SearchFile, SearchScripts},
    sitemap::sitemap,
};
use crate::model::article::FormerAddress;
use crate::model::body::Asset;
use crate::model::takeaway::TakeAway;
use crate::model::{Owner, Site};
use crate::picture::Variant;
use crate::render::Theme;
use crate::store::Store;
use crate::takeaway::take;
use crate::view::{self, DataFile, Kind, Offer, Page, View, route};
use crate::write::{Deliverable, Made};
use documents::Documents;
use pictures::Pictures;

/// Every file of the site by its path below the root.
pub struct Output {
    site: Arc<Site>,
    theme: Arc<Theme>,
    recipes: BTreeMap<String, Recipe>,
    pictures: Pictures,
    documents: Documents,
    /// Made when the first of its files is asked for: a preview shows many sites whose search nobody tries.
    search: OnceLock<SearchScripts>,
}

/// How a file is made.
enum Recipe {
    Page(Page),
    /// The site map, which takes all pages to make and is seldom asked for while a site is written.
    SiteMap,
    Text(String),
    /// The materials of an owner as data.
    CaseData(Owner),
    /// A file for other programs.
    Data(DataFile),
    /// The document of a kind that belongs to a page.
    Document(Page, Kind),
    /// A file of the theme, by its name there.
    Theme(String),
    /// A file of the author's as it is.
    Asset(usize),
    /// A picture of the author's, without what nobody needs to see it.
    Cleaned(usize),
    /// A file made of it.
    Variant(usize, Variant),
    /// The picture beside links to the pages of an owner.
    Card(Owner),
    /// An archive of a smaller site.
    TakeAway(TakeAway),
    /// A piece of the search index.
    Search(SearchFile),
}

impl Output {
    /// All files of `site`, its documents for Word only; two that claim one path are a mistake.
    pub fn new(site: &Arc<Site>, theme: &Arc<Theme>) -> Checked<Self> {
        Self::with_documents(site, theme, &[Kind::Word])
    }

    /// All files of `site` that this program can make: PDF takes a typesetter, which is not in every program.
    pub fn complete(site: &Arc<Site>, theme: &Arc<Theme>) -> Checked<Self> {
        let kinds: &[Kind] = if cfg!(feature = "pdf") { &[Kind::Word, Kind::Pdf] } else { &[Kind::Word] };
        Self::with_documents(site, theme, kinds)
    }

    fn with_documents(site: &Arc<Site>, theme: &Arc<Theme>, kinds: &[Kind]) -> Checked<Self> {
        let mut diagnostics = Diagnostics::default();
        let pages = view::pages(site);
        let cases = pages.iter().filter_map(|page| match page {
            Page::Case(owner) => Some((route::case_data_path(site, *owner), Recipe::CaseData(*owner))),
            _ => None,
        });
        let cases: Vec<(String, Recipe)> = cases.collect();
        let documents = kinds
            .iter()
            .flat_map(|kind| view::documents(site, &pages, *kind).into_iter().map(|page| (page, *kind)));
        let documents: Vec<(Page, Kind)> = documents.collect();
        let files_of_documents = documents.iter().filter_map(|(page, kind)| {
            Some((route::document_path(site, page, *kind)?, Recipe::Document(page.clone(), *kind)))
        });
        let files_of_documents: Vec<(String, Recipe)> = files_of_documents.collect();
        let archives = site.owners().flat_map(|owner| view::take_aways(site, owner));
        let archives = archives.map(|what| (route::take_away_path(site, &what), Recipe::TakeAway(what)));
        let cards = site.owners().filter(|_| view::has_cards(site));
        let cards = cards.map(|owner| (route::card_path(site, owner), Recipe::Card(owner)));
        let names = theme.files().keys();
        let files = names.map(|name| (route::theme_path(name), Recipe::Theme(name.clone())));
        let assets = site.assets.iter().enumerate();
        let assets = assets.flat_map(|(index, asset)| files_of(site, index, asset));
        let pages = pages.into_par_iter().map(|page| (route::path(site, &page), Recipe::Page(page)));
        let mut recipes: Vec<(String, Recipe)> = pages.collect();
        let search = search::files(site).into_iter().map(|(path, file)| (path, Recipe::Search(file)));
        let data = view::data_file::all(site).into_iter();
        let data = data.map(|file| (route::data_file_path(site, &file), Recipe::Data(file)));
        let beside = service_files(site).into_iter().chain(data).chain(cases);
        recipes.extend(beside.chain(archives).chain(cards).chain(search).chain(files).chain(assets));
        recipes.extend(files_of_documents);
        recipes.par_sort_by(|(one, _), (other, _)| one.cmp(other));
        for claims in recipes.chunk_by(|(one, _), (other, _)| one == other).filter(|claims| claims.len() > 1)
        {
            diagnostics.extend(collisions(site, claims));
        }
        recipes.dedup_by(|(next, _), (path, _)| next == path);
        let pictures = Pictures::new(&Arc::default(), site.assets.len());
        let (site, theme) = (Arc::clone(site), Arc::clone(theme));
        let (recipes, search) = (recipes.into_iter().collect(), OnceLock::new());
        let documents = Documents::of(documents.into_iter());
        Checked { value: Self { site, theme, recipes, pictures, documents, search }, diagnostics }
    }

    /// The same with what takes long to make, pictures and PDF, kept below `folder` from one build to the next.
    #[must_use]
    pub fn kept_in(self, folder: &Path) -> Self {
        let store = |name| Arc::new(Store::new(folder.join(name)));
        let pictures = Pictures::new(&store("pictures"), self.site.assets.len());
        let documents = self.documents.kept_in(store("documents"));
        Self { pictures, documents, ..self }
    }

    /// Forgets what this site no longer asks for, once there is much of it: after all of it was made.
    pub fn prune(&self) {
        self.pictures.store().prune();
        self.documents.store().prune();
    }

    /// The same whose pages do not say how large a PDF is: nobody who looks at a page while writing waits for one. It is
    /// made when it is asked for.
    #[must_use]
    pub fn without_lengths_of_pdf(self) -> Self {
        Self { documents: self.documents.without_lengths_of(Kind::Pdf), ..self }
    }

    /// Whether there are pages that would have a PDF, and have none.
    pub fn lacks_pdf(&self) -> bool {
        let pages: Vec<Page> = self.pages().cloned().collect();
        let documents = view::documents(&self.site, &pages, Kind::Pdf);
        documents.iter().any(|page| !self.documents.has(page, Kind::Pdf))
    }

    /// The file of the author's that lies or is made into the file at `path`.
    pub fn attachment(&self, path: &str) -> Option<&Path> {
        match self.recipes.get(path)? {
            Recipe::Asset(index) | Recipe::Cleaned(index) | Recipe::Variant(index, _) => {
                Some(&self.site.assets[*index].path)
            }
            _ => None,
        }
    }

    /// The site that is put out.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The theme that shows it.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Whether there is a file at `path`.
    pub fn contains(&self, path: &str) -> bool {
        self.recipes.contains_key(path)
    }

    /// The page at `path`; nothing where another file or none stands there.
    pub fn page(&self, path: &str) -> Option<&Page> {
        match self.recipes.get(path)? {
            Recipe::Page(page) => Some(page),
            _ => None,
        }
    }

    /// What `page` says.
    pub fn view(&self, page: &Page) -> View<'_> {
        view::view(&self.site, page, &|page, kind| self.documents.offer(&self.site, page, kind))
    }

    /// The same without a document made for it: no template has mistakes in one size only.
    pub fn view_without_lengths(&self, page: &Page) -> View<'_> {
        let offer = |page: &Page, kind| {
            if self.documents.has(page, kind) { Offer::Made } else { Offer::Nothing }
        };
        view::view(&self.site, page, &offer)
    }

    /// Every page.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.recipes.values().filter_map(|recipe| match recipe {
            Recipe::Page(page) => Some(page),
            _ => None,
        })
    }

    /// How many pages there are among the files.
    pub fn page_count(&self) -> usize {
        self.pages().count()
    }
}

/// The files that come of an asset.
fn files_of(site: &Site, index: usize, asset: &Asset) -> Vec<(String, Recipe)> {
    let own = if asset.picture.is_some() { Recipe::Cleaned(index) } else { Recipe::Asset(index) };
    let own = asset.is_published().then(|| (route::asset_path(site, asset), own));
    let variants = asset.variants().into_iter();
    let variants =
        variants.map(|variant| (route::variant_path(site, asset, &variant), Recipe::Variant(index, variant)));
    own.into_iter().chain(variants).collect()
}

/// What stands beside the pages for others than visitors: on a server for search engines, in a saved copy for whoever
/// looks into its folder.
fn service_files(site: &Site) -> Vec<(String, Recipe)> {
    let text = |name: &str, text| (name.to_owned(), Recipe::Text(text));
    if site.saved.is_some() {
        return vec![text("contents.txt", contents(site))];
    }
    let map = site.address.as_ref().map(|_| ("sitemap.xml".to_owned(), Recipe::SiteMap));
    map.into_iter().chain([text("robots.txt", robots(site))]).collect()
}

/// What is wrong where several files of the site claim one path. Whoever claims it as a former address has to give way.
fn collisions(site: &Site, claims: &[(String, Recipe)]) -> Vec<Diagnostic> {
    let Some((path, _)) = claims.first() else { return Vec::new() };
    let recipes = claims.iter().map(|(_, recipe)| recipe);
    let (former, present): (Vec<&Recipe>, Vec<&Recipe>) =
        recipes.partition(|recipe| matches!(recipe, Recipe::Page(Page::Former(..))));
    let former: Vec<Former> = former.into_iter().filter_map(|recipe| Former::of(site, recipe)).collect();
    let mut found: Vec<Diagnostic> = match present.first() {
        Some(taken) => former.iter().map(|former| former.refused(site, taken)).collect(),
        None => former.split_last().map(|(last, others)| last.repeated(others)).into_iter().collect(),
    };
    if present.len() > 1 {
        let names: Vec<String> = present.iter().map(|recipe| describe(site, recipe)).collect();
        let place = present.iter().rev().find_map(|recipe| source(site, recipe)).map(Place::file);
        found.push(
            Diagnostic::error(
                place,
                format!("Два файла сайта получают один адрес «{path}»: {}", names.join(" и ")),
            )
            .hint("Переименуйте один из них или задайте ему другой «слаг»."),
        );
    }
    found
}

/// A former address where it is claimed.
struct Former<'s> {
    address: &'s FormerAddress,
    source: &'s Arc<str>,
}

impl<'s> Former<'s> {
    fn of(site: &'s Site, recipe: &'s Recipe) -> Option<Self> {
        let Recipe::Page(page @ Page::Former(address, _)) = recipe else { return None };
        Some(Self { address, source: view::source(site, page)? })
    }

    fn place(&self) -> Place {
        Place::new(self.source, self.address.span.0..self.address.span.1)
    }

    /// The address belongs to something that is there now.
    fn refused(&self, site: &Site, taken: &Recipe) -> Diagnostic {
        let file = source(site, taken).map(|source| format!(" ({source})")).unwrap_or_default();
        let message =
            format!("Прежний адрес «{}» занят, там стоит {}{file}", self.address.path, describe(site, taken));
        Diagnostic::error(self.place(), message)
            .hint("Уберите его из «прежние адреса»: этот адрес открывается и так.")
    }

    /// The address is claimed by `others` too.
    fn repeated(&self, others: &[Former]) -> Diagnostic {
        let mut files: Vec<&str> = others.iter().map(|other| &**other.source).collect();
        files.push(self.source);
        files.dedup();
        let path = &self.address.path;
        if let [file] = files.as_slice() {
            return Diagnostic::error(self.place(), format!("Прежний адрес «{path}» назван в {file} дважды"))
                .hint("Уберите лишнюю строку.");
        }
        let message = format!("Прежний адрес «{path}» назван у нескольких страниц: {}", files.join(", "));
        Diagnostic::error(self.place(), message)
            .hint("Оставьте его у той страницы, на которую он должен вести.")
    }
}

/// The file that a recipe comes from, as its author knows it.
fn source<'s>(site: &'s Site, recipe: &Recipe) -> Option<&'s Arc<str>> {
    match recipe {
        Recipe::Page(page) | Recipe::Document(page, _) => view::source(site, page),
        Recipe::Asset(index) | Recipe::Cleaned(index) | Recipe::Variant(index, _) => {
            Some(&site.assets[*index].source)
        }
        Recipe::SiteMap
        | Recipe::Text(_)
        | Recipe::CaseData(_)
        | Recipe::Card(_)
        | Recipe::Data(_)
        | Recipe::Theme(_)
        | Recipe::TakeAway(_)
        | Recipe::Search(_) => None,
    }
}

fn describe(site: &Site, recipe: &Recipe) -> String {
    match recipe {
        Recipe::Page(page) => format!("страница «{}»", view::title(site, page)),
        Recipe::SiteMap
        | Recipe::Text(_)
        | Recipe::CaseData(_)
        | Recipe::Data(_)
        | Recipe::Card(_)
        | Recipe::Search(_) => "служебный файл".to_owned(),
        Recipe::Document(page, Kind::Word) => {
            format!("документ Word страницы «{}»", view::title(site, page))
        }
        Recipe::Document(page, Kind::Pdf) => format!("PDF страницы «{}»", view::title(site, page)),
        Recipe::Theme(_) => "файл оформления".to_owned(),
        Recipe::Asset(index) | Recipe::Cleaned(index) | Recipe::Variant(index, _) => {
            format!("файл «{}»", site.assets[*index].name)
        }
        Recipe::TakeAway(_) => "архив кейса".to_owned(),
    }
}

impl Output {
    fn document(&self, page: &Page, kind: Kind) -> Result<Vec<u8>, Diagnostic> {
        self.documents.bytes(&self.site, page, kind).map_err(|failure| {
            let title = view::title(&self.site, page);
            Diagnostic::error(
                view::source(&self.site, page).map(Place::file),
                format!("PDF страницы «{title}» не получился: {failure}"),
            )
            .hint("Это ошибка программы, а не ваша: пришлите этот файл её разработчикам.")
        })
    }

    /// A smaller site as an archive; a mistake where its files cannot stand beside each other.
    fn archived(&self, what: &TakeAway) -> Result<Made<'_, Diagnostic>, Diagnostic> {
        let Checked { value, diagnostics } = Self::new(&Arc::new(take(&self.site, what)), &self.theme);
        let mistake = diagnostics.sorted().into_iter().next();
        let pictures = Pictures::new(self.pictures.store(), value.site.assets.len());
        let archive = || Ok(Made::Archive(Box::new(Self { pictures, ..value })));
        mistake.map_or_else(archive, Err)
    }
}

impl Deliverable for Output {
    type Failure = Diagnostic;

    fn paths(&self) -> Vec<&str> {
        self.recipes.keys().map(String::as_str).collect()
    }

    fn make(&self, path: &str) -> Result<Made<'_, Diagnostic>, Diagnostic> {
        let bytes: Cow<[u8]> = match &self.recipes[path] {
            Recipe::Asset(index) => return Ok(Made::File(&self.site.assets[*index].path)),
            Recipe::Cleaned(index) => Cow::Owned(Pictures::original(&self.site.assets[*index])?),
            Recipe::Variant(index, variant) => {
                Cow::Owned(self.pictures.variant(*index, &self.site.assets[*index], variant)?)
            }
            Recipe::TakeAway(what) => return self.archived(what),
            Recipe::Card(owner) => Cow::Owned(self.pictures.card(&view::card(&self.site, *owner))),
            Recipe::Theme(name) => Cow::Borrowed(&self.theme.files()[name]),
            Recipe::SiteMap => {
                Cow::Owned(sitemap(&self.site, &view::pages(&self.site)).unwrap_or_default().into_bytes())
            }
            Recipe::Search(file) => {
                let scripts = self.search.get_or_init(|| SearchScripts::new(&self.site));
                Cow::Owned(scripts.script(*file).into_bytes())
            }
            Recipe::Text(text) => Cow::Borrowed(text.as_bytes()),
            Recipe::Data(file) => Cow::Owned(view::data_file::text(&self.site, file).into_bytes()),
            Recipe::Document(page, kind) => Cow::Owned(self.document(page, *kind)?),
            Recipe::CaseData(owner) => Cow::Owned(case_data::script(&self.site, *owner).into_bytes()),
            Recipe::Page(page) => Cow::Owned(self.theme.render(&self.view(page))?.into_bytes()),
        };
        Ok(Made::Bytes(bytes))
    }
}
