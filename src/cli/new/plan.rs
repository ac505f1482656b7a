//! `kartoteka new plan`: next year's plan from the text of this year's.

use std::fmt::Write;
use std::io::{IsTerminal, Read};
use std::path::Path;

use chrono::NaiveDate;

use super::place::{Place, Whose};
use crate::cli::arguments::NewPlanArguments;
use crate::cli::dialogue::Dialogue;
use crate::cli::failure::{self, Words};
use crate::cli::{Outcome, plain, report};
use crate::model;
use crate::model::plan::Plan;
use crate::parse::Located;
use crate::parse::plan::{self, ParsedPlan};
use crate::period::SchoolYear;
use crate::renewal::{Line, Renewal, renew};
use crate::russian::plural::plural;
use crate::{source, write};

/// No more lines than this are shown whose years somebody has to judge.
const MOST_LEFT: usize = 12;

/// Makes the plan.
pub(super) fn run(arguments: &NewPlanArguments, dialogue: &mut dyn Dialogue) -> Outcome {
    match made(arguments, dialogue) {
        Ok(()) => Outcome::Done,
        Err(words) => failure::say(&words),
    }
}

fn made(arguments: &NewPlanArguments, dialogue: &mut dyn Dialogue) -> Result<(), Words> {
    let place = Place::find(&arguments.place, "new plan", Whose::Association, dialogue)?;
    let (index, to) = chosen(arguments, &place.plans)?;
    let old = &place.plans[index];
    let folder = place.folder.join("plans");
    let name = format!("{}.yaml", to.slug());
    let (file, shown) = (folder.join(&name), format!("{}plans/{name}", place.shown));
    if file.exists() {
        return Err(failure::plan_is_there(to, &shown));
    }
    let unfinished = unfinished(&place, index);
    let renewal = renew(&old.text, old.value.plan.year, to, &unfinished);
    let text = renewal.text();
    let new = plan::parse(&shown.as_str().into(), &text, &to.slug()).value;
    if !new.is_some_and(|new| is_whole(&old.value.plan, &new)) {
        return Err(failure::plan_lost(&old.path));
    }
    let has_windows_ends = has_windows_ends(&folder, old);
    let bytes = if has_windows_ends { text.replace('\n', "\r\n") } else { text.clone() };
    write::add(&file, bytes.as_bytes()).map_err(|failure| failure::not_added(&failure))?;
    let coloured = std::io::stdout().is_terminal() && report::wants_colours();
    dialogue.say(&differences(&renewal.lines, coloured));
    dialogue.say(&plain::text(&told(&place, old, to, &shown, &renewal)));
    report::report(place.doubts_about(&shown), &report::Sources::Text(&shown, &text));
    Ok(())
}

/// The plan that the new one is made of, and the year of the new one.
fn chosen(arguments: &NewPlanArguments, plans: &[Located<ParsedPlan>]) -> Result<(usize, SchoolYear), Words> {
    let years: Vec<SchoolYear> = plans.iter().map(|plan| plan.value.plan.year).collect();
    if let Some(there) = plans.iter().find(|plan| Some(plan.value.plan.year) == arguments.year) {
        return Err(failure::plan_is_there(there.value.plan.year, &there.path));
    }
    let index = match (arguments.from, arguments.year) {
        (Some(from), _) => years.iter().position(|year| *year == from),
        (None, Some(to)) => years.iter().position(|year| *year < to),
        (None, None) => (!years.is_empty()).then_some(0),
    };
    let index = index.ok_or_else(|| failure::no_plan(arguments.from, &years))?;
    let from = years[index];
    let to = arguments.year.unwrap_or_else(|| SchoolYear::beginning(from.year() + 1));
    if to <= from { Err(failure::plan_backwards(from, to)) } else { Ok((index, to)) }
}

/// Where the activities of a plan begin that were not carried out; none where nobody records what came of them.
fn unfinished(place: &Place, index: usize) -> Vec<usize> {
    let ParsedPlan { plan, notes, .. } = &place.plans[index].value;
    let is_done = |planned: &&model::schedule::Planned| place.is_carried_out(planned);
    if !place.planned(index).any(|planned| planned.outcome.is_some() || is_done(&planned)) {
        return Vec::new();
    }
    let is_over = |end: Option<NaiveDate>| end.unwrap_or(plan.year.last()) < place.today;
    let is_unfinished = |planned: &&model::schedule::Planned| match &planned.outcome {
        None => is_over(planned.when.period.end(plan.year)),
        Some(model::outcome::Outcome::Moved { to, .. }) => {
            let end = to.period.end(plan.year);
            is_over(end) || end.is_some_and(|end| end > plan.year.last())
        }
        Some(_) => false,
    };
    let unfinished = place.planned(index).filter(|planned| !is_done(planned)).filter(is_unfinished);
    unfinished.filter_map(|planned| notes.get(&planned.activity)).map(|notes| notes.place.span.0).collect()
}

/// Whether the new plan has the parts, tables, sections, rows and activities of the old one, and no outcomes.
fn is_whole(old: &Plan, new: &ParsedPlan) -> bool {
    let shape = |plan: &Plan| -> Vec<Vec<usize>> {
        let rows = |table: &model::plan::PlanTable| {
            table.sections.iter().map(|section| section.rows.len()).collect()
        };
        plan.tables().map(rows).collect()
    };
    old.parts.len() == new.plan.parts.len()
        && shape(old) == shape(&new.plan)
        && old.activities().len() == new.plan.activities().len()
        && new.notes.values().all(|notes| notes.outcome.is_none())
}

/// Whether the old file has the line ends of Windows: the new one then has them too.
fn has_windows_ends(folder: &Path, old: &Located<ParsedPlan>) -> bool {
    let name = old.source.rsplit('/').next().unwrap_or_default();
    let mut bytes = Vec::new();
    let read = source::open(&folder.join(name)).and_then(|(mut file, _)| file.read_to_end(&mut bytes));
    read.is_ok() && bytes.windows(2).any(|pair| pair == b"\r\n")
}

/// What has changed: the lines that are gone behind a minus, the new ones behind a plus, with the number of the first.
fn differences(lines: &[Line], coloured: bool) -> String {
    let signs = if coloured { ["\u{1b}[31m", "\u{1b}[32m", "\u{1b}[0m"] } else { [""; 3] };
    let [red, green, plain_again] = signs;
    let mut text = String::new();
    let mut number = 1;
    let is_kept = |line: &Line| matches!(line, Line::Kept(_));
    for run in lines.chunk_by(|one, other| is_kept(one) == is_kept(other)) {
        let first = number;
        number += run.iter().filter(|line| line.new_words().is_some()).count();
        if is_kept(&run[0]) {
            continue;
        }
        let _ = writeln!(text, "Строка {first}:");
        for line in run.iter().filter_map(Line::old_words) {
            let _ = writeln!(text, "{red}- {}{plain_again}", plain::line(line));
        }
        for line in run.iter().filter_map(Line::new_words) {
            let _ = writeln!(text, "{green}+ {}{plain_again}", plain::line(line));
        }
    }
    text
}

/// What was made, and what its author should look at.
fn told(place: &Place, old: &Located<ParsedPlan>, to: SchoolYear, shown: &str, renewal: &Renewal) -> String {
    let mut text = format!(
        "Готово: план на {to} учебный год записан в файл {shown}\n\
         Он сделан из плана на {} ({}); тот не изменился.\n\nЧто посмотреть:\n",
        old.value.plan.year, old.path
    );
    for words in to_look_at(place, old, to, renewal) {
        let _ = writeln!(text, "- {words}");
    }
    text + "\nПотом проверьте тексты: kartoteka check"
}

fn to_look_at(place: &Place, old: &Located<ParsedPlan>, to: SchoolYear, renewal: &Renewal) -> Vec<String> {
    let mut look = Vec::new();
    if old.value.plan.parts.iter().any(|part| matches!(part, model::plan::PlanPart::Approval(_))) {
        look.push("Грифы: даты и номера оставлены пустыми, впишите новые, когда план утвердят.".to_owned());
    }
    if renewal.removes_outcomes() {
        look.push("Итоги прошлого года убраны: «проведено», «перенесено», «отменено».".to_owned());
    }
    match renewal.unfinished() {
        0 => {}
        count => look.push(format!(
            "Не отмечено как выполненное: {count} {}. Над каждым стоит пояснение; решите, нужно ли оно в новом году.",
            plural(count as u64, "мероприятие", "мероприятия", "мероприятий")
        )),
    }
    match renewal.days_off() {
        0 => {}
        count => look.push(format!(
            "На субботу или воскресенье {} {count} {}: над таким сроком стоит пояснение.",
            plural(count as u64, "приходится", "приходятся", "приходятся"),
            plural(count as u64, "день", "дня", "дней")
        )),
    }
    let left = renewal.left.iter().take(MOST_LEFT);
    look.extend(left.map(|left| {
        format!(
            "Строка {}: год здесь программа не тронула, решите сами. {}",
            left.line,
            plain::line(&left.words)
        )
    }));
    if renewal.left.len() > MOST_LEFT {
        look.push(format!("Ещё таких строк: {}.", renewal.left.len() - MOST_LEFT));
    }
    if place.calendar.as_ref().is_some_and(|years| !years.contains(&to)) {
        look.push(format!("В calendar.yaml ещё нет четвертей и каникул на {to}."));
    }
    look.push("Тема, цели, задачи и список документов остались прежними.".to_owned());
    look
}
