//! Why a document cannot be read, in the words of whoever brought it.

/// A document that is not imported: what is wrong with it, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, without a capital letter and a stop.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
    /// Whether nothing is missing but the school year.
    pub lacks_year: bool,
}

impl Refusal {
    /// A refusal with its remedy.
    pub(super) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into(), lacks_year: false }
    }

    /// The file is no whole document of its kind.
    pub(super) fn damaged(part: &str) -> Self {
        Self::new(
            format!("документ повреждён: не читается его часть «{part}»"),
            "Откройте файл в Word, сохраните заново (Файл → Сохранить как → Документ Word) и повторите.",
        )
    }

    /// The file is larger than any plan.
    pub(super) fn too_large(what: &str) -> Self {
        Self::new(
            format!("документ слишком велик: {what}"),
            "Скопируйте в новый документ Word только план и перенесите его.",
        )
    }
}

/// How a document of another program becomes one of Word.
const SAVE_AS: &str =
    "Откройте его в Word, выберите Файл → Сохранить как → Документ Word (.docx) и перенесите новый файл.";

/// What is said to a document that is none of Word's present kind; nothing where it may be one.
pub(super) fn foreign(name: &str, bytes: &[u8]) -> Option<Refusal> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    if bytes.is_empty() {
        return Some(Refusal::new("файл пуст", "Проверьте, тот ли это файл: в нём ничего не записано."));
    }
    let begins = |sign: &[u8]| bytes.starts_with(sign);
    if begins(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let (what, remedy) = match ending.as_str() {
            "xls" => (
                "это таблица старого Excel (.xls)",
                "Откройте её в Excel, выберите Файл → Сохранить как → Книга Excel (.xlsx) и перенесите новый файл.",
            ),
            "docx" | "xlsx" => (
                "документ закрыт паролем или сохранён старой программой",
                "Откройте его в Word, снимите пароль (Файл → Сведения → Защита документа), сохраните как .docx и повторите.",
            ),
            _ => ("это документ старого Word (.doc)", SAVE_AS),
        };
        return Some(Refusal::new(what, remedy));
    }
    if begins(b"%PDF") {
        return Some(Refusal::new(
            "это PDF: в нём нет таблиц, только нарисованные буквы",
            "Найдите документ Word, из которого сделан PDF. Если его нет, откройте PDF в Word (2013 или новее): он предложит \
             переделать его в документ; проверьте таблицу и сохраните как .docx.",
        ));
    }
    if begins(b"{\\rtf") {
        return Some(Refusal::new("это документ RTF", SAVE_AS));
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
    if start.contains("<html") || start.contains("<!doctype html") {
        return Some(Refusal::new("это страница сайта (HTML)", SAVE_AS));
    }
    None
}

/// The file is of no kind that is read.
pub(super) fn unknown() -> Refusal {
    Refusal::new(
        "это не документ Word",
        "Программа переносит планы из документов Word (.docx), LibreOffice (.odt), таблиц Excel (.xlsx) и CSV. Откройте файл в \
         своей программе и сохраните его как документ Word (.docx).",
    )
}

/// No table stands in the document.
pub(super) fn no_table() -> Refusal {
    Refusal::new(
        "в документе нет таблицы с мероприятиями, а план переносится из неё",
        "Если мероприятия записаны списком, сделайте из него таблицу: выделите список и выберите в Word Вставка → Таблица → \
         Преобразовать в таблицу. Над столбцами впишите заголовки: «Мероприятие», «Сроки», «Ответственный». Если это протокол \
         или материал, допишите к команде --as meeting или --as material.",
    )
}

/// Nothing in the document says which school year it is for.
pub(super) fn no_year() -> Refusal {
    let remedy = "Допишите год к команде: --school-year 2026-2027";
    Refusal {
        lacks_year: true, ..Refusal::new("в документе не сказано, на какой он учебный год", remedy)
    }
}
