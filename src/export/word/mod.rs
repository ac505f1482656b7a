//! What goes round for signatures as a document of Word (ECMA-376, part 1): a plan with and without marks, the protocol of a
//! meeting, the analysis of a school year.
//!
//! Each of the pages becomes a [`Text`] of paragraphs and tables first, so that only `markup` and `package` know how Word
//! writes them. Fields, letters and the places of approvals are those of ГОСТ Р 7.0.97-2016.

mod analysis;
mod grid;
mod markup;
mod package;
mod plan;
mod prose;
mod protocol;
mod styles;
mod text;
mod xml;

use crate::model::Site;
use crate::view::{self, Page, View};

use text::Text;

/// The document that belongs to `page`; nothing where a page has none. Equal sites give equal bytes.
pub fn document(site: &Site, page: &Page) -> Vec<u8> {
    let Some(association) = view::word_association(page).map(|index| &site.associations[index]) else {
        return Vec::new();
    };
    // What a page says of the length of its document is no part of it.
    let text = match view::view(site, page, &|_| 0) {
        View::Plan(view) => Text::new(&view.frame, view.wide, plan::blocks(&view.parts, view.wide)),
        View::Marked(view) => Text::new(&view.frame, view.wide, plan::marked(&view)),
        View::Protocol(view) => Text::new(&view.frame, false, protocol::blocks(&view)),
        View::Analysis(view) => Text::new(&view.frame, false, analysis::blocks(&view, association)),
        _ => return Vec::new(),
    };
    let text = Text { draft: view::is_draft(site, page), owner: association.short_name.clone(), ..text };
    package::packed(&text)
}
