//! One poll a registrable domain at a time, and none right after the other.
//!
//! Requests to a domain queue up anyway. What this adds: the second of two sources of one paper learns what the first one
//! stored, so that an article on both its front page and its feed is fetched once; and sources of one domain that are due
//! together are no burst, also in the user's own network, where single requests do not wait.

use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use tokio::time::Instant;
use url::Url;

use crate::model::Source;
use crate::text;

/// The domains that are being polled, or were a moment ago.
#[derive(Debug, Default)]
pub struct BusyDomains {
    pause: Duration,
    busy: HashSet<String>,
    /// Those that rest after a poll, in the order in which their pauses end.
    resting: VecDeque<(Instant, String)>,
}

impl BusyDomains {
    /// Lets domains rest for so long after the polls that end from now on.
    pub fn set_pause(&mut self, pause: Duration) {
        self.pause = pause;
    }

    /// Whether no source of the domain is being polled, or was a moment ago.
    #[must_use]
    pub fn is_free(&self, domain: &str) -> bool {
        !self.busy.contains(domain)
    }

    /// A poll of a source of the domain begins.
    pub fn begin(&mut self, domain: &str) {
        self.busy.insert(domain.to_owned());
    }

    /// The poll has ended.
    pub fn end(&mut self, domain: &str, now: Instant) {
        if self.pause.is_zero() {
            self.busy.remove(domain);
        } else {
            self.resting.push_back((now + self.pause, domain.to_owned()));
        }
    }

    /// Frees the domains whose pauses are over.
    pub fn settle(&mut self, now: Instant) {
        while let Some((_, domain)) = self.resting.pop_front_if(|(until, _)| *until <= now) {
            self.busy.remove(&domain);
        }
    }

    /// When the next pause is over.
    #[must_use]
    pub fn next_free(&self) -> Option<Instant> {
        self.resting.front().map(|(until, _)| *until)
    }
}

/// The registrable domain at which a source is polled.
#[must_use]
pub fn of(source: &Source) -> String {
    let url = Url::parse(&source.url).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.map_or(&*source.url, text::url::registrable_domain).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_rests_after_its_poll() {
        let second = Duration::from_secs(1);
        let (mut domains, now) = (BusyDomains::default(), Instant::now());
        domains.set_pause(second);
        domains.begin("paper.com");
        assert!(!domains.is_free("paper.com") && domains.is_free("other.com"));
        domains.settle(now + second);
        assert!(!domains.is_free("paper.com"), "it is still being polled");
        domains.end("paper.com", now);
        domains.settle(now);
        assert!(!domains.is_free("paper.com"));
        assert_eq!(domains.next_free(), Some(now + second));
        domains.settle(now + second);
        assert!(domains.is_free("paper.com"));
        assert_eq!(domains.next_free(), None);
    }
}
