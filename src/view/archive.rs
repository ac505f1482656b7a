//! The archive: every school year with what it left behind.

use std::collections::BTreeSet;

use serde::Serialize;

use super::list::{self, Dated, EntryView};
use super::{Frame, LinkView, Page, TakeAwayView, analysis, frame, meetings, route, saved};
use crate::model::article::Article;
use crate::model::takeaway::Selection;
use crate::model::{Owner, Site, Subject};
use crate::period::SchoolYear;
use crate::russian::plural::plural;
use crate::russian::typography::typeset;

/// All school years.
#[derive(Serialize)]
pub struct ArchiveView {
    /// What every page has.
    pub frame: Frame,
    /// The years, latest first.
    pub years: Vec<YearCard>,
}

/// A school year in the archive.
#[derive(Serialize)]
pub struct YearCard {
    /// «2024/2025»
    pub year: String,
    /// Its page.
    pub href: String,
    /// «1 план», «4 заседания» …
    pub holdings: Vec<String>,
}

/// One school year.
#[derive(Serialize)]
pub struct ArchiveYearView {
    /// What every page has.
    pub frame: Frame,
    /// Its plans.
    pub plans: Vec<EntryView>,
    /// Its analyses: one of an association, those of all on a portal.
    pub analyses: Vec<LinkView>,
    /// Its meetings.
    pub meetings: Vec<EntryView>,
    /// What the electronic case is called.
    pub case_name: String,
    /// Its materials.
    pub materials: Vec<EntryView>,
    /// Its materials in one archive, where the site offers that.
    pub take_away: Option<TakeAwayView>,
    /// Its news.
    pub news: Vec<EntryView>,
    /// The year before, where it has a page.
    pub previous: Option<LinkView>,
    /// The year after, where it has a page.
    pub next: Option<LinkView>,
}

/// The school years that `owner` has anything from.
pub(super) fn years(site: &Site, owner: Owner) -> BTreeSet<SchoolYear> {
    let mut years = BTreeSet::new();
    for association in site.associations_of(owner).map(|index| &site.associations[index]) {
        years.extend(association.plans.iter().map(|plan| plan.year));
        years.extend(association.analyses.iter().map(|analysis| analysis.year));
        years.extend(association.meetings.iter().map(|meeting| SchoolYear::of(meeting.date)));
        years.extend(association.materials.iter().filter_map(|material| material.year()));
        years.extend(association.news.iter().filter_map(Article::year));
    }
    years.extend(site.news_of(owner).iter().filter_map(Article::year));
    years
}

/// The page of all years.
pub(super) fn view(site: &Site, page: &Page, owner: Owner) -> ArchiveView {
    let cards = years(site, owner).into_iter().rev().map(|year| YearCard {
        year: year.to_string(),
        href: route::link(site, page, &Page::ArchiveYear(owner, year)),
        holdings: holdings(site, owner, year),
    });
    ArchiveView {
        frame: Frame::new(site, page, "Архив по учебным годам", None), years: cards.collect()
    }
}

/// The page of one year.
pub(super) fn year(site: &Site, page: &Page, owner: Owner, year: SchoolYear) -> ArchiveYearView {
    let of_year = |entries: Vec<Dated>| {
        entries.into_iter().filter(|dated| dated.year == Some(year)).map(|dated| dated.entry).collect()
    };
    let meetings = meetings::listed(site, owner).into_iter().filter(|listed| listed.year == year);
    let materials = list::materials_of(site, owner).filter(|(.., material)| material.year() == Some(year));
    let years = years(site, owner);
    let neighbour = |other: Option<&SchoolYear>| {
        other.map(|other| frame::link(site, page, &Page::ArchiveYear(owner, *other), &other.to_string()))
    };
    ArchiveYearView {
        frame: Frame::new(site, page, &frame::title(site, page), None),
        plans: of_year(list::plans(site, page, owner)),
        analyses: analyses(site, page, owner, year),
        meetings: meetings.map(|listed| meetings::entry(site, page, owner, listed)).collect(),
        case_name: typeset(site.case_name(owner)),
        materials: materials
            .map(|(of, index, _)| list::material_entry(site, page, owner, of, index))
            .collect(),
        take_away: saved::part(site, page, owner, |of| *of == Selection::SchoolYear(year)),
        news: of_year(list::news(site, page, owner)),
        previous: neighbour(years.range(..year).next_back()),
        next: neighbour(years.iter().find(|other| **other > year)),
    }
}

/// The ways to the analyses of a year; on a portal in the names of the associations.
fn analyses(site: &Site, page: &Page, owner: Owner, year: SchoolYear) -> Vec<LinkView> {
    let links = site.associations_of(owner).filter_map(|index| {
        let words = match owner {
            Owner::Portal => list::gathered(site, owner, index).unwrap_or_default(),
            Owner::Association(_) => frame::title(site, &Page::Of(Subject::Analysis(index, year))),
        };
        analysis::link(site, page, index, year, &words)
    });
    links.collect()
}

fn holdings(site: &Site, owner: Owner, year: SchoolYear) -> Vec<String> {
    let associations = || site.associations_of(owner).map(|index| &site.associations[index]);
    let plans =
        associations().flat_map(|association| &association.plans).filter(|plan| plan.year == year).count();
    let meetings = associations().flat_map(|association| &association.meetings);
    let meetings = meetings.filter(|meeting| SchoolYear::of(meeting.date) == year).count();
    let planned = associations().flat_map(|association| &association.implied);
    let planned = planned.filter(|implied| implied.year == year).count();
    let materials = associations().flat_map(|association| &association.materials);
    let materials = materials.filter(|material| material.year() == Some(year)).count();
    let news = list::news_count(site, owner, year);
    let analyses = associations().flat_map(|association| &association.analyses);
    let analyses = analyses.filter(|analysis| analysis.year == year).count();
    let counted = [
        (plans, ["план", "плана", "планов"]),
        (meetings, ["заседание", "заседания", "заседаний"]),
        (planned, ["заседание по плану", "заседания по плану", "заседаний по плану"]),
        (materials, ["материал", "материала", "материалов"]),
        (news, ["новость", "новости", "новостей"]),
        (analyses, ["анализ года", "анализа года", "анализов года"]),
    ];
    let counted = counted.into_iter().filter(|(count, _)| *count > 0);
    counted
        .map(|(count, [one, few, many])| format!("{count}\u{a0}{}", plural(count as u64, one, few, many)))
        .collect()
}
