//! The doubts that an author may switch off, each with its name and why it is raised.

/// A kind of doubt. Its name stands in the message and, where the author knows better, under `не предупреждать` in the
/// file or in `site.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lint {
    /// A period that could not be read.
    UnreadPeriod,
    /// A period with more than one reading.
    DoubtfulPeriod,
    /// A period beyond its school year.
    PeriodOutsideYear,
    /// Two names that may be one person.
    SimilarNames,
    /// A surname that may be that of somebody who must not be named.
    BareSurname,
    /// A person who agreed to be shown and is hidden.
    HiddenConsent,
    /// Numbers of a plan's rows with a gap or twice.
    NumbersOutOfOrder,
    /// An activity without anybody responsible.
    NobodyResponsible,
    /// A section of a plan without activities.
    EmptySection,
    /// A column of a plan that no row fills.
    EmptyColumn,
    /// A plan without activities.
    EmptyPlan,
    /// Another school year in the text of a plan.
    OtherSchoolYear,
    /// An agreement dated after the approval.
    LateAgreement,
    /// An approval with an impossible date, or without one.
    DoubtfulDate,
    /// An approval dated after the first activity.
    LateApproval,
    /// Brackets or quotation marks without their partner.
    UnpairedMarks,
    /// Tags and signs that a conversion left behind.
    MarkupDebris,
    /// A word torn by the end of a line.
    TornWord,
    /// A list whose items have run together.
    MergedList,
    /// A sign that nobody sees and no text needs.
    InvisibleSign,
    /// A misspelling that school papers are full of.
    Misspelling,
    /// A telephone number, a mailbox or a home address.
    PersonalData,
    /// A picture that nobody describes.
    PictureWithoutDescription,
    /// A heading two levels below the one above it.
    SkippedHeading,
    /// A link whose words say nothing.
    VagueLink,
    /// A note that nothing refers to.
    UnusedNote,
    /// A file that no page names.
    UnusedFile,
    /// A file that is part of nothing.
    HomelessFile,
    /// A file that is too large to be taken away by telephone.
    LargeFile,
    /// A file of a kind that web servers run or refuse.
    RefusedFile,
    /// A material that is there already.
    SameMaterial,
    /// Classes of a material that could not be read.
    UnreadClasses,
    /// A class of a classification that does not look like one.
    DoubtfulIndex,
    /// An event on a Saturday, a Sunday or a public holiday.
    DayOff,
    /// An activity whose time has passed without a word of what came of it.
    PassedPeriod,
    /// A meeting that is over and has no report.
    MissingReport,
    /// A decision whose term has passed without a word that it was carried out.
    OverdueDecision,
    /// A Latin letter in a Russian word.
    LatinLetter,
    /// A file in an old encoding.
    OldEncoding,
    /// A link of the disk, which is not followed.
    DiskLink,
    /// An address of another site that does not answer.
    DeadAddress,
}

/// What is known of a lint: its name, its English alias, and why it is raised (Russian; empty where the message says it).
struct Entry(Lint, &'static str, &'static str, &'static str);

/// Every lint, in the order of the documentation.
const TABLE: &[Entry] = &[
    Entry(
        Lint::UnreadPeriod,
        "срок не прочитан",
        "unread period",
        "Без прочитанного срока мероприятие не попадёт в календарь.",
    ),
    Entry(
        Lint::DoubtfulPeriod,
        "сомнительный срок",
        "doubtful period",
        "В календаре мероприятие может встать не на то место.",
    ),
    Entry(
        Lint::PeriodOutsideYear,
        "срок вне учебного года",
        "period outside year",
        "В календаре этого учебного года такой срок виден не весь.",
    ),
    Entry(
        Lint::SimilarNames,
        "похожие фамилии",
        "similar names",
        "Дела одного человека на его странице окажутся разделены между двумя.",
    ),
    Entry(
        Lint::BareSurname,
        "фамилия без имени",
        "bare surname",
        "Эту фамилию носит человек, которого на сайте не называют.",
    ),
    Entry(Lint::HiddenConsent, "согласие и должность", "hidden consent", ""),
    Entry(
        Lint::NumbersOutOfOrder,
        "номера не подряд",
        "numbers out of order",
        "По номеру на пункт плана ссылаются отчёты и протоколы.",
    ),
    Entry(Lint::NobodyResponsible, "нет ответственного", "nobody responsible", ""),
    Entry(Lint::EmptySection, "пустой раздел", "empty section", ""),
    Entry(Lint::EmptyColumn, "пустой столбец", "empty column", ""),
    Entry(Lint::EmptyPlan, "пустой план", "empty plan", ""),
    Entry(
        Lint::OtherSchoolYear,
        "другой учебный год",
        "other school year",
        "Так бывает, когда план делают из прошлогоднего.",
    ),
    Entry(Lint::LateAgreement, "согласование позже утверждения", "late agreement", ""),
    Entry(Lint::DoubtfulDate, "сомнительная дата", "doubtful date", ""),
    Entry(Lint::LateApproval, "утверждение позже начала", "late approval", ""),
    Entry(Lint::UnpairedMarks, "непарный знак", "unpaired marks", ""),
    Entry(Lint::MarkupDebris, "следы вёрстки", "markup debris", "Посетитель увидит эти знаки как есть."),
    Entry(Lint::TornWord, "разорванное слово", "torn word", "Так бывает, когда текст взят из PDF."),
    Entry(
        Lint::MergedList,
        "слившийся список",
        "merged list",
        "Посетитель увидит пункты одной строкой, друг за другом.",
    ),
    Entry(
        Lint::InvisibleSign,
        "невидимый знак",
        "invisible sign",
        "В файле его не видно, а у посетителя он может переставить или спрятать слова; на сайт он не попадёт.",
    ),
    Entry(Lint::Misspelling, "опечатка", "misspelling", ""),
    Entry(
        Lint::PersonalData,
        "личные данные",
        "personal data",
        "Сайт видят все, а на публикацию таких данных нужно согласие человека (закон № 152-ФЗ, статья 10.1).",
    ),
    Entry(
        Lint::PictureWithoutDescription,
        "картинка без описания",
        "picture without description",
        "Незрячий посетитель и тот, у кого картинки отключены, не узнают, что на ней.",
    ),
    Entry(
        Lint::SkippedHeading,
        "пропущен уровень заголовка",
        "skipped heading",
        "Программы чтения с экрана ходят по странице по уровням заголовков.",
    ),
    Entry(
        Lint::VagueLink,
        "ссылка без смысла",
        "vague link",
        "Программы чтения с экрана перечисляют ссылки отдельно от текста.",
    ),
    Entry(Lint::UnusedNote, "лишняя сноска", "unused note", ""),
    Entry(Lint::UnusedFile, "лишний файл", "unused file", ""),
    Entry(Lint::HomelessFile, "файл не на месте", "homeless file", ""),
    Entry(
        Lint::LargeFile,
        "большой файл",
        "large file",
        "С телефона его не скачают, а место на школьном сайте ограничено.",
    ),
    Entry(
        Lint::RefusedFile,
        "файл не для сайта",
        "refused file",
        "Серверы такие файлы не отдают или пытаются выполнить, а почта и антивирусы задерживают.",
    ),
    Entry(Lint::SameMaterial, "одинаковые материалы", "same material", ""),
    Entry(
        Lint::UnreadClasses,
        "классы не прочитаны",
        "unread classes",
        "По классу такой материал в кейсе не найдут.",
    ),
    Entry(
        Lint::DoubtfulIndex,
        "сомнительный индекс",
        "doubtful index",
        "По индексу материал ставят на полку каталога.",
    ),
    Entry(Lint::DayOff, "выходной день", "day off", ""),
    Entry(
        Lint::PassedPeriod,
        "срок прошёл",
        "period passed",
        "В отчёте за год мероприятие останется без отметки.",
    ),
    Entry(Lint::MissingReport, "нет отчёта", "no report", "На сайте заседание так и останется объявлением."),
    Entry(Lint::OverdueDecision, "поручение просрочено", "overdue decision", ""),
    Entry(Lint::LatinLetter, "латинская буква", "latin letter", "Такое слово не найдёт ни один поиск."),
    Entry(
        Lint::OldEncoding,
        "старая кодировка",
        "old encoding",
        "Кодировка угадана по самим буквам; в следующий раз догадка может не удаться.",
    ),
    Entry(Lint::DiskLink, "ссылка на диске", "disk link", ""),
    Entry(Lint::DeadAddress, "адрес не отвечает", "dead address", ""),
];

impl Lint {
    /// Every lint.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|Entry(lint, ..)| *lint)
    }

    /// The name by which it is shown and switched off.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// The English name.
    pub fn alias(self) -> &'static str {
        self.entry().2
    }

    /// Why it matters, as a sentence; nothing where the message itself says so.
    pub fn reason(self) -> Option<&'static str> {
        Some(self.entry().3).filter(|reason| !reason.is_empty())
    }

    fn entry(self) -> &'static Entry {
        // The table has the order of the enumeration, which a test holds.
        &TABLE[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_the_order_of_the_enumeration() {
        for (index, lint) in Lint::all().enumerate() {
            assert_eq!(lint as usize, index, "{lint:?}");
        }
        assert_eq!(Lint::DeadAddress as usize + 1, TABLE.len());
    }
}
