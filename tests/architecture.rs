//! The house keeps its doors: who may import whom, and which crate has which door.
//!
//! The sources are read as text. A module that needs another import is a change of the architecture: change
//! ARCHITECTURE.md and the tables below first.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// For each room of `src/`, the rooms it may import from.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("russian", &[]),
    ("diagnostic", &[]),
    ("write", &[]),
    ("period", &["russian"]),
    ("people", &["russian"]),
    ("citation", &["people"]),
    ("picture", &["diagnostic"]),
    ("store", &[]),
    ("model", &["people", "period", "picture", "russian"]),
    ("prose", &["diagnostic", "russian"]),
    ("source", &["diagnostic", "picture", "prose"]),
    ("external", &["diagnostic", "link"]),
    ("parse", &["diagnostic", "model", "period", "prose", "russian", "source"]),
    ("renewal", &["model", "parse", "period", "russian"]),
    ("starter", &["diagnostic", "parse", "period", "prose"]),
    ("import", &["model", "parse", "people", "period", "prose", "russian", "source"]),
    ("link", &["diagnostic", "model", "parse", "people", "period", "picture", "prose", "russian", "source"]),
    ("schema", &["diagnostic", "parse"]),
    ("search", &["russian"]),
    ("view", &["citation", "formats", "model", "people", "period", "picture", "russian", "search"]),
    ("render", &["diagnostic", "prose", "view"]),
    ("formats", &["russian"]),
    ("export", &["model", "prose", "russian", "search", "view"]),
    ("takeaway", &["model", "view"]),
    ("output", &["diagnostic", "export", "model", "picture", "render", "store", "takeaway", "view", "write"]),
    ("watch", &[]),
    ("serve", &["diagnostic", "output", "render", "source", "view", "write"]),
    ("lib", &["diagnostic", "link", "model", "parse", "source"]),
    (
        "cli",
        &[
            "Memory",
            "build_again",
            "diagnostic",
            "external",
            "import",
            "link",
            "model",
            "output",
            "parse",
            "people",
            "period",
            "render",
            "renewal",
            "russian",
            "schema",
            "serve",
            "source",
            "starter",
            "watch",
            "write",
        ],
    ),
    ("main", &["cli"]),
];

/// For each external crate, the files or folders of `src/` that may name it.
const DOORS: &[(&str, &[&str])] = &[
    ("ab_glyph", &["picture/card.rs"]),
    ("ammonia", &["parse/markdown/"]),
    ("annotate_snippets", &["cli/report.rs"]),
    ("axum", &["serve/"]),
    (
        "blake3",
        &[
            "output/pictures.rs",
            "render/memory.rs",
            "serve/edition.rs",
            "source.rs",
            "store.rs",
            "view/data_file/feed.rs",
            "write/",
        ],
    ),
    ("chardetng", &["source/encoding.rs"]),
    ("calamine", &["import/sheet.rs"]),
    (
        "chrono",
        &[
            "citation/",
            "cli/",
            "formats/",
            "import/",
            "link/",
            "model/",
            "parse/",
            "period/",
            "renewal/",
            "starter/",
            "view/",
        ],
    ),
    ("clap", &["cli/arguments.rs"]),
    ("csv", &["formats/table.rs"]),
    ("encoding_rs", &["source/encoding.rs"]),
    ("fast_image_resize", &["picture/develop.rs"]),
    ("futures_util", &["serve/"]),
    ("image", &["picture/"]),
    ("include_dir", &["render/", "starter/"]),
    ("indexmap", &["search/index.rs"]),
    ("indicatif", &["cli/"]),
    ("mimalloc", &["main.rs"]),
    ("moxcms", &["picture/develop.rs"]),
    ("notify", &["watch.rs"]),
    ("open", &["cli/serve.rs"]),
    ("pagefind_stem", &["search/term.rs"]),
    ("percent_encoding", &["link/target.rs", "serve/address.rs", "view/route.rs"]),
    (
        "proptest",
        &[
            "formats/",
            "link/lint/",
            "parse/",
            "people/",
            "period/",
            "picture/",
            "prose/",
            "renewal/",
            "russian/",
            "source/",
            "starter/",
            "view/data_file/",
            "write/",
        ],
    ),
    ("pulldown_cmark", &["parse/markdown/"]),
    ("quick_xml", &["export/document/prose.rs", "export/word/xml.rs", "formats/atom.rs", "import/xml.rs"]),
    (
        "rayon",
        &[
            "export/pdf/typesetter.rs",
            "output.rs",
            "parse/memory.rs",
            "parse/mod.rs",
            "serve/edition.rs",
            "source.rs",
            "view/meetings.rs",
            "write/",
        ],
    ),
    ("ring", &["write/archive.rs", "write/archive_tests.rs"]),
    // For tests/search.rs only.
    ("rquickjs", &[]),
    ("serde", &["cli/", "export/search.rs", "external/", "schema/", "serve/", "view/"]),
    (
        "serde_json",
        &[
            "cli/",
            "export/case_data.rs",
            "export/pdf/",
            "export/search.rs",
            "render/memory.rs",
            "schema/",
            "serve/events.rs",
            "view/data_file/records.rs",
            "view/structured.rs",
        ],
    ),
    ("serde_yaml", &["parse/yaml.rs", "parse/yaml_message.rs"]),
    ("strsim", &["link/target.rs", "parse/field_name.rs"]),
    ("tempfile", &["cli/import/tests.rs", "cli/menu/tests.rs", "cli/new/tests.rs", "store.rs", "write/"]),
    ("tera", &["render/"]),
    ("tokio", &["serve/"]),
    ("typst", &["export/pdf/typesetter.rs"]),
    ("typst_assets", &["export/pdf/typesetter.rs", "picture/card.rs"]),
    ("typst_layout", &["export/pdf/typesetter.rs"]),
    ("typst_pdf", &["export/pdf/typesetter.rs"]),
    ("ureq", &["external/http.rs"]),
    ("url", &["external/", "link/address.rs"]),
    ("walkdir", &["source.rs"]),
    ("webp", &["picture/develop.rs"]),
    ("zip", &["export/word/package.rs", "import/container.rs", "write/archive.rs", "write/archive_tests.rs"]),
];

/// What only some rooms may do: the words that do it, and where they may stand.
const DEEDS: &[(&str, &[&str])] = &[
    (
        "std::fs",
        &[
            "cli/external.rs",
            "cli/import/tests.rs",
            "cli/menu/tests.rs",
            "cli/new/tests.rs",
            "cli/period.rs",
            "cli/plan/codes.rs",
            "cli/schema.rs",
            "output/pictures.rs",
            "renewal/tests.rs",
            "serve/file.rs",
            "source.rs",
            "source/beginning.rs",
            "source/memory.rs",
            "store.rs",
            "watch.rs",
            "write/",
        ],
    ),
    ("std::net", &["external/", "serve/start.rs"]),
    ("io::stdout", &["cli/"]),
    ("io::stderr", &["cli/"]),
    ("Local::now", &["cli/site.rs"]),
    ("SystemTime", &["source/memory.rs", "store.rs", "write/tests"]),
];

#[test]
fn rooms_import_only_what_the_table_allows() {
    for (file, text) in sources() {
        let room = room(&file);
        let allowed = MAY_IMPORT.iter().find(|(name, _)| *name == room).map(|(_, allowed)| *allowed);
        let allowed = allowed.unwrap_or_else(|| panic!("src/{file}: the room `{room}` is not in the table"));
        for imported in imports(&text) {
            let fine = imported == room || allowed.contains(&imported.as_str());
            assert!(fine, "src/{file} imports `{imported}`, which `{room}` may not");
        }
    }
}

#[test]
fn every_crate_has_its_door() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let dependencies =
        manifest.split("dependencies]").skip(1).filter_map(|section| section.split("\n[").next());
    let names =
        dependencies.flat_map(str::lines).filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
    for name in names.filter(|name| !name.starts_with('#')) {
        let name = name.trim().replace('-', "_");
        let (_, doors) = DOORS
            .iter()
            .find(|(known, _)| *known == name)
            .unwrap_or_else(|| panic!("the crate `{name}` has no door in the table"));
        let path = format!("{name}::");
        for (file, text) in sources() {
            let named = text.match_indices(&path).any(|(at, _)| !text[..at].ends_with(is_word));
            let allowed = doors.iter().any(|door| file.starts_with(door));
            assert!(!named || allowed, "src/{file} names the crate `{name}`, whose doors are {doors:?}");
        }
    }
}

#[test]
fn deeds_are_done_where_they_belong() {
    for (file, text) in sources() {
        for (deed, places) in DEEDS {
            let done = text.contains(deed);
            assert!(!done || places.iter().any(|place| file.starts_with(place)), "src/{file} uses `{deed}`");
        }
    }
}

#[test]
fn every_file_says_what_it_is() {
    for (file, text) in sources() {
        assert!(text.starts_with("//! "), "src/{file} does not begin with a sentence about itself");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `src/` by its path there, with its code: comments are left out, but not its head.
fn sources() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                found.insert(below_src(&entry), code(&fs::read_to_string(&entry).expect("a source file")));
            }
        }
    }
    assert!(found.len() > 20, "the sources were not found");
    found
}

fn below_src(path: &Path) -> String {
    let path = path.strip_prefix(root().join("src")).expect("a path below src");
    path.to_string_lossy().replace('\\', "/")
}

fn code(text: &str) -> String {
    let comment = |line: &&str| !line.trim_start().starts_with("//") || line.starts_with("//! ");
    text.lines().filter(comment).flat_map(|line| [line, "\n"]).collect()
}

/// The room a file belongs to: its first folder, or its own name.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// The rooms named by `crate::room` and `crate::{room, …}`.
fn imports(text: &str) -> Vec<String> {
    let text: String = text.lines().filter(|line| !line.starts_with("//!")).collect();
    let mut rooms = Vec::new();
    for (at, marker) in text.match_indices("crate::").chain(text.match_indices("kartoteka::")) {
        let rest = &text[at + marker.len()..];
        match rest.strip_prefix('{') {
            Some(group) => {
                let group = group.split('}').next().unwrap_or_default();
                rooms.extend(group.split(',').map(|name| first_word(name.trim())));
            }
            None => rooms.push(first_word(rest)),
        }
    }
    rooms.retain(|room| !room.is_empty());
    rooms
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|letter| is_word(*letter)).collect()
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}
