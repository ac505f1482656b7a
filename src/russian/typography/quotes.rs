//! Straight double quotes: «ёлочки» outside, „лапки“ inside.
//!
//! First every quote, straight or typographic, is matched with its partner; then the matched straight ones
//! get their form from the quotes around them.

use super::Ending;
use super::passage::{Edit, Passage, is_part_of_word};

/// How many open quotes are remembered from run to run.
const MOST_OPEN: usize = 16;

/// A quote that opened in an earlier run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct OpenQuote {
    shape: Shape,
    was_straight: bool,
}

/// The kinds of typographic quotes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    /// «ёлочки»
    Guillemets,
    /// „лапки“
    Low,
    /// “English”
    High,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Role {
    Opening,
    Closing,
    /// A straight quote between letters, or alone.
    Neither,
}

/// One quote of the text, or one that is open from an earlier run.
#[derive(Debug)]
struct Mark {
    /// Where it stands; `None` in an earlier run.
    place: Option<usize>,
    /// The character; the straight quotes of earlier runs are typographic by now.
    shape: Option<Shape>,
    was_straight: bool,
    role: Role,
    /// Whether a digit stands before it, which may make it a sign of inches.
    follows_digit: bool,
    /// The mark that opens what this one closes.
    opener: Option<usize>,
    /// Whether it takes part in nesting: it has a partner, or may have one in a later run.
    counts: bool,
}

/// Proposes typographic quotes for the straight ones; also returns the quotes that are open after the text.
pub(super) fn propose(passage: &Passage, open: &[OpenQuote]) -> (Vec<Edit>, Vec<OpenQuote>) {
    let mut marks = marks(passage, open);
    Matching::default().run(&mut marks, passage.ending);
    shape(&marks)
}

fn marks(passage: &Passage, open: &[OpenQuote]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = open.iter().copied().map(earlier_mark).collect();
    for (place, &character) in passage.characters.iter().enumerate() {
        let is_new = passage.is_editable(place..place + 1);
        if is_new && matches!(character, '"' | '«' | '»' | '„' | '“' | '”') {
            let role_before = marks.last().filter(|last| place > 0 && last.place == Some(place - 1));
            let role_before = role_before.map(|last| last.role);
            marks.push(mark(passage, place, character, role_before));
        }
    }
    marks
}

fn earlier_mark(open: OpenQuote) -> Mark {
    Mark {
        place: None,
        shape: Some(open.shape),
        was_straight: open.was_straight,
        role: Role::Opening,
        follows_digit: false,
        opener: None,
        counts: true,
    }
}

fn mark(passage: &Passage, place: usize, character: char, role_before: Option<Role>) -> Mark {
    let before = passage.character_before(place);
    let role = match character {
        '«' | '„' => Role::Opening,
        '»' | '”' => Role::Closing,
        _ => role(passage, place, role_before),
    };
    let shape = match character {
        '"' => None,
        '«' | '»' => Some(Shape::Guillemets),
        '„' => Some(Shape::Low),
        _ => Some(Shape::High),
    };
    Mark {
        place: Some(place),
        shape,
        was_straight: character == '"',
        role,
        follows_digit: before.is_some_and(|before| before.is_ascii_digit()),
        opener: None,
        counts: false,
    }
}

/// What a quote of ambiguous form does, judged by its neighbours.
fn role(passage: &Passage, place: usize, role_before: Option<Role>) -> Role {
    let before = passage.character_before(place);
    let after = passage.character_at(place + 1);
    let is_word_before = before.is_some_and(is_part_of_word);
    let is_word_after = after.is_some_and(is_part_of_word);
    let is_dash_before = matches!(before, Some('-' | '–' | '—'));
    let opens = match role_before {
        Some(role) => role == Role::Opening,
        None => before.is_none_or(|before| {
            before.is_whitespace() || matches!(before, '(' | '[' | '{' | '/' | '«' | '„')
        }),
    };
    if after.is_none() && passage.ending == Ending::Open {
        return if opens { Role::Opening } else { Role::Closing };
    }
    let is_end = after.is_none_or(char::is_whitespace);
    match (is_word_before, is_word_after) {
        (true, true) => Role::Neither,
        (true, false) => Role::Closing,
        _ if opens && is_end => Role::Neither,
        _ if opens => Role::Opening,
        _ if is_end => Role::Closing,
        (false, true) => Role::Opening,
        (false, false) if is_dash_before => Role::Opening,
        (false, false) => Role::Closing,
    }
}

/// The marks that wait for their partners while the text is read.
#[derive(Default)]
struct Matching {
    waiting: Vec<usize>,
    waiting_straight: usize,
    waiting_guillemets: usize,
    waiting_low: usize,
    waiting_high: usize,
}

impl Matching {
    fn run(mut self, marks: &mut [Mark], ending: Ending) {
        for index in 0..marks.len() {
            match marks[index].role {
                Role::Neither => {}
                Role::Opening if !self.closes_low(&marks[index]) => self.open(marks, index),
                Role::Opening | Role::Closing => self.close(marks, index),
            }
        }
        if ending == Ending::Open {
            for index in self.waiting {
                marks[index].counts = true;
            }
        }
    }

    /// «“» closes «„» wherever it stands.
    fn closes_low(&self, mark: &Mark) -> bool {
        mark.place.is_some() && mark.shape == Some(Shape::High) && self.waiting_low > 0
    }

    fn open(&mut self, marks: &[Mark], index: usize) {
        *self.count(&marks[index]) += 1;
        self.waiting.push(index);
    }

    fn close(&mut self, marks: &mut [Mark], index: usize) {
        let opener = match marks[index].shape {
            None => self.straight_opener(marks, index),
            Some(shape) => self.opener_of_shape(marks, shape),
        };
        if let Some(opener) = opener {
            marks[index].opener = Some(opener);
            marks[index].counts = true;
            marks[opener].counts = true;
        }
    }

    /// A straight quote closes a straight one only, and nothing may be open between them.
    fn straight_opener(&mut self, marks: &[Mark], index: usize) -> Option<usize> {
        let last = *self.waiting.last()?;
        if !marks[last].was_straight || self.is_inches(marks, index) {
            return None;
        }
        self.take_last(marks)
    }

    /// After a digit, when a single quote is open and another closing quote follows, the sign means inches.
    fn is_inches(&self, marks: &[Mark], index: usize) -> bool {
        let is_next_closing =
            marks.get(index + 1).is_some_and(|next| next.was_straight && next.role == Role::Closing);
        marks[index].follows_digit && self.waiting_straight == 1 && is_next_closing
    }

    /// Takes the nearest opener that fits; what opened after it stays without a partner.
    fn opener_of_shape(&mut self, marks: &mut [Mark], shape: Shape) -> Option<usize> {
        let fits = |opener: Shape| match shape {
            Shape::Guillemets => opener == Shape::Guillemets,
            Shape::Low | Shape::High => opener != Shape::Guillemets,
        };
        let waiting = match shape {
            Shape::Guillemets => self.waiting_guillemets,
            Shape::Low | Shape::High => self.waiting_low + self.waiting_high,
        };
        if waiting == 0 {
            return None;
        }
        while let Some(opener) = self.take_last(marks) {
            if marks[opener].shape.is_some_and(fits) {
                return Some(opener);
            }
            marks[opener].counts = false;
        }
        None
    }

    fn take_last(&mut self, marks: &[Mark]) -> Option<usize> {
        let last = self.waiting.pop()?;
        *self.count(&marks[last]) -= 1;
        Some(last)
    }

    fn count(&mut self, mark: &Mark) -> &mut usize {
        match mark.shape {
            None => &mut self.waiting_straight,
            Some(Shape::Guillemets) => &mut self.waiting_guillemets,
            Some(Shape::Low) => &mut self.waiting_low,
            Some(Shape::High) => &mut self.waiting_high,
        }
    }
}

/// Gives the matched straight quotes their form, from the outer ones to the inner.
fn shape(marks: &[Mark]) -> (Vec<Edit>, Vec<OpenQuote>) {
    let mut edits = Vec::new();
    let mut around: Vec<(usize, OpenQuote)> = Vec::new();
    for (index, mark) in marks.iter().enumerate().filter(|(_, mark)| mark.counts) {
        let Some(opener) = mark.opener else {
            let shape = mark.shape.unwrap_or_else(|| inner_shape(&around));
            let was_straight = mark.was_straight;
            around.push((index, OpenQuote { shape, was_straight }));
            edits.extend(replacement(mark, opening(shape)));
            continue;
        };
        while let Some((candidate, quote)) = around.pop() {
            if candidate == opener {
                edits.extend(replacement(mark, closing(quote.shape)));
                break;
            }
        }
    }
    let forgotten = around.len().saturating_sub(MOST_OPEN);
    let open = around.into_iter().skip(forgotten).map(|(_, quote)| quote);
    (edits, open.collect())
}

fn inner_shape(around: &[(usize, OpenQuote)]) -> Shape {
    match around.last() {
        Some((_, outer)) if outer.shape == Shape::Guillemets => Shape::Low,
        _ => Shape::Guillemets,
    }
}

fn replacement(mark: &Mark, text: &'static str) -> Option<Edit> {
    let place = mark.place.filter(|_| mark.was_straight)?;
    Some(Edit { range: place..place + 1, text })
}

fn opening(shape: Shape) -> &'static str {
    match shape {
        Shape::Guillemets => "«",
        Shape::Low => "„",
        Shape::High => "“",
    }
}

fn closing(shape: Shape) -> &'static str {
    match shape {
        Shape::Guillemets => "»",
        Shape::Low => "“",
        Shape::High => "”",
    }
}
