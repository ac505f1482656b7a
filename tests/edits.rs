//! A preview's memory never changes an answer: after any edits its site is, byte for byte, that of a clean build.
//!
//! `KARTOTEKA_EDITS=300 cargo test --release --test edits` for the long form; by default fewer edits are made. Each run
//! makes the same edits; `KARTOTEKA_SEED` chooses others.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use chrono::NaiveDate;
use image::{ImageFormat, Rgb, RgbImage};
use kartoteka::diagnostic::{Diagnostic, Diagnostics};
use kartoteka::link::Options;
use kartoteka::output::Output;
use kartoteka::render::{self, Theme};
use kartoteka::serve::{Edition, File};
use kartoteka::write::{Deliverable, Made, archive};
use kartoteka::{Memory, build, build_again, source};

/// The content and theme of a site on the disk.
struct Site {
    folder: tempfile::TempDir,
    random: Random,
    edits: usize,
}

/// What a build comes to: every file with its bytes, and everything that is wrong.
type Answer = (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>);

/// Numbers that nobody can foresee and everybody can repeat (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("a small number") % limit
    }

    fn one_of<'t, T: ?Sized>(&mut self, choices: &[&'t T]) -> &'t T {
        choices[self.below(choices.len())]
    }
}

/// What a preview keeps from one build to the next.
#[derive(Default)]
struct Kept {
    sources: source::Memory,
    built: Memory,
    pages: Option<Arc<render::Memory>>,
}

fn options() -> Options {
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    Options { today, drafts: true, base_url: None }
}

impl Site {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let site = Self { folder, random: Random(seed), edits: 0 };
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content/primer"), &site.content("primer"));
        // Pictures of which nothing is made: the others are enough, and each is made anew for every edit.
        for (path, number) in site.files(&[".png"]).iter().zip(0..) {
            fs::write(path, picture((30, 20), number, ImageFormat::Png)).expect("a picture");
        }
        site.write("content/site.yaml", "название: Портал\nадрес: https://portal.example/a/\n");
        site.write("content/vtoroe/association.yaml", "название: Второе объединение\n");
        site.write("content/vtoroe/news/odna.md", "---\nназвание: Одна\n---\n[Другая](dve.md#Начало)\n");
        site.write_bytes("content/vtoroe/news/snimki/zal.jpg", &picture((200, 150), 0, ImageFormat::Jpeg));
        site.write_bytes("content/vtoroe/news/snimki/shema.png", &picture((200, 150), 0, ImageFormat::Png));
        site.write(
            "content/vtoroe/news/snimki/index.md",
            "---\nназвание: Снимки\nфото:\n  - файл: zal.jpg\n---\n![схема](shema.png)\n",
        );
        site.write(
            "content/vtoroe/news/dve.md",
            "---\nназвание: Две\nкто: Иванова И.И.\n---\n## Начало\n\nТекст.\n",
        );
        site
    }

    fn content(&self, name: &str) -> PathBuf {
        self.folder.path().join("content").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        self.write_bytes(name, text.as_bytes());
    }

    fn write_bytes(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// The files of the content in order, those with one of the endings.
    fn files(&self, endings: &[&str]) -> Vec<PathBuf> {
        let mut files = paths(&self.folder.path().join("content"));
        files.retain(|path| endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)));
        files.sort();
        files
    }

    /// One edit, as a person makes it; it may well be a mistake.
    fn edit(&mut self) -> String {
        self.edits += 1;
        match self.random.below(14) {
            0..=3 => self.change_text(),
            4 => self.change_line(),
            5 | 6 => self.add(),
            7 => self.rename(),
            8 => self.delete(),
            9 => self.change_registry(),
            10 => self.change_theme(),
            11 | 12 => self.change_pictures(),
            _ => self.change_settings(),
        }
    }

    /// Makes what was just written old, and every edit older by another second: files that are new are always read again, and
    /// nothing would be known of the stamps of old ones.
    fn age(&self) {
        let year = Duration::from_hours(365 * 24);
        let old = UNIX_EPOCH + 30 * year + Duration::from_secs(self.edits as u64);
        for path in self.files(&[""]) {
            let modified = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("a time");
            if modified > UNIX_EPOCH + 40 * year {
                let file = fs::File::options().write(true).open(&path).expect("a file");
                file.set_modified(old).expect("another time");
            }
        }
    }

    fn any(&mut self, endings: &[&str]) -> PathBuf {
        let files = self.files(endings);
        files[self.random.below(files.len())].clone()
    }

    fn change_text(&mut self) -> String {
        let path = self.any(&[".md"]);
        let mut text = fs::read_to_string(&path).expect("a text");
        let more = [
            "Ещё строка.",
            "## Новый раздел",
            "[Ссылка](/vtoroe/news/odna.md)",
            "[Куда](nikuda.md)",
            "<b>жирно",
        ];
        let _ = writeln!(text, "\n{} {}", self.random.one_of(&more), self.edits);
        fs::write(&path, text).expect("a file");
        format!("text of {}", path.display())
    }

    /// Takes a line out, writes it twice, or changes a value: in the fields as likely as in the text.
    fn change_line(&mut self) -> String {
        let path = self.any(&[".md", ".yaml"]);
        let text = fs::read_to_string(&path).expect("a text");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if lines.is_empty() {
            return "nothing".to_owned();
        }
        let at = self.random.below(lines.len());
        match self.random.below(3) {
            0 => {
                lines.remove(at);
            }
            1 => lines.insert(at, lines[at].clone()),
            _ => lines[at].push_str(" правка"),
        }
        fs::write(&path, lines.join("\n") + "\n").expect("a file");
        format!("line {} of {}", at + 1, path.display())
    }

    fn add(&mut self) -> String {
        let (owner, section) = (
            self.random.one_of(&["primer", "vtoroe", "."]),
            self.random.one_of(&["news", "pages", "materials", "meetings"]),
        );
        let name = format!("content/{owner}/{section}/novoe-{}", self.edits);
        let head = format!("---\nназвание: Новое {}\nдата: 2026-10-{:02}\n", self.edits, 1 + self.edits % 28);
        let more = self.random.one_of(&[
            "",
            "черновик: да\n",
            "слаг: odin\n",
            "кто: Иванова И. И.\n",
            "прежние адреса: /x/\n",
        ]);
        if self.random.below(3) == 0 {
            self.write(
                &format!("{name}/index.md"),
                &format!("{head}{more}файлы:\n  - файл: f.txt\n---\nТекст.\n"),
            );
            self.write(&format!("{name}/f.txt"), "вложение");
        } else {
            self.write(&format!("{name}.md"), &format!("{head}{more}---\nТекст.\n"));
        }
        format!("new {name}")
    }

    fn rename(&mut self) -> String {
        let path = self.any(&[".md", ".txt"]);
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let target = path.with_file_name(format!("i-{}-{name}", self.edits));
        fs::rename(&path, &target).expect("a rename");
        format!("{} to {}", path.display(), target.display())
    }

    fn delete(&mut self) -> String {
        let path = self.any(&[".md", ".yaml", ".txt"]);
        if self.files(&[".md"]).len() > 12 {
            fs::remove_file(&path).expect("a removal");
        }
        format!("without {}", path.display())
    }

    fn change_registry(&mut self) -> String {
        let owner = self.random.one_of(&["primer", "vtoroe", "tretje"]);
        let number = self.edits;
        match self.random.below(5) {
            0 => {
                let text = format!("название: Объединение {number}\nрайон: Район {number}\n");
                self.write(&format!("content/{owner}/association.yaml"), &text);
            }
            1 => {
                let text = format!("2026/2027:\n  1 четверть: 01.09.2026–{:02}.10.2026\n", 20 + number % 8);
                self.write(&format!("content/{owner}/calendar.yaml"), &text);
            }
            2 => {
                let shown =
                    self.random.one_of(&["", "  на сайте: должность\n", "  варианты: Петрова П.П.\n"]);
                let text = format!("- кто: Иванова И. И.\n  должность: библиотекарь {number}\n{shown}");
                self.write(&format!("content/{owner}/people.yaml"), &text);
            }
            3 => {
                let path = self.folder.path().join(format!("content/{owner}/people.yaml"));
                if path.is_file() {
                    fs::remove_file(path).expect("a removal");
                }
            }
            _ => {
                let text = format!(
                    "мероприятия:\n  - что: Дело {number}\n    когда: 1 четверть\n    кто: Петрова П.П.\n"
                );
                self.write(&format!("content/{owner}/plans/2026-2027.yaml"), &text);
            }
        }
        format!("registries of {owner}")
    }

    fn change_theme(&mut self) -> String {
        let themes = self.folder.path().join("themes");
        let number = self.edits;
        match self.random.below(4) {
            0 => self.write("themes/default/static/style.css", &format!("a{{order:{number}}}")),
            1 => {
                let own = include_str!("../themes/default/templates/list.html");
                let own = own.replacen("<h1>", &format!("<h1 data-edit=\"{number}\">"), 1);
                self.write("themes/default/templates/list.html", &own);
            }
            2 => self.write("themes/default/templates/article.html", "{% if %}"),
            _ if themes.is_dir() => fs::remove_dir_all(themes).expect("a removal"),
            _ => {}
        }
        "theme".to_owned()
    }

    /// A picture or the words that name it: new, another of the same size, in another format than its name says, cut off.
    fn change_pictures(&mut self) -> String {
        let number = u32::try_from(self.edits).expect("a small number");
        let name = self.random.one_of(&["zal.jpg", "shema.png"]);
        let (format, other) = if name == "zal.jpg" {
            (ImageFormat::Jpeg, ImageFormat::Png)
        } else {
            (ImageFormat::Png, ImageFormat::Jpeg)
        };
        let path = format!("content/vtoroe/news/snimki/{name}");
        let sides = [(200, 150), (200, 150), (150, 210)][self.random.below(3)];
        match self.random.below(6) {
            0..=2 => self.write_bytes(&path, &picture(sides, number, format)),
            3 => self.write_bytes(&path, &picture(sides, number, other)),
            4 => {
                let whole = picture(sides, number, format);
                self.write_bytes(&path, &whole[..whole.len() / (1 + self.edits % 40)]);
            }
            _ => {
                let head = self.random.one_of(&[
                    "",
                    "фото:\n  - файл: zal.jpg\n    описание: Зал\n",
                    "фото:\n  - файл: zal.jpg\n    описание: Зал\n    оригинал: да\n",
                    "файлы: [zal.jpg, shema.png]\n",
                ]);
                let text = self.random.one_of(&["Текст.", "![схема](shema.png)", "[зал](zal.jpg)"]);
                let page = format!("---\nназвание: Снимки\n{head}---\n{text}\n");
                self.write("content/vtoroe/news/snimki/index.md", &page);
            }
        }
        "pictures".to_owned()
    }

    fn change_settings(&mut self) -> String {
        let number = self.edits;
        let more = self.random.one_of(&[
            "",
            "оформление: default\n",
            "оформление: nema\n",
            "не предупреждать: лишний файл\n",
        ]);
        let text = format!("название: Портал {number}\nадрес: https://portal.example/{number}/\n{more}");
        self.write("content/site.yaml", &text);
        "settings".to_owned()
    }

    fn theme(&self, name: &str) -> (Arc<Theme>, Diagnostics) {
        let files = source::read_theme(&self.folder.path().join("themes").join(name)).expect("a theme");
        let theme = Theme::new(name, files);
        (Arc::new(theme.value), theme.diagnostics)
    }

    /// The site from nothing.
    fn clean(&self) -> Answer {
        let mut diagnostics = Diagnostics::default();
        let tree = source::read(&self.content(""), "content").expect("the content").report(&mut diagnostics);
        let site = Arc::new(build(&tree, &options()).report(&mut diagnostics));
        let (theme, found) = self.theme(&site.theme);
        diagnostics.append(found);
        let sound = !diagnostics.has_errors();
        let output = Output::new(&site, &theme).report(&mut diagnostics);
        let files = if sound && !diagnostics.has_errors() {
            made(&output, &mut diagnostics)
        } else {
            BTreeMap::new()
        };
        (files, diagnostics.sorted())
    }

    /// The site out of what is kept from the last time, as the preview serves it.
    fn kept(&self, kept: &mut Kept) -> Answer {
        let mut diagnostics = Diagnostics::default();
        let tree = source::read_again(&self.content(""), "content", &mut kept.sources);
        let tree = tree.expect("the content").report(&mut diagnostics);
        let linked = build_again(&tree, &options(), Some(&mut kept.built)).report(&mut diagnostics);
        let site = Arc::new(linked.site);
        let (theme, found) = self.theme(&site.theme);
        diagnostics.append(found);
        let sound = !diagnostics.has_errors();
        let output = Output::new(&site, &theme).report(&mut diagnostics);
        let output = output.kept_in(&self.folder.path().join(".kartoteka"));
        let paths: Vec<String> = output.paths().into_iter().map(str::to_owned).collect();
        let pages = kept.pages.get_or_insert_with(|| Arc::new(render::Memory::new(4 * 1024 * 1024)));
        let edition = Edition::new(output, pages);
        let mut files = BTreeMap::new();
        if sound && !diagnostics.has_errors() {
            for path in paths {
                match edition.file(&path).expect("a file") {
                    Ok(File::Page(page)) => drop(files.insert(path, page.text.clone().into_bytes())),
                    Ok(File::Made(bytes)) => drop(files.insert(path, bytes)),
                    Ok(File::Attachment(place)) => {
                        drop(files.insert(path, fs::read(place).expect("an attachment")));
                    }
                    Ok(File::Archive(content)) => drop(files.insert(path, archived(content.as_ref()))),
                    Err(mistake) => diagnostics.push(mistake),
                }
            }
        }
        (files, diagnostics.sorted())
    }
}

/// A picture of its own for each `number`.
fn picture((width, height): (u32, u32), number: u32, format: ImageFormat) -> Vec<u8> {
    let point = |x: u32, y: u32| Rgb([x / 4, y / 4, x * y + number * 50].map(|value| value.to_le_bytes()[0]));
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_fn(width, height, point).write_to(&mut bytes, format).expect("a coded picture");
    bytes.into_inner()
}

fn made(output: &Output, diagnostics: &mut Diagnostics) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for path in output.paths() {
        match output.make(path) {
            Ok(Made::Bytes(bytes)) => drop(files.insert(path.to_owned(), bytes.into_owned())),
            Ok(Made::File(place)) => {
                drop(files.insert(path.to_owned(), fs::read(place).expect("an attachment")));
            }
            Ok(Made::Archive(content)) => drop(files.insert(path.to_owned(), archived(content.as_ref()))),
            Err(mistake) => diagnostics.push(mistake),
        }
    }
    files
}

fn archived(content: &(dyn Deliverable<Failure = Diagnostic> + Send)) -> Vec<u8> {
    let mut bytes = Vec::new();
    archive(content, &mut bytes).expect("an archive");
    bytes
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { paths(&path) } else { vec![path] }).collect()
}

fn copy(from: &Path, to: &Path) {
    for path in paths(from) {
        let target = to.join(path.strip_prefix(from).expect("a path below"));
        fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
        fs::copy(path, target).expect("a copy");
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn after_any_edits_the_site_is_that_of_a_clean_build() {
    let (edits, seed) = (number("KARTOTEKA_EDITS", 20), number("KARTOTEKA_SEED", 20_261_120));
    let mut site = Site::new(seed);
    let mut kept = Kept::default();
    let mut good = 0;
    for count in 1..=edits {
        let before: Vec<_> = site
            .files(&[""])
            .into_iter()
            .map(|path| (path.clone(), fs::read(path).expect("a file")))
            .collect();
        let edit = site.edit();
        site.age();
        let (files, said) = site.kept(&mut kept);
        let (clean_files, clean_said) = site.clean();
        assert_eq!(said, clean_said, "edit {count} of seed {seed}: {edit}");
        let differ =
            clean_files.keys().chain(files.keys()).find(|path| files.get(*path) != clean_files.get(*path));
        assert!(differ.is_none(), "edit {count} of seed {seed}: {edit}: {differ:?} differs");
        if clean_files.is_empty() {
            // A mistake that stays would hide everything that comes after it.
            restore(&site, &before);
        } else {
            good += 1;
        }
    }
    println!("{edits} edits, {good} of them without a mistake");
    assert!(good * 3 > edits, "only {good} of {edits} edits made a site");
}

/// Puts the content back as it was, and takes the theme away.
fn restore(site: &Site, before: &[(PathBuf, Vec<u8>)]) {
    for path in site.files(&[""]) {
        if !before.iter().any(|(known, _)| *known == path) {
            fs::remove_file(path).expect("a removal");
        }
    }
    for (path, bytes) in before {
        if fs::read(path).ok().as_ref() != Some(bytes) {
            fs::write(path, bytes).expect("a file");
        }
    }
    let _ = fs::remove_dir_all(site.folder.path().join("themes"));
}
