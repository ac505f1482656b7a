//! Who and which schools have a page: the people who agreed to it, and the schools that are listed or that members name.
//!
//! A school is known by its name and the variants of `schools.yaml`, letter for letter but for case and signs.

use std::collections::{BTreeMap, BTreeSet};

use super::deeds::{Book, Deeds, Known, Published};
use super::document::Linker;
use super::registry::{Agreed, Registry, Roll};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::Owner;
use crate::model::directory::{Directory, Entry, MemberPages, RegisteredPerson, School};
use crate::parse::raw::{RawAssociation, RawMember};
use crate::parse::schools::RawSchool;
use crate::people::Name;
use crate::russian::transliteration::{file_name, slug};

/// The people and schools of every folder.
#[derive(Debug, Default)]
pub(super) struct Directories {
    by_folder: BTreeMap<String, Shelf>,
    portal: bool,
}

/// Those of one folder.
#[derive(Debug, Default)]
struct Shelf {
    people: Vec<RegisteredPerson>,
    schools: Vec<School>,
    /// The schools by what they are called.
    called: BTreeMap<String, usize>,
}

impl Directories {
    /// The people who agreed, and the schools that are listed or that members name.
    pub(super) fn new(
        registry: &Registry,
        schools: &BTreeMap<String, Vec<RawSchool>>,
        described: &BTreeMap<String, Option<RawAssociation>>,
        portal: bool,
        linker: &mut Linker,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut directories = Self { by_folder: BTreeMap::new(), portal };
        // The root comes first: what stands there is everybody's.
        let folders: BTreeSet<&str> = described.keys().map(String::as_str).chain([""]).collect();
        for folder in folders {
            let listed = schools.get(folder).map_or(&[][..], Vec::as_slice);
            let mut shelf = Shelf::default();
            let mut addresses = Addresses::of_schools();
            for raw in listed {
                shelf.list(raw, &mut addresses, linker, diagnostics);
            }
            let described = described.get(folder).and_then(Option::as_ref);
            for RawMember { school, .. } in described.map_or(&[][..], |raw| &raw.members) {
                let Some(school) = school else { continue };
                if directories.shared(folder).is_none_or(|shared| shared.called(&school.value).is_none()) {
                    shelf.name(&school.value, &school.place, &mut addresses, diagnostics);
                }
            }
            let mut addresses = Addresses::of_people();
            for person in registry.agreed(folder) {
                shelf.people.extend(registered(person, &mut addresses, diagnostics));
            }
            directories.by_folder.insert(folder.to_owned(), shelf);
        }
        directories
    }

    /// The shelf that an association's folder shares with the others of a portal.
    fn shared(&self, folder: &str) -> Option<&Shelf> {
        self.by_folder.get("").filter(|_| self.portal && !folder.is_empty())
    }

    /// The portal's own directory.
    pub(super) fn of_portal(&self) -> Directory {
        if self.portal { self.own("", Owner::Portal) } else { Directory::default() }
    }

    /// The directory of the association in `folder`, without what anybody did.
    fn own(&self, folder: &str, owner: Owner) -> Directory {
        let Some(shelf) = self.by_folder.get(folder) else { return Directory::default() };
        let school_of = |person: &RegisteredPerson| self.school(folder, owner, person.school.as_deref()?);
        let people = shelf.people.iter();
        let people =
            people.map(|person| RegisteredPerson { school_page: school_of(person), ..person.clone() });
        Directory { people: people.collect(), schools: shelf.schools.clone(), ..Directory::default() }
    }

    /// The school that is called so in `folder`: one of its own, else of the portal.
    pub(super) fn school(&self, folder: &str, owner: Owner, name: &str) -> Option<Entry> {
        let own = self.by_folder.get(folder).and_then(|shelf| shelf.called(name));
        let shared = || self.shared(folder).and_then(|shelf| shelf.called(name));
        let own = own.map(|index| Entry { owner, index });
        own.or_else(|| shared().map(|index| Entry { owner: Owner::Portal, index }))
    }

    /// The directory of the association in `folder` with what its people and schools did.
    pub(super) fn of_association(
        &self,
        (index, folder): (usize, &str),
        members: &[RawMember],
        roll: &Roll,
        published: Published,
    ) -> Directory {
        let owner = Owner::Association(index);
        let own = self.own(folder, owner);
        let shared = self.shared(folder).map_or_else(Directory::default, |_| self.of_portal());
        let mut book = Book::new(self, folder, owner, roll);
        for (owner, people) in [(owner, &own.people), (Owner::Portal, &shared.people)] {
            for (index, person) in people.iter().enumerate() {
                let entry = Entry { owner, index };
                for name in &person.spellings {
                    book.know(Known { name: name.clone(), person: Some(entry), school: person.school_page });
                }
            }
        }
        let named: Vec<(Option<Name>, Option<Entry>)> =
            members.iter().map(|member| book.member(member)).collect();
        for (name, school) in &named {
            if let Some(name) = name {
                book.know(Known { name: name.clone(), person: None, school: *school });
            }
        }
        let pages = named.iter().map(|(name, school)| MemberPages {
            person: name.as_ref().and_then(|name| book.person(name)),
            school: *school,
        });
        let members = pages.collect();
        let nobody = book.is_empty() && own.schools.is_empty() && shared.schools.is_empty();
        let deeds = if nobody { Deeds::default() } else { book.deeds(published) };
        Directory { deeds: deeds.people, school_deeds: deeds.schools, members, ..own }
    }
}

impl Shelf {
    fn called(&self, name: &str) -> Option<usize> {
        self.called.get(&normalized(name)).copied()
    }

    /// Puts a school of `schools.yaml` on the shelf.
    fn list(
        &mut self,
        raw: &RawSchool,
        addresses: &mut Addresses,
        linker: &mut Linker,
        diagnostics: &mut Diagnostics,
    ) {
        let RawSchool { name, variants, address, slug, .. } = raw;
        let index = self.schools.len();
        for text in std::iter::once(name).chain(variants) {
            match self.called.get(&normalized(&text.value)) {
                Some(other) if *other != index => diagnostics.push(
                    Diagnostic::error(
                        text.place.clone(),
                        format!("«{}» уже есть в этом списке: «{}»", text.value, self.schools[*other].name),
                    )
                    .hint("Оставьте это название у одной школы: другое написание добавьте в её «варианты»."),
                ),
                _ => {
                    self.called.insert(normalized(&text.value), index);
                }
            }
        }
        if self.called.get(&normalized(&name.value)) != Some(&index) {
            return;
        }
        let (wanted, place) = match slug {
            Some(given) => (self::slug(&given.value), &given.place),
            None => (school_slug(&name.value), &name.place),
        };
        let slug = addresses.take(wanted, &name.value, place, diagnostics).unwrap_or_default();
        let address = address.as_ref().and_then(|address| linker.elsewhere("schools.yaml", address));
        self.schools.push(School { slug, name: name.value.clone(), address });
    }

    /// Puts a school on the shelf that only a member names. One without an address has no page.
    fn name(&mut self, name: &str, place: &Place, addresses: &mut Addresses, diagnostics: &mut Diagnostics) {
        let wanted = school_slug(name);
        if self.called(name).is_some() || wanted.is_empty() {
            return;
        }
        let index = self.schools.len();
        if let Some(slug) = addresses.take(wanted, name, place, diagnostics) {
            self.called.insert(normalized(name), index);
            self.schools.push(School { slug, name: name.to_owned(), address: None });
        }
    }
}

/// The addresses of one list, and whose they are.
struct Addresses {
    taken: BTreeMap<String, String>,
    /// How two with one address are told apart.
    remedy: &'static str,
}

impl Addresses {
    fn of_schools() -> Self {
        let remedy = "Если это одна школа, назовите её везде одинаково или перечислите написания в schools.yaml под «варианты». Если разные, добавьте одной из них в schools.yaml строку «слаг: latinskoe-imya».";
        Self { taken: BTreeMap::new(), remedy }
    }

    fn of_people() -> Self {
        let remedy = "Добавьте одному из них строку «слаг: familiya-imya»: так будет называться его страница в адресе.";
        Self { taken: BTreeMap::new(), remedy }
    }

    /// `wanted` for the page of `name`; nothing, and a mistake, where it can be none or is another's.
    fn take(
        &mut self,
        wanted: String,
        name: &str,
        place: &Place,
        diagnostics: &mut Diagnostics,
    ) -> Option<String> {
        let (mistake, remedy) = if wanted.is_empty() {
            ("Из этих слов не получается адреса страницы".to_owned(), NO_ADDRESS)
        } else if file_name(&wanted) != wanted {
            (format!("Имя «{wanted}» занято системой Windows"), NO_ADDRESS)
        } else if let Some(other) = self.taken.get(&wanted) {
            (format!("Адрес страницы «{wanted}» уже занят: {other}"), self.remedy)
        } else {
            self.taken.insert(wanted.clone(), name.to_owned());
            return Some(wanted);
        };
        diagnostics.push(Diagnostic::error(place.clone(), mistake).hint(remedy));
        None
    }
}

const NO_ADDRESS: &str = "Напишите в строке «слаг» другое имя, латинскими буквами или цифрами.";

/// A person with an address: surname and initials, unless the list has another.
fn registered(
    person: &Agreed,
    addresses: &mut Addresses,
    diagnostics: &mut Diagnostics,
) -> Option<RegisteredPerson> {
    let usual = person.names.first()?;
    let (wanted, place) = match &person.slug {
        Some(given) => (slug(&given.value), &given.place),
        None => (slug(&format!("{} {}", usual.surname(), usual.initials())), &person.who.place),
    };
    let slug = addresses.take(wanted, &person.who.value, place, diagnostics)?;
    Some(RegisteredPerson {
        slug,
        name: person.who.value.clone(),
        spellings: person.names.clone(),
        position: person.position.as_ref().map(|text| text.value.clone()),
        school: person.school.as_ref().map(|text| text.value.clone()),
        school_page: None,
    })
}

/// The address of a school. What tells a long official name from the next are its numbers and its end.
fn school_slug(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(slug).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &String| word.contains(|letter: char| letter.is_ascii_digit());
    let mut left = LONGEST_SLUG
        .saturating_sub(words.iter().filter(|word| is_number(word)).map(|word| word.len() + 1).sum());
    let mut kept: Vec<&str> = Vec::new();
    for word in words.iter().rev() {
        if is_number(word) {
            kept.push(word);
            continue;
        }
        // Behind the first that is left out nothing but numbers is kept.
        left = left.saturating_sub(word.len() + 1);
        if left > 0 {
            kept.push(word);
        }
    }
    kept.reverse();
    slug(&if kept.is_empty() { words.join(" ") } else { kept.join(" ") })
}

/// How long the address of a school may be, in bytes.
const LONGEST_SLUG: usize = 60;

/// A school's name as it is compared: letters and digits.
fn normalized(name: &str) -> String {
    let name = name.to_lowercase().replace('ё', "е");
    name.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_is_called_the_same_in_other_signs() {
        for (one, other) in [
            ("СОШ №5", "сош № 5"),
            ("МБОУ «Школа № 1»", "МБОУ \"Школа №1\""),
            ("Лицей «Полёт»", "лицей Полет"),
        ] {
            assert_eq!(normalized(one), normalized(other));
        }
        assert_ne!(normalized("школа № 5"), normalized("СОШ № 5"));
        assert_ne!(normalized("школа № 5"), normalized("школа № 51"));
    }

    #[test]
    fn long_names_of_schools_keep_their_numbers() {
        let long =
            "Муниципальное бюджетное общеобразовательное учреждение средняя общеобразовательная школа № 17";
        assert_eq!(school_slug(long), "uchrezhdenie-srednyaya-obshcheobrazovatelnaya-shkola-17");
        let numbered = "МАОУ СОШ № 2 с углублённым изучением отдельных предметов Верхнепыльминского района";
        assert_eq!(school_slug(numbered), "2-izucheniem-otdelnyh-predmetov-verhnepylminskogo-rayona");
        assert_eq!(school_slug("школа № 1"), "shkola-1");
        assert_eq!(school_slug("№"), "");
    }
}
