//! The words of school plans: positions, groups of people, institutions, abbreviations.

use super::clean::{fold, is_capitals};

/// What a word begins when it heads a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// A position of one person: «библиотекарь».
    Role,
    /// Several people: «библиотекари», «совет».
    Group,
    /// A union of people by its abbreviation: «РМО»; after another head it only completes it.
    Union,
    /// An institution: «МБОУ», «управление».
    Body,
    /// An institution in the genitive: «школы», «отдела»; heads a phrase only after a role.
    BodyOf,
    /// An adverb that belongs to no one: «онлайн».
    Loose,
}

/// What the word heads, if anything.
pub(super) fn head(word: &str) -> Option<Head> {
    if word.len() > LONGEST {
        return None;
    }
    let folded = fold(word);
    let capitals = is_capitals(word);
    if let Some(head) = simple_head(&folded, capitals) {
        return Some(head);
    }
    // «педагоги-библиотекари» is headed by its first part.
    let (first, _) = folded.split_once(['-', '‐', '‑'])?;
    simple_head(first, false).filter(|head| matches!(head, Head::Role | Head::Group))
}

/// Whether the word is of this vocabulary, so that it is neither a surname nor keeps its capital.
pub(super) fn is_known(word: &str) -> bool {
    head(word).is_some() || (word.len() <= LONGEST && known_folded(&fold(word)))
}

/// A word that may be a nominative plural or the genitive of one: «директора», «учителя». With a capital «Учителя»
/// begins a phrase; «Зам. Директора» is a habit.
pub(super) fn is_ambiguous(word: &str) -> bool {
    word == "учителя" || has(&["директора", "жюри"], &fold(word))
}

/// An institution that is any institution: it stays with its role («директор ОУ»).
pub(super) fn is_generic_body(word: &str) -> bool {
    has(&["оу", "оо", "доу", "гоу"], &fold(word))
}

/// An abbreviation that keeps its dot and after which a capital begins no new sentence.
pub(super) fn is_abbreviation(word: &str) -> bool {
    word.chars().nth(1).is_none() || (word.len() <= LONGEST && has(ABBREVIATIONS, &fold(word)))
}

/// The mark of a place: «с.», «п.», «г.».
pub(super) fn is_place_mark(word: &str) -> bool {
    has(&["с", "п", "г", "д", "пос", "дер", "ст", "пгт", "рп", "село", "город", "деревня", "поселок"], word)
}

/// «им.», «имени»: the name that follows is the school's, not a person's.
pub(super) fn is_named_after(word: &str) -> bool {
    has(&["им", "имени"], &fold(word))
}

/// A word that may stand between the beginning of a phrase and its head: an adjective, «все», «кл.».
pub(super) fn is_modifier(word: &str) -> bool {
    if word.len() > LONGEST {
        return false;
    }
    let folded = fold(word);
    // A short word in capitals is an abbreviation, whatever it ends with.
    let shortest = if is_capitals(word) { 5 } else { 3 };
    has(MODIFIERS, &folded) || (folded.chars().nth(shortest).is_some() && ends(&folded, NOMINATIVE))
}

/// An adjective in the genitive, as before «школы» and «отдела».
pub(super) fn is_modifier_of(word: &str) -> bool {
    let folded = fold(word);
    folded.chars().nth(3).is_some() && ends(&folded, &["ой", "ей", "ого", "его"])
}

/// A genitive adjective that names no particular institution: «школьной библиотеки».
pub(super) fn is_generic_modifier(word: &str) -> bool {
    let folded = fold(word);
    has(
        &["школьной", "начальной", "основной", "средней", "родительского", "своей", "общеобразовательной"],
        &folded,
    )
}

/// Whether a line that begins so goes on with the phrase of the line before: «Каменского», «школ».
pub(super) fn continues(word: &str) -> bool {
    if is_capitals(word) || word.len() > LONGEST {
        return false;
    }
    let folded = fold(word);
    let small = word.chars().next().is_some_and(char::is_lowercase);
    (small && !has(PREPOSITIONS, &folded))
        || ends(&folded, &["ского", "цкого", "ской", "цкой", "ских", "цких"])
}

/// Whether the word is a preposition that cannot end a phrase.
pub(super) fn is_preposition(word: &str) -> bool {
    has(PREPOSITIONS, &fold(word))
}

/// What a deputy is responsible for, after «по»: «УВР», «воспитательной».
pub(super) fn is_duty(word: &str) -> bool {
    is_capitals(word)
        || ["учеб", "восп", "метод", "науч", "безоп", "соц"].iter().any(|stem| fold(word).starts_with(stem))
}

/// An abbreviation of what a deputy is responsible for.
pub(super) fn is_duty_abbreviation(word: &str) -> bool {
    has(&["УВР", "ВР", "УР", "МР", "НМР", "АХЧ", "АХР", "УМР", "ИКТ", "УПР", "БЖ"], word)
}

/// A word with which the name of a school subject begins or ends in the genitive: «русского языка», «истории».
pub(super) fn is_subject(word: &str) -> bool {
    has(SUBJECTS, word)
}

/// A union of parents or pupils is a group, an office of that name is an institution.
pub(super) fn is_of_people(adjective: &str) -> bool {
    has(
        &["родительский", "ученический", "студенческий", "попечительский", "организационный"],
        &fold(adjective),
    )
}

/// «администрация района» is an office, «администрация школы» is people.
pub(super) fn is_territory(word: &str) -> bool {
    let folded = fold(word);
    has(&["района", "округа", "города", "поселения", "муниципального", "области", "мо"], &folded)
}

/// A class as the people in it, with its number before it: «5-7 классы».
pub(super) fn is_class(word: &str) -> bool {
    has(&["класс", "классы"], &fold(word))
}

/// The position of one of a group: «педагоги-библиотекари» → «педагог-библиотекарь».
pub(super) fn singular(word: &str) -> String {
    let parts = word.split('-').map(|part| {
        let folded = fold(part);
        match PLURALS.iter().find(|(plural, _)| *plural == folded) {
            Some((_, one)) => (*one).to_owned(),
            None => part.to_owned(),
        }
    });
    let joined: Vec<String> = parts.collect();
    joined.join("-")
}

/// An adjective of a group as of one: «школьные» → «школьный».
pub(super) fn singular_modifier(word: &str) -> String {
    for (plural, one) in [("ные", "ный"), ("ские", "ский"), ("дые", "дой"), ("шие", "ший"), ("тые", "тый")]
    {
        if let Some(stem) = word.strip_suffix(plural) {
            return format!("{stem}{one}");
        }
    }
    word.to_owned()
}

/// The nominative of an institution's noun with its gender ('f', 'm', 'n'): «школы» → («школа», 'f').
pub(super) fn nominative(word: &str) -> Option<(&'static str, char)> {
    let folded = fold(word);
    BODIES_OF.iter().find(|(of, _, _)| *of == folded).map(|(_, name, gender)| (*name, *gender))
}

/// The nominative of a genitive adjective: «вечерней» → «вечерняя».
pub(super) fn nominative_modifier(word: &str, gender: char) -> String {
    let (endings, hard, soft) = match gender {
        'f' => (["ой", "ей"], "ая", "яя"),
        'n' => (["ого", "его"], "ое", "ее"),
        _ => (["ого", "его"], "ый", "ий"),
    };
    for (ending, replacement) in [(endings[0], hard), (endings[1], soft)] {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{}", fitting(stem, gender, replacement));
        }
    }
    word.to_owned()
}

/// The Russian spelling rule after velars and sibilants: «детский», «общая».
fn fitting(stem: &str, gender: char, ending: &'static str) -> &'static str {
    let velar = stem.ends_with(['к', 'г', 'х']);
    let sibilant = stem.ends_with(['ж', 'ш', 'щ', 'ч']);
    match (gender, ending) {
        ('m', "ый") if velar || sibilant => "ий",
        ('f', "яя") if sibilant => "ая",
        _ => ending,
    }
}

fn simple_head(folded: &str, capitals: bool) -> Option<Head> {
    // A short abbreviation in small letters is a word of another meaning («мо», «оо»).
    let spelled = capitals || folded.chars().nth(3).is_some();
    match folded {
        word if has(ROLES, word) => Some(Head::Role),
        word if has(GROUPS, word) => Some(Head::Group),
        word if capitals && has(UNIONS, word) => Some(Head::Union),
        word if spelled && has(BODY_ABBREVIATIONS, word) => Some(Head::Body),
        word if has(BODIES, word) => Some(Head::Body),
        word if BODIES_OF.iter().any(|(of, _, _)| *of == word) => Some(Head::BodyOf),
        word if has(LOOSE, word) => Some(Head::Loose),
        _ => None,
    }
}

fn known_folded(folded: &str) -> bool {
    has(MODIFIERS, folded) || has(ABBREVIATIONS, folded) || has(COMMON, folded)
}

fn has(words: &[&str], word: &str) -> bool {
    words.contains(&word)
}

fn ends(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending))
}

/// No word of the vocabulary is longer, in bytes; longer ones need no look.
const LONGEST: usize = 96;

const NOMINATIVE: &[&str] = &["ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие"];

const PREPOSITIONS: &[&str] =
    &["по", "в", "во", "на", "с", "со", "при", "для", "за", "от", "из", "о", "об", "к"];

const ROLES: &[&str] = &[
    "руководитель",
    "руководительница",
    "рук",
    "рук-ль",
    "методист",
    "библиотекарь",
    "заведующий",
    "заведующая",
    "зав",
    "завед",
    "зам",
    "заместитель",
    "директор",
    "завуч",
    "учитель",
    "педагог",
    "психолог",
    "председатель",
    "секретарь",
    "вожатая",
    "вожатый",
    "организатор",
    "логопед",
    "дефектолог",
    "воспитатель",
    "куратор",
    "специалист",
    "инспектор",
    "начальник",
    "координатор",
    "лаборант",
    "модератор",
    "тьютор",
    "наставник",
    "советник",
    "инженер",
    "техник",
    "помощник",
    "ответственный",
    "ответственная",
    "отв",
    "докладчик",
    "ведущий",
    "ведущая",
    "автор",
    "преподаватель",
    "мастер",
    "бухгалтер",
    "администратор",
    "врач",
    "медсестра",
    "пред",
    "библиограф",
    "пед-библ",
    "член",
    "заведущая",
    "заведущий",
    "соцпедагог",
    "и.о.",
    "врио",
    "классовод",
    "физрук",
    "завхоз",
    "писатель",
    "и. о.",
    "руков",
    "лицо",
    "содокладчик",
    "спикер",
];

const SUBJECTS: &[&str] = &[
    "языка",
    "русского",
    "родного",
    "английского",
    "немецкого",
    "французского",
    "иностранного",
    "литературы",
    "чтения",
    "истории",
    "обществознания",
    "географии",
    "краеведения",
    "биологии",
    "химии",
    "физики",
    "математики",
    "информатики",
    "музыки",
    "технологии",
    "труда",
    "физкультуры",
    "ОБЖ",
    "ОБЗР",
    "ИЗО",
    "МХК",
];

const GROUPS: &[&str] = &[
    "библиотекари",
    "педагоги",
    "учителя",
    "руководители",
    "методисты",
    "члены",
    "заведующие",
    "директора",
    "завучи",
    "заместители",
    "стажисты",
    "родители",
    "учащиеся",
    "ученики",
    "обучающиеся",
    "воспитанники",
    "воспитатели",
    "психологи",
    "вожатые",
    "организаторы",
    "актив",
    "совет",
    "группа",
    "комиссия",
    "жюри",
    "оргкомитет",
    "коллектив",
    "администрация",
    "слушатели",
    "участники",
    "дети",
    "читатели",
    "волонтеры",
    "юнармейцы",
    "активисты",
    "специалисты",
    "работники",
    "сотрудники",
    "представители",
    "наставники",
    "кураторы",
    "студенты",
    "школьники",
    "старшеклассники",
    "первоклассники",
    "команда",
    "объединение",
    "педколлектив",
    "педсовет",
    "желающие",
    "предметники",
    "докладчики",
    "ответственные",
    "парламент",
    "преподаватели",
    "координаторы",
    "библиотечари",
    "логопеды",
    "председатели",
    "секретари",
    "родком",
    "ведущие",
    "авторы",
    "советники",
    "семьи",
    "рук-ли",
    "класс",
    "классы",
    "отряд",
    "служба",
    "содокладчики",
];

const UNIONS: &[&str] = &["мо", "рмо", "гмо", "ммо", "шмо", "мпмо", "омо", "кмо", "умо", "смо"];

const BODY_ABBREVIATIONS: &[&str] = &[
    "мбоу",
    "маоу",
    "мкоу",
    "мбуо",
    "гбоу",
    "гаоу",
    "гкоу",
    "моу",
    "мдоу",
    "мбдоу",
    "мадоу",
    "доу",
    "гоу",
    "гуо",
    "уо",
    "руо",
    "гуно",
    "рмк",
    "умк",
    "имц",
    "ммц",
    "рмц",
    "нмц",
    "гмц",
    "цбс",
    "мцбс",
    "цдб",
    "рдб",
    "дб",
    "цгб",
    "црб",
    "мрб",
    "дюб",
    "сош",
    "оош",
    "нош",
    "сш",
    "бш",
    "гбу",
    "мбу",
    "мку",
    "мау",
    "мбук",
    "мук",
    "гбук",
    "мкук",
    "оу",
    "оо",
    "ддт",
    "цдт",
    "дюц",
    "рдк",
    "сдк",
    "дк",
    "иро",
    "ипк",
    "кгбоу",
    "огбоу",
    "огаоу",
    "коу",
    "чоу",
    "спо",
    "дши",
    "цро",
    "цоко",
    "акипкро",
    "роо",
    "римц",
    "цнппм",
    "рцоко",
    "мбоудо",
    "мудо",
    "мбудо",
    "ош",
    "цдюб",
    "гцбс",
    "мкдоу",
];

const BODIES: &[&str] = &[
    "школа",
    "гимназия",
    "лицей",
    "библиотека",
    "музей",
    "центр",
    "институт",
    "управление",
    "отдел",
    "комитет",
    "департамент",
    "министерство",
    "кабинет",
    "учреждение",
    "дом",
    "сад",
    "колледж",
    "техникум",
    "интернат",
    "университет",
    "академия",
    "филиал",
    "издательство",
    "организация",
    "дворец",
    "клуб",
    "редакция",
    "отделение",
    "театр",
    "архив",
    "библиотека-филиал",
    "методкабинет",
    "методцентр",
    "школа-интернат",
    "медиацентр",
];

const BODIES_OF: &[(&str, &str, char)] = &[
    ("школы", "школа", 'f'),
    ("гимназии", "гимназия", 'f'),
    ("лицея", "лицей", 'm'),
    ("библиотеки", "библиотека", 'f'),
    ("музея", "музей", 'm'),
    ("центра", "центр", 'm'),
    ("института", "институт", 'm'),
    ("управления", "управление", 'n'),
    ("отдела", "отдел", 'm'),
    ("комитета", "комитет", 'm'),
    ("департамента", "департамент", 'm'),
    ("министерства", "министерство", 'n'),
    ("кабинета", "кабинет", 'm'),
    ("учреждения", "учреждение", 'n'),
    ("колледжа", "колледж", 'm'),
    ("техникума", "техникум", 'm'),
    ("филиала", "филиал", 'm'),
    ("интерната", "интернат", 'm'),
];

const LOOSE: &[&str] = &[
    "онлайн",
    "офлайн",
    "оффлайн",
    "дистанционно",
    "очно",
    "заочно",
    "совместно",
    "при",
    "zoom",
    "сферум",
    "вк",
    "согласованию",
    "он-лайн",
];

const MODIFIERS: &[&str] = &[
    "все",
    "весь",
    "вся",
    "кл",
    "нач",
    "соц",
    "ст",
    "мл",
    "гл",
    "вновь",
    "самые",
    "некоторые",
    "и",
    "пед",
    "шк",
    "классн",
    "материально-ответственное",
    "молодой",
];

const ABBREVIATIONS: &[&str] = &[
    "зав",
    "завед",
    "зам",
    "кл",
    "рук",
    "библ",
    "пед-библ",
    "пед",
    "отв",
    "им",
    "пос",
    "дер",
    "ст",
    "мл",
    "нач",
    "соц",
    "гл",
    "др",
    "пр",
    "ул",
    "обл",
    "шк",
    "уч",
    "учит",
    "восп",
    "преп",
    "дир",
    "пред",
    "пгт",
    "рук-ль",
    "чл",
    "обуч",
    "мун",
    "гор",
    "рай",
    "орг",
    "руков",
];

/// Words that begin a cell with a capital and are no surname.
const COMMON: &[&str] = &[
    "школ",
    "района",
    "область",
    "области",
    "округа",
    "города",
    "классов",
    "платформа",
    "формат",
    "по",
    "план",
    "плану",
    "заявкам",
    "также",
    "года",
    "село",
    "город",
    "поселок",
    "библиотекой",
    "библиотек",
];

const ONE_OF: usize = 24;

const PLURALS: [(&str, &str); ONE_OF] = [
    ("библиотекари", "библиотекарь"),
    ("педагоги", "педагог"),
    ("учителя", "учитель"),
    ("руководители", "руководитель"),
    ("методисты", "методист"),
    ("члены", "член"),
    ("заведующие", "заведующий"),
    ("директора", "директор"),
    ("завучи", "завуч"),
    ("заместители", "заместитель"),
    ("воспитатели", "воспитатель"),
    ("психологи", "психолог"),
    ("вожатые", "вожатая"),
    ("организаторы", "организатор"),
    ("специалисты", "специалист"),
    ("наставники", "наставник"),
    ("кураторы", "куратор"),
    ("предметники", "предметник"),
    ("ответственные", "ответственный"),
    ("преподаватели", "преподаватель"),
    ("координаторы", "координатор"),
    ("логопеды", "логопед"),
    ("председатели", "председатель"),
    ("советники", "советник"),
];
