//! A picture on a page: the files that a browser may choose from, and how much room it takes before any of them is there.

use serde::Serialize;

use super::{Page, route};
use crate::model::Site;
use crate::picture::{Source, Variant};

/// How wide a picture in a text stands: as wide as the text, whose column is 624 pixels wide at most.
const IN_TEXT: &str = "(min-width: 42rem) 39rem, 94vw";

/// What is narrower or lower is an ornament, an arrow, a line of a table: in a list it would tell nothing of its document.
const NARROWEST_THUMBNAIL: u32 = 100;

/// A picture as pages show it.
#[derive(Clone, Serialize)]
pub struct PictureView {
    /// Its address for every browser.
    pub href: String,
    /// Files in WebP with their widths, as `srcset` has them; empty where there are none.
    pub webp: String,
    /// Width in pixels; nothing where it is not known.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
}

/// The picture that is the site's asset `index`, on `page`.
pub fn picture(site: &Site, page: &Page, index: usize) -> PictureView {
    let asset = &site.assets[index];
    let Some(showing) = asset.showing() else {
        let href = route::asset_link(site, page, asset);
        return PictureView { href, webp: String::new(), width: None, height: None };
    };
    let href = match showing.main {
        Source::Original => route::asset_link(site, page, asset),
        Source::Made(variant) => route::variant_link(site, page, asset, &variant),
    };
    let choice =
        |variant: &Variant| format!("{} {}w", route::variant_link(site, page, asset, variant), variant.width);
    let webp = showing.webp.iter().map(choice).collect::<Vec<_>>().join(", ");
    PictureView { href, webp, width: Some(showing.sides.0), height: Some(showing.sides.1) }
}

/// The first of `pictures`, which are the site's assets, that says something where it is small: beside its document in a list,
/// on `page`. Lists are long, so that a browser is offered one file, the smallest.
pub(super) fn thumbnail(
    site: &Site,
    page: &Page,
    mut pictures: impl Iterator<Item = usize>,
) -> Option<PictureView> {
    pictures.find_map(|index| {
        let asset = &site.assets[index];
        let showing = asset.showing()?;
        let is_ornament = showing.sides.0.min(showing.sides.1) < NARROWEST_THUMBNAIL;
        let smallest = showing.webp.first().map(|smallest| route::variant_link(site, page, asset, smallest));
        (!is_ornament)
            .then(|| PictureView { webp: smallest.unwrap_or_default(), ..picture(site, page, index) })
    })
}

impl PictureView {
    /// Its HTML in a text, with the `attributes` that its author gave. The first of a text is waited for, the others may come
    /// when they are scrolled to.
    pub(super) fn html(&self, attributes: &str, is_first: bool) -> String {
        let escaped = |address: &str| address.replace('&', "&amp;");
        let sides = match (self.width, self.height) {
            (Some(width), Some(height)) if !attributes.contains(" width=") => {
                format!(" width=\"{width}\" height=\"{height}\"")
            }
            _ => String::new(),
        };
        let lazy = if is_first { "" } else { " loading=\"lazy\"" };
        let href = escaped(&self.href);
        let img = format!("<img src=\"{href}\"{attributes}{sides}{lazy}>");
        if self.webp.is_empty() {
            return img;
        }
        let webp = escaped(&self.webp);
        format!("<picture><source type=\"image/webp\" srcset=\"{webp}\" sizes=\"{IN_TEXT}\">{img}</picture>")
    }
}
