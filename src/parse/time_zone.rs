//! Time zones as people write them: «Екатеринбург», «МСК+2», «UTC+5».

use super::field_name::normalized;
use super::record::{Context, Decode, Text};
use super::shape::{Offer, Shape, Wording, spelt};
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::model::calendar::TimeZone;

/// Cities by which the zones of Russia are known, and Minsk, with their hours ahead of UTC (Federal Law 107-ФЗ).
const CITIES: [(&str, i32); 15] = [
    ("Калининград", 2),
    ("Москва", 3),
    ("Минск", 3),
    ("Волгоград", 3),
    ("Самара", 4),
    ("Екатеринбург", 5),
    ("Омск", 6),
    ("Красноярск", 7),
    ("Новосибирск", 7),
    ("Иркутск", 8),
    ("Якутск", 9),
    ("Чита", 9),
    ("Владивосток", 10),
    ("Магадан", 11),
    ("Камчатка", 12),
];

/// What a number of hours is counted from, with its own hours ahead of UTC.
const BEGINNINGS: [(&str, i32); 4] = [("мск", 3), ("msk", 3), ("utc", 0), ("gmt", 0)];

const WANTED: &str = "Напишите город пояса (Екатеринбург), МСК+2 или UTC+5";

impl Decode for TimeZone {
    fn shape() -> Shape {
        let cities: Vec<String> = CITIES.iter().map(|(city, _)| spelt(&city.to_lowercase())).collect();
        let beginnings: Vec<String> = BEGINNINGS.iter().map(|(beginning, _)| spelt(beginning)).collect();
        let hours = r"\s*[+−–-]\s*\d{1,2}(?::\d{2})?";
        let beginnings = beginnings.join("|");
        Shape::Words(Wording {
            name: "TimeZone",
            offered: CITIES.iter().map(|(city, _)| Offer::plain(city)).collect(),
            understood: format!(r"^\s*(?:{}|(?:{beginnings})(?:{hours})?)\s*$", cities.join("|")),
            or_boolean: false,
            wanted: WANTED,
        })
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let Text { value, place } = Text::decode(node, context)?;
        let zone = parse(&value);
        if zone.is_none() {
            context.diagnostics.push(
                Diagnostic::error(place, format!("Непонятный часовой пояс: «{value}»"))
                    .hint(format!("{WANTED}.")),
            );
        }
        zone
    }
}

fn parse(text: &str) -> Option<TimeZone> {
    let wanted = normalized(text);
    let city = CITIES.iter().find(|(city, _)| normalized(city) == wanted).map(|(_, hours)| hours * 60);
    TimeZone::ahead_of_utc(city.or_else(|| counted(&text.trim().to_lowercase()))?)
}

/// Minutes ahead of UTC: «мск», «мск+2», «utc +05:30».
fn counted(text: &str) -> Option<i32> {
    let (rest, base) = BEGINNINGS
        .iter()
        .find_map(|(beginning, hours)| Some((text.strip_prefix(beginning)?.trim(), hours)))?;
    if rest.is_empty() {
        return Some(base * 60);
    }
    let sign = if rest.starts_with('+') { 1 } else { -1 };
    let number = rest.strip_prefix(['+', '-', '−', '–'])?.trim_start();
    let (hours, minutes) = number.split_once(':').unwrap_or((number, "00"));
    let is_number = |text: &str, lengths: &[usize]| {
        lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(hours, &[1, 2]) || !is_number(minutes, &[2]) {
        return None;
    }
    Some(base * 60 + sign * (hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_zones_as_people_write_them() {
        for (text, hours) in [
            ("Москва", Some(3)),
            ("екатеринбург", Some(5)),
            ("МСК", Some(3)),
            ("МСК+2", Some(5)),
            ("мск −1", Some(2)),
            ("UTC+5", Some(5)),
            ("GMT +07:00", Some(7)),
            ("UTC", Some(0)),
            ("+5", None),
            ("UTC+55", None),
            ("UTC+5 часов", None),
            ("Париж", None),
            ("", None),
        ] {
            assert_eq!(
                parse(text),
                hours.and_then(|hours: i32| TimeZone::ahead_of_utc(hours * 60)),
                "{text}"
            );
        }
        assert_eq!(parse("UTC+5:30"), TimeZone::ahead_of_utc(330));
    }
}
