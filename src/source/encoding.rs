//! Bytes to text: UTF-8, and what older programs and Notepad's other choices leave instead.
//!
//! An old encoding does not say its name, so it is guessed, and the guess is taken only where Russian text comes out of
//! it. What is neither is refused: a page of question marks must not be published.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1251, X_MAC_CYRILLIC};

/// What the bytes of a text file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decoded {
    /// UTF-8.
    Text(String),
    /// Another encoding, with its name as people know it; whether that is a guess.
    Old { text: String, name: &'static str, guessed: bool },
    /// UTF-8 with a few bytes that are none; the text with signs in their place, and where the first of them stands.
    Damaged(String, usize),
    /// A file of another program under the name of a text: what it is and which extension it ought to have.
    Other { name: &'static str, extension: &'static str },
    /// No text, or none that could be understood.
    Unknown,
}

/// Reads `bytes` as text.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some(wide) = utf_16(bytes) {
        return wide;
    }
    if let Some((_, name, extension)) = SIGNATURES.iter().find(|(first, ..)| bytes.starts_with(first)) {
        return Decoded::Other { name, extension };
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let zero = bytes.iter().position(|byte| *byte == 0);
    match (std::str::from_utf8(bytes), zero) {
        (Ok(text), None) => Decoded::Text(text.to_owned()),
        (read, _) if is_mostly_utf_8(bytes) => {
            let broken = read.err().map(|mistake| mistake.valid_up_to());
            let text = String::from_utf8_lossy(bytes).replace('\0', "\u{fffd}");
            Decoded::Damaged(text, broken.into_iter().chain(zero).min().unwrap_or(0))
        }
        (_, Some(_)) => Decoded::Unknown,
        (Err(_), None) => guessed(bytes),
    }
}

/// The text that `bytes` are, in whatever encoding; nothing where they are none.
pub(super) fn text_of(bytes: &[u8]) -> Option<String> {
    match decode(bytes) {
        Decoded::Text(text) | Decoded::Old { text, .. } | Decoded::Damaged(text, _) => Some(text),
        Decoded::Other { .. } | Decoded::Unknown => None,
    }
}

/// How files that people rename begin, and what they are.
const SIGNATURES: [(&[u8], &str, &str); 7] = [
    (b"%PDF-", "документ PDF", ".pdf"),
    (b"{\\rtf", "документ RTF", ".rtf"),
    (b"\xd0\xcf\x11\xe0", "документ старого Word, Excel или PowerPoint", "например .doc"),
    (b"PK\x03\x04", "документ Word, Excel, PowerPoint или архив", "например .docx или .zip"),
    (b"\x89PNG", "картинка PNG", ".png"),
    (b"\xff\xd8\xff", "фотография JPEG", ".jpg"),
    (b"GIF8", "картинка GIF", ".gif"),
];

/// «Юникод» of older Notepads says what it is with its first two bytes.
fn utf_16(bytes: &[u8]) -> Option<Decoded> {
    let encodings = [(b"\xff\xfe", UTF_16LE), (b"\xfe\xff", UTF_16BE)];
    let (mark, encoding) = encodings.into_iter().find(|(mark, _)| bytes.starts_with(*mark))?;
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes[mark.len()..]);
    let readable = !damaged && !text.contains('\0');
    Some(if readable {
        Decoded::Old { text: text.into_owned(), name: "Юникод (UTF-16)", guessed: false }
    } else {
        Decoded::Unknown
    })
}

/// Whether more letters of several bytes are whole than broken or zero. Text of one byte a letter hardly ever looks so.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty()) + chunk.valid().matches('\0').count();
    }
    whole > broken
}

fn guessed(bytes: &[u8]) -> Decoded {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"ru"), Utf8Detection::Deny);
    // A single word is too little for the detector, and it does not know the encoding of old Macintoshes, whose small letters stand where those of Windows do.
    let texts = [guess, WINDOWS_1251, X_MAC_CYRILLIC]
        .into_iter()
        .map(|encoding| (encoding, encoding.decode_without_bom_handling(bytes)));
    let mut readable = texts.filter(|(_, (text, damaged))| !damaged && is_russian(text));
    match readable.next() {
        Some((encoding, (text, _))) => {
            Decoded::Old { text: text.into_owned(), name: shown_name(encoding), guessed: true }
        }
        None => Decoded::Unknown,
    }
}

fn shown_name(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "windows-1251" => "Windows-1251 (ANSI)",
        "KOI8-U" | "KOI8-R" => "КОИ-8",
        "IBM866" => "DOS (866)",
        "x-mac-cyrillic" => "MacCyrillic",
        other => other,
    }
}

/// Whether `text` consists of letters and signs that Russian papers have; a wrong guess is full of others.
fn is_russian(text: &str) -> bool {
    let letter = |letter: &char| matches!(letter, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё');
    let neighbour = |letter: &char| "іІїЇєЄґҐўЎ".contains(*letter);
    let sign = |letter: &char| "«»„“”‘’‚–—−…№§°±·•©®™€‹›\u{a0}\u{ad}".contains(*letter);
    let foreign = text.chars().filter(|letter| !letter.is_ascii());
    foreign.clone().all(|found| letter(&found) || neighbour(&found) || sign(&found))
        && foreign.clone().any(|found| letter(&found) || sign(&found))
        && !text.chars().any(|letter| letter.is_control() && !letter.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{IBM866, KOI8_R};

    const TEXTS: [&str; 9] = [
        "название: План",
        "Заседание школьных библиотекарей района",
        "название: Неделя детской книги\nдата: 5 октября\n",
        "ПЛАН РАБОТЫ МО",
        "что: Ёлка",
        "тема: чтение",
        "---\nназвание: Новость\n---\nТекст.\n",
        "дело",
        "мероприятия:\n  - что: Семинар «Школьная библиотека — центр чтения», № 5\n    когда: октябрь–ноябрь\n    кто: Иванова А.А.\n",
    ];

    fn guess(text: &str, name: &'static str) -> Decoded {
        Decoded::Old { text: text.to_owned(), name, guessed: true }
    }

    #[test]
    fn old_encodings_are_recognised_in_short_texts_and_long_ones() {
        let encodings = [(WINDOWS_1251, "Windows-1251 (ANSI)"), (KOI8_R, "КОИ-8"), (IBM866, "DOS (866)")];
        for (encoding, name) in encodings {
            for text in TEXTS {
                let (bytes, _, replaced) = encoding.encode(text);
                if !replaced {
                    assert_eq!(decode(&bytes), guess(text, name), "{text}");
                }
            }
        }
    }

    #[test]
    fn the_macintosh_is_recognised_by_its_capital_letters() {
        let text = "название: Заседание Объединения\n";
        let (bytes, _, _) = X_MAC_CYRILLIC.encode(text);
        assert_eq!(decode(&bytes), guess(text, "MacCyrillic"));
    }

    #[test]
    fn notepad_writes_utf_16() {
        let text = "название: План\n";
        let little: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> =
            [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        for bytes in [little, big] {
            let expected =
                Decoded::Old { text: text.to_owned(), name: "Юникод (UTF-16)", guessed: false };
            assert_eq!(decode(&bytes), expected);
        }
    }

    #[test]
    fn damage_is_told_from_another_encoding() {
        let mut bytes = "название: Неделя детской книги".as_bytes().to_vec();
        bytes[20] = 0xff;
        assert!(matches!(decode(&bytes), Decoded::Damaged(_, 20)));
        bytes[4] = 0;
        assert!(matches!(decode(&bytes), Decoded::Damaged(_, 4)));
    }

    #[test]
    fn files_of_other_programs_are_known_by_their_beginning() {
        for (bytes, expected) in [
            (&b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"[..], ".pdf"),
            (b"\x89PNG\r\n\x1a\n\0\0", ".png"),
            (b"{\\rtf1\\ansi", ".rtf"),
            (b"\xff\xd8\xff\xe0\x10JFIF\x01\x9d\x81", ".jpg"),
        ] {
            assert!(matches!(decode(bytes), Decoded::Other { extension, .. } if extension == expected));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [&b"\xff\xfe\0\xd8"[..], b"\0\0\0\0", b"a\0b"] {
            assert_eq!(decode(bytes), Decoded::Unknown, "{bytes:?}");
        }
        assert_eq!(decode(b"\xef\xbb\xbfa"), Decoded::Text("a".to_owned()));
        assert_eq!(decode(b""), Decoded::Text(String::new()));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_decoding_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
            if let Decoded::Damaged(text, at) = decode(&bytes) {
                assert!(text[at..].starts_with(char::REPLACEMENT_CHARACTER));
            }
        }
    }
}
