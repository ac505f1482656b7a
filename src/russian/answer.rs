//! «Да» and «нет» where people answer in their own words.

/// Whether the words are a bare yes.
pub fn is_yes(words: &str) -> bool {
    matches!(compared(words).as_str(), "да" | "yes" | "true")
}

/// Whether the words are a bare no, or the dash that stands for one.
pub fn is_no(words: &str) -> bool {
    matches!(compared(words).as_str(), "" | "нет" | "no" | "false" | "-" | "–" | "—")
}

/// Whether the words say that a thing has not been done: «нет», «не проведено», «пока не успели», «в работе». A reason is no such
/// answer: «не нашлось автобуса».
pub fn is_not_done(words: &str) -> bool {
    const BEGINNINGS: [&str; 13] = [
        "в работе",
        "в процессе",
        "выполняется",
        "еще не",
        "не был",
        "не выполн",
        "не отмен",
        "не перенес",
        "не провед",
        "не провод",
        "не сделан",
        "не состоял",
        "пока не",
    ];
    let compared = compared(words);
    is_no(words) || BEGINNINGS.iter().any(|beginning| compared.starts_with(beginning))
}

fn compared(words: &str) -> String {
    words.trim().trim_end_matches(['.', '!']).to_lowercase().replace('ё', "е")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_done_is_said_in_many_ways() {
        for words in ["нет", "Нет.", "—", "", "не проведено", "Ещё нет", "пока не успели", "в работе"]
        {
            assert!(is_not_done(words), "{words}");
        }
        for words in
            ["да", "не нашлось автобуса", "нет автобуса", "14.11.2026", "частично", "не менее 12 человек"]
        {
            assert!(!is_not_done(words), "{words}");
        }
    }

    #[test]
    fn a_bare_answer_says_nothing_else() {
        assert!(is_yes("Да!") && !is_yes("да, в мае"));
        assert!(is_no("нет") && !is_no("нет автобуса"));
    }
}
