//! What only a material has: the card by which it is found, cited and taken away.

use crate::diagnostic::Diagnostic;
use crate::model::material::AgeMark;
use crate::parse::record::{Context, Decode, Text, record};
use crate::parse::shape::{Offer, Shape, Wording};
use crate::parse::yaml::Node;
use crate::period::SchoolYear;

record! {
    /// What only a material has.
    RawMaterial "в карточке материала" {
        /// A scenario, a lesson, a list of books.
        kind: Option<Text> = "тип" | "kind": "Например: сценарий, библиотечный урок, список литературы.",
        /// Who made it.
        authors: Vec<RawAuthor> = "авторы" | "authors":
            "Кто сделал материал: один человек или список; должность и школа стоят за именем через запятую или полями.",
        /// For whom it is.
        audience: Vec<Text> = "аудитория" | "audience": "Для кого материал, например: учащиеся.",
        /// For which classes.
        classes: Option<Text> = "классы" | "classes": "Для каких классов, например 5-6 или начальная школа.",
        /// For which occasion.
        occasion: Option<Text> = "повод" | "occasion": "К какому событию, например: День библиотек.",
        /// The books it is about.
        books: Vec<RawBook> = "книги" | "books": "Книги, о которых идёт речь: одна или список.",
        /// The school year it belongs to, where that of its date is not meant.
        year: Option<SchoolYear> = "учебный год" | "school year":
            "Если материал относится не к тому учебному году, в который попадает его дата, например 2025/2026.",
        /// The class of the library classification.
        bbk: Option<Text> = "ббк" | "bbk": "Индекс ББК, например 78.38.",
        /// The class of the universal decimal classification.
        udc: Option<Text> = "удк" | "udc": "Индекс УДК, например 027.8.",
        /// The age mark.
        age: Option<AgeMark> = "возраст" | "age": "Возрастной знак: 0+, 6+, 12+, 16+ или 18+.",
        /// On which terms others may use it.
        licence: Option<Text> = "лицензия" | "licence":
            "На каких условиях материал можно брать: CC BY 4.0 или словами, например: берите и меняйте, указывая автора.",
        /// Where it takes from.
        sources: Vec<Text> = "источники" | "sources": "Откуда взято: один источник или список.",
        /// Where it was presented.
        presented: Vec<Text> = "представлен" | "presented":
            "Где материал уже показывали: словами или путём к файлу заседания, например ../meetings/2026-09-24.md.",
        /// Whether it may be published at all.
        published: Option<bool> = "публиковать" | "publish":
            "«нет», если ни карточку, ни файлы нельзя выкладывать: на сайт они не попадут.",
    }
}

record! {
    /// Somebody who made a material.
    RawAuthor "в сведениях об авторе" text = "кто" {
        /// The name, or all that is said of them.
        who: Text = "кто" | "who": "Имя, например: Околицына М.П.",
        /// The position.
        position: Option<Text> = "должность" | "position": "Должность, например: педагог-библиотекарь.",
        /// The school.
        organisation: Option<Text> = "организация" | "organisation": "Где работает, например: школа № 2.",
        /// The same, as the list of members calls it.
        school: Option<Text> = "школа" | "school": "То же, что «организация».",
    }
}

record! {
    /// A book that a material is about.
    RawBook "в описании книги" text = "название" {
        /// Who wrote it.
        author: Option<Text> = "автор" | "author": "Кто написал книгу, например: А. Чехов.",
        /// What it is called.
        title: Text = "название" | "title": "Название книги, например: Каштанка.",
    }
}

/// The age marks of products of information (Federal Law 436-ФЗ, article 6), as an editor offers them.
const MARKS: [&str; 5] = ["0+", "6+", "12+", "16+", "18+"];

impl Decode for AgeMark {
    fn shape() -> Shape {
        Shape::Words(Wording {
            name: "AgeMark",
            offered: MARKS.map(Offer::plain).to_vec(),
            understood: r"^\s*\+?\s*(?:0|6|12|16|18)\s*\+?\s*$".to_owned(),
            or_boolean: false,
            wanted: "Здесь нужен один из знаков 0+, 6+, 12+, 16+, 18+",
        })
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let Text { value, place } = Text::decode(node, context)?;
        let number = value.replace('+', "");
        let mark = number.trim().parse().ok().and_then(Self::new);
        if mark.is_none() {
            context.diagnostics.push(
                Diagnostic::error(place, format!("Возрастного знака «{value}» нет"))
                    .reason("Закон № 436-ФЗ знает пять знаков, статья 6.")
                    .hint("Напишите один из них: 0+, 6+, 12+, 16+ или 18+."),
            );
        }
        mark
    }
}

impl Decode for SchoolYear {
    fn shape() -> Shape {
        Shape::Text
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let Text { value, place } = Text::decode(node, context)?;
        let year = Self::parse(&value);
        if year.is_none() {
            context.diagnostics.push(
                Diagnostic::error(place, format!("Учебный год записан непонятно: «{value}»"))
                    .hint("Напишите два года подряд: 2025/2026."),
            );
        }
        year
    }
}
