//! Calendars: the dated activities and the meetings of an owner, a year, a month, a direction, a person or a school.
//!
//! One thing is one event. What lasts the whole school year or waits for a request is none.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, TimeZone as _, Utc};

use super::{Calendar, DataFile, identity, plain};
use crate::formats::icalendar::{self, Event, Time};
use crate::model::association::Association;
use crate::model::calendar::LongPeriods;
use crate::model::directory::{Deed, Directory, Entry};
use crate::model::meeting::Meeting;
use crate::model::plan::PlanPart;
use crate::model::progress::State;
use crate::model::schedule::Planned;
use crate::model::{Document, Owner, Site, Subject};
use crate::period::{Period, SchoolYear};
use crate::russian::clock::{self, Clock};
use crate::russian::transliteration::slug;
use crate::view::calendar::{Month, implied_page, meeting_instead};
use crate::view::date::span_text;
use crate::view::frame::{sentence, shortened};
use crate::view::{Page, outcome, route};

/// How long the title of an event may be, in letters; all of it stands in its description.
const TITLE_LENGTH: usize = 140;

/// A period longer than so many days is a long one.
const LONG: i64 = 7;

/// Every calendar of `owner` that holds anything.
pub(super) fn all(site: &Site, owner: Owner) -> Vec<Calendar> {
    let which = Calendar::All(owner);
    let mut months: BTreeSet<Month> = BTreeSet::new();
    for gathered in Gathered::of(site, &which) {
        let writer = gathered.writer(site, &which);
        months.extend(gathered.happenings(&writer, &which).flat_map(|told| months_of(writer.time(&told))));
    }
    if months.is_empty() {
        return Vec::new();
    }
    let years: BTreeSet<SchoolYear> = months.iter().map(|month| month.school_year()).collect();
    let mut parts = Vec::new();
    if let Owner::Association(index) = owner {
        let directions = directions(&site.associations[index]).into_keys();
        parts.extend(directions.map(|slug| Calendar::Direction(index, slug)));
    }
    let directory = site.directory_of(owner);
    let entry = |index| Entry { owner, index };
    parts.extend((0..directory.people.len()).map(|index| Calendar::Person(entry(index))));
    parts.extend((0..directory.schools.len()).map(|index| Calendar::School(entry(index))));
    parts.retain(|calendar| has_events(site, calendar));
    let years = years.into_iter().map(|year| Calendar::Year(owner, year));
    let months = months.into_iter().map(|month| Calendar::Month(owner, month));
    std::iter::once(Calendar::All(owner)).chain(years).chain(months).chain(parts).collect()
}

/// Whether anything is in a calendar.
pub(super) fn has_events(site: &Site, which: &Calendar) -> bool {
    Gathered::of(site, which).into_iter().any(|gathered| {
        let writer = gathered.writer(site, which);
        gathered.happenings(&writer, which).next().is_some()
    })
}

/// The directions of an association's plans: the part of the address, and the name as it is first written.
pub(super) fn directions(association: &Association) -> BTreeMap<String, &str> {
    let mut found = BTreeMap::new();
    for direction in association.schedule.iter().filter_map(|planned| planned.direction.as_deref()) {
        let slug = slug(direction);
        if !slug.is_empty() {
            found.entry(slug).or_insert(direction);
        }
    }
    found
}

/// A calendar as it is written.
pub(super) fn calendar(site: &Site, which: &Calendar) -> icalendar::Calendar {
    let all = matches!(which, Calendar::All(_));
    let description = match which.owner() {
        Owner::Portal => site.description.as_deref(),
        Owner::Association(index) => site.associations[index].description.as_deref(),
    };
    icalendar::Calendar {
        name: name(site, which),
        description: description.filter(|_| all).map(plain),
        page: page(site, which).and_then(|page| route::absolute(site, &page)),
        source: site.address.as_ref().map(|_| {
            let path = route::data_file_path(site, &DataFile::Calendar(which.clone()));
            route::address(site, &path, &path)
        }),
        events: events(site, which),
    }
}

/// What a calendar is called.
pub(super) fn name(site: &Site, which: &Calendar) -> String {
    let owner = which.owner();
    let of = match owner {
        Owner::Portal => site.name.clone(),
        Owner::Association(index) => site.associations[index].short_name.clone(),
    };
    let part = match which {
        Calendar::All(_) => None,
        Calendar::Year(_, year) => Some(format!("{year} учебный год")),
        Calendar::Month(_, month) => Some(crate::view::date::month_title(month.year, month.month)),
        Calendar::Direction(association, slug) => {
            directions(&site.associations[*association]).get(slug).map(|name| (*name).to_owned())
        }
        Calendar::Person(entry) => Some(site.person(*entry).name.clone()),
        Calendar::School(entry) => Some(sentence(&site.school(*entry).name)),
    };
    let example = matches!(owner, Owner::Association(index) if site.associations[index].example);
    let name = part.map_or_else(|| of.clone(), |part| format!("{of}: {part}"));
    plain(&if example { format!("{name} (пример)") } else { name })
}

/// The page that shows the same.
fn page(site: &Site, which: &Calendar) -> Option<Page> {
    match which {
        Calendar::All(owner) => Some(Page::Of(Subject::Home(*owner))),
        Calendar::Year(owner, year) => Some(Page::CalendarYear(*owner, *year)),
        Calendar::Month(owner, month) => Some(Page::CalendarMonth(*owner, *month)),
        Calendar::Direction(association, _) => {
            Some(Page::Of(Subject::Home(Owner::Association(*association))))
        }
        Calendar::Person(entry) => Some(Page::Person(entry.owner, entry.index)),
        Calendar::School(entry) => Some(Page::School(entry.owner, entry.index)),
    }
    .filter(|_| site.address.is_some())
}

impl Calendar {
    /// Whose it is.
    pub fn owner(&self) -> Owner {
        match self {
            Self::All(owner) | Self::Year(owner, _) | Self::Month(owner, _) => *owner,
            Self::Direction(association, _) => Owner::Association(*association),
            Self::Person(entry) | Self::School(entry) => entry.owner,
        }
    }

    /// The days that it holds; all where it is not about a time.
    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Year(_, year) => {
                let august = Month { year: year.year(), month: 8 };
                let july = Month { year: year.year() + 1, month: 7 };
                Some((august.first(), july.last()))
            }
            Self::Month(_, month) => Some((month.first(), month.last())),
            _ => None,
        }
    }
}

/// The events of a calendar in order of time.
fn events(site: &Site, which: &Calendar) -> Vec<Event> {
    let gathered = Gathered::of(site, which).into_iter();
    let mut events: Vec<Event> = gathered.flat_map(|gathered| gathered.events(site, which)).collect();
    events.sort_by(|one, other| (one.time.start(), &one.uid).cmp(&(other.time.start(), &other.uid)));
    events
}

/// What of one association a calendar gathers.
struct Gathered {
    association: usize,
    /// The activities, by their index in the schedule; all where nothing is said.
    activities: Option<BTreeSet<usize>>,
    /// The meetings, by their index; all where nothing is said.
    meetings: Option<BTreeSet<usize>>,
}

impl Gathered {
    fn of(site: &Site, which: &Calendar) -> Vec<Self> {
        let associations = site.associations_of(which.owner());
        match which {
            Calendar::All(_) | Calendar::Year(..) | Calendar::Month(..) => associations
                .map(|association| Self { association, activities: None, meetings: None })
                .collect(),
            Calendar::Direction(association, direction) => {
                let of = &site.associations[*association];
                let has = |name: &String| slug(name) == *direction;
                let activities = of.schedule.iter().enumerate();
                let activities =
                    activities.filter(|(_, planned)| planned.direction.as_ref().is_some_and(has));
                let meetings = of.meetings.iter().enumerate();
                let meetings = meetings.filter(|(_, meeting)| meeting.article.directions.iter().any(has));
                vec![Self {
                    association: *association,
                    activities: Some(activities.map(|(index, _)| index).collect()),
                    meetings: Some(meetings.map(|(index, _)| index).collect()),
                }]
            }
            Calendar::Person(entry) => {
                associations.map(|index| Self::done_by(site, index, *entry, |of| &of.deeds)).collect()
            }
            Calendar::School(entry) => {
                associations.map(|index| Self::done_by(site, index, *entry, |of| &of.school_deeds)).collect()
            }
        }
    }

    fn done_by(
        site: &Site,
        association: usize,
        entry: Entry,
        kept: fn(&Directory) -> &BTreeMap<Entry, BTreeSet<Deed>>,
    ) -> Self {
        let (mut activities, mut meetings) = (BTreeSet::new(), BTreeSet::new());
        for deed in kept(&site.associations[association].directory).get(&entry).into_iter().flatten() {
            match deed {
                Deed::Activity(index) | Deed::Talk(index, _) => drop(activities.insert(*index)),
                Deed::Chair(index)
                | Deed::Secretary(index)
                | Deed::Host(index)
                | Deed::Report(index, _)
                | Deed::Speech(index, ..) => drop(meetings.insert(*index)),
                Deed::Decision(..) | Deed::Material(_) => {}
            }
        }
        Self { association, activities: Some(activities), meetings: Some(meetings) }
    }

    fn writer<'s>(&self, site: &'s Site, which: &Calendar) -> Writer<'s> {
        let association = &site.associations[self.association];
        Writer { site, index: self.association, association, named: which.owner() == Owner::Portal }
    }

    fn events(&self, site: &Site, which: &Calendar) -> Vec<Event> {
        let writer = self.writer(site, which);
        self.happenings(&writer, which).map(|happening| writer.event(&happening)).collect()
    }

    /// What is in the calendar of what is gathered, one after the other, so that whoever asks whether there is anything
    /// need not wait for all of it.
    fn happenings<'s>(
        &'s self,
        writer: &'s Writer<'s>,
        which: &Calendar,
    ) -> impl Iterator<Item = Happening<'s>> {
        let days_of_calendar = which.days();
        let is_wanted = |wanted: &Option<BTreeSet<usize>>, index: usize| {
            wanted.as_ref().is_none_or(|wanted| wanted.contains(&index))
        };
        let association = writer.association;
        let activities = association.schedule.iter().enumerate().filter(move |(index, planned)| {
            is_wanted(&self.activities, *index) && published_meeting(association, planned).is_none()
        });
        let activities = activities.flat_map(|(_, planned)| {
            writer.parts(planned).into_iter().map(move |part| Happening::Activity(planned, part))
        });
        let meetings = std::iter::once_with(move || {
            // The meetings that stand for activities keep their identifiers, and are there for whoever does those.
            let mut instead: BTreeMap<usize, &Planned> = BTreeMap::new();
            let mut wanted = BTreeSet::new();
            for (index, planned) in association.schedule.iter().enumerate() {
                if let Some(meeting) = published_meeting(association, planned) {
                    instead.entry(meeting).or_insert(planned);
                    wanted.extend(is_wanted(&self.activities, index).then_some(meeting));
                }
            }
            let all = association.meetings.iter().enumerate().filter(move |(index, meeting)| {
                let is_wanted = wanted.contains(index) || is_wanted(&self.meetings, *index);
                is_wanted && !meeting.article.draft
            });
            all.map(move |(index, meeting)| Happening::Meeting(index, meeting, instead.get(&index).copied()))
        });
        activities.chain(meetings.flatten()).filter(move |happening| {
            let (first, last) = days(writer.time(happening));
            days_of_calendar.is_none_or(|(from, to)| first <= to && last >= from)
        })
    }
}

/// Something in a calendar.
enum Happening<'s> {
    /// A part of an activity's time.
    Activity(&'s Planned, Part),
    /// A meeting by its index, and the activity that it stands for.
    Meeting(usize, &'s Meeting, Option<&'s Planned>),
}

/// The index of the meeting that stands for an activity, where it is no draft.
fn published_meeting(association: &Association, planned: &Planned) -> Option<usize> {
    meeting_instead(association, planned, |meeting| !meeting.article.draft)
}

fn days(time: Time) -> (NaiveDate, NaiveDate) {
    match time {
        Time::Days { first, last } => (first, last),
        Time::At { start, .. } => (start.date_naive(), start.date_naive()),
    }
}

fn months_of(time: Time) -> impl Iterator<Item = Month> {
    let (first, last) = days(time);
    std::iter::successors(Some(Month::of(first)), |month| Some(month.next()))
        .take_while(move |month| *month <= Month::of(last))
}

/// Makes events of what one association plans and does.
struct Writer<'s> {
    site: &'s Site,
    index: usize,
    association: &'s Association,
    /// Whether the calendar gathers several associations, so that each event says whose it is.
    named: bool,
}

/// An event of a plan, before it is put into words.
struct Part {
    /// What tells it from the other parts of the same activity; empty for the first.
    mark: String,
    time: Time,
    /// What stands before the title.
    said: Option<Said>,
}

/// A period that the days of an event do not show. Put into words only where somebody reads them.
#[derive(Clone, Copy)]
enum Said {
    /// «До 8 октября 2026 г.»
    Deadline(NaiveDate),
    /// «Октябрь 2026 г.»
    Span(NaiveDate, NaiveDate),
    /// «IV квартал 2026 г.»
    Quarter(u32, i32),
}

impl Said {
    fn words(self) -> String {
        plain(&match self {
            Self::Deadline(day) => format!("До {}", span_text(day, day)),
            Self::Span(first, last) => sentence(&span_text(first, last)),
            Self::Quarter(number, year) => {
                let number = ["I", "II", "III", "IV"].get(number as usize - 1).unwrap_or(&"");
                format!("{number} квартал {year} г.")
            }
        })
    }
}

impl Writer<'_> {
    fn time(&self, happening: &Happening) -> Time {
        match happening {
            Happening::Activity(_, part) => part.time,
            Happening::Meeting(_, meeting, _) => self.at(meeting.date, meeting.time.as_deref()),
        }
    }

    fn event(&self, happening: &Happening) -> Event {
        match happening {
            Happening::Activity(planned, part) => self.part(planned, part),
            Happening::Meeting(index, meeting, planned) => self.meeting(*index, meeting, *planned),
        }
    }

    fn part(&self, planned: &Planned, part: &Part) -> Event {
        let state = self.association.state(planned);
        let what = plain(&planned.what);
        let title = part.said.map_or_else(|| what.clone(), |said| format!("{}: {what}", said.words()));
        let row = Page::Of(Subject::Plan(self.index, planned.plan));
        let url = match implied_page(self.site, self.index, planned) {
            Some(page) => route::absolute(self.site, &page),
            None => {
                let plan = route::absolute(self.site, &row);
                plan.map(|plan| format!("{plan}#{}", planned.activity.0))
            }
        };
        let came_of = outcome::at_its_time(self.site, &row, self.association, planned);
        let expected = planned.expected();
        let told = [
            is_cut(&title).then_some(what),
            (!expected.text.trim().is_empty()).then(|| format!("Срок: {}", plain(&expected.text))),
            planned.who_written().map(|who| format!("Ответственные: {}", plain(who))),
            planned.direction.as_deref().map(|direction| format!("Направление: {}", plain(direction))),
            came_of.map(|came_of| plain(&came_of.text)),
        ];
        let is_deadline = matches!(part.said, Some(Said::Deadline(_)));
        let categories = [
            Some(if is_deadline { "Срок" } else { "Мероприятие" }.to_owned()),
            planned.direction.as_deref().map(plain),
        ];
        Event {
            uid: self.identifier(&format!("{}{}", item(self.association, planned), part.mark)),
            revised: self.revised(self.association.plans[planned.plan].year, Some(planned.plan), state),
            sequence: sequence(state),
            time: part.time,
            summary: self.summary(&title),
            description: self.description(told.into_iter().flatten(), url.as_deref()),
            location: Some(plain(&planned.place)).filter(|place| !place.is_empty()),
            categories: categories.into_iter().flatten().collect(),
            url,
            conference: None,
            cancelled: matches!(state, State::Cancelled { .. }),
        }
    }

    /// A meeting; `planned` is the activity that it stands for.
    fn meeting(&self, index: usize, meeting: &Meeting, planned: Option<&Planned>) -> Event {
        let title = plain(&meeting.article.title);
        let document = Document::Meeting(self.index, index);
        let url = route::absolute(self.site, &Page::Of(Subject::Document(document)));
        let reported = meeting.is_reported();
        let link = meeting.link.clone().filter(|_| !reported);
        let (state, uid) = match planned {
            Some(planned) => (self.association.state(planned), item(self.association, planned)),
            None => (State::Ahead, format!("meetings/{}", meeting.article.slug)),
        };
        let time = meeting.time.as_deref();
        let told = [
            is_cut(&title).then(|| title.clone()),
            time.map(|time| format!("Время: {}", plain(time))),
            meeting.theme.as_deref().map(|theme| format!("Тема: {}", plain(theme))),
            meeting.mode.as_deref().map(|mode| format!("Формат: {}", plain(mode))),
            meeting.article.description.as_deref().map(plain),
            link.as_deref().map(|link| format!("Подключиться: {link}")),
        ];
        let year = SchoolYear::of(meeting.date);
        let revised = self.revised(year, planned.map(|planned| planned.plan), state);
        let categories = std::iter::once("Заседание".to_owned()).chain(meeting.form.as_deref().map(sentence));
        let mut categories: Vec<String> = categories.map(|category| plain(&category)).collect();
        categories.dedup();
        Event {
            uid: self.identifier(&uid),
            revised: if reported { revised.max(meeting.date) } else { revised },
            sequence: if reported { 2 } else { sequence(state) },
            time: self.at(meeting.date, time),
            summary: self.summary(&title),
            description: self.description(told.into_iter().flatten(), url.as_deref()),
            location: meeting.place.as_deref().map(plain),
            categories,
            url,
            conference: link,
            cancelled: matches!(state, State::Cancelled { .. }) && !reported,
        }
    }

    /// The events that an activity is: its days, and of long periods what the settings say.
    fn parts(&self, planned: &Planned) -> Vec<Part> {
        let expected = planned.expected();
        let year = self.association.plans[planned.plan].year;
        let mut parts = Vec::new();
        for (number, part) in expected.period.parts().iter().enumerate() {
            let mark = if number == 0 { String::new() } else { format!("/{}", number + 1) };
            match part {
                Period::Day(day) => {
                    parts.push(Part { mark, time: self.at(*day, Some(&expected.rest)), said: None });
                }
                Period::Deadline(day) => {
                    let said = Some(Said::Deadline(*day));
                    parts.push(Part { mark, time: Time::Days { first: *day, last: *day }, said });
                }
                Period::Span { first, last } => parts.extend(self.span(mark, *first, *last, None)),
                Period::Recurring { rule, bounds: None } if rule == "ежеквартально" => {
                    let quarters = quarters(year).into_iter();
                    parts.extend(quarters.filter_map(|(quarter, first, last)| {
                        self.span(format!("{mark}/q{quarter}"), first, last, Some(quarter))
                    }));
                }
                _ => {}
            }
        }
        parts
    }

    /// A run of days. Long ones are as the settings say, and then say their period in their title.
    fn span(&self, mark: String, first: NaiveDate, last: NaiveDate, quarter: Option<u32>) -> Option<Part> {
        let quarter = quarter.map(|quarter| Said::Quarter(quarter, first.year()));
        let is_long = last.signed_duration_since(first).num_days() >= LONG;
        if !is_long || self.site.long_periods == LongPeriods::Whole {
            return Some(Part { mark, time: Time::Days { first, last }, said: quarter });
        }
        let day = self.first_working(first, last);
        (self.site.long_periods == LongPeriods::FirstDay).then(|| Part {
            mark,
            time: Time::Days { first: day, last: day },
            said: Some(quarter.unwrap_or(Said::Span(first, last))),
        })
    }

    /// The first day on which people work; the first of all where they never do.
    fn first_working(&self, first: NaiveDate, last: NaiveDate) -> NaiveDate {
        let days = std::iter::successors(Some(first), |day| day.checked_add_days(Days::new(1)));
        let mut days = days.take_while(|day| *day <= last);
        days.find(|day| !self.association.days_off.has(*day)).unwrap_or(first)
    }

    /// A day, at the hours that `words` name.
    fn at(&self, day: NaiveDate, words: Option<&str>) -> Time {
        let instant = |clock: Clock| {
            let local = day.and_hms_opt(clock.hour, clock.minute, 0)?;
            let zoned = self.association.time_zone.offset().from_local_datetime(&local).single()?;
            Some(zoned.with_timezone(&Utc))
        };
        let hours = words.and_then(clock::hours);
        match hours.and_then(|hours| Some((hours, instant(hours.from)?))) {
            Some((hours, start)) => Time::At { start, end: hours.to.and_then(instant) },
            None => Time::Days { first: day, last: day },
        }
    }

    fn identifier(&self, name: &str) -> String {
        let folder = match self.association.slug.as_str() {
            "" => String::new(),
            slug => format!("{slug}/"),
        };
        format!("{folder}{name}@{}", identity(self.site))
    }

    /// The latest day that the content names for what is said: that of the approval, or that on which it was held.
    fn revised(&self, year: SchoolYear, plan: Option<usize>, state: State) -> NaiveDate {
        let approved = plan.into_iter().flat_map(|plan| &self.association.plans[plan].parts);
        let approved = approved.filter_map(|part| match part {
            PlanPart::Approval(approval) => approval.day,
            _ => None,
        });
        let held = match state {
            State::Done { day, .. } => day,
            _ => None,
        };
        approved.chain(held).max().unwrap_or_else(|| year.opening())
    }

    fn summary(&self, title: &str) -> String {
        let title = plain(&shortened(title, TITLE_LENGTH));
        if self.association.example { format!("Пример. {title}") } else { title }
    }

    /// What is said of an event, and its page once more: not every program shows the address of an event.
    fn description(&self, told: impl Iterator<Item = String>, url: Option<&str>) -> String {
        let whose = self.named.then(|| plain(&self.association.name));
        let lines = told.chain(whose).chain(url.map(str::to_owned));
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Whether a title is too long for an event.
fn is_cut(title: &str) -> bool {
    title.chars().nth(TITLE_LENGTH).is_some()
}

/// What an activity is known by: its plan and its id there.
fn item(association: &Association, planned: &Planned) -> String {
    format!("plans/{}/{}", association.plans[planned.plan].year.slug(), planned.activity.0)
}

/// How often an activity was put otherwise than planned: moved, then held or cancelled.
fn sequence(state: State) -> u32 {
    match state {
        State::Ahead => 0,
        State::Moved { .. } => 1,
        State::Done { .. } | State::Cancelled { .. } => 2,
    }
}

/// The quarters of the calendar in which a school works, with their numbers.
fn quarters(year: SchoolYear) -> [(u32, NaiveDate, NaiveDate); 4] {
    let (autumn, spring) = (year.year(), year.year() + 1);
    let span = |quarter, year, first: u32, last: u32| {
        let (first, last) = (Month { year, month: first }.first(), Month { year, month: last }.last());
        (quarter, first, last)
    };
    [span(3, autumn, 9, 9), span(4, autumn, 10, 12), span(1, spring, 1, 3), span(2, spring, 4, 6)]
}
