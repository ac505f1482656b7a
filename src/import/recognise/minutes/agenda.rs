//! The questions of the agenda, with who speaks on them.

use super::decisions::Decision;
use super::line::{behind, trimmed};
use super::speeches::Speech;
use super::votes::Vote;
use crate::import::recognise::people::{is_people, parted};

/// A question of the agenda, with what came of it.
#[derive(Debug, Default)]
pub(in crate::import) struct Question {
    pub(in crate::import) text: String,
    pub(in crate::import) speaker: Option<String>,
    pub(in crate::import) heard: Vec<String>,
    pub(in crate::import) speeches: Vec<Speech>,
    pub(in crate::import) decisions: Vec<Decision>,
    pub(in crate::import) vote: Option<Vote>,
}

impl Question {
    /// Whether nothing stands below the word with which it begins.
    pub(super) fn is_silent(&self) -> bool {
        let Self { text, speaker, heard, speeches, decisions, vote } = self;
        text.is_empty()
            && speaker.is_none()
            && heard.is_empty()
            && speeches.is_empty()
            && decisions.is_empty()
            && vote.is_none()
    }
}

/// A question with its speaker: «О плане (Околицына М.П.)», «О плане – Околицына М.П., библиотекарь».
pub(super) fn asked(text: &str) -> Question {
    let text = text.trim();
    let in_brackets = || {
        let (question, who) = text.trim_end_matches(['.', ';']).strip_suffix(')')?.rsplit_once('(')?;
        is_people(who).then(|| (question.trim(), who.trim()))
    };
    let named = || {
        let at = ["Докладчик", "докладчик"].iter().filter_map(|word| text.find(word)).min()?;
        let who = speaker(&text[at..])?;
        let question = text[..at].trim_end_matches([' ', ',', ';', '(', '–', '—', '-']);
        (!question.is_empty()).then(|| (question, who.trim_end_matches([')', ' '])))
    };
    let behind_dash = || parted(text).map(|(what, who)| (what, trimmed(who)));
    let (question, speaker) = match named().or_else(in_brackets).or_else(behind_dash) {
        Some((question, who)) => (question, Some(who.to_owned())),
        None => (text, None),
    };
    Question { text: question.to_owned(), speaker, ..Question::default() }
}

/// Who speaks, in a line that says nothing else.
pub(super) fn speaker(line: &str) -> Option<&str> {
    let words = ["докладчики", "докладчик", "выступающий", "выступающие", "ответственный", "отв"];
    words.iter().find_map(|word| {
        let rest = behind(line, word)?;
        rest.starts_with([':', '.', ' ']).then(|| trimmed(rest)).filter(|who| !who.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_speaks_on_a_question() {
        let question = asked("Об учебниках. Докладчик Опушкина Л.И., методист.");
        assert_eq!(
            (question.text.as_str(), question.speaker.as_deref()),
            ("Об учебниках.", Some("Опушкина Л.И., методист."))
        );
        let question = asked("О плане работы (Околицына М.П.)");
        assert_eq!(
            (question.text.as_str(), question.speaker.as_deref()),
            ("О плане работы", Some("Околицына М.П."))
        );
    }
}
