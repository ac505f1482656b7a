//! Where pages speak of other sites: for those who want to know whether these still answer.

use crate::diagnostic::Place;
use crate::parse::record::Text;

/// An address of another site at one place of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The address as the author wrote it.
    pub address: String,
    /// Where it stands; in a field, where the field stands.
    pub place: Place,
}

/// What an address outside the site says of another site: nothing where it is a mailbox or a telephone.
pub(super) fn of_link(address: &str, place: Place) -> Option<Mention> {
    (start_of_address(address) == Some(0)).then(|| Mention { address: address.to_owned(), place })
}

/// The addresses that stand in a field among other words, as librarians list their sources: «Урок. URL: `https://a.ru/`
/// (дата обращения: …)».
pub(super) fn in_text(text: &Text) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut rest = text.value.as_str();
    while let Some(start) = start_of_address(rest) {
        let end = rest[start..].find(ends_address).map_or(rest.len(), |length| start + length);
        let address = without_punctuation(&rest[start..end]);
        found.push(Mention { address: address.to_owned(), place: text.place.clone() });
        rest = &rest[end..];
    }
    found
}

fn start_of_address(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    ["http://", "https://"].iter().filter_map(|scheme| lower.find(scheme)).min()
}

fn ends_address(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '<' | '>' | '"' | '«' | '»' | '“' | '”')
}

/// What ends the sentence and not the address. A closing bracket belongs to an address that has opened one.
fn without_punctuation(address: &str) -> &str {
    let bare = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '…']);
    match bare.strip_suffix(')') {
        Some(inner) if bare.matches('(').count() < bare.matches(')').count() => without_punctuation(inner),
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(value: &str) -> Vec<String> {
        let text = Text { value: value.to_owned(), place: Place::file(&"t.md".into()) };
        in_text(&text).into_iter().map(|mention| mention.address).collect()
    }

    #[test]
    fn addresses_are_found_among_words() {
        assert_eq!(
            addresses("Урок. URL: https://a.ru/x?y=1 (дата обращения: 1.09); см. HTTP://б.рф."),
            ["https://a.ru/x?y=1", "HTTP://б.рф"]
        );
        assert_eq!(
            addresses("(https://ru.wikipedia.org/wiki/Ёж_(вид))"),
            ["https://ru.wikipedia.org/wiki/Ёж_(вид)"]
        );
        assert_eq!(addresses("(см. https://a.ru/)."), ["https://a.ru/"]);
        assert_eq!(addresses("«https://a.ru»"), ["https://a.ru"]);
        assert!(addresses("a@b.ru, tel:112, https без адреса").is_empty());
    }

    #[test]
    fn a_mailbox_is_no_other_site() {
        let place = || Place::file(&"t.md".into());
        assert!(of_link("mailto:a@b.ru", place()).is_none());
        assert!(of_link("mailto:a@b.ru?body=http://a.ru", place()).is_none());
        assert!(of_link("HTTPS://a.ru", place()).is_some());
    }
}
