//! Asks a source and reads its answer.

use std::time::Duration;

use url::Url;

use super::listed::{self, Answer, Listed, Unreadable};
use super::tools::Tools;
use super::{foreign, moves};
use crate::fetch::{Accept, Failure, FetchOutcome, FetchRequest, Freshness, Response};
use crate::model::{ErrorKind, Move, PollJob, SourceKind, Validators};

/// The most sitemaps of an index that one poll reads, newest first.
const MAX_SITEMAPS: usize = 5;

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
    if hash.is_some() && *hash == exchange.validators.body_hash {
        return Asked::Unchanged(exchange);
    }
    match read(tools, job, response).await {
        Ok(listed) => Asked::Listed(Box::new(listed), exchange),
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

async fn read(tools: &Tools, job: &PollJob, response: Response) -> Result<Listed, Failure> {
    let is_delta = response.is_delta;
    let mut listed = read_answer(job, job.source.kind, response).await?;
    for url in std::mem::take(&mut listed.sitemaps).into_iter().take(MAX_SITEMAPS) {
        let FetchOutcome::Fetched(response) = tools.fetcher.fetch(request(job, &url, None)).await else {
            tracing::warn!(source.id = %job.source.id, url = %url, "sitemap {url} of an index could not be fetched");
            continue;
        };
        match read_answer(job, SourceKind::Sitemap, response).await {
            Ok(child) => listed.items.extend(child.items),
            Err(error) => tracing::warn!(source.id = %job.source.id, "sitemap {url}: {}", error.detail),
        }
    }
    listed.is_delta = is_delta;
    for warning in &listed.warnings {
        tracing::debug!(source.id = %job.source.id, code = warning.code, "{}: {}", job.source.id, warning.detail);
    }
    Ok(listed)
}

async fn read_answer(job: &PollJob, kind: SourceKind, response: Response) -> Result<Listed, Failure> {
    let (select, now) = (job.source.select.clone(), job.now);
    let response = response.in_charset(job.source.encoding.as_deref());
    let read = foreign::run(move || {
        let answer = Answer {
            body: &response.body,
            content_type: response.content_type.as_deref(),
            url: &response.url,
            kind,
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
        user_agent: job.source.user_agent.as_deref(),
        // They were written for the configured address, and may be secrets.
        headers: if moves::is_home(&job.source.url, url) { &job.source.headers } else { &[] },
        allow_private: &job.source.allow_private,
        obeys_robots: job.source.obey_robots && reads_pages(job),
        takes_delta: job.state.failures == 0 && job.state.habits.read_as == Some(SourceKind::Feed),
        ..FetchRequest::new(url, Accept::Feed, job.source.timeout)
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
