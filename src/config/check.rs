//! From what is written to what is meant: every value is looked at, also when an earlier one was wrong.
//!
//! `values` holds the rules for single values, each ignorant of where the value stands; the other files go through
//! the tables and connect the rules with the places.

mod addresses;
mod alerts;
mod jobs;
mod opinion;
mod options;
mod rules;
mod searches;
mod sections;
mod sources;
mod topics;
mod values;

use std::collections::HashMap;
use std::fmt::Display;
use std::hash::Hash;
use std::path::Path;
use std::sync::Arc;

use super::location::Environment;
use super::mistakes::{Fault, Mistake, Mistakes};
use super::raw::RawConfig;
use super::settings::{Config, StoreConfig};
use super::texts::{Span, Texts};

/// What paths in the configuration are resolved by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings<'a> {
    /// Tells which values come from the environment.
    pub(super) texts: &'a Texts,
    /// The folder that relative paths of a file start from.
    pub(super) data_folder: &'a Path,
    /// The folder that other relative paths start from: that of the main file.
    pub(super) config_folder: &'a Path,
    /// Where the home folder is.
    pub(super) environment: Environment<'a>,
}

/// Whether the topics are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topics {
    /// They were read.
    Read,
    /// They were left out, so what names one may be right.
    LeftOut,
}

/// Checks `[store]` alone. `None` only if there are mistakes.
pub(super) fn store(raw: &RawConfig, around: Surroundings<'_>, mistakes: &mut Mistakes) -> Option<StoreConfig> {
    sections::store(&raw.store, around, mistakes)
}

/// Checks all of it. `None` only if there are mistakes.
pub(super) fn check(
    raw: &RawConfig,
    read: Topics,
    around: Surroundings<'_>,
    mistakes: &mut Mistakes,
) -> Option<Config> {
    let store = sections::store(&raw.store, around, mistakes);
    let fetch = sections::fetch(&raw.fetch, mistakes);
    let daemon = sections::daemon(&raw.daemon, mistakes);
    let web = sections::web(&raw.web, around, mistakes);
    let websub = sections::websub(&raw.websub, web.as_ref(), mistakes);
    let (topics, lists) = topics::topics(raw, around, mistakes);
    // Also those that are wrong: to miss them would be a second complaint of one mistake.
    let written_topics = raw.topics.iter().filter_map(|topic| topic.value.as_ref()?.id.as_ref());
    let known_topics: Vec<&str> = written_topics.map(|id| id.get_ref().as_str()).collect();
    let known_topics = (read == Topics::Read).then_some(known_topics.as_slice());
    let known = Known { topics: known_topics, around };
    let opinion = opinion::opinion(&raw.opinion, known, mistakes);
    let mail = alerts::mail(&raw.mail, known, mistakes);
    let defaults = sources::defaults(&raw.defaults, known, mistakes);
    let groups = sources::groups(&raw.groups, known, mistakes);
    let (sources, disabled) = sources::sources(&raw.sources, &groups, known, mistakes);
    let rules = rules::rules(raw, around, mistakes);
    let searches = searches::searches(&raw.searches, around.texts, mistakes);
    let has_mail = mail.as_ref().is_none_or(Option::is_some);
    let around_alerts = alerts::Around { known, searches: &searches, has_mail };
    let alerts = alerts::alerts(&raw.alerts, around_alerts, mistakes);
    let addresses = addresses::addresses(&raw.addresses, mistakes);
    let jobs = jobs::jobs(&raw.jobs, mistakes);
    Some(Config {
        files: Vec::new(),
        store: store?,
        fetch: fetch?,
        daemon: daemon?,
        web: web?,
        websub: websub?,
        opinion: opinion?,
        mail: mail?,
        defaults: defaults?,
        sources,
        disabled,
        topics: Arc::new(topics),
        lists: Arc::new(lists),
        rules: Arc::new(rules),
        searches,
        alerts,
        addresses: Arc::new(addresses),
        jobs,
    })
}

/// What the options of a source may refer to.
#[derive(Debug, Clone, Copy)]
struct Known<'a> {
    /// The ids of all topics; `None` where they were not read.
    topics: Option<&'a [&'a str]>,
    around: Surroundings<'a>,
}

/// The names given so far, with their places.
#[derive(Debug)]
struct Names<N>(HashMap<N, Span>);

impl<N: Display + Eq + Hash> Names<N> {
    fn new() -> Self {
        Self(HashMap::new())
    }

    /// Whether the name is free; if it is taken, that is noted with both places.
    fn claim(&mut self, name: N, place: Span, what: &str, mistakes: &mut Mistakes) -> bool {
        if let Some(first) = self.0.get(&name) {
            let fault = Fault::new(format!("another {what} is called `{name}`"), "give each a name of its own");
            mistakes.note(Mistake { fault, place: Some(place), other: Some((first.clone(), "first used here")) });
            return false;
        }
        self.0.insert(name, place);
        true
    }
}
