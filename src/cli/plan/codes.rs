//! `kartoteka plan codes`: a stable code for each activity of a plan that has none.

use std::fmt::Write;
use std::fs;
use std::sync::Arc;

use crate::cli::arguments::PlanCodesArguments;
use crate::cli::report::{Sources, report};
use crate::cli::{Outcome, complain, failure, plain, print};
use crate::parse::plan::codes::{Codes, Insertion, codes, with_codes};
use crate::write;

/// Writes the codes, or shows what would be written.
pub(super) fn run(arguments: &PlanCodesArguments) -> Outcome {
    let file = &arguments.file;
    let typed = match fs::read_to_string(file) {
        Ok(typed) => typed,
        Err(error) => return failure::say(&failure::unreadable_file(file, &error)),
    };
    let (mark, text) = match typed.strip_prefix('\u{feff}') {
        Some(text) => ("\u{feff}", text),
        None => ("", typed.as_str()),
    };
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let path: Arc<str> = file.display().to_string().into();
    let unified = text.replace("\r\n", "\n");
    let found = match codes(&path, &unified, &stem) {
        Ok(found) => found,
        Err(diagnostics) => {
            report(diagnostics, &Sources::Text(&path, &unified));
            return Outcome::Mistakes;
        }
    };
    let Some(coded) = with_codes(&path, text, &stem, &found) else {
        complain(&format!(
            "ошибка: в файле {} коды записать не получилось: с ними план читался бы иначе. Файл не тронут.",
            plain::line(&path)
        ));
        return Outcome::Mistakes;
    };
    if arguments.dry_run {
        let difference = difference(&found, &unified);
        if !difference.is_empty() {
            print(&plain::text(difference.trim_end()));
        }
    } else if !found.insertions.is_empty()
        && let Err(refused) = write::replace(file, format!("{mark}{coded}").as_bytes())
    {
        return failure::say(&failure::unwritable_file(file, &refused.error));
    }
    print(&summary(&found, arguments.dry_run));
    Outcome::Done
}

/// The lines that change, as they are and as they would be.
fn difference(found: &Codes, text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut difference = String::new();
    for Insertion { line, column, words, margin } in &found.insertions {
        let Some((before, rest)) = lines.get(*line).map(|line| line.split_at(*column)) else { continue };
        let margin = margin.as_ref().map(|margin| format!("\n+{margin}")).unwrap_or_default();
        let _ = writeln!(difference, "строка {}:\n-{before}{rest}\n+{before}{words}{margin}{rest}", line + 1);
    }
    difference
}

fn summary(found: &Codes, dry_run: bool) -> String {
    let count = found.insertions.len();
    let mut text = match (count, dry_run) {
        (0, _) if found.left_out.is_empty() => "Коды есть у всех мероприятий.".to_owned(),
        (0, _) => "Записывать нечего.".to_owned(),
        (_, true) => format!("Будет записано кодов: {count}. Файл не тронут."),
        (_, false) => format!("Записано кодов: {count}. Адреса мероприятий остались прежними."),
    };
    for (id, line) in &found.left_out {
        let _ = write!(
            text,
            "\nСтрока {line}: здесь кода не записать, мероприятие стоит одним текстом. Разбейте его на поля: «- код: {id}», ниже «что: …»."
        );
    }
    text
}
