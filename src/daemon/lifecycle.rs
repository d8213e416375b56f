//! The daemon from start to end: one loop that starts what is due and takes in what ended.
//!
//! Everything that changes its state happens in this loop, so there is no lock. The loop also feeds the watchdog: if it
//! stands still, systemd restarts the program.

mod by_calendar;
mod rechecks;
mod refusals;
mod told;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use jiff::Timestamp;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, timeout_at};
use url::Url;

use super::alerting;
use super::beside::Beside;
use super::calendar::Calendar;
use super::domains::{self, BusyDomains};
use super::due::DueQueue;
use super::housekeeping::PageLimits;
use super::outage::{Change, Outage};
use super::polling::{self, Polling, Turn, on_blocking_thread};
use super::report::PollReport;
use super::retagging::Retagging;
use super::signals::{Request, Signals};
use super::websub::{self, Pushes, Wishes};
use super::{notify, tools};
use crate::clock::Clock;
use crate::config::{Config, ConfigError};
use crate::fetch;
use crate::lab::retag::Rules;
use crate::model::{PollResult, Rhythm, Source, SourceId};
use crate::poll::schedule;
use crate::serve::desk::Desk;
use crate::serve::health::Health;
use crate::serve::metrics::{Meters, PollFigures};
use crate::serve::web::{self, Rooms};
use crate::serve::websub::HubDoor;
use crate::store::{Store, StoreError};

/// The loop turns at least this often, so that `GET /health` can tell a quiet daemon from a stuck one.
const HEARTBEAT: Duration = Duration::from_secs(5);
/// How long after a failure of the store (a full disk, say) a source is tried again.
const STORE_RETRY: jiff::SignedDuration = jiff::SignedDuration::from_mins(1);

/// A domain rests for so long between two polls, on top of `host_delay`; where that is shorter, no longer than it.
const DOMAIN_PAUSE: Duration = Duration::from_millis(500);

type Finished = (SourceId, Result<PollReport, StoreError>);

/// A source with the domain at which it is polled.
struct Watched {
    source: Arc<Source>,
    domain: Arc<str>,
    /// Whether an outage of the network puts it out of reach.
    is_on_internet: bool,
}

/// Runs until SIGTERM or Ctrl-C. `reload` reads the configuration again, for SIGHUP.
///
/// # Errors
/// Something that it cannot work without is missing: the address is taken, the network library does not start, the
/// database does not answer.
pub async fn run(
    config: Config,
    store: Store,
    clock: Clock,
    reload: impl Fn() -> Result<Config, ConfigError>,
) -> anyhow::Result<()> {
    let mut signals = Signals::listen().context("failed to listen for signals")?;
    // Said only now that a signal ends the daemon in good order.
    if config.sources.is_empty() {
        tracing::warn!("no source is configured: add a [[source]] to the configuration and reload");
    }
    tracing::info!("watching {} sources, keeping {}", config.sources.len(), config.store.database.display());
    let (calendar_due, mut calendar_ring) = mpsc::channel(64);
    let (told, mut hubs_tell) = mpsc::channel(256);
    let mut daemon = Daemon::start(config, store, clock, calendar_due).await?;
    let mut doors = daemon.open_doors(told).await?;
    let mut heartbeat = heartbeat();
    notify::ready();
    loop {
        daemon.start_due_polls();
        let wake = daemon.next_wake();
        tokio::select! {
            Some(joined) = daemon.polls.join_next() => daemon.poll_ended(joined),
            Some(joined) = daemon.chores.join_next() => if let Err(error) = joined {
                tracing::error!("a calendar job panicked: {error}");
            },
            () = tokio::time::sleep_until(wake) => {}
            Some(end) = daemon.retagging.next_end() => daemon.retagging.ended(end),
            Some(name) = calendar_ring.recv() => daemon.calendar_rings(&name),
            Some(source) = hubs_tell.recv() => daemon.told_of(source),
            Some(error) = daemon.alerting.broken() => {
                tracing::error!("alerts panicked, and rest until the next start: {error}");
            }
            Some(error) = daemon.hubs.broken() => tracing::error!("WebSub panicked, and rests until the next start: {error}"),
            request = signals.next() => match request {
                Request::Stop => break,
                Request::Reload => daemon.reload(&reload).await,
            },
            _ = heartbeat.tick() => {}
        }
        daemon.show_progress();
    }
    daemon.shut_down(&mut signals).await?;
    while let Some(door) = doors.join_next().await {
        door.context("the web door broke")??;
    }
    Ok(())
}

impl Watched {
    fn new(source: Source) -> Self {
        let is_on_internet = Url::parse(&source.url).is_ok_and(|url| fetch::is_on_internet(&url));
        Self { domain: domains::of(&source).into(), source: Arc::new(source), is_on_internet }
    }
}

struct Daemon {
    polling: Polling,
    clock: Clock,
    n_workers: usize,
    grace: Duration,
    listen: Option<std::net::SocketAddr>,
    /// The public address of the door for hubs.
    callback: Option<Url>,
    hubs: Beside<Wishes>,
    alerting: Beside<alerting::Wishes>,
    pushes: Pushes,
    jobs: Vec<crate::config::CalendarJob>,
    page_limits: PageLimits,
    sources: HashMap<SourceId, Watched>,
    queue: DueQueue,
    /// When articles of each source are looked at again.
    rechecks: DueQueue,
    /// The sources that are being polled, with their domains.
    running: HashMap<SourceId, Arc<str>>,
    busy: BusyDomains,
    /// The sources that were sent away (429, 503) when they were last asked.
    refused: HashSet<SourceId>,
    outage: Outage,
    polls: JoinSet<Finished>,
    /// Calendar jobs that run.
    chores: JoinSet<()>,
    /// What is stored is tagged by rules that have changed.
    retagging: Retagging,
    calendar: Option<Calendar>,
    calendar_due: mpsc::Sender<String>,
    stop: watch::Sender<bool>,
    health: watch::Sender<Health>,
    /// What is counted of polls and requests.
    meters: Meters,
    /// What was loaded last, for those who ask.
    config: watch::Sender<Arc<Config>>,
}

impl Daemon {
    async fn start(
        config: Config,
        store: Store,
        clock: Clock,
        calendar_due: mpsc::Sender<String>,
    ) -> anyhow::Result<Self> {
        let (stop, stopping) = watch::channel(false);
        let polling = Polling { tools: tools::build(&config, clock.clone())?, store: store.clone(), stop: stopping };
        let alerting = alerting::start(&polling.store, &clock);
        let hubs = websub::start(config.websub.callback.as_ref(), &polling.store, &clock).await;
        let now = clock.now();
        let health = Health {
            version: env!("CARGO_PKG_VERSION"),
            started_at: now,
            last_progress: now,
            is_offline: false,
            n_sources: 0,
            n_polling: 0,
            n_polls: 0,
            n_failed: 0,
            n_articles: 0,
            n_to_retag: 0,
        };
        let health = watch::channel(health).0;
        let mut daemon = Self {
            polling,
            clock,
            n_workers: 1,
            grace: Duration::ZERO,
            listen: config.web.listen,
            callback: config.websub.callback.clone(),
            hubs: hubs.context("failed to look at the subscriptions")?,
            alerting,
            pushes: Pushes::default(),
            jobs: Vec::new(),
            page_limits: PageLimits::of(&config),
            sources: HashMap::new(),
            queue: DueQueue::default(),
            rechecks: DueQueue::default(),
            running: HashMap::new(),
            busy: BusyDomains::default(),
            refused: HashSet::new(),
            outage: Outage::default(),
            polls: JoinSet::new(),
            chores: JoinSet::new(),
            retagging: Retagging::new(store, health.clone()),
            calendar: None,
            calendar_due,
            stop,
            health,
            meters: Meters::default(),
            config: watch::channel(Arc::new(config.clone())).0,
        };
        daemon.take(config).await?;
        Ok(daemon)
    }

    /// Takes a configuration into use, at the start and at each reload.
    async fn take(&mut self, config: Config) -> anyhow::Result<()> {
        self.polling.tools = tools::rebuild(&self.polling.tools, &config)?;
        self.n_workers = usize::try_from(config.daemon.workers).unwrap_or(usize::MAX);
        self.busy.set_pause(DOMAIN_PAUSE.min(config.fetch.host_delay));
        self.grace = config.daemon.shutdown_grace;
        self.page_limits = PageLimits::of(&config);
        let now = self.clock.now();
        let store = self.polling.store.clone();
        let (sources, topics) = (config.sources.clone(), self.polling.tools.topics.clone());
        let addresses = Arc::clone(&config.addresses);
        let alerts = config.alerts.clone();
        let states = on_blocking_thread(move || {
            store.sync_sources(&sources, now)?;
            tools::register_topics(&store, &topics)?;
            tools::register_addresses(&store, &addresses)?;
            alerting::register(&store, &alerts, now)?;
            Ok::<_, StoreError>((store.due_times()?.into_iter().collect(), store.recheck_times()?))
        });
        let (states, rechecks) = states.await.context("failed to bring the database in line with the configuration")?;
        let rules = Rules::new(Arc::clone(&config.topics), &config.sources);
        self.retagging.take(config.daemon.retag.then_some(rules), self.running.keys().cloned());
        let shared = Arc::new(config.clone());
        self.config.send_replace(Arc::clone(&shared));
        let fetcher = self.polling.tools.fetcher.clone();
        self.alerting.take(alerting::Wishes { config: shared, fetcher });
        self.sources = config.sources.into_iter().map(|source| (source.id.clone(), Watched::new(source))).collect();
        self.meters.keep_only(self.sources.keys());
        self.hubs.take(Wishes {
            // The door stays where it was opened.
            callback: config.websub.callback.and(self.callback.clone()),
            hub: config.websub.hub,
            fetcher: self.polling.tools.fetcher.clone(),
            sources: self.sources.iter().map(|(id, watched)| (id.clone(), Arc::clone(&watched.source))).collect(),
            defaults: config.defaults,
        });
        self.fill_queue(&states, now);
        self.fill_rechecks(rechecks);
        self.jobs = config.jobs;
        self.start_calendar(now).await
    }

    /// Queues the sources. Those that are overdue are spread, so that a start is no burst.
    fn fill_queue(&mut self, due_times: &HashMap<SourceId, Option<Timestamp>>, now: Timestamp) {
        self.queue = DueQueue::default();
        let mut overdue = Vec::new();
        for (id, watched) in &self.sources {
            let due = due_times.get(id).copied().flatten();
            match (due, &watched.source.rhythm) {
                _ if self.running.contains_key(id) => {}
                // The calendar makes it due.
                (_, Rhythm::Never) | (None, Rhythm::Schedule(_)) => {}
                // The store gives a time to each that may be polled, so what has none is gone for good.
                (None, Rhythm::Every(_) | Rhythm::Adaptive { .. }) => {}
                (Some(at), _) if at > now => self.queue.set(id.clone(), at),
                (Some(at), _) => overdue.push((at, id.clone())),
            }
        }
        overdue.sort();
        let times = schedule::spread(now, overdue.len());
        for ((_, id), at) in overdue.into_iter().zip(times) {
            self.queue.set(id, at);
        }
    }

    async fn open_doors(&self, told: mpsc::Sender<SourceId>) -> anyhow::Result<JoinSet<std::io::Result<()>>> {
        let mut doors = JoinSet::new();
        let Some(address) = self.listen else { return Ok(doors) };
        let listener = tokio::net::TcpListener::bind(address).await.with_context(|| {
            format!("failed to listen on {address}; set another `listen` in [web], or `listen = \"off\"`")
        })?;
        let address = listener.local_addr().unwrap_or(address);
        tracing::info!("pages are at http://{address}/, health is at http://{address}/health");
        let hubs = self.callback.clone().map(|callback| {
            let (store, clock) = (self.polling.store.clone(), self.clock.clone());
            HubDoor { store, clock, callback, told }
        });
        let stop = self.polling.stop.clone();
        let desk = Desk::new(self.polling.store.clone(), self.clock.clone(), self.config.subscribe());
        let rooms = Rooms { desk, health: self.health.subscribe(), meters: self.meters.clone(), hubs };
        doors.spawn(web::serve(listener, rooms, stop));
        Ok(doors)
    }

    fn start_due_polls(&mut self) {
        let now = self.clock.now();
        self.busy.settle(Instant::now());
        while self.running.len() < self.n_workers {
            let Some((id, turn)) = self.next_turn(now) else { return };
            let Some(watched) = self.sources.get(&id) else { continue };
            self.busy.begin(&watched.domain);
            self.running.insert(id.clone(), Arc::clone(&watched.domain));
            let (polling, source) = (self.polling.clone(), Arc::clone(&watched.source));
            self.polls.spawn(async move {
                let result = polling::take_turn(&polling, &source, turn).await;
                (id, result)
            });
        }
    }

    /// The next source that is due, else the next of which an article is.
    fn next_turn(&mut self, now: Timestamp) -> Option<(SourceId, Turn)> {
        let polled = self.next_to_poll(now).map(|id| (id, Turn::Poll));
        polled.or_else(|| self.next_to_recheck(now).map(|id| (id, Turn::Recheck)))
    }

    /// The next source that is due. While the network is down, those of the internet wait, but for one now and then.
    fn next_to_poll(&mut self, now: Timestamp) -> Option<SourceId> {
        let is_offline = !self.outage.is_over();
        let reachable = self.queue.pop_due(now, may_poll(&self.sources, &self.busy, is_offline));
        if reachable.is_some() || !is_offline {
            return reachable;
        }
        let is_due = self.queue.next_due(may_poll(&self.sources, &self.busy, false)).is_some_and(|at| at <= now);
        if !is_due || !self.outage.may_try(Instant::now()) {
            return None;
        }
        self.queue.pop_due(now, may_poll(&self.sources, &self.busy, false))
    }

    /// When the loop has something to start; far away while all workers are busy.
    fn next_wake(&self) -> Instant {
        let now = Instant::now();
        let idle = now + HEARTBEAT;
        if self.running.len() >= self.n_workers {
            return idle;
        }
        let free = self.busy.next_free().unwrap_or(idle);
        let is_offline = !self.outage.is_over();
        let queues = [&self.queue, &self.rechecks];
        let dues =
            queues.into_iter().filter_map(|queue| queue.next_due(may_poll(&self.sources, &self.busy, is_offline)));
        let due = dues.min().map_or(idle, |due| {
            let wait = due.duration_since(self.clock.now());
            now + Duration::try_from(wait).unwrap_or_default()
        });
        // Never at once: what is due and not started waits for something else, and the loop must not spin.
        let next_try = self.outage.next_try().unwrap_or(idle);
        due.min(free).min(next_try).clamp(now + Duration::from_millis(20), idle)
    }

    fn poll_ended(&mut self, joined: Result<Finished, tokio::task::JoinError>) {
        let (id, result) = joined.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()));
        let now = self.clock.now();
        self.plan_recheck(&id, &result, now);
        if let Ok(report) = result.as_ref()
            && report.is_recheck
        {
            return self.recheck_ended(&id, report.next_due);
        }
        let next_due = match &result {
            Ok(report) => report.next_due,
            Err(error) => {
                tracing::error!("{id} could not be stored and is polled again in a minute: {error}");
                now.checked_add(STORE_RETRY).ok()
            }
        };
        if let (Some(at), true) = (next_due, self.sources.contains_key(&id)) {
            self.queue.set(id.clone(), at);
        }
        self.count_poll(&id, &result);
        self.retagging.poll_ended(&id);
        let is_told_of = self.pushes.has_waited(&id);
        if let Some(domain) = self.running.remove(&id) {
            self.busy.end(&domain, Instant::now());
            self.note_refusal(&id, &result);
            self.leave_alone_if_asked(&id, &domain, now);
        }
        if is_told_of {
            self.told_of(id);
        }
        if let Ok(report) = &result {
            self.watch_network(report, now);
        }
    }

    fn count_poll(&self, id: &SourceId, result: &Result<PollReport, StoreError>) {
        self.health.send_modify(|health| {
            health.n_polls += 1;
            let is_failed = result.as_ref().map_or(true, |report| report.result == Some(PollResult::Failed));
            health.n_failed += u64::from(is_failed);
            health.n_articles += result.as_ref().map_or(0, |report| u64::from(report.articles_new));
        });
        self.meters.poll_ended(
            id,
            result.as_ref().ok().map(|report| PollFigures {
                result: report.result,
                items_seen: report.items_seen,
                items_failed: report.items_failed,
                articles_new: report.articles_new,
            }),
        );
    }

    /// An outage counts against no source: what led to the verdict is taken back, and when it ends the sources that waited
    /// begin one after the other, as at a start.
    fn watch_network(&mut self, report: &PollReport, now: Timestamp) {
        let fetcher = &self.polling.tools.fetcher;
        match self.outage.note(report, fetcher.is_offline(), fetcher.is_in_doubt(), Instant::now()) {
            Change::None => {}
            Change::Began(forgiven) => {
                for id in forgiven.iter().filter(|id| !self.running.contains_key(*id)) {
                    self.queue.set(id.clone(), now);
                }
                let store = self.polling.store.clone();
                self.chores.spawn_blocking(move || {
                    if let Err(error) = store.forgive(forgiven, now) {
                        tracing::error!("failures of an outage could not be taken back: {error}");
                    }
                });
            }
            Change::Ended => {
                let is_waiting = |id: &SourceId| self.sources.get(id).is_some_and(|watched| watched.is_on_internet);
                let soon = schedule::after(now, Duration::from_secs(1));
                let overdue = self.queue.due_before(soon, is_waiting);
                let times = schedule::spread(now, overdue.len());
                for (id, at) in overdue.into_iter().zip(times) {
                    self.queue.set(id, at);
                }
            }
        }
    }

    async fn reload(&mut self, reload: &impl Fn() -> Result<Config, ConfigError>) {
        notify::reloading();
        let taken = match reload() {
            Ok(config) => {
                self.warn_of_restart(&config);
                self.take(config).await
            }
            Err(error) => Err(anyhow::Error::from(error)),
        };
        match taken {
            Ok(()) => tracing::info!("configuration reloaded: {} sources", self.sources.len()),
            Err(error) => tracing::error!("configuration not reloaded, the old one stays in use: {error:#}"),
        }
        notify::ready();
    }

    /// The addresses and the database are opened once.
    fn warn_of_restart(&self, config: &Config) {
        let is_other_door = config.websub.callback.is_some() && config.websub.callback != self.callback;
        if config.web.listen != self.listen || is_other_door || config.store.database != self.polling.store.path() {
            tracing::warn!("`listen`, `callback` and `database` are taken at the start: restart rasid to change them");
        }
    }

    fn show_progress(&self) {
        notify::alive();
        let (n_sources, n_polling, last_progress) = (self.sources.len(), self.running.len(), self.clock.now());
        let is_offline = !self.outage.is_over();
        self.health.send_modify(|health| {
            health.is_offline = is_offline;
            health.last_progress = last_progress;
            health.n_sources = n_sources;
            health.n_polling = n_polling;
        });
    }

    /// Lets running polls end, for as long as the grace lasts; what is cut off is polled again at the next start.
    async fn shut_down(mut self, signals: &mut Signals) -> anyhow::Result<()> {
        notify::stopping();
        tracing::info!("stopping: {} polls are running", self.running.len());
        self.stop.send_replace(true);
        self.retagging.stop();
        if let Some(calendar) = self.calendar.take() {
            calendar.stop().await;
        }
        self.hubs.stop().await;
        self.alerting.stop().await;
        let deadline = Instant::now() + self.grace;
        let ending = async { while self.polls.join_next().await.is_some() {} };
        tokio::select! {
            ended = timeout_at(deadline, ending) => if ended.is_err() {
                tracing::warn!("some polls did not end in time and are cut off; they are done again at the next start");
            },
            _ = signals.next() => tracing::warn!("asked again: polls are cut off; they are done again at the next start"),
        }
        self.polls.shutdown().await;
        self.retagging.wait().await;
        // Housekeeping is short, and its transaction would hold the checkpoint up.
        while self.chores.join_next().await.is_some() {}
        let store = self.polling.store.clone();
        on_blocking_thread(move || store.checkpoint())
            .await
            .context("failed to write the log back into the database")?;
        tracing::info!("stopped");
        Ok(())
    }
}

/// Which sources may be polled now. One that left the configuration may: it is taken from the queue and forgotten.
fn may_poll(sources: &HashMap<SourceId, Watched>, busy: &BusyDomains, is_offline: bool) -> impl Fn(&SourceId) -> bool {
    move |id| {
        let may = |watched: &Watched| busy.is_free(&watched.domain) && !(is_offline && watched.is_on_internet);
        sources.get(id).is_none_or(may)
    }
}

fn heartbeat() -> Interval {
    let period = notify::watchdog_interval().map_or(HEARTBEAT, |watchdog| watchdog.min(HEARTBEAT));
    let mut interval = interval(period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}
