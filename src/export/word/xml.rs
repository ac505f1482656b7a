//! XML written tag by tag: the door to the writer.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::prose::invisible;

/// A part of a document while it is written.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A part that begins with its declaration.
    pub(super) fn new() -> Self {
        let mut xml = Self(Writer::new(Vec::new()));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    /// An element with what `inside` writes into it.
    pub(super) fn within(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.event(Event::Start(tag(name, attributes)));
        inside(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing inside.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(tag(name, attributes)));
    }

    /// A setting of Word: an element with nothing but a value.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// An element of words.
    pub(super) fn words(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        let words: String = words.chars().filter(|letter| may_stand(*letter)).collect();
        self.within(name, attributes, |xml| xml.event(Event::Text(BytesText::new(&words))));
    }

    /// The part.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn event(&mut self, event: Event) {
        self.0.write_event(event).unwrap_or_else(|error| unreachable!("memory takes everything: {error}"));
    }
}

fn tag<'t>(name: &'t str, attributes: &[(&'t str, &'t str)]) -> BytesStart<'t> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}

/// Whether a sign is one of XML (1.0, production 2) and no command that must not reach a reader.
fn may_stand(letter: char) -> bool {
    let is_control = letter.is_control() && !matches!(letter, '\t' | '\n' | '\r');
    !is_control && !matches!(letter, '\u{fffe}' | '\u{ffff}') && !invisible::is_command(letter)
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn what_is_no_sign_of_xml_is_left_out() {
        let mut xml = Xml::new();
        xml.within("a", &[("b", "\"&<")], |xml| xml.words("c", &[], "<&\u{b}д\u{202e}\u{ffff}"));
        let text = String::from_utf8(xml.into_bytes()).expect("text");
        let expected = "<a b=\"&quot;&amp;&lt;\"><c>&lt;&amp;д</c></a>";
        assert_eq!(text.split_once("?>").expect("a declaration").1, expected);
    }
}
