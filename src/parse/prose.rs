//! Where a source file has words that may reach the site: for whoever searches the words instead of reading the file.

use std::ops::Range;
use std::sync::Arc;

use super::front_matter;
use super::yaml;
use crate::diagnostic::Diagnostics;

/// The stretches of the file `path` that hold words: every key and value of YAML, and the text of a Markdown file as a
/// whole. Notes behind `#` are nobody's words. The file has been read before, so its mistakes are known.
pub fn passages(path: &Arc<str>, text: &str) -> Vec<Range<usize>> {
    let mut unheard = Diagnostics::default();
    let mut found = Vec::new();
    if path.to_lowercase().ends_with(".md") {
        let split = front_matter::split(path, text, &mut unheard);
        found.extend(split.fields.iter().flat_map(|fields| fields.root.scalars()));
        found.push(split.body_start..text.len());
    } else {
        found.extend(yaml::parse(path, text, 0, &mut unheard).root.scalars());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_left_out() {
        let words = |path: &str, text: &'static str| -> Vec<&str> {
            passages(&path.into(), text).into_iter().map(|span| text[span].trim()).collect()
        };
        assert_eq!(words("t.yaml", "# заметка\nа: б # ещё\nв:\n  - г\n"), ["а", "б", "в", "г"]);
        assert_eq!(
            words("t.yaml", "а: >-\n  один\n  два\nб: \"три\"\n"),
            ["а", "один\n  два", "б", "\"три\""]
        );
        assert_eq!(words("t.md", "---\nа: б\n---\nТекст.\n"), ["а", "б", "Текст."]);
    }
}
