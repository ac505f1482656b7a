//! What documents that are left out name all the same: nobody has forgotten these files.

use std::collections::BTreeMap;

use super::target::{decoded, joined};
use crate::parse::markdown::{RawBody, RawFragment};
use crate::parse::{DocumentText, Located};

/// The paths below the content folder that documents name, by the source file of each.
pub(super) type Named = BTreeMap<String, Vec<String>>;

/// The paths of all that a document names: in its fields and in its text.
pub(super) fn by_document(document: &Located<DocumentText>) -> Vec<String> {
    let DocumentText { article, body, .. } = &document.value;
    let files = article.files.iter().map(|file| &file.file);
    let photos = article.photos.iter().map(|photo| &photo.file);
    // A field names its file as it stands, `#` and all, or as a link would.
    let fields = files.chain(photos).flat_map(|field| [field.value.clone(), led_to(&field.value)]);
    let fields = fields.filter_map(|path| joined(&document.source, &path).ok());
    fields.chain(by_text(&document.source, body)).collect()
}

/// The same of a text alone, which stands in the file `source`.
pub(super) fn by_text(source: &str, body: &RawBody) -> Vec<String> {
    let links = body.fragments.iter().filter_map(|fragment| match fragment {
        RawFragment::Link(link) | RawFragment::Picture(link, _) => Some(led_to(&link.address)),
        RawFragment::Html(_) => None,
    });
    links.filter_map(|path| joined(source, &path).ok()).collect()
}

/// The file that an address leads to, wherever in it.
fn led_to(address: &str) -> String {
    let address = address.trim();
    decoded(address.split_once('#').map_or(address, |(path, _)| path))
}
