//! How was voted.

/// How was voted.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::import) enum Vote {
    /// In words.
    Words(String),
    /// For, against, abstained.
    Counts([Option<String>; 3]),
}

/// How was voted: «единогласно», «за – 17, против – нет, воздержались – нет».
pub(super) fn vote(text: &str) -> Vote {
    let lower = text.to_lowercase();
    let count = |word: &str| {
        let mut words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.find(|found| found.starts_with(word) && (word.len() > 4 || *found == word))?;
        let next = words.next()?;
        (next == "нет" || next.chars().all(|letter| letter.is_ascii_digit())).then(|| next.to_owned())
    };
    let counts = ["за", "против", "воздерж"].map(count);
    if counts[0].is_some() { Vote::Counts(counts) } else { Vote::Words(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_was_voted() {
        let counts = |text: &str| match vote(text) {
            Vote::Counts(counts) => Some(counts.map(Option::unwrap_or_default)),
            Vote::Words(_) => None,
        };
        assert_eq!(
            counts("«за» – 17, «против» – нет, «воздержались» – 0"),
            Some(["17", "нет", "0"].map(str::to_owned))
        );
        assert_eq!(counts("единогласно"), None);
    }
}
