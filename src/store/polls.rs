//! The record of polls.

use jiff::Timestamp;
use rusqlite::{Connection, named_params};

use crate::model::{PollEnd, SourceId};

use super::columns::{Time, integer};

/// Records a finished poll.
pub(super) fn insert(db: &Connection, source: &SourceId, end: &PollEnd) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into polls (
            source_id, started_at, duration_ms, result, status, error_kind, error,
            size_bytes, items_seen, items_new, items_failed, items_rechecked
        ) values (
            :source_id, :started_at, :duration_ms, :result, :status, :error_kind, :error,
            :size_bytes, :items_seen, :items_new, :items_failed, :items_rechecked
        )";
    db.prepare_cached(SQL)?.execute(named_params! {
        ":source_id": source,
        ":started_at": Time(end.started_at),
        ":duration_ms": integer(end.duration_ms),
        ":result": end.result,
        ":status": end.status,
        ":error_kind": end.error_kind,
        ":error": end.error,
        ":size_bytes": integer(end.size_bytes),
        ":items_seen": end.items_seen,
        ":items_new": end.items_new,
        ":items_failed": end.items_failed,
        ":items_rechecked": end.items_rechecked,
    })?;
    Ok(())
}

/// Deletes the records of polls before a time, but for the last one of each source. Returns how many went.
pub(super) fn prune(db: &Connection, before: Timestamp) -> rusqlite::Result<u64> {
    const SQL: &str = "\
        delete from polls
        where started_at < :before and id not in (select max(id) from polls group by source_id)";
    let n_deleted = db.prepare_cached(SQL)?.execute(named_params! {":before": Time(before)})?;
    Ok(n_deleted as u64)
}
