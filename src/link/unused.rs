//! Files that no page names: they stay out of the site, and their author must know.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::document::Used;
use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place};
use crate::source::Asset;

/// Extensions in which a text may wait that somebody wanted on the site.
const OFFICE: &[&str] = &["doc", "docx", "odt", "rtf", "ods", "xls", "xlsx", "pdf", "txt"];

/// The documents whose own mistakes have been reported: nobody knows which files they name.
pub(super) struct Unread<'u> {
    /// The folders of those that have one to themselves.
    folders: Vec<&'u str>,
    /// What the others say, in small letters.
    texts: Vec<String>,
}

impl<'u> Unread<'u> {
    /// The files `unread` with what `texts` has of them, by the path that the author knows.
    pub(super) fn new(unread: &'u BTreeSet<String>, texts: &BTreeMap<Arc<str>, Arc<str>>) -> Self {
        let folders = unread.iter().filter_map(|path| {
            let (folder, name) = path.rsplit_once('/')?;
            name.eq_ignore_ascii_case("index.md").then_some(folder)
        });
        let is_unread = |shown: &str| shown.split_once('/').is_some_and(|(_, path)| unread.contains(path));
        let texts = texts.iter().filter(|(shown, _)| is_unread(shown)).map(|(_, text)| text.to_lowercase());
        Self { folders: folders.collect(), texts: texts.collect() }
    }

    /// Whether one of them may name the file at `path`.
    fn may_name(&self, path: &str) -> bool {
        let inside = |folder: &&str| path.strip_prefix(*folder).is_some_and(|rest| rest.starts_with('/'));
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        self.folders.iter().any(inside) || self.texts.iter().any(|text| text.contains(&name))
    }
}

/// Reports each of `assets` that is neither among `used` nor among what stays out on purpose.
pub(super) fn report(
    assets: &BTreeMap<String, Asset>,
    used: &[Used],
    left_out: &BTreeSet<String>,
    unread: &Unread,
    diagnostics: &mut Diagnostics,
) {
    let named = used.iter().map(|used| &used.path).chain(left_out);
    let used: BTreeSet<&str> = named.map(String::as_str).collect();
    let unused = assets.iter().filter(|(path, _)| !used.contains(path.as_str()) && !unread.may_name(path));
    diagnostics.extend(unused.map(|(path, asset)| {
        if let Some(name) = meant_by_notepad(path.rsplit('/').next().unwrap_or(path)) {
            return Diagnostic::error(
                Place::file(&asset.shown),
                "Блокнот дописал к имени файла «.txt», и он остался непрочитанным",
            )
            .hint(format!("Включите в Проводнике показ расширений и переименуйте файл в {name}."));
        }
        let message = "Этот файл ни одна страница не называет, на сайт он не попадёт";
        Diagnostic::warning(Lint::UnusedFile, Place::file(&asset.shown), message).hint(remedy(path))
    }));
}

/// What the author of the file at `path` most likely wanted.
fn remedy(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let office = name
        .rsplit_once('.')
        .is_some_and(|(_, extension)| OFFICE.contains(&extension.to_lowercase().as_str()));
    match folder.rsplit('/').next().unwrap_or_default() {
        "plans" | "планы" if office => {
            "Планы пишут в файлах .yaml, а Word, Excel и PDF Картотека не читает. Перенесите план в \
             файл plans/2024-2025.yaml."
                .to_owned()
        }
        "meetings" | "заседания" | "materials" | "материалы" | "news" | "новости" | "pages" | "страницы"
        | "analysis" | "анализ"
            if office =>
        {
            "Страницы пишут в файлах .md, а Word, Excel и PDF Картотека не читает. Перенесите текст в файл .md; \
             чтобы этот файл можно было скачать, назовите его в шапке страницы под «файлы»."
                .to_owned()
        }
        _ => "Назовите его в шапке страницы под «файлы» или «фото», поставьте на него ссылку или уберите."
            .to_owned(),
    }
}

/// The name that a file had before Notepad saved it.
fn meant_by_notepad(name: &str) -> Option<String> {
    let rest = name.strip_suffix(".txt")?;
    let known = ["association", "site", "calendar", "people", "schools"].contains(&rest);
    if known {
        return Some(format!("{rest}.yaml"));
    }
    [".md", ".yaml", ".yml"].iter().any(|end| rest.ends_with(end)).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_notepad_did_is_undone() {
        assert_eq!(meant_by_notepad("a.md.txt").as_deref(), Some("a.md"));
        assert_eq!(meant_by_notepad("association.txt").as_deref(), Some("association.yaml"));
        assert_eq!(meant_by_notepad("заметки.txt"), None);
    }

    #[test]
    fn the_remedy_knows_the_folder() {
        for (path, words) in [
            ("plans/2024-2025.docx", ".yaml"),
            ("nevyansk/планы/план.PDF", ".yaml"),
            ("meetings/1.doc", ".md"),
            ("news/zal.jpg", "под «файлы» или «фото»"),
            ("план.xlsx", "под «файлы» или «фото»"),
        ] {
            assert!(remedy(path).contains(words), "{path}: {}", remedy(path));
        }
    }

    #[test]
    fn what_an_unread_page_may_name_is_not_spoken_of() {
        let unread = BTreeSet::from(["news/a/index.md".to_owned(), "news/b.md".to_owned()]);
        let texts = BTreeMap::from([("content/news/b.md".into(), "- файл: Зал.JPG".into())]);
        let unread = Unread::new(&unread, &texts);
        assert!(unread.may_name("news/a/x.pdf") && unread.may_name("news/зал.jpg"));
        assert!(!unread.may_name("news/ab.pdf") && !unread.may_name("news/двор.jpg"));
    }
}
