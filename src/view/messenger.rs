//! «Текст для мессенджера»: an announcement in plain lines.

use super::meeting::{self, AgendaItemView, MessengerView};
use super::{Page, route};
use crate::model::Site;
use crate::model::meeting::Meeting;
use crate::russian::typography::typeset;

/// How many letters a line of the field holds on a telephone.
const LETTERS_IN_ROW: usize = 32;

/// What one sends round to invite to a meeting.
pub(super) fn text(site: &Site, page: &Page, meeting: &Meeting, agenda: &[AgendaItemView]) -> MessengerView {
    let mut lines = vec![meeting::overline(meeting), typeset(&meeting.article.title), String::new()];
    lines.push(format!("Когда: {}", meeting::when(meeting)));
    let facts = [("Где", &meeting.place), ("Формат", &meeting.mode)];
    let facts =
        facts.iter().filter_map(|(label, words)| Some(format!("{label}: {}", typeset(words.as_ref()?))));
    lines.extend(facts);
    lines.extend(meeting.link.as_ref().map(|link| format!("Подключиться: {link}")));
    if !agenda.is_empty() {
        lines.extend([String::new(), "Повестка:".to_owned()]);
        lines.extend((1..).zip(agenda).map(|(number, item)| match &item.speaker {
            Some(speaker) => format!("{number}. {} ({speaker})", item.question.trim_end_matches('.')),
            None => format!("{number}. {}", item.question),
        }));
    }
    if let Some(address) = route::absolute(site, page) {
        lines.extend([String::new(), format!("Подробнее: {address}")]);
    }
    let rows = lines.iter().map(|line| 1 + line.chars().count() / LETTERS_IN_ROW).sum();
    // Messengers break lines where they like, and what is pasted on from there should have usual spaces.
    MessengerView { text: lines.join("\n").replace('\u{a0}', " "), rows }
}
