//! Which file a field belongs to, for whoever has written it into another.

use super::analysis::RawAnalysis;
use super::calendar::RawTerms;
use super::field_name::normalized;
use super::material::RawMaterial;
use super::meeting::RawMeeting;
use super::plan::RawPlan;
use super::raw::{RawArticle, RawAssociation, RawSite};
use super::record::{FieldSpec, Record};
use super::registry::RawPerson;
use super::schools::RawSchool;

/// The records of files, where they are written («это поле пишут …»), and what the path of such a file has in it.
const HOMES: [(&[FieldSpec], &str, &[&str]); 10] = [
    (RawSite::FIELDS, "в site.yaml", &["/site."]),
    (RawAssociation::FIELDS, "в association.yaml", &["/association."]),
    (RawPlan::FIELDS, "в файле плана", &["/plans/", "/планы/"]),
    (RawMeeting::FIELDS, "в шапке заседания", &["/meetings/", "/заседания/"]),
    (RawMaterial::FIELDS, "в карточке материала", &["/materials/", "/материалы/"]),
    (RawAnalysis::FIELDS, "в анализе года", &["/analysis/", "/анализ/"]),
    (RawArticle::FIELDS, "в шапке страницы", &[".md"]),
    (RawTerms::FIELDS, "в calendar.yaml", &["/calendar."]),
    (RawPerson::FIELDS, "в people.yaml", &["/people."]),
    (RawSchool::FIELDS, "в schools.yaml", &["/schools."]),
];

/// Where the field `key` is written that stands in the file `path`; nothing where no other file has it, or several.
pub(super) fn of(key: &str, path: &str) -> Option<&'static str> {
    let name = normalized(key);
    let mut homes = HOMES.iter().filter(|(fields, ..)| fields.iter().any(|spec| spec.is_named(&name)));
    let (_, home, marks) = homes.next()?;
    let is_here = marks.iter().any(|mark| path.contains(mark));
    (homes.next().is_none() && !is_here).then_some(*home)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_one_file_is_recognised() {
        let of = |key| of(key, "content/people.yaml");
        assert_eq!(of("руководитель"), Some("в association.yaml"));
        assert_eq!(of("Четверти"), Some("в calendar.yaml"));
        assert_eq!(of("согласие"), None);
        assert_eq!(of("название"), None);
        assert_eq!(of("погода"), None);
    }
}
