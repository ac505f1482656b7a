//! What the files say together: one typed site, or everything that keeps it from being one.
//!
//! Here documents find their association, names are made unique, links find their targets. Whatever concerns more
//! than one file is checked here; the result has no gaps and no doubts left.

mod activities;
mod address;
mod analysis;
mod credit;
mod deeds;
mod directory;
mod document;
mod document_memory;
mod implied;
mod lint;
mod material;
mod mention;
mod named;
mod outcome;
mod people_memory;
mod privacy;
mod registry;
mod reminder;
mod schedule;
mod shelf;
mod target;
mod unpublished;
mod unused;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Place};
use crate::model::article::Article;
use crate::model::association::{Association, Member};
use crate::model::calendar::{DaysOff, TimeZone};
use crate::model::directory::Directory;
use crate::model::material::Material;
use crate::model::meeting::Meeting;
use crate::model::plan::{Plan, PlanItem};
use crate::model::schedule::Planned;
use crate::model::{Document, Owner, Site};
use crate::parse::Parsed;
use crate::parse::calendar::Calendar;
use crate::parse::raw::{RawAssociation, RawSite};
use crate::parse::record::Text;
use crate::period::{Period, SchoolYear};
use crate::russian::transliteration::{file_name, slug};
use crate::source::SourceTree;

use activities::Activities;
pub use activities::activity;
pub use address::clean_address;
use credit::Credits;
use deeds::Published;
use directory::Directories;
use document_memory::DocumentMemory;
pub use mention::Mention;
use registry::Registry;
pub use reminder::{MeetingPlaces, Places, named_in_report};
use shelf::{Shelf, Shelves};
use target::{LeftOut, Targets};
use unpublished::Unpublished;

/// What a build is asked for besides the content.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day that the site is built for.
    pub today: NaiveDate,
    /// Whether drafts are built too.
    pub drafts: bool,
    /// The address of the site instead of that in its settings.
    pub base_url: Option<String>,
}

/// The site, and what its sources say beyond it.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The site.
    pub site: Site,
    /// The pages of other sites that its own mention, one for each time they do.
    pub mentions: Vec<Mention>,
    /// Where the things of each association stand that may be late.
    pub places: Vec<Places>,
}

/// What the associations of `site` that record outcomes have left open by its day; `places` are theirs, in their order.
pub fn reminders(site: &Site, places: &[Places]) -> Diagnostics {
    reminder::reminders(site, places)
}

/// The theme that the program carries inside.
pub const DEFAULT_THEME: &str = "default";

/// What the electronic case is called where neither the site nor the association says it.
const USUAL_CASE_NAME: &str = "Электронный кейс";

/// Names that the site itself uses at its root or at an association's.
pub const RESERVED: [&str; 20] = [
    "plans",
    "meetings",
    "case",
    "materials",
    "news",
    "archive",
    "calendar",
    "analysis",
    "people",
    "schools",
    "members",
    "documents",
    "search",
    "embed",
    "assets",
    "files",
    "pages",
    "subscribe",
    "404",
    "index",
];

/// What the last linking found: of fields by their text, and of documents by all that stands around them.
#[derive(Debug, Default)]
pub struct Memory {
    people: people_memory::PeopleMemory,
    documents: document_memory::DocumentMemory,
}

/// Makes one site of all that was read; `memory` may know fields and documents from the last time.
pub fn link(mut parsed: Parsed, options: &Options, memory: Option<&mut Memory>) -> Checked<Linked> {
    let mut forgetful = Memory::default();
    let memory = memory.unwrap_or(&mut forgetful);
    let mut diagnostics = Diagnostics::default();
    let folders = folders(&parsed.associations, &mut diagnostics);
    let portal = shelf::is_portal(&folders);
    let people = std::mem::take(&mut parsed.people);
    let registry = Registry::new(people, &folders, portal, &mut diagnostics);
    privacy::apply(&mut parsed, &registry, options, &mut diagnostics);
    let Parsed {
        site: settings,
        associations: described,
        calendars,
        plans,
        analyses,
        documents,
        schools,
        unread,
        texts,
        assets,
        ..
    } = parsed;
    let shelves = shelf::fill((plans, analyses), documents, &folders, options, &mut diagnostics);
    let Shelves { by_folder: mut shelves, drafts, unpublished } = shelves;
    let unpublished = Unpublished::new(unpublished, &assets);
    let left_out = LeftOut { unread: &unread, drafts: &drafts, unpublished: &unpublished };
    let targets = Targets::new(&assets, left_out, &folders, &shelves);
    lint::materials(&shelves, &targets, &mut diagnostics);
    lint::torn_words(&shelves, &mut diagnostics);
    memory.documents.begin(&texts, options, &targets, folders.len());
    let mut linker = document::Linker::new(&targets);
    let case_name = settings.as_ref().and_then(|site| value(site.case_name.as_ref()));
    let case_name = case_name.unwrap_or_else(|| USUAL_CASE_NAME.to_owned());
    let directories =
        Directories::new(&registry, &schools, &described, portal, &mut linker, &mut diagnostics);

    lint::pictures(&shelves, &mut diagnostics);
    let portal_shelf = if portal { shelves.remove("") } else { None }.unwrap_or_default();
    let mut associations = Vec::new();
    let mut places = Vec::new();
    for (index, folder) in folders.iter().enumerate() {
        let raw = described.get(folder).and_then(Option::as_ref);
        let shelf = shelves.remove(folder.as_str()).unwrap_or_default();
        let calendar = schedule::calendar_of(&calendars, folder);
        let roll = registry.roll(folder);
        let planned = schedule::schedule(&shelf.plans, calendar, roll, &mut diagnostics);
        schedule::report_likenesses(&shelf, &planned, roll, &mut memory.people, &mut diagnostics);
        let days_off = schedule::days_off(&calendars, folder);
        lint::shelf(&shelf, &planned, &days_off, &mut diagnostics);
        places.push(Places::of(&shelf));
        let members = raw.map_or(&[][..], |raw| &raw.members);
        let credits = Credits::new(&directories, (index, folder), members, roll);
        let directory =
            |published: Published| directories.of_association((index, folder), members, roll, published);
        let settings = settings.as_ref();
        let usual = Usual { case_name: &case_name, time_zone: settings.and_then(|site| site.time_zone) };
        let told = (raw, folder.as_str(), usual);
        let linking = (&mut linker, &credits, &mut memory.documents);
        associations.push(association(index, told, shelf, (planned, calendar, days_off), linking, directory));
    }
    memory.people.end_turn();
    let news = linker.articles(&portal_shelf.news, &Activities::of(&[]));
    let pages = linker.articles(&portal_shelf.pages, &Activities::of(&[]));
    let document::Linking { assets: used, mentions, withheld, diagnostics: found } = linker.finish();
    memory.documents.end(&texts, options, targets);
    let mut left_out = withheld;
    left_out.extend(unpublished.into_files());
    left_out.extend(drafts.into_values().flatten());
    diagnostics.append(found);
    privacy::check_files(&used, &assets, &registry, &mut diagnostics);
    unused::report(&assets, &used, &left_out, &unused::Unread::new(&unread, &texts), &mut diagnostics);
    let settings = settings.as_ref();
    lint::files(&used, settings.and_then(|site| site.file_limit), &mut diagnostics);
    let assets = used.into_iter().map(|used| used.asset).collect();
    let directory = directories.of_portal();
    let catalogue = memory.documents.catalogue(&associations, portal.then_some(&directory));
    let site = Site {
        name: site_name(settings, &associations),
        description: settings.and_then(|site| value(site.description.as_ref())),
        address: address(settings, options, &mut diagnostics),
        abbreviations: abbreviations(settings, &mut diagnostics),
        theme: theme(settings, &mut diagnostics),
        accent: settings.and_then(|site| site.accent).unwrap_or_default(),
        portal,
        associations,
        news,
        pages,
        directory,
        case_name,
        catalogue,
        assets,
        time_zone: settings.and_then(|site| site.time_zone).unwrap_or_default(),
        long_periods: settings.and_then(|site| site.long_periods).unwrap_or_default(),
        portions: settings.and_then(|site| site.portions.clone()).unwrap_or_default().0,
        saved: None,
        today: options.today,
    };
    Checked { value: Linked { site, mentions, places }, diagnostics }
}

/// The associations' folders in order; a mistake where there are none, or one at the root beside others.
fn folders(
    described: &BTreeMap<String, Option<RawAssociation>>,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let folders: Vec<String> = described.keys().cloned().collect();
    if folders.is_empty() {
        diagnostics.push(Diagnostic::error(None, "Не найдено ни одного объединения: нет файла association.yaml").hint("Положите association.yaml в папку content (сайт одного объединения) или в папки внутри неё (портал)."));
    }
    let mut addresses: BTreeMap<String, &str> = BTreeMap::new();
    for (folder, raw) in described {
        let Some(raw) = raw else { continue };
        let place = || raw.place.clone();
        if folder.is_empty() && folders.len() > 1 {
            diagnostics.push(Diagnostic::error(place(), "Объединение описано и в корне, и в папках").hint(
                "Для портала перенесите файлы из корня в отдельную папку; в корне оставьте site.yaml.",
            ));
        }
        let address = slug(folder);
        if folder.contains('/') {
            diagnostics.push(
                Diagnostic::error(place(), format!("Папка объединения «{folder}» лежит внутри другой папки"))
                    .hint("Папки объединений кладут прямо в папку content."),
            );
        } else if RESERVED.contains(&address.as_str()) {
            diagnostics.push(reserved(place(), folder));
        } else if address.is_empty() && !folder.is_empty() {
            diagnostics.push(
                Diagnostic::error(place(), format!("Из имени папки «{folder}» не получается адреса"))
                    .hint("Назовите папку буквами или цифрами."),
            );
        } else if file_name(&address) != address && !address.is_empty() {
            diagnostics.push(
                Diagnostic::error(
                    place(),
                    format!(
                        "Из имени папки «{folder}» получается адрес «{address}», занятый системой Windows"
                    ),
                )
                .hint("Назовите папку иначе: папку с таким именем в Windows не создать."),
            );
        } else if let Some(other) = addresses.insert(address, folder) {
            diagnostics.push(
                Diagnostic::error(place(), format!("У папок «{other}» и «{folder}» получается один адрес"))
                    .hint("Переименуйте одну из папок."),
            );
        }
    }
    folders
}

fn reserved(place: Place, name: &str) -> Diagnostic {
    Diagnostic::error(place, format!("Имя «{name}» занято самим сайтом"))
        .hint(format!("Выберите другое имя; заняты: {}.", RESERVED.join(", ")))
}

/// What holds for an association that does not say otherwise.
#[derive(Clone, Copy)]
struct Usual<'s> {
    case_name: &'s str,
    time_zone: Option<TimeZone>,
}

/// An association and its documents. One whose description could not be read goes by its folder's name: the mistakes of
/// its documents are wanted all the same.
fn association(
    index: usize,
    (raw, folder, usual): (Option<&RawAssociation>, &str, Usual),
    shelf: Shelf,
    (schedule, calendar, days_off): (Vec<Planned>, Option<&Calendar>, DaysOff),
    (linker, credits, memory): (&mut document::Linker, &Credits, &mut DocumentMemory),
    directory: impl FnOnce(Published) -> Directory,
) -> Association {
    let text = |field: fn(&RawAssociation) -> Option<&Text>| raw.and_then(|raw| value(field(raw)));
    linker.mention_all(raw.map_or(&[][..], |raw| &raw.contacts));
    let name = text(|raw| Some(&raw.name)).unwrap_or_else(|| folder.to_owned());
    let members = raw.map_or(&[][..], |raw| &raw.members).iter().map(|member| Member {
        who: member.who.value.clone(),
        position: value(member.position.as_ref()),
        school: value(member.school.as_ref()),
    });
    let activities = Activities::of(&shelf.plans);
    let known = &mut memory.meetings[index];
    let mut meetings = linker.meetings(&shelf.meetings, &activities, calendar, known);
    let known = &mut memory.materials[index];
    let materials = linker.materials(&shelf.materials, &activities, credits, known);
    let analyses = linker.analyses(shelf.analyses);
    let news = linker.articles(&shelf.news, &activities);
    let pages = linker.articles(&shelf.pages, &activities);
    let plans: Vec<Plan> = shelf.plans.into_iter().map(|plan| plan.value.plan).collect();
    let held = meetings.iter().map(|meeting| SchoolYear::of(meeting.date));
    let moved = schedule.iter().filter_map(Planned::moved_to).flat_map(|to| to.period.parts());
    let planned =
        schedule.iter().flat_map(|planned| planned.when.period.parts()).chain(moved).filter_map(first_day);
    let planned = planned.map(SchoolYear::of);
    let years = plans.iter().map(|plan| plan.year).chain(held).chain(planned).collect();
    let published =
        Published { plans: &plans, schedule: &schedule, meetings: &meetings, materials: &materials };
    let directory = directory(published);
    let implied = implied::implied(&plans, &schedule, &meetings);
    let articles = meetings.iter().map(|meeting| &meeting.article);
    let articles =
        articles.chain(materials.iter().map(|material| &material.article)).chain(&news).chain(&pages);
    for (address, meeting) in implied.former_addresses(folder, articles) {
        Arc::make_mut(&mut meetings[meeting]).article.former_addresses.push(address);
    }
    Association {
        directory,
        slug: slug(folder),
        kind: text(|raw| raw.kind.as_ref()),
        short_name: text(|raw| raw.short_name.as_ref()).unwrap_or_else(|| name.clone()),
        name,
        district: text(|raw| raw.district.as_ref()),
        head: text(|raw| raw.head.as_ref()),
        contacts: raw.map_or(&[][..], |raw| &raw.contacts).iter().map(|text| text.value.clone()).collect(),
        members: members.collect(),
        description: text(|raw| raw.description.as_ref()),
        case_name: text(|raw| raw.case_name.as_ref()).unwrap_or_else(|| usual.case_name.to_owned()),
        example: raw.is_some_and(|raw| raw.example),
        time_zone: raw.and_then(|raw| raw.time_zone).or(usual.time_zone).unwrap_or_default(),
        days_off,
        years,
        plans,
        schedule,
        carried_out: carried_out(index, &meetings, &materials, &news),
        implied: implied.meetings,
        meetings,
        materials,
        analyses,
        news,
        pages,
    }
}

/// Which documents carry out which activities. A meeting does so with its report, whatever the day.
fn carried_out(
    association: usize,
    meetings: &[Arc<Meeting>],
    materials: &[Arc<Material>],
    news: &[Article],
) -> BTreeMap<PlanItem, Vec<Document>> {
    let owner = Owner::Association(association);
    let meetings = meetings.iter().enumerate().filter(|(_, meeting)| meeting.is_reported());
    let meetings = meetings.map(|(index, meeting)| (Document::Meeting(association, index), &meeting.article));
    let materials = materials.iter().enumerate();
    let materials =
        materials.map(|(index, material)| (Document::Material(association, index), &material.article));
    let news = news.iter().enumerate().map(|(index, article)| (Document::News(owner, index), article));
    let mut carried_out: BTreeMap<PlanItem, Vec<Document>> = BTreeMap::new();
    for (document, article) in meetings.chain(materials).chain(news).filter(|(_, article)| !article.draft) {
        for item in &article.activities {
            carried_out.entry(item.clone()).or_default().push(document);
        }
    }
    carried_out
}

/// The day with which a period enters the calendar; the whole year, a rule and a condition do not.
fn first_day(period: &Period) -> Option<NaiveDate> {
    match period {
        Period::Day(day) | Period::Deadline(day) | Period::Span { first: day, .. } => Some(*day),
        _ => None,
    }
}

fn site_name(settings: Option<&RawSite>, associations: &[Association]) -> String {
    let given = settings.and_then(|site| value(site.name.as_ref()));
    let only = || associations.first().map(|association| association.name.clone());
    given.or_else(only).unwrap_or_default()
}

/// The site's address with a `/` at its end.
fn address(settings: Option<&RawSite>, options: &Options, diagnostics: &mut Diagnostics) -> Option<String> {
    if let Some(given) = &options.base_url {
        return clean_address(given).ok();
    }
    let given = settings.and_then(|site| site.address.as_ref())?;
    let address = clean_address(&given.value);
    if let Err(mistake) = &address {
        diagnostics.push(Diagnostic::error(given.place.clone(), mistake.message).hint(mistake.hint));
    }
    address.ok()
}

/// The abbreviations of the settings: «РШБА = Русская школьная библиотечная ассоциация», with a dash or a colon as well.
fn abbreviations(settings: Option<&RawSite>, diagnostics: &mut Diagnostics) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for given in settings.iter().flat_map(|site| &site.abbreviations) {
        let parts = given.value.split_once(['=', '–', '—', ':']);
        match parts.map(|(short, long)| (short.trim(), long.trim())) {
            Some((short, long)) if is_word(short) && long.contains(char::is_alphanumeric) => {
                found.push((short.to_owned(), long.to_owned()));
            }
            _ => diagnostics.push(
                Diagnostic::error(given.place.clone(), "Непонятно, что сокращение значит")
                    .hint("Напишите сокращение, знак равенства и полное название:")
                    .correction("- РШБА = Русская школьная библиотечная ассоциация".to_owned()),
            ),
        }
    }
    found
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphanumeric)
}

/// The settings name a theme that has no folder.
pub fn no_theme(tree: &SourceTree, name: &str) -> Diagnostic {
    let settings = tree.texts().find(|(path, _)| path.starts_with("site."));
    let place = settings.map(|(_, text)| {
        let start = text.text.find(name).unwrap_or(0);
        Place::new(&text.path, start..start + name.len())
    });
    let mistake =
        Diagnostic::error(place, format!("Оформления «{name}» нет: в папке themes нет такой папки"));
    if name.to_lowercase() == DEFAULT_THEME {
        return mistake
            .hint("Обычное оформление пишется маленькими буквами:")
            .correction(format!("оформление: {DEFAULT_THEME}"));
    }
    mistake.hint("Положите оформление в themes или уберите строку «оформление»: тогда возьмётся обычное.")
}

fn theme(settings: Option<&RawSite>, diagnostics: &mut Diagnostics) -> String {
    let Some(given) = settings.and_then(|site| site.theme.as_ref()) else { return DEFAULT_THEME.to_owned() };
    let clean = given.value.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'));
    if !clean {
        diagnostics.push(
            Diagnostic::error(given.place.clone(), "Имя папки с оформлением записано непонятно")
                .hint("Напишите имя папки внутри themes: буквы, цифры и дефис, например default."),
        );
        return DEFAULT_THEME.to_owned();
    }
    given.value.clone()
}

fn value(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.value.clone())
}
