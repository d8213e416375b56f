//! Feeds in XML of any dialect and in any state, from text to [`Feed`].
//!
//! The way: tokens that never fail → a stack of open elements, each with its role → drafts of the feed and its entries →
//! the finished feed, with dates in its language, addresses made absolute and HTML cleaned. Nothing here calls itself, so
//! nesting costs no stack. A newcomer would look for an XML parser: those stop at the first fault, and most feeds that are
//! lost are lost to one.

mod characters;
mod draft;
mod finish;
mod namespace;
mod pacing;
mod people;
mod reader;
mod references;
mod slot;
mod texts;
mod token;

use url::Url;

use crate::model::Warning;

use super::document::Feed;

/// Reads a feed. `leading` is what stands before its root, `base` the address that answered.
///
/// # Errors
/// Nothing is left of it; the message says why.
pub(super) fn read(
    leading: &str,
    source: &str,
    base: Option<&Url>,
    warnings: &mut Vec<Warning>,
) -> Result<Feed, String> {
    let (source, n_left_out) = characters::clean(source);
    let drafts = reader::Reader::new(leading, &source, base).read(n_left_out, warnings)?;
    Ok(finish::feed(drafts, base, warnings))
}
