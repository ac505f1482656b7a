//! The colour that a site is drawn in.

/// The one strong colour of a site: its ruled line, its marks, its links under the pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accent {
    /// That of the ruled line on catalogue cards.
    #[default]
    Cherry,
    /// Ink.
    Blue,
    /// The cloth of old bindings.
    Green,
}

impl Accent {
    /// Its name in themes.
    pub fn key(self) -> &'static str {
        match self {
            Self::Cherry => "cherry",
            Self::Blue => "blue",
            Self::Green => "green",
        }
    }

    /// The ruled line, in red, green and blue, where a theme's style does not reach: on cards for messengers and on other sites.
    pub fn line(self) -> [u8; 3] {
        match self {
            Self::Cherry => [0xc4, 0x70, 0x5f],
            Self::Blue => [0x7a, 0x98, 0xb8],
            Self::Green => [0x86, 0xa2, 0x83],
        }
    }

    /// Words in this colour, dark enough to be read on paper, likewise.
    pub fn ink(self) -> [u8; 3] {
        match self {
            Self::Cherry => [0x96, 0x28, 0x1b],
            Self::Blue => [0x1d, 0x4b, 0x78],
            Self::Green => [0x2b, 0x5a, 0x33],
        }
    }
}
