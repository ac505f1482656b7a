//! Fields that a record does not know: misspelt, under a neighbour that they were not shifted under, or of another file.

use super::{Context, FieldSpec, Fields, place_of};
use crate::diagnostic::Diagnostic;
use crate::parse::field_name::{Known, normalized, unknown_field};
use crate::parse::homes;
use crate::parse::yaml::{Key, Node, Value};

/// The message for one of `fields`.
pub(super) fn field(
    key: &Key,
    within: &str,
    known: &[Known],
    fields: &Fields,
    context: &Context,
) -> Diagnostic {
    let mistake = unknown_field(context.path, context.text, key, within, known.iter().copied());
    if let Some((hint, line)) = shifted(key, fields, context) {
        return mistake.hint(hint).correction(line);
    }
    match homes::of(&key.text, context.path) {
        Some(home) if mistake.correction.is_none() => {
            mistake.hint(format!("Это поле пишут {home}: перенесите строку туда."))
        }
        _ => mistake,
    }
}

/// What is to be done with a field that belongs to the record right above it, or to the last one of the list there, and the
/// line.
fn shifted(key: &Key, fields: &Fields, context: &Context) -> Option<(String, String)> {
    let above = fields.all.iter().take_while(|(other, _)| other.span.start < key.span.start);
    let known = above.filter_map(|(key, node)| Some((fields.spec_of(key)?, node)));
    let (spec, node) = known.last().filter(|(spec, _)| is_inside(key, spec))?;
    let record = match &node.value {
        Value::Sequence(items) => items.last()?,
        _ => node,
    };
    let Value::Mapping(entries) = &record.value else { return None };
    let name = normalized(&key.text);
    let (last, _) = entries.last().filter(|_| !node.in_brackets && !record.in_brackets)?;
    if entries.iter().any(|(key, _)| normalized(&key.text) == name) {
        return None;
    }
    let margin = " ".repeat(context.before(last.span.start).chars().count());
    let line = context.line_with(&key.span, &key.text);
    let hint = format!("Сдвиньте строку под «{}», это поле относится к «{}»:", last.text, spec.key);
    Some((hint, format!("{margin}{}", line.trim_start())))
}

/// The fields that nobody has read, but for those that belong under the empty field above them, which is reported.
pub(super) fn without_displaced<'n>(fields: &Fields<'n>, context: &mut Context) -> Vec<&'n Key> {
    let mut rest = Vec::new();
    let mut above: Option<(&'n Key, &'static FieldSpec)> = None;
    let mut displaced: Vec<(&'n Key, &'n Node)> = Vec::new();
    for (key, node) in &fields.all {
        let known = fields.spec_of(key);
        if let Some(spec) = known {
            report(above, &mut displaced, context);
            above = node.is_empty().then_some((*key, spec));
        } else if above.is_some_and(|(_, spec)| is_inside(key, spec)) {
            displaced.push((key, node));
        } else if fields.entries.iter().any(|(unread, _)| unread.span == key.span) {
            rest.push(*key);
        }
    }
    report(above, &mut displaced, context);
    rest
}

fn is_inside(key: &Key, spec: &FieldSpec) -> bool {
    let name = normalized(&key.text);
    (spec.inner)().iter().any(|inner| inner.is_named(&name))
}

/// Reports the fields that were not shifted under the one `above`, once for all.
fn report(above: Option<(&Key, &FieldSpec)>, displaced: &mut Vec<(&Key, &Node)>, context: &mut Context) {
    let (Some((above, spec)), Some((first, _)), Some((_, last))) =
        (above, displaced.first(), displaced.last())
    else {
        return;
    };
    let margin = context.before(first.span.start).to_owned();
    let lines = context.text[first.span.start..last.span.end].lines();
    let shifted = lines.enumerate().map(|(number, line)| {
        let shift = if number == 0 && spec.is_list { "- " } else { "  " };
        let inner = if number == 0 { line } else { line.strip_prefix(margin.as_str()).unwrap_or(line) };
        format!("{margin}{}{shift}{inner}", if spec.is_list { "  " } else { "" })
    });
    let shifted: Vec<String> = shifted.collect();
    let how = if spec.is_list { ", а перед первой поставьте дефис:" } else { ":" };
    let message = format!("Поля отсюда относятся к «{}», а стоят не под ним", above.text);
    context.diagnostics.push(
        Diagnostic::error(place_of(context.path, first), message)
            .hint(format!("Сдвиньте эти строки под «{}:» на два пробела вправо{how}", above.text))
            .correction(format!("{margin}{}:\n{}", above.text, shifted.join("\n"))),
    );
    displaced.clear();
}
