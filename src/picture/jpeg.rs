//! JPEG files, segment by segment (ITU-T T.81, annex B).

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use super::exif::{self, Orientation};
use super::head::Head;
use super::nonsense;

const EXIF: u8 = 0xe1;
const COLOURS: u8 = 0xe2;
const ADOBE: u8 = 0xee;
const SCAN: u8 = 0xda;
const END: u8 = 0xd9;

/// The profile of colours, which may take several segments.
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// The next marker with the length of what belongs to it.
fn marker(input: &mut impl Read) -> io::Result<(u8, u16)> {
    let [mut byte] = read(input)?;
    if byte != 0xff {
        return Err(nonsense());
    }
    while byte == 0xff {
        [byte] = read(input)?;
    }
    if matches!(byte, 0x01 | 0xd0..=0xd9) {
        return Ok((byte, 0));
    }
    let length = u16::from_be_bytes(read(input)?);
    Ok((byte, length.checked_sub(2).ok_or_else(nonsense)?))
}

fn read<const N: usize>(input: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    input.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Whether a marker begins a frame, which has the sides.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

pub(super) fn head(input: &mut (impl Read + Seek)) -> io::Result<Head> {
    let mut orientation = Orientation::UPRIGHT;
    loop {
        let (marker, length) = marker(input)?;
        match marker {
            EXIF => {
                let mut notes = vec![0; usize::from(length)];
                input.read_exact(&mut notes)?;
                if notes.starts_with(exif::PREFIX) {
                    orientation = Orientation::of(&notes);
                }
            }
            _ if is_frame(marker) => {
                let [_, height @ .., left, right] = read::<5>(input)?;
                let sides = (u16::from_be_bytes([left, right]), u16::from_be_bytes(height));
                let sides = (sides.0.into(), sides.1.into());
                return Ok(Head { sides, orientation, is_moving: false, is_lossless: false });
            }
            SCAN | END => return Err(nonsense()),
            _ => drop(input.seek(SeekFrom::Current(length.into()))?),
        }
    }
}

/// The file with what decoding takes, its colours, and `notes` about its orientation. What stands behind its end (previews, a
/// film, the map of a larger range of light) is no part of it.
pub(super) fn cleaned(bytes: &[u8], notes: Option<[u8; 26]>) -> io::Result<Vec<u8>> {
    let mut clean = Vec::with_capacity(bytes.len());
    clean.extend([0xff, 0xd8]);
    if let Some(notes) = notes {
        push(&mut clean, EXIF, &[exif::PREFIX, &notes]);
    }
    let mut input = Cursor::new(bytes);
    input.set_position(2);
    loop {
        let (marker, length) = marker(&mut input)?;
        let start = position(&input);
        let payload = bytes.get(start..start + usize::from(length));
        let payload = payload.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        input.set_position((start + payload.len()) as u64);
        match marker {
            END => {
                clean.extend([0xff, END]);
                return Ok(clean);
            }
            SCAN => {
                push(&mut clean, marker, &[payload]);
                let data = entropy(&bytes[position(&input)..]);
                clean.extend(data);
                input.set_position((position(&input) + data.len()) as u64);
            }
            _ if is_needed(marker, payload) => push(&mut clean, marker, &[payload]),
            _ => {}
        }
    }
}

/// Tables and frames, the profile of colours, and the word of Adobe on how colours are coded.
fn is_needed(marker: u8, payload: &[u8]) -> bool {
    match marker {
        COLOURS => payload.starts_with(PROFILE),
        ADOBE => payload.starts_with(b"Adobe"),
        0xc0..=0xcf | 0xdb..=0xdf => true,
        _ => false,
    }
}

fn push(clean: &mut Vec<u8>, marker: u8, parts: &[&[u8]]) {
    let length = parts.iter().map(|part| part.len()).sum::<usize>() + 2;
    clean.extend([0xff, marker]);
    clean.extend(u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes());
    clean.extend(parts.iter().copied().flatten());
}

/// The coded pixels at the beginning of `bytes`: up to a marker that neither stands for a byte nor starts the coder again.
fn entropy(bytes: &[u8]) -> &[u8] {
    let ends = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff);
    let end = bytes.windows(2).position(ends).unwrap_or(bytes.len());
    &bytes[..end]
}

fn position(input: &Cursor<&[u8]>) -> usize {
    usize::try_from(input.position()).unwrap_or(usize::MAX)
}
