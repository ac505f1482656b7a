//! The archive of meetings: all of them by school year, and those of one form or topic; a hundred to a page.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::Serialize;

use super::data_file::FeedTopic;
use super::list::{self, EntryView};
use super::order::Place;
use super::shared::{self, ChoiceView, PageLink, WayView};
use super::subscribe::{self, OfferView};
use super::{Frame, LinkView, Page, decisions, frame, implied, route};
use crate::model::directory::{Deed, Entry};
use crate::model::meeting::Meeting;
use crate::model::{Owner, Site};
use crate::period::SchoolYear;
use crate::russian::collation;
use crate::russian::plural::plural;
use crate::russian::transliteration::slug;
use crate::russian::typography::typeset;

/// How long a summary in the list may be, in letters.
const SUMMARY_LENGTH: usize = 220;

/// Meetings that have a form or a topic in common.
pub type Shared = shared::Shared<Facet>;

/// What meetings are gathered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Круглый стол, семинар …
    Form,
    /// What they are about.
    Topic,
}

/// The meetings of an owner, or those that have something in common.
#[derive(Serialize)]
pub struct MeetingsView {
    /// What every page has.
    pub frame: Frame,
    /// The ways to those by school year, by form, by topic and by school: on the first page of all.
    pub ways: Vec<WayView>,
    /// «Решения и поручения», where there are any.
    pub decisions: Option<LinkView>,
    /// Whether none of all of them has been held yet, as far as files tell.
    pub none_held: bool,
    /// The way back to all meetings, where this is but a part of them.
    pub all: Option<LinkView>,
    /// The meetings of this page by school year, latest first.
    pub years: Vec<YearView>,
    /// How many there are on all of its pages.
    pub count: usize,
    /// The pages that the meetings fill, where these are several.
    pub pages: Vec<PageLink>,
    /// How to follow them: on the first page of all.
    pub offer: Option<OfferView>,
}

/// The meetings of a school year that stand on a page.
#[derive(Serialize)]
pub struct YearView {
    /// Its id on the page.
    pub id: String,
    /// «2024/2025 учебный год»
    pub heading: String,
    /// «4 заседания»; «101–120 из 120 заседаний» of a year that another page begins
    pub extent: String,
    /// The meetings.
    pub entries: Vec<EntryView>,
}

impl shared::Facet for Facet {
    fn slug(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Topic => "topic",
        }
    }
}

impl Facet {
    /// What a meeting says of it.
    fn names(self, meeting: &Meeting) -> &[String] {
        match self {
            Self::Form => meeting.form.as_slice(),
            Self::Topic => &meeting.article.topics,
        }
    }
}

impl Shared {
    /// «Заседания по форме: круглый стол»
    pub(super) fn title(&self) -> String {
        match self.facet {
            Facet::Form => format!("Заседания по форме: {}", self.name),
            Facet::Topic => format!("Заседания по теме: {}", self.name),
        }
    }

    fn has(&self, meeting: &Meeting) -> bool {
        self.facet.names(meeting).iter().any(|name| slug(name) == self.slug)
    }
}

/// A meeting in the order of the list.
#[derive(Clone, Copy)]
pub(super) struct Listed {
    /// Its school year: that of its plan where a plan implies it.
    pub(super) year: SchoolYear,
    /// The day by which it stands among others.
    pub(super) day: NaiveDate,
    association: usize,
    place: Place,
}

/// The meetings of `owner`, latest first: those of files, and on the same day after them those that plans imply.
pub(super) fn listed(site: &Site, owner: Owner) -> Vec<Listed> {
    in_order(of_files(site, owner, |_| true).chain(implied_by_plans(site, owner)).collect())
}

/// Those of files alone, latest first.
pub(super) fn with_file(site: &Site, owner: Owner) -> Vec<Listed> {
    in_order(of_files(site, owner, |_| true).collect())
}

/// Those of files whose day is over, latest first.
pub(super) fn held(site: &Site, owner: Owner) -> Vec<Listed> {
    let mut held = with_file(site, owner);
    held.retain(|listed| listed.day < site.today);
    held
}

/// Those that plans imply and that are still to come, latest first.
pub(super) fn coming(site: &Site, owner: Owner) -> Vec<Listed> {
    let mut coming = in_order(implied_by_plans(site, owner).collect());
    coming.retain(|listed| match listed.place {
        Place::File(_) => false,
        Place::Implied(index) => {
            let association = &site.associations[listed.association];
            let implied = &association.implied[index];
            implied.span.1 >= site.today && association.schedule[implied.activity].outcome.is_none()
        }
    });
    coming
}

fn of_files<'s>(
    site: &'s Site,
    owner: Owner,
    wanted: impl Fn(&Meeting) -> bool + Copy + 's,
) -> impl Iterator<Item = Listed> + 's {
    site.associations_of(owner).flat_map(move |association| {
        let meetings = site.associations[association].meetings.iter().enumerate();
        let meetings = meetings.filter(move |(_, meeting)| wanted(meeting));
        meetings.map(move |(index, meeting)| {
            let (year, day) = (SchoolYear::of(meeting.date), meeting.date);
            Listed { year, day, association, place: Place::File(index) }
        })
    })
}

fn implied_by_plans(site: &Site, owner: Owner) -> impl Iterator<Item = Listed> {
    site.associations_of(owner).flat_map(move |association| {
        let implied = site.associations[association].implied.iter().enumerate();
        implied.map(move |(index, implied)| {
            let (year, day) = (implied.year, implied.span.0);
            Listed { year, day, association, place: Place::Implied(index) }
        })
    })
}

fn in_order(mut all: Vec<Listed>) -> Vec<Listed> {
    all.sort_by_key(|listed| Reverse((listed.year, listed.day)));
    all
}

/// What `page` says of a meeting.
pub(super) fn entry(site: &Site, page: &Page, owner: Owner, listed: Listed) -> EntryView {
    match listed.place {
        Place::File(index) => list::meeting_entry(site, page, owner, listed.association, index),
        Place::Implied(index) => planned_entry(site, page, owner, listed.association, index),
    }
}

/// What the meetings of `owner` have in common by `facet`, with their number, in the order of the alphabet.
fn shared(site: &Site, owner: Owner, facet: Facet) -> Vec<(Shared, usize)> {
    let mut found: BTreeMap<String, (&str, BTreeSet<usize>)> = BTreeMap::new();
    let all = list::meetings_of(site, owner);
    for (place, (.., meeting)) in all.iter().enumerate() {
        for name in facet.names(meeting) {
            let slug = slug(name);
            if !slug.is_empty() {
                found.entry(slug).or_insert_with(|| (name, BTreeSet::new())).1.insert(place);
            }
        }
    }
    let found = found.into_iter();
    let found = found.map(|(slug, (name, all))| (Shared { facet, slug, name: name.to_owned() }, all.len()));
    let mut found: Vec<(Shared, usize)> = found.collect();
    found.sort_by_cached_key(|(shared, _)| (collation::key(&shared.name), shared.slug.clone()));
    found
}

/// Every page of the meetings of `owner` but the first.
pub(super) fn pages(site: &Site, owner: Owner) -> Vec<Page> {
    let whole = of_files(site, owner, |_| true).chain(implied_by_plans(site, owner)).count();
    let further = shared::further(whole);
    let mut pages: Vec<Page> = further.map(|number| Page::MeetingsFurther(owner, None, number)).collect();
    for (shared, count) in
        [Facet::Form, Facet::Topic].into_iter().flat_map(|facet| shared(site, owner, facet))
    {
        let further = shared::further(count);
        pages.extend(further.map(|number| Page::MeetingsFurther(owner, Some(shared.clone()), number)));
        pages.push(Page::MeetingsOf(owner, shared));
    }
    pages
}

/// The page with `number` of all meetings, or of those that have something in common.
pub(super) fn view(
    site: &Site,
    page: &Page,
    owner: Owner,
    shared: Option<&Shared>,
    number: usize,
) -> MeetingsView {
    let all = match shared {
        Some(shared) => in_order(of_files(site, owner, |meeting| shared.has(meeting)).collect()),
        None => listed(site, owner),
    };
    let to = |number: usize| match (number, shared) {
        (1, None) => Page::Meetings(owner),
        (1, Some(shared)) => Page::MeetingsOf(owner, shared.clone()),
        (number, shared) => Page::MeetingsFurther(owner, shared.cloned(), number),
    };
    let first = shared.is_none() && number == 1;
    let decided = Page::Decisions(owner);
    let decisions = (first && decisions::are_any(site, owner))
        .then(|| frame::link(site, page, &decided, &frame::title(site, &decided)));
    MeetingsView {
        frame: Frame::new(site, page, &frame::title(site, page), None),
        ways: if first { ways(site, page, owner, &all) } else { Vec::new() },
        decisions,
        none_held: first && held(site, owner).is_empty(),
        all: (!first).then(|| frame::link(site, page, &Page::Meetings(owner), "Все заседания")),
        years: years(site, page, owner, &all, &shared::on_page(number, all.len())),
        count: all.len(),
        pages: shared::page_links(site, page, number, all.len(), to),
        offer: first.then(|| subscribe::offer_of_list(site, page, owner, FeedTopic::Meetings)),
    }
}

/// Those of `all` that stand on a page, under their school years.
fn years(site: &Site, page: &Page, owner: Owner, all: &[Listed], shown: &Range<usize>) -> Vec<YearView> {
    let mut years = Vec::new();
    for (year, of_year) in by_year(all) {
        let here = of_year.start.max(shown.start)..of_year.end.min(shown.end);
        if here.is_empty() {
            continue;
        }
        years.push(YearView {
            id: year_id(year),
            heading: typeset(&format!("{year} учебный год")),
            extent: extent(&of_year, &here),
            // Somebody waits for a list in a preview.
            entries: all[here].par_iter().map(|listed| entry(site, page, owner, *listed)).collect(),
        });
    }
    years
}

/// The school years of `all` with the places of their meetings.
fn by_year(all: &[Listed]) -> Vec<(SchoolYear, Range<usize>)> {
    let mut years: Vec<(SchoolYear, Range<usize>)> = Vec::new();
    for of_year in all.chunk_by(|one, other| one.year == other.year) {
        let start = years.last().map_or(0, |(_, places)| places.end);
        years.push((of_year[0].year, start..start + of_year.len()));
    }
    years
}

fn year_id(year: SchoolYear) -> String {
    format!("_{}", year.slug())
}

/// How many meetings a year has, or which of them stand here.
fn extent(of_year: &Range<usize>, here: &Range<usize>) -> String {
    let count = of_year.len();
    if here == of_year {
        let word = plural(count as u64, "заседание", "заседания", "заседаний");
        return format!("{count}\u{a0}{word}");
    }
    let word = plural(count as u64, "заседания", "заседаний", "заседаний");
    let (first, last) = (here.start - of_year.start + 1, here.end - of_year.start);
    let places = if first == last { first.to_string() } else { format!("{first}–{last}") };
    format!("{places} из {count}\u{a0}{word}")
}

fn ways(site: &Site, page: &Page, owner: Owner, all: &[Listed]) -> Vec<WayView> {
    let years = by_year(all).into_iter().map(|(year, places)| {
        let on_page = match shared::page_of(places.start) {
            1 => String::new(),
            number => route::link(site, page, &Page::MeetingsFurther(owner, None, number)),
        };
        let href = format!("{on_page}#{}", year_id(year));
        ChoiceView { link: LinkView { title: year.to_string(), href }, count: places.len() }
    });
    let years: Vec<ChoiceView> = years.collect();
    let years = if years.len() > 1 { years } else { Vec::new() };
    let by = |facet| {
        let found = shared(site, owner, facet).into_iter().map(|(shared, count)| {
            let name = frame::sentence(&shared.name);
            ChoiceView { link: frame::link(site, page, &Page::MeetingsOf(owner, shared), &name), count }
        });
        found.collect::<Vec<_>>()
    };
    shared::ways([
        ("По годам", years),
        ("По форме", by(Facet::Form)),
        ("По теме", by(Facet::Topic)),
        ("По школам", by_school(site, page, owner)),
    ])
}

/// The schools where meetings of `owner` were held: their pages list them.
fn by_school(site: &Site, page: &Page, owner: Owner) -> Vec<ChoiceView> {
    let mut hosts: BTreeMap<Entry, usize> = BTreeMap::new();
    for association in site.associations_of(owner) {
        for (school, deeds) in &site.associations[association].directory.school_deeds {
            *hosts.entry(*school).or_default() +=
                deeds.iter().filter(|deed| matches!(deed, Deed::Host(_))).count();
        }
    }
    let hosts = hosts.into_iter().filter(|(_, count)| *count > 0);
    let choices = hosts.map(|(school, count)| {
        let to = Page::School(school.owner, school.index);
        ChoiceView { link: frame::link(site, page, &to, &site.school(school).name), count }
    });
    let mut choices: Vec<ChoiceView> = choices.collect();
    choices.sort_by_cached_key(|choice| (collation::key(&choice.link.title), choice.link.href.clone()));
    choices
}

/// A meeting that a plan implies.
fn planned_entry(site: &Site, page: &Page, owner: Owner, association: usize, index: usize) -> EntryView {
    let of = &site.associations[association];
    let implied = &of.implied[index];
    let planned = &of.schedule[implied.activity];
    let when = implied::when(implied, planned);
    let place = Some(planned.place.as_str()).filter(|place| !place.is_empty());
    let period = implied.day.is_none().then_some(when.as_str()).filter(|when| !when.is_empty());
    let details = [period, place, planned.who_written()].into_iter().flatten();
    let talks: Vec<String> =
        implied.talks.iter().map(|talk| said(talk.speaker.as_deref(), &talk.topic)).collect();
    EntryView {
        title: typeset(&implied.title),
        href: route::link(site, page, &Page::Implied(association, index)),
        date: implied.day.map(super::date::DateView::new),
        year: None,
        kind: Some(implied::mark(planned).to_owned()),
        details: details.map(typeset).collect(),
        summary: (!talks.is_empty()).then(|| frame::shortened(&talks.join("; "), SUMMARY_LENGTH)),
        association: list::gathered(site, owner, association),
        picture: None,
        draft: false,
    }
}

/// Who spoke on what, short: nothing where nobody is named.
pub(super) fn spoken(meeting: &Meeting) -> Option<String> {
    let questions = meeting.agenda.iter().filter(|item| item.speaker.is_some());
    let said: Vec<String> = questions.map(|item| said(item.speaker.as_deref(), &item.question)).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

fn said(who: Option<&str>, about: &str) -> String {
    let about = about.trim_end_matches(['.', ';']);
    who.map_or_else(|| about.to_owned(), |who| format!("{who} — {about}"))
}
