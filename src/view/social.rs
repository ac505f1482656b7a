//! What a page says of itself to messengers and networks (Open Graph): its kind, its day, the picture beside its link.

use serde::Serialize;

use super::{Page, plan, route};
use crate::model::article::Article;
use crate::model::{Owner, Site, Subject};
use crate::picture::{Card, Source, card};
use crate::russian::typography::typeset;

/// Networks show nothing smaller than this beside a link.
const NARROWEST: u32 = 200;

/// What a page says besides its title, description and address.
#[derive(Clone, Debug, Serialize)]
pub struct SocialView {
    /// `article` or `website`, as Open Graph has them.
    pub kind: &'static str,
    /// The day of a document.
    pub published: Option<String>,
    /// The picture, where the site's address is known: networks take full addresses only.
    pub image: Option<ImageView>,
}

/// The picture beside a link.
#[derive(Clone, Debug, Serialize)]
pub struct ImageView {
    /// Its full address.
    pub address: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What it shows, where that is known.
    pub description: Option<String>,
}

/// What `page`, one of `owner`'s, says.
pub(super) fn view(site: &Site, page: &Page, owner: Owner) -> SocialView {
    let article = match page {
        Page::Of(Subject::Document(document)) => Some(site.article(*document)),
        _ => None,
    };
    let published = article.and_then(|article| article.date).map(|day| day.format("%Y-%m-%d").to_string());
    let own = || article.and_then(|article| photo(site, article));
    let image = has_cards(site).then(|| own().or_else(|| card_image(site, owner))).flatten();
    SocialView { kind: if article.is_some() { "article" } else { "website" }, published, image }
}

/// Whether there are pictures for links: a saved copy has none, nobody sends its addresses round.
pub fn has_cards(site: &Site) -> bool {
    site.address.is_some() && site.saved.is_none()
}

/// The first picture of a document that is large enough.
fn photo(site: &Site, article: &Article) -> Option<ImageView> {
    article.pictures().find_map(|index| {
        let asset = &site.assets[index];
        let showing = asset.showing()?;
        let (path, (width, height)) = match showing.main {
            Source::Original => (route::asset_path(site, asset), showing.sides),
            Source::Made(variant) => {
                (route::variant_path(site, asset, &variant), (variant.width, variant.height))
            }
        };
        let address = route::absolute_file(site, &path)?;
        (width >= NARROWEST && height >= NARROWEST).then_some(ImageView {
            address,
            width,
            height,
            description: None,
        })
    })
}

fn card_image(site: &Site, owner: Owner) -> Option<ImageView> {
    let address = route::absolute_file(site, &route::card_path(site, owner))?;
    let (width, height) = card::SIDES;
    Some(ImageView { address, width, height, description: Some(self::card(site, owner).title) })
}

/// What stands on the card of `owner`.
pub fn card(site: &Site, owner: Owner) -> Card {
    let line = site.accent.line();
    let Owner::Association(index) = owner else {
        let overline = "Методические объединения".to_owned();
        return Card { overline, title: typeset(&site.name), foot: String::new(), line };
    };
    let association = &site.associations[index];
    let year = plan::of_today(site, index).map(|plan| association.plans[plan].year);
    let overline = match &association.district {
        Some(district) => district.as_str(),
        None if association.name != site.name => site.name.as_str(),
        None => "Методическое объединение",
    };
    Card {
        overline: typeset(overline),
        title: typeset(&association.name),
        foot: year.map(|year| format!("{year} учебный год")).unwrap_or_default(),
        line,
    }
}
