//! What a program for calendars would read, in a few lines.

use std::collections::BTreeMap;

/// The events of a calendar: the values of their properties by name.
pub(crate) fn events(calendar: &str) -> Vec<BTreeMap<String, String>> {
    let text = calendar.replace("\r\n ", "");
    let events = text.split("BEGIN:VEVENT\r\n").skip(1);
    let event = |event: &str| {
        let lines = event.lines().take_while(|line| *line != "END:VEVENT");
        let properties = lines.filter_map(|line| line.split_once(':'));
        properties
            .map(|(name, value)| {
                let name = name.split(';').next().unwrap_or(name);
                (name.to_owned(), value.replace("\\,", ",").replace("\\;", ";"))
            })
            .collect()
    };
    events.map(event).collect()
}
