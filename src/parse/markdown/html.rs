//! Finished HTML: what of an author's own is let through, and where the addresses stand in it.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// More tags than this in one document with HTML of its own are an attack: sanitizing takes ever longer with depth.
const MOST_TAGS: usize = 10_000;

/// What stands before the address of something that the page shows.
pub(super) const PICTURE: &str = " src=\"";

/// The classes that the page's own HTML has; those of an author's mean nothing to the theme, or more than he knows.
const CLASSES: &[&str] = &["footnote", "footnote-back", "footnotes", "scroller"];

/// The bytes of the next `href` or `src` value inside a tag of well-formed HTML.
pub(super) fn next_address(html: &str) -> Option<(usize, usize)> {
    let mut tag = 0;
    loop {
        tag += html[tag..].find('<')? + 1;
        let mut at = tag;
        while let Some(offset) = html[at..].find(['"', '>']) {
            let found = at + offset;
            if html.as_bytes()[found] == b'>' {
                at = found;
                break;
            }
            let end = found + 1 + html[found + 1..].find('"')?;
            if [" href=", " src="].iter().any(|attribute| html[..found].ends_with(attribute)) {
                return Some((found + 1, end));
            }
            at = end + 1;
        }
        tag = at;
    }
}

/// The value of an attribute as its author meant it.
pub(super) fn unescaped(value: &str) -> String {
    value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// What of an author's HTML is published: marks of text, tables, pictures and links, and nothing that runs. Of the ids only
/// `ids` and those of references to notes stay, of the classes those of the page itself. Nothing where there are too many
/// tags.
pub(super) fn allowed(html: &str, ids: BTreeSet<String>) -> Option<String> {
    if html.matches('<').count() > MOST_TAGS {
        return None;
    }
    let published = ammonia::Builder::default()
        .add_tags(["section", "input"])
        .add_generic_attributes(["id", "class", "role", "aria-label", "tabindex"])
        .add_tag_attributes("input", ["type", "disabled", "checked"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("td", ["style"])
        .add_tag_attributes("th", ["style"])
        .filter_style_properties(["text-align"].into())
        .rm_tag_attributes("blockquote", ["cite"])
        .rm_tag_attributes("q", ["cite"])
        .rm_tag_attributes("del", ["cite"])
        .rm_tag_attributes("ins", ["cite"])
        .link_rel(None)
        .attribute_filter(move |_, attribute, value| {
            let stays = match attribute {
                "id" => ids.contains(value) || value.starts_with("fnref_"),
                "class" => CLASSES.contains(&value) || value.starts_with("language-"),
                _ => true,
            };
            stays.then_some(Cow::Borrowed(value))
        })
        .clean(html)
        .to_string();
    Some(published)
}
