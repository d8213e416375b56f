//! What calendar jobs do.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::config::{CalendarJob, Task};
use crate::model::Source;
use crate::store::{Retention, Store, StoreError};

/// Runs a job.
///
/// # Errors
/// The store failed.
pub(super) fn run(store: &Store, job: &CalendarJob, sources: &[Source], now: Timestamp) -> Result<(), StoreError> {
    match job.task {
        Task::PrunePolls { older_than } => {
            let n_pruned = store.prune_polls(before(now, older_than))?;
            tracing::info!("{}: {n_pruned} rows of old polls removed", job.name);
        }
        Task::PruneArticles => {
            let n_pruned = store.prune_articles(&retentions(sources, now))?;
            tracing::info!("{}: {n_pruned} articles removed that were kept long enough", job.name);
        }
        Task::Optimize => {
            store.optimize()?;
            tracing::info!("{}: query statistics are up to date", job.name);
        }
    }
    Ok(())
}

fn retentions(sources: &[Source], now: Timestamp) -> Vec<Retention> {
    let limited = sources.iter().filter_map(|source| Some((source.id.clone(), source.keep?)));
    limited.map(|(source, keep)| Retention { source, before: before(now, keep) }).collect()
}

fn before(now: Timestamp, age: Duration) -> Timestamp {
    now.saturating_sub(SignedDuration::try_from(age).unwrap_or(SignedDuration::MAX)).unwrap_or(Timestamp::MIN)
}
