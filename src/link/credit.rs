//! Who made a material: names with position and school, read where the author writes them in one line, and filled up from
//! the list of members.

use super::directory::Directories;
use super::registry::Roll;
use crate::model::Owner;
use crate::model::material::{Author, Credited};
use crate::parse::material::RawAuthor;
use crate::parse::raw::RawMember;
use crate::parse::record::Text;
use crate::people::{self, Name, Person};

/// What is known of the people of one association.
pub(super) struct Credits<'d> {
    directories: &'d Directories,
    folder: &'d str,
    owner: Owner,
    roll: &'d Roll,
    members: Vec<(Name, &'d str)>,
}

impl<'d> Credits<'d> {
    /// Those of the association in `folder`, whose list of members has `members`.
    pub(super) fn new(
        directories: &'d Directories,
        (index, folder): (usize, &'d str),
        members: &'d [RawMember],
        roll: &'d Roll,
    ) -> Self {
        let members = members.iter().filter_map(|member| {
            let school = member.school.as_ref()?;
            Some((Name::parse(&member.who.value)?, school.value.as_str()))
        });
        Self { directories, folder, owner: Owner::Association(index), roll, members: members.collect() }
    }

    /// An entry under the authors of a material.
    pub(super) fn author(&self, raw: &RawAuthor) -> Author {
        let workplace = raw.organisation.as_ref().or(raw.school.as_ref());
        let parts = [Some(&raw.who), raw.position.as_ref(), workplace];
        let text: Vec<&str> = parts.into_iter().flatten().map(|part| part.value.as_str()).collect();
        let reading = people::read(&raw.who.value);
        let alone = reading.persons.len() == 1;
        let said = |field: Option<&Text>| field.filter(|_| alone).map(|text| text.value.clone());
        let people = reading.persons.iter().map(|person| {
            let (position, school) = (said(raw.position.as_ref()), said(workplace));
            self.credited(Person {
                role: position.or(person.role.clone()),
                school: school.or(person.school.clone()),
                ..person.clone()
            })
        });
        let people: Vec<Credited> = people.collect();
        let is_body = people.is_empty() && !(reading.organisations.is_empty() && reading.groups.is_empty());
        Author { text: text.join(", "), people, is_body }
    }

    fn credited(&self, person: Person) -> Credited {
        let usual = self.roll.unified(&person).name;
        let Person { name, role, school } = person;
        let known = || {
            let mut schools = self.members.iter().filter(|(member, _)| member.is_same_person(&name));
            schools.next().map(|(_, school)| (*school).to_owned()).filter(|_| self.roll.is_certain(&name))
        };
        let school = school.or_else(known);
        let school_page =
            school.as_deref().and_then(|name| self.directories.school(self.folder, self.owner, name));
        Credited { name, usual, position: role, school, school_page }
    }
}
