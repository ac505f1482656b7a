//! What the site shall be: every path with the recipe for its bytes. Nothing is rendered before it is written.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Place};
use crate::export::{
    robots::robots,
    search::{self, SearchFile, SearchScripts},
    sitemap::sitemap,
};
use crate::model::Site;
use crate::model::article::FormerAddress;
use crate::render::Theme;
use crate::view::{self, Page, route};
use crate::write::{Deliverable, Made};

/// Every file of the site by its path below the root.
pub struct Output {
    site: Arc<Site>,
    theme: Arc<Theme>,
    recipes: BTreeMap<String, Recipe>,
    /// Made when the first of its files is asked for: a preview shows many sites whose search nobody tries.
    search: OnceLock<SearchScripts>,
}

/// How a file is made.
enum Recipe {
    Page(Page),
    /// The site map, which takes all pages to make and is seldom asked for while a site is written.
    SiteMap,
    Text(String),
    /// A file of the theme, by its name there.
    Theme(String),
    Asset(usize),
    Search(SearchFile),
}

impl Output {
    /// All files of `site`; two that claim one path are a mistake.
    pub fn new(site: &Arc<Site>, theme: &Arc<Theme>) -> Checked<Self> {
        let mut diagnostics = Diagnostics::default();
        let pages = view::pages(site);
        let map = site.address.as_ref().map(|_| ("sitemap.xml".to_owned(), Recipe::SiteMap));
        let robots = ("robots.txt".to_owned(), Recipe::Text(robots(site)));
        let names = theme.files().keys();
        let files = names.map(|name| (route::theme_path(name), Recipe::Theme(name.clone())));
        let assets = site.assets.iter().enumerate();
        let assets = assets.map(|(index, asset)| (route::asset_path(site, asset), Recipe::Asset(index)));
        let pages = pages.into_iter().map(|page| (route::path(site, &page), Recipe::Page(page)));
        let mut claims: BTreeMap<String, Vec<Recipe>> = BTreeMap::new();
        let search = search::files(site).into_iter().map(|(path, file)| (path, Recipe::Search(file)));
        for (path, recipe) in pages.chain(map).chain([robots]).chain(files).chain(assets).chain(search) {
            claims.entry(path).or_default().push(recipe);
        }
        for (path, recipes) in claims.iter().filter(|(_, recipes)| recipes.len() > 1) {
            diagnostics.extend(collisions(site, path, recipes));
        }
        let recipes =
            claims.into_iter().filter_map(|(path, recipes)| Some((path, recipes.into_iter().next()?)));
        let (site, theme) = (Arc::clone(site), Arc::clone(theme));
        let recipes = recipes.collect();
        Checked { value: Self { site, theme, recipes, search: OnceLock::new() }, diagnostics }
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

/// What is wrong where several files of the site claim one path. Whoever claims it as a former address has to give way.
fn collisions(site: &Site, path: &str, recipes: &[Recipe]) -> Vec<Diagnostic> {
    let (former, present): (Vec<&Recipe>, Vec<&Recipe>) =
        recipes.iter().partition(|recipe| matches!(recipe, Recipe::Page(Page::Former(..))));
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
        Recipe::Page(page) => view::source(site, page),
        Recipe::Asset(index) => Some(&site.assets[*index].source),
        Recipe::SiteMap | Recipe::Text(_) | Recipe::Theme(_) | Recipe::Search(_) => None,
    }
}

fn describe(site: &Site, recipe: &Recipe) -> String {
    match recipe {
        Recipe::Page(page) => format!("страница «{}»", view::title(site, page)),
        Recipe::SiteMap | Recipe::Text(_) | Recipe::Search(_) => "служебный файл".to_owned(),
        Recipe::Theme(_) => "файл оформления".to_owned(),
        Recipe::Asset(index) => format!("файл «{}»", site.assets[*index].name),
    }
}

impl Deliverable for Output {
    type Failure = Diagnostic;

    fn paths(&self) -> Vec<&str> {
        self.recipes.keys().map(String::as_str).collect()
    }

    fn make(&self, path: &str) -> Result<Made<'_>, Diagnostic> {
        let bytes: Cow<[u8]> = match &self.recipes[path] {
            Recipe::Asset(index) => return Ok(Made::File(&self.site.assets[*index].path)),
            Recipe::Theme(name) => Cow::Borrowed(&self.theme.files()[name]),
            Recipe::SiteMap => {
                Cow::Owned(sitemap(&self.site, &view::pages(&self.site)).unwrap_or_default().into_bytes())
            }
            Recipe::Search(file) => {
                let scripts = self.search.get_or_init(|| SearchScripts::new(&self.site));
                Cow::Owned(scripts.script(*file).into_bytes())
            }
            Recipe::Text(text) => Cow::Borrowed(text.as_bytes()),
            Recipe::Page(page) => Cow::Owned(self.theme.render(&view::view(&self.site, page))?.into_bytes()),
        };
        Ok(Made::Bytes(bytes))
    }
}
