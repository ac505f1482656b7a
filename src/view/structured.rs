//! For search engines, in the words of schema.org as JSON-LD: an association is an `Organization`, a meeting an
//! `EducationEvent`, a material a `LearningResource`. Nothing is said of a draft, and an invented association is called so.

use std::borrow::Cow;

use serde::Serialize;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone as _};

use super::{Page, route};
use crate::model::association::Association;
use crate::model::material::{Credited, Material};
use crate::model::progress::State;
use crate::model::{Document, Owner, Site, Subject};
use crate::russian::clock::{self, Clock};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LearningResource<'m> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: Cow<'m, str>,
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
    name: Cow<'m, str>,
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

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Organization<'m> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: Cow<'m, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alternate_name: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    area_served: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EducationEvent<'m> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: Cow<'m, str>,
    in_language: &'static str,
    start_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    event_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_attendance_mode: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    location: Vec<Location<'m>>,
    organizer: Organization<'m>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    keywords: &'m [String],
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum Location<'m> {
    Place { name: &'m str },
    VirtualLocation { url: &'m str },
}

/// The JSON-LD of an association; like all of it, it may stand in a page as it is.
pub(super) fn organization(site: &Site, association: usize) -> String {
    json(&Organization { context: Some(CONTEXT), ..organizer(site, association) })
}

/// That of a meeting; nothing of a draft.
pub(super) fn meeting(site: &Site, association: usize, index: usize) -> Option<String> {
    let of = &site.associations[association];
    let meeting = &of.meetings[index];
    let article = &meeting.article;
    if article.draft {
        return None;
    }
    let (start, end) = times(of, meeting.date, meeting.time.as_deref());
    let link = meeting.link.as_deref().filter(|_| !meeting.is_reported());
    let place = meeting.place.as_deref().map(|name| Location::Place { name });
    let online = link.map(|url| Location::VirtualLocation { url });
    let page = Page::Of(Subject::Document(Document::Meeting(association, index)));
    Some(json(&EducationEvent {
        context: CONTEXT,
        kind: "EducationEvent",
        name: named(of, &article.title),
        in_language: "ru",
        start_date: start,
        end_date: end,
        event_status: "https://schema.org/EventScheduled",
        event_attendance_mode: meeting.mode.as_deref().and_then(attendance_mode),
        location: place.into_iter().chain(online).collect(),
        organizer: organizer(site, association),
        description: article.description.as_deref().or(article.body.summary.as_deref()),
        url: route::absolute(site, &page),
        keywords: &article.topics,
    }))
}

/// That of a meeting that a plan implies; nothing where it has no day.
pub(super) fn implied(site: &Site, association: usize, index: usize) -> Option<String> {
    let of = &site.associations[association];
    let implied = &of.implied[index];
    let planned = &of.schedule[implied.activity];
    let (start, end) = times(of, implied.day?, Some(&planned.expected().rest));
    let status = match of.state(planned) {
        State::Cancelled { .. } => "https://schema.org/EventCancelled",
        _ => "https://schema.org/EventScheduled",
    };
    let place = Some(planned.place.trim()).filter(|place| !place.is_empty());
    Some(json(&EducationEvent {
        context: CONTEXT,
        kind: "EducationEvent",
        name: named(of, &implied.title),
        in_language: "ru",
        start_date: start,
        end_date: end,
        event_status: status,
        event_attendance_mode: None,
        location: place.map(|name| Location::Place { name }).into_iter().collect(),
        organizer: organizer(site, association),
        description: None,
        url: route::absolute(site, &Page::Implied(association, index)),
        keywords: &[],
    }))
}

const CONTEXT: &str = "https://schema.org";

fn organizer(site: &Site, index: usize) -> Organization<'_> {
    let association = &site.associations[index];
    let short = association.short_name.as_str();
    Organization {
        context: None,
        kind: "Organization",
        name: named_behind(association, &association.name),
        alternate_name: Some(short).filter(|short| *short != association.name),
        description: association.description.as_deref(),
        area_served: association.district.as_deref(),
        url: route::absolute(site, &Page::Of(Subject::Home(Owner::Association(index)))),
    }
}

/// The title of a thing, which says so where it is invented.
fn named<'m>(association: &Association, title: &'m str) -> Cow<'m, str> {
    if association.example { format!("Пример. {title}").into() } else { title.into() }
}

/// The name of an association, which says so where it is invented.
fn named_behind<'m>(association: &Association, name: &'m str) -> Cow<'m, str> {
    if association.example { format!("{name} (пример)").into() } else { name.into() }
}

/// From when until when: hours where the words name any, else days alone.
fn times(association: &Association, day: NaiveDate, words: Option<&str>) -> (String, Option<String>) {
    let instant = |clock: Clock| -> Option<DateTime<FixedOffset>> {
        let local = day.and_hms_opt(clock.hour, clock.minute, 0)?;
        association.time_zone.offset().from_local_datetime(&local).single()
    };
    let hours = words.and_then(clock::hours);
    let start = hours.and_then(|hours| instant(hours.from));
    let end = hours.and_then(|hours| instant(hours.to?));
    let day = || day.format("%Y-%m-%d").to_string();
    (start.map_or_else(day, |start| start.to_rfc3339()), end.map(|end| end.to_rfc3339()))
}

/// How one takes part, where the words say it.
fn attendance_mode(words: &str) -> Option<&'static str> {
    let words = words.to_lowercase();
    let says = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    let online = says(&["онлайн", "он-лайн", "дистанц", "вебинар", "zoom", "сферум", "заочн"]);
    let offline = says(&["очно", "очный", "очная"]) && !words.starts_with("заочн");
    match (online, offline) {
        _ if says(&["смешан", "гибрид"]) => Some("https://schema.org/MixedEventAttendanceMode"),
        (true, true) => Some("https://schema.org/MixedEventAttendanceMode"),
        (true, false) => Some("https://schema.org/OnlineEventAttendanceMode"),
        (false, true) => Some("https://schema.org/OfflineEventAttendanceMode"),
        (false, false) => None,
    }
}

/// That of a material; nothing of a draft.
pub(super) fn learning_resource(
    site: &Site,
    page: &Page,
    association: usize,
    material: &Material,
) -> Option<String> {
    let of = &site.associations[association];
    let article = &material.article;
    if article.draft {
        return None;
    }
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
        context: CONTEXT,
        kind: "LearningResource",
        name: named(of, &article.title),
        in_language: "ru",
        description: article.description.as_deref().or(article.body.summary.as_deref()),
        resource_type: material.kind.as_deref(),
        url: route::absolute(site, page),
        date_published: article.date.map(|date| date.format("%Y-%m-%d").to_string()),
        author: material.people().map(person).collect(),
        publisher: Named { kind: "Organization", name: named_behind(of, &of.name) },
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
    Some(json(&resource))
}

fn json(record: &impl Serialize) -> String {
    safe(&serde_json::to_string(record).unwrap_or_default())
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
    use super::{attendance_mode, safe};

    #[test]
    fn how_one_takes_part_is_read_from_the_words() {
        for (words, mode) in [
            ("очно", Some("Offline")),
            ("онлайн", Some("Online")),
            ("Заочно", Some("Online")),
            ("дистанционно, ZOOM", Some("Online")),
            ("очно и онлайн", Some("Mixed")),
            ("смешанный", Some("Mixed")),
            ("как получится", None),
        ] {
            let mode = mode.map(|mode| format!("https://schema.org/{mode}EventAttendanceMode"));
            assert_eq!(attendance_mode(words).map(str::to_owned), mode, "{words}");
        }
    }

    #[test]
    fn json_does_not_end_its_element() {
        let json = safe(r#"{"name":"</script><!-- & -->"}"#);
        assert_eq!(json, r#"{"name":"\u003c/script\u003e\u003c!-- \u0026 --\u003e"}"#);
        let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(read["name"], "</script><!-- & -->");
    }
}
