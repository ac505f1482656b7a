//! The formal protocol of a meeting, laid out for printing (ГОСТ Р 7.0.97-2016).

use serde::Serialize;

use super::date::DateView;
use super::document::{self, DocumentView, Offers};
use super::meeting::{self, AgendaItemView};
use super::{Frame, LinkView, Page, frame};
use crate::model::meeting::{AgendaItem, Decision, Meeting};
use crate::model::{Document, Site, Subject};
use crate::russian::typography::typeset;

/// The protocol of a meeting.
#[derive(Serialize)]
pub struct ProtocolView {
    /// What every page has.
    pub frame: Frame,
    /// The full name of the association.
    pub association: String,
    /// The number of the protocol; nothing where it is to be written by hand.
    pub number: Option<String>,
    /// «12 ноября 2026 г.»
    pub date: DateView,
    /// The place.
    pub place: Option<String>,
    /// What the meeting was about.
    pub theme: String,
    /// Who chaired it.
    pub chair: Option<String>,
    /// Who wrote the protocol.
    pub secretary: Option<String>,
    /// How many were present.
    pub came: Option<String>,
    /// Who was present.
    pub present: Vec<String>,
    /// Who came from outside.
    pub guests: Vec<String>,
    /// Who did not come.
    pub absent: Option<String>,
    /// Its questions.
    pub agenda: Vec<QuestionView>,
    /// Decisions that belong to no question.
    pub decisions: Vec<ResolvedView>,
    /// Who signs, the initials first.
    pub signatures: Vec<SignatureView>,
    /// The report of the same meeting.
    pub report: LinkView,
    /// The same for Word and as PDF.
    pub documents: Vec<DocumentView>,
}

/// A question with its proceedings.
#[derive(Serialize)]
pub struct QuestionView {
    /// The question itself and what came of it.
    #[serde(flatten)]
    pub item: AgendaItemView,
    /// СЛУШАЛИ: who told what.
    pub told: Option<String>,
    /// РЕШИЛИ
    pub resolved: Vec<ResolvedView>,
}

/// A decision with its number.
#[derive(Serialize)]
pub struct ResolvedView {
    /// «1.2.»
    pub number: String,
    /// What was decided, until when and who carries it out, as sentences.
    pub text: String,
}

/// A line for a signature.
#[derive(Serialize)]
pub struct SignatureView {
    /// «Председатель»
    pub office: &'static str,
    /// «И.О. Фамилия»; nothing where nobody is named.
    pub name: Option<String>,
}

/// The protocol of a meeting that has one.
pub(super) fn view(
    site: &Site,
    page: &Page,
    association: usize,
    index: usize,
    offers: Offers,
) -> ProtocolView {
    let meeting = &site.associations[association].meetings[index];
    let report = Page::Of(Subject::Document(Document::Meeting(association, index)));
    let set = |text: &Option<String>| text.as_deref().map(typeset);
    let all = |texts: &[String]| texts.iter().map(|text| typeset(text)).collect();
    let attendance = &meeting.attendance;
    ProtocolView {
        frame: Frame::new(site, page, &frame::title(site, page), None),
        association: typeset(&site.associations[association].name),
        number: set(&meeting.number),
        date: DateView::new(meeting.date),
        place: set(&meeting.place),
        theme: typeset(meeting.theme.as_deref().unwrap_or(&meeting.article.title)),
        chair: set(&meeting.chair),
        secretary: set(&meeting.secretary),
        came: meeting::came(attendance),
        present: all(&attendance.present),
        guests: all(&attendance.guests),
        absent: meeting::people(attendance.absent.as_deref()),
        agenda: (1..).zip(&meeting.agenda).map(|(number, item)| question(number, item)).collect(),
        decisions: resolved("", &meeting.decisions),
        signatures: signatures(meeting),
        report: frame::link(site, page, &report, "Отчёт о заседании"),
        documents: document::views(site, page, offers),
    }
}

/// Whether what was heard begins with whom it was heard from, as protocols have it: «СЛУШАЛИ: М.П. Околицыну о …». The
/// case changes the end of a surname only.
fn names(heard: &str, speaker: &str) -> bool {
    const END: usize = 2;
    const SHORTEST: usize = 4;
    const BEGINNING: usize = 6;
    let surname = speaker
        .split([' ', '\u{a0}', ','])
        .find(|word| word.chars().count() >= SHORTEST && !word.contains('.'));
    let Some(surname) = surname else { return false };
    let letters: Vec<char> = surname.chars().collect();
    let stem: String = letters.iter().take(letters.len().saturating_sub(END).max(SHORTEST)).collect();
    heard.split_whitespace().take(BEGINNING).any(|word| word.starts_with(&stem))
}

fn question(number: usize, item: &AgendaItem) -> QuestionView {
    let happened = item.is_reported() || !item.decisions.is_empty();
    let subject = item.heard.as_ref().unwrap_or(&item.question);
    let told = match &item.speaker {
        Some(speaker) if !names(subject, speaker) => format!("{speaker} — {subject}"),
        _ => subject.clone(),
    };
    QuestionView {
        item: meeting::agenda_item(item),
        told: happened.then(|| typeset(&told)),
        resolved: resolved(&format!("{number}."), &item.decisions),
    }
}

/// Decisions whose numbers begin with that of their question.
fn resolved(question: &str, decisions: &[Decision]) -> Vec<ResolvedView> {
    let sentences = |decision: &Decision| {
        let term = decision.term.as_ref().map(|term| format!("Срок: {}", term.text));
        let responsible = decision.responsible.as_ref().map(|who| format!("Ответственный: {who}"));
        let sentences = [Some(decision.text.clone()), term, responsible].into_iter().flatten();
        sentences.map(|text| with_stop(&text)).collect::<Vec<_>>().join(" ")
    };
    let numbered = (1..).zip(decisions).map(|(number, decision)| ResolvedView {
        number: format!("{question}{number}."),
        text: typeset(&sentences(decision)),
    });
    numbered.collect()
}

/// A sentence with its full stop.
fn with_stop(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?', '…']) {
        text.to_owned()
    } else {
        format!("{}.", text.trim_end_matches([';', ',']))
    }
}

fn signatures(meeting: &Meeting) -> Vec<SignatureView> {
    let offices = [("Председатель", &meeting.chair), ("Секретарь", &meeting.secretary)];
    let signature = |(office, name): (&'static str, &Option<String>)| SignatureView {
        office,
        name: name.as_deref().map(|name| typeset(&signed(name))),
    };
    offices.into_iter().map(signature).collect()
}

/// How a name stands behind a signature: «Пайвина Н.Б., методист» becomes «Н.Б. Пайвина». Any other stays as written.
pub fn signed(written: &str) -> String {
    let name = written.split(',').next().unwrap_or(written).trim();
    let Some((surname, initials)) = name.split_once(' ') else { return name.to_owned() };
    let bare: String = initials.chars().filter(|letter| !letter.is_whitespace()).collect();
    let letters: Vec<char> = bare.chars().collect();
    let is_initials = matches!(letters.as_slice(), [first, '.', second, '.'] if first.is_uppercase() && second.is_uppercase());
    let is_surname = surname.chars().all(|letter| letter.is_alphabetic() || letter == '-');
    if is_initials && is_surname { format!("{bare} {surname}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{names, signed};

    #[test]
    fn whoever_is_heard_is_named_once() {
        for (heard, speaker, named) in [
            ("М.П. Околицыну. Анкету проверили.", "Околицына М.П., школа № 2", true),
            ("Околицыну М.П. о каталоге", "Околицына М.П.", true),
            ("О том, как работает каталог", "Околицына М.П.", false),
            ("Отчёт о курсах, которые прошла Околицына", "Околицына М.П.", true),
            ("О книге и о том, что сказала потом Околицына", "Околицына М.П.", false),
            ("План работы", "Ли А.", false),
        ] {
            assert_eq!(names(heard, speaker), named, "{heard}");
        }
    }

    #[test]
    fn behind_a_signature_initials_come_first() {
        for (written, name) in [
            ("Пайвина Н.Б.", "Н.Б. Пайвина"),
            ("Римская-Корсакова Н. Б., методист", "Н.Б. Римская-Корсакова"),
            ("Н.Б. Пайвина", "Н.Б. Пайвина"),
            ("Пайвина Нина Борисовна", "Пайвина Нина Борисовна"),
            ("руководитель", "руководитель"),
        ] {
            assert_eq!(signed(written), name);
        }
    }
}
