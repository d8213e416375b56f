//! Tagging what is stored by rules that have changed, in the background.
//!
//! One thread does it, and rests as long as it works while sources are polled. It can be stopped at any article, since
//! what is done stands in the database; the next start goes on. When the rules change again it begins anew with those.

use std::collections::HashSet;
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};

use crate::lab::pass::PassEnd;
use crate::lab::retag::{Extent, Retag, Rules, Tally};
use crate::model::SourceId;
use crate::serve::health::Health;
use crate::store::{Store, StoreError};

/// The longest rest after a transaction, so that a large article does not make a long one.
const LONGEST_REST: Duration = Duration::from_millis(200);

/// The tagging that runs, if any, and whether there is another to do.
pub(super) struct Retagging {
    store: Store,
    health: watch::Sender<Health>,
    /// The rules of today; `None` where the configuration wants none of it.
    rules: Option<Rules>,
    /// One at most.
    running: JoinSet<Result<(), StoreError>>,
    stop: Arc<AtomicBool>,
    is_wanted: bool,
    /// Sources whose running polls tag by earlier rules.
    behind: HashSet<SourceId>,
}

impl Retagging {
    pub(super) fn new(store: Store, health: watch::Sender<Health>) -> Self {
        Self {
            store,
            health,
            rules: None,
            running: JoinSet::new(),
            stop: Arc::default(),
            is_wanted: false,
            behind: HashSet::new(),
        }
    }

    /// Takes the rules of a new configuration; polls that run (of the sources `polled`) still bring articles by the earlier
    /// ones.
    pub(super) fn take(&mut self, rules: Option<Rules>, polled: impl IntoIterator<Item = SourceId>) {
        self.rules = rules;
        self.behind.extend(polled);
        self.stop();
        self.want();
    }

    /// Once the last poll by earlier rules has ended, their articles are looked for.
    pub(super) fn poll_ended(&mut self, source: &SourceId) {
        if self.behind.remove(source) && self.behind.is_empty() {
            self.want();
        }
    }

    /// The tagging that ran has ended; `None` if there was none.
    pub(super) async fn next_end(&mut self) -> Option<Result<Result<(), StoreError>, JoinError>> {
        self.running.join_next().await
    }

    /// Takes note of an end, and begins the next one if there is something left to do.
    pub(super) fn ended(&mut self, end: Result<Result<(), StoreError>, JoinError>) {
        match end {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!("tagging broke off and goes on at the next start or reload: {error}"),
            Err(error) => tracing::error!("tagging panicked and goes on at the next start or reload: {error}"),
        }
        self.health.send_modify(|health| health.n_to_retag = 0);
        if self.is_wanted {
            self.want();
        }
    }

    /// Lets what runs end with the article at hand.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Waits until nothing runs.
    pub(super) async fn wait(&mut self) {
        while self.running.join_next().await.is_some() {}
    }

    /// Begins, or will as soon as what runs has ended.
    fn want(&mut self) {
        self.is_wanted = !self.running.is_empty();
        let Some(rules) = self.rules.clone().filter(|_| !self.is_wanted) else { return };
        self.stop = Arc::default();
        let (store, health, stop) = (self.store.clone(), self.health.clone(), Arc::clone(&self.stop));
        self.running.spawn_blocking(move || run(&store, rules, &health, &stop));
    }
}

fn run(store: &Store, rules: Rules, health: &watch::Sender<Health>, stop: &AtomicBool) -> Result<(), StoreError> {
    let retag = Retag::plan(store, rules, &Extent::stale())?.with_threads(NonZero::<usize>::MIN);
    let n_articles = retag.n_articles();
    if n_articles == 0 {
        return Ok(());
    }
    tracing::info!("tagging {n_articles} articles by the rules of today, which have changed");
    let (began, mut last) = (Instant::now(), Instant::now());
    let (tally, end) = retag.run(stop, |tally| {
        let n_left = n_articles.saturating_sub(tally.n_articles);
        health.send_modify(|health| health.n_to_retag = n_left);
        if health.borrow().n_polling > 0 {
            std::thread::sleep(last.elapsed().min(LONGEST_REST));
        }
        last = Instant::now();
    })?;
    report(&tally, end, began.elapsed());
    Ok(())
}

fn report(tally: &Tally, end: PassEnd, took: Duration) {
    let Tally { n_articles, changes, n_failed } = tally;
    let total = changes.total();
    let how = match end {
        PassEnd::Complete => "tagged",
        PassEnd::Stopped => "stopped for now, having tagged",
    };
    tracing::info!(
        duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        "{how} {n_articles} articles by the rules of today: {} matches added, {} dropped, {} changed, {} confirmed",
        total.added,
        total.dropped,
        total.changed,
        total.confirmed,
    );
    if *n_failed > 0 {
        tracing::error!("{n_failed} articles could not be tagged and keep their topics");
    }
}
