//! What the generator knows about the Russian language: setting text for display,
//! Latin addresses and file names, plural forms and dictionary order.
//!
//! Everything here is a pure function of its arguments (no files, no clock, no locale of the machine),
//! so the same text gives the same page on every computer.

pub mod answer;
pub mod calendar;
pub mod classes;
pub mod clock;
pub mod collation;
pub mod keyboard;
mod letters;
pub mod look_alike;
pub mod plural;
pub mod tense;
pub mod transliteration;
pub mod typography;
