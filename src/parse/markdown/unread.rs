//! Markup that stayed text, because it is not written as the parser wants it.

use crate::diagnostic::{Diagnostic, Place};

/// Markup that stayed text, because it is not written as the parser wants it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// A link whose address has a space in it.
    Link(String),
    /// A reference to a note that is nowhere.
    Note(String),
    /// A link whose brackets are not as they should be: as written, and as meant.
    Brackets(String, String),
}

impl Unread {
    pub(super) fn words(&self) -> &str {
        match self {
            Self::Link(words) | Self::Note(words) | Self::Brackets(words, _) => words,
        }
    }

    pub(super) fn diagnostic(&self, place: Place) -> Diagnostic {
        match self {
            Self::Link(address) => {
                Diagnostic::error(place, format!("Ссылка не получилась: в адресе «{address}» пробел"))
                    .hint(format!("Заключите адрес в угловые скобки: (<{address}>)"))
            }
            Self::Brackets(_, meant) => Diagnostic::error(place, "Ссылка не получилась: скобки стоят не так")
                .hint("Слова пишут в квадратных скобках, адрес сразу за ними в круглых:")
                .correction(meant.clone()),
            Self::Note(label) => Diagnostic::error(place, format!("Сноски «{label}» в файле нет")).hint(
                format!("Добавьте в конец файла строку «[^{label}]: текст сноски» или уберите [^{label}]."),
            ),
        }
    }
}

/// The markup that a run of text still has in it.
pub(super) fn unread_markup(run: &str) -> impl Iterator<Item = Unread> + '_ {
    let between = |open: &'static str, close: char| {
        run.split(open)
            .skip(1)
            .filter_map(move |rest| rest.split_once(close).map(|(inside, _)| inside.trim()))
    };
    let links =
        between("](", ')').filter(|address| address.contains(' ') && address.contains(['/', '.', '#']));
    let notes = between("[^", ']').filter(|label| !label.is_empty() && !label.contains(char::is_whitespace));
    brackets(run)
        .into_iter()
        .chain(links.map(|address| Unread::Link(address.to_owned())))
        .chain(notes.map(|label| Unread::Note(label.to_owned())))
}

/// Brackets round more bytes than this are no link; nobody shall make the search for their ends long.
const LONGEST_BRACKETS: usize = 600;

/// Two pairs of brackets of which one holds words and the other an address.
fn brackets(run: &str) -> Vec<Unread> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, middle, end)) = next_pairs(run, from) {
        let (first, second) = (&run[start..middle], run[middle..end].trim_start());
        let inside = |pair: &str| pair[1..pair.len() - 1].trim().to_owned();
        let meant = match (first.as_bytes()[0], second.as_bytes()[0]) {
            (b'(', b'[') => Some(words_and_address(inside(second), inside(first))),
            (b'[', b'(' | b'{') => Some((inside(first), inside(second))),
            _ => None,
        };
        from = middle;
        if let Some((words, address)) = meant.filter(|(_, address)| is_address(address)) {
            let picture = run[..start].ends_with('!');
            let start = if picture { start - 1 } else { start };
            let sign = if picture { "!" } else { "" };
            found.push(Unread::Brackets(run[start..end].to_owned(), format!("{sign}[{words}]({address})")));
            from = end;
        }
    }
    found
}

/// Of `(слова)[адрес]` and `(адрес)[слова]` the words and the address.
fn words_and_address(words: String, address: String) -> (String, String) {
    if is_address(&address) { (words, address) } else { (address, words) }
}

/// The next two pairs of brackets behind `from` with no more than spaces between them: where they begin, where the first
/// ends, and where the second does.
fn next_pairs(run: &str, from: usize) -> Option<(usize, usize, usize)> {
    let closed = |start: usize| {
        let closing = match run.as_bytes().get(start)? {
            b'(' => ')',
            b'[' => ']',
            b'{' => '}',
            _ => return None,
        };
        let near = run.floor_char_boundary(start + LONGEST_BRACKETS);
        run[start..near].find(closing).map(|length| start + length + 1)
    };
    run[from..].match_indices(['(', '[']).find_map(|(at, _)| {
        let start = from + at;
        let middle = closed(start)?;
        let spaces = run[middle..].len() - run[middle..].trim_start_matches(' ').len();
        Some((start, middle, closed(middle + spaces)?))
    })
}

/// Whether words can only be an address: of another site, or a file by its extension.
fn is_address(words: &str) -> bool {
    let file = words.rsplit_once('.').is_some_and(|(name, extension)| {
        let letters = extension.chars().all(|letter| letter.is_ascii_alphanumeric());
        !name.is_empty()
            && (2..=4).contains(&extension.len())
            && letters
            && !extension.starts_with(|letter: char| letter.is_ascii_digit())
    });
    !words.contains(' ') && (words.contains("://") || words.starts_with("www.") || file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_with_wrong_brackets_are_found() {
        for (run, meant) in [
            ("См. (Положение)[https://a.ru/p.pdf].", "[Положение](https://a.ru/p.pdf)"),
            ("[Положение] (https://a.ru/p.pdf)", "[Положение](https://a.ru/p.pdf)"),
            ("[Положение]{p.pdf}", "[Положение](p.pdf)"),
            ("![Зал] (zal.jpg)", "![Зал](zal.jpg)"),
            ("!(zal.jpg)[Зал]", "![Зал](zal.jpg)"),
        ] {
            let found = brackets(run);
            let [Unread::Brackets(written, corrected)] = found.as_slice() else { panic!("{run}: {found:?}") };
            assert!(run.contains(written.as_str()) && corrected == meant, "{run}: {corrected}");
        }
        for run in
            ["[1] (см. с. 5)", "(да)[нет]", "[а] и (https://a.ru)", "[2] (с. 2010.)", "[Устав]", "[а] (т.2)"]
        {
            assert_eq!(brackets(run), [], "{run}");
        }
    }

    #[test]
    fn markup_that_stayed_text_is_found() {
        let unread = |text| unread_markup(text).collect::<Vec<_>>();
        assert_eq!(unread("[ход](../x.md#Ход урока)"), [Unread::Link("../x.md#Ход урока".to_owned())]);
        assert_eq!(unread("сумма[^суммы]"), [Unread::Note("суммы".to_owned())]);
        assert_eq!(unread("список [1] (смотри ниже) и [2](см. там же"), []);
    }
}
