//! The order of Russian lists: names of people, titles, schools.

use super::letters::{fold_latin, plain_letters};

/// The letters in dictionary order; those of other languages stand beside the Russian letter they come from.
/// There is no «ё»: it shares the place of «е».
const ALPHABET: &str = "аәбвгґғдеєжзиіїйкқлмнңоөпрстуўұүфхһцчшщъыьэюя";

/// A sort key made by [`key`]; keys of equal texts are equal, keys of different texts never are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    letters: Vec<Unit>,
    /// For every «е» or «ё» of the text, whether it is «ё».
    dotted: Vec<bool>,
    original: String,
}

/// One step of the comparison; the order of the variants is the order of the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Separator,
    Number(Number),
    Latin(char),
    Cyrillic(usize),
    Other(char),
}

/// A whole number of any length: its digits without leading zeros; of two numbers the longer is greater.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Number {
    length: usize,
    digits: String,
}

/// Makes the key by which a text is sorted in a Russian dictionary.
///
/// Letters are compared without regard to case, «ё» as «е»; numbers by value, so «№ 2» stands before «№ 10».
/// Numbers come first, then Latin, then Cyrillic. A space or any other sign between two words comes before
/// all of them («вода живая» before «водание»), and signs around the text (quotes) do not count.
/// Texts equal so far are told apart by «ё» after «е», then by their characters.
pub fn key(text: &str) -> Key {
    let mut letters = Vec::new();
    let mut dotted = Vec::new();
    let mut characters = plain_letters(text).peekable();
    let mut separated = false;
    while let Some(character) = characters.next() {
        if !character.is_alphanumeric() {
            separated = true;
            continue;
        }
        if separated && !letters.is_empty() {
            letters.push(Unit::Separator);
        }
        separated = false;
        if matches!(character, 'е' | 'ё') {
            dotted.push(character == 'ё');
        }
        if character.is_ascii_digit() {
            let mut digits = String::from(character);
            while let Some(digit) = characters.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            letters.push(number(&digits));
        } else {
            push_letter(&mut letters, character);
        }
    }
    Key { letters, dotted, original: text.to_owned() }
}

fn number(digits: &str) -> Unit {
    let digits = digits.trim_start_matches('0').to_owned();
    Unit::Number(Number { length: digits.len(), digits })
}

fn push_letter(letters: &mut Vec<Unit>, letter: char) {
    let base = if letter == 'ё' { 'е' } else { letter };
    if letter.is_ascii_alphabetic() {
        letters.push(Unit::Latin(letter));
    } else if let Some(place) = ALPHABET.chars().position(|known| known == base) {
        letters.push(Unit::Cyrillic(place));
    } else if let Some(folded) = fold_latin(letter) {
        letters.extend(folded.chars().map(Unit::Latin));
    } else {
        letters.push(Unit::Other(letter));
    }
}

#[cfg(test)]
mod tests {
    use super::key;
    use proptest::prelude::*;

    fn assert_order(expected: &[&str]) {
        let mut sorted = expected.to_vec();
        sorted.reverse();
        sorted.sort_by_cached_key(|text| key(text));
        assert_eq!(sorted, expected);
    }

    #[test]
    fn yo_stands_with_ye() {
        assert_order(&["ёж", "ежевика", "елка", "ёлка", "ель", "жук"]);
        assert_order(&["все", "всё", "всегда"]);
        assert_order(&["все же", "всё же"]);
        assert_order(&["Берёзов", "Березова", "Берёзова"]);
    }

    #[test]
    fn case_does_not_matter_until_the_end() {
        assert_order(&["Август", "август", "Апрель", "апрель"]);
    }

    #[test]
    fn numbers_go_by_value() {
        assert_order(&["СОШ № 2", "СОШ №3", "СОШ № 10", "СОШ № 021"]);
        assert_order(&["класс 9", "класс 99999999999999999999", "класс 100000000000000000000"]);
    }

    #[test]
    fn digits_then_latin_then_cyrillic() {
        assert_order(&["2024", "Ärger", "Windows", "zip", "архив", "Яблоко"]);
    }

    #[test]
    fn words_before_longer_words() {
        assert_order(&["вода", "вода живая", "водание"]);
        assert_order(&["«Абакан»", "Азбука", "«Букварь»"]);
    }

    #[test]
    fn russian_alphabet() {
        assert_order(&[
            "а", "б", "в", "г", "д", "е", "ё", "ж", "з", "и", "й", "к", "л", "м", "н", "о", "п", "р", "с",
            "т", "у", "ф", "х", "ц", "ч", "ш", "щ", "ъ", "ы", "ь", "э", "ю", "я",
        ]);
    }

    #[test]
    fn decomposed_letters_sort_as_whole_ones() {
        assert_order(&["ия", "и\u{306}а", "йб", "к"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn keys_are_equal_only_for_equal_texts(one in any::<String>(), other in any::<String>()) {
            prop_assert_eq!(key(&one) == key(&other), one == other);
        }
    }
}
