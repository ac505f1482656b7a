//! Words with their form as Markdown.

use super::document::{Run, clean};

/// The words of a run; `in_heading` they are never bold.
pub(super) fn run(run: &Run, in_heading: bool) -> String {
    let text = clean(&run.text).replace('\t', " ");
    let words = text.trim();
    if words.is_empty() {
        return text;
    }
    let start = text.len() - text.trim_start().len();
    let (before, behind) = (&text[..start], &text[start + words.len()..]);
    let mut marked = escaped(words);
    if run.struck {
        marked = marked.split('\n').map(struck).collect::<Vec<_>>().join("\n");
    }
    // A form that begins or ends inside a line break would not be one.
    if !words.contains('\n') {
        if run.italic {
            marked = format!("*{marked}*");
        }
        if run.bold && !in_heading {
            marked = format!("**{marked}**");
        }
        if let Some(target) = run.link.as_deref().filter(|target| is_public(target)) {
            marked = format!("[{marked}](<{}>)", target.replace(['<', '>', '\n', ' '], ""));
        }
    }
    format!("{before}{marked}{behind}")
}

/// A line struck through, the spaces at its ends left outside.
fn struck(line: &str) -> String {
    let words = line.trim();
    if words.is_empty() { line.to_owned() } else { line.replacen(words, &format!("~~{words}~~"), 1) }
}

/// Whether a link leads to a site or a mailbox.
pub(super) fn is_public(target: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| target.to_lowercase().starts_with(scheme))
}

/// Words in which Markdown finds no marks.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// A line that begins no list, heading or quotation of Markdown.
pub(super) fn line(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    let marks = line.starts_with(['#', '+', '-', '=', ':']) || line.starts_with("—-");
    if marks { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_markdown_are_words() {
        assert_eq!(escaped("a*b_c [d] <e> \\"), "a\\*b\\_c \\[d\\] \\<e\\> \\\\");
        assert_eq!(line("1. Семинар"), "1\\. Семинар");
        assert_eq!(line("- да"), "\\- да");
        assert_eq!(line("# да"), "\\# да");
        let bold = Run { text: " важно ".into(), bold: true, ..Run::default() };
        assert_eq!(run(&bold, false), " **важно** ");
        let link =
            Run {
                text: "сайт".into(), link: Some("https://school.example/a b".into()), ..Run::default()
            };
        assert_eq!(run(&link, false), "[сайт](<https://school.example/ab>)");
        let struck = Run { text: "семинар ~ \n беседа ".into(), struck: true, ..Run::default() };
        assert_eq!(run(&struck, false), "~~семинар \\~~~ \n ~~беседа~~ ");
        let local = Run { text: "файл".into(), link: Some("file:///C:/a".into()), ..Run::default() };
        assert_eq!(run(&local, false), "файл");
    }
}
