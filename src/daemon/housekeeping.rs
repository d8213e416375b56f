//! What calendar jobs do.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::config::{CalendarJob, Config, Task};
use crate::model::{PageRetention, Source};
use crate::store::{PageRule, Retention, Store, StoreError};

/// What limits the pages that are kept, beside the wishes of each source.
#[derive(Debug, Clone, Copy)]
pub struct PageLimits {
    /// The most bytes of all together.
    pub max_bytes: u64,
    /// How long those of sources are kept that left the configuration.
    pub others: PageRetention,
}

impl PageLimits {
    /// As configured.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        Self { max_bytes: config.store.max_snapshot_bytes, others: config.defaults.snapshots }
    }
}

/// What became of kept pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageUpkeep {
    /// Pages that went.
    pub n_pruned: u64,
    /// Sources whose pages are packed with another dictionary from now on.
    pub n_dictionaries: u64,
}

/// Runs a job.
///
/// # Errors
/// The store failed.
pub(super) fn run(
    store: &Store,
    job: &CalendarJob,
    sources: &[Source],
    limits: PageLimits,
    now: Timestamp,
) -> Result<(), StoreError> {
    match job.task {
        Task::PrunePolls { older_than } => {
            let n_pruned = store.prune_polls(before(now, older_than))?;
            tracing::info!("{}: {n_pruned} rows of old polls removed", job.name);
        }
        Task::PruneArticles => {
            let n_pruned = store.prune_articles(&retentions(sources, now))?;
            tracing::info!("{}: {n_pruned} articles removed that were kept long enough", job.name);
            let PageUpkeep { n_pruned, n_dictionaries } = keep_pages_in_order(store, sources, limits, now)?;
            tracing::info!("{}: {n_pruned} pages removed, {n_dictionaries} sources packed anew", job.name);
        }
        Task::Optimize => {
            store.optimize()?;
            tracing::info!("{}: query statistics are up to date", job.name);
        }
    }
    Ok(())
}

/// Lets pages go that were kept long enough or are too many, and chooses what those to come are packed with.
///
/// # Errors
/// The store failed.
pub fn keep_pages_in_order(
    store: &Store,
    sources: &[Source],
    limits: PageLimits,
    now: Timestamp,
) -> Result<PageUpkeep, StoreError> {
    let rules: Vec<PageRule> = sources
        .iter()
        .map(|source| PageRule { source: source.id.clone(), before: oldest_page(source.snapshots, now) })
        .collect();
    let n_pruned = store.prune_pages(&rules, oldest_page(limits.others, now), limits.max_bytes)?;
    Ok(PageUpkeep { n_pruned, n_dictionaries: store.renew_dictionaries(now)? })
}

/// The time before which pages go; `None` if none do.
fn oldest_page(retention: PageRetention, now: Timestamp) -> Option<Timestamp> {
    match retention {
        PageRetention::Off => Some(now),
        PageRetention::For(age) => Some(before(now, age)),
        PageRetention::Forever => None,
    }
}

fn retentions(sources: &[Source], now: Timestamp) -> Vec<Retention> {
    let limited = sources.iter().filter_map(|source| Some((source.id.clone(), source.keep?)));
    limited.map(|(source, keep)| Retention { source, before: before(now, keep) }).collect()
}

fn before(now: Timestamp, age: Duration) -> Timestamp {
    now.saturating_sub(SignedDuration::try_from(age).unwrap_or(SignedDuration::MAX)).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_go_at_once_in_time_or_never() {
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().expect("a time");
        let check = |retention, expected: Option<&str>| {
            assert_eq!(oldest_page(retention, now).map(|at| at.to_string()).as_deref(), expected, "{retention:?}");
        };
        check(PageRetention::Off, Some("2026-11-24T12:00:00Z"));
        check(PageRetention::For(Duration::from_hours(14 * 24)), Some("2026-11-10T12:00:00Z"));
        check(PageRetention::For(Duration::MAX), Some(&Timestamp::MIN.to_string()));
        check(PageRetention::Forever, None);
    }
}
