//! What lists articles without being a feed: pages of links, and sitemaps. And what lists sources: OPML.

pub mod opml;
pub mod page;
pub mod sitemap;
