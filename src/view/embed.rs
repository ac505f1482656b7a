//! What other sites show of this one: the plan, what is next and the case as pieces that are complete in themselves, and the
//! page that tells how to put them on the site of a school.
//!
//! Links of such a piece are full addresses ([`route::link`] sees to that), so that there is none while nobody knows the
//! address of the site.

use serde::Serialize;

use super::date::DateView;
use super::list::{self, EntryView};
use super::plan::{self, PartView};
use super::{Frame, LinkView, Page, calendar, frame, route};
use crate::model::{Owner, Site, Subject};
use crate::russian::typography::typeset;

/// How many events and how many materials a piece shows: it stands beside what another site has to say.
const EVENTS: usize = 8;
const MATERIALS: usize = 12;

/// A piece for other sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// The plan of the current school year.
    Plan,
    /// What is next.
    Events,
    /// The latest of the electronic case.
    Case,
}

/// The page that offers the pieces.
#[derive(Serialize)]
pub struct EmbeddingView<'s> {
    /// What every page has.
    pub frame: Frame,
    /// The pieces.
    pub offers: Vec<OfferView<'s>>,
    /// The full address of the home, for sites that take nothing but a link.
    pub home: LinkView,
}

/// A piece with what is needed to put it somewhere.
#[derive(Serialize)]
pub struct OfferView<'s> {
    /// `plan`, `events`, `case`: its id on the page.
    pub id: &'static str,
    /// Its page by itself, as a frame shows it.
    pub shown: LinkView,
    /// The full address of that page.
    pub address: String,
    /// What a frame is called, for those who cannot see it.
    pub title: String,
    /// How high a frame should be, in pixels.
    pub height: u32,
    /// The piece itself.
    pub piece: PieceView<'s>,
}

/// A piece by itself, for the frame of another site.
#[derive(Serialize)]
pub struct EmbeddedView<'s> {
    /// The title of the browser's window.
    pub window_title: String,
    /// The page of this site that says all of it.
    pub canonical: Option<String>,
    /// The piece.
    pub piece: PieceView<'s>,
}

/// What a piece says. All links are full addresses.
#[derive(Serialize)]
pub struct PieceView<'s> {
    /// Its heading.
    pub heading: String,
    /// Whose it is.
    pub owner: String,
    /// The day that it was made for, where that matters.
    pub as_of: Option<DateView>,
    /// What it shows.
    pub content: ContentView<'s>,
    /// The page of this site that says all of it.
    pub all: LinkView,
    /// The colour of the site's ruled line, as styles have it.
    pub line: String,
    /// The colour of the site's links.
    pub ink: String,
}

/// What a piece shows.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ContentView<'s> {
    /// A plan as approved.
    Plan {
        /// The document, part by part.
        parts: Vec<PartView<'s>>,
    },
    /// What is next.
    Events {
        /// The nearest first.
        entries: Vec<calendar::EntryView>,
    },
    /// Materials.
    Case {
        /// The latest first.
        entries: Vec<EntryView>,
    },
}

impl Piece {
    /// Its part of the address.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Events => "events",
            Self::Case => "case",
        }
    }

    /// How high a frame should be that shows it without a scroll bar or with one, as the reader expects.
    fn height(self) -> u32 {
        match self {
            Self::Plan => 800,
            Self::Events => 560,
            Self::Case => 640,
        }
    }
}

/// The pages that `owner` has for other sites.
pub(super) fn pages(site: &Site, owner: Owner) -> Vec<Page> {
    let mut pages: Vec<Page> =
        pieces(site, owner).into_iter().map(|piece| Page::Embedded(owner, piece)).collect();
    if !pages.is_empty() {
        pages.push(Page::Embedding(owner));
    }
    pages
}

/// The pieces of `owner`. What is next stays when nothing is: its address stands on other sites.
fn pieces(site: &Site, owner: Owner) -> Vec<Piece> {
    if site.address.is_none() || site.saved.is_some() {
        return Vec::new();
    }
    let associations = || site.associations_of(owner).map(|index| &site.associations[index]);
    let plans = associations().any(|association| !association.plans.is_empty());
    let meetings = associations().any(|association| !association.meetings.is_empty());
    let pieces = [
        (plans && owner != Owner::Portal, Piece::Plan),
        (plans || meetings, Piece::Events),
        (!site.catalogue.case(owner).materials.is_empty(), Piece::Case),
    ];
    pieces.into_iter().filter(|(present, _)| *present).map(|(_, piece)| piece).collect()
}

/// The way from `page` to the page that offers the pieces of `owner`; nothing where there are none.
pub(super) fn link(site: &Site, page: &Page, owner: Owner) -> Option<LinkView> {
    let offered = !pieces(site, owner).is_empty();
    let to = Page::Embedding(owner);
    offered.then(|| frame::link(site, page, &to, &frame::title(site, &to)))
}

/// What a piece is called in the title of its page.
pub(super) fn title(site: &Site, owner: Owner, piece: Piece) -> String {
    match piece {
        Piece::Plan => plan_of(site, owner).map_or_else(
            || "План работы".to_owned(),
            |(association, plan)| frame::plan_title(&site.associations[association].plans[plan]),
        ),
        Piece::Events => "Ближайшие события".to_owned(),
        Piece::Case => site.case_name(owner).to_owned(),
    }
}

/// The page that offers the pieces of `owner`.
pub(super) fn embedding<'s>(site: &'s Site, page: &Page, owner: Owner) -> EmbeddingView<'s> {
    let offer = |piece: Piece| {
        let own = Page::Embedded(owner, piece);
        OfferView {
            id: piece.slug(),
            shown: frame::link(site, page, &own, &title(site, owner, piece)),
            address: route::absolute(site, &own).unwrap_or_default(),
            title: format!("{}: {}", typeset(&title(site, owner, piece)), name(site, owner)),
            height: piece.height(),
            piece: view(site, owner, piece),
        }
    };
    let home = Page::Of(Subject::Home(owner));
    EmbeddingView {
        frame: Frame::new(site, page, &frame::title(site, page), None),
        offers: pieces(site, owner).into_iter().map(offer).collect(),
        home: LinkView { title: name(site, owner), href: route::absolute(site, &home).unwrap_or_default() },
    }
}

/// A piece by itself.
pub(super) fn embedded(site: &Site, owner: Owner, piece: Piece) -> EmbeddedView<'_> {
    let view = view(site, owner, piece);
    EmbeddedView {
        window_title: format!("{} — {}", view.heading, view.owner),
        canonical: route::absolute(site, &all(site, owner, piece)),
        piece: view,
    }
}

fn view(site: &Site, owner: Owner, piece: Piece) -> PieceView<'_> {
    let page = Page::Embedded(owner, piece);
    let content = match piece {
        Piece::Plan => {
            let plan =
                plan_of(site, owner).map(|(association, plan)| &site.associations[association].plans[plan]);
            let parts = plan.map(|plan| plan::parts(plan, &plan::Marks::default()));
            ContentView::Plan { parts: parts.unwrap_or_default() }
        }
        Piece::Events => ContentView::Events { entries: calendar::upcoming(site, &page, owner, EVENTS) },
        Piece::Case => ContentView::Case { entries: list::latest_materials(site, &page, owner, MATERIALS) },
    };
    PieceView {
        heading: typeset(&title(site, owner, piece)),
        owner: name(site, owner),
        as_of: (piece == Piece::Events).then(|| DateView::new(site.today)),
        content,
        all: frame::link(site, &page, &all(site, owner, piece), &all_words(site, owner, piece)),
        line: colour(site.accent.line()),
        ink: colour(site.accent.ink()),
    }
}

/// «#c4705f»
fn colour([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The page of this site that says all of it.
fn all(site: &Site, owner: Owner, piece: Piece) -> Page {
    match piece {
        Piece::Plan => plan_of(site, owner)
            .map_or(Page::Plans(owner), |(association, plan)| Page::Of(Subject::Plan(association, plan))),
        Piece::Events => calendar::year_of_today(site, owner),
        Piece::Case => Page::Case(owner),
    }
}

fn all_words(site: &Site, owner: Owner, piece: Piece) -> String {
    match piece {
        Piece::Plan => "План на сайте объединения".to_owned(),
        Piece::Events => "Весь календарь".to_owned(),
        Piece::Case => format!("Все материалы: {}", site.catalogue.case(owner).materials.len()),
    }
}

/// The plan that an association goes by.
fn plan_of(site: &Site, owner: Owner) -> Option<(usize, usize)> {
    let Owner::Association(association) = owner else { return None };
    plan::of_today(site, association).map(|plan| (association, plan))
}

fn name(site: &Site, owner: Owner) -> String {
    typeset(site.name_of(owner))
}
