//! The program as its user meets it: in Russian, careful with other people's files, honest in its exit codes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        site.write("content/association.yaml", "название: Школьные библиотекари\n");
        site.write("content/news/a.md", "---\nназвание: Новость\n---\nТекст.\n");
        site
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn build(&self, more: &[&str]) -> Output {
        run(self.folder.path(), &[&["build", "--today", "2025-01-15"], more].concat())
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_kartoteka");
    Command::new(program).args(arguments).current_dir(folder).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_build_says_what_it_did_and_where_to_look() {
    let site = Site::new();
    let output = site.build(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = said(&output);
    assert!(text.contains("Готово: 4 страницы.") && text.contains("index.html"), "{text}");
    assert!(text.contains("Адрес сайта не указан"), "{text}");
    assert!(site.path("public/news/a/index.html").is_file());
    assert!(!site.path("public/sitemap.xml").exists());
}

#[test]
fn the_address_given_on_the_command_line_is_used() {
    let site = Site::new();
    site.write("content/site.yaml", "адрес: https://old.example/\n");
    let output = site.build(&["--base-url", "https://new.example/lib"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let map = fs::read_to_string(site.path("public/sitemap.xml")).expect("a site map");
    assert!(map.contains("https://new.example/lib/news/a/") && !map.contains("old.example"), "{map}");
}

#[test]
fn a_mistake_leaves_the_published_site_as_it_was() {
    let site = Site::new();
    site.build(&[]);
    let before = fs::read(site.path("public/news/a/index.html")).expect("a page");
    site.write("content/news/a.md", "---\nназвание: Новое\nдатта: вчера\n---\n");
    site.write("content/news/b.md", "---\nназвание: Ещё одна\n---\n");
    let output = site.build(&[]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("Возможно, вы имели в виду «дата»"), "{}", said(&output));
    assert_eq!(fs::read(site.path("public/news/a/index.html")).expect("a page"), before);
    assert!(!site.path("public/news/b").exists());
}

#[test]
fn a_warning_is_refused_only_where_strictness_is_asked_for() {
    let site = Site::new();
    site.write("content/лишний.md", "Текст.\n");
    assert_eq!(site.build(&[]).status.code(), Some(0));
    let strict = site.build(&["--strict"]);
    assert_eq!(strict.status.code(), Some(1), "{}", said(&strict));
}

#[test]
fn a_folder_of_others_is_refused_with_an_explanation() {
    let site = Site::new();
    site.write("public/диплом.docx", "чужое");
    let output = site.build(&[]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("диплом.docx"), "{}", said(&output));
    assert_eq!(fs::read_dir(site.path("public")).expect("a folder").count(), 1, "something was written");
}

#[test]
fn only_what_is_ours_is_removed() {
    let site = Site::new();
    site.build(&[]);
    site.write("public/чужой.txt", "чужое");
    fs::remove_file(site.path("content/news/a.md")).expect("removed");
    let output = site.build(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(!site.path("public/news").exists());
    assert!(site.path("public/чужой.txt").is_file());
}

#[test]
fn drafts_are_built_only_where_they_are_asked_for() {
    let site = Site::new();
    site.write("content/news/b.md", "---\nназвание: Черновик\nчерновик: да\n---\n");
    site.build(&[]);
    assert!(!site.path("public/news/b").exists());
    site.build(&["--drafts"]);
    assert!(site.path("public/news/b/index.html").is_file());
}

#[test]
fn the_output_must_not_lie_in_the_content() {
    let site = Site::new();
    for out in ["content", "content/site", "."] {
        let output = site.build(&["--out", out]);
        assert_eq!(output.status.code(), Some(2), "{out}: {}", said(&output));
    }
    assert!(!site.path("content/site").exists());
}

#[test]
fn everything_is_said_in_russian() {
    let site = Site::new();
    let nowhere = site.path("nowhere");
    let nowhere = nowhere.to_string_lossy();
    for arguments in [
        &["--help"][..],
        &["build", "--help"],
        &["--version"],
        &[],
        &["biuld"],
        &["build", "--jbos", "2"],
        &["build", "--jobs", "0"],
        &["build", "--jobs", "много"],
        &["build", "--jobs"],
        &["build", "--today", "вчера"],
        &["build", "--today", "2024-10-08", "--today", "2024-10-09"],
        &["build", "--base-url", "школа"],
        &["build", "лишнее"],
        &["build", "--strict=да"],
        &["build", "--root", &nowhere],
    ] {
        let text = said(&run(site.folder.path(), arguments));
        assert!(!text.trim().is_empty(), "{arguments:?} is answered with silence");
        for english in
            ["error", "Usage", "Options", "Commands", "unexpected", "invalid", "found", "For more", "Print"]
        {
            assert!(!text.contains(english), "{arguments:?} is answered with «{english}»:\n{text}");
        }
    }
}

#[test]
fn what_is_not_understood_is_a_failure() {
    let site = Site::new();
    for arguments in [&["biuld"][..], &["build", "--jobs", "0"], &["build", "--root", "нигде"], &[]] {
        assert_eq!(run(site.folder.path(), arguments).status.code(), Some(2), "{arguments:?}");
    }
}
