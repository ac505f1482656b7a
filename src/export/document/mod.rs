//! What goes round for signatures, before it is a file of any format: a plan with and without marks, the protocol of a
//! meeting, the analysis of a school year, each made of the view that its page is made of.
//!
//! Letters, fields and the places of approvals are those of ГОСТ Р 7.0.97-2016.

mod analysis;
mod grid;
mod plan;
mod prose;
mod protocol;
pub(super) mod sheet;
pub(super) mod text;

use crate::model::Site;
use crate::view::{self, Offer, Page, View};

use text::Text;

/// The document that belongs to `page`; nothing where a page has none.
pub(super) fn document(site: &Site, page: &Page) -> Option<Text> {
    let association = &site.associations[view::association_of(page)?];
    // What a page says of the files of its document is no part of it.
    let text = match view::view(site, page, &|_, _| Offer::Nothing) {
        View::Plan(view) => Text {
            day: plan::day(&view.parts),
            ..Text::new(&view.frame, view.wide, plan::blocks(&view.parts, view.wide))
        },
        View::Marked(view) => {
            Text { day: plan::day(&view.parts), ..Text::new(&view.frame, view.wide, plan::marked(&view)) }
        }
        View::Protocol(view) => Text {
            day: Some(view.date.iso.clone()),
            ..Text::new(&view.frame, false, protocol::blocks(&view))
        },
        View::Analysis(view) => {
            Text { ..Text::new(&view.frame.clone(), false, analysis::blocks(*view, association)) }
        }
        _ => return None,
    };
    Some(Text { draft: view::is_draft(site, page), owner: association.short_name.clone(), ..text })
}
