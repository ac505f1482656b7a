//! Every field that an author may want is explained in the files that a new site begins with.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::{Answers, files, one_line};
use crate::diagnostic::Diagnostics;
use crate::parse::analysis::RawAnalysis;
use crate::parse::calendar::RawTerms;
use crate::parse::field_name::normalized;
use crate::parse::material::RawMaterial;
use crate::parse::meeting::RawMeeting;
use crate::parse::plan::RawPlan;
use crate::parse::raw::{RawArticle, RawAssociation, RawSite};
use crate::parse::record::{self, Decode, FieldSpec, Record, Source};
use crate::parse::registry::RawRegistry;
use crate::parse::schools::RawSchools;
use crate::parse::yaml;
use crate::period::SchoolYear;

/// The text of the file at `path`.
fn text(path: &str) -> String {
    let answers = Answers { name: "РМО".to_owned(), district: None, year: SchoolYear::beginning(2026) };
    let bytes = files(&answers).remove(path).unwrap_or_else(|| panic!("{path} is missing"));
    String::from_utf8(bytes).expect("text")
}

/// The names of fields that stand in `text`, in a comment or not.
fn mentioned(text: &str) -> BTreeSet<String> {
    let field = |line: &str| {
        let line = line.trim_start().trim_start_matches("# ").trim_start().trim_start_matches("- ");
        line.split_once(':').map(|(name, _)| normalized(name))
    };
    text.lines().filter_map(field).collect()
}

/// Those of `fields`, and of the records inside them, that `names` does not have. `seen` keeps a record that holds
/// itself from being followed for ever.
fn forgotten(
    fields: &'static [FieldSpec],
    names: &BTreeSet<String>,
    seen: &mut BTreeSet<&'static str>,
) -> Vec<&'static str> {
    let mut forgotten = Vec::new();
    for spec in fields.iter().filter(|spec| spec.key != "…") {
        if !seen.insert(spec.key) {
            continue;
        }
        if !names.contains(&normalized(spec.key)) {
            forgotten.push(spec.key);
        }
        forgotten.extend(self::forgotten((spec.inner)(), names, seen));
    }
    forgotten
}

#[test]
fn every_field_is_explained() {
    for (path, fields) in [
        ("content/site.yaml", RawSite::FIELDS),
        ("content/association.yaml", RawAssociation::FIELDS),
        ("content/people.yaml", RawRegistry::FIELDS),
        ("content/schools.yaml", RawSchools::FIELDS),
        ("content/calendar.yaml", RawTerms::FIELDS),
        ("content/plans/2026-2027.yaml", RawPlan::FIELDS),
        ("content/meetings/primer-zasedaniya.md", RawMeeting::FIELDS),
        ("content/meetings/primer-zasedaniya.md", RawArticle::FIELDS),
        ("content/materials/primer-materiala.md", RawMaterial::FIELDS),
        ("content/analysis/2026-2027.md", RawAnalysis::FIELDS),
    ] {
        let forgotten = forgotten(fields, &mentioned(&text(path)), &mut BTreeSet::new());
        assert_eq!(forgotten, [""; 0], "{path} does not explain these");
    }
}

/// An author tells explanations from fields to be switched on by their first letter.
#[test]
fn explanations_begin_with_a_capital_letter() {
    let answers = Answers { name: "РМО".to_owned(), district: None, year: SchoolYear::beginning(2026) };
    for (path, bytes) in files(&answers) {
        let text = String::from_utf8(bytes).expect("text");
        let comments = text.lines().filter_map(|line| line.trim_start().strip_prefix("# "));
        for comment in comments.filter(|comment| !comment.starts_with("yaml-language-server")) {
            let is_field = comment.trim_start().starts_with("- ") || comment.contains(':');
            assert!(comment.starts_with(char::is_uppercase) || is_field, "{path}: {comment}");
        }
        assert!(!path.contains("YEAR") && !text.contains("{{") && !text.contains("}}"), "{path}");
    }
}

#[test]
fn the_answers_stand_where_they_belong() {
    let answers = Answers {
        name: "РМО {{district_line}}: \"Книга\" # 1".to_owned(),
        district: Some("Район: северный".to_owned()),
        year: SchoolYear::beginning(2027),
    };
    let files = files(&answers);
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let association = text("content/association.yaml");
    assert!(association.contains("\nназвание: 'РМО {{district_line}}: \"Книга\" # 1'\n"), "{association}");
    assert!(association.contains("\nрайон: \"Район: северный\"\n"), "{association}");
    assert!(text("content/plans/2027-2028.yaml").contains("\nучебный год: 2027/2028\n"));
    let first = text("ПРОЧТИ МЕНЯ.txt");
    assert!(first.starts_with("\u{feff}РМО {{district_line}}: \"Книга\" # 1\r\n"), "{first}");
    assert_eq!(first.matches('\n').count(), first.matches("\r\n").count());
}

proptest! {
    #[test]
    fn every_name_is_read_as_it_was_told(name in ".{1,60}", district in "[ «»\"'\\\\:#{}\\[\\],&*!|>%@`а-я-]{1,20}") {
        let (name, district) = (one_line(&name), one_line(&district));
        prop_assume!(!name.is_empty() && !district.is_empty());
        let told = (name.clone(), Some(district.clone()));
        let answers = Answers { name, district: Some(district), year: SchoolYear::beginning(2026) };
        let text = files(&answers).remove("content/association.yaml").unwrap_or_default();
        let (path, text): (Arc<str>, _) = ("association.yaml".into(), String::from_utf8(text).expect("text"));
        let mut diagnostics = Diagnostics::default();
        let document = yaml::parse(&path, &text, 0, &mut diagnostics);
        let source = Source { path: &path, text: &text };
        let read = record::read(&document, source, &mut diagnostics, RawAssociation::decode).expect("a record");
        prop_assert!(!diagnostics.has_errors(), "{text}");
        prop_assert_eq!((read.name.value, read.district.map(|district| district.value)), told);
    }
}
