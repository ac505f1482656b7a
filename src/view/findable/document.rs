//! What is written in Markdown, with all that its page says beside the text.

use super::{address, plain};
use crate::model::article::Article;
use crate::model::body::{Body, Fragment};
use crate::model::{Document, Site, Subject};
use crate::search;
use crate::view::article::{self, ArticleView, FactView};
use crate::view::date::DateView;
use crate::view::material;
use crate::view::meeting::{self, AgendaItemView, DecisionView};
use crate::view::{Page, implied as implied_view};

/// How long the text is, in bytes of HTML.
pub(super) fn length(article: &Article) -> usize {
    article
        .body
        .fragments
        .iter()
        .map(|fragment| if let Fragment::Html(html) = fragment { html.len() } else { 0 })
        .sum()
}

/// A material, a news item, a plain page.
pub(super) fn article(site: &Site, document: Document) -> search::Document {
    let page = Page::Of(Subject::Document(document));
    let view = match document {
        Document::Material(association, index) => material::article(site, &page, association, index),
        _ => article::view(site, &page, document),
    };
    let mut lines = Lines::default();
    lines.extend(view.overline.clone());
    finished(site, &page, view, site.article(document), lines)
}

/// A meeting that has a file.
pub(super) fn meeting(site: &Site, association: usize, index: usize) -> search::Document {
    let document = Document::Meeting(association, index);
    let page = Page::Of(Subject::Document(document));
    let view = meeting::view(site, &page, association, index);
    let mut lines = Lines::default();
    lines.extend(view.article.overline.clone());
    view.agenda.iter().for_each(|item| lines.agenda(item));
    view.decisions.iter().for_each(|decision| lines.decision(decision));
    finished(site, &page, view.article, site.article(document), lines)
}

/// A meeting that a plan implies.
pub(super) fn implied(site: &Site, association: usize, index: usize) -> search::Document {
    let page = Page::Implied(association, index);
    let view = implied_view::view(site, &page, association, index);
    let mut lines = Lines::default();
    view.agenda.iter().for_each(|item| lines.agenda(item));
    for fact in view.facts {
        lines.extend(fact.lines);
    }
    search::Document {
        title: view.frame.title,
        address: address(site, &page),
        when: view.date.map(|date| date.text).unwrap_or_default(),
        text: lines.text(),
        ..search::Document::default()
    }
}

fn finished(
    site: &Site,
    page: &Page,
    view: ArticleView,
    article: &Article,
    mut lines: Lines,
) -> search::Document {
    let kind = view.overline.clone();
    lines.extend(view.lead);
    let headings = view.facts.iter().filter(|fact| matches!(fact.label, "Темы" | "Направления" | "Тема"));
    let headings =
        headings.flat_map(fact_lines).chain(article.body.headings.iter().map(|heading| heading.text.clone()));
    let headings = headings.chain(kind).collect();
    lines.extend(view.facts.iter().flat_map(fact_lines));
    lines.body(&article.body);
    lines
        .extend(view.photos.into_iter().flat_map(|photo| [photo.caption, Some(photo.description)]).flatten());
    lines.extend(view.files.into_iter().map(|file| file.title));
    search::Document {
        title: view.frame.title,
        address: address(site, page),
        when: article.date.map(|date| DateView::new(date).text).unwrap_or_default(),
        headings,
        text: lines.text(),
        ..search::Document::default()
    }
}

fn fact_lines(fact: &FactView) -> Vec<String> {
    fact.lines.clone()
}

/// The text of a document, line by line.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    pub(super) fn extend(&mut self, lines: impl IntoIterator<Item = String>) {
        for line in lines {
            self.0.push_str(&line);
            self.0.push('\n');
        }
    }

    pub(super) fn body(&mut self, body: &Body) {
        let mut html = String::new();
        for fragment in &body.fragments {
            if let Fragment::Html(part) = fragment {
                html.push_str(part);
            }
        }
        plain::append(&html, &mut self.0);
        self.0.push('\n');
    }

    fn agenda(&mut self, item: &AgendaItemView) {
        self.extend([item.question.clone()]);
        self.extend([&item.speaker, &item.heard].into_iter().flatten().cloned());
        for speech in &item.speeches {
            let about = speech.about.iter().map(|about| format!("{}: {about}", speech.who));
            self.extend(about.chain(speech.about.is_none().then(|| speech.who.clone())));
        }
        item.decisions.iter().for_each(|decision| self.decision(decision));
    }

    fn decision(&mut self, decision: &DecisionView) {
        self.extend(
            [Some(&decision.text), decision.responsible.as_ref(), decision.term.as_ref()]
                .into_iter()
                .flatten()
                .cloned(),
        );
    }

    pub(super) fn text(&self) -> String {
        plain::tidied(&self.0)
    }
}
