//! The first lines of attachments that are plain text, for whoever looks at a page before taking the file away.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::encoding::{Decoded, decode};
use super::unified;
use crate::prose::invisible;

/// The extensions of plain text that is nobody's page.
const PLAIN: [&str; 3] = ["csv", "tsv", "txt"];

/// How many bytes are read of a file: some dozens of lines.
const LONGEST: u64 = 4096;

/// The whole lines at the beginning of the file at `path`; nothing where it is no plain text.
pub(super) fn of(path: &Path) -> io::Result<Option<Arc<str>>> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    if !PLAIN.iter().any(|plain| extension.eq_ignore_ascii_case(plain)) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(text(&bytes, u64::try_from(bytes.len()).is_ok_and(|length| length == LONGEST)))
}

/// The text of `bytes`, without the line that is cut off where they go on.
fn text(bytes: &[u8], goes_on: bool) -> Option<Arc<str>> {
    let whole = match bytes.iter().rposition(|byte| *byte == b'\n') {
        Some(end) if goes_on => &bytes[..end],
        _ => bytes,
    };
    let text = match decode(whole) {
        Decoded::Text(text) | Decoded::Old { text, .. } => text,
        Decoded::Damaged(text, at) => text.get(..at).unwrap_or_default().to_owned(),
        Decoded::Other { .. } | Decoded::Unknown => return None,
    };
    let text = invisible::cleaned(unified(&text)).text;
    Some(text.trim_end().into()).filter(|text: &Arc<str>| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_encodings_and_cut_lines_are_read() {
        let read = |bytes: &[u8], goes_on| text(bytes, goes_on).as_deref().map(str::to_owned);
        assert_eq!(read("Автор;Книга\r\nЧ".as_bytes(), false).as_deref(), Some("Автор;Книга\nЧ"));
        assert_eq!(read(&"Автор\nЧехов".as_bytes()[..13], true).as_deref(), Some("Автор"));
        let old =
            b"\xca\xed\xe8\xe3\xe8 \xee \xf1\xee\xe1\xe0\xea\xe0\xf5 \xe4\xeb\xff \xe4\xe5\xf2\xe5\xe9\n";
        assert_eq!(read(old, false).as_deref(), Some("Книги о собаках для детей"));
        assert_eq!(read(b"\xff\xfe\x10\x04\n\x00\x11\x04", true).as_deref(), Some("А"));
        assert_eq!(read(b"\x00\x01\x02", false), None);
        assert_eq!(read(b"", false), None);
    }
}
