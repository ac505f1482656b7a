//! `people.yaml`: the people of an association, and how the site may call them.

use std::sync::Arc;

use crate::diagnostic::Place;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parse::field_name::normalized;
use crate::parse::record::{self, Absence, Context, Decode, FieldSpec, Source, Text, record, shape_of};
use crate::parse::shape::{Offer, Shape, Wording, any_of};
use crate::parse::silenced::SilencedHere;
use crate::parse::yaml::{self, Node, Value};

record! {
    /// The registry.
    RawRegistry "в списке людей" {
        /// The people.
        people: Vec<RawPerson> = "люди" | "people": "Люди, каждый со своим дефисом.",
        /// Doubts that are switched off in this file.
        silenced: SilencedHere = "не предупреждать" | "allow": "Предупреждения, выключенные в этом файле.",
    }
}

record! {
    /// A person.
    RawPerson "в сведениях о человеке" {
        /// The name.
        who: Text = "кто" | "who": "Имя, лучше полностью: Околицына Мария Павловна.",
        /// Other spellings of it.
        variants: Vec<Text> = "варианты" | "variants":
            "Другие написания имени и прежние фамилии: одно или список.",
        /// The position.
        position: Option<Text> = "должность" | "position": "Должность, например: педагог-библиотекарь.",
        /// The school.
        school: Option<Text> = "школа" | "school": "Школа, например: школа № 2.",
        /// Whether the person agreed to have a page.
        consent: Option<bool> = "согласие" | "consent":
            "«да», если человек разрешил рассказывать о себе на сайте.",
        /// The part of the address of the person's page.
        slug: Option<Text> = "слаг" | "slug":
            "Имя страницы человека в её адресе, если фамилии с инициалами мало.",
        /// What the site calls the person by.
        shown_as: ShownAs = "на сайте" | "shown as":
            "«должность», если вместо имени на сайте должна стоять должность. Обычно «имя».",
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

/// The words for the name and for the position, the Russian one first.
const NAME: [&str; 2] = ["имя", "name"];
const POSITION: [&str; 2] = ["должность", "position"];

impl Decode for ShownAs {
    const IS_NEEDED: bool = false;

    fn shape() -> Shape {
        let offered = [
            Offer { word: NAME[0], about: "Имя стоит на сайте, как в текстах." },
            Offer {
                word: POSITION[0], about: "Вместо имени на сайте стоит должность."
            },
        ];
        Shape::Words(Wording {
            name: "ShownAs",
            offered: offered.to_vec(),
            understood: any_of(NAME.into_iter().chain(POSITION)),
            or_boolean: false,
            wanted: "Здесь нужно «имя» или «должность»",
        })
    }

    /// What could not be read hides the name: a slip of the finger publishes nobody.
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let Some(text) = Text::decode(node, context) else { return Some(Self::Unclear) };
        match normalized(&text.value).as_str() {
            word if NAME.contains(&word) => Some(Self::Name),
            word if POSITION.contains(&word) => Some(Self::Position(text.place)),
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

/// What the registry is read from.
pub fn shape() -> Shape {
    let bare = Vec::<RawPerson>::shape();
    Shape::RecordOr(shape_of::<RawRegistry>("RawRegistry"), Box::new(bare))
}

fn people(root: &Node, context: &mut Context) -> Option<Vec<RawPerson>> {
    if matches!(root.value, Value::Sequence(_)) {
        return Vec::<RawPerson>::decode(root, context);
    }
    RawRegistry::decode(root, context).map(|registry| registry.people)
}
