//! Asks a source and reads its answer.

use std::time::Duration;

use url::Url;

use super::foreign;
use super::index::Index;
use super::listed::{self, Answer, Listed, Unreadable};
use super::request;
use super::tools::Tools;
use crate::fetch::{Accept, Failure, FetchOutcome, FetchRequest, Freshness, Response};
use crate::model::{ErrorKind, PollJob, SourceKind, Validators};
use crate::read::listing::sitemap::{MAX_ENTRIES, newest_first};

/// What asking a source gave.
pub(super) enum Asked {
    /// It answered and could be read.
    Listed(Box<Listed>, Exchange),
    /// It answered that nothing changed, or with the same bytes as last time.
    Unchanged(Exchange),
    /// It could not be had or not be read. An answer that could not be read is asked again without validators.
    Failed(Failure),
}

/// What follows from an answer, whatever it said.
pub(super) struct Exchange {
    pub(super) status: u16,
    pub(super) validators: Validators,
    pub(super) freshness: Freshness,
    pub(super) size_bytes: u64,
}

/// Asks the source of a job.
pub(super) async fn ask(tools: &Tools, job: &PollJob) -> Asked {
    let url = match Url::parse(&job.source.url) {
        Ok(url) => url,
        Err(error) => return Asked::Failed(failure(ErrorKind::Protocol, format!("{}: {error}", job.source.url))),
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
            });
        }
        FetchOutcome::Failed(failure) => return Asked::Failed(failure),
    };
    let exchange = Exchange {
        status: response.status,
        validators: response.validators.clone(),
        freshness: response.freshness,
        size_bytes: response.body.len() as u64,
    };
    let hash = &job.state.validators.body_hash;
    if hash.is_some() && *hash == response.validators.body_hash {
        return Asked::Unchanged(exchange);
    }
    match read(tools, job, response).await {
        Ok((listed, true)) => Asked::Listed(Box::new(listed), exchange),
        // What the validators stand for may stay the same while what it leads to changes, or was not had.
        Ok((listed, false)) => {
            let validators = Validators::default();
            Asked::Listed(Box::new(listed), Exchange { validators, ..exchange })
        }
        Err(unreadable) => Asked::Failed(Failure { status: Some(exchange.status), ..unreadable }),
    }
}

/// Reads an answer, and what an index of sitemaps leads to; says whether the answer's validators stand for all of it.
async fn read(tools: &Tools, job: &PollJob, response: Response) -> Result<(Listed, bool), Failure> {
    let mut listed = read_answer(job, job.source.kind, response).await?;
    let mut index = Index::new(job.state.last_ok);
    index.add(std::mem::take(&mut listed.sitemaps), 1);
    let is_index = !index.is_empty();
    while let Some((url, depth)) = index.next() {
        let FetchOutcome::Fetched(response) = tools.fetcher.fetch(request(job, &url, None)).await else {
            tracing::warn!(source.id = %job.source.id, url = %url, "sitemap {url} of an index could not be fetched");
            index.miss();
            continue;
        };
        match read_answer(job, SourceKind::Sitemap, response).await {
            Ok(child) => {
                listed.items.extend(child.items);
                index.add(child.sitemaps, depth + 1);
            }
            Err(error) => {
                tracing::warn!(source.id = %job.source.id, "sitemap {url}: {}", error.detail);
                index.miss();
            }
        }
    }
    if is_index {
        newest_first(&mut listed.items);
        listed.items.truncate(MAX_ENTRIES);
    }
    for warning in &listed.warnings {
        tracing::debug!(source.id = %job.source.id, code = warning.code, "{}: {}", job.source.id, warning.detail);
    }
    Ok((listed, index.is_whole()))
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
    FetchRequest { validators, ..request::of_source(&job.source, url, Accept::Feed) }
}

fn failure(kind: ErrorKind, detail: String) -> Failure {
    Failure { kind, status: None, detail, retry_after: None::<Duration> }
}
