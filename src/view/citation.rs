//! What the bibliographic description of a material is made of.

use super::{Page, route};
use crate::citation::{self, Citation, Content, Part};
use crate::model::Site;
use crate::model::material::{Classes, Material};
use crate::russian::classes::ranges;

/// The description of a material whose page is `page`.
pub(super) fn of(site: &Site, page: &Page, material: &Material) -> Citation {
    let address = route::absolute(site, page);
    let bodies = material.authors.iter().filter(|author| author.is_body);
    citation::describe(&Part {
        title: &material.article.title,
        kind: material.kind.as_deref(),
        purpose: material.classes.as_ref().and_then(purpose),
        people: material.people().map(|person| &person.name).collect(),
        bodies: bodies.map(|author| author.text.as_str()).collect(),
        content: Content::of_kind(material.kind.as_deref()),
        site: &site.name,
        date: material.article.date,
        address: address.as_deref(),
    })
}

/// «5–6 классов»
fn purpose(classes: &Classes) -> Option<String> {
    let word = match classes.numbers.len() {
        0 => return None,
        1 => "класса",
        _ => "классов",
    };
    Some(format!("{} {word}", ranges(&classes.numbers)))
}
