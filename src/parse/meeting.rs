//! What only a meeting has: its announcement, and the protocol that its front matter grows into.

use crate::parse::record::{Text, record};

record! {
    /// What only a meeting has.
    RawMeeting "в шапке заседания" {
        /// The number of the protocol.
        number: Option<Text> = "номер" | "number": "Номер протокола.",
        /// The time.
        time: Option<Text> = "время" | "time": "Во сколько, например 14:00.",
        /// The place or platform.
        place_of_meeting: Option<Text> = "где" | "where":
            "Место или площадка, например: школа № 2, читальный зал.",
        /// Where to join it.
        link: Option<Text> = "ссылка" | "link": "Адрес, по которому подключаются, если заседание идёт онлайн.",
        /// In person, online or both.
        mode: Option<Text> = "формат" | "format": "Очно, онлайн или смешанный.",
        /// A round table, a seminar.
        form: Option<Text> = "форма" | "form": "Например: круглый стол, семинар.",
        /// What it is about.
        theme: Option<Text> = "тема" | "theme": "О чём заседание. Если нет названия, тема стоит вместо него.",
        /// Who chaired it.
        chair: Option<Text> = "председатель" | "chair": "Кто вёл заседание.",
        /// Who wrote the protocol.
        secretary: Option<Text> = "секретарь" | "secretary": "Кто вёл протокол.",
        /// Who was present.
        attendance: Option<RawAttendance> = "присутствовали" | "attendance":
            "Сколько было человек, например: 17 библиотекарей; подробнее полями «всего», «список», «приглашённые».",
        /// The questions in order.
        agenda: Vec<RawAgendaItem> = "повестка" | "agenda":
            "Вопросы по порядку, каждый с дефисом; после заседания под ними пишут, кто выступил и что решили.",
        /// Decisions that belong to no question.
        decisions: Vec<RawDecision> = "решили" | "decisions": "Решения, каждое с дефисом, если вопросы не названы.",
    }
}

record! {
    /// Who was present.
    RawAttendance "в поле «присутствовали»" text = "всего" list = "список" {
        /// How many, in words or figures.
        total: Option<Text> = "всего" | "total": "Сколько было человек, например 17.",
        /// Their names.
        present: Vec<Text> = "список" | "list": "Кто был, каждый с дефисом.",
        /// Who came from outside.
        guests: Vec<Text> = "приглашённые" | "guests": "Кого пригласили, каждый с дефисом.",
        /// Who did not come.
        absent: Option<Text> = "отсутствовали" | "absent": "Кто или сколько человек не пришли.",
    }
}

record! {
    /// A question of the agenda.
    RawAgendaItem "в вопросе повестки" text = "вопрос" {
        /// The question.
        question: Text = "вопрос" | "question": "О чём вопрос.",
        /// Who speaks on it.
        speaker: Option<Text> = "докладчик" | "speaker": "Кто докладывает.",
        /// СЛУШАЛИ
        heard: Option<Text> = "слушали" | "heard": "О чём рассказал докладчик: для протокола.",
        /// ВЫСТУПИЛИ
        speeches: Vec<RawSpeech> = "выступили" | "speeches": "Кто выступил и о чём, каждый с дефисом.",
        /// РЕШИЛИ
        decisions: Vec<RawDecision> = "решили" | "decisions": "Что решили, каждое решение с дефисом.",
        /// ГОЛОСОВАЛИ
        vote: Option<RawVote> = "голосовали" | "vote": "Как голосовали: единогласно, или поля «за», «против», «воздержались».",
        /// Materials that were shown.
        materials: Vec<Text> = "материалы" | "materials":
            "Материалы, которые показали: путь к файлу, например ../materials/urok.md.",
    }
}

record! {
    /// A speech.
    RawSpeech "в выступлении" text = "кто" {
        /// Who spoke.
        who: Text = "кто" | "who": "Кто выступил.",
        /// What about.
        about: Option<Text> = "о чём" | "about": "О чём.",
    }
}

record! {
    /// A decision.
    RawDecision "в решении" text = "текст" {
        /// What was decided.
        text: Text = "текст" | "text": "Что решили.",
        /// Who carries it out.
        responsible: Option<Text> = "ответственный" | "responsible": "Кто выполняет.",
        /// Until when.
        term: Option<Text> = "срок" | "term": "К какому сроку, например: до 15.10.2026.",
        /// Whether, or when, it was carried out.
        done: Option<Text> = "выполнено" | "done": "«да» или день, когда решение выполнили.",
    }
}

record! {
    /// The outcome of a vote.
    RawVote "в поле «голосовали»" text = "итог" {
        /// In a word.
        outcome: Option<Text> = "итог" | "outcome": "Итог одним словом, например: единогласно.",
        /// Votes for it.
        ayes: Option<Text> = "за" | "for": "Сколько человек за.",
        /// Votes against it.
        noes: Option<Text> = "против" | "against": "Сколько человек против.",
        /// Who did not vote.
        abstained: Option<Text> = "воздержались" | "abstained": "Сколько человек воздержались.",
    }
}
