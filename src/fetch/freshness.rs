//! What the headers of an answer say about the next request: validators, freshness, when to come back.
//!
//! No clock is read: dates in headers are compared with the answer's own `Date`, so a server whose clock is wrong still
//! means what it says.

use std::time::{Duration, SystemTime};

use reqwest::header::{self, HeaderMap, HeaderName};

use super::outcome::Freshness;
use crate::model::Validators;

/// Longer validators are not kept: they would be stored and sent with each poll. Real ones are shorter than 100 bytes.
const MAX_VALIDATOR_BYTES: usize = 1024;

/// `ETag` and `Last-Modified` byte for byte; the hash of the body is the caller's.
pub(super) fn validators(headers: &HeaderMap) -> Validators {
    Validators {
        etag: opaque(headers, header::ETAG),
        last_modified: opaque(headers, header::LAST_MODIFIED),
        body_hash: None,
    }
}

/// What the next request sends after a 304: its own validators, for the rest the old ones.
pub(super) fn validators_after_304(headers: &HeaderMap, old: &Validators) -> Validators {
    let new = validators(headers);
    Validators {
        etag: new.etag.or_else(|| old.etag.clone()),
        last_modified: new.last_modified.or_else(|| old.last_modified.clone()),
        body_hash: old.body_hash.clone(),
    }
}

/// A value that can be sent back exactly as it came; bytes that are not UTF-8 could not be.
fn opaque(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let bytes = headers.get(name)?.as_bytes();
    let text = std::str::from_utf8(bytes).ok()?;
    (!text.is_empty() && text.len() <= MAX_VALIDATOR_BYTES).then(|| text.to_owned())
}

/// How long the answer stays fresh in a private cache (RFC 9111, sections 4.2.1 and 5.2.2).
pub(super) fn freshness(headers: &HeaderMap) -> Freshness {
    let directives = CacheControl::read(headers);
    if directives.forbids_reuse {
        return Freshness::default();
    }
    let max_age = match directives.max_age {
        Some(lifetime) => Some(lifetime.saturating_sub(age(headers))),
        None => date(headers, header::EXPIRES).and_then(|expires| since_answer(headers, expires)),
    };
    Freshness { max_age: max_age.filter(|left| !left.is_zero()) }
}

/// `Retry-After` in both of its forms (RFC 9110, section 10.2.3): seconds or a date.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?;
    delta_seconds(text).or_else(|| since_answer(headers, httpdate::parse_http_date(text.trim()).ok()?))
}

#[derive(Debug, Default)]
struct CacheControl {
    max_age: Option<Duration>,
    forbids_reuse: bool,
}

impl CacheControl {
    /// The first `max-age` counts, as the RFC allows for contradictory ones.
    fn read(headers: &HeaderMap) -> Self {
        let mut read = Self::default();
        let lines = headers.get_all(header::CACHE_CONTROL);
        for directive in lines.iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(',')) {
            let (name, argument) = directive.split_once('=').unwrap_or((directive, ""));
            match name.trim().to_ascii_lowercase().as_str() {
                "no-cache" | "no-store" => read.forbids_reuse = true,
                "max-age" if read.max_age.is_none() => read.max_age = delta_seconds(argument.trim().trim_matches('"')),
                _ => {}
            }
        }
        read
    }
}

fn age(headers: &HeaderMap) -> Duration {
    let text = headers.get(header::AGE).and_then(|value| value.to_str().ok());
    text.and_then(delta_seconds).unwrap_or_default()
}

fn date(headers: &HeaderMap, name: HeaderName) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(name)?.to_str().ok()?.trim()).ok()
}

/// From the answer's `Date` to an instant; `None` where it is past or the answer has no date.
fn since_answer(headers: &HeaderMap, instant: SystemTime) -> Option<Duration> {
    instant.duration_since(date(headers, header::DATE)?).ok()
}

/// A number of seconds; one too large to count is the largest (RFC 9111, section 1.2.2).
fn delta_seconds(text: &str) -> Option<Duration> {
    let digits = text.trim();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(Duration::from_secs(digits.parse().unwrap_or(u64::from(u32::MAX))))
}

#[cfg(test)]
mod tests;
