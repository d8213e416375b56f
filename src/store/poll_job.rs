//! What a worker is sent out with.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::Connection;

use crate::model::{ArticleKey, FORMAT_VERSION, PollJob, Source, SourceId};

use super::{deferrals, sightings, source_state, sources};

/// A job stays under 900 kB, and a key takes 35 bytes in it. No feed lists more; of a larger sitemap the rest is fetched
/// again, and found to be known when it is applied.
const MAX_KNOWN: usize = 10_000;

/// The job of a source, without the keys of what is known; `None` if it was never synchronised.
pub(super) fn poll_job(
    db: &Connection,
    source: &Source,
    now: Timestamp,
    jitter: f64,
) -> rusqlite::Result<Option<PollJob>> {
    let Some(state) = source_state::find(db, &source.id)? else {
        return Ok(None);
    };
    Ok(Some(PollJob {
        version: FORMAT_VERSION,
        source: source.clone(),
        state,
        known: Vec::new(),
        deferred: deferrals::of_source(db, &source.id)?,
        now,
        jitter,
    }))
}

/// The articles of the source itself, then those of its neighbours: a paper's front page and its sections list the same.
pub(super) fn known(db: &Connection, source: &SourceId) -> rusqlite::Result<Vec<ArticleKey>> {
    let mut known = sightings::keys(db, source, MAX_KNOWN)?;
    for neighbour in sources::neighbours(db, source)? {
        let room = MAX_KNOWN.saturating_sub(known.len());
        if room == 0 {
            break;
        }
        known.extend(sightings::keys(db, &neighbour, room)?);
    }
    let mut met = HashSet::with_capacity(known.len());
    known.retain(|key| met.insert(key.clone()));
    Ok(known)
}
