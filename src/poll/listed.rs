//! Reads the answer of a source, whatever its kind, to the items it lists.
//!
//! Synchronous and pure, so that `rasid parse` and tests use the same way as a poll.

use jiff::Timestamp;
use url::Url;

use super::obstacle;
use crate::model::{ErrorKind, FeedFacts, Item, Pacing, Selectors, SourceKind, Warning};
use crate::read::listing::sitemap::{Sitemap, SitemapLink};
use crate::read::{feed, kind, listing};
use crate::text;

/// What a source's answer says.
#[derive(Debug, Default)]
pub struct Listed {
    /// What the source turned out to be.
    pub read_as: Option<SourceKind>,
    /// The items, in the order of the source.
    pub items: Vec<Item>,
    /// What the source says of itself.
    pub facts: FeedFacts,
    /// What the source says of its own rhythm.
    pub pacing: Pacing,
    /// The WebSub hub that tells of new items.
    pub hub: Option<Url>,
    /// The address by which the source calls itself; the topic of a WebSub subscription.
    pub self_url: Option<Url>,
    /// Whether these are the new items alone, as the server was asked for.
    pub is_delta: bool,
    /// Further sitemaps that a sitemap index names, the most promising first.
    pub sitemaps: Vec<SitemapLink>,
    /// What was odd.
    pub warnings: Vec<Warning>,
}

/// The answer could not be read as a source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Unreadable {
    /// How it is counted.
    pub kind: ErrorKind,
    /// What is wrong and how to mend it.
    pub detail: String,
}

/// An answer to read.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The decoded body.
    pub body: &'a [u8],
    /// The Content-Type header.
    pub content_type: Option<&'a str>,
    /// The address that answered.
    pub url: &'a Url,
    /// What the source is said to be.
    pub kind: SourceKind,
    /// What it was the last time that it was read.
    pub read_before: Option<SourceKind>,
    /// For list pages: where the items stand.
    pub select: Option<&'a Selectors>,
    /// When it was fetched; a date on a list that lies after it is none.
    pub now: Timestamp,
}

/// Reads an answer.
///
/// # Errors
/// It is not what the source is said to be, or is beyond repair.
pub fn read(answer: &Answer<'_>) -> Result<Listed, Unreadable> {
    let found = kind::sniff(answer.body, answer.content_type);
    let is_page = found == Some(SourceKind::List);
    let (kind, listed) = match (answer.kind, found) {
        (SourceKind::Feed, _) | (SourceKind::Auto, Some(SourceKind::Feed)) => (SourceKind::Feed, read_feed(answer)),
        (SourceKind::Sitemap, _) | (SourceKind::Auto, Some(SourceKind::Sitemap)) => {
            (SourceKind::Sitemap, read_sitemap(answer))
        }
        (SourceKind::List, _) | (SourceKind::Auto, Some(SourceKind::List)) => {
            (SourceKind::List, unless_in_the_way(answer).and_then(|()| read_list(answer)))
        }
        (SourceKind::Import, _) => return Err(Unreadable::not_a_feed("the source is an import and is not polled")),
        (SourceKind::Auto, _) => {
            let detail = "the answer is no feed, no sitemap and no web page; check the address";
            return Err(Unreadable::not_a_feed(detail));
        }
    };
    match listed {
        Ok(listed) => Ok(Listed { read_as: Some(kind), ..listed }),
        Err(unreadable) if is_page && unreadable.kind != ErrorKind::Interstitial => {
            unless_in_the_way(answer).and(Err(unreadable))
        }
        Err(unreadable) => Err(unreadable),
    }
}

/// Refuses a page that is none of the source's own.
fn unless_in_the_way(answer: &Answer<'_>) -> Result<(), Unreadable> {
    // Who calls a source a list knows that it is a page.
    let read_before = answer.read_before.filter(|_| answer.kind != SourceKind::List);
    match obstacle::in_place_of_source(answer.body, answer.content_type, answer.url, read_before) {
        Some(detail) => Err(Unreadable { kind: ErrorKind::Interstitial, detail }),
        None => Ok(()),
    }
}

impl Unreadable {
    fn not_a_feed(detail: impl Into<String>) -> Self {
        Self { kind: ErrorKind::NotAFeed, detail: detail.into() }
    }
}

fn read_feed(answer: &Answer<'_>) -> Result<Listed, Unreadable> {
    let parsed = feed::parse(answer.body, answer.content_type, Some(answer.url));
    let (feed, warnings) = parsed.map_err(|error| match error {
        feed::FeedError::NotAFeed(_) => Unreadable::not_a_feed(error.to_string()),
        feed::FeedError::Unreadable(_) => Unreadable { kind: ErrorKind::Parse, detail: error.to_string() },
    })?;
    Ok(Listed {
        items: feed.items(),
        facts: feed.facts(),
        pacing: feed.pacing,
        hub: feed.hub,
        self_url: feed.self_url,
        sitemaps: Vec::new(),
        warnings,
        ..Listed::default()
    })
}

fn read_sitemap(answer: &Answer<'_>) -> Result<Listed, Unreadable> {
    let (sitemap, warnings) = listing::sitemap::parse(answer.body, answer.content_type, answer.url)
        .map_err(|error| Unreadable::not_a_feed(error.to_string()))?;
    Ok(match sitemap {
        Sitemap::Items(items) => Listed { items, warnings, ..Listed::default() },
        Sitemap::Index(sitemaps) => Listed { sitemaps, warnings, ..Listed::default() },
    })
}

/// A list page without items is an error: pages change their layout, and silence must not look like a quiet day.
fn read_list(answer: &Answer<'_>) -> Result<Listed, Unreadable> {
    let decoded = text::charset::decode_html(answer.body, answer.content_type, answer.url.host_str());
    let (items, warnings) = listing::page::items(&decoded.text, answer.url, answer.select, answer.now);
    if items.is_empty() {
        return Err(Unreadable::not_a_feed(no_items(&decoded.text, answer)));
    }
    Ok(Listed { items, warnings, ..Listed::default() })
}

fn no_items(html: &str, answer: &Answer<'_>) -> String {
    let feeds = kind::feed_links(html, answer.url);
    match (feeds.first(), answer.select) {
        (Some(feed), _) => {
            format!("no list of articles on the page, but it names a feed: set `url = \"{}\"`", feed.url)
        }
        (None, Some(_)) => {
            "the selectors match no item on the page; compare `[source.select]` with its HTML".to_owned()
        }
        (None, None) => "no list of articles on the page; say where it stands with `[source.select]`".to_owned(),
    }
}
