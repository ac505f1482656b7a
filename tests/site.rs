//! The project's own content as a visitor finds it: complete, linked, and the same on every machine.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A site's files by their path below its root; files that begin with a dot are the program's own.
type Files = BTreeMap<String, Vec<u8>>;

/// Builds `content` into `out` and gives back what was printed.
fn build(content: &Path, out: &Path, time_zone: &str, more: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_kartoteka"))
        .args(["build", "--today", "2026-11-20", "--root"])
        .arg(root())
        .arg("--content")
        .arg(content)
        .arg("--out")
        .arg(out)
        .args(more)
        .env("TZ", time_zone)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn read(folder: &Path) -> Files {
    let mut files = Files::new();
    for path in paths(folder) {
        let name = path.strip_prefix(folder).expect("a path below").to_string_lossy().replace('\\', "/");
        if !name.starts_with('.') {
            files.insert(name, fs::read(&path).expect("a file"));
        }
    }
    files
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { paths(&path) } else { vec![path] }).collect()
}

/// What is doubtful in the five plans, which are published as they were approved. Each of these is a slip of its document
/// and nothing else in them is doubted; the invented example has none.
const DOUBTS: [&str; 15] = [
    // balakhta: a bracket is not closed; in the line below a nine was typed in place of one.
    "непарный знак]: Скобка ( открыта, а закрывающей к ней нет",
    "непарный знак]: Скобка ) закрывает то, что не открыто",
    // balakhta: in January and in February to March textbooks are ordered for the year that is nearly over.
    "другой учебный год]: После Нового года заказывают и выдают уже на следующий год, а здесь 2020-2021, год самого плана",
    "другой учебный год]: После Нового года заказывают и выдают уже на следующий год, а здесь 2020-2021, год самого плана",
    "опечатка]: «Платфома» пишут «Платформа»",
    // balakhta: the first item is the title of the meeting and has no number.
    "номера не подряд]: Номера в списке внутри пункта идут не подряд: 2, 3",
    "срок вне учебного года]: Срок «Май-сентябрь»: период выходит за пределы учебного года: с 01.05.2021 по 30.09.2021; чтобы снять вопрос, напишите год: «май–сентябрь 2021 года»",
    "срок вне учебного года]: Срок «Май-сентябрь»: период выходит за пределы учебного года: с 01.05.2022 по 30.09.2022; чтобы снять вопрос, напишите год: «май–сентябрь 2022 года»",
    "номера не подряд]: Номера в разделе идут не подряд: 1, 4, 6, 7, 9",
    // nevyansk: one of two quotation marks is closed.
    "непарный знак]: Кавычка « открыта, а закрывающей к ней нет",
    "похожие фамилии]: «Закалатова В.О.» и «Закаталова В.О.»: не один ли это человек?",
    // nevyansk: in May of 2024/2025.
    "другой учебный год]: План на 2024/2025, а здесь назван 2023/2024",
    "утверждение позже начала]: План утверждён 12.09.2024, когда первое мероприятие («август 2024 года») уже прошло",
    "опечатка]: «образованя» пишут «образования»",
    "согласование позже утверждения]: План согласован 20.09.2024, уже после утверждения 12.09.2024",
];

#[test]
fn the_content_builds_with_the_doubts_that_its_authors_left_and_only_once() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let content = root().join("content");
    let said = build(&content, out.path(), "UTC", &[]);
    let doubts: Vec<&str> = said.lines().filter(|line| line.starts_with("предупреждение")).collect();
    assert_eq!(doubts, DOUBTS.map(|doubt| format!("предупреждение[{doubt}")), "{said}");
    assert!(!said.contains("content/primer"), "{said}");
    let files = read(out.path());
    for plan in [
        "nevyansk/plans/2024-2025",
        "polotsk/plans/2024-2025",
        "gmo/plans/2019-2020",
        "balakhta/plans/2020-2021",
        "kamensky/plans/2021-2022",
        "primer/plans/2024-2025",
        "primer/plans/2025-2026",
        "primer/plans/2026-2027",
    ] {
        let page = files.get(&format!("{plan}/index.html")).expect("the page of a plan");
        assert_eq!(String::from_utf8_lossy(page).matches("data-view=\"approved\"").count(), 1, "{plan}");
    }
    let again = build(&content, out.path(), "UTC", &[]);
    assert!(again.contains("Записано файлов: 0,"), "{again}");
    assert_eq!(read(out.path()), files);
}

#[test]
fn the_same_content_makes_the_same_site_everywhere() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut sources = paths(&root().join("content"));
    sources.sort();
    let mut sites = Vec::new();
    for (name, zone, jobs) in [("one", "Asia/Kamchatka", "1"), ("other", "America/Anchorage", "8")] {
        let content = folder.path().join(name).join("content");
        for source in &sources {
            let target = content.join(source.strip_prefix(root().join("content")).expect("a path below"));
            fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
            fs::copy(source, target).expect("a copy");
        }
        sources.reverse();
        let out = folder.path().join(name).join("site");
        build(&content, &out, zone, &["--jobs", jobs]);
        sites.push(read(&out));
    }
    assert!(sites[0] == sites[1], "two builds of the same content differ");
}

#[test]
fn every_link_has_a_target_and_nothing_comes_from_elsewhere() {
    let out = tempfile::tempdir().expect("a temporary folder");
    build(&root().join("content"), out.path(), "UTC", &[]);
    let files = read(out.path());
    let pages: BTreeMap<&str, Page> = files
        .iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|extension| extension == "html"))
        .map(|(name, bytes)| (name.as_str(), Page::read(std::str::from_utf8(bytes).expect("text"))))
        .collect();
    assert!(pages.len() > 250, "only {} pages", pages.len());
    let mut mistakes = Vec::new();
    for (name, page) in &pages {
        for loaded in &page.loaded {
            if loaded.contains("//")
                || resolve(name, loaded).is_none_or(|target| !files.contains_key(&target))
            {
                mistakes.push(format!("{name} loads {loaded}"));
            }
        }
        for link in page.links.iter().filter(|link| !is_elsewhere(link)) {
            let (path, id) =
                link.split_once('#').map_or((link.as_str(), None), |(path, id)| (path, Some(id)));
            let target = match path.strip_prefix(SUBSCRIBED) {
                Some(path) => Some(path.to_owned()),
                None if path.is_empty() => Some((*name).to_owned()),
                None => resolve(name, path),
            };
            let target = target.filter(|target| files.contains_key(target));
            let anchored = |id: &str| {
                target
                    .as_ref()
                    .and_then(|target| pages.get(target.as_str()))
                    .is_some_and(|page| page.ids.contains(id))
            };
            if target.is_none() || id.is_some_and(|id| !anchored(id)) {
                mistakes.push(format!("{name} links to {link}"));
            }
        }
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

/// How programs subscribe to what the site publishes at its address.
const SUBSCRIBED: &str = "webcal://kartoteka.example/";

/// What the check must know of a page.
struct Page {
    ids: BTreeSet<String>,
    links: Vec<String>,
    loaded: Vec<String>,
}

impl Page {
    /// Reads the tags of a page that the program itself has written, with every value in double quotes.
    fn read(html: &str) -> Self {
        let mut page = Self { ids: BTreeSet::new(), links: Vec::new(), loaded: Vec::new() };
        for tag in html.split('<').skip(1).filter_map(|tag| tag.split_once('>').map(|(tag, _)| tag)) {
            let name = tag.split_whitespace().next().unwrap_or_default();
            for (attribute, value) in attributes(tag) {
                match (name, attribute) {
                    (_, "id") => assert!(page.ids.insert(value.clone()), "the id {value} stands twice"),
                    ("a", "href") => page.links.push(value),
                    ("link", "href") if tag.contains("canonical") => {}
                    // Each address with the width of its picture behind it.
                    (_, "srcset") => page
                        .loaded
                        .extend(value.split(", ").filter_map(|one| Some(one.split_once(' ')?.0.to_owned()))),
                    (_, "href" | "src" | "action" | "poster") => page.loaded.push(value),
                    _ => {}
                }
            }
        }
        page
    }
}

fn attributes(tag: &str) -> Vec<(&str, String)> {
    let parts: Vec<&str> = tag.split('"').collect();
    let pairs = parts.chunks(2).filter(|pair| pair.len() == 2);
    let named = pairs.filter_map(|pair| {
        let name = pair[0].trim().strip_suffix('=')?.rsplit(char::is_whitespace).next()?;
        Some((name, pair[1].replace("&amp;", "&")))
    });
    named.collect()
}

fn is_elsewhere(link: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| link.starts_with(scheme))
}

/// The path that a relative link on the page `from` leads to.
fn resolve(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
