//! Hours of the day as people write them: «14:00», «с 10.00 до 12.30», «в 14 часов», «10:00–11:30 (МСК)».

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock {
    /// From 0 to 23.
    pub hour: u32,
    /// From 0 to 59.
    pub minute: u32,
}

/// From when, and until when where that is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The beginning.
    pub from: Clock,
    /// The end, later than the beginning.
    pub to: Option<Clock>,
}

/// The first hours of the day that `text` names; nothing where it names none. Of two readings the careful one: a number that
/// is not written as a time («каб. 12», «8.10») is none.
pub fn hours(text: &str) -> Option<Hours> {
    let mut rest = text;
    let mut before = None;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let ahead = rest[..start].chars().next_back().or(before);
        let is_part = ahead.is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '.' | ':'));
        let number = &rest[start..];
        match clock(number).filter(|_| !is_part) {
            Some((from, after)) => {
                let to = end(after).filter(|to| *to > from);
                return Some(Hours { from, to });
            }
            None => {
                let end = number.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(number.len());
                before = number[..end].chars().next_back();
                rest = &number[end..];
            }
        }
    }
    None
}

/// The end that follows a beginning: «– 12:00», «до 12.00».
fn end(text: &str) -> Option<Clock> {
    let text = text.trim_start();
    let number = text.strip_prefix(['-', '–', '—', '−']).or_else(|| text.strip_prefix("до "))?;
    clock(number.trim_start()).map(|(clock, _)| clock)
}

/// The time with which `text` begins, and what stands behind it.
fn clock(text: &str) -> Option<(Clock, &str)> {
    let (hour, rest) = number(text, 1..=2)?;
    let with_minutes = rest.strip_prefix(':').map(|rest| (rest, 1)).or_else(|| {
        // With a stop it may be a day and a month: meetings begin at round minutes, and no month is called 00.
        rest.strip_prefix('.').map(|rest| (rest, 5))
    });
    if let Some((rest, step)) = with_minutes
        && let Some((minute, rest)) = number(rest, 2..=2)
        && !rest.starts_with(['.', ':'])
        && (step == 1 || minute == 0 || minute >= 15)
        && minute % step == 0
    {
        return (hour < 24 && minute < 60).then_some((Clock { hour, minute }, rest));
    }
    let unit = rest.trim_start_matches([' ', '\u{a0}']);
    let after =
        ["часов", "часа", "час.", "час", "ч.", "ч"].iter().find_map(|word| unit.strip_prefix(word))?;
    if after.starts_with(char::is_alphabetic) || hour > 23 {
        return None;
    }
    // «14 ч 30 мин»
    let minutes = number(after.trim_start(), 2..=2)
        .filter(|(minute, rest)| *minute < 60 && rest.trim_start_matches([' ', '\u{a0}']).starts_with("мин"));
    let (minute, rest) = minutes.unwrap_or((0, after));
    Some((Clock { hour, minute }, rest))
}

/// The whole number of so many digits with which `text` begins.
fn number(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<(u32, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    if !lengths.contains(&end) {
        return None;
    }
    Some((text[..end].parse().ok()?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_as_people_write_them() {
        for (text, from, to) in [
            ("14:00", "14:00", ""),
            ("9:05", "9:05", ""),
            ("14.00", "14:00", ""),
            ("10.30 ч.", "10:30", ""),
            ("в 14 часов", "14:00", ""),
            ("14 ч", "14:00", ""),
            ("14 ч 30 мин", "14:30", ""),
            ("14 час. 30 мин.", "14:30", ""),
            ("с 10.00 до 12.30", "10:00", "12:30"),
            ("10:00–11:30", "10:00", "11:30"),
            ("10:00 - 11:30 (МСК)", "10:00", "11:30"),
            ("начало в 15:00, регистрация с 14:30", "15:00", ""),
            ("актовый зал, 14.00", "14:00", ""),
            ("каб. 12, 13:15", "13:15", ""),
            ("23:00–01:00", "23:00", ""),
            ("0:00", "0:00", ""),
        ] {
            let read = hours(text).unwrap_or_else(|| panic!("{text}"));
            let written = |clock: Clock| format!("{}:{:02}", clock.hour, clock.minute);
            assert_eq!(written(read.from), from, "{text}");
            assert_eq!(read.to.map(written).unwrap_or_default(), to, "{text}");
        }
    }

    #[test]
    fn numbers_that_are_no_hours_are_none() {
        for text in [
            "",
            "после уроков",
            "каб. 12",
            "8.10",
            "08.10.2024",
            "10.12",
            "24:00",
            "12:60",
            "2024",
            "школа № 14",
            "14 человек",
            "5 часть",
            "1.2.30",
            "12:30:15",
        ] {
            assert_eq!(hours(text), None, "{text}");
        }
    }
}
