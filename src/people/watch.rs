//! Names looked for in running text, in any case form: what must not be published, found where it stands.
//!
//! A surname is looked for in all its forms; the initials or first names beside it tell whether it is the same person. A
//! surname alone counts as the person, unless the word may be somebody or something else.

use std::collections::BTreeMap;
use std::ops::Range;

use super::clean::fold;
use super::decline::{Forms, Gender, forms, gender};
use super::familiar::is_ambiguous;
use super::latin::{self, LatinName};
use super::name::Name;
use super::passage::{Beside, Passage};

/// What kind of text is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Sentences and headings: a surname has its capital.
    Prose,
    /// A field that lists people: names stand in the nominative, and «Иванова» is not «Иванов» declined.
    Field,
    /// A file's name: in any case, its words parted by hyphens and underlines.
    FileName,
}

/// Somebody found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// Which of the people that are looked for, in the order in which they were given.
    pub person: usize,
    /// Whether the initials or the first name stand beside the surname.
    pub named: bool,
    /// Whether the surname may be somebody or something else here.
    pub doubtful: bool,
}

/// The people that are looked for.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    names: Vec<Watched>,
    /// The names of each form of a surname.
    forms: BTreeMap<String, Vec<usize>>,
    /// Forms of surnames that others, who may be named, have too.
    shared: BTreeMap<String, Vec<Name>>,
    latin: Vec<LatinName>,
}

#[derive(Clone, Debug)]
struct Watched {
    name: Name,
    person: usize,
    forms: Forms,
    /// The surname is a man's: in the nominative its form with «а» is a woman's.
    wife: Option<String>,
}

impl Watch {
    /// Looks for `hidden`, the spellings of each person; `others` may be named.
    pub fn new<'n>(
        hidden: impl IntoIterator<Item = &'n [Name]>,
        others: impl IntoIterator<Item = &'n Name>,
    ) -> Self {
        let mut watch = Self::default();
        for (person, spellings) in hidden.into_iter().enumerate() {
            for name in spellings {
                watch.add(name, person);
            }
        }
        for other in others {
            for form in forms(other.surname(), gender(other)).own {
                watch.shared.entry(form).or_default().push(other.clone());
            }
        }
        watch
    }

    /// Whether nobody is looked for.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    fn add(&mut self, name: &Name, person: usize) {
        for surname in std::iter::once(name.surname()).chain(name.other_surname()) {
            let gender = gender(name);
            let forms = forms(surname, gender);
            let folded = fold(surname);
            let wife = (gender == Gender::Male).then(|| format!("{folded}а"));
            for form in forms.own.union(&forms.family) {
                self.forms.entry(form.clone()).or_default().push(self.names.len());
            }
            self.latin.push(LatinName::new(name, &forms, person, is_ambiguous(&folded, &folded)));
            self.names.push(Watched { name: name.clone(), person, forms, wife });
        }
    }

    /// Everybody found in `text`, in order.
    pub fn find(&self, text: &str, setting: Setting) -> Vec<Mention> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut found = self.mentions(&Passage::new(text, setting));
        found.extend(latin::find(&self.latin, text));
        found.sort_by_key(|mention| (mention.range.start, mention.doubtful));
        found.dedup_by(|later, earlier| later.range.start < earlier.range.end);
        found
    }

    fn mentions(&self, passage: &Passage) -> Vec<Mention> {
        let mut found = Vec::new();
        for at in 0..passage.words.len() {
            let Some((form, last, names)) = self.surname_at(passage, at) else { continue };
            let mentions =
                names.iter().filter_map(|name| self.weigh(passage, &self.names[*name], &form, at, last));
            found.extend(mentions.min_by_key(|mention| (mention.doubtful, !mention.named)));
        }
        found
    }

    /// The form of a surname that begins at a word, its last word, and the names that have it.
    fn surname_at(&self, passage: &Passage, at: usize) -> Option<(String, usize, &[usize])> {
        let known = |form: String, last: usize| {
            let names = self.forms.get(&form)?;
            Some((form, last, names.as_slice()))
        };
        if passage.is_namesake(at) {
            return None;
        }
        let double = passage.double(at).and_then(|form| known(form, at + 1));
        let single =
            || known(passage.words[at].folded.clone(), at).filter(|_| !passage.is_part_of_double(at));
        double.or_else(single)
    }

    /// What the words from `at` to `last`, a form of the surname of `watched`, mean.
    fn weigh(
        &self,
        passage: &Passage,
        watched: &Watched,
        form: &str,
        at: usize,
        last: usize,
    ) -> Option<Mention> {
        let Watched { name, person, forms, wife } = watched;
        if passage.setting == Setting::Field && wife.as_deref() == Some(form) {
            return None;
        }
        let others = self.shared.get(form).map_or(&[][..], Vec::as_slice);
        match passage.beside(name, at, last) {
            Beside::Other => None,
            Beside::Same(from, to) => {
                let is_other = |other: &Name| {
                    fold(other.surname()) == form
                        && matches!(passage.beside(other, at, last), Beside::Same(..))
                };
                let doubtful = fold(name.surname()) != form && others.iter().any(is_other);
                let range = passage.bytes(at, last, from..to);
                Some(Mention { range, person: *person, named: true, doubtful })
            }
            Beside::Nothing => {
                let own = passage.has_capital(at) && forms.own.contains(form);
                // In a list of people even «Мороз» is a person.
                let word = passage.setting != Setting::Field && is_ambiguous(form, &fold(name.surname()));
                let doubtful = word || !others.is_empty();
                let range = passage.bytes(at, last, passage.words[at].start..passage.words[last].end);
                own.then_some(Mention { range, person: *person, named: false, doubtful })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Name::parse(text).expect("a name")
    }

    /// What is found of «Иванова Анна Петровна» and «Шайтор В.И.»: the words; «?» where they are doubtful.
    fn found(text: &str, setting: Setting) -> String {
        let hidden = [
            [name("Иванова Анна Петровна")],
            [name("Шайтор В.И.")],
            [name("Пушкина О.Л.")],
            [name("Иванов С.С.")],
        ];
        let others = [name("Сидоров П.П."), name("Шайтор Б.Б.")];
        let watch = Watch::new(hidden.iter().map(|names| &names[..]), &others);
        let found = watch
            .find(text, setting)
            .into_iter()
            .map(|mention| format!("{}{}", &text[mention.range], if mention.doubtful { "?" } else { "" }));
        found.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn names_are_found_in_every_case() {
        for (text, wanted) in [
            ("Провела Иванова А.П. вчера", "Иванова А.П."),
            ("поручено Ивановой А. П.", "Ивановой А. П."),
            ("поручено А.П. Ивановой.", "А.П. Ивановой"),
            ("поручено А.\u{a0}П.&nbsp;Ивановой.", "А.\u{a0}П.&nbsp;Ивановой"),
            ("благодарим Анну Петровну Иванову", "Анну Петровну Иванову"),
            ("благодарим Иванову Анну Петровну", "Иванову Анну Петровну"),
            ("Анне Ивановой", "Анне Ивановой"),
            ("доклад Иванова\nА.П.", "Иванова\nА.П."),
            ("**Иванова** А.П.", "Иванова** А.П."),
            ("ИВАНОВОЙ А.П.", "ИВАНОВОЙ А.П."),
            ("Ива\u{ad}новой А.П.", "Ива\u{ad}новой А.П."),
            ("Иванoвoй A.П.", "Иванoвoй A.П."),
            ("Иванова А. рассказала", "Иванова А."),
            ("Ивановой АП", "Ивановой АП"),
            ("Ивановым С.С.", "Ивановым С.С."),
            ("Ивановым", "Ивановым"),
            ("Клуб «Иванова А.П.»", "Иванова А.П."),
            ("Расскажет Иванова.", "Иванова"),
            ("Шайтора В.И.", "Шайтора В.И."),
            ("У Шайтор", "Шайтор?"),
            ("сказки Пушкина", "Пушкина?"),
            ("сказки Пушкиной", "Пушкиной"),
            ("mailto:ivanova@school.ru", "ivanova"),
            ("Shaytor.V.I", "Shaytor"),
        ] {
            assert_eq!(found(text, Setting::Prose), wanted, "{text}");
        }
    }

    #[test]
    fn others_are_left_alone() {
        for text in [
            "Иванова Б.П.",
            "А.С. Пушкина",
            "Ивановой Марии Петровне",
            "Марией Ивановой",
            "Мария Петровна Иванова",
            "Ивановский район, Ивановка, Сидоров",
            "Иванова-Петрова А.П.",
            "школа имени А.П. Иванова",
            "иванова доля",
            "ivan, ivanovich",
        ] {
            assert_eq!(found(text, Setting::Prose), "", "{text}");
        }
    }

    #[test]
    fn a_list_of_people_is_in_the_nominative() {
        let man = [name("Иванов А.П.")];
        let watch = Watch::new([&man[..]], []);
        assert_eq!(watch.find("Иванова А.П.", Setting::Field), []);
        assert_eq!(watch.find("доклад Иванова А.П.", Setting::Prose).len(), 1);
        assert_eq!(watch.find("вместо Иванову А.П.", Setting::Field).len(), 1);
        let frost = [name("Мороз А.П.")];
        let watch = Watch::new([&frost[..]], []);
        let doubtful = |setting| watch.find("Мороз", setting).iter().all(|mention| mention.doubtful);
        assert!(doubtful(Setting::Prose) && !doubtful(Setting::Field));
    }

    #[test]
    fn file_names_are_searched() {
        for (text, wanted) in [
            ("ivanova-a-p.docx", "ivanova"),
            ("a-p-ivanova.docx", "ivanova"),
            ("ivanovaap.docx", "ivanovaap"),
            ("doklad_IvanovaAP.docx", "Ivanova"),
            ("иванова-а-п.docx", "иванова-а-п."),
            ("Иванова_А_П.docx", "Иванова_А_П."),
            ("доклад ивановой.docx", "ивановой"),
            ("shaitor.jpg", "shaitor"),
            ("ivanova-b-b.docx", ""),
            ("иванова-б-б.docx", ""),
            ("ivan-iva.docx", ""),
        ] {
            assert_eq!(found(text, Setting::FileName), wanted, "{text}");
        }
    }
}
