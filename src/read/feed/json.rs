//! JSON Feeds, by feed-rs.
//!
//! feed-rs gives a whole feed up for one id that is a number, and does not know of hubs and further pages. So the document
//! is mended first, and what is not in its answer is read beside it.

mod convert;
mod limit;
mod mend;
mod parser;

use serde_json::Value;
use url::Url;

use crate::model::{LanguageCode, Warning};

use super::document::{Feed, Link};
use super::{FeedError, document};

/// Reads a JSON Feed. `base` is the address that answered.
///
/// # Errors
/// It is not JSON, or not a feed in it.
pub(super) fn read(text: &str, base: Option<&Url>, warnings: &mut Vec<Warning>) -> Result<Feed, FeedError> {
    let bounded = limit::limit_entries(text, warnings);
    let document = mend::document(&bounded, warnings).map_err(FeedError::Unreadable)?;
    let language = document.get("language").and_then(Value::as_str).and_then(LanguageCode::from_tag);
    let (parsed, dates) = parser::run(&document.to_string(), language.as_ref(), base)?;
    let mut feed = convert::feed(parsed, &dates, base);
    add_relations(&document, base, &mut feed);
    Ok(feed)
}

/// The feed's own address, its further pages and its hub.
fn add_relations(document: &Value, base: Option<&Url>, feed: &mut Feed) {
    let hub = document.get("hubs").and_then(|hubs| hubs.get(0)).and_then(|hub| hub.get("url"));
    let relations = [("self", document.get("feed_url")), ("next", document.get("next_url")), ("hub", hub)];
    for (rel, address) in relations {
        let Some(address) = address.and_then(Value::as_str) else { continue };
        let href = match base.map(|base| base.join(address)) {
            Some(Ok(url)) => url.into(),
            _ => address.to_owned(),
        };
        feed.links.retain(|link| link.href != href || feed.link.as_ref() == Some(&href));
        feed.links.push(Link { href, rel: Some(rel.to_owned()), media_type: None, title: None });
    }
    feed.hub = document::related(&feed.links, "hub");
    feed.self_url = document::related(&feed.links, "self");
    feed.next = document::related(&feed.links, "next");
}
