//! A document's page: a material, a news item or a plain page, and what a meeting's page shares with them.

use std::fmt::Write;

use serde::Serialize;

use super::date::DateView;
use super::frame::{self, NeighbourView};
use super::named::Run;
use super::picture::{PictureView, picture};
use super::preview::{self, PreviewView};
use super::{Frame, Page, named, route};
use crate::model::article::Article;
use crate::model::body::{Body, Fragment, Heading, Target};
use crate::model::directory::Deed;
use crate::model::{Document, Owner, Site, Subject};
use crate::russian::typography::typeset;

/// A page with fewer headings than this needs no contents.
const HEADINGS_FOR_CONTENTS: usize = 4;

/// A document's page.
#[derive(Serialize)]
pub struct ArticleView {
    /// What every page has.
    pub frame: Frame,
    /// `meeting`, `material`, `news`, `page`.
    pub kind: &'static str,
    /// What stands above the title: «Заседание № 2», «Сценарий».
    pub overline: Option<String>,
    /// Its date.
    pub date: Option<DateView>,
    /// What it is about.
    pub lead: Option<String>,
    /// Its card: place, authors, classes …
    pub facts: Vec<FactView>,
    /// Its contents, where it is long.
    pub contents: Vec<ContentsEntry>,
    /// Its text as HTML.
    pub body: String,
    /// Its pictures.
    pub photos: Vec<PhotoView>,
    /// Its files.
    pub files: Vec<FileView>,
    /// Whether it is a draft.
    pub draft: bool,
    /// The one before it in its list.
    pub previous: Option<NeighbourView>,
    /// The one after it in its list.
    pub next: Option<NeighbourView>,
}

/// A row of the card.
#[derive(Serialize)]
pub struct FactView {
    /// «Авторы»
    pub label: &'static str,
    /// What stands there.
    pub lines: Vec<String>,
    /// The same lines parted at names that lead to a page; nothing where none does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<Vec<Run>>,
}

impl FactView {
    /// The same with the names of those who did `deed` in the association leading to their pages.
    pub(super) fn naming(self, site: &Site, page: &Page, association: usize, deed: &Deed) -> Self {
        let parted = self.lines.iter().map(|line| named::runs(site, page, association, deed, line));
        let parted: Vec<Option<Vec<Run>>> = parted.collect();
        if parted.iter().all(Option::is_none) {
            return self;
        }
        let whole = |line: &String| vec![Run { text: line.clone(), href: None }];
        let runs = parted.into_iter().zip(&self.lines);
        let runs = runs.map(|(parted, line)| parted.unwrap_or_else(|| whole(line))).collect();
        Self { runs, ..self }
    }
}

/// A heading in the contents.
#[derive(Serialize)]
pub struct ContentsEntry {
    /// From 2 to 6.
    pub level: u8,
    /// Its id on the page.
    pub id: String,
    /// Its words.
    pub title: String,
}

/// A picture with its words.
#[derive(Serialize)]
pub struct PhotoView {
    /// Its files.
    pub picture: PictureView,
    /// The address of the author's own file, where that is offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// What stands below it.
    pub caption: Option<String>,
    /// What it shows.
    pub description: String,
}

/// A file to take away.
#[derive(Serialize)]
pub struct FileView {
    /// Its address.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// Its own name, under which it is saved.
    pub name: String,
    /// «PPTX, 2,4 МБ»
    pub note: String,
    /// Its beginning, where it is plain text.
    pub preview: Option<PreviewView>,
    /// What it shows, where it is a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureView>,
}

/// The page of a document; those of meetings and materials show more, in `meeting` and `material`.
pub(super) fn view(site: &Site, page: &Page, document: Document) -> ArticleView {
    match document {
        Document::Meeting(association, index) => {
            shared(site, page, &site.associations[association].meetings[index].article, "meeting")
        }
        Document::Material(association, index) => {
            shared(site, page, &site.associations[association].materials[index].article, "material")
        }
        Document::News(owner, index) => {
            let mut view = shared(site, page, &site.news_of(owner)[index], "news");
            view.neighbours(site, page, owner, index);
            view
        }
        Document::Page(owner, index) => shared(site, page, &site.pages_of(owner)[index], "page"),
    }
}

impl ArticleView {
    /// Lists are latest first: the next one in time stands before this one.
    fn neighbours(&mut self, site: &Site, page: &Page, owner: Owner, index: usize) {
        let link = |index: usize| {
            let item = site.news_of(owner).get(index)?;
            let to = Page::Of(Subject::Document(Document::News(owner, index)));
            let link = frame::link(site, page, &to, &frame::title(site, &to));
            Some(NeighbourView { link, when: item.date.map(|date| DateView::new(date).text) })
        };
        (self.previous, self.next) = (link(index + 1), index.checked_sub(1).and_then(&link));
    }
}

/// What the pages of all documents have.
pub(super) fn shared(site: &Site, page: &Page, article: &Article, kind: &'static str) -> ArticleView {
    let description = article.description.as_deref().or(article.body.summary.as_deref());
    let headings = article.body.headings.len() >= HEADINGS_FOR_CONTENTS;
    let contents = article.body.headings.iter().filter(|heading| headings && heading.level <= 3);
    ArticleView {
        frame: Frame::new(site, page, &article.title, description),
        kind,
        overline: None,
        date: article.date.map(DateView::new),
        lead: article.description.as_deref().map(typeset),
        facts: article_facts(article),
        contents: contents.map(contents_entry).collect(),
        body: body(site, page, &article.body),
        photos: photos(site, page, article),
        files: files(site, page, article),
        draft: article.draft,
        previous: None,
        next: None,
    }
}

/// What is said of the people whom a document names in its header.
pub(super) const TAKE_PART: &str = "Кто участвует";

fn article_facts(article: &Article) -> Vec<FactView> {
    let facts = [
        fact(TAKE_PART, article.who.iter()),
        fact("Направления", article.directions.iter()),
        fact("Темы", article.topics.iter()),
    ];
    facts.into_iter().flatten().collect()
}

/// A row of the card, where there is anything to say.
pub(super) fn fact<'a>(label: &'static str, lines: impl Iterator<Item = &'a String>) -> Option<FactView> {
    let lines: Vec<String> = lines.map(|line| typeset(line)).collect();
    (!lines.is_empty()).then_some(FactView { label, lines, runs: Vec::new() })
}

fn contents_entry(heading: &Heading) -> ContentsEntry {
    ContentsEntry { level: heading.level, id: heading.id.clone(), title: heading.text.clone() }
}

/// The text with its links closed for this page.
pub(super) fn body(site: &Site, page: &Page, body: &Body) -> String {
    const ATTRIBUTE: (&str, char) = (" href=\"", '"');
    let mut html = String::new();
    let mut pictures = 0;
    let mut without_link = false;
    for fragment in &body.fragments {
        match fragment {
            Fragment::Picture(Target::Asset(index), attributes) => {
                html.push_str(&picture(site, page, *index).html(attributes, pictures == 0));
                pictures += 1;
            }
            // Shown as a mistake of its author's, which it is.
            Fragment::Picture(_, attributes) => {
                let _ = write!(html, "<img src=\"\"{attributes}>");
            }
            Fragment::Html(part) if std::mem::take(&mut without_link) => {
                html.push_str(part.strip_prefix(ATTRIBUTE.1).unwrap_or(part));
            }
            Fragment::Html(part) => html.push_str(part),
            Fragment::Link(Target::Left) if html.ends_with(ATTRIBUTE.0) => {
                html.truncate(html.len() - ATTRIBUTE.0.len());
                without_link = true;
            }
            Fragment::Link(target) => {
                html.push_str(&route::target_link(site, page, target).replace('&', "&amp;"));
            }
        }
    }
    html
}

fn photos(site: &Site, page: &Page, article: &Article) -> Vec<PhotoView> {
    let photos = article.photos.iter().map(|photo| PhotoView {
        picture: picture(site, page, photo.asset),
        original: photo.original.then(|| route::asset_link(site, page, &site.assets[photo.asset])),
        caption: photo.caption.as_deref().map(typeset),
        description: typeset(photo.description.as_deref().unwrap_or_default()),
    });
    photos.collect()
}

fn files(site: &Site, page: &Page, article: &Article) -> Vec<FileView> {
    let files = article.files.iter().map(|file| {
        let asset = &site.assets[file.asset];
        FileView {
            href: route::asset_link(site, page, asset),
            title: file.title.as_deref().map_or_else(|| asset.name.clone(), typeset),
            name: asset.name.clone(),
            note: file_note(&asset.name, asset.length),
            preview: asset.beginning.as_deref().map(|text| preview::of(&asset.name, text)),
            picture: asset.picture.map(|_| picture(site, page, file.asset)),
        }
    });
    files.collect()
}

/// «PPTX, 2,4 МБ»: sizes in units of 1024, as Windows shows them.
pub(super) fn file_note(name: &str, length: u64) -> String {
    let size = size(length);
    match name.rsplit_once('.') {
        Some((_, extension)) => format!("{}, {size}", extension.to_uppercase()),
        None => size,
    }
}

/// «2,4 МБ»
#[expect(clippy::cast_precision_loss, reason = "a size is shown with two digits")]
pub fn size(length: u64) -> String {
    let units = [(1 << 30, "ГБ"), (1 << 20, "МБ"), (1 << 10, "КБ")];
    match units.into_iter().find(|(unit, _)| length >= *unit) {
        Some((unit, name)) => {
            let value = length as f64 / unit as f64;
            let text = if value < 10.0 { format!("{value:.1}") } else { format!("{value:.0}") };
            format!("{}\u{a0}{name}", text.trim_end_matches(".0").replace('.', ","))
        }
        None => format!("{length}\u{a0}Б"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_in_russian() {
        for (length, text) in
            [(0, "0\u{a0}Б"), (1024, "1\u{a0}КБ"), (2_516_582, "2,4\u{a0}МБ"), (52_428_800, "50\u{a0}МБ")]
        {
            assert_eq!(size(length), text);
        }
        assert_eq!(file_note("план.docx", 1536), "DOCX, 1,5\u{a0}КБ");
    }
}
