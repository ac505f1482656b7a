//! Views to formats other than pages.

pub mod contents;
pub mod robots;
pub mod sitemap;
