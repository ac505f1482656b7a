//! `kartoteka import`: a document of Word or Excel becomes a plan, a meeting or a material of the site.

#[cfg(test)]
mod tests;

use std::fmt::Write;
use std::io::Read;
use std::path::Path;

use super::arguments::{ImportArguments, ImportKind, PlaceArguments};
use super::dialogue::Dialogue;
use super::failure::{self, Words};
use super::new::place::{Place, Whose};
use super::{Outcome, plain, report};
use crate::import::{self, Document, Doubt, ImportedPage, ImportedPlan, PageKind};
use crate::parse::plan;
use crate::period::SchoolYear;
use crate::russian::plural::plural;
use crate::russian::transliteration::beginning;
use crate::{source, write};

/// A larger file is no plan.
const LARGEST_FILE: u64 = 200 << 20;

/// No more letters of a document's own words are shown with a doubt.
const LONGEST_WORDS: usize = 160;

/// Imports the document.
pub(super) fn run(arguments: &ImportArguments, dialogue: &mut dyn Dialogue) -> Outcome {
    match imported(arguments, dialogue) {
        Ok(()) => Outcome::Done,
        Err(words) => failure::say(&words),
    }
}

fn imported(arguments: &ImportArguments, dialogue: &mut dyn Dialogue) -> Result<(), Words> {
    let file = &arguments.file;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let document =
        import::read(&name, &bytes(file)?).map_err(|refusal| failure::not_imported(file, &refusal))?;
    if arguments.kind.is_none() && import::looks_like_protocol(&document) {
        return Err(failure::looks_like_protocol(file));
    }
    let place = found(&arguments.place, dialogue)?;
    match arguments.kind.unwrap_or(ImportKind::Plan) {
        ImportKind::Plan => plan(arguments, &document, &name, &place, dialogue),
        ImportKind::Meeting => page(arguments, &document, &name, &place, PageKind::Meeting, dialogue),
        ImportKind::Material => page(arguments, &document, &name, &place, PageKind::Material, dialogue),
    }
}

fn found(arguments: &PlaceArguments, dialogue: &mut dyn Dialogue) -> Result<Place, Words> {
    Place::find(arguments, "import ФАЙЛ", Whose::Association, dialogue)
}

fn bytes(file: &Path) -> Result<Vec<u8>, Words> {
    let (opened, length) = source::open(file).map_err(|error| failure::no_document(file, &error))?;
    if length > LARGEST_FILE {
        return Err(failure::document_too_large(file, LARGEST_FILE >> 20));
    }
    let mut bytes = Vec::new();
    opened.take(LARGEST_FILE).read_to_end(&mut bytes).map_err(|error| failure::no_document(file, &error))?;
    Ok(bytes)
}

fn plan(
    arguments: &ImportArguments,
    document: &Document,
    name: &str,
    place: &Place,
    dialogue: &mut dyn Dialogue,
) -> Result<(), Words> {
    let imported = match import::plan(document, name, arguments.school_year) {
        Err(refusal) if refusal.lacks_year && dialogue.is_live() => {
            let year = asked_year(dialogue).ok_or_else(failure::unanswered)?;
            import::plan(document, name, Some(year))
        }
        imported => imported,
    };
    let ImportedPlan { year, text, doubts } =
        imported.map_err(|refusal| failure::not_imported(&arguments.file, &refusal))?;
    let standing = place.plans.iter().find(|plan| plan.value.plan.year == year);
    let standing = standing.and_then(|plan| plan.path.rsplit('/').next());
    let target = standing.map_or_else(|| format!("{}.yaml", year.slug()), str::to_owned);
    let shown = format!("{}plans/{target}", place.shown);
    let made = plan::parse(&shown.as_str().into(), &text, &year.slug());
    let Some(made) = made.value.filter(|_| !made.diagnostics.has_errors()) else {
        return Err(failure::import_lost(&arguments.file));
    };
    let file = place.folder.join("plans").join(&target);
    let counts = counts(made.plan.tables().count(), made.plan.activities().len());
    let said = format!("план на {year} учебный год ({counts})");
    put(arguments, &said, &[(file, text.clone().into_bytes())], &shown, dialogue)?;
    dialogue.say(&plain::text(&told(&said, &shown, &doubts, arguments.dry_run, next(dialogue))));
    if !arguments.dry_run {
        report::report(place.doubts_about(&shown), &report::Sources::Text(&shown, &text));
    }
    Ok(())
}

fn page(
    arguments: &ImportArguments,
    document: &Document,
    name: &str,
    place: &Place,
    kind: PageKind,
    dialogue: &mut dyn Dialogue,
) -> Result<(), Words> {
    let ImportedPage { title, date, text, files, doubts } =
        import::page(document, name, kind, arguments.date);
    let folder = match kind {
        PageKind::Meeting => "meetings",
        PageKind::Material => "materials",
    };
    let stem = beginning(&title);
    let day = date.filter(|_| kind == PageKind::Meeting).map(|date| date.format("%Y-%m-%d").to_string());
    let parts: Vec<String> = day.into_iter().chain((!stem.is_empty()).then_some(stem)).collect();
    let stem = if parts.is_empty() { "dokument".to_owned() } else { parts.join("-") };
    let home = place.folder.join(folder).join(&stem);
    let shown = format!("{}{folder}/{stem}/index.md", place.shown);
    let index = (home.join("index.md"), text.clone().into_bytes());
    let pictures = files.into_iter().map(|(name, bytes)| (home.join(name), bytes));
    let all: Vec<_> = std::iter::once(index).chain(pictures).collect();
    let said = format!("«{title}»");
    put(arguments, &said, &all, &shown, dialogue)?;
    dialogue.say(&plain::text(&told(&said, &shown, &doubts, arguments.dry_run, next(dialogue))));
    if !arguments.dry_run {
        report::report(place.doubts_about(&shown), &report::Sources::Text(&shown, &text));
    }
    Ok(())
}

/// Writes the files, the first of which is shown to the author; nothing is overwritten unless somebody says so.
fn put(
    arguments: &ImportArguments,
    said: &str,
    files: &[(std::path::PathBuf, Vec<u8>)],
    shown: &str,
    dialogue: &mut dyn Dialogue,
) -> Result<(), Words> {
    if arguments.dry_run {
        return Ok(());
    }
    let stands = files.iter().any(|(file, _)| file.exists());
    if stands && !arguments.replace && !(dialogue.is_live() && may_replace(shown, dialogue)?) {
        return Err(failure::import_is_there(said, shown));
    }
    for (file, bytes) in files {
        let written = if file.exists() { write::replace(file, bytes) } else { write::add(file, bytes) };
        written.map_err(|failure| failure::not_added(&failure))?;
    }
    Ok(())
}

fn may_replace(shown: &str, dialogue: &mut dyn Dialogue) -> Result<bool, Words> {
    let question = format!(
        "Файл {shown} уже есть. Заменить его? Напишите «да» и нажмите Enter; просто Enter оставит его как есть:"
    );
    let answer = dialogue.ask(&question).ok_or_else(failure::unanswered)?;
    Ok(answer.to_lowercase().starts_with('д'))
}

/// The year that is named; nothing where the question is passed over.
fn asked_year(dialogue: &mut dyn Dialogue) -> Option<SchoolYear> {
    let question = format!(
        "В документе не сказано, на какой учебный год план. Напишите его, например 2026-2027.\n{}:",
        dialogue.way_out()
    );
    loop {
        let answer = dialogue.ask(&question).filter(|answer| !answer.is_empty())?;
        if let Some(year) = SchoolYear::parse(&answer) {
            return Some(year);
        }
        dialogue.say("Непонятно, какой это год.");
    }
}

fn counts(tables: usize, activities: usize) -> String {
    format!(
        "{tables} {}, {activities} {}",
        plural(tables as u64, "таблица", "таблицы", "таблиц"),
        plural(activities as u64, "мероприятие", "мероприятия", "мероприятий")
    )
}

/// What was made, and what its author should look at.
fn told(said: &str, shown: &str, doubts: &[Doubt], dry_run: bool, next: &str) -> String {
    let mut text = if dry_run {
        format!("Получится {said}, файл {shown}. Пока ничего не записано.\n")
    } else {
        format!("Готово: {said}, файл {shown}\n")
    };
    if doubts.is_empty() {
        text.push_str("Сомнений нет, но сверьте с документом.\n");
    } else {
        let count = doubts.len() as u64;
        let _ = writeln!(
            text,
            "\nСверьте с документом {count} {} (над каждым в файле стоит «в документе»):",
            plural(count, "место", "места", "мест")
        );
        for doubt in doubts {
            let line = doubt.line.map(|line| format!("строка {line} ← ")).unwrap_or_default();
            let words =
                if doubt.words.is_empty() { String::new() } else { format!(": {}", cut(&doubt.words)) };
            let _ = writeln!(text, "- {line}{}. {}{words}", doubt.spot, doubt.message);
        }
    }
    text + "\nПотом посмотрите на сайте: " + next
}

/// How to look at the site, where the author is.
fn next(dialogue: &dyn Dialogue) -> &'static str {
    if dialogue.has_list() {
        "выберите в списке «Показать сайт»"
    } else {
        "kartoteka serve --open"
    }
}

fn cut(words: &str) -> String {
    let letters: Vec<char> = words.chars().collect();
    if letters.len() <= LONGEST_WORDS {
        return words.to_owned();
    }
    letters[..LONGEST_WORDS].iter().chain(&['…']).collect()
}
