//! Words whose letters are spaced out: «П Л А Н». That is how a typewriter made a heading stand out, and no word is spelt so.

/// What is said of words that were written as words.
pub(super) const MESSAGE: &str = "Буквы в документе стоят вразрядку, слово записано слитно; сверьте";

/// Fewer letters in a row are letters: «5 А Б В».
const SHORTEST: usize = 4;

/// The words that stand spaced out in titles, where nothing but single spaces parts all their letters.
const WORDS: [&str; 18] = [
    "план",
    "планы",
    "план-сетка",
    "работы",
    "протокол",
    "заседания",
    "заседание",
    "утверждаю",
    "согласовано",
    "отчет",
    "отчёт",
    "повестка",
    "дня",
    "слушали",
    "выступили",
    "решили",
    "постановили",
    "приложение",
];

/// The text with its spaced words written as words; nothing where there is none.
pub(super) fn joined(text: &str) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    let mut letters: Vec<&str> = Vec::new();
    let mut found = false;
    let mut close = |letters: &mut Vec<&str>, words: &mut Vec<String>| {
        if letters.len() >= SHORTEST {
            found = true;
            words.extend(parted(&letters.concat()));
        } else {
            words.extend(letters.iter().map(|letter| (*letter).to_owned()));
        }
        letters.clear();
    };
    // Two spaces part words, one parts letters.
    for piece in text.split(' ') {
        let mut signs = piece.chars();
        let is_letter = signs.next().is_some_and(char::is_alphabetic) && signs.next().is_none();
        if is_letter {
            letters.push(piece);
            continue;
        }
        close(&mut letters, &mut words);
        if !piece.is_empty() {
            words.push(piece.to_owned());
        }
    }
    close(&mut letters, &mut words);
    found.then(|| words.join(" "))
}

/// Letters as the words that they make, where all of them are known.
fn parted(letters: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = letters;
    while !rest.is_empty() {
        let count = |word: &str| word.chars().count();
        let begins = |word: &&&str| {
            let start: String = rest.chars().take(count(word)).collect();
            start.to_lowercase() == **word
        };
        let Some(word) = WORDS.iter().filter(begins).max_by_key(|word| count(word)) else {
            return vec![letters.to_owned()];
        };
        let end = rest.char_indices().nth(count(word)).map_or(rest.len(), |(at, _)| at);
        words.push(rest[..end].to_owned());
        rest = &rest[end..];
    }
    words
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn spaced_words() {
        for (text, expected) in [
            ("П Л А Н", Some("ПЛАН")),
            ("П Л А Н  Р А Б О Т Ы РМО", Some("ПЛАН РАБОТЫ РМО")),
            ("П Л А Н Р А Б О Т Ы", Some("ПЛАН РАБОТЫ")),
            ("П Р О Т О К О Л № 3", Some("ПРОТОКОЛ № 3")),
            ("К Н И Г А", Some("КНИГА")),
            ("5 А Б В", None),
            ("план и в", None),
            ("", None),
        ] {
            assert_eq!(joined(text).as_deref(), expected, "{text}");
        }
    }
}
