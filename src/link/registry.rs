//! The people of `people.yaml`: which spellings mean whom, and what the site calls them by.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Lint};
use crate::parse::record::Text;
use crate::parse::registry::{RawPerson, ShownAs};
use crate::people::{self, Name, Person, Reading, Substitute, Watch};

/// A person of the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// The spellings of the name, the usual one first.
    names: Vec<Name>,
    /// What stands in place of the name, where that must not be published.
    hidden: Option<Substitute>,
}

/// The people that the texts of one association speak of.
#[derive(Debug, Default)]
pub(super) struct Roll {
    /// All that the rest is made of.
    pub(super) listed: Vec<Listed>,
    by_surname: BTreeMap<String, Vec<usize>>,
    /// Those who must not be named.
    pub(super) watch: Watch,
    /// The position of each of them.
    positions: Vec<String>,
}

/// The registries of the whole site.
#[derive(Debug, Default)]
pub(super) struct Registry {
    rolls: BTreeMap<String, Roll>,
    agreed: BTreeMap<String, Vec<Agreed>>,
}

/// Somebody who agreed to have a page, as the registry has it.
#[derive(Clone, Debug)]
pub(super) struct Agreed {
    /// The name as written.
    pub(super) who: Text,
    /// Every spelling of it, the usual one first; never empty.
    pub(super) names: Vec<Name>,
    /// The part of the address.
    pub(super) slug: Option<Text>,
    /// The position.
    pub(super) position: Option<Text>,
    /// The school.
    pub(super) school: Option<Text>,
}

impl Registry {
    /// The registries as read. The portal's people are everybody's; the portal's own texts speak of the people of all
    /// associations.
    pub(super) fn new<'f>(
        people: BTreeMap<String, Vec<RawPerson>>,
        folders: impl IntoIterator<Item = &'f String>,
        portal: bool,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut listed: BTreeMap<String, Vec<Listed>> = BTreeMap::new();
        let mut said: Vec<(String, Text)> = Vec::new();
        let mut agreed: BTreeMap<String, Vec<Agreed>> = BTreeMap::new();
        for (folder, people) in people {
            report_repeated(&people, diagnostics);
            for person in people {
                let shown = matches!(person.shown_as, ShownAs::Position(_));
                let told = Agreed::of(&person);
                let shown = shown || told.is_some();
                let slug = person.slug.as_ref().filter(|_| told.is_some());
                let words =
                    [&person.position, &person.school].into_iter().flatten().filter(|_| shown).chain(slug);
                said.extend(words.map(|text| (folder.clone(), text.clone())));
                let person = self::listed(person, diagnostics);
                if let Some((told, person)) = told.zip(person.as_ref()) {
                    let told = Agreed { names: person.names.clone(), ..told };
                    agreed.entry(folder.clone()).or_default().push(told);
                }
                listed.entry(folder.clone()).or_default().extend(person);
            }
        }
        let of = |folder: &str| {
            let own = listed.get(folder).into_iter().flatten();
            let shared = listed.iter().filter(|(other, _)| {
                (other.is_empty() && !folder.is_empty()) || (portal && folder.is_empty() && !other.is_empty())
            });
            Roll::new(own.chain(shared.flat_map(|(_, listed)| listed)).cloned().collect())
        };
        let folders = folders.into_iter().map(String::as_str).chain([""]);
        let rolls = folders.map(|folder| (folder.to_owned(), of(folder))).collect();
        let mut registry = Self { rolls, agreed: BTreeMap::new() };
        registry.report_names_in_positions(&said, diagnostics);
        // Whom another entry hides, has no page: a name once published cannot be taken back.
        for (folder, people) in &mut agreed {
            let rolls = [registry.roll(folder), registry.roll("")];
            people.retain(|person| {
                let mut named =
                    rolls.iter().flat_map(|roll| person.names.iter().map(move |name| (roll, name)));
                named.all(|(roll, name)| roll.substitute(name).is_none())
            });
        }
        registry.agreed = agreed;
        registry
    }

    /// The people that the texts in `folder` speak of.
    pub(super) fn roll(&self, folder: &str) -> &Roll {
        self.rolls.get(folder).unwrap_or_else(|| &self.rolls[""])
    }

    /// Those of the registry in `folder` itself who agreed to have a page.
    pub(super) fn agreed(&self, folder: &str) -> &[Agreed] {
        self.agreed.get(folder).map_or(&[], Vec::as_slice)
    }

    /// What stands in place of a name, or on the page of somebody else, must not name anybody.
    fn report_names_in_positions(&self, said: &[(String, Text)], diagnostics: &mut Diagnostics) {
        for (folder, text) in said {
            let found = self.roll(folder).watch.find(&text.value, people::Setting::Prose);
            if found.iter().any(|mention| !mention.doubtful) {
                diagnostics.push(
                    Diagnostic::error(
                        text.place.clone(),
                        "Здесь стоит имя человека, которого на сайте не называют",
                    )
                    .hint("Эти слова будут на сайте: напишите их без имён."),
                );
            }
        }
    }
}

impl Agreed {
    /// Who an entry says agreed, without the spellings of the name.
    fn of(raw: &RawPerson) -> Option<Self> {
        let agreed = raw.consent == Some(true) && matches!(raw.shown_as, ShownAs::Name);
        agreed.then(|| Self {
            who: raw.who.clone(),
            names: Vec::new(),
            slug: raw.slug.clone(),
            position: raw.position.clone(),
            school: raw.school.clone(),
        })
    }
}

/// A person in two entries: what one of them says would be lost.
fn report_repeated(raw: &[RawPerson], diagnostics: &mut Diagnostics) {
    let named = raw.iter().enumerate().flat_map(|(at, raw)| {
        let spellings = std::iter::once(&raw.who).chain(&raw.variants);
        spellings.filter_map(move |text| {
            Some((Person { name: Name::parse(&text.value)?, role: None, school: None }, at))
        })
    });
    let named: Vec<(Person, usize)> = named.collect();
    for joined in people::join(named.iter().map(|(person, at)| (person, *at))) {
        let Some(first) = joined.mentions.first() else { continue };
        if let Some(again) = joined.mentions.iter().find(|at| *at != first) {
            diagnostics.push(
                Diagnostic::error(raw[*again].who.place.clone(), format!("«{}» уже есть в этом списке", joined.name)).hint(
                    "Оставьте одну запись; другое написание имени добавьте в неё под «варианты». Двух людей с одними инициалами запишите полными именами.",
                ),
            );
        }
    }
}

/// The person of an entry; nothing where no name could be read.
fn listed(raw: RawPerson, diagnostics: &mut Diagnostics) -> Option<Listed> {
    let spellings = std::iter::once(&raw.who).chain(&raw.variants);
    let names: Vec<Name> = spellings.filter_map(|text| name(text, diagnostics)).collect();
    let hidden = match &raw.shown_as {
        ShownAs::Name => {
            if raw.consent == Some(false) {
                diagnostics.push(
                    Diagnostic::warning(
                        Lint::HiddenConsent,
                        raw.who.place.clone(),
                        format!("Согласия нет, а имя на сайте останется: {}", raw.who.value),
                    )
                    .hint("Если человека нельзя называть, добавьте ему строки «должность: …» и «на сайте: должность»."),
                );
            }
            None
        }
        ShownAs::Unclear => Some(Substitute { position: String::new(), school: None }),
        ShownAs::Position(place) => {
            let position = raw.position.filter(|position| !position.value.is_empty());
            if position.is_none() {
                diagnostics.push(
                    Diagnostic::error(place.clone(), "Не сказано, какую должность писать вместо имени")
                        .hint("Добавьте этому человеку строку «должность: …», например «должность: педагог-библиотекарь»."),
                );
            } else if raw.consent == Some(true) {
                diagnostics.push(
                    Diagnostic::warning(
                        Lint::HiddenConsent,
                        place.clone(),
                        "Сказано и «согласие: да», и «на сайте: должность»: имени на сайте не будет",
                    )
                    .hint("Оставьте одно из двух: без «на сайте: должность» человек будет назван по имени."),
                );
            }
            let position = position.map(|position| position.value).unwrap_or_default();
            Some(Substitute { position, school: raw.school.map(|school| school.value) })
        }
    };
    (!names.is_empty()).then_some(Listed { names, hidden })
}

fn name(text: &Text, diagnostics: &mut Diagnostics) -> Option<Name> {
    let name = Name::parse(&text.value);
    if name.is_none() {
        diagnostics.push(
            Diagnostic::error(text.place.clone(), format!("Это не читается как имя: «{}»", text.value))
                .hint("Напишите фамилию, имя и отчество или фамилию с инициалами: Иванова Анна Петровна, Иванова А.П."),
        );
    }
    name
}

impl Roll {
    fn new(listed: Vec<Listed>) -> Self {
        let mut by_surname: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, person) in listed.iter().enumerate() {
            for name in &person.names {
                by_surname.entry(surname(name)).or_default().push(at);
            }
        }
        let hidden = || listed.iter().filter_map(|person| Some((person, person.hidden.as_ref()?)));
        let others = listed.iter().filter(|person| person.hidden.is_none()).flat_map(|person| &person.names);
        let watch = Watch::new(hidden().map(|(person, _)| person.names.as_slice()), others);
        let positions = hidden().map(|(_, instead)| instead.position.clone()).collect();
        Self { listed, by_surname, watch, positions }
    }

    /// The position of the person that `watch` has found.
    pub(super) fn position(&self, person: usize) -> &str {
        self.positions.get(person).map_or("", String::as_str)
    }

    /// What stands in place of `name`; nothing where it may be published.
    pub(super) fn substitute(&self, name: &Name) -> Option<&Substitute> {
        self.same(name).find_map(|person| person.hidden.as_ref())
    }

    /// Makes the spellings of one person one name, so that everybody is met once.
    pub(super) fn unify(&self, reading: &mut Reading) {
        for person in &mut reading.persons {
            *person = self.unified(person);
        }
    }

    /// `person` under the usual spelling of the name.
    pub(super) fn unified(&self, person: &Person) -> Person {
        let usual = self.same(&person.name).next().and_then(|listed| listed.names.first());
        Person { name: usual.unwrap_or(&person.name).clone(), ..person.clone() }
    }

    /// Whether `name` means at most one person: bare initials may be those of two.
    pub(super) fn is_certain(&self, name: &Name) -> bool {
        let usual: Vec<&Name> = self.same(name).filter_map(|person| person.names.first()).collect();
        usual.windows(2).all(|pair| pair[0].is_same_person(pair[1]))
    }

    /// Whether a surname is that of several of its people, whose initials may be the same.
    pub(super) fn has_namesakes(&self) -> bool {
        self.by_surname.values().any(|people| people.iter().any(|at| Some(at) != people.first()))
    }

    fn same<'r, 'n>(&'r self, name: &'n Name) -> impl Iterator<Item = &'r Listed> + use<'r, 'n> {
        let known = self.by_surname.get(&surname(name)).into_iter().flatten();
        known
            .map(|at| &self.listed[*at])
            .filter(|person| person.names.iter().any(|known| known.is_same_person(name)))
    }
}

/// The surname as names are compared by it.
pub(super) fn surname(name: &Name) -> String {
    name.surname().to_lowercase().replace('ё', "е")
}
