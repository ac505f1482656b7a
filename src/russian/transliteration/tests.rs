//! Tests of addresses and file names.

use super::{LONGEST, LONGEST_BEGINNING, beginning, file_name, slug};
use proptest::prelude::*;

#[test]
fn slugs() {
    let cases = [
        ("План работы на 2024/2025 учебный год", "plan-raboty-na-2024-2025-uchebnyy-god"),
        ("МБОУ СОШ №5", "mbou-sosh-5"),
        ("Съезд, объём, щука, цирк, чаша", "sezd-obyom-shchuka-tsirk-chasha"),
        ("Ёжик и йод", "yozhik-i-yod"),
        ("Е\u{308}жик и и\u{306}од", "yozhik-i-yod"),
        ("эхо, юла, яма, жук, хлеб", "eho-yula-yama-zhuk-hleb"),
        ("за\u{301}мок", "zamok"),
        ("Аб’ява пра ўрок", "abyava-pra-wrok"),
        ("об'ём; об’єкт", "obyom-obyekt"),
        ("Її ґанок є", "yiyi-ganok-ye"),
        ("Әлем, ғылым, қазақ, таң, өнер, ұлт, үй, һәм", "alem-gylym-qazaq-tan-oner-ult-uy-ham"),
        ("Café Über naïve straße Łódź", "cafe-uber-naive-strasse-lodz"),
        ("Cafe\u{301}", "cafe"),
        ("«Книга» — лучший подарок!", "kniga-luchshiy-podarok"),
        ("  --- a__b ---  ", "a-b"),
        ("Электронный кейс.docx", "elektronnyy-keys-docx"),
        ("'кавычки'", "kavychki"),
        ("ьъ", ""),
        ("№ — …", ""),
        ("漢字", ""),
        ("", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(slug(text), expected, "{text}");
    }
}

#[test]
fn long_slug_is_cut_at_a_hyphen() {
    let title =
        "Формирование читательской компетенции обучающихся в условиях введения стандарта общего образования";
    assert_eq!(slug(title), "formirovanie-chitatelskoy-kompetentsii-obuchayushchihsya-v-usloviyah-vvedeniya");
    assert_eq!(slug(&"я".repeat(100)).len(), LONGEST);
    let exact = "a".repeat(80);
    assert_eq!(slug(&format!("{exact} b")), exact);
    assert_eq!(slug(&format!("{} {}", "a".repeat(30), "b".repeat(80))), "a".repeat(30));
}

#[test]
fn the_beginning_of_a_title_ends_with_a_word() {
    for (title, expected) in [
        ("Круглый стол", "kruglyy-stol"),
        (
            "Установочное заседание «С чем мы приходим в новый учебный год»",
            "ustanovochnoe-zasedanie-s-chem-my-prihodim",
        ),
        (
            "Семинар: книга за пять минут и рассказ о ней и её героях",
            "seminar-kniga-za-pyat-minut-i-rasskaz-o-ney",
        ),
        (
            "Семинар: книга за пять минут и рассказ о ней в 5 классе",
            "seminar-kniga-za-pyat-minut-i-rasskaz-o-ney-v-5",
        ),
        ("", ""),
    ] {
        assert_eq!(beginning(title), expected, "{title}");
    }
    assert_eq!(beginning(&"щ".repeat(60)).len(), LONGEST_BEGINNING);
}

#[test]
fn file_names() {
    let cases = [
        ("Протокол №2.docx", "protokol-2.docx"),
        ("архив.tar.gz", "arhiv.tar.gz"),
        ("План работы (копия).DOCX", "plan-raboty-kopiya.docx"),
        ("08.10.2024 отчет .pdf", "08.10.2024-otchet.pdf"),
        ("Отчет. Итоги года", "otchet-itogi-goda"),
        ("Отчет за 2024 г.", "otchet-za-2024-g"),
        ("Пайвина Н.Б. План.docx", "payvina-n.b-plan.docx"),
        ("план", "plan"),
        ("...docx", "file.docx"),
        (".gitignore", "file.gitignore"),
        ("", "file"),
        ("№№№", "file"),
        ("№.pdf", "file.pdf"),
        ("../../секрет.txt", "sekret.txt"),
        ("C:\\Документы\\план.docx", "c-dokumenty-plan.docx"),
        ("con", "con-file"),
        ("CON.docx", "con-file.docx"),
        ("нул.txt", "nul-file.txt"),
        ("aux.tar.gz", "aux-file.tar.gz"),
        ("com1", "com1-file"),
        ("COM10.txt", "com10.txt"),
        ("конспект.doc", "konspekt.doc"),
    ];
    for (name, expected) in cases {
        assert_eq!(file_name(name), expected, "{name}");
    }
}

fn title() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[А-Яа-яЁё№ .,’'\"0-9a-zA-Z\u{300}-\u{310}/_-]{0,200}",]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn slug_is_an_address_part(text in title()) {
        let slug = slug(&text);
        prop_assert!(slug.len() <= LONGEST);
        prop_assert!(slug.bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase() || byte.is_ascii_digit()));
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        prop_assert_eq!(super::slug(&slug), slug);
    }

    #[test]
    fn file_name_is_safe(text in title()) {
        let name = file_name(&text);
        prop_assert!(!name.is_empty() && name.len() <= 100);
        prop_assert!(!name.starts_with(['.', '-']) && !name.ends_with(['.', '-']));
        prop_assert!(!name.contains(".."));
        prop_assert_eq!(file_name(&name), name);
    }
}
