//! A protocol line by line: which part of the account is open, and what belongs to it.

use super::Minutes;
use super::agenda::{Question, asked, speaker};
use super::attendance::names;
use super::decisions::{Decision, decided, terms};
use super::head::{Field, LONGEST_FIELD, fields, number_of, same_person, signature};
use super::line::{Line, behind, items, numbered, of_question, remainder, trimmed};
use super::speeches::speech;
use super::votes::vote;
use crate::import::document::squeezed;
use crate::import::recognise::people::is_people;

/// What the lines at hand belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    Head,
    Present,
    Guests,
    Absent,
    Agenda,
    Heard,
    Speeches,
    Decisions,
    Vote,
    /// Behind the last part that was understood.
    Nothing,
}

/// The parts of an account of a meeting with the words that begin them.
const PARTS: [(Open, &[&str]); 8] = [
    (Open::Present, &["присутствовали", "присутствовало", "присутствуют", "присутствует"]),
    (Open::Guests, &["приглашенные", "приглашены"]),
    (Open::Absent, &["отсутствовали", "отсутствовало", "отсутствуют"]),
    (Open::Agenda, &["повестка дня", "повестка заседания", "повестка"]),
    (Open::Heard, &["слушали", "заслушали"]),
    (Open::Speeches, &["выступили", "выступила", "выступил", "выступления"]),
    (Open::Decisions, &["решили", "постановили", "решение", "постановление", "принято решение"]),
    (Open::Vote, &["голосовали", "результаты голосования", "голосование"]),
];

/// The protocol as far as it is read.
pub(super) struct Reader {
    pub(super) minutes: Minutes,
    pub(super) open: Open,
    /// The question that is being spoken of.
    current: Option<usize>,
    /// Whether the items of the open list have numbers; nothing before its first.
    is_counted: Option<bool>,
}

impl Reader {
    /// Before the first line behind a title.
    pub(super) fn new(title: &str) -> Self {
        let minutes = Minutes { number: number_of(title), ..Minutes::default() };
        Self { minutes, open: Open::Head, current: None, is_counted: None }
    }

    /// Takes a line, if it is a part of the account.
    pub(super) fn takes(&mut self, line: &Line) -> bool {
        self.begins_part(line) || self.goes_on(line) || self.heads(line)
    }

    /// Takes a line with which a part of the account begins.
    fn begins_part(&mut self, line: &Line) -> bool {
        let text = squeezed(&line.text);
        let (number, bare) = of_question(&text);
        let found = PARTS.iter().find_map(|(part, words)| {
            let rest = words.iter().find_map(|word| behind(bare, word))?;
            begins(*part, bare, rest, number.is_some()).then(|| (*part, trimmed(rest)))
        });
        let Some((part, rest)) = found else { return false };
        let number = number.or(line.number);
        if matches!(part, Open::Heard | Open::Speeches | Open::Decisions | Open::Vote) {
            let last = self.minutes.agenda.len();
            if let Some(number) = number.filter(|number| (1..=last).contains(number)) {
                self.current = Some(number - 1);
            } else if part == Open::Heard {
                self.current = Some(self.current.map_or(0, |current| current + 1));
            }
        }
        if part == Open::Heard {
            self.hear();
        }
        self.open = part;
        self.is_counted = None;
        self.say(&text[..text.len() - rest.len()]);
        for item in items(rest) {
            self.item(&item);
        }
        true
    }

    /// Opens a question where the agenda has none for what is heard.
    fn hear(&mut self) {
        self.minutes.lacks_agenda |= self.minutes.agenda.is_empty();
        if self.minutes.lacks_agenda {
            self.minutes.agenda.push(Question::default());
        }
        let last = self.minutes.agenda.len() - 1;
        self.current = Some(self.current.map_or(0, |current| current.min(last)));
    }

    /// Takes a line that goes on with the open part.
    fn goes_on(&mut self, line: &Line) -> bool {
        let text = squeezed(&line.text);
        if line.is_heading || signature(&text).is_some() {
            self.open = Open::Nothing;
            return false;
        }
        let (number, bare) = numbered(&text);
        let bare = bare.trim_start_matches(['-', '–', '—', '•', ' ']);
        let is_counted = number.is_some() || line.number.is_some();
        let is_item = is_counted || line.is_item || bare.len() < text.len();
        let list_is_counted = self.is_counted.unwrap_or(is_counted);
        let is_short = text.chars().count() <= LONGEST_FIELD;
        let goes_on = text.starts_with(char::is_lowercase);
        let fits = match self.open {
            Open::Present => {
                let counts = text.starts_with(|letter: char| letter.is_ascii_digit());
                is_item || goes_on || is_people(bare) || counts && self.minutes.attendance.total.is_none()
            }
            Open::Guests | Open::Absent => is_item || is_people(bare),
            Open::Agenda => is_item || goes_on || !list_is_counted && is_short || speaker(&text).is_some(),
            Open::Heard => true,
            Open::Speeches => self.spoken_of().is_some(),
            Open::Decisions => is_item || goes_on || !list_is_counted || terms(&text).is_some(),
            Open::Vote => goes_on || is_short && text.chars().any(|letter| letter.is_ascii_digit()),
            Open::Head => return false,
            Open::Nothing => false,
        };
        if !fits {
            self.open = Open::Nothing;
            return false;
        }
        self.is_counted = Some(list_is_counted);
        if is_item || !(list_is_counted || goes_on) {
            self.say(&text[..text.len() - bare.len()]);
            self.item(bare);
        } else {
            self.append(&text);
        }
        true
    }

    /// Takes a line with fields of the head, or with a signature.
    fn heads(&mut self, line: &Line) -> bool {
        let text = squeezed(&line.text);
        if let Some((is_chair, who)) = signature(&text) {
            let minutes = &mut self.minutes;
            let own = if is_chair { &mut minutes.chair } else { &mut minutes.secretary };
            let is_known = own.as_ref().is_none_or(|own| same_person(own, who));
            if is_known {
                own.get_or_insert_with(|| who.to_owned());
                self.say(&text);
            }
            return is_known;
        }
        let Some(fields) = fields(&line.text).filter(|_| self.open == Open::Head) else { return false };
        if !fields.iter().all(|field| self.is_free(field)) {
            return false;
        }
        for field in fields {
            if let Some((place, value)) = self.place_of(field) {
                *place = Some(value);
            }
        }
        self.say(&text);
        true
    }

    /// Takes note of words that the names of the fields say.
    fn say(&mut self, words: &str) {
        self.minutes.said.push_str(words);
        self.minutes.said.push('\n');
    }

    fn is_free(&mut self, field: &Field) -> bool {
        self.place_of(field.clone())
            .is_none_or(|(place, value)| place.as_ref().is_none_or(|own| *own == value))
    }

    fn place_of(&mut self, field: Field) -> Option<(&mut Option<String>, String)> {
        let minutes = &mut self.minutes;
        Some(match field {
            Field::Day => return None,
            Field::Number(text) => (&mut minutes.number, text),
            Field::Time(text) => (&mut minutes.time, text),
            Field::Place(text) => (&mut minutes.place, text),
            Field::Theme(text) => (&mut minutes.theme, text),
            Field::Form(text) => (&mut minutes.form, text),
        })
    }

    /// An item of the open part.
    fn item(&mut self, text: &str) {
        let lacks_agenda = self.minutes.lacks_agenda;
        let attendance = &mut self.minutes.attendance;
        match self.open {
            Open::Present if attendance.total.is_none() && !is_people(text) => {
                attendance.total = Some(text.trim_end_matches('.').to_owned());
            }
            Open::Present => attendance.list.extend(names(text)),
            Open::Guests => attendance.guests.extend(names(text)),
            Open::Absent => match &mut attendance.absent {
                Some(absent) => *absent = format!("{absent}; {text}"),
                None => attendance.absent = Some(text.to_owned()),
            },
            Open::Agenda => {
                let question = asked(text);
                self.say(&remainder(text, &[Some(&question.text), question.speaker.as_ref()]));
                self.minutes.agenda.push(question);
            }
            Open::Decisions => {
                let decision = decided(text);
                let Decision { text: words, responsible, term } = &decision;
                self.say(&remainder(text, &[Some(words), responsible.as_ref(), term.as_ref()]));
                match self.spoken_of() {
                    Some(question) => question.decisions.push(decision),
                    None => self.minutes.decisions.push(decision),
                }
            }
            Open::Heard | Open::Speeches | Open::Vote => {
                let open = self.open;
                let Some(question) = self.spoken_of() else { return };
                match open {
                    Open::Heard if lacks_agenda && question.text.is_empty() => {
                        text.clone_into(&mut question.text);
                    }
                    Open::Heard => question.heard.push(text.to_owned()),
                    Open::Speeches => question.speeches.push(speech(text)),
                    _ => question.vote = Some(vote(text)),
                }
            }
            Open::Head | Open::Nothing => {}
        }
    }

    /// More words of the last item of the open part.
    fn append(&mut self, text: &str) {
        let open = self.open;
        let more = |last: Option<&mut String>| -> bool {
            let Some(last) = last else { return false };
            last.push(' ');
            last.push_str(text);
            true
        };
        let is_said = match open {
            Open::Present => more(self.minutes.attendance.total.as_mut()),
            Open::Agenda => match (self.minutes.agenda.last_mut(), speaker(text)) {
                (Some(question), Some(who)) if question.speaker.is_none() => {
                    question.speaker = Some(who.to_owned());
                    self.say(&text[..text.len() - who.len()]);
                    true
                }
                (question, _) => more(question.map(|question| &mut question.text)),
            },
            Open::Speeches => more(self.spoken_of().and_then(|question| {
                question.speeches.last_mut().map(|speech| speech.about.as_mut().unwrap_or(&mut speech.who))
            })),
            Open::Decisions => {
                let decision = match self.spoken_of() {
                    Some(question) => question.decisions.last_mut(),
                    None => self.minutes.decisions.last_mut(),
                };
                match (decision, terms(text)) {
                    (Some(decision), Some(found)) => {
                        decision.responsible = decision.responsible.take().or(found.responsible);
                        decision.term = decision.term.take().or(found.term);
                        self.say(text);
                        true
                    }
                    (decision, _) => more(decision.map(|decision| &mut decision.text)),
                }
            }
            _ => false,
        };
        if !is_said {
            self.item(text);
        }
    }

    /// The question that is being spoken of: the only one, where there is no other.
    fn spoken_of(&mut self) -> Option<&mut Question> {
        let only = (self.minutes.agenda.len() == 1).then_some(0);
        self.current.or(only).and_then(|current| self.minutes.agenda.get_mut(current))
    }
}

/// Whether a part begins with a word: it stands alone, in capitals, with a colon, or behind the number of its question.
fn begins(part: Open, text: &str, rest: &str, has_number: bool) -> bool {
    let word = &text[..text.len() - rest.len()];
    let is_capitals = word.chars().all(|letter| !letter.is_lowercase());
    let rest = rest.trim_start();
    let counts = matches!(part, Open::Present | Open::Absent)
        && rest.starts_with(|letter: char| letter.is_ascii_digit());
    let agrees = part == Open::Vote && rest.starts_with("едино");
    is_capitals
        || has_number
        || counts
        || agrees
        || rest.is_empty()
        || rest.starts_with([':', '–', '—', '-', '('])
}
