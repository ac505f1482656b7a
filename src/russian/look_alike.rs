//! Latin letters that look like Russian ones: fingers and keyboards mix them up inside Russian words.

/// The Latin letters and the Russian ones that they are taken for.
pub const PAIRS: [(char, char); 22] = [
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
];

/// The Russian letter that looks like `letter`; nothing where no Latin letter is meant, or none looks like it.
pub fn russian_look_alike(letter: char) -> Option<char> {
    PAIRS.iter().find(|(latin, _)| *latin == letter).map(|(_, russian)| *russian)
}

/// Whether there is a Russian letter in the word.
pub fn is_russian(word: &str) -> bool {
    word.chars().any(|letter| matches!(letter, 'а'..='я' | 'А'..='Я'))
}

/// The Latin letters of a Russian word, each once: `кoгда` with a Latin «o».
pub fn latin_letters(word: &str) -> Vec<char> {
    let mut found = Vec::new();
    if is_russian(word) {
        for letter in word.chars().filter(char::is_ascii_alphabetic) {
            if !found.contains(&letter) {
                found.push(letter);
            }
        }
    }
    found
}

/// «латинская буква «o»», «латинские буквы «a», «o»».
pub fn named_letters(letters: &[char]) -> String {
    let list: Vec<String> = letters.iter().map(|letter| format!("«{letter}»")).collect();
    let kind =
        if letters.len() == 1 { "латинская буква" } else { "латинские буквы" };
    format!("{kind} {}", list.join(", "))
}
