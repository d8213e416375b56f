//! The schema and its versions.
//!
//! Migrations are only ever added: a released one never changes, because somebody's database was made by it. The version
//! stands in `user_version`, where every SQLite tool shows it.

use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::error::StoreError;

/// One step a version, in order.
const STEPS: &[M<'_>] = &[
    M::up(include_str!("migrations/001_first.sql")),
    M::up(include_str!("migrations/002_habits.sql")),
    M::up(include_str!("migrations/003_websub.sql")),
    M::up(include_str!("migrations/004_facts.sql")),
    M::up(include_str!("migrations/005_snapshots.sql")),
    M::up(include_str!("migrations/006_revisions.sql")),
    M::up(include_str!("migrations/007_topics.sql")),
    M::up(include_str!("migrations/008_opinions.sql")),
    M::up(include_str!("migrations/009_signatures.sql")),
    M::up(include_str!("migrations/010_stories.sql")),
    M::up(include_str!("migrations/011_views.sql")),
    M::up(include_str!("migrations/012_search.sql")),
    M::up(include_str!("migrations/013_address_rules.sql")),
    M::up(include_str!("migrations/014_credits.sql")),
    M::up(include_str!("migrations/015_rechecks.sql")),
    M::up(include_str!("migrations/016_translations.sql")),
    M::up(include_str!("migrations/017_reader.sql")),
    M::up(include_str!("migrations/019_alerts.sql")),
];

const MIGRATIONS: Migrations<'_> = Migrations::from_slice(STEPS);

/// "rasd", set by the first migration: tells our files from those of other programs.
const APPLICATION_ID: i64 = 0x7261_7364;

/// The version that this program writes.
pub(super) fn latest() -> i64 {
    STEPS.len() as i64
}

/// The version of a database, 0 for an empty file.
///
/// # Errors
/// [`StoreError::Newer`] and [`StoreError::Foreign`] for databases that must not be touched.
pub(super) fn version(db: &Connection, path: &Path) -> Result<i64, StoreError> {
    let (application_id, found, n_tables) = marks(db).map_err(|error| StoreError::from_sqlite(path, error))?;
    let is_empty = n_tables == 0 && found == 0;
    if application_id != APPLICATION_ID && !is_empty {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    if found > latest() {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: latest() });
    }
    Ok(found)
}

/// Application id, version and number of tables, all at one point in time: another program may be making the file.
fn marks(db: &Connection) -> rusqlite::Result<(i64, i64, i64)> {
    let view = db.unchecked_transaction()?;
    let n_tables = view.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
    let application_id = view.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let found = view.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok((application_id, found, n_tables))
}

/// Brings a database to the latest version, in one transaction.
pub(super) fn run(db: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let Err(error) = MIGRATIONS.to_latest(db) else {
        return Ok(());
    };
    // Two programs may open a new database at once. The second then fails on tables that the first has just made,
    // and all is well.
    if version(db, path)? == latest() {
        return Ok(());
    }
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => Err(StoreError::from_sqlite(path, err)),
        other => Err(StoreError::Other { path: path.to_owned(), cause: std::sync::Arc::new(other) }),
    }
}

/// Makes the latest version of an empty database in memory.
pub(super) fn run_in_memory(db: &mut Connection) {
    MIGRATIONS.to_latest(db).expect("a test runs the migrations of each build");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_sound() {
        MIGRATIONS.validate().expect("the migrations run on an empty database");
    }
}
