//! Finding what must not be touched: URLs, e-mail addresses, file names, Windows paths.

use super::passage::is_closing_mark;
use std::ops::Range;

/// The longest path that Windows knows by default.
const LONGEST_PATH: usize = 260;
/// How many words the name at the end of a path can have.
const MOST_WORDS_IN_NAME: usize = 6;

/// Says for every character whether it is part of something that must not be touched.
pub(super) fn protected(characters: &[char]) -> Vec<bool> {
    let mut protected = vec![false; characters.len()];
    let mut place = 0;
    while place < characters.len() {
        if is_border(characters[place]) {
            place += 1;
            continue;
        }
        let stretch = stretch_at(characters, place);
        let end = stretch.end;
        let span = address(characters, stretch);
        place = span.as_ref().map_or(end, |span| span.end.max(end));
        if let Some(span) = span {
            protected[span].fill(true);
        }
    }
    protected
}

/// White space, and signs that are part of no address.
fn is_border(character: char) -> bool {
    character.is_whitespace() || matches!(character, '"' | '«' | '»' | '„' | '“' | '”' | '<' | '>' | '…')
}

fn stretch_at(characters: &[char], start: usize) -> Range<usize> {
    let length = characters[start..].iter().take_while(|&&character| !is_border(character)).count();
    start..start + length
}

/// The part of a stretch that is an address; a path may reach beyond the stretch.
fn address(characters: &[char], stretch: Range<usize>) -> Option<Range<usize>> {
    let start = stretch.start
        + characters[stretch.clone()]
            .iter()
            .take_while(|character| matches!(character, '(' | '[' | '{'))
            .count();
    let text = &characters[start..stretch.end];
    if is_path_start(text) {
        return Some(start..path_end(characters, start, stretch.end));
    }
    let text = trim_end(text);
    is_address(text).then(|| start..start + text.len())
}

fn trim_end(text: &[char]) -> &[char] {
    let last = text.iter().rposition(|&character| character != '.' && !is_closing_mark(character));
    &text[..last.map_or(0, |place| place + 1)]
}

fn is_address(text: &[char]) -> bool {
    text.contains(&'\\')
        || contains(text, "://")
        || starts_with(text, "www.")
        || starts_with(text, "mailto:")
        || is_mail_address(text)
        || ends_with_extension(text)
}

fn contains(text: &[char], part: &str) -> bool {
    let part: Vec<char> = part.chars().collect();
    text.windows(part.len()).any(|window| window == part)
}

fn starts_with(text: &[char], beginning: &str) -> bool {
    let lower = text.iter().map(char::to_ascii_lowercase);
    lower.take(beginning.len()).eq(beginning.chars())
}

fn is_mail_address(text: &[char]) -> bool {
    text.windows(3)
        .any(|window| window[1] == '@' && window[0].is_alphanumeric() && window[2].is_alphanumeric())
}

/// A file name or a domain: a dot and two to five Latin letters or digits (at least one letter) at the end.
fn ends_with_extension(text: &[char]) -> bool {
    let Some(dot) = text.iter().rposition(|&character| character == '.') else {
        return false;
    };
    let extension = &text[dot + 1..];
    let is_after_name = dot
        .checked_sub(1)
        .is_some_and(|before| text[before].is_alphanumeric() || matches!(text[before], '_' | '-' | ')'));
    is_after_name
        && (2..=5).contains(&extension.len())
        && extension.iter().all(char::is_ascii_alphanumeric)
        && extension.iter().any(char::is_ascii_alphabetic)
}

fn is_path_start(text: &[char]) -> bool {
    match text {
        ['\\', '\\', ..] => true,
        [drive, ':', '\\', ..] => drive.is_ascii_alphabetic(),
        _ => false,
    }
}

/// Where a Windows path ends: folders may have spaces in their names, and so may the file if its extension
/// can be found within a few words.
fn path_end(characters: &[char], start: usize, stretch_end: usize) -> usize {
    let reach = path_reach(characters, start);
    if reach == start + LONGEST_PATH && reach < stretch_end {
        return stretch_end;
    }
    let path = &characters[start..reach];
    let separator = path.iter().rposition(|&character| character == '\\');
    let name = start + separator.map_or(0, |place| place + 1);
    if name == reach || characters[name].is_whitespace() {
        return name;
    }
    name_end(characters, name..reach)
}

/// Where the file name at the beginning of the range ends.
fn name_end(characters: &[char], range: Range<usize>) -> usize {
    let mut first_word_end = None;
    let mut start = range.start;
    for word in characters[range].split(|character| character.is_whitespace()).take(MOST_WORDS_IN_NAME) {
        let trimmed = trim_end(word);
        let end = start + trimmed.len();
        if ends_with_extension(trimmed) {
            return end;
        }
        first_word_end.get_or_insert(end);
        if trimmed.len() != word.len() {
            break;
        }
        start += word.len() + 1;
    }
    first_word_end.unwrap_or(start)
}

/// The first characters from which a path is made: up to a line break or a sign that no path has.
fn path_reach(characters: &[char], start: usize) -> usize {
    let limit = characters.len().min(start + LONGEST_PATH);
    let drive = start + 2;
    let stop = (drive..limit).find(|&place| {
        matches!(characters[place], '\n' | '\t' | '\r' | ':' | '|' | '?' | '*')
            || (is_border(characters[place]) && !matches!(characters[place], ' ' | '\u{a0}'))
    });
    let Some(stop) = stop.filter(|&stop| characters[stop] == ':') else {
        return stop.unwrap_or(limit);
    };
    let spaces = characters[drive..stop].iter().rposition(|character| character.is_whitespace());
    spaces.map_or(stop, |space| drive + space)
}
