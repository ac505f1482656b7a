//! The electronic case as a script that holds data: a page from a disk may load a script, but no JSON.

use serde_json::to_string;

use crate::model::{Owner, Site};
use crate::view::case_data;

/// The script; it says nothing but what the materials of `owner` are.
pub fn script(site: &Site, owner: Owner) -> String {
    format!("window.kartotekaCase = {};\n", to_string(&case_data(site, owner)).unwrap_or_default())
}
