//! Damaged content: every file of `content/`, spoiled as disks, editors and hands spoil files.
//!
//! Whatever the damage, nothing panics or hangs; what is refused is refused at the right place; what is accepted is
//! counted by whether the page has changed. The short form runs with the other tests; the long one is
//! `MUTATIONS=5000 cargo test --release --test mutations -- --nocapture` (about ten minutes on two cores).
//! `MUTATIONS_SHOW=3` also prints that many examples of each class that were accepted and changed a page, and of those
//! that were refused at another place.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use kartoteka::diagnostic::{Diagnostic, Severity};
use kartoteka::link::Options;
use kartoteka::model::{Owner, Site, Subject};
use kartoteka::render::Theme;
use kartoteka::source::SourceTree;
use kartoteka::view::{self, Offer, Page};
use kartoteka::{build, source};

/// Longer than this for one damaged file is a hang, even on a busy machine: an association of many files takes seconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often a file is damaged where nobody asks for a number.
const TURNS: usize = 8;

/// How many files an association may have for all those turns. Each turn reads the whole association, so that the time
/// grows with the square of its files; those of a larger one have fewer turns, and share the classes of damage.
const FILES_WITH_ALL_TURNS: usize = 8;

/// How far from the damage a message may point, in lines.
const NEAR: usize = 3;

#[test]
fn damaged_content_is_refused_at_the_right_place_or_read() {
    let number = |name| std::env::var(name).ok().and_then(|value| value.parse::<usize>().ok());
    let asked = number("MUTATIONS");
    let show = number("MUTATIONS_SHOW").unwrap_or(0);
    let files = text_files(&root().join("content"));
    assert!(files.len() > 15, "there is hardly any content");
    let mut sizes: BTreeMap<&Path, usize> = BTreeMap::new();
    for file in &files {
        *sizes.entry(folder(file)).or_default() += 1;
    }
    let turns = |file: &Path| asked.unwrap_or_else(|| usual_turns(sizes[folder(file)]));
    let tally = Mutex::new(Tally { show, ..Tally::default() });
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(index) else { break };
                    let each = turns(file);
                    spoil(file, index * each..(index + 1) * each, &tally);
                }
            });
        }
    });
    let tally = tally.into_inner().expect("no thread has panicked");
    println!("{tally}");
    let all = tally.total();
    assert!(all.refused > 0 && all.changed > 0, "the damage does nothing:\n{tally}");
    let right = all.at_the_right_place * 100 / all.refused;
    assert!(right >= 95, "only {right} % of the refused name the right place:\n{tally}");
}

/// The folder of an association, or the file itself where it belongs to none.
fn folder(file: &Path) -> &Path {
    file.components().next().map_or(file, |first| Path::new(first.as_os_str()))
}

/// How often each file of an association of so many is damaged.
fn usual_turns(files: usize) -> usize {
    let files = files.max(FILES_WITH_ALL_TURNS);
    (TURNS * FILES_WITH_ALL_TURNS.pow(2) / files.pow(2)).max(1)
}

/// Damages one file once for each of `turns`, with the class whose turn it is.
fn spoil(file: &Path, turns: Range<usize>, tally: &Mutex<Tally>) {
    let plot = Plot::of(file);
    let original = fs::read(root().join("content").join(file)).expect("a content file");
    let sound = plot.outcome(&original);
    let Outcome::Accepted(sound) = sound else { panic!("{} is refused as it is", file.display()) };
    let mut chance = Chance::new(&file.to_string_lossy());
    for turn in turns {
        let (class, damage) = CLASSES[turn % CLASSES.len()];
        let Some(Damage { bytes, line }) = damage(&original, &mut chance) else { continue };
        let started = Instant::now();
        let outcome = plot.outcome(&bytes);
        assert!(started.elapsed() < PATIENCE, "{} took long: {class}, line {line}", file.display());
        let mut tally = tally.lock().expect("no thread has panicked");
        let text = String::from_utf8_lossy(&bytes);
        let damaged = text.lines().nth(line - 1).unwrap_or_default().trim();
        let name = format!("{}:{line} ({damaged})", file.display());
        tally.add(class, outcome, &sound, &name, &plot.shown, line);
    }
}

/// A site with the one association that a file belongs to.
struct Plot {
    folder: tempfile::TempDir,
    file: PathBuf,
    shown: String,
    theme: Theme,
}

enum Outcome {
    /// The errors by file and line.
    Refused(Vec<(String, usize, String)>),
    /// The page that shows the file.
    Accepted(String),
}

impl Plot {
    fn of(file: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let association = file.components().next().filter(|_| file.components().count() > 1);
        let association = association.map_or_else(|| "primer".into(), |first| first.as_os_str().to_owned());
        let content = root().join("content");
        for name in ["site.yaml", "people.yaml"] {
            let _ = fs::copy(content.join(name), make(folder.path(), Path::new(name)));
        }
        for file in all_files(&content.join(&association)) {
            let relative = file.strip_prefix(&content).expect("a path below");
            fs::copy(&file, make(folder.path(), relative)).expect("a copy");
        }
        let shown = format!("content/{}", file.to_string_lossy().replace('\\', "/"));
        let theme = Theme::new("default", BTreeMap::new()).value;
        Self { file: make(folder.path(), file), folder, shown, theme }
    }

    fn outcome(&self, bytes: &[u8]) -> Outcome {
        fs::write(&self.file, bytes).expect("a file");
        let options = Options {
            today: "2026-11-20".parse().expect("a date"),
            drafts: true,
            base_url: Some("https://kartoteka.example/".to_owned()),
        };
        let read = source::read(&self.folder.path().join("content"), "content").expect("the content");
        let (tree, mut found) = (read.value, read.diagnostics);
        let site = build(&tree, &options).report(&mut found);
        if found.has_errors() {
            let errors =
                found.sorted().into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
            return Outcome::Refused(errors.map(|error| position(&error, &tree)).collect());
        }
        let shows = |page: &Page| match view::source(&site, page) {
            Some(source) => **source == *self.shown,
            None => self.is_registry() && is_home(page),
        };
        let pages = view::pages(&site).into_iter().filter(shows);
        Outcome::Accepted(pages.map(|page| self.page(&site, &page)).collect())
    }

    /// Whether the file has no page of its own, and speaks on that of its association.
    fn is_registry(&self) -> bool {
        let name = self.shown.rsplit('/').next().unwrap_or_default();
        !self.shown.contains("/plans/")
            && Path::new(name).extension().is_some_and(|extension| extension == "yaml")
    }

    fn page(&self, site: &Site, page: &Page) -> String {
        self.theme.render(&view::view(site, page, &|_, _| Offer::Nothing)).expect("the theme is sound")
    }
}

fn is_home(page: &Page) -> bool {
    matches!(page, Page::Of(Subject::Home(Owner::Portal | Owner::Association(_))))
}

fn position(diagnostic: &Diagnostic, tree: &SourceTree) -> (String, usize, String) {
    let message = diagnostic.message.clone();
    let Some(place) = &diagnostic.place else { return (String::new(), 0, message) };
    let text = tree.text(&place.path).map(ToString::to_string).unwrap_or_default();
    let before = text.get(..place.span.0).unwrap_or_default();
    (place.path.to_string(), before.matches('\n').count() + 1, message)
}

/// What the classes of damage came to.
#[derive(Default)]
struct Tally {
    classes: BTreeMap<&'static str, Count>,
    examples: Vec<String>,
    show: usize,
}

#[derive(Clone, Copy, Default)]
struct Count {
    refused: usize,
    at_the_right_place: usize,
    unchanged: usize,
    changed: usize,
    /// Of those changed: with another number of things that links can lead to.
    parts_lost: usize,
}

impl Tally {
    fn add(
        &mut self,
        class: &'static str,
        outcome: Outcome,
        sound: &str,
        name: &str,
        shown: &str,
        line: usize,
    ) {
        let count = self.classes.entry(class).or_default();
        match outcome {
            Outcome::Refused(errors) => {
                count.refused += 1;
                let near =
                    |(file, at, _): &(String, usize, String)| file == shown && at.abs_diff(line) <= NEAR;
                let right = errors.iter().any(near);
                count.at_the_right_place += usize::from(right);
                if !right && count.refused - count.at_the_right_place <= self.show {
                    self.examples.push(format!("elsewhere: {class}, {name}: {errors:?}"));
                }
            }
            Outcome::Accepted(page) if page == sound => count.unchanged += 1,
            Outcome::Accepted(page) => {
                count.changed += 1;
                let anchors = |page: &str| page.matches("id=\"").count();
                let all_there = anchors(sound) == anchors(&page);
                count.parts_lost += usize::from(!all_there);
                if count.changed <= self.show || (!all_there && count.parts_lost <= self.show) {
                    self.examples.push(format!("changed: {class}, {name}: {}", difference(sound, &page)));
                }
            }
        }
    }

    fn total(&self) -> Count {
        self.classes.values().fold(Count::default(), |all, count| Count {
            refused: all.refused + count.refused,
            at_the_right_place: all.at_the_right_place + count.at_the_right_place,
            unchanged: all.unchanged + count.unchanged,
            changed: all.changed + count.changed,
            parts_lost: all.parts_lost + count.parts_lost,
        })
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        writeln!(
            formatter,
            "{:<22}{:>9}{:>12}{:>11}{:>9}{:>12}",
            "damage", "refused", "right place", "unchanged", "changed", "parts lost"
        )?;
        let rows = self.classes.iter().map(|(class, count)| (*class, *count));
        for (class, Count { refused, at_the_right_place, unchanged, changed, parts_lost }) in
            rows.chain([("all", self.total())])
        {
            writeln!(
                formatter,
                "{class:<22}{refused:>9}{at_the_right_place:>12}{unchanged:>11}{changed:>9}{parts_lost:>12}"
            )?;
        }
        self.examples.iter().try_for_each(|example| writeln!(formatter, "{example}"))
    }
}

/// The first lines in which two pages differ.
fn difference(one: &str, other: &str) -> String {
    let mut text = String::new();
    let differ = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    if let Some((one, other)) = differ {
        let common = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
        let part = |line: &str| line.chars().skip(common.saturating_sub(20)).take(70).collect::<String>();
        let _ = write!(text, "«{}» → «{}»", part(one).trim(), part(other).trim());
    }
    text
}

/// The damaged file, and the line of the damage.
struct Damage {
    bytes: Vec<u8>,
    line: usize,
}

type Class = (&'static str, fn(&[u8], &mut Chance) -> Option<Damage>);

const CLASSES: [Class; 8] = [
    ("truncated", truncated),
    ("line removed", line_removed),
    ("line doubled", line_doubled),
    ("letter changed", letter_changed),
    ("letter removed", letter_removed),
    ("indentation shifted", indentation_shifted),
    ("sign dropped", sign_dropped),
    ("bytes garbled", bytes_garbled),
];

#[expect(clippy::unnecessary_wraps, reason = "all classes have one type")]
fn truncated(original: &[u8], chance: &mut Chance) -> Option<Damage> {
    let at = chance.below(original.len());
    Some(Damage { bytes: original[..at].to_vec(), line: line_of(original, at) })
}

#[expect(clippy::unnecessary_wraps, reason = "all classes have one type")]
fn line_removed(original: &[u8], chance: &mut Chance) -> Option<Damage> {
    let mut lines: Vec<&[u8]> = original.split_inclusive(|byte| *byte == b'\n').collect();
    let at = chance.below(lines.len());
    lines.remove(at);
    Some(Damage { bytes: lines.concat(), line: at + 1 })
}

#[expect(clippy::unnecessary_wraps, reason = "all classes have one type")]
fn line_doubled(original: &[u8], chance: &mut Chance) -> Option<Damage> {
    let mut lines: Vec<&[u8]> = original.split_inclusive(|byte| *byte == b'\n').collect();
    let at = chance.below(lines.len());
    lines.insert(at, lines[at]);
    Some(Damage { bytes: lines.concat(), line: at + 2 })
}

fn letter_changed(original: &[u8], chance: &mut Chance) -> Option<Damage> {
    const LETTERS: [&str; 16] =
        ["ы", "Q", "7", ":", "-", "#", "\"", "'", "[", "}", "|", "*", "\t", "\n", "\u{a0}", "«"];
    let (start, end) = letter(original, chance, |_| true)?;
    let letter = LETTERS[chance.below(LETTERS.len())];
    Some(replaced(original, start, end, letter.as_bytes()))
}

fn letter_removed(original: &[u8], chance: &mut Chance) -> Option<Damage> {
    let (start, end) = letter(original, chance, |_| true)?;
    Some(replaced(original, start, end, b""))
}

fn indentation_shifted(original: &[u8], chance: &mut Chance) -> Option<Damage> {
    let starts: Vec<usize> = line_starts(original).filter(|at| original.get(*at) != Some(&b'\n')).collect();
    let at = *starts.get(chance.below(starts.len()))?;
    let indented = original[at..].starts_with(b" ");
    let end = at + usize::from(indented && chance.below(2) == 0);
    let more: &[u8] = if end > at { b"" } else { b" " };
    Some(replaced(original, at, end, more))
}

fn sign_dropped(original: &[u8], chance: &mut Chance) -> Option<Damage> {
    let (start, end) = letter(original, chance, |letter| "\"'«»()[]{}:-|>#*".contains(letter))?;
    Some(replaced(original, start, end, b""))
}

fn bytes_garbled(original: &[u8], chance: &mut Chance) -> Option<Damage> {
    let at = chance.below(original.len());
    let mut bytes = original.to_vec();
    for byte in bytes.iter_mut().skip(at).take(1 + chance.below(4)) {
        *byte = u8::try_from(chance.below(256)).ok()?;
    }
    Some(Damage { bytes, line: line_of(original, at) })
}

/// The bytes of a letter that is `wanted`, somewhere.
fn letter(original: &[u8], chance: &mut Chance, wanted: impl Fn(char) -> bool) -> Option<(usize, usize)> {
    let text = std::str::from_utf8(original).ok()?;
    let found: Vec<(usize, char)> = text.char_indices().filter(|(_, letter)| wanted(*letter)).collect();
    let (at, letter) = *found.get(chance.below(found.len()))?;
    Some((at, at + letter.len_utf8()))
}

fn replaced(original: &[u8], start: usize, end: usize, by: &[u8]) -> Damage {
    Damage { bytes: [&original[..start], by, &original[end..]].concat(), line: line_of(original, start) }
}

fn line_starts(text: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(ends).filter(|at| *at < text.len())
}

fn line_of(text: &[u8], at: usize) -> usize {
    text[..at].split(|byte| *byte == b'\n').count()
}

/// The same chance in every run: xorshift64* by Marsaglia and Vigna.
struct Chance(u64);

impl Chance {
    fn new(name: &str) -> Self {
        Self(name.bytes().fold(0x9e37_79b9_7f4a_7c15, |seed, byte| {
            (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// A number below `limit`; zero where there is none.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).unwrap_or(0) % limit.max(1)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The place of `relative` in the content of a site, its folder made.
fn make(site: &Path, relative: &Path) -> PathBuf {
    let path = site.join("content").join(relative);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    path
}

/// The text files below the content folder, by their paths there.
fn text_files(content: &Path) -> Vec<PathBuf> {
    let all = all_files(content).into_iter();
    let texts =
        all.filter(|path| path.extension().is_some_and(|extension| extension == "md" || extension == "yaml"));
    texts.map(|path| path.strip_prefix(content).expect("a path below").to_owned()).collect()
}

fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    entries.into_iter().flat_map(|path| if path.is_dir() { all_files(&path) } else { vec![path] }).collect()
}
