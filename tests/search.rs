//! The search: what the engine for browsers answers over the index of the project's own site.
//!
//! The engine is the very script that pages load; here it runs inside `QuickJS`, which is a program's library like any
//! other. `tests/search/queries.txt` says what must be found, `answers.txt` what is (`UPDATE=1` accepts a change: read the
//! difference), `vectors.txt` which term each word has. The browser is asked the same by `tests/full search`.

#[path = "search/engine.rs"]
mod engine;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use kartoteka::output::Output;
use kartoteka::render::Theme;
use kartoteka::write::{Deliverable, Made};
use kartoteka::{link, search, source};

use engine::Search;

/// How many answers to a query are kept.
const ANSWERS: usize = 10;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn beside(name: &str) -> PathBuf {
    root().join("tests/search").join(name)
}

/// The project's own site.
static CONTENT: LazyLock<Output> = LazyLock::new(|| output_of(root()));

fn output_of(root: &Path) -> Output {
    let tree = source::read(&root.join("content"), "content").expect("content").value;
    let today = "2026-11-20".parse().expect("a day");
    let options = link::Options { drafts: false, base_url: None, today };
    let site = Arc::new(kartoteka::build(&tree, &options).value);
    let theme = Arc::new(Theme::new("default", BTreeMap::new()).value);
    Output::new(&site, &theme).value
}

/// The search of a site.
fn search_of(output: &Output) -> Search {
    let files = output
        .paths()
        .into_iter()
        .filter_map(|path| Some((path.strip_prefix("search/data/")?.to_owned(), text_of(output, path))));
    Search::new(&text_of(output, "assets/search-engine.js"), files.collect())
}

fn text_of(output: &Output, path: &str) -> String {
    match output.make(path) {
        Ok(Made::Bytes(bytes)) => String::from_utf8(bytes.into_owned()).expect("text"),
        _ => panic!("{path} is no text"),
    }
}

/// A query with the addresses that are a right first answer, and the group it stands in.
struct Query {
    group: String,
    text: String,
    right: Vec<String>,
}

fn queries() -> Vec<Query> {
    let text = fs::read_to_string(beside("queries.txt")).expect("queries.txt");
    let mut group = String::new();
    let mut queries = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            heading.clone_into(&mut group);
        } else if let Some((text, right)) = line.split_once(" | ").filter(|_| !line.starts_with('#')) {
            let right = right.split_whitespace().map(str::to_owned).collect();
            queries.push(Query { group: group.clone(), text: text.to_owned(), right });
        }
    }
    queries
}

/// An answer's address as `queries.txt` has it.
fn place(address: &str) -> String {
    address.trim_start_matches("../").replace("index.html", "")
}

#[test]
fn visitors_find_what_they_ask_for() {
    let search = search_of(&CONTENT);
    let queries = queries();
    assert!(queries.len() >= 120, "{} queries", queries.len());
    let mut groups: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let (mut later, mut answers, mut reciprocal) = (String::new(), String::new(), 0.0);
    for Query { group, text, right } in &queries {
        let found: Vec<String> = search.call("ask", text).lines().map(place).collect();
        let rank = found.iter().position(|address| right.contains(address));
        let [count, first, among] = groups.entry(group).or_default();
        *count += 1;
        *first += usize::from(rank == Some(0));
        *among += usize::from(rank.is_some());
        reciprocal += rank.map_or(0.0, |rank| 1.0 / f64::from(u32::try_from(rank + 1).expect("a rank")));
        if rank != Some(0) {
            let rank = rank.map_or("not among ten".to_owned(), |rank| format!("at {}", rank + 1));
            let _ = writeln!(later, "{rank}: «{text}»");
        }
        let _ = writeln!(answers, "{text}\n    {}", found.join("\n    "));
    }
    let sum = |at: usize| groups.values().map(|counts| counts[at]).sum::<usize>();
    for (group, [count, first, among]) in &groups {
        println!("{count:4} {first:4} first {among:4} among {ANSWERS}   {group}");
    }
    let mean = reciprocal / f64::from(u32::try_from(queries.len()).expect("a count"));
    println!(
        "{:4} {:4} first {:4} among {ANSWERS}   all; mean reciprocal rank {mean:.3}",
        sum(0),
        sum(1),
        sum(2)
    );
    println!("{later}");
    assert_eq!(sum(2), queries.len(), "a right answer is always among the first ten");
    assert!(sum(1) * 100 >= queries.len() * 95, "{} of {} right answers come first", sum(1), queries.len());
    golden("answers.txt", &answers);
}

/// Compares with what was accepted, which the browser's answers are compared with too.
fn golden(name: &str, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(beside(name), text).expect("a file");
    }
    let accepted = fs::read_to_string(beside(name)).unwrap_or_default();
    for (number, (accepted, now)) in accepted.lines().zip(text.lines()).enumerate() {
        assert_eq!(now, accepted, "{name}, line {}; UPDATE=1 accepts the differences", number + 1);
    }
    assert_eq!(text.lines().count(), accepted.lines().count(), "{name}; UPDATE=1 accepts the differences");
}

/// Every word of the content and of the guide, and its term.
#[test]
fn both_sides_have_the_same_terms() {
    let mut words = BTreeMap::new();
    for text in texts(&root().join("content")).into_iter().chain(texts(&root().join("docs"))) {
        search::words(&text, |word| {
            words.insert(word.to_owned(), search::term(word).into_owned());
        });
    }
    assert!(words.len() > 4000, "{} words", words.len());
    let list: Vec<&str> = words.keys().map(String::as_str).collect();
    let answered = search_of(&CONTENT).call("terms", &list.join("\n"));
    assert_eq!(answered.lines().count(), words.len(), "{}", &answered[..200.min(answered.len())]);
    let different: Vec<String> = answered
        .lines()
        .zip(&words)
        .filter(|(there, (_, here))| there != here)
        .map(|(there, (word, here))| format!("{word}: {here} here, {there} there"))
        .collect();
    assert!(different.is_empty(), "{}", different.join("\n"));
    let vectors: String = words.iter().flat_map(|(word, term)| [word, " ", term, "\n"]).collect();
    golden("vectors.txt", &vectors);
}

fn texts(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(texts(&path));
        } else if path.extension().is_some_and(|extension| extension == "md" || extension == "yaml") {
            found.push(fs::read_to_string(path).expect("a text"));
        }
    }
    found
}

/// What a word is, said twice: once for the index, once for the question.
#[test]
fn both_sides_have_the_same_words() {
    let search = search_of(&CONTENT);
    for written in [
        "Отче\u{308}т, мои\u{306} за\u{301}мок",
        "биб\u{ad}лиотека ФГOC кaталог PMO",
        "№53н 80-летию 2024/2025 ZOOM",
        "Ежедневник «Ёж»",
        "— \u{301} …",
    ] {
        let mut words = Vec::new();
        search::words(written, |word| words.push(search::term(word).into_owned()));
        assert_eq!(search.call("terms", written), words.join(" "), "{written}");
    }
}

/// The long form, for `tests/search-speed`: how long the index of the site whose root `KARTOTEKA_SITE` names takes, from the
/// linked site to files on the disk.
#[test]
fn indexing_takes_a_while() {
    let Some(root) = std::env::var_os("KARTOTEKA_SITE") else { return };
    let output = output_of(Path::new(&root));
    let folder = tempfile::tempdir().expect("a folder");
    let start = Instant::now();
    let files: Vec<&str> =
        output.paths().into_iter().filter(|path| path.starts_with("search/data/")).collect();
    for path in &files {
        let name = path.rsplit('/').next().unwrap_or(path);
        fs::write(folder.path().join(name), text_of(&output, path)).expect("a file");
    }
    println!("indexing: {:.2} s, {} files", start.elapsed().as_secs_f64(), files.len());
}

#[test]
fn what_was_understood_is_said() {
    let search = search_of(&CONTENT);
    for (text, expect) in [
        ("jnxtn", r#""instead":"отчет""#),
        ("ярмрка", r#""corrected":[{"word":"ярмрка","forms":["ярмарка"]}]"#),
        (
            "абракадабра",
            r#"{"full":0,"fewer":0,"corrected":[],"missing":["абракадабра"],"unquoted":false,"suggestions":[]}"#,
        ),
        ("ярмрпа", r#""suggestions":["ярмарка"]"#),
        ("«учебник живи»", r#""unquoted":true"#),
        ("каталог абракадабра", r#""missing":["абракадабра"]"#),
        ("", r#"{"full":0,"fewer":0,"#),
        ("и", r#"{"full":0,"fewer":0,"#),
    ] {
        let told = search.call("tell", text);
        assert!(told.contains(expect), "{text}: {told}");
    }
}
