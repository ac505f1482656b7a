//! JSON Schemas of the content files, for editors that help while one writes. They are made from the declarations that
//! read the files, so that what an editor offers is what the program takes.

mod json;
mod value;

use crate::parse::analysis::RawAnalysis;
use crate::parse::calendar;
use crate::parse::material::RawMaterial;
use crate::parse::meeting::RawMeeting;
use crate::parse::plan::RawPlan;
use crate::parse::raw::{RawArticle, RawAssociation, RawSite};
use crate::parse::record::{Decode, FieldSpec, Record};
use crate::parse::registry;
use crate::parse::schools;
use crate::parse::shape::{ListInstead, RecordShape, Shape};

use json::Definitions;
use value::Json;

/// A kind of content file.
struct File {
    /// The name of its schema.
    name: &'static str,
    title: &'static str,
    shape: Shape,
    /// Two fields of which one must stand there.
    either: Option<[&'static str; 2]>,
}

/// Every schema: the name of its file, and its text.
pub fn schemas() -> Vec<(&'static str, String)> {
    files().into_iter().map(|file| (file.name, text(&file))).collect()
}

fn files() -> [File; 11] {
    let file = |name, title, shape| File { name, title, shape, either: None };
    [
        file("site.json", "Настройки сайта", RawSite::shape()),
        file("association.json", "Объединение", RawAssociation::shape()),
        file("plan.json", "План работы", RawPlan::shape()),
        file("calendar.json", "Четверти, каникулы и праздники", calendar::shape()),
        file("people.json", "Список людей", registry::shape()),
        file("schools.json", "Список школ", schools::shape()),
        File {
            either: Some(["название", "тема"]),
            ..file("meeting.json", "Шапка заседания", front_matter("meeting", RawMeeting::FIELDS, "дата"))
        },
        file(
            "material.json",
            "Карточка материала",
            front_matter("material", RawMaterial::FIELDS, "название"),
        ),
        file("analysis.json", "Анализ работы за год", RawAnalysis::shape()),
        file("news.json", "Шапка новости", front_matter("news", &[], "название")),
        file("page.json", "Шапка страницы", front_matter("page", &[], "название")),
    ]
}

/// The fields above a Markdown text: those that every document has, and its own. The declarations leave it to `link` to ask
/// for the one that is `needed`, because a title may be said in several ways and a date is missed by meetings only.
fn front_matter(name: &'static str, own: &[FieldSpec], needed: &str) -> Shape {
    let fields = RawArticle::FIELDS.iter().chain(own);
    let fields = fields.map(|spec| FieldSpec { is_needed: spec.is_needed || spec.key == needed, ..*spec });
    let fields = fields.collect();
    Shape::Record(RecordShape { name, fields, or_text: false, or_list: ListInstead::Refused })
}

/// Draft 7 is what every editor knows.
fn text(file: &File) -> String {
    let mut definitions = Definitions::default();
    let mut parts = vec![definitions.value(&file.shape)];
    parts.extend(
        file.either.map(|keys| json::one_of_them(keys.into_iter().filter_map(|key| spec(file, key)))),
    );
    let schema = Json::empty()
        .with("$schema", "http://json-schema.org/draft-07/schema#")
        .with("$comment", "Этот файл пишет команда kartoteka schema: то, что в нём исправлено, пропадёт.")
        .with("title", file.title)
        .with("allOf", parts)
        .with("definitions", definitions.finish());
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text + "\n"
}

/// The declaration of a field of a file.
fn spec(file: &File, key: &str) -> Option<FieldSpec> {
    let Shape::Record(record) = &file.shape else { return None };
    record.fields.iter().copied().find(|spec| spec.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Lint};
    use crate::parse::analysis::{RawColleague, RawContest, RawCourse, RawMeasure, RawResult, RawSurvey};
    use crate::parse::calendar::RawTerms;
    use crate::parse::raw::{RawApproval, RawFile, RawMember, RawPhoto};
    use crate::parse::record::{self, Source};
    use crate::parse::registry::RawPerson;
    use crate::parse::schools::RawSchool;
    use crate::parse::yaml;

    /// Every record below `shape`, each once.
    fn records(shape: &Shape, found: &mut Vec<RecordShape>) {
        let own = match shape {
            Shape::Text | Shape::Words(_) => Vec::new(),
            Shape::List(item) => return records(item, found),
            Shape::Record(record) => vec![record],
            Shape::RecordOr(record, other) => {
                records(other, found);
                vec![record]
            }
            Shape::OneOf(both) => both.iter().collect(),
        };
        for record in own {
            if found.iter().all(|known| known.name != record.name) {
                found.push(record.clone());
                record.fields.iter().for_each(|spec| records(&(spec.shape)(), found));
            }
        }
    }

    fn all_records() -> Vec<RecordShape> {
        let mut found = Vec::new();
        for file in files() {
            records(&file.shape, &mut found);
        }
        found
    }

    #[test]
    fn every_field_says_in_russian_what_it_is_for() {
        let records = all_records();
        let fields: Vec<&FieldSpec> = records.iter().flat_map(|record| &record.fields).collect();
        assert!(fields.len() > 150, "only {} fields were found", fields.len());
        for field in fields {
            let is_russian = field.about.contains(|letter| ('а'..='я').contains(&letter));
            assert!(is_russian && field.about.ends_with('.'), "«{}»: «{}»", field.key, field.about);
        }
    }

    /// The fields that are missed where a record has none, and those that are declared to be needed.
    fn missed<R: Record + Decode>() -> [Vec<String>; 2] {
        let mut diagnostics = Diagnostics::default();
        let path = "t.yaml".into();
        let document = yaml::parse(&path, "", 0, &mut diagnostics);
        record::read(&document, Source { path: &path, text: "" }, &mut diagnostics, R::decode);
        let needed = R::FIELDS.iter().filter(|field| field.is_needed);
        let mut needed: Vec<String> =
            needed.map(|field| format!("Не хватает поля «{}»", field.key)).collect();
        needed.sort();
        [diagnostics.sorted().into_iter().map(|found| found.message).collect(), needed]
    }

    #[test]
    fn what_is_needed_is_what_the_reader_misses() {
        for [missed, needed] in [
            missed::<RawSite>(),
            missed::<RawAssociation>(),
            missed::<RawMember>(),
            missed::<RawArticle>(),
            missed::<RawFile>(),
            missed::<RawPhoto>(),
            missed::<RawMeeting>(),
            missed::<RawMaterial>(),
            missed::<RawApproval>(),
            missed::<RawPerson>(),
            missed::<RawSchool>(),
            missed::<RawTerms>(),
            missed::<RawPlan>(),
            missed::<RawAnalysis>(),
            missed::<RawColleague>(),
            missed::<RawContest>(),
            missed::<RawCourse>(),
            missed::<RawSurvey>(),
            missed::<RawMeasure>(),
            missed::<RawResult>(),
        ] {
            assert_eq!(missed, needed);
        }
    }

    #[test]
    fn schemas_have_every_field_with_its_alias() {
        let mut described = 0;
        for file in files() {
            let schema: serde_json::Value = serde_json::from_str(&text(&file)).expect("JSON");
            let mut own = Vec::new();
            records(&file.shape, &mut own);
            for record in own {
                let defined = &schema["definitions"][json::defined_name(&record)]["properties"];
                for field in record.fields.iter().filter(|field| !field.is_rest()) {
                    let [russian, english] = [field.key, field.alias].map(|key| &defined[key]);
                    assert_eq!(russian["description"], field.about, "{}: {}", file.name, field.key);
                    assert_eq!(english["doNotSuggest"], true, "{}: {}", file.name, field.alias);
                    described += 1;
                }
            }
        }
        assert!(described > 190, "only {described} fields were found");
    }

    #[test]
    fn schemas_are_readable() {
        for (name, text) in schemas() {
            assert!(
                text.contains("\"название\"") || name == "calendar.json" || name == "people.json",
                "{name}"
            );
            assert!(!text.contains("\\u"), "{name}");
            assert_eq!(text, self::schemas().into_iter().find(|(same, _)| *same == name).expect("it").1);
        }
    }

    #[test]
    fn every_doubt_is_offered() {
        let (_, site) = schemas().into_iter().next().expect("site.json");
        for lint in Lint::all() {
            assert!(site.contains(&format!("\"{}\"", lint.name())), "{}", lint.name());
        }
    }
}
