//! A protocol as fields of the front matter of its meeting.

use super::{Writer, Written};
use crate::import::doubt::{DoubtId, Doubts};
use crate::import::recognise::{Attendance, Decision, Minutes, Question, Vote};

/// Writes what a protocol says; `doubt` stands above it.
pub(in crate::import) fn minutes(minutes: &Minutes, head: &[DoubtId], doubts: &mut Doubts) -> Written {
    let mut writer = Writer::new(doubts);
    writer.doubts(0, head);
    let fields = [
        ("номер", &minutes.number),
        ("время", &minutes.time),
        ("где", &minutes.place),
        ("форма", &minutes.form),
        ("тема", &minutes.theme),
        ("председатель", &minutes.chair),
        ("секретарь", &minutes.secretary),
    ];
    for (name, value) in fields {
        writer.optional(0, name, value.as_deref());
    }
    writer.attendance(&minutes.attendance);
    if !minutes.agenda.is_empty() {
        writer.line(0, "повестка:");
        for question in &minutes.agenda {
            writer.question(question);
        }
    }
    writer.decisions(0, &minutes.decisions);
    writer.written()
}

impl Writer<'_> {
    fn optional(&mut self, margin: usize, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.field(margin, "", name, value);
        }
    }

    fn texts(&mut self, margin: usize, name: &str, texts: &[String]) {
        if texts.is_empty() {
            return;
        }
        self.line(margin, &format!("{name}:"));
        for text in texts {
            self.scalar(margin + 2, "- ", margin + 4, text);
        }
    }

    fn attendance(&mut self, attendance: &Attendance) {
        let Attendance { total, list, guests, absent } = attendance;
        if *attendance == Attendance::default() {
            return;
        }
        self.line(0, "присутствовали:");
        self.optional(2, "всего", total.as_deref());
        self.texts(2, "список", list);
        self.texts(2, "приглашённые", guests);
        self.optional(2, "отсутствовали", absent.as_deref());
    }

    fn question(&mut self, question: &Question) {
        let Question { text, speaker, heard, speeches, decisions, vote } = question;
        self.field(4, "- ", "вопрос", text);
        self.optional(4, "докладчик", speaker.as_deref());
        if !heard.is_empty() {
            self.field(4, "", "слушали", &heard.join(" "));
        }
        if !speeches.is_empty() {
            self.line(4, "выступили:");
        }
        for speech in speeches {
            self.field(8, "- ", "кто", &speech.who);
            self.optional(8, "о чём", speech.about.as_deref());
        }
        self.decisions(4, decisions);
        match vote {
            Some(Vote::Words(words)) => self.field(4, "", "голосовали", words),
            Some(Vote::Counts(counts)) => {
                self.line(4, "голосовали:");
                for (name, count) in ["за", "против", "воздержались"].iter().zip(counts) {
                    self.optional(6, name, count.as_deref());
                }
            }
            None => {}
        }
    }

    fn decisions(&mut self, margin: usize, decisions: &[Decision]) {
        if decisions.is_empty() {
            return;
        }
        self.line(margin, "решили:");
        for Decision { text, responsible, term } in decisions {
            self.field(margin + 4, "- ", "текст", text);
            self.optional(margin + 4, "ответственный", responsible.as_deref());
            self.optional(margin + 4, "срок", term.as_deref());
        }
    }
}
