//! One poll a registrable domain at a time.
//!
//! Requests to a domain queue up anyway. What this adds: the second of two sources of one paper learns what the first one
//! stored, so that an article on both its front page and its feed is fetched once.

use std::collections::HashSet;

use url::Url;

use crate::model::Source;
use crate::text;

/// The domains that are being polled.
#[derive(Debug, Default)]
pub struct BusyDomains(HashSet<String>);

impl BusyDomains {
    /// Whether no other source of the same domain is being polled.
    #[must_use]
    pub fn is_free(&self, source: &Source) -> bool {
        !self.0.contains(&domain(source))
    }

    /// A poll of the source begins.
    pub fn begin(&mut self, source: &Source) {
        self.0.insert(domain(source));
    }

    /// The poll of the source has ended.
    pub fn end(&mut self, source: &Source) {
        self.0.remove(&domain(source));
    }
}

fn domain(source: &Source) -> String {
    let url = Url::parse(&source.url).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.map_or(&*source.url, text::url::registrable_domain).to_owned()
}
