//! The records that authors fill in: every field of every file but the tables of a plan, which stand in `plan`.

use crate::parse::date::Date;
use crate::parse::record::{Given, Text, record};
use crate::parse::silenced::{SilencedEverywhere, SilencedHere};
use crate::parse::size::FileSize;

record! {
    /// `site.yaml`
    RawSite "в настройках сайта" {
        /// The name of the site.
        name: Option<Text> = "название" | "title",
        /// What it is, in a sentence.
        description: Option<Text> = "описание" | "description",
        /// Where it will be published.
        address: Option<Text> = "адрес" | "address",
        /// The folder of its theme.
        theme: Option<Text> = "оформление" | "theme",
        /// How large a file may be before it is doubted.
        file_limit: Option<FileSize> = "предел файла" | "file limit",
        /// Doubts that are switched off for the whole site.
        silenced: SilencedEverywhere = "не предупреждать" | "allow",
    }
}

record! {
    /// `association.yaml`
    RawAssociation "в описании объединения" {
        /// «Районное методическое объединение».
        kind: Option<Text> = "вид" | "kind",
        /// The full name.
        name: Text = "название" | "name",
        /// The name in menus.
        short_name: Option<Text> = "кратко" | "short name",
        /// District or town.
        district: Option<Text> = "район" | "district",
        /// Who leads it.
        head: Option<Text> = "руководитель" | "head",
        /// Who belongs to it.
        members: Vec<RawMember> = "состав" | "members",
        /// How to reach it.
        contacts: Vec<Text> = "контакты" | "contacts",
        /// A sentence or two.
        description: Option<Text> = "описание" | "description",
        /// Whether it is invented.
        example: bool = "пример" | "example",
        /// Doubts that are switched off in this file.
        silenced: SilencedHere = "не предупреждать" | "allow",
    }
}

record! {
    /// A member of an association.
    RawMember "в составе объединения" text = "кто" {
        /// The name.
        who: Text = "кто" | "who",
        /// The position.
        position: Option<Text> = "должность" | "position",
        /// The school.
        school: Option<Text> = "школа" | "school",
    }
}

record! {
    /// The front matter that all Markdown documents share.
    RawArticle "в шапке страницы" {
        /// The title.
        title: Given<Text> = "название" | "title",
        /// The title in the menu.
        short_title: Option<Text> = "кратко" | "short title",
        /// What it is about.
        description: Option<Text> = "описание" | "description",
        /// The date.
        date: Given<Date> = "дата" | "date",
        /// Directions of work.
        directions: Vec<Text> = "направления" | "directions",
        /// Topics.
        topics: Vec<Text> = "темы" | "topics",
        /// Who took part or is responsible.
        who: Vec<Text> = "кто" | "who",
        /// Files to take away.
        files: Vec<RawFile> = "файлы" | "files",
        /// Pictures.
        photos: Vec<RawPhoto> = "фото" | "photos",
        /// The part of the address.
        slug: Option<Text> = "слаг" | "slug",
        /// Addresses it once had.
        former_addresses: Vec<Text> = "прежние адреса" | "aliases",
        /// Whether it is a draft.
        draft: bool = "черновик" | "draft",
        /// Doubts that are switched off in this file.
        silenced: SilencedHere = "не предупреждать" | "allow",
    }
}

record! {
    /// A file to take away.
    RawFile "в описании файла" text = "файл" {
        /// Its path.
        file: Text = "файл" | "file",
        /// What the author calls it.
        title: Option<Text> = "название" | "title",
    }
}

record! {
    /// A picture.
    RawPhoto "в описании фотографии" text = "файл" {
        /// Its path.
        file: Text = "файл" | "file",
        /// What stands below it.
        caption: Option<Text> = "подпись" | "caption",
        /// What it shows.
        description: Option<Text> = "описание" | "description",
    }
}

record! {
    /// What only a meeting has.
    RawMeeting "в шапке заседания" {
        /// The number of the protocol.
        number: Option<Text> = "номер" | "number",
        /// The time.
        time: Option<Text> = "время" | "time",
        /// The place or platform.
        place_of_meeting: Option<Text> = "где" | "where",
        /// In person, online or both.
        mode: Option<Text> = "формат" | "format",
        /// A round table, a seminar.
        form: Option<Text> = "форма" | "form",
        /// What it is about.
        theme: Option<Text> = "тема" | "theme",
        /// Who chaired it.
        chair: Option<Text> = "председатель" | "chair",
        /// Who wrote the protocol.
        secretary: Option<Text> = "секретарь" | "secretary",
        /// Who was present.
        attendance: Option<Text> = "присутствовали" | "attendance",
    }
}

record! {
    /// What only a material has.
    RawMaterial "в карточке материала" {
        /// A scenario, a lesson, a list of books.
        kind: Option<Text> = "тип" | "kind",
        /// Who made it.
        authors: Vec<Text> = "авторы" | "authors",
        /// For whom it is.
        audience: Vec<Text> = "аудитория" | "audience",
        /// For which classes.
        classes: Option<Text> = "классы" | "classes",
        /// For which occasion.
        occasion: Option<Text> = "повод" | "occasion",
        /// The books it is about.
        books: Vec<Text> = "книги" | "books",
        /// The age mark.
        age: Option<Text> = "возраст" | "age",
        /// On which terms others may use it.
        licence: Option<Text> = "лицензия" | "licence",
        /// Where it takes from.
        sources: Vec<Text> = "источники" | "sources",
        /// Where it was presented.
        presented: Option<Text> = "представлен" | "presented",
    }
}

record! {
    /// A block of approval.
    RawApproval "в грифе" {
        /// The position of who signed.
        position: Option<Text> = "должность" | "position",
        /// Who signed.
        who: Option<Text> = "кто" | "who",
        /// The date as written.
        date: Option<Text> = "дата" | "date",
        /// The order or protocol.
        ground: Option<Text> = "основание" | "ground",
        /// `после таблицы`, where the block stands behind the tables whatever its place in the file.
        position_in_document: Option<Text> = "место" | "position in document",
    }
}
