//! Finished HTML: what of an author's own is let through, and where the addresses stand in it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// More tags than this in one document with HTML of its own are an attack: sanitizing takes ever longer with depth.
const MOST_TAGS: usize = 10_000;

/// How the tag of a picture begins, and what stands before the address of its file.
const PICTURE: (&str, &str) = ("<img ", " src=\"");

/// The classes that the page's own HTML has; those of an author's mean nothing to the theme, or more than he knows.
const CLASSES: &[&str] = &["footnote", "footnote-back", "footnotes", "scroller"];

/// How a cell of a table says to which side its text stands, up to the side itself: Markdown's own way, and the allow-list's.
const ALIGNMENT: &str = " style=\"text-align:";

/// An `href` or `src` value inside a tag of well-formed HTML.
pub(super) struct Address {
    /// Where the tag begins.
    tag: usize,
    /// The bytes of the value.
    pub(super) value: Range<usize>,
}

/// The tag of a picture.
pub(super) struct Picture {
    /// Its bytes.
    pub(super) tag: Range<usize>,
    /// Its attributes but the address, each with a space before it.
    pub(super) attributes: String,
}

impl Address {
    /// The tag of the picture whose address it is; nothing where it is that of a link.
    pub(super) fn picture(&self, html: &str) -> Option<Picture> {
        let before = html[self.tag..self.value.start].strip_suffix(PICTURE.1)?;
        let before = before.strip_prefix(PICTURE.0.trim_end())?;
        let behind = &html[self.value.end + 1..];
        let mut quoted = false;
        let end = behind.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == b'>' && !quoted
        })?;
        let attributes = format!("{before}{}", behind[..end].trim_end_matches([' ', '/']));
        Some(Picture { tag: self.tag..self.value.end + 1 + end + 1, attributes })
    }
}

/// The next address in `html`.
pub(super) fn next_address(html: &str) -> Option<Address> {
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
                return Some(Address { tag: tag - 1, value: found + 1..end });
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

/// Well-formed HTML whose cells have a class for the side that their text stands to, and no style: the policy of a page
/// forbids styles inside it.
pub(super) fn aligned(html: &str) -> Cow<'_, str> {
    if !html.contains(ALIGNMENT) {
        return Cow::Borrowed(html);
    }
    let mut written = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(ALIGNMENT) {
        let (before, behind) = (&rest[..at], &rest[at + ALIGNMENT.len()..]);
        let Some((side, after)) = behind.split_once('"').filter(|_| ends_inside_cell(before)) else {
            // Somebody writes of such a style.
            written.push_str(&rest[..at + ALIGNMENT.len()]);
            rest = behind;
            continue;
        };
        written.push_str(before);
        let side = side.trim_matches([' ', ';']);
        if ["left", "right", "center"].contains(&side) {
            written.push_str(" class=\"");
            written.push_str(side);
            written.push('"');
        }
        rest = after;
    }
    written.push_str(rest);
    Cow::Owned(written)
}

/// Whether well-formed HTML breaks off inside the tag with which a cell begins: in text there is no `<`.
fn ends_inside_cell(html: &str) -> bool {
    let Some(tag) = html.rfind('<').map(|at| &html[at..]) else { return false };
    let mut quoted = false;
    let closed = tag.bytes().any(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    !closed && ["<td", "<th"].iter().any(|cell| tag.starts_with(cell))
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

#[cfg(test)]
mod tests {
    use super::aligned;

    #[test]
    fn cells_have_a_class_for_their_side() {
        for (written, wanted) in [
            ("<td style=\"text-align: right\">5</td>", "<td class=\"right\">5</td>"),
            (
                "<th colspan=\"2\" style=\"text-align:center\">а</th>",
                "<th colspan=\"2\" class=\"center\">а</th>",
            ),
            ("<td title=\"а > б\" style=\"text-align:left;\">", "<td title=\"а > б\" class=\"left\">"),
            ("<td style=\"text-align:inherit\">5</td>", "<td>5</td>"),
            ("<p>&lt;td style=\"text-align: right\"></p>", "<p>&lt;td style=\"text-align: right\"></p>"),
            ("<td>&lt;td style=\"text-align: right\"></td>", "<td>&lt;td style=\"text-align: right\"></td>"),
            (
                "<td style=\"text-align: right\">5<td style=\"text-align: left\">6",
                "<td class=\"right\">5<td class=\"left\">6",
            ),
            ("<td style=\"text-align: ", "<td style=\"text-align: "),
        ] {
            assert_eq!(aligned(written), wanted);
        }
    }
}
