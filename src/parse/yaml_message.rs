//! Mistakes of YAML syntax in the author's language, each with its remedy.

use serde_yaml::granit_parser::ErrorKind;

/// A mistake of syntax: what is wrong, how to mend it, and at which byte it stands.
pub(super) struct Explanation {
    pub(super) message: String,
    pub(super) hint: String,
    pub(super) offset: usize,
}

/// What is wrong at the byte `offset` of `text`. The parser often stumbles over a tab only in the line behind it or
/// before it, so a tab is looked for first.
pub(super) fn explain(kind: &ErrorKind, text: &str, offset: usize) -> Explanation {
    let start = line_start(text, offset);
    let next = text[start..].find('\n').map_or(text.len(), |length| start + length + 1);
    let tabbed = [start, next].into_iter().find(|line| indented_by_tab(&text[*line..]));
    let (message, hint) = match tabbed {
        Some(_) => words(&ErrorKind::TabNotAllowed, text, offset),
        None => words(kind, text, offset),
    };
    Explanation { message, hint, offset: tabbed.unwrap_or(offset) }
}

fn indented_by_tab(line: &str) -> bool {
    let indentation = line.find(|letter| !matches!(letter, ' ' | '\t')).unwrap_or(line.len());
    line[..indentation].contains('\t')
}

/// What is wrong, and how to mend it.
fn words(kind: &ErrorKind, text: &str, offset: usize) -> (String, String) {
    use ErrorKind as Kind;
    let line = text[line_start(text, offset)..].lines().next().unwrap_or_default();
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
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => said(
            "После закрытой кавычки продолжается текст",
            "Замените прямые кавычки на «ёлочки» или заключите в прямые кавычки всё значение целиком.",
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
    let quotable =
        !value.is_empty() && !value.starts_with(['"', '\'', '|', '>']) && !value.contains(['"', '\\']);
    quotable.then(|| format!("{key}: \"{value}\""))
}
