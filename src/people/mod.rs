//! Who is responsible: the cell «кто» of a Russian school plan read into people, roles, institutions and groups.
//!
//! The module knows no files and no clock. A reading is an enrichment: [`Reading::text`] is what the author wrote and
//! what a page shows; every other field is derived from it, normalised so that equal things are equal.

mod chunks;
mod clean;
mod decline;
mod familiar;
mod find;
mod hide;
mod join;
mod latin;
mod lexicon;
mod name;
mod passage;
mod phrase;
#[cfg(test)]
mod properties;
mod read;
#[cfg(test)]
mod tests;
mod tokens;
mod watch;

pub use self::hide::{Substitute, hide, names};
pub use self::join::{Doubt, Joined, doubts, join};
pub use self::name::{Name, near};
pub use self::watch::{Mention, Setting, Watch};

/// A cell read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The cell as written.
    pub text: String,
    /// The people named, in order.
    pub persons: Vec<Person>,
    /// Positions without a name: «руководитель РМО».
    pub roles: Vec<String>,
    /// Institutions that are no one's place of work here: «Управление образования Каменского района».
    pub organisations: Vec<String>,
    /// Groups of people: «школьные библиотекари», «совет РМО».
    pub groups: Vec<String>,
    /// What was not understood, in order, parted by commas: «онлайн», «по согласованию».
    pub rest: String,
}

/// A person named in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: Name,
    /// The position said of the person; several are parted by commas.
    pub role: Option<String>,
    /// The institution said of the person.
    pub school: Option<String>,
}

/// Reads a cell. Any text gives a reading, in time proportional to its length.
///
/// Every word of the cell is in exactly one part, but for «и» and «а также» between parts; a plural position or an
/// institution said of several people at once is repeated with each of them.
#[must_use]
pub fn read(text: &str) -> Reading {
    let cleaned = clean::clean(text);
    read::read(text, &tokens::tokens(&cleaned))
}

impl Name {
    /// Reads a text that is one name and nothing else, in any order and spacing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let reading = read(text);
        let alone = reading.rest.is_empty()
            && reading.roles.is_empty()
            && reading.organisations.is_empty()
            && reading.groups.is_empty();
        match reading.persons.as_slice() {
            [Person { name, role: None, school: None }] if alone => Some(name.clone()),
            _ => None,
        }
    }
}
