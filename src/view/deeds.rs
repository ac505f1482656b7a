//! What a person or a school did, by school year, latest first: the same lists stand on both pages.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::date::DateView;
use super::{Page, frame, list, route};
use crate::model::directory::{Deed, Directory, Entry};
use crate::model::meeting::Meeting;
use crate::model::{Document, Owner, Site, Subject};
use crate::period::{Period, SchoolYear};
use crate::russian::typography::typeset;

/// What was done in one school year.
#[derive(Serialize)]
pub struct YearView {
    /// «2024/2025 учебный год»
    pub heading: String,
    /// Its deeds by their kind.
    pub sections: Vec<SectionView>,
}

/// Deeds of one kind.
#[derive(Serialize)]
pub struct SectionView {
    /// «Поручения по плану»
    pub heading: &'static str,
    /// The deeds.
    pub entries: Vec<DeedView>,
}

/// A deed.
#[derive(Serialize)]
pub struct DeedView {
    /// The activity, the meeting, the question, the material.
    pub title: String,
    /// Its page, or its row in the plan.
    pub href: String,
    /// The day of a meeting or of a material.
    pub date: Option<DateView>,
    /// The period of an activity as written.
    pub when: Option<String>,
    /// What else is said of it: the meeting, the topic, the term.
    pub details: Vec<String>,
    /// Whether it stands in a draft.
    pub draft: bool,
}

/// Which deeds of a directory are asked for: of people or of schools.
pub(super) type Kept = fn(&Directory) -> &BTreeMap<Entry, BTreeSet<Deed>>;

/// The deeds of `entry` in all associations that its owner gathers.
pub(super) fn years(site: &Site, page: &Page, entry: Entry, kept: Kept) -> Vec<YearView> {
    let mut all: Vec<(Option<SchoolYear>, usize, Told)> = Vec::new();
    for association in site.associations_of(entry.owner) {
        let deeds = kept(&site.associations[association].directory).get(&entry);
        let teller = Teller { site, page, owner: entry.owner, association };
        for deed in deeds.into_iter().flatten() {
            let (year, told) = teller.tell(deed);
            all.push((year, section(deed), told));
        }
    }
    // Latest years first, in a year by kind, in a kind by time; what has no date keeps its order.
    all.sort_by(|(year, section, told), (other_year, other_section, other)| {
        (other_year, section, &told.order).cmp(&(year, other_section, &other.order))
    });
    let mut years: Vec<(Option<SchoolYear>, YearView)> = Vec::new();
    for (year, section, told) in all {
        let heading = SECTIONS[section];
        if years.last().is_none_or(|(last, _)| *last != year) {
            let title = year.map_or_else(|| "Без даты".to_owned(), |year| format!("{year} учебный год"));
            years.push((year, YearView { heading: typeset(&title), sections: Vec::new() }));
        }
        let Some((_, view)) = years.last_mut() else { continue };
        match view.sections.last_mut() {
            Some(last) if last.heading == heading => last.entries.push(told.view),
            _ => view.sections.push(SectionView { heading, entries: vec![told.view] }),
        }
    }
    years.into_iter().map(|(_, view)| view).collect()
}

/// The kinds of deeds in the order of the page. The words are those of a person's page and a school's alike.
const SECTIONS: [&str; 7] = [
    "Поручения по плану",
    "Поручения по решениям заседаний",
    "Председатель на заседаниях",
    "Секретарь на заседаниях",
    "Заседания в школе",
    "Выступления",
    "Материалы",
];

fn section(deed: &Deed) -> usize {
    match deed {
        Deed::Activity(_) => 0,
        Deed::Decision(..) => 1,
        Deed::Chair(_) => 2,
        Deed::Secretary(_) => 3,
        Deed::Host(_) => 4,
        Deed::Talk(..) | Deed::Report(..) | Deed::Speech(..) => 5,
        Deed::Material(_) => 6,
    }
}

/// A deed in words, and what it is sorted by: whether it has no time, the time and, within one thing, its place.
struct Told {
    order: (bool, Option<NaiveDate>, usize, usize),
    view: DeedView,
}

/// Tells of the deeds in one association.
struct Teller<'s> {
    site: &'s Site,
    page: &'s Page,
    /// Whose page it is.
    owner: Owner,
    association: usize,
}

impl Teller<'_> {
    fn tell(&self, deed: &Deed) -> (Option<SchoolYear>, Told) {
        match deed {
            Deed::Activity(index) => self.activity(*index, None),
            Deed::Talk(index, topic) => self.activity(*index, Some(topic)),
            Deed::Chair(index) | Deed::Secretary(index) | Deed::Host(index) => {
                self.meeting(*index, (0, 0), None)
            }
            Deed::Report(index, item) => {
                let question = &self.held(*index).agenda[*item];
                self.meeting(*index, (*item, 0), Some(&question.question))
            }
            Deed::Speech(index, item, speech) => {
                let question = &self.held(*index).agenda[*item];
                let about = question.speeches[*speech].about.as_ref();
                self.meeting(*index, (*item, speech + 1), Some(about.unwrap_or(&question.question)))
            }
            Deed::Decision(index, place) => self.decision(*index, *place),
            Deed::Material(index) => self.material(*index),
        }
    }

    fn held(&self, index: usize) -> &Meeting {
        &self.site.associations[self.association].meetings[index]
    }

    fn gathered(&self) -> Option<String> {
        list::gathered(self.site, self.owner, self.association)
    }

    fn activity(&self, index: usize, topic: Option<&String>) -> (Option<SchoolYear>, Told) {
        let association = &self.site.associations[self.association];
        let planned = &association.schedule[index];
        let year = association.plans[planned.plan].year;
        let row = Page::Of(Subject::Plan(self.association, planned.plan));
        let within = topic.map(|_| typeset(&planned.what));
        let view = DeedView {
            title: typeset(topic.unwrap_or(&planned.what)),
            href: format!("{}#{}", route::link(self.site, self.page, &row), planned.activity.0),
            date: None,
            when: (!planned.when.text.is_empty()).then(|| typeset(&planned.when.text)),
            details: within.into_iter().chain(self.gathered()).collect(),
            draft: false,
        };
        // What lasts the year or has no days stands behind what has its time.
        let period = &planned.when.period;
        let dated = !matches!(period, Period::Year { .. });
        let start = period.start(year).or(period.end(year)).filter(|_| dated);
        (Some(year), Told { order: (start.is_none(), start, index, 0), view })
    }

    /// A meeting, or what was said at it.
    fn meeting(
        &self,
        index: usize,
        (item, part): (usize, usize),
        said: Option<&String>,
    ) -> (Option<SchoolYear>, Told) {
        let meeting = self.held(index);
        let title = &meeting.article.title;
        let within = said.map(|_| typeset(title));
        let document = Document::Meeting(self.association, index);
        let view = DeedView {
            title: typeset(said.unwrap_or(title)),
            href: route::link(self.site, self.page, &Page::Of(Subject::Document(document))),
            date: Some(DateView::new(meeting.date)),
            when: None,
            details: within.into_iter().chain(self.gathered()).collect(),
            draft: meeting.article.draft,
        };
        (Some(SchoolYear::of(meeting.date)), Told { order: (false, Some(meeting.date), item, part), view })
    }

    /// A decision with its term; whether it was carried out, its meeting says.
    fn decision(&self, index: usize, place: usize) -> (Option<SchoolYear>, Told) {
        let decision = self.held(index).decisions().nth(place);
        let (year, mut told) = self.meeting(index, (place, 0), decision.map(|decision| &decision.text));
        let term = decision.and_then(|decision| decision.term.as_ref());
        told.view.details.splice(0..0, term.map(|term| typeset(&format!("Срок: {}", term.text))));
        (year, told)
    }

    fn material(&self, index: usize) -> (Option<SchoolYear>, Told) {
        let material = &self.site.associations[self.association].materials[index];
        let document = Document::Material(self.association, index);
        let kind = material.kind.as_deref().map(frame::sentence);
        let view = DeedView {
            title: typeset(&material.article.title),
            href: route::link(self.site, self.page, &Page::Of(Subject::Document(document))),
            date: material.article.date.map(DateView::new),
            when: None,
            details: kind.into_iter().chain(self.gathered()).collect(),
            draft: material.article.draft,
        };
        (
            material.year(),
            Told { order: (material.article.date.is_none(), material.article.date, index, 0), view },
        )
    }
}
