//! Words typed with the other keyboard layout: `rjulf` for «когда».

/// The keys that carry a Russian letter, as the Latin layout has them.
pub const LATIN: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
/// Those letters of the Russian layout, in the same order.
pub const RUSSIAN: &str = "ёйцукенгшщзхъфывапролджэячсмитьбю";

/// What the same keys say in the other layout, in lower case; nothing where `text` is of neither.
pub fn in_other_layout(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let latin = text.chars().any(|letter| letter.is_ascii_lowercase());
    let russian = text.chars().any(|letter| RUSSIAN.contains(letter));
    let (from, to) = match (latin, russian) {
        (true, false) => (LATIN, RUSSIAN),
        (false, true) => (RUSSIAN, LATIN),
        _ => return None,
    };
    Some(text.chars().map(|letter| same_key(letter, from, to)).collect())
}

fn same_key(letter: char, from: &str, to: &str) -> char {
    let key = from.chars().position(|other| other == letter);
    key.and_then(|key| to.chars().nth(key)).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_stay_the_same() {
        for (typed, meant) in
            [("rjulf", "когда"), ("rnj", "кто"), ("Црут", "when"), ("ext,ysq ujl", "учебный год")]
        {
            assert_eq!(in_other_layout(typed).as_deref(), Some(meant), "{typed}");
        }
        assert_eq!(in_other_layout("кoгда"), None);
        assert_eq!(in_other_layout("2024"), None);
    }

    #[test]
    fn every_key_has_both_letters() {
        assert_eq!(LATIN.chars().count(), RUSSIAN.chars().count());
    }
}
