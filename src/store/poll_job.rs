//! What a worker is sent out with.

use jiff::Timestamp;
use rusqlite::Connection;

use crate::model::{FORMAT_VERSION, PollJob, Source};

use super::{deferrals, source_state};

/// The job of a source, without the keys of what is known; `None` if it was never synchronised.
pub(super) fn poll_job(
    db: &Connection,
    source: &Source,
    now: Timestamp,
    jitter: f64,
) -> rusqlite::Result<Option<PollJob>> {
    let Some(state) = source_state::find(db, &source.id, now)? else {
        return Ok(None);
    };
    Ok(Some(PollJob {
        version: FORMAT_VERSION,
        source: source.clone(),
        state,
        known: Vec::new(),
        deferred: deferrals::of_source(db, &source.id)?,
        rechecks: Vec::new(),
        now,
        jitter,
    }))
}
