//! Files that are too large, or of a kind that web servers run or refuse.

use crate::diagnostic::{Diagnostic, Diagnostics, Lint};
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

/// Reports the files that pages name and that visitors will not get well, each where it is named first.
pub(in crate::link) fn files(used: &[Used], limit: Option<FileSize>, diagnostics: &mut Diagnostics) {
    let FileSize(limit) = limit.unwrap_or(USUAL_LIMIT);
    for Used { asset, place, .. } in used {
        let extension = asset.name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
        if extension.is_some_and(|extension| REFUSED.contains(&extension.as_str())) {
            diagnostics.push(
                Diagnostic::warning(
                    Lint::RefusedFile,
                    place.clone(),
                    format!("Файл «{}» — программа, а не документ", asset.name),
                )
                .hint("Положите его в архив ZIP или дайте ссылку на сайт автора программы."),
            );
        }
        if asset.length > limit {
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
    use super::size;

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(size(20 << 20), "20\u{a0}МБ");
        assert_eq!(size((20 << 20) + 1), "20,1\u{a0}МБ");
        assert_eq!(size(1536), "1,5\u{a0}КБ");
        assert_eq!(size(7), "7\u{a0}байт");
    }
}
