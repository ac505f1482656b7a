//! Lists: plans, meetings, materials, news, each entry with what helps to choose it.

use std::cmp::Reverse;

use serde::Serialize;

use super::data_file::FeedTopic;
use super::date::DateView;
use super::frame::{self, shortened};
use super::picture::PictureView;
use super::subscribe::{self, OfferView};
use super::{Frame, Page, meeting, meetings, picture, route};
use crate::model::article::Article;
use crate::model::material::Material;
use crate::model::meeting::Meeting;
use crate::model::plan::Topic;
use crate::model::{Document, Owner, Site, Subject};
use crate::period::SchoolYear;
use crate::russian::typography::typeset;

/// A page with a list.
#[derive(Serialize)]
pub struct ListView {
    /// What every page has.
    pub frame: Frame,
    /// `plans`, `news`.
    pub list: &'static str,
    /// Its entries under their headings.
    pub groups: Vec<GroupView>,
    /// How many entries it has.
    pub count: usize,
    /// How to follow it.
    pub offer: Option<OfferView>,
}

/// Entries under one heading.
#[derive(Serialize)]
pub struct GroupView {
    /// The school year, or the author of materials; empty where they need none.
    pub heading: String,
    /// The entries.
    pub entries: Vec<EntryView>,
}

/// An entry of a list.
#[derive(Clone, Serialize)]
pub struct EntryView {
    /// Its title.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// Its date.
    pub date: Option<DateView>,
    /// The school year it is for: that of a plan, where no heading says it.
    pub year: Option<String>,
    /// What stands above its title: «Круглый стол», «Сценарий».
    pub kind: Option<String>,
    /// What stands below its title: place, authors, classes.
    pub details: Vec<String>,
    /// What it is about.
    pub summary: Option<String>,
    /// Whose it is, where the list gathers several associations.
    pub association: Option<String>,
    /// A small picture of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureView>,
    /// Whether it is a draft.
    pub draft: bool,
}

/// How long a summary in a list may be, in letters.
const SUMMARY_LENGTH: usize = 220;

/// The page of a list.
pub(super) fn view(site: &Site, page: &Page, owner: Owner) -> ListView {
    let (list, groups) = match page {
        Page::Plans(_) => ("plans", by_year(plans(site, page, owner))),
        _ => ("news", by_year(news(site, page, owner))),
    };
    let count = groups.iter().map(|group| group.entries.len()).sum();
    let is_news = matches!(page, Page::News(_));
    let offer = is_news.then(|| subscribe::offer_of_list(site, page, owner, FeedTopic::News));
    ListView { frame: Frame::new(site, page, &frame::title(site, page), None), list, groups, count, offer }
}

/// An entry with what it is sorted and grouped by.
pub(super) struct Dated {
    /// Its school year.
    pub year: Option<SchoolYear>,
    /// The entry.
    pub entry: EntryView,
}

impl Dated {
    /// The entry with its year beside it, for a list of all years.
    pub(super) fn with_year(self) -> EntryView {
        EntryView { year: self.year.map(|year| year.to_string()), ..self.entry }
    }
}

/// The plans that `owner` shows, latest first.
pub(super) fn plans(site: &Site, page: &Page, owner: Owner) -> Vec<Dated> {
    let mut entries: Vec<Dated> = Vec::new();
    for association in site.associations_of(owner) {
        for (index, planned) in site.associations[association].plans.iter().enumerate() {
            let theme = planned.about(Topic::Theme).or_else(|| planned.about(Topic::Goals));
            let summary = theme.map(|block| shortened(&block.items.join(" "), SUMMARY_LENGTH));
            let entry = EntryView {
                title: typeset(&frame::plan_title(planned)),
                href: route::link(site, page, &Page::Of(Subject::Plan(association, index))),
                date: None,
                year: None,
                kind: None,
                details: Vec::new(),
                summary,
                association: gathered(site, owner, association),
                picture: None,
                draft: false,
            };
            entries.push(Dated { year: Some(planned.year), entry });
        }
    }
    entries.sort_by_key(|dated| Reverse(dated.year));
    entries
}

/// The meetings of `owner` with their association and index, latest first.
pub(super) fn meetings_of(site: &Site, owner: Owner) -> Vec<(usize, usize, &Meeting)> {
    let associations = site.associations_of(owner);
    let all = associations.flat_map(|association| {
        let meetings = site.associations[association].meetings.iter().enumerate();
        meetings.map(move |(index, meeting)| (association, index, &**meeting))
    });
    let mut all: Vec<(usize, usize, &Meeting)> = all.collect();
    all.sort_by(|one, other| other.2.date.cmp(&one.2.date).then((one.0, one.1).cmp(&(other.0, other.1))));
    all
}

/// The materials of `owner` with their association and index, by title.
pub(super) fn materials_of(site: &Site, owner: Owner) -> impl Iterator<Item = (usize, usize, &Material)> {
    let places = site.catalogue.case(owner).materials.iter();
    places
        .map(|&(association, index)| (association, index, &*site.associations[association].materials[index]))
}

/// The latest `count` materials of `owner`.
pub(super) fn latest_materials(site: &Site, page: &Page, owner: Owner, count: usize) -> Vec<EntryView> {
    let mut materials: Vec<(usize, usize, &Material)> = materials_of(site, owner).collect();
    materials.sort_by_key(|(.., material)| Reverse(material.article.date));
    let latest = materials.into_iter().take(count);
    latest.map(|(association, index, _)| material_entry(site, page, owner, association, index)).collect()
}

/// A material as an entry.
pub(super) fn material_entry(
    site: &Site,
    page: &Page,
    owner: Owner,
    association: usize,
    index: usize,
) -> EntryView {
    let material = &site.associations[association].materials[index];
    let subject = Subject::Document(Document::Material(association, index));
    let mut entry = entry(site, page, owner, subject, &material.article);
    entry.kind = material.kind.as_deref().map(frame::sentence);
    entry.details = material_details(material);
    entry.picture = picture::thumbnail(site, page, pictures(material));
    entry
}

/// The news that `owner` shows, latest first.
pub(super) fn news(site: &Site, page: &Page, owner: Owner) -> Vec<Dated> {
    let mut owners = vec![owner];
    if owner == Owner::Portal {
        owners.extend((0..site.associations.len()).map(Owner::Association));
    }
    let mut entries = Vec::new();
    for of in owners {
        for (index, item) in site.news_of(of).iter().enumerate() {
            let entry = entry(site, page, owner, Subject::Document(Document::News(of, index)), item);
            entries.push((item.date, Dated { year: item.year(), entry }));
        }
    }
    entries.sort_by(|(one, first), (other, second)| {
        other.cmp(one).then_with(|| first.entry.href.cmp(&second.entry.href))
    });
    entries.into_iter().map(|(_, dated)| dated).collect()
}

/// How many news items of a school year `owner` shows.
pub(super) fn news_count(site: &Site, owner: Owner, year: SchoolYear) -> usize {
    let own = if owner == Owner::Portal { site.news.as_slice() } else { &[] };
    let associations = site.associations_of(owner).flat_map(|index| &site.associations[index].news);
    own.iter().chain(associations).filter(|item| item.year() == Some(year)).count()
}

/// A meeting as an entry.
pub(super) fn meeting_entry(
    site: &Site,
    page: &Page,
    owner: Owner,
    association: usize,
    index: usize,
) -> EntryView {
    let meeting = &site.associations[association].meetings[index];
    let mut entry =
        entry(site, page, owner, Subject::Document(Document::Meeting(association, index)), &meeting.article);
    entry.kind = meeting.form.as_deref().map(frame::sentence);
    let set = |text: &String| meeting.article.set.recall("line", text, typeset);
    let came = meeting::came(&meeting.attendance);
    let time = if meeting.is_reported() { None } else { meeting.time.as_ref() };
    entry.details =
        came.into_iter().chain([time, meeting.place.as_ref()].into_iter().flatten().map(set)).collect();
    let set = |text: &str| shortened(text, SUMMARY_LENGTH);
    let spoken = meetings::spoken(meeting).filter(|_| meeting.is_reported());
    if let Some(spoken) = spoken {
        entry.summary = Some(meeting.article.set.recall("summary", &spoken, set));
    }
    entry
}

/// The pictures of a material; a poster or a set of cards may be what there is to take away.
pub(super) fn pictures(material: &Material) -> impl Iterator<Item = usize> {
    material.article.pictures().chain(material.article.files.iter().map(|file| file.asset))
}

fn material_details(material: &Material) -> Vec<String> {
    let authors = authors(material);
    let audience = material.audience.join(", ");
    let details = [authors, audience].into_iter().filter(|line| !line.is_empty());
    let details = details.map(|line| material.article.set.recall("line", &line, typeset));
    details.chain(material.classes.as_ref().map(|written| classes(&written.text))).collect()
}

/// Who made it, by names alone: position and school stand on the card.
fn authors(material: &Material) -> String {
    let names = material.authors.iter().flat_map(|author| match author.people.as_slice() {
        [] => vec![author.text.clone()],
        people => people.iter().map(|person| person.name.to_string()).collect(),
    });
    names.collect::<Vec<_>>().join(", ")
}

/// «5–6 классы», whether or not the author wrote the word.
pub(super) fn classes(written: &str) -> String {
    let bare = written.chars().all(|letter| !letter.is_alphabetic());
    typeset(&match (bare, written.contains(['-', '–', ',', ' '])) {
        (true, true) => format!("{written} классы"),
        (true, false) => format!("{written} класс"),
        (false, _) => written.to_owned(),
    })
}

fn entry(site: &Site, page: &Page, owner: Owner, subject: Subject, article: &Article) -> EntryView {
    let summary = article.description.as_deref().or(article.body.summary.as_deref());
    EntryView {
        title: article.set.recall("line", &article.title, typeset),
        href: route::link(site, page, &Page::Of(subject)),
        date: article.date.map(DateView::new),
        year: None,
        kind: None,
        details: Vec::new(),
        summary: summary
            .map(|text| article.set.recall("summary", text, |text| shortened(text, SUMMARY_LENGTH))),
        association: match subject.owner() {
            Owner::Association(association) => gathered(site, owner, association),
            Owner::Portal => None,
        },
        picture: picture::thumbnail(site, page, article.pictures()),
        draft: article.draft,
    }
}

/// Whose an entry is, where `owner` gathers several associations.
pub(super) fn gathered(site: &Site, owner: Owner, association: usize) -> Option<String> {
    let association = &site.associations[association];
    let name = if association.example {
        format!("{} (пример)", association.short_name)
    } else {
        association.short_name.clone()
    };
    (owner == Owner::Portal).then(|| typeset(&name))
}

/// Entries under their school years.
pub(super) fn by_year(entries: Vec<Dated>) -> Vec<GroupView> {
    group(entries, |dated| match dated.year {
        Some(year) => typeset(&format!("{year} учебный год")),
        None => "Без даты".to_owned(),
    })
}

/// Neighbours with the same heading become one group.
fn group(entries: Vec<Dated>, heading: impl Fn(&Dated) -> String) -> Vec<GroupView> {
    let mut groups: Vec<GroupView> = Vec::new();
    for dated in entries {
        let heading = heading(&dated);
        match groups.last_mut() {
            Some(group) if group.heading == heading => group.entries.push(dated.entry),
            _ => groups.push(GroupView { heading, entries: vec![dated.entry] }),
        }
    }
    groups
}
