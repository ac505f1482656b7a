//! Documents as PDF: with `cargo test --features pdf --test pdf`. What other programs make of them is asked by `tests/full pdf`.
#![cfg(feature = "pdf")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;
use kartoteka::export::pdf;
use kartoteka::link::Options;
use kartoteka::model::Site;

use kartoteka::render::Theme;
use kartoteka::source;
use kartoteka::view::{self, Kind, Page, route};
use kartoteka::write::{Deliverable, Made};
use rayon::prelude::*;

fn site_of(root: &Path, drafts: bool) -> Site {
    let tree = source::read(root, "content").expect("the content can be read");
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    let site = kartoteka::build(&tree.value, &Options { today, drafts, base_url: None });
    assert!(!site.diagnostics.has_errors(), "{:#?}", site.diagnostics);
    site.value
}

fn content() -> Site {
    site_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), false)
}

/// The documents of a site by the pages that they belong to.
fn documents(site: &Site) -> Vec<(Page, String)> {
    let pages = view::documents(site, &view::pages(site), Kind::Pdf).into_iter();
    let path = |page: &Page| route::document_path(site, page, Kind::Pdf).expect("a path");
    pages.map(|page| (page.clone(), path(&page))).collect()
}

fn typeset(site: &Site, page: &Page) -> Vec<u8> {
    let manuscript = pdf::manuscript(site, page).expect("a document");
    manuscript.typeset().unwrap_or_else(|mistake| panic!("{page:?}: {mistake}"))
}

/// Every document of `content/`, or those whose names begin with `KARTOTEKA_ONLY`.
#[test]
#[ignore = "`tests/full pdf` reads them with other programs"]
fn documents_for_other_programs() {
    let folder = std::env::var_os("KARTOTEKA_DOCUMENTS").expect("a folder");
    let folder = Path::new(&folder);
    let only = std::env::var("KARTOTEKA_ONLY").unwrap_or_default();
    let site = content();
    let documents = documents(&site);
    documents.par_iter().filter(|(_, path)| path.contains(&only)).for_each(|(page, path)| {
        let started = Instant::now();
        let bytes = typeset(&site, page);
        println!("{:>6} ms {:>7} {path}", started.elapsed().as_millis(), bytes.len());
        fs::write(folder.join(path.replace('/', "__")), bytes).expect("a file");
    });
}
