//! A material's card: what helps to find, judge, cite and use it, and the ways on from it.

use serde::Serialize;

use super::article::{self, ArticleView, FactView, fact};
use super::date::DateView;
use super::list::EntryView;
use super::named::{self, Run};
use super::{LinkView, Page, case, citation, frame, list, meeting, route, structured};
use crate::model::case::{Facet, Value};
use crate::model::directory::Deed;
use crate::model::material::{Author, Licence, Material, Presented};
use crate::model::{Document, Owner, Site, Subject};
use crate::russian::transliteration::slug;
use crate::russian::typography::typeset;

/// A material's card.
#[derive(Serialize)]
pub struct MaterialView {
    /// What it shares with other documents.
    #[serde(flatten)]
    pub article: ArticleView,
    /// The description to be cited by.
    pub citation: CitationView,
    /// Materials like it.
    pub related: Vec<EntryView>,
    /// The same for search engines, as JSON-LD that is safe within a page.
    pub structured: Option<String>,
}

/// The catalogue card of a material.
#[derive(Serialize)]
pub struct CitationView {
    /// «ББК 78.38», «УДК 027.8»
    pub marks: Vec<String>,
    /// The age mark.
    pub age: Option<String>,
    /// The description up to the reader's day of access, or the whole of it.
    pub before: String,
    /// What stands behind that day; nothing where no address is known.
    pub after: Option<&'static str>,
    /// The topics at the foot of the card.
    pub tracings: Vec<String>,
}

/// The page of a material.
pub(super) fn view(site: &Site, page: &Page, association: usize, index: usize) -> MaterialView {
    let material = &site.associations[association].materials[index];
    let owner = Owner::Association(association);
    let related = site.catalogue.related(association, index).iter();
    let related = related.map(|other| list::material_entry(site, page, owner, association, *other));
    MaterialView {
        citation: card(site, page, material),
        related: related.collect(),
        structured: structured::learning_resource(site, page, association, material),
        article: article(site, page, association, index),
    }
}

/// What a material says, without the ways on from it.
pub(super) fn article(site: &Site, page: &Page, association: usize, index: usize) -> ArticleView {
    let material = &site.associations[association].materials[index];
    let kind = material.kind.as_deref().map_or_else(|| "Материал".to_owned(), frame::sentence);
    let mut view = article::shared(site, page, &material.article, "material");
    view.overline = Some(kind);
    view.facts = facts(site, page, association, index);
    view
}

fn card(site: &Site, page: &Page, material: &Material) -> CitationView {
    let described = citation::of(site, page, material);
    let marks = [("ББК", &material.bbk), ("УДК", &material.udc)];
    let marks = marks.into_iter().filter_map(|(name, mark)| Some(format!("{name}\u{a0}{}", mark.as_ref()?)));
    CitationView {
        marks: marks.collect(),
        age: material.age.map(|age| age.to_string()),
        before: described.before,
        after: described.after,
        tracings: material.article.topics.iter().map(|topic| frame::sentence(topic)).collect(),
    }
}

/// Where the material was shown: the meetings of the site, each with the questions that name it, then the author's words.
fn presented(site: &Site, page: &Page, association: usize, index: usize) -> Vec<Vec<Run>> {
    let document = Document::Material(association, index);
    let meetings = site.catalogue.shown(document).filter(|meeting| site.holds(*meeting));
    let meetings = meetings.filter_map(|meeting| match meeting {
        Document::Meeting(of, number) => Some((meeting, &site.associations[of].meetings[number])),
        _ => None,
    });
    let meetings = meetings.map(|(document_of_meeting, meeting)| {
        let to = Page::Of(Subject::Document(document_of_meeting));
        let LinkView { title, href } = frame::link(site, page, &to, &frame::title(site, &to));
        let questions = meeting.agenda.iter().filter(|item| item.materials.contains(&document));
        let questions =
            questions.map(|item| format!("; вопрос повестки: {}", item.question.trim_end_matches('.')));
        let told = format!(", {}{}", DateView::new(meeting.date).text, questions.collect::<String>());
        vec![Run { text: title, href: Some(href) }, plain(&typeset(&told))]
    });
    let material = &site.associations[association].materials[index];
    let words = material.presented.iter().filter_map(|presented| match presented {
        Presented::Words(words) => Some(vec![plain(&typeset(words))]),
        Presented::Elsewhere { title, date, address } => {
            let day = format!(", {}", DateView::new(*date).text);
            Some(vec![Run { text: typeset(title), href: address.clone() }, plain(&typeset(&day))])
        }
        Presented::At(_) => None,
    });
    meetings.chain(words).collect()
}

fn facts(site: &Site, page: &Page, association: usize, index: usize) -> Vec<FactView> {
    let material = &site.associations[association].materials[index];
    let article = &material.article;
    let deed = Deed::Material(index);
    let authors = material.authors.iter().map(|author| author_runs(site, page, association, &deed, author));
    let gathered = |facet, name: &String| self::gathered(site, page, association, facet, name);
    let audience = material.audience.iter().map(|name| vec![gathered(Facet::Audience, name)]);
    let topics = article.topics.iter().map(|name| vec![gathered(Facet::Topic, name)]);
    let year = material.filed_under.map(|year| vec![gathered(Facet::Year, &year.to_string())]);
    let planned = meeting::planned(site, page, association, article).into_iter();
    let planned = planned.map(|LinkView { title, href }| vec![Run { text: title, href: Some(href) }]);
    let licence = material.licence.as_ref().map(licence_runs);
    let classes = material.classes.as_ref().map(|classes| classes.text.clone());
    let age = material.age.map(|age| age.to_string());
    let facts = [
        linked("Авторы", authors),
        linked("Для кого", audience),
        fact("Классы", classes.iter()),
        linked("Темы", topics),
        fact("Повод", material.occasion.iter()),
        fact("Направления", article.directions.iter()),
        fact("Книги", material.books.iter()),
        linked("Учебный год", year.into_iter()),
        fact("Возраст", age.iter()),
        linked("Где представлен", presented(site, page, association, index).into_iter()),
        linked("По плану работы", planned),
        fact("Кто участвует", article.who.iter()),
        fact("Источники", material.sources.iter()),
        linked("Условия использования", licence.into_iter()),
    ];
    facts.into_iter().flatten().collect()
}

/// A row of the card whose lines have links among their words.
fn linked(label: &'static str, lines: impl Iterator<Item = Vec<Run>>) -> Option<FactView> {
    let runs: Vec<Vec<Run>> = lines.collect();
    let whole = |line: &Vec<Run>| line.iter().map(|run| run.text.as_str()).collect::<String>();
    let lines: Vec<String> = runs.iter().map(whole).collect();
    let is_linked = runs.iter().flatten().any(|run| run.href.is_some());
    (!lines.is_empty()).then_some(FactView { label, lines, runs: if is_linked { runs } else { Vec::new() } })
}

/// Words with the way to all materials that say the same.
fn gathered(site: &Site, page: &Page, association: usize, facet: Facet, words: &str) -> Run {
    let owner = Owner::Association(association);
    let value: Option<&Value> = site.catalogue.case(owner).value(facet, &slug(words));
    let href = value.map(|value| route::link(site, page, &Page::CaseOf(owner, case::drawer(value))));
    Run { text: typeset(words), href }
}

/// The author's words, parted at the names and schools that have a page.
fn author_runs(site: &Site, page: &Page, association: usize, deed: &Deed, author: &Author) -> Vec<Run> {
    let line = typeset(&author.text);
    let runs = named::runs(site, page, association, deed, &line);
    let mut runs = runs.unwrap_or_else(|| vec![Run { text: line, href: None }]);
    for person in &author.people {
        let (Some(school), Some(entry)) = (&person.school, person.school_page) else { continue };
        let school = named::school(site, page, school, Some(entry));
        runs = runs.into_iter().flat_map(|run| parted(run, &school)).collect();
    }
    runs
}

/// `run` with `part` in place of its words, where these are in it and lead nowhere yet.
fn parted(run: Run, part: &Run) -> Vec<Run> {
    let found = run.text.split_once(part.text.as_str()).filter(|_| run.href.is_none());
    let Some((before, after)) = found else { return vec![run] };
    let runs = [plain(before), part.clone(), plain(after)];
    runs.into_iter().filter(|run| !run.text.is_empty()).collect()
}

/// The terms in the author's words; the name of a public licence leads to its own text, which is another site's.
fn licence_runs(licence: &Licence) -> Vec<Run> {
    let Some(known) = &licence.known else {
        return vec![plain(&typeset(&licence.text))];
    };
    let name = Run { text: known.name.replace(' ', "\u{a0}"), href: Some(known.address.clone()) };
    let rest = licence.text.find(['(', ',', ':', ';']).map(|at| typeset(&licence.text[at..]));
    let rest = rest.map(|text| if text.starts_with('(') { format!(" {text}") } else { text });
    std::iter::once(name).chain(rest.map(|text| plain(&text))).collect()
}

fn plain(text: &str) -> Run {
    Run { text: text.to_owned(), href: None }
}
