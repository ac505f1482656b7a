//! The electronic case: its materials by title, and by what they have in common. Complete without a script; with one, the
//! same as data lets the reader combine what is asked for.

use std::collections::BTreeMap;

use serde::Serialize;

use super::data_file::FeedTopic;
use super::list::{self, EntryView, GroupView};
use super::shared::{self, ChoiceView, PageLink, WayView};
use super::subscribe::{self, OfferView};
use super::{Frame, LinkView, Page, TakeAwayView, TakeAwaysView, frame, picture, route, saved};
use crate::model::case::{Case, Facet, Value};
use crate::model::material::Material;
use crate::model::takeaway::Selection;
use crate::model::{Document, Owner, Site, Subject};
use crate::russian::plural::plural;
use crate::russian::transliteration::slug;
use crate::russian::typography::typeset;

/// Materials that have something in common; those of an author stand with all authors of the same letter.
pub type Drawer = shared::Shared<Facet>;

/// A page of the electronic case.
#[derive(Serialize)]
pub struct CaseView {
    /// What every page has.
    pub frame: Frame,
    /// The ways to those that have something in common: on the first page of the case.
    pub ways: Vec<WayView>,
    /// The way back to the whole case, where this is but a part of it.
    pub all: Option<LinkView>,
    /// «12 материалов»
    pub extent: String,
    /// How many materials there are on all of its pages.
    pub count: usize,
    /// The materials of this page; those of authors under their names.
    pub groups: Vec<GroupView>,
    /// The pages that the materials fill, where these are several.
    pub pages: Vec<PageLink>,
    /// Where the materials stand as data, for the script of the first page.
    pub data: Option<String>,
    /// What can be taken away in one archive: on the first page of the case.
    pub take_aways: Option<TakeAwaysView>,
    /// These materials in one archive, where the site offers that.
    pub take_away: Option<TakeAwayView>,
    /// How to follow it: on the first page of the case.
    pub offer: Option<OfferView>,
}

impl shared::Facet for Facet {
    fn slug(self) -> &'static str {
        match self {
            Self::Kind => "type",
            Self::Audience => "audience",
            Self::Class => "class",
            Self::Topic => "topic",
            Self::Author => "author",
            Self::School => "school",
            Self::Year => "year",
            Self::Licence => "licence",
        }
    }
}

/// What a reader is asked, by facet.
pub(super) fn label(facet: Facet) -> &'static str {
    match facet {
        Facet::Kind => "Тип",
        Facet::Audience => "Для кого",
        Facet::Class => "Класс",
        Facet::Topic => "Тема",
        Facet::Author => "Автор",
        Facet::School => "Школа",
        Facet::Year => "Учебный год",
        Facet::Licence => "Условия использования",
    }
}

/// What a value, or a drawer, is called where its facet is named beside it.
fn said(facet: Facet, name: &str) -> String {
    match facet {
        Facet::Author => typeset(name),
        Facet::Class => format!("{name}\u{a0}класс"),
        _ => frame::sentence(name),
    }
}

/// «Материалы по теме: каталоги»
pub(super) fn title(drawer: &Drawer) -> String {
    let name = &drawer.name;
    match drawer.facet {
        Facet::Kind => format!("Материалы по типу: {name}"),
        Facet::Audience => format!("Для кого: {name}"),
        Facet::Class => format!("Материалы для {name} класса"),
        Facet::Topic => format!("Материалы по теме: {name}"),
        Facet::Author => format!("Авторы на букву {name}"),
        Facet::School => format!("Материалы школы: {name}"),
        Facet::Year => format!("Материалы за {name} учебный год"),
        Facet::Licence => format!("Условия использования: {name}"),
    }
}

/// The drawer in which a value stands.
pub(super) fn drawer(value: &Value) -> Drawer {
    match value.facet {
        Facet::Author => {
            let letter = value.name.chars().next().map_or('?', |letter| match letter {
                'ё' | 'Ё' => 'Е',
                letter => letter.to_uppercase().next().unwrap_or(letter),
            });
            Drawer { facet: Facet::Author, slug: letter_slug(letter), name: letter.to_string() }
        }
        facet => Drawer { facet, slug: value.slug.clone(), name: value.name.clone() },
    }
}

/// Transliteration gives some letters the address of another.
fn letter_slug(letter: char) -> String {
    match letter {
        'Э' => "eh".to_owned(),
        'Ы' => "yi".to_owned(),
        letter => {
            Some(slug(&letter.to_string())).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "0".to_owned())
        }
    }
}

/// The drawers of `owner`, with the places in the case of their entries: a material of two authors of one letter has two.
fn drawers(site: &Site, owner: Owner) -> BTreeMap<Drawer, Vec<usize>> {
    let mut drawers: BTreeMap<Drawer, Vec<usize>> = BTreeMap::new();
    for value in &site.catalogue.case(owner).values {
        drawers.entry(drawer(value)).or_default().extend(&value.materials);
    }
    drawers
}

/// The places in the case of what stands in one drawer.
fn places(case: &Case, drawer: &Drawer) -> Vec<usize> {
    let values = case.of_facet(drawer.facet).filter(|value| self::drawer(value).slug == drawer.slug);
    each_once(values.flat_map(|value| &value.materials).copied().collect())
}

fn each_once(mut places: Vec<usize>) -> Vec<usize> {
    places.sort_unstable();
    places.dedup();
    places
}

/// Every page of the case but the first.
pub(super) fn pages(site: &Site, owner: Owner) -> Vec<Page> {
    let whole = site.catalogue.case(owner).materials.len();
    let further = shared::further(whole);
    let mut pages: Vec<Page> = further.map(|number| Page::CaseFurther(owner, None, number)).collect();
    for (drawer, entries) in drawers(site, owner) {
        let further = shared::further(entries.len());
        pages.extend(further.map(|number| Page::CaseFurther(owner, Some(drawer.clone()), number)));
        pages.push(Page::CaseOf(owner, drawer));
    }
    pages
}

/// The page with `number` of the whole case, or of one drawer.
pub(super) fn view(
    site: &Site,
    page: &Page,
    owner: Owner,
    drawer: Option<&Drawer>,
    number: usize,
) -> CaseView {
    let case = site.catalogue.case(owner);
    let places = match drawer {
        Some(drawer) => places(case, drawer),
        None => (0..case.materials.len()).collect(),
    };
    let entries = entries_of(site, owner, drawer, &places);
    let first = drawer.is_none() && number == 1;
    let way_back = || frame::link(site, page, &Page::Case(owner), "Все материалы");
    let to = |number: usize| match (number, drawer) {
        (1, None) => Page::Case(owner),
        (1, Some(drawer)) => Page::CaseOf(owner, drawer.clone()),
        (number, drawer) => Page::CaseFurther(owner, drawer.cloned(), number),
    };
    let shown = entries[shared::on_page(number, entries.len())].iter();
    let shown = shown.map(|(heading, place)| (heading.clone(), entry(site, page, owner, *place)));
    CaseView {
        frame: Frame::new(site, page, &frame::title(site, page), None),
        ways: if first { ways(site, page, owner) } else { Vec::new() },
        all: (!first).then(way_back),
        extent: how_many(places.len()),
        count: places.len(),
        groups: grouped(shown),
        pages: shared::page_links(site, page, number, entries.len(), to),
        data: first.then(|| route::case_data_link(site, page, owner)),
        take_aways: first.then(|| saved::all(site, page, owner)),
        offer: first.then(|| subscribe::offer_of_list(site, page, owner, FeedTopic::Materials)),
        take_away: drawer.and_then(|drawer| saved::part(site, page, owner, |part| is_of(drawer, part))),
    }
}

/// Whether the materials of a drawer are those of a part of the case that can be taken away.
fn is_of(drawer: &Drawer, part: &Selection) -> bool {
    match part {
        Selection::All => false,
        Selection::Topic { slug, .. } => drawer.facet == Facet::Topic && drawer.slug == *slug,
        Selection::SchoolYear(year) => drawer.facet == Facet::Year && drawer.slug == year.slug(),
    }
}

/// «12 материалов»
pub fn how_many(count: usize) -> String {
    format!("{count}\u{a0}{}", plural(count as u64, "материал", "материала", "материалов"))
}

/// The places in the case in the order of a page, each under its heading: those of a letter under their authors, those of
/// a school year latest first.
fn entries_of(site: &Site, owner: Owner, drawer: Option<&Drawer>, places: &[usize]) -> Vec<(String, usize)> {
    let case = site.catalogue.case(owner);
    match drawer {
        Some(drawer) if drawer.facet == Facet::Author => {
            let authors = case.of_facet(Facet::Author).filter(|value| self::drawer(value) == *drawer);
            let of_author = |author: &Value| {
                let heading = said(Facet::Author, &author.name);
                author.materials.iter().map(|place| (heading.clone(), *place)).collect::<Vec<_>>()
            };
            authors.flat_map(of_author).collect()
        }
        Some(drawer) if drawer.facet == Facet::Year => {
            let mut places = places.to_vec();
            places
                .sort_by_key(|place| (std::cmp::Reverse(material(site, case, *place).article.date), *place));
            places.into_iter().map(|place| (String::new(), place)).collect()
        }
        _ => places.iter().map(|place| (String::new(), *place)).collect(),
    }
}

fn material<'s>(site: &'s Site, case: &Case, place: usize) -> &'s Material {
    let (association, index) = case.materials[place];
    &site.associations[association].materials[index]
}

fn entry(site: &Site, page: &Page, owner: Owner, place: usize) -> EntryView {
    let (association, index) = site.catalogue.case(owner).materials[place];
    list::material_entry(site, page, owner, association, index)
}

/// Neighbours with the same heading become one group.
fn grouped(entries: impl Iterator<Item = (String, EntryView)>) -> Vec<GroupView> {
    let mut groups: Vec<GroupView> = Vec::new();
    for (heading, entry) in entries {
        match groups.last_mut() {
            Some(group) if group.heading == heading => group.entries.push(entry),
            _ => groups.push(GroupView { heading, entries: vec![entry] }),
        }
    }
    groups
}

fn ways(site: &Site, page: &Page, owner: Owner) -> Vec<WayView> {
    let entries = self::drawers(site, owner);
    let mut drawers: Vec<Drawer> = site.catalogue.case(owner).values.iter().map(drawer).collect();
    // Authors stand in the order of the alphabet, so those of a letter are neighbours.
    drawers.dedup();
    let by = |facet| {
        let of_facet = drawers.iter().filter(|drawer| drawer.facet == facet);
        let choices = of_facet.map(|drawer| {
            let to = Page::CaseOf(owner, drawer.clone());
            let count = entries.get(drawer).map_or(0, |entries| each_once(entries.clone()).len());
            ChoiceView { link: frame::link(site, page, &to, &said(facet, &drawer.name)), count }
        });
        (label(facet), choices.collect())
    };
    shared::ways(Facet::ALL.map(by))
}

/// The case as data: what the script of its first page filters by and shows.
#[derive(Serialize)]
pub struct CaseData {
    /// In which respects materials can be asked for.
    facets: Vec<FacetData>,
    /// The beginnings of the addresses of cards.
    folders: Vec<String>,
    /// Lines that stand on cards, each once.
    lines: Vec<String>,
    /// The materials in the order of titles.
    materials: Vec<MaterialData>,
}

/// A respect in which materials can be asked for.
#[derive(Serialize)]
struct FacetData {
    /// Its part of the address.
    key: &'static str,
    /// What it is called.
    label: &'static str,
    /// Its values: their part of the address, and their name.
    values: Vec<(String, String)>,
}

/// A material: title; folder of its address and name in it; the numbers of its values, all facets counted through; date;
/// kind, association and details among the lines; summary; whether it is a draft; the addresses of its picture for every browser
/// and in WebP, from its card. An array, since there may be thousands.
#[derive(Serialize)]
struct MaterialData(
    String,
    usize,
    String,
    Vec<usize>,
    String,
    [Option<usize>; 2],
    Vec<usize>,
    String,
    u8,
    Option<[String; 2]>,
);

/// From how many materials on summaries are left to the cards, so that a telephone need not wait for them.
const MOST_WITH_SUMMARY: usize = 500;

/// The data of the case of `owner`.
pub fn data(site: &Site, owner: Owner) -> CaseData {
    let page = Page::Case(owner);
    let case = site.catalogue.case(owner);
    let mut values_of: Vec<Vec<usize>> = vec![Vec::new(); case.materials.len()];
    for (number, value) in case.values.iter().enumerate() {
        for place in &value.materials {
            values_of[*place].push(number);
        }
    }
    let facets = Facet::ALL.map(|facet| FacetData {
        key: shared::Facet::slug(facet),
        label: label(facet),
        values: case.of_facet(facet).map(|value| (value.slug.clone(), said(facet, &value.name))).collect(),
    });
    let (mut folders, mut lines) = (Table::default(), Table::default());
    let materials = values_of.into_iter().enumerate().map(|(place, values)| {
        let entry = entry(site, &page, owner, place);
        let address = entry.href.strip_suffix("/index.html").unwrap_or(&entry.href);
        let (folder, name) = address.rsplit_once('/').unwrap_or(("", address));
        let (association, index) = case.materials[place];
        let card = Page::Of(Subject::Document(Document::Material(association, index)));
        let picture = picture::thumbnail(site, &card, list::pictures(material(site, case, place)));
        let summary = entry.summary.filter(|_| case.materials.len() <= MOST_WITH_SUMMARY);
        MaterialData(
            entry.title,
            folders.number(folder),
            name.to_owned(),
            values,
            entry.date.map(|date| date.iso).unwrap_or_default(),
            [entry.kind, entry.association].map(|line| line.map(|line| lines.number(&line))),
            entry.details.iter().map(|line| lines.number(line)).collect(),
            summary.unwrap_or_default(),
            u8::from(entry.draft),
            picture.map(|picture| [picture.href, picture.webp]),
        )
    });
    let materials = materials.collect();
    CaseData { facets: facets.into(), folders: folders.texts, lines: lines.texts, materials }
}

/// Texts, each once, with their numbers.
#[derive(Default)]
struct Table {
    numbers: BTreeMap<String, usize>,
    texts: Vec<String>,
}

impl Table {
    fn number(&mut self, text: &str) -> usize {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), self.texts.len() - 1);
        self.texts.len() - 1
    }
}
