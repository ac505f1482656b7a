//! The lines of a protocol, and the words and numbers with which they begin.

use crate::import::document::{Label, Paragraph};

/// A line of the document.
pub(super) struct Line {
    pub(super) text: String,
    /// The number that its list gives it.
    pub(super) number: Option<usize>,
    pub(super) is_item: bool,
    pub(super) is_heading: bool,
}

pub(super) fn lines(paragraph: &Paragraph) -> Vec<Line> {
    let number = match &paragraph.label {
        Some(Label::Number(number)) => numbered(&format!("{number} ")).0,
        _ => None,
    };
    let words = paragraph.words();
    let texts = words.lines().filter(|line| !line.trim().is_empty());
    let line = |(index, text): (usize, &str)| Line {
        text: text.trim().to_owned(),
        number: number.filter(|_| index == 0),
        is_item: paragraph.label.is_some() && index == 0,
        is_heading: paragraph.heading.is_some(),
    };
    texts.enumerate().map(line).collect()
}

/// What follows a word with which a text begins; the word may be spaced out and in any letters.
pub(super) fn behind<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut wanted = word.chars().filter(|letter| *letter != ' ').peekable();
    for (at, letter) in text.char_indices() {
        let Some(next) = wanted.peek() else {
            return (!letter.is_alphabetic()).then_some(&text[at..]);
        };
        if letter == ' ' {
            continue;
        }
        let lower = letter.to_lowercase().next().map(|letter| if letter == 'ё' { 'е' } else { letter });
        if lower != Some(*next) {
            return None;
        }
        wanted.next();
    }
    wanted.peek().is_none().then_some("")
}

/// A text without what parts it from the word before it.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_start_matches([' ', ':', '.', '–', '—', '-']).trim_start()
}

/// The number with which a text begins: «1.», «2)», «1.2.»; and what follows it.
pub(super) fn numbered(text: &str) -> (Option<usize>, &str) {
    let length = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != ')');
    let (number, rest) = text.split_at(length.unwrap_or(text.len()));
    let is_number = number.starts_with(|letter: char| letter.is_ascii_digit())
        && number.ends_with(['.', ')'])
        && number.len() <= 6
        && !rest.is_empty();
    let last = number.trim_end_matches(['.', ')']).rsplit('.').next().and_then(|digits| digits.parse().ok());
    match last.filter(|_| is_number) {
        Some(last) => (Some(last), rest.trim_start()),
        None => (None, text),
    }
}

/// The questions of an agenda as they are counted in words.
const ORDINALS: [&str; 10] =
    ["перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"];

/// The number of the question with which a text begins: «По первому вопросу», «1.»; and what follows it.
pub(super) fn of_question(text: &str) -> (Option<usize>, &str) {
    let (number, rest) = numbered(text);
    let mut words = rest.split_whitespace();
    let is_said = words.next().is_some_and(|word| word.to_lowercase() == "по");
    let ordinal = words.next().map(|word| word.to_lowercase().replace('ё', "е")).unwrap_or_default();
    let question = rest.find("вопрос").filter(|_| is_said);
    let Some(question) = question.filter(|at| *at <= 40) else { return (number, rest) };
    let counted = ORDINALS.iter().position(|stem| ordinal.starts_with(stem)).map(|index| index + 1);
    let behind = rest[question..].split_once(' ').map_or("", |(_, behind)| behind);
    let behind = behind.strip_prefix("повестки дня").or(behind.strip_prefix("повестки")).unwrap_or(behind);
    let behind = behind.trim_start_matches([' ', '№', ',', ':', '.']);
    let digits = behind.len() - behind.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let figure = behind[..digits].parse().ok();
    (counted.or(figure).or(number), behind[digits..].trim_start_matches([' ', ',', ':', '.']))
}

/// Items that follow each other in one line: «1. Утвердить. 2. Принять.»
pub(super) fn items(text: &str) -> Vec<String> {
    let mut starts = Vec::new();
    let mut from = 0;
    for number in 1.. {
        let sign = |mark: char| format!("{number}{mark} ");
        let found = ['.', ')'].iter().filter_map(|mark| text[from..].find(&sign(*mark))).min();
        let Some(at) = found.map(|at| at + from) else { break };
        let is_start = at == 0 || text[..at].ends_with(' ');
        if !is_start || number == 1 && at > 0 {
            break;
        }
        starts.push(at);
        from = at + sign('.').len();
    }
    if starts.len() < 2 {
        let (_, bare) = numbered(text);
        return (!bare.is_empty()).then(|| bare.to_owned()).into_iter().collect();
    }
    let ends = starts[1..].iter().copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| numbered(text[*start..end].trim()).1.to_owned()).collect()
}

/// What is left of a text without these parts of it: the words that the names of their fields say.
pub(super) fn remainder(text: &str, parts: &[Option<&String>]) -> String {
    parts.iter().flatten().fold(text.to_owned(), |text, part| text.replacen(part.as_str(), " ", 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_parts() {
        assert_eq!(behind("СЛУШАЛИ: Околицыну", "слушали"), Some(": Околицыну"));
        assert_eq!(behind("С Л У Ш А Л И", "слушали"), Some(""));
        assert_eq!(behind("Слушалище", "слушали"), None);
        for (text, number, rest) in [
            ("По первому вопросу слушали: о плане", Some(1), "слушали: о плане"),
            ("По второму вопросу повестки дня выступила", Some(2), "выступила"),
            ("По вопросу № 3: решили", Some(3), "решили"),
            ("2. СЛУШАЛИ", Some(2), "СЛУШАЛИ"),
            ("По плану", None, "По плану"),
        ] {
            assert_eq!(of_question(text), (number, rest), "{text}");
        }
        assert_eq!(items("1. Утвердить план. 2. Принять."), ["Утвердить план.", "Принять."]);
        assert_eq!(items("утвердить 2 плана"), ["утвердить 2 плана"]);
    }
}
