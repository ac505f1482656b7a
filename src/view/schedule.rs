//! A plan read otherwise: by month, by direction, by who answers for it. Each entry leads back to the approved row.

use std::collections::BTreeMap;

use serde::Serialize;

use super::calendar::Month;
use super::data_file::{self, Calendar, DataFileView};
use super::date::{month_title, span_text};
use super::frame;
use super::outcome::{self, OutcomeView};
use super::{Frame, Page, named, route};
use crate::model::association::Association;
use crate::model::directory::Deed;
use crate::model::schedule::Planned;
use crate::model::{Site, Subject};
use crate::people;
use crate::period::{Period, SchoolYear};
use crate::russian::collation;
use crate::russian::transliteration::slug;
use crate::russian::typography::typeset;

/// The ways to read a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// By month.
    Months,
    /// By direction.
    Directions,
    /// By who answers for it.
    People,
}

/// A plan in one of its orders.
#[derive(Serialize)]
pub struct ScheduleView {
    /// What every page has.
    pub frame: Frame,
    /// `months`, `directions`, `people`.
    pub order: &'static str,
    /// The plan as approved, and its other orders.
    pub tabs: Vec<TabView>,
    /// Its activities under their headings.
    pub groups: Vec<GroupView>,
}

/// One of the ways to read a plan.
#[derive(Serialize)]
pub struct TabView {
    /// «По месяцам»
    pub title: String,
    /// Its page.
    pub href: String,
    /// Whether this is it.
    pub current: bool,
}

/// Activities under one heading.
#[derive(Serialize)]
pub struct GroupView {
    /// «Октябрь 2024», «Пайвина Н.Б.»
    pub heading: String,
    /// The page of the person whom it names.
    pub href: Option<String>,
    /// The calendar of a direction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<DataFileView>,
    /// What is said of the heading: a position, a school.
    pub note: Option<String>,
    /// The activities.
    pub entries: Vec<ActivityEntry>,
}

/// An activity.
#[derive(Clone, Serialize)]
pub struct ActivityEntry {
    /// What is to be done.
    pub title: String,
    /// Its row in the approved plan.
    pub href: String,
    /// The period as written.
    pub when: String,
    /// The period in full, where it has days.
    pub dates: Option<String>,
    /// Who answers for it, as written.
    pub who: Option<String>,
    /// The direction.
    pub direction: Option<String>,
    /// What came of it, where its author says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeView>,
}

impl Order {
    /// The part of the address.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Months => "months",
            Self::Directions => "directions",
            Self::People => "people",
        }
    }

    /// «По месяцам»
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Months => "По месяцам",
            Self::Directions => "По направлениям",
            Self::People => "По ответственным",
        }
    }
}

/// The orders in which the plan makes sense.
pub(super) fn orders(site: &Site, association: usize, plan: usize) -> Vec<Order> {
    let planned = || activities(site, association, plan);
    let candidates = [
        (Order::Months, planned().next().is_some()),
        (Order::Directions, planned().any(|planned| planned.direction.is_some())),
        (Order::People, planned().any(|planned| !planned.who.text.is_empty())),
    ];
    candidates.into_iter().filter(|(_, sensible)| *sensible).map(|(order, _)| order).collect()
}

/// The ways to read a plan, for the page `page` of one of them.
pub(super) fn tabs(site: &Site, page: &Page, association: usize, plan: usize) -> Vec<TabView> {
    let approved = Page::Of(Subject::Plan(association, plan));
    let orders = orders(site, association, plan).into_iter();
    let others = orders.map(|order| (order.title(), Page::Schedule(association, plan, order)));
    let marked = site.associations[association].records_outcomes(plan);
    let marked = marked.then_some(("С отметками", Page::PlanMarked(association, plan)));
    let tabs = std::iter::once(("Как утверждён", approved)).chain(others).chain(marked);
    tabs.map(|(title, to)| TabView {
        title: title.to_owned(),
        href: route::link(site, page, &to),
        current: to == *page,
    })
    .collect()
}

/// The page of a plan in `order`.
pub(super) fn view(site: &Site, page: &Page, association: usize, plan: usize, order: Order) -> ScheduleView {
    let subject = Subject::Plan(association, plan);
    let reader = Reader { site, page, association: &site.associations[association], subject };
    let year = site.associations[association].plans[plan].year;
    let planned: Vec<&Planned> = activities(site, association, plan).collect();
    let groups = match order {
        Order::Months => reader.by_month(&planned, year),
        Order::Directions => reader.by_direction(&planned),
        Order::People => reader.by_person(&planned),
    };
    ScheduleView {
        frame: Frame::new(site, page, &frame::title(site, page), None),
        order: order.slug(),
        tabs: tabs(site, page, association, plan),
        groups,
    }
}

fn activities(site: &Site, association: usize, plan: usize) -> impl Iterator<Item = &Planned> {
    site.associations[association].activities_of(plan)
}

/// Makes groups for one page.
struct Reader<'s> {
    site: &'s Site,
    page: &'s Page,
    association: &'s Association,
    subject: Subject,
}

impl Reader<'_> {
    /// By the first day as read or as moved, then as in the document; what has no days stands at the end.
    fn by_month(&self, planned: &[&Planned], year: SchoolYear) -> Vec<GroupView> {
        let mut months: BTreeMap<Month, Vec<(Option<chrono::NaiveDate>, &Planned)>> = BTreeMap::new();
        let (mut all_year, mut on_request) = (Vec::new(), Vec::new());
        for planned in planned {
            for part in planned.expected().period.parts() {
                let day = part.start(year).or_else(|| part.end(year));
                match (part, day) {
                    (Period::Year { .. } | Period::Recurring { .. }, _) => all_year.push(*planned),
                    (_, Some(day)) => months.entry(Month::of(day)).or_default().push((Some(day), planned)),
                    _ => on_request.push(*planned),
                }
            }
        }
        let dated = months.into_iter().map(|(month, mut entries)| {
            entries.sort_by_key(|(day, _)| *day);
            let entries: Vec<&Planned> = entries.into_iter().map(|(_, planned)| planned).collect();
            self.group(&month_title(month.year, month.month), None, &entries)
        });
        let beside = [("В течение года", all_year), ("По плану и по запросу", on_request)];
        let beside = beside.into_iter().filter(|(_, entries)| !entries.is_empty());
        dated.chain(beside.map(|(heading, entries)| self.group(heading, None, &entries))).collect()
    }

    fn by_direction(&self, planned: &[&Planned]) -> Vec<GroupView> {
        let mut groups: Vec<(&str, Vec<&Planned>)> = Vec::new();
        for planned in planned {
            let direction = planned.direction.as_deref().unwrap_or("Без направления");
            match groups.iter_mut().find(|(known, _)| *known == direction) {
                Some((_, entries)) => entries.push(planned),
                None => groups.push((direction, vec![planned])),
            }
        }
        let group = |(direction, entries): (&str, Vec<&Planned>)| GroupView {
            calendar: self.calendar_of(direction),
            ..self.group(direction, None, &entries)
        };
        groups.into_iter().map(group).collect()
    }

    /// The calendar of a direction.
    fn calendar_of(&self, direction: &str) -> Option<DataFileView> {
        let Subject::Plan(association, _) = self.subject else { return None };
        let which = Calendar::Direction(association, Some(slug(direction)).filter(|slug| !slug.is_empty())?);
        data_file::calendar_view(self.site, self.page, which, "Календарь направления")
    }

    /// People by name, then roles, institutions and groups, then what nobody is named for.
    fn by_person(&self, planned: &[&Planned]) -> Vec<GroupView> {
        let mentions = planned
            .iter()
            .flat_map(|planned| planned.who.persons.iter().map(move |person| (person, *planned)));
        let mut joined = people::join(mentions);
        joined.sort_by_cached_key(|person| collation::key(&person.name.to_string()));
        let mut groups: Vec<GroupView> = joined
            .into_iter()
            .map(|person| {
                let note: Vec<String> = person.roles.iter().chain(&person.schools).cloned().collect();
                let href = self.page_of(&person);
                let group = self.group(&person.name.to_string(), Some(note.join(", ")), &person.mentions);
                GroupView { href, ..group }
            })
            .collect();
        let mut others: BTreeMap<String, (String, Vec<&Planned>)> = BTreeMap::new();
        for planned in planned {
            let who = &planned.who;
            for name in who.roles.iter().chain(&who.organisations).chain(&who.groups) {
                let (_, entries) =
                    others.entry(name.to_lowercase()).or_insert_with(|| (name.clone(), Vec::new()));
                entries.push(planned);
            }
        }
        groups.extend(
            others.into_values().map(|(name, entries)| self.group(&frame::sentence(&name), None, &entries)),
        );
        let nobody: Vec<&Planned> =
            planned.iter().copied().filter(|planned| names_nobody(&planned.who)).collect();
        if !nobody.is_empty() {
            groups.push(self.group("Ответственный не назван", None, &nobody));
        }
        groups
    }

    /// The page of a person who agreed to have one.
    fn page_of(&self, person: &people::Joined<&Planned>) -> Option<String> {
        let Subject::Plan(association, _) = self.subject else { return None };
        let schedule = &self.site.associations[association].schedule;
        if self.site.associations[association].directory.deeds.is_empty() {
            return None;
        }
        let deeds = person.mentions.iter().filter_map(|planned| {
            schedule.iter().position(|other| std::ptr::eq(other, *planned)).map(Deed::Activity)
        });
        let mut pages = deeds.map(|deed| named::doer(self.site, self.page, association, &deed, &person.name));
        pages.find_map(|page| page)
    }

    fn group(&self, heading: &str, note: Option<String>, planned: &[&Planned]) -> GroupView {
        GroupView {
            heading: typeset(heading),
            href: None,
            calendar: None,
            note: note.filter(|note| !note.is_empty()).map(|note| typeset(&note)),
            entries: planned.iter().map(|planned| self.entry(planned)).collect(),
        }
    }

    fn entry(&self, planned: &Planned) -> ActivityEntry {
        let row = route::link(self.site, self.page, &Page::Of(self.subject));
        let text = |text: &str| (!text.is_empty()).then(|| typeset(text));
        ActivityEntry {
            title: typeset(&planned.what),
            href: format!("{row}#{}", planned.activity.0),
            when: typeset(&planned.expected().text),
            dates: dates(&planned.expected().period),
            who: planned.who_written().map(typeset),
            direction: planned.direction.as_deref().and_then(text),
            outcome: outcome::at_its_time(self.site, self.page, self.association, planned),
        }
    }
}

fn names_nobody(who: &people::Reading) -> bool {
    who.persons.is_empty() && who.roles.is_empty() && who.organisations.is_empty() && who.groups.is_empty()
}

/// A period with days in full words.
fn dates(period: &Period) -> Option<String> {
    let words = period.parts().iter().map(|part| match part {
        Period::Day(day) => Some(span_text(*day, *day)),
        Period::Deadline(day) => Some(format!("до {}", span_text(*day, *day))),
        Period::Span { first, last } => Some(span_text(*first, *last)),
        _ => None,
    });
    let words: Vec<String> = words.collect::<Option<_>>()?;
    Some(words.join("; "))
}
