//! What an address leads to, by the rules of a real host: a folder has its `index.html`, capital letters differ from small ones.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What must not stand in the path of a `Location` as it is.
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What stands at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The file at this path below the site's root.
    File(String),
    /// A folder whose address wants a slash at its end: the address with it.
    Moved(String),
    /// Nothing.
    Nothing,
}

/// What the path of an address leads to, where `exists` knows the site's files.
pub(super) fn find(address: &str, exists: impl Fn(&str) -> bool) -> Found {
    let Some(path) = address.strip_prefix('/') else { return Found::Nothing };
    let Ok(path) = percent_decode_str(path).decode_utf8() else { return Found::Nothing };
    if path.is_empty() || path.ends_with('/') {
        let index = format!("{path}index.html");
        return if exists(&index) { Found::File(index) } else { Found::Nothing };
    }
    if exists(&path) {
        return Found::File(path.into_owned());
    }
    if exists(&format!("{path}/index.html")) {
        return Found::Moved(format!("/{}/", utf8_percent_encode(&path, NOT_IN_PATH)));
    }
    Found::Nothing
}

/// The path of the site's file that the relative address `link` on the page `from` leads to; nothing for other sites.
pub(super) fn resolve(from: &str, link: &str) -> Option<String> {
    let path = link.split(['#', '?']).next().filter(|path| !path.is_empty() && !path.contains(':'))?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_a_real_host_reads_them() {
        let files =
            ["index.html", "news/a/index.html", "news/a/foto.jpg", "assets/шрифт 1.woff", "staroe.html"];
        let found = |address: &str| find(address, |path| files.contains(&path));
        let file = |path: &str| Found::File(path.to_owned());
        assert_eq!(found("/"), file("index.html"));
        assert_eq!(found("/news/a/"), file("news/a/index.html"));
        assert_eq!(found("/news/a"), Found::Moved("/news/a/".to_owned()));
        assert_eq!(found("/news/a/index.html"), file("news/a/index.html"));
        assert_eq!(found("/news/a/foto.jpg"), file("news/a/foto.jpg"));
        assert_eq!(found("/assets/%D1%88%D1%80%D0%B8%D1%84%D1%82%201.woff"), file("assets/шрифт 1.woff"));
        assert_eq!(found("/staroe.html"), file("staroe.html"));
        for nothing in
            ["/News/a/", "/news/A", "/news/", "/news/a/foto.JPG", "/../Cargo.toml", "//x/", "/%ff", ""]
        {
            assert_eq!(found(nothing), Found::Nothing, "{nothing}");
        }
    }

    #[test]
    fn links_are_followed_from_their_page() {
        assert_eq!(resolve("news/a/index.html", "foto.jpg").as_deref(), Some("news/a/foto.jpg"));
        assert_eq!(
            resolve("news/a/index.html", "../../assets/a%20b.css?x#y").as_deref(),
            Some("assets/a b.css")
        );
        assert_eq!(resolve("index.html", "../x"), None);
        assert_eq!(resolve("index.html", "https://example.org/x"), None);
    }
}
