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
}
