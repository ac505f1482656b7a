//! Files that are too large, or of a kind that web servers run or refuse.

use crate::diagnostic::{Diagnostic, Diagnostics, Lint, Place};
use crate::link::document::Used;
use crate::parse::size::FileSize;

/// How large a file may be where the site does not say.
const USUAL_LIMIT: FileSize = FileSize(20 << 20);

/// Extensions of programs, and of pages that a server runs.
const REFUSED: &[&str] = &[
    "apk", "asp", "aspx", "bat", "cgi", "cmd", "com", "cpl", "dll", "exe", "hta", "jar", "js", "jse", "jsp",
    "lnk", "msi", "phar", "php", "php3", "php5", "php7", "phtml", "pl", "ps1", "reg", "scr", "sh", "shtml",
    "vbe", "vbs", "wsf",
];

/// Extensions of pages and drawings that may hold a program, which a browser would run as one of the site's own.
const ACTIVE: &[&str] =
    &["htm", "html", "mht", "mhtml", "svg", "svgz", "swf", "xht", "xhtml", "xml", "xsl", "xslt"];

/// Reports the files that pages name and that visitors will not get well, each where it is named first.
pub(in crate::link) fn files(used: &[Used], limit: Option<FileSize>, diagnostics: &mut Diagnostics) {
    let FileSize(limit) = limit.unwrap_or(USUAL_LIMIT);
    for Used { asset, place, .. } in used {
        diagnostics.extend(refusal(&asset.name, place));
        if asset.length > limit && asset.is_published() {
            diagnostics.push(
                Diagnostic::warning(
                    Lint::LargeFile,
                    place.clone(),
                    format!("Файл «{}» занимает {}, больше {}", asset.name, size(asset.length), size(limit)),
                )
                .hint("Сожмите его; видео лучше дать ссылкой. Предел меняют в site.yaml: «предел файла: 50 МБ»."),
            );
        }
    }
}

/// A doubt about a file that is or holds a program.
fn refusal(name: &str, place: &Place) -> Option<Diagnostic> {
    let extension = name.rsplit_once('.')?.1.to_lowercase();
    let warning = |message: String| Diagnostic::warning(Lint::RefusedFile, place.clone(), message);
    if REFUSED.contains(&extension.as_str()) {
        let message = format!("Файл «{name}» — программа, а не документ");
        let hint = "Положите его в архив ZIP или дайте ссылку на сайт автора программы.";
        return Some(warning(message).hint(hint));
    }
    ACTIVE.contains(&extension.as_str()).then(|| {
        warning(format!("В файле «{name}» может быть программа"))
            .reason("Браузер посетителя выполнит её от имени вашего сайта.")
            .hint("Сохраните страницу как PDF, а рисунок как PNG.")
    })
}

/// «35,2 МБ», with a tenth where it is one.
fn size(bytes: u64) -> String {
    let (unit, name) = [(1_u64 << 30, "ГБ"), (1 << 20, "МБ"), (1 << 10, "КБ")]
        .into_iter()
        .find(|(unit, _)| bytes >= *unit)
        .unwrap_or((1, "байт"));
    let tenths = (u128::from(bytes) * 10).div_ceil(u128::from(unit));
    match tenths % 10 {
        0 => format!("{}\u{a0}{name}", tenths / 10),
        tenth => format!("{},{tenth}\u{a0}{name}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_run_is_refused() {
        let refusal = |name| refusal(name, &Place::file(&"t.md".into()));
        for name in ["a.exe", "a.HTML", "рисунок.svg", "a.b.js"] {
            assert!(refusal(name).is_some(), "{name}");
        }
        for name in ["a.pdf", "html", "a.html.zip", "снимок.JPG"] {
            assert!(refusal(name).is_none(), "{name}");
        }
    }

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(size(20 << 20), "20\u{a0}МБ");
        assert_eq!(size((20 << 20) + 1), "20,1\u{a0}МБ");
        assert_eq!(size(1536), "1,5\u{a0}КБ");
        assert_eq!(size(7), "7\u{a0}байт");
    }
}
