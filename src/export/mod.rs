//! Views to formats other than pages.

pub mod robots;
pub mod sitemap;
