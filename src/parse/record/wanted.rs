//! Something else where the fields of a record are wanted: read as it is meant where that is evident, else explained.

use super::{Context, FieldSpec, REST, Record};
use crate::diagnostic::{Diagnostic, Place};
use crate::parse::field_name::normalized;
use crate::parse::yaml::{Key, Node, Value};

/// What was meant by a text or a list in place of a record, where that is evident: `- Протокол.docx` under `файлы` names
/// the file, and one record behind a dash is the record.
pub fn as_meant<R: Record>(node: &Node, file: &str) -> Option<Node> {
    match &node.value {
        Value::Scalar(text) if node.is_one_line(file) => match in_one_line(text, node, R::FIELDS) {
            Some(fields) => Some(fields),
            None => R::TEXT.filter(|_| is_one_thing(text, R::FIELDS)).map(|field| under(field, node)),
        },
        Value::Scalar(_) => None,
        Value::Sequence(_) if R::LIST.is_some() => R::LIST.map(|field| under(field, node)),
        Value::Sequence(items) => match items.as_slice() {
            [only] if !node.in_brackets && matches!(only.value, Value::Mapping(_)) => Some(only.clone()),
            _ => None,
        },
        Value::Mapping(_) | Value::Lost => None,
    }
}

/// Fields in one line, as people count votes: `за — 9, против 0`. Each is the name of a field, a dash or a colon, and a value; before a
/// number the sign may be left out.
fn in_one_line(text: &str, node: &Node, fields: &[FieldSpec]) -> Option<Node> {
    let entries = text.split([',', ';']).map(|part| {
        let number = || part.find(|letter: char| letter.is_ascii_digit()).map(|at| part.split_at(at));
        let (name, value) = part.split_once(['-', '–', '—', ':']).or_else(number)?;
        let name = name.trim().trim_matches(['«', '»', '"']);
        let spec = fields.iter().find(|spec| spec.is_named(&normalized(name)))?;
        let value = Value::Scalar(value.trim().to_owned());
        let key = Key { text: spec.key.to_owned(), span: node.span.clone() };
        Some((key, Node { span: node.span.clone(), value, in_brackets: false }))
    });
    let entries: Vec<(Key, Node)> = entries.collect::<Option<_>>()?;
    Some(Node { span: node.span.clone(), value: Value::Mapping(entries), in_brackets: false })
}

/// A record with `node` in its only field.
pub fn under(field: &str, node: &Node) -> Node {
    let start = node.span.start;
    let key = Key { text: field.to_owned(), span: start..start };
    Node { span: node.span.clone(), value: Value::Mapping(vec![(key, node.clone())]), in_brackets: false }
}

/// Whether a text without a field's name is one thing: neither a list without line breaks nor a field without a colon.
pub fn is_one_thing(text: &str, fields: &[FieldSpec]) -> bool {
    !text.trim_start().starts_with("- ") && !begins_with_field(text, fields)
}

/// The message where the fields of a record are wanted, `wanted` among them, and there are none.
pub(super) fn no_fields(node: &Node, wanted: &[FieldSpec], context: &Context) -> Diagnostic {
    let place = Place::new(context.path, node.span.clone());
    let known: Vec<&str> = wanted.iter().map(|spec| spec.key).filter(|key| *key != REST).collect();
    let names =
        if known.is_empty() { "название: значение".to_owned() } else { listed(&known) };
    let typed = context.text.get(node.span.clone()).unwrap_or_default();
    match &node.value {
        Value::Sequence(items)
            if !node.in_brackets && items.iter().all(|item| matches!(item.value, Value::Mapping(_))) =>
        {
            let lines: Vec<String> = typed.lines().map(without_dash).collect();
            let mistake = Diagnostic::error(place, "Здесь нужны поля, а записан список")
                .hint("Уберите дефисы: каждое поле пишут с новой строки, одно под другим:");
            let margin = " ".repeat(context.column(node.span.start));
            mistake.correction(format!("{margin}{}", lines.join("\n")))
        }
        Value::Scalar(text) if context.is_behind_key(node.span.start) && text.trim_start().starts_with("- ") => {
            let item = text.trim_start().trim_start_matches("- ");
            let field = example(&known).filter(|_| !item.contains(':')).map(|key| format!("{key}: "));
            let margin = " ".repeat(context.column(node.span.start));
            Diagnostic::error(place, "Дефис списка стоит в одной строке с названием поля")
                .hint("Список начинают с новой строки:")
                .correction(context.line_with(
                    &node.span,
                    &format!("\n{margin}- {}{item}", field.unwrap_or_default()),
                ))
        }
        Value::Scalar(text)
            if node.span.start > 0
                && !typed.contains('\n')
                && (example(&known).is_some() || begins_with_field(text, wanted)) =>
        {
            let first = text.split_whitespace().next().unwrap_or_default();
            let named = wanted.iter().find(|spec| spec.is_named(&normalized(first)));
            let field = match named {
                Some(_) => with_value(first, text.trim_start()[first.len()..].trim_start()),
                None => with_value(example(&known).unwrap_or_default(), text),
            };
            let margin = " ".repeat(context.column(node.span.start));
            let behind_key = context.is_behind_key(node.span.start);
            let instead = if behind_key { format!("\n{margin}{field}") } else { field };
            Diagnostic::error(place, "Здесь стоит текст, а нужны поля с названиями")
                .hint(format!("Здесь могут стоять поля: {names}. Напишите перед текстом название поля и двоеточие, например:"))
                .correction(context.line_with(&node.span, instead.trim_end()))
        }
        Value::Sequence(_) => Diagnostic::error(place, "Здесь нужны поля, а записан список").hint(format!(
            "Напишите каждое поле с новой строки: название, двоеточие, пробел и значение. Здесь могут стоять поля: {names}."
        )),
        _ => Diagnostic::error(place, "Здесь стоит текст, а нужны поля с названиями")
            .hint(format!("Напишите каждое поле с новой строки (а если это список, начните её с дефиса): название, двоеточие, пробел и значение. Здесь могут стоять поля: {names}.")),
    }
}

/// The message where a list of texts is wanted and there are fields: `первая: 02.09.2024–25.10.2024`.
pub(super) fn no_list(node: &Node, entries: &[(Key, Node)], context: &Context) -> Diagnostic {
    const MOST: usize = 8;
    let start = node.span.start;
    let margin = " ".repeat(context.column(start).max(2));
    let typed = |(key, value): &(Key, Node)| {
        context
            .text
            .get(key.span.start..value.span.end.max(key.span.end))
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let lines: Vec<String> =
        entries.iter().take(MOST).map(|entry| format!("{margin}- {}", typed(entry))).collect();
    Diagnostic::error(Place::new(context.path, node.span.clone()), "Здесь нужен список, а записаны поля")
        .hint("Начинайте каждую строку с дефиса и пробела:")
        .correction(lines.join("\n"))
}

fn begins_with_field(text: &str, fields: &[FieldSpec]) -> bool {
    let first = text.split_whitespace().next().map(normalized).unwrap_or_default();
    fields.iter().any(|spec| spec.is_named(&first))
}

/// A field with its value, or with the place for one.
fn with_value(key: &str, value: &str) -> String {
    format!("{key}: {}", if value.is_empty() { "…" } else { value })
}

/// The field that a text is most likely to belong to.
fn example<'k>(known: &[&'k str]) -> Option<&'k str> {
    let heading = known.iter().find(|key| matches!(**key, "заголовок" | "что"));
    heading.or_else(|| known.first().filter(|key| **key != "код")).copied()
}

/// The names of fields, the first of many.
fn listed(known: &[&str]) -> String {
    const MOST: usize = 8;
    let more = if known.len() > MOST { " и другие" } else { "" };
    format!("{}{more}", known[..known.len().min(MOST)].join(", "))
}

/// A line with a space in place of the dash that begins it.
fn without_dash(line: &str) -> String {
    match line.trim_start().strip_prefix("- ") {
        Some(rest) => format!("{}{rest}", &line[..line.len() - line.trim_start().len()]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::parse::raw::{RawApproval, RawFile};
    use crate::parse::record::{Decode, Source, read};
    use crate::parse::yaml;

    /// What was read of `text`, and the messages with their corrections.
    fn tried<T: Decode>(text: &str) -> (Option<T>, Vec<(String, Option<String>)>) {
        let mut diagnostics = Diagnostics::default();
        let path = "t.yaml".into();
        let document = yaml::parse(&path, text, 0, &mut diagnostics);
        let value = read(&document, Source { path: &path, text }, &mut diagnostics, T::decode);
        let said = diagnostics.sorted().into_iter().map(|found| (found.message, found.correction));
        (value, said.collect())
    }

    #[test]
    fn a_text_with_one_meaning_is_read() {
        let (files, said) = tried::<Vec<RawFile>>("- a.docx\n- файл: b.docx\n");
        let files: Vec<String> = files.into_iter().flatten().map(|file| file.file.value).collect();
        assert_eq!((files, said.len()), (vec!["a.docx".to_owned(), "b.docx".to_owned()], 0));
        let (approval, said) = tried::<RawApproval>("- кто: Иванова А.А.\n");
        assert!(approval.is_some_and(|approval| approval.who.is_some()) && said.is_empty());
    }

    #[test]
    fn a_text_with_several_meanings_is_explained() {
        let (_, said) = tried::<Vec<RawFile>>("- файл\n");
        assert_eq!(said[0].1.as_deref(), Some("- файл: …"));
        let (_, said) = tried::<RawApproval>("- кто: А\n- дата: Б\n");
        assert_eq!(said[0].1.as_deref(), Some("кто: А\nдата: Б"));
    }

    #[test]
    fn a_mistake_is_said_once() {
        for (text, message) in [
            ("фаил: a.docx\n", "Неизвестное поле «фаил» в описании файла"),
            ("файл:\n  - a\n  - b\n", "Здесь нужен текст, а записан список"),
            ("файл:\n", "Поле «файл» не заполнено"),
            ("название: а\n", "Не хватает поля «файл»"),
        ] {
            let (_, said) = tried::<RawFile>(text);
            let said: Vec<&str> = said.iter().map(|(message, _)| message.as_str()).collect();
            assert_eq!(said, [message], "{text}");
        }
    }
}
