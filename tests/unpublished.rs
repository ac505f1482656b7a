//! A material with «публиковать: нет»: not a byte of its card or its files reaches any file of the site.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What only the material and its files say, in letters and in addresses.
const SECRETS: [&str; 8] =
    ["Потаённый", "потаённ", "potayonnyy", "potaennyj", "СОКРОВЕННОЕ", "Закрытова", "Клад.pptx", "klad"];

const MATERIAL: &str = "---
название: Потаённый урок
тип: потаённый тип
авторы: Закрытова З.З., школа № 99
темы: потаённая тема
дата: 01.11.2024
пункты плана: 1
представлен: ../../meetings/2024-10-08-vstrecha.md
публиковать: нет
файлы:
  - Клад.pptx
  - ../../files/клад.txt
  - ../../files/Общее.txt
фото:
  - файл: klad.png
    описание: Потаённый снимок
---
Сокровенный текст: СОКРОВЕННОЕ.
";

#[test]
fn nothing_of_it_is_published() {
    for arguments in [&[][..], &["--drafts"]] {
        let site = tempfile::tempdir().expect("a temporary folder");
        write(site.path(), "content/association.yaml", "название: РМО\n");
        write(
            site.path(),
            "content/plans/2024-2025.yaml",
            "учебный год: 2024/2025\nмероприятия:\n  - номер: 1.\n    что: Урок\n    когда: ноябрь 2024\n    кто: РМО\n",
        );
        write(
            site.path(),
            "content/meetings/2024-10-08-vstrecha.md",
            "---\nназвание: Встреча\nдата: 08.10.2024\n---\nТекст.\n",
        );
        write(
            site.path(),
            "content/materials/otkrytyj/index.md",
            "---\nназвание: Открытый урок\nфайлы: ../../files/Общее.txt\n---\nТекст.\n",
        );
        write(site.path(), "content/materials/potaennyj/index.md", MATERIAL);
        for file in ["materials/potaennyj/Клад.pptx", "materials/potaennyj/klad.png", "files/клад.txt"]
        {
            write(site.path(), &format!("content/{file}"), &format!("СОКРОВЕННОЕ {file}"));
        }
        write(site.path(), "content/materials/potaennyj/забытое.txt", "СОКРОВЕННОЕ");
        write(site.path(), "content/files/Общее.txt", "для всех");
        let messages = build(site.path(), arguments);
        assert_eq!(messages, "", "no file of it is reported as forgotten");
        let published = files(&site.path().join("public"));
        assert!(published.iter().any(|path| path.ends_with("obshchee.txt")), "the shared file is published");
        for path in published {
            let name = path.strip_prefix(site.path()).expect("a path below").to_string_lossy().into_owned();
            let bytes = fs::read(&path).expect("a file");
            for secret in SECRETS {
                assert!(!name.contains(secret), "{name}");
                let is_there = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
                assert!(!is_there, "{name} holds «{secret}»");
            }
        }
    }
}

/// Builds the site and returns what was said of its content.
fn build(root: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_kartoteka"))
        .args(["build", "--today", "2025-01-15", "--base-url", "https://rmo.example/", "--root"])
        .arg(root)
        .args(arguments)
        .output()
        .expect("the program runs");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
