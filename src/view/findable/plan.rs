//! Plans, and each of their activities.

use super::document::Lines;
use super::subject;
use crate::model::plan::{Plan, PlanPart, PlanTable, TableKind};
use crate::model::{Site, Subject};
use crate::russian::typography::typeset;
use crate::search;
use crate::view::{Page, frame, route};

/// As much of an activity as is shown for its title.
const TITLE_LENGTH: usize = 160;

/// An activity, which is found at its row of the approved plan.
pub(super) fn activity(site: &Site, association: usize, index: usize) -> search::Document {
    let of = &site.associations[association];
    let planned = &of.schedule[index];
    let title = frame::shortened(&planned.what, TITLE_LENGTH);
    let mut lines = Lines::default();
    lines.extend(title.ends_with('…').then(|| typeset(&planned.what)));
    lines.extend(of.plans[planned.plan].talks(&planned.activity).into_iter().flat_map(|talk| {
        [Some(talk.topic), talk.speaker].into_iter().flatten().map(|words| typeset(&words))
    }));
    lines.extend(planned.who_written().map(typeset));
    lines.extend([&planned.place].into_iter().chain(&planned.direction).map(|words| typeset(words)));
    search::Document {
        title,
        address: route::activity_link(site, &Page::Search, association, planned),
        when: typeset(&planned.when.text),
        text: lines.text(),
        ..search::Document::default()
    }
}

/// A plan without its activities.
pub(super) fn plan(site: &Site, association: usize, index: usize) -> search::Document {
    let plan = &site.associations[association].plans[index];
    let mut lines = Lines::default();
    plan.parts.iter().for_each(|part| read(part, &mut lines));
    search::Document {
        title: typeset(&frame::plan_title(plan)),
        address: subject(site, Subject::Plan(association, index)),
        when: plan.year.to_string(),
        headings: headings(plan).map(typeset).collect(),
        text: lines.text(),
        ..search::Document::default()
    }
}

fn headings(plan: &Plan) -> impl Iterator<Item = &str> {
    let tables = plan.tables().flat_map(|table| {
        let sections = table.sections.iter().filter_map(|section| section.heading.as_deref());
        table.headings.iter().map(String::as_str).chain(sections)
    });
    let titles = plan
        .parts
        .iter()
        .filter_map(|part| if let PlanPart::Title(lines) = part { Some(lines) } else { None });
    titles.flatten().map(String::as_str).chain(tables)
}

fn read(part: &PlanPart, lines: &mut Lines) {
    match part {
        PlanPart::Title(title) => lines.extend([typeset(&title.join(" "))]),
        PlanPart::Paragraphs(paragraphs) => {
            lines.extend([typeset(&paragraphs.label)]);
            lines.extend(paragraphs.items.iter().map(|item| typeset(item)));
        }
        PlanPart::Approval(approval) => {
            let said = [&approval.position, &approval.who, &approval.date, &approval.ground];
            lines.extend(said.into_iter().flatten().map(|words| typeset(words)));
        }
        PlanPart::Table(table) => read_table(table, lines),
    }
}

/// Headings; of a table of targets, the targets too: they are no activities, which are found by themselves.
fn read_table(table: &PlanTable, lines: &mut Lines) {
    lines.extend(table.headings.iter().map(|heading| typeset(heading)));
    for section in &table.sections {
        lines.extend(section.heading.as_deref().map(typeset));
        if table.kind == TableKind::Indicators {
            let cells = section.rows.iter().flat_map(|row| &row.lines).flat_map(|line| &line.cells);
            lines.extend(cells.filter_map(|cell| cell.text()).map(typeset));
        }
    }
}
