//! The home of a portal and of an association: who they are, what is next, what came last.

use serde::Serialize;

use super::date::DateView;
use super::list::{self, Dated, EntryView};
use super::meetings::Listed;
use super::{Frame, LinkView, Page, analysis, frame, meetings, roster, route, structured};
use crate::model::association::Association;
use crate::model::plan::{Paragraphs, Topic};
use crate::model::{Owner, Site, Subject};
use crate::russian::typography::typeset;

/// How many entries of a kind a home shows.
const SHOWN: usize = 5;

/// The home of a portal.
#[derive(Serialize)]
pub struct PortalView {
    /// What every page has.
    pub frame: Frame,
    /// What the portal is.
    pub description: Option<String>,
    /// Its associations.
    pub associations: Vec<AssociationCard>,
    /// The people and schools of all of them.
    pub rosters: Vec<LinkView>,
    /// What is new and what is next.
    pub life: LifeView,
}

/// An association on the home of its portal.
#[derive(Serialize)]
pub struct AssociationCard {
    /// Its name.
    pub name: String,
    /// Its home.
    pub href: String,
    /// Where it works.
    pub district: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// Whether it is invented.
    pub example: bool,
    /// Its plans by year, latest first.
    pub plans: Vec<LinkView>,
}

/// The home of an association.
#[derive(Serialize)]
pub struct AssociationView {
    /// What every page has.
    pub frame: Frame,
    /// What it is.
    pub description: Option<String>,
    /// «Паспорт объединения», row by row.
    pub passport: Vec<PassportRow>,
    /// Its plans.
    pub plans: Vec<EntryView>,
    /// Its latest analysis of a year.
    pub analysis: Option<LinkView>,
    /// What is new and what is next.
    pub life: LifeView,
    /// The same for search engines.
    pub structured: String,
}

/// A row of the passport.
#[derive(Serialize)]
pub struct PassportRow {
    /// «Руководитель»
    pub label: String,
    /// Its lines.
    pub lines: Vec<String>,
    /// Where they lead, where they do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// What is new and what is next.
#[derive(Serialize)]
pub struct LifeView {
    /// The day that «next» is counted from.
    pub as_of: DateView,
    /// The nearest meeting to come.
    pub next: Option<EntryView>,
    /// Those after it, in order.
    pub upcoming: Vec<EntryView>,
    /// The latest meetings held.
    pub held: Vec<EntryView>,
    /// Materials.
    pub materials: Vec<EntryView>,
    /// The latest news.
    pub news: Vec<EntryView>,
    /// Where all meetings stand, where there are any, held or planned.
    pub all_meetings: Option<LinkView>,
    /// What the electronic case is called.
    pub case_name: String,
    /// Where all materials stand.
    pub all_materials: LinkView,
    /// Where all news stand.
    pub all_news: LinkView,
}

/// The home of the portal.
pub(super) fn portal(site: &Site, page: &Page) -> PortalView {
    let cards =
        site.associations.iter().enumerate().map(|(index, association)| card(site, page, index, association));
    let rosters = roster::lists(site, Owner::Portal).into_iter();
    let rosters = rosters.map(|list| frame::link(site, page, &list, &frame::title(site, &list)));
    PortalView {
        frame: Frame::new(site, page, &site.name, site.description.as_deref()),
        description: site.description.as_deref().map(typeset),
        associations: cards.collect(),
        rosters: rosters.collect(),
        life: life(site, page, Owner::Portal),
    }
}

/// The home of the association with the given index.
pub(super) fn association(site: &Site, page: &Page, index: usize) -> AssociationView {
    let association = &site.associations[index];
    let owner = Owner::Association(index);
    AssociationView {
        frame: Frame::new(site, page, &association.name, association.description.as_deref()),
        description: association.description.as_deref().map(typeset),
        passport: passport(site, page, index),
        plans: list::plans(site, page, owner).into_iter().map(Dated::with_year).collect(),
        analysis: analysis::latest_link(site, page, index),
        life: life(site, page, owner),
        structured: structured::organization(site, index),
    }
}

fn card(site: &Site, page: &Page, index: usize, association: &Association) -> AssociationCard {
    let plans = association.plans.iter().enumerate().map(|(plan, planned)| {
        frame::link(site, page, &Page::Of(Subject::Plan(index, plan)), &planned.year.to_string())
    });
    AssociationCard {
        name: typeset(&association.name),
        href: route::link(site, page, &Page::Of(Subject::Home(Owner::Association(index)))),
        district: association.district.as_deref().map(typeset),
        description: association.description.as_deref().map(typeset),
        example: association.example,
        plans: plans.collect(),
    }
}

fn passport(site: &Site, page: &Page, index: usize) -> Vec<PassportRow> {
    let association = &site.associations[index];
    let mut rows = Vec::new();
    let mut linked = |label: &str, lines: Vec<String>, to: Option<Page>| {
        if !lines.is_empty() {
            rows.push(PassportRow {
                label: typeset(label),
                lines: lines.iter().map(|line| typeset(line)).collect(),
                href: to.map(|to| route::link(site, page, &to)),
            });
        }
    };
    let mut row = |label: &str, lines: Vec<String>| linked(label, lines, None);
    row("Вид", association.kind.iter().cloned().collect());
    row("Район", association.district.iter().cloned().collect());
    row("Руководитель", association.head.iter().cloned().collect());
    row("Контакты", association.contacts.clone());
    // The members' page leads on to the other lists.
    if let Some(list) = roster::lists(site, Owner::Association(index)).into_iter().next() {
        let (label, count) = roster::summary(site, &list);
        linked(label, vec![count], Some(list));
    }
    let mut row = |label: &str, lines: Vec<String>| linked(label, lines, None);
    if let Some(plan) = association.plans.first() {
        let year = plan.year;
        for (topic, label) in [(Topic::Theme, "Тема"), (Topic::Goals, "Цель"), (Topic::Tasks, "Задачи")]
        {
            if let Some(Paragraphs { items, .. }) = plan.about(topic) {
                row(&format!("{label} на {year} учебный год"), items.clone());
            }
        }
    }
    rows
}

fn life(site: &Site, page: &Page, owner: Owner) -> LifeView {
    let entry = |listed: Listed| meetings::entry(site, page, owner, listed);
    let (held, mut upcoming): (Vec<Listed>, Vec<Listed>) =
        meetings::with_file(site, owner).into_iter().partition(|listed| listed.day < site.today);
    upcoming.reverse();
    upcoming.extend(meetings::coming(site, owner).into_iter().rev());
    upcoming.sort_by_key(|listed| listed.day);
    let mut upcoming = upcoming.into_iter();
    let next = upcoming.next().map(entry);
    let news = list::news(site, page, owner).into_iter().take(SHOWN);
    LifeView {
        as_of: DateView::new(site.today),
        next,
        upcoming: upcoming.take(SHOWN).map(entry).collect(),
        held: held.into_iter().take(SHOWN).map(entry).collect(),
        materials: list::latest_materials(site, page, owner, SHOWN),
        news: news.map(|dated| dated.entry).collect(),
        all_meetings: frame::sections(site, owner)
            .contains(&Page::Meetings(owner))
            .then(|| frame::link(site, page, &Page::Meetings(owner), "Все заседания")),
        case_name: typeset(site.case_name(owner)),
        all_materials: frame::link(site, page, &Page::Case(owner), "Все материалы"),
        all_news: frame::link(site, page, &Page::News(owner), "Все новости"),
    }
}
