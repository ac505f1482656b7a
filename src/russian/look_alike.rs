//! Latin letters that look like Russian ones: fingers and keyboards mix them up inside Russian words.

/// The Latin letters and the Russian ones that they are taken for.
const PAIRS: [(char, char); 22] = [
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
