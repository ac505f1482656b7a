//! Where something new belongs: the site as it is, and whose folder it goes into.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::build_again;
use crate::cli::arguments::{PlaceArguments, SiteArguments};
use crate::cli::dialogue::Dialogue;
use crate::cli::failure::{self, Words};
use crate::cli::plain;
use crate::cli::site::{self, Folders};
use crate::diagnostic::Diagnostics;
use crate::link::Options;
use crate::model::Site;
use crate::model::association::Association;
use crate::model::plan::PlanItem;
use crate::model::schedule::Planned;
use crate::parse::plan::ParsedPlan;
use crate::parse::{self, Located, Parsed};
use crate::period::SchoolYear;
use crate::russian::transliteration::slug;
use crate::source::{self, SourceTree};

/// What the portal itself is called where a folder is asked for.
const PORTAL: &str = ".";

/// Whose the new thing may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Whose {
    /// An association's.
    Association,
    /// An association's or the portal's own.
    Anybody,
}

/// A site with the folder that something new goes into.
pub(in crate::cli) struct Place {
    folders: Folders,
    /// The folder of the association on the disk.
    pub(in crate::cli) folder: PathBuf,
    /// The same as the author knows it, ending in `/`.
    pub(in crate::cli) shown: String,
    /// The association; nothing for the portal itself.
    pub(super) association: Option<Association>,
    /// Its plans as they stand in their files, latest first.
    pub(in crate::cli) plans: Vec<Located<ParsedPlan>>,
    /// The school years that its calendar has terms of; nothing where there is no calendar.
    pub(super) calendar: Option<Vec<SchoolYear>>,
    pub(super) today: NaiveDate,
}

impl Place {
    /// Reads the site and finds whose the new thing is; `command` is what is said to make it.
    pub(in crate::cli) fn find(
        arguments: &PlaceArguments,
        command: &str,
        whose: Whose,
        dialogue: &mut dyn Dialogue,
    ) -> Result<Self, Words> {
        let folders = Folders::new(&site_arguments(arguments));
        folders.check()?;
        let tree = read(&folders)?;
        let today = arguments.today.unwrap_or_else(site::today);
        let site = built(&tree, today).0;
        let mut parsed = parse::parse(&tree, None).value;
        let names: Vec<String> =
            parsed.associations.keys().filter(|folder| !folder.is_empty()).cloned().collect();
        let has_portal = whose == Whose::Anybody && !names.is_empty();
        let names = names.into_iter().chain(has_portal.then(|| PORTAL.to_owned())).collect::<Vec<_>>();
        let folder = match arguments.association.as_deref() {
            Some(wanted) => named(wanted, &names)?,
            None => asked(&names, command, &site, dialogue)?,
        };
        let is_own = !(site.portal && folder.is_empty());
        let association =
            site.associations.iter().find(|association| is_own && association.slug == slug(&folder)).cloned();
        let below = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let calendar = parsed.calendars.remove(&folder).or_else(|| parsed.calendars.remove(""));
        Ok(Self {
            folder: if folder.is_empty() { folders.content.clone() } else { folders.content.join(&folder) },
            shown: format!("{}/{below}", folders.content_name),
            folders,
            association,
            calendar: calendar.map(|calendar| calendar.years.iter().map(|(year, _)| *year).collect()),
            plans: plans(parsed, &folder),
            today,
        })
    }

    /// What is wrong or doubtful in the file `shown` of the site as it is now, drafts included.
    pub(in crate::cli) fn doubts_about(&self, shown: &str) -> Diagnostics {
        let Ok(tree) = read(&self.folders) else { return Diagnostics::default() };
        let found = built(&tree, self.today).1.sorted();
        found
            .into_iter()
            .filter(|doubt| doubt.place.as_ref().is_some_and(|place| *place.path == *shown))
            .collect()
    }

    /// The activities of its plan number `plan`, as read.
    pub(super) fn planned(&self, plan: usize) -> impl Iterator<Item = &Planned> {
        let schedule = self.association.iter().flat_map(|association| &association.schedule);
        schedule.filter(move |planned| planned.plan == plan)
    }

    /// Whether a document carries an activity out.
    pub(super) fn is_carried_out(&self, planned: &Planned) -> bool {
        let item = PlanItem { plan: planned.plan, activity: planned.activity.clone() };
        self.association.as_ref().is_some_and(|association| association.carried_out.contains_key(&item))
    }
}

/// The arguments with which any other command would read the site.
fn site_arguments(arguments: &PlaceArguments) -> SiteArguments {
    SiteArguments {
        root: arguments.root.clone(),
        content: None,
        base_url: None,
        today: arguments.today,
        drafts: true,
        strict: false,
    }
}

/// The sources. What is wrong with them is for `check`; a plan that could not be read is missed in its place.
fn read(folders: &Folders) -> Result<SourceTree, Words> {
    let tree = source::read(&folders.content, &folders.content_name);
    tree.map(|tree| tree.value).map_err(|error| failure::unreadable(&error))
}

fn built(tree: &SourceTree, today: NaiveDate) -> (Site, Diagnostics) {
    let options = Options { today, drafts: true, base_url: None };
    let built = build_again(tree, &options, None);
    (built.value.site, built.diagnostics)
}

fn plans(parsed: Parsed, folder: &str) -> Vec<Located<ParsedPlan>> {
    let mut plans: Vec<_> = parsed.plans.into_iter().filter(|plan| plan.folder == folder).collect();
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.value.plan.year));
    plans
}

/// The folder below the content that the command names; empty for the content itself.
fn named(wanted: &str, names: &[String]) -> Result<String, Words> {
    let wanted = wanted.trim_matches(['/', '\\']);
    let found =
        names.iter().find(|folder| *folder == wanted || (*folder != PORTAL && slug(folder) == slug(wanted)));
    found.map(|folder| below_content(folder)).ok_or_else(|| failure::no_association(wanted, names))
}

/// The same where the command does not name it: the only one, or the one that is chosen.
fn asked(names: &[String], command: &str, site: &Site, dialogue: &mut dyn Dialogue) -> Result<String, Words> {
    match names {
        [] => Ok(String::new()),
        [only] => Ok(below_content(only)),
        _ if !dialogue.is_live() => Err(failure::which_association(command, names)),
        _ => {
            let lines = names.iter().map(|name| {
                let known = site.associations.iter().find(|association| association.slug == slug(name));
                let called = known.map_or("весь портал", |association| &association.short_name);
                format!("{} ({name})", plain::line(called))
            });
            let question = format!("Для какого объединения? {}.", dialogue.way_out());
            let chosen = chosen(&question, &lines.collect::<Vec<_>>(), dialogue)?;
            chosen.map(|index| below_content(&names[index])).ok_or_else(failure::unanswered)
        }
    }
}

fn below_content(name: &str) -> String {
    if name == PORTAL { String::new() } else { name.to_owned() }
}

/// The index of what is chosen by number from `lines`; nothing where the question is passed over.
pub(in crate::cli) fn chosen(
    question: &str,
    lines: &[String],
    dialogue: &mut dyn Dialogue,
) -> Result<Option<usize>, Words> {
    let numbered = (1..).zip(lines).map(|(number, line)| format!("\n  {number}. {line}"));
    dialogue.say(&format!("{question}{}", numbered.collect::<String>()));
    loop {
        let answer = dialogue.ask("Напишите номер и нажмите Enter:").ok_or_else(failure::unanswered)?;
        if answer.is_empty() {
            return Ok(None);
        }
        let number = answer.trim_end_matches(['.', ')']).parse::<usize>().ok();
        if let Some(index) =
            number.and_then(|number| number.checked_sub(1)).filter(|index| *index < lines.len())
        {
            return Ok(Some(index));
        }
        dialogue.say(&format!("Такого номера нет. Напишите число от 1 до {}.", lines.len()));
    }
}
