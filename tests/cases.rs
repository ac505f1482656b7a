//! Cases: a folder of content in, the expected messages and pages out. A new case is a new folder, no Rust.
//!
//! ```text
//! tests/cases/NAME/content/…         the content of a site
//! tests/cases/NAME/arguments         more arguments for `kartoteka build`, one a line (optional)
//! tests/cases/NAME/theme/…           files in place of those of the test's theme (optional)
//! tests/cases/NAME/messages.txt      the exit code and what is said about the content
//! tests/cases/NAME/expected/…        files of the finished site; those not listed here are not compared
//! ```
//!
//! Pages are rendered with `tests/theme`, which prints what the view says, so that a change of design breaks no case.
//! `UPDATE=1 cargo test --test cases` accepts what the program does now: read the difference before you commit it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
fn every_case_is_as_expected() {
    let cases = folders(&root().join("tests/cases"));
    assert!(!cases.is_empty(), "there are no cases");
    let failures: Vec<String> = cases.iter().flat_map(|case| check(case)).collect();
    assert!(failures.is_empty(), "{}\n\nUPDATE=1 accepts the differences.", failures.join("\n\n"));
}

/// What is not as expected in one case; nothing where the case was accepted anew.
fn check(case: &Path) -> Vec<String> {
    let site = tempfile::tempdir().expect("a temporary folder");
    copy(&case.join("content"), &site.path().join("content"));
    copy(&root().join("tests/theme"), &site.path().join("themes/default"));
    copy(&case.join("theme"), &site.path().join("themes/default"));
    let output = build(case, site.path());
    let messages = format!(
        "exit code {}\n\n{}",
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stderr).replace(&site.path().display().to_string(), "SITE"),
    );
    let update = std::env::var_os("UPDATE").is_some();
    let mut failures = Vec::new();
    let mut compare = |expected: &Path, actual: &str| {
        let name = expected.strip_prefix(root()).unwrap_or(expected).display();
        if update {
            fs::write(expected, actual).expect("the expectation can be written");
        } else if fs::read_to_string(expected).ok().as_deref() != Some(actual) {
            let wanted = fs::read_to_string(expected).unwrap_or_default();
            failures.push(format!("{name}\n--- expected\n{wanted}\n--- actual\n{actual}"));
        }
    };
    compare(&case.join("messages.txt"), &messages);
    for expected in files(&case.join("expected")) {
        let path = expected.strip_prefix(case.join("expected")).expect("a path below expected");
        let actual = fs::read_to_string(site.path().join("public").join(path));
        compare(&expected, &actual.unwrap_or_else(|error| format!("not made: {error}")));
    }
    failures
}

fn build(case: &Path, site: &Path) -> Output {
    let arguments = fs::read_to_string(case.join("arguments")).unwrap_or_default();
    Command::new(env!("CARGO_BIN_EXE_kartoteka"))
        .args(["build", "--today", "2025-01-15", "--root"])
        .arg(site)
        .args(arguments.lines())
        .output()
        .expect("the program runs")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut found = entries(folder);
    found.retain(|path| path.is_dir());
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    found.sort();
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let inside = entries(folder).into_iter();
    inside.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).expect("a path below"));
        fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
        fs::copy(&file, target).expect("a copy");
    }
}
