//! Numbers of a plan's rows, and of the lists inside its cells, with a gap or twice.

use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place};
use crate::parse::Located;
use crate::parse::plan::{ParsedPlan, SectionNotes};

/// How many numbers are shown.
const MOST_SHOWN: usize = 15;

/// A list inside a cell has no more items than this: what is larger is a year or a class.
const LARGEST_ITEM: usize = 30;

/// Reports each section, and each list inside a cell, whose numbers are out of order: once.
pub(super) fn report(plan: &Located<ParsedPlan>, diagnostics: &mut Diagnostics) {
    for section in plan.value.outline.tables.iter().flat_map(|table| &table.sections) {
        diagnostics.extend(rows(section));
    }
    for place in plan.value.notes.values().flat_map(|notes| &notes.texts) {
        let (before, written) = (&plan.text[..place.span.0], &plan.text[place.span.0..place.span.1]);
        let items = if keeps_lines(before) { items(written) } else { Vec::new() };
        diagnostics.extend(inner_list(place, &items));
    }
}

fn rows(section: &SectionNotes) -> Option<Diagnostic> {
    let written: Vec<&str> = section.numbers.iter().map(|number| number.value.as_str()).collect();
    let numbers = written.iter().map(|number| parts(number)).collect::<Option<Vec<_>>>()?;
    let wrong = 1 + numbers.windows(2).position(|pair| !follows(&pair[0], &pair[1]))?;
    let bare: Vec<&str> = written.iter().map(|number| number.trim_end_matches(['.', ')'])).collect();
    Some(doubt(section.numbers[wrong].place.clone(), "Номера в разделе", &bare))
}

fn doubt(place: Place, what: &str, numbers: &[&str]) -> Diagnostic {
    let more = if numbers.len() > MOST_SHOWN { " …" } else { "" };
    let shown = numbers[..numbers.len().min(MOST_SHOWN)].join(", ");
    Diagnostic::warning(Lint::NumbersOutOfOrder, place, format!("{what} идут не подряд: {shown}{more}")).hint(
        "Если пункт потерялся, верните его. Если так стоит в утверждённом документе, оставьте: номера на странице не изменятся.",
    )
}

/// «1», «1.», «1)», «2.3.» as numbers; nothing where it is none.
fn parts(number: &str) -> Option<Vec<usize>> {
    let number = number.trim().trim_end_matches(['.', ')']);
    number.split('.').map(|part| (part.len() < 6).then(|| part.parse().ok())?).collect()
}

/// Whether `next` may follow `number`: it counts on at some depth, or begins a depth of its own.
fn follows(number: &[usize], next: &[usize]) -> bool {
    let deeper = next.strip_prefix(number) == Some(&[1]);
    let counts_on = |depth: usize| {
        next.len() > depth
            && next[..depth] == number[..depth]
            && next[depth] == number[depth] + 1
            && next[depth + 1..].iter().all(|part| *part == 1)
    };
    deeper || (0..number.len()).any(counts_on)
}

/// Whether the text behind `before` is written line by line: behind `|`. The lines of others are an accident.
fn keeps_lines(before: &str) -> bool {
    before.trim_end().trim_end_matches(['-', '+']).ends_with('|')
}

/// The numbers that begin the lines of a text, and where they stand in it.
fn items(written: &str) -> Vec<(usize, usize)> {
    let mut start = 0;
    let mut items = Vec::new();
    for line in written.split_inclusive('\n') {
        let at = start + line.len() - line.trim_start().len();
        items.extend(item(&written[at..start + line.len()]).map(|number| (number, at)));
        start += line.len();
    }
    items
}

/// The number that a line begins with: «2. Текст», «3)Текст», but no date and no class.
fn item(line: &str) -> Option<usize> {
    let length = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(length..)?.strip_prefix(['.', ')'])?;
    let number = (1..=2).contains(&length).then(|| line[..length].parse().ok())??;
    let words = !rest.trim_start().is_empty() && !rest.starts_with(|letter: char| letter.is_ascii_digit());
    (words && (1..=LARGEST_ITEM).contains(&number)).then_some(number)
}

fn inner_list(place: &Place, items: &[(usize, usize)]) -> Option<Diagnostic> {
    if items.len() < 2 {
        return None;
    }
    let late = (items[0].0 != 1).then_some(0);
    // A new one begins another list.
    let gap = items.windows(2).position(|pair| pair[1].0 != pair[0].0 + 1 && pair[1].0 != 1).map(|at| at + 1);
    let at = place.span.0 + items[late.or(gap)?].1;
    let numbers: Vec<String> = items.iter().map(|(number, _)| number.to_string()).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    Some(doubt(
        Place::new(&place.path, at..at + numbers[late.or(gap)?].len() + 1),
        "Номера в списке внутри пункта",
        &numbers,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_order(numbers: &[&str]) -> bool {
        let numbers: Vec<_> = numbers.iter().map(|number| parts(number).expect("a number")).collect();
        numbers.windows(2).all(|pair| follows(&pair[0], &pair[1]))
    }

    #[test]
    fn gaps_and_repeats_are_out_of_order() {
        for numbers in
            [&["1", "4", "6", "7", "9"][..], &["1.", "2.", "2."], &["2", "1"], &["1.1", "1.3"], &["1", "1.2"]]
        {
            assert!(!in_order(numbers), "{numbers:?}");
        }
        for numbers in [
            &["1", "2", "3"][..],
            &["5", "6"],
            &["1.", "1.1.", "1.2.", "2.", "2.1."],
            &["1)", "2)"],
            &["1.1", "1.2", "2.1"],
            &["9"],
            &[],
        ] {
            assert!(in_order(numbers), "{numbers:?}");
        }
        assert_eq!(parts("п. 1"), None);
        assert_eq!(parts("IV"), None);
        assert_eq!(parts("99999999999999999999"), None);
    }

    #[test]
    fn lists_inside_a_cell_are_read_line_by_line() {
        let numbers = |text: &str| items(text).into_iter().map(|(number, _)| number).collect::<Vec<_>>();
        assert_eq!(numbers("«Модернизация»\n  2. Ресурсы.\n  3)Формы"), [2, 3]);
        assert_eq!(
            numbers("15.10.2024 встреча\n  5 класс\n  2024. Год\n  9.\n  - а"),
            <[usize; 0]>::default()
        );
        assert!(keeps_lines("что: |\n    ") && keeps_lines("что: |-\n  ") && !keeps_lines("что: >-\n  "));
    }

    #[test]
    fn a_list_inside_a_cell_begins_with_one() {
        let doubted =
            |text: &str| inner_list(&Place::new(&"t.yaml".into(), 0..text.len()), &items(text)).is_some();
        assert!(doubted("«Модернизация»\n  2. Ресурсы.\n  3. Формы"));
        assert!(doubted("1. а\n  3. б"));
        assert!(!doubted("1. а\n  2. б\n  1. в\n  2. г"));
        assert!(!doubted("2. а"));
    }
}
