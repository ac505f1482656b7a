//! What is taken away of a case: which materials and files, in which archives, and nothing that must stay.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use zip::ZipArchive;

/// A site in a folder of its own.
struct Site(tempfile::TempDir);

/// The files of an archive by their path.
type Files = BTreeMap<String, Vec<u8>>;

/// A photograph of 40 by 30 points.
const PHOTO: &[u8] = include_bytes!("cases/meetings-in-full/content/meetings/zal.jpg");

const CASE: &[(&str, &str)] = &[
    ("association.yaml", "название: РМО школьных библиотекарей\nруководитель: Перелескина Т.А.\n"),
    (
        "plans/2024-2025.yaml",
        "учебный год: 2024/2025\nмероприятия:\n  - что: Круглый стол\n    когда: ноябрь\n",
    ),
    (
        "meetings/2024-11-12-stol/index.md",
        "---\nназвание: Круглый стол\nдата: 12.11.2024\nфото: zal.jpg\n---\nБыло.\n",
    ),
    (
        "materials/kvest/index.md",
        "---\nназвание: Квест\nдата: 12.11.2024\nтемы: [Каталоги, Чтение]\nавторы: Околицына М.П.\nпункты плана: 1\n\
         представлен: ../../meetings/2024-11-12-stol/index.md\nпрежние адреса: /staroe/\nфайлы:\n  - файл: Карточки для игры.csv\nфото:\n  - файл: deti.jpg\n    согласие: нет\n\
         ---\n[Заседание](../../meetings/2024-11-12-stol/index.md), [урок](../urok.md), [план](../../plans/2024-2025.yaml)\
         , [чужое](https://a.example/). ![Зал](../../meetings/2024-11-12-stol/zal.jpg)\n",
    ),
    ("materials/kvest/Карточки для игры.csv", "а;б"),
    ("materials/kvest/deti.jpg", "лица детей"),
    ("materials/kvest/zapiska.txt", "этого файла никто не называет"),
    (
        "materials/urok.md",
        "---\nназвание: Урок\nдата: 03.02.2026\nтемы: каталоги\nкто: Заречнева А.К.\n---\nХод урока. [Список](spisok.txt)\n",
    ),
    ("materials/spisok.txt", "список книг"),
    (
        "materials/zadumka.md",
        "---\nназвание: Задумка\nдата: 03.02.2026\nтемы: каталоги\nчерновик: да\n---\nЕщё не готово.\n",
    ),
    ("pages/o-nas.md", "---\nназвание: О нас\n---\nКто мы.\n"),
];

impl Site {
    fn new(settings: &str) -> Self {
        let site = Self(tempfile::tempdir().expect("a temporary folder"));
        site.write("site.yaml", format!("название: РМО\n{settings}"));
        site.write_case("");
        site
    }

    /// Writes the case into a folder whose name ends in `/`, or into the content itself.
    fn write_case(&self, folder: &str) {
        for (name, text) in CASE {
            self.write(&format!("{folder}{name}"), text);
        }
        self.write(&format!("{folder}meetings/2024-11-12-stol/zal.jpg"), PHOTO);
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.0.path().join("content").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("public")
    }

    fn build(&self, more: &[&str]) -> String {
        said(self.program("build").args(more).output())
    }

    fn program(&self, command: &str) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_kartoteka"));
        program.args([command, "--today", "2026-11-20", "--root"]).arg(self.0.path());
        program
    }

    fn archive(&self, path: &str) -> Files {
        read(&fs::read(self.out().join(path)).unwrap_or_else(|error| panic!("{path}: {error}")))
    }

    fn archives(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.out()];
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "zip") {
                    let path = path.strip_prefix(self.out()).expect("a path below");
                    found.push(path.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        found.sort();
        found
    }
}

fn said(output: std::io::Result<Output>) -> String {
    let output = output.expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn read(bytes: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let content = |name: String| {
        let mut content = Vec::new();
        archive.by_name(&name).expect("a file").read_to_end(&mut content).expect("its content");
        (name, content)
    };
    names.into_iter().map(content).collect()
}

fn names(files: &Files) -> Vec<&str> {
    files.keys().map(String::as_str).filter(|name| !name.starts_with("assets/")).collect()
}

fn text<'f>(files: &'f Files, name: &str) -> &'f str {
    str::from_utf8(&files[name]).expect("a text")
}

const PARTS: &str = "скачать кейс: [целиком, по темам, по учебным годам]\n";

#[test]
fn an_archive_holds_the_materials_and_their_files_and_nothing_else() {
    let site = Site::new("");
    site.build(&[]);
    assert_eq!(site.archives(), ["case/case.zip"]);
    let files = site.archive("case/case.zip");
    assert_eq!(
        names(&files),
        [
            "case/author/o/index.html",
            "case/kvest/index.html",
            "case/kvest/kartochki-dlya-igry.csv",
            "case/topic/chtenie/index.html",
            "case/topic/katalogi/index.html",
            "case/urok/index.html",
            "case/year/2024-2025/index.html",
            "case/year/2025-2026/index.html",
            "contents.txt",
            "data.js",
            "files/materials/spisok.txt",
            "files/meetings/2024-11-12-stol/zal-jpg-40.jpg",
            "files/meetings/2024-11-12-stol/zal-jpg-40.webp",
            "index.html",
            "search/data/core.js",
            "search/data/endings-0.js",
            "search/data/terms-0.js",
            "search/data/texts-0.js",
            "search/data/words-0.js",
            "search/index.html",
            "sha256sums.txt",
        ]
    );
    assert!(files.contains_key("assets/style.css"));
    assert_eq!(files["case/kvest/kartochki-dlya-igry.csv"], "а;б".as_bytes());
    let withheld =
        ["Задумка", "Ещё не готово", "лица детей", "никто не называет", "deti", "zadumka", "Перелескина"];
    for (name, bytes) in &files {
        let content = String::from_utf8_lossy(bytes);
        let found = withheld.iter().find(|words| content.contains(**words) || name.contains(**words));
        assert_eq!(found, None, "{name}");
    }
    assert!(text(&files, "index.html").contains("href=\"case/urok/index.html\""));
    assert!(text(&files, "index.html").contains("копируйте на неё папку целиком"));
}

#[test]
fn drafts_that_are_built_are_not_taken_away() {
    let site = Site::new(PARTS);
    site.build(&["--drafts"]);
    assert!(site.out().join("case/zadumka/index.html").exists());
    for archive in site.archives() {
        assert!(!names(&site.archive(&archive)).contains(&"case/zadumka/index.html"), "{archive}");
    }
}

#[test]
fn links_lead_to_the_site_where_its_address_is_known_and_nowhere_where_it_is_not() {
    let page = |settings: &str| {
        let site = Site::new(settings);
        site.build(&[]);
        text(&site.archive("case/case.zip"), "case/kvest/index.html").to_owned()
    };
    let unknown = page("");
    assert!(
        unknown.contains("<a>Заседание</a>, <a href=\"../urok/index.html\">урок</a>, <a>план</a>"),
        "{unknown}"
    );
    assert!(unknown.contains("<a href=\"https://a.example/\">чужое</a>"), "{unknown}");
    assert!(unknown.replace('\u{a0}', " ").contains("Круглый стол, 12 ноября 2024 г."), "{unknown}");
    assert!(unknown.contains("src=\"../../files/meetings/2024-11-12-stol/zal-jpg-40.jpg\""), "{unknown}");
    let known = page("адрес: https://school.example/b/\n");
    assert!(
        known.contains("<a href=\"https://school.example/b/meetings/2024-11-12-stol/\">Заседание</a>"),
        "{known}"
    );
    // Where it was shown, too.
    assert!(
        known.contains("<a href=\"https://school.example/b/meetings/2024-11-12-stol/\">Круглый стол</a>"),
        "{known}"
    );
    assert!(
        known.contains("<link rel=\"canonical\" href=\"https://school.example/b/case/kvest/\">"),
        "{known}"
    );
}

#[test]
fn topics_and_school_years_have_archives_of_their_own_where_the_settings_ask_for_them() {
    let site = Site::new(PARTS);
    site.build(&[]);
    assert_eq!(
        site.archives(),
        [
            "case/case-2024-2025.zip",
            "case/case-2025-2026.zip",
            "case/case-topic-chtenie.zip",
            "case/case-topic-katalogi.zip",
            "case/case.zip",
        ]
    );
    let materials = |archive: &str| {
        let files = site.archive(archive);
        let pages = files.keys().filter_map(|name| name.strip_prefix("case/")?.strip_suffix("/index.html"));
        // What they have in common has a folder for each respect.
        pages.filter(|page| !page.contains('/')).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(materials("case/case-2024-2025.zip"), ["kvest"]);
    assert_eq!(materials("case/case-2025-2026.zip"), ["urok"]);
    assert_eq!(materials("case/case-topic-chtenie.zip"), ["kvest"]);
    assert_eq!(materials("case/case-topic-katalogi.zip"), ["kvest", "urok"]);
    let year = fs::read_to_string(site.out().join("archive/2024-2025/index.html")).expect("a page");
    assert!(year.contains("href=\"../../case/case-2024-2025.zip\""), "{year}");

    let site = Site::new("скачать кейс: нет\n");
    site.build(&[]);
    assert_eq!(site.archives(), [""; 0]);
    let case = fs::read_to_string(site.out().join("case/index.html")).expect("a page");
    assert!(!case.contains(".zip"), "{case}");
}

#[test]
fn a_portal_gathers_what_each_of_its_associations_has() {
    let site = Site(tempfile::tempdir().expect("a temporary folder"));
    site.write("site.yaml", "название: Портал\nадрес: https://portal.example/\n");
    site.write_case("odno/");
    site.write("drugoe/association.yaml", "название: Другое объединение\n");
    site.write(
        "drugoe/materials/igra.md",
        "---\nназвание: Игра\n---\n[Урок](../../odno/materials/urok.md)\n",
    );
    site.build(&[]);
    assert_eq!(site.archives(), ["case/case.zip", "drugoe/case/case.zip", "odno/case/case.zip"]);
    let pages = |files: &Files| {
        let pages = names(files).into_iter().filter(|name| name.ends_with("index.html")).map(str::to_owned);
        pages.collect::<Vec<_>>()
    };
    let all = site.archive("case/case.zip");
    assert_eq!(
        pages(&all),
        [
            "case/author/o/index.html",
            "case/topic/chtenie/index.html",
            "case/topic/katalogi/index.html",
            "case/year/2024-2025/index.html",
            "case/year/2025-2026/index.html",
            "drugoe/case/igra/index.html",
            "drugoe/index.html",
            "index.html",
            "odno/case/author/o/index.html",
            "odno/case/kvest/index.html",
            "odno/case/topic/chtenie/index.html",
            "odno/case/topic/katalogi/index.html",
            "odno/case/urok/index.html",
            "odno/case/year/2024-2025/index.html",
            "odno/case/year/2025-2026/index.html",
            "odno/index.html",
            "search/index.html",
        ]
    );
    assert!(
        text(&all, "drugoe/case/igra/index.html").contains("href=\"../../../odno/case/urok/index.html\"")
    );
    // An association without materials is not spoken of where it has no page.
    site.write("tretye/association.yaml", "название: Третье объединение\n");
    site.build(&[]);
    let all = site.archive("case/case.zip");
    assert!(text(&all, "search/index.html").contains("Другое объединение"));
    let speaks = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("tretye");
    assert_eq!(all.iter().find(|(_, bytes)| speaks(bytes)).map(|(name, _)| name), None);
    let one = site.archive("drugoe/case/case.zip");
    assert_eq!(pages(&one), ["case/igra/index.html", "index.html", "search/index.html"]);
    assert!(text(&one, "case/igra/index.html").contains("href=\"https://portal.example/odno/case/urok/\""));
    assert!(
        text(&one, "index.html")
            .contains("<link rel=\"canonical\" href=\"https://portal.example/drugoe/case/\">")
    );
}

#[test]
fn the_contents_name_every_material_with_its_authors_and_files() {
    let site = Site::new("");
    site.build(&[]);
    let files = site.archive("case/case.zip");
    let contents = text(&files, "contents.txt").strip_prefix('\u{feff}').expect("a mark of UTF-8");
    assert_eq!(contents.matches('\n').count(), contents.matches("\r\n").count());
    let expected = "\
СОДЕРЖАНИЕ

Электронный кейс: РМО
Все материалы, последний от 3 февраля 2026 г.
Чтобы смотреть материалы в браузере, откройте index.html.
Если вы видите эту строку внутри архива, сначала распакуйте его целиком.

1. Квест
   Автор: Околицына М.П.
   Страница: case/kvest/index.html
   Файл: Карточки для игры.csv (5 Б): case/kvest/kartochki-dlya-igry.csv

2. Урок
   Страница: case/urok/index.html
   Файл: spisok.txt (21 Б): files/materials/spisok.txt

Всего: 2 материала, 2 файла, 26 Б.
Контрольные суммы SHA-256 всех файлов: sha256sums.txt.
";
    assert_eq!(contents.replace("\r\n", "\n").replace('\u{a0}', " "), expected);
}

#[test]
fn the_same_site_gives_the_same_archive_which_is_written_once() {
    let one = Site::new(PARTS);
    let other = Site::new(PARTS);
    one.build(&["--jobs", "1"]);
    other.build(&["--jobs", "4"]);
    for archive in one.archives() {
        assert!(
            fs::read(one.out().join(&archive)).expect("a file")
                == fs::read(other.out().join(&archive)).expect("a file"),
            "{archive}"
        );
    }
    let again = one.build(&[]);
    assert!(again.contains("Записано файлов: 0"), "{again}");
    one.write("materials/urok.md", "---\nназвание: Урок\nдата: 03.02.2026\n---\nИначе.\n");
    one.build(&[]);
    assert!(text(&one.archive("case/case.zip"), "case/urok/index.html").contains("Иначе."));
    assert_eq!(one.archives().len(), 5, "its topic is that of the other material too");
}

#[test]
fn a_template_that_fails_only_in_a_copy_is_named() {
    let site = Site::new("");
    let template = site.0.path().join("themes/default/templates/case.html");
    fs::create_dir_all(template.parent().expect("a folder")).expect("a folder");
    fs::write(&template, "{% if frame.saved %}{{ frame.net }}{% endif %}").expect("a template");
    let output = site.program("build").output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("Шаблон обращается к тому, чего у страницы нет: «net»"), "{said}");
    assert!(!site.out().join("index.html").exists());
}

/// The most memory that a build took, in bytes, as Linux counts it.
#[cfg(target_os = "linux")]
#[test]
fn a_large_file_is_not_held_in_memory() {
    const LENGTH: u64 = 384 << 20;
    let site = Site::new("предел файла: 1 ГБ\n");
    site.write("materials/video.md", "---\nназвание: Запись\nфайлы: urok.mp4\n---\nЗапись урока.\n");
    let video = fs::File::create(site.0.path().join("content/materials/urok.mp4")).expect("a file");
    video.set_len(LENGTH).expect("a long file");
    let mut build =
        site.program("build").stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs");
    let status = PathBuf::from(format!("/proc/{}/status", build.id()));
    let mut most = 0;
    while build.try_wait().expect("its end").is_none() {
        most = most.max(peak(&status).unwrap_or_default());
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let archive = fs::metadata(site.out().join("case/case.zip")).expect("an archive").len();
    assert!(archive > LENGTH, "the video is in it");
    assert!(most > 0 && most < LENGTH / 4, "{} MB", most >> 20);
}

fn peak(status: &Path) -> Option<u64> {
    let status = fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}
