//! Who must not be named is nowhere in a finished site: not in a byte of its files, not in their names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { paths(&path) } else { vec![path] }).collect()
}

#[test]
fn a_hidden_name_is_in_no_byte_of_the_site() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new(env!("CARGO_BIN_EXE_kartoteka"))
        .args(["build", "--today", "2025-01-15", "--root"])
        .arg(root())
        .arg("--content")
        .arg(root().join("tests/cases/people-hidden/content"))
        .arg("--out")
        .arg(out.path())
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = paths(out.path());
    assert!(files.len() > 20, "only {} files", files.len());
    for page in ["members", "people", "people/vidnaya-o-l", "schools", "schools/shkola-1"] {
        assert!(files.contains(&out.path().join(page).join("index.html")), "{page} is missing");
    }
    for file in files {
        let name = file.strip_prefix(out.path()).expect("a path below").to_string_lossy().into_owned();
        let said = name.clone() + &String::from_utf8_lossy(&fs::read(&file).expect("a file"));
        // Calendars break a line wherever it is long enough.
        let said = said.replace("\r\n ", "");
        // She has the surname of the others and may be named.
        let said = said.replace('\u{a0}', " ").replace("Скрытникова Б.Б.", "").to_lowercase();
        // The index of the search has her surname as a word, and the stem of it; neither is one of the hidden woman's.
        let said = if name.starts_with("search/data/") {
            said.replace("скрытникова", "").replace("\\nскрытников ", "")
        } else {
            said
        };
        for hidden in [
            "скрытн",
            "прежняя",
            "skrytn",
            "prezhn",
            "анна петровна",
            "а.п.",
            "а. п.",
            "иван сергеевич",
            "и.с.",
        ] {
            assert!(!said.contains(hidden), "{name} says «{hidden}»");
        }
    }
}
