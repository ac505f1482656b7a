//! A position in place of a name: a cell rewritten so that it names nobody who must not be named, all else as it was.

use std::ops::Range;

use super::clean::{clean, places};
use super::find::{Item, items};
use super::name::Name;
use super::tokens::tokens;
use super::{Reading, read};

/// What stands in place of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitute {
    /// The position.
    pub position: String,
    /// The school, for where none stands beside the name.
    pub school: Option<String>,
}

impl Substitute {
    /// «педагог-библиотекарь МБОУ «Школа № 1»», «библиотекарь, школа № 1»
    pub fn full(&self) -> String {
        match &self.school {
            Some(school) if school.starts_with(char::is_lowercase) => format!("{}, {school}", self.position),
            Some(school) => format!("{} {school}", self.position),
            None => self.position.clone(),
        }
    }
}

/// A text longer than this, in bytes, is no cell, and is not read again for each name in it.
const LONGEST_CELL: usize = 4_000;

/// The names in a cell with the bytes they take, as [`super::read()`] finds them.
pub fn names(text: &str) -> Vec<(Range<usize>, Name)> {
    let cleaned = clean(text);
    let tokens = tokens(&cleaned);
    let starts: Vec<usize> = tokens.iter().map(|token| offset(&cleaned, token.text)).collect();
    let places = places(text);
    // A character of the cleaned text has its own length; places are counted in characters.
    let bytes: Vec<usize> = cleaned.char_indices().map(|(at, _)| at).collect();
    let place = |byte: usize| places[bytes.partition_point(|at| *at < byte)];
    let named = items(&tokens, false).into_iter().filter_map(|item| match item {
        Item::Person(name, from, to) => {
            let last = tokens.get(to.checked_sub(1)?)?;
            let end = starts.get(to - 1)? + last.text.len();
            Some((place(*starts.get(from)?)..place(end), name))
        }
        _ => None,
    });
    named.collect()
}

fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// The cell with the position in place of every name that has a substitute. Where the author has written a position
/// beside the name, that one stands for itself.
pub fn hide<'s>(text: &str, substitute: impl Fn(&Name) -> Option<&'s Substitute>) -> String {
    let mut hidden = text.to_owned();
    for (range, name) in names(text).into_iter().rev() {
        let Some(instead) = substitute(&name) else { continue };
        if text.len() > LONGEST_CELL {
            hidden.replace_range(range, &instead.full());
        } else {
            hidden = without(&hidden, &range, &name, instead, &|name| substitute(name).is_some());
        }
    }
    hidden
}

fn without(
    text: &str,
    range: &Range<usize>,
    name: &Name,
    instead: &Substitute,
    is_hidden: &dyn Fn(&Name) -> bool,
) -> String {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let reading = read(text);
    let person = reading.persons.iter().find(|person| person.name == *name);
    if person.is_some_and(|person| person.role.is_some()) {
        let dropped = dropped(before, after);
        let fine = dropped.into_iter().find(|text| says_the_rest(&reading, &read(text), name, is_hidden));
        if let Some(text) = fine {
            return text;
        }
    }
    let words = if person.is_some_and(|person| person.school.is_some()) {
        instead.position.clone()
    } else {
        instead.full()
    };
    let mut ways = replaced(before, &words, after);
    let fine = ways.iter().position(|text| leaves_others(&reading, &read(text), name));
    ways.swap_remove(fine.unwrap_or(ways.len() - 1))
}

/// The text with `words` in place of the name; the later, the more signs are put around them, so that they are not
/// taken for the position of a neighbour.
fn replaced(before: &str, words: &str, after: &str) -> Vec<String> {
    // «Русакова Л.А., методист» is said of one person, whoever reads it.
    let before = match before.trim_end().strip_suffix(',').filter(|rest| is_behind_name(rest)) {
        Some(rest) => &format!("{rest};{}", &before[before.trim_end().len()..]),
        None => before,
    };
    let behind = if is_behind_name(before) { parted(before, ";") } else { before.to_owned() };
    let ahead = if is_before_name(after) { format!(",{after}") } else { after.to_owned() };
    let strongly_behind = behind.trim_end().strip_suffix(',').map(|rest| format!("{rest}; "));
    let strongly_ahead = ahead.trim_start().strip_prefix(',').map(|rest| format!(";{rest}"));
    let strongly_behind = strongly_behind.unwrap_or_else(|| behind.clone());
    let strongly_ahead = strongly_ahead.unwrap_or_else(|| ahead.clone());
    let ways = [
        (before, after),
        (&behind, &ahead),
        (&strongly_behind, &ahead),
        (&behind, &strongly_ahead),
        (&strongly_behind, &strongly_ahead),
    ];
    ways.map(|(before, after)| format!("{before}{words}{after}")).into()
}

/// The text with a sign behind its last word.
fn parted(before: &str, sign: &str) -> String {
    let (words, gap) = before.split_at(before.trim_end().len());
    format!("{words}{sign}{gap}")
}

/// Whether only spaces part the end of the text from a name: a position put there would become that name's.
fn is_behind_name(before: &str) -> bool {
    names(before).last().is_some_and(|(range, _)| before[range.end..].trim().is_empty())
}

fn is_before_name(after: &str) -> bool {
    names(after).first().is_some_and(|(range, _)| after[..range.start].trim().is_empty())
}

/// The text without the name and without what joins it to its position: the likeliest ways first.
fn dropped(before: &str, after: &str) -> Vec<String> {
    let is_joint = |letter: char| matches!(letter, '-' | '–' | '—' | ':' | '‒' | '−');
    let mut ways = Vec::new();
    let told = before.trim_end().trim_end_matches(is_joint).trim_end();
    let brackets = before.trim_end().strip_suffix('(').zip(after.trim_start().strip_prefix(')'));
    if let Some((before, after)) = brackets {
        ways.push(format!("{}{after}", before.trim_end()));
    }
    if told
        .ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '»' | '"' | '”' | ')' | '.'))
    {
        let comma = if is_before_name(after) { "," } else { "" };
        ways.push(format!("{told}{comma}{after}"));
    }
    let follows = after.trim_start();
    let unwrapped = follows.strip_prefix('(').and_then(|inner| inner.split_once(')'));
    if let Some((inner, rest)) = unwrapped {
        ways.push(format!("{before}{}{rest}", inner.trim()));
    }
    let follows = follows.trim_start_matches(is_joint);
    let follows = follows.strip_prefix(',').unwrap_or(follows).trim_start();
    ways.push(format!("{before}{follows}"));
    if let Some(before) = before.trim_end().strip_suffix(',') {
        ways.push(format!("{before}; {follows}"));
    }
    ways
}

/// Whether `after` says of all others what `before` says, and keeps the position of who was dropped: standing for itself,
/// or said of another who will be dropped as well.
fn says_the_rest(before: &Reading, after: &Reading, name: &Name, is_hidden: &dyn Fn(&Name) -> bool) -> bool {
    let dropped = before.persons.iter().find(|person| person.name == *name);
    let kept = after.roles.len() + after.groups.len() > before.roles.len() + before.groups.len();
    let shared = dropped.is_some_and(|dropped| {
        let mut others = after.persons.iter();
        others.any(|other| {
            is_hidden(&other.name) && other.role == dropped.role && other.school == dropped.school
        })
    });
    leaves_others(before, after, name)
        && (kept || shared)
        && after.organisations.len() >= before.organisations.len()
}

/// Whether the people of `after` are those of `before` without the one of `name`, with nothing else said of them.
fn leaves_others(before: &Reading, after: &Reading, name: &Name) -> bool {
    let mut others = before.persons.clone();
    match others.iter().position(|person| person.name == *name) {
        Some(at) => {
            others.remove(at);
        }
        None => return false,
    }
    after.persons == others
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> String {
        let names = [Name::parse("Иванова Анна Петровна"), Name::parse("Петрова Б.Б.")];
        let school = Some("МБОУ «Школа № 1»".to_owned());
        let instead = Substitute { position: "педагог-библиотекарь".to_owned(), school };
        hide(text, |name| {
            names.iter().flatten().any(|hidden| hidden.is_same_person(name)).then_some(&instead)
        })
    }

    #[test]
    fn a_position_stands_for_the_name() {
        for spelling in [
            "Иванова А.П.",
            "А. П. Иванова",
            "Иванова  А.  П.",
            "Иванова Анна Петровна",
            "ИВАНОВА А.П.",
            "Иванова.А.П.",
        ] {
            assert_eq!(hidden(spelling), "педагог-библиотекарь МБОУ «Школа № 1»", "{spelling}");
        }
        for (text, wanted) in [
            ("Сидорова А.А., Иванова А.П.", "Сидорова А.А.; педагог-библиотекарь МБОУ «Школа № 1»"),
            ("Иванова А.П., Сидорова А.А.", "педагог-библиотекарь МБОУ «Школа № 1», Сидорова А.А."),
            ("Иванова А.П.\nСидорова А.А.", "педагог-библиотекарь МБОУ «Школа № 1»,\nСидорова А.А."),
            (
                "- Иванова А.П., Сидорова А.А. онлайн",
                "- педагог-библиотекарь МБОУ «Школа № 1», Сидорова А.А. онлайн",
            ),
            ("Иванова А.П. Сидорова А.А.", "педагог-библиотекарь МБОУ «Школа № 1», Сидорова А.А."),
            ("Сидорова А.А. Иванова А.П.", "Сидорова А.А.; педагог-библиотекарь МБОУ «Школа № 1»"),
            ("Иванова А.П., школа № 2", "педагог-библиотекарь, школа № 2"),
            ("Иванова А.П. (МБОУ СОШ №5)", "педагог-библиотекарь (МБОУ СОШ №5)"),
            ("Иванова Б.П.", "Иванова Б.П."),
            ("Иванова Алла Петровна", "Иванова Алла Петровна"),
        ] {
            assert_eq!(hidden(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_position_that_the_author_wrote_stands_for_itself() {
        for (text, wanted) in [
            ("Иванова А.П. — зав. библиотекой МБОУ СОШ №5", "зав. библиотекой МБОУ СОШ №5"),
            ("- Иванова А.П. — зав. библиотекой", "- зав. библиотекой"),
            ("Иванова А.П., методист, школа № 2", "методист, школа № 2"),
            ("Иванова А.П. (методист)", "методист"),
            ("Руководитель РМО Иванова А.П.", "Руководитель РМО"),
            ("Руководитель РМО — Иванова А.П.", "Руководитель РМО"),
            ("Руководитель РМО (Иванова А.П.)", "Руководитель РМО"),
            ("Руководитель РМО\nИванова А.П.", "Руководитель РМО"),
            ("Руководитель РМО Иванова А.П., библиотекари", "Руководитель РМО, библиотекари"),
            (
                "Руководитель ГМО педагог – библиотекарь Иванова А.П. МАОУ СОШ№5",
                "Руководитель ГМО педагог – библиотекарь МАОУ СОШ№5",
            ),
            ("Иванова А.П. Петрова Б.Б. – библиотекари МАОУ СОШ", "библиотекари МАОУ СОШ"),
            ("Сидорова А.А., Иванова А.П. — методист", "Сидорова А.А.; методист"),
        ] {
            assert_eq!(hidden(text), wanted, "{text}");
        }
    }
}
