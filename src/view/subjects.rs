//! «Указатель»: what the site is about in the order of the alphabet, as at the end of a book.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::schedule::Order;
use super::{Frame, LinkView, Page, frame, schedule};
use crate::model::{Document, Owner, Site, Subject};
use crate::russian::collation;
use crate::russian::plural::plural;
use crate::russian::transliteration;
use crate::russian::typography::typeset;

/// The part of the index that stands on a page of its own.
#[derive(Serialize)]
pub struct SubjectsView {
    /// What every page has.
    pub frame: Frame,
    /// All letters.
    pub letters: Vec<LinkView>,
    /// This one.
    pub letter: LetterView,
}

/// What begins with a letter.
#[derive(Clone, Debug, Serialize)]
pub struct LetterView {
    /// The letter: `А`, `A–Z`, `0–9`.
    pub letter: String,
    /// Its id on the page.
    pub id: String,
    /// The entries.
    pub entries: Vec<SubjectView>,
}

/// An entry of the index.
#[derive(Clone, Debug, Serialize)]
pub struct SubjectView {
    /// What it is about.
    pub name: String,
    /// Where it leads itself.
    pub href: Option<String>,
    /// Where it is spoken of.
    pub links: Vec<LinkView>,
    /// «и ещё 17», where those were too many.
    pub more: Option<String>,
}

/// A letter with a page of its own: its part of the address.
pub type Letter = &'static str;

/// As many entries stand on one page; a longer index has a page for each letter.
const ENTRIES_ON_A_PAGE: usize = 120;
/// As many links stand below an entry. Who wants them all filters the list of materials or searches.
const LINKS_OF_AN_ENTRY: usize = 12;

/// The letters under which entries stand, with the part of the address of each; ё stands beside е. Slugs of letters are
/// not always their own (э and е), so they are listed.
const LETTERS: [(char, Letter); 29] = [
    ('А', "a"),
    ('Б', "b"),
    ('В', "v"),
    ('Г', "g"),
    ('Д', "d"),
    ('Е', "e"),
    ('Ж', "zh"),
    ('З', "z"),
    ('И', "i"),
    ('Й', "j"),
    ('К', "k"),
    ('Л', "l"),
    ('М', "m"),
    ('Н', "n"),
    ('О', "o"),
    ('П', "p"),
    ('Р', "r"),
    ('С', "s"),
    ('Т', "t"),
    ('У', "u"),
    ('Ф', "f"),
    ('Х', "kh"),
    ('Ц', "ts"),
    ('Ч', "ch"),
    ('Ш', "sh"),
    ('Щ', "shch"),
    ('Э', "eh"),
    ('Ю', "yu"),
    ('Я', "ya"),
];
const LATIN: Letter = "latin";
const OTHER: Letter = "0-9";

/// The letters that have a page of their own: none where the whole index stands on the page of the search.
pub(super) fn letters(site: &Site) -> Vec<Letter> {
    let mut names = BTreeSet::new();
    each(site, |name, _| {
        names.insert(name.to_owned());
    });
    if names.len() <= ENTRIES_ON_A_PAGE {
        return Vec::new();
    }
    let used: BTreeSet<Letter> = names.iter().map(|name| letter_of(name)).collect();
    order().filter(|letter| used.contains(letter)).collect()
}

/// What the letter is called.
pub(super) fn letter_title(letter: Letter) -> String {
    match letter {
        OTHER => "0–9".to_owned(),
        LATIN => "A–Z".to_owned(),
        letter => {
            let known = LETTERS.iter().find(|(_, slug)| *slug == letter);
            known.map(|(letter, _)| letter.to_string()).unwrap_or_default()
        }
    }
}

/// The page of a letter.
pub(super) fn view(site: &Site, page: &Page, letter: Letter) -> SubjectsView {
    let mut sections = sections(site, page, Some(letter));
    SubjectsView {
        frame: Frame::new(site, page, &frame::title(site, page), None),
        letters: letter_links(site, page),
        letter: sections.pop().unwrap_or(LetterView {
            letter: letter_title(letter),
            id: String::new(),
            entries: Vec::new(),
        }),
    }
}

/// The links to the pages of letters.
pub(super) fn letter_links(site: &Site, page: &Page) -> Vec<LinkView> {
    let letters = letters(site).into_iter();
    letters.map(|letter| frame::link(site, page, &Page::Subjects(letter), &letter_title(letter))).collect()
}

/// The entries under their letters: all, or those of one.
pub(super) fn sections(site: &Site, page: &Page, only: Option<Letter>) -> Vec<LetterView> {
    let mut entries: BTreeMap<collation::Key, (String, Vec<Page>)> = BTreeMap::new();
    each(site, |name, to| {
        if only.is_none_or(|letter| letter_of(name) == letter) {
            let name = frame::sentence(name);
            let (_, pages) = entries.entry(collation::key(&name)).or_insert_with(|| (name, Vec::new()));
            if !pages.contains(&to) || pages.len() > LINKS_OF_AN_ENTRY {
                pages.push(to);
            }
        }
    });
    let mut letters: BTreeMap<Letter, Vec<SubjectView>> = BTreeMap::new();
    for (_, (name, pages)) in entries {
        letters.entry(letter_of(&name)).or_default().push(subject(site, page, name, &pages));
    }
    let found = order().filter_map(|letter| {
        let entries = letters.remove(letter)?;
        Some(LetterView { letter: letter_title(letter), id: format!("_letter-{letter}"), entries })
    });
    found.collect()
}

/// An entry that is the name of its only page is a link itself.
fn subject(site: &Site, from: &Page, name: String, pages: &[Page]) -> SubjectView {
    let title = |page: &Page| typeset(&link_title(site, page));
    if let [only] = pages
        && title(only).to_lowercase() == name.to_lowercase()
    {
        let href = Some(super::route::link(site, from, only));
        return SubjectView { name, href, links: Vec::new(), more: None };
    }
    let shown = &pages[..pages.len().min(LINKS_OF_AN_ENTRY)];
    let left = pages.len() - shown.len();
    let more = (left > 0)
        .then(|| format!("и ещё {left} {}", plural(left as u64, "страница", "страницы", "страниц")));
    let links = shown.iter().map(|page| frame::link(site, from, page, &link_title(site, page)));
    SubjectView { name, href: None, links: links.collect(), more }
}

fn link_title(site: &Site, page: &Page) -> String {
    match page {
        Page::Of(Subject::Plan(association, plan)) => {
            let of = &site.associations[*association];
            let plan = frame::plan_title(&of.plans[*plan]);
            if site.portal { format!("{plan} ({})", of.short_name) } else { plan }
        }
        Page::Schedule(association, ..) if site.portal => {
            format!("{} ({})", frame::title(site, page), site.associations[*association].short_name)
        }
        page => frame::title(site, page),
    }
}

/// Calls `found` with every name that an entry stands under and a page where it is spoken of.
fn each(site: &Site, mut found: impl FnMut(&str, Page)) {
    for owner in site.owners() {
        documents(site, owner, &mut found);
        if let Owner::Association(index) = owner {
            of_association(site, index, &mut found);
        }
        let directory = site.directory_of(owner);
        for (index, person) in directory.people.iter().enumerate() {
            found(&person.name, Page::Person(owner, index));
        }
        for (index, school) in directory.schools.iter().enumerate() {
            found(&school.name, Page::School(owner, index));
        }
    }
}

/// Topics and directions of documents, kinds of materials, forms of meetings.
fn documents(site: &Site, owner: Owner, found: &mut impl FnMut(&str, Page)) {
    let mut shelf: Vec<(Document, Option<&str>)> = Vec::new();
    if let Owner::Association(index) = owner {
        let association = &site.associations[index];
        let meetings = association.meetings.iter().enumerate();
        shelf.extend(
            meetings.map(|(number, meeting)| (Document::Meeting(index, number), meeting.form.as_deref())),
        );
        let materials = association.materials.iter().enumerate();
        shelf.extend(
            materials.map(|(number, material)| (Document::Material(index, number), material.kind.as_deref())),
        );
    }
    shelf.extend((0..site.news_of(owner).len()).map(|number| (Document::News(owner, number), None)));
    shelf.extend((0..site.pages_of(owner).len()).map(|number| (Document::Page(owner, number), None)));
    for (document, kind) in shelf {
        let article = site.article(document);
        let names = article.topics.iter().chain(&article.directions).map(String::as_str).chain(kind);
        names.for_each(|name| found(name, Page::Of(Subject::Document(document))));
    }
}

/// The association, and the directions and sections of its plans.
fn of_association(site: &Site, index: usize, found: &mut impl FnMut(&str, Page)) {
    let association = &site.associations[index];
    if site.has_home(index) {
        found(&association.name, Page::Of(Subject::Home(Owner::Association(index))));
    }
    for (number, plan) in association.plans.iter().enumerate() {
        let directed = schedule::orders(site, index, number).contains(&Order::Directions);
        let planned = association.schedule.iter().filter(|planned| planned.plan == number);
        let directions: BTreeSet<&str> = planned.filter_map(|planned| planned.direction.as_deref()).collect();
        for direction in directions.into_iter().filter(|_| directed) {
            found(direction, Page::Schedule(index, number, Order::Directions));
        }
        let sections = plan.tables().flat_map(|table| &table.sections);
        for heading in sections.filter_map(|section| section.heading.as_deref()) {
            found(heading, Page::Of(Subject::Plan(index, number)));
        }
    }
}

fn order() -> impl Iterator<Item = Letter> {
    LETTERS.iter().map(|(_, slug)| *slug).chain([LATIN, OTHER])
}

fn letter_of(name: &str) -> Letter {
    let first = name.chars().find(|letter| letter.is_alphanumeric()).unwrap_or('0');
    let first = first.to_uppercase().next().map_or(first, |letter| if letter == 'Ё' { 'Е' } else { letter });
    let known = LETTERS.iter().find(|(letter, _)| *letter == first).map(|(_, slug)| *slug);
    known.unwrap_or(
        if transliteration::slug(&first.to_string()).starts_with(|letter: char| letter.is_ascii_alphabetic())
        {
            LATIN
        } else {
            OTHER
        },
    )
}

#[cfg(test)]
mod tests {
    use super::{LATIN, LETTERS, OTHER, letter_of};

    #[test]
    fn every_name_has_its_letter() {
        for (name, letter) in [
            ("ёлка", "e"),
            ("«Ежевика»", "e"),
            ("Этика", "eh"),
            ("Windows", LATIN),
            ("2024", OTHER),
            ("—", OTHER),
        ] {
            assert_eq!(letter_of(name), letter, "{name}");
        }
    }

    #[test]
    fn no_two_letters_share_an_address() {
        let mut slugs: Vec<&str> = LETTERS.iter().map(|(_, slug)| *slug).chain([LATIN, OTHER]).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), LETTERS.len() + 2);
    }
}
