//! Polls, counted by source since the daemon started.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::model::{PollResult, SourceId};

/// What a poll came to.
#[derive(Debug, Clone, Copy)]
pub struct PollFigures {
    /// How it ended; `None` if it was broken off.
    pub result: Option<PollResult>,
    /// Items that the source listed.
    pub items_seen: u32,
    /// Items whose pages failed.
    pub items_failed: u32,
    /// Articles stored.
    pub articles_new: u32,
}

/// What the polls of a source came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) ok: u64,
    pub(super) not_modified: u64,
    pub(super) failed: u64,
    pub(super) postponed: u64,
    /// Polls of which the database took nothing.
    pub(super) unstored: u64,
    pub(super) items_seen: u64,
    pub(super) items_failed: u64,
    pub(super) articles_new: u64,
}

/// The tallies of all sources; clones are one.
#[derive(Debug, Clone, Default)]
pub(super) struct Tallies(Arc<Mutex<BTreeMap<SourceId, Tally>>>);

impl Tallies {
    /// Counts a poll; `None` is one that could not be stored.
    pub(super) fn add(&self, source: &SourceId, poll: Option<PollFigures>) {
        let mut tallies = self.tallies();
        let tally = tallies.entry(source.clone()).or_default();
        let Some(poll) = poll else {
            tally.unstored += 1;
            return;
        };
        match poll.result {
            Some(PollResult::Ok | PollResult::Imported) => tally.ok += 1,
            Some(PollResult::NotModified) => tally.not_modified += 1,
            Some(PollResult::Failed) => tally.failed += 1,
            Some(PollResult::Postponed) => tally.postponed += 1,
            None => {}
        }
        tally.items_seen += u64::from(poll.items_seen);
        tally.items_failed += u64::from(poll.items_failed);
        tally.articles_new += u64::from(poll.articles_new);
    }

    pub(super) fn keep_only(&self, sources: &BTreeSet<&SourceId>) {
        self.tallies().retain(|source, _| sources.contains(source));
    }

    /// As they stand.
    pub(super) fn all(&self) -> BTreeMap<SourceId, Tally> {
        self.tallies().clone()
    }

    fn tallies(&self) -> MutexGuard<'_, BTreeMap<SourceId, Tally>> {
        // Numbers are whole even if somebody panicked while holding them.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polls_add_up_by_source_and_those_of_sources_that_left_go() {
        let tallies = Tallies::default();
        let [a, b] = ["a", "b"].map(|id| SourceId::parse(id).expect("valid"));
        let poll = |result| Some(PollFigures { result, items_seen: 5, items_failed: 1, articles_new: 2 });
        tallies.add(&a, poll(Some(PollResult::Ok)));
        tallies.add(&a, poll(Some(PollResult::Failed)));
        tallies.add(&a, None);
        tallies.add(&b, poll(None));
        let expected = Tally {
            ok: 1,
            failed: 1,
            unstored: 1,
            items_seen: 10,
            items_failed: 2,
            articles_new: 4,
            ..Tally::default()
        };
        assert_eq!(tallies.all().get(&a), Some(&expected));
        tallies.keep_only(&BTreeSet::from([&b]));
        assert_eq!(tallies.all().into_keys().collect::<Vec<_>>(), [b]);
    }
}
