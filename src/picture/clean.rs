//! A picture's file without anything that is not needed to show it: no place, no time, no camera, no name, no preview of
//! what was cut away. What stays is listed, so that what nobody has thought of goes too.

use std::io::Cursor;

use super::{Facts, Format, Unfit, damaged, gif, head, jpeg, png, riff};

/// The same picture, pixel for pixel, with its colours and the side that is up.
///
/// # Errors
/// Where the file ends too early or its parts do not fit together.
pub fn cleaned(bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    let Facts { format, orientation, .. } = facts(bytes)?;
    let notes = orientation.notes();
    let clean = match format {
        Format::Jpeg => jpeg::cleaned(bytes, notes),
        Format::Png => png::cleaned(bytes, notes),
        Format::Gif => gif::cleaned(bytes),
        Format::WebP => riff::cleaned(bytes, notes),
        // A bitmap has no place for notes.
        Format::Bmp => Ok(bytes.to_vec()),
    };
    clean.map_err(|error| damaged(error).unwrap_or(Unfit::Damaged))
}

/// What the head of `bytes` says.
pub(super) fn facts(bytes: &[u8]) -> Result<Facts, Unfit> {
    let found = head::facts(&mut Cursor::new(bytes), bytes.len() as u64);
    found.unwrap_or(Err(Unfit::Damaged))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::picture::Developed;

    proptest! {
        /// Whatever stands in a file, it is answered.
        #[test]
        fn nonsense_is_answered(start in 0_usize..6, rest in prop::collection::vec(any::<u8>(), 0..200)) {
            let starts: [&[u8]; 6] = [
                b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x20\0\0\0WEBP", b"BM\0\0\0\0\0\0\0\0", b"",
            ];
            let bytes = [starts[start], &rest].concat();
            let _ = (facts(&bytes), cleaned(&bytes), Developed::new(&bytes).err());
        }
    }
}
