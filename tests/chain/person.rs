//! Somebody at a command line, with a text editor and a browser: what they type, change and see, told while it happens.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use zip::ZipArchive;

/// How much of an answer is told.
const TOLD: usize = 4;

/// A person in a folder.
pub(crate) struct Person {
    home: PathBuf,
    folder: PathBuf,
    step: usize,
}

impl Person {
    /// At home, where nothing is left of an earlier day.
    pub(crate) fn at_home(home: &Path) -> Self {
        if home.exists() {
            fs::remove_dir_all(home).expect("the folder can be removed");
        }
        fs::create_dir_all(home).expect("a folder");
        Self { home: home.to_owned(), folder: home.to_owned(), step: 0 }
    }

    pub(crate) fn begins(&mut self, what: &str) {
        self.step += 1;
        println!("\n{}. {what}", self.step);
    }

    pub(crate) fn goes_to(&mut self, folder: &str) {
        self.folder = self.folder.join(folder);
    }

    pub(crate) fn goes_home(&mut self) {
        self.folder.clone_from(&self.home);
    }

    pub(crate) fn place(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// What the program answers to a command, which succeeds.
    pub(crate) fn types(&self, arguments: &[&str]) -> String {
        let (succeeded, said) = self.run(arguments);
        assert!(succeeded, "{arguments:?}: {said}");
        said
    }

    /// What the program answers to a command that it does not carry out.
    pub(crate) fn is_refused(&self, arguments: &[&str]) -> String {
        let (succeeded, said) = self.run(arguments);
        assert!(!succeeded, "{arguments:?}: {said}");
        said
    }

    fn run(&self, arguments: &[&str]) -> (bool, String) {
        let quoted =
            |word: &&str| if word.contains(' ') { format!("\"{word}\"") } else { (*word).to_owned() };
        println!("   $ kartoteka {}", arguments.iter().map(quoted).collect::<Vec<_>>().join(" "));
        let output = Command::new(env!("CARGO_BIN_EXE_kartoteka"))
            .args(arguments)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .output()
            .expect("the program runs");
        let said =
            [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said).into_owned()).concat();
        let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
        lines.iter().take(TOLD).for_each(|line| println!("     {line}"));
        if lines.len() > TOLD {
            println!("     …");
        }
        (output.status.success(), said)
    }

    pub(crate) fn puts(&self, path: &str, content: impl AsRef<[u8]>) {
        fs::write(self.place(path), content).expect("a file");
        notes(&format!("writes {path}"));
    }

    pub(crate) fn reads(&self, path: &str) -> String {
        seen(&self.place(path))
    }

    /// Puts other words for words that stand in a file once.
    pub(crate) fn edits(&self, path: &str, changes: &[(&str, &str)]) {
        let mut content = self.reads(path);
        for (words, instead) in changes {
            assert_eq!(content.matches(words).count(), 1, "{path}: {words}\n{content}");
            content = content.replacen(words, instead, 1);
        }
        fs::write(self.place(path), content).expect("a file");
        notes(&format!("edits {path}"));
    }

    /// Writes the text of a document anew, below its header.
    pub(crate) fn writes_below(&self, path: &str, body: &str) {
        let content = self.reads(path);
        let (header, _) = content.split_once("\n---\n").expect("a header");
        fs::write(self.place(path), format!("{header}\n---\n\n{body}")).expect("a file");
        notes(&format!("writes below the header of {path}"));
    }

    /// Unpacks an archive into a folder.
    pub(crate) fn unpacks(&self, archive: &Path, folder: &str) -> PathBuf {
        let to = self.place(folder);
        let file = fs::File::open(archive).expect("the archive");
        ZipArchive::new(file).expect("an archive").extract(&to).expect("its files");
        notes(&format!("unpacks case.zip into {folder}"));
        to
    }

    /// The page at an address of the site, which ends in `/` or is empty; a space that holds words together is a space.
    pub(crate) fn page(&self, address: &str) -> String {
        seen(&self.place(&format!("public/{address}index.html")))
            .replace('\u{a0}', " ")
            .replace("&nbsp;", " ")
    }

    /// What a page says.
    pub(crate) fn text_of(&self, address: &str) -> String {
        text(&self.page(address))
    }

    /// What there is now, and the file that shows it.
    pub(crate) fn sees(&self, what: &str, file: &str) {
        assert!(self.place(file).is_file(), "{file}");
        println!("   → {what}\n     {file}");
    }
}

/// What has come of a step.
pub(crate) fn says(what: &str) {
    println!("   → {what}");
}

/// What was done without the program.
pub(crate) fn notes(what: &str) {
    println!("   · {what}");
}

/// The text of a file.
pub(crate) fn seen(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The bytes of a file.
pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files below a folder.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// Elements that stand within a line.
const INLINE: [&str; 6] = ["a", "b", "em", "span", "strong", "time"];

/// The words of a piece of a page, with single spaces between them.
pub(crate) fn text(page: &str) -> String {
    let mut words = String::new();
    for (number, piece) in page.split('<').enumerate() {
        let (tag, said) = piece.split_once('>').filter(|_| number > 0).unwrap_or(("", piece));
        let name = tag.trim_start_matches('/').split(char::is_whitespace).next().unwrap_or_default();
        if !INLINE.contains(&name) {
            words.push(' ');
        }
        words.push_str(said);
    }
    let words = words.replace("&amp;", "&").replace("&quot;", "\"").replace("&#39;", "'");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
