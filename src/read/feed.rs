//! Feeds: RSS 0.90 to 2.0, RDF, Atom, CDF and JSON Feed, from bytes to [`Feed`].
//!
//! The way: decode → find the root → read. XML is read by a reader of our own (`xml`) that no fault stops; JSON by
//! feed-rs behind a mender (`json`). A newcomer would ask why feed-rs does not read the XML: it gives a whole feed up for
//! one bad byte, comes back empty for unusual namespaces, invents ids and dates, calls itself for nested elements, and has
//! no place for what a feed says of its rhythm. Mending all that in front of it meant reading the feed anyway.

mod anchors;
mod document;
mod items;
mod json;
mod xml;

use url::Url;

use crate::model::Warning;
use crate::text;

use super::kind::{self, Form};

pub use document::{Enclosure, Entry, Feed, Link, Person, Text};

/// Entries kept of one feed. Real ones have fewer than 1,000.
pub const MAX_ENTRIES: usize = 10_000;

/// Why an answer gave no feed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// The answer is something else: another address or another `kind` is needed.
    #[error("not a feed: {0}")]
    NotAFeed(String),
    /// The answer begins as a feed and cannot be read.
    #[error("unreadable feed: {0}")]
    Unreadable(String),
}

/// Reads a feed. `content_type` is the HTTP header, `base` the address that answered, to which relative links belong.
///
/// The caller bounds the size of the body.
///
/// # Errors
/// The body is no feed, or nothing can be read of it; the message says what to do.
pub fn parse(body: &[u8], content_type: Option<&str>, base: Option<&Url>) -> Result<(Feed, Vec<Warning>), FeedError> {
    let decoded = text::charset::decode_xml(body, content_type);
    let mut warnings = Vec::new();
    if decoded.had_errors {
        warnings.push(Warning::new("bad-bytes", format!("some bytes are not {} and were replaced", decoded.encoding)));
    }
    match kind::form(&decoded.text) {
        Form::XmlFeed(root) => {
            let (leading, source) = decoded.text.split_at(root);
            if !is_markup(leading) {
                warnings.push(Warning::new("leading-text", "text before the feed was left out"));
            }
            let feed = xml::read(leading, source, base, &mut warnings).map_err(FeedError::Unreadable)?;
            Ok((feed, warnings))
        }
        Form::JsonFeed => {
            let feed = json::read(&decoded.text, base, &mut warnings)?;
            Ok((feed, warnings))
        }
        other => Err(FeedError::NotAFeed(advice(&other, &decoded.text, base))),
    }
}

/// Whether only declarations and comments stand in a text.
fn is_markup(leading: &str) -> bool {
    let leading = leading.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    leading.is_empty() || leading.starts_with("<?") || leading.starts_with("<!")
}

/// What an answer is instead of a feed, and what to do about it.
fn advice(form: &Form, text: &str, base: Option<&Url>) -> String {
    match form {
        Form::Html => {
            let link = base.and_then(|base| kind::feed_links(text, base).into_iter().next());
            match link {
                Some(link) => format!("it is an HTML page that links to the feed {}: use that address", link.url),
                None => {
                    "it is an HTML page: set `kind = \"list\"` to read its links, or find the feed's address".into()
                }
            }
        }
        Form::Sitemap | Form::AddressLines => "it is a sitemap: set `kind = \"sitemap\"`".into(),
        Form::Json => {
            "it is JSON without the `version` of a JSON Feed: look for an RSS, Atom or JSON Feed address".into()
        }
        Form::Xml(root) if root == "opml" => "it is an OPML list of feeds: use the addresses within it".into(),
        Form::Xml(root) => format!("its root element is `{root}`: look for an RSS, Atom or JSON Feed address"),
        _ if text.trim().is_empty() => "the answer is empty: check the address in a browser".into(),
        _ => "it is neither XML, JSON nor HTML: check the address in a browser".into(),
    }
}

#[cfg(test)]
mod tests;
