//! When each calendar job last ran.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::columns::Time;

/// The last run of a job; `None` if it never ran.
pub(super) fn last_run(db: &Connection, name: &str) -> rusqlite::Result<Option<Timestamp>> {
    const SQL: &str = "select last_run from jobs where name = :name";
    let mut statement = db.prepare_cached(SQL)?;
    statement.query_row(named_params! {":name": name}, |row| row.get::<_, Time>(0).map(|time| time.0)).optional()
}

/// Records a run.
pub(super) fn record_run(db: &Connection, name: &str, at: Timestamp) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into jobs (name, last_run) values (:name, :at)
        on conflict (name) do update set last_run = excluded.last_run";
    db.prepare_cached(SQL)?.execute(named_params! {":name": name, ":at": Time(at)})?;
    Ok(())
}
