//! Associations, analyses, people and schools.

use super::document::Lines;
use super::{address, subject};
use crate::model::directory::Entry;
use crate::model::{Owner, Site, Subject};
use crate::period::SchoolYear;
use crate::russian::typography::typeset;
use crate::search;
use crate::view::{Page, analysis as analyses, frame};

/// The home of an association.
pub(super) fn association(site: &Site, index: usize) -> search::Document {
    let association = &site.associations[index];
    let home = Subject::Home(Owner::Association(index));
    let mut lines = Lines::default();
    let said = [&association.kind, &association.district, &association.head, &association.description];
    lines.extend(said.into_iter().flatten().map(|words| typeset(words)));
    lines.extend(association.contacts.iter().map(|words| typeset(words)));
    search::Document {
        title: typeset(&association.name),
        address: subject(site, home),
        text: lines.text(),
        ..search::Document::default()
    }
}

/// The analysis of a school year: the author's part of it, since what is counted is found where it stands.
pub(super) fn analysis(site: &Site, association: usize, year: SchoolYear) -> search::Document {
    let page = Page::Of(Subject::Analysis(association, year));
    let mut lines = Lines::default();
    if let Some(stated) = analyses::stated(&site.associations[association], year) {
        lines.extend(stated.description.as_deref().map(typeset));
        lines.body(&stated.body);
        for contest in &stated.contests {
            let said = [Some(&contest.title), contest.participant.as_ref(), contest.result.as_ref()];
            lines.extend(said.into_iter().flatten().map(|words| typeset(words)));
        }
        lines.extend(stated.courses.iter().map(|course| typeset(&course.title)));
        lines.extend(stated.surveys.iter().map(|survey| typeset(&survey.question)));
    }
    search::Document {
        title: typeset(&frame::title(site, &page)),
        address: address(site, &page),
        when: year.to_string(),
        text: lines.text(),
        ..search::Document::default()
    }
}

/// A person who agreed to have a page.
pub(super) fn person(site: &Site, entry: Entry) -> search::Document {
    let person = site.person(entry);
    let page = Page::Person(entry.owner, entry.index);
    let mut lines = Lines::default();
    lines.extend([&person.position, &person.school].into_iter().flatten().map(|words| typeset(words)));
    search::Document {
        title: typeset(&person.name),
        address: address(site, &page),
        text: lines.text(),
        ..search::Document::default()
    }
}

/// A school.
pub(super) fn school(site: &Site, entry: Entry) -> search::Document {
    let page = Page::School(entry.owner, entry.index);
    search::Document {
        title: frame::title(site, &page),
        address: address(site, &page),
        text: site.school(entry).address.clone().unwrap_or_default(),
        ..search::Document::default()
    }
}
