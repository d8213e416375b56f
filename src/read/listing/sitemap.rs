//! Sitemaps: addresses, dates and, with the news extension, headlines; and indexes of further sitemaps.
//!
//! Elements are told by their local names in any case and by the element around them, because namespaces are misspelt more
//! often than names. Markup that breaks costs the entry that it stands in, not the sitemap. What the protocol allows as well
//! is read too: plain lines of addresses, and feeds.

mod entries;
mod order;
mod tags;

use std::io::Read;

use flate2::read::MultiGzDecoder;
use url::Url;

use crate::model::{Item, Moment, Warning};
use crate::read::feed;
use crate::read::kind::{self, Form, GZIP_MAGIC};
use crate::text;

pub use order::newest_first;

/// Addresses of one sitemap, by its protocol.
pub const MAX_ENTRIES: usize = 50_000;
/// Bytes of one sitemap without compression, by its protocol.
const MAX_BYTES: u64 = 50 * 1024 * 1024;

/// Within these bytes an index names its root; comments of its maker may stand before it.
const INDEX_HEAD_BYTES: usize = 4096;

/// A sitemap.
#[derive(Debug, Clone, PartialEq)]
pub enum Sitemap {
    /// Articles, the newest first.
    Items(Vec<Item>),
    /// Further sitemaps, those that promise the newest articles first.
    Index(Vec<SitemapLink>),
}

/// A sitemap that an index names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitemapLink {
    /// Its absolute address.
    pub url: Url,
    /// When it last changed.
    pub modified: Option<Moment>,
}

/// Why an answer gave no sitemap.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SitemapError {
    /// The answer is something else.
    #[error("not a sitemap: {0}")]
    NotASitemap(String),
    /// It begins as a sitemap, or as a gzip file, and nothing can be read of it.
    #[error("unreadable sitemap: {0}")]
    Unreadable(String),
}

/// Reads a sitemap, gzip or plain. `content_type` is the HTTP header, `base` the address that answered.
///
/// # Errors
/// The body is no sitemap, or nothing can be read of it; the message says what to do.
pub fn parse(body: &[u8], content_type: Option<&str>, base: &Url) -> Result<(Sitemap, Vec<Warning>), SitemapError> {
    let mut warnings = Vec::new();
    let inflated = if body.starts_with(GZIP_MAGIC) { Some(inflate(body, MAX_BYTES, &mut warnings)?) } else { None };
    let body = inflated.as_deref().unwrap_or(body);
    let decoded = text::charset::decode_xml(body, content_type);
    let sitemap = match kind::form(&decoded.text) {
        Form::Sitemap => tags::read(&decoded.text, base, &mut warnings),
        Form::AddressLines => Sitemap::Items(lines(&decoded.text, base, &mut warnings)),
        Form::XmlFeed(_) | Form::JsonFeed => {
            let parsed = feed::parse(body, content_type, Some(base));
            let (feed, more) = parsed.map_err(|error| SitemapError::Unreadable(error.to_string()))?;
            warnings.extend(more);
            Sitemap::Items(feed.items())
        }
        Form::Html => {
            return Err(SitemapError::NotASitemap(
                "it is an HTML page: look for the address of the sitemap in the site's robots.txt".into(),
            ));
        }
        Form::Json | Form::Xml(_) | Form::Unknown => {
            return Err(SitemapError::NotASitemap("its root is neither `urlset` nor `sitemapindex`".into()));
        }
    };
    Ok((in_order(sitemap, base, &mut warnings), warnings))
}

/// Whether a body may be an index, by a quick look at its beginning; of a gzip file it cannot be said.
#[must_use]
pub fn may_be_index(body: &[u8]) -> bool {
    let head = body.get(..INDEX_HEAD_BYTES).unwrap_or(body);
    body.starts_with(GZIP_MAGIC) || String::from_utf8_lossy(head).to_ascii_lowercase().contains("sitemapindex")
}

fn in_order(sitemap: Sitemap, base: &Url, warnings: &mut Vec<Warning>) -> Sitemap {
    match sitemap {
        Sitemap::Items(items) => {
            let mut items = entries::of_the_site(items, base, warnings);
            newest_first(&mut items);
            Sitemap::Items(items)
        }
        Sitemap::Index(mut links) => {
            order::most_promising_first(&mut links);
            Sitemap::Index(links)
        }
    }
}

/// Addresses, one a line; what else stands there is passed over.
fn lines(text: &str, base: &Url, warnings: &mut Vec<Warning>) -> Vec<Item> {
    let is_web = |line: &&str| line.starts_with("http://") || line.starts_with("https://");
    let lines = text.lines().map(|line| line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}'));
    let urls = lines.filter(is_web).filter_map(|line| text::url::resolve(base, line));
    let mut items: Vec<_> =
        urls.map(|url| Item { url: Some(url.into()), ..Item::default() }).take(MAX_ENTRIES + 1).collect();
    if items.len() > MAX_ENTRIES {
        items.truncate(MAX_ENTRIES);
        warnings.push(Warning::new("truncated", format!("only the first {MAX_ENTRIES} entries were read")));
    }
    items
}

/// Inflates as far as the file is whole and no further than a sitemap may be long.
fn inflate(body: &[u8], max_bytes: u64, warnings: &mut Vec<Warning>) -> Result<Vec<u8>, SitemapError> {
    let mut inflated = Vec::new();
    let outcome = MultiGzDecoder::new(body).take(max_bytes).read_to_end(&mut inflated);
    match outcome {
        Err(error) if inflated.is_empty() => return Err(SitemapError::Unreadable(format!("bad gzip file: {error}"))),
        Err(error) => warnings.push(Warning::new("truncated", format!("the gzip file breaks off: {error}"))),
        Ok(_) if inflated.len() as u64 == max_bytes => {
            warnings.push(Warning::new("truncated", format!("only the first {max_bytes} bytes were read")));
        }
        Ok(_) => {}
    }
    Ok(inflated)
}

#[cfg(test)]
mod tests;
