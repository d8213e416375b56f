//! What calendar jobs do.

use jiff::{SignedDuration, Timestamp};

use crate::config::{CalendarJob, Task};
use crate::store::{Store, StoreError};

/// Runs a job.
///
/// # Errors
/// The store failed.
pub(super) fn run(store: &Store, job: &CalendarJob, now: Timestamp) -> Result<(), StoreError> {
    match job.task {
        Task::PrunePolls { older_than } => {
            let age = SignedDuration::try_from(older_than).unwrap_or(SignedDuration::MAX);
            let before = now.saturating_sub(age).unwrap_or(Timestamp::MIN);
            let n_pruned = store.prune_polls(before)?;
            tracing::info!("{}: {n_pruned} rows of old polls removed", job.name);
        }
        Task::Optimize => {
            store.optimize()?;
            tracing::info!("{}: query statistics are up to date", job.name);
        }
    }
    Ok(())
}
