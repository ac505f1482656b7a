//! Views to formats other than pages.

pub mod case_data;
pub mod contents;
mod document;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod robots;
pub mod search;
pub mod sitemap;
pub mod word;
