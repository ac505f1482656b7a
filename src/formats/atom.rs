//! Feeds: Atom (RFC 4287).

use std::io::{self, Write};

use chrono::{DateTime, FixedOffset};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// What it is known by for ever: an address or `urn:uuid:…`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The page that shows the same.
    pub page: String,
    /// Where it is fetched, full or relative to itself.
    pub own: String,
    /// Who publishes it.
    pub author: String,
    /// When what stands first in it was published.
    pub updated: DateTime<FixedOffset>,
    /// Its entries, latest first.
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is known by for ever.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its page.
    pub page: String,
    /// When it was published.
    pub updated: DateTime<FixedOffset>,
    /// Who made it, where that is somebody else than the publisher of the feed.
    pub authors: Vec<String>,
    /// What it is about.
    pub categories: Vec<String>,
    /// What it is about, in a sentence.
    pub summary: Option<String>,
    /// All of it as HTML.
    pub content: String,
    /// Files that belong to it.
    pub files: Vec<File>,
}

/// A file that belongs to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its address.
    pub address: String,
    /// What it is called.
    pub title: String,
    /// How long it is, in bytes.
    pub length: u64,
}

/// The text of a feed.
pub fn text(feed: &Feed) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Nothing is refused by what is written into memory.
    if write(&mut writer, feed).is_err() {
        return String::new();
    }
    let mut text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

fn write(writer: &mut Writer<Vec<u8>>, feed: &Feed) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let element = writer
        .create_element("feed")
        .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
        .with_attribute(("xml:lang", "ru"));
    element.write_inner_content(|writer| {
        leaf(writer, "id", &feed.id)?;
        leaf(writer, "title", &feed.title)?;
        leaf(writer, "updated", &feed.updated.to_rfc3339())?;
        link(writer, "self", "application/atom+xml", &feed.own)?;
        link(writer, "alternate", "text/html", &feed.page)?;
        person(writer, &feed.author)?;
        leaf(writer, "generator", "Kartoteka")?;
        feed.entries.iter().try_for_each(|entry| write_entry(writer, entry))
    })?;
    Ok(())
}

fn write_entry<W: Write>(writer: &mut Writer<W>, entry: &Entry) -> io::Result<()> {
    let element = writer.create_element("entry");
    element.write_inner_content(|writer| {
        leaf(writer, "id", &entry.id)?;
        leaf(writer, "title", &entry.title)?;
        leaf(writer, "updated", &entry.updated.to_rfc3339())?;
        leaf(writer, "published", &entry.updated.to_rfc3339())?;
        link(writer, "alternate", "text/html", &entry.page)?;
        entry.authors.iter().try_for_each(|author| person(writer, author))?;
        for category in &entry.categories {
            let category = legal(category);
            writer.create_element("category").with_attribute(("term", category.as_str())).write_empty()?;
        }
        for file in &entry.files {
            let (length, title) = (file.length.to_string(), legal(&file.title));
            let element = writer.create_element("link").with_attribute(("rel", "enclosure"));
            let element = element.with_attribute(("href", file.address.as_str()));
            let element = element.with_attribute(("length", length.as_str()));
            element.with_attribute(("title", title.as_str())).write_empty()?;
        }
        if let Some(summary) = &entry.summary {
            leaf(writer, "summary", summary)?;
        }
        let content = legal(&entry.content);
        let element = writer.create_element("content").with_attribute(("type", "html"));
        element.write_text_content(BytesText::new(&content))?;
        Ok(())
    })?;
    Ok(())
}

fn leaf<W: Write>(writer: &mut Writer<W>, name: &str, text: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(&legal(text)))?;
    Ok(())
}

fn link<W: Write>(writer: &mut Writer<W>, relation: &str, kind: &str, address: &str) -> io::Result<()> {
    let element = writer.create_element("link").with_attribute(("rel", relation));
    element.with_attribute(("type", kind)).with_attribute(("href", address)).write_empty()?;
    Ok(())
}

fn person<W: Write>(writer: &mut Writer<W>, name: &str) -> io::Result<()> {
    writer.create_element("author").write_inner_content(|writer| leaf(writer, "name", name))?;
    Ok(())
}

/// Text without the signs that XML 1.0 has no way to write.
fn legal(text: &str) -> String {
    let is_legal = |letter: &char| matches!(letter, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_legal).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_text_stays_in_it() {
        let updated = DateTime::parse_from_rfc3339("2026-10-08T00:00:00+03:00").expect("a time");
        let entry = Entry {
            id: "https://school.example/news/a/".to_owned(),
            title: "«А» & <Б>\u{1}".to_owned(),
            page: "https://school.example/news/a/?b=1&c=2".to_owned(),
            updated,
            authors: vec!["Перелескина Т.А.".to_owned()],
            categories: vec!["книга \"за\" пять".to_owned()],
            summary: None,
            content: "<p>Текст]]></p>".to_owned(),
            files: Vec::new(),
        };
        let feed = Feed {
            id: "https://school.example/news/".to_owned(),
            title: "Новости".to_owned(),
            page: "https://school.example/news/".to_owned(),
            own: "https://school.example/news/feed.xml".to_owned(),
            author: "РМО".to_owned(),
            updated,
            entries: vec![entry],
        };
        let text = text(&feed);
        for part in [
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
            "<title>«А» &amp; &lt;Б&gt;</title>",
            "href=\"https://school.example/news/a/?b=1&amp;c=2\"",
            "term=\"книга &quot;за&quot; пять\"",
            "<content type=\"html\">&lt;p&gt;Текст]]&gt;&lt;/p&gt;</content>",
            "<updated>2026-10-08T00:00:00+03:00</updated>",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
}
