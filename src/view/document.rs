//! The documents that belong to a page, for Word and as PDF: which pages have one, what it is called, how large it is.

use serde::Serialize;

use super::{Page, article, calendar, route};
use crate::model::{Document, Owner, Site, Subject};

/// What a document is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A document of Word, to change and to sign.
    Word,
    /// PDF, to print and to send.
    Pdf,
}

impl Kind {
    /// The ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Word => "docx",
            Self::Pdf => "pdf",
        }
    }
}

/// What becomes of a document: its file is made elsewhere, and only then is it known how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// There is none.
    Nothing,
    /// There is one, and to make it only for its length would take too long.
    Made,
    /// There is one of so many bytes.
    OfLength(u64),
}

/// What a page asks of the document of a kind that belongs to it.
pub type Offers<'o> = &'o dyn Fn(&Page, Kind) -> Offer;

/// A document to take away.
#[derive(Serialize)]
pub struct DocumentView {
    /// Its address.
    pub href: String,
    /// The words of its link.
    pub title: &'static str,
    /// The name under which it is saved.
    pub name: String,
    /// «DOCX, 24 КБ»; «PDF» where nobody has made it yet.
    pub note: String,
}

/// What `page` says of its documents.
pub(super) fn views(site: &Site, page: &Page, offers: Offers) -> Vec<DocumentView> {
    let view = |kind: Kind| {
        let path = route::document_path(site, page, kind)?;
        let note = match offers(page, kind) {
            Offer::Nothing => return None,
            Offer::Made => kind.extension().to_uppercase(),
            Offer::OfLength(length) => article::file_note(&path, length),
        };
        let href = route::relative(&route::path(site, page), &path);
        Some(DocumentView { href, title: title(page, kind), name: file_name(site, page, kind)?, note })
    };
    [Kind::Word, Kind::Pdf].into_iter().filter_map(view).collect()
}

fn title(page: &Page, kind: Kind) -> &'static str {
    let is_word = kind == Kind::Word;
    match page {
        Page::PlanMarked(..) if is_word => "План с отметками для Word",
        Page::PlanMarked(..) => "План с отметками для печати",
        Page::Protocol(..) if is_word => "Протокол для Word",
        Page::Protocol(..) => "Протокол для печати",
        Page::Of(Subject::Analysis(..)) if is_word => "Анализ для Word",
        Page::Of(Subject::Analysis(..)) => "Анализ для печати",
        Page::CalendarYear(..) => "Календарь года на стену",
        Page::CalendarMonth(..) => "Календарь месяца на стену",
        _ if is_word => "План для Word",
        _ => "План для печати",
    }
}

/// The pages to which a document of this kind belongs. For the wall there are months in which there is something, and their
/// years.
pub fn documents(site: &Site, pages: &[Page], kind: Kind) -> Vec<Page> {
    let mut found: Vec<Page> = pages.iter().filter(|page| signed(page)).cloned().collect();
    if kind == Kind::Pdf && site.saved.is_none() {
        for owner in site.owners() {
            let months = calendar::filled_months(site, owner);
            found.extend(months.iter().map(|month| Page::CalendarMonth(owner, *month)));
            let mut years: Vec<_> = months.into_iter().map(calendar::Month::school_year).collect();
            years.dedup();
            found.extend(years.into_iter().map(|year| Page::CalendarYear(owner, year)));
        }
    }
    found
}

/// Whether `page` has a document that goes round for signatures.
fn signed(page: &Page) -> bool {
    matches!(
        page,
        Page::Of(Subject::Plan(..) | Subject::Analysis(..)) | Page::PlanMarked(..) | Page::Protocol(..)
    )
}

/// What the document of `page` is called where Cyrillic and spaces may stand: «План ММО Невьянского ГО 2024-2025.docx».
fn file_name(site: &Site, page: &Page, kind: Kind) -> Option<String> {
    let (what, of) = named(site, page)?;
    let name = format!("{what} {} {of}", owner_name(site, page)?);
    // What Windows allows in no name.
    let parts = name.split(['\\', '/', ':', '*', '?', '"', '<', '>', '|']).flat_map(str::split_whitespace);
    Some(format!("{}.{}", parts.collect::<Vec<_>>().join(" "), kind.extension()))
}

/// What whoever has the document of `page` is called, as short as it can be.
pub fn owner_name<'s>(site: &'s Site, page: &Page) -> Option<&'s str> {
    let owner = match page {
        Page::CalendarYear(owner, _) | Page::CalendarMonth(owner, _) => *owner,
        page => Owner::Association(association_of(page)?),
    };
    Some(match owner {
        Owner::Portal => &site.name,
        Owner::Association(index) => &site.associations[index].short_name,
    })
}

/// What the document of `page` is, and of when; nothing where it has none.
pub(super) fn named(site: &Site, page: &Page) -> Option<(String, String)> {
    match page {
        Page::Of(Subject::Plan(association, index)) => {
            Some(("План".to_owned(), site.associations[*association].plans[*index].year.slug()))
        }
        Page::PlanMarked(association, index) => {
            let year = site.associations[*association].plans[*index].year;
            Some(("План с отметками".to_owned(), year.slug()))
        }
        Page::Of(Subject::Analysis(_, year)) => Some(("Анализ".to_owned(), year.slug())),
        Page::Protocol(association, index) => {
            let meeting = &site.associations[*association].meetings[*index];
            let number = meeting.number.as_ref().map(|number| format!(" {number}")).unwrap_or_default();
            Some((format!("Протокол{number}"), meeting.date.format("%Y-%m-%d").to_string()))
        }
        Page::CalendarYear(_, year) => Some(("Календарь".to_owned(), year.slug())),
        Page::CalendarMonth(_, month) => {
            Some(("Календарь".to_owned(), format!("{}-{:02}", month.year, month.month)))
        }
        _ => None,
    }
}

/// The association whose document belongs to `page`.
pub fn association_of(page: &Page) -> Option<usize> {
    match page {
        Page::Of(
            Subject::Plan(association, _)
            | Subject::Analysis(association, _)
            | Subject::Document(Document::Meeting(association, _)),
        )
        | Page::PlanMarked(association, _)
        | Page::Protocol(association, _) => Some(*association),
        _ => None,
    }
}
