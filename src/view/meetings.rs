//! The archive of meetings: all of them by school year, and those of one form or topic.

use std::collections::BTreeMap;

use serde::Serialize;

use super::data_file::FeedTopic;
use super::list::{self, Dated, EntryView};
use super::shared::{self, ChoiceView, WayView};
use super::subscribe::{self, OfferView};
use super::{Frame, LinkView, Page, decisions, frame, implied, route};
use crate::model::directory::{Deed, Entry};
use crate::model::meeting::Meeting;
use crate::model::{Owner, Site};
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
    /// The ways to those by school year, by form, by topic and by school.
    pub ways: Vec<WayView>,
    /// «Решения и поручения», where there are any.
    pub decisions: Option<LinkView>,
    /// The way back to all meetings, where this is but a part of them.
    pub all: Option<LinkView>,
    /// The meetings by school year, latest first.
    pub years: Vec<YearView>,
    /// How many there are.
    pub count: usize,
    /// How to follow them: on the page of all.
    pub offer: Option<OfferView>,
}

/// The meetings of a school year.
#[derive(Serialize)]
pub struct YearView {
    /// Its id on the page.
    pub id: String,
    /// «2024/2025 учебный год»
    pub heading: String,
    /// «4 заседания»
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

/// What the meetings of `owner` have in common by `facet`, with their number, in the order of the alphabet.
pub(super) fn shared(site: &Site, owner: Owner, facet: Facet) -> Vec<(Shared, usize)> {
    let mut found: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for (.., meeting) in list::meetings_of(site, owner) {
        for name in facet.names(meeting) {
            let slug = slug(name);
            if !slug.is_empty() {
                found.entry(slug).or_insert((name, 0)).1 += 1;
            }
        }
    }
    let found =
        found.into_iter().map(|(slug, (name, count))| (Shared { facet, slug, name: name.to_owned() }, count));
    let mut found: Vec<(Shared, usize)> = found.collect();
    found.sort_by_cached_key(|(shared, _)| (collation::key(&shared.name), shared.slug.clone()));
    found
}

/// All that the meetings of `owner` have in common, each with a page of its own.
pub(super) fn all_shared(site: &Site, owner: Owner) -> impl Iterator<Item = Shared> {
    [Facet::Form, Facet::Topic]
        .into_iter()
        .flat_map(move |facet| shared(site, owner, facet))
        .map(|(shared, _)| shared)
}

/// The page of all meetings.
pub(super) fn view(site: &Site, page: &Page, owner: Owner) -> MeetingsView {
    let entries = with_planned(site, page, owner, list::meetings(site, page, owner));
    let mut view = gathered(site, page, entries);
    let years = view.years.iter().map(|year| ChoiceView {
        link: LinkView { title: year_of(&year.heading).to_owned(), href: format!("#{}", year.id) },
        count: year.entries.len(),
    });
    let years: Vec<ChoiceView> = years.collect();
    let by = |facet| {
        let found = shared(site, owner, facet).into_iter().map(|(shared, count)| {
            let name = frame::sentence(&shared.name);
            ChoiceView { link: frame::link(site, page, &Page::MeetingsOf(owner, shared), &name), count }
        });
        found.collect::<Vec<_>>()
    };
    let years = if years.len() > 1 { years } else { Vec::new() };
    let ways = [
        ("По годам", years),
        ("По форме", by(Facet::Form)),
        ("По теме", by(Facet::Topic)),
        ("По школам", by_school(site, page, owner)),
    ];
    view.ways = shared::ways(ways);
    view.offer = Some(subscribe::offer_of_list(site, page, owner, FeedTopic::Meetings));
    let to = Page::Decisions(owner);
    view.decisions =
        decisions::are_any(site, owner).then(|| frame::link(site, page, &to, &frame::title(site, &to)));
    view
}

/// The page of those that have something in common.
pub(super) fn of(site: &Site, page: &Page, owner: Owner, shared: &Shared) -> MeetingsView {
    let entries = list::meetings_where(site, page, owner, |meeting| shared.has(meeting));
    let mut view = gathered(site, page, entries);
    view.all = Some(frame::link(site, page, &Page::Meetings(owner), "Все заседания"));
    view
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

fn gathered(site: &Site, page: &Page, entries: Vec<Dated>) -> MeetingsView {
    let count = entries.len();
    let years = list::by_year(entries).into_iter().map(|group| {
        let count = group.entries.len();
        let word = plural(count as u64, "заседание", "заседания", "заседаний");
        YearView {
            id: format!("_{}", slug(year_of(&group.heading))),
            heading: group.heading,
            extent: format!("{count}\u{a0}{word}"),
            entries: group.entries,
        }
    });
    MeetingsView {
        frame: Frame::new(site, page, &frame::title(site, page), None),
        ways: Vec::new(),
        decisions: None,
        all: None,
        years: years.collect(),
        count,
        offer: None,
    }
}

/// «2024/2025» of «2024/2025 учебный год»
fn year_of(heading: &str) -> &str {
    heading.split_whitespace().next().unwrap_or_default()
}

/// A meeting that a plan implies, as an entry.
pub(super) struct PlannedEntry {
    /// The entry with its school year.
    pub dated: Dated,
    /// The day by which it stands among other meetings, for machines.
    pub day: String,
    /// Whether it is still to come.
    pub coming: bool,
}

/// The meetings that the plans of `owner` imply, latest first.
pub(super) fn planned(site: &Site, page: &Page, owner: Owner) -> Vec<PlannedEntry> {
    let mut entries = Vec::new();
    for association in site.associations_of(owner) {
        let of = &site.associations[association];
        for (index, implied) in of.implied.iter().enumerate() {
            let planned = &of.schedule[implied.activity];
            let when = implied::when(implied, planned);
            let place = Some(planned.place.as_str()).filter(|place| !place.is_empty());
            let period = implied.day.is_none().then_some(when.as_str()).filter(|when| !when.is_empty());
            let details = [period, place, planned.who_written()].into_iter().flatten();
            let talks: Vec<String> =
                implied.talks.iter().map(|talk| said(talk.speaker.as_deref(), &talk.topic)).collect();
            let entry = EntryView {
                title: typeset(&implied.title),
                href: route::link(site, page, &Page::Implied(association, index)),
                date: implied.day.map(super::date::DateView::new),
                year: None,
                kind: Some(implied::mark(planned).to_owned()),
                details: details.map(typeset).collect(),
                summary: (!talks.is_empty()).then(|| frame::shortened(&talks.join("; "), SUMMARY_LENGTH)),
                association: list::gathered(site, owner, association),
                draft: false,
            };
            entries.push(PlannedEntry {
                dated: Dated { year: Some(implied.year), entry },
                day: implied.span.0.format("%Y-%m-%d").to_string(),
                coming: implied.span.1 >= site.today && planned.outcome.is_none(),
            });
        }
    }
    entries.sort_by(|one, other| other.day.cmp(&one.day));
    entries
}

/// The meetings of files, latest first, with those that plans imply among them.
pub(super) fn with_planned(site: &Site, page: &Page, owner: Owner, files: Vec<Dated>) -> Vec<Dated> {
    let planned = planned(site, page, owner).into_iter().map(|planned| (planned.day, planned.dated));
    let day = |dated: &Dated| dated.entry.date.as_ref().map(|date| date.iso.clone()).unwrap_or_default();
    let files = files.into_iter().map(|dated| (day(&dated), dated));
    let mut all: Vec<((Option<crate::period::SchoolYear>, String), Dated)> =
        files.chain(planned).map(|(day, dated)| ((dated.year, day), dated)).collect();
    all.sort_by(|(one, _), (other, _)| other.cmp(one));
    all.into_iter().map(|(_, dated)| dated).collect()
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
