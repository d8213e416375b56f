//! The rules by which addresses are compared: those of `addresses.toml`, and what a user adds to them.
//!
//! A newcomer would question that a file is read by the module of strings: it is built in, so nothing is opened, and every
//! list of addresses can be sorted without a configuration.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::escape;
use super::parameters::{Parameters, Value};
use crate::text::hash;

/// The version of what no rule says: escapes, caches, order. Raise it when [`canonical`](super::AddressRules::canonical)
/// gives other forms by the same rules: the keys of stored addresses are then made anew.
const METHOD: u32 = 1;

/// `addresses.toml`.
const BUILT_IN: &str = include_str!("../../../addresses.toml");

/// One `[[address]]`: what of an address makes no other article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AddressRule {
    /// The domains that it holds for, with all hosts below them; none stands for all addresses.
    pub domain: Vec<String>,
    /// Query parameters: `name`, `beginning*`, `name=value`.
    pub ignore: Vec<String>,
    /// Query parameters that are ignored where their value holds no digit.
    pub ignore_words: Vec<String>,
    /// Query parameters that are ignored where their value is as long as the id of a session.
    pub ignore_sessions: Vec<String>,
    /// Query parameters that are never ignored.
    pub keep: Vec<String>,
    /// Steps at the beginning or end of the path (`/amp`), endings of its last step (`.amp`).
    pub strip: Vec<String>,
    /// Names of the pages that a folder shows when none is named.
    pub index: Vec<String>,
    /// First labels of hosts.
    pub labels: Vec<String>,
    /// Other domains that serve the same pages as the first of `domain`.
    pub mirrors: Vec<String>,
}

/// The file, and with it a configuration's own tables.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    address: Vec<AddressRule>,
}

/// The rules of all sites, ready to be used.
#[derive(Debug, Clone)]
pub struct AddressRules {
    written: Vec<AddressRule>,
    pub(super) everywhere: SiteRules,
    /// By domain.
    sites: HashMap<String, SiteRules>,
    /// Domains by those that serve the same. No value is a key, or lies below one.
    mirrors: HashMap<String, String>,
    version: String,
}

/// What holds for one domain, or for all.
#[derive(Debug, Clone, Default)]
pub(super) struct SiteRules {
    /// `None`: all.
    pub(super) domain: Option<String>,
    pub(super) ignored: Parameters,
    pub(super) kept: Parameters,
    /// Steps of paths, spelt as addresses are compared.
    pub(super) steps: Vec<String>,
    /// Endings with their dot.
    pub(super) endings: Vec<String>,
    /// File names in lower case.
    pub(super) index: Vec<String>,
    pub(super) labels: Vec<String>,
}

impl AddressRules {
    /// The rules that are built in.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static RULES: LazyLock<AddressRules> = LazyLock::new(|| AddressRules::with(Vec::new()));
        &RULES
    }

    /// The built-in rules with those of a user.
    #[must_use]
    pub fn with(own: Vec<AddressRule>) -> Self {
        let File { mut address } = toml::from_str(BUILT_IN).expect("a test reads the file that is built in");
        address.extend(own);
        Self::new(address)
    }

    /// All rules, the built-in ones included, as [`to_json`](Self::to_json) wrote them.
    #[must_use]
    pub fn from_json(written: &str) -> Option<Self> {
        serde_json::from_str(written).ok().map(Self::new)
    }

    /// All rules, the built-in ones included.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.written).expect("texts and lists can be written")
    }

    fn new(written: Vec<AddressRule>) -> Self {
        let mut rules = Self {
            written: Vec::new(),
            everywhere: SiteRules::default(),
            sites: HashMap::new(),
            mirrors: HashMap::new(),
            version: String::new(),
        };
        // Labels first: by them domains get the form in which they are looked up.
        written.iter().filter(|rule| rule.domain.is_empty()).for_each(|rule| rules.everywhere.add(rule));
        written.iter().filter(|rule| !rule.domain.is_empty()).for_each(|rule| rules.add_site(rule));
        rules.written = written;
        let version = hash::content_hash(format!("{METHOD}\n{}", rules.to_json()).as_bytes());
        rules.version = version.as_str().to_owned();
        rules
    }

    /// A name for these rules: by the same name, addresses have the same keys.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    fn add_site(&mut self, rule: &AddressRule) {
        if let Some(domain) = rule.domain.first() {
            rule.mirrors.iter().for_each(|mirror| self.add_mirror(mirror, domain));
        }
        for domain in &rule.domain {
            let domain = self.everywhere.without_labels(domain).to_owned();
            let site = self.sites.entry(domain.clone()).or_default();
            site.domain = Some(domain);
            site.add(rule);
        }
    }

    /// What would lead round in a circle is left out.
    fn add_mirror(&mut self, mirror: &str, domain: &str) {
        let leads_round = is_within(domain, mirror)
            || self.mirrors.iter().any(|(known, target)| is_within(domain, known) || is_within(target, mirror));
        if !leads_round {
            self.mirrors.insert(mirror.to_owned(), domain.to_owned());
        }
    }

    /// The host that serves the same, if the rules know one.
    pub(super) fn mirrored(&self, host: &str) -> Option<String> {
        let (mirror, domain) = with_parents(host).find_map(|parent| self.mirrors.get_key_value(parent))?;
        Some(format!("{}{domain}", host.strip_suffix(mirror.as_str())?))
    }

    /// The rules for a host: those for all sites first, its own last.
    pub(super) fn of_host(&self, host: &str) -> Vec<&SiteRules> {
        let mut rules = vec![&self.everywhere];
        if !self.sites.is_empty() {
            rules.extend(with_parents(host).filter_map(|parent| self.sites.get(parent)));
        }
        rules
    }
}

impl SiteRules {
    fn add(&mut self, rule: &AddressRule) {
        rule.ignore.iter().for_each(|pattern| self.ignored.add(pattern, Value::Any));
        rule.ignore_words.iter().for_each(|pattern| self.ignored.add(pattern, Value::Word));
        rule.ignore_sessions.iter().for_each(|pattern| self.ignored.add(pattern, Value::Session));
        rule.keep.iter().for_each(|pattern| self.kept.add(pattern, Value::Any));
        for part in &rule.strip {
            match part.strip_prefix('/') {
                Some(step) => self.steps.push(escape::segment(step)),
                None => self.endings.push(part.clone()),
            }
        }
        self.index.extend(rule.index.iter().map(|name| name.to_lowercase()));
        self.labels.extend(rule.labels.iter().cloned());
    }

    /// A host without the labels that make no other site. `mobile.de` is a paper of its own: a label goes only while a
    /// registrable domain is left behind it.
    pub(super) fn without_labels<'h>(&self, host: &'h str) -> &'h str {
        let mut host = host;
        while let Some((label, rest)) = host.split_once('.')
            && self.labels.iter().any(|known| known == label)
            && psl::domain_str(rest).is_some()
        {
            host = rest;
        }
        host
    }
}

/// A host, and the domains above it.
fn with_parents(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, parent)| parent))
}

/// Whether a host is a domain, or below it.
fn is_within(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}
