//! Files for other programs, from plain data to text. Nothing here knows of the site.

pub mod atom;
pub mod icalendar;
pub mod table;
