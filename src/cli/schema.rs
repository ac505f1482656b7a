//! `kartoteka schema`: the schemas of the content files, for editors.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::arguments::SchemaArguments;
use super::{Outcome, failure, plain, print};
use crate::russian::plural::plural;
use crate::schema::schemas;

/// Writes the schemas.
pub(super) fn run(arguments: &SchemaArguments) -> Outcome {
    if !arguments.root.is_dir() {
        return failure::say(&failure::no_root(&arguments.root));
    }
    let folder = arguments.out.clone().unwrap_or_else(|| folder_below(&arguments.root));
    match write(&folder) {
        Ok(written) => {
            print(&plain::text(&told(&folder, &written)));
            Outcome::Done
        }
        Err(error) => failure::say(&failure::unwritable_schemas(&folder, &error)),
    }
}

/// Where the schemas of the site at `root` lie.
pub(super) fn folder_below(root: &Path) -> PathBuf {
    root.join(".kartoteka").join("schemas")
}

/// Makes the schemas in `folder` those of this program and touches nothing else there; the names of those that differed.
pub(super) fn write(folder: &Path) -> io::Result<Vec<&'static str>> {
    let schemas = schemas().into_iter();
    let differs =
        |(name, text): &(&str, String)| fs::read_to_string(folder.join(name)).ok().as_ref() != Some(text);
    let different: Vec<(&str, String)> = schemas.filter(differs).collect();
    fs::create_dir_all(folder)?;
    for (name, text) in &different {
        fs::write(folder.join(name), text)?;
    }
    Ok(different.into_iter().map(|(name, _)| name).collect())
}

fn told(folder: &Path, written: &[&str]) -> String {
    let folder = folder.display();
    if written.is_empty() {
        return format!("Подсказки для редактора в папке {folder} не изменились.");
    }
    let count = written.len();
    let files = plural(count as u64, "файл", "файла", "файлов");
    format!(
        "Подсказки для редактора записаны в папку {folder}: {count} {files} ({}).\n\
         Чтобы редактор их увидел, поставьте в начало файла строку с путём от его папки, например в плане:\n\
         # yaml-language-server: $schema=../../.kartoteka/schemas/plan.json",
        written.join(", ")
    )
}
