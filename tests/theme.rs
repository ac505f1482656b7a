//! The default theme: what it says in more places than one (its colours, the panel for weak eyes), and where there is nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use kartoteka::model::accent::Accent;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default").join(path)).expect(path)
}

/// The values of a style sheet's custom properties, by the last attribute or id that their rule asks for, and by whether it
/// is for the dark. The rule of the plain page asks for none.
fn values(style: &str) -> BTreeMap<(String, bool, String), String> {
    let mut values = BTreeMap::new();
    let (mut nested, mut dark_at, mut rule) = (0, None, String::new());
    let mut rest = style;
    while let Some(at) = rest.find(['{', '}', ';']) {
        let (text, sign) = (rest[..at].trim(), &rest[at..=at]);
        rest = &rest[at + 1..];
        let text = text.rsplit("*/").next().expect("a text").trim();
        if let Some((name, value)) = text.strip_prefix("--").and_then(|declared| declared.split_once(':')) {
            let whose = rule.rsplit(['"', '#']).find(|part| part.chars().any(char::is_alphabetic));
            let whose = rule.contains(['"', '#']).then_some(whose).flatten().unwrap_or_default();
            let key = (whose.to_owned(), dark_at.is_some(), name.to_owned());
            // What comes first is the plain page; what is for more contrast or for paper comes later.
            values.entry(key).or_insert_with(|| value.trim().to_owned());
        }
        match sign {
            "{" => {
                nested += 1;
                if text.contains("prefers-color-scheme: dark") {
                    dark_at = Some(nested);
                }
                text.clone_into(&mut rule);
            }
            "}" => {
                if dark_at == Some(nested) {
                    dark_at = None;
                }
                nested -= 1;
            }
            _ => {}
        }
    }
    values
}

fn key(whose: &str, dark: bool, name: &str) -> (String, bool, String) {
    (whose.to_owned(), dark, name.to_owned())
}

fn colour([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[test]
fn the_accents_of_the_style_are_those_of_cards_and_pieces() {
    let values = values(&read("static/style.css"));
    for accent in [Accent::Cherry, Accent::Blue, Accent::Green] {
        let whose = if accent == Accent::default() { "" } else { accent.key() };
        assert_eq!(values.get(&key(whose, false, "line")), Some(&colour(accent.line())), "{accent:?}");
        assert_eq!(values.get(&key(whose, false, "accent")), Some(&colour(accent.ink())), "{accent:?}");
    }
}

/// Builds a site of these files on 1 October 2024.
fn built(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join("content").join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let mut program = Command::new(env!("CARGO_BIN_EXE_kartoteka"));
    let built = program.args(["build", "--today", "2024-10-01", "--root"]).arg(folder.path()).output();
    assert!(built.expect("the program runs").status.success());
    folder
}

#[test]
fn what_is_empty_says_what_will_be_there() {
    const NAME: (&str, &str) = ("association.yaml", "название: РМО\n");
    let said = |files: &[(&str, &str)], page: &str| {
        let folder = built(files);
        let page = fs::read_to_string(folder.path().join("public").join(page)).expect(page);
        let texts = page
            .split("nothing\">")
            .skip(1)
            .map(|rest| rest.split('<').next().unwrap_or_default().to_owned());
        texts.collect::<Vec<_>>()
    };
    let plan = |when: &str| {
        format!("учебный год: 2024/2025\nмероприятия:\n  - что: Заседание № 1\n    когда: {when}\n")
    };
    let begins = "Картотека только начинается: скоро здесь появятся заседания, материалы и новости.";
    assert_eq!(said(&[NAME], "index.html"), [begins]);

    let planned = plan("24 декабря 2024 г.");
    let planned = [NAME, ("plans/2024-2025.yaml", planned.as_str())];
    let no_reports = "Отчётов пока нет: после первого заседания здесь будет рассказ о том, как оно прошло.";
    assert_eq!(said(&planned, "index.html"), [no_reports]);
    assert_eq!(said(&planned, "meetings/index.html"), [no_reports]);
    assert!(said(&planned, "calendar/2024-2025/index.html").is_empty());

    let undated = plan("по заявкам");
    let undated = [NAME, ("plans/2024-2025.yaml", undated.as_str())];
    let calendar = "По месяцам здесь пока пусто: мероприятия и заседания займут свои места, как только в плане у них появятся сроки.";
    assert_eq!(said(&undated, "calendar/2024-2025/index.html"), [calendar]);

    let held = ("meetings/a.md", "---\nназвание: Встреча\nдата: 10.09.2024\n---\nМы встретились.\n");
    let held = [planned[0], planned[1], held];
    for page in ["index.html", "meetings/index.html"] {
        assert!(said(&held, page).is_empty(), "{page}");
    }
}

#[test]
fn cards_and_pieces_have_the_accent_of_their_site() {
    let folder = built(&[
        ("site.yaml", "название: Сайт\nадрес: https://rmo.example/\nцвет: зелёный\n"),
        ("association.yaml", "название: РМО\n"),
        ("materials/a.md", "---\nназвание: Урок\nдата: 01.09.2024\n---\nХод урока.\n"),
    ]);
    let public = folder.path().join("public");
    let pieces = ["embed/case/index.html", "embed/index.html"];
    for piece in pieces.map(|page| fs::read_to_string(public.join(page)).expect(page)) {
        let has = |colours: [u8; 3]| piece.contains(&colour(colours));
        assert!(has(Accent::Green.line()) && has(Accent::Green.ink()), "{piece}");
        assert!(!has(Accent::Cherry.line()) && !has(Accent::Cherry.ink()), "{piece}");
    }
    let card = image::open(public.join("card.png")).expect("a card").to_rgb8();
    let painted = |accent: Accent| card.pixels().filter(|pixel| pixel.0 == accent.line()).count();
    assert!(painted(Accent::Green) > 3000 && painted(Accent::Cherry) == 0);
    let lost = fs::read_to_string(public.join("404.html")).expect("the page");
    assert!(lost.contains("data-accent=\"green\""), "{lost}");
}

#[test]
fn pieces_for_other_sites_have_no_colour_of_their_own() {
    let style = values(&read("static/style.css"));
    let plain: Vec<&String> = style
        .iter()
        .filter(|((whose, dark, _), _)| whose.is_empty() && !dark)
        .map(|(_, value)| value)
        .collect();
    let pieces = read("templates/embed_components.html");
    let mut found = 0;
    for (at, _) in pieces.match_indices('#') {
        let colour: String = pieces[at..].chars().take(7).collect();
        if colour[1..].chars().all(|digit| digit.is_ascii_hexdigit()) {
            assert!(plain.contains(&&colour), "{colour} is not in style.css");
            found += 1;
        }
    }
    assert!(found > 5, "{found} colours");
    let accents = [Accent::Cherry, Accent::Blue, Accent::Green];
    for accent in accents {
        assert!(
            ![accent.line(), accent.ink()].into_iter().any(|own| pieces.contains(&colour(own))),
            "{accent:?}"
        );
    }
}

#[test]
fn the_page_that_is_not_there_looks_like_all_others() {
    let page = read("templates/404.html");
    let own = page.split("<style>").nth(1).expect("a style").split("</style>").next().expect("its end");
    let (own, all) = (values(own), values(&read("static/style.css")));
    assert!(own.len() > 40, "{}", own.len());
    for (key, value) in &own {
        assert_eq!(all.get(key), Some(value), "{key:?}");
    }
    // Every choice of the panel has its rule in both.
    let panel = read("templates/sight.html");
    let choices = panel.split(" id=\"").skip(1).map(|rest| rest.split('"').next().expect("its end"));
    let choices: Vec<&str> = choices.filter(|id| id.starts_with("_sight-") && *id != "_sight-off").collect();
    assert_eq!(choices.len(), 11);
    for choice in choices {
        assert!(page.contains(&format!("#{choice}:checked")), "{choice}");
        assert!(read("static/style.css").contains(&format!("#{choice}:checked")), "{choice}");
    }
    let remembered = "const NAME = \"kartoteka-sight\";";
    assert!(page.contains(remembered) && read("static/sight.js").contains(remembered));
}
