//! The documents of a term as text: short, and read by a loop of a few lines.

/// That a term stands in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The number of the document.
    pub document: u32,
    /// How much it weighs there: from 1 to 63.
    pub weight: u8,
}

/// The greatest weight.
pub(super) const MOST: u8 = 63;

/// The digits of base 64. None of them is special in a string of JavaScript or stands between records.
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// For each posting, the distance from the document before it (five bits a digit, lowest first, all but the last with
/// the sixth bit set) and a digit for its weight.
pub fn encode(postings: &[Posting]) -> String {
    let mut text = String::with_capacity(postings.len() * 3);
    let mut digit = |value: u32| text.push(char::from(DIGITS[(value & 63) as usize]));
    let mut next = 0;
    for posting in postings {
        let mut distance = posting.document - next;
        while distance >= 32 {
            digit(32 | (distance & 31));
            distance >>= 5;
        }
        digit(distance);
        digit(posting.weight.into());
        next = posting.document + 1;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Posting, encode};

    fn check(documents: &[u32], expect: &str) {
        let postings: Vec<Posting> =
            documents.iter().map(|&document| Posting { document, weight: 10 }).collect();
        assert_eq!(encode(&postings), expect, "{documents:?}");
    }

    #[test]
    fn distances() {
        check(&[], "");
        check(&[0, 1, 2], "0A0A0A");
        check(&[31], "VA");
        check(&[32, 33], "W1A0A");
        check(&[1024], "WW1A");
    }
}
