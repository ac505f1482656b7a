//! The tables of expressions, and the properties that hold for any text.

use super::{Person, Reading, read};

#[test]
fn seeds_are_read_as_judged() {
    check_table(include_str!("fixtures/seeds.txt"));
}

#[test]
fn expressions_of_plans_are_read_as_judged() {
    check_table(include_str!("fixtures/plans.txt"));
}

#[test]
fn further_expressions_are_read_as_judged() {
    check_table(include_str!("fixtures/more.txt"));
}

#[test]
fn held_out_expressions_are_read_as_judged() {
    check_table(include_str!("fixtures/held.txt"));
}

/// A line that begins with «!» is known not to be read as judged.
fn check_table(table: &str) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        count += 1;
        let (line, known) = line.strip_prefix('!').map_or((line, false), |line| (line, true));
        let (expression, judged) = line.split_once(" =>").expect("an expression and its reading");
        let reading = written(&read(&expression.replace("\\n", "\n")));
        let judged = sorted(judged);
        if (reading == judged) == known {
            wrong.push(format!("{expression}\n  judged: {judged}\n  read:   {reading}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} differ\n{}", wrong.len(), wrong.join("\n"));
}

/// A reading in the notation of the tables; kinds one after the other, as the reading does not keep their order.
fn written(reading: &Reading) -> String {
    let mut parts: Vec<String> = reading.persons.iter().map(written_person).collect();
    parts.extend(reading.roles.iter().map(|role| format!("role: {role}")));
    parts.extend(reading.organisations.iter().map(|organisation| format!("org: {organisation}")));
    parts.extend(reading.groups.iter().map(|group| format!("group: {group}")));
    parts.extend(Some(&reading.rest).filter(|rest| !rest.is_empty()).map(|rest| format!("rest: {rest}")));
    parts.join(" | ")
}

fn written_person(person: &Person) -> String {
    let Person { name, role, school } = person;
    if role.is_none() && school.is_none() {
        return format!("person: {name}");
    }
    let dash = || "-".to_owned();
    format!(
        "person: {name} / {} / {}",
        role.clone().unwrap_or_else(dash),
        school.clone().unwrap_or_else(dash)
    )
}

fn sorted(judged: &str) -> String {
    let order = ["person", "role", "org", "group", "rest"];
    let mut parts: Vec<&str> = judged.split(" | ").map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.sort_by_key(|part| order.iter().position(|kind| part.starts_with(kind)));
    parts.join(" | ")
}
