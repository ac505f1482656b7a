//! Markup that stayed text, because it is not written as the parser wants it.

use crate::diagnostic::{Diagnostic, Place};

/// Markup that stayed text, because it is not written as the parser wants it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// A link whose address has a space in it.
    Link(String),
    /// A reference to a note that is nowhere.
    Note(String),
}

impl Unread {
    pub(super) fn words(&self) -> &str {
        match self {
            Self::Link(words) | Self::Note(words) => words,
        }
    }

    pub(super) fn diagnostic(&self, place: Place) -> Diagnostic {
        match self {
            Self::Link(address) => {
                Diagnostic::error(place, format!("Ссылка не получилась: в адресе «{address}» пробел"))
                    .hint(format!("Заключите адрес в угловые скобки: (<{address}>)"))
            }
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
    links
        .map(|address| Unread::Link(address.to_owned()))
        .chain(notes.map(|label| Unread::Note(label.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_that_stayed_text_is_found() {
        let unread = |text| unread_markup(text).collect::<Vec<_>>();
        assert_eq!(unread("[ход](../x.md#Ход урока)"), [Unread::Link("../x.md#Ход урока".to_owned())]);
        assert_eq!(unread("сумма[^суммы]"), [Unread::Note("суммы".to_owned())]);
        assert_eq!(unread("список [1] (смотри ниже) и [2](см. там же"), []);
    }
}
