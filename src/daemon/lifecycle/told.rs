//! What the daemon does when a hub tells of news.

use super::Daemon;
use crate::model::SourceId;

impl Daemon {
    /// The source is due at once, or as soon as it may be. Its domain's wishes stand above those of the hub.
    pub(super) fn told_of(&mut self, source: SourceId) {
        if !self.sources.contains_key(&source) {
            return;
        }
        if self.running.contains_key(&source) {
            self.pushes.wait(source);
            return;
        }
        let due = self.pushes.due(&source, self.clock.now());
        if self.queue.time(&source).is_none_or(|planned| planned > due) {
            self.queue.set(source, due);
        }
    }
}
