//! Polls to their end: job from the store, worker, outcomes into the store. Used by `rasid run` and `rasid poll`.

use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::Instant;
use tracing::Instrument;

use super::domains::{self, BusyDomains};
use super::outage::{Change, Outage};
use super::report::PollReport;
use crate::model::{
    ArticleKey, Claims, ErrorKind, FORMAT_VERSION, FeedFacts, KnownItem, PageRetention, PollEnd, PollJob, PollOutcome,
    PollPart, PollResult, Recheck, Source, SourceId,
};
use crate::pack::Packer;
use crate::poll::foreign;
use crate::poll::schedule::{self, TurnEnd};
use crate::poll::tools::Tools;
use crate::poll::worker;
use crate::store::{Applied, Store, StoreError};

/// Outcomes that may wait for the store; a worker that is faster waits.
const OUTCOMES_IN_FLIGHT: usize = 4;

/// How long a source rests after a turn in which no page of its articles answered.
const IDLE_PAUSE: Duration = Duration::from_secs(60);

/// What a poll needs. Cheap to clone.
#[derive(Clone)]
pub struct Polling {
    /// The worker's tools.
    pub tools: Tools,
    /// Where jobs come from and outcomes go.
    pub store: Store,
    /// Turns true when polls shall end early.
    pub stop: watch::Receiver<bool>,
}

/// Polls the sources, at most `n_workers` at a time, and calls `ended` with each report as it comes.
///
/// # Errors
/// The store failed; polls that run are broken off.
pub async fn poll_all(
    polling: &Polling,
    sources: Vec<(Source, Turn)>,
    n_workers: u32,
    mut ended: impl FnMut(PollReport),
) -> Result<(), StoreError> {
    let n_workers = usize::try_from(n_workers).unwrap_or(usize::MAX);
    // By place, so that ten thousand sources are not copied into another list.
    let places = sources.iter().enumerate().map(|(place, (source, _))| (domains::of(source), place));
    let mut waiting: VecDeque<(String, usize)> = places.collect();
    let mut sources: Vec<Option<(Source, Turn)>> = sources.into_iter().map(Some).collect();
    let mut busy = BusyDomains::default();
    let mut polls = JoinSet::new();
    let mut outage = Outage::default();
    loop {
        while polls.len() < n_workers
            && let Some(next) = waiting.iter().position(|(domain, _)| busy.is_free(domain))
            && let Some((domain, place)) = waiting.remove(next)
            && let Some((source, turn)) = sources.get_mut(place).and_then(Option::take)
        {
            busy.begin(&domain);
            let polling = polling.clone();
            polls.spawn(async move {
                let report = take_turn(&polling, &source, turn).await;
                (domain, report)
            });
        }
        let Some(joined) = polls.join_next().await else { return Ok(()) };
        let (domain, report) = joined.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()));
        busy.end(&domain, Instant::now());
        let report = report?;
        let fetcher = &polling.tools.fetcher;
        let change = outage.note(&report, fetcher.is_offline(), fetcher.is_in_doubt(), Instant::now());
        if let Change::Began(sources) = change {
            let (store, now) = (polling.store.clone(), polling.tools.clock.now());
            on_blocking_thread(move || store.forgive(sources, now)).await?;
        }
        ended(report);
    }
}

/// What is done with a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It is polled, and its articles that are due are looked at again.
    Poll,
    /// Its articles that are due are looked at again. It is not asked itself.
    Recheck,
}

/// Polls one source, or looks at its articles again. A panic in the worker becomes a failed poll of that source.
///
/// # Errors
/// The store failed.
pub async fn take_turn(polling: &Polling, source: &Source, turn: Turn) -> Result<PollReport, StoreError> {
    let span = tracing::info_span!("poll", source.id = %source.id);
    let mut report = match turn {
        Turn::Poll => run_poll(polling, source).instrument(span).await?,
        Turn::Recheck => run_recheck(polling, source).instrument(span).await?,
    };
    report.next_recheck = polling.store.next_recheck(&source.id)?;
    if report.is_recheck && report.rechecked == 0 {
        // Whatever kept it from looking, it must not try without end.
        let soonest = schedule::after(polling.tools.clock.now(), IDLE_PAUSE);
        report.next_recheck = report.next_recheck.map(|at| at.max(soonest));
    }
    Ok(report)
}

async fn run_recheck(polling: &Polling, source: &Source) -> Result<PollReport, StoreError> {
    let mut report = PollReport { is_recheck: true, ..PollReport::blank(source.id.clone()) };
    let clock = &polling.tools.clock;
    let job = polling.store.job(source, clock.now(), clock.fraction())?;
    report.next_due = job.state.next_due;
    if *polling.stop.borrow() || job.rechecks.is_empty() {
        return Ok(report);
    }
    let packer = packer(&polling.store, source)?;
    let (sender, mut outcomes) = mpsc::channel(OUTCOMES_IN_FLIGHT);
    let working = async {
        let looks = worker::look_again(&polling.tools, &job, packer.as_ref(), &sender, &polling.stop);
        if let Err(payload) = AssertUnwindSafe(looks).catch_unwind().await {
            tracing::error!("{}: looking again panicked: {}", source.id, foreign::message(&*payload));
        }
        drop(sender);
    };
    let applying = async {
        while let Some(part) = outcomes.recv().await {
            let applied = apply(&polling.store, part).await?;
            note(&mut report, &applied, None);
        }
        Ok::<(), StoreError>(())
    };
    let ((), applied) = tokio::join!(working, applying);
    applied?;
    let PollReport { source, rechecked, revised, gone, .. } = &report;
    tracing::info!("{source}: {rechecked} articles looked at again, {revised} changed, {gone} gone");
    Ok(report)
}

/// What the pages of a source are packed with, where they are kept.
fn packer(store: &Store, source: &Source) -> Result<Option<Arc<Packer>>, StoreError> {
    match source.snapshots {
        PageRetention::Off => Ok(None),
        _ => Ok(Some(Arc::new(Packer::new(store.dictionary_of(&source.id)?.as_ref())))),
    }
}

async fn run_poll(polling: &Polling, source: &Source) -> Result<PollReport, StoreError> {
    let mut report = PollReport::blank(source.id.clone());
    if *polling.stop.borrow() {
        return Ok(report);
    }
    let clock = &polling.tools.clock;
    let (now, jitter) = (clock.now(), clock.fraction());
    // Two look-ups by key, in memory mostly: the way to another thread and back would take longer than they do.
    let mut job = polling.store.job(source, now, jitter)?;
    let (sender, mut outcomes) = mpsc::channel(OUTCOMES_IN_FLIGHT);
    let working = work(polling, &mut job, sender);
    let applying = async {
        while let Some(part) = outcomes.recv().await {
            let end = part.outcome.end.clone();
            let applied = apply(&polling.store, part).await?;
            note(&mut report, &applied, end);
        }
        Ok::<(), StoreError>(())
    };
    let (worked, applied) = tokio::join!(working, applying);
    worked.and(applied)?;
    log(&report);
    Ok(report)
}

async fn work(polling: &Polling, job: &mut PollJob, sender: mpsc::Sender<PollPart>) -> Result<(), StoreError> {
    match AssertUnwindSafe(ask_and_finish(polling, job, &sender)).catch_unwind().await {
        Ok(worked) => worked,
        Err(payload) => {
            let error = foreign::Spoiled::Panicked(foreign::message(&*payload));
            // The receiver lives until this sender is dropped, unless the store failed, which is reported already.
            let _ = sender.send(panicked(job, error.to_string()).into()).await;
            Ok(())
        }
    }
}

async fn ask_and_finish(
    polling: &Polling,
    job: &mut PollJob,
    sender: &mpsc::Sender<PollPart>,
) -> Result<(), StoreError> {
    let turn = worker::ask(&polling.tools, job, sender).await;
    let keys = turn.keys(&polling.tools, job);
    if turn.has_failed() {
        job.rechecks.clear();
    }
    let mut n_new = 0;
    if !keys.is_empty() {
        let (store, source) = (polling.store.clone(), job.source.id.clone());
        n_new = keys.len();
        let LookUp { known, items, claims } = on_blocking_thread(move || look_up(&store, &source, &keys)).await?;
        n_new -= known.len();
        job.known = known;
        let claims = turn.claims(&polling.tools, job, &items, claims);
        if !claims.is_empty() {
            add_rechecks(job, polling.store.rechecks_of(&job.source.id, &claims)?);
        }
    }
    let packer = if n_new > 0 || !job.rechecks.is_empty() { packer(&polling.store, &job.source)? } else { None };
    let turn = turn.keeping(packer);
    worker::finish(&polling.tools, job, turn, &polling.stop).await;
    Ok(())
}

/// Items of a list of which it is looked up what the source said of them. A list of more is an archive, the newest first.
const MAX_COMPARED: usize = 2_000;

/// What a poll needs to know of what its source lists.
struct LookUp {
    /// The keys of those whose articles are known.
    known: Vec<ArticleKey>,
    /// What the source said of them, the first of the list alone.
    items: Vec<KnownItem>,
    /// What its word was worth.
    claims: Claims,
}

fn look_up(store: &Store, source: &SourceId, keys: &[ArticleKey]) -> Result<LookUp, StoreError> {
    let (compared, others) = keys.split_at(keys.len().min(MAX_COMPARED));
    let items = store.known_items(source, compared)?;
    let mut known = store.known(others)?;
    known.extend(items.iter().map(|item| item.key.clone()));
    Ok(LookUp { known, items, claims: store.claims(source)? })
}

/// Puts what the source speaks of before what is due; an article that is both is looked at once.
fn add_rechecks(job: &mut PollJob, claimed: Vec<Recheck>) {
    let due = std::mem::take(&mut job.rechecks);
    for recheck in claimed.into_iter().chain(due) {
        if job.rechecks.iter().all(|other| other.of != recheck.of) {
            job.rechecks.push(recheck);
        }
    }
}

/// The outcome of a poll whose worker panicked.
fn panicked(job: &PollJob, error: String) -> PollOutcome {
    let failures = job.state.failures.saturating_add(1);
    let turn = schedule::Turn {
        now: job.now,
        rhythm: &job.source.rhythm,
        habits: &job.state.habits,
        end: TurnEnd::Failed { kind: ErrorKind::Panic, failures, before: None, retry_after: None },
        is_pushed: false,
        jitter: job.jitter,
    };
    let end = PollEnd {
        started_at: job.now,
        duration_ms: 0,
        result: PollResult::Failed,
        status: None,
        error_kind: Some(ErrorKind::Panic),
        error: Some(error),
        size_bytes: 0,
        items_seen: 0,
        items_new: 0,
        items_failed: 0,
        items_rechecked: 0,
        validators: job.state.validators.clone(),
        failures,
        next_due: schedule::next_due(&turn),
        facts: FeedFacts::default(),
        habits: job.state.habits.clone(),
        hub: None,
    };
    PollOutcome {
        version: FORMAT_VERSION,
        source: job.source.id.clone(),
        generation: job.state.generation,
        rules_version: String::new(),
        articles: Vec::new(),
        sightings: Vec::new(),
        deferred: Vec::new(),
        looks: Vec::new(),
        end: Some(end),
    }
}

fn note(report: &mut PollReport, applied: &Applied, end: Option<PollEnd>) {
    report.articles_new += applied.articles_new;
    report.copies += applied.copies;
    report.rechecked += applied.rechecked;
    report.revised += applied.revised;
    report.gone += applied.gone;
    let Some(end) = end else { return };
    report.result = Some(end.result);
    report.status = end.status;
    report.error_kind = end.error_kind;
    report.error = end.error;
    report.items_seen = end.items_seen;
    report.items_failed = end.items_failed;
    report.size_bytes = end.size_bytes;
    report.duration_ms = end.duration_ms;
    report.next_due = end.next_due;
}

/// Hands an outcome, with its pages, to the writer and waits until it is on disk.
async fn apply(store: &Store, part: PollPart) -> Result<Applied, StoreError> {
    let (reply, answer) = oneshot::channel();
    store.apply_then(part, move |applied| {
        // Nobody listens any more when the program is going down.
        let _ = reply.send(applied);
    })?;
    answer.await.unwrap_or(Err(StoreError::Panicked))
}

fn log(report: &PollReport) {
    let PollReport { source, articles_new, duration_ms, size_bytes, .. } = report;
    let (duration_ms, size_bytes) = (*duration_ms, *size_bytes);
    let http_status = report.status;
    match (report.result, &report.error) {
        (Some(PollResult::Failed), Some(error)) => {
            tracing::warn!(http.status = http_status, duration_ms, "{source} failed: {error}");
        }
        (Some(PollResult::Postponed), Some(reason)) => tracing::info!("{source} is put off: {reason}"),
        (Some(result), _) => tracing::info!(
            http.status = http_status,
            duration_ms,
            size_bytes,
            items_seen = report.items_seen,
            "{source} {result}: {articles_new} new"
        ),
        (None, _) => {
            tracing::info!("{source} was interrupted: {articles_new} new so far, the rest comes with its next poll");
        }
    }
}

/// Database work waits for the disk, so it leaves the async threads.
pub(super) async fn on_blocking_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    // Blocking work is never cancelled, so the only error is its panic, which goes on here.
    spawn_blocking(work).await.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}
