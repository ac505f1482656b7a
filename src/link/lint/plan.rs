//! What a plan's tables lack: activities, people, anything in a column.

use super::ReadPlan;
use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place};
use crate::model::plan::{PlanSection, PlanTable, Role, TableKind};
use crate::parse::plan::{ParsedPlan, TableNotes};

/// Reports what is missing in the tables of a plan.
pub(super) fn report(read: &ReadPlan, diagnostics: &mut Diagnostics) {
    let ParsedPlan { plan, outline, .. } = &read.plan.value;
    let tables = plan.tables().filter(|table| matches!(table.kind, TableKind::List | TableKind::Matrix));
    for (table, notes) in tables.zip(&outline.tables) {
        empty_sections(table, notes, diagnostics);
        if table.kind == TableKind::List {
            empty_columns(table, notes, diagnostics);
            nobody_responsible(table, &read.plan.value, diagnostics);
        }
    }
}

fn empty_sections(table: &PlanTable, notes: &TableNotes, diagnostics: &mut Diagnostics) {
    let next = table.sections.iter().skip(1).map(Some).chain([None]);
    for ((section, next), notes) in table.sections.iter().zip(next).zip(&notes.sections) {
        if !section.rows.is_empty() || next.is_some_and(|next| heads(section, next)) {
            continue;
        }
        let name = section.heading.as_ref().map(|heading| format!(" «{heading}»")).unwrap_or_default();
        diagnostics.push(
            Diagnostic::warning(
                Lint::EmptySection,
                notes.place.clone(),
                format!("В разделе{name} нет ни одного мероприятия"),
            )
            .hint("Перечислите их под «мероприятия:» или уберите раздел."),
        );
    }
}

/// Whether a section is only the heading over the next one: «I» over «1», «2» over «2.1».
fn heads(section: &PlanSection, next: &PlanSection) -> bool {
    let (own, next) = (label(section), label(next));
    let roman = !own.is_empty() && own.chars().all(|letter| "IVXІХ".contains(letter));
    let deeper = next.strip_prefix(own).is_some_and(|rest| rest.starts_with('.'));
    (roman && next.starts_with(|letter: char| letter.is_ascii_digit())) || (deeper && !own.is_empty())
}

/// The number of a section, in a field of its own or before its heading.
fn label(section: &PlanSection) -> &str {
    let words = section.number.as_deref().or(section.heading.as_deref()).unwrap_or_default();
    words.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ')'])
}

/// Columns that the author declares and no row fills.
fn empty_columns(table: &PlanTable, notes: &TableNotes, diagnostics: &mut Diagnostics) {
    if table.rows().next().is_none() {
        return;
    }
    for (index, place) in notes.columns.iter().enumerate().take(table.columns.len()) {
        let lines = || table.rows().flat_map(|row| &row.lines);
        let empty = lines().all(|line| line.cells[index].text().is_none_or(|text| text.trim().is_empty()));
        // The column for what was done is filled from the outcomes.
        if empty && !table.columns[index].is_of_marks() {
            let heading = &table.columns[index].heading;
            diagnostics.push(
                Diagnostic::warning(
                    Lint::EmptyColumn,
                    place.clone(),
                    format!("Столбец «{heading}» не заполнен ни в одной строке"),
                )
                .hint("Заполните его или уберите строку из «столбцы», если в документе его нет."),
            );
        }
    }
}

/// Activities without people in a table where nearly all have them.
fn nobody_responsible(table: &PlanTable, plan: &ParsedPlan, diagnostics: &mut Diagnostics) {
    if !table.columns.iter().any(|column| column.role == Role::Who) {
        return;
    }
    let activities = table.activities();
    let lonely: Vec<_> = activities.iter().filter(|activity| is_blank(activity.who)).collect();
    // Where many name nobody, that is the custom of the document.
    if lonely.len() * 4 > activities.len() {
        return;
    }
    for activity in lonely {
        let Some(notes) = plan.notes.get(activity.id) else { continue };
        let place: &Place = notes.who.as_ref().or(notes.texts.first()).unwrap_or(&notes.place);
        diagnostics.push(
            Diagnostic::warning(
                Lint::NobodyResponsible,
                place.clone(),
                "У этого мероприятия нет ответственного, а у других в таблице он назван",
            )
            .hint("Назовите человека, должность или группу, например так: Руководитель МО"),
        );
    }
}

fn is_blank(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_over_other_headings_is_no_empty_section() {
        let section = |number: Option<&str>, heading: &str| PlanSection {
            number: number.map(str::to_owned),
            heading: Some(heading.to_owned()),
            rows: Vec::new(),
        };
        for (one, next) in [
            (section(Some("I."), "Работа с фондом"), section(Some("1."), "Учебники")),
            (section(None, "II. Работа с фондом"), section(None, "2.1. Учебники")),
            (section(Some("2."), "Работа с фондом"), section(Some("2.1."), "Учебники")),
        ] {
            assert!(heads(&one, &next), "{one:?}");
        }
        for (one, next) in [
            (section(None, "Работа с фондом"), section(None, "Учебники")),
            (section(Some("2."), "Работа с фондом"), section(Some("3."), "Учебники")),
            (section(Some("I."), "Работа с фондом"), section(Some("II."), "Учебники")),
        ] {
            assert!(!heads(&one, &next), "{one:?}");
        }
    }
}
