//! JSON Feeds, by feed-rs.
//!
//! feed-rs gives a whole feed up for one id that is a number, and does not know of hubs and further pages. So the document
//! is mended first, and what is not in its answer is read beside it.

mod convert;
mod limit;
mod mend;
mod parser;

use serde::Deserialize;
use url::Url;

use crate::model::{LanguageCode, Warning};

use super::document::{Feed, Link};
use super::{FeedError, document};

/// What feed-rs has no place for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Relations {
    feed_url: Option<String>,
    next_url: Option<String>,
    language: Option<String>,
    hubs: Vec<Hub>,
}

#[derive(Debug, Deserialize)]
struct Hub {
    url: String,
}

/// Reads a JSON Feed. `base` is the address that answered.
///
/// # Errors
/// It is not JSON, or not a feed in it.
pub(super) fn read(text: &str, base: Option<&Url>, warnings: &mut Vec<Warning>) -> Result<Feed, FeedError> {
    let text = limit::limit_entries(text, warnings);
    if let Ok(feed) = read_sound(&text, base) {
        return Ok(feed);
    }
    let document = mend::document(&text, warnings).map_err(FeedError::Unreadable)?;
    warnings.push(Warning::new("mended-json", "fields of other kinds than a JSON Feed has were put right or left out"));
    read_sound(&document.to_string(), base)
}

fn read_sound(text: &str, base: Option<&Url>) -> Result<Feed, FeedError> {
    let relations: Relations = serde_json::from_str(text).unwrap_or_default();
    let language = relations.language.as_deref().and_then(LanguageCode::from_tag);
    let (parsed, dates) = parser::run(text, language.as_ref(), base)?;
    let mut feed = convert::feed(parsed, &dates, base);
    relations.add_to(&mut feed, base);
    Ok(feed)
}

impl Relations {
    /// The feed's own address, its further pages and its hub.
    fn add_to(self, feed: &mut Feed, base: Option<&Url>) {
        let hub = self.hubs.into_iter().next().map(|hub| hub.url);
        for (rel, address) in [("self", self.feed_url), ("next", self.next_url), ("hub", hub)] {
            let Some(address) = address else { continue };
            let href = match base.map(|base| base.join(&address)) {
                Some(Ok(url)) => url.into(),
                _ => address,
            };
            feed.links.retain(|link| link.href != href || feed.link.as_ref() == Some(&href));
            feed.links.push(Link { href, rel: Some(rel.to_owned()), media_type: None, title: None });
        }
        feed.hub = document::related(&feed.links, "hub");
        feed.self_url = document::related(&feed.links, "self");
        feed.next = document::related(&feed.links, "next");
    }
}
