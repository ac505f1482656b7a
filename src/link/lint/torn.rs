//! Words of a plan torn by the end of a line: plans come out of PDF files.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Lint};
use crate::link::shelf::Shelf;
use crate::parse::Located;
use crate::parse::plan::ParsedPlan;
use crate::prose::{Doubt, Word, words};

/// The shortest word that is taken for torn: of shorter ones two may stand side by side by chance.
const SHORTEST_WORD: usize = 7;

/// Reports pairs of words that together are a word of the plans, where neither piece stands anywhere else.
pub(in crate::link) fn torn_words(shelves: &BTreeMap<String, Shelf>, diagnostics: &mut Diagnostics) {
    let plans = || shelves.values().flat_map(|shelf| &shelf.plans);
    let known = counted(plans().map(|plan| &*plan.text));
    for plan in plans() {
        let people = plan.value.notes.values().flat_map(|notes| &notes.who);
        let texts = plan.value.notes.values().flat_map(|notes| &notes.texts);
        for place in texts.chain(people) {
            for doubt in torn(plan, place.span.0..place.span.1, &known) {
                diagnostics.push(doubt.diagnostic(&plan.path, &plan.text, 0));
            }
        }
    }
}

/// How often each word stands in `texts`.
fn counted<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeMap<String, usize> {
    let mut known = BTreeMap::new();
    for word in texts.flat_map(words) {
        *known.entry(word.text.to_lowercase()).or_default() += 1;
    }
    known
}

fn torn(
    plan: &Located<ParsedPlan>,
    span: std::ops::Range<usize>,
    known: &BTreeMap<String, usize>,
) -> Vec<Doubt> {
    let text = &plan.text[span.clone()];
    let mut found = Vec::new();
    let mut previous: Option<Word> = None;
    for word in words(text) {
        if let Some(joined) = previous.as_ref().and_then(|previous| joined(text, previous, &word, known)) {
            let start = previous.as_ref().map_or(word.span.start, |previous| previous.span.start);
            let span = span.start + start..span.start + word.span.end;
            found.push(Doubt {
                lint: Lint::TornWord,
                span: span.clone(),
                message: format!("Похоже, слово разорвано: «{joined}»"),
                reason: None,
                hint: "Если это одно слово, напишите так:".to_owned(),
                edits: vec![(span, joined)],
            });
        }
        previous = Some(word);
    }
    found
}

/// The word that two pieces of it on one line make.
fn joined(text: &str, first: &Word, second: &Word, known: &BTreeMap<String, usize>) -> Option<String> {
    let between = &text[first.span.end..second.span.start];
    let beside = !between.is_empty() && between.chars().all(|letter| letter == ' ');
    let goes_on =
        second.text.chars().all(char::is_lowercase) && first.text.chars().skip(1).all(char::is_lowercase);
    let joined = format!("{}{}", first.text, second.text);
    let known_once = |piece: &str| known.get(&piece.to_lowercase()) == Some(&1);
    let torn = beside
        && goes_on
        && joined.chars().count() >= SHORTEST_WORD
        && known.contains_key(&joined.to_lowercase())
        && known_once(first.text)
        && known_once(second.text);
    torn.then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, elsewhere: &str) -> Vec<String> {
        let known = counted([text, elsewhere].into_iter());
        let all: Vec<Word> = words(text).collect();
        all.windows(2).filter_map(|pair| joined(text, &pair[0], &pair[1], &known)).collect()
    }

    #[test]
    fn only_what_is_certain_is_found() {
        assert_eq!(
            found("по профессиональ ным дефицитам", "к профессиональным затруднениям"),
            ["профессиональным"]
        );
        for (text, elsewhere) in [
            ("по профессиональ ным дефицитам", "к другим затруднениям"),
            ("Все библиотека ри", "библиотекари и библиотека"),
            ("не которые", "некоторые не могут"),
            ("в место", "вместо"),
            ("учебно методический", "учебно-методический кабинет"),
            ("Школа Ная", "школаная"),
        ] {
            assert_eq!(found(text, elsewhere), Vec::<String>::new(), "{text}");
        }
    }
}
