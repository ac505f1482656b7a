//! A document's text as its visitor reads it, without tags.

use super::{RawBody, RawFragment};
use crate::russian::tense;

/// Tags that do not part the letters on either side of them.
const INSIDE_WORDS: [&str; 11] = ["a", "b", "code", "del", "em", "i", "s", "strong", "sub", "sup", "u"];

impl RawBody {
    /// Its words: tags dropped, signs written by number or name as themselves.
    pub fn words(&self) -> String {
        // An address of a link stands inside a tag, so that leaving it out leaves the tag.
        let html = self.fragments.iter().filter_map(|fragment| match fragment {
            RawFragment::Html(html) => Some(&**html),
            RawFragment::Link(_) | RawFragment::Picture(..) => None,
        });
        without_tags(&html.collect::<String>())
    }

    /// Whether it tells what happened, as a report does, and not what will be.
    pub fn tells_what_happened(&self) -> bool {
        *self.told.get_or_init(|| tense::tells_what_happened(&self.words()))
    }
}

fn without_tags(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once('<') {
        words.push_str(before);
        let (tag, after) = behind.split_once('>').unwrap_or((behind, ""));
        let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or_default();
        if !INSIDE_WORDS.contains(&name) {
            words.push('\n');
        }
        rest = after;
    }
    words.push_str(rest);
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .into_iter()
        .fold(words, |words, (entity, sign)| words.replace(entity, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_visitor_reads_is_left() {
        assert_eq!(
            without_tags("<p>Ива<strong>новой</strong> <a href=\"\">А.П.</a></p><br>и &lt;б&gt;"),
            "\nИвановой А.П.\n\nи <б>"
        );
        assert_eq!(without_tags("а <незакрыто"), "а \n");
    }
}
