//! What the site shall be: every path with the recipe for its bytes. Nothing is rendered before it is written.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Place};
use crate::export::{robots::robots, sitemap::sitemap};
use crate::model::Site;
use crate::render::Theme;
use crate::view::{self, Page, route};
use crate::write::{Deliverable, Made};

/// Every file of the site by its path below the root.
pub struct Output<'s> {
    site: &'s Site,
    theme: &'s Theme,
    recipes: BTreeMap<String, Recipe<'s>>,
}

/// How a file is made.
enum Recipe<'s> {
    Page(Page),
    Text(String),
    Theme(&'s [u8]),
    Asset(usize),
}

impl<'s> Output<'s> {
    /// All files of `site`; two that claim one path are a mistake.
    pub fn new(site: &'s Site, theme: &'s Theme) -> Checked<Self> {
        let mut output = Self { site, theme, recipes: BTreeMap::new() };
        let mut diagnostics = Diagnostics::default();
        let pages = view::pages(site);
        let map = sitemap(site, &pages).map(|text| ("sitemap.xml".to_owned(), Recipe::Text(text)));
        let robots = ("robots.txt".to_owned(), Recipe::Text(robots(site)));
        let files = theme.files().iter().map(|(name, bytes)| (route::theme_path(name), Recipe::Theme(bytes)));
        let assets = site.assets.iter().enumerate();
        let assets = assets.map(|(index, asset)| (route::asset_path(site, asset), Recipe::Asset(index)));
        let pages = pages.into_iter().map(|page| (route::path(site, &page), Recipe::Page(page)));
        for (path, recipe) in pages.chain(map).chain([robots]).chain(files).chain(assets) {
            output.insert(path, recipe, &mut diagnostics);
        }
        Checked { value: output, diagnostics }
    }

    /// How many pages there are among the files.
    pub fn page_count(&self) -> usize {
        self.recipes.values().filter(|recipe| matches!(recipe, Recipe::Page(_))).count()
    }

    fn insert(&mut self, path: String, recipe: Recipe<'s>, diagnostics: &mut Diagnostics) {
        match self.recipes.entry(path) {
            Entry::Vacant(free) => {
                free.insert(recipe);
            }
            Entry::Occupied(taken) => {
                let (one, other) = (describe(self.site, taken.get()), describe(self.site, &recipe));
                let mut sources = [&recipe, taken.get()].into_iter();
                let place = sources.find_map(|recipe| source(self.site, recipe)).map(Place::file);
                diagnostics.push(
                    Diagnostic::error(
                        place,
                        format!("Два файла сайта получают один адрес «{}»: {one} и {other}", taken.key()),
                    )
                    .hint("Переименуйте один из них или задайте ему другой «слаг»."),
                );
            }
        }
    }
}

/// The file that a recipe comes from, as its author knows it.
fn source<'s>(site: &'s Site, recipe: &Recipe) -> Option<&'s Arc<str>> {
    match recipe {
        Recipe::Page(page) => view::source(site, page),
        Recipe::Asset(index) => Some(&site.assets[*index].source),
        Recipe::Text(_) | Recipe::Theme(_) => None,
    }
}

fn describe(site: &Site, recipe: &Recipe) -> String {
    match recipe {
        Recipe::Page(Page::Former(address, _)) => format!("прежний адрес «{address}»"),
        Recipe::Page(page) => format!("страница «{}»", view::title(site, page)),
        Recipe::Text(_) => "служебный файл".to_owned(),
        Recipe::Theme(_) => "файл оформления".to_owned(),
        Recipe::Asset(index) => format!("файл «{}»", site.assets[*index].name),
    }
}

impl Deliverable for Output<'_> {
    type Failure = Diagnostic;

    fn paths(&self) -> Vec<&str> {
        self.recipes.keys().map(String::as_str).collect()
    }

    fn make(&self, path: &str) -> Result<Made<'_>, Diagnostic> {
        let bytes: Cow<[u8]> = match &self.recipes[path] {
            Recipe::Asset(index) => return Ok(Made::File(&self.site.assets[*index].path)),
            Recipe::Theme(bytes) => Cow::Borrowed(bytes),
            Recipe::Text(text) => Cow::Borrowed(text.as_bytes()),
            Recipe::Page(page) => Cow::Owned(self.theme.render(&view::view(self.site, page))?.into_bytes()),
        };
        Ok(Made::Bytes(bytes))
    }
}
