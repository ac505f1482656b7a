//! `schools.yaml`: the schools of an association, and how else they are called.

use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::parse::record::{self, Context, Decode, Source, Text, record, shape_of};
use crate::parse::shape::Shape;
use crate::parse::silenced::SilencedHere;
use crate::parse::yaml::{self, Node, Value};

record! {
    /// The list of schools.
    RawSchools "в списке школ" {
        /// The schools.
        schools: Vec<RawSchool> = "школы" | "schools": "Школы, каждая со своим дефисом.",
        /// Doubts that are switched off in this file.
        silenced: SilencedHere = "не предупреждать" | "allow": "Предупреждения, выключенные в этом файле.",
    }
}

record! {
    /// A school.
    RawSchool "в сведениях о школе" text = "название" {
        /// Its name.
        name: Text = "название" | "title": "Название, как его показать на сайте, например: школа № 1.",
        /// What else it is called.
        variants: Vec<Text> = "варианты" | "variants":
            "Другие написания названия, которые встречаются у вас: одно или список.",
        /// Its own site.
        address: Option<Text> = "адрес сайта" | "address":
            "Адрес сайта самой школы, например https://school.example/.",
        /// The part of the address.
        slug: Option<Text> = "слаг" | "slug":
            "Имя страницы в её адресе, если оно должно отличаться от названия.",
    }
}

/// Reads the schools in the file `path`: a list under `школы`, or a bare list.
pub fn parse(path: &Arc<str>, text: &str, diagnostics: &mut Diagnostics) -> Option<Vec<RawSchool>> {
    let document = yaml::parse(path, text, 0, diagnostics);
    record::read(&document, Source { path, text }, diagnostics, schools)
}

/// What the list is read from.
pub fn shape() -> Shape {
    let bare = Vec::<RawSchool>::shape();
    Shape::RecordOr(shape_of::<RawSchools>("RawSchools"), Box::new(bare))
}

fn schools(root: &Node, context: &mut Context) -> Option<Vec<RawSchool>> {
    if matches!(root.value, Value::Sequence(_)) {
        return Vec::<RawSchool>::decode(root, context);
    }
    RawSchools::decode(root, context).map(|list| list.schools)
}
