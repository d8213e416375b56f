//! What is remembered between two polls of a source.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{ContentHash, ErrorKind, Habits};

/// What is remembered of a source between two polls.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SourceState {
    /// Counts the polls that were applied; an outcome of another generation changes nothing.
    pub generation: u64,
    /// What the next conditional request sends.
    pub validators: Validators,
    /// Polls that failed since the last good one.
    pub failures: u32,
    /// When it is due; `None` before the first poll and for sources that are not polled.
    pub next_due: Option<Timestamp>,
    /// When it was last polled without a failure.
    #[serde(default)]
    pub last_ok: Option<Timestamp>,
    /// How the last poll failed; `None` if it did not.
    #[serde(default)]
    pub last_error_kind: Option<ErrorKind>,
    /// What polls have learnt of it.
    #[serde(default)]
    pub habits: Habits,
}

/// What makes the next request conditional. Opaque: sent back as they came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Validators {
    /// The `ETag` header.
    pub etag: Option<String>,
    /// The `Last-Modified` header.
    pub last_modified: Option<String>,
    /// Hash of the decoded body, for servers that never answer 304.
    pub body_hash: Option<ContentHash>,
}
