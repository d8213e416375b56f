//! What the daemon does when a domain wants to be left alone.

use std::time::Duration;

use jiff::Timestamp;
use url::Url;

use super::Daemon;
use crate::daemon::report::PollReport;
use crate::model::{PollResult, SourceId};
use crate::poll::schedule;
use crate::store::StoreError;

impl Daemon {
    pub(super) fn note_refusal(&mut self, source: &SourceId, result: &Result<PollReport, StoreError>) {
        let Ok(report) = result else { return };
        if matches!(report.status, Some(429 | 503)) {
            self.refused.insert(source.clone());
        } else if report.result != Some(PollResult::Postponed) {
            self.refused.remove(source);
        }
    }

    /// Where the domain of a source wants to be left alone, its other sources are held back until then, and begin one after
    /// the other. The database is told too, so that a restart does not ask them.
    pub(super) fn leave_alone_if_asked(&mut self, source: &SourceId, domain: &str, now: Timestamp) {
        let Some(watched) = self.sources.get(source) else { return };
        let url = Url::parse(&watched.source.url).ok();
        let Some(wait) = url.and_then(|url| self.polling.tools.fetcher.refusal(&url)) else { return };
        let until = schedule::after(now, wait.saturating_add(Duration::from_secs(1)));
        let n_waiting = self.of_domain_before(domain, until).len();
        if n_waiting == 0 {
            return;
        }
        tracing::info!(url.host = domain, "{domain} wants to be left alone until {until}: {n_waiting} sources wait");
        // Those that will begin by then are put in line as well: who was sent away comes last, or one such source after the
        // other would keep its neighbours from their turns for ever.
        let line_ends = schedule::after(until, Duration::from_secs(n_waiting as u64 + 1));
        let mut line = self.of_domain_before(domain, line_ends);
        line.retain(|id| id != source && !self.refused.contains(id));
        line.extend(self.of_domain_before(domain, Timestamp::MAX).into_iter().filter(|id| self.refused.contains(id)));
        let times = schedule::spread_over_domain(until, line.len());
        let later = |(id, at): (SourceId, Timestamp)| {
            let own = self.queue.time(&id).unwrap_or(at);
            (id, at.max(own))
        };
        self.put_off(line.into_iter().zip(times).map(later).collect());
    }

    fn of_domain_before(&self, domain: &str, time: Timestamp) -> Vec<SourceId> {
        let is_same = |id: &SourceId| self.sources.get(id).is_some_and(|other| &*other.domain == domain);
        self.queue.due_before(time, is_same)
    }

    /// Sets other due times, here and in the database.
    fn put_off(&mut self, times: Vec<(SourceId, Timestamp)>) {
        for (id, at) in &times {
            self.queue.set(id.clone(), *at);
        }
        let store = self.polling.store.clone();
        let times = times.into_iter().map(|(id, at)| (id, Some(at))).collect();
        self.chores.spawn_blocking(move || {
            if let Err(error) = store.set_next_due(times) {
                tracing::error!("other due times could not be stored: {error}");
            }
        });
    }
}
