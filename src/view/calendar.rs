//! The calendar: a school year by month, and a month as a list and as a table.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::Serialize;

use super::date::{DateView, month_name, month_title, span_text};
use super::document::{self, DocumentView, Offers};
use super::frame::{self, shortened};
use super::outcome::{self, OutcomeView};
use super::subscribe::{self, OfferView};
use super::{Frame, LinkView, Page, data_file, route};
use crate::model::association::Association;
use crate::model::meeting::Meeting;
use crate::model::schedule::Planned;
use crate::model::{Document, Owner, Site, Subject};
use crate::period::{Period, Reading, SchoolYear};
use crate::russian::typography::typeset;

/// How many entries of a month the page of its year shows; the rest stands on the month's own page.
const SHOWN_IN_YEAR: usize = 8;

/// How many days something may last and still be an event to wait for: a month.
const LONGEST_EVENT: i64 = 31;

/// How long a title in the calendar may be, in letters.
const TITLE_LENGTH: usize = 140;

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// Its calendar year.
    pub year: i32,
    /// From 1 to 12.
    pub month: u32,
}

/// A school year by month.
#[derive(Serialize)]
pub struct CalendarYearView {
    /// What every page has.
    pub frame: Frame,
    /// The day of the build, where it is in this year and therefore marked.
    pub as_of: Option<DateView>,
    /// The same for the wall.
    pub documents: Vec<DocumentView>,
    /// August to July.
    pub months: Vec<MonthCard>,
    /// How many entries all of them have.
    pub count: usize,
    /// What has no place in a month.
    pub beside: BesideView,
    /// How to have it in one's own calendar.
    pub offer: OfferView,
    /// The year before.
    pub previous: Option<LinkView>,
    /// The year after.
    pub next: Option<LinkView>,
}

/// A month on the page of its year.
#[derive(Serialize)]
pub struct MonthCard {
    /// It, for whoever wants all of it.
    #[serde(skip)]
    pub month: Month,
    /// Its first day, as machines write it.
    #[serde(skip)]
    pub first_day: String,
    /// «Октябрь 2024»
    pub title: String,
    /// «Октябрь»
    pub name: String,
    /// Its page.
    pub href: String,
    /// Whether today is in it.
    pub current: bool,
    /// How many entries it has.
    pub count: usize,
    /// What lasts all the month or longer.
    pub whole: Vec<EntryView>,
    /// What has its days.
    pub dated: Vec<EntryView>,
    /// How many entries more its own page has.
    pub more: usize,
}

/// A month.
#[derive(Serialize)]
pub struct CalendarMonthView {
    /// What every page has.
    pub frame: Frame,
    /// The day of the build, where it is in this month and therefore marked.
    pub as_of: Option<DateView>,
    /// The same for the wall.
    pub documents: Vec<DocumentView>,
    /// What lasts all the month or longer.
    pub whole: Vec<EntryView>,
    /// What has its days, in order.
    pub dated: Vec<EntryView>,
    /// Its weeks, Monday first.
    pub weeks: Vec<WeekView>,
    /// What has no place in a month.
    pub beside: BesideView,
    /// How to have it in one's own calendar.
    pub offer: OfferView,
    /// The school year it belongs to.
    pub year: LinkView,
    /// The month before.
    pub previous: Option<LinkView>,
    /// The month after.
    pub next: Option<LinkView>,
}

/// A week of the table.
#[derive(Serialize)]
pub struct WeekView {
    /// Seven days; those of other months have no number.
    pub days: Vec<DayView>,
    /// Runs of days that cross the week.
    pub spans: Vec<SpanView>,
}

/// A day of the table.
#[derive(Serialize)]
pub struct DayView {
    /// Its number; nothing where it belongs to another month.
    pub number: Option<u32>,
    /// The day itself.
    pub date: DateView,
    /// Whether it is today.
    pub today: bool,
    /// What is on it.
    pub entries: Vec<EntryView>,
}

/// The part of a run of days that lies in one week.
#[derive(Serialize)]
pub struct SpanView {
    /// How many days of the week stand before it.
    pub before: u32,
    /// How many days it lasts.
    pub length: u32,
    /// How many days of the week stand after it.
    pub after: u32,
    /// Whether it has begun before this week.
    pub continued: bool,
    /// Whether it goes on behind this week.
    pub continues: bool,
    /// What it is.
    pub entry: EntryView,
}

/// An entry of the calendar.
#[derive(Clone, Serialize)]
pub struct EntryView {
    /// What it is.
    pub title: String,
    /// Its place in the plan, or the page of the meeting.
    pub href: String,
    /// Its full date in words.
    pub when: String,
    /// Its days beside the name of their month, for what hangs on a wall: no business of a page. «8», «15–21», «до 15»,
    /// «28.10–4.11»; empty where it has none.
    #[serde(skip)]
    pub days: String,
    /// Its first day, for machines; nothing where it has none.
    pub date: Option<String>,
    /// `activity`, `deadline`, `meeting`.
    pub kind: &'static str,
    /// Who answers for it, as written.
    pub who: Option<String>,
    /// Whose it is, where the calendar gathers several associations.
    pub association: Option<String>,
    /// What came of it, where its author says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeView>,
}

/// What has no place in a month.
#[derive(Serialize)]
pub struct BesideView {
    /// «В течение года»
    pub all_year: Vec<EntryView>,
    /// «По плану и по запросу»
    pub on_request: Vec<EntryView>,
}

impl Month {
    /// The month of a date.
    pub fn of(date: NaiveDate) -> Self {
        Self { year: date.year(), month: date.month() }
    }

    /// Its first day.
    pub(super) fn first(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }

    /// Its last day.
    pub(super) fn last(self) -> NaiveDate {
        let next = self.first().checked_add_months(Months::new(1));
        next.and_then(|next| next.pred_opt()).unwrap_or_else(|| self.first())
    }

    /// The month after it.
    pub(super) fn next(self) -> Self {
        self.first().checked_add_months(Months::new(1)).map_or(self, Self::of)
    }

    /// The school year that begins with August and has this month.
    pub(super) fn school_year(self) -> SchoolYear {
        SchoolYear::of(self.first())
    }
}

/// The months of a school year, August first.
fn months(year: SchoolYear) -> impl Iterator<Item = Month> {
    let first = Month { year: year.year(), month: 8 };
    std::iter::successors(Some(first), |month| Some(month.next())).take(12)
}

/// The school years that `owner` has a calendar of.
pub fn years(site: &Site, owner: Owner) -> BTreeSet<SchoolYear> {
    site.associations_of(owner).flat_map(|index| &site.associations[index].years).copied().collect()
}

/// The months that `owner` has pages of.
pub fn month_pages(site: &Site, owner: Owner) -> BTreeSet<Month> {
    years(site, owner).into_iter().flat_map(months).collect()
}

/// The months of `owner` in which there is something.
pub(super) fn filled_months(site: &Site, owner: Owner) -> BTreeSet<Month> {
    let pages = month_pages(site, owner);
    let (Some(first), Some(last)) = (pages.first(), pages.last()) else { return BTreeSet::new() };
    let of = |event: &Event| {
        let (from, to) = (Month::of(event.first).max(*first), Month::of(event.last).min(*last));
        std::iter::successors(Some(from), |month| Some(month.next())).take_while(move |month| *month <= to)
    };
    let filled: BTreeSet<Month> = events(site, owner, *first, *last).iter().flat_map(of).collect();
    filled.intersection(&pages).copied().collect()
}

/// Something in the calendar, with its days.
struct Event<'s> {
    subject: Subject,
    source: Source<'s>,
    first: NaiveDate,
    last: NaiveDate,
    deadline: bool,
}

/// What an event is made of.
#[derive(Clone, Copy)]
enum Source<'s> {
    Activity(&'s Planned),
    /// An activity where it stood before it was moved.
    Gone(&'s Planned, &'s Reading),
    Meeting(&'s str),
}

impl<'s> Source<'s> {
    /// An activity wherever it stands, with its period there: where it is expected and, once moved, where it was.
    fn all_of(planned: &'s Planned) -> impl Iterator<Item = (Self, &'s Reading)> {
        let gone = planned.moved_to().map(|to| (Self::Gone(planned, to), &planned.when));
        gone.into_iter().chain([(Self::Activity(planned), planned.expected())])
    }
}

impl Event<'_> {
    fn touches(&self, month: Month) -> bool {
        self.first <= month.last() && self.last >= month.first()
    }

    /// Whether it lasts the month through, and so stands at its head and not on its days.
    fn fills(&self, month: Month) -> bool {
        self.first <= month.first() && self.last >= month.last()
    }
}

/// Everything of `owner` that has days between `first` and `last`, in order of days and then of the document.
fn events(site: &Site, owner: Owner, first: Month, last: Month) -> Vec<Event<'_>> {
    let (from, to) = (first.first(), last.last());
    let mut events = Vec::new();
    for index in site.associations_of(owner) {
        let association = &site.associations[index];
        for planned in association.schedule.iter().filter(|planned| !has_meeting(association, planned)) {
            let subject = Subject::Plan(index, planned.plan);
            for (source, when) in Source::all_of(planned) {
                let mut add = |first, last, deadline| {
                    if first <= to && last >= from {
                        events.push(Event { subject, source, first, last, deadline });
                    }
                };
                for part in when.period.parts() {
                    match part {
                        Period::Day(day) => add(*day, *day, false),
                        Period::Deadline(day) => add(*day, *day, true),
                        Period::Span { first, last } => add(*first, *last, false),
                        _ => {}
                    }
                }
            }
        }
        let held = |date: NaiveDate| date >= from && date <= to;
        let meetings = association.meetings.iter().enumerate();
        for (number, meeting) in meetings.filter(|(_, meeting)| held(meeting.date)) {
            let subject = Subject::Document(Document::Meeting(index, number));
            let source = Source::Meeting(&meeting.article.title);
            events.push(Event { subject, source, first: meeting.date, last: meeting.date, deadline: false });
        }
    }
    events.sort_by_key(|event| (event.first, event.last));
    events
}

/// The page of a school year.
pub(super) fn year(
    site: &Site,
    page: &Page,
    owner: Owner,
    year: SchoolYear,
    offers: Offers,
) -> CalendarYearView {
    let first = Month { year: year.year(), month: 8 };
    let events = events(site, owner, first, Month { year: first.year + 1, month: 7 });
    let file = data_file::Calendar::Year(owner, year);
    let file = data_file::calendar_view(site, page, file, "Календарь этого учебного года");
    let years = years(site, owner);
    let neighbour = |other: Option<&SchoolYear>| {
        let link = |other: &SchoolYear| {
            frame::link(site, page, &Page::CalendarYear(owner, *other), &other.to_string())
        };
        other.map(link)
    };
    let months: Vec<MonthCard> = months(year).map(|month| card(site, page, owner, month, &events)).collect();
    CalendarYearView {
        frame: Frame::new(site, page, &frame::title(site, page), None),
        count: months.iter().map(|month| month.count).sum(),
        as_of: (SchoolYear::of(site.today) == year).then(|| DateView::new(site.today)),
        documents: document::views(site, page, offers),
        months,
        beside: beside(site, page, owner, year),
        offer: subscribe::offer(site, page, owner, file),
        previous: neighbour(years.range(..year).next_back()),
        next: neighbour(years.iter().find(|other| **other > year)),
    }
}

/// What `owner` has before it, the nearest first, `count` at most: what is under way or still to come, and not the work of a
/// whole term or year.
pub(super) fn upcoming(site: &Site, page: &Page, owner: Owner, count: usize) -> Vec<EntryView> {
    let today = site.today;
    let now = Month::of(today);
    let events = events(site, owner, now, Month { year: now.year + 1, month: now.month });
    let is_ahead = |event: &&Event| {
        let done = match event.source {
            Source::Activity(planned) => planned.outcome.is_some() && planned.moved_to().is_none(),
            Source::Gone(..) => true,
            Source::Meeting(_) => false,
        };
        event.last >= today && (event.last - event.first).num_days() <= LONGEST_EVENT && !done
    };
    let ahead = events.iter().filter(is_ahead).take(count);
    ahead.map(|event| entry(site, page, owner, event)).collect()
}

/// The page of the school year of today, else of the latest that `owner` has a calendar of.
pub(super) fn year_of_today(site: &Site, owner: Owner) -> Page {
    let today = SchoolYear::of(site.today);
    let years = years(site, owner);
    let year = if years.contains(&today) { today } else { years.into_iter().next_back().unwrap_or(today) };
    Page::CalendarYear(owner, year)
}

fn card(site: &Site, page: &Page, owner: Owner, month: Month, events: &[Event]) -> MonthCard {
    let (whole, mut dated) = of_month(site, page, owner, month, events);
    let count = whole.len() + dated.len();
    let more = dated.len().saturating_sub(SHOWN_IN_YEAR);
    dated.truncate(SHOWN_IN_YEAR);
    MonthCard {
        month,
        first_day: month.first().format("%Y-%m-%d").to_string(),
        title: month_title(month.year, month.month),
        name: month_name(month.month),
        href: route::link(site, page, &Page::CalendarMonth(owner, month)),
        current: Month::of(site.today) == month,
        count,
        whole,
        dated,
        more,
    }
}

/// What lasts `month` through, and what has its days there.
fn of_month(
    site: &Site,
    page: &Page,
    owner: Owner,
    month: Month,
    events: &[Event],
) -> (Vec<EntryView>, Vec<EntryView>) {
    let touching = events.iter().filter(|event| event.touches(month));
    let (whole, dated): (Vec<&Event>, Vec<&Event>) = touching.partition(|event| event.fills(month));
    let views =
        |events: Vec<&Event>| events.into_iter().map(|event| entry(site, page, owner, event)).collect();
    (views(whole), views(dated))
}

/// The page of a month.
pub(super) fn month(
    site: &Site,
    page: &Page,
    owner: Owner,
    month: Month,
    offers: Offers,
) -> CalendarMonthView {
    let events = events(site, owner, month, month);
    let (whole, dated) = of_month(site, page, owner, month, &events);
    let pages = month_pages(site, owner);
    let neighbour = |other: Option<&Month>| {
        other.map(|other| {
            frame::link(
                site,
                page,
                &Page::CalendarMonth(owner, *other),
                &month_title(other.year, other.month),
            )
        })
    };
    let file = data_file::Calendar::Month(owner, month);
    let file = data_file::calendar_view(site, page, file, "Календарь этого месяца");
    let year = month.school_year();
    let own: Vec<&Event> = events.iter().filter(|event| !event.fills(month)).collect();
    CalendarMonthView {
        frame: Frame::new(site, page, &frame::title(site, page), None),
        as_of: (Month::of(site.today) == month).then(|| DateView::new(site.today)),
        documents: document::views(site, page, offers),
        whole,
        dated,
        weeks: weeks(month).into_iter().map(|monday| week(site, page, owner, month, monday, &own)).collect(),
        beside: beside(site, page, owner, year),
        offer: subscribe::offer(site, page, owner, file),
        year: frame::link(site, page, &Page::CalendarYear(owner, year), &format!("{year} учебный год")),
        previous: neighbour(pages.range(..month).next_back()),
        next: neighbour(pages.iter().find(|other| **other > month)),
    }
}

/// The Mondays of the weeks that `month` touches.
fn weeks(month: Month) -> Vec<NaiveDate> {
    let first = month.first();
    let monday = first - Days::new(u64::from(first.weekday().num_days_from_monday()));
    std::iter::successors(Some(monday), |monday| monday.checked_add_days(Days::new(7)))
        .take_while(|monday| *monday <= month.last())
        .collect()
}

fn week(
    site: &Site,
    page: &Page,
    owner: Owner,
    month: Month,
    monday: NaiveDate,
    events: &[&Event],
) -> WeekView {
    let days = (0..7).filter_map(|day| monday.checked_add_days(Days::new(day))).map(|date| {
        let own = Month::of(date) == month;
        let on_day = events.iter().filter(|event| own && event.first == date && event.last == date);
        DayView {
            number: own.then(|| date.day()),
            date: DateView::new(date),
            today: own && date == site.today,
            entries: on_day.map(|event| entry(site, page, owner, event)).collect(),
        }
    });
    let runs = events.iter().filter(|event| event.first != event.last);
    let spans = runs.filter_map(|event| {
        let first = event.first.max(monday).max(month.first());
        let last = event.last.min(monday + Days::new(6)).min(month.last());
        (first <= last).then(|| SpanView {
            before: first.weekday().num_days_from_monday(),
            length: last.weekday().num_days_from_monday() - first.weekday().num_days_from_monday() + 1,
            after: 6 - last.weekday().num_days_from_monday(),
            continued: event.first < first,
            continues: event.last > last,
            entry: entry(site, page, owner, event),
        })
    });
    WeekView { days: days.collect(), spans: spans.collect() }
}

fn entry(site: &Site, page: &Page, owner: Owner, event: &Event) -> EntryView {
    let when = span_text(event.first, event.last);
    let (title, who, kind) = match event.source {
        Source::Meeting(title) => (title, None, "meeting"),
        Source::Activity(planned) | Source::Gone(planned, _) => (
            planned.what.as_str(),
            planned.who_written(),
            if event.deadline { "deadline" } else { "activity" },
        ),
    };
    EntryView {
        title: shortened(title, TITLE_LENGTH),
        href: href(site, page, event.subject, event.source),
        when: if event.deadline { format!("до {when}") } else { when },
        days: short_days(event),
        date: Some(event.first.format("%Y-%m-%d").to_string()),
        kind,
        who: who.map(typeset),
        association: association(site, owner, event.subject),
        outcome: came_of(site, page, event.subject, event.source),
    }
}

/// The days of an event, as short as they can be beside the name of their month.
fn short_days(Event { first, last, deadline, .. }: &Event) -> String {
    let day = |date: &NaiveDate| format!("{}.{:02}", date.day(), date.month());
    match (first == last, Month::of(*first) == Month::of(*last)) {
        (true, _) if *deadline => format!("до\u{a0}{}", last.day()),
        (true, _) => first.day().to_string(),
        (false, true) => format!("{}–{}", first.day(), last.day()),
        (false, false) => format!("{}–{}", day(first), day(last)),
    }
}

/// What came of an activity, as it is said where it stands.
fn came_of(site: &Site, page: &Page, subject: Subject, source: Source) -> Option<OutcomeView> {
    match (source, subject.owner()) {
        (Source::Activity(planned), Owner::Association(index)) => {
            outcome::at_its_time(site, page, &site.associations[index], planned)
        }
        (Source::Gone(planned, to), _) => Some(outcome::at_its_old_time(planned, to)),
        _ => None,
    }
}

/// The page of a meeting, of one that an activity implies, or an activity's row in the approved plan.
fn href(site: &Site, page: &Page, subject: Subject, source: Source) -> String {
    let link = route::link(site, page, &Page::Of(subject));
    match source {
        Source::Meeting(_) => link,
        Source::Activity(planned) => implied_link(site, page, subject, planned)
            .unwrap_or_else(|| format!("{link}#{}", planned.activity.0)),
        Source::Gone(planned, _) => format!("{link}#{}", planned.activity.0),
    }
}

/// The page of the meeting that an activity implies; its row in the plan is linked there.
fn implied_link(site: &Site, page: &Page, subject: Subject, planned: &Planned) -> Option<String> {
    let Owner::Association(index) = subject.owner() else { return None };
    Some(route::link(site, page, &implied_page(site, index, planned)?))
}

/// The page of the meeting that an activity of an association implies.
pub(super) fn implied_page(site: &Site, index: usize, planned: &Planned) -> Option<Page> {
    let association = &site.associations[index];
    let is_this = |activity: &Planned| activity.plan == planned.plan && activity.activity == planned.activity;
    let implied =
        association.implied.iter().position(|implied| is_this(&association.schedule[implied.activity]));
    Some(Page::Implied(index, implied?))
}

/// Whether the page of a meeting stands for an activity.
fn has_meeting(association: &Association, planned: &Planned) -> bool {
    meeting_instead(association, planned, |_| true).is_some()
}

/// The index of the `wanted` meeting that stands for an activity: its file names it, and it is on the activity's very day.
pub(super) fn meeting_instead(
    association: &Association,
    planned: &Planned,
    wanted: impl Fn(&Meeting) -> bool,
) -> Option<usize> {
    let Period::Day(day) = planned.when.period else { return None };
    // They are in order, and there may be thousands.
    let first = association.meetings.partition_point(|meeting| meeting.date > day);
    let on_day = association.meetings.iter().enumerate().skip(first);
    let mut on_day = on_day.take_while(|(_, meeting)| meeting.date == day);
    let names = |meeting: &Meeting| {
        let mut named = meeting.article.activities.iter();
        named.any(|item| item.plan == planned.plan && item.activity == planned.activity)
    };
    on_day.find(|(_, meeting)| wanted(meeting) && names(meeting)).map(|(index, _)| index)
}

fn association(site: &Site, owner: Owner, subject: Subject) -> Option<String> {
    match subject.owner() {
        Owner::Association(index) if owner == Owner::Portal => {
            Some(typeset(&site.associations[index].short_name))
        }
        _ => None,
    }
}

/// What the plans of `year` have beside the calendar.
fn beside(site: &Site, page: &Page, owner: Owner, year: SchoolYear) -> BesideView {
    let mut beside = BesideView { all_year: Vec::new(), on_request: Vec::new() };
    for index in site.associations_of(owner) {
        let association = &site.associations[index];
        for planned in
            association.schedule.iter().filter(|planned| association.plans[planned.plan].year == year)
        {
            for (source, when) in Source::all_of(planned) {
                let has = |wanted: fn(&Period) -> bool| when.period.parts().iter().any(wanted);
                let subject = Subject::Plan(index, planned.plan);
                let view = || undated(site, page, owner, subject, source, (planned, when));
                if has(|part| matches!(part, Period::Year { .. } | Period::Recurring { .. })) {
                    beside.all_year.push(view());
                }
                if has(|part| matches!(part, Period::Open { .. } | Period::Unread)) {
                    beside.on_request.push(view());
                }
            }
        }
    }
    beside
}

fn undated(
    site: &Site,
    page: &Page,
    owner: Owner,
    subject: Subject,
    source: Source,
    (planned, when): (&Planned, &Reading),
) -> EntryView {
    EntryView {
        title: shortened(&planned.what, TITLE_LENGTH),
        href: href(site, page, subject, source),
        when: typeset(&when.text),
        days: String::new(),
        date: None,
        kind: "activity",
        who: planned.who_written().map(typeset),
        association: self::association(site, owner, subject),
        outcome: came_of(site, page, subject, source),
    }
}
