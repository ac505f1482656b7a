//! Finished HTML: what of an author's own is let through, and where the addresses stand in it.

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

/// What of an author's HTML is published: marks of text, tables, pictures and links, and nothing that runs.
pub(super) fn allowed(html: &str) -> String {
    ammonia::Builder::default()
        .add_tags(["section", "input"])
        .add_generic_attributes(["id", "class", "role", "aria-label", "tabindex"])
        .add_tag_attributes("input", ["type", "disabled", "checked"])
        .add_tag_attributes("ol", ["start"])
        .link_rel(None)
        .clean(html)
        .to_string()
}
