//! Everything a visitor may look for, as the search sees it.

mod document;
mod others;
mod plain;
mod plan;

use std::cmp::Reverse;

use super::{Page, analysis};
use crate::model::directory::Entry;
use crate::model::plan::PlanItem;
use crate::model::schedule::Planned;
use crate::model::{Document, Owner, Site, Subject};
use crate::period::SchoolYear;
use crate::search;

/// A thing to be found, before its words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Findable {
    thing: Thing,
    owner: Owner,
    year: Option<SchoolYear>,
    bytes: usize,
}

/// What can be found. The order is that of the filter and of equals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thing {
    Meeting(Document),
    /// A meeting that a plan implies, by index.
    Implied(usize),
    Material(Document),
    News(Document),
    Page(Document),
    /// An activity of an association's schedule, by index.
    Activity(usize),
    /// A plan, by index.
    Plan(usize),
    Analysis(SchoolYear),
    Person(Entry),
    School(Entry),
    Association,
}

/// How many bytes of text a thing has that is no document.
const FEW_WORDS: usize = 400;

/// Everything that can be found, by kind, school year (latest first) and owner, as the index wants it.
fn all(site: &Site) -> Vec<Findable> {
    let mut all: Vec<Findable> = site.owners().flat_map(|owner| of(site, owner)).collect();
    all.sort_by_key(|findable| (findable.thing.rank(), Reverse(findable.year), findable.owner));
    all
}

/// How much there is to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// How many things.
    pub count: usize,
    /// Their text in bytes, roughly.
    pub bytes: usize,
}

/// How much there is to be found on `site`.
pub fn extent(site: &Site) -> Extent {
    let all = site.owners().flat_map(|owner| of(site, owner));
    all.fold(Extent { count: 0, bytes: 0 }, |Extent { count, bytes }, findable| Extent {
        count: count + 1,
        bytes: bytes + findable.bytes,
    })
}

/// The index of all of it.
pub fn index(site: &Site) -> search::Index {
    search::index(&all(site), |findable| findable.document(site))
}

fn of(site: &Site, owner: Owner) -> Vec<Findable> {
    let mut found = documents(site, owner);
    let mut add = |thing, year| found.push(Findable { thing, owner, year, bytes: FEW_WORDS });
    if let Owner::Association(index) = owner {
        let association = &site.associations[index];
        if site.has_home(index) {
            add(Thing::Association, None);
        }
        for (plan, of) in association.plans.iter().enumerate() {
            add(Thing::Plan(plan), Some(of.year));
        }
        for year in analysis::years(association) {
            add(Thing::Analysis(year), Some(year));
        }
        for (implied, meeting) in association.implied.iter().enumerate() {
            add(Thing::Implied(implied), Some(meeting.year));
        }
        for (activity, planned) in association.schedule.iter().enumerate() {
            // The page of an implied meeting says all that its row does.
            if !association.implied.iter().any(|implied| implied.activity == activity) {
                add(Thing::Activity(activity), Some(association.plans[planned.plan].year));
            }
        }
    }
    let directory = site.directory_of(owner);
    (0..directory.people.len()).for_each(|index| add(Thing::Person(Entry { owner, index }), None));
    (0..directory.schools.len()).for_each(|index| add(Thing::School(Entry { owner, index }), None));
    found
}

fn documents(site: &Site, owner: Owner) -> Vec<Findable> {
    let add = |thing: Thing, document: Document, year| {
        let bytes = FEW_WORDS + document::length(site.article(document));
        Findable { thing, owner, year, bytes }
    };
    let mut found = Vec::new();
    if let Owner::Association(index) = owner {
        let association = &site.associations[index];
        for (number, meeting) in association.meetings.iter().enumerate() {
            let document = Document::Meeting(index, number);
            found.push(add(Thing::Meeting(document), document, Some(SchoolYear::of(meeting.date))));
        }
        for (number, material) in association.materials.iter().enumerate() {
            let document = Document::Material(index, number);
            found.push(add(Thing::Material(document), document, material.article.year()));
        }
    }
    for (number, news) in site.news_of(owner).iter().enumerate() {
        let document = Document::News(owner, number);
        found.push(add(Thing::News(document), document, news.year()));
    }
    for number in 0..site.pages_of(owner).len() {
        let document = Document::Page(owner, number);
        found.push(add(Thing::Page(document), document, None));
    }
    found
}

impl Findable {
    fn document(&self, site: &Site) -> search::Document {
        let mut document = match (self.thing, self.owner) {
            (Thing::Meeting(Document::Meeting(association, index)), _) => {
                document::meeting(site, association, index)
            }
            (
                Thing::Meeting(document)
                | Thing::Material(document)
                | Thing::News(document)
                | Thing::Page(document),
                _,
            ) => document::article(site, document),
            (Thing::Implied(index), Owner::Association(association)) => {
                document::implied(site, association, index)
            }
            (Thing::Activity(index), Owner::Association(association)) => {
                plan::activity(site, association, index)
            }
            (Thing::Plan(index), Owner::Association(association)) => plan::plan(site, association, index),
            (Thing::Analysis(year), Owner::Association(association)) => {
                others::analysis(site, association, year)
            }
            (Thing::Person(entry), _) => others::person(site, entry),
            (Thing::School(entry), _) => others::school(site, entry),
            (Thing::Association, Owner::Association(association)) => others::association(site, association),
            // Only associations have plans, and what follows from them.
            (_, Owner::Portal) => search::Document::default(),
        };
        document.kind = self.thing.kind();
        document.standing = self.thing.standing(site, self.owner);
        document.year = self.year.map(|year| year.to_string());
        if let (Owner::Association(index), true) = (self.owner, site.portal) {
            let name = &site.associations[index].short_name;
            document.owner = Some(name.clone());
            document.aside.push_str(name);
        }
        document
    }
}

impl Thing {
    fn rank(self) -> usize {
        match self {
            Self::Meeting(_) | Self::Implied(_) => 0,
            Self::Material(_) => 1,
            Self::News(_) => 2,
            Self::Page(_) => 3,
            Self::Activity(_) => 4,
            Self::Plan(_) => 5,
            Self::Analysis(_) => 6,
            Self::Person(_) => 7,
            Self::School(_) => 8,
            Self::Association => 9,
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Meeting(_) | Self::Implied(_) => "Заседание",
            Self::Material(_) => "Материал",
            Self::News(_) => "Новость",
            Self::Page(_) => "Страница",
            Self::Activity(_) => "Мероприятие плана",
            Self::Plan(_) => "План",
            Self::Analysis(_) => "Анализ работы",
            Self::Person(_) => "Человек",
            Self::School(_) => "Школа",
            Self::Association => "Объединение",
        }
    }

    /// A row of a plan has few words, which would weigh more than they say, and least where a page tells what came of it; the
    /// page of a person or a school is what one means who types the name.
    fn standing(self, site: &Site, owner: Owner) -> u16 {
        match self {
            Self::Meeting(_) | Self::Implied(_) | Self::Material(_) | Self::Association => 100,
            Self::News(_) | Self::Page(_) => 95,
            Self::Plan(_) | Self::Analysis(_) => 90,
            Self::Activity(index) => {
                if is_carried_out(site, owner, index) {
                    65
                } else {
                    85
                }
            }
            Self::Person(_) | Self::School(_) => 140,
        }
    }
}

fn is_carried_out(site: &Site, owner: Owner, activity: usize) -> bool {
    let Owner::Association(index) = owner else { return false };
    let association = &site.associations[index];
    let Planned { plan, activity, .. } = &association.schedule[activity];
    association.carried_out.contains_key(&PlanItem { plan: *plan, activity: activity.clone() })
}

/// The address of `page` on the page of the search.
fn address(site: &Site, page: &Page) -> String {
    super::route::link(site, &Page::Search, page)
}

fn subject(site: &Site, subject: Subject) -> String {
    address(site, &Page::Of(subject))
}
