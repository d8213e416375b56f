//! Turns: how often one host is asked.
//!
//! A registrable domain answers one exchange at a time, and rests for a while between two. Who waits is served in order of
//! arrival. A tokio mutex is the queue: its holder has the turn, and it is fair. A domain that wants to be left alone (429,
//! or 503 with a time) is not asked at all until then: who comes for a turn is told how long that is.
//!
//! A host that is written as an address is a domain of its own, whatever the port: the limits are there for the sake of
//! the machine, and a machine with two servers is still one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::OwnedMutexGuard;
use tokio::time::Instant;

use crate::text::url::registrable_domain;

/// A map this small is never swept.
const SWEEP_FROM: usize = 256;

/// A domain that says 429 without saying for how long is left alone for this time.
pub(super) const DEFAULT_REFUSAL: Duration = Duration::from_secs(60);
/// However long a domain wants to be left alone, it is asked again after this time.
const LONGEST_REFUSAL: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The queues of all hosts.
#[derive(Debug, Default)]
pub(super) struct Hosts(Mutex<Queues>);

/// Who holds the lock has the turn; the value is the time before which the next one may not begin.
type Queue = Arc<tokio::sync::Mutex<Option<Instant>>>;

#[derive(Debug)]
struct Queues {
    by_domain: HashMap<String, Queue>,
    /// Until when domains want to be left alone.
    refusals: HashMap<String, Instant>,
    /// The size at which idle entries are looked for: twice what was left the last time, so that the work stays linear.
    sweep_at: usize,
}

/// The right to talk to one domain; dropping it passes it on and starts the pause.
#[derive(Debug)]
pub(super) struct Turn {
    domain: String,
    delay: Duration,
    /// What the domain itself asks for; it holds in the user's own network as well.
    crawl_delay: Duration,
    /// About when the domain last answered: the end of the pause after it.
    last_answer: Option<Instant>,
    has_answered: bool,
    not_before: OwnedMutexGuard<Option<Instant>>,
}

/// The domain wants to be left alone for so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) wait: Duration,
}

impl Hosts {
    /// Waits for the turn of the host's domain, and for the end of the pause after the one before. `delay` is the pause
    /// after this one.
    ///
    /// # Errors
    /// The domain wants to be left alone.
    pub(super) async fn turn(&self, host: &str, delay: Duration) -> Result<Turn, Refused> {
        let domain = registrable_domain(host);
        self.check(domain)?;
        let not_before = self.queue(domain).lock_owned().await;
        if let Some(instant) = *not_before {
            tokio::time::sleep_until(instant).await;
        }
        // It may have been refused to whoever had the turn before.
        self.check(domain)?;
        let crawl_delay = Duration::ZERO;
        Ok(Turn {
            domain: domain.to_owned(),
            delay,
            crawl_delay,
            last_answer: *not_before,
            has_answered: false,
            not_before,
        })
    }

    /// The domain of the turn wants to be left alone for so long.
    pub(super) fn refuse(&self, turn: &Turn, wait: Duration) {
        let Some(until) = Instant::now().checked_add(wait.min(LONGEST_REFUSAL)) else { return };
        let mut queues = self.lock();
        queues.refusals.retain(|_, until| *until > Instant::now());
        queues.refusals.insert(turn.domain.clone(), until);
    }

    /// How long the host's domain still wants to be left alone, if it does.
    pub(super) fn refusal(&self, host: &str) -> Option<Duration> {
        self.check(registrable_domain(host)).err().map(|refused| refused.wait)
    }

    fn check(&self, domain: &str) -> Result<(), Refused> {
        let until = self.lock().refusals.get(domain).copied();
        let wait = until.map(|until| until.saturating_duration_since(Instant::now())).unwrap_or_default();
        if wait.is_zero() { Ok(()) } else { Err(Refused { wait }) }
    }

    fn queue(&self, domain: &str) -> Queue {
        let mut queues = self.lock();
        if let Some(queue) = queues.by_domain.get(domain) {
            return Arc::clone(queue);
        }
        if queues.by_domain.len() >= queues.sweep_at {
            queues.forget_idle();
        }
        Arc::clone(queues.by_domain.entry(domain.to_owned()).or_default())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Queues> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Queues {
    fn default() -> Self {
        Self { by_domain: HashMap::new(), refusals: HashMap::new(), sweep_at: SWEEP_FROM }
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
        self.has_answered = true;
    }

    /// Whether the domain has answered within this turn.
    pub(super) fn has_answered(&self) -> bool {
        self.has_answered
    }

    /// Whether the domain was visited within this time, so that a connection to it may still be open.
    pub(super) fn is_revisit_within(&self, time: Duration) -> bool {
        self.last_answer.is_some_and(|instant| instant.elapsed() <= time)
    }

    /// The domain asks for a pause of its own; the longer one counts.
    pub(super) fn lengthen(&mut self, crawl_delay: Duration) {
        self.crawl_delay = self.crawl_delay.max(crawl_delay);
    }

    /// Leaves out the pause after this turn: the host stands in the user's own network.
    pub(super) fn waive_delay(&mut self) {
        self.delay = Duration::ZERO;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *self.not_before = Instant::now().checked_add(self.delay.max(self.crawl_delay));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    fn n_remembered(hosts: &Hosts) -> usize {
        hosts.lock().by_domain.len()
    }

    async fn visit(hosts: &Hosts, host: &str, delay: Duration) -> Turn {
        hosts.turn(host, delay).await.expect("not refused")
    }

    #[tokio::test]
    async fn a_turn_is_passed_on_after_the_pause_and_in_order() {
        let delay = Duration::from_millis(20);
        let hosts = Hosts::default();
        let order = Mutex::new(Vec::new());
        let call = async |name: &'static str| {
            let _turn = visit(&hosts, "news.example", delay).await;
            order.lock().expect("not poisoned").push((name, Instant::now()));
            tokio::task::yield_now().await;
        };
        tokio::join!(call("first"), call("second"), call("third"));
        let order = order.into_inner().expect("not poisoned");
        assert_eq!(order.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["first", "second", "third"]);
        assert!(order.windows(2).all(|pair| pair[1].1 - pair[0].1 >= delay));
    }

    #[tokio::test]
    async fn other_domains_do_not_wait() {
        let hosts = Hosts::default();
        let _turn = visit(&hosts, "a.example", HOUR).await;
        drop(visit(&hosts, "b.example", HOUR).await);
        assert_eq!(n_remembered(&hosts), 2);
    }

    #[tokio::test]
    async fn a_waived_pause_is_no_pause() {
        let hosts = Hosts::default();
        visit(&hosts, "127.0.0.1", HOUR).await.waive_delay();
        visit(&hosts, "127.0.0.1", HOUR).await;
    }

    #[tokio::test]
    async fn a_pause_that_the_domain_asks_for_is_not_waived() {
        let asked = Duration::from_millis(20);
        let hosts = Hosts::default();
        let mut turn = visit(&hosts, "127.0.0.1", HOUR).await;
        turn.lengthen(asked);
        turn.lengthen(Duration::ZERO);
        turn.waive_delay();
        let began = Instant::now();
        drop(turn);
        visit(&hosts, "127.0.0.1", Duration::ZERO).await;
        assert!(began.elapsed() >= asked);
    }

    #[tokio::test]
    async fn a_domain_that_refuses_is_left_alone_as_a_whole_until_its_time() {
        let hosts = Hosts::default();
        let turn = visit(&hosts, "feeds.paper.com", Duration::ZERO).await;
        // Who waits in the queue is told as well.
        let waiting = hosts.turn("www.paper.com", Duration::ZERO);
        tokio::pin!(waiting);
        assert!(tokio::time::timeout(Duration::ZERO, &mut waiting).await.is_err());
        hosts.refuse(&turn, HOUR);
        drop(turn);
        let refused = waiting.await.expect_err("refused to all");
        assert!(refused.wait <= HOUR && refused.wait > HOUR / 2, "{refused:?}");
        assert!(hosts.refusal("paper.com").is_some());
        visit(&hosts, "other.com", Duration::ZERO).await;

        let turn = visit(&hosts, "brief.com", Duration::ZERO).await;
        hosts.refuse(&turn, Duration::from_millis(5));
        drop(turn);
        while hosts.refusal("www.brief.com").is_some() {
            tokio::task::yield_now().await;
        }
        visit(&hosts, "brief.com", Duration::ZERO).await;
    }

    #[tokio::test]
    async fn no_domain_refuses_for_ever() {
        let hosts = Hosts::default();
        let turn = visit(&hosts, "paper.com", Duration::ZERO).await;
        hosts.refuse(&turn, Duration::MAX);
        assert!(hosts.refusal("paper.com").is_some_and(|wait| wait <= LONGEST_REFUSAL));
    }

    #[tokio::test]
    async fn who_stops_waiting_does_not_block_the_queue() {
        let hosts = Hosts::default();
        let held = visit(&hosts, "a.example", Duration::ZERO).await;
        let waiting = visit(&hosts, "a.example", Duration::ZERO);
        let impatient = tokio::time::timeout(Duration::from_millis(5), waiting).await;
        assert!(impatient.is_err());
        drop(held);
        visit(&hosts, "a.example", Duration::ZERO).await;
    }

    #[tokio::test]
    async fn idle_hosts_are_forgotten_and_resting_ones_are_not() {
        let hosts = Hosts::default();
        let _held = visit(&hosts, "held.example", Duration::ZERO).await;
        for i in 0..10 * SWEEP_FROM {
            visit(&hosts, &format!("host-{i}.invalid"), Duration::ZERO).await;
        }
        assert!(n_remembered(&hosts) <= SWEEP_FROM);
        assert!(hosts.lock().by_domain.contains_key("held.example"));

        let resting = Hosts::default();
        for i in 0..2 * SWEEP_FROM {
            visit(&resting, &format!("host-{i}.invalid"), HOUR).await;
        }
        assert_eq!(n_remembered(&resting), 2 * SWEEP_FROM);
    }
}
