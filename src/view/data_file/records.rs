//! Plans, meetings and materials as JSON. The fields are a promise to other programs: the schemas beside this file say what
//! each is, and a change that would break a reader is a new version with a schema of its own.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{DataFile, Schema, plain};
use crate::model::article::Article;
use crate::model::association::Association;
use crate::model::material::Material;
use crate::model::meeting::{Decision, Meeting};
use crate::model::plan::{ActivityId, Plan, PlanPart};
use crate::model::progress::State;
use crate::model::schedule::Planned;
use crate::model::{Document, Owner, Site, Subject};
use crate::period::{Period, Reading};
use crate::russian::clock::{self, Clock};
use crate::view::list::{materials_of, meetings_of};
use crate::view::{Page, outcome, route};

/// What every file begins with.
#[derive(Serialize)]
struct Head {
    #[serde(rename = "$schema")]
    schema: String,
    version: u32,
    language: &'static str,
    site: NamedRecord,
}

#[derive(Serialize)]
struct NamedRecord {
    name: String,
    url: String,
}

#[derive(Serialize)]
struct AssociationRecord {
    name: String,
    short_name: String,
    url: String,
    example: bool,
}

#[derive(Serialize)]
struct PlanRecord {
    #[serde(flatten)]
    head: Head,
    association: AssociationRecord,
    school_year: String,
    title: String,
    url: String,
    approved: Option<String>,
    activities: Vec<ActivityRecord>,
}

#[derive(Serialize)]
struct ActivityRecord {
    id: String,
    number: Option<String>,
    section: Option<String>,
    direction: Option<String>,
    what: String,
    when: WhenRecord,
    who: Option<String>,
    place: Option<String>,
    outcome: Option<OutcomeRecord>,
    url: String,
}

/// A period: its words, and what they were read as.
#[derive(Serialize)]
struct WhenRecord {
    text: String,
    parts: Vec<PeriodRecord>,
}

#[derive(Serialize)]
struct PeriodRecord {
    kind: &'static str,
    first: Option<String>,
    last: Option<String>,
}

#[derive(Serialize)]
struct OutcomeRecord {
    state: &'static str,
    text: String,
    moved_to: Option<WhenRecord>,
    documents: Vec<NamedRecord>,
}

#[derive(Serialize)]
struct MeetingsRecord {
    #[serde(flatten)]
    head: Head,
    title: String,
    url: String,
    meetings: Vec<MeetingRecord>,
}

#[derive(Serialize)]
struct MeetingRecord {
    association: AssociationRecord,
    title: String,
    url: String,
    date: String,
    time: Option<TimeRecord>,
    school_year: String,
    number: Option<String>,
    form: Option<String>,
    mode: Option<String>,
    theme: Option<String>,
    place: Option<String>,
    link: Option<String>,
    topics: Vec<String>,
    reported: bool,
    attendance: Option<u32>,
    agenda: Vec<QuestionRecord>,
    decisions: Vec<DecisionRecord>,
    activities: Vec<String>,
    files: Vec<FileRecord>,
}

#[derive(Serialize)]
struct TimeRecord {
    text: String,
    from: Option<String>,
    to: Option<String>,
    utc_offset: String,
}

#[derive(Serialize)]
struct QuestionRecord {
    question: String,
    speaker: Option<String>,
    decisions: Vec<DecisionRecord>,
}

#[derive(Serialize)]
struct DecisionRecord {
    text: String,
    responsible: Option<String>,
    term: Option<String>,
    done: Option<String>,
}

#[derive(Serialize)]
struct MaterialsRecord {
    #[serde(flatten)]
    head: Head,
    title: String,
    url: String,
    materials: Vec<MaterialRecord>,
}

#[derive(Serialize)]
struct MaterialRecord {
    association: AssociationRecord,
    title: String,
    url: String,
    date: Option<String>,
    school_year: Option<String>,
    kind: Option<String>,
    description: Option<String>,
    authors: Vec<String>,
    audience: Vec<String>,
    classes: Vec<u8>,
    topics: Vec<String>,
    occasion: Option<String>,
    books: Vec<String>,
    age: Option<String>,
    bbk: Option<String>,
    udc: Option<String>,
    licence: Option<LicenceRecord>,
    files: Vec<FileRecord>,
}

#[derive(Serialize)]
struct LicenceRecord {
    text: String,
    name: Option<String>,
    url: Option<String>,
}

#[derive(Serialize)]
struct FileRecord {
    title: String,
    name: String,
    url: String,
    bytes: u64,
}

/// The plan with the given index.
pub(super) fn plan(site: &Site, association: usize, index: usize) -> String {
    let writer = Writer::new(site, DataFile::Plan(association, index));
    let of = &site.associations[association];
    let plan = &of.plans[index];
    let activities = rows(of, index).map(|row| writer.activity(association, row));
    let approved = plan.parts.iter().filter_map(|part| match part {
        PlanPart::Approval(approval) => approval.day,
        _ => None,
    });
    json(&PlanRecord {
        head: writer.head(Schema::Plan),
        association: writer.association(association),
        school_year: plan.year.to_string(),
        title: plan.title().map_or_else(|| crate::view::frame::plan_title(plan), |title| plain(&title)),
        url: writer.page(&Page::Of(Subject::Plan(association, index))),
        approved: approved.max().map(iso),
        activities: activities.collect(),
    })
}

/// The meetings of `owner` that have a file, latest first.
pub(super) fn meetings(site: &Site, owner: Owner) -> String {
    let writer = Writer::new(site, DataFile::Meetings(owner));
    let all = meetings_of(site, owner).into_iter().filter(|(.., meeting)| !meeting.article.draft);
    json(&MeetingsRecord {
        head: writer.head(Schema::Meetings),
        title: super::title(site, &writer.file),
        url: writer.page(&Page::Meetings(owner)),
        meetings: all
            .map(|(association, index, meeting)| writer.meeting(association, index, meeting))
            .collect(),
    })
}

/// The materials of the case of `owner`, by title.
pub(super) fn materials(site: &Site, owner: Owner) -> String {
    let writer = Writer::new(site, DataFile::Materials(owner));
    let all = materials_of(site, owner).filter(|(.., material)| !material.article.draft);
    json(&MaterialsRecord {
        head: writer.head(Schema::Materials),
        title: super::title(site, &writer.file),
        url: writer.page(&Page::Case(owner)),
        materials: all
            .map(|(association, index, material)| writer.material(association, index, material))
            .collect(),
    })
}

/// An activity with what its table says of it besides.
pub(super) struct Row<'s> {
    /// The activity.
    pub(super) planned: &'s Planned,
    /// Its number as written; empty where it has none.
    pub(super) number: &'s str,
    /// The number and heading of its section.
    pub(super) section: Option<String>,
}

/// The activities of a plan in the order of its document.
pub(super) fn rows(association: &Association, plan: usize) -> impl Iterator<Item = Row<'_>> {
    let of = &association.plans[plan];
    let sections = sections(of);
    // The schedule is read from the activities of the document, one for one.
    let activities = association.activities_of(plan).zip(of.activities());
    activities.map(move |(planned, activity)| Row {
        planned,
        number: activity.number,
        section: sections.get(&planned.activity).cloned(),
    })
}

/// The section of each activity that has one with a heading.
fn sections(plan: &Plan) -> BTreeMap<ActivityId, String> {
    let mut found = BTreeMap::new();
    for section in plan.tables().flat_map(|table| &table.sections) {
        let words = [section.number.as_deref(), section.heading.as_deref()];
        let heading = plain(&words.into_iter().flatten().collect::<Vec<_>>().join(" "));
        if !heading.is_empty() {
            let lines = section.rows.iter().flat_map(|row| &row.lines);
            found.extend(lines.map(|line| (line.id.clone(), heading.clone())));
        }
    }
    found
}

/// Makes the records of one file.
struct Writer<'s> {
    site: &'s Site,
    file: DataFile,
    /// Where the file stands, for addresses where the site's is not known.
    path: String,
}

impl<'s> Writer<'s> {
    fn new(site: &'s Site, file: DataFile) -> Self {
        Self { site, path: route::data_file_path(site, &file), file }
    }

    fn head(&self, schema: Schema) -> Head {
        let root = self.site.owners().next().unwrap_or(Owner::Portal);
        let schema = route::data_file_path(self.site, &DataFile::Schema(schema));
        Head {
            schema: route::address(self.site, &self.path, &schema),
            version: VERSION,
            language: "ru",
            site: NamedRecord {
                name: plain(&self.site.name),
                url: self.page(&Page::Of(Subject::Home(root))),
            },
        }
    }

    fn page(&self, page: &Page) -> String {
        route::address(self.site, &self.path, &route::path(self.site, page))
    }

    fn association(&self, index: usize) -> AssociationRecord {
        let association = &self.site.associations[index];
        AssociationRecord {
            name: plain(&association.name),
            short_name: plain(&association.short_name),
            url: self.page(&Page::Of(Subject::Home(Owner::Association(index)))),
            example: association.example,
        }
    }

    fn activity(&self, association: usize, row: Row) -> ActivityRecord {
        let Row { planned, number, section } = row;
        let plan = self.page(&Page::Of(Subject::Plan(association, planned.plan)));
        ActivityRecord {
            id: planned.activity.0.clone(),
            number: some(number),
            section,
            direction: planned.direction.as_deref().and_then(some),
            what: planned.what.trim().to_owned(),
            when: when(&planned.when),
            who: planned.who_written().and_then(some),
            place: some(&planned.place),
            outcome: self.outcome(association, planned),
            url: format!("{plan}#{}", planned.activity.0),
        }
    }

    fn outcome(&self, association: usize, planned: &Planned) -> Option<OutcomeRecord> {
        let of = &self.site.associations[association];
        let page = Page::Of(Subject::Plan(association, planned.plan));
        let text = outcome::beside_row(self.site, &page, of, planned).map(|outcome| plain(&outcome.text));
        let (state, moved_to, documents) = match of.state(planned) {
            State::Ahead => return None,
            State::Done { documents, .. } => ("done", None, documents),
            State::Moved { to, .. } => ("moved", Some(when(to)), &[][..]),
            State::Cancelled { documents, .. } => ("cancelled", None, documents),
        };
        let documents = documents.iter().map(|document| NamedRecord {
            name: plain(&self.site.article(*document).title),
            url: self.page(&Page::Of(Subject::Document(*document))),
        });
        Some(OutcomeRecord {
            state,
            text: text.unwrap_or_default(),
            moved_to,
            documents: documents.collect(),
        })
    }

    fn meeting(&self, association: usize, index: usize, meeting: &Meeting) -> MeetingRecord {
        let of = &self.site.associations[association];
        let agenda = meeting.agenda.iter().map(|item| QuestionRecord {
            question: item.question.trim().to_owned(),
            speaker: item.speaker.clone(),
            decisions: item.decisions.iter().map(decision).collect(),
        });
        let time = meeting.time.as_ref().map(|text| {
            let hours = clock::hours(text);
            TimeRecord {
                text: text.trim().to_owned(),
                from: hours.map(|hours| time_of_day(hours.from)),
                to: hours.and_then(|hours| hours.to).map(time_of_day),
                utc_offset: of.time_zone.offset().to_string(),
            }
        });
        let activities = meeting.article.activities.iter();
        let activities =
            activities.map(|item| format!("{}/{}", of.plans[item.plan].year.slug(), item.activity.0));
        MeetingRecord {
            association: self.association(association),
            title: plain(&meeting.article.title),
            url: self.page(&Page::Of(Subject::Document(Document::Meeting(association, index)))),
            date: iso(meeting.date),
            time,
            school_year: crate::period::SchoolYear::of(meeting.date).to_string(),
            number: meeting.number.clone(),
            form: meeting.form.clone(),
            mode: meeting.mode.clone(),
            theme: meeting.theme.clone(),
            place: meeting.place.clone(),
            link: meeting.link.clone().filter(|_| !meeting.is_reported()),
            topics: meeting.article.topics.clone(),
            reported: meeting.is_reported(),
            attendance: meeting.attendance.count(),
            agenda: agenda.collect(),
            decisions: meeting.decisions.iter().map(decision).collect(),
            activities: activities.collect(),
            files: self.files(&meeting.article),
        }
    }

    fn material(&self, association: usize, index: usize, material: &Material) -> MaterialRecord {
        let article = &material.article;
        let description = article.description.as_ref().or(article.body.summary.as_ref());
        let licence = material.licence.as_ref().map(|licence| LicenceRecord {
            text: licence.text.clone(),
            name: licence.known.as_ref().map(|known| known.name.clone()),
            url: licence.known.as_ref().map(|known| known.address.clone()),
        });
        let classes = material.classes.iter().flat_map(|classes| &classes.numbers);
        MaterialRecord {
            association: self.association(association),
            title: plain(&article.title),
            url: self.page(&Page::Of(Subject::Document(Document::Material(association, index)))),
            date: article.date.map(iso),
            school_year: material.year().map(|year| year.to_string()),
            kind: material.kind.clone(),
            description: description.map(|text| plain(text)),
            authors: material.authors.iter().map(|author| author.text.clone()).collect(),
            audience: material.audience.clone(),
            classes: classes.copied().collect(),
            topics: article.topics.clone(),
            occasion: material.occasion.clone(),
            books: material.books.clone(),
            age: material.age.map(|age| age.to_string()),
            bbk: material.bbk.clone(),
            udc: material.udc.clone(),
            licence,
            files: self.files(article),
        }
    }

    fn files(&self, article: &Article) -> Vec<FileRecord> {
        let file = |asset: &crate::model::body::Asset, title: Option<&str>| FileRecord {
            title: plain(title.unwrap_or(&asset.name)),
            name: asset.name.clone(),
            url: route::address(self.site, &self.path, &route::asset_path(self.site, asset)),
            bytes: asset.length,
        };
        let files = article.files.iter();
        files.map(|attached| file(&self.site.assets[attached.asset], attached.title.as_deref())).collect()
    }
}

/// The version of all three.
const VERSION: u32 = 1;

fn when(reading: &Reading) -> WhenRecord {
    let parts = reading.period.parts().iter().map(|part| {
        let (first, last) = match part {
            Period::Day(day) => (Some(*day), Some(*day)),
            Period::Deadline(day) => (None, Some(*day)),
            Period::Span { first, last } => (Some(*first), Some(*last)),
            Period::Recurring { bounds: Some((first, last)), .. } => (Some(*first), Some(*last)),
            _ => (None, None),
        };
        PeriodRecord { kind: part.kind(), first: first.map(iso), last: last.map(iso) }
    });
    WhenRecord { text: reading.text.trim().to_owned(), parts: parts.collect() }
}

fn decision(decision: &Decision) -> DecisionRecord {
    DecisionRecord {
        text: decision.text.trim().to_owned(),
        responsible: decision.responsible.clone(),
        term: decision.term.as_ref().map(|term| term.text.trim().to_owned()),
        done: decision.done.clone(),
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

fn time_of_day(clock: Clock) -> String {
    format!("{:02}:{:02}", clock.hour, clock.minute)
}

fn json(record: &impl Serialize) -> String {
    serde_json::to_string_pretty(record).unwrap_or_default() + "\n"
}
