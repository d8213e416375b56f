//! When a source is polled of which a hub has told: at once, but not for each of many messages. Pure.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};

use crate::model::SourceId;

/// A source is polled because of its hub no more often than this.
const PAUSE: SignedDuration = SignedDuration::from_secs(10);

/// What hubs have told lately.
#[derive(Debug, Default)]
pub(in crate::daemon) struct Pushes {
    /// The last poll that a hub led to, perhaps one that is still to come.
    polled: HashMap<SourceId, Timestamp>,
    /// Sources of which a hub told while they were being polled.
    waiting: HashSet<SourceId>,
}

impl Pushes {
    /// When to poll a source of which a hub has told now.
    pub(in crate::daemon) fn due(&mut self, source: &SourceId, now: Timestamp) -> Timestamp {
        let last = self.polled.get(source).copied();
        if let Some(ahead) = last.filter(|last| *last > now) {
            return ahead;
        }
        let earliest = last.and_then(|last| last.checked_add(PAUSE).ok());
        let due = earliest.map_or(now, |earliest| earliest.max(now));
        self.polled.insert(source.clone(), due);
        due
    }

    /// A hub told of a source that is being polled: the list may have been read already.
    pub(in crate::daemon) fn wait(&mut self, source: SourceId) {
        self.waiting.insert(source);
    }

    /// Whether a hub told of the source during the poll that has ended.
    pub(in crate::daemon) fn has_waited(&mut self, source: &SourceId) -> bool {
        self.waiting.remove(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_messages_are_one_poll_in_ten_seconds() {
        let at = |second| Timestamp::from_second(second).expect("valid");
        let (a, b) = (SourceId::parse("a").expect("an id"), SourceId::parse("b").expect("an id"));
        let mut pushes = Pushes::default();
        for (source, now, due) in [
            (&a, 100, 100),
            (&a, 100, 110),
            (&a, 105, 110),
            (&b, 105, 105),
            (&a, 109, 110),
            (&a, 110, 120),
            (&a, 500, 500),
        ] {
            assert_eq!(pushes.due(source, at(now)), at(due), "{source} at {now}");
        }
        pushes.wait(a.clone());
        assert!(pushes.has_waited(&a) && !pushes.has_waited(&a) && !pushes.has_waited(&b));
    }
}
