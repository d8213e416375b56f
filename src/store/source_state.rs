//! What is remembered between two polls of a source: its generation, validators, failures and due time.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::model::{Habits, Move, Pacing, PollEnd, PollResult, SourceId, SourceState, Tempo, Validators};

use super::columns::{Json, Time, count, integer};

/// The generation that an outcome must carry; `None` for an unknown source.
pub(super) fn generation(db: &Connection, source: &SourceId) -> rusqlite::Result<Option<u64>> {
    const SQL: &str = "select generation from source_state where source_id = :source_id";
    let mut statement = db.prepare_cached(SQL)?;
    statement.query_row(named_params! {":source_id": source}, |row| row.get(0).map(count)).optional()
}

/// What a job carries of the state; `None` for an unknown source.
pub(super) fn find(db: &Connection, source: &SourceId) -> rusqlite::Result<Option<SourceState>> {
    const SQL: &str = "\
        select generation, etag, last_modified, body_hash, failures, next_due, last_ok, last_error_kind,
            read_as, moved_to, moved_times, pause_s, skip_hours, skip_days, gap_s, last_new, empty_since
        from source_state where source_id = :source_id";
    db.prepare_cached(SQL)?.query_row(named_params! {":source_id": source}, state).optional()
}

/// The state of a new source.
pub(super) fn insert(db: &Connection, source: &SourceId, next_due: Option<Timestamp>) -> rusqlite::Result<()> {
    const SQL: &str = "insert into source_state (source_id, next_due) values (:source_id, :next_due)";
    db.prepare_cached(SQL)?.execute(named_params! {":source_id": source, ":next_due": next_due.map(Time)})?;
    Ok(())
}

/// Begins anew, for a source whose address or kind has changed. Polls that are under way become those of an earlier
/// generation.
pub(super) fn reset(db: &Connection, source: &SourceId, next_due: Option<Timestamp>) -> rusqlite::Result<()> {
    const SQL: &str = "\
        update source_state set
            generation = generation + 1, next_due = :next_due, etag = null, last_modified = null, body_hash = null,
            failures = 0, last_ok = null, last_error = null, last_error_kind = null, last_error_at = null, failing_since = null,
            read_as = null, moved_to = null, moved_times = null, pause_s = null, skip_hours = '[]', skip_days = '[]',
            gap_s = null, last_new = null, empty_since = null
        where source_id = :source_id";
    db.prepare_cached(SQL)?.execute(named_params! {":source_id": source, ":next_due": next_due.map(Time)})?;
    Ok(())
}

/// Ends polling of a source that left the configuration.
pub(super) fn retire(db: &Connection, source: &SourceId) -> rusqlite::Result<()> {
    const SQL: &str =
        "update source_state set generation = generation + 1, next_due = null where source_id = :source_id";
    db.prepare_cached(SQL)?.execute(named_params! {":source_id": source})?;
    Ok(())
}

/// Makes a source due that is polled and has no due time, unless it is gone for good (410): a restart is no reason to ask
/// a dead address again. A new address in the configuration is, and so is `rasid poll` with its name.
pub(super) fn wake(db: &Connection, source: &SourceId, now: Timestamp) -> rusqlite::Result<()> {
    const SQL: &str = "\
        update source_state set next_due = :now
        where source_id = :source_id and next_due is null and coalesce(last_error_kind, '') <> 'gone'";
    db.prepare_cached(SQL)?.execute(named_params! {":source_id": source, ":now": Time(now)})?;
    Ok(())
}

/// Sets when a source is due; does nothing for one that left the configuration.
pub(super) fn set_next_due(db: &Connection, source: &SourceId, at: Option<Timestamp>) -> rusqlite::Result<()> {
    const SQL: &str = "\
        update source_state set next_due = :next_due
        where source_id = :source_id
          and exists (select 1 from sources where id = :source_id and is_configured = 1)";
    db.prepare_cached(SQL)?.execute(named_params! {":source_id": source, ":next_due": at.map(Time)})?;
    Ok(())
}

/// Writes what follows from a finished poll, and with it ends the generation.
pub(super) fn finish_poll(db: &Connection, source: &SourceId, end: &PollEnd) -> rusqlite::Result<()> {
    if end.result == PollResult::Postponed {
        return postpone(db, source, end.next_due);
    }
    const SQL: &str = "\
        update source_state set
            generation = generation + 1, next_due = :next_due,
            etag = :etag, last_modified = :last_modified, body_hash = :body_hash, failures = :failures,
            last_ok = coalesce(:ok_at, last_ok),
            last_error = :error, last_error_kind = :error_kind, last_error_at = :error_at,
            failing_since = case when :failures > 0 then coalesce(failing_since, :error_at) end,
            read_as = :read_as, moved_to = :moved_to, moved_times = :moved_times,
            pause_s = :pause_s, skip_hours = :skip_hours, skip_days = :skip_days,
            gap_s = :gap_s, last_new = :last_new, empty_since = :empty_since
        where source_id = :source_id";
    let polled_at = Time(end.started_at);
    let is_failed = end.result == PollResult::Failed;
    let Habits { read_as, moved, pacing, tempo } = &end.habits;
    db.prepare_cached(SQL)?.execute(named_params! {
        ":source_id": source,
        ":next_due": end.next_due.map(Time),
        ":etag": end.validators.etag,
        ":last_modified": end.validators.last_modified,
        ":body_hash": end.validators.body_hash,
        ":failures": end.failures,
        ":ok_at": (!is_failed).then_some(polled_at),
        ":error": end.error.as_ref().filter(|_| is_failed),
        ":error_kind": end.error_kind.filter(|_| is_failed),
        ":error_at": is_failed.then_some(polled_at),
        ":read_as": read_as,
        ":moved_to": moved.as_ref().map(|moved| &moved.to),
        ":moved_times": moved.as_ref().map(|moved| moved.times),
        ":pause_s": pacing.pause.map(seconds),
        ":skip_hours": Json(&pacing.skip_hours),
        ":skip_days": Json(&pacing.skip_days),
        ":gap_s": tempo.gap.map(seconds),
        ":last_new": tempo.last_new.map(Time),
        ":empty_since": tempo.empty_since.map(Time),
    })?;
    Ok(())
}

/// A poll that did not take place changes the due time alone, and ends its generation as any does.
fn postpone(db: &Connection, source: &SourceId, next_due: Option<Timestamp>) -> rusqlite::Result<()> {
    const SQL: &str =
        "update source_state set generation = generation + 1, next_due = :next_due where source_id = :source_id";
    db.prepare_cached(SQL)?.execute(named_params! {":source_id": source, ":next_due": next_due.map(Time)})?;
    Ok(())
}

/// Takes back the last failure of a source that could not be reached, because nothing could: it counts against nobody.
pub(super) fn forgive(db: &Connection, source: &SourceId, now: Timestamp) -> rusqlite::Result<()> {
    const SQL: &str = "\
        update source_state set
            failures = failures - 1, next_due = :now,
            last_error = case when failures > 1 then last_error end,
            last_error_kind = case when failures > 1 then last_error_kind end,
            last_error_at = case when failures > 1 then last_error_at end,
            failing_since = case when failures > 1 then failing_since end
        where source_id = :source_id and failures > 0 and last_error_kind in ('dns', 'connect', 'timeout')";
    db.prepare_cached(SQL)?.execute(named_params! {":source_id": source, ":now": Time(now)})?;
    Ok(())
}

/// The sources that are due, the longest overdue first.
pub(super) fn due(db: &Connection, now: Timestamp, limit: u32) -> rusqlite::Result<Vec<SourceId>> {
    const SQL: &str = "\
        select source_id from source_state where next_due <= :now order by next_due, source_id limit :limit";
    let mut statement = db.prepare_cached(SQL)?;
    statement.query_map(named_params! {":now": Time(now), ":limit": limit}, |row| row.get(0))?.collect()
}

/// When the next source is due.
pub(super) fn next_due(db: &Connection) -> rusqlite::Result<Option<Timestamp>> {
    const SQL: &str = "select min(next_due) from source_state where next_due is not null";
    let next: Option<Time> = db.prepare_cached(SQL)?.query_row([], |row| row.get(0))?;
    Ok(next.map(|time| time.0))
}

/// The due times of all configured sources.
pub(super) fn due_times(db: &Connection) -> rusqlite::Result<Vec<(SourceId, Option<Timestamp>)>> {
    const SQL: &str = "\
        select t.source_id, t.next_due from source_state t join sources s on s.id = t.source_id
        where s.is_configured = 1 order by t.source_id";
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map([], |row| {
        let next_due: Option<Time> = row.get("next_due")?;
        Ok((row.get("source_id")?, next_due.map(|time| time.0)))
    })?;
    rows.collect()
}

fn state(row: &Row<'_>) -> rusqlite::Result<SourceState> {
    Ok(SourceState {
        generation: count(row.get("generation")?),
        validators: Validators {
            etag: row.get("etag")?,
            last_modified: row.get("last_modified")?,
            body_hash: row.get("body_hash")?,
        },
        failures: row.get("failures")?,
        next_due: row.get::<_, Option<Time>>("next_due")?.map(|time| time.0),
        last_error_kind: row.get("last_error_kind")?,
        habits: habits(row)?,
        last_ok: row.get::<_, Option<Time>>("last_ok")?.map(|time| time.0),
    })
}

fn habits(row: &Row<'_>) -> rusqlite::Result<Habits> {
    let duration =
        |name| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(name)?.map(count).map(Duration::from_secs));
    let time = |name| Ok::<_, rusqlite::Error>(row.get::<_, Option<Time>>(name)?.map(|time| time.0));
    Ok(Habits {
        read_as: row.get("read_as")?,
        moved: moved(row)?,
        pacing: Pacing {
            pause: duration("pause_s")?,
            skip_hours: row.get::<_, Json<Vec<u8>>>("skip_hours")?.0,
            skip_days: row.get::<_, Json<Vec<u8>>>("skip_days")?.0,
        },
        tempo: Tempo { gap: duration("gap_s")?, last_new: time("last_new")?, empty_since: time("empty_since")? },
    })
}

/// Where a source has moved to, from a row with the two columns of it.
pub(super) fn moved(row: &Row<'_>) -> rusqlite::Result<Option<Move>> {
    let to: Option<String> = row.get("moved_to")?;
    let times: Option<u32> = row.get("moved_times")?;
    Ok(to.map(|to| Move { to, times: times.unwrap_or_default() }))
}

/// Whole seconds for an integer column.
fn seconds(duration: Duration) -> i64 {
    integer(duration.as_secs())
}
