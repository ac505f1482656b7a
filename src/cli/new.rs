//! `kartoteka new`: a folder with a small complete site to begin with, or what is new in a site: next year's plan (`plan`), a
//! meeting, a material, a news item (`document`).

mod document;
pub(super) mod place;
mod plan;
#[cfg(test)]
mod tests;
mod vacant;

use std::path::{Component, Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use super::arguments::{NewArguments, NewCommand, NewKind};
use super::dialogue::Dialogue;
use super::{Outcome, failure, plain, schema, site};
use crate::period::SchoolYear;
use crate::starter::{self, Answers, one_line};
use crate::write::{self, CreateError};

pub(super) use vacant::in_the_way;

/// From this month on people think of the school year that is coming.
const MONTH_OF_COMING_YEAR: u32 = 6;

/// Makes what is wanted.
pub(super) fn run(command: &NewCommand, dialogue: &mut dyn Dialogue) -> Outcome {
    match (&command.kind, &command.site.folder) {
        (Some(NewKind::Plan(arguments)), _) => plan::run(arguments, dialogue),
        (Some(NewKind::Meeting(arguments)), _) => document::meeting(arguments, dialogue),
        (Some(NewKind::Material(arguments)), _) => document::material(arguments, dialogue),
        (Some(NewKind::News(arguments)), _) => document::news(arguments, dialogue),
        (None, folder) => site_in(folder.as_deref().unwrap_or(Path::new(".")), &command.site, dialogue),
    }
}

/// Makes a site.
fn site_in(folder: &Path, arguments: &NewArguments, dialogue: &mut dyn Dialogue) -> Outcome {
    let folder = folder.components().collect::<PathBuf>();
    // Nobody is asked anything for a folder that will be refused.
    match in_the_way(&folder) {
        Ok(names) if names.is_empty() => {}
        Ok(mut names) => {
            names.truncate(3);
            return failure::say(&failure::not_empty(&folder, &names));
        }
        Err(failure) => return failure::say(&failure::not_created(&failure)),
    }
    let answers = match answers(&folder, arguments, dialogue) {
        Ok(answers) => answers,
        Err(words) => return failure::say(&words),
    };
    match write::create(&folder, &starter::files(&answers), &|name| vacant::is_harmless(&folder, name)) {
        Ok(()) => {}
        Err(CreateError::NotEmpty(names)) => return failure::say(&failure::not_empty(&folder, &names)),
        Err(CreateError::Io(failure)) => return failure::say(&failure::not_created(&failure)),
    }
    // The first line of every file names its schema. A site without them is whole all the same.
    let schemas = schema::folder_below(&folder);
    if let Err(error) = schema::write(&schemas) {
        failure::say(&failure::unwritable_schemas(&schemas, &error));
    }
    dialogue.say(&what_next(&folder, &answers));
    Outcome::Done
}

/// What the site must be told: from the command line, and where that does not say it, from whoever sits at the terminal.
fn answers(
    folder: &Path,
    arguments: &NewArguments,
    dialogue: &mut dyn Dialogue,
) -> Result<Answers, failure::Words> {
    let usual = usual_year(arguments.today.unwrap_or_else(site::today));
    if !dialogue.is_live() {
        let name = arguments.name.clone().ok_or_else(|| failure::no_name(folder))?;
        if arguments.school_year.is_none() {
            dialogue
                .say(&format!("Учебный год: {usual}. Другой называют так: --school-year {}", usual.slug()));
        }
        let year = arguments.school_year.unwrap_or(usual);
        return Ok(Answers { name, district: district(arguments.district.as_deref()), year });
    }
    let asks = arguments.name.is_none() || arguments.district.is_none() || arguments.school_year.is_none();
    if asks {
        dialogue.say("Новый сайт. Ответьте на вопросы; потом всё это можно исправить в файлах.\n");
    }
    let name = match &arguments.name {
        Some(name) => Some(name.clone()),
        None => asked_name(dialogue),
    };
    let name = name.ok_or_else(failure::no_answers)?;
    let district_given = match &arguments.district {
        Some(district) => Some(district.clone()),
        None => dialogue.ask("Район или город (можно пропустить: просто нажмите Enter):"),
    };
    let district = district(Some(&district_given.ok_or_else(failure::no_answers)?));
    let year = match arguments.school_year {
        Some(year) => Some(year),
        None => asked_year(usual, dialogue),
    };
    Ok(Answers { name, district, year: year.ok_or_else(failure::no_answers)? })
}

/// The name that is given; nothing where the question is passed over.
fn asked_name(dialogue: &mut dyn Dialogue) -> Option<String> {
    let question = format!(
        "Как называется ваше объединение? Например: РМО школьных библиотекарей Примерного района\n{}:",
        dialogue.way_out()
    );
    dialogue.ask(&question).map(|answer| one_line(&answer)).filter(|name| !name.is_empty())
}

fn asked_year(usual: SchoolYear, dialogue: &mut dyn Dialogue) -> Option<SchoolYear> {
    let question = format!("На какой учебный год план? Если на {}, просто нажмите Enter:", usual.slug());
    loop {
        let answer = dialogue.ask(&question)?;
        if answer.is_empty() {
            return Some(usual);
        }
        if let Some(year) = SchoolYear::parse(&answer) {
            return Some(year);
        }
        dialogue.say(&format!("Непонятно, какой это год. Напишите так: {}", usual.slug()));
    }
}

fn district(given: Option<&str>) -> Option<String> {
    given.map(one_line).filter(|district| !district.is_empty())
}

/// The year that a plan is most likely for.
fn usual_year(today: NaiveDate) -> SchoolYear {
    let has_ended = today.month() >= MONTH_OF_COMING_YEAR;
    SchoolYear::beginning(if has_ended { today.year() } else { today.year() - 1 })
}

fn what_next(folder: &Path, answers: &Answers) -> String {
    let is_here = folder.components().eq([Component::CurDir]);
    let root = if is_here { String::new() } else { format!(" --root \"{}\"", folder.display()) };
    let shown = if is_here {
        "в этой папке".to_owned()
    } else {
        format!("в папке {}", folder.display())
    };
    plain::text(&format!(
        "Готово: сайт создан {shown}\n\
         \n\
         Что дальше:\n\
         \n\
         1. Посмотрите, что получилось: выберите в списке «Показать сайт» или наберите команду\n   kartoteka serve --open{root}\n\
         2. Замените примеры своими текстами. Они лежат в папке content, пояснения стоят в самих файлах.\n   \
         Начните с association.yaml и plans/{}.yaml.\n\
         3. Проверьте тексты и соберите сайт: «Проверить тексты» и «Собрать сайт» в том же списке, или\n   kartoteka check{root}\n   kartoteka build{root}\n\
         \n\
         Список появляется, когда программу запускают двойным щелчком. То же сказано в файле «ПРОЧТИ МЕНЯ.txt».",
        answers.year.slug()
    ))
}

#[cfg(test)]
mod site_tests {
    use super::super::dialogue::Script;
    use super::*;

    fn arguments(name: Option<&str>) -> NewArguments {
        NewArguments {
            folder: Some("сайт".into()),
            name: name.map(str::to_owned),
            district: None,
            school_year: None,
            today: NaiveDate::from_ymd_opt(2026, 8, 20),
        }
    }

    #[test]
    fn what_is_not_given_is_asked() {
        let mut script = Script::new(&[" РМО \u{200b} «Книга» ", "Примерный\tрайон", "потом", "2027/28"]);
        let answers = answers("сайт".as_ref(), &arguments(None), &mut script).ok().expect("answers");
        assert_eq!(answers.name, "РМО «Книга»");
        assert_eq!(answers.district.as_deref(), Some("Примерный район"));
        assert_eq!(answers.year, SchoolYear::beginning(2027));
        assert!(
            script
                .said
                .contains("Например: РМО школьных библиотекарей Примерного района\nПросто Enter вернёт")
        );
        assert!(script.said.contains("Напишите так: 2026-2027"), "{}", script.said);
    }

    #[test]
    fn enter_takes_what_is_usual() {
        let mut script = Script::new(&["", ""]);
        let answers = answers("сайт".as_ref(), &arguments(Some("РМО")), &mut script).ok().expect("answers");
        assert_eq!(
            answers,
            Answers { name: "РМО".into(), district: None, year: SchoolYear::beginning(2026) }
        );
    }

    #[test]
    fn without_answers_there_is_no_site() {
        for said in [&[][..], &[""], &["РМО"], &["РМО", ""]] {
            assert!(answers("сайт".as_ref(), &arguments(None), &mut Script::new(said)).is_err(), "{said:?}");
        }
    }

    #[test]
    fn the_usual_year_turns_in_june() {
        let year = |month| usual_year(NaiveDate::from_ymd_opt(2026, month, 1).expect("a date")).year();
        assert_eq!([1, 5, 6, 8, 12].map(year), [2025, 2025, 2026, 2026, 2026]);
    }
}
