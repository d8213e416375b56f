//! What a reader has already, told without writing the feed: from the states of its articles, which are read without their
//! texts (RFC 9110, sections 8.8 and 13).

use std::fmt::Write as _;
use std::time::SystemTime;

use axum::http::{HeaderMap, HeaderValue, header};
use jiff::Timestamp;

use super::entry::Head;
use super::parameters::Extent;
use crate::store::Edition;
use crate::text::hash::content_hash;

/// What a feed is recognised by.
#[derive(Debug)]
pub(super) struct Validators {
    /// Weak: what stands between us and the reader may pack the feed.
    tag: String,
    /// `None` where it may change within the second.
    modified: Option<Timestamp>,
}

impl Validators {
    pub(super) fn new(head: &Head, extent: Extent, editions: &[Edition], now: Timestamp) -> Self {
        let mut state = format!("{}\n{head:?}\n{extent:?}\n", env!("CARGO_PKG_VERSION"));
        for edition in editions {
            let _ = writeln!(state, "{edition:?}");
        }
        let latest = editions.iter().map(Edition::since).max();
        let modified = latest.filter(|at| at.as_second() < now.as_second());
        Self { tag: format!("W/\"{}\"", content_hash(state.as_bytes())), modified }
    }

    /// Whether a request says that its reader has this; a tag counts more than a date (RFC 9110, section 13.2.2).
    pub(super) fn are_known_by(&self, headers: &HeaderMap) -> bool {
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        if headers.contains_key(header::IF_NONE_MATCH) {
            let mut lists = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
            return lists.any(|list| list.split(',').any(|tag| self.is(tag.trim())));
        }
        let since = text(header::IF_MODIFIED_SINCE).and_then(|date| httpdate::parse_http_date(date).ok());
        self.modified.zip(since).is_some_and(|(modified, since)| http_date(modified).is_some_and(|date| date <= since))
    }

    fn is(&self, tag: &str) -> bool {
        let opaque = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
        tag == "*" || opaque(tag) == opaque(&self.tag)
    }

    pub(super) fn write(&self, headers: &mut HeaderMap) {
        headers.extend(HeaderValue::from_str(&self.tag).ok().map(|tag| (header::ETAG, tag)));
        let date = self.modified.and_then(http_date).map(httpdate::fmt_http_date);
        let date = date.and_then(|date| HeaderValue::from_str(&date).ok());
        headers.extend(date.map(|date| (header::LAST_MODIFIED, date)));
    }
}

fn http_date(at: Timestamp) -> Option<SystemTime> {
    let seconds = u64::try_from(at.as_second()).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(std::time::Duration::from_secs(seconds))
}
