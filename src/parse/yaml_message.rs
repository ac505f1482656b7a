//! Mistakes of YAML syntax in the author's language, each with its remedy.

use serde_yaml::granit_parser::ErrorKind;

use super::level::{self, Meant};
use super::lost::with_quoted_value;
use super::mend::{Shape, quoted};
use super::pasted::{self, TABLE};
use crate::prose::items::Mark;
use crate::russian::plural::plural;

/// A mistake of syntax and at which byte it stands.
pub(super) struct Explanation {
    pub(super) words: Words,
    pub(super) offset: usize,
}

/// What is wrong, how to mend it, and the line as it should be, where that is known.
pub(super) struct Words {
    pub(super) message: String,
    pub(super) hint: String,
    pub(super) correction: Option<String>,
    /// Which lines below are a part of the same mistake.
    pub(super) extent: Extent,
}

/// How far down a mistake goes.
#[derive(Clone, Copy)]
pub(super) enum Extent {
    /// Its line alone.
    Line,
    /// The lines below that begin in the same column.
    Block,
    /// The lines below that are like it.
    Run(fn(&str) -> bool),
}

impl Extent {
    /// Whether `line` is a part of the mistake above it; `beside` where it begins in the same column.
    pub(super) fn covers(self, line: &str, beside: bool) -> bool {
        match self {
            Self::Line => false,
            Self::Block => beside,
            Self::Run(alike) => alike(line),
        }
    }
}

/// What is wrong at the byte `offset` of `text`. The parser often stumbles only in the line behind the mistake, so what
/// authors do most often is looked for first, in the line itself and in its neighbours.
pub(super) fn explain(kind: &ErrorKind, text: &str, offset: usize) -> Explanation {
    let here = line_start(text, offset);
    let above = line_start(text, here.saturating_sub(1));
    let below = text[here..].find('\n').map_or(text.len(), |length| here + length + 1);
    let likely = [here, below].into_iter().find_map(|start| Some((start, tab(text, start)?)));
    let likely = likely.or_else(|| Some((here, table(line(text, here))?)));
    let likely = likely.or_else(|| {
        let lines = [here, above].into_iter();
        lines.into_iter().find_map(|start| Some((start, habit(line(text, start))?)))
    });
    let likely = likely.or_else(|| unclosed(kind, text, here));
    let likely = likely.or_else(|| shifted(kind, text, offset));
    let likely = likely.or_else(|| swallowing(kind, text, offset));
    let likely = likely.or_else(|| ended(kind, text, offset));
    let (offset, words) = likely.unwrap_or_else(|| (offset, words(kind, text, offset)));
    let indentation = text[offset..].len() - text[offset..].trim_start_matches(' ').len();
    Explanation { words, offset: offset + indentation }
}

fn table(line: &str) -> Option<Words> {
    let (message, hint) = TABLE;
    pasted::is_row(line).then(|| Words { extent: Extent::Run(pasted::is_row), ..said(message, hint) })
}

fn tab(text: &str, start: usize) -> Option<Words> {
    let line = line(text, start);
    indented_by_tab(line).then(|| match level::meant(text, start) {
        Some(Meant::Beside(column, _) | Meant::Below(column)) => corrected(
            "Строка начинается с табуляции",
            &match column {
                0 => "Сотрите её, пробелы здесь не нужны:".to_owned(),
                _ => format!("Сотрите её и наберите {}:", level::spaces(column)),
            },
            format!("{}{}", " ".repeat(column), line.trim()),
        ),
        _ => words(&ErrorKind::TabNotAllowed, line, 0),
    })
}

/// The remedy for a line that begins in the wrong column, and the line, where it is evident in which column it should.
fn misplaced(text: &str, start: usize) -> Option<(String, String)> {
    let line = line(text, start);
    let (column, hint) = match level::meant(text, start)? {
        Meant::Item(column) => {
            let item = format!("{}- {}", " ".repeat(column), line.trim());
            return Some(("Похоже, потерян дефис:".to_owned(), item));
        }
        Meant::Below(_) => return None,
        Meant::Beside(0, _) if indentation(line) == 1 => {
            (0, "В начале строки лишний пробел, сотрите его:".to_owned())
        }
        Meant::Beside(0, _) => (0, "Сотрите пробелы в начале строки:".to_owned()),
        Meant::Beside(column, beside) => {
            let needed = plural(column as u64, "нужен", "нужны", "нужно");
            let beside = beside.map_or_else(|| "у дефиса".to_owned(), |name| format!("у «{name}»"));
            (column, format!("Здесь {needed} {}, как {beside} выше:", level::spaces(column)))
        }
    };
    Some((hint, format!("{}{}", " ".repeat(column), line.trim())))
}

/// What people are used to from Word: a dash for a hyphen, no space behind it, a dash for a colon.
fn habit(line: &str) -> Option<Words> {
    if let Some(words) = item(line).or_else(|| starred(line)) {
        return Some(words);
    }
    let content = line.trim_start();
    let dash = [" — ", " – "].into_iter().find_map(|dash| line.split_once(dash));
    let (key, value) = dash.filter(|_| !line.contains(':') && !content.starts_with('-'))?;
    let short = key.split_whitespace().count() <= 2;
    short.then(|| {
        corrected(
            "Между названием поля и значением стоит тире, а нужно двоеточие",
            "Напишите так:",
            format!("{key}: {value}"),
        )
    })
}

/// What is wrong with a line that begins with something else than the hyphen and the space of a list.
fn item(line: &str) -> Option<Words> {
    let (mark, rest) = Mark::of(line)?;
    let indentation = &line[..line.len() - line.trim_start().len()];
    let (message, hint) = match mark {
        Mark::GluedHyphen => ("После дефиса в начале строки нужен пробел".to_owned(), "Напишите так:"),
        Mark::Dash => (
            "Строка начинается с тире, а список пишется с дефисом".to_owned(),
            "Замените тире в начале строки на дефис и пробел:",
        ),
        Mark::Bullet(sign) => (
            format!("Строка начинается со знака «{sign}», а список пишется с дефисом"),
            "Замените этот знак в начале строки на дефис и пробел:",
        ),
        Mark::Number(_) => (
            "Похоже, вставлен нумерованный список: строка начинается с номера, а список пишется с дефисом"
                .to_owned(),
            "Замените номер в начале каждой строки списка на дефис и пробел:",
        ),
    };
    let extent =
        if matches!(mark, Mark::Number(_)) { Extent::Run(pasted::is_numbered) } else { Extent::Line };
    Some(Words { extent, ..corrected(&message, hint, format!("{indentation}- {rest}")) })
}

/// What is wrong with a line that YAML takes for a field whose name begins with the mark of a list. Behind a number that is
/// so only where a usual field follows: a name may begin with one.
pub(super) fn marked_item(line: &str) -> Option<Words> {
    let (mark, rest) = Mark::of(line)?;
    let usual = Shape::of(rest).key.is_some_and(|key| is_usual(&rest[key.name]));
    item(line).filter(|_| usual || !matches!(mark, Mark::Number(_)))
}

/// `**когда**: октябрь`: a field's name in the bold letters of Markdown.
fn starred(line: &str) -> Option<Words> {
    let content = line.trim_start().trim_start_matches("- ").trim_start();
    let (name, value) = content.strip_prefix("**")?.split_once("**")?;
    let value = value.strip_prefix(':').or_else(|| value.is_empty().then_some(value))?;
    let before = &line[..line.len() - content.len()];
    let name = name.trim_end_matches(':');
    Some(corrected(
        "Вокруг названия поля стоят звёздочки",
        "Напишите название без них:",
        format!("{before}{name}: {}", value.trim()).trim_end().to_owned(),
    ))
}

/// A quote or a bracket that nobody closes is noticed only where something else begins; it stands in the last line above
/// that opens one.
fn unclosed(kind: &ErrorKind, text: &str, here: usize) -> Option<(usize, Words)> {
    let opens: fn(&str) -> bool = if is_open_quote(kind) {
        |value| value.starts_with(['"', '\''])
    } else if is_open_bracket(kind) {
        |value| value.starts_with(['[', '{'])
    } else {
        return None;
    };
    let mut end = text[here..].find('\n').map_or(text.len(), |length| here + length);
    loop {
        let start = line_start(text, end);
        let line = &text[start..end];
        let value = Shape::of(line).value;
        if opens(&line[value..]) {
            return Some((start + value, open_value(line, value, &text[end..])));
        }
        end = start.checked_sub(1)?;
    }
}

fn is_open_quote(kind: &ErrorKind) -> bool {
    use ErrorKind as Kind;
    matches!(
        kind,
        Kind::UnclosedQuotedScalar
            | Kind::InvalidQuotedScalarIndent
            | Kind::DocumentIndicatorInQuotedScalar
            | Kind::InvalidTrailingSingleQuotedScalar
            | Kind::InvalidTrailingDoubleQuotedScalar
    )
}

fn is_open_bracket(kind: &ErrorKind) -> bool {
    use ErrorKind as Kind;
    matches!(
        kind,
        Kind::UnclosedFlowCollection { .. }
            | Kind::UnexpectedEofFlowSequence
            | Kind::UnexpectedEofFlowMapping
            | Kind::UnexpectedEofImplicitFlowMapping
            | Kind::ExpectedFlowSequenceSeparator
            | Kind::ExpectedFlowMappingSeparator
            | Kind::InvalidFlowScalarIndent
            | Kind::InvalidColonPlacement
            | Kind::InvalidIndentation
            | Kind::BlockEntryInFlowCollection
    )
}

/// The words for a value that opens a quote or a bracket, with what stands `below` its line.
fn open_value(line: &str, at: usize, below: &str) -> Words {
    let (before, value) = line.split_at(at);
    let value = value.trim_end();
    let corrected = |message: &str, hint: &str, value: String| Words {
        message: message.to_owned(),
        hint: hint.to_owned(),
        correction: Some(format!("{before}{value}")),
        extent: Extent::Line,
    };
    let Some(open @ ('[' | '{')) = value.chars().next() else {
        let inside = value[1..].replace(['"', '\''], "");
        return corrected(
            "Кавычка открыта и не закрыта",
            "Закройте кавычку в конце значения. Для кавычек внутри текста берите «ёлочки»:",
            format!("\"{}\"", inside.trim_end()),
        );
    };
    let close = if open == '[' { ']' } else { '}' };
    if value.contains(close) || goes_on(line, at, below) {
        return bracket(open);
    }
    let words = bracket(open);
    corrected(
        &words.message,
        "Закройте скобку в конце строки; если она принадлежит тексту, заключите всё значение в кавычки:",
        format!("{value}{close}"),
    )
}

/// Whether what a bracket at the byte `at` of `line` holds stands in the lines below: to close it here would lose them.
fn goes_on(line: &str, at: usize, below: &str) -> bool {
    let next = below.lines().find(|line| !line.trim().is_empty());
    let further = next.is_some_and(|next| indentation(next) > indentation(line));
    let is_alone = line[at..].trim().len() == 1 || line[..at].trim().is_empty();
    next.is_some() && (further || is_alone)
}

/// A field one space too far to the right goes on with the value above it, and only its colon is in the way.
fn shifted(kind: &ErrorKind, text: &str, offset: usize) -> Option<(usize, Words)> {
    let start = line_start(text, offset);
    let before = text.get(start..offset)?;
    let first_colon = !before.contains(':') && before.starts_with(' ');
    let refused = matches!(kind, ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement);
    if !(refused && first_colon) {
        return None;
    }
    if let Some(unfinished) = unfinished_name(text, start).or_else(|| unfinished_item(text, start)) {
        return Some(unfinished);
    }
    let message = "Строка сдвинута вправо и читается как продолжение предыдущей";
    let is_slip = |(hint, line): &(String, String)| line.contains("- ") || hint.contains("лишний");
    if let Some((hint, line)) = misplaced(text, start).filter(is_slip) {
        return Some((start, Words { extent: Extent::Block, ..corrected(message, &hint, line) }));
    }
    let above = line(text, line_start(text, start.checked_sub(1)?));
    let words = corrected(
        message,
        "Начните её ровно под полем, которое стоит над ней:",
        format!("{}{}", " ".repeat(field_column(above)), line(text, start).trim()),
    );
    Some((start, Words { extent: Extent::Block, ..words }))
}

/// The column at which the field of a line begins, behind the hyphens of its lists.
fn field_column(line: &str) -> usize {
    let content = line.trim_start_matches([' ', '-']);
    line.chars().count() - content.chars().count()
}

/// A field's name in the line above that begins further to the left, with nothing behind it, not even a colon.
fn unfinished_name(text: &str, start: usize) -> Option<(usize, Words)> {
    let above = line_start(text, start.checked_sub(1)?);
    let name = line(text, above).trim_end();
    let content = name.trim_start();
    let short = content.split_whitespace().count() <= 3 && !content.is_empty();
    let plain = content.chars().all(|letter| letter.is_alphabetic() || letter == ' ');
    let left = name.len() - content.len() < indentation(line(text, start));
    (short && plain && left).then(|| {
        let words = corrected("После названия поля нет двоеточия", "Напишите так:", format!("{name}:"));
        (above, words)
    })
}

/// An item above a field that begins where its text does: what stands behind its hyphen has no colon.
fn unfinished_item(text: &str, start: usize) -> Option<(usize, Words)> {
    let above = line_start(text, start.checked_sub(1)?);
    let item = line(text, above).trim_end();
    let shape = Shape::of(item);
    let beside = item[..shape.value].chars().count() == indentation(line(text, start));
    (shape.is_item() && shape.key.is_none() && beside).then(|| {
        let words = without_colon(item).unwrap_or_else(|| Words { extent: Extent::Block, ..nameless() });
        (above, words)
    })
}

/// A field at the beginning of its line, whose colon is in the way because the lines above are read as a part of its name: it
/// is those that are wrong.
fn swallowing(kind: &ErrorKind, text: &str, offset: usize) -> Option<(usize, Words)> {
    let start = line_start(text, offset);
    let before = text.get(start..offset)?;
    let refused = matches!(kind, ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement);
    if !refused || before.contains(':') || before.starts_with([' ', '-']) {
        return None;
    }
    let mut first = None;
    let mut end = start;
    while let Some(above) = end.checked_sub(1).map(|end| line_start(text, end)) {
        let line = line(text, above);
        if Shape::of(line).is_structural() || line.starts_with('#') {
            break;
        }
        first = if line.trim().is_empty() { first } else { Some(above) };
        end = above;
    }
    let first = first?;
    let line = line(text, first);
    Some((first, without_colon(line).or_else(|| item(line)).unwrap_or_else(nameless)))
}

/// Something behind what the parser takes for the end of the file.
fn ended(kind: &ErrorKind, text: &str, offset: usize) -> Option<(usize, Words)> {
    use ErrorKind as Kind;
    let refused = matches!(
        kind,
        Kind::ExpectedDocumentStart | Kind::InvalidDocumentEnd | Kind::MultipleDocumentsUnsupported
    );
    refused.then(|| second_document(text, offset)).map(|found| (found.offset, found.words))
}

/// A line without a field's name.
fn nameless() -> Words {
    let words = said(
        "Строка не похожа ни на «поле: значение», ни на продолжение предыдущей",
        "После названия поля поставьте двоеточие и пробел; строку продолжения сдвиньте вправо.",
    );
    Words { extent: Extent::Run(is_nameless), ..words }
}

/// Whether nothing says what the line is: neither a field nor an item, nor what has a message of its own.
fn is_nameless(line: &str) -> bool {
    let own = pasted::is_row(line) || without_colon(line).is_some() || habit(line).is_some();
    !line.trim().is_empty() && !Shape::of(line).is_structural() && !own
}

/// The fields that stand in every plan and on every page: where one of them begins a line, it is meant.
const USUAL_FIELDS: [&str; 28] = [
    "учебный год",
    "автор",
    "авторы",
    "время",
    "вид",
    "задачи",
    "кратко",
    "мероприятия",
    "разделы",
    "район",
    "руководитель",
    "состав",
    "столбцы",
    "файлы",
    "фото",
    "цели",
    "что",
    "когда",
    "кто",
    "где",
    "номер",
    "название",
    "дата",
    "тема",
    "темы",
    "заголовок",
    "должность",
    "описание",
];

fn is_usual(name: &str) -> bool {
    USUAL_FIELDS.contains(&name.to_lowercase().as_str())
}

/// `когда октябрь`, `дата = 5 мая`, `район`: a usual field without its colon, also behind the hyphen of a list.
fn without_colon(line: &str) -> Option<Words> {
    let (before, content) = line.split_at(Shape::of(line).value);
    let content = content.trim_end();
    if content.contains(':') {
        return None;
    }
    let name = USUAL_FIELDS.iter().find_map(|field| {
        let name = content.get(..field.len()).filter(|name| is_usual(name))?;
        let rest = &content[name.len()..];
        (rest.is_empty() || rest.starts_with([' ', ';', '=', '.', ','])).then_some(name)
    })?;
    let value = content[name.len()..].trim_start_matches([' ', ';', '=', '.', ',', '-']);
    let line = format!("{before}{name}: {value}");
    Some(corrected("После названия поля нет двоеточия", "Напишите так:", line.trim_end().to_owned()))
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn line(text: &str, start: usize) -> &str {
    text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default()
}

fn indented_by_tab(line: &str) -> bool {
    let indentation = line.find(|letter| !matches!(letter, ' ' | '\t')).unwrap_or(line.len());
    line[..indentation].contains('\t')
}

/// What is wrong, and how to mend it.
fn words(kind: &ErrorKind, text: &str, offset: usize) -> Words {
    use ErrorKind as Kind;
    let line = line(text, line_start(text, offset));
    match kind {
        Kind::TabNotAllowed
        | Kind::TabInPlainScalar
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart => said(
            "Строка начинается с табуляции, а отступы делаются пробелами",
            "Замените знаки табуляции в начале строки пробелами: по два на каждый уровень.",
        ),
        Kind::MappingValueNotAllowed | Kind::InvalidColonPlacement | Kind::InvalidMappingValueWhitespace => {
            quoted_line(line).map_or_else(
                || said(TWO_COLONS, "Заключите значение, в котором есть двоеточие, в прямые кавычки."),
                |line| corrected(TWO_COLONS, "Заключите значение в кавычки:", line),
            )
        }
        Kind::UnclosedQuotedScalar
        | Kind::InvalidQuotedScalarIndent
        | Kind::DocumentIndicatorInQuotedScalar => said(
            "Кавычка открыта и не закрыта",
            "Закройте кавычку в конце значения. Для кавычек внутри текста берите «ёлочки».",
        ),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => said(
            "После закрытой кавычки продолжается текст",
            "Замените прямые кавычки внутри текста на «ёлочки».",
        ),
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => said(
            "После обратной косой черты в кавычках стоит незнакомый знак",
            "Замените прямые двойные кавычки вокруг значения одинарными или уберите обратную черту.",
        ),
        Kind::UnknownAnchor => special_sign('*'),
        Kind::UnexpectedCharacter { character } if character.is_control() => hidden_sign(),
        Kind::UnexpectedCharacter { character } => special_sign(*character),
        Kind::UnclosedFlowCollection { open } => bracket(*open),
        Kind::UnexpectedEofFlowSequence | Kind::ExpectedFlowSequenceSeparator => bracket('['),
        Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedFlowMappingSeparator => bracket('{'),
        Kind::MismatchedFlowCollectionEnd { open, close } => Words {
            message: format!("Скобки не сходятся: открыта «{open}», а закрыта «{close}»"),
            ..bracket(*open)
        },
        Kind::MisplacedFlowCollectionEnd => said(
            "Закрывающая скобка без открывающей",
            "Если скобка принадлежит тексту, заключите всё значение в кавычки.",
        ),
        Kind::CommentInterceptedScalar => corrected(
            "Текст прерван знаком #, а в следующей строке продолжается",
            "Если это заметка для себя, перенесите её на отдельную строку; если текст, заключите всё значение в прямые кавычки:",
            with_quoted_value(line),
        ),
        Kind::RecursionLimitExceeded => said(
            "Слишком много уровней вложенности",
            "Проверьте скобки и отступы: столько уровней здесь не бывает.",
        ),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => without_colon(line).unwrap_or_else(nameless),
        Kind::BlockSequenceEntryNotAllowed | Kind::BlockEntryInFlowCollection => said(
            "Дефис списка стоит не на своём месте",
            "Начните список с новой строки под названием поля; дефис в начале текста заключите вместе с ним в кавычки.",
        ),
        Kind::InputDecoding { .. } | Kind::InputIo { .. } => said(
            "В файле есть знаки, которых не может быть в тексте",
            "Сохраните файл в Блокноте в кодировке UTF-8.",
        ),
        _ => rare_words(kind, text, line_start(text, offset)),
    }
}

/// What is wrong where the author has met a part of YAML that nobody here writes on purpose.
fn rare_words(kind: &ErrorKind, text: &str, start: usize) -> Words {
    use ErrorKind as Kind;
    let line = line(text, start);
    match kind {
        Kind::MissingAnchorOrAliasName | Kind::AnchorCountOverflow => special_sign('&'),
        Kind::UndeclaredTagHandle
        | Kind::ExpectedTagBang
        | Kind::ExpectedTagDirectiveBang
        | Kind::InvalidGlobalTagCharacter
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::InvalidTagEscape
        | Kind::InvalidTagUtf8LeadingByte
        | Kind::InvalidTagUtf8TrailingByte
        | Kind::InvalidTagUtf8 => special_sign('!'),
        Kind::MappingKeyNotAllowed => special_sign('?'),
        Kind::DuplicateVersionDirective
        | Kind::UnsupportedYamlMajorVersion
        | Kind::DuplicateTagDirective
        | Kind::MissingDocumentEndBeforeDirective
        | Kind::InvalidDirectiveTerminator
        | Kind::DirectiveDisallowed
        | Kind::MissingYamlVersionSeparator
        | Kind::MissingDirectiveName
        | Kind::InvalidDirectiveName
        | Kind::DirectiveByteLimitExceeded { .. }
        | Kind::TooManyReservedDirectiveParams { .. }
        | Kind::YamlVersionTooLong
        | Kind::MissingYamlVersion
        | Kind::InvalidTagDirectiveTerminator => said(
            "Строка начинается со знака «%», а у него здесь особый смысл",
            "Начните строку с названия поля; текст со знаком «%» пишут после двоеточия.",
        ),
        Kind::BomInsideDocument => hidden_sign(),
        Kind::CommentNotSeparated => said(
            "Знак # стоит вплотную к значению",
            "Поставьте перед # пробел, если это заметка для себя; если текст, заключите всё значение в прямые кавычки.",
        ),
        Kind::ZeroBlockScalarIndent | Kind::InvalidBlockScalarHeader | Kind::InvalidBlockScalarIndent => {
            said(
                "Текст из нескольких строк начат непонятно",
                "После знака «|» ничего не пишите: сам текст начните со следующей строки, сдвинув его на два пробела вправо.",
            )
        }
        Kind::PlainScalarStartsWithDashFlowIndicator
        | Kind::FlowMappingValueAdjacentCollection
        | Kind::InvalidFlowScalarIndent => said(
            "Текст в скобках записан непонятно",
            "Список пишите с дефисами, по одному в строке; если скобка принадлежит тексту, заключите всё значение в кавычки.",
        ),
        _ => {
            let message = "Строка стоит не на своём месте: не сходятся отступы";
            let words = match misplaced(text, start) {
                Some((hint, line)) => corrected(message, &hint, line),
                None => said(
                    message,
                    "Перед полями одной записи ставят одинаковое число пробелов, перед вложенными на два больше.",
                ),
            };
            Words { extent: if line.starts_with(' ') { Extent::Block } else { Extent::Line }, ..words }
        }
    }
}

/// A value that begins with a sign that YAML keeps for itself.
pub(super) fn special_sign(sign: char) -> Words {
    Words {
        message: format!("Значение начинается со знака «{sign}», а у него здесь особый смысл"),
        hint: "Заключите всё значение в прямые кавычки.".to_owned(),
        correction: None,
        extent: Extent::Line,
    }
}

const TWO_COLONS: &str = "Второе двоеточие в строке: непонятно, где кончается название поля";

fn bracket(open: char) -> Words {
    Words {
        message: format!("Скобка «{open}» открыта и не закрыта"),
        hint: "Если скобка принадлежит тексту, заключите всё значение в кавычки; список пишите с дефисами, по одному в строке."
            .to_owned(),
        correction: None,
        extent: Extent::Line,
    }
}

/// A sign without a shape, which copying brings along.
fn hidden_sign() -> Words {
    said(
        "В строке стоит невидимый знак, которого в тексте быть не может",
        "Наберите строку заново: такие знаки попадают в файл при копировании.",
    )
}

/// A list or fields in front of a colon.
pub(super) fn compound_key() -> Words {
    said(
        "Название поля не может быть списком",
        "Напишите поле как «название: значение»; текст в скобках заключите в кавычки.",
    )
}

/// Something behind the end of the only document that a file has, at the byte `at` of `text`.
pub(super) fn second_document(text: &str, at: usize) -> Explanation {
    let lines = text.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some((start, line.trim_end()))
    });
    let mut told = lines.filter(|(_, line)| !line.is_empty() && !line.trim_start().starts_with('#'));
    let first = told.next().filter(|(start, line)| *start < at && indentation(line) > 0);
    if let Some((start, line)) = first.filter(|_| indentation(self::line(text, line_start(text, at))) == 0) {
        let words = corrected(
            "Первая строка сдвинута вправо",
            "Уберите пробелы в начале строки:",
            line.trim_start().to_owned(),
        );
        return Explanation { words, offset: start };
    }
    let before = &text[..line_start(text, at)];
    let marker = text[at..].starts_with("---").then_some("---");
    let marker =
        marker.or_else(|| ["---", "..."].into_iter().find(|marker| before.trim_end().ends_with(marker)));
    Explanation { words: two_documents(marker), offset: at }
}

/// The words for text behind the end of a document, which the line `marker` has ended.
fn two_documents(marker: Option<&str>) -> Words {
    let words = match marker {
        Some(marker) => said(
            &format!("В файле два документа, разделённые строкой «{marker}»"),
            &format!(
                "Оставьте один документ: уберите строку «{marker}» или перенесите вторую часть в другой файл."
            ),
        ),
        None => said(
            "Выше файл уже закончился, а здесь стоит ещё текст",
            "Проверьте скобки и отступы в строках выше; лишний текст уберите.",
        ),
    };
    Words { extent: Extent::Block, ..words }
}

fn said(message: &str, hint: &str) -> Words {
    Words { message: message.to_owned(), hint: hint.to_owned(), correction: None, extent: Extent::Line }
}

fn corrected(message: &str, hint: &str, line: String) -> Words {
    Words { correction: Some(line), ..said(message, hint) }
}

fn line_start(text: &str, offset: usize) -> usize {
    let offset = (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[..offset].rfind('\n').map_or(0, |at| at + 1)
}

/// The line with its value in quotes, where it has the form `key: value: more`.
fn quoted_line(line: &str) -> Option<String> {
    let shape = Shape::of(line);
    let (before, value) = line.split_at(shape.value);
    let value = value.trim();
    let quotable = shape.key.is_some() && !value.is_empty() && !value.starts_with(['"', '\'', '|', '>', '#']);
    quotable.then(|| format!("{before}{}", quoted(value)))
}
