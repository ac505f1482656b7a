//! Whether a text tells what happened or invites to it: «Прошло заседание …» against «Приглашаем …».
//!
//! The words are those that reports and announcements of meetings are written with. A sentence is what its first such word
//! says, so that «обсудили, как будет проходить» tells and «приглашаем обсудить, как прошло» invites.

/// The beginnings of verbs of the past, up to the `л` of that form.
const PAST: [&str; 61] = [
    "вручи",
    "встрети",
    "встреча",
    "выбра",
    "выслуша",
    "выступа",
    "выступи",
    "говори",
    "дели",
    "договори",
    "заверши",
    "задава",
    "заслуша",
    "избра",
    "назва",
    "обменива",
    "обменя",
    "обсуди",
    "обсужда",
    "ответи",
    "отвеча",
    "откры",
    "открыва",
    "отмети",
    "поблагодари",
    "побыва",
    "поговори",
    "подве",
    "подели",
    "познакоми",
    "показа",
    "показыва",
    "посети",
    "послуша",
    "посмотре",
    "постанови",
    "предложи",
    "представи",
    "предупреди",
    "приня",
    "присутствова",
    "прове",
    "проводи",
    "проголосова",
    "прозвуча",
    "прочита",
    "разбира",
    "разобра",
    "рассказа",
    "рассказыва",
    "рассмотре",
    "реша",
    "реши",
    "собира",
    "собра",
    "состоя",
    "спори",
    "узна",
    "услыша",
    "утверди",
    "участвова",
];

/// The ends of verbs of the past behind what [`PAST`] has.
const PAST_ENDS: [&str; 8] = ["л", "ла", "ло", "ли", "лся", "лась", "лось", "лись"];

/// Other words that tell: of what went on, and participles.
const TOLD: [&str; 16] = [
    "заслушан",
    "заслушана",
    "заслушаны",
    "обсуждены",
    "принято",
    "приняты",
    "проведен",
    "проведена",
    "проведено",
    "прошел",
    "прошла",
    "прошли",
    "прошло",
    "рассмотрены",
    "решено",
    "утвержден",
];

/// Words that invite or tell what will be.
const INVITING: [&str; 53] = [
    "будем",
    "будет",
    "будут",
    "возьмите",
    "встретимся",
    "встречаемся",
    "выступит",
    "выступят",
    "ждем",
    "захватите",
    "начнется",
    "обсудим",
    "поговорим",
    "подведем",
    "подготовьте",
    "поделимся",
    "поделится",
    "поделятся",
    "познакомимся",
    "познакомит",
    "пойдет",
    "покажем",
    "покажет",
    "покажут",
    "посмотрим",
    "предлагаем",
    "представит",
    "предстоит",
    "приглашаем",
    "приглашает",
    "приглашаю",
    "приглашаются",
    "приготовьте",
    "принесите",
    "приносите",
    "присоединяйтесь",
    "приходите",
    "проведем",
    "проведет",
    "пройдет",
    "пройдут",
    "просим",
    "просьба",
    "прошу",
    "разберем",
    "расскажем",
    "расскажет",
    "расскажут",
    "рассмотрим",
    "соберемся",
    "собираемся",
    "состоится",
    "узнаем",
];

/// How a sentence begins to speak of another time than that of the meeting: «Следующее заседание пройдёт …».
const NEXT: [&str; 2] = ["следующ", "очередн"];

/// Whether a text, a paragraph to a line, tells in more of its sentences what happened than it invites.
pub fn tells_what_happened(text: &str) -> bool {
    let (mut told, mut inviting) = (0, 0);
    for sentence in text.split(['.', '!', '?', '…', '\n']) {
        match spoken(sentence) {
            Some(Tense::Past) => told += 1,
            Some(Tense::Coming) => inviting += 1,
            None => {}
        }
    }
    told > inviting
}

/// What a sentence speaks of.
enum Tense {
    Past,
    Coming,
}

fn spoken(sentence: &str) -> Option<Tense> {
    let sentence = sentence.to_lowercase().replace('ё', "е");
    let words = || sentence.split(|letter: char| !letter.is_alphabetic() && letter != '-');
    let spoken = words().find_map(|word| {
        if is_past(word) { Some(Tense::Past) } else { INVITING.contains(&word).then_some(Tense::Coming) }
    });
    let is_of_next = || words().any(|word| NEXT.iter().any(|next| word.starts_with(next)));
    spoken.filter(|tense| matches!(tense, Tense::Past) || !is_of_next())
}

fn is_past(word: &str) -> bool {
    let is_verb =
        || PAST.iter().any(|verb| word.strip_prefix(verb).is_some_and(|end| PAST_ENDS.contains(&end)));
    TOLD.contains(&word) || is_verb()
}

#[cfg(test)]
mod tests {
    use super::tells_what_happened;

    #[test]
    fn reports_tell_what_happened() {
        for text in [
            "8 октября в школе № 1 прошло первое заседание объединения.",
            "Состоялся круглый стол «Книга за пять минут». Околицына М.П. рассказала о каталоге.",
            "Коллеги собрались в читальном зале.\nСледующее заседание состоится в декабре.",
            "В работе семинара приняли участие 12 библиотекарей из 9 школ.",
            "Проведён мастер-класс. Утверждён план. Очередная встреча пройдёт в феврале.",
            "Говорили о подростках\nОбсудили, как будет проходить месячник",
            "Что решили\nСобрать книжные пятиминутки в общую копилку.",
        ] {
            assert!(tells_what_happened(text), "{text}");
        }
    }

    #[test]
    fn announcements_invite() {
        for text in [
            "",
            "Приглашаем на первое заседание года.",
            "8 октября состоится круглый стол. Тему выбрали по анкетам: их собрали в сентябре. Ждём всех!",
            "Приглашаем обсудить, как прошёл месячник.",
            "Возьмите с собой книгу.\nПовестка\nУрок о каталоге: что получилось.",
            "Выступит Околицына М.П., которая провела такой урок.",
            "Напишите, о чём пойдёт разговор и что взять с собой.\nЧто решили\nЭту часть допишите после заседания.",
            "Отчёт о работе школы, начала и дела.",
            "Повестка: план на год; выборы.",
        ] {
            assert!(!tells_what_happened(text), "{text}");
        }
    }
}
