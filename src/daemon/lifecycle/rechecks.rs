//! When the daemon looks at known articles again: a queue beside that of the polls, since a page that is due is no reason to
//! ask its source out of turn.

use jiff::Timestamp;
use tokio::time::Instant;

use super::{Daemon, STORE_RETRY, may_poll};
use crate::daemon::due::DueQueue;
use crate::daemon::report::PollReport;
use crate::model::SourceId;
use crate::store::StoreError;

impl Daemon {
    pub(super) fn fill_rechecks(&mut self, times: Vec<(SourceId, Timestamp)>) {
        self.rechecks = DueQueue::default();
        for (id, at) in times {
            if self.sources.contains_key(&id) && !self.running.contains_key(&id) {
                self.rechecks.set(id, at);
            }
        }
    }

    /// The next source of which an article is due. While the network is down, those of the internet wait.
    pub(super) fn next_to_recheck(&mut self, now: Timestamp) -> Option<SourceId> {
        let is_offline = !self.outage.is_over();
        let running = &self.running;
        let may_poll = may_poll(&self.sources, &self.busy, is_offline);
        self.rechecks.pop_due(now, |id| !running.contains_key(id) && may_poll(id))
    }

    /// After a turn of either kind: when the next article of the source is due.
    pub(super) fn plan_recheck(&mut self, id: &SourceId, result: &Result<PollReport, StoreError>, now: Timestamp) {
        let next = match result {
            Ok(report) => report.next_recheck,
            Err(error) => {
                tracing::error!("{id}: what is due could not be read or stored: {error}");
                now.checked_add(STORE_RETRY).ok()
            }
        };
        match next.filter(|_| self.sources.contains_key(id)) {
            Some(at) => self.rechecks.set(id.clone(), at),
            None => self.rechecks.remove(id),
        }
    }

    /// A turn that was no poll says nothing of the source, which is due when it was.
    pub(super) fn recheck_ended(&mut self, id: &SourceId, next_due: Option<Timestamp>) {
        // A reload in the meantime has passed over what was under way.
        let is_missing = self.queue.time(id).is_none() && self.sources.contains_key(id);
        if let Some(at) = next_due.filter(|_| is_missing) {
            self.queue.set(id.clone(), at);
        }
        self.retagging.poll_ended(id);
        let is_told_of = self.pushes.has_waited(id);
        if let Some(domain) = self.running.remove(id) {
            self.busy.end(&domain, Instant::now());
        }
        if is_told_of {
            self.told_of(id.clone());
        }
    }
}
