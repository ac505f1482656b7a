//! The protocol of a meeting: who was there, what was asked, said and decided, by the words with which its lines begin.

use std::collections::BTreeSet;

use super::people::{is_people, parted};
use crate::import::day;
use crate::import::document::{Block, Document, Label, Paragraph, squeezed};
use crate::russian::calendar::{MONTHS, MONTHS_GENITIVE, WEEKDAYS};

/// The longest line at the head of a protocol that can be a field.
const LONGEST_FIELD: usize = 160;

/// The longest date: «Дата проведения заседания: 12 ноября 2026 года».
const LONGEST_DATE: usize = 60;

/// What a protocol says, part by part.
#[derive(Debug, Default)]
pub(in crate::import) struct Minutes {
    pub(in crate::import) number: Option<String>,
    pub(in crate::import) time: Option<String>,
    pub(in crate::import) place: Option<String>,
    pub(in crate::import) theme: Option<String>,
    pub(in crate::import) form: Option<String>,
    pub(in crate::import) chair: Option<String>,
    pub(in crate::import) secretary: Option<String>,
    pub(in crate::import) attendance: Attendance,
    pub(in crate::import) agenda: Vec<Question>,
    /// Decisions that belong to no question.
    pub(in crate::import) decisions: Vec<Decision>,
    /// Whether the questions are named by what was heard, since the document has no agenda.
    pub(in crate::import) lacks_agenda: bool,
    /// The blocks of the document that stand in these fields, and so not in the text.
    pub(in crate::import) taken: BTreeSet<usize>,
    /// The document's words that the names of the fields say instead.
    pub(in crate::import) said: String,
}

/// Who was there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Attendance {
    pub(in crate::import) total: Option<String>,
    pub(in crate::import) list: Vec<String>,
    pub(in crate::import) guests: Vec<String>,
    pub(in crate::import) absent: Option<String>,
}

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
    fn is_silent(&self) -> bool {
        let Self { text, speaker, heard, speeches, decisions, vote } = self;
        text.is_empty()
            && speaker.is_none()
            && heard.is_empty()
            && speeches.is_empty()
            && decisions.is_empty()
            && vote.is_none()
    }
}

impl Minutes {
    /// Whether the document says what became of the meeting, and who was there.
    pub(in crate::import) fn says_something(&self) -> bool {
        let Self { chair, secretary, attendance, agenda, decisions, .. } = self;
        chair.is_some()
            || secretary.is_some()
            || *attendance != Attendance::default()
            || !(agenda.is_empty() && decisions.is_empty())
    }
}

/// What somebody said.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::import) struct Speech {
    pub(in crate::import) who: String,
    pub(in crate::import) about: Option<String>,
}

/// What was decided.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Decision {
    pub(in crate::import) text: String,
    pub(in crate::import) responsible: Option<String>,
    pub(in crate::import) term: Option<String>,
}

/// How was voted.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::import) enum Vote {
    /// In words.
    Words(String),
    /// For, against, abstained.
    Counts([Option<String>; 3]),
}

/// What the lines at hand belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
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

/// A field that a line at the head of a protocol is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Field {
    Number(String),
    Day,
    Time(String),
    Place(String),
    Theme(String),
    Form(String),
}

/// A line of the document.
struct Line {
    text: String,
    /// The number that its list gives it.
    number: Option<usize>,
    is_item: bool,
    is_heading: bool,
}

/// Reads the protocol behind the first `titled` blocks of a document, whose `title` they are.
pub(in crate::import) fn minutes(document: &Document, title: &str, titled: usize) -> Minutes {
    let mut reader =
        Reader { minutes: Minutes::default(), open: Open::Head, current: None, is_counted: None };
    reader.minutes.number = number_of(title);
    for (index, block) in document.blocks.iter().enumerate().skip(titled) {
        match block {
            Block::Paragraph(paragraph) if paragraph.is_empty() => {}
            Block::Paragraph(paragraph) if paragraph.is_plain() => {
                let lines = lines(paragraph);
                let taken = lines.iter().filter(|line| reader.takes(line)).count();
                if taken == lines.len() {
                    reader.minutes.taken.insert(index);
                }
            }
            Block::Paragraph(_) => {}
            Block::Table(_) => reader.open = Open::Nothing,
        }
    }
    let mut minutes = reader.minutes;
    minutes.agenda.retain(|question| !question.is_silent());
    if minutes.agenda.is_empty() {
        // «Слушали», and nothing below it: no question has come of it.
        let is_heard = |block: &usize| match &document.blocks[*block] {
            Block::Paragraph(paragraph) => behind(&squeezed(&paragraph.words()), "слушали").is_some(),
            Block::Table(_) => false,
        };
        minutes.taken.retain(|block| !is_heard(block));
    }
    for (question, number) in minutes.agenda.iter_mut().zip(1..) {
        if question.text.is_empty() {
            question.text = format!("Вопрос {number}");
        }
    }
    minutes
}

fn lines(paragraph: &Paragraph) -> Vec<Line> {
    let number = match &paragraph.label {
        Some(Label::Number(number)) => numbered(&format!("{number} ")).0,
        _ => None,
    };
    let words = paragraph.words();
    let texts = words.lines().filter(|line| !line.trim().is_empty());
    let line = |(index, text): (usize, &str)| Line {
        text: text.trim().to_owned(),
        number: number.filter(|_| index == 0),
        is_item: paragraph.label.is_some() && index == 0,
        is_heading: paragraph.heading.is_some(),
    };
    texts.enumerate().map(line).collect()
}

struct Reader {
    minutes: Minutes,
    open: Open,
    /// The question that is being spoken of.
    current: Option<usize>,
    /// Whether the items of the open list have numbers; nothing before its first.
    is_counted: Option<bool>,
}

impl Reader {
    /// Takes a line, if it is a part of the account.
    fn takes(&mut self, line: &Line) -> bool {
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

/// What follows a word with which a text begins; the word may be spaced out and in any letters.
fn behind<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut wanted = word.chars().filter(|letter| *letter != ' ').peekable();
    for (at, letter) in text.char_indices() {
        let Some(next) = wanted.peek() else {
            return (!letter.is_alphabetic()).then_some(&text[at..]);
        };
        if letter == ' ' {
            continue;
        }
        let lower = letter.to_lowercase().next().map(|letter| if letter == 'ё' { 'е' } else { letter });
        if lower != Some(*next) {
            return None;
        }
        wanted.next();
    }
    wanted.peek().is_none().then_some("")
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

/// A text without what parts it from the word before it.
fn trimmed(text: &str) -> &str {
    text.trim_start_matches([' ', ':', '.', '–', '—', '-']).trim_start()
}

/// The number with which a text begins: «1.», «2)», «1.2.»; and what follows it.
fn numbered(text: &str) -> (Option<usize>, &str) {
    let length = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != ')');
    let (number, rest) = text.split_at(length.unwrap_or(text.len()));
    let is_number = number.starts_with(|letter: char| letter.is_ascii_digit())
        && number.ends_with(['.', ')'])
        && number.len() <= 6
        && !rest.is_empty();
    let last = number.trim_end_matches(['.', ')']).rsplit('.').next().and_then(|digits| digits.parse().ok());
    match last.filter(|_| is_number) {
        Some(last) => (Some(last), rest.trim_start()),
        None => (None, text),
    }
}

/// The questions of an agenda as they are counted in words.
const ORDINALS: [&str; 10] =
    ["перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"];

/// The number of the question with which a text begins: «По первому вопросу», «1.»; and what follows it.
fn of_question(text: &str) -> (Option<usize>, &str) {
    let (number, rest) = numbered(text);
    let mut words = rest.split_whitespace();
    let is_said = words.next().is_some_and(|word| word.to_lowercase() == "по");
    let ordinal = words.next().map(|word| word.to_lowercase().replace('ё', "е")).unwrap_or_default();
    let question = rest.find("вопрос").filter(|_| is_said);
    let Some(question) = question.filter(|at| *at <= 40) else { return (number, rest) };
    let counted = ORDINALS.iter().position(|stem| ordinal.starts_with(stem)).map(|index| index + 1);
    let behind = rest[question..].split_once(' ').map_or("", |(_, behind)| behind);
    let behind = behind.strip_prefix("повестки дня").or(behind.strip_prefix("повестки")).unwrap_or(behind);
    let behind = behind.trim_start_matches([' ', '№', ',', ':', '.']);
    let digits = behind.len() - behind.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let figure = behind[..digits].parse().ok();
    (counted.or(figure).or(number), behind[digits..].trim_start_matches([' ', ',', ':', '.']))
}

/// Items that follow each other in one line: «1. Утвердить. 2. Принять.»
fn items(text: &str) -> Vec<String> {
    let mut starts = Vec::new();
    let mut from = 0;
    for number in 1.. {
        let sign = |mark: char| format!("{number}{mark} ");
        let found = ['.', ')'].iter().filter_map(|mark| text[from..].find(&sign(*mark))).min();
        let Some(at) = found.map(|at| at + from) else { break };
        let is_start = at == 0 || text[..at].ends_with(' ');
        if !is_start || number == 1 && at > 0 {
            break;
        }
        starts.push(at);
        from = at + sign('.').len();
    }
    if starts.len() < 2 {
        let (_, bare) = numbered(text);
        return (!bare.is_empty()).then(|| bare.to_owned()).into_iter().collect();
    }
    let ends = starts[1..].iter().copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| numbered(text[*start..end].trim()).1.to_owned()).collect()
}

/// What is left of a text without these parts of it: the words that the names of their fields say.
fn remainder(text: &str, parts: &[Option<&String>]) -> String {
    parts.iter().flatten().fold(text.to_owned(), |text, part| text.replacen(part.as_str(), " ", 1))
}

/// The names of people, each alone where they are nothing but names.
fn names(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let all = parts.len() > 1 && parts.iter().all(|part| super::approval::person(part.trim_end_matches('.')));
    if all { parts.into_iter().map(str::to_owned).collect() } else { vec![text.to_owned()] }
}

/// A question with its speaker: «О плане (Околицына М.П.)», «О плане – Околицына М.П., библиотекарь».
fn asked(text: &str) -> Question {
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
fn speaker(line: &str) -> Option<&str> {
    let words = ["докладчики", "докладчик", "выступающий", "выступающие", "ответственный", "отв"];
    words.iter().find_map(|word| {
        let rest = behind(line, word)?;
        rest.starts_with([':', '.', ' ']).then(|| trimmed(rest)).filter(|who| !who.is_empty())
    })
}

/// How verbs begin with which protocols say what somebody did.
const SAID: [&str; 24] = [
    "рассказал",
    "предложил",
    "отметил",
    "сообщил",
    "поделил",
    "познакомил",
    "ознакомил",
    "выступил",
    "представил",
    "говорил",
    "доложил",
    "обратил",
    "напомнил",
    "подчеркнул",
    "рекомендовал",
    "поблагодарил",
    "провел",
    "показал",
    "дополнил",
    "поддержал",
    "спросил",
    "продемонстрировал",
    "остановил",
    "проинформировал",
];

/// Who spoke, and what about: before and behind a dash, or the verb.
fn speech(text: &str) -> Speech {
    let mut at = 0;
    let verb = text.split_inclusive(' ').find_map(|word| {
        let start = at;
        at += word.len();
        let lower = word.to_lowercase().replace('ё', "е");
        SAID.iter().any(|verb| lower.starts_with(verb)).then_some(start)
    });
    let dash =
        [" – ", " — ", " - ", ": "].iter().filter_map(|dash| Some((text.find(dash)?, dash.len()))).min();
    let (who, about) = match (dash, verb) {
        (Some((dash, length)), verb) if verb.is_none_or(|verb| dash < verb) => {
            (&text[..dash], &text[dash + length..])
        }
        (_, Some(verb)) => (&text[..verb], &text[verb..]),
        _ => return Speech { who: text.to_owned(), about: None },
    };
    let who = who.trim_end_matches([' ', ',', '–', '—', '-']);
    // «Околицына М.П. Она рассказала …», «Околицына М.П., которая рассказала …».
    let pronouns = [" Она", " Он", " она", " он", " которая", " который"];
    let pronoun = pronouns.iter().find(|pronoun| who.ends_with(**pronoun)).map_or(0, |pronoun| pronoun.len());
    let start = who.len() - pronoun;
    let (who, about) = match pronoun {
        0 => (who, about),
        _ => (who[..start].trim_end_matches([' ', ',']), &text[start..]),
    };
    if who.is_empty() {
        return Speech { who: text.to_owned(), about: None };
    }
    Speech { who: who.to_owned(), about: Some(about.trim().to_owned()) }
}

/// A decision with who carries it out and until when, where that is said behind it.
fn decided(text: &str) -> Decision {
    let lower = text.to_lowercase();
    let words = ["ответственн", "отв.", "отв:", "срок:", "срок –", "срок -", "срок до "];
    let at = words.iter().filter_map(|word| lower.find(word)).min();
    // Letters whose small form is of another length are none of ours.
    let at = at.filter(|at| *at > 0 && lower.len() == text.len() && text.is_char_boundary(*at));
    let found = at.and_then(|at| {
        let found = terms(&text[at..])?;
        let words = text[..at].trim_end_matches([' ', '(', ',', ';', '–', '—', '-']);
        (!words.is_empty()).then(|| Decision { text: words.to_owned(), ..found })
    });
    found.unwrap_or_else(|| Decision { text: text.to_owned(), ..Decision::default() })
}

/// Who carries out a decision and until when, in words that say nothing else.
fn terms(text: &str) -> Option<Decision> {
    let mut found = Decision::default();
    let text = text.trim_end_matches([')', ' ', ';']);
    let lower = text.to_lowercase();
    let term = lower.find("срок").filter(|at| lower.len() == text.len() && text.is_char_boundary(*at));
    let (before, behind) = text.split_at(term.unwrap_or(text.len()));
    let responsible = [
        "ответственные за исполнение",
        "ответственный за исполнение",
        "ответственные",
        "ответственный",
        "ответственная",
        "отв",
    ];
    let value = |text: &str, words: &[&str]| {
        let rest = words.iter().find_map(|word| self::behind(text.trim_start(), word))?;
        let value = trimmed(rest).trim_end_matches([' ', ',', ';', '(']);
        // The stop of a sentence, and not that of initials.
        let is_initial = value.chars().rev().nth(1).is_some_and(char::is_uppercase);
        let value = if is_initial { value } else { value.trim_end_matches(['.', ')']) };
        (!value.is_empty()).then(|| value.to_owned())
    };
    // «Срок: май, ответственный: …» has them the other way round.
    match term {
        Some(0) => {
            let cut = lower.find("отв").filter(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            found.term = value(&text[..cut], &["срок исполнения", "срок выполнения", "срок", "сроки"]);
            found.responsible = value(&text[cut..], &responsible);
        }
        _ => {
            found.responsible = value(before, &responsible);
            found.term = value(behind, &["срок исполнения", "срок выполнения", "срок", "сроки"]);
        }
    }
    (found.responsible.is_some() || found.term.is_some()).then_some(found)
}

/// How was voted: «единогласно», «за – 17, против – нет, воздержались – нет».
fn vote(text: &str) -> Vote {
    let lower = text.to_lowercase();
    let count = |word: &str| {
        let mut words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.find(|found| found.starts_with(word) && (word.len() > 4 || *found == word))?;
        let next = words.next()?;
        (next == "нет" || next.chars().all(|letter| letter.is_ascii_digit())).then(|| next.to_owned())
    };
    let counts = ["за", "против", "воздерж"].map(count);
    if counts[0].is_some() { Vote::Counts(counts) } else { Vote::Words(text.to_owned()) }
}

/// Whether a line is signed by the chair (or by the secretary), and who that is.
fn signature(line: &str) -> Option<(bool, &str)> {
    let chair = [
        "председатель заседания",
        "председательствующий",
        "председательствовала",
        "председательствовал",
        "председатель",
        "ведущий",
        "ведущая",
    ];
    let of = |words: &[&str]| words.iter().find_map(|word| behind(line, word));
    let (is_chair, rest) = match of(&chair) {
        Some(rest) => (true, rest),
        None => (false, of(&["секретарь заседания", "секретарь"])?),
    };
    // «Председатель РМО ____ Околицына М.П.»: only the words of the line to sign on may stand between.
    let has_label = rest.trim_start().starts_with([':', '–', '—', '-']);
    let bare = trimmed(rest).trim_matches([' ', '_', '/', '(', ')']);
    let last = bare.rsplit(['_', '/']).next().unwrap_or(bare).trim();
    let who = if has_label { bare } else { last };
    let is_short = who.chars().count() <= LONGEST_FIELD;
    (is_short && !who.is_empty() && is_people(who)).then_some((is_chair, who))
}

/// Whether two texts name the same person: they have a word of more than three letters in common.
fn same_person(one: &str, other: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|letter: char| !letter.is_alphabetic());
        words.filter(|word| word.chars().count() > 3).map(str::to_lowercase).collect()
    };
    !words(one).is_disjoint(&words(other))
}

/// The number of a protocol: «Протокол № 3».
fn number_of(text: &str) -> Option<String> {
    let (_, behind) = text.split_once('№')?;
    let number: String = behind.trim_start().chars().take_while(|letter| !letter.is_whitespace()).collect();
    let number = number.trim_matches([',', '.', ';', ':']);
    (number.starts_with(|letter: char| letter.is_ascii_digit()) && number.len() <= 12)
        .then(|| number.to_owned())
}

/// The fields that a line at the head of a protocol is; nothing where any part of it is none.
fn fields(line: &str) -> Option<Vec<Field>> {
    if line.chars().count() > LONGEST_FIELD {
        return None;
    }
    let parts = line.split('\t').flat_map(|part| part.split("   ")).map(squeezed);
    let mut fields = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        match part.split_once('№') {
            // «12.11.2026 № 3», but not «школа № 3».
            Some((date, number)) if is_date(date) => {
                fields.extend([Field::Day, field(&format!("№{number}"))?]);
            }
            _ => fields.push(field(&part)?),
        }
    }
    Some(fields)
}

/// Whether a text is a date and says nothing else: «от 12 ноября 2026 г.», «Дата проведения: 12.11.2026, четверг».
fn is_date(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    let is_of_date = |word: &str| {
        ["от", "г", "год", "года", "дата", "проведения", "заседания"].contains(&word)
            || MONTHS.contains(&word)
            || MONTHS_GENITIVE.contains(&word)
            || WEEKDAYS.contains(&word)
    };
    text.chars().count() <= LONGEST_DATE && words.all(is_of_date) && day::first(text).is_some()
}

fn field(text: &str) -> Option<Field> {
    let labelled = |words: &[&str]| {
        let rest = words.iter().find_map(|word| behind(text, word))?;
        let value = trimmed(rest);
        (rest.trim_start().starts_with([':', '–', '—', '-']) && !value.is_empty()).then(|| value.to_owned())
    };
    if is_date(text) {
        return Some(Field::Day);
    }
    if let Some(value) = labelled(&["место проведения", "место"]) {
        return Some(Field::Place(value));
    }
    if let Some(value) =
        labelled(&["время проведения", "время начала", "время", "начало заседания", "начало"])
    {
        return Some(Field::Time(value));
    }
    if let Some(value) = labelled(&["тема заседания", "тема"]) {
        return Some(Field::Theme(value));
    }
    if let Some(value) = labelled(&["форма проведения", "форма заседания", "форма"])
    {
        return Some(Field::Form(value));
    }
    let is_town = ["г. ", "г.", "с. ", "п. ", "пгт ", "пос. ", "город ", "село "].iter().any(|town| {
        text.strip_prefix(town)
            .is_some_and(|name| name.starts_with(char::is_uppercase) && name.chars().count() <= 40)
    });
    if is_town {
        return Some(Field::Place(text.to_owned()));
    }
    (text.starts_with('№') && text.chars().count() <= 12).then(|| number_of(text).map(Field::Number))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_parts() {
        assert_eq!(behind("СЛУШАЛИ: Околицыну", "слушали"), Some(": Околицыну"));
        assert_eq!(behind("С Л У Ш А Л И", "слушали"), Some(""));
        assert_eq!(behind("Слушалище", "слушали"), None);
        for (text, number, rest) in [
            ("По первому вопросу слушали: о плане", Some(1), "слушали: о плане"),
            ("По второму вопросу повестки дня выступила", Some(2), "выступила"),
            ("По вопросу № 3: решили", Some(3), "решили"),
            ("2. СЛУШАЛИ", Some(2), "СЛУШАЛИ"),
            ("По плану", None, "По плану"),
        ] {
            assert_eq!(of_question(text), (number, rest), "{text}");
        }
        assert_eq!(items("1. Утвердить план. 2. Принять."), ["Утвердить план.", "Принять."]);
        assert_eq!(items("утвердить 2 плана"), ["утвердить 2 плана"]);
    }

    #[test]
    fn who_spoke_and_what_was_decided() {
        let about = |text: &str| {
            let Speech { who, about } = speech(text);
            (who, about.unwrap_or_default())
        };
        let pair = |who: &str, about: &str| (who.to_owned(), about.to_owned());
        assert_eq!(
            about("Околицына М.П. – предложила семинар"),
            pair("Околицына М.П.", "предложила семинар")
        );
        assert_eq!(
            about("Околицына М.П., библиотекарь школы № 2, рассказала о выставке – итоги"),
            pair("Околицына М.П., библиотекарь школы № 2", "рассказала о выставке – итоги")
        );
        assert_eq!(about("Околицына М.П. Она рассказала"), pair("Околицына М.П.", "Она рассказала"));
        assert_eq!(about("все"), pair("все", ""));
        let decision = decided("Провести семинар. Ответственный: Околицына М.П., срок: до 15 мая.");
        assert_eq!(decision.text, "Провести семинар.");
        assert_eq!(decision.responsible.as_deref(), Some("Околицына М.П."));
        assert_eq!(decision.term.as_deref(), Some("до 15 мая"));
        let decision = decided("Собрать заявки (отв. Перелескина Т.А.)");
        assert_eq!(
            (decision.text.as_str(), decision.responsible.as_deref()),
            ("Собрать заявки", Some("Перелескина Т.А."))
        );
        assert_eq!(decided("Сделать это в срок").term, None);
        assert_eq!(decided("Провести рейд. Отв. Лугова Н.Н.").responsible.as_deref(), Some("Лугова Н.Н."));
        let question = asked("Об учебниках. Докладчик Опушкина Л.И., методист.");
        assert_eq!(
            (question.text.as_str(), question.speaker.as_deref()),
            ("Об учебниках.", Some("Опушкина Л.И., методист."))
        );
        let counts = |text: &str| match vote(text) {
            Vote::Counts(counts) => Some(counts.map(Option::unwrap_or_default)),
            Vote::Words(_) => None,
        };
        assert_eq!(
            counts("«за» – 17, «против» – нет, «воздержались» – 0"),
            Some(["17", "нет", "0"].map(str::to_owned))
        );
        assert_eq!(counts("единогласно"), None);
        let question = asked("О плане работы (Околицына М.П.)");
        assert_eq!(
            (question.text.as_str(), question.speaker.as_deref()),
            ("О плане работы", Some("Околицына М.П."))
        );
    }

    #[test]
    fn fields_at_the_head() {
        assert_eq!(
            fields("12 ноября 2026 г.\tг. Лесной"),
            Some(vec![Field::Day, Field::Place("г. Лесной".to_owned())])
        );
        assert_eq!(fields("от 12.11.2026 № 3"), Some(vec![Field::Day, Field::Number("3".to_owned())]));
        assert_eq!(fields("12 ноября 2026 года, читальный зал"), None);
        assert_eq!(fields("Место проведения: школа № 2"), Some(vec![Field::Place("школа № 2".to_owned())]));
        assert_eq!(fields("Собрались библиотекари"), None);
        assert_eq!(signature("Председатель ________ Перелескина Т.А."), Some((true, "Перелескина Т.А.")));
        assert_eq!(signature("Секретарь: Околицына М.П."), Some((false, "Околицына М.П.")));
        assert_eq!(signature("Председатель открыл заседание"), None);
    }
}
