//! GIF files, block by block (`GIF89a`).

use std::io::{self, Read};

use super::exif::Orientation;
use super::head::Head;
use super::nonsense;

const HEAD: usize = 13;
const EXTENSION: u8 = 0x21;
const PICTURE: u8 = 0x2c;
const END: u8 = 0x3b;
/// The extension that says how long a picture stands and what is transparent.
const CONTROL: u8 = 0xf9;
const APPLICATION: u8 = 0xff;

/// The applications that say how often a film is repeated.
const REPEATING: [&[u8]; 2] = [b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0"];

/// Whether it moves is not asked: a GIF is published as it is.
pub(super) fn head(input: &mut impl Read) -> io::Result<Head> {
    let mut head = [0; HEAD];
    input.read_exact(&mut head)?;
    let side = |at: usize| u32::from(u16::from_le_bytes([head[at], head[at + 1]]));
    Ok(Head {
        sides: (side(6), side(8)),
        orientation: Orientation::UPRIGHT,
        is_moving: true,
        is_lossless: true,
    })
}

/// The file with its pictures and how they follow each other; comments and notes of programs are left out.
pub(super) fn cleaned(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let end = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let mut at = HEAD + table(*bytes.get(10).ok_or_else(end)?);
    let mut clean = bytes.get(..at).ok_or_else(end)?.to_vec();
    loop {
        let start = at;
        match *bytes.get(at).ok_or_else(end)? {
            END => {
                clean.push(END);
                return Ok(clean);
            }
            PICTURE => {
                // Place, sides, the picture's own table, the size of codes, and the codes.
                at += 10 + table(*bytes.get(at + 9).ok_or_else(end)?) + 1;
                at = behind_pieces(bytes, at).ok_or_else(end)?;
                clean.extend(&bytes[start..at]);
            }
            EXTENSION => {
                let kind = *bytes.get(at + 1).ok_or_else(end)?;
                at = behind_pieces(bytes, at + 2).ok_or_else(end)?;
                let data = &bytes[start + 2..at];
                let repeats = kind == APPLICATION && REPEATING.iter().any(|name| data.starts_with(name));
                if kind == CONTROL || repeats {
                    clean.extend(&bytes[start..at]);
                }
            }
            _ => return Err(nonsense()),
        }
    }
}

/// The length of the table of colours that the flags of a head announce.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where the pieces end that begin at `at`, each with its length before it.
fn behind_pieces(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
