//! «Подписаться»: the calendars of an owner, and how to have them in one's own.

use serde::Serialize;

use super::data_file::{self, Calendar, DataFile, DataFileView, FeedTopic};
use super::{Frame, LinkView, Page, frame};
use crate::model::calendar::LongPeriods;
use crate::model::directory::Entry;
use crate::model::{Owner, Site};

/// The page «Подписаться».
#[derive(Serialize)]
pub struct SubscribeView {
    /// What every page has.
    pub frame: Frame,
    /// The calendar of everything.
    pub calendar: Option<DataFileView>,
    /// The calendars of its parts.
    pub groups: Vec<CalendarsView>,
    /// What becomes of months and other long periods.
    pub long_periods: &'static str,
    /// What is new, for programs that read feeds.
    pub feeds: Vec<DataFileView>,
    /// Plans, meetings and materials for other programs.
    pub data: Vec<DataFileView>,
    /// What the fields of those files are.
    pub schemas: Vec<DataFileView>,
    /// The same page of each association, where they share a portal.
    pub associations: Vec<LinkView>,
}

/// Calendars of one kind.
#[derive(Serialize)]
pub struct CalendarsView {
    /// «По направлениям»
    pub heading: &'static str,
    /// The calendars.
    pub files: Vec<DataFileView>,
}

/// Whether `owner` has the page: there is something to subscribe to.
pub(super) fn stands(site: &Site, owner: Owner) -> bool {
    site.saved.is_none() && data_file::are_any(site, owner)
}

/// A link from `page` to the page of its owner, where there is one.
pub(super) fn link(site: &Site, page: &Page, owner: Owner, words: &str) -> Option<LinkView> {
    let to = Page::Subscribe(owner);
    (stands(site, owner) && *page != to).then(|| frame::link(site, page, &to, words))
}

/// The page of `owner`.
pub(super) fn view(site: &Site, page: &Page, owner: Owner) -> SubscribeView {
    let named = |which, title: &str| data_file::calendar_view(site, page, which, title);
    let directions = match owner {
        Owner::Portal => Vec::new(),
        Owner::Association(index) => data_file::directions(site, index)
            .into_iter()
            .filter_map(|(slug, name)| named(Calendar::Direction(index, slug), name))
            .collect(),
    };
    let directory = site.directory_of(owner);
    let people = directory.people.iter().enumerate();
    let people =
        people.filter_map(|(index, person)| named(Calendar::Person(Entry { owner, index }), &person.name));
    let schools = directory.schools.iter().enumerate();
    let schools = schools.filter_map(|(index, school)| {
        named(Calendar::School(Entry { owner, index }), &frame::sentence(&school.name))
    });
    let views = |files: Vec<DataFile>| -> Vec<DataFileView> {
        files.iter().map(|file| data_file::view(site, page, file)).collect()
    };
    let data = data_file::records(site, owner);
    let groups = [
        CalendarsView { heading: "По направлениям", files: directions },
        CalendarsView { heading: "По людям", files: people.collect() },
        CalendarsView { heading: "По школам", files: schools.collect() },
    ];
    let associations = match owner {
        Owner::Portal => (0..site.associations.len())
            .filter_map(|index| {
                let name = &site.associations[index].short_name;
                link(site, page, Owner::Association(index), name)
            })
            .collect(),
        Owner::Association(_) => Vec::new(),
    };
    SubscribeView {
        frame: Frame::new(
            site,
            page,
            &frame::title(site, page),
            Some("Как получать план и заседания в своём календаре и как их скачать"),
        ),
        calendar: named(Calendar::All(owner), "Скачать календарь файлом"),
        groups: groups.into_iter().filter(|group| !group.files.is_empty()).collect(),
        long_periods: match site.long_periods {
            LongPeriods::FirstDay => "first day",
            LongPeriods::Whole => "whole",
            LongPeriods::LeftOut => "left out",
        },
        feeds: views(data_file::feeds(site, owner)),
        schemas: views(data_file::schemas(&data)),
        data: views(data),
        associations,
    }
}

/// What a page says of the files for other programs.
#[derive(Serialize)]
pub struct OfferView {
    /// «Подписаться на календарь»
    pub subscribe: Option<LinkView>,
    /// What can be taken away here.
    pub files: Vec<DataFileView>,
}

/// The way to subscribe to what `page` shows, and the file of just that.
pub(super) fn offer(
    site: &Site,
    page: &Page,
    owner: Owner,
    files: impl IntoIterator<Item = DataFileView>,
) -> OfferView {
    let words = if data_file::has_calendar(site, owner) {
        "Подписаться на календарь"
    } else {
        "Подписаться"
    };
    OfferView { subscribe: link(site, page, owner, words), files: files.into_iter().collect() }
}

/// What the page of a list offers: what is new, and all of it for other programs.
pub(super) fn offer_of_list(site: &Site, page: &Page, owner: Owner, topic: FeedTopic) -> OfferView {
    let none = OfferView { subscribe: None, files: Vec::new() };
    if site.saved.is_some() {
        return none;
    }
    let is_of_list = |file: &DataFile| match file {
        DataFile::Feed(_, of) => *of == topic,
        DataFile::Meetings(_) => topic == FeedTopic::Meetings,
        DataFile::Materials(_) => topic == FeedTopic::Materials,
        _ => false,
    };
    let title = |file: &DataFile| match file {
        DataFile::Feed(..) => "Лента новых записей",
        _ => "Все записи для других программ",
    };
    let files = data_file::feeds(site, owner).into_iter().chain(data_file::lists(site, owner));
    let files = files.filter(is_of_list);
    let files = files.map(|file| data_file::titled(site, page, &file, title(&file))).collect();
    OfferView { files, ..none }
}

/// What the page of a plan offers: the calendar, and the plan for Excel and other programs.
pub(super) fn offer_of_plan(site: &Site, page: &Page, association: usize, plan: usize) -> OfferView {
    let table = DataFile::PlanTable(association, plan);
    let record = DataFile::Plan(association, plan);
    let files = [
        data_file::titled(site, page, &table, "План таблицей для Excel"),
        data_file::titled(site, page, &record, "План для других программ"),
    ];
    offer(site, page, Owner::Association(association), files)
}
