//! From a configuration to the tools that workers use.

use std::sync::Arc;

use anyhow::Context;

use crate::analysis::topics::TopicSet;
use crate::clock::Clock;
use crate::config::Config;
use crate::fetch::{FetchSettings, Fetcher};
use crate::poll::complaints::Complaints;
use crate::poll::tools::Tools;
use crate::store::{Store, StoreError, TopicEntry};

/// Builds the tools: HTTP client with its limits, compiled rules, clock.
///
/// # Errors
/// The network library does not start.
pub fn build(config: &Config, clock: Clock) -> anyhow::Result<Tools> {
    let fetcher = Fetcher::new(settings(config)).context("failed to start the network library")?;
    Ok(Tools {
        fetcher,
        topics: Arc::clone(&config.topics),
        rules: Arc::clone(&config.rules),
        complaints: Complaints::default(),
        clock,
    })
}

/// Builds the tools anew for a changed configuration. What was learnt of hosts is kept.
///
/// # Errors
/// The network library does not start.
pub fn rebuild(tools: &Tools, config: &Config) -> anyhow::Result<Tools> {
    let fetcher = tools.fetcher.renewed(settings(config)).context("failed to start the network library")?;
    Ok(Tools {
        fetcher,
        topics: Arc::clone(&config.topics),
        rules: Arc::clone(&config.rules),
        complaints: Complaints::default(),
        clock: tools.clock.clone(),
    })
}

fn settings(config: &Config) -> FetchSettings {
    FetchSettings {
        user_agent: config.fetch.user_agent.clone(),
        max_body_bytes: config.fetch.max_body_bytes,
        connect_timeout: config.fetch.connect_timeout,
        first_byte_timeout: config.fetch.first_byte_timeout,
        idle_timeout: config.fetch.idle_timeout,
        max_redirects: usize::try_from(config.fetch.max_redirects).unwrap_or(usize::MAX),
        host_delay: config.fetch.host_delay,
    }
}

/// Writes the topics of the configuration to the database, for those who read it with other tools.
///
/// # Errors
/// The store failed.
pub fn register_topics(store: &Store, topics: &TopicSet) -> Result<(), StoreError> {
    let entries = topics.rules().iter().map(|rule| TopicEntry {
        id: rule.id.clone(),
        label: rule.name().to_owned(),
        parent: rule.parent.clone(),
        description: rule.description.clone(),
        rules_version: topics.version_of(&rule.id).unwrap_or_default().to_owned(),
    });
    store.register_topics(entries.collect())
}
