//! What the site gives away as documents of Word, read back: each plan of `content/` is the same plan again.

use std::path::Path;

use chrono::NaiveDate;
use kartoteka::export::word;
use kartoteka::import;
use kartoteka::link::Options;
use kartoteka::model::{Site, Subject};
use kartoteka::source;
use kartoteka::view::Page;

use crate::{parsed, said};

fn site() -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let tree = source::read(&root, "content").expect("the content can be read");
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    let site = kartoteka::build(&tree.value, &Options { today, drafts: false, base_url: None });
    assert!(!site.diagnostics.has_errors(), "{:#?}", site.diagnostics);
    site.value
}

#[test]
fn every_plan_comes_back_as_it_went() {
    let site = site();
    let mut count = 0;
    for (number, association) in site.associations.iter().enumerate() {
        for (index, plan) in association.plans.iter().enumerate() {
            let bytes = word::document(&site, &Page::Of(Subject::Plan(number, index)));
            let name = format!("{} {}", association.slug, plan.year);
            let document =
                import::read("план.docx", &bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
            let imported = import::plan(&document, "план.docx", None);
            let imported = imported.unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
            assert_eq!(imported.year, plan.year, "{name}");
            let back = parsed(&imported.text, &plan.year.slug()).plan;
            let lines = |plan| said(plan).into_iter().map(|(line, _)| line).collect::<Vec<_>>();
            let (found, expected) = (lines(&back), lines(plan));
            for (found, expected) in found.iter().zip(&expected) {
                assert_eq!(found, expected, "{name}\n{}", imported.text);
            }
            assert_eq!(found.len(), expected.len(), "{name}");
            // What stands above and below each sheet has no field, and joined cells may always mean two things.
            let may_be = |words: &str| {
                words.contains("объединена с верхней") || words.contains("Для этих слов в плане нет поля")
            };
            assert!(imported.doubts.iter().all(|doubt| may_be(&doubt.message)), "{:#?}", imported.doubts);
            count += 1;
        }
    }
    assert_eq!(count, 8);
}
