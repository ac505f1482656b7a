//! Pictures as visitors get them: measured from their heads, without a word about who took them where, and no larger than
//! a page shows.
//!
//! Everything here is a function of bytes. [`look`] reads the head of a file and never its pixels;
//! [`cleaned`] leaves out all that is not needed to show a picture and touches no pixel; [`Developed`] is a picture decoded
//! once, from which every [`Variant`] is made.

pub mod card;
mod clean;
mod develop;
mod exif;
mod gif;
mod head;
mod jpeg;
mod png;
mod refusal;
mod riff;
mod variant;

use std::io;

pub use card::Card;
pub use clean::cleaned;
pub use develop::Developed;
pub use head::look;
pub use variant::{Coding, Showing, Size, Source, Variant};

use exif::Orientation;

/// What the head of a picture's file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// How it is coded.
    pub format: Format,
    /// Its width in pixels, as it is shown: turned the way its camera asks.
    pub width: u32,
    /// Its height in pixels, likewise.
    pub height: u32,
    /// The size of its file in bytes.
    pub length: u64,
    /// Whether its pixels are stored as they are.
    pub is_lossless: bool,
    /// Whether it moves.
    pub is_moving: bool,
    /// How it is turned.
    orientation: Orientation,
}

/// How a picture is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JPEG, as cameras save it.
    Jpeg,
    /// PNG, moving or not.
    Png,
    /// GIF, moving or not.
    Gif,
    /// WebP, moving or not.
    WebP,
    /// A Windows bitmap.
    Bmp,
}

/// Why a file with the name of a picture is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A photograph in a format from which nothing can be left out safely, and which browsers do not show.
    Foreign(&'static str),
    /// Its name promises another format than this.
    Misnamed(Format),
    /// It is no picture.
    Unknown,
    /// It ends too early, or its parts do not fit together.
    Damaged,
    /// It has more pixels than are decoded, or claims to.
    TooLarge,
}

/// The sides of a picture may have so many pixels together: the largest cameras of telephones take 108 million and somewhat
/// more, and each takes three or four bytes of memory.
const MOST_PIXELS: u64 = 125_000_000;

impl Format {
    /// The name that people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Bmp => "BMP",
        }
    }

    /// The usual extension.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::WebP => "webp",
            Self::Bmp => "bmp",
        }
    }
}

/// A file that ends too early or says nonsense is damaged; what the disk itself does not give is another matter.
fn damaged(error: io::Error) -> io::Result<Unfit> {
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            Ok(Unfit::Damaged)
        }
        _ => Err(error),
    }
}

fn nonsense() -> io::Error {
    io::ErrorKind::InvalidData.into()
}
