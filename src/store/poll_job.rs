//! What a worker is sent out with.

use jiff::Timestamp;
use rusqlite::Connection;

use crate::model::{FORMAT_VERSION, PollJob, Source};

use super::{deferrals, rechecks, source_state};

/// The most pages that one poll looks at again; the rest is due still, and comes with the next.
const MAX_RECHECKS: u32 = 20;

/// The job of a source with the articles that are to be looked at again by now, without the keys of what is known; `None` if it was never synchronised.
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
        rechecks: rechecks::due(db, &source.id, now, MAX_RECHECKS)?,
        now,
        jitter,
    }))
}
