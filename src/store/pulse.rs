//! What is asked again and again by whoever watches over the daemon: how each source fares, and a few totals.
//!
//! **Invariant**: what is asked of each source is one row of it. The totals are counted in indexes alone.

use jiff::Timestamp;
use rusqlite::Connection;

use crate::model::SourceId;

use super::columns::{Time, count};
use super::writer::{WriteCounts, Writer};
use super::{Store, StoreError};

/// How a configured source fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePulse {
    /// Its name in the configuration.
    pub id: SourceId,
    /// The last poll that did not fail.
    pub last_ok: Option<Timestamp>,
    /// Failed polls in a row.
    pub failures: u32,
    /// When it is polled next; `None` for never.
    pub next_due: Option<Timestamp>,
}

/// A few figures of the whole collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// Articles, copies included.
    pub articles: u64,
    /// Events that several articles tell of.
    pub stories: u64,
    /// Pages that are kept.
    pub pages: u64,
    /// What these take in the database, in bytes.
    pub page_bytes: u64,
    /// Size of the database file, in bytes.
    pub size_bytes: u64,
}

/// What is watched over.
impl Store {
    /// How each configured source fares, by name, in a time that does not grow with the articles.
    ///
    /// # Errors
    /// The database fails.
    pub fn pulse(&self) -> Result<Vec<SourcePulse>, StoreError> {
        self.0.readers.read(pulse)
    }

    /// The few figures of the whole collection that are watched over.
    ///
    /// # Errors
    /// The database fails.
    pub fn totals(&self) -> Result<Totals, StoreError> {
        self.0.readers.read(totals)
    }

    /// What was written since the database was opened.
    #[must_use]
    pub fn write_counts(&self) -> WriteCounts {
        self.0.writer.as_ref().map(Writer::counts).unwrap_or_default()
    }
}

/// The configured sources, by name.
fn pulse(db: &Connection) -> rusqlite::Result<Vec<SourcePulse>> {
    const SQL: &str = "\
        select s.id, t.last_ok, t.failures, t.next_due
        from sources s join source_state t on t.source_id = s.id
        where s.is_configured = 1
        order by s.id";
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map([], |row| {
        let time = |name| Ok::<_, rusqlite::Error>(row.get::<_, Option<Time>>(name)?.map(|time| time.0));
        Ok(SourcePulse {
            id: row.get("id")?,
            last_ok: time("last_ok")?,
            failures: row.get("failures")?,
            next_due: time("next_due")?,
        })
    })?;
    rows.collect()
}

/// The totals.
fn totals(db: &Connection) -> rusqlite::Result<Totals> {
    let number = |sql: &str| db.prepare_cached(sql)?.query_row([], |row| row.get(0).map(count));
    Ok(Totals {
        articles: number("select count(*) from articles")?,
        stories: number("select count(*) from stories where merged_into is null")?,
        pages: number("select count(*) from snapshots")?,
        page_bytes: number("select coalesce(sum(packed_bytes), 0) from snapshots")?,
        size_bytes: number("select page_count * page_size from pragma_page_count, pragma_page_size")?,
    })
}
