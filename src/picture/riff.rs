//! `WebP` files, which are RIFF files, chunk by chunk (RFC 9649).

use std::io::{self, Read, Seek, SeekFrom};

use super::exif::Orientation;
use super::head::Head;
use super::nonsense;

const RIFF: usize = 12;
const EXIF: &[u8; 4] = b"EXIF";
/// Longer notes are not read.
const LONGEST_NOTES: u32 = 1 << 20;

/// The flags of an extended file.
const HAS_NOTES: u8 = 0x08;
const HAS_XMP: u8 = 0x04;
const MOVES: u8 = 0x02;

/// The chunks that decoding and colours take.
const NEEDED: &[&[u8; 4]] = &[b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// Looks through the chunks to the end: notes stand behind the pixels.
pub(super) fn head(input: &mut (impl Read + Seek)) -> io::Result<Head> {
    let mut riff = [0; RIFF];
    input.read_exact(&mut riff)?;
    let whole = u64::from(u32::from_le_bytes([riff[4], riff[5], riff[6], riff[7]])) + 8;
    let mut at = RIFF as u64;
    let mut head =
        Head { sides: (0, 0), orientation: Orientation::UPRIGHT, is_moving: false, is_lossless: false };
    while at < whole {
        let mut start = [0; 8];
        input.read_exact(&mut start)?;
        let [name @ .., a, b, c, d] = start;
        let length = u32::from_le_bytes([a, b, c, d]);
        let mut data =
            vec![0; if name == *EXIF { length.min(LONGEST_NOTES) } else { length.min(10) } as usize];
        input.read_exact(&mut data)?;
        match (&name, data.as_slice()) {
            (b"VP8X", [flags, _, _, _, w0, w1, w2, h0, h1, h2]) => {
                head.is_moving = flags & MOVES != 0;
                let side = |bytes: [u8; 3]| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]) + 1;
                head.sides = (side([*w0, *w1, *w2]), side([*h0, *h1, *h2]));
            }
            (b"VP8 ", [_, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1]) if head.sides == (0, 0) => {
                let side = |bytes| u32::from(u16::from_le_bytes(bytes) & 0x3fff);
                head.sides = (side([*w0, *w1]), side([*h0, *h1]));
            }
            (b"VP8L", [0x2f, a, b, c, d, ..]) => {
                head.is_lossless = true;
                let bits = u32::from_le_bytes([*a, *b, *c, *d]);
                if head.sides == (0, 0) {
                    head.sides = ((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
                }
            }
            (EXIF, notes) => head.orientation = Orientation::of(notes),
            _ if head.sides == (0, 0) => return Err(nonsense()),
            _ => {}
        }
        at += 8 + u64::from(length) + u64::from(length % 2);
        input.seek(SeekFrom::Start(at))?;
    }
    Ok(head)
}

/// The file with what decoding takes, its colours, and `notes` about its orientation.
pub(super) fn cleaned(bytes: &[u8], notes: Option<[u8; 26]>) -> io::Result<Vec<u8>> {
    let end = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let whole = bytes.get(4..8).and_then(|length| length.first_chunk::<4>()).ok_or_else(end)?;
    let whole = (u32::from_le_bytes(*whole) as usize).saturating_add(8);
    let mut rest = bytes.get(RIFF..whole).ok_or_else(end)?;
    let mut clean = bytes[..RIFF].to_vec();
    while let Some((start, behind)) = rest.split_first_chunk::<8>() {
        let [name @ .., a, b, c, d] = start;
        let length = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
        let data = behind.get(..length).ok_or_else(end)?;
        if NEEDED.contains(&name) {
            push(&mut clean, *name, data);
        }
        rest = behind.get(length + length % 2..).unwrap_or_default();
    }
    let flags = RIFF + 8;
    if clean[RIFF..].starts_with(b"VP8X") && clean.len() > flags {
        clean[flags] &= !(HAS_NOTES | HAS_XMP);
        if let Some(notes) = notes {
            clean[flags] |= HAS_NOTES;
            push(&mut clean, *EXIF, &notes);
        }
    }
    let length = u32::try_from(clean.len() - 8).unwrap_or(u32::MAX);
    clean[4..8].copy_from_slice(&length.to_le_bytes());
    Ok(clean)
}

fn push(clean: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    clean.extend(name);
    clean.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    clean.extend(data);
    if data.len() % 2 == 1 {
        clean.push(0);
    }
}
