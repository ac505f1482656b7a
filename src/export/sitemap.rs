//! `sitemap.xml` (sitemaps.org, protocol 0.9): every page under its full address.

use crate::model::Site;
use crate::view::{Page, route};

/// The site map; nothing where the site's address is not known, because the protocol knows full addresses only.
pub fn sitemap(site: &Site, pages: &[Page]) -> Option<String> {
    site.address.as_ref()?;
    let listed =
        pages.iter().filter(|page| !matches!(page, Page::NotFound | Page::Former(..) | Page::Embedded(..)));
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for address in listed.filter_map(|page| route::absolute(site, page)) {
        xml.push_str("<url><loc>");
        xml.push_str(&address.replace('&', "&amp;"));
        xml.push_str("</loc></url>\n");
    }
    xml.push_str("</urlset>\n");
    Some(xml)
}
