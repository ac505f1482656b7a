//! Views to formats other than pages.

pub mod robots;
pub mod search;
pub mod sitemap;
