//! `kartoteka new meeting`, `new material`, `new news`: a draft with what the plan and the command say of it.

use std::fmt::Write;

use chrono::{Datelike, Months, NaiveDate};

use super::place::{Place, Whose, chosen};
use crate::cli::arguments::{NewDocumentArguments, NewMaterialArguments};
use crate::cli::dialogue::Dialogue;
use crate::cli::failure::{self, Words};
use crate::cli::{Outcome, plain, report};
use crate::link;
use crate::model::article::Article;
use crate::model::implied::Talk;
use crate::model::plan::{Activity, PlanItem};
use crate::model::schedule::Planned;
use crate::parse::date;
use crate::period::{Period, SchoolYear};
use crate::russian::transliteration::{beginning, file_name};
use crate::starter::{self, Kind, Known, one_line};
use crate::write;

/// How far ahead activities are offered.
const MONTHS_AHEAD: Months = Months::new(2);

/// No more activities than this are offered.
const MOST_OFFERED: usize = 30;

/// Makes a meeting.
pub(super) fn meeting(arguments: &NewDocumentArguments, dialogue: &mut dyn Dialogue) -> Outcome {
    say(made(&Wanted { kind: Kind::Meeting, arguments, of_kind: None, authors: &[] }, dialogue))
}

/// Makes a material.
pub(super) fn material(arguments: &NewMaterialArguments, dialogue: &mut dyn Dialogue) -> Outcome {
    let NewMaterialArguments { document, kind, authors } = arguments;
    say(made(
        &Wanted { kind: Kind::Material, arguments: document, of_kind: kind.as_deref(), authors },
        dialogue,
    ))
}

/// Makes a news item.
pub(super) fn news(arguments: &NewDocumentArguments, dialogue: &mut dyn Dialogue) -> Outcome {
    say(made(&Wanted { kind: Kind::News, arguments, of_kind: None, authors: &[] }, dialogue))
}

fn say(made: Result<(), Words>) -> Outcome {
    made.map_or_else(|words| failure::say(&words), |()| Outcome::Done)
}

/// What the command says.
struct Wanted<'a> {
    kind: Kind,
    arguments: &'a NewDocumentArguments,
    of_kind: Option<&'a str>,
    authors: &'a [String],
}

impl Wanted<'_> {
    fn command(&self) -> &'static str {
        match self.kind {
            Kind::Meeting => "meeting",
            Kind::Material => "material",
            Kind::News => "news",
        }
    }
}

fn made(wanted: &Wanted, dialogue: &mut dyn Dialogue) -> Result<(), Words> {
    let whose = if wanted.kind == Kind::News { Whose::Anybody } else { Whose::Association };
    let place = Place::find(&wanted.arguments.place, &format!("new {}", wanted.command()), whose, dialogue)?;
    let item = item(wanted, &place, dialogue)?;
    let known = known(wanted, &place, item.as_ref(), dialogue)?;
    let year =
        item.as_ref().map_or_else(|| SchoolYear::of(known.date.unwrap_or(place.today)), |item| item.year);
    let text = starter::document(wanted.kind, &known, year);
    let folder = wanted.kind.folder();
    let name = free_name(&place, folder, &stem(wanted.kind, &known, item.as_ref()));
    let shown = format!("{}{folder}/{name}", place.shown);
    let file = place.folder.join(folder).join(&name);
    write::add(&file, text.as_bytes()).map_err(|failure| failure::not_added(&failure))?;
    dialogue.say(&plain::text(&told(&known, item.as_ref(), &shown)));
    report::report(place.doubts_about(&shown), &report::Sources::Text(&shown, &text));
    Ok(())
}

/// An activity of the plan, for which a document is made.
struct Item {
    /// As documents name it.
    reference: String,
    year: SchoolYear,
    what: String,
    place: String,
    who: String,
    period: Period,
    /// The period in the author's words.
    when: String,
    agenda: Vec<(String, Option<String>)>,
    /// The files of documents of the same kind that name it.
    already: Vec<String>,
}

/// The activity that the command names, or that is chosen; nothing where the document is for none.
fn item(wanted: &Wanted, place: &Place, dialogue: &mut dyn Dialogue) -> Result<Option<Item>, Words> {
    let arguments = wanted.arguments;
    if let Some(reference) = &arguments.item {
        // Where there is no plan for the day, the latest is meant.
        let date = arguments.date.unwrap_or(place.today);
        let has_plan = place.plans.iter().any(|plan| plan.value.plan.year == SchoolYear::of(date));
        let named = link::activity(&place.plans, reference, has_plan.then_some(date));
        let named = named.map_err(|(message, remedy)| failure::no_activity(&message, &remedy))?;
        return Ok(item_of(place, wanted.kind, &named, Some(reference), arguments.date));
    }
    if arguments.title.is_some() || !dialogue.is_live() {
        return Ok(None);
    }
    let offered = offered(place);
    if offered.is_empty() {
        return Ok(None);
    }
    let line = |planned: &&Planned| {
        let what = plain::brief(&format!("«{}»", one_line(&planned.what)));
        format!("{}: {}", plain::line(&one_line(&planned.when.text)), plain::line(&what))
    };
    let lines: Vec<String> = offered.iter().map(line).collect();
    let question = "Для какого пункта плана? Вот ближайшие; если ни для какого, просто нажмите Enter.";
    let chosen = chosen(question, &lines, dialogue)?.map(|index| offered[index]);
    Ok(chosen.and_then(|planned| {
        let item = PlanItem { plan: planned.plan, activity: planned.activity.clone() };
        item_of(place, wanted.kind, &item, None, arguments.date)
    }))
}

/// The activities of this month and the next, which nothing carries out yet.
fn offered(place: &Place) -> Vec<&Planned> {
    let first = place.today.with_day(1).unwrap_or(place.today);
    let last = place.today.checked_add_months(MONTHS_AHEAD).unwrap_or(place.today);
    let Some(association) = &place.association else { return Vec::new() };
    let is_near = |planned: &&Planned| {
        let year = association.plans[planned.plan].year;
        let parts = planned.when.period.parts().iter().filter(|part| !matches!(part, Period::Year { .. }));
        let dated = parts.filter_map(|part| {
            let end = part.end(year)?;
            Some((part.start(year).unwrap_or(end), end))
        });
        let mut dated = dated;
        dated.any(|(start, end)| start <= last && end >= first)
    };
    let mut near: Vec<&Planned> = association
        .schedule
        .iter()
        .filter(|planned| planned.outcome.is_none() && !place.is_carried_out(planned))
        .filter(is_near)
        .collect();
    near.sort_by_key(|planned| planned.when.period.end(association.plans[planned.plan].year));
    near.truncate(MOST_OFFERED);
    near
}

fn item_of(
    place: &Place,
    kind: Kind,
    item: &PlanItem,
    given: Option<&str>,
    date: Option<NaiveDate>,
) -> Option<Item> {
    let plan = place.association.as_ref()?.plans.get(item.plan)?;
    let activity = plan.activities().into_iter().find(|activity| *activity.id == item.activity)?;
    let planned = place.planned(item.plan).find(|planned| planned.activity == item.activity)?;
    let day = date.or(if let Period::Day(day) = planned.when.period { Some(day) } else { None });
    Some(Item {
        reference: reference(place, item, &activity, given, day),
        year: plan.year,
        what: one_line(activity.what),
        place: one_line(activity.place),
        who: planned.who_written().map(one_line).unwrap_or_default(),
        period: planned.when.period.clone(),
        when: one_line(&planned.when.text),
        agenda: plan.talks(activity.id).into_iter().map(question).collect(),
        already: already(place, kind, item),
    })
}

/// The shortest name that means the activity in a document of that day; without a day it is read as one of today.
fn reference(
    place: &Place,
    item: &PlanItem,
    activity: &Activity,
    given: Option<&str>,
    day: Option<NaiveDate>,
) -> String {
    let date = Some(day.unwrap_or(place.today));
    let means_it = |name: &String| link::activity(&place.plans, name, date).is_ok_and(|found| found == *item);
    let number = activity.number.trim().trim_end_matches(['.', ')']);
    let names = [given.unwrap_or_default().trim(), number, &activity.id.0];
    let names = || names.iter().filter(|name| !name.is_empty()).map(|name| (*name).to_owned());
    let year = place.plans[item.plan].value.plan.year;
    let of_year = names().map(|name| format!("{year}: {name}"));
    names().chain(of_year).find(means_it).unwrap_or_else(|| activity.id.0.clone())
}

/// A talk as a question with its speaker.
fn question(Talk { topic, speaker }: Talk) -> (String, Option<String>) {
    (one_line(&topic), speaker.as_deref().map(one_line))
}

/// The files of documents of this kind that are for the activity already.
fn already(place: &Place, kind: Kind, item: &PlanItem) -> Vec<String> {
    let association = place.association.iter();
    let articles = association.flat_map(|association| -> Vec<&Article> {
        match kind {
            Kind::Meeting => association.meetings.iter().map(|meeting| &meeting.article).collect(),
            Kind::Material => association.materials.iter().map(|material| &material.article).collect(),
            Kind::News => association.news.iter().collect(),
        }
    });
    let named = articles.filter(|article| article.activities.contains(item));
    named.map(|article| article.source.to_string()).collect()
}

/// All that is known of the new document, after asking for what is not.
fn known(
    wanted: &Wanted,
    place: &Place,
    item: Option<&Item>,
    dialogue: &mut dyn Dialogue,
) -> Result<Known, Words> {
    let given = wanted
        .arguments
        .title
        .clone()
        .or_else(|| item.map(|item| item.what.trim_end_matches([':', ';', ',', '.']).to_owned()));
    let title = match given.filter(|title| !title.is_empty()) {
        Some(title) => title,
        None if dialogue.is_live() => asked_title(wanted.kind, dialogue).ok_or_else(failure::unanswered)?,
        None => return Err(failure::no_title(wanted.command())),
    };
    let day = item.and_then(|item| if let Period::Day(day) = item.period { Some(day) } else { None });
    let date = match (wanted.arguments.date, wanted.kind) {
        (Some(date), _) => Some(date),
        (None, Kind::Material | Kind::News) => Some(place.today),
        (None, Kind::Meeting) if day.is_some() => day,
        (None, Kind::Meeting) if dialogue.is_live() => asked_date(item, dialogue)?,
        (None, Kind::Meeting) => None,
    };
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let who = item.and_then(|item| text(&item.who));
    let year = item.map_or_else(|| SchoolYear::of(date.unwrap_or(place.today)), |item| item.year);
    let plan = place.plans.iter().find(|plan| plan.value.plan.year == year);
    Ok(Known {
        title,
        period: item.and_then(|item| text(&item.when)).filter(|_| date.is_none()),
        date,
        place: item.and_then(|item| text(&item.place)),
        who: if wanted.authors.is_empty() { who.into_iter().collect() } else { wanted.authors.to_vec() },
        kind: wanted.of_kind.map(str::to_owned),
        activity: item.map(|item| item.reference.clone()),
        agenda: item.map(|item| item.agenda.clone()).unwrap_or_default(),
        plan: plan.map(|plan| plan.source.rsplit('/').next().unwrap_or_default().to_owned()),
    })
}

/// The title that is given; nothing where the question is passed over.
fn asked_title(kind: Kind, dialogue: &mut dyn Dialogue) -> Option<String> {
    let question = match kind {
        Kind::Meeting => "Как назвать заседание? Например: Семинар «Библиотечный урок»",
        Kind::Material => "Как называется материал? Например: Урок о каталоге",
        Kind::News => "О чём новость? Например: Открылась выставка",
    };
    let question = format!("{question}\n{}:", dialogue.way_out());
    dialogue.ask(&question).map(|answer| one_line(&answer)).filter(|title| !title.is_empty())
}

fn asked_date(item: Option<&Item>, dialogue: &mut dyn Dialogue) -> Result<Option<NaiveDate>, Words> {
    let planned = item.map(|item| format!("В плане стоит «{}». ", plain::line(&item.when)));
    let question = format!(
        "{}Какого числа заседание? Например 12.11.2026; если день ещё не назначен, просто нажмите Enter:",
        planned.unwrap_or_default()
    );
    loop {
        let answer = dialogue.ask(&question).ok_or_else(failure::unanswered)?;
        if answer.is_empty() {
            return Ok(None);
        }
        if let Some(date) = date::parse(&answer) {
            return Ok(Some(date));
        }
        dialogue.say("Непонятно, какой это день. Напишите день, месяц и год: 12.11.2026");
    }
}

/// The name of the file, without its ending: the day or the month where that is known, and the title in Latin letters.
fn stem(kind: Kind, known: &Known, item: Option<&Item>) -> String {
    let name = beginning(&known.title);
    let planned = item.and_then(|item| item.period.start(item.year).or(item.period.end(item.year)));
    let day = known.date.map(|date| date.format("%Y-%m-%d").to_string());
    let month = || planned.map(|day| day.format("%Y-%m").to_string());
    let before = if kind == Kind::Material { None } else { day.or_else(month) };
    let parts: Vec<String> = before.into_iter().chain((!name.is_empty()).then_some(name)).collect();
    file_name(&parts.join("-"))
}

/// The name of a file at which nothing stands yet, neither a file nor a folder.
fn free_name(place: &Place, folder: &str, stem: &str) -> String {
    let folder = place.folder.join(folder);
    let is_free = |stem: &String| !folder.join(stem).exists() && !folder.join(format!("{stem}.md")).exists();
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    let free = std::iter::once(stem.to_owned()).chain(numbered).find(is_free);
    format!("{}.md", free.unwrap_or_else(|| stem.to_owned()))
}

fn told(known: &Known, item: Option<&Item>, shown: &str) -> String {
    let mut text = format!("Готово: черновик записан в файл {shown}\n");
    if let Some(item) = item {
        let _ = writeln!(text, "Из плана на {}, пункт {}: {}", item.year, item.reference, item.what);
        if !item.already.is_empty() {
            let files = item.already.join(", ");
            let _ = writeln!(
                text,
                "Этот пункт уже назван здесь: {files}. Если вы хотели дописать тот файл, новый удалите."
            );
        }
    }
    text.push_str("\nЧто дальше:\n");
    if known.date.is_none() {
        text.push_str("- Впишите день после слова «дата».\n");
    }
    text.push_str(
        "- Замените пример своим текстом. Пояснения стоят в самом файле.\n\
         - Когда всё готово, сотрите строку «черновик: да»: до этого страницу видите только вы, в предпросмотре.",
    );
    text
}
