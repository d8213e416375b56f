//! The worker: a [`PollJob`] in, [`PollPart`]s out.
//!
//! In two halves, because most polls find nothing changed: the first asks the source, the second needs to know which
//! articles are known, and that is read from the database only where something was listed.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{mpsc, watch};

use super::page::{self, Taken};
use super::parts::Parts;
use super::plan::{self, Plan, Wanted};
use super::schedule::{self, TurnEnd};
use super::second_look::{Again, by_key};
use super::selection::Selection;
use super::source::{self, Asked, Exchange};
use super::tools::Tools;
use super::{claims, key};
use crate::fetch::Failure;
use crate::model::{
    ArticleKey, Claims, FeedFacts, Item, KnownItem, PollEnd, PollJob, PollPart, PollResult, RecheckCause, Rhythm,
    Source, Tempo,
};
use crate::pack::Packer;

/// The clock is cut down to the second; a pause that a server asked for must not begin before its answer.
const CLOCK_GRAIN: SignedDuration = SignedDuration::from_secs(1);
/// How finely the tempo of a source is looked at that has no shortest interval of its own.
const TEMPO_GRAIN: Duration = Duration::from_secs(5 * 60);
/// How long a poll is put off where nothing says how long.
const POSTPONED_BY: Duration = Duration::from_secs(60);

/// A source that was asked, and what it said.
pub struct Turn<'a> {
    started: Instant,
    answered_at: Timestamp,
    asked: Asked,
    parts: Parts<'a>,
    packer: Option<Arc<Packer>>,
}

/// Asks the source of a job, which needs the state alone: what is known of articles may still be missing.
pub async fn ask<'a>(tools: &'a Tools, job: &PollJob, sender: &'a mpsc::Sender<PollPart>) -> Turn<'a> {
    let started = Instant::now();
    let parts = Parts::new(job, tools.topics.version(), sender);
    let asked = source::ask(tools, job).await;
    let answered_at = tools.clock.now().saturating_add(CLOCK_GRAIN).unwrap_or(Timestamp::MAX);
    Turn { started, answered_at, asked, parts, packer: None }
}

impl Turn<'_> {
    /// Has the pages of new articles kept, packed by this.
    #[must_use]
    pub fn keeping(self, packer: Option<Arc<Packer>>) -> Self {
        Self { packer, ..self }
    }

    /// The keys of the items that are listed or wait: the rest needs to be told which of them are known.
    #[must_use]
    pub fn keys(&self, tools: &Tools, job: &PollJob) -> Vec<ArticleKey> {
        if self.has_failed() {
            return Vec::new();
        }
        let listed = self.items().iter().map(|item| key::of_item(&job.source.id, item, &tools.addresses));
        listed.chain(job.deferred.iter().map(|deferral| deferral.key.clone())).collect()
    }

    /// Whether the source could not be had. Nothing is taken then, neither what waits nor a second look at anything.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        matches!(self.asked, Asked::Failed(..))
    }

    /// Which known articles the source claims to have changed, as far as it is believed.
    #[must_use]
    pub fn claims(
        &self,
        tools: &Tools,
        job: &PollJob,
        known: &[KnownItem],
        before: Claims,
    ) -> Vec<(ArticleKey, RecheckCause)> {
        let read_as = match &self.asked {
            Asked::Listed(listed, ..) => listed.read_as,
            Asked::Unchanged(_) | Asked::Failed(..) => return Vec::new(),
        };
        // What is left out is not recorded as listed either, and would seem to change with each poll.
        let selection = Selection::new(&job.source.items).unwrap_or_default();
        let taken = self.items().iter().filter(|item| selection.takes(item));
        claims::believed(&by_key(tools, job, taken), known, read_as, before, job.now)
    }

    fn items(&self) -> &[Item] {
        match &self.asked {
            Asked::Listed(listed, ..) => &listed.items,
            Asked::Unchanged(_) | Asked::Failed(..) => &[],
        }
    }
}

/// Takes in what a source said, page by page, and sends what is found, part by part; the last part has the end of the poll.
///
/// When `stop` turns true the poll is broken off after the page at hand: what was found is sent, the end is not, and the
/// source stays due.
pub async fn finish(tools: &Tools, job: &PollJob, turn: Turn<'_>, stop: &watch::Receiver<bool>) {
    let Turn { started, answered_at, asked, mut parts, packer } = turn;
    let mut end = blank_end(job);
    let items = match asked {
        Asked::Listed(listed, exchange, hub) => {
            end.hub = hub;
            end.result = PollResult::Ok;
            end.items_seen = count(listed.items.len());
            end.facts = listed.facts;
            end.habits.read_as = listed.read_as.or(end.habits.read_as);
            end.habits.pacing = listed.pacing;
            let is_empty = listed.items.is_empty() && !listed.is_delta;
            let items = selected(job, listed.items);
            // A list of which nothing is taken, or nothing is new, is no empty one.
            if is_empty || !items.is_empty() {
                end.habits.tempo = tempo(tools, job, &items, answered_at);
            }
            answered(&mut end, job, exchange, answered_at);
            items
        }
        Asked::Unchanged(exchange) => {
            end.result = PollResult::NotModified;
            answered(&mut end, job, exchange, answered_at);
            Vec::new()
        }
        Asked::Failed(failure, moved) => {
            end.habits.moved = moved;
            failed(&mut end, job, failure, answered_at);
            end.duration_ms = elapsed_ms(started);
            return parts.finish(end).await;
        }
    };
    let again = Again::new(tools, job, &items);
    let Plan { seen, wanted, left } = plan::plan(job, items, &tools.addresses);
    let (told, seen) = seen.into_iter().partition(|sighting| again.awaits(&sighting.key));
    for sighting in seen {
        parts.sighting(sighting).await;
    }
    for batch in page::batches(&job.source, wanted) {
        if *stop.borrow() {
            return parts.interrupt().await;
        }
        let sighting = |wanted: &Wanted| plan::sighting(wanted.key.clone(), &wanted.item, job.now);
        let sightings: Vec<_> = batch.items().iter().map(sighting).collect();
        for (taken, sighting) in page::take(tools, job, packer.as_ref(), batch).await.into_iter().zip(sightings) {
            match taken {
                Taken::Article(found) => {
                    end.items_new += 1;
                    end.size_bytes += found.size_bytes;
                    parts.article(found.article, sighting, found.snapshot).await;
                }
                Taken::Left(deferral) => {
                    end.items_failed += 1;
                    parts.deferral(*deferral).await;
                }
            }
        }
    }
    for deferral in left {
        parts.deferral(deferral).await;
    }
    let Some(tally) = again.look(tools, job, packer.as_ref(), told, &mut parts, stop).await else {
        return parts.interrupt().await;
    };
    end.items_rechecked = tally.n_looks;
    end.size_bytes += tally.size_bytes;
    end.duration_ms = elapsed_ms(started);
    parts.finish(end).await;
}

/// Looks at the articles of a job again that are due, without asking their source. What is found is sent, and no end: this is
/// no poll, and the source is due when it was.
pub async fn look_again(
    tools: &Tools,
    job: &PollJob,
    packer: Option<&Arc<Packer>>,
    sender: &mpsc::Sender<PollPart>,
    stop: &watch::Receiver<bool>,
) {
    let mut parts = Parts::new(job, tools.topics.version(), sender);
    Again::new(tools, job, &[]).look(tools, job, packer, Vec::new(), &mut parts, stop).await;
    parts.interrupt().await;
}

/// The items that the configuration wants.
fn selected(job: &PollJob, items: Vec<Item>) -> Vec<Item> {
    match Selection::new(&job.source.items) {
        Ok(selection) => items.into_iter().filter(|item| selection.takes(item)).collect(),
        Err(pattern) => {
            tracing::warn!(source.id = %job.source.id, "no item of {} is left out: {pattern}", job.source.id);
            items
        }
    }
}

fn blank_end(job: &PollJob) -> PollEnd {
    PollEnd {
        started_at: job.now,
        duration_ms: 0,
        result: PollResult::Failed,
        status: None,
        error_kind: None,
        error: None,
        size_bytes: 0,
        items_seen: 0,
        items_new: 0,
        items_failed: 0,
        items_rechecked: 0,
        validators: job.state.validators.clone(),
        failures: 0,
        next_due: None,
        facts: FeedFacts::default(),
        habits: job.state.habits.clone(),
        hub: None,
    }
}

/// What the list tells of the source's tempo. Items that wait from earlier polls were new then.
fn tempo(tools: &Tools, job: &PollJob, items: &[Item], now: Timestamp) -> Tempo {
    let grain = match job.source.rhythm {
        Rhythm::Adaptive { min, .. } => min,
        _ => TEMPO_GRAIN,
    };
    let is_new = plan::lists_something_new(job, items, &tools.addresses);
    schedule::tempo::learn(&job.state.habits.tempo, items, is_new, now, grain)
}

fn answered(end: &mut PollEnd, job: &PollJob, exchange: Exchange, now: Timestamp) {
    end.status = Some(exchange.status);
    end.validators = exchange.validators;
    end.size_bytes = exchange.size_bytes;
    end.habits.moved = exchange.moved;
    end.next_due = next_due(end, job, TurnEnd::Answered { freshness: exchange.freshness }, now);
}

/// The network is down, or the host wants to be left alone: the source was not asked and stays as it was.
fn postponed(end: &mut PollEnd, job: &PollJob, failure: Failure, now: Timestamp) {
    end.result = PollResult::Postponed;
    end.failures = job.state.failures;
    end.error_kind = Some(failure.kind);
    end.error = Some(failure.detail);
    let wait = failure.retry_after.unwrap_or(POSTPONED_BY);
    end.next_due = next_due(end, job, TurnEnd::Postponed { wait }, now);
}

/// A failed poll keeps the validators: what they stood for is still what the store holds.
fn failed(end: &mut PollEnd, job: &PollJob, failure: Failure, now: Timestamp) {
    if failure.was_not_sent() {
        return postponed(end, job, failure, now);
    }
    end.failures = job.state.failures.saturating_add(1);
    end.status = failure.status;
    end.error_kind = Some(failure.kind);
    end.error = Some(failure.detail);
    let (failures, before) = (end.failures, job.state.last_error_kind);
    let turn = TurnEnd::Failed { kind: failure.kind, failures, before, retry_after: failure.retry_after };
    if turn.is_gone_for_good() {
        let id = &job.source.id;
        end.error = Some(format!(
            "gone for good, as its server says again (HTTP 410), and polled no more: remove it, change its `url`, or look \
             once more with `rasid poll {id}`"
        ));
    }
    end.next_due = next_due(end, job, turn, now);
}

fn next_due(so_far: &PollEnd, job: &PollJob, end: TurnEnd, now: Timestamp) -> Option<Timestamp> {
    let Source { rhythm, .. } = &job.source;
    schedule::next_due(&schedule::Turn {
        now,
        rhythm,
        habits: &so_far.habits,
        end,
        is_pushed: job.state.is_pushed,
        jitter: job.jitter,
    })
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn elapsed_ms(started: Instant) -> u64 {
    u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX)
}
