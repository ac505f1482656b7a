//! The analysis of a year follows from what the reports say: a changed report changes what depends on it and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The page of the analysis itself.
const MEETING: &str = "meetings/2024-12-10-kruglyj-stol/index.html";
const PROTOCOL: &str = "meetings/2024-12-10-kruglyj-stol/protocol/index.html";
const ANALYSIS: &str = "analysis/2024-2025/index.html";
/// Both as documents of Word.
const WORD: [&str; 2] = [
    "analysis/2024-2025/analiz-rmo-2024-2025.docx",
    "meetings/2024-12-10-kruglyj-stol/protocol/protokol-2-rmo-2024-12-10.docx",
];
const REPORT: &str = "meetings/2024-12-10-kruglyj-stol.md";

/// The files of a site by their paths.
type Files = BTreeMap<String, Vec<u8>>;

/// The finished site of the case `analysis-full-year`, after `replaced` in the report has become `instead`.
fn site(replaced: &str, instead: &str) -> Files {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&root.join("tests/cases/analysis-full-year/content"), &folder.path().join("content"));
    let report = folder.path().join("content").join(REPORT);
    let text = fs::read_to_string(&report).expect("the report");
    assert!(text.contains(replaced), "{replaced}");
    fs::write(&report, text.replacen(replaced, instead, 1)).expect("the report");
    let output = Command::new(env!("CARGO_BIN_EXE_kartoteka"))
        .args(["build", "--today", "2025-06-15", "--root"])
        .arg(folder.path())
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let public = folder.path().join("public");
    files(&public)
        .into_iter()
        .map(|path| {
            let name =
                path.strip_prefix(&public).expect("a path below public").to_string_lossy().replace('\\', "/");
            (name, fs::read(&path).expect("a file"))
        })
        // The search has the words of every page.
        .filter(|(name, _)| !name.starts_with('.') && !name.starts_with("search/data/"))
        .collect()
}

fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        let target = to.join(path.strip_prefix(from).expect("a path below"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::copy(path, target).expect("a copy");
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn changed(before: &Files, after: &Files) -> BTreeSet<String> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names.into_iter().filter(|name| before.get(*name) != after.get(*name)).cloned().collect()
}

fn pages(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The parts of the page by the ids of their headings.
fn parts(files: &Files) -> BTreeMap<String, String> {
    let page = String::from_utf8(files[ANALYSIS].clone()).expect("text").replace('\u{a0}', " ");
    let parts = page.split("<section ").skip(1).map(|part| {
        let id = part.split("aria-labelledby=\"").nth(1).and_then(|rest| rest.split('"').next());
        (id.unwrap_or_default().to_owned(), part.to_owned())
    });
    parts.collect()
}

fn changed_parts(before: &Files, after: &Files) -> Vec<String> {
    let (before, after) = (parts(before), parts(after));
    assert!(before.keys().eq(after.keys()), "{:?} {:?}", before.keys(), after.keys());
    before.iter().filter(|(id, part)| after[*id] != **part).map(|(id, _)| id.clone()).collect()
}

#[test]
fn attendance_changes_the_figures_that_count_it() {
    let before = site("", "");
    let after = site("  список:\n", "  всего: 20\n  список:\n");
    // How many came stands with the meeting itself, in its protocol, and in every list that names it, that for programs too.
    let expected = pages(&[
        ANALYSIS,
        MEETING,
        PROTOCOL,
        WORD[0],
        WORD[1],
        "index.html",
        "archive/2024-2025/index.html",
        "meetings/index.html",
        "meetings/form/kruglyy-stol/index.html",
        "meetings/meetings.json",
    ]);
    assert_eq!(changed(&before, &after), expected);
    assert_eq!(changed_parts(&before, &after), ["_meetings", "_years"]);
    let (before, after) = (parts(&before), parts(&after));
    for (files, sum, bar) in [
        (&before, "14 посещений, в среднем 7 на заседание.", "10 декабря 2024 г.: 3."),
        (&after, "31 посещение, в среднем 15,5 на заседание.", "10 декабря 2024 г.: 20."),
    ] {
        assert!(files["_meetings"].contains(sum), "{}", files["_meetings"]);
        assert!(files["_meetings"].contains(bar), "{}", files["_meetings"]);
    }
    assert!(before["_years"].contains(">7</td>") && after["_years"].contains(">15,5</td>"));
}

#[test]
fn a_decision_changes_the_count_of_decisions() {
    let before = site("", "");
    let after = site("      - Повторить весной\n", "      - Повторить весной\n      - Собрать отзывы\n");
    let expected = pages(&[
        ANALYSIS,
        MEETING,
        PROTOCOL,
        WORD[0],
        WORD[1],
        "meetings/decisions/index.html",
        "meetings/feed.xml",
        "meetings/meetings.json",
        // They say how large those files are.
        "meetings/index.html",
        "subscribe/index.html",
    ]);
    assert_eq!(changed(&before, &after), expected);
    assert_eq!(changed_parts(&before, &after), ["_decisions"]);
    assert!(parts(&before)["_decisions"].contains("Принято 3 решения, выполнено 1 (33 %)."));
    assert!(parts(&after)["_decisions"].contains("Принято 4 решения, выполнено 1 (25 %)."));
}

#[test]
fn a_meeting_that_carries_out_nothing_leaves_its_activity_open() {
    let before = site("", "");
    let after = site("пункты плана: 2\n", "");
    assert_eq!(changed_parts(&before, &after), ["_plan", "_years"]);
    assert!(parts(&before)["_plan"].contains("выполнено 4 (57 %), перенесено 1, отменено 1, без отметки 1."));
    assert!(parts(&after)["_plan"].contains("выполнено 3 (43 %), перенесено 1, отменено 1, без отметки 2."));
}
