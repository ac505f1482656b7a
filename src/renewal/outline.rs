//! What each stretch of a plan's text is: a field with the lines on which it goes on, an item of a list, a comment.
//!
//! Less than YAML and on purpose: it must tell the fields of a plan apart whatever else the file has, and keep every byte.

use std::ops::Range;

use crate::parse::field_name::normalized;

/// What is known of the words of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The school year of the plan.
    Year,
    /// A title or a heading.
    Title,
    /// A period, in words or in figures.
    When,
    /// A block of approval.
    Approval,
    /// The order or protocol that an approval rests on.
    Ground,
    /// What came of an activity.
    Outcome,
    /// Not touched: names of laws, ids.
    Fixed,
    /// A comment.
    Comment,
    /// Anything else.
    Text,
}

/// Lines that belong together.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) kind: Kind,
    /// Its bytes, without the last end of a line.
    pub(super) span: Range<usize>,
    /// Where its value begins, behind the name of its field.
    pub(super) value: usize,
    /// Its lines, from 0.
    pub(super) lines: Range<usize>,
}

const APPROVALS: [&str; 8] =
    ["утверждаю", "approved", "согласовано", "agreed", "рассмотрено", "considered", "принято", "adopted"];
const OUTCOMES: [&str; 8] =
    ["проведено", "held", "перенесено", "moved", "отменено", "cancelled", "причина", "reason"];
/// Below these an activity stands.
const OF_ACTIVITIES: [&str; 6] = ["мероприятия", "activities", "вместе", "together", "строки", "rows"];
/// Below these none does, whatever their rows are called.
const OF_NO_ACTIVITIES: [&str; 6] =
    ["показатели", "indicators", "выступления", "talks", "столбцы", "columns"];

/// A field that is open at a line, and how far it stands to the right.
struct Open {
    margin: usize,
    name: String,
}

/// The stretches of `text` in order; empty lines belong to none.
pub(super) fn stretches(text: &str) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    // The margin of the field or item whose text in several lines is being read.
    let mut block: Option<usize> = None;
    let mut start = 0;
    for (number, line) in text.lines().enumerate() {
        let at = start;
        start += line.len() + 1;
        let margin = width(line);
        let words = line.trim();
        if words.is_empty() {
            continue;
        }
        let goes_on = block.is_some_and(|field| margin > field);
        if !goes_on {
            block = None;
            if words.starts_with('#') {
                stretches.push(closed(Stretch::new(Kind::Comment, at, at, number), at + line.len(), number));
                continue;
            }
            let item = Item::of(line);
            if item.is_new() {
                open.retain(|field| {
                    field.margin < item.margin || (item.dashes && field.margin == item.margin)
                });
                if let Some(name) = &item.name {
                    open.retain(|field| field.margin < item.content);
                    open.push(Open { margin: item.content, name: normalized(name) });
                }
                if item.opens_block {
                    block = Some(if item.name.is_some() { item.content } else { item.margin });
                }
                stretches.push(Stretch::new(kind(&open), at, at + item.value, number));
            }
        }
        match stretches.last_mut().filter(|stretch| stretch.kind != Kind::Comment || goes_on) {
            Some(stretch) => *stretch = closed(stretch.clone(), at + line.len(), number),
            // A line that goes on behind a comment.
            None => {
                let stretch = Stretch::new(kind(&open), at, at, number);
                stretches.push(closed(stretch, at + line.len(), number));
            }
        }
    }
    stretches
}

fn closed(mut stretch: Stretch, end: usize, line: usize) -> Stretch {
    stretch.span.end = end;
    stretch.lines.end = line + 1;
    stretch
}

fn width(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

fn kind(open: &[Open]) -> Kind {
    let is_one_of = |field: &Open, names: &[&str]| names.contains(&field.name.as_str());
    let (Some(first), Some(last)) = (open.first(), open.last()) else { return Kind::Text };
    let below = |names: &[&str]| open[..open.len() - 1].iter().any(|field| is_one_of(field, names));
    if is_one_of(first, &APPROVALS) {
        return if is_one_of(last, &["основание", "ground"]) {
            Kind::Ground
        } else {
            Kind::Approval
        };
    }
    if is_one_of(first, &["документы", "documents", "непредупреждать", "allow"])
        || is_one_of(last, &["код", "code"])
    {
        return Kind::Fixed;
    }
    if open.len() == 1 && is_one_of(first, &["учебныйгод", "schoolyear"]) {
        return Kind::Year;
    }
    if is_one_of(last, &OUTCOMES) && below(&OF_ACTIVITIES) && !below(&OF_NO_ACTIVITIES) {
        return Kind::Outcome;
    }
    if is_one_of(last, &["когда", "when", "период", "period"]) && !below(&["столбцы", "columns"])
    {
        return Kind::When;
    }
    if is_one_of(last, &["название", "title", "заголовок", "heading", "подзаголовок", "subheading"])
    {
        return Kind::Title;
    }
    Kind::Text
}

/// A line as the beginning of a field or of an item.
struct Item {
    /// How far it stands to the right, with its dash.
    margin: usize,
    /// How far what follows the dashes stands to the right.
    content: usize,
    dashes: bool,
    name: Option<String>,
    /// Where the value begins in the line.
    value: usize,
    /// Whether the value is text in the lines below.
    opens_block: bool,
}

impl Item {
    fn of(line: &str) -> Self {
        let margin = width(line);
        let mut content = margin;
        while let Some(rest) =
            line[content..].strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' '))
        {
            content += 1 + rest.len() - rest.trim_start().len();
        }
        let words = &line[content..];
        let named = name(words);
        let value = content + named.map_or(0, |(_, value)| value);
        let opens_block = matches!(line[value..].trim_start().as_bytes().first(), Some(b'|' | b'>'));
        let name = named.map(|(name, _)| name.to_owned());
        Self { margin, content, dashes: content > margin, name, value, opens_block }
    }

    fn is_new(&self) -> bool {
        self.dashes || self.name.is_some()
    }
}

/// The name of the field with which `words` begin, and where its value stands.
fn name(words: &str) -> Option<(&str, usize)> {
    let quote = words.chars().next().filter(|sign| matches!(sign, '"' | '\''));
    let (name, end) = match quote {
        Some(quote) => {
            let end = 1 + words[1..].find(quote)?;
            (&words[1..end], end + 1)
        }
        None => {
            let end = words.find(':')?;
            (&words[..end], end)
        }
    };
    let behind = words[end..].trim_start();
    let behind = behind.strip_prefix(':')?;
    let is_name = behind.is_empty() || behind.starts_with([' ', '\t']) || quote.is_some();
    is_name.then(|| (name, words.len() - behind.len()))
}

/// A value without the quotation marks, the sign of a text in several lines and the comment around it, on one line.
pub(super) fn bare_value(value: &str) -> String {
    let mut lines = value.lines();
    let first = lines.next().unwrap_or_default().trim();
    let first = first.split(" #").next().unwrap_or_default().trim();
    let first = if first.starts_with(['|', '>']) { "" } else { first };
    let words: Vec<&str> = std::iter::once(first).chain(lines).flat_map(str::split_whitespace).collect();
    let words = words.join(" ");
    let inside = |quote| words.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(&words).to_owned()
}
