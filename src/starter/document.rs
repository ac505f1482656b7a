//! A new meeting, material or news item: the sample of a new site, with what is known of it filled in.
//!
//! The explanations are those of the sample, so that they exist once. What is not known becomes a comment, so that
//! nothing of the sample is taken for the author's words; and a draft it stays until the author says otherwise.

use chrono::NaiveDate;

use super::{Answers, SITE, filled, words};
use crate::parse::quoted;
use crate::period::SchoolYear;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A meeting.
    Meeting,
    /// A material of the electronic case.
    Material,
    /// A news item.
    News,
}

/// What is known of a new document.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Its title, on one line.
    pub title: String,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// The plan's words for its day, where these are not one day.
    pub period: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// Who answers for it, or its authors.
    pub who: Vec<String>,
    /// The type of a material.
    pub kind: Option<String>,
    /// The activity of the plan, as it is named in a document.
    pub activity: Option<String>,
    /// The questions, each with who speaks on it.
    pub agenda: Vec<(String, Option<String>)>,
    /// The file of the plan, where there is one to refer to.
    pub plan: Option<String>,
}

impl Kind {
    /// The folder of such documents.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Meeting => "meetings",
            Self::Material => "materials",
            Self::News => "news",
        }
    }

    fn sample(self) -> &'static str {
        match self {
            Self::Meeting => "content/meetings/primer-zasedaniya.md",
            Self::Material => "content/materials/primer-materiala.md",
            Self::News => "content/news/primer-novosti.md",
        }
    }

    /// The fields of the sample that say something of the sample alone.
    fn fields_of_sample(self) -> &'static [&'static str] {
        match self {
            Self::Meeting => &["время", "где"],
            Self::Material => &["тип", "авторы", "аудитория", "классы", "темы"],
            Self::News => &[],
        }
    }
}

/// The text of a new document; `year` is that of the examples in its comments.
pub fn document(kind: Kind, known: &Known, year: SchoolYear) -> String {
    let answers = Answers { name: String::new(), district: None, year };
    let sample = SITE.get_file(kind.sample()).and_then(|file| file.contents_utf8()).unwrap_or_default();
    let sample = filled(&sample.replace("\r\n", "\n"), &words(&answers));
    let (header, body) = sample.split_once("\n---\n").unwrap_or((&sample, ""));
    let mut header = Header { lines: header.lines().map(str::to_owned).collect() };
    header.lines.retain(|line| !line.starts_with("# Для каждо"));
    for field in kind.fields_of_sample() {
        header.switch_off(field);
    }
    header.set("название", &[format!("название: {}", quoted(&known.title))]);
    header.set("дата", &date(known));
    let list = |name: &str, values: &[String]| -> Vec<String> {
        let values = values.iter().map(|value| format!("  - {}", quoted(value)));
        std::iter::once(format!("{name}:")).chain(values).collect()
    };
    if let Some(place) = known.place.as_ref().filter(|_| kind == Kind::Meeting) {
        header.set("где", &[format!("где: {}", quoted(place))]);
    }
    if !known.who.is_empty() && kind != Kind::News {
        let name = if kind == Kind::Material { "авторы" } else { "кто" };
        header.set(name, &list(name, &known.who));
    }
    if let Some(of_kind) = known.kind.as_ref().filter(|_| kind == Kind::Material) {
        header.set("тип", &[format!("тип: {}", quoted(of_kind))]);
    }
    if let Some(activity) = &known.activity {
        let is_plain = activity.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '.' | '-'));
        let activity = if is_plain { activity.clone() } else { quoted(activity) };
        header.set("пункты плана", &[format!("пункты плана: {activity}")]);
    }
    if !known.agenda.is_empty() {
        let agenda = known.agenda.iter().flat_map(|(question, speaker)| {
            let speaker = speaker.as_ref().map(|speaker| format!("    докладчик: {}", quoted(speaker)));
            std::iter::once(format!("  - вопрос: {}", quoted(question))).chain(speaker)
        });
        header.set("повестка", &std::iter::once("повестка:".to_owned()).chain(agenda).collect::<Vec<_>>());
    }
    let body = with_plan(body, known.plan.as_deref(), year);
    let body = if known.agenda.is_empty() { body } else { without_section(&body, "## Повестка") };
    format!("{}\n---\n{body}", header.lines.join("\n"))
}

fn date(known: &Known) -> Vec<String> {
    if let Some(date) = known.date {
        return vec![format!("дата: {}", date.format("%d.%m.%Y"))];
    }
    let planned = known.period.as_ref().map(|period| format!("В плане стоит «{period}». "));
    let note = format!("# {}Впишите день после двоеточия, например 12.11.2026.", planned.unwrap_or_default());
    vec![note, "дата:".to_owned()]
}

/// The fields of a document, as lines.
struct Header {
    lines: Vec<String>,
}

impl Header {
    /// Where the field `name` stands, switched on or off, with the lines that are its value.
    fn find(&self, name: &str) -> Option<std::ops::Range<usize>> {
        let field = format!("{name}:");
        let is_field = |line: &String| line.strip_prefix("# ").unwrap_or(line).starts_with(&field);
        let start = self.lines.iter().position(is_field)?;
        let margin = if self.lines[start].starts_with("# ") { "#   " } else { "  " };
        let value = self.lines[start + 1..].iter().take_while(|line| line.starts_with(margin));
        Some(start..start + 1 + value.count())
    }

    /// Puts `lines` in place of the field `name` of the sample. The example of an agenda stays below it as a comment: it shows
    /// what is added after the meeting.
    fn set(&mut self, name: &str, lines: &[String]) {
        let Some(found) = self.find(name) else {
            self.lines.push(String::new());
            self.lines.extend_from_slice(lines);
            return;
        };
        let is_kept = name == "повестка";
        let replaced = if is_kept { found.start..found.start + 1 } else { found };
        self.lines.splice(replaced, lines.iter().cloned());
    }

    fn switch_off(&mut self, name: &str) {
        let found = self.find(name).unwrap_or(0..0);
        for line in self.lines[found].iter_mut().filter(|line| !line.starts_with('#')) {
            line.insert_str(0, "# ");
        }
    }
}

/// The body with its reference to the file of the plan, or without the sentence where there is no plan.
fn with_plan(body: &str, plan: Option<&str>, year: SchoolYear) -> String {
    let reference = format!("../plans/{}.yaml", year.slug());
    if let Some(plan) = plan {
        return body.replace(&reference, &format!("../plans/{plan}"));
    }
    let Some(at) = body.find(&reference) else { return body.to_owned() };
    let start = body[..at].rfind(". ").map_or(0, |end| end + 1);
    let end = at + reference.len() + ").".len();
    format!("{}{}", &body[..start], body.get(end..).unwrap_or_default())
}

fn without_section(body: &str, heading: &str) -> String {
    let Some(start) = body.find(heading) else { return body.to_owned() };
    let end = body[start + heading.len()..].find("## ").map_or(body.len(), |end| start + heading.len() + end);
    format!("{}{}", &body[..start], &body[end..])
}
