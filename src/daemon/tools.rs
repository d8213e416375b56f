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
use crate::text::url::AddressRules;

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
        addresses: Arc::clone(&config.addresses),
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
        addresses: Arc::clone(&config.addresses),
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

/// Has the addresses of the collection compared by the rules of the configuration: what is known by other rules is known by
/// these as well. To be called before anything is polled or imported.
///
/// # Errors
/// The store failed.
pub fn register_addresses(store: &Store, rules: &Arc<AddressRules>) -> Result<(), StoreError> {
    let n_changed = store.compare_addresses_by(rules)?;
    if n_changed > 0 {
        tracing::info!("the rules for addresses have changed, and with them the keys of {n_changed} addresses");
    }
    Ok(())
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
