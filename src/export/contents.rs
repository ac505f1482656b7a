//! `contents.txt`: what a saved copy holds, for whoever looks into its folder.
//!
//! Notepad of old Windows takes a text for UTF-8 by the mark at its beginning, and ends a line only at CR LF.

use std::fmt::Write;

use crate::model::material::{Author, Material};
use crate::model::{Document, Owner, Site, Subject};
use crate::russian::plural::plural;
use crate::view::{self, Page, route};

/// The text of the file.
pub fn contents(site: &Site) -> String {
    let mut text = String::from("СОДЕРЖАНИЕ\n\n");
    let root = site.owners().next().unwrap_or(Owner::Portal);
    let _ = writeln!(text, "{}: {}", view::title(site, &Page::Case(root)), site.name);
    if let Some(saved) = &site.saved {
        let _ = writeln!(text, "{}", view::extent(saved));
    }
    text.push_str("Чтобы смотреть материалы в браузере, откройте index.html.\n");
    text.push_str("Если вы видите эту строку внутри архива, сначала распакуйте его целиком.\n");
    let mut count = 0;
    for (index, association) in site.associations.iter().enumerate() {
        if site.portal && !association.materials.is_empty() {
            let _ = writeln!(text, "\n{}", association.name);
        }
        for (number, material) in association.materials.iter().enumerate() {
            count += 1;
            push_material(&mut text, site, count, (Document::Material(index, number), material));
        }
    }
    push_sum(&mut text, site, count);
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

fn push_material(text: &mut String, site: &Site, number: usize, (document, material): (Document, &Material)) {
    let article = &material.article;
    let _ = writeln!(text, "\n{number}. {}", article.title);
    if !material.authors.is_empty() {
        let word = if material.authors.len() == 1 { "Автор" } else { "Авторы" };
        let _ = writeln!(text, "   {word}: {}", names(&material.authors));
    }
    let page = route::path(site, &Page::Of(Subject::Document(document)));
    let _ = writeln!(text, "   Страница: {page}");
    let mut assets: Vec<usize> = article.assets().collect();
    assets.sort_unstable();
    assets.dedup();
    let assets = assets.into_iter().map(|index| &site.assets[index]);
    for asset in assets.filter(|asset| asset.is_published()) {
        let path = route::asset_path(site, asset);
        let _ = writeln!(text, "   Файл: {} ({}): {path}", asset.name, view::size(asset.length));
    }
}

fn push_sum(text: &mut String, site: &Site, count: usize) {
    let published = site.assets.iter().filter(|asset| asset.is_published());
    let (files, length) = published.fold((0, 0), |(files, length), asset| (files + 1, length + asset.length));
    let _ = writeln!(
        text,
        "\nВсего: {}, {files} {}, {}.",
        view::how_many_materials(count),
        plural(files, "файл", "файла", "файлов"),
        view::size(length),
    );
    text.push_str("Контрольные суммы SHA-256 всех файлов: sha256sums.txt.\n");
}

fn names(authors: &[Author]) -> String {
    authors.iter().map(|author| author.text.as_str()).collect::<Vec<_>>().join("; ")
}
