//! Fields given twice: a dash that got lost, a second document in the file, or a slip.

use std::ops::Range;

use super::{Context, place_of};
use crate::diagnostic::Diagnostic;
use crate::parse::field_name::normalized;
use crate::parse::yaml::{Key, Node, Value};

/// Reports the fields of `node` that were given before. Several at once are no slip: to delete them would lose a record.
pub(super) fn report(node: &Node, repeated: &[(&Key, &Node)], context: &mut Context) {
    let (Some((again, _)), Value::Mapping(entries)) = (repeated.first(), &node.value) else { return };
    let Some((first, _)) = entries.first() else { return };
    let behind = entries.iter().filter(|(key, _)| key.span.start >= again.span.start).count();
    let starts_anew = normalized(&first.text) == normalized(&again.text) && behind == repeated.len();
    let inside_line = context.before(first.span.start).trim_start_matches([' ', '\u{feff}']);
    let mistakes = if repeated.len() == 1 {
        vec![twice(again, !inside_line.is_empty() || is_indented(first, context), context)]
    } else if !inside_line.is_empty() {
        vec![lost_dash(again, context)]
    } else if is_indented(first, context) {
        vec![lost_dashes(node.span.clone(), first, again, context)]
    } else if starts_anew {
        vec![second_document(again, context)]
    } else {
        repeated.iter().map(|(key, _)| twice(key, false, context)).collect()
    };
    context.diagnostics.extend(mistakes);
}

fn is_indented(key: &Key, context: &Context) -> bool {
    context.before(key.span.start).starts_with([' ', '\t', '\u{a0}'])
}

fn twice(key: &Key, may_be_item: bool, context: &Context) -> Diagnostic {
    let message = format!("Поле «{}» записано дважды", key.text);
    let mistake = Diagnostic::error(place_of(context.path, key), message);
    mistake.hint(if may_be_item {
        "Если здесь начинается новая запись, поставьте перед полем дефис; если нет, оставьте одно из двух."
    } else {
        "Оставьте одну из двух записей; если нужны обе, перенесите то, что стоит здесь, в первую."
    })
}

/// A record whose beginning among the others lost its dash.
fn lost_dash(again: &Key, context: &Context) -> Diagnostic {
    let mistake =
        Diagnostic::error(place_of(context.path, again), "Отсюда поля повторяются: похоже, потерян дефис")
            .hint(format!("Поставьте перед «{}» дефис и пробел:", again.text));
    if !context.text[..again.span.start].ends_with("  ") {
        return mistake;
    }
    let dashed = context.line_with(&(again.span.start - 2..again.span.end), &format!("- {}", again.text));
    mistake.correction(dashed)
}

/// A list of records in which no record has its dash.
fn lost_dashes(record: Range<usize>, first: &Key, again: &Key, context: &Context) -> Diagnostic {
    let begins = |line: &str| {
        let name = line.split_once(':').map_or("", |(name, _)| name);
        normalized(name) == normalized(&first.text)
    };
    let start = first.span.start - context.before(first.span.start).len();
    let end = context.text[again.span.end..record.end.max(again.span.end)].find('\n');
    let end = end.map_or(record.end.max(again.span.end), |length| again.span.end + length);
    let margin = context.before(first.span.start);
    let lines = context.text[start..end].lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let inner = line.strip_prefix(margin).unwrap_or(line);
        format!("{margin}{}{inner}", if begins(inner) { "- " } else { "  " })
    });
    Diagnostic::error(place_of(context.path, again), "Отсюда поля повторяются: похоже, потеряны дефисы")
        .hint(format!(
            "Это список: поставьте дефис и пробел перед каждым «{}», а строки под ним сдвиньте:",
            first.text
        ))
        .correction(lines.collect::<Vec<_>>().join("\n"))
}

/// Two files pasted into one.
fn second_document(again: &Key, context: &Context) -> Diagnostic {
    Diagnostic::error(place_of(context.path, again), "Отсюда файл начинается второй раз")
        .reason("Два одинаковых поля в одном файле не различить, и второе пропало бы.")
        .hint("Перенесите всё, что стоит отсюда и ниже, в отдельный файл; если это лишняя копия, удалите её.")
}
