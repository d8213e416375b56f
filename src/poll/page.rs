//! One item to one article: fetch its page, read it, choose between the page's text and the feed's own.

use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::enrich::{self, Draft};
use super::plan::Wanted;
use super::tools::Tools;
use super::{arrival, foreign, key, obstacle, request};
use crate::fetch::{Accept, Failure, FetchOutcome, FetchRequest, Response};
use crate::model::{Article, DateOrigin, Deferral, ErrorKind, FullText, Item, PollJob, Published, Source, TextOrigin};
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
    let (topics, source, item) = (tools.topics.clone(), job.source.clone(), wanted.item.clone());
    let fetched_at = tools.clock.now();
    // The charset is that of the source's own site; articles of others speak for themselves.
    let encoding = if request::is_own_site(&job.source, &response.url) { job.source.encoding.as_deref() } else { None };
    let response = response.in_charset(encoding);
    let read = foreign::run(move || {
        let draft = draft_of_page(&source, &item, &asked, &response, fetched_at)?;
        Ok((enrich::article(draft, &topics, &source.topics), response.body.len() as u64))
    });
    let failure = match read.await {
        Ok(Ok((article, size_bytes))) => return Taken::Article(Box::new(article), size_bytes),
        Ok(Err(failure)) => failure,
        Err(spoiled) => spoiled.failure(),
    };
    failed(tools, job, wanted, &failure).await
}

/// What page and source say of an article together. Fails where a redirect led to something else.
fn draft_of_page(
    source: &Source,
    item: &Item,
    asked: &Url,
    response: &Response,
    fetched_at: Timestamp,
) -> Result<Draft, Failure> {
    let page = article::Page {
        body: &response.body,
        content_type: response.content_type.as_deref(),
        url: Some(&response.url),
        fetched_at,
        listed: Some(item),
    };
    let (extracted, _warnings) = article::read(&page);
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
    let mut draft = draft_of_item(source, item, fetched_at);
    draft.url = response.url.to_string();
    merge(&mut draft, extracted, source.full_text);
    Ok(draft)
}

/// Puts what the page says over what the feed said. The feed's text stays where it is the longer one.
fn merge(draft: &mut Draft, page: Extracted, full_text: FullText) {
    let page_words = text::tokens::count_words(&page.text);
    let is_page_better = full_text == FullText::Page || page_words >= text::tokens::count_words(&draft.text);
    draft.page_words = Some(u32::try_from(page_words).unwrap_or(u32::MAX));
    draft.kind = Some(page.kind.as_str().to_owned());
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
    draft.language_confidence = page.language_confidence.filter(|_| page.language.is_some());
    draft.language = page.language.or(draft.language.take());
    draft.section = page.section;
    if !page.keywords.is_empty() {
        draft.keywords = page.keywords;
    }
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
        language_confidence: None,
        is_language_certain: false,
        published: item.published.map(|at| Published { at, from: DateOrigin::Feed }),
        modified: item.updated,
        site: None,
        image: item.image.clone(),
        section: None,
        keywords: item.keywords.clone(),
        kind: None,
        page_words: None,
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

    #[test]
    fn the_words_of_a_page_are_counted_also_where_the_feed_says_more() {
        let id = SourceId::parse("paper").expect("an id");
        let source = Source::new(id, "https://example.org/".to_owned(), SourceKind::Feed);
        let item = Item { content: Some("word ".repeat(30)), keywords: vec!["feed".to_owned()], ..Item::default() };
        let merged = |html: &str, full_text| {
            let page = article::Page {
                body: html.as_bytes(),
                content_type: None,
                url: None,
                fetched_at: Timestamp::UNIX_EPOCH,
                listed: None,
            };
            let mut draft = draft_of_item(&source, &item, Timestamp::UNIX_EPOCH);
            merge(&mut draft, article::read(&page).0, full_text);
            (draft.text_from, draft.page_words)
        };
        let html = "<article><h1>Title</h1><p>The harbour opened again on Monday, as the council had said it would.</p></article>";
        assert_eq!(merged(html, FullText::Auto), (TextOrigin::Feed, Some(13)));
        assert_eq!(merged(html, FullText::Page), (TextOrigin::Page, Some(13)));
        assert_eq!(merged("<h1>Title</h1>", FullText::Auto), (TextOrigin::Feed, Some(0)));
        assert_eq!(draft_of_item(&source, &item, Timestamp::UNIX_EPOCH).keywords, ["feed"]);
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
