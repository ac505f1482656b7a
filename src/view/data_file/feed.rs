//! Feeds: what is new at an owner, with all of its text. What has no date is in none, since nobody knows when it was new.

use std::fmt::Write;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone as _};

use super::{DataFile, identity, plain};
use crate::formats::atom;
use crate::model::article::Article;
use crate::model::body::{Fragment, Target};
use crate::model::meeting::{AgendaItem, Decision, Meeting};
use crate::model::{Document, Owner, Site, Subject};
use crate::picture::Source;
use crate::russian::typography::typeset;
use crate::view::article::size;
use crate::view::{Page, meeting, route};

/// What a feed is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedTopic {
    /// News.
    News,
    /// Meetings.
    Meetings,
    /// Materials of the electronic case.
    Materials,
}

/// How many of the latest a feed holds.
const LATEST: usize = 30;

impl FeedTopic {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::News, Self::Meetings, Self::Materials];

    /// The page that shows the same.
    pub(in crate::view) fn page(self, owner: Owner) -> Page {
        match self {
            Self::News => Page::News(owner),
            Self::Meetings => Page::Meetings(owner),
            Self::Materials => Page::Case(owner),
        }
    }
}

/// Whether there is anything to tell.
pub(super) fn stands(site: &Site, owner: Owner, topic: FeedTopic) -> bool {
    let mut owners = associations(site, owner);
    owners.any(|of| of_owner(site, of, topic).next().is_some())
}

/// The portal itself and what it gathers, or an association alone.
fn associations(site: &Site, owner: Owner) -> impl Iterator<Item = Owner> + '_ {
    let portal = (owner == Owner::Portal).then_some(Owner::Portal);
    portal.into_iter().chain(site.associations_of(owner).map(Owner::Association))
}

/// What an owner itself has, with its day.
fn of_owner(
    site: &Site,
    owner: Owner,
    topic: FeedTopic,
) -> Box<dyn Iterator<Item = (NaiveDate, Document)> + '_> {
    let published = |document: &Document| !site.article(*document).draft;
    match (topic, owner) {
        (FeedTopic::News, _) => {
            let news = (0..site.news_of(owner).len()).map(move |index| Document::News(owner, index));
            let news = news.filter(published);
            Box::new(news.filter_map(|document| Some((site.article(document).date?, document))))
        }
        (FeedTopic::Meetings, Owner::Association(index)) => {
            let meetings = site.associations[index].meetings.iter().enumerate();
            let meetings = meetings.filter(|(_, meeting)| !meeting.article.draft);
            Box::new(meetings.map(move |(number, meeting)| (meeting.date, Document::Meeting(index, number))))
        }
        (FeedTopic::Materials, Owner::Association(index)) => {
            let materials = site.associations[index].materials.iter().enumerate();
            let materials = materials.filter(|(_, material)| !material.article.draft);
            Box::new(materials.filter_map(move |(number, material)| {
                let filed = || Some(material.filed_under?.first());
                Some((material.article.date.or_else(filed)?, Document::Material(index, number)))
            }))
        }
        (_, Owner::Portal) => Box::new(std::iter::empty()),
    }
}

/// A feed as it is written.
pub(super) fn feed(site: &Site, owner: Owner, topic: FeedTopic) -> atom::Feed {
    let file = DataFile::Feed(owner, topic);
    let writer = Writer { site, path: route::data_file_path(site, &file), gathered: owner == Owner::Portal };
    let all = associations(site, owner).flat_map(|of| of_owner(site, of, topic));
    let mut all: Vec<(NaiveDate, Document)> = all.collect();
    all.sort_by(|(one, first), (other, second)| other.cmp(one).then(first.cmp(second)));
    all.truncate(LATEST);
    let entries: Vec<atom::Entry> =
        all.into_iter().map(|(day, document)| writer.entry(day, document)).collect();
    let page = topic.page(owner);
    atom::Feed {
        id: writer.identifier(&writer.path),
        title: super::title(site, &file),
        page: writer.address(&route::path(site, &page)),
        own: writer.address(&writer.path),
        author: match owner {
            Owner::Portal => plain(&site.name),
            Owner::Association(index) => plain(&site.associations[index].name),
        },
        updated: entries.iter().map(|entry| entry.updated).max().unwrap_or_default(),
        entries,
    }
}

/// Makes the entries of one feed.
struct Writer<'s> {
    site: &'s Site,
    /// Where the feed stands, for addresses where the site's is not known.
    path: String,
    /// Whether it gathers several associations.
    gathered: bool,
}

impl Writer<'_> {
    fn entry(&self, day: NaiveDate, document: Document) -> atom::Entry {
        let article = self.site.article(document);
        let page = Page::Of(Subject::Document(document));
        let path = route::path(self.site, &page);
        let summary = article.description.as_ref().or(article.body.summary.as_ref());
        let whose = match document.owner() {
            Owner::Association(index) => Some(&self.site.associations[index]),
            Owner::Portal => None,
        };
        let title = plain(&article.title);
        let is_example = whose.is_some_and(|association| association.example);
        let authors = match document {
            Document::Material(association, index) => {
                let material = &self.site.associations[association].materials[index];
                material.authors.iter().map(|author| plain(&author.text)).collect()
            }
            _ => whose
                .filter(|_| self.gathered)
                .map(|association| plain(&association.name))
                .into_iter()
                .collect(),
        };
        let files = article.files.iter().map(|file| {
            let asset = &self.site.assets[file.asset];
            atom::File {
                address: self.address(&route::asset_path(self.site, asset)),
                title: file.title.as_deref().map_or_else(|| asset.name.clone(), plain),
                length: asset.length,
            }
        });
        atom::Entry {
            id: self.identifier(&path),
            title: if is_example { format!("Пример. {title}") } else { title },
            page: self.address(&path),
            updated: self.midnight(day, document.owner()),
            authors,
            categories: article.topics.iter().map(|topic| plain(topic)).collect(),
            summary: summary.map(|text| plain(text)),
            content: self.content(document, &page),
            files: files.collect(),
        }
    }

    /// The beginning of a day where it is told of.
    fn midnight(&self, day: NaiveDate, owner: Owner) -> DateTime<FixedOffset> {
        let zone = match owner {
            Owner::Association(index) => self.site.associations[index].time_zone,
            Owner::Portal => self.site.time_zone,
        };
        zone.offset().from_local_datetime(&day.and_time(NaiveTime::MIN)).single().unwrap_or_default()
    }

    /// What an entry is known by: its address, else a number made of what the site is known by and the path.
    fn identifier(&self, path: &str) -> String {
        match &self.site.address {
            Some(_) => self.address(path),
            None => uuid(&format!("{}/{path}", identity(self.site))),
        }
    }

    fn address(&self, path: &str) -> String {
        route::address(self.site, &self.path, path)
    }

    fn content(&self, document: Document, page: &Page) -> String {
        let article = self.site.article(document);
        let mut html = String::new();
        let paragraph = |html: &mut String, label: &str, text: &str| {
            let _ = write!(html, "<p>{label}{}</p>", escaped(&typeset(text)));
        };
        if let Some(description) = &article.description {
            paragraph(&mut html, "", description);
        }
        let held = match document {
            Document::Meeting(association, index) => {
                Some(&self.site.associations[association].meetings[index])
            }
            _ => None,
        };
        if let Some(held) = held {
            paragraph(&mut html, "<b>Когда:</b> ", &meeting::when(held));
            for (label, text) in [("Место", &held.place), ("Формат", &held.mode), ("Тема", &held.theme)]
            {
                if let Some(text) = text {
                    paragraph(&mut html, &format!("<b>{label}:</b> "), text);
                }
            }
            agenda(&mut html, held);
        }
        html.push_str(&self.body(article, page));
        if let Some(held) = held.filter(|held| !held.decisions.is_empty()) {
            html.push_str("<p><b>Решили:</b></p>");
            decisions(&mut html, &held.decisions);
        }
        for photo in &article.photos {
            let caption = photo.caption.as_deref().map(typeset).unwrap_or_default();
            let alt = escaped(&typeset(photo.description.as_deref().unwrap_or_default()));
            let image = self.image(photo.asset, &format!(" alt=\"{alt}\""));
            let _ = write!(html, "<p>{image}<br>{}</p>", escaped(&caption));
        }
        if !article.files.is_empty() {
            html.push_str("<ul>");
            for file in &article.files {
                let asset = &self.site.assets[file.asset];
                let title = file.title.as_deref().map_or_else(|| asset.name.clone(), typeset);
                let address = escaped(&self.address(&route::asset_path(self.site, asset)));
                let _ = write!(
                    html,
                    "<li><a href=\"{address}\">{}</a> ({})</li>",
                    escaped(&title),
                    size(asset.length)
                );
            }
            html.push_str("</ul>");
        }
        html
    }

    /// The text with full addresses, so that it can be read anywhere.
    fn body(&self, article: &Article, page: &Page) -> String {
        let mut html = String::new();
        for fragment in &article.body.fragments {
            match fragment {
                Fragment::Html(part) => html.push_str(part),
                Fragment::Link(target) => {
                    html.push_str(&escaped(&route::target_address(self.site, &self.path, page, target)));
                }
                Fragment::Picture(Target::Asset(index), attributes) => {
                    html.push_str(&self.image(*index, attributes));
                }
                Fragment::Picture(..) => {}
            }
        }
        html
    }

    fn image(&self, index: usize, attributes: &str) -> String {
        let asset = &self.site.assets[index];
        let path = match asset.showing().map(|showing| showing.main) {
            Some(Source::Made(variant)) => route::variant_path(self.site, asset, &variant),
            _ => route::asset_path(self.site, asset),
        };
        format!("<img src=\"{}\"{attributes}>", escaped(&self.address(&path)))
    }
}

/// The questions of a meeting with what was decided on each.
fn agenda(html: &mut String, meeting: &Meeting) {
    if meeting.agenda.is_empty() {
        return;
    }
    html.push_str("<p><b>Повестка:</b></p><ol>");
    for AgendaItem { question, speaker, decisions: decided, .. } in &meeting.agenda {
        let _ = write!(html, "<li>{}", escaped(&typeset(question)));
        if let Some(speaker) = speaker {
            let _ = write!(html, " ({})", escaped(&typeset(speaker)));
        }
        if !decided.is_empty() {
            html.push_str("<br>Решили:");
            decisions(html, decided);
        }
        html.push_str("</li>");
    }
    html.push_str("</ol>");
}

fn decisions(html: &mut String, decisions: &[Decision]) {
    html.push_str("<ul>");
    for decision in decisions {
        let _ = write!(html, "<li>{}", escaped(&typeset(&decision.text)));
        let term = decision.term.as_ref().map(|term| format!("срок: {}", term.text));
        let told: Vec<String> = decision.responsible.clone().into_iter().chain(term).collect();
        if !told.is_empty() {
            let _ = write!(html, " ({})", escaped(&typeset(&told.join("; "))));
        }
        html.push_str("</li>");
    }
    html.push_str("</ul>");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A number that is the same for the same name, as RFC 9562 has it (version 8).
fn uuid(name: &str) -> String {
    let mut bytes: [u8; 16] = [0; 16];
    bytes.copy_from_slice(&blake3::hash(name.as_bytes()).as_bytes()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::from("urn:uuid:");
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn a_name_has_one_number() {
        let number = uuid("rmo/news/feed.xml");
        assert_eq!(number, uuid("rmo/news/feed.xml"));
        assert_ne!(number, uuid("rmo/case/feed.xml"));
        let parts: Vec<&str> = number.trim_start_matches("urn:uuid:").split('-').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(parts[2].starts_with('8') && parts[3].starts_with(['8', '9', 'a', 'b']));
    }
}
