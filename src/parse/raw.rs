//! The records that authors fill in: every field of every file but the tables of a plan, which stand in `plan`.

use crate::model::accent::Accent;
use crate::model::calendar::{LongPeriods, TimeZone};
use crate::parse::date::Date;
use crate::parse::plan::position::InDocument;
use crate::parse::portions::Portions;
use crate::parse::record::{Given, Text, record};
use crate::parse::silenced::{SilencedEverywhere, SilencedHere};
use crate::parse::size::FileSize;

record! {
    /// `site.yaml`
    RawSite "в настройках сайта" {
        /// The name of the site.
        name: Option<Text> = "название" | "title": "Название сайта: его видно в заголовке окна браузера и в поиске, а на портале и вверху каждой страницы.",
        /// What it is, in a sentence.
        description: Option<Text> = "описание" | "description":
            "Что это за сайт, одним предложением: его показывают поисковые системы.",
        /// Where it will be published.
        address: Option<Text> = "адрес" | "address":
            "Где сайт будет опубликован, например https://school.example/biblioteka/. Без адреса не будет карты сайта.",
        /// The folder of its theme.
        theme: Option<Text> = "оформление" | "theme":
            "Папка темы внутри themes. Если строки нет, берётся обычное оформление.",
        /// The colour of it.
        accent: Option<Accent> = "цвет" | "accent":
            "Цвет оформления: «вишнёвый», «синий» или «зелёный». Если строки нет, вишнёвый.",
        /// Abbreviations, each with what it stands for.
        abbreviations: Vec<Text> = "сокращения" | "abbreviations":
            "Сокращения для поиска, каждое со своим дефисом, например: РШБА = Русская школьная библиотечная ассоциация.",
        /// How large a file may be before it is doubted.
        file_limit: Option<FileSize> = "предел файла" | "file limit":
            "С какого размера файл считать большим, например 50 МБ. Если строки нет, 20 МБ.",
        /// What the electronic case is called.
        case_name: Option<Text> = "название кейса" | "case name":
            "Как называть собрание материалов в меню, например: Методическая копилка. Если строки нет, «Электронный кейс».",
        /// What of a case can be taken away at once.
        portions: Option<Portions> = "скачать кейс" | "case archives":
            "Что из электронного кейса можно скачать одним архивом: «целиком», «по темам», «по учебным годам» или «нет». Если строки нет, целиком.",
        /// By which clock its associations meet.
        time_zone: Option<TimeZone> = "часовой пояс" | "time zone":
            "По какому времени проходят заседания, например: Екатеринбург, МСК+2 или UTC+5. Если строки нет, по московскому.",
        /// What becomes of long periods in calendars of other programs.
        long_periods: Option<LongPeriods> = "месяцы в календаре" | "months in calendars":
            "Что делать с мероприятиями на месяц и другими долгими сроками в календаре, на который подписываются: «первым днём», «целиком» или «нет». Если строки нет, первым днём.",
        /// Doubts that are switched off for the whole site.
        silenced: SilencedEverywhere = "не предупреждать" | "allow":
            "Предупреждения, выключенные на всём сайте.",
    }
}

record! {
    /// `association.yaml`
    RawAssociation "в описании объединения" {
        /// «Районное методическое объединение».
        kind: Option<Text> = "вид" | "kind":
            "Что за объединение, например: районное методическое объединение школьных библиотекарей.",
        /// The full name.
        name: Text = "название" | "name": "Полное название объединения.",
        /// The name in menus.
        short_name: Option<Text> = "кратко" | "short name":
            "Короткое название для меню, например: РМО Примерного района.",
        /// District or town.
        district: Option<Text> = "район" | "district": "Район или город.",
        /// Who leads it.
        head: Option<Text> = "руководитель" | "head":
            "Кто руководит, например: Перелескина Т.А., библиотекарь школы № 1.",
        /// Who belongs to it.
        members: Vec<RawMember> = "состав" | "members": "Кто входит в объединение, каждый со своим дефисом.",
        /// How to reach it.
        contacts: Vec<Text> = "контакты" | "contacts":
            "Как связаться: почта, телефон, адрес. Одна строка или несколько, каждая с дефисом.",
        /// A sentence or two.
        description: Option<Text> = "описание" | "description": "Одно-два предложения об объединении.",
        /// What its electronic case is called.
        case_name: Option<Text> = "название кейса" | "case name":
            "Как называть собрание материалов в меню, например: Методическая копилка.",
        /// By which clock it meets.
        time_zone: Option<TimeZone> = "часовой пояс" | "time zone":
            "По какому времени проходят заседания, если не так, как сказано в site.yaml, например: Екатеринбург, МСК+2 или UTC+5.",
        /// Whether it is invented.
        example: bool = "пример" | "example":
            "«да», если объединение придумано: об этом скажет каждая страница.",
        /// Doubts that are switched off in this file.
        silenced: SilencedHere = "не предупреждать" | "allow": "Предупреждения, выключенные в этом файле.",
    }
}

record! {
    /// A member of an association.
    RawMember "в составе объединения" text = "кто" {
        /// The name.
        who: Text = "кто" | "who": "Имя, например: Околицына М.П.",
        /// The position.
        position: Option<Text> = "должность" | "position": "Должность, например: педагог-библиотекарь.",
        /// The school.
        school: Option<Text> = "школа" | "school": "Школа, например: школа № 2.",
    }
}

record! {
    /// The front matter that all Markdown documents share.
    RawArticle "в шапке страницы" {
        /// The title.
        title: Given<Text> = "название" | "title": "Название страницы.",
        /// The title in the menu.
        short_title: Option<Text> = "кратко" | "short title": "Короткое название для меню.",
        /// What it is about.
        description: Option<Text> = "описание" | "description":
            "О чём страница, одним предложением: оно стоит в списках и в поисковых системах.",
        /// The date.
        date: Given<Date> = "дата" | "date": "День, например 24.09.2026 или 24 сентября 2026 г.",
        /// Directions of work.
        directions: Vec<Text> = "направления" | "directions": "Направления работы, одно или список.",
        /// Topics.
        topics: Vec<Text> = "темы" | "topics": "О чём страница: одна тема или список, например: каталоги.",
        /// Who took part or is responsible.
        who: Vec<Text> = "кто" | "who": "Кто участвовал или отвечает.",
        /// The activities of the plan that it carries out.
        activities: Vec<Text> = "пункты плана" | "activities":
            "Какие пункты плана этим выполнены: номер или код, несколько через запятую или списком.",
        /// Files to take away.
        files: Vec<RawFile> = "файлы" | "files": "Файлы, которые можно скачать; они лежат в папке страницы.",
        /// Pictures.
        photos: Vec<RawPhoto> = "фото" | "photos": "Фотографии и картинки из папки страницы.",
        /// The part of the address.
        slug: Option<Text> = "слаг" | "slug":
            "Имя страницы в её адресе, если оно должно отличаться от имени файла.",
        /// Addresses it once had.
        former_addresses: Vec<Text> = "прежние адреса" | "aliases":
            "Адреса, по которым страница была раньше, например /meetings/staroe-imya/: старые ссылки продолжат работать.",
        /// Whether it is a draft.
        draft: bool = "черновик" | "draft": "«да», если страницу пока не публиковать.",
        /// Doubts that are switched off in this file.
        silenced: SilencedHere = "не предупреждать" | "allow": "Предупреждения, выключенные в этом файле.",
    }
}

record! {
    /// A file to take away.
    RawFile "в описании файла" text = "файл" {
        /// Its path.
        file: Text = "файл" | "file": "Путь от папки страницы, например: Протокол № 1.docx.",
        /// What the author calls it.
        title: Option<Text> = "название" | "title": "Как назвать файл на странице, например: Протокол № 1.",
    }
}

record! {
    /// A picture.
    RawPhoto "в описании фотографии" text = "файл" {
        /// Its path.
        file: Text = "файл" | "file": "Путь от папки страницы, например: zal.jpg.",
        /// What stands below it.
        caption: Option<Text> = "подпись" | "caption": "Что стоит под фотографией.",
        /// What it shows.
        description: Option<Text> = "описание" | "description": "Что на ней видно: для тех, кто её не видит.",
        /// Whether the file itself is published too.
        original: bool = "оригинал" | "original":
            "«да», если снимок можно скачать в полном размере; сведения о съёмке из него убираются и тогда.",
        /// Whether those whom it shows agree to be seen.
        consent: Option<bool> = "согласие" | "consent":
            "«нет», если кто-то на снимке не согласен: на сайт он тогда не попадёт.",
    }
}

record! {
    /// A block of approval.
    RawApproval "в грифе" {
        /// The word, where it is not the usual one.
        word: Option<Text> = "слово" | "word":
            "Слово, с которого начинается гриф, если в документе оно другое, например: Утверждено.",
        /// The position of who signed.
        position: Option<Text> = "должность" | "position": "Должность того, кто подписал.",
        /// Who signed.
        who: Option<Text> = "кто" | "who": "Кто подписал, например: А.Д. Полевников.",
        /// The date as written.
        date: Option<Text> = "дата" | "date": "Дата, как в документе, например: «28» августа 2026 г.",
        /// The order or protocol.
        ground: Option<Text> = "основание" | "ground":
            "Приказ или протокол, например: приказ № 12 от 28.08.2026.",
        /// `после таблицы`, where the block stands behind the tables whatever its place in the file.
        position_in_document: Option<InDocument> = "место" | "position in document":
            "«после таблицы», если гриф стоит в конце документа. Если строки нет, он стоит там же, где в файле.",
    }
}
