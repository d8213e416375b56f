//! How a poll went, for people and for the loop that decides what follows.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{ErrorKind, PollResult, SourceId};

/// How a poll went, for people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PollReport {
    /// The source.
    pub source: SourceId,
    /// What happened; `None` if the poll was broken off.
    pub result: Option<PollResult>,
    /// HTTP status of the source's answer.
    pub status: Option<u16>,
    /// For a failed poll: its kind.
    pub error_kind: Option<ErrorKind>,
    /// For a failed poll: what went wrong and how to mend it.
    pub error: Option<String>,
    /// Items that the source listed.
    pub items_seen: u32,
    /// Items whose pages failed.
    pub items_failed: u32,
    /// Articles stored.
    pub articles_new: u32,
    /// Of these, copies of others.
    pub copies: u32,
    /// Articles whose pages were looked at again.
    pub rechecked: u32,
    /// Of these, that say something else now.
    pub revised: u32,
    /// Of these, that are gone.
    pub gone: u32,
    /// Decoded bytes.
    pub size_bytes: u64,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// When the source is due next.
    pub next_due: Option<Timestamp>,
    /// When the next of its articles is looked at again.
    pub next_recheck: Option<Timestamp>,
    /// Whether the source itself was not asked, and known articles were looked at again alone.
    pub is_recheck: bool,
}

impl PollReport {
    /// Of a poll that has not found anything yet.
    #[must_use]
    pub fn blank(source: SourceId) -> Self {
        Self {
            source,
            result: None,
            status: None,
            error_kind: None,
            error: None,
            items_seen: 0,
            items_failed: 0,
            articles_new: 0,
            copies: 0,
            rechecked: 0,
            revised: 0,
            gone: 0,
            size_bytes: 0,
            duration_ms: 0,
            next_due: None,
            next_recheck: None,
            is_recheck: false,
        }
    }
}
