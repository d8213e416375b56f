//! Addresses: what they mean, and when two of them are one article.
//!
//! [`canonical`] is for comparing, never for fetching: it says `https` for every scheme and leaves out what a server may
//! want. It errs on the side of keeping two addresses apart: the same article twice is a nuisance that the recognition
//! of copies mends, two articles under one key would lose one of them.

mod amp_cache;
mod escape;
mod path;
mod tracking;

use std::collections::VecDeque;

use ::url::{Host, Url};

use crate::model::ArticleKey;

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

/// The canonical form of an address, by which two addresses are compared: without tracking parameters, session ids,
/// default ports, `www.`, mobile and AMP forms, fragments. For comparing, not for fetching. Idempotent (for addresses of
/// up to 8 KiB).
#[must_use]
pub fn canonical(url: &Url) -> String {
    let inner = amp_cache::content(url);
    let url = inner.as_ref().unwrap_or(url);
    let Some(host) = url.host() else { return url.to_string() };
    let is_cache = url.host_str().is_some_and(amp_cache::is_cache);

    let mut canonical = String::from("https://");
    canonical.push_str(&canonical_host(&host));
    if let Some(port) = url.port().filter(|port| !matches!(port, 80 | 443)) {
        canonical.push(':');
        canonical.push_str(&port.to_string());
    }
    let query = canonical_query(url.query().unwrap_or_default());
    let mut segments = VecDeque::from(path::segments(url.path()));
    // What a cache holds may itself begin with `amp`: there the path says which page it is.
    while !is_cache && path::drop_dress(&mut segments, query.is_empty()) {}
    canonical.push('/');
    canonical.push_str(&segments.make_contiguous().join("/"));
    if !query.is_empty() {
        canonical.push('?');
        canonical.push_str(&query);
    }
    if let Some(route) = url.fragment().filter(|fragment| is_route(fragment)) {
        canonical.push('#');
        canonical.push_str(route);
    }
    canonical
}

/// The key of the article at an address: the hash of its [`canonical`] form.
#[must_use]
pub fn key(url: &Url) -> ArticleKey {
    super::hash::article_key(&canonical(url))
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

fn canonical_host(host: &Host<&str>) -> String {
    let Host::Domain(domain) = host else { return host.to_string() };
    let mut domain = domain.trim_end_matches('.');
    // `mobile.de` is a paper of its own: a label goes only while a registrable domain is left behind it.
    while let Some((label, rest)) = domain.split_once('.')
        && matches!(label, "www" | "m" | "mobile" | "amp")
        && psl::domain_str(rest).is_some()
    {
        domain = rest;
    }
    domain.to_owned()
}

fn canonical_query(query: &str) -> String {
    let mut parameters: Vec<(String, String)> = query
        .split('&')
        .map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")))
        .map(|(name, value)| (escape::query_part(name), escape::query_part(value)))
        .filter(|(name, value)| !(tracking::is_tracking(name, value) || name.is_empty() && value.is_empty()))
        .collect();
    parameters.sort();
    parameters.dedup();
    let written: Vec<String> = parameters.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    written.join("&")
}

#[cfg(test)]
mod tests;
