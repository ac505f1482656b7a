//! Files for other programs, from plain data to text. Nothing here knows of the site.

pub mod icalendar;
