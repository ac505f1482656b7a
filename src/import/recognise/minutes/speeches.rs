//! Who spoke, and what about.

/// What somebody said.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::import) struct Speech {
    pub(in crate::import) who: String,
    pub(in crate::import) about: Option<String>,
}

/// How verbs begin with which protocols say what somebody did.
const SAID: [&str; 24] = [
    "рассказал",
    "предложил",
    "отметил",
    "сообщил",
    "поделил",
    "познакомил",
    "ознакомил",
    "выступил",
    "представил",
    "говорил",
    "доложил",
    "обратил",
    "напомнил",
    "подчеркнул",
    "рекомендовал",
    "поблагодарил",
    "провел",
    "показал",
    "дополнил",
    "поддержал",
    "спросил",
    "продемонстрировал",
    "остановил",
    "проинформировал",
];

/// Who spoke, and what about: before and behind a dash, or the verb.
pub(super) fn speech(text: &str) -> Speech {
    let mut at = 0;
    let verb = text.split_inclusive(' ').find_map(|word| {
        let start = at;
        at += word.len();
        let lower = word.to_lowercase().replace('ё', "е");
        SAID.iter().any(|verb| lower.starts_with(verb)).then_some(start)
    });
    let dash =
        [" – ", " — ", " - ", ": "].iter().filter_map(|dash| Some((text.find(dash)?, dash.len()))).min();
    let (who, about) = match (dash, verb) {
        (Some((dash, length)), verb) if verb.is_none_or(|verb| dash < verb) => {
            (&text[..dash], &text[dash + length..])
        }
        (_, Some(verb)) => (&text[..verb], &text[verb..]),
        _ => return Speech { who: text.to_owned(), about: None },
    };
    let who = who.trim_end_matches([' ', ',', '–', '—', '-']);
    // «Околицына М.П. Она рассказала …», «Околицына М.П., которая рассказала …».
    let pronouns = [" Она", " Он", " она", " он", " которая", " который"];
    let pronoun = pronouns.iter().find(|pronoun| who.ends_with(**pronoun)).map_or(0, |pronoun| pronoun.len());
    let start = who.len() - pronoun;
    let (who, about) = match pronoun {
        0 => (who, about),
        _ => (who[..start].trim_end_matches([' ', ',']), &text[start..]),
    };
    if who.is_empty() {
        return Speech { who: text.to_owned(), about: None };
    }
    Speech { who: who.to_owned(), about: Some(about.trim().to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_spoke() {
        let about = |text: &str| {
            let Speech { who, about } = speech(text);
            (who, about.unwrap_or_default())
        };
        let pair = |who: &str, about: &str| (who.to_owned(), about.to_owned());
        assert_eq!(
            about("Околицына М.П. – предложила семинар"),
            pair("Околицына М.П.", "предложила семинар")
        );
        assert_eq!(
            about("Околицына М.П., библиотекарь школы № 2, рассказала о выставке – итоги"),
            pair("Околицына М.П., библиотекарь школы № 2", "рассказала о выставке – итоги")
        );
        assert_eq!(about("Околицына М.П. Она рассказала"), pair("Околицына М.П.", "Она рассказала"));
        assert_eq!(about("все"), pair("все", ""));
    }
}
