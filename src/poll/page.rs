//! One item to one article: fetch its page, read it, keep it where that is wanted, or take what the feed says.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::plan::Wanted;
use super::reading::{self, Answer, ReadPage};
use super::tools::Tools;
use super::{enrich, foreign, key, later_pages, request};
use crate::analysis::topics::Listing;
use crate::fetch::{Accept, Failure, FetchOutcome, FetchRequest, Response};
use crate::model::{Article, Deferral, ErrorKind, FullText, Item, PollJob, Snapshot, Source};
use crate::pack::Packer;
use crate::read::article::rules::RuleSet;
use crate::text;
use crate::text::url::AddressRules;

/// Tries before a page is given up.
pub(super) const MAX_ATTEMPTS: u32 = 3;
/// The wait after the first failure; each further one waits four times as long.
const FIRST_RETRY: SignedDuration = SignedDuration::from_mins(10);

/// Complete items that are read together.
const MAX_BATCH: usize = 25;

/// What became of an item.
pub(super) enum Taken {
    /// An article.
    Article(Box<Found>),
    /// Nothing yet, or nothing ever.
    Left(Box<Deferral>),
}

/// An article with what it took to get it.
pub(super) struct Found {
    pub(super) article: Article,
    /// Its page, where that is kept.
    pub(super) snapshot: Option<Snapshot>,
    /// The decoded bytes of the page; none where none was fetched.
    pub(super) size_bytes: u64,
}

impl Found {
    fn without_page(article: Article) -> Taken {
        Taken::Article(Box::new(Self { article, snapshot: None, size_bytes: 0 }))
    }
}

/// What is taken in one go.
pub(super) enum Batch {
    /// An item whose page is fetched.
    Page(Url, Box<Wanted>),
    /// Items that are complete as the source gives them.
    Complete(Vec<Wanted>),
}

impl Batch {
    /// The items in it.
    pub(super) fn items(&self) -> &[Wanted] {
        match self {
            Self::Page(_, wanted) => std::slice::from_ref(&**wanted),
            Self::Complete(items) => items,
        }
    }
}

/// Sorts items into batches: each page is a step of its own, while the others are too little work to be worth a thread each.
pub(super) fn batches(source: &Source, items: Vec<Wanted>) -> Vec<Batch> {
    let mut batches = Vec::new();
    for wanted in items {
        let url = key::address(&wanted.item).filter(|_| source.full_text != FullText::Feed);
        match (url, batches.last_mut()) {
            (Some(url), _) => batches.push(Batch::Page(url, Box::new(wanted))),
            (None, Some(Batch::Complete(others))) if others.len() < MAX_BATCH => others.push(wanted),
            (None, _) => batches.push(Batch::Complete(vec![wanted])),
        }
    }
    batches
}

/// Takes a batch; as many come back as it has items, in their order.
pub(super) async fn take(tools: &Tools, job: &PollJob, packer: Option<&Arc<Packer>>, batch: Batch) -> Vec<Taken> {
    match batch {
        Batch::Page(url, wanted) => vec![take_page(tools, job, packer, *wanted, url).await],
        Batch::Complete(items) => take_complete(tools, job, items).await,
    }
}

async fn take_page(tools: &Tools, job: &PollJob, packer: Option<&Arc<Packer>>, wanted: Wanted, url: Url) -> Taken {
    let response = match fetch_page(tools, &job.source, &url).await {
        Ok(response) => response,
        Err(failure) => return failed(tools, job, wanted, &failure).await,
    };
    let (source, item) = (job.source.clone(), wanted.item.clone());
    let rules = (Arc::clone(&tools.rules), Arc::clone(&tools.addresses));
    let fetched_at = tools.clock.now();
    let read = foreign::run(move || {
        let page = read(&source, &item, &url, &response, fetched_at, (&rules.0, &rules.1))?;
        Ok((page, response))
    });
    let found = match read.await {
        Ok(Ok((page, response))) => {
            let (packer, item) = (packer.cloned(), wanted.item.clone());
            article_of_page(tools, job, packer, item, page, response, fetched_at).await
        }
        Ok(Err(failure)) => Err(failure),
        Err(spoiled) => Err(spoiled.failure()),
    };
    let failure = match found {
        Ok(found) => return Taken::Article(Box::new(found)),
        Err(failure) => failure,
    };
    failed(tools, job, wanted, &failure).await
}

async fn fetch_page(tools: &Tools, source: &Source, url: &Url) -> Result<Response, Failure> {
    let request = FetchRequest { obeys_robots: source.obey_robots, ..request::of_source(source, url, Accept::Page) };
    match tools.fetcher.fetch(request).await {
        FetchOutcome::Fetched(response) => Ok(response),
        FetchOutcome::Failed(failure) => Err(failure),
        FetchOutcome::NotModified(_) => Err(Failure {
            kind: ErrorKind::Protocol,
            status: Some(304),
            detail: format!("{url} answered 304 to a request without validators"),
            retry_after: None,
        }),
    }
}

/// What pages and source say of an article together.
pub(super) async fn article_of_page(
    tools: &Tools,
    job: &PollJob,
    packer: Option<Arc<Packer>>,
    item: Item,
    mut page: ReadPage,
    response: Response,
    fetched_at: Timestamp,
) -> Result<Found, Failure> {
    let (rules, source) = (Arc::clone(&tools.rules), Some(job.source.id.clone()));
    let read_by = later_pages::Reading { rules, source, clock: tools.clock.clone() };
    let fetch = |url: Url| async move {
        let encoding = |url: &Url| reading::own_encoding(&job.source, url).map(str::to_owned);
        fetch_page(tools, &job.source, &url).await.map(|page| {
            let encoding = encoding(&page.url);
            page.in_charset(encoding.as_deref())
        })
    };
    let later_bytes = later_pages::join(&mut page.extracted, &response.url, &read_by, &mut page.warnings, fetch).await;
    tools.complaints.log(&job.source.id, &response.url, &page.warnings);
    let (topics, addresses, source) = (tools.topics.clone(), Arc::clone(&tools.addresses), job.source.clone());
    let made = foreign::run(move || {
        let draft = reading::draft(&source, &item, &response.url, fetched_at, page.extracted);
        let mut article = enrich::article(draft, &topics, &addresses, &[Listing::of(&source)]);
        let size_bytes = response.body.len() as u64 + later_bytes;
        let snapshot = packer.and_then(|packer| snapshot(&packer, item, response, fetched_at));
        article.snapshot = snapshot.as_ref().map(|snapshot| snapshot.hash.clone());
        Found { article, snapshot, size_bytes }
    });
    made.await.map_err(|spoiled| spoiled.failure())
}

/// Reads a page that was fetched.
pub(super) fn read(
    source: &Source,
    item: &Item,
    asked: &Url,
    response: &Response,
    fetched_at: Timestamp,
    (rules, addresses): (&RuleSet, &AddressRules),
) -> Result<ReadPage, Failure> {
    let answer =
        Answer { body: &response.body, content_type: response.content_type.as_deref(), url: &response.url, fetched_at };
    reading::read_page(source, item, asked, &answer, rules, addresses)
        .map_err(|failure| Failure { status: Some(response.status), ..failure })
}

fn snapshot(packer: &Packer, item: Item, response: Response, fetched_at: Timestamp) -> Option<Snapshot> {
    let body = packer.pack(&response.body)?;
    let hash = response.validators.body_hash.unwrap_or_else(|| text::hash::content_hash(&response.body));
    Some(Snapshot { hash, url: response.url.into(), fetched_at, headers: response.kept_headers, item, body })
}

/// A page that could not be had: later again, or from the feed's own text once it is clear that it will not come.
async fn failed(tools: &Tools, job: &PollJob, wanted: Wanted, failure: &Failure) -> Taken {
    // What was not even asked for has not been tried.
    let attempts = wanted.attempts + u32::from(!failure.was_not_sent());
    let is_final = attempts >= MAX_ATTEMPTS || !may_heal(failure.kind);
    if is_final && job.source.full_text != FullText::Page && !wanted.item.title.is_empty() {
        let mut taken = from_feed(tools, job, wanted).await;
        if let Taken::Article(found) = &mut taken {
            // A page was wanted and gave nothing: who watches over what pages give has to know.
            found.article.page_words = Some(0);
        }
        return taken;
    }
    let next_try = if is_final { None } else { Some(retry_at(job.now, attempts, failure)) };
    let error = Some(failure.detail.clone());
    Taken::Left(Box::new(Deferral { key: wanted.key, item: wanted.item, attempts, next_try, error }))
}

/// Whether asking again may help.
pub(super) fn may_heal(kind: ErrorKind) -> bool {
    use ErrorKind as Kind;
    !matches!(
        kind,
        Kind::NotFound
            | Kind::Gone
            | Kind::Denied
            | Kind::Client
            | Kind::Robots
            | Kind::ForbiddenAddress
            | Kind::TooLarge
            | Kind::Panic
            | Kind::TooSlow
    )
}

/// When what failed is tried again, after so many tries.
pub(super) fn retry_at(now: Timestamp, attempts: u32, failure: &Failure) -> Timestamp {
    let wait = FIRST_RETRY.saturating_mul(4_i32.saturating_pow(attempts.saturating_sub(1)));
    let asked = failure.retry_after.map(|wait| SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX));
    now.saturating_add(wait.max(asked.unwrap_or(SignedDuration::ZERO))).unwrap_or(Timestamp::MAX)
}

async fn take_complete(tools: &Tools, job: &PollJob, items: Vec<Wanted>) -> Vec<Taken> {
    let (topics, addresses, source) = (tools.topics.clone(), Arc::clone(&tools.addresses), job.source.clone());
    let fetched_at = tools.clock.now();
    let all: Vec<Item> = items.iter().map(|wanted| wanted.item.clone()).collect();
    let article = move |item: &Item| {
        let draft = reading::draft_of_item(&source, item, fetched_at);
        enrich::article(draft, &topics, &addresses, &[Listing::of(&source)])
    };
    match foreign::run(move || all.iter().map(article).collect::<Vec<_>>()).await {
        Ok(articles) => articles.into_iter().map(Found::without_page).collect(),
        // One of them is at fault; alone, it costs none of the others.
        Err(_) => {
            let mut taken = Vec::new();
            for wanted in items {
                taken.push(from_feed(tools, job, wanted).await);
            }
            taken
        }
    }
}

/// The article as the feed itself gives it.
async fn from_feed(tools: &Tools, job: &PollJob, wanted: Wanted) -> Taken {
    let (topics, addresses) = (tools.topics.clone(), Arc::clone(&tools.addresses));
    let (source, item) = (job.source.clone(), wanted.item.clone());
    let fetched_at = tools.clock.now();
    let made = foreign::run(move || {
        let draft = reading::draft_of_item(&source, &item, fetched_at);
        enrich::article(draft, &topics, &addresses, &[Listing::of(&source)])
    });
    match made.await {
        Ok(article) => Found::without_page(article),
        Err(spoiled) => {
            let error = Some(spoiled.to_string());
            let attempts = wanted.attempts + 1;
            Taken::Left(Box::new(Deferral { key: wanted.key, item: wanted.item, attempts, next_try: None, error }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SourceId, SourceKind};

    fn wanted(n: usize, url: Option<&str>) -> Wanted {
        let id = SourceId::parse("paper").expect("an id");
        let item = Item { url: url.map(str::to_owned), title: format!("t{n}"), ..Item::default() };
        Wanted { key: key::of_item(&id, &item, AddressRules::built_in()), item, attempts: 0 }
    }

    fn sizes(full_text: FullText, urls: &[Option<&str>]) -> Vec<usize> {
        let id = SourceId::parse("paper").expect("an id");
        let source = Source { full_text, ..Source::new(id, "https://example.org/".to_owned(), SourceKind::Feed) };
        let items = urls.iter().enumerate().map(|(n, url)| wanted(n, *url)).collect();
        batches(&source, items).iter().map(|batch| batch.items().len()).collect()
    }

    #[test]
    fn pages_are_taken_one_by_one_and_complete_items_together() {
        let page = Some("https://example.org/1");
        assert_eq!(sizes(FullText::Auto, &[None, None, page, page, None]), [2, 1, 1, 1]);
        assert_eq!(sizes(FullText::Feed, &[page; 3]), [3]);
        assert_eq!(sizes(FullText::Feed, &[None; 60]), [25, 25, 10]);
        assert_eq!(sizes(FullText::Page, &[]), [0; 0]);
    }
}
