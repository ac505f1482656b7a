//! A shared experience material: the card by which it is found, cited and taken away.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Document;
use super::article::Article;
use super::directory::Entry;
use crate::people::Name;
use crate::period::SchoolYear;

/// A shared experience material.
#[derive(Clone, Debug)]
pub struct Material {
    /// What it shares with other documents.
    pub article: Article,
    /// A scenario, a lesson, a list of books …
    pub kind: Option<String>,
    /// Who made it.
    pub authors: Vec<Author>,
    /// For whom it is.
    pub audience: Vec<String>,
    /// For which classes.
    pub classes: Option<Classes>,
    /// For which occasion.
    pub occasion: Option<String>,
    /// The books it is about: author and title.
    pub books: Vec<String>,
    /// The school year that its author files it under.
    pub filed_under: Option<SchoolYear>,
    /// The class of the library classification (ББК).
    pub bbk: Option<String>,
    /// The class of the universal decimal classification (УДК).
    pub udc: Option<String>,
    /// The age mark.
    pub age: Option<AgeMark>,
    /// On which terms others may use it.
    pub licence: Option<Licence>,
    /// Where it takes from.
    pub sources: Vec<String>,
    /// Where it was presented.
    pub presented: Vec<Presented>,
}

/// An entry under the authors of a material.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// All that is said of them, as written.
    pub text: String,
    /// The people it names; nobody where it names an institution, or a position in place of a name.
    pub people: Vec<Credited>,
    /// Whether it names a body instead: «творческая группа школы № 2».
    pub is_body: bool,
}

/// Somebody who made a material.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credited {
    /// The name as written.
    pub name: Name,
    /// The name under its usual spelling, by which the person is met once.
    pub usual: Name,
    /// The position.
    pub position: Option<String>,
    /// The school, as written here or in the list of members.
    pub school: Option<String>,
    /// The page of that school.
    pub school_page: Option<Entry>,
}

/// The classes that a material is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes {
    /// As written.
    pub text: String,
    /// As numbers; empty where the words name none.
    pub numbers: BTreeSet<u8>,
}

/// An age mark of Federal Law 436-ФЗ, article 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AgeMark(u8);

/// On which terms others may use a material.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// As written.
    pub text: String,
    /// The public licence that the words begin with.
    pub known: Option<PublicLicence>,
}

/// A licence of Creative Commons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicLicence {
    /// «CC BY-SA 4.0»
    pub name: String,
    /// Where its terms stand in Russian.
    pub address: String,
}

/// Where a material was presented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presented {
    /// In the author's words.
    Words(String),
    /// At a meeting of the site.
    At(Document),
    /// At a meeting of the site that this is a copy of.
    Elsewhere {
        /// Its title.
        title: String,
        /// Its day.
        date: NaiveDate,
        /// The full address of its page, where that is known.
        address: Option<String>,
    },
}

impl Material {
    /// The school year it is filed under: the author's, else that of its date.
    pub fn year(&self) -> Option<SchoolYear> {
        self.filed_under.or_else(|| self.article.year())
    }

    /// The people who made it.
    pub fn people(&self) -> impl Iterator<Item = &Credited> {
        self.authors.iter().flat_map(|author| &author.people)
    }
}

impl AgeMark {
    /// The mark for readers from `years` on; there are five.
    pub fn new(years: u8) -> Option<Self> {
        [0, 6, 12, 16, 18].contains(&years).then_some(Self(years))
    }

    /// The least age in years.
    pub fn years(self) -> u8 {
        self.0
    }
}

impl std::fmt::Display for AgeMark {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(formatter, "{}+", self.0)
    }
}

impl Licence {
    /// The licence that `text` names. What is no licence of Creative Commons stays the author's own words.
    pub fn read(text: &str) -> Self {
        Self { text: text.to_owned(), known: PublicLicence::at_start(text) }
    }
}

/// The licences of Creative Commons but for the deed of the public domain, and their latest version.
const LICENCES: [&str; 6] = ["BY-NC-ND", "BY-NC-SA", "BY-NC", "BY-ND", "BY-SA", "BY"];
const LATEST: &str = "4.0";

impl PublicLicence {
    fn at_start(text: &str) -> Option<Self> {
        // «СС» is typed with Cyrillic letters as often as not.
        let letters =
            text.trim_start().to_uppercase().replace('С', "C").replace(['–', '—', ' ', '\u{a0}'], "-");
        let rest = letters.strip_prefix("CC")?;
        let rest = rest.trim_start_matches('-');
        if let Some(rest) = rest.strip_prefix('0') {
            let whole = !rest.starts_with(char::is_alphanumeric);
            return whole.then(|| Self {
                name: "CC0 1.0".to_owned(),
                address: "https://creativecommons.org/publicdomain/zero/1.0/deed.ru".to_owned(),
            });
        }
        let code = LICENCES.into_iter().find(|code| {
            rest.strip_prefix(code).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        })?;
        let rest = rest[code.len()..].trim_start_matches('-');
        let version =
            ["1.0", "2.0", "2.5", "3.0", "4.0"].into_iter().find(|version| rest.starts_with(version));
        let version = version.unwrap_or(LATEST);
        Some(Self {
            name: format!("CC {code} {version}"),
            address: format!(
                "https://creativecommons.org/licenses/{}/{version}/deed.ru",
                code.to_lowercase()
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_licences_are_recognised() {
        for (text, name) in [
            ("CC BY 4.0", Some("CC BY 4.0")),
            ("CC BY 4.0 (берите и меняйте, указывайте автора)", Some("CC BY 4.0")),
            ("cc-by-sa", Some("CC BY-SA 4.0")),
            ("СС BY-NC 3.0", Some("CC BY-NC 3.0")),
            ("CC BY–NC–ND 4.0", Some("CC BY-NC-ND 4.0")),
            ("CC0", Some("CC0 1.0")),
            ("CCBY 4.0", Some("CC BY 4.0")),
            ("CC BYE", None),
            ("берите и меняйте", None),
            ("с указанием автора", None),
            ("", None),
        ] {
            let known = Licence::read(text).known;
            assert_eq!(known.as_ref().map(|known| known.name.as_str()), name, "{text}");
        }
        let known = Licence::read("CC BY-SA 4.0").known.expect("a licence");
        assert_eq!(known.address, "https://creativecommons.org/licenses/by-sa/4.0/deed.ru");
    }

    #[test]
    fn there_are_five_age_marks() {
        let marks: Vec<String> =
            (0..=u8::MAX).filter_map(AgeMark::new).map(|mark| mark.to_string()).collect();
        assert_eq!(marks, ["0+", "6+", "12+", "16+", "18+"]);
    }
}
