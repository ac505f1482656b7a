//! Where a line that stands nowhere was meant to begin, judged by the lines around it.

use super::field_name::normalized;
use super::mend::Shape;
use crate::russian::plural::plural;

/// Where a line was meant to begin.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// In this column, beside the field of this name or, where there is none, beside the hyphens of a list.
    Beside(usize, Option<String>),
    /// In this column, under a field without a value.
    Below(usize),
    /// In this column, behind a hyphen that got lost.
    Item(usize),
}

/// The items of a list or the fields of a record that go on at the line.
struct Level {
    column: usize,
    /// The names of the fields; nothing for a list.
    fields: Option<Vec<String>>,
}

impl Level {
    fn has(&self, name: &str) -> bool {
        self.fields.iter().flatten().any(|field| normalized(field) == name)
    }

    fn beside(&self) -> Meant {
        Meant::Beside(self.column, self.fields.as_ref().and_then(|fields| fields.last()).cloned())
    }
}

/// Where the line at `start` of `text` was meant to begin that begins in no column of the lines above; nothing where that
/// cannot be guessed. Of a line that begins with a tab nobody knows how far it was meant to be shifted.
pub(super) fn meant(text: &str, start: usize) -> Option<Meant> {
    let line = text[start..].lines().next().unwrap_or_default();
    let shape = Shape::of(line);
    let (levels, is_waiting) = levels(&text[..start]);
    let typed = Some(line[..shape.indentation].chars().count());
    let typed = typed.filter(|_| !line[..shape.indentation].contains('\t'));
    let is_name =
        |name: &&str| name.starts_with(|sign: char| sign.is_alphanumeric() || "№\"'«".contains(sign));
    let key = shape.key.as_ref().map(|key| &line[key.name.clone()]).filter(is_name);
    let innermost = levels.last()?.column;
    if shape.is_item() {
        if is_waiting && typed.is_none() {
            return Some(Meant::Below(innermost + 2));
        }
        let items: Vec<&Level> = levels.iter().filter(|level| level.fields.is_none()).collect();
        return match typed {
            Some(typed) => {
                nearest(typed, items.iter().map(|level| (level.column.abs_diff(typed), level.beside())))
            }
            None => items.last().map(|level| level.beside()),
        };
    }
    let name = normalized(key?);
    let records = || levels.iter().filter(|level| level.fields.is_some() && !level.has(&name));
    let Some(typed) = typed else {
        let elsewhere = columns_of(text, start, &name);
        let mut usual = records().filter(|level| elsewhere.contains(&level.column));
        if let (Some(level), None) = (usual.next(), usual.next()) {
            return Some(level.beside());
        }
        return if is_waiting {
            Some(Meant::Below(innermost + 2))
        } else {
            records().next_back().map(Level::beside)
        };
    };
    let lost = levels.windows(2).filter_map(|pair| {
        let first = pair[1].fields.as_ref()?.first()?;
        let is_first = pair[0].fields.is_none() && normalized(first) == name;
        let distance = pair[0].column.abs_diff(typed).min(pair[1].column.abs_diff(typed));
        is_first.then_some((distance, Meant::Item(pair[0].column)))
    });
    // Whoever shifts a line by several spaces means it to be under something; one space is left of a `# `.
    let inner = |level: &&Level| typed < 2 || level.column > 0;
    let fields = records().filter(inner).map(|level| match level.column {
        0 => (0, level.beside()),
        column => (column.abs_diff(typed), level.beside()),
    });
    nearest(typed, lost.chain(fields))
}

/// «4 пробела».
pub(super) fn spaces(count: usize) -> String {
    format!("{count} {}", plural(count as u64, "пробел", "пробела", "пробелов"))
}

/// The only one at the smallest distance, if the line does not stand there already.
fn nearest(typed: usize, found: impl Iterator<Item = (usize, Meant)>) -> Option<Meant> {
    let mut found: Vec<(usize, Meant)> = found.collect();
    found.sort_by_key(|(distance, _)| *distance);
    let alone = found.len() < 2 || found[0].0 < found[1].0;
    let (_, meant) = found.into_iter().next().filter(|_| alone)?;
    (!matches!(meant, Meant::Beside(column, _) if column == typed)).then_some(meant)
}

/// What goes on behind the text `above`, from the outermost, and whether its last field has no value.
fn levels(above: &str) -> (Vec<Level>, bool) {
    let mut levels: Vec<Level> = Vec::new();
    let mut is_waiting = false;
    let mut block = None;
    for line in above.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        let shape = Shape::of(line);
        let at = |byte: usize| line[..byte].chars().count();
        if block.is_some_and(|inner| at(shape.indentation) > inner) || !shape.is_structural() {
            continue;
        }
        for dash in &shape.dashes {
            while levels.pop_if(|level| level.column >= at(dash.at)).is_some() {}
            levels.push(Level { column: at(dash.at), fields: None });
        }
        if let Some(key) = &shape.key {
            let (column, name) = (at(key.name.start), line[key.name.clone()].to_owned());
            let is_over = |level: &mut Level| {
                level.column > column || (level.column == column && level.fields.is_none())
            };
            while levels.pop_if(is_over).is_some() {}
            match levels.last_mut() {
                Some(Level { column: last, fields: Some(fields) }) if *last == column => fields.push(name),
                _ => levels.push(Level { column, fields: Some(vec![name]) }),
            }
        }
        let value = line[shape.value..].trim();
        is_waiting = value.is_empty() || value.starts_with('#');
        let inner = shape.key.as_ref().map_or(shape.indentation, |key| key.name.start);
        block = value.starts_with(['|', '>']).then(|| at(inner));
    }
    (levels, is_waiting)
}

/// The columns in which fields called `name` begin in the other lines of `text`.
fn columns_of(text: &str, start: usize, name: &str) -> Vec<usize> {
    let mut at = 0;
    let mut columns = Vec::new();
    for line in text.split_inclusive('\n') {
        let key =
            Shape::of(line).key.filter(|key| at != start && normalized(&line[key.name.clone()]) == name);
        columns.extend(key.map(|key| line[..key.name.start].chars().count()));
        at += line.len();
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_last(text: &str) -> Option<Meant> {
        meant(text, text.rfind('\n').map_or(0, |end| end + 1))
    }

    #[test]
    fn a_line_was_meant_to_stand_by_its_like() {
        let beside = |column, name: &str| Some(Meant::Beside(column, Some(name.to_owned())));
        for (text, meant) in [
            ("а:\n  - б: в\n г: д", beside(0, "а")),
            ("а:\n  б: в\n г: д", beside(0, "а")),
            ("а:\n  - б: в\n    г: д\n  е: ж", beside(4, "г")),
            ("а:\n  - б: в\n - б: г", Some(Meant::Beside(2, None))),
            ("а:\n  - б: в\n  б: г", Some(Meant::Item(2))),
            ("а:\n  - б: в\n   б: г", Some(Meant::Item(2))),
            ("а:\n  б:\n    в: г\n   д: е", None),
            ("а:\n  - б: |\n      в: г\n   д: е", beside(4, "б")),
            ("а:\n  - б: в\n  - г", None),
            ("а:\n  - б:\n\tв: г", Some(Meant::Below(6))),
            ("а:\n  - б:\n      - в: г\n\tд: е", beside(8, "в")),
            ("а:\n  - б: х\n    д: х\n  - б:\n      - в: г\n\tд: е", beside(4, "б")),
            (" а", None),
        ] {
            assert_eq!(of_last(text), meant, "{text}");
        }
    }
}
