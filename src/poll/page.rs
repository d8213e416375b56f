//! One item to one article: fetch its page, read it, choose between the page's text and the feed's own.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::enrich::{self, Draft};
use super::later_pages::{self, Reading};
use super::plan::Wanted;
use super::tools::Tools;
use super::{arrival, foreign, key, obstacle, request};
use crate::fetch::{Accept, Failure, FetchOutcome, FetchRequest, Response};
use crate::model::{
    Article, DateOrigin, Deferral, ErrorKind, FullText, Item, PollJob, Published, Source, TextOrigin, Warning,
};
use crate::read::article::rules::{RuleSet, Rules};
use crate::read::article::{self, Extracted};
use crate::text;

/// Tries before a page is given up.
const MAX_ATTEMPTS: u32 = 3;
/// The wait after the first failure; each further one waits four times as long.
const FIRST_RETRY: SignedDuration = SignedDuration::from_mins(10);

/// Complete items that are read together.
const MAX_BATCH: usize = 25;

/// What became of an item.
pub(super) enum Taken {
    /// An article, and the decoded bytes it took to get it.
    Article(Box<Article>, u64),
    /// Nothing yet, or nothing ever.
    Left(Box<Deferral>),
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
pub(super) async fn take(tools: &Tools, job: &PollJob, batch: Batch) -> Vec<Taken> {
    match batch {
        Batch::Page(url, wanted) => vec![take_page(tools, job, *wanted, url).await],
        Batch::Complete(items) => take_complete(tools, job, items).await,
    }
}

async fn take_page(tools: &Tools, job: &PollJob, wanted: Wanted, url: Url) -> Taken {
    let response = match fetch_page(tools, &job.source, &url).await {
        Ok(response) => response,
        Err(failure) => return failed(tools, job, wanted, &failure).await,
    };
    from_page(tools, job, wanted, url, response).await
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

async fn from_page(tools: &Tools, job: &PollJob, wanted: Wanted, asked: Url, response: Response) -> Taken {
    let (source, item, rules) = (job.source.clone(), wanted.item.clone(), Arc::clone(&tools.rules));
    let fetched_at = tools.clock.now();
    let response = decoded(job, response);
    let read = foreign::run(move || read_page(&source, &item, &asked, &response, fetched_at, &rules));
    let article = match read.await {
        Ok(Ok(page)) => article_of_page(tools, job, &wanted.item, page, fetched_at).await,
        Ok(Err(failure)) => Err(failure),
        Err(spoiled) => Err(spoiled.failure()),
    };
    match article {
        Ok((article, size_bytes)) => Taken::Article(Box::new(article), size_bytes),
        Err(failure) => failed(tools, job, wanted, &failure).await,
    }
}

/// A page in the charset of the source's own site; articles of others speak for themselves.
fn decoded(job: &PollJob, response: Response) -> Response {
    let encoding = if request::is_own_site(&job.source, &response.url) { job.source.encoding.as_deref() } else { None };
    response.in_charset(encoding)
}

/// A page that was read.
struct ReadPage {
    url: Url,
    extracted: Extracted,
    warnings: Vec<Warning>,
    size_bytes: u64,
}

/// What pages and source say of an article together, with the decoded bytes of the pages.
async fn article_of_page(
    tools: &Tools,
    job: &PollJob,
    item: &Item,
    mut page: ReadPage,
    fetched_at: Timestamp,
) -> Result<(Article, u64), Failure> {
    let (rules, source) = (Arc::clone(&tools.rules), Some(job.source.id.clone()));
    let reading = Reading { rules, source, clock: tools.clock.clone() };
    let fetch = |url: Url| async move { fetch_page(tools, &job.source, &url).await.map(|page| decoded(job, page)) };
    let later_bytes = later_pages::join(&mut page.extracted, &page.url, &reading, &mut page.warnings, fetch).await;
    tools.complaints.log(&job.source.id, &page.url, &page.warnings);
    let mut draft = draft_of_item(&job.source, item, fetched_at);
    draft.url = page.url.into();
    merge(&mut draft, page.extracted, job.source.full_text);
    let (topics, wanted_topics) = (tools.topics.clone(), job.source.topics.clone());
    let article = foreign::run(move || enrich::article(draft, &topics, &wanted_topics)).await;
    article.map(|article| (article, page.size_bytes + later_bytes)).map_err(|spoiled| spoiled.failure())
}

/// Reads a page. Fails where a redirect led to something else, or something stands in the way.
fn read_page(
    source: &Source,
    item: &Item,
    asked: &Url,
    response: &Response,
    fetched_at: Timestamp,
    rules: &RuleSet,
) -> Result<ReadPage, Failure> {
    let page = article::Page {
        body: &response.body,
        content_type: response.content_type.as_deref(),
        url: Some(&response.url),
        fetched_at,
        listed: Some(item),
        rules: Some(Rules { set: rules, source: Some(&source.id) }),
    };
    let (extracted, warnings) = article::read(&page);
    let words = format!("{}\n{}", extracted.title.as_deref().unwrap_or_default(), extracted.text);
    if arrival::is_elsewhere(asked, &response.url, &item.title, &words) {
        let detail =
            format!("{asked} leads to {}, which is not the article: a login, consent or home page?", response.url);
        return Err(Failure { kind: ErrorKind::Denied, status: Some(response.status), detail, retry_after: None });
    }
    let content_type = response.content_type.as_deref();
    if let Some(detail) =
        obstacle::in_place_of_article(&response.body, content_type, &response.url, &item.title, &extracted.text)
    {
        return Err(Failure {
            kind: ErrorKind::Interstitial,
            status: Some(response.status),
            detail,
            retry_after: None,
        });
    }
    Ok(ReadPage { url: response.url.clone(), extracted, warnings, size_bytes: response.body.len() as u64 })
}

/// Puts what the page says over what the feed said. The feed's text stays where it is the longer one.
fn merge(draft: &mut Draft, page: Extracted, full_text: FullText) {
    let is_page_better =
        full_text == FullText::Page || text::tokens::count_words(&page.text) >= text::tokens::count_words(&draft.text);
    if is_page_better {
        draft.text = page.text;
        draft.text_from = TextOrigin::Page;
    }
    if let Some(title) = page.title {
        draft.title = title;
    }
    if !page.authors.is_empty() {
        draft.authors = page.authors;
    }
    // The reader of pages has weighed the listed date with the others; its verdict stands, also when it is none.
    draft.published = page.published;
    draft.modified = page.modified.or(draft.modified);
    draft.language = page.language.or(draft.language.take());
    draft.summary = page.summary.or(draft.summary.take());
    draft.image = page.image.or(draft.image.take());
    draft.site = page.site;
    draft.canonical_url = page.canonical_url;
}

/// A page that could not be had: later again, or from the feed's own text once it is clear that it will not come.
async fn failed(tools: &Tools, job: &PollJob, wanted: Wanted, failure: &Failure) -> Taken {
    // What was not even asked for has not been tried.
    let attempts = wanted.attempts + u32::from(!failure.was_not_sent());
    let is_final = attempts >= MAX_ATTEMPTS || !may_heal(failure.kind);
    if is_final && job.source.full_text != FullText::Page && !wanted.item.title.is_empty() {
        return from_feed(tools, job, wanted).await;
    }
    let next_try = if is_final { None } else { Some(retry_at(job.now, attempts, failure)) };
    let error = Some(failure.detail.clone());
    Taken::Left(Box::new(Deferral { key: wanted.key, item: wanted.item, attempts, next_try, error }))
}

/// Whether asking again may help.
fn may_heal(kind: ErrorKind) -> bool {
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

fn retry_at(now: Timestamp, attempts: u32, failure: &Failure) -> Timestamp {
    let wait = FIRST_RETRY.saturating_mul(4_i32.saturating_pow(attempts.saturating_sub(1)));
    let asked = failure.retry_after.map(|wait| SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX));
    now.saturating_add(wait.max(asked.unwrap_or(SignedDuration::ZERO))).unwrap_or(Timestamp::MAX)
}

async fn take_complete(tools: &Tools, job: &PollJob, items: Vec<Wanted>) -> Vec<Taken> {
    let (topics, source) = (tools.topics.clone(), job.source.clone());
    let fetched_at = tools.clock.now();
    let all: Vec<Item> = items.iter().map(|wanted| wanted.item.clone()).collect();
    let article = move |item: &Item| enrich::article(draft_of_item(&source, item, fetched_at), &topics, &source.topics);
    match foreign::run(move || all.iter().map(article).collect::<Vec<_>>()).await {
        Ok(articles) => articles.into_iter().map(|article| Taken::Article(Box::new(article), 0)).collect(),
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
    let (topics, source, item) = (tools.topics.clone(), job.source.clone(), wanted.item.clone());
    let fetched_at = tools.clock.now();
    let made =
        foreign::run(move || enrich::article(draft_of_item(&source, &item, fetched_at), &topics, &source.topics));
    match made.await {
        Ok(article) => Taken::Article(Box::new(article), 0),
        Err(spoiled) => {
            let error = Some(spoiled.to_string());
            let attempts = wanted.attempts + 1;
            Taken::Left(Box::new(Deferral { key: wanted.key, item: wanted.item, attempts, next_try: None, error }))
        }
    }
}

/// What the source said of an article, as a draft; the key is that of the item.
fn draft_of_item(source: &Source, item: &Item, fetched_at: Timestamp) -> Draft {
    let url = item.url.clone().unwrap_or_else(|| source.url.clone());
    Draft {
        item_key: key::of_item(&source.id, item),
        listed_url: url.clone(),
        url,
        canonical_url: None,
        title: item.title.clone(),
        text: item.content.clone().or_else(|| item.summary.clone()).unwrap_or_default(),
        text_from: TextOrigin::Feed,
        summary: item.summary.clone(),
        authors: item.authors.clone(),
        language: item.language.clone().or_else(|| source.language.clone()),
        is_language_certain: false,
        published: item.published.map(|at| Published { at, from: DateOrigin::Feed }),
        modified: item.updated,
        site: None,
        image: item.image.clone(),
        fetched_at,
        external_id: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SourceId, SourceKind};

    fn wanted(n: usize, url: Option<&str>) -> Wanted {
        let id = SourceId::parse("paper").expect("an id");
        let item = Item { url: url.map(str::to_owned), title: format!("t{n}"), ..Item::default() };
        Wanted { key: key::of_item(&id, &item), item, attempts: 0 }
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
