//! Every activity of the five real plans finds its place in time: how many of each kind, as judged by reading them.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use kartoteka::link::Options;
use kartoteka::source;

#[test]
fn every_activity_of_the_real_plans_is_placed() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let tree = source::read(&content, "content").expect("the content can be read");
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    let site = kartoteka::build(&tree.value, &Options { today, drafts: false, base_url: None }).value;
    let mut table = Vec::new();
    for association in site.associations.iter().filter(|association| !association.example) {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for planned in &association.schedule {
            *kinds.entry(planned.when.period.kind()).or_default() += 1;
        }
        table.push(format!("{} {kinds:?}", association.slug));
    }
    assert_eq!(
        table,
        [
            r#"balakhta {"span": 17, "year": 10}"#,
            r#"gmo {"span": 3}"#,
            r#"kamensky {"open": 1, "span": 3, "year": 7}"#,
            r#"nevyansk {"day": 36, "span": 19}"#,
            r#"polotsk {"open": 3, "recurring": 1, "span": 20, "year": 3}"#,
        ]
    );
}
