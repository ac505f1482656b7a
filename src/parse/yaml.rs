//! YAML to a tree of nodes with places: the only door to the YAML crate.
//!
//! The tree keeps every scalar as it was typed, because `4.`, `30.10`, `007` and `нет` are words here and not numbers
//! or booleans; and it keeps where everything stands, so that a mistake of meaning can be shown as exactly as a
//! mistake of syntax.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::{Event, Options, Parser, ScanError, Span};

use super::{lost, wording, yaml_message};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// Deeper nesting than this is no plan but an attack.
const DEEPEST: usize = 64;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its bytes in the file.
    pub span: Range<usize>,
    /// What stands there.
    pub value: Value,
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
}

/// The name of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// As typed.
    pub text: String,
    /// Its bytes in the file.
    pub span: Range<usize>,
}

impl Node {
    /// Whether the author wrote the key and no value.
    pub fn is_empty(&self) -> bool {
        matches!(&self.value, Value::Scalar(text) if text.trim().is_empty())
    }
}

/// Reads `text`, which begins `base` bytes into the file `path`. An empty document is an empty mapping. Nothing is given
/// back after a mistake of syntax: what follows it cannot be read.
pub fn parse(path: &Arc<str>, text: &str, base: usize, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut root = read(path, text, base).map_err(|mistake| diagnostics.push(mistake)).ok()?;
    if root.is_empty() {
        root.value = Value::Mapping(Vec::new());
    }
    lost::report(path, text, base, &root, diagnostics);
    wording::report(path, text, base, &root, diagnostics);
    Some(root)
}

fn read(path: &Arc<str>, text: &str, base: usize) -> Result<Node, Diagnostic> {
    let mut options = Options::default();
    options.block_nesting_limit = DEEPEST;
    options.flow_nesting_limit = DEEPEST;
    let mut reader =
        TreeReader { path, text, base, parser: Parser::new_from_str_with_options(text, options) };
    let root = reader.document()?;
    Ok(root.unwrap_or(Node { span: base..base, value: Value::Mapping(Vec::new()) }))
}

struct TreeReader<'a> {
    path: &'a Arc<str>,
    text: &'a str,
    base: usize,
    parser: Parser<'a, serde_yaml::granit_parser::StrInput<'a>>,
}

impl<'a> TreeReader<'a> {
    fn document(&mut self) -> Result<Option<Node>, Diagnostic> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::DocumentStart(..) if root.is_some() => return Err(self.second_document(&span)),
                Event::StreamStart | Event::StreamEnd | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => root = self.node(event, &span)?,
            }
        }
        Ok(root)
    }

    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, Diagnostic> {
        match self.parser.next_event() {
            None => Ok(None),
            Some(Ok(event)) => Ok(Some(event)),
            Some(Err(error)) => Err(self.scan_error(&error)),
        }
    }

    /// The node that begins with `event`; nothing where the event closes the collection around it.
    fn node(&mut self, event: Event<'a>, span: &Span) -> Result<Option<Node>, Diagnostic> {
        let start = self.range(span);
        if event.anchor_id().is_some() {
            return Err(self.special(&start, '&'));
        }
        let value = match event {
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, _, Some(_))
            | Event::MappingStart(_, _, Some(_)) => {
                return Err(self.special(&start, '!'));
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => return Err(self.special(&start, '*')),
            Event::Scalar(text, ..) => return Ok(Some(self.scalar(&text, start))),
            Event::SequenceStart(..) => Value::Sequence(self.sequence()?),
            Event::MappingStart(..) => Value::Mapping(self.mapping()?),
            _ => return Ok(None),
        };
        let end = last_end(&value).unwrap_or(start.end);
        Ok(Some(Node { span: start.start..end.max(start.end), value }))
    }

    fn sequence(&mut self) -> Result<Vec<Node>, Diagnostic> {
        let mut items = Vec::new();
        while let Some(item) = self.next_node()? {
            items.push(item);
        }
        Ok(items)
    }

    fn mapping(&mut self) -> Result<Vec<(Key, Node)>, Diagnostic> {
        let mut entries = Vec::new();
        while let Some(key) = self.next_node()? {
            let Value::Scalar(text) = key.value else { return Err(self.compound_key(key.span)) };
            let Some(value) = self.next_node()? else { break };
            entries.push((Key { text, span: key.span }, value));
        }
        Ok(entries)
    }

    fn next_node(&mut self) -> Result<Option<Node>, Diagnostic> {
        match self.next()? {
            Some((event, span)) => self.node(event, &span),
            None => Ok(None),
        }
    }

    fn scalar(&self, text: &str, span: Range<usize>) -> Node {
        let text = text.trim_end_matches('\n');
        let written = self.text.get(span.start - self.base..span.end - self.base).unwrap_or_default();
        let end = span.start + written.trim_end().len();
        Node { span: span.start..end, value: Value::Scalar(text.to_owned()) }
    }

    fn range(&self, span: &Span) -> Range<usize> {
        let range = span.byte_range().unwrap_or(0..0);
        self.base + range.start..self.base + range.end
    }

    fn scan_error(&self, error: &ScanError) -> Diagnostic {
        let offset = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        let yaml_message::Explanation { message, hint, offset } =
            yaml_message::explain(error.kind(), self.text, offset);
        let start = self.base + offset;
        Diagnostic::error(Place::new(self.path, start..start + 1), message).hint(hint)
    }

    fn special(&self, span: &Range<usize>, sign: char) -> Diagnostic {
        let (message, hint) = yaml_message::special_sign(sign);
        Diagnostic::error(Place::new(self.path, span.clone()), message).hint(hint)
    }

    fn compound_key(&self, span: Range<usize>) -> Diagnostic {
        Diagnostic::error(Place::new(self.path, span), "Название поля не может быть списком")
            .hint("Напишите поле как «название: значение»; текст в скобках заключите в кавычки.")
    }

    fn second_document(&self, span: &Span) -> Diagnostic {
        Diagnostic::error(
            Place::new(self.path, self.range(span)),
            "В файле два документа, разделённые строкой «---»",
        )
        .hint("Оставьте один документ: уберите строку «---» или перенесите вторую часть в другой файл.")
    }
}

fn last_end(value: &Value) -> Option<usize> {
    match value {
        Value::Scalar(_) => None,
        Value::Sequence(items) => items.last().map(|item| item.span.end),
        Value::Mapping(entries) => entries.last().map(|(key, node)| node.span.end.max(key.span.end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Node {
        parse(&"t.yaml".into(), text, 0, &mut Diagnostics::default()).expect("valid YAML")
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
        assert!(read(&"t.yaml".into(), &"[".repeat(100_000), 0).is_err());
        assert!(read(&"t.yaml".into(), &"- ".repeat(100_000), 0).is_err());
    }
}
