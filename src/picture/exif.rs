//! The one thing in a camera's notes that a picture cannot be shown without: which side is up.

use image::metadata::Orientation as Turn;

/// What stands before the notes in a JPEG file, and by mistake in some others.
pub(super) const PREFIX: &[u8] = b"Exif\0\0";

/// How a picture is turned (Exif 2.32, tag 274): 1 is upright, from 5 on width and height change places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Orientation(u8);

impl Orientation {
    pub(super) const UPRIGHT: Self = Self(1);

    /// What the notes of a camera say; upright where they do not.
    pub(super) fn of(notes: &[u8]) -> Self {
        let notes = notes.strip_prefix(PREFIX).unwrap_or(notes);
        Turn::from_exif_chunk(notes).map_or(Self::UPRIGHT, |turn| Self(turn.to_exif()))
    }

    pub(super) fn turn(self) -> Turn {
        Turn::from_exif(self.0).unwrap_or(Turn::NoTransforms)
    }

    /// The sides of what is shown.
    pub(super) fn shown(self, (width, height): (u32, u32)) -> (u32, u32) {
        if self.0 >= 5 { (height, width) } else { (width, height) }
    }

    /// Notes that say this and nothing else; none where there is nothing to say.
    pub(super) fn notes(self) -> Option<[u8; 26]> {
        // A big-endian TIFF with one directory of one entry: tag 274, a short, one of it.
        let mut notes = *b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
        notes[19] = self.0;
        (self != Self::UPRIGHT).then_some(notes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_say_what_they_were_made_of() {
        for number in 2..=8 {
            let orientation = Orientation(number);
            assert_eq!(Orientation::of(&orientation.notes().expect("notes")), orientation);
        }
        assert_eq!(Orientation::UPRIGHT.notes(), None);
        assert_eq!(Orientation::of(b"nonsense"), Orientation::UPRIGHT);
    }
}
