//! Markdown to HTML with open links: the only door to the Markdown crate.
//!
//! `CommonMark` with tables, footnotes, task lists and strikethrough. Text is set by the rules of Russian typography,
//! headings get ids that survive being sent through a messenger, raw HTML passes an allow-list, and every address is
//! left open, because only linking knows what it leads to.

mod doubts;
mod footnotes;
mod html;
mod ids;
mod misread;
mod plain;
mod tags;
mod unread;

use std::fmt::Write;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html::push_html};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::body::Heading;
use crate::russian::typography::Typesetter;

use footnotes::Footnotes;
use html::{aligned, allowed, next_address, unescaped};
use ids::Ids;
use unread::{Unread, unread_markup};

/// Stands for the address of the link with the number behind it until the HTML is cut at the links.
const OPEN_LINK: &str = "kartoteka-link-";

/// How many bytes of an author's HTML are searched for an address that is wrong.
const SEARCHED: usize = 1 << 18;

/// A document's text as far as its own file can tell. What is long in it is shared, not copied, when the site is linked again.
#[derive(Clone, Debug, Default)]
pub struct RawBody {
    /// HTML and the links between its parts, in order.
    pub fragments: Arc<[RawFragment]>,
    /// Its headings in order.
    pub headings: Arc<[Heading]>,
    /// Its first paragraph as plain text.
    pub summary: Option<String>,
    /// Its first letters, once somebody has asked for them; shared by all copies.
    pub beginning: Arc<OnceLock<String>>,
    /// Whether it tells what happened, once somebody has asked; shared by all copies.
    told: Arc<OnceLock<bool>>,
}

/// A piece of a document's text.
#[derive(Clone, Debug)]
pub enum RawFragment {
    /// Finished HTML.
    Html(Arc<str>),
    /// The address in an `href` attribute.
    Link(RawLink),
    /// A picture: the address of its file, and the other attributes of its `img`.
    Picture(RawLink, Arc<str>),
}

/// An address as the author wrote it.
#[derive(Clone, Debug)]
pub struct RawLink {
    /// The address.
    pub address: String,
    /// Where it stands.
    pub place: Place,
    /// What it is for.
    pub role: LinkRole,
}

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkRole {
    /// A visitor may follow it.
    Way,
    /// The page shows what lies there.
    Picture,
    /// The page has made it itself, for its footnotes.
    Own,
}

/// Turns `text`, which begins `base` bytes into the file `path`, into HTML.
pub fn parse(path: &Arc<str>, text: &str, base: usize, diagnostics: &mut Diagnostics) -> RawBody {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let events: Vec<Located> = Parser::new_ext(text, options).into_offset_iter().collect();
    let shift = u8::from(events.iter().any(|(event, _)| is_top_heading(event)));
    doubts::report((path, text, base), shift, &events, diagnostics);
    tags::report((path, text, base), &events, diagnostics);
    misread::report((path, text, base), &events, diagnostics);
    let (notes, events) = Footnotes::separate(events);
    let mut setter = Setter {
        path,
        text,
        base,
        shift,
        typesetter: Typesetter::new(),
        links: Vec::new(),
        headings: Vec::new(),
        ids: Ids::reserving(&events),
        notes,
        unread: Vec::new(),
        raw_html: None,
        code: false,
    };
    let mut written = String::with_capacity(text.len() * 3 / 2);
    let set = setter.set(&events);
    push_html(&mut written, set.into_iter());
    setter.push_notes(&mut written);
    setter.report(diagnostics);
    if setter.raw_html.is_some() {
        written = setter.allowed(&written, diagnostics);
    }
    let fragments = setter.cut(&aligned(&written)).into();
    RawBody {
        fragments,
        headings: setter.headings.into(),
        summary: summary(&events),
        beginning: Arc::default(),
        told: Arc::default(),
    }
}

fn is_top_heading(event: &Event) -> bool {
    matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }))
}

/// Walks through the events of a document and prepares them for writing.
struct Setter<'a> {
    path: &'a Arc<str>,
    text: &'a str,
    base: usize,
    shift: u8,
    typesetter: Typesetter,
    links: Vec<RawLink>,
    headings: Vec<Heading>,
    ids: Ids,
    notes: Footnotes<'a>,
    unread: Vec<(Unread, usize)>,
    raw_html: Option<Range<usize>>,
    code: bool,
}

type Located<'a> = (Event<'a>, Range<usize>);

impl<'a> Setter<'a> {
    fn set(&mut self, events: &[Located<'a>]) -> Vec<Event<'a>> {
        let mut set = Vec::with_capacity(events.len());
        let mut at = 0;
        while let Some((event, range)) = events.get(at) {
            at += 1;
            match event {
                Event::Text(_) if !self.code => {
                    let run: String = text_run(&events[at - 1..]);
                    at +=
                        events[at..].iter().take_while(|(event, _)| matches!(event, Event::Text(_))).count();
                    let written = range.start..events[at - 1].1.end;
                    // A backslash says that the brackets are meant as they are.
                    if !self.text[written.clone()].contains('\\') {
                        self.unread.extend(unread_markup(&run).map(|markup| (markup, written.start)));
                    }
                    set.push(Event::Text(self.typesetter.run(&run).into()));
                }
                Event::Start(Tag::Heading { level, id, .. }) => {
                    let words =
                        words_until(&events[at..], |event| matches!(event, Event::End(TagEnd::Heading(_))));
                    set.push(self.heading(*level, id.as_deref(), &words));
                }
                Event::End(TagEnd::Heading(level)) => {
                    set.push(Event::End(TagEnd::Heading(self.shifted(*level))));
                }
                Event::FootnoteReference(label) => set.push(self.notes.refer(label)),
                event => self.other(event, range, &mut set),
            }
        }
        set
    }

    fn other(&mut self, event: &Event<'a>, range: &Range<usize>, set: &mut Vec<Event<'a>>) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                // The crate itself would put `mailto:` before the placeholder of a bare mailbox.
                let (link_type, dest_url) = match link_type {
                    LinkType::Email => {
                        (LinkType::Autolink, self.open_link(&format!("mailto:{dest_url}"), range))
                    }
                    other => (*other, self.open_link(dest_url, range)),
                };
                set.push(Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title: title.clone(),
                    id: id.clone(),
                }));
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                self.typesetter.opaque();
                let dest_url = self.open_link(dest_url, range);
                set.push(Event::Start(Tag::Image {
                    link_type: *link_type,
                    dest_url,
                    title: title.clone(),
                    id: id.clone(),
                }));
            }
            Event::Start(Tag::Table(_)) => {
                set.push(Event::Html(
                    r#"<div class="scroller" tabindex="0" role="region" aria-label="Таблица">"#.into(),
                ));
                set.push(event.clone());
            }
            Event::End(TagEnd::Table) => {
                set.push(event.clone());
                set.push(Event::Html("</div>\n".into()));
            }
            Event::TaskListMarker(done) => {
                let (checked, label) =
                    if *done { (" checked", "Сделано") } else { ("", "Не сделано") };
                let html = format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> ");
                set.push(Event::InlineHtml(html.into()));
            }
            event => {
                self.note_context(event, range);
                set.push(event.clone());
            }
        }
    }

    /// What the typesetter and the allow-list must know of an event that goes through unchanged.
    fn note_context(&mut self, event: &Event, range: &Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.code = true,
            Event::End(TagEnd::CodeBlock) => self.code = false,
            Event::Code(_) => self.typesetter.opaque(),
            Event::SoftBreak | Event::HardBreak => {
                self.typesetter.run("\n");
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                self.raw_html.get_or_insert_with(|| range.clone());
            }
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell) => self.typesetter.paragraph(),
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel, given: Option<&str>, words: &str) -> Event<'a> {
        self.typesetter.paragraph();
        let level = self.shifted(level);
        let id = self.ids.next(given, words);
        let text = crate::russian::typography::typeset(words);
        self.headings.push(Heading { level: level as u8, id: id.clone(), text });
        Event::Start(Tag::Heading { level, id: Some(id.into()), classes: Vec::new(), attrs: Vec::new() })
    }

    /// The page's own title is its only heading of the first level.
    fn shifted(&self, level: HeadingLevel) -> HeadingLevel {
        let shifted = usize::from(level as u8 + self.shift).min(6);
        HeadingLevel::try_from(shifted).unwrap_or(HeadingLevel::H6)
    }

    fn open_link(&mut self, address: &str, range: &Range<usize>) -> CowStr<'a> {
        let number = self.links.len();
        let place = self.place(range);
        self.links.push(RawLink { address: address.to_owned(), place, role: LinkRole::Way });
        format!("{OPEN_LINK}{number}").into()
    }

    fn place(&self, range: &Range<usize>) -> Place {
        Place::new(self.path, self.base + range.start..self.base + range.end)
    }

    fn push_notes(&mut self, written: &mut String) {
        if self.notes.count() == 0 {
            return;
        }
        written.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Сноски\">\n<ol>\n");
        let mut number = 0;
        while let Some(events) = self.notes.take(number) {
            number += 1;
            let events = self.set(&events);
            let _ = writeln!(written, "<li id=\"fn_{number}\">");
            push_html(written, events.into_iter());
            let back = self.links.len();
            let _ = writeln!(
                written,
                "<a href=\"{OPEN_LINK}{back}\" class=\"footnote-back\" aria-label=\"Вернуться к тексту\">↩</a>\n</li>"
            );
            self.links.push(RawLink {
                address: format!("#fnref_{number}"),
                place: self.place(&(0..0)),
                role: LinkRole::Own,
            });
        }
        written.push_str("</ol>\n</section>\n");
    }

    /// What went wrong while the text was set.
    fn report(&self, diagnostics: &mut Diagnostics) {
        for mistake in self.notes.mistakes(|range| self.place(range)) {
            diagnostics.push(mistake);
        }
        for (unread, start) in &self.unread {
            let found = self.text[*start..].find(unread.words()).map_or(*start, |at| start + at);
            diagnostics.push(unread.diagnostic(self.place(&(found..found + unread.words().len()))));
        }
    }

    /// The HTML with only what the allow-list has, and only the ids that were given here.
    fn allowed(&self, written: &str, diagnostics: &mut Diagnostics) -> String {
        let notes = (1..=self.notes.count()).map(|number| format!("fn_{number}"));
        let ids = self.headings.iter().map(|heading| heading.id.clone()).chain(notes).collect();
        allowed(written, ids).unwrap_or_else(|| {
            let place = self.place(self.raw_html.as_ref().unwrap_or(&(0..0)));
            diagnostics.push(
                Diagnostic::error(place, "На странице слишком много разметки HTML, вложенной друг в друга")
                    .hint("Оставьте текст без разметки: Картотека оформит его сама."),
            );
            String::new()
        })
    }

    /// Where the author's own HTML has `address`.
    fn range_of(&self, address: &str) -> Range<usize> {
        let html = self.raw_html.clone().unwrap_or_default();
        // A text with thousands of addresses is long, and nobody needs the place of each.
        let behind = &self.text[html.start..self.text.floor_char_boundary(html.start + SEARCHED)];
        let typed = [address.to_owned(), unescaped(address)].into_iter().filter(|typed| !typed.is_empty());
        let found = typed
            .filter_map(|typed| behind.find(&typed).map(|at| html.start + at..html.start + at + typed.len()));
        found.min_by_key(|range| range.start).unwrap_or(html)
    }

    /// Cuts finished HTML at its addresses.
    fn cut(&self, written: &str) -> Vec<RawFragment> {
        let mut fragments = Vec::new();
        let mut rest = written;
        let mut html = String::new();
        while let Some(found) = next_address(rest) {
            let address = &rest[found.value.clone()];
            let number = address.strip_prefix(OPEN_LINK).and_then(|number| number.parse::<usize>().ok());
            let mut link = match number.and_then(|number| self.links.get(number)) {
                Some(link) => link.clone(),
                None => RawLink {
                    address: unescaped(address),
                    place: self.place(&self.range_of(address)),
                    role: if self.notes.has(address) { LinkRole::Own } else { LinkRole::Way },
                },
            };
            let picture = found.picture(rest);
            let (start, end) = match &picture {
                Some(picture) => (picture.tag.start, picture.tag.end),
                None => (found.value.start, found.value.end),
            };
            html.push_str(&rest[..start]);
            fragments.push(RawFragment::Html(std::mem::take(&mut html).into()));
            fragments.push(match picture {
                Some(picture) => {
                    link.role = LinkRole::Picture;
                    RawFragment::Picture(link, picture.attributes.into())
                }
                None => RawFragment::Link(link),
            });
            rest = &rest[end..];
        }
        html.push_str(rest);
        fragments.push(RawFragment::Html(html.into()));
        fragments
    }
}

/// The text events at the beginning of `events` as one text: the parser cuts it at every bracket.
fn text_run(events: &[Located]) -> String {
    events
        .iter()
        .map_while(|(event, _)| if let Event::Text(text) = event { Some(text.as_ref()) } else { None })
        .collect()
}

fn words_until(events: &[Located], end: impl Fn(&Event) -> bool) -> String {
    let inside = events.iter().map(|(event, _)| event).take_while(|event| !end(event));
    let words = inside.map(|event| match event {
        Event::Text(text) | Event::Code(text) => text.as_ref(),
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    });
    words.collect()
}

/// The first paragraph in words.
fn summary(events: &[Located]) -> Option<String> {
    let start = events.iter().position(|(event, _)| matches!(event, Event::Start(Tag::Paragraph)))?;
    let words = words_until(&events[start..], |event| matches!(event, Event::End(TagEnd::Paragraph)));
    (!words.trim().is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html_of(text: &str) -> String {
        let body = parse(&"t.md".into(), text, 0, &mut Diagnostics::default());
        let pieces = body.fragments.iter().map(|fragment| match fragment {
            RawFragment::Html(html) => html.to_string(),
            RawFragment::Link(link) => format!("→{}", link.address),
            RawFragment::Picture(link, attributes) => format!("[→{}{attributes}]", link.address),
        });
        pieces.collect()
    }

    #[test]
    fn links_stay_open() {
        assert_eq!(
            html_of("[урок](../x.md#Ход \"имя\")"),
            "<p>[урок](../x.md#Ход &quot;имя&quot;)</p>\n".replace(
                "[урок](../x.md#Ход &quot;имя&quot;)",
                "<a href=\"→../x.md#Ход\" title=\"имя\">урок</a>"
            )
        );
        assert_eq!(html_of("![дети](a.jpg)"), "<p>[→a.jpg alt=\"дети\"]</p>\n");
    }

    #[test]
    fn pictures_keep_their_attributes() {
        let given = "<img alt=\"a > b\" src='x.png' width=20><b>жирно</b>";
        assert_eq!(html_of(given), "<p>[→x.png alt=\"a &gt; b\" width=\"20\"]<b>жирно</b></p>\n");
    }

    #[test]
    fn headings_get_stable_unique_ids() {
        let html = html_of("# Ход урока\n\n## Ход урока\n\n## Свой {#svoy}\n\n## ***\n");
        assert!(html.contains("<h2 id=\"hod-uroka\">Ход урока</h2>"), "{html}");
        assert!(html.contains("<h3 id=\"hod-uroka-2\">"), "{html}");
        assert!(html.contains("<h3 id=\"svoy\">"), "{html}");
    }

    #[test]
    fn scripts_never_pass() {
        let html = html_of(
            "<b onclick=\"x()\">да</b><script>alert(1)</script>\n\n<a href=\"javascript:x()\">нет</a>\n",
        );
        assert!(html.contains("<b>да</b>"), "{html}");
        assert!(!html.contains("script") && !html.contains("onclick"), "{html}");
    }

    #[test]
    fn footnotes_stand_at_the_end() {
        let html = html_of("Текст[^а] и ещё[^а].\n\n[^а]: Примечание.\n\nДалее.\n");
        assert!(html.contains("id=\"fnref_1\"") && html.contains("id=\"fnref_1-2\""), "{html}");
        assert!(html.trim_end().ends_with("</section>"), "{html}");
        assert!(html.contains("<li id=\"fn_1\">\n<p>Примечание.</p>\n<a href=\"→#fnref_1\""), "{html}");
    }

    #[test]
    fn code_is_not_typeset() {
        assert!(html_of("`a - \"b\"`").contains("<code>a - \"b\"</code>"));
    }
}
