//! Findable texts to an index: which words stand in which document, and how much they weigh there.
//!
//! Nothing here knows of pages or of files. A [`Document`] goes in, an [`Index`] comes out; how a browser asks it is
//! the business of `search-engine.js` in the theme, and both sides agree on what a word is ([`words()`]) and what its term
//! is ([`term()`]): `tests/search/` holds them together.

mod index;
mod irregular;
mod postings;
mod shards;
mod stop;
mod synonyms;
mod term;
mod words;

pub use index::{Document, Group, Index, index};
pub use irregular::IRREGULAR;
pub use postings::{Posting, encode};
pub use shards::{cut, lexicon};
pub use stop::STOP_WORDS;
pub use synonyms::SYNONYMS;
pub use term::term;
pub use words::words;
