//! Turns: how often one host is asked.
//!
//! A registrable domain answers one exchange at a time, and rests for a while between two. Who waits is served in order of
//! arrival. A tokio mutex is the queue: its holder has the turn, and it is fair.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::OwnedMutexGuard;
use tokio::time::Instant;

use crate::text::url::registrable_domain;

/// A map this small is never swept.
const SWEEP_FROM: usize = 256;

/// The queues of all hosts.
#[derive(Debug)]
pub(super) struct Hosts {
    delay: Duration,
    queues: Mutex<Queues>,
}

/// Who holds the lock has the turn; the value is the time before which the next one may not begin.
type Queue = Arc<tokio::sync::Mutex<Option<Instant>>>;

#[derive(Debug)]
struct Queues {
    by_domain: HashMap<String, Queue>,
    /// The size at which idle entries are looked for: twice what was left the last time, so that the work stays linear.
    sweep_at: usize,
}

/// The right to talk to one domain; dropping it passes it on and starts the pause.
#[derive(Debug)]
pub(super) struct Turn {
    domain: String,
    delay: Duration,
    /// About when the domain last answered: the end of the pause after it.
    last_answer: Option<Instant>,
    not_before: OwnedMutexGuard<Option<Instant>>,
}

impl Hosts {
    /// Queues with a pause of `delay` between two turns.
    pub(super) fn new(delay: Duration) -> Self {
        Self { delay, queues: Mutex::new(Queues { by_domain: HashMap::new(), sweep_at: SWEEP_FROM }) }
    }

    /// Waits for the turn of the host's domain, and for the end of the pause after the one before.
    pub(super) async fn turn(&self, host: &str) -> Turn {
        let domain = registrable_domain(host);
        let not_before = self.queue(domain).lock_owned().await;
        if let Some(instant) = *not_before {
            tokio::time::sleep_until(instant).await;
        }
        Turn { domain: domain.to_owned(), delay: self.delay, last_answer: *not_before, not_before }
    }

    fn queue(&self, domain: &str) -> Queue {
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = queues.by_domain.get(domain) {
            return Arc::clone(queue);
        }
        if queues.by_domain.len() >= queues.sweep_at {
            queues.forget_idle();
        }
        Arc::clone(queues.by_domain.entry(domain.to_owned()).or_default())
    }
}

impl Queues {
    /// Forgets the domains that nobody holds or waits for and whose pause is over. Queues are cloned under the map's lock
    /// only, so a count of one proves that nobody has it.
    fn forget_idle(&mut self) {
        let now = Instant::now();
        self.by_domain.retain(|_, queue| {
            Arc::strong_count(queue) > 1
                || queue.try_lock().is_ok_and(|not_before| not_before.is_some_and(|instant| instant > now))
        });
        self.sweep_at = SWEEP_FROM.max(self.by_domain.len() * 2);
    }
}

impl Turn {
    /// Whether this turn covers the host too.
    pub(super) fn covers(&self, host: &str) -> bool {
        self.domain == registrable_domain(host)
    }

    /// Remembers that the domain has just answered.
    pub(super) fn note_answer(&mut self) {
        self.last_answer = Some(Instant::now());
    }

    /// Whether the domain was visited within this time, so that a connection to it may still be open.
    pub(super) fn is_revisit_within(&self, time: Duration) -> bool {
        self.last_answer.is_some_and(|instant| instant.elapsed() <= time)
    }

    /// Leaves out the pause after this turn: the host stands in the user's own network.
    pub(super) fn waive_delay(&mut self) {
        self.delay = Duration::ZERO;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *self.not_before = Instant::now().checked_add(self.delay);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n_remembered(hosts: &Hosts) -> usize {
        hosts.queues.lock().expect("not poisoned").by_domain.len()
    }

    #[tokio::test]
    async fn a_turn_is_passed_on_after_the_pause_and_in_order() {
        let delay = Duration::from_millis(20);
        let hosts = Hosts::new(delay);
        let order = Mutex::new(Vec::new());
        let visit = async |name: &'static str| {
            let _turn = hosts.turn("news.example").await;
            order.lock().expect("not poisoned").push((name, Instant::now()));
            tokio::task::yield_now().await;
        };
        tokio::join!(visit("first"), visit("second"), visit("third"));
        let order = order.into_inner().expect("not poisoned");
        assert_eq!(order.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["first", "second", "third"]);
        assert!(order.windows(2).all(|pair| pair[1].1 - pair[0].1 >= delay));
    }

    #[tokio::test]
    async fn other_domains_do_not_wait() {
        let hosts = Hosts::new(Duration::from_secs(3600));
        let _turn = hosts.turn("a.example").await;
        drop(hosts.turn("b.example").await);
        assert_eq!(n_remembered(&hosts), 2);
    }

    #[tokio::test]
    async fn a_waived_pause_is_no_pause() {
        let hosts = Hosts::new(Duration::from_secs(3600));
        hosts.turn("127.0.0.1").await.waive_delay();
        hosts.turn("127.0.0.1").await;
    }

    #[tokio::test]
    async fn who_stops_waiting_does_not_block_the_queue() {
        let hosts = Hosts::new(Duration::ZERO);
        let held = hosts.turn("a.example").await;
        let impatient = tokio::time::timeout(Duration::from_millis(5), hosts.turn("a.example")).await;
        assert!(impatient.is_err());
        drop(held);
        hosts.turn("a.example").await;
    }

    #[tokio::test]
    async fn idle_hosts_are_forgotten_and_resting_ones_are_not() {
        let hosts = Hosts::new(Duration::ZERO);
        let _held = hosts.turn("held.example").await;
        for i in 0..10 * SWEEP_FROM {
            hosts.turn(&format!("host-{i}.invalid")).await;
        }
        assert!(n_remembered(&hosts) <= SWEEP_FROM);
        assert!(hosts.queues.lock().expect("not poisoned").by_domain.contains_key("held.example"));

        let resting = Hosts::new(Duration::from_secs(3600));
        for i in 0..2 * SWEEP_FROM {
            resting.turn(&format!("host-{i}.invalid")).await;
        }
        assert_eq!(n_remembered(&resting), 2 * SWEEP_FROM);
    }
}
