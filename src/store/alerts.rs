//! What alerts have told, and how they fare.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};

use super::columns::{Json, Time, count};
use super::row::ArticleId;
use super::{Store, StoreError};
use crate::model::AlertId;

/// Where an alert stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertState {
    /// When it was first looked at; what had come in before is not told.
    pub since: Timestamp,
    /// The last article that it has seen to.
    pub seen: ArticleId,
    /// When its schedule was last served; `None` where it has none.
    pub looked: Option<Timestamp>,
    /// Stories, topics or sources that were told and still hold.
    pub told: BTreeMap<String, Told>,
    /// Messages that were taken.
    pub messages: u64,
    /// When the last of them was.
    pub last_sent: Option<Timestamp>,
    /// Attempts in a row that failed.
    pub failures: u32,
    /// When the next attempt is made; `None` while nothing fails.
    pub next_try: Option<Timestamp>,
    /// Why the last attempt failed; `None` while nothing fails.
    pub last_error: Option<String>,
}

/// What was said of a story, a topic or a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The word for it, such as `burst`.
    #[serde(rename = "as")]
    pub word: String,
    /// When it was said.
    pub at: Timestamp,
}

impl AlertState {
    /// An alert that begins: what is there already is not told.
    #[must_use]
    pub fn beginning(since: Timestamp, seen: ArticleId) -> Self {
        Self {
            since,
            seen,
            looked: None,
            told: BTreeMap::new(),
            messages: 0,
            last_sent: None,
            failures: 0,
            next_try: None,
            last_error: None,
        }
    }
}

/// Alerts.
impl Store {
    /// Where an alert stands; `None` if it was never looked at.
    ///
    /// # Errors
    /// The database fails.
    pub fn alert(&self, id: &AlertId) -> Result<Option<AlertState>, StoreError> {
        self.0.readers.read(|db| read(db, id))
    }

    /// Remembers where an alert stands.
    ///
    /// # Errors
    /// The database fails.
    pub fn keep_alert(&self, id: &AlertId, state: &AlertState) -> Result<(), StoreError> {
        let (id, state) = (id.clone(), state.clone());
        self.writer()?.run(move |db| write(db, &id, &state))
    }
}

fn read(db: &Connection, id: &AlertId) -> rusqlite::Result<Option<AlertState>> {
    const SQL: &str = "\
        select since, seen, looked, told, messages, last_sent, failures, next_try, last_error
        from alerts where alert = :alert";
    db.prepare_cached(SQL)?.query_row(named_params! {":alert": id.as_str()}, state).optional()
}

fn state(row: &Row<'_>) -> rusqlite::Result<AlertState> {
    let time = |name| Ok::<_, rusqlite::Error>(row.get::<_, Option<Time>>(name)?.map(|time| time.0));
    Ok(AlertState {
        since: row.get::<_, Time>("since")?.0,
        seen: row.get("seen")?,
        looked: time("looked")?,
        told: row.get::<_, Json<_>>("told")?.0,
        messages: count(row.get("messages")?),
        last_sent: time("last_sent")?,
        failures: row.get("failures")?,
        next_try: time("next_try")?,
        last_error: row.get("last_error")?,
    })
}

fn write(db: &Connection, id: &AlertId, state: &AlertState) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert or replace into alerts
            (alert, since, seen, looked, told, messages, last_sent, failures, next_try, last_error)
        values (:alert, :since, :seen, :looked, :told, :messages, :last_sent, :failures, :next_try, :last_error)";
    db.prepare_cached(SQL)?.execute(named_params! {
        ":alert": id.as_str(),
        ":since": Time(state.since),
        ":seen": state.seen,
        ":looked": state.looked.map(Time),
        ":told": Json(&state.told),
        ":messages": i64::try_from(state.messages).unwrap_or(i64::MAX),
        ":last_sent": state.last_sent.map(Time),
        ":failures": state.failures,
        ":next_try": state.next_try.map(Time),
        ":last_error": state.last_error,
    })?;
    Ok(())
}
