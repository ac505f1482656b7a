//! YAML to a tree of nodes with places: the only door to the YAML crate.
//!
//! The tree keeps every scalar as it was typed, because `4.`, `30.10`, `007` and `нет` are words here and not numbers
//! or booleans; and it keeps where everything stands, so that a mistake of meaning can be shown as exactly as a
//! mistake of syntax.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::{Event, Options, Parser, ScanError, Span, StructureStyle};

use super::mend::{Mended, State};
use super::repair::{Mistake, Repairs};
use super::{lost, wording, yaml_message};
use crate::diagnostic::{Diagnostics, Place};
use crate::prose::invisible::{self, Cleaned};

/// Deeper nesting than this is no plan but an attack.
const DEEPEST: usize = 64;

/// What a file says, as far as it could be read.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its fields.
    pub root: Node,
    /// The lines that could not be read, which has been reported: bytes of the file, in order.
    pub unread: Vec<Range<usize>>,
}

impl Document {
    /// The document of a file that has no fields.
    pub fn empty() -> Self {
        let root = Node { span: 0..0, value: Value::Mapping(Vec::new()), in_brackets: false };
        Self { root, unread: Vec::new() }
    }

    /// Whether all of it could be read.
    pub fn is_whole(&self) -> bool {
        self.unread.is_empty()
    }

    /// Whether the byte `at` of the file stands in a line that could not be read.
    pub fn is_unread(&self, at: usize) -> bool {
        let next = self.unread.partition_point(|lines| lines.start <= at);
        next.checked_sub(1).is_some_and(|last| at <= self.unread[last].end)
    }
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its bytes in the file.
    pub span: Range<usize>,
    /// What stands there.
    pub value: Value,
    /// Whether it is a list or fields in brackets: `[…]`, `{…}`.
    pub in_brackets: bool,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text as typed; an absent value is empty text.
    Scalar(String),
    /// The items of a list.
    Sequence(Vec<Node>),
    /// The entries of a mapping in the order of the file.
    Mapping(Vec<(Key, Node)>),
    /// What could not be read, which has been reported.
    Lost,
}

/// The name of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// As typed; empty where a line was lost and nobody knows which field it was.
    pub text: String,
    /// Its bytes in the file.
    pub span: Range<usize>,
}

impl Node {
    /// Whether the author wrote the key and no value.
    pub fn is_empty(&self) -> bool {
        matches!(&self.value, Value::Scalar(text) if text.trim().is_empty())
    }

    /// The bytes of every name and every text in it, in the order of the file. A line that could not be read has neither.
    pub fn scalars(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        self.collect_scalars(&mut found);
        found
    }

    fn collect_scalars(&self, found: &mut Vec<Range<usize>>) {
        match &self.value {
            Value::Lost => {}
            Value::Scalar(_) => found.push(self.span.clone()),
            Value::Sequence(items) => items.iter().for_each(|item| item.collect_scalars(found)),
            Value::Mapping(entries) => {
                let named = |(key, value): &&(Key, Node)| !(key.text.is_empty() && value.is_lost());
                for (key, value) in entries.iter().filter(named) {
                    found.push(key.span.clone());
                    value.collect_scalars(found);
                }
            }
        }
    }

    /// Whether it could not be read.
    pub fn is_lost(&self) -> bool {
        self.value == Value::Lost
    }
}

/// Reads `text`, which begins `base` bytes into the file `path`. An empty document is an empty mapping.
///
/// A mistake of syntax is reported and its line left out, so that the mistakes behind it are found in the same run.
pub fn parse(path: &Arc<str>, text: &str, base: usize, diagnostics: &mut Diagnostics) -> Document {
    let mut mended = Mended::new(text);
    let mut repairs = Repairs::default();
    let (mut root, escaped) = loop {
        match read(&mended, base) {
            Ok(read) => break read,
            Err(mistake) => {
                if !repairs.repair(&mut mended, mistake) {
                    break (Node { span: base..base, value: Value::Lost, in_brackets: false }, Vec::new());
                }
            }
        }
    };
    diagnostics
        .extend(escaped.into_iter().map(|(span, sign)| invisible::warning(Place::new(path, span), sign)));
    let unread = repairs.report(path, base, &mended, diagnostics);
    if root.is_empty() {
        root.value = if unread.is_empty() { Value::Mapping(Vec::new()) } else { Value::Lost };
    }
    let document = Document { root, unread };
    lost::report(path, text, base, &document, diagnostics);
    wording::report(path, text, base, &document, diagnostics);
    document
}

/// The first command that each text brings along behind a backslash, and where the text stands.
type Escaped = Vec<(Range<usize>, char)>;

fn read(mended: &Mended, base: usize) -> Result<(Node, Escaped), Mistake> {
    let mut options = Options::default();
    options.block_nesting_limit = DEEPEST;
    options.flow_nesting_limit = DEEPEST;
    let text = mended.text();
    let parser = Parser::new_from_str_with_options(text, options);
    let gaps = mended.gaps();
    let mut reader = TreeReader { mended, text, base, parser, gaps, behind: 0, escaped: Vec::new() };
    let root = reader.document()?;
    let empty = || Node { span: base..base, value: Value::Scalar(String::new()), in_brackets: false };
    Ok((root.unwrap_or_else(empty), reader.escaped))
}

/// A collection whose entries are being read.
#[derive(Clone, Copy)]
struct Opened {
    /// The end of what was read before it.
    behind: usize,
    /// The column in which its entries begin, where each has a line of its own.
    column: Option<usize>,
}

struct TreeReader<'a> {
    mended: &'a Mended,
    text: &'a str,
    base: usize,
    parser: Parser<'a, serde_yaml::granit_parser::StrInput<'a>>,
    /// The lines that were left out and are not yet part of a collection: where in the text, and in which column.
    gaps: Vec<(usize, usize)>,
    /// The end of what was read last.
    behind: usize,
    /// Signs that nobody sees, in words: `"\u202e"`.
    escaped: Escaped,
}

impl<'a> TreeReader<'a> {
    fn document(&mut self) -> Result<Option<Node>, Mistake> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::DocumentStart(..) if root.is_some() => {
                    return Err(self.second_document(read_bytes(&span).start));
                }
                Event::StreamStart | Event::StreamEnd | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => root = self.node(event, &span)?,
            }
        }
        Ok(root)
    }

    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, Mistake> {
        match self.parser.next_event() {
            None => Ok(None),
            Some(Ok(event)) => Ok(Some(event)),
            Some(Err(error)) => Err(self.scan_error(&error)),
        }
    }

    /// The node that begins with `event`; nothing where the event closes the collection around it.
    fn node(&mut self, event: Event<'a>, span: &Span) -> Result<Option<Node>, Mistake> {
        let start = read_bytes(span);
        let before = std::mem::replace(&mut self.behind, start.end);
        if event.anchor_id().is_some() {
            return Err(special(start, '&'));
        }
        let (style, (value, end)) = match event {
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, _, Some(_))
            | Event::MappingStart(_, _, Some(_)) => return Err(special(start, '!')),
            Event::Alias(_) | Event::UnresolvedAlias(_) => return Err(special(start, '*')),
            Event::Scalar(text, ..) => return Ok(Some(self.scalar(&text, start))),
            Event::SequenceStart(style, ..) => {
                (style, self.sequence(self.opened(before, start.start, style))?)
            }
            Event::MappingStart(style, ..) => (style, self.mapping(self.opened(before, start.start, style))?),
            _ => return Ok(None),
        };
        let in_brackets = style == StructureStyle::Flow;
        let start = self.typed(&start);
        let last = last_end(&value).unwrap_or(start.end).max(start.end);
        let end = if in_brackets { self.typed(&end).end } else { last };
        Ok(Some(Node { span: start.start..end.max(last), value, in_brackets }))
    }

    /// The items of a list, and the bytes of its end.
    fn sequence(&mut self, opened: Opened) -> Result<(Value, Range<usize>), Mistake> {
        let mut items = Vec::new();
        loop {
            let (node, end) = self.next_node()?;
            let Some(item) = node else {
                items.extend(self.gap(opened, end.start));
                return Ok((Value::Sequence(items), end));
            };
            items.push(item);
        }
    }

    /// The entries of a mapping, and the bytes of its end.
    fn mapping(&mut self, opened: Opened) -> Result<(Value, Range<usize>), Mistake> {
        let mut entries = Vec::new();
        loop {
            let (key, at) = self.next_node()?;
            let Some(Node { span, value: key, .. }) = key else {
                let unnamed = |gap: Node| (Key { text: String::new(), span: gap.span.clone() }, gap);
                entries.extend(self.gap(opened, at.start).map(unnamed));
                return Ok((Value::Mapping(entries), at));
            };
            let Value::Scalar(text) = key else { return Err(compound_key(at.start)) };
            if let Some(mistake) = self.marked_key(at.start) {
                return Err(mistake);
            }
            let (value, end) = self.next_node()?;
            let Some(value) = value else { return Ok((Value::Mapping(entries), end)) };
            entries.push((Key { text, span }, value));
        }
    }

    /// The next node, or the bytes of the event that closes the collection around it.
    fn next_node(&mut self) -> Result<(Option<Node>, Range<usize>), Mistake> {
        match self.next()? {
            Some((event, span)) => Ok((self.node(event, &span)?, read_bytes(&span))),
            None => Ok((None, self.text.len()..self.text.len())),
        }
    }

    /// A collection that begins at `start`, with `behind` the end of what was read before it.
    fn opened(&self, behind: usize, start: usize, style: StructureStyle) -> Opened {
        let line = self.mended.start_of(self.mended.line_at(start));
        let column = || self.text[line..start].chars().count();
        Opened { behind, column: (style == StructureStyle::Block).then(column) }
    }

    /// What stands for the lines that were left out between `start` and `end`, where they may have been a part of a
    /// collection whose entries begin in `column`, or a slip of one space to the left of it.
    fn gap(&mut self, Opened { behind, column }: Opened, end: usize) -> Option<Node> {
        let is_inside = |(at, indentation): &(usize, usize)| {
            (behind..end).contains(at) && column.is_some_and(|column| indentation + 1 >= column)
        };
        let (at, _) = *self.gaps.iter().find(|gap| is_inside(gap))?;
        self.gaps.retain(|gap| !is_inside(gap));
        Some(Node { span: self.typed(&(at..at)), value: Value::Lost, in_brackets: false })
    }

    /// A field behind a sign that stands for the hyphen of a list.
    fn marked_key(&self, at: usize) -> Option<Mistake> {
        let start = self.mended.start_of(self.mended.line_at(at));
        let first = self.text[start..at].trim().is_empty();
        let line = self.text[start..].lines().next().unwrap_or_default();
        let words = first.then(|| yaml_message::marked_item(line)).flatten()?;
        Some(Mistake { words, at })
    }

    fn second_document(&self, at: usize) -> Mistake {
        let explanation = yaml_message::second_document(self.text, at);
        Mistake { words: explanation.words, at: explanation.offset }
    }

    fn scalar(&mut self, text: &str, read: Range<usize>) -> Node {
        // Where nothing is written the parser says `~`.
        let text = if read.is_empty() { "" } else { text.trim_end_matches('\n') };
        let written = self.text.get(read.clone()).unwrap_or_default();
        let end = read.start + written.trim_end().len();
        let span = self.typed(&(read.start..end));
        let Cleaned { text, commands } = invisible::cleaned(text.to_owned());
        self.escaped.extend(commands.first().map(|(_, sign)| (span.clone(), *sign)));
        let value = if self.is_hole(read.start) { Value::Lost } else { Value::Scalar(text) };
        Node { span, value, in_brackets: false }
    }

    fn is_hole(&self, at: usize) -> bool {
        let line = self.mended.line_at(at);
        matches!(self.mended.lines[line].state, State::Emptied(hole) if self.mended.start_of(line) + hole == at)
    }

    fn typed(&self, read: &Range<usize>) -> Range<usize> {
        let typed = self.mended.typed(read);
        self.base + typed.start..self.base + typed.end
    }

    fn scan_error(&self, error: &ScanError) -> Mistake {
        let offset = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        let explanation = yaml_message::explain(error.kind(), self.text, offset);
        Mistake { words: explanation.words, at: explanation.offset }
    }
}

fn read_bytes(span: &Span) -> Range<usize> {
    span.byte_range().unwrap_or(0..0)
}

fn special(read: Range<usize>, sign: char) -> Mistake {
    Mistake { words: yaml_message::special_sign(sign), at: read.start }
}

fn compound_key(at: usize) -> Mistake {
    Mistake { words: yaml_message::compound_key(), at }
}

fn last_end(value: &Value) -> Option<usize> {
    match value {
        Value::Scalar(_) | Value::Lost => None,
        Value::Sequence(items) => items.last().map(|item| item.span.end),
        Value::Mapping(entries) => entries.last().map(|(key, node)| node.span.end.max(key.span.end)),
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Node {
        parse(&"t.yaml".into(), text, 0, &mut Diagnostics::default()).root
    }

    #[test]
    fn scalars_arrive_as_typed() {
        for typed in
            ["4.", "30.01", "30.10", "10:30", "007", "нет", "no", "1_000", "0x1F", "2024-10-08", "null", "~"]
        {
            let node = tree(&format!("а: {typed}\n"));
            let Value::Mapping(entries) = node.value else { panic!("a mapping") };
            assert_eq!(entries[0].1.value, Value::Scalar(typed.to_owned()));
        }
    }

    #[test]
    fn places_are_bytes_of_the_file() {
        let text = "кто: Пайвина Н.Б.\nчто: |\n  одна\n  две\n";
        let Value::Mapping(entries) = tree(text).value else { panic!("a mapping") };
        assert_eq!(&text[entries[0].0.span.clone()], "кто");
        assert_eq!(&text[entries[0].1.span.clone()], "Пайвина Н.Б.");
        assert_eq!(entries[1].1.value, Value::Scalar("одна\nдве".to_owned()));
    }

    #[test]
    fn an_empty_document_is_an_empty_mapping() {
        assert_eq!(tree("# только заметка\n").value, Value::Mapping(Vec::new()));
    }

    #[test]
    fn deep_nesting_is_refused() {
        assert!(read(&Mended::new(&"[".repeat(100_000)), 0).is_err());
        assert!(read(&Mended::new(&"- ".repeat(100_000)), 0).is_err());
    }

    /// The messages with their lines, and the text of every value that was read.
    fn read_on(text: &str) -> (Vec<String>, Vec<String>) {
        let mut diagnostics = Diagnostics::default();
        let document = parse(&"t.yaml".into(), text, 0, &mut diagnostics);
        let messages = diagnostics.sorted().into_iter().map(|found| {
            let start = found.place.expect("a place").span.0;
            format!("{}: {}", text[..start].matches('\n').count() + 1, found.message)
        });
        let mut values = Vec::new();
        collect(&document.root, &mut values);
        (messages.collect(), values)
    }

    fn collect(node: &Node, values: &mut Vec<String>) {
        match &node.value {
            Value::Scalar(text) => values.push(text.clone()),
            Value::Sequence(items) => items.iter().for_each(|item| collect(item, values)),
            Value::Mapping(entries) => entries.iter().for_each(|(_, value)| collect(value, values)),
            Value::Lost => values.push("…".to_owned()),
        }
    }

    #[test]
    fn reading_goes_on_behind_a_mistake() {
        for (text, messages, values) in [
            ("а: \"откр\nб: в\n", &["1: Кавычка открыта и не закрыта"][..], &["откр", "в"][..]),
            ("а: [x\nб: z\n", &["1: Скобка «[» открыта и не закрыта"], &["x", "z"]),
            (
                "а: б\nпросто текст\nв: г\n",
                &["2: Строка не похожа ни на «поле: значение», ни на продолжение предыдущей"],
                &["б", "г", "…"],
            ),
            (
                "а: план\n  - что: раз\n    кто: два\n  - что: три\nб: в\n",
                &["2: Строка сдвинута вправо и читается как продолжение предыдущей"],
                &["план", "в", "…"],
            ),
            (
                "а:\n  - что: раз\n   кто: два\n   где: три\n  - что: пять\n",
                &["3: Строка стоит не на своём месте: не сходятся отступы"],
                &["раз", "два", "три", "пять"],
            ),
            ("цели\n  - а: б\nг: д\n", &["1: После названия поля нет двоеточия"], &["б", "д"]),
            ("- что: раз\n  когда май\n", &["2: После названия поля нет двоеточия"], &["раз", "май"]),
            (
                "а: \"x\nб: [y\nв — г\nд: е\n",
                &[
                    "1: Кавычка открыта и не закрыта",
                    "2: Скобка «[» открыта и не закрыта",
                    "3: Между названием поля и значением стоит тире, а нужно двоеточие",
                ],
                &["x", "y", "г", "е"],
            ),
            (
                "цели: - Первая\n      - Вторая\nкто: все\n",
                &["1: Дефис списка стоит не на своём месте"],
                &["…", "все"],
            ),
            ("а: б\n---\nв: г\n", &["2: В файле два документа, разделённые строкой «---»"], &["б", "…"]),
            ("[а]: б\nв: г\n", &["1: Название поля не может быть списком"], &["г", "…"]),
            ("а: {б: в]\nг: д\n", &["1: Скобки не сходятся: открыта «{», а закрыта «]»"], &["…", "д"]),
            (" а: б\nв: г\n", &["1: Первая строка сдвинута вправо"], &["б", "г"]),
            ("а: б\n...\nв: г\n", &["3: В файле два документа, разделённые строкой «...»"], &["б"]),
            ("название Школа\nрайон: х\n", &["1: После названия поля нет двоеточия"], &["Школа", "х"]),
            (
                "- что Семинар\n  кто: х\n- что: у\n",
                &["1: После названия поля нет двоеточия"],
                &["Семинар", "х", "у"],
            ),
            ("- что\n  когда: х\n", &["1: После названия поля нет двоеточия"], &["", "х"]),
            (
                "ПЛАН\nна год\n\nЦель: х\n",
                &["1: Строка не похожа ни на «поле: значение», ни на продолжение предыдущей"],
                &["х", "…"],
            ),
            (
                "а: б\n№\tЧто\tКогда\n1\tУрок: х\tмай\nв: г\n",
                &["2: Похоже, сюда вставлена таблица, а её строки здесь не читаются"],
                &["б", "г", "…"],
            ),
            (
                "а:\n- что: б\n‑ что: в\n  кто: г\n",
                &["3: Строка начинается с тире, а список пишется с дефисом"],
                &["б", "в", "г"],
            ),
            (
                "а:\n  -что: б\n   кто: в\n   где: г\n",
                &["2: После дефиса в начале строки нужен пробел"],
                &["б", "в", "г"],
            ),
            (
                "а:\n  1. что: б\n     кто: в\n  2. что: г\n     кто: д\nе: ж\n",
                &[
                    "2: Похоже, вставлен нумерованный список: строка начинается с номера, а список пишется с дефисом",
                ],
                &["", "ж", "…"],
            ),
            (
                "- а\n\u{2013} б\n- в\n",
                &["2: Строка начинается с тире, а список пишется с дефисом"],
                &["а", "б", "в"],
            ),
        ] {
            let (found, read) = read_on(text);
            assert_eq!(found, messages, "{text}");
            assert_eq!(read, values, "{text}");
        }
    }

    #[test]
    fn json_is_read_as_the_yaml_it_is() {
        let typed = "{\n\t\"а\": \"б: в\",\n\t\"г\": [\n\t\t{\"д\": \"е\",},\n    \"ж\"\n]\n}\n";
        let (found, read) = read_on(typed);
        assert_eq!((found, read), (vec![], ["б: в", "е", "ж"].map(str::to_owned).to_vec()));
    }

    #[test]
    fn signs_behind_a_backslash_are_left_out_and_said() {
        let (found, read) = read_on("а: \"б\\u202eв\\0\"\n");
        assert_eq!(found, ["1: Здесь стоит невидимый знак, который меняет порядок букв (U+202E)"]);
        assert_eq!(read, ["бв"]);
    }

    #[test]
    fn nobody_is_told_of_more_than_fifty_mistakes() {
        let (found, _) = read_on(&format!("а: б\n{}", "а — б\n".repeat(80)));
        assert_eq!(found.len(), 51);
        assert_eq!(found[50], "52: Дальше файл не прочитан: в нём слишком много ошибок");
    }
}
