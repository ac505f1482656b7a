//! A meeting's page: the announcement before it, and the report that the same file grows into.

use serde::Serialize;

use super::article::{self, ArticleView, FactView, fact};
use super::date::DateView;
use super::frame::{self, LinkView};
use super::named::{self, Run};
use super::{Page, messenger, order, route, structured};
use crate::model::article::Article;
use crate::model::association::Association;
use crate::model::directory::Deed;
use crate::model::implied::Talk;
use crate::model::meeting::{AgendaItem, Attendance, Decision, Meeting, Vote};
use crate::model::schedule::Planned;
use crate::model::{Document, Site, Subject};
use crate::russian::answer::is_yes;
use crate::russian::plural::plural;
use crate::russian::typography::typeset;

/// A meeting's page.
#[derive(Serialize)]
pub struct MeetingView {
    /// What it shares with other documents.
    #[serde(flatten)]
    pub article: ArticleView,
    /// Whether it says what happened.
    pub reported: bool,
    /// The address of another site where one joins it; nothing once it is reported.
    pub join: Option<String>,
    /// Its questions in order.
    pub agenda: Vec<AgendaItemView>,
    /// Decisions that belong to no question.
    pub decisions: Vec<DecisionView>,
    /// The activities of the plan that it carries out.
    pub planned: Vec<LinkView>,
    /// Materials that were shown.
    pub materials: Vec<LinkView>,
    /// «Текст для мессенджера», ready to be copied, for a meeting to come.
    pub messenger: Option<MessengerView>,
    /// «Протокол для печати», where there is one.
    pub protocol: Option<LinkView>,
    /// The same for search engines; nothing of a draft.
    pub structured: Option<String>,
}

/// A text to be sent as it is.
#[derive(Serialize)]
pub struct MessengerView {
    /// The text, line by line.
    pub text: String,
    /// How many lines of a narrow field it fills.
    pub rows: usize,
}

/// A question with what came of it.
#[derive(Serialize)]
pub struct AgendaItemView {
    /// The question.
    pub question: String,
    /// Who speaks on it.
    pub speaker: Option<String>,
    /// The same parted at names that lead to a page; nothing where none does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speaker_runs: Vec<Run>,
    /// What was told.
    pub heard: Option<String>,
    /// Who else spoke.
    pub speeches: Vec<SpeechView>,
    /// What was decided.
    pub decisions: Vec<DecisionView>,
    /// How the vote went.
    pub vote: Option<String>,
}

/// A speech.
#[derive(Serialize)]
pub struct SpeechView {
    /// Who spoke.
    pub who: String,
    /// The same parted at names that lead to a page; nothing where none does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub who_runs: Vec<Run>,
    /// What about.
    pub about: Option<String>,
}

/// A decision.
#[derive(Serialize)]
pub struct DecisionView {
    /// What was decided.
    pub text: String,
    /// Until when, as written.
    pub term: Option<String>,
    /// Who carries it out.
    pub responsible: Option<String>,
    /// The same parted at names that lead to a page; nothing where none does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub responsible_runs: Vec<Run>,
    /// «Выполнено», with the words that say when; nothing where nothing is said.
    pub done: Option<String>,
}

/// The page of a meeting that has a file.
pub(super) fn view(site: &Site, page: &Page, association: usize, index: usize) -> MeetingView {
    let meeting = &site.associations[association].meetings[index];
    let reported = meeting.is_reported();
    let mut view = article::shared(site, page, &meeting.article, "meeting");
    view.overline = Some(overline(meeting));
    let linked = Linked { site, page, association };
    let mut facts = facts(&linked, meeting, index);
    facts.append(&mut view.facts);
    if answer(&site.associations[association], &meeting.article) {
        let named = facts.iter_mut().filter(|fact| fact.label == article::TAKE_PART);
        named.for_each(|fact| fact.label = "Кто отвечает");
    }
    view.facts = facts;
    (view.previous, view.next) = order::neighbours(site, page, association, order::Place::File(index));
    let agenda = linked.agenda(meeting, index);
    let coming = !reported && meeting.date >= site.today;
    let protocol = Page::Protocol(association, index);
    MeetingView {
        article: view,
        reported,
        join: meeting.link.clone().filter(|_| !reported),
        messenger: coming.then(|| messenger::text(site, page, meeting, &agenda)),
        decisions: linked
            .decisions(meeting, index)
            .split_off(meeting.decisions().count() - meeting.decisions.len()),
        planned: planned(site, page, association, &meeting.article),
        materials: materials(site, page, Document::Meeting(association, index)),
        protocol: meeting.has_protocol().then(|| frame::link(site, page, &protocol, "Протокол для печати")),
        structured: structured::meeting(site, association, index),
        agenda,
    }
}

/// «Заседание № 2. Круглый стол»
pub(super) fn overline(meeting: &Meeting) -> String {
    // «Заседание. Заседание» says nothing more.
    let form = meeting.form.as_ref().filter(|form| form.to_lowercase() != "заседание");
    typeset(&match (form, &meeting.number) {
        (Some(form), Some(number)) => format!("Заседание № {number}. {}", frame::sentence(form)),
        (Some(form), None) => format!("Заседание. {}", frame::sentence(form)),
        (None, Some(number)) => format!("Заседание № {number}"),
        (None, None) => "Заседание".to_owned(),
    })
}

/// «8 октября 2024 г., вторник, 14:00»
pub(super) fn when(meeting: &Meeting) -> String {
    let DateView { text, weekday, .. } = DateView::new(meeting.date);
    let day = format!("{text}, {weekday}");
    meeting.time.as_ref().map_or_else(|| day.clone(), |time| format!("{day}, {}", typeset(time)))
}

/// Where names lead to the pages of those who agreed to have one.
pub(super) struct Linked<'s> {
    /// The site.
    pub(super) site: &'s Site,
    /// The page on which the names stand.
    pub(super) page: &'s Page,
    /// The association whose deeds are told.
    pub(super) association: usize,
}

impl Linked<'_> {
    fn runs(&self, deed: &Deed, words: Option<&String>) -> Vec<Run> {
        let runs = words.and_then(|words| named::runs(self.site, self.page, self.association, deed, words));
        runs.unwrap_or_default()
    }

    /// The decisions of the meeting with the given index, in the order of [`Meeting::decisions`].
    pub(super) fn decisions(&self, meeting: &Meeting, index: usize) -> Vec<DecisionView> {
        let decisions = meeting.decisions().enumerate().map(|(place, decided)| {
            let view = decision(decided);
            let responsible_runs = self.runs(&Deed::Decision(index, place), view.responsible.as_ref());
            DecisionView { responsible_runs, ..view }
        });
        decisions.collect()
    }

    /// The questions of a meeting; where it has none, the talks that its activities have in the plan.
    fn agenda(&self, meeting: &Meeting, index: usize) -> Vec<AgendaItemView> {
        let association = &self.site.associations[self.association];
        if meeting.agenda.is_empty() {
            let items = meeting.article.activities.iter().filter(|_| !meeting.is_reported());
            let activities = items.filter_map(|item| association.planned(item));
            return activities.flat_map(|activity| self.talks(activity)).collect();
        }
        let mut decisions = self.decisions(meeting, index).into_iter();
        let items = meeting.agenda.iter().enumerate().map(|(number, item)| {
            let mut view = agenda_item(item);
            view.speaker_runs = self.runs(&Deed::Report(index, number), view.speaker.as_ref());
            for (speech, spoken) in view.speeches.iter_mut().enumerate() {
                spoken.who_runs = self.runs(&Deed::Speech(index, number, speech), Some(&spoken.who));
            }
            view.decisions = decisions.by_ref().take(item.decisions.len()).collect();
            view
        });
        items.collect()
    }

    /// The talks that the plan names for the activity with the given index in the schedule.
    pub(super) fn talks(&self, activity: usize) -> Vec<AgendaItemView> {
        let association = &self.site.associations[self.association];
        let planned = &association.schedule[activity];
        let talks = association.plans[planned.plan].talks(&planned.activity);
        let talk = |talk: Talk| {
            let view = self::talk(&talk);
            let speaker_runs = self.runs(&Deed::Talk(activity, talk.topic), view.speaker.as_ref());
            AgendaItemView { speaker_runs, ..view }
        };
        talks.into_iter().map(talk).collect()
    }
}

/// Whether the people in its header are those who answer for it by the plan: they do not take part alone.
fn answer(association: &Association, article: &Article) -> bool {
    let planned = article.activities.iter().filter_map(|item| association.planned(item));
    let planned: Vec<&Planned> = planned.map(|index| &association.schedule[index]).collect();
    let named = |name: &String| planned.iter().any(|planned| planned.who.text.contains(name));
    !article.who.is_empty() && article.who.iter().all(named)
}

fn facts(linked: &Linked, meeting: &Meeting, index: usize) -> Vec<FactView> {
    let Attendance { present, guests, absent, .. } = &meeting.attendance;
    let came = came(&meeting.attendance);
    let by =
        |deed: Deed| move |fact: FactView| fact.naming(linked.site, linked.page, linked.association, &deed);
    let when = Some(FactView { label: "Когда", lines: vec![when(meeting)], runs: Vec::new() });
    let facts = [
        fact("Тема", meeting.theme.iter()),
        when,
        fact("Место", meeting.place.iter()),
        fact("Формат", meeting.mode.iter()),
        fact("Председатель", meeting.chair.iter()).map(by(Deed::Chair(index))),
        fact("Секретарь", meeting.secretary.iter()).map(by(Deed::Secretary(index))),
        fact("Присутствовали", came.iter()),
        fact("Кто был", present.iter()),
        fact("Приглашённые", guests.iter()),
        fact("Отсутствовали", people(absent.as_deref()).iter()),
    ];
    facts.into_iter().flatten().collect()
}

/// How many came: as written, with the word for people where the author gives a bare number or only names.
pub(super) fn came(attendance: &Attendance) -> Option<String> {
    let counted = || attendance.count().map(|count| count.to_string());
    people(attendance.total.clone().or_else(counted).as_deref())
}

/// «17 человек» for a bare number; anything else as written.
pub(super) fn people(written: Option<&str>) -> Option<String> {
    let written = written?.trim();
    let count = written.parse::<u64>().ok();
    Some(count.map_or_else(
        || typeset(written),
        |count| format!("{count}\u{a0}{}", plural(count, "человек", "человека", "человек")),
    ))
}

/// A talk of the plan as a question.
fn talk(talk: &Talk) -> AgendaItemView {
    AgendaItemView {
        question: typeset(&talk.topic),
        speaker: talk.speaker.as_deref().map(typeset),
        speaker_runs: Vec::new(),
        heard: None,
        speeches: Vec::new(),
        decisions: Vec::new(),
        vote: None,
    }
}

pub(super) fn agenda_item(item: &AgendaItem) -> AgendaItemView {
    let set = |text: &Option<String>| text.as_deref().map(typeset);
    let speeches = item.speeches.iter();
    AgendaItemView {
        question: typeset(&item.question),
        speaker: set(&item.speaker),
        speaker_runs: Vec::new(),
        heard: set(&item.heard),
        speeches: speeches
            .map(|speech| SpeechView {
                who: typeset(&speech.who),
                who_runs: Vec::new(),
                about: set(&speech.about),
            })
            .collect(),
        decisions: item.decisions.iter().map(decision).collect(),
        vote: item.vote.as_ref().and_then(vote),
    }
}

fn decision(decision: &Decision) -> DecisionView {
    DecisionView {
        text: typeset(&decision.text),
        term: decision.term.as_ref().map(|term| typeset(&term.text)),
        responsible: decision.responsible.as_deref().map(typeset),
        responsible_runs: Vec::new(),
        done: decision.done.as_deref().map(done),
    }
}

/// «Выполнено», and what else is said of it.
fn done(words: &str) -> String {
    let says_no_more = is_yes(words) || words.trim_end_matches('.').to_lowercase() == "выполнено";
    if says_no_more {
        "Выполнено".to_owned()
    } else {
        typeset(&format!("Выполнено: {words}"))
    }
}

/// «решение принято: «за» — 9, «против» — 0, «воздержались» — 1»
pub(super) fn vote(vote: &Vote) -> Option<String> {
    let counts = [("за", &vote.ayes), ("против", &vote.noes), ("воздержались", &vote.abstained)];
    let counts = counts.iter().filter_map(|(word, count)| Some(format!("«{word}» — {}", count.as_ref()?)));
    let counts = counts.collect::<Vec<_>>().join(", ");
    let words = [vote.outcome.as_deref(), Some(counts.as_str())].into_iter().flatten();
    let words: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
    (!words.is_empty()).then(|| typeset(&words.join(": ")))
}

pub(super) fn planned(site: &Site, page: &Page, association: usize, article: &Article) -> Vec<LinkView> {
    let of = &site.associations[association];
    let named = article.activities.iter().filter_map(|item| of.planned(item));
    let links = named.map(|activity| &of.schedule[activity]).map(|planned| LinkView {
        title: typeset(&planned.what),
        href: route::activity_link(site, page, association, planned),
    });
    links.collect()
}

/// What was shown.
fn materials(site: &Site, page: &Page, meeting: Document) -> Vec<LinkView> {
    let shown = site.catalogue.shown(meeting).filter(|material| site.holds(*material));
    let pages = shown.map(|document| Page::Of(Subject::Document(document)));
    pages.map(|to| frame::link(site, page, &to, &frame::title(site, &to))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_number_is_one_of_people() {
        for (written, said) in [
            ("17", "17\u{a0}человек"),
            ("2", "2\u{a0}человека"),
            ("21", "21\u{a0}человек"),
            ("11 библиотекарей из 9 школ", "11\u{a0}библиотекарей из\u{a0}9\u{a0}школ"),
            ("все", "все"),
        ] {
            assert_eq!(
                people(Some(written)).map(|said| said.replace('\u{a0}', " ")),
                Some(said.replace('\u{a0}', " "))
            );
        }
    }

    #[test]
    fn a_vote_is_said_in_numbers_or_in_a_word() {
        let text = |text: &str| Some(text.to_owned());
        let said = |vote: &Vote| self::vote(vote).map(|said| said.replace('\u{a0}', " "));
        let none = Vote { outcome: None, ayes: None, noes: None, abstained: None };
        assert_eq!(said(&none), None);
        assert_eq!(said(&Vote { outcome: text("единогласно"), ..none.clone() }), text("единогласно"));
        let counted = Vote { ayes: text("9"), noes: text("0"), abstained: text("1"), ..none };
        assert_eq!(said(&counted), text("«за» — 9, «против» — 0, «воздержались» — 1"));
        let both = Vote { outcome: text("принято"), ..counted };
        assert_eq!(said(&both), text("принято: «за» — 9, «против» — 0, «воздержались» — 1"));
    }
}
