//! Asks a source and reads its answer.

use std::time::Duration;

use url::Url;

use super::index::{Index, Reach};
use super::listed::{self, Answer, Listed, Unreadable};
use super::request;
use super::tools::Tools;
use super::{foreign, moves};
use crate::fetch::{Accept, Failure, FetchOutcome, FetchRequest, Freshness, Response};
use crate::model::{ErrorKind, Move, PollJob, SourceKind, Validators};
use crate::read::listing::sitemap::{self, MAX_ENTRIES, newest_first};

/// What asking a source gave.
pub(super) enum Asked {
    /// It answered and could be read.
    Listed(Box<Listed>, Exchange),
    /// It answered that nothing changed, or with the same bytes as last time.
    Unchanged(Exchange),
    /// It could not be had or not be read; and where the source has moved to, as far as is still believed.
    Failed(Failure, Option<Move>),
}

/// What follows from an answer, whatever it said.
pub(super) struct Exchange {
    pub(super) status: u16,
    pub(super) validators: Validators,
    pub(super) freshness: Freshness,
    pub(super) size_bytes: u64,
    /// Where the server says that the source has moved to for good.
    pub(super) moved: Option<Move>,
}

/// Asks the source of a job, at the address that it has moved to where that is believed.
pub(super) async fn ask(tools: &Tools, job: &PollJob) -> Asked {
    let moved = job.state.habits.moved.as_ref();
    let url = match moves::address(&job.source.url, moved) {
        Ok(url) => url,
        Err(error) => {
            let detail = format!("{}: {error}", job.source.url);
            return Asked::Failed(failure(ErrorKind::Protocol, detail), None);
        }
    };
    let response = match tools.fetcher.fetch(request(job, &url, Some(&job.state.validators))).await {
        FetchOutcome::Fetched(response) => response,
        FetchOutcome::NotModified(unchanged) => {
            let mut validators = unchanged.validators;
            validators.body_hash = validators.body_hash.or_else(|| job.state.validators.body_hash.clone());
            return Asked::Unchanged(Exchange {
                status: 304,
                validators,
                freshness: unchanged.freshness,
                size_bytes: 0,
                moved: moves::after_answer(moved, &url, &unchanged.url, unchanged.is_moved_permanently),
            });
        }
        FetchOutcome::Failed(failure) => {
            let moved = moves::after_failure(moved, failure.kind);
            return Asked::Failed(failure, moved);
        }
    };
    let exchange = Exchange {
        status: response.status,
        validators: validators(&response),
        freshness: response.freshness,
        size_bytes: response.body.len() as u64,
        moved: moves::after_answer(moved, &url, &response.url, response.is_moved_permanently),
    };
    let hash = &job.state.validators.body_hash;
    let is_same = hash.is_some() && *hash == exchange.validators.body_hash;
    if is_same && !leads_on(job, &response) {
        return Asked::Unchanged(exchange);
    }
    match read(tools, job, response).await {
        Ok((listed, reach)) => {
            let validators = stand_for(exchange.validators, reach);
            let exchange = Exchange { validators, ..exchange };
            if is_same && listed.items.is_empty() {
                Asked::Unchanged(exchange)
            } else {
                Asked::Listed(Box::new(listed), exchange)
            }
        }
        Err(unreadable) => {
            let moved = moves::after_failure(moved, unreadable.kind);
            Asked::Failed(Failure { status: Some(exchange.status), ..unreadable }, moved)
        }
    }
}

/// What the next request sends. A part of a feed is no measure of whether the whole has changed.
fn validators(response: &Response) -> Validators {
    match response.is_delta {
        true => Validators { body_hash: None, ..response.validators.clone() },
        false => response.validators.clone(),
    }
}

/// Whether an answer, though the same as last time, leads to what may have changed: an index of sitemaps without dates.
fn leads_on(job: &PollJob, response: &Response) -> bool {
    let may_be_sitemap = matches!(job.source.kind, SourceKind::Sitemap | SourceKind::Auto);
    may_be_sitemap && sitemap::may_be_index(&response.body)
}

/// What of an answer's validators stands for all that it leads to.
fn stand_for(validators: Validators, reach: Reach) -> Validators {
    match reach {
        Reach::Whole => validators,
        // The hash tells the next poll that nothing was missed; the others would be answered with 304.
        Reach::Undated => Validators { body_hash: validators.body_hash, ..Validators::default() },
        Reach::Missed => Validators::default(),
    }
}

/// Reads an answer, and what an index of sitemaps leads to; says how far the answer stands for all of it.
async fn read(tools: &Tools, job: &PollJob, response: Response) -> Result<(Listed, Reach), Failure> {
    let is_delta = response.is_delta;
    let mut listed = read_answer(job, job.source.kind, response).await?;
    // Where something was missed last time, no hash was kept, and the time of that poll says nothing.
    let last_whole = job.state.last_ok.filter(|_| job.state.validators.body_hash.is_some());
    let mut index = Index::new(last_whole);
    index.add(std::mem::take(&mut listed.sitemaps), 1);
    let is_index = !index.is_empty();
    while let Some((url, depth)) = index.next() {
        match child(tools, job, &url).await {
            Ok(child) => {
                listed.items.extend(child.items);
                index.add(child.sitemaps, depth + 1);
            }
            Err(failure) => {
                tracing::warn!(source.id = %job.source.id, url = %url, "sitemap {url} of an index: {}", failure.detail);
                if index.miss_leaves_none() {
                    let detail = format!("none of the sitemaps of the index could be had; {url}: {}", failure.detail);
                    return Err(Failure { detail, ..failure });
                }
            }
        }
    }
    listed.is_delta = is_delta;
    if is_index {
        newest_first(&mut listed.items);
        listed.items.truncate(MAX_ENTRIES);
    }
    for warning in &listed.warnings {
        tracing::debug!(source.id = %job.source.id, code = warning.code, "{}: {}", job.source.id, warning.detail);
    }
    Ok((listed, index.reach()))
}

/// A sitemap that an index names.
async fn child(tools: &Tools, job: &PollJob, url: &Url) -> Result<Listed, Failure> {
    match tools.fetcher.fetch(request(job, url, None)).await {
        FetchOutcome::Fetched(response) => read_answer(job, SourceKind::Sitemap, response).await,
        FetchOutcome::Failed(failure) => Err(failure),
        FetchOutcome::NotModified(_) => {
            Err(failure(ErrorKind::Protocol, "it answered 304 without being asked".to_owned()))
        }
    }
}

async fn read_answer(job: &PollJob, kind: SourceKind, response: Response) -> Result<Listed, Failure> {
    let (select, now, read_before) = (job.source.select.clone(), job.now, job.state.habits.read_as);
    let response = response.in_charset(job.source.encoding.as_deref());
    let read = foreign::run(move || {
        let answer = Answer {
            body: &response.body,
            content_type: response.content_type.as_deref(),
            url: &response.url,
            kind,
            read_before,
            select: select.as_ref(),
            now,
        };
        listed::read(&answer)
    });
    match read.await {
        Ok(Ok(listed)) => Ok(listed),
        Ok(Err(Unreadable { kind, detail })) => Err(failure(kind, detail)),
        Err(spoiled) => Err(spoiled.failure()),
    }
}

fn request<'a>(job: &'a PollJob, url: &'a Url, validators: Option<&'a Validators>) -> FetchRequest<'a> {
    FetchRequest {
        validators,
        obeys_robots: job.source.obey_robots && reads_pages(job),
        takes_delta: job.state.failures == 0 && job.state.habits.read_as == Some(SourceKind::Feed),
        ..request::of_source(&job.source, url, Accept::Feed)
    }
}

/// Feeds are fetched as they were subscribed to; what is read like a page is asked for like one.
fn reads_pages(job: &PollJob) -> bool {
    let kind = match job.source.kind {
        SourceKind::Auto => job.state.habits.read_as.unwrap_or(SourceKind::Auto),
        kind => kind,
    };
    matches!(kind, SourceKind::List | SourceKind::Sitemap)
}

fn failure(kind: ErrorKind, detail: String) -> Failure {
    Failure { kind, status: None, detail, retry_after: None::<Duration> }
}
