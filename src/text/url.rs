//! Addresses: what they mean, and when two of them are one article.
//!
//! [`canonical()`] is for comparing, never for fetching: it says `https` for every scheme and leaves out what a server may
//! want. It errs on the side of keeping two addresses apart: the same article twice is a nuisance that the recognition
//! of copies mends, two articles under one key would lose one of them.

mod amp_cache;
mod canonical;
mod escape;
mod parameters;
mod path;
mod rules;

use ::url::Url;

use crate::model::ArticleKey;

pub use canonical::Removed;
use canonical::Trace;
pub use rules::{AddressRule, AddressRules};

/// Resolves an address found in a document against the document's base: http and https only, white space and control
/// characters around it dropped, no fragment but a route that begins with `#!`.
#[must_use]
pub fn resolve(base: &Url, href: &str) -> Option<Url> {
    let href = href.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    fetchable(base.join(href).ok()?)
}

/// An absolute address, if it is one of http or https, as [`resolve`] gives it.
#[must_use]
pub fn fetchable(mut url: Url) -> Option<Url> {
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return None;
    }
    if !url.fragment().is_some_and(is_route) {
        url.set_fragment(None);
    }
    Some(url)
}

impl AddressRules {
    /// The canonical form of an address, by which two addresses are compared: without tracking parameters, session ids,
    /// default ports, `www.`, mobile and AMP forms, fragments. For comparing, not for fetching. Idempotent (for addresses
    /// of up to 8 KiB).
    #[must_use]
    pub fn canonical(&self, url: &Url) -> String {
        canonical::canonical(url, self, &mut Trace::default())
    }

    /// The same, with what was left out of the address.
    #[must_use]
    pub fn explain(&self, url: &Url) -> (String, Vec<Removed>) {
        let mut trace = Trace::wanted();
        let canonical = canonical::canonical(url, self, &mut trace);
        (canonical, trace.finish())
    }

    /// The canonical forms of those that are addresses, each once: what an article is linked to by.
    #[must_use]
    pub fn canonical_forms(&self, urls: [Option<&str>; 2]) -> Vec<String> {
        let parsed = urls.into_iter().flatten().filter_map(|url| Url::parse(url).ok());
        let mut forms: Vec<String> = parsed.map(|url| self.canonical(&url)).collect();
        forms.dedup();
        forms
    }

    /// The key of the article at an address: the hash of its [`canonical`](Self::canonical) form.
    #[must_use]
    pub fn key(&self, url: &Url) -> ArticleKey {
        super::hash::article_key(&self.canonical(url))
    }
}

/// The canonical form of an address by the rules that are built in.
#[must_use]
pub fn canonical(url: &Url) -> String {
    AddressRules::built_in().canonical(url)
}

/// The key of an address by the rules that are built in: to tell links of a page apart, not articles of the collection,
/// whose keys are made by the rules of the configuration.
#[must_use]
pub fn key(url: &Url) -> ArticleKey {
    AddressRules::built_in().key(url)
}

/// The registrable domain of a host in lower case (`bbc.co.uk` for `www.bbc.co.uk`, by the Public Suffix List); the host
/// itself for IP addresses and unknown suffixes.
#[must_use]
pub fn registrable_domain(host: &str) -> &str {
    let is_known = psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known());
    if is_known { psl::domain_str(host).unwrap_or(host) } else { host }
}

/// Whether anyone can register names below a domain, as below `org` and `co.uk` (the part of the Public Suffix List that
/// ICANN answers for).
#[must_use]
pub fn is_public_suffix(domain: &str) -> bool {
    psl::suffix(domain.as_bytes())
        .is_some_and(|suffix| suffix.typ() == Some(psl::Type::Icann) && suffix.as_bytes() == domain.as_bytes())
}

/// What a site is called by its host: `news.un` for `www.news.un.org`, `bbc` for `bbc.co.uk`; the host itself for IP
/// addresses and names without a known suffix.
#[must_use]
pub fn site_name(host: &str) -> &str {
    let host = host.strip_prefix("www.").unwrap_or(host);
    let suffix = psl::suffix(host.as_bytes()).filter(psl::Suffix::is_known);
    let name = suffix.and_then(|suffix| host.get(..host.len().checked_sub(suffix.as_bytes().len() + 1)?));
    name.filter(|name| !name.is_empty()).unwrap_or(host)
}

/// The shard of a host, 0 to 1,023: a hash of its registrable domain, so that one process polls all of a domain.
#[must_use]
pub fn shard(host: &str) -> u16 {
    let hash = super::hash::content_hash(registrable_domain(host).as_bytes());
    let beginning = hash.as_str().get(..4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
    beginning.expect("a hash is 32 hexadecimal digits") % 1_024
}

/// Whether a fragment is a page of its own on a site that is one script.
fn is_route(fragment: &str) -> bool {
    fragment.starts_with('!')
}

#[cfg(test)]
mod rule_tests;
#[cfg(test)]
mod tests;
