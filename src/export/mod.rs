//! Views to formats other than pages.

pub mod case_data;
pub mod contents;
pub mod robots;
pub mod search;
pub mod sitemap;
pub mod word;
