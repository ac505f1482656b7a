//! Sites for the tests of documents, and the documents of a site.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use kartoteka::link::Options;
use kartoteka::model::Site;
use kartoteka::output::Output;
use kartoteka::render::Theme;
use kartoteka::source;
use kartoteka::view::{self, Kind, Page, route};
use kartoteka::write::{Deliverable, Made};
use tempfile::TempDir;

/// An association for `association.yaml`.
pub(crate) const ASSOCIATION: &str = "название: РМО Заречья\nруководитель: Иванова А.Б., библиотекарь\n";

/// One whose name must not get out, for its `people.yaml`.
pub(crate) const PEOPLE: &str =
    "люди:\n  - кто: Тихая В.Г.\n    на сайте: должность\n    должность: методист\n";

/// The site whose content lies in `root`.
pub(crate) fn site_of(root: &Path, drafts: bool) -> Site {
    let tree = source::read(root, "content").expect("the content can be read");
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    let site = kartoteka::build(&tree.value, &Options { today, drafts, base_url: None });
    assert!(!site.diagnostics.has_errors(), "{:#?}", site.diagnostics);
    site.value
}

/// The project's own site.
pub(crate) fn content() -> Site {
    site_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), false)
}

/// The default theme.
pub(crate) fn theme() -> Theme {
    Theme::new("default", BTreeMap::new()).value
}

/// The bytes of a file that is made.
pub(crate) fn made(output: &Output, path: &str) -> Vec<u8> {
    match output.make(path).unwrap_or_else(|mistake| panic!("{path}: {mistake:?}")) {
        Made::Bytes(bytes) => bytes.into_owned(),
        Made::File(_) | Made::Archive(_) => panic!("{path} is made of something else"),
    }
}

/// The documents of this kind that a site has, by the pages that they belong to.
pub(crate) fn documents(site: &Site, kind: Kind) -> Vec<(Page, String)> {
    let pages = view::documents(site, &view::pages(site), kind).into_iter();
    let path = |page: &Page| route::document_path(site, page, kind).expect("a path");
    pages.map(|page| (page.clone(), path(&page))).collect()
}

/// A folder with these files.
pub(crate) fn written(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}
