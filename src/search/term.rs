//! A word to its term, which all its forms share.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use pagefind_stem::{Algorithm, Stemmer};

use super::IRREGULAR;

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::Russian));

/// The dictionary form of each irregular form.
static DICTIONARY: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let nouns = IRREGULAR.iter();
    nouns
        .flat_map(|noun| noun.split(' ').map(move |form| (form, noun.split(' ').next().unwrap_or(form))))
        .collect()
});

/// The term of a word that [`super::words()`] found: the dictionary form of an irregular noun, the stem of any other
/// Russian word, and every other word itself.
pub fn term(word: &str) -> Cow<'_, str> {
    if let Some(dictionary) = DICTIONARY.get(word) {
        return Cow::Borrowed(dictionary);
    }
    if word.chars().all(|letter| matches!(letter, 'а'..='я')) { stem(word) } else { Cow::Borrowed(word) }
}

fn stem(word: &str) -> Cow<'_, str> {
    let stem = STEMMER.stem(word);
    match without_fleeting_vowel(&stem) {
        Some(shorter) => Cow::Owned(shorter),
        None => stem,
    }
}

/// «выставок» and «список» without the vowel that «выставка» and «списка» do not have; so too «книжек», «образец».
/// No rule tells them from «поток», whose «о» stays: it loses it in all its forms and goes on having one term.
fn without_fleeting_vowel(stem: &str) -> Option<String> {
    const CONSONANTS: &str = "бвгджзйклмнпрстфхцчшщ";
    const HUSHED: &str = "жйцчш";
    let [.., _, before, vowel, last] = *stem.chars().collect::<Vec<_>>() else { return None };
    let falls = match (vowel, last) {
        ('о', 'к') | ('е', 'ц') => CONSONANTS.contains(before),
        ('е', 'к') => HUSHED.contains(before),
        _ => false,
    };
    falls.then(|| format!("{}{last}", &stem[..stem.len() - vowel.len_utf8() - last.len_utf8()]))
}

#[cfg(test)]
mod tests {
    use super::{IRREGULAR, term};

    fn check(forms: &str) {
        let terms: Vec<_> = forms.split(' ').map(term).collect();
        assert!(terms.iter().all(|term| *term == terms[0]), "{forms}: {terms:?}");
    }

    #[test]
    fn forms_share_a_term() {
        check("библиотекарь библиотекарей библиотекарями");
        check("отчет отчеты отчетами");
        check("заседание заседания заседаниях");
    }

    #[test]
    fn nouns_that_change_their_stem() {
        for forms in [
            "день дня дню днем дни дней дням",
            "человек люди людям",
            "ребенок дети детей детьми",
            "мать матери матерью",
            "имя имени именами",
            "год лет году",
            "друг друзья друзей",
        ] {
            check(forms);
        }
    }

    #[test]
    fn vowels_that_come_and_go() {
        for forms in [
            "выставка выставок выставкам",
            "список списка спискам",
            "книжка книжек",
            "образец образца образцами",
            "поток потока потоков",
            "отец отца отцами",
            "урок урока уроков",
        ] {
            check(forms);
        }
        assert_eq!(term("библиотек"), "библиотек");
    }

    #[test]
    fn every_irregular_noun_is_needed() {
        let regular = IRREGULAR.iter().filter(|noun| {
            let stems: Vec<_> = noun.split(' ').map(super::stem).collect();
            stems.iter().all(|stem| *stem == stems[0])
        });
        assert_eq!(regular.collect::<Vec<_>>(), Vec::<&&str>::new());
    }

    #[test]
    fn what_is_no_russian_word_stays() {
        for word in ["2024", "53н", "zoom"] {
            assert_eq!(term(word), word);
        }
    }
}
