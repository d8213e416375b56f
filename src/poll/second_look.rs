//! The page of an article that is known, looked at again.
//!
//! The request is conditional where the page's own validators were kept, and bytes that are the same are not read. What was
//! read goes to the store as it is: only there stands what the article said before. What is not the article (a redirect to
//! the home page, a login) is told apart here, as for new articles, and once more there, against the article itself.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::watch;
use url::Url;

use super::page::{self, MAX_ATTEMPTS};
use super::parts::Parts;
use super::tools::Tools;
use super::{enrich, foreign, key, reading, request};
use crate::analysis::topics::Listing;
use crate::fetch::{Accept, Failure, FetchOutcome, FetchRequest, Response};
use crate::model::{
    ArticleKey, ErrorKind, FullText, Item, Look, PollJob, Recheck, Seen, Sighting, Snapshot, Validators,
};
use crate::pack::Packer;

/// A look, and what it took.
struct Looked {
    look: Look,
    /// The page, where it is kept; the store takes it if the article says something else now.
    snapshot: Option<Snapshot>,
    /// Decoded bytes.
    size_bytes: u64,
}

/// Looks at an article again; `listed` is what the source says of it in this poll.
async fn look(
    tools: &Tools,
    job: &PollJob,
    packer: Option<&Arc<Packer>>,
    recheck: &Recheck,
    listed: Option<&Item>,
) -> Looked {
    let at = tools.clock.now();
    let looked = |seen, validators, snapshot, size_bytes| Looked {
        look: Look { of: recheck.of.clone(), at, why: recheck.why, seen, validators },
        snapshot,
        size_bytes,
    };
    let url = match Url::parse(&recheck.url) {
        Ok(url) if job.source.full_text != FullText::Feed && matches!(url.scheme(), "http" | "https") => url,
        _ => {
            let seen = from_feed(tools, job, recheck, listed).await;
            return looked(seen, recheck.validators.clone(), None, 0);
        }
    };
    let response = match fetch(tools, job, recheck, &url).await {
        Ok(Some(response)) => response,
        Ok(None) => return looked(Seen::Same, recheck.validators.clone(), None, 0),
        Err(failure) => return looked(seen(job, recheck, &failure), recheck.validators.clone(), None, 0),
    };
    let (validators, size_bytes) = (response.validators.clone(), response.body.len() as u64);
    if validators.body_hash.is_some() && validators.body_hash == recheck.validators.body_hash {
        return looked(Seen::Same, validators, None, size_bytes);
    }
    let item = listed.unwrap_or(&recheck.item).clone();
    match read(tools, job, packer, item, url, response).await {
        Ok(found) => {
            let seen = Seen::Read(Box::new(found.article));
            looked(seen, validators, found.snapshot, found.size_bytes)
        }
        Err(failure) if matches!(failure.kind, ErrorKind::Denied | ErrorKind::Interstitial) => {
            looked(Seen::Else(failure.detail), validators, None, size_bytes)
        }
        Err(failure) => looked(seen(job, recheck, &failure), validators, None, size_bytes),
    }
}

/// The page; `None` if it is the same.
async fn fetch(tools: &Tools, job: &PollJob, recheck: &Recheck, url: &Url) -> Result<Option<Response>, Failure> {
    let request = FetchRequest {
        validators: Some(&recheck.validators),
        obeys_robots: job.source.obey_robots,
        ..request::of_source(&job.source, url, Accept::Page)
    };
    match tools.fetcher.fetch(request).await {
        FetchOutcome::Fetched(response) => Ok(Some(response)),
        FetchOutcome::NotModified(_) => Ok(None),
        FetchOutcome::Failed(failure) => Err(failure),
    }
}

async fn read(
    tools: &Tools,
    job: &PollJob,
    packer: Option<&Arc<Packer>>,
    item: Item,
    url: Url,
    response: Response,
) -> Result<page::Found, Failure> {
    let (source, listed) = (job.source.clone(), item.clone());
    let (rules, addresses) = (Arc::clone(&tools.rules), Arc::clone(&tools.addresses));
    let fetched_at = tools.clock.now();
    let read = foreign::run(move || {
        let page = page::read(&source, &listed, &url, &response, fetched_at, (&rules, &addresses))?;
        Ok::<_, Failure>((page, response))
    });
    let (page, response) = read.await.map_err(|spoiled| spoiled.failure())??;
    page::article_of_page(tools, job, packer.cloned(), item, page, response, fetched_at).await
}

/// What a failure says of the article.
fn seen(job: &PollJob, recheck: &Recheck, failure: &Failure) -> Seen {
    if let (ErrorKind::NotFound | ErrorKind::Gone, Some(status)) = (failure.kind, failure.status) {
        return Seen::Gone(status);
    }
    // What was not even asked for has not been tried.
    let failures = recheck.failures.saturating_add(u32::from(!failure.was_not_sent()));
    let is_final = failures >= MAX_ATTEMPTS || !page::may_heal(failure.kind);
    let next_try = if is_final { None } else { Some(page::retry_at(job.now, failures, failure)) };
    // The next look of the schedule has its own tries.
    let failures = if is_final { 0 } else { failures };
    Seen::Failed { reason: failure.detail.clone(), failures, next_try }
}

/// What the feed itself says of an article, where that is all there is.
async fn from_feed(tools: &Tools, job: &PollJob, recheck: &Recheck, listed: Option<&Item>) -> Seen {
    let Some(item) = listed.cloned() else { return Seen::Same };
    let (topics, addresses) = (tools.topics.clone(), Arc::clone(&tools.addresses));
    let (source, fetched_at) = (job.source.clone(), tools.clock.now());
    let made = foreign::run(move || {
        enrich::article(
            reading::draft_of_item(&source, &item, fetched_at),
            &topics,
            &addresses,
            &[Listing::of(&source)],
        )
    });
    match made.await {
        Ok(article) => Seen::Read(Box::new(article)),
        Err(spoiled) => seen(job, recheck, &spoiled.failure()),
    }
}

/// The most pages that one poll looks at again, whatever its job holds; the others wait for the next turn.
const MAX_LOOKS: usize = 20;

/// All second looks of a job.
pub(super) struct Again<'a> {
    rechecks: &'a [Recheck],
    /// What the source says of them now.
    listed: HashMap<ArticleKey, Item>,
}

/// What the looks came to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) n_looks: u32,
    pub(super) size_bytes: u64,
}

impl<'a> Again<'a> {
    pub(super) fn new(tools: &Tools, job: &'a PollJob, items: &[Item]) -> Self {
        let mut listed = HashMap::new();
        if !job.rechecks.is_empty() {
            let items = by_key(tools, job, items);
            let wanted = job.rechecks.iter().filter_map(|recheck| {
                let item = *items.get(&recheck.listed_as)?;
                Some((recheck.listed_as.clone(), item.clone()))
            });
            listed.extend(wanted);
        }
        Self { rechecks: &job.rechecks, listed }
    }

    /// Whether an item by this key is one of them, so that its sighting goes with the look.
    pub(super) fn awaits(&self, key: &ArticleKey) -> bool {
        self.listed.contains_key(key)
    }

    /// Takes the looks; `told` are the sightings of those that the source lists now. `None` if told to stop: the rest is due
    /// or claimed still.
    pub(super) async fn look(
        mut self,
        tools: &Tools,
        job: &PollJob,
        packer: Option<&Arc<Packer>>,
        told: Vec<Sighting>,
        parts: &mut Parts<'_>,
        stop: &watch::Receiver<bool>,
    ) -> Option<Tally> {
        let mut told: HashMap<ArticleKey, Sighting> =
            told.into_iter().map(|sighting| (sighting.key.clone(), sighting)).collect();
        let mut tally = Tally::default();
        for (n, recheck) in self.rechecks.iter().enumerate() {
            let sighting = told.remove(&recheck.listed_as);
            if n >= MAX_LOOKS {
                parts.look(waiting(job, recheck), sighting, None).await;
                continue;
            }
            if *stop.borrow() {
                return None;
            }
            let listed = self.listed.remove(&recheck.listed_as);
            let looked = look(tools, job, packer, recheck, listed.as_ref()).await;
            tally.n_looks += 1;
            tally.size_bytes += looked.size_bytes;
            parts.look(looked.look, sighting, looked.snapshot).await;
        }
        Some(tally)
    }
}

/// The items of a list by their keys; the first of those that share one.
pub(super) fn by_key<'i>(
    tools: &Tools,
    job: &PollJob,
    items: impl IntoIterator<Item = &'i Item>,
) -> HashMap<ArticleKey, &'i Item> {
    let mut listed = HashMap::new();
    for item in items {
        listed.entry(key::of_item(&job.source.id, item, &tools.addresses)).or_insert(item);
    }
    listed
}

/// A look that has to wait for a later turn.
fn waiting(job: &PollJob, recheck: &Recheck) -> Look {
    let validators = Validators::default();
    Look { of: recheck.of.clone(), at: job.now, why: recheck.why, seen: Seen::Waits, validators }
}
