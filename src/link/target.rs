//! What an address in a document leads to.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::named::Named;
use super::shelf::{Entry, Shelf};
use super::unpublished::Unpublished;
use crate::model::body::{AssetHome, Heading};
use crate::model::relative;
use crate::model::{Document, Owner, Subject};
use crate::russian::transliteration::{file_name, slug};
use crate::source;

/// How many broken links get a suggestion.
const MOST_GUESSES: usize = 200;

/// Everything that a link can lead to, by its path below the content folder.
pub(super) struct Targets<'p> {
    pub(super) pages: BTreeMap<String, PageTarget>,
    assets: &'p BTreeMap<String, source::Asset>,
    pub(super) left_out: LeftOut<'p>,
    owners: BTreeMap<&'p str, Owner>,
    guesses: Cell<usize>,
}

/// What is there and no part of the site.
#[derive(Clone, Copy)]
pub(super) struct LeftOut<'p> {
    /// The files whose own mistakes have been reported.
    pub(super) unread: &'p BTreeSet<String>,
    /// The drafts that nobody asked for.
    pub(super) drafts: &'p Named,
    /// The materials that must not be published.
    pub(super) unpublished: &'p Unpublished,
}

/// A page.
#[derive(Debug, PartialEq)]
pub(super) struct PageTarget {
    subject: Subject,
    anchors: Anchors,
}

/// The ids on a page that a link may name.
#[derive(Debug)]
enum Anchors {
    /// Those of activities.
    Ids(Vec<String>),
    /// Those of headings, whose words the author may use as well.
    Headings(Arc<[Heading]>),
}

impl PartialEq for Anchors {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ids(one), Self::Ids(other)) => one == other,
            (Self::Headings(one), Self::Headings(other)) => Arc::ptr_eq(one, other) || one == other,
            _ => false,
        }
    }
}

/// What an address turned out to be.
pub(super) enum Found<'p> {
    /// An id on the same page or on another.
    Page(Subject, Option<String>),
    /// A file.
    Asset(&'p str, &'p source::Asset),
    /// Another site, a mailbox, a telephone.
    Elsewhere(String),
    /// A file whose own mistakes have been reported.
    Unread,
}

/// Why an address leads nowhere: what is wrong, and how to mend it.
pub(super) struct Lost {
    pub(super) message: String,
    pub(super) hint: String,
}

impl<'p> Targets<'p> {
    pub(super) fn new(
        assets: &'p BTreeMap<String, source::Asset>,
        left_out: LeftOut<'p>,
        folders: &'p [String],
        shelves: &BTreeMap<String, Shelf>,
    ) -> Self {
        let owners = BTreeMap::from([("", Owner::Portal)]);
        let mut targets = Self { pages: BTreeMap::new(), assets, left_out, owners, guesses: Cell::new(0) };
        let owners =
            folders.iter().enumerate().map(|(index, folder)| (folder.as_str(), Owner::Association(index)));
        targets.owners.extend(owners);
        for (folder, owner) in targets.owners.clone() {
            let source = if folder.is_empty() {
                "association.yaml".to_owned()
            } else {
                format!("{folder}/association.yaml")
            };
            if owner != Owner::Portal {
                targets.pages.insert(
                    source,
                    PageTarget { subject: Subject::Home(owner), anchors: Anchors::Ids(Vec::new()) },
                );
            }
        }
        for (folder, shelf) in shelves {
            let Some(&owner) = targets.owners.get(folder.as_str()) else { continue };
            targets.add_shelf(owner, shelf);
        }
        targets
    }

    fn add_shelf(&mut self, owner: Owner, shelf: &Shelf) {
        let mut add = |source: &str, subject: Subject, anchors: Anchors| {
            self.pages.insert(source.to_owned(), PageTarget { subject, anchors });
        };
        if let Owner::Association(association) = owner {
            for (index, plan) in shelf.plans.iter().enumerate() {
                let activities = plan.value.plan.activities();
                let ids = activities.iter().map(|activity| activity.id.0.clone());
                add(&plan.source, Subject::Plan(association, index), Anchors::Ids(ids.collect()));
            }
            for analysis in &shelf.analyses {
                let subject = Subject::Analysis(association, analysis.value.year);
                let headings = Arc::clone(&analysis.value.body.headings);
                add(&analysis.source, subject, Anchors::Headings(headings));
            }
            add_entries(
                &shelf.meetings,
                |index| Subject::Document(Document::Meeting(association, index)),
                &mut add,
            );
            add_entries(
                &shelf.materials,
                |index| Subject::Document(Document::Material(association, index)),
                &mut add,
            );
        }
        add_entries(&shelf.news, |index| Subject::Document(Document::News(owner, index)), &mut add);
        add_entries(&shelf.pages, |index| Subject::Document(Document::Page(owner, index)), &mut add);
    }

    /// What `address` in the file `source` leads to.
    pub(super) fn find(&self, source: &str, address: &str) -> Result<Found<'p>, Lost> {
        let address = address.trim();
        if let Some(elsewhere) = elsewhere(address)? {
            return Ok(Found::Elsewhere(elsewhere));
        }
        let (path, anchor) =
            address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
        let path = decoded(path);
        let path = if path.is_empty() { source.to_owned() } else { joined(source, &path)? };
        if let Some((source, page)) = self.page(&path) {
            let anchor = anchor.filter(|anchor| !anchor.is_empty());
            let id = anchor.map(|anchor| page.anchor(source, &decoded(anchor))).transpose()?;
            return Ok(Found::Page(page.subject, id));
        }
        match self.asset(&path)? {
            Some((path, asset)) => Ok(Found::Asset(path, asset)),
            None if self.left_out.unread.contains(&path) => Ok(Found::Unread),
            None => Err(self.lost(source, &path, address)),
        }
    }

    /// The file that a field names: its name as it stands, `#` and all, else what a link of these words leads to.
    pub(super) fn file(&self, source: &str, name: &str) -> Result<Found<'p>, Lost> {
        let exact = joined(source, name).ok().map(|path| self.asset(&path)).transpose()?.flatten();
        exact.map_or_else(|| self.find(source, name), |(path, asset)| Ok(Found::Asset(path, asset)))
    }

    /// The file at `path`; a mistake where it lies with a material that must not be published.
    fn asset(&self, path: &str) -> Result<Option<(&'p str, &'p source::Asset)>, Lost> {
        let unpublished = self.left_out.unpublished;
        if unpublished.has_beside(path) && !unpublished.is_page(path) {
            return Err(Lost {
                message: "Этот файл лежит в папке материала, который не публикуют, и на сайт не попадёт"
                    .to_owned(),
                hint: "Уберите ссылку или строку «публиковать: нет» из шапки того материала.".to_owned(),
            });
        }
        Ok(self.assets.get_key_value(path).map(|(path, asset)| (path.as_str(), asset)))
    }

    /// Where the file at `path` is published, and the folders below that.
    pub(super) fn home(&self, path: &str) -> (AssetHome, Vec<String>) {
        let owner_of = |folder: &str| self.owners.get(folder).copied();
        let (folder, owner) = match path.split_once('/') {
            Some((first, _)) if !first.is_empty() && owner_of(first).is_some() => (first, owner_of(first)),
            _ => ("", owner_of("")),
        };
        let inner = path[folder.len()..].trim_start_matches('/');
        let mut folders: Vec<String> = inner.split('/').map(str::to_owned).collect();
        folders.pop();
        if folders.len() >= 2 {
            let index = path[..path.len() - inner.len()].to_owned() + &folders[..2].join("/") + "/index.md";
            if let Some(PageTarget { subject: Subject::Document(document), .. }) =
                self.pages.get(index.as_str())
            {
                return (AssetHome::Document(*document), folders.split_off(2));
            }
        }
        (AssetHome::Files(owner.unwrap_or(Owner::Portal)), folders)
    }

    /// The page of the source file at `path`, or of the document whose folder or name without extension it is.
    fn page(&self, path: &str) -> Option<(&str, &PageTarget)> {
        let bare = path.trim_end_matches('/');
        let known = |form: &str| self.pages.get_key_value(form).map(|(source, page)| (source.as_str(), page));
        let ends = ["/index.md", ".md", ".yaml"];
        known(path).or_else(|| ends.iter().find_map(|end| known(&format!("{bare}{end}"))))
    }

    fn lost(&self, source: &str, path: &str, address: &str) -> Lost {
        if self.left_out.unpublished.is_page(path) {
            return Lost {
                message: "Ссылка ведёт на материал, который не публикуют".to_owned(),
                hint: "Уберите ссылку или строку «публиковать: нет» из его шапки.".to_owned(),
            };
        }
        if self.left_out.drafts.contains_key(path) {
            return Lost {
                message: "Ссылка ведёт на черновик, которого на сайте не будет".to_owned(),
                hint: "Уберите из его шапки строку «черновик: да» или саму ссылку.".to_owned(),
            };
        }
        if let Some(lost) = incomplete(address) {
            return lost;
        }
        let hint = match self.likely(source, path) {
            Some(likely) => {
                format!("Возможно, вы имели в виду «{}».", relative(source, likely))
            }
            None => {
                "Проверьте имя и папку: путь пишется от папки этого файла, например ../materials/kvest.md; \
                     адрес другого сайта начинается с https://"
                    .to_owned()
            }
        };
        Lost { message: format!("Такого файла нет: «{path}»"), hint }
    }

    /// The file that the author of `source` most likely meant by `path`.
    fn likely(&self, source: &str, path: &str) -> Option<&str> {
        // Each guess compares all names; a site with more mistakes than this has another problem.
        self.guesses.set(self.guesses.get() + 1);
        if self.guesses.get() > MOST_GUESSES {
            return None;
        }
        let known = || {
            self.pages.keys().chain(self.assets.keys()).map(String::as_str).filter(|known| *known != source)
        };
        let name = |path: &str| file_name(path.rsplit('/').next().unwrap_or_default());
        let wanted = name(path);
        let allowed = (wanted.chars().count() / 4).max(1);
        let distances = known().map(|known| (strsim::osa_distance(&name(known), &wanted), known));
        let nearest = distances.filter(|(distance, _)| *distance <= allowed).min();
        let same_name = known().find(|known| name(known) == wanted && wanted != "index.md");
        // Explorer hides extensions: «Протокол» means «Протокол.docx» beside it.
        let without_extension = || {
            let beside = |known: &&str| {
                let stem = known.rsplit_once('.').map(|(stem, _)| stem);
                stem.is_some_and(|stem| slug(stem) == slug(path)) && !wanted.contains('.')
            };
            known().find(beside)
        };
        same_name.or_else(without_extension).or(nearest.map(|(_, known)| known))
    }
}

impl PageTarget {
    /// The id that `words` mean: the id itself, or the words of the heading.
    fn anchor(&self, source: &str, words: &str) -> Result<String, Lost> {
        let made = slug(words);
        let found = match &self.anchors {
            Anchors::Ids(ids) => {
                ids.iter().find(|id| *id == words).or_else(|| ids.iter().find(|id| **id == made))
            }
            Anchors::Headings(headings) => {
                let exact = headings.iter().find(|heading| heading.id == words);
                let meant = |heading: &&Heading| heading.id == made || slug(&heading.text) == made;
                let meant = || headings.iter().filter(|_| !made.is_empty()).find(meant);
                exact.or_else(meant).map(|heading| &heading.id)
            }
        };
        found.cloned().ok_or_else(|| Lost {
            message: format!("В файле «{source}» нет места «{words}»"),
            hint: "После знака # пишут заголовок из этого файла слово в слово.".to_owned(),
        })
    }
}

fn add_entries<K>(
    entries: &[Entry<K>],
    subject: impl Fn(usize) -> Subject,
    add: &mut impl FnMut(&str, Subject, Anchors),
) {
    for (index, entry) in entries.iter().enumerate() {
        let headings = Arc::clone(&entry.document.value.body.headings);
        add(&entry.document.source, subject(index), Anchors::Headings(headings));
    }
}

/// An address outside the site; a mistake where it must not be published.
fn elsewhere(address: &str) -> Result<Option<String>, Lost> {
    let lower = address.to_lowercase();
    let drive = lower.as_bytes().get(1) == Some(&b':')
        && lower.starts_with(|letter: char| letter.is_ascii_alphabetic());
    if drive || lower.starts_with("file:") || address.starts_with("\\\\") {
        return Err(Lost {
            message: "Ссылка ведёт на диск вашего компьютера, другим она не откроется".to_owned(),
            hint: "Положите файл в папку рядом с этой страницей и напишите его имя, например файл.pdf"
                .to_owned(),
        });
    }
    if address.is_empty() {
        return Err(Lost {
            message: "Пустая ссылка".to_owned(),
            hint: "Напишите в скобках, куда она ведёт.".to_owned(),
        });
    }
    if lower.starts_with("www.") || lower.starts_with("//") {
        return Err(Lost {
            message: "Адрес другого сайта записан не полностью".to_owned(),
            hint: format!("Напишите https://{}", address.trim_start_matches('/')),
        });
    }
    if let Some(rest) = half_written(address, &lower) {
        return Err(Lost {
            message: "Адрес другого сайта записан с ошибкой".to_owned(),
            hint: format!("Напишите https://{rest}"),
        });
    }
    if ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme)) {
        return Ok(Some(address.to_owned()));
    }
    let scheme = lower.split_once(':').map(|(scheme, _)| scheme);
    match scheme {
        Some(scheme) if scheme.chars().all(|letter| letter.is_ascii_alphanumeric()) => Err(Lost {
            message: format!("Ссылки вида «{scheme}:» на сайте не публикуются"),
            hint: "Можно ссылаться на файлы сайта, на https://…, mailto:… и tel:…".to_owned(),
        }),
        _ => Ok(None),
    }
}

/// What stands behind a beginning that was to be `https://`: `http:/a.ru`, `https//a.ru`, `https:\\a.ru`.
fn half_written<'a>(address: &'a str, lower: &str) -> Option<&'a str> {
    let scheme = ["https", "http"].into_iter().find(|scheme| lower.starts_with(scheme))?;
    let rest = &address[scheme.len()..];
    let signs = rest.len() - rest.trim_start_matches([':', '/', '\\', ';']).len();
    let beginning = &rest[..signs];
    let meant = !matches!(beginning, "" | "://") && (beginning.contains(':') || beginning.len() > 1);
    (meant && rest.len() > signs).then(|| &rest[signs..])
}

/// What is missing of an address that is no file: a mailbox and a telephone go by their scheme.
fn incomplete(address: &str) -> Option<Lost> {
    let mailbox = address.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !address.contains(['/', '\\', ' ']) && !host.contains('@')
    });
    if mailbox {
        return Some(Lost {
            message: "Адрес электронной почты записан не полностью".to_owned(),
            hint: format!("Напишите mailto:{address}"),
        });
    }
    let sign = |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '-' | '(' | ')' | ' ');
    let digits: String = address.chars().filter(char::is_ascii_digit).collect();
    let number = match (digits.len(), digits.strip_prefix('8')) {
        (11, Some(rest)) => format!("+7{rest}"),
        (11, None) => format!("+{digits}"),
        _ => digits,
    };
    (address.chars().all(sign) && number.len() >= 5).then(|| Lost {
        message: "Номер телефона записан не полностью".to_owned(),
        hint: format!("Напишите tel:{number}"),
    })
}

pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// The path below the content folder that `path` in the file `source` means.
pub(super) fn joined(source: &str, path: &str) -> Result<String, Lost> {
    let path = path.replace('\\', "/");
    let mut parts: Vec<&str> = source.split('/').collect();
    parts.pop();
    if path.starts_with('/') {
        parts.clear();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.pop().is_none() => {
                return Err(Lost {
                    message: "Ссылка выходит за пределы папки content".to_owned(),
                    hint: "Уберите лишние «../» в начале пути.".to_owned(),
                });
            }
            ".." => {}
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_from_the_file_they_stand_in() {
        let join = |path| joined("nevyansk/meetings/a/index.md", path).ok();
        assert_eq!(join("фото.jpg").as_deref(), Some("nevyansk/meetings/a/фото.jpg"));
        assert_eq!(join("../../plans/2024-2025.yaml").as_deref(), Some("nevyansk/plans/2024-2025.yaml"));
        assert_eq!(join("..\\б.md").as_deref(), Some("nevyansk/meetings/б.md"));
        assert_eq!(join("/site.yaml").as_deref(), Some("site.yaml"));
        assert_eq!(join("../../../../x.md"), None);
    }

    #[test]
    fn what_is_missing_of_an_address_is_said() {
        let hint = |address: &str| match elsewhere(address) {
            Err(lost) => Some(lost.hint),
            Ok(_) => incomplete(address).map(|lost| lost.hint),
        };
        for (address, remedy) in [
            ("http:/a.ru/b", "Напишите https://a.ru/b"),
            ("https//a.ru", "Напишите https://a.ru"),
            ("HTTPS:\\\\a.ru", "Напишите https://a.ru"),
            ("https:a.ru", "Напишите https://a.ru"),
            ("metod@school.example", "Напишите mailto:metod@school.example"),
            ("8-800-000-00-00", "Напишите tel:+78000000000"),
            ("+7 (343) 000-00-00", "Напишите tel:+73430000000"),
            ("2-12-34", "Напишите tel:21234"),
        ] {
            assert_eq!(hint(address).as_deref(), Some(remedy), "{address}");
        }
        for address in ["https/план.md", "http.md", "2024-2025.yaml", "план@дом/а.md", "12"] {
            assert_eq!(hint(address), None, "{address}");
        }
    }

    #[test]
    fn addresses_of_ones_own_disk_are_refused() {
        for address in
            ["file:///C:/a.pdf", "C:\\Users\\a.pdf", "\\\\server\\a.pdf", "javascript:x()", "", "www.a.ru"]
        {
            assert!(elsewhere(address).is_err(), "{address}");
        }
        for address in ["../a.md", "план.md", "Раздел: план.md"] {
            assert!(matches!(elsewhere(address), Ok(None)), "{address}");
        }
    }
}
