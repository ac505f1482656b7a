//! What each page says: questions asked of the site, answered for a template.
//!
//! Every type here is a contract with the theme: a template sees a view and nothing else. Views are made one at a
//! time, when their page is about to be rendered, so that memory grows with the content and not with the output.

mod analysis;
mod archive;
mod article;
pub mod calendar;
mod case;
mod chart;
mod citation;
pub mod data_file;
mod date;
mod decisions;
mod deeds;
mod document;
mod embed;
pub mod findable;
mod frame;
mod home;
mod implied;
mod list;
mod marked;
mod material;
mod meeting;
mod meetings;
mod messenger;
mod named;
mod order;
mod outcome;
mod person;
pub mod picture;
mod plan;
mod preview;
mod protocol;
mod roster;
pub mod route;
mod saved;
pub mod schedule;
mod school;
mod search_page;
mod shared;
mod social;
mod structured;
mod subjects;
mod subscribe;

use std::sync::Arc;

use serde::Serialize;

use crate::model::article::FormerAddress;
use crate::model::directory::Entry;
use crate::model::{Document, Owner, Site, Subject};
use crate::period::SchoolYear;

use calendar::Month;
use schedule::Order;

pub use analysis::{AnalysisView, BlockView as AnalysisBlockView, FiguresView};
pub use archive::{ArchiveView, ArchiveYearView};
pub use article::{ArticleView, size};
pub use case::{CaseData, CaseView, Drawer, data as case_data, how_many as how_many_materials};
pub use chart::ChartView;
pub use data_file::DataFile;
pub use decisions::DecisionsView;
pub use deeds::{DeedView, SectionView, YearView};
pub use document::{DocumentView, Kind, Offer, Offers, association_of, documents, owner_name};
pub use embed::{EmbeddedView, EmbeddingView, Piece, PieceView};
pub use frame::{Frame, LinkView, NeighbourView, title};
pub use home::{AssociationView, PortalView};
pub use implied::ImpliedView;
pub use list::ListView;
pub use marked::MarkedView;
pub use material::MaterialView;
pub use meeting::MeetingView;
pub use meetings::{Facet, MeetingsView, Shared};
pub use named::Run;
pub use outcome::OutcomeView;
pub use person::PersonView;
pub use plan::{
    ActivityView, CellView as PlanCellView, LineView as PlanLineView, PartView as PlanPartView, PlanView,
    SignatureLine, TableView as PlanTableView,
};
pub use protocol::{ProtocolView, QuestionView, SignatureView, signed};
pub use roster::{RosterEntry, RosterView};
pub use saved::{PartsView, SavedView, TakeAwayView, TakeAwaysView, extent, take_aways};
pub use school::SchoolView;
pub use search_page::SearchView;
pub use shared::{ChoiceView, PageLink, WayView};
pub use social::{ImageView, SocialView, card, has_cards};
pub use subjects::{Letter, SubjectsView};
pub use subscribe::{CalendarsView, OfferView, SubscribeView};

/// One page of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    /// The page of a thing that has one.
    Of(Subject),
    /// The plans of an owner.
    Plans(Owner),
    /// A plan read otherwise than as approved.
    Schedule(usize, usize, Order),
    /// A plan with what came of its activities.
    PlanMarked(usize, usize),
    /// A school year of an owner by month.
    CalendarYear(Owner, SchoolYear),
    /// A month of an owner.
    CalendarMonth(Owner, Month),
    /// The meetings of an owner.
    Meetings(Owner),
    /// The meetings of an owner that have a form or a topic in common.
    MeetingsOf(Owner, Shared),
    /// A further page of the meetings of an owner, or of those that have something in common, by number from 2 on.
    MeetingsFurther(Owner, Option<Shared>, usize),
    /// What the meetings of an owner decided.
    Decisions(Owner),
    /// A meeting that an association's plan implies, by index.
    Implied(usize, usize),
    /// The formal protocol of a meeting of an association, by index.
    Protocol(usize, usize),
    /// The electronic case of an owner.
    Case(Owner),
    /// The materials of an owner that have something in common.
    CaseOf(Owner, Drawer),
    /// A further page of the case of an owner, or of one of its drawers, by number from 2 on.
    CaseFurther(Owner, Option<Drawer>, usize),
    /// The news of an owner.
    News(Owner),
    /// The school years of an owner.
    Archive(Owner),
    /// One school year of an owner.
    ArchiveYear(Owner, SchoolYear),
    /// The members of an association.
    Members(Owner),
    /// The people of an owner who have a page.
    People(Owner),
    /// A person of an owner's own list.
    Person(Owner, usize),
    /// The schools of an owner.
    Schools(Owner),
    /// A school of an owner's own list.
    School(Owner, usize),
    /// What other sites may show of an owner, and how to put it there.
    Embedding(Owner),
    /// A piece of an owner's by itself, for the frame of another site.
    Embedded(Owner, Piece),
    /// How to have the calendars of an owner in one's own.
    Subscribe(Owner),
    /// The search, and the index of subjects.
    Search,
    /// What begins with a letter, of a long index of subjects.
    Subjects(Letter),
    /// What a web server shows where there is nothing.
    NotFound,
    /// A former address, which leads on to where the thing is now.
    Former(FormerAddress, Subject),
}

/// What a page says, ready for its template.
#[derive(Serialize)]
#[serde(untagged)]
pub enum View<'s> {
    /// The home of a portal.
    Portal(Box<PortalView>),
    /// The home of an association.
    Association(Box<AssociationView>),
    /// A plan as approved.
    Plan(Box<PlanView<'s>>),
    /// A plan by month, by direction, by person.
    Schedule(Box<schedule::ScheduleView>),
    /// A plan with what came of its activities.
    Marked(Box<MarkedView<'s>>),
    /// The analysis of a school year.
    Analysis(Box<AnalysisView>),
    /// A school year by month.
    CalendarYear(Box<calendar::CalendarYearView>),
    /// A month.
    CalendarMonth(Box<calendar::CalendarMonthView>),
    /// A material.
    Material(Box<MaterialView>),
    /// The electronic case, or a part of it.
    Case(Box<CaseView>),
    /// A news item, a plain page.
    Article(Box<ArticleView>),
    /// A meeting.
    Meeting(Box<MeetingView>),
    /// Meetings by school year.
    Meetings(Box<MeetingsView>),
    /// What meetings decided.
    Decisions(Box<DecisionsView>),
    /// A meeting that a plan implies.
    Implied(Box<ImpliedView>),
    /// The formal protocol of a meeting.
    Protocol(Box<ProtocolView>),
    /// Plans or news.
    List(Box<ListView>),
    /// The school years.
    Archive(Box<ArchiveView>),
    /// One school year.
    ArchiveYear(Box<ArchiveYearView>),
    /// Members, people or schools.
    Roster(Box<RosterView>),
    /// A person.
    Person(Box<PersonView>),
    /// A school.
    School(Box<SchoolView>),
    /// How to subscribe.
    Subscribe(Box<SubscribeView>),
    /// The search.
    Search(Box<SearchView>),
    /// A letter of the index of subjects.
    Subjects(Box<SubjectsView>),
    /// What other sites may show.
    Embedding(Box<EmbeddingView<'s>>),
    /// A piece for another site.
    Embedded(Box<EmbeddedView<'s>>),
    /// «Нет такой страницы».
    NotFound(Box<NotFoundView>),
    /// A former address.
    Former(Box<FormerView>),
}

/// «Нет такой страницы»: complete in itself, since nobody knows at which depth it will be shown.
#[derive(Serialize)]
pub struct NotFoundView {
    /// What every page has.
    pub frame: Frame,
    /// The home page's full address, where the site's address is known.
    pub home: Option<String>,
}

/// A former address and where it leads now.
#[derive(Serialize)]
pub struct FormerView {
    /// What every page has.
    pub frame: Frame,
    /// The relative address of the page as it is now.
    pub target: String,
}

impl View<'_> {
    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Portal(_) => "portal.html",
            Self::Association(_) => "association.html",
            Self::Plan(_) => "plan.html",
            Self::Schedule(_) => "schedule.html",
            Self::Marked(_) => "plan_marked.html",
            Self::Analysis(_) => "analysis.html",
            Self::CalendarYear(_) => "calendar_year.html",
            Self::CalendarMonth(_) => "calendar_month.html",
            Self::Material(_) => "material.html",
            Self::Case(_) => "case.html",
            Self::Article(_) => "article.html",
            Self::Meeting(_) => "meeting.html",
            Self::Meetings(_) => "meetings.html",
            Self::Decisions(_) => "decisions.html",
            Self::Implied(_) => "implied.html",
            Self::Protocol(_) => "protocol.html",
            Self::List(_) => "list.html",
            Self::Archive(_) => "archive.html",
            Self::ArchiveYear(_) => "archive_year.html",
            Self::Roster(_) => "roster.html",
            Self::Person(_) => "person.html",
            Self::School(_) => "school.html",
            Self::Subscribe(_) => "subscribe.html",
            Self::Search(_) => "search.html",
            Self::Subjects(_) => "subjects.html",
            Self::Embedding(_) => "embedding.html",
            Self::Embedded(_) => "embedded.html",
            Self::NotFound(_) => "404.html",
            Self::Former(_) => "former.html",
        }
    }
}

/// Every page of the site.
pub fn pages(site: &Site) -> Vec<Page> {
    let mut pages = vec![Page::NotFound, Page::Search];
    pages.extend(subjects::letters(site).into_iter().map(Page::Subjects));
    for owner in site.owners() {
        let subjects = subjects(site, owner);
        pages.push(Page::Of(Subject::Home(owner)));
        let lists = frame::sections(site, owner).into_iter();
        pages.extend(lists.filter(|page| !matches!(page, Page::CalendarYear(..))));
        pages.extend(archive::years(site, owner).into_iter().map(|year| Page::ArchiveYear(owner, year)));
        pages.extend(calendar::years(site, owner).into_iter().map(|year| Page::CalendarYear(owner, year)));
        pages.extend(
            calendar::month_pages(site, owner).into_iter().map(|month| Page::CalendarMonth(owner, month)),
        );
        pages.extend(subscribe::stands(site, owner).then_some(Page::Subscribe(owner)));
        pages.extend(roster::lists(site, owner));
        pages.extend(roster::pages(site, owner));
        pages.extend(meeting_pages(site, owner));
        pages.extend(case::pages(site, owner));
        pages.extend(embed::pages(site, owner));
        for subject in subjects {
            if let Subject::Plan(association, plan) = subject {
                let orders = schedule::orders(site, association, plan).into_iter();
                pages.extend(orders.map(|order| Page::Schedule(association, plan, order)));
                let marked = site.associations[association].records_outcomes(plan);
                pages.extend(marked.then_some(Page::PlanMarked(association, plan)));
            }
            if let Subject::Document(document) = subject {
                let former = site.article(document).former_addresses.iter();
                pages.extend(former.map(|address| Page::Former(address.clone(), subject)));
            }
            pages.push(Page::Of(subject));
        }
    }
    pages.retain(|page| saved::stands(site, page));
    pages
}

/// What `owner` has besides the first page of its meetings and the page of each.
fn meeting_pages(site: &Site, owner: Owner) -> Vec<Page> {
    let mut pages = meetings::pages(site, owner);
    pages.extend(decisions::are_any(site, owner).then_some(Page::Decisions(owner)));
    if let Owner::Association(index) = owner {
        let association = &site.associations[index];
        pages.extend((0..association.implied.len()).map(|implied| Page::Implied(index, implied)));
        let meetings = association.meetings.iter().enumerate();
        let recorded = meetings.filter(|(_, meeting)| meeting.has_protocol());
        pages.extend(recorded.map(|(meeting, _)| Page::Protocol(index, meeting)));
    }
    pages
}

/// Everything of `owner` itself that has a page.
fn subjects(site: &Site, owner: Owner) -> Vec<Subject> {
    let mut subjects = Vec::new();
    if let Owner::Association(index) = owner {
        let association = &site.associations[index];
        subjects.extend((0..association.plans.len()).map(|plan| Subject::Plan(index, plan)));
        subjects.extend(analysis::years(association).into_iter().map(|year| Subject::Analysis(index, year)));
        subjects.extend(
            (0..association.meetings.len())
                .map(|meeting| Subject::Document(Document::Meeting(index, meeting))),
        );
        subjects.extend(
            (0..association.materials.len())
                .map(|material| Subject::Document(Document::Material(index, material))),
        );
    }
    subjects
        .extend((0..site.news_of(owner).len()).map(|item| Subject::Document(Document::News(owner, item))));
    subjects
        .extend((0..site.pages_of(owner).len()).map(|page| Subject::Document(Document::Page(owner, page))));
    subjects
}

/// The file that `page` shows, as its author knows it; nothing where it gathers several.
pub fn source<'s>(site: &'s Site, page: &Page) -> Option<&'s Arc<str>> {
    match page {
        Page::Of(Subject::Plan(association, plan))
        | Page::Schedule(association, plan, _)
        | Page::PlanMarked(association, plan) => Some(&site.associations[*association].plans[*plan].source),
        Page::Of(Subject::Analysis(association, year)) => {
            analysis::stated(&site.associations[*association], *year).map(|stated| &stated.source)
        }
        Page::Of(Subject::Document(document)) | Page::Former(_, Subject::Document(document)) => {
            Some(&site.article(*document).source)
        }
        Page::Protocol(association, index) => {
            Some(&site.article(Document::Meeting(*association, *index)).source)
        }
        Page::Implied(association, index) => {
            let association = &site.associations[*association];
            let planned = &association.schedule[association.implied[*index].activity];
            Some(&association.plans[planned.plan].source)
        }
        _ => None,
    }
}

/// Whether `page` shows a draft.
pub fn is_draft(site: &Site, page: &Page) -> bool {
    match page {
        Page::Of(Subject::Document(document)) => site.article(*document).draft,
        Page::Of(Subject::Analysis(association, year)) => {
            analysis::stated(&site.associations[*association], *year).is_some_and(|stated| stated.draft)
        }
        Page::Protocol(association, index) => site.article(Document::Meeting(*association, *index)).draft,
        _ => false,
    }
}

/// What `page` says; it asks what becomes of the documents that belong to it.
pub fn view<'s>(site: &'s Site, page: &Page, offers: Offers) -> View<'s> {
    match page {
        Page::Of(Subject::Home(Owner::Portal)) => View::Portal(Box::new(home::portal(site, page))),
        Page::Of(Subject::Home(Owner::Association(index))) => {
            View::Association(Box::new(home::association(site, page, *index)))
        }
        Page::Of(Subject::Plan(association, index)) => {
            View::Plan(Box::new(plan::view(site, page, *association, *index, offers)))
        }
        Page::Of(Subject::Analysis(association, year)) => {
            View::Analysis(Box::new(analysis::view(site, page, *association, *year, offers)))
        }
        Page::Of(Subject::Document(Document::Meeting(association, index))) => {
            View::Meeting(Box::new(meeting::view(site, page, *association, *index)))
        }
        Page::Of(Subject::Document(Document::Material(association, index))) => {
            View::Material(Box::new(material::view(site, page, *association, *index)))
        }
        Page::Of(Subject::Document(document)) => {
            View::Article(Box::new(article::view(site, page, *document)))
        }
        Page::Schedule(association, plan, order) => {
            View::Schedule(Box::new(schedule::view(site, page, *association, *plan, *order)))
        }
        Page::PlanMarked(association, plan) => {
            View::Marked(Box::new(marked::view(site, page, *association, *plan, offers)))
        }
        Page::CalendarYear(owner, year) => {
            View::CalendarYear(Box::new(calendar::year(site, page, *owner, *year, offers)))
        }
        Page::CalendarMonth(owner, month) => {
            View::CalendarMonth(Box::new(calendar::month(site, page, *owner, *month, offers)))
        }
        Page::Meetings(owner) => View::Meetings(Box::new(meetings::view(site, page, *owner, None, 1))),
        Page::MeetingsOf(owner, shared) => {
            View::Meetings(Box::new(meetings::view(site, page, *owner, Some(shared), 1)))
        }
        Page::MeetingsFurther(owner, shared, number) => {
            View::Meetings(Box::new(meetings::view(site, page, *owner, shared.as_ref(), *number)))
        }
        Page::Decisions(owner) => View::Decisions(Box::new(decisions::view(site, page, *owner))),
        Page::Implied(association, index) => {
            View::Implied(Box::new(implied::view(site, page, *association, *index)))
        }
        Page::Protocol(association, index) => {
            View::Protocol(Box::new(protocol::view(site, page, *association, *index, offers)))
        }
        Page::Case(owner) => View::Case(Box::new(case::view(site, page, *owner, None, 1))),
        Page::CaseOf(owner, drawer) => View::Case(Box::new(case::view(site, page, *owner, Some(drawer), 1))),
        Page::CaseFurther(owner, drawer, number) => {
            View::Case(Box::new(case::view(site, page, *owner, drawer.as_ref(), *number)))
        }
        Page::Plans(owner) | Page::News(owner) => View::List(Box::new(list::view(site, page, *owner))),
        Page::Archive(owner) => View::Archive(Box::new(archive::view(site, page, *owner))),
        Page::ArchiveYear(owner, year) => {
            View::ArchiveYear(Box::new(archive::year(site, page, *owner, *year)))
        }
        Page::Members(owner) | Page::People(owner) | Page::Schools(owner) => {
            View::Roster(Box::new(roster::view(site, page, *owner)))
        }
        Page::Person(owner, index) => {
            View::Person(Box::new(person::view(site, page, Entry { owner: *owner, index: *index })))
        }
        Page::School(owner, index) => {
            View::School(Box::new(school::view(site, page, Entry { owner: *owner, index: *index })))
        }
        Page::Embedding(owner) => View::Embedding(Box::new(embed::embedding(site, page, *owner))),
        Page::Embedded(owner, piece) => View::Embedded(Box::new(embed::embedded(site, *owner, *piece))),
        Page::Subscribe(owner) => View::Subscribe(Box::new(subscribe::view(site, page, *owner))),
        Page::Search => View::Search(Box::new(search_page::view(site, page))),
        Page::Subjects(letter) => View::Subjects(Box::new(subjects::view(site, page, letter))),
        Page::NotFound => View::NotFound(Box::new(NotFoundView {
            frame: Frame::new(site, page, "Такой страницы нет", None),
            home: site.address.clone(),
        })),
        Page::Former(_, subject) => {
            let now = Page::Of(*subject);
            View::Former(Box::new(FormerView {
                frame: Frame::new(site, page, &frame::title(site, &now), None),
                target: route::link(site, page, &now),
            }))
        }
    }
}
