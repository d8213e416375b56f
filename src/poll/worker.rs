//! The worker: a [`PollJob`] in, [`PollOutcome`]s out.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::{mpsc, watch};

use super::page::{self, Taken};
use super::parts::Parts;
use super::plan::{self, Plan};
use super::schedule::{self, Turn, TurnEnd};
use super::selection::Selection;
use super::source::{self, Asked, Exchange};
use super::tools::Tools;
use crate::fetch::Failure;
use crate::model::{FeedFacts, PollEnd, PollJob, PollOutcome, PollResult};

/// Polls one source and sends what it finds, part by part; the last part has the end of the poll.
///
/// When `stop` turns true the poll is broken off after the page at hand: what was found is sent, the end is not, and the
/// source stays due.
pub async fn poll(tools: &Tools, job: &PollJob, sender: &mpsc::Sender<PollOutcome>, stop: &watch::Receiver<bool>) {
    let started = Instant::now();
    let mut parts = Parts::new(job, tools.topics.version(), sender);
    let asked = source::ask(tools, job).await;
    let mut end = blank_end(job);
    let items = match asked {
        Asked::Listed(listed, exchange) => {
            end.result = PollResult::Ok;
            end.items_seen = count(listed.items.len());
            end.facts = listed.facts;
            end.habits.read_as = listed.read_as.or(end.habits.read_as);
            answered(&mut end, job, exchange, listed.ttl);
            listed.items
        }
        Asked::Unchanged(exchange) => {
            end.result = PollResult::NotModified;
            answered(&mut end, job, exchange, None);
            Vec::new()
        }
        Asked::Failed(failure) => {
            failed(&mut end, job, failure);
            end.duration_ms = elapsed_ms(started);
            return parts.finish(end).await;
        }
    };
    let items = match Selection::new(&job.source.items) {
        Ok(selection) => items.into_iter().filter(|item| selection.takes(item)).collect(),
        Err(pattern) => {
            tracing::warn!(source.id = %job.source.id, "no item of {} is left out: {pattern}", job.source.id);
            items
        }
    };
    let Plan { seen, wanted, left } = plan::plan(job, items);
    for sighting in seen {
        parts.sighting(sighting).await;
    }
    for wanted in wanted {
        if *stop.borrow() {
            return parts.interrupt().await;
        }
        let sighting = plan::sighting(wanted.key.clone(), &wanted.item, job.now);
        match page::take(tools, job, wanted).await {
            Taken::Article(article, size_bytes) => {
                end.items_new += 1;
                end.size_bytes += size_bytes;
                parts.article(*article, sighting).await;
            }
            Taken::Left(deferral) => {
                end.items_failed += 1;
                parts.deferral(*deferral).await;
            }
        }
    }
    for deferral in left {
        parts.deferral(deferral).await;
    }
    end.duration_ms = elapsed_ms(started);
    parts.finish(end).await;
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
        validators: job.state.validators.clone(),
        failures: 0,
        next_due: None,
        facts: FeedFacts::default(),
        habits: job.state.habits.clone(),
    }
}

fn answered(end: &mut PollEnd, job: &PollJob, exchange: Exchange, ttl: Option<Duration>) {
    end.status = Some(exchange.status);
    end.validators = exchange.validators;
    end.size_bytes = exchange.size_bytes;
    end.next_due = next_due(job, TurnEnd::Answered { freshness: exchange.freshness, ttl });
}

/// A failed poll keeps the validators: what they stood for is still what the store holds.
fn failed(end: &mut PollEnd, job: &PollJob, failure: Failure) {
    end.failures = job.state.failures.saturating_add(1);
    end.status = failure.status;
    end.error_kind = Some(failure.kind);
    end.error = Some(failure.detail);
    let retry_after = failure.retry_after;
    end.next_due = next_due(job, TurnEnd::Failed { kind: failure.kind, failures: end.failures, retry_after });
}

fn next_due(job: &PollJob, end: TurnEnd) -> Option<Timestamp> {
    schedule::next_due(&Turn { now: job.now, rhythm: &job.source.rhythm, end, jitter: job.jitter })
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn elapsed_ms(started: Instant) -> u64 {
    u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX)
}
