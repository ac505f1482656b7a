//! `people.yaml`: the people of an association, and how the site may call them.

use std::sync::Arc;

use crate::diagnostic::Place;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parse::field_name::normalized;
use crate::parse::record::{self, Absence, Context, Decode, FieldSpec, Source, Text, record};
use crate::parse::silenced::SilencedHere;
use crate::parse::yaml::{self, Node, Value};

record! {
    /// The registry.
    RawRegistry "в списке людей" {
        /// The people.
        people: Vec<RawPerson> = "люди" | "people",
        /// Doubts that are switched off in this file.
        silenced: SilencedHere = "не предупреждать" | "allow",
    }
}

record! {
    /// A person.
    RawPerson "в сведениях о человеке" {
        /// The name.
        who: Text = "кто" | "who",
        /// Other spellings of it.
        variants: Vec<Text> = "варианты" | "variants",
        /// The position.
        position: Option<Text> = "должность" | "position",
        /// The school.
        school: Option<Text> = "школа" | "school",
        /// Whether the person agreed to have a page.
        consent: Option<bool> = "согласие" | "consent",
        /// What the site calls the person by.
        shown_as: ShownAs = "на сайте" | "shown as",
    }
}

/// What the site calls a person by.
#[derive(Clone, Debug)]
pub enum ShownAs {
    /// The name.
    Name,
    /// The position, which is said at this place.
    Position(Place),
    /// What could not be read, which has been reported.
    Unclear,
}

impl Decode for ShownAs {
    /// What could not be read hides the name: a slip of the finger publishes nobody.
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let Some(text) = Text::decode(node, context) else { return Some(Self::Unclear) };
        match normalized(&text.value).as_str() {
            "имя" | "name" => Some(Self::Name),
            "должность" | "position" => Some(Self::Position(text.place)),
            _ => {
                context.diagnostics.push(
                    Diagnostic::error(text.place, "Здесь нужно «имя» или «должность»")
                        .hint("Напишите «на сайте: должность», чтобы имени на сайте не было."),
                );
                Some(Self::Unclear)
            }
        }
    }

    fn absent(_: &FieldSpec, _: &Absence, _: &mut Context) -> Option<Self> {
        Some(Self::Name)
    }

    fn reported(_: &FieldSpec, _: &Absence, _: &mut Context) -> Option<Self> {
        Some(Self::Unclear)
    }
}

/// Reads the registry in the file `path`: a list under `люди`, or a bare list.
pub fn parse(path: &Arc<str>, text: &str, diagnostics: &mut Diagnostics) -> Option<Vec<RawPerson>> {
    let document = yaml::parse(path, text, 0, diagnostics);
    record::read(&document, Source { path, text }, diagnostics, people)
}

fn people(root: &Node, context: &mut Context) -> Option<Vec<RawPerson>> {
    if matches!(root.value, Value::Sequence(_)) {
        return Vec::<RawPerson>::decode(root, context);
    }
    RawRegistry::decode(root, context).map(|registry| registry.people)
}
