//! `kartoteka people`: who is read from a cell.

use serde::Serialize;

use super::Outcome;
use super::arguments::{Format, PeopleArguments};
use super::lines::{answer, on_one_line};
use crate::people::{self, Person, Reading};

/// Reads every cell.
pub(super) fn run(arguments: &PeopleArguments) -> Outcome {
    answer(&arguments.expressions, |text| {
        let reading = people::read(text);
        match arguments.format {
            Format::Text => in_words(&reading),
            Format::Json => serde_json::to_string(&ReadingJson::new(&reading)).unwrap_or_default(),
        }
    })
}

fn in_words(reading: &Reading) -> String {
    let person = |person: &Person| {
        let details = [&person.role, &person.school].into_iter().flatten();
        let details: Vec<&str> = details.map(String::as_str).collect();
        if details.is_empty() {
            person.name.to_string()
        } else {
            format!("{} ({})", person.name, details.join(", "))
        }
    };
    let persons: Vec<String> = reading.persons.iter().map(person).collect();
    let rest: Vec<String> =
        Some(&reading.rest).filter(|rest| !rest.is_empty()).into_iter().cloned().collect();
    let kinds = [
        ("люди", &persons),
        ("должности", &reading.roles),
        ("организации", &reading.organisations),
        ("группы", &reading.groups),
        ("не понято", &rest),
    ];
    let said = kinds.iter().filter(|(_, names)| !names.is_empty());
    let said: Vec<String> = said.map(|(kind, names)| format!("{kind}: {}", names.join(", "))).collect();
    let said = if said.is_empty() { "никто не назван".to_owned() } else { said.join("; ") };
    format!("{} → {said}", on_one_line(&reading.text))
}

/// A reading as JSON: the contract for other programs.
#[derive(Serialize)]
struct ReadingJson<'r> {
    text: &'r str,
    persons: Vec<PersonJson<'r>>,
    roles: &'r [String],
    organisations: &'r [String],
    groups: &'r [String],
    rest: &'r str,
}

#[derive(Serialize)]
struct PersonJson<'r> {
    name: String,
    role: Option<&'r str>,
    school: Option<&'r str>,
}

impl<'r> ReadingJson<'r> {
    fn new(reading: &'r Reading) -> Self {
        let persons = reading.persons.iter().map(|person| PersonJson {
            name: person.name.to_string(),
            role: person.role.as_deref(),
            school: person.school.as_deref(),
        });
        Self {
            text: &reading.text,
            persons: persons.collect(),
            roles: &reading.roles,
            organisations: &reading.organisations,
            groups: &reading.groups,
            rest: &reading.rest,
        }
    }
}
