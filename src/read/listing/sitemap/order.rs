//! What of a sitemap to take first: a poll takes so many articles, and reads so many sitemaps of an index, and no more.

use std::cmp::Reverse;

use crate::model::{Item, Moment};

use super::SitemapLink;

/// Words in the address of a sitemap that holds no articles.
const NO_ARTICLES: &[&str] = &[
    "attachment",
    "author",
    "categor",
    "image",
    "location",
    "page-sitemap",
    "product",
    "tag",
    "taxonom",
    "topic",
    "user",
    "video",
];

/// Sorts items by when they were published, or else changed; those without a date keep their order behind the others.
pub fn newest_first(items: &mut [Item]) {
    items.sort_by_key(|item| Reverse(item.published.or(item.updated).map(Moment::timestamp)));
}

/// Sorts the sitemaps of an index: news before all others, what holds no articles last, and of equals the last changed
/// first. Without dates the one with the highest number is taken for the newest, as in `sitemap-2026-11.xml`.
pub(super) fn most_promising_first(links: &mut [SitemapLink]) {
    links.sort_by_cached_key(|link| {
        let address = link.url.path().to_ascii_lowercase();
        let is_news = address.contains("news");
        let is_empty = NO_ARTICLES.iter().any(|word| address.contains(word));
        let rank = if is_empty { 2 } else { u8::from(!is_news) };
        let modified = link.modified.map(Moment::timestamp);
        (rank, Reverse(modified), Reverse(numbers(&address)))
    });
}

/// The numbers in an address, so that the tenth comes after the ninth.
fn numbers(address: &str) -> Vec<u64> {
    let runs = address.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| run.parse().unwrap_or(u64::MAX)).collect()
}
