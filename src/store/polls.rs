//! The record of polls.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, Row, named_params};

use crate::model::{ErrorKind, PollEnd, PollResult, SourceId};

use super::columns::{Time, count, integer};
use super::health::{self, SourceHealth};
use super::{Store, StoreError};

/// A poll that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollRecord {
    /// When it began.
    pub started_at: Timestamp,
    /// How long it took.
    pub duration: Duration,
    /// How it ended.
    pub result: PollResult,
    /// HTTP status of the source's answer.
    pub status: Option<u16>,
    /// Of a failed one: its kind.
    pub error_kind: Option<ErrorKind>,
    /// Of a failed one: what went wrong and how to mend it.
    pub error: Option<String>,
    /// Decoded bytes of the source's answer and of the pages.
    pub size_bytes: u64,
    /// Items that the source listed.
    pub items_seen: u32,
    /// Items that led to a new article.
    pub items_new: u32,
    /// Items whose pages failed.
    pub items_failed: u32,
}

/// One source.
impl Store {
    /// How one source fares; `None` if there is none of that name.
    ///
    /// # Errors
    /// The database fails.
    pub fn health_of(&self, source: &SourceId, now: Timestamp) -> Result<Option<SourceHealth>, StoreError> {
        self.0.readers.read(|db| Ok(health::source_health(db, Some(source), now)?.pop()))
    }

    /// Whether a source of that name is known.
    ///
    /// # Errors
    /// The database fails.
    pub fn has_source(&self, source: &SourceId) -> Result<bool, StoreError> {
        const SQL: &str = "select exists (select 1 from sources where id = :source)";
        self.0.readers.read(|db| db.prepare_cached(SQL)?.query_row(named_params! {":source": source}, |row| row.get(0)))
    }

    /// The last polls of a source, the latest first.
    ///
    /// # Errors
    /// The database fails.
    pub fn last_polls(&self, source: &SourceId, most: u32) -> Result<Vec<PollRecord>, StoreError> {
        self.0.readers.read(|db| latest(db, source, most))
    }

    /// Articles of a source by the day (UTC) of their date: the last `n_days`, today last; days without any are there.
    ///
    /// # Errors
    /// The database fails.
    pub fn days_of_source(
        &self,
        source: &SourceId,
        now: Timestamp,
        n_days: u32,
    ) -> Result<Vec<(String, u64)>, StoreError> {
        self.0.readers.read(|db| days(db, source, now, n_days))
    }
}

fn latest(db: &Connection, source: &SourceId, most: u32) -> rusqlite::Result<Vec<PollRecord>> {
    const SQL: &str = "\
        select started_at, duration_ms, result, status, error_kind, error, size_bytes, items_seen, items_new, items_failed
        from polls where source_id = :source order by id desc limit :most";
    let mut statement = db.prepare_cached(SQL)?;
    statement.query_map(named_params! {":source": source, ":most": most}, record)?.collect()
}

fn record(row: &Row<'_>) -> rusqlite::Result<PollRecord> {
    Ok(PollRecord {
        started_at: row.get::<_, Time>("started_at")?.0,
        duration: Duration::from_millis(count(row.get("duration_ms")?)),
        result: row.get("result")?,
        status: row.get("status")?,
        error_kind: row.get("error_kind")?,
        error: row.get("error")?,
        size_bytes: count(row.get("size_bytes")?),
        items_seen: row.get("items_seen")?,
        items_new: row.get("items_new")?,
        items_failed: row.get("items_failed")?,
    })
}

fn days(db: &Connection, source: &SourceId, now: Timestamp, n_days: u32) -> rusqlite::Result<Vec<(String, u64)>> {
    const SQL: &str = "\
        select substr(dated, 1, 10) as day, count(*) as n from sightings
        where source_id = :source and dated >= :since group by day";
    let day = |ago: u32| now.checked_sub(SignedDuration::from_hours(24 * i64::from(ago))).unwrap_or(now);
    let name = |at: Timestamp| at.strftime("%Y-%m-%d").to_string();
    let mut days: Vec<(String, u64)> = (0..n_days).rev().map(|ago| (name(day(ago)), 0)).collect();
    let since = days.first().map(|(day, _)| day.clone());
    let mut statement = db.prepare_cached(SQL)?;
    let counted = statement.query_map(named_params! {":source": source, ":since": since}, |row| {
        Ok((row.get::<_, String>("day")?, count(row.get("n")?)))
    })?;
    for found in counted {
        let (day, n) = found?;
        days.iter_mut().filter(|(known, _)| *known == day).for_each(|(_, counted)| *counted = n);
    }
    Ok(days)
}

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
