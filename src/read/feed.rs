//! Feeds: RSS 0.9x to 2.0, RDF, Atom and JSON Feed, from bytes to [`Feed`].
//!
//! The way: decode → find the root → mend and bound → feed-rs → our own types. feed-rs gives a whole feed up for one bad
//! byte, invents ids and dates, and overflows the stack on deep nesting; so what it is given is always small, shallow and
//! well-formed, and what it invents is taken out of its answer again. A newcomer would question the mending: it loses at
//! most the entry that a fault stands in, never the feed.

mod characters;
mod convert;
mod document;
mod items;
mod json;
mod parser;
mod root;
mod structure;
mod tag;

use url::Url;

use crate::model::{LanguageCode, Warning};
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
    let prepared = prepare(&decoded.text, base, &mut warnings)?;
    let language = prepared.language.as_deref().and_then(LanguageCode::from_tag);
    let (parsed, dates) = parser::run(&prepared.document, language.as_ref(), base)?;
    let n_lost = prepared.n_entries.saturating_sub(parsed.entries.len());
    if n_lost > 0 && parsed.entries.is_empty() {
        return Err(FeedError::Unreadable(format!("none of its {n_lost} entries is in a form that is understood")));
    }
    if n_lost > 0 {
        warnings.push(Warning::new("entries-lost", format!("{n_lost} entries name no article and were left out")));
    }
    let mut feed = convert::feed(parsed, &dates, base);
    feed.language = feed.language.or(prepared.language);
    Ok((feed, warnings))
}

/// A document that feed-rs reads without harm.
struct Prepared {
    /// Well-formed XML, or JSON.
    document: String,
    /// The language that the feed claims; dates cannot be read without it.
    language: Option<String>,
    /// Entries in the document, where they were counted.
    n_entries: usize,
}

fn prepare(text: &str, base: Option<&Url>, warnings: &mut Vec<Warning>) -> Result<Prepared, FeedError> {
    match kind::form(text) {
        Form::XmlFeed(root) => {
            let (leading, document) = text.split_at(root);
            if !is_markup(leading) {
                warnings.push(Warning::new("leading-text", "text before the feed was left out"));
            }
            let clean = characters::clean(document, warnings);
            structure::repair(&clean, warnings).map_err(FeedError::Unreadable)
        }
        Form::JsonFeed => Ok(Prepared { document: json::limit_entries(text, warnings), language: None, n_entries: 0 }),
        other => Err(FeedError::NotAFeed(advice(&other, text, base))),
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
