//! Mistakes of YAML syntax in the author's language, each with its remedy.

use serde_yaml::granit_parser::ErrorKind;

/// A mistake of syntax: what is wrong, how to mend it, and at which byte it stands.
pub(super) struct Explanation {
    pub(super) message: String,
    pub(super) hint: String,
    pub(super) offset: usize,
}

/// What is wrong at the byte `offset` of `text`. The parser often stumbles only in the line behind the mistake, so what
/// authors do most often is looked for first, in the line itself and in its neighbours.
pub(super) fn explain(kind: &ErrorKind, text: &str, offset: usize) -> Explanation {
    let here = line_start(text, offset);
    let above = line_start(text, here.saturating_sub(1));
    let below = text[here..].find('\n').map_or(text.len(), |length| here + length + 1);
    let likely = [here, below].into_iter().find_map(|start| Some((start, tab(line(text, start))?)));
    let likely = likely.or_else(|| {
        let lines = [here, above].into_iter();
        lines.into_iter().find_map(|start| Some((start, habit(kind, line(text, start))?)))
    });
    let likely = likely.or_else(|| shifted(kind, text, offset).map(|words| (here, words)));
    let (offset, (message, hint)) = likely.unwrap_or_else(|| (offset, words(kind, text, offset)));
    let indentation = text[offset..].len() - text[offset..].trim_start_matches(' ').len();
    Explanation { message, hint, offset: offset + indentation }
}

fn tab(line: &str) -> Option<(String, String)> {
    indented_by_tab(line).then(|| words(&ErrorKind::TabNotAllowed, line, 0))
}

/// What people are used to from Word: a dash for a hyphen, no space behind it, a dash for a colon, brackets and signs at the
/// beginning of a text.
fn habit(kind: &ErrorKind, line: &str) -> Option<(String, String)> {
    let content = line.trim_start();
    if content.starts_with(['–', '—', '•']) {
        return Some(said(
            "Строка начинается с тире, а список пишется с дефисом",
            "Замените тире в начале строки на дефис и пробел: «- ».",
        ));
    }
    if let Some(glued) = content.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphanumeric)) {
        return Some((
            "После дефиса в начале строки нужен пробел".to_owned(),
            format!("Напишите так:\n{}- {glued}", &line[..line.len() - content.len()]),
        ));
    }
    let item = content.strip_prefix("- ").unwrap_or(content);
    let value = item.split_once(": ").map_or(item, |(_, value)| value).trim();
    let signs = if is_unclosed(kind) { "&!>|%@`*" } else { "[{&!>|%@`*" };
    let sign = value.chars().next().filter(|sign| signs.contains(*sign));
    if let Some(sign) = sign.filter(|_| value.len() > 2 && value.contains(' ')) {
        let (message, _) = special_sign(sign);
        let quoted = line.replace(value, &format!("\"{}\"", value.replace('"', "'")));
        return Some((message, format!("Заключите всё значение в прямые кавычки:\n{quoted}")));
    }
    let dash = [" — ", " – "].into_iter().find_map(|dash| line.split_once(dash));
    let (key, value) = dash.filter(|_| !line.contains(':') && !content.starts_with('-'))?;
    let short = key.split_whitespace().count() <= 2;
    short.then(|| {
        (
            "Между названием поля и значением стоит тире, а нужно двоеточие".to_owned(),
            format!("Напишите так:\n{key}: {value}"),
        )
    })
}

/// A list in brackets that nobody closed: there the bracket was meant.
fn is_unclosed(kind: &ErrorKind) -> bool {
    use ErrorKind as Kind;
    matches!(
        kind,
        Kind::UnclosedFlowCollection { .. }
            | Kind::UnexpectedEofFlowSequence
            | Kind::UnexpectedEofFlowMapping
            | Kind::UnexpectedEofImplicitFlowMapping
    )
}

/// A field one space too far to the right goes on with the value above it, and only its colon is in the way.
fn shifted(kind: &ErrorKind, text: &str, offset: usize) -> Option<(String, String)> {
    let start = line_start(text, offset);
    let before = text.get(start..offset)?;
    let first_colon = !before.contains(':') && before.starts_with(' ');
    let refused = matches!(kind, ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement);
    (refused && first_colon).then(|| {
        said(
            "Строка сдвинута вправо и читается как продолжение предыдущей",
            "Начните её с того же столбца, что и поле над ней.",
        )
    })
}

fn line(text: &str, start: usize) -> &str {
    text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default()
}

fn indented_by_tab(line: &str) -> bool {
    let indentation = line.find(|letter| !matches!(letter, ' ' | '\t')).unwrap_or(line.len());
    line[..indentation].contains('\t')
}

/// What is wrong, and how to mend it.
fn words(kind: &ErrorKind, text: &str, offset: usize) -> (String, String) {
    use ErrorKind as Kind;
    let line = line(text, line_start(text, offset));
    match kind {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart => said(
            "Строка начинается с табуляции, а отступы делаются пробелами",
            "Замените знаки табуляции в начале строки пробелами: по два на каждый уровень.",
        ),
        Kind::MappingValueNotAllowed | Kind::InvalidColonPlacement | Kind::InvalidMappingValueWhitespace => (
            "Второе двоеточие в строке: непонятно, где кончается название поля".to_owned(),
            quoted_line(line)
                .map_or_else(|| QUOTE_IT.to_owned(), |line| format!("Заключите значение в кавычки:\n{line}")),
        ),
        Kind::UnclosedQuotedScalar
        | Kind::InvalidQuotedScalarIndent
        | Kind::DocumentIndicatorInQuotedScalar => said(
            "Кавычка открыта и не закрыта",
            "Закройте кавычку в конце значения. Для кавычек внутри текста берите «ёлочки».",
        ),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => (
            "После закрытой кавычки продолжается текст".to_owned(),
            quoted_line(line).map_or_else(
                || "Замените прямые кавычки внутри текста на «ёлочки».".to_owned(),
                |line| {
                    format!(
                        "Замените внутренние кавычки на «ёлочки», а в прямые возьмите всё значение:\n{line}"
                    )
                },
            ),
        ),
        Kind::UnknownQuotedScalarEscape | Kind::InvalidQuotedScalarHexEscape => said(
            "После обратной косой черты в кавычках стоит незнакомый знак",
            "Замените прямые двойные кавычки вокруг значения одинарными или уберите обратную черту.",
        ),
        Kind::UnknownAnchor => special_sign('*'),
        Kind::UnexpectedCharacter { character } => special_sign(*character),
        Kind::UnclosedFlowCollection { open } => bracket(*open),
        Kind::UnexpectedEofFlowSequence | Kind::ExpectedFlowSequenceSeparator => bracket('['),
        Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedFlowMappingSeparator => bracket('{'),
        Kind::MisplacedFlowCollectionEnd | Kind::MismatchedFlowCollectionEnd { .. } => said(
            "Закрывающая скобка без открывающей",
            "Если скобка принадлежит тексту, заключите всё значение в кавычки.",
        ),
        Kind::RecursionLimitExceeded => said(
            "Слишком много уровней вложенности",
            "Проверьте скобки и отступы: столько уровней здесь не бывает.",
        ),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => said(
            "Строка не похожа ни на «поле: значение», ни на продолжение предыдущей",
            "После названия поля поставьте двоеточие и пробел; строку продолжения сдвиньте вправо.",
        ),
        Kind::BlockSequenceEntryNotAllowed | Kind::BlockEntryInFlowCollection => said(
            "Дефис списка стоит не на своём месте",
            "Начните список с новой строки под названием поля; дефис в начале текста заключите вместе с ним в кавычки.",
        ),
        Kind::InputDecoding { .. } | Kind::InputIo { .. } => said(
            "В файле есть знаки, которых не может быть в тексте",
            "Сохраните файл в Блокноте в кодировке UTF-8.",
        ),
        _ => said(
            "Строка стоит не на своём месте: не сходятся отступы",
            "Поля одной записи начинаются с одного и того же столбца, вложенные сдвинуты на два пробела вправо.",
        ),
    }
}

/// A value that begins with a sign that YAML keeps for itself.
pub(super) fn special_sign(sign: char) -> (String, String) {
    (
        format!("Значение начинается со знака «{sign}», а у него здесь особый смысл"),
        "Заключите всё значение в прямые кавычки.".to_owned(),
    )
}

const QUOTE_IT: &str = "Заключите значение, в котором есть двоеточие, в прямые кавычки.";

fn bracket(open: char) -> (String, String) {
    (
        format!("Скобка «{open}» открыта и не закрыта"),
        "Если скобка принадлежит тексту, заключите всё значение в кавычки; список пишите с дефисами, по одному в строке."
            .to_owned(),
    )
}

fn said(message: &str, hint: &str) -> (String, String) {
    (message.to_owned(), hint.to_owned())
}

fn line_start(text: &str, offset: usize) -> usize {
    let offset = (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[..offset].rfind('\n').map_or(0, |at| at + 1)
}

/// The line with its value in quotes, where it has the form `key: value: more`.
fn quoted_line(line: &str) -> Option<String> {
    let (key, value) = line.split_once(": ")?;
    let value = value.trim();
    if value.starts_with('"') {
        return elochki(key, value);
    }
    let quotable =
        !value.is_empty() && !value.starts_with(['"', '\'', '|', '>']) && !value.contains(['"', '\\']);
    quotable.then(|| format!("{key}: \"{value}\""))
}

/// `"Живая классика": итоги` with its quotes turned into those of Russian text, and quoted as a whole.
fn elochki(key: &str, value: &str) -> Option<String> {
    let (inside, rest) = value.strip_prefix('"')?.split_once('"')?;
    (!rest.contains('"')).then(|| format!("{key}: \"«{inside}»{rest}\""))
}
