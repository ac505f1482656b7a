//! The document of Word that belongs to a page: where it is taken from, what it is called, how large it is.

use serde::Serialize;

use super::{Page, article, route};
use crate::model::{Document, Site, Subject};

/// How long the document of Word is that belongs to a page. Its file is made elsewhere, and only then is it known.
pub type Length<'l> = &'l dyn Fn(&Page) -> u64;

/// A document of Word to take away.
#[derive(Serialize)]
pub struct WordView {
    /// Its address.
    pub href: String,
    /// The words of its link.
    pub title: &'static str,
    /// The name under which it is saved.
    pub name: String,
    /// «DOCX, 24 КБ»
    pub note: String,
}

/// What `page` says of its document.
pub(super) fn view(site: &Site, page: &Page, length: Length) -> Option<WordView> {
    let path = route::word_path(site, page)?;
    let title = match page {
        Page::PlanMarked(..) => "План с отметками для Word",
        Page::Protocol(..) => "Протокол для Word",
        Page::Of(Subject::Analysis(..)) => "Анализ для Word",
        _ => "План для Word",
    };
    let note = article::file_note(&path, length(page));
    let href = route::relative(&route::path(site, page), &path);
    Some(WordView { href, title, name: file_name(site, page)?, note })
}

/// What the document of `page` is called where Cyrillic and spaces may stand: «План ММО Невьянского ГО 2024-2025.docx».
fn file_name(site: &Site, page: &Page) -> Option<String> {
    let (kind, of) = named(site, page)?;
    let association = &site.associations[association(page)?].short_name;
    let name = format!("{kind} {association} {of}");
    // What Windows allows in no name.
    let parts = name.split(['\\', '/', ':', '*', '?', '"', '<', '>', '|']).flat_map(str::split_whitespace);
    Some(format!("{}.docx", parts.collect::<Vec<_>>().join(" ")))
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
        _ => None,
    }
}

/// The association whose document belongs to `page`.
pub fn association(page: &Page) -> Option<usize> {
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
