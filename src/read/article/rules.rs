//! Site rules: what the user says of a site's pages, which wins over what is found without him.
//!
//! A rule may belong to a source, to a host or to the domain above it. For each fact the nearest rule that finds something
//! on the page wins; where none does, that is a warning, and the fact is looked for as on any other page. A rule never
//! makes an article worse than silence: sites change their templates without a word.
//!
//! **Invariant**: selectors are parsed when the configuration is read; a reading only applies them.

mod application;
mod part;
mod region;

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::SourceId;

pub(super) use application::{Application, candidate};
pub use part::Part;

/// What is said of the pages of one site or source; what is not said is found as on any other page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SiteRule {
    /// The elements that hold the text.
    pub select: Option<Part>,
    /// What is no part of the text, wherever it stands.
    pub remove: Vec<Part>,
    /// The headline.
    pub title: Option<Part>,
    /// The people who wrote it.
    pub authors: Option<Part>,
    /// The date of publication.
    pub date: Option<Part>,
    /// The link to the next page of the same article.
    pub next_page: Option<Part>,
}

/// All rules of a configuration.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RuleSet {
    by_source: HashMap<SourceId, Arc<SiteRule>>,
    by_domain: HashMap<String, Vec<Arc<SiteRule>>>,
}

/// The rules that a page is read by.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// All there are; those for the page's host are looked up.
    pub set: &'a RuleSet,
    /// The source whose own rules come first.
    pub source: Option<&'a SourceId>,
}

/// A rule with the one it belongs to, for a person.
struct Owned<'a> {
    owner: String,
    rule: &'a SiteRule,
}

impl RuleSet {
    /// Puts rules together. Of several for one domain the first comes first.
    #[must_use]
    pub fn new(
        of_sources: impl IntoIterator<Item = (SourceId, Arc<SiteRule>)>,
        of_domains: impl IntoIterator<Item = (String, Arc<SiteRule>)>,
    ) -> Self {
        let mut by_domain: HashMap<String, Vec<Arc<SiteRule>>> = HashMap::new();
        for (domain, rule) in of_domains {
            by_domain.entry(domain).or_default().push(rule);
        }
        Self { by_source: of_sources.into_iter().collect(), by_domain }
    }

    /// Whether a source has rules of its own.
    #[must_use]
    pub fn has_source(&self, source: &SourceId) -> bool {
        self.by_source.contains_key(source)
    }

    /// The domains that have rules, in order.
    #[must_use]
    pub fn domains(&self) -> Vec<&str> {
        let mut domains: Vec<&str> = self.by_domain.keys().map(String::as_str).collect();
        domains.sort_unstable();
        domains
    }

    /// How many sources have rules of their own.
    #[must_use]
    pub fn n_sources(&self) -> usize {
        self.by_source.len()
    }

    /// The rules of a domain alone.
    fn of_domain(&self, domain: &str) -> impl Iterator<Item = Owned<'_>> {
        let owner = format!("site `{domain}`");
        let rules = self.by_domain.get(domain).into_iter().flatten();
        rules.map(move |rule| Owned { owner: owner.clone(), rule })
    }
}

impl<'a> Rules<'a> {
    /// The rules for a host's pages, the nearest first: the source's own, the host's, those of the domains above it.
    fn for_host(self, host: Option<&str>) -> Vec<Owned<'a>> {
        let of_source = self.source.and_then(|id| {
            let rule = self.set.by_source.get(id)?;
            Some(Owned { owner: format!("source `{id}`"), rule })
        });
        let host = host.filter(|_| !self.set.by_domain.is_empty());
        let lower = host.map(|host| host.trim_end_matches('.').to_ascii_lowercase());
        let mut rules: Vec<Owned<'a>> = of_source.into_iter().collect();
        let mut rest = lower.as_deref();
        while let Some(domain) = rest {
            rules.extend(self.set.of_domain(domain));
            rest = domain.split_once('.').map(|(_, above)| above);
        }
        rules
    }
}

#[cfg(test)]
mod tests;
