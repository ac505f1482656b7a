//! A document as a file of Word (ECMA-376, part 1).

mod markup;
mod package;
mod styles;
mod xml;

use super::document;
use crate::model::Site;
use crate::view::Page;

/// The document that belongs to `page`; nothing where a page has none. Equal sites give equal bytes.
pub fn document(site: &Site, page: &Page) -> Vec<u8> {
    document::document(site, page).map(|text| package::packed(&text)).unwrap_or_default()
}
