//! A material for search engines: a `LearningResource` of schema.org as JSON-LD.

use serde::Serialize;

use super::{Page, route};
use crate::model::Site;
use crate::model::material::{Credited, Material};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LearningResource<'m> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'m str,
    in_language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'m str>,
    #[serde(rename = "learningResourceType", skip_serializing_if = "Option::is_none")]
    resource_type: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Person>,
    publisher: Named<'m>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: &'m Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    audience: Vec<Audience<'m>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    educational_level: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    typical_age_range: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_rating: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conditions_of_access: Option<&'m str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    is_based_on: &'m Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    encoding: Vec<MediaObject<'m>>,
    is_accessible_for_free: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Person {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<Named<'static>>,
}

#[derive(Serialize)]
struct Named<'m> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: std::borrow::Cow<'m, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Audience<'m> {
    #[serde(rename = "@type")]
    kind: &'static str,
    educational_role: &'m str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MediaObject<'m> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'m str,
    content_size: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_url: Option<String>,
}

/// The JSON-LD of a material; it may stand in a page as it is.
pub(super) fn learning_resource(site: &Site, page: &Page, association: usize, material: &Material) -> String {
    let article = &material.article;
    let known = material.licence.as_ref().and_then(|licence| licence.known.as_ref());
    let words = material.licence.as_ref().filter(|licence| licence.known.is_none());
    let numbers = material.classes.iter().flat_map(|classes| &classes.numbers);
    let files = article.files.iter().map(|file| {
        let asset = &site.assets[file.asset];
        MediaObject {
            kind: "MediaObject",
            name: &asset.name,
            content_size: format!("{} B", asset.length),
            content_url: route::absolute_asset(site, asset),
        }
    });
    let resource = LearningResource {
        context: "https://schema.org",
        kind: "LearningResource",
        name: &article.title,
        in_language: "ru",
        description: article.description.as_deref().or(article.body.summary.as_deref()),
        resource_type: material.kind.as_deref(),
        url: route::absolute(site, page),
        date_published: article.date.map(|date| date.format("%Y-%m-%d").to_string()),
        author: material.people().map(person).collect(),
        publisher: Named { kind: "Organization", name: site.associations[association].name.as_str().into() },
        keywords: &article.topics,
        audience: material
            .audience
            .iter()
            .map(|role| Audience { kind: "EducationalAudience", educational_role: role })
            .collect(),
        educational_level: numbers.map(|class| format!("{class} класс")).collect(),
        typical_age_range: material.age.map(|age| format!("{}-", age.years())),
        content_rating: material.age.map(|age| age.to_string()),
        license: known.map(|licence| licence.address.as_str()),
        conditions_of_access: words.map(|licence| licence.text.as_str()),
        is_based_on: &material.sources,
        encoding: files.collect(),
        is_accessible_for_free: true,
    };
    safe(&serde_json::to_string(&resource).unwrap_or_default())
}

fn person(credited: &Credited) -> Person {
    let affiliation = credited.school.as_ref();
    Person {
        kind: "Person",
        name: credited.name.full(),
        job_title: credited.position.clone(),
        affiliation: affiliation
            .map(|school| Named { kind: "EducationalOrganization", name: school.clone().into() }),
    }
}

/// JSON whose strings cannot end the element it stands in: `<`, `>` and `&` are written by their numbers.
fn safe(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn json_does_not_end_its_element() {
        let json = safe(r#"{"name":"</script><!-- & -->"}"#);
        assert_eq!(json, r#"{"name":"\u003c/script\u003e\u003c!-- \u0026 --\u003e"}"#);
        let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(read["name"], "</script><!-- & -->");
    }
}
