//! The form of an address by which it is compared, step by step.

use std::collections::VecDeque;

use ::url::{Host, Url};
use serde::Serialize;

use super::parameters::{Pattern, lower};
use super::rules::{AddressRules, SiteRules};
use super::{amp_cache, escape, is_route, path};

/// What was left out of an address, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// What stood there.
    pub what: String,
    /// The rule, in the words of `addresses.toml`.
    pub rule: String,
    /// The domain that the rule is for; `None`: it holds for all.
    pub domain: Option<String>,
}

/// Gathers what is left out, if anybody wants to know.
#[derive(Debug, Default)]
pub(super) struct Trace(Option<Vec<Removed>>);

impl Trace {
    pub(super) fn wanted() -> Self {
        Self(Some(Vec::new()))
    }

    pub(super) fn finish(self) -> Vec<Removed> {
        self.0.unwrap_or_default()
    }

    fn note(&mut self, site: Option<&SiteRules>, tell: impl FnOnce() -> (String, String)) {
        if let Some(removed) = &mut self.0 {
            let (what, rule) = tell();
            removed.push(Removed { what, rule, domain: site.and_then(|site| site.domain.clone()) });
        }
    }
}

/// The canonical form of an address.
pub(super) fn canonical(url: &Url, rules: &AddressRules, trace: &mut Trace) -> String {
    let inner = amp_cache::content(url);
    if inner.is_some() {
        trace.note(None, || (url.host_str().unwrap_or_default().to_owned(), "cache of AMP pages".to_owned()));
    }
    let url = inner.as_ref().unwrap_or(url);
    let Some(host) = url.host() else { return url.to_string() };
    if url.scheme() != "https" {
        trace.note(None, || (format!("{}:", url.scheme()), "scheme".to_owned()));
    }
    let mut canonical = String::with_capacity(url.as_str().len());
    canonical.push_str("https://");
    let host = canonical_host(&host, rules, trace);
    canonical.push_str(&host);
    if let Some(port) = url.port() {
        if matches!(port, 80 | 443) {
            trace.note(None, || (format!(":{port}"), "default port".to_owned()));
        } else {
            canonical.push(':');
            canonical.push_str(&port.to_string());
        }
    }
    let sites = rules.of_host(&host);
    let query = canonical_query(url.query().unwrap_or_default(), &sites, trace);
    canonical.push('/');
    canonical.push_str(&canonical_path(url, query.is_empty(), &sites, trace));
    if !query.is_empty() {
        canonical.push('?');
        canonical.push_str(&query);
    }
    match url.fragment() {
        Some(route) if is_route(route) => {
            canonical.push('#');
            canonical.push_str(route);
        }
        Some(fragment) => trace.note(None, || (format!("#{fragment}"), "fragment".to_owned())),
        None => {}
    }
    canonical
}

fn canonical_host(host: &Host<&str>, rules: &AddressRules, trace: &mut Trace) -> String {
    let Host::Domain(domain) = host else { return host.to_string() };
    let written = domain.trim_end_matches('.');
    let mut host = match rules.mirrored(written) {
        Some(host) => {
            trace.note(None, || (written.to_owned(), format!("mirror of {host}")));
            host
        }
        None => written.to_owned(),
    };
    loop {
        let sites = rules.of_host(&host);
        let shorter = sites.iter().find_map(|site| {
            let rest = site.without_labels(&host);
            (rest.len() < host.len()).then_some((*site, rest))
        });
        let Some((site, rest)) = shorter else { return host };
        let label = host.strip_suffix(rest).unwrap_or_default();
        trace.note(Some(site), || (label.to_owned(), format!("labels \"{}\"", label.trim_end_matches('.'))));
        host = rest.to_owned();
    }
}

/// The rule by which a parameter is ignored, unless another keeps it.
fn ignored<'s>(name: &str, value: &str, sites: &[&'s SiteRules]) -> Option<(&'s SiteRules, Pattern<'s>)> {
    let name = lower(name);
    let found = sites.iter().find_map(|site| Some((*site, site.ignored.find(&name, value)?)))?;
    let is_kept = sites.iter().any(|site| site.kept.find(&name, value).is_some());
    (!is_kept).then_some(found)
}

fn canonical_query(query: &str, sites: &[&SiteRules], trace: &mut Trace) -> String {
    let mut parameters: Vec<(String, String)> = Vec::new();
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let (name, value) = (escape::query_part(name), escape::query_part(value));
        match ignored(&name, &value, sites) {
            Some((site, rule)) => trace.note(Some(site), || (parameter.to_owned(), rule.written())),
            None if name.is_empty() && value.is_empty() => {}
            None => parameters.push((name, value)),
        }
    }
    parameters.sort();
    parameters.dedup();
    let written: Vec<String> = parameters.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    written.join("&")
}

fn canonical_path(url: &Url, has_no_query: bool, sites: &[&SiteRules], trace: &mut Trace) -> String {
    let mut segments = VecDeque::new();
    for segment in url.path().split('/') {
        let segment = path::without_parameters(escape::segment(segment), |name, value| {
            let ignored = ignored(name, value, sites);
            if let Some((site, rule)) = ignored {
                trace.note(Some(site), || (format!(";{name}={value}"), rule.written()));
            }
            ignored.is_some()
        });
        if path::is_step(&segment) {
            segments.push_back(segment);
        }
    }
    // What a cache holds may itself begin with `amp`: there the path says which page it is.
    if !url.host_str().is_some_and(amp_cache::is_cache) {
        while let Some((site, dropped)) = path::drop_dress(&mut segments, has_no_query, sites) {
            trace.note(Some(site), || dropped);
        }
    }
    segments.make_contiguous().join("/")
}
