//! What lists articles without being a feed: pages of links, and sitemaps.

pub mod page;
pub mod sitemap;
