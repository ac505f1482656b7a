//! The head of a picture's file: what it is and how large it will be, without a pixel decoded.

use std::io::{self, Read, Seek, SeekFrom};

use super::exif::Orientation;
use super::{Facts, Format, MOST_PIXELS, Unfit, damaged, gif, jpeg, png, riff};

/// The extensions of pictures, with what their files must hold, or else the name of a format that is not published.
const EXTENSIONS: &[(&str, Result<Format, &str>)] = &[
    ("apng", Ok(Format::Png)),
    ("arw", Err("RAW")),
    ("avif", Err("AVIF")),
    ("bmp", Ok(Format::Bmp)),
    ("cr2", Err("RAW")),
    ("cr3", Err("RAW")),
    ("dng", Err("RAW")),
    ("gif", Ok(Format::Gif)),
    ("heic", Err("HEIC")),
    ("heif", Err("HEIC")),
    ("hif", Err("HEIC")),
    ("jfif", Ok(Format::Jpeg)),
    ("jpe", Ok(Format::Jpeg)),
    ("jpeg", Ok(Format::Jpeg)),
    ("jpg", Ok(Format::Jpeg)),
    ("jxl", Err("JPEG XL")),
    ("nef", Err("RAW")),
    ("png", Ok(Format::Png)),
    ("tif", Err("TIFF")),
    ("tiff", Err("TIFF")),
    ("webp", Ok(Format::WebP)),
];

/// The brands of the pictures that telephones of Apple take (ISO/IEC 23008-12, annex B).
const HEIC: &[&[u8; 4]] = &[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];

/// How many bytes tell what a file is.
const SIGNATURE: usize = 16;

/// What a decoder of the format found in a head.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// Width and height as they are stored.
    pub(super) sides: (u32, u32),
    pub(super) orientation: Orientation,
    pub(super) is_moving: bool,
    /// Whether it is known to be stored without loss.
    pub(super) is_lossless: bool,
}

/// What the file `name` with the content `input` is, `length` bytes of it; nothing where the name is not that of a picture
/// made of pixels.
///
/// # Errors
/// Where the file cannot be read.
pub fn look<R: Read + Seek>(
    name: &str,
    length: u64,
    input: impl FnOnce() -> io::Result<R>,
) -> io::Result<Option<Result<Facts, Unfit>>> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let Some((_, promised)) = EXTENSIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(extension))
    else {
        return Ok(None);
    };
    let mut input = io::BufReader::new(input()?);
    let found = facts(&mut input, length)?;
    Ok(Some(match (found, promised) {
        (Ok(facts), Ok(promised)) if facts.format == *promised => Ok(facts),
        (Ok(Facts { format, .. }), _) => Err(Unfit::Misnamed(format)),
        (Err(_), Err(foreign)) => Err(Unfit::Foreign(foreign)),
        (Err(unfit), Ok(_)) => Err(unfit),
    }))
}

/// What the head of a file says, whatever its name.
pub(super) fn facts(input: &mut (impl Read + Seek), length: u64) -> io::Result<Result<Facts, Unfit>> {
    let mut signature = Vec::with_capacity(SIGNATURE);
    input.by_ref().take(SIGNATURE as u64).read_to_end(&mut signature)?;
    input.seek(SeekFrom::Start(0))?;
    let format = match format(&signature) {
        Ok(format) => format,
        Err(unfit) => return Ok(Err(unfit)),
    };
    let head = match format {
        Format::Jpeg => jpeg::head(input),
        Format::Png => png::head(input),
        Format::Gif => gif::head(input),
        Format::WebP => riff::head(input),
        Format::Bmp => bmp_head(input),
    };
    match head {
        Ok(head) => Ok(admitted(format, head, length)),
        Err(error) => damaged(error).map(Err),
    }
}

fn admitted(format: Format, head: Head, length: u64) -> Result<Facts, Unfit> {
    let (width, height) = head.orientation.shown(head.sides);
    let pixels = u64::from(width) * u64::from(height);
    match pixels {
        0 => Err(Unfit::Damaged),
        _ if pixels > MOST_PIXELS => Err(Unfit::TooLarge),
        _ => Ok(Facts {
            format,
            width,
            height,
            length,
            is_lossless: head.is_lossless,
            is_moving: head.is_moving,
            orientation: head.orientation,
        }),
    }
}

/// What the first bytes of a file say it is.
fn format(signature: &[u8]) -> Result<Format, Unfit> {
    match signature {
        [0xff, 0xd8, 0xff, ..] => Ok(Format::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(Format::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Format::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Format::WebP),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Ok(Format::Bmp),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', ..] => Err(Unfit::Foreign("AVIF")),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..]
            if HEIC.iter().any(|own| brand.starts_with(*own)) =>
        {
            Err(Unfit::Foreign("HEIC"))
        }
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Err(Unfit::Foreign("TIFF")),
        _ => Err(Unfit::Unknown),
    }
}

/// The head of a bitmap: a height below zero only says that its rows stand from top to bottom.
fn bmp_head(input: &mut impl Read) -> io::Result<Head> {
    let mut head = [0; 26];
    input.read_exact(&mut head)?;
    let number = |at: usize| i32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    Ok(Head {
        sides: (number(18).unsigned_abs(), number(22).unsigned_abs()),
        orientation: Orientation::UPRIGHT,
        is_moving: false,
        is_lossless: true,
    })
}
