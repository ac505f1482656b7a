//! The words of HTML.

/// Elements inside a line: their tags part no words.
const IN_LINE: [&str; 14] =
    ["a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "s", "span", "strong", "sub", "sup"];

/// The named references that the sanitizer and the Markdown engine write.
const REFERENCES: [(&str, char); 5] =
    [("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("nbsp;", '\u{a0}')];

/// Adds the words of `html` to `text`: whatever stood in a block of its own on a line of its own.
pub(super) fn append(html: &str, text: &mut String) {
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&', '\n']) {
        text.push_str(&rest[..at]);
        let sign = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match sign {
            b'<' => rest = tag(rest, text),
            b'&' => rest = reference(rest, text),
            _ => text.push(' '),
        }
    }
    text.push_str(rest);
}

/// The rest behind a tag that has been opened; no `>` inside a quoted value ends it.
fn tag<'t>(rest: &'t str, text: &mut String) -> &'t str {
    let name = rest.trim_start_matches('/');
    let name = &name[..name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len())];
    if !IN_LINE.contains(&name) && !text.ends_with('\n') {
        text.push('\n');
    }
    let mut quoted = false;
    let end = rest.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.map_or("", |end| &rest[end + 1..])
}

fn reference<'t>(rest: &'t str, text: &mut String) -> &'t str {
    let known = REFERENCES.iter().find_map(|(name, sign)| Some((rest.strip_prefix(name)?, *sign)));
    let (rest, sign) = known.unwrap_or((rest, '&'));
    text.push(sign);
    rest
}

/// Lines and words parted by one sign each, none empty.
pub(super) fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for line in text.lines() {
        let before = tidy.len();
        for word in line.split([' ', '\t']).filter(|word| !word.is_empty()) {
            if tidy.len() > before {
                tidy.push(' ');
            } else if before > 0 {
                tidy.push('\n');
            }
            tidy.push_str(word);
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::{append, tidied};

    fn check(html: &str, expect: &str) {
        let mut text = String::new();
        append(html, &mut text);
        assert_eq!(tidied(&text), expect, "{html}");
    }

    #[test]
    fn words_of_html() {
        check(
            "<p>Книги&nbsp;и <em>кни</em>ги</p>\n<ul><li>раз</li><li>два</li></ul>",
            "Книги\u{a0}и книги\nраз\nдва",
        );
        check("<a href=\"?a>b\" title=\"\">ссылка</a> &lt;b&gt; &amp; &copy;", "ссылка <b> & &copy;");
        check("", "");
        check("<", "");
        check("<p class=\"", "");
    }
}
