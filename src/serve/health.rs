//! How the daemon is, for `GET /health`.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

/// How long the due queue may stand still before the daemon counts as stuck. It turns at least every few seconds.
const STALE_AFTER: SignedDuration = SignedDuration::from_secs(60);

/// What the daemon last said of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// The program's version.
    pub version: &'static str,
    /// When it started.
    pub started_at: Timestamp,
    /// When its scheduler last turned.
    pub last_progress: Timestamp,
    /// Whether the network is down as a whole, so that sources of the internet wait.
    pub is_offline: bool,
    /// Sources that are polled.
    pub n_sources: usize,
    /// Polls that are running.
    pub n_polling: usize,
    /// Polls that ended since it started.
    pub n_polls: u64,
    /// Of these, those that failed.
    pub n_failed: u64,
    /// Articles stored since it started.
    pub n_articles: u64,
    /// Stored articles that are yet to be tagged by rules that have changed.
    pub n_to_retag: usize,
}

impl Health {
    /// Whether the scheduler turned lately.
    #[must_use]
    pub fn is_alive(&self, now: Timestamp) -> bool {
        now.duration_since(self.last_progress) <= STALE_AFTER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheduler_that_stands_still_is_not_alive() {
        let at = |second| Timestamp::from_second(second).expect("valid");
        let health = Health {
            version: "0",
            started_at: at(0),
            last_progress: at(0),
            is_offline: false,
            n_sources: 1,
            n_polling: 0,
            n_polls: 0,
            n_failed: 0,
            n_articles: 0,
            n_to_retag: 0,
        };
        assert!(health.is_alive(at(60)));
        assert!(!health.is_alive(at(61)));
    }
}
