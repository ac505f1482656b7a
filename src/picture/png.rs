//! PNG files, chunk by chunk (PNG, third edition; moving ones are a part of it).

use std::io::{self, Read, Seek, SeekFrom};

use super::exif::Orientation;
use super::head::Head;
use super::nonsense;

const SIGNATURE: usize = 8;

/// The chunks that decoding and colours take.
const NEEDED: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD",
    b"pHYs", b"cICP", b"acTL", b"fcTL", b"fdAT",
];

/// The notes of a camera.
const EXIF: &[u8; 4] = b"eXIf";
/// Longer notes are not read: those of cameras come from JPEG, where a segment ends at 64 KB.
const LONGEST_NOTES: u32 = 1 << 20;

/// Looks through the chunks to the end: notes may stand behind the pixels.
pub(super) fn head(input: &mut (impl Read + Seek)) -> io::Result<Head> {
    input.seek(SeekFrom::Start(SIGNATURE as u64))?;
    let mut head =
        Head { sides: (0, 0), orientation: Orientation::UPRIGHT, is_moving: false, is_lossless: true };
    loop {
        let mut start = [0; 8];
        input.read_exact(&mut start)?;
        let [a, b, c, d, name @ ..] = start;
        let length = u32::from_be_bytes([a, b, c, d]);
        let mut left = i64::from(length) + 4;
        match &name {
            b"IEND" => return Ok(head),
            b"acTL" => head.is_moving = true,
            b"IHDR" => {
                let mut sides = [0; 8];
                input.read_exact(&mut sides)?;
                left -= 8;
                let [a, b, c, d, height @ ..] = sides;
                head.sides = (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes(height));
            }
            EXIF if length <= LONGEST_NOTES => {
                let mut notes = vec![0; length as usize];
                input.read_exact(&mut notes)?;
                left = 4;
                head.orientation = Orientation::of(&notes);
            }
            _ if head.sides == (0, 0) => return Err(nonsense()),
            _ => {}
        }
        input.seek(SeekFrom::Current(left))?;
    }
}

/// The file with what decoding takes, its colours, and `notes` about its orientation.
pub(super) fn cleaned(bytes: &[u8], notes: Option<[u8; 26]>) -> io::Result<Vec<u8>> {
    let end = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let (signature, mut rest) = bytes.split_at_checked(SIGNATURE).ok_or_else(end)?;
    let mut clean = signature.to_vec();
    loop {
        let length = rest.first_chunk::<4>().ok_or_else(end)?;
        let length = u32::from_be_bytes(*length) as usize;
        let (chunk, behind) = rest.split_at_checked(length.saturating_add(12)).ok_or_else(end)?;
        let name = &chunk[4..8];
        if NEEDED.iter().any(|needed| *needed == name) {
            clean.extend(chunk);
        }
        match (name, notes) {
            (b"IHDR", Some(notes)) => clean.extend(whole_chunk(*EXIF, &notes)),
            (b"IEND", _) => return Ok(clean),
            _ => {}
        }
        rest = behind;
    }
}

fn whole_chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [&name, data].concat();
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    [&length.to_be_bytes(), &*named, &checksum(&named).to_be_bytes()].concat()
}

/// CRC-32 as annex D of the specification gives it; for the few bytes that are made here, bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_every_file() {
        assert_eq!(checksum(b"IEND"), 0xae42_6082);
    }
}
