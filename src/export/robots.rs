//! `robots.txt` (RFC 9309): everything may be read; the site map is named where there is one.

use crate::model::Site;

/// The text of the file.
pub fn robots(site: &Site) -> String {
    let map = site.address.as_ref().map(|address| format!("\nSitemap: {address}sitemap.xml\n"));
    format!("User-agent: *\nDisallow:\n{}", map.unwrap_or_default())
}
